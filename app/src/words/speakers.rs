//! Personal links of speakers, what they hand in, and the checklist of a conference.

use serde::Deserialize;

use crate::model::speakers::{HowReminded, Missing};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeakerWords {
    pub title: String,
    pub lead: String,
    pub back: String,
    pub links: String,
    pub no_links: String,
    pub make: String,
    pub make_lead: String,
    pub make_button: String,
    pub email_hint: String,
    pub widest_hint: String,
    pub expires_hint: String,
    pub lang_hint: String,
    /// With `{date}`.
    pub erased: String,
    pub speaker: String,
    pub holds_until: String,
    pub opened: String,
    pub not_opened: String,
    pub reminded: String,
    pub ended: String,
    pub over: String,
    pub end: String,
    pub remind: String,
    pub remind_written: String,
    /// With `{by}` and `{at}`.
    pub reminded_by: String,
    pub due: String,
    pub mailed: String,
    pub written: String,
    pub shown_letter: String,
    pub subject: String,
    pub letter: String,

    pub waiting: String,
    pub no_waiting: String,
    pub waiting_lead: String,
    pub from: String,
    pub agrees: String,
    pub agrees_record: String,
    pub agrees_not: String,
    pub proposes: String,
    pub remark: String,
    pub publish: String,
    pub cannot: String,
    pub drop: String,

    pub hand_in_title: String,
    /// With `{session}`, `{title}` and `{when}`.
    pub hand_in_lead: String,
    /// With `{speaker}` and `{date}`.
    pub hand_in_for: String,
    pub asked: String,
    pub nothing_asked: String,
    pub abstract_how: String,
    pub add: String,
    pub tlp: String,
    pub tlp_hint: String,
    pub consent: String,
    pub consent_publish: String,
    pub consent_record: String,
    pub consent_publish_one: String,
    pub consent_record_one: String,
    pub consent_hint: String,
    pub remark_label: String,
    pub send: String,
    pub yours: String,
    pub none_yours: String,
    pub state: String,
    pub is_waiting: String,
    pub is_published: String,
    pub change: String,
    pub take_back: String,
    pub meanings: String,

    pub checklist: String,
    pub checklist_lead: String,
    /// With `{done}` and `{all}`.
    pub progress: String,
    pub complete: String,
    pub not_asked: String,
    pub ask_nothing: String,
    pub ask_again: String,
    pub unasked_text: String,
    pub not_published: String,
    pub missing: String,
    /// One, and with `{count}` more.
    pub waits: [String; 2],
    pub remind_all: String,
    pub remind_all_lead: String,
    /// With `{count}`.
    pub reminded_count: String,
    pub no_mail: String,
    pub open: String,

    /// With `{speaker}`.
    pub letter_greeting: String,
    /// With `{session}` and `{title}`.
    pub letter_subject: String,
    /// With `{session}`, `{title}` and `{when}`.
    pub letter_invitation: String,
    pub letter_reminder: String,
    pub letter_missing: String,
    pub letter_link: String,
    /// With `{date}`.
    pub letter_until: String,

    missing_of: MissingWords,
    ask_of: MissingWords,
}

list!(MissingWords, Missing, {
    r#abstract = Missing::Abstract,
    speaker = Missing::Speaker,
    slides = Missing::Slides,
    consent = Missing::Consent,
    transcript = Missing::Transcript,
    outcome = Missing::Outcome,
});

impl SpeakerWords {
    /// What is missing, in a word or two for organisers.
    pub fn missing(&self, missing: Missing) -> &str {
        self.missing_of.of(missing)
    }

    /// What is missing, as a speaker is asked for it.
    pub fn asked_of_speaker(&self, missing: Missing) -> &str {
        self.ask_of.of(missing)
    }

    pub fn how(&self, how: HowReminded) -> &str {
        match how {
            HowReminded::Due => &self.due,
            HowReminded::Mailed => &self.mailed,
            HowReminded::Written => &self.written,
        }
    }
}
