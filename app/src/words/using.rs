//! What readers do with documents.

use serde::Deserialize;

use crate::desk::Amiss;
use crate::model::adoption::AdoptionState;
use crate::model::sighting::Verdict;

/// What hubs do with a practice, on its page and on that of all. Names in braces stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptionWords {
    /// From the message that something is wrong to the form it is about.
    pub to_form: String,
    pub title: String,
    pub lead: String,
    pub description: String,
    /// The section on the page of a document.
    pub section: String,
    pub none_of_document: String,
    pub none_of_hub: String,
    pub none: String,
    pub matrix: String,
    pub practice: String,
    pub hub: String,
    pub all_hubs: String,
    pub line: String,
    pub all_lines: String,
    pub state: String,
    pub all_states: String,
    pub show: String,
    pub found_one: String,
    /// With `{count}`.
    pub found: String,
    pub found_none: String,
    pub as_csv: String,
    pub no_state: String,
    /// With `{date}`.
    pub since: String,
    /// How many organisations of a hub stand as the hub does, with `{count}` and `{all}`.
    pub shared: String,
    /// An organisation for who does not see its name.
    pub unnamed_party: String,
    /// Whose step it is.
    pub party: String,
    /// With `{days}`.
    pub took: String,
    /// With `{days}` and `{count}`.
    pub median: String,
    pub history: String,
    pub effort: String,
    pub result: String,
    /// With `{organisation}`.
    pub recorded_by: String,
    pub record: String,
    pub record_hint: String,
    pub day: String,
    pub reason: String,
    pub reason_hint: String,
    pub optional: String,
    pub label: String,
    pub audience: String,
    pub audience_hint: String,
    pub own_organisation: String,
    pub choose: String,
    pub save: String,
    pub states: StateWords,
}

impl AdoptionWords {
    pub fn state(&self, state: AdoptionState) -> &str {
        match state {
            AdoptionState::Considering => &self.states.considering,
            AdoptionState::Pilot => &self.states.pilot,
            AdoptionState::Adopted => &self.states.adopted,
            AdoptionState::Rejected => &self.states.rejected,
            AdoptionState::Ended => &self.states.ended,
        }
    }
}

/// How a practice stands at a hub.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateWords {
    pub considering: String,
    pub pilot: String,
    pub adopted: String,
    pub rejected: String,
    pub ended: String,
}

/// Where a modus operandi was seen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SightingWords {
    pub title: String,
    pub none: String,
    pub month: String,
    pub month_hint: String,
    pub said: String,
    pub confirmed: String,
    pub denied: String,
    pub unnamed_note: String,
    pub report: String,
    pub report_hint: String,
    pub name: String,
    pub unnamed: String,
    pub unnamed_hint: String,
}

impl SightingWords {
    pub fn verdict(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::Confirmed => &self.confirmed,
            Verdict::Denied => &self.denied,
        }
    }
}

/// One sentence for each [`Amiss`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmissWords {
    pub no_state: String,
    pub no_day: String,
    pub not_your_hub: String,
    pub no_reason: String,
    pub too_long: String,
    pub sensitive: String,
    pub too_wide: String,
    pub no_audience: String,
    pub no_month: String,
    pub no_verdict: String,
    pub too_few: String,
    pub no_text: String,
    pub too_many_open: String,
    pub stale: String,
    pub no_change: String,
    pub closed: String,
    pub too_much: String,
    pub no_question: String,
    pub no_evidence: String,
    pub no_period: String,
    pub no_other: String,
    pub no_year: String,
    pub no_amount: String,
    pub not_over: String,
    pub own_work: String,
    pub not_narrower: String,
    pub no_delay: String,
    pub no_value: String,
    pub no_threshold: String,
    pub no_dominance: String,
    pub no_base: String,
    pub same_rule: String,
    pub own_rule: String,
    pub loosens: String,
    pub lifts_rule: String,
    pub file_without_rule: String,
    pub file_forgets: String,
}

impl AmissWords {
    pub fn of(&self, amiss: Amiss) -> &str {
        match amiss {
            Amiss::NoState => &self.no_state,
            Amiss::NoDay => &self.no_day,
            Amiss::NotYourHub => &self.not_your_hub,
            Amiss::NoReason => &self.no_reason,
            Amiss::TooLong => &self.too_long,
            Amiss::Sensitive => &self.sensitive,
            Amiss::TooWide => &self.too_wide,
            Amiss::NoAudience => &self.no_audience,
            Amiss::NoMonth => &self.no_month,
            Amiss::NoVerdict => &self.no_verdict,
            Amiss::TooFew => &self.too_few,
            Amiss::NoText => &self.no_text,
            Amiss::TooManyOpen => &self.too_many_open,
            Amiss::Stale => &self.stale,
            Amiss::NoChange => &self.no_change,
            Amiss::Closed => &self.closed,
            Amiss::TooMuch => &self.too_much,
            Amiss::NoQuestion => &self.no_question,
            Amiss::NoEvidence => &self.no_evidence,
            Amiss::NoPeriod => &self.no_period,
            Amiss::NoOther => &self.no_other,
            Amiss::NoYear => &self.no_year,
            Amiss::NoAmount => &self.no_amount,
            Amiss::NotOver => &self.not_over,
            Amiss::OwnWork => &self.own_work,
            Amiss::NotNarrower => &self.not_narrower,
            Amiss::NoDelay => &self.no_delay,
            Amiss::NoValue => &self.no_value,
            Amiss::NoThreshold => &self.no_threshold,
            Amiss::NoDominance => &self.no_dominance,
            Amiss::NoBase => &self.no_base,
            Amiss::SameRule => &self.same_rule,
            Amiss::OwnRule => &self.own_rule,
            Amiss::Loosens => &self.loosens,
            Amiss::LiftsRule => &self.lifts_rule,
            Amiss::FileWithoutRule => &self.file_without_rule,
            Amiss::FileForgets => &self.file_forgets,
        }
    }
}
