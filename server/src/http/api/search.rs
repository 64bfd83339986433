//! `GET /api/v1/zoeken`.

use std::collections::BTreeMap;

use app::model::attachment::Unit;
use app::model::query::{Answer, Hit, Notice, Query, Reason};
use app::routes;
use app::words::Interface;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::wire::{Piece, Translation, plain};
use super::{Shared, json, params, refused};
use crate::http::problem::{Fault, Problem};
use crate::http::session::Caller;

/// More than this is no question.
const MOST_TEXT: usize = 10 * 1024;

/// Wat er gevonden is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Zoekantwoord)]
struct Found {
    /// Aantal treffers in het geheel; een tekst en haar vertalingen tellen als één.
    totaal: u64,
    resultaten: Vec<Result>,
    /// Per filter en waarde: hoeveel treffers die waarde heeft, gegeven de andere filters.
    facetten: Facets,
    /// De vraag zoals zij beantwoord is, als woorden die nergens voorkomen verbeterd zijn.
    #[schema(required)]
    suggestie: Option<String>,
    /// Andere woorden waarop ook gezocht is, uit de thesaurus.
    verruimd: Vec<Wider>,
    /// Wat er van de vraag niet gebruikt is, in de taal van de vraag.
    #[schema(required)]
    melding: Option<String>,
}

/// Een treffer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Treffer)]
struct Result {
    id: String,
    titel: String,
    /// De passage die het best antwoordt.
    fragment: String,
    /// Dezelfde passage in delen, met wat overeenkomt met de vraag gemarkeerd.
    fragment_delen: Vec<Piece>,
    /// `practice`, `innovation`, `modus-operandi`, `liaison-note`, `insight`, `guidance`, `sharing-case` of `indicator`.
    soort: &'static str,
    /// ISO 639-1.
    taal: &'static str,
    tlp: &'static str,
    knooppunten: Vec<String>,
    lijnen: Vec<&'static str>,
    /// Dag waarop het stuk verscheen, als die bekend is.
    #[schema(required, format = Date)]
    gepubliceerd: Option<String>,
    /// Laatste dag waarop het stuk geldig was, als die voorbij is.
    #[schema(required, format = Date)]
    verlopen: Option<String>,
    /// Waar in een bestand bij het document dit staat, als het daar gevonden is.
    #[serde(skip_serializing_if = "Option::is_none")]
    bijlage: Option<Within>,
    vertalingen: Vec<Translation>,
    /// Knooppunten die het toepassen.
    toegepast_door: Vec<String>,
    /// Wat meetelt voor de plaats van deze treffer, het meeste eerst; alleen met `uitleg=ja`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    uitleg: Vec<Why>,
}

/// Een plaats in een bestand.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PlaatsInBijlage)]
struct Within {
    id: String,
    naam: String,
    /// Wat het nummer telt: `page`, `slide`, `sheet`, `part` of `moment`.
    #[schema(value_type = String, example = "page")]
    eenheid: Unit,
    nummer: u32,
    /// Van gesproken tekst: het begin, in milliseconden.
    #[serde(skip_serializing_if = "Option::is_none")]
    begin: Option<u64>,
    /// De tekst van deze plaats.
    adres: String,
}

/// Woorden uit de vraag met andere woorden voor hetzelfde.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Verruiming)]
struct Wider {
    woorden: String,
    ook: Vec<String>,
}

/// Iets dat meetelt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reden)]
struct Why {
    /// In de taal van de vraag.
    wat: String,
    /// Van alles wat voor deze treffer meetelt.
    procent: i8,
}

/// Aantallen per waarde.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Facetten)]
struct Facets {
    soort: BTreeMap<String, u64>,
    knooppunt: BTreeMap<String, u64>,
    lijn: BTreeMap<String, u64>,
    documenttaal: BTreeMap<String, u64>,
    jaar: BTreeMap<String, u64>,
    toegepast: BTreeMap<String, u64>,
}

