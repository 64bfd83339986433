//! The typed facts of a document, in the words of the API.

use app::model::facts;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Origin, codes};

/// De feiten van een document; welke velden er zijn hangt af van `soort`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "soort", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schema(as = Feiten)]
pub enum Facts {
    /// Een werkwijze die zich ergens bewezen heeft.
    Practice {
        probleem: Option<String>,
        aanpak: Option<String>,
        randvoorwaarden: Vec<String>,
        uitvoerder: Option<String>,
        sinds: Option<String>,
        /// ISO 3166-1 alpha-2, of `EU` en `INT`.
        land: Option<String>,
        resultaten: Vec<Outcome>,
        bewijs: Evidence,
    },
    /// Iets dat beproefd wordt.
    Innovation {
        /// `idea`, `lab`, `pilot`, `in-use` of `ended`.
        fase: Option<&'static str>,
        doel: Option<String>,
        uitvoerder: Option<String>,
        sinds: Option<String>,
        land: Option<String>,
        resultaten: Vec<Outcome>,
    },
    /// Een criminele werkwijze als barrièremodel.
    ModusOperandi { stappen: Vec<Step>, eerst_gezien: Option<String>, laatst_gezien: Option<String> },
    /// Een bericht van een liaison.
    LiaisonNote {
        land: Option<String>,
        dienst: Option<String>,
        route: Option<String>,
        waargenomen: Option<String>,
        /// Betrouwbaarheid van de bron, A tot F (Admiralty).
        betrouwbaarheid: Option<String>,
        /// Geloofwaardigheid van de informatie, 1 tot 6 (Admiralty).
        geloofwaardigheid: Option<u8>,
        #[schema(format = Date)]
        geldig_tot: Option<String>,
    },
    /// Wat geleerd is over stromen, risico's of effecten.
    Insight { over: Option<String>, methode: Option<String>, bevindingen: Vec<String> },
    /// Een handreiking.
    Guidance { voor_wie: Vec<String>, grondslag: Option<String> },
    /// Een vraag over gegevensdeling, met antwoord.
    SharingCase {
        vraag: Option<String>,
        partijen: Vec<String>,
        /// `public-public` of `public-private`.
        tussen: Option<&'static str>,
        grondslag: Option<String>,
        /// `allowed`, `under-conditions`, `not-allowed` of `open`.
        antwoord: Option<&'static str>,
        voorwaarden: Vec<String>,
    },
}

/// Een resultaat zoals gemeld, met bron.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Resultaat)]
pub struct Outcome {
    tekst: String,
    #[schema(required)]
    bron: Option<Origin>,
}

/// Bewijs in de vijf vakken van EMMIE; leeg betekent: nog geen bewijs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Bewijs)]
pub struct Evidence {
    effect: Option<String>,
    mechanisme: Option<String>,
    omstandigheden: Option<String>,
    uitvoering: Option<String>,
    kosten: Option<String>,
}

/// Een stap van een barrièremodel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Stap)]
pub struct Step {
    naam: String,
    gelegenheden: Vec<String>,
    facilitators: Vec<String>,
    signalen: Vec<String>,
    partners: Vec<String>,
    barrieres: Vec<Barrier>,
}

/// Een barrière, met de documenten die haar beschrijven.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Barriere)]
pub struct Barrier {
    tekst: String,
    documenten: Vec<String>,
}

impl From<facts::Facts> for Facts {
    fn from(facts: facts::Facts) -> Facts {
        match facts {
            facts::Facts::Practice(practice) => Facts::Practice {
                probleem: practice.problem,
                aanpak: practice.approach,
                randvoorwaarden: practice.preconditions,
                uitvoerder: practice.run_by,
                sinds: practice.since,
                land: practice.country,
                resultaten: outcomes(practice.results),
                bewijs: Evidence {
                    effect: practice.evidence.effect,
                    mechanisme: practice.evidence.mechanism,
                    omstandigheden: practice.evidence.moderators,
                    uitvoering: practice.evidence.implementation,
                    kosten: practice.evidence.economics,
                },
            },
            facts::Facts::Innovation(innovation) => Facts::Innovation {
                fase: innovation.phase.map(phase),
                doel: innovation.aim,
                uitvoerder: innovation.run_by,
                sinds: innovation.since,
                land: innovation.country,
                resultaten: outcomes(innovation.results),
            },
            facts::Facts::ModusOperandi(modus) => Facts::ModusOperandi {
                stappen: modus.steps.into_iter().map(step).collect(),
                eerst_gezien: modus.first_seen.map(String::from),
                laatst_gezien: modus.last_seen.map(String::from),
            },
            facts::Facts::LiaisonNote(note) => Facts::LiaisonNote {
                land: note.country,
                dienst: note.service,
                route: note.route,
                waargenomen: note.observed.map(String::from),
                betrouwbaarheid: note.reliability.map(|letter| format!("{letter:?}")),
                geloofwaardigheid: note.credibility.map(u8::from),
                geldig_tot: note.valid_until.map(|day| day.to_string()),
            },
            facts::Facts::Insight(insight) => Facts::Insight {
                over: insight.about.map(String::from),
                methode: insight.method,
                bevindingen: insight.findings,
            },
            facts::Facts::Guidance(guidance) => {
                Facts::Guidance { voor_wie: guidance.for_whom, grondslag: guidance.legal_basis }
            }
            facts::Facts::SharingCase(case) => Facts::SharingCase {
                vraag: case.question,
                partijen: case.parties,
                tussen: case.between.map(|between| match between {
                    facts::Between::PublicPublic => "public-public",
                    facts::Between::PublicPrivate => "public-private",
                }),
                grondslag: case.legal_basis,
                antwoord: case.answer.map(|answer| match answer {
                    facts::Allowed::Allowed => "allowed",
                    facts::Allowed::UnderConditions => "under-conditions",
                    facts::Allowed::NotAllowed => "not-allowed",
                    facts::Allowed::Open => "open",
                }),
                voorwaarden: case.conditions,
            },
        }
    }
}

fn outcomes(outcomes: Vec<facts::Outcome>) -> Vec<Outcome> {
    outcomes.into_iter().map(|one| Outcome { tekst: one.text, bron: one.source.map(Origin::from) }).collect()
}

fn phase(phase: facts::Phase) -> &'static str {
    match phase {
        facts::Phase::Idea => "idea",
        facts::Phase::Lab => "lab",
        facts::Phase::Pilot => "pilot",
        facts::Phase::InUse => "in-use",
        facts::Phase::Ended => "ended",
    }
}

fn step(step: facts::Step) -> Step {
    let barrier = |barrier: facts::Barrier| Barrier { tekst: barrier.text, documenten: codes(barrier.documents) };
    Step {
        naam: step.name,
        gelegenheden: step.opportunities,
        facilitators: step.facilitators,
        signalen: step.signals,
        partners: step.partners,
        barrieres: step.barriers.into_iter().map(barrier).collect(),
    }
}
