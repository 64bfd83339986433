use serde::Deserialize;

use crate::model::signal::{Kind, Outcome};

/// Signals of the early warning, and their triage.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalsWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    /// What a signal is and is not.
    pub limits: Vec<String>,
    pub none: String,
    pub filter_kind: String,
    pub all_kinds: String,
    pub filter_hub: String,
    pub all_hubs: String,
    pub only_open: String,
    pub show: String,
    pub rise: String,
    pub fall: String,
    pub displacement: String,
    /// With `{place}`, `{indicator}` and `{period}`.
    pub rise_title: String,
    pub fall_title: String,
    /// With `{other}` besides.
    pub displacement_title: String,
    /// With `{place}`, `{period}`, `{observed}` and `{expected}`.
    pub rise_text: String,
    pub fall_text: String,
    /// With `{place}`, `{other}`, `{period}`, `{window}`, `{up}`, `{up_expected}`, `{down}` and `{down_expected}`.
    pub displacement_text: String,
    /// With `{lag}`.
    pub lag_text: String,
    /// With `{chance}` and `{screened}`.
    pub chance_text: String,
    pub caution: String,
    pub caution_displacement: String,
    pub open: String,
    pub outcome: String,
    pub outcomes: Outcomes,
    /// With `{judged}` and `{right}`.
    pub precision: String,
    pub no_precision: String,
    pub evidence: String,
    pub method: String,
    pub observed: String,
    pub expected: String,
    pub bound: String,
    pub statistic: String,
    pub source: String,
    pub found: String,
    pub period: String,
    pub methods: Methods,
    pub chart: String,
    pub in_monitor: String,
    pub linked: String,
    pub no_links: String,
    pub triage: String,
    pub triage_lead: String,
    pub owner: String,
    pub nobody: String,
    pub take: String,
    pub judge: String,
    pub judge_prompt: String,
    pub note: String,
    pub note_hint: String,
    pub save: String,
    pub notes: String,
    pub no_notes: String,
    pub link_document: String,
    pub link_document_hint: String,
    pub link_measure: String,
    pub choose: String,
    pub link: String,
}

/// One for each [`Outcome`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Outcomes {
    pub effort: String,
    pub late_data: String,
    pub definition: String,
    pub chance: String,
    pub modus_operandi: String,
    pub real: String,
}

/// What each method is, in a few words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Methods {
    pub farrington_flexible: String,
    pub ears_c1: String,
    pub glr_negbin: String,
    pub displacement: String,
}

impl SignalsWords {
    pub fn kind(&self, kind: Kind) -> &str {
        match kind {
            Kind::Rise => &self.rise,
            Kind::Fall => &self.fall,
            Kind::Displacement => &self.displacement,
        }
    }

    pub fn outcome(&self, outcome: Outcome) -> &str {
        let words = &self.outcomes;
        match outcome {
            Outcome::Effort => &words.effort,
            Outcome::LateData => &words.late_data,
            Outcome::Definition => &words.definition,
            Outcome::Chance => &words.chance,
            Outcome::ModusOperandi => &words.modus_operandi,
            Outcome::Real => &words.real,
        }
    }

    /// The name of a method in words; the code itself where there are none.
    pub fn method<'a>(&'a self, code: &'a str) -> &'a str {
        match code {
            "farrington-flexible" => &self.methods.farrington_flexible,
            "ears-c1" => &self.methods.ears_c1,
            "glr-negbin" => &self.methods.glr_negbin,
            "displacement" => &self.methods.displacement,
            other => other,
        }
    }
}
