use serde::Deserialize;

use crate::model::contact_point::ContactKind;

/// Where organisations can be asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactWords {
    pub title: String,
    pub lead: String,
    /// One, and with `{count}` more.
    pub found: [String; 2],
    pub none: String,
    /// A desk and a liaison post, by [`ContactKind`].
    pub kinds: [String; 2],
    pub kind: String,
    pub all_kinds: String,
    pub ask_here: String,
    /// With `{country}`.
    pub posts_in: String,
    pub ask_owner: String,
    pub more: String,
    pub purpose: String,
    pub service: String,
    pub tags: String,
    pub person: String,
    /// With `{name}` and `{organisation}`.
    pub contact_lead: String,
    pub not_read: String,

    pub keep: String,
    pub keep_own: String,
    pub keep_lead: String,
    pub keep_none: String,
    pub add: String,
    pub correct: String,
    pub name_hint: String,
    pub purpose_hint: String,
    pub service_hint: String,
    pub countries_hint: String,
    pub tags_hint: String,
    pub address_hint: String,
    pub address_kept: String,
    pub address_needed: String,
    pub person_hint: String,
    pub nobody: String,
    pub label_hint: String,
    pub label_keeps: String,
    pub languages: String,
    pub save: String,
    pub confirm: String,
    pub withdraw: String,
    pub withdraw_lead: String,
    pub see: String,
    /// With `{date}`.
    pub holds: String,
    pub ending: String,
    pub ended: String,

    pub own: String,
    pub behind: String,
    pub behind_lead: String,
    pub show_name: String,
    pub hide_name: String,
    pub step_back: String,
    pub named: String,
    pub unnamed: String,
    pub messages: String,
    pub messages_lead: String,
    pub answer_lead: String,

    pub mail_message: String,
    pub mail_message_text: String,
    pub mail_ending: String,
    /// With `{date}`.
    pub mail_ending_text: String,
}

impl ContactWords {
    pub fn kind_name(&self, kind: ContactKind) -> &str {
        let [desk, post] = &self.kinds;
        match kind {
            ContactKind::Desk => desk,
            ContactKind::LiaisonPost => post,
        }
    }
}
