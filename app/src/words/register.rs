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
    pub made_goal: String,
    pub made_version: String,
    pub made_back: String,
    pub breaking: String,
    pub edit: String,
    pub set_owner: String,
    pub organisation: String,
    pub set_label: String,
    pub set_label_lead: String,
    pub audience: String,
    pub audience_hint: String,
    pub public_bodies: String,
    pub public_bodies_only: String,
    pub set_delay: String,
    pub days: String,
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
    goals: String,
    versions: String,
}

impl RegisterWords {
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Owner => &self.fields.owner,
            Field::Label => &self.fields.label,
            Field::Delay => &self.fields.delay,
            Field::Goals => &self.fields.goals,
            Field::Versions => &self.fields.versions,
        }
    }
}
