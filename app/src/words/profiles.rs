use serde::Deserialize;

/// Profiles that persons show, and messages between them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileWords {
    pub people: String,
    pub people_lead: String,
    pub people_none: String,
    /// One, and with `{count}` more.
    pub found: [String; 2],
    pub country: String,
    pub all_countries: String,
    pub lang: String,
    pub all_langs: String,
    pub words: String,
    pub make_own: String,
    pub change_own: String,

    pub own: String,
    pub own_lead: String,
    pub named: String,
    /// With `{name}`.
    pub named_yes: String,
    pub named_no: String,
    pub post_hint: String,
    pub expertise: String,
    pub expertise_hint: String,
    pub langs: String,
    pub hubs: String,
    pub lines: String,
    pub countries: String,
    pub countries_hint: String,
    pub label_hint: String,
    pub show: String,
    pub save: String,
    pub remove: String,
    pub remove_lead: String,
    pub confirm: String,
    /// With `{date}`.
    pub holds: String,
    /// With `{date}`.
    pub ending: String,
    pub see: String,

    pub contact: String,
    /// With `{name}` and `{organisation}`.
    pub contact_lead: String,
    pub contact_sign_in: String,
    pub message: String,
    pub send: String,
    pub sent: String,
    pub is_own: String,

    pub messages: String,
    pub messages_lead: String,
    pub answer: String,
    pub answer_lead: String,
    pub settle: String,

    pub mail_message: String,
    pub mail_message_text: String,
    pub mail_ending: String,
    /// With `{date}`.
    pub mail_ending_text: String,
}