/// Zoek in alles wat te lezen is
///
/// Woorden, "woordgroepen", -uitsluitingen en veld:waarde. Wat er ook gevraagd wordt: het antwoord is 200, met een
/// `melding` als iets van de vraag niet gebruikt kon worden. Alleen een vraag van meer dan 10 kB geeft 400.
#[utoipa::path(
    get,
    path = "/zoeken",
    tag = "Zoeken",
    operation_id = "zoek",
    params(
        ("q" = Option<String>, Query, description = "De vraag, zoals getypt"),
        ("taal" = Option<String>, Query, description = "Taal van de vraag: nl, en, de, fr of es", example = "nl"),
        ("soort" = Option<String>, Query, description = "Een of meer soorten, gescheiden door komma's", example = "practice"),
        ("knooppunt" = Option<String>, Query, description = "Een of meer knooppunten", example = "schiphol"),
        ("lijn" = Option<String>, Query, description = "Een of meer rode lijnen: barriers, resilience, enforcement, information"),
        ("documenttaal" = Option<String>, Query, description = "Een of meer talen van het stuk zelf"),
        ("jaar" = Option<String>, Query, description = "Een of meer jaren van verschijnen"),
        ("toegepast" = Option<String>, Query, description = "Een of meer knooppunten die het toepassen", example = "schiphol"),
        ("sinds" = Option<String>, Query, description = "Verschenen op of na deze dag, maand of dit jaar", example = "2023-05"),
        ("tot" = Option<String>, Query, description = "Verschenen tot en met deze dag, maand of dit jaar", example = "2024"),
        ("letterlijk" = Option<String>, Query, description = "ja: alleen de getypte woorden, zonder synoniemen en verbeteringen"),
        ("uitleg" = Option<String>, Query, description = "ja: zeg bij elke treffer wat meetelt"),
        ("sorteer" = Option<String>, Query, description = "relevantie, nieuwste of titel"),
        ("aantal" = Option<u32>, Query, description = "Hoeveel treffers, hoogstens 100; gewoonlijk 20"),
        ("vanaf" = Option<u32>, Query, description = "Hoeveel treffers over te slaan"),
    ),
    responses(
        (status = 200, description = "Wat er gevonden is", body = Found, content_type = "application/json"),
        (status = 400, description = "De vraag is langer dan 10 kB", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Zoeken kan nu niet", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn search(State(site): Shared, caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    let pairs = params::pairs(&uri);
    if pairs.iter().any(|(key, value)| key == "q" && value.len() > MOST_TEXT) {
        return Problem::faults(vec![Fault::value("q", "hoogstens 10 kB")]).into_response();
    }
    let lang = app::model::lang::Lang::default();
    let (query, mut ignored) = Query::from_pairs(lang, pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())));
    ignored.sort();
    ignored.dedup();
    let mut answer = match caller.desk.search(&query).await {
        Ok(answer) => answer,
        Err(refusal) => return refused(&refusal).into_response(),
    };
    if !ignored.is_empty() {
        answer
            .notices
            .insert(0, Notice::Ignored(ignored.iter().take(10).map(|key| key.chars().take(60).collect()).collect()));
    }
    json(&headers, &found(answer, site.interface(query.lang)))
}

fn found(answer: Answer, interface: Interface) -> Found {
    let sentences: Vec<String> = answer.notices.iter().map(|notice| interface.words.search.notice(notice)).collect();
    let facets = answer.facets;
    Found {
        totaal: answer.total,
        resultaten: answer.hits.into_iter().map(|hit| result(hit, interface)).collect(),
        facetten: Facets {
            soort: counts(facets.kinds, |kind| kind.code().to_owned()),
            knooppunt: counts(facets.hubs, String::from),
            lijn: counts(facets.lines, |line| line.code().to_owned()),
            documenttaal: counts(facets.langs, |lang| lang.code().to_owned()),
            jaar: counts(facets.years, |year| year.to_string()),
            toegepast: counts(facets.adopted, String::from),
        },
        suggestie: answer.suggestion,
        verruimd: answer
            .widened
            .into_iter()
            .map(|widened| Wider { woorden: widened.asked, ook: widened.others })
            .collect(),
        melding: (!sentences.is_empty()).then(|| sentences.join(" ")),
    }
}

fn counts<T>(counts: BTreeMap<T, u64>, code: impl Fn(T) -> String) -> BTreeMap<String, u64> {
    counts.into_iter().map(|(value, count)| (code(value), count)).collect()
}

fn result(hit: Hit, interface: Interface) -> Result {
    let why = |reason: Reason| Why { wat: interface.words.search.matter(&reason.what), procent: reason.percent };
    Result {
        id: hit.slug.into(),
        titel: plain(&hit.title),
        fragment: plain(&hit.fragment),
        fragment_delen: hit.fragment.into_iter().map(Piece::from).collect(),
        soort: hit.kind.code(),
        taal: hit.lang.code(),
        tlp: hit.tlp.label(),
        knooppunten: hit.hubs.into_iter().map(String::from).collect(),
        lijnen: hit.lines.into_iter().map(|line| line.code()).collect(),
        gepubliceerd: hit.published.map(|day| day.to_string()),
        verlopen: hit.expired.map(|day| day.to_string()),
        bijlage: hit.passage.map(|found| Within {
            adres: routes::passage_url(interface.lang, &found.attachment, found.number),
            id: found.attachment.into(),
            naam: found.name,
            eenheid: found.unit,
            nummer: found.number,
            begin: found.begins,
        }),
        vertalingen: hit.translations.into_iter().map(|(lang, slug)| Translation::new(lang, slug)).collect(),
        toegepast_door: hit.adopted.into_iter().map(String::from).collect(),
        uitleg: hit.why.into_iter().map(why).collect(),
    }
}
