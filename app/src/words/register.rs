use serde::Deserialize;

use crate::model::edit::Field;

/// The register of indicators.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterWords {
    pub title: String,
    pub lead: String,
    pub indicator: String,
    pub owner: String,
    pub keeper: String,
    pub label: String,
    pub per_row: String,
    pub rhythm: String,
    pub any_rhythm: String,
    pub counted: String,
    /// Who brings values of the others.
    pub handed_in: String,
    pub definitions: String,
    pub breaks: String,
    pub in_portal: String,
    pub history: String,
    pub no_history: String,
    pub follows: String,
    pub follows_lead: String,
    pub hand_back: String,
    pub fields: Fields,
    /// With `{name}`; `{label}`; `{days}`; `{goal}`; `{date}` and `{text}`; `{field}`.
    pub made_owner: String,
    pub made_label: String,
    pub made_delay: String,
    /// With `{places}`; `{rule}` and `{reason}`, both times.
    pub made_hubs: String,
    pub made_rule: String,
    pub made_loosen: String,
    pub made_keep: String,
    pub made_goal: String,
    pub made_version: String,
    pub made_back: String,
    pub breaking: String,
    pub edit: String,
    pub set_owner: String,
    pub organisation: String,
    pub set_label: String,
    pub set_label_lead: String,
    /// Where a rule for small numbers holds.
    pub set_label_bound: String,
    pub audience: String,
    pub audience_hint: String,
    pub public_bodies: String,
    pub public_bodies_only: String,
    pub set_delay: String,
    pub days: String,
    pub set_hubs: String,
    pub set_hubs_lead: String,
    pub hubs_listed: String,
    pub other_places: String,
    pub other_places_hint: String,
    pub any_place: String,
    pub set_rule: String,
    pub set_rule_lead: String,
    pub set_rule_first: String,
    pub no_rhythm: String,
    pub threshold: String,
    pub threshold_hint: String,
    pub dominance: String,
    pub dominance_hint: String,
    pub base: String,
    pub base_hint: String,
    pub companies: String,
    pub companies_hint: String,
    pub reason: String,
    pub reason_hint: String,
    /// With `{threshold}`; `{percent}`; `{day}` and `{percent}`; `{base}`; `{places}`.
    pub rule_threshold: String,
    pub rule_dominance: String,
    pub rule_dominance_before: String,
    pub rule_no_dominance: String,
    pub rule_base: String,
    pub rule_companies: String,
    pub rule_all: String,
    pub waiting: String,
    pub waiting_lead: String,
    pub agree: String,
    pub keep_rule: String,
    pub add_goal: String,
    pub goal: String,
    pub place: String,
    pub all_places: String,
    pub period: String,
    pub period_hint: String,
    pub value: String,
    pub source: String,
    pub url: String,
    pub add_version: String,
    pub from: String,
    pub text_nl: String,
    pub text_en: String,
    pub comparing: String,
    pub breaks_hint: String,
    pub choose: String,
    pub save: String,
    pub in_monitor: String,
    pub nothing: String,
}

/// One for each [`Field`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    owner: String,
    label: String,
    delay: String,
    hubs: String,
    small_numbers: String,
    goals: String,
    versions: String,
}

impl RegisterWords {
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Owner => &self.fields.owner,
            Field::Label => &self.fields.label,
            Field::Delay => &self.fields.delay,
            Field::Hubs => &self.fields.hubs,
            Field::SmallNumbers => &self.fields.small_numbers,
            Field::Goals => &self.fields.goals,
            Field::Versions => &self.fields.versions,
        }
    }
}
