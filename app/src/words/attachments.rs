//! Files that hang on documents.

use serde::Deserialize;

use crate::desk::Unattached;
use crate::model::attachment::{Passage, Reading, Unit};
use crate::words::fill;

/// Attachments on the page of a document, on pages of their own, and in hits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentWords {
    pub title: String,
    pub sending: String,
    pub sent: String,
    pub sending_failed: String,
    pub sending_stopped: String,
    pub sending_label: String,
    pub stop_sending: String,
    pub none: String,
    pub manage: String,
    pub add: String,
    pub files: String,
    /// With `{size}`, `{count}` and `{kinds}`.
    pub files_hint: String,
    pub label: String,
    pub label_prompt: String,
    /// With `{tlp}`.
    pub as_document: String,
    pub audience: String,
    pub audience_hint: String,
    pub limit: String,
    pub public_bodies_only: String,
    pub embargo: String,
    pub embargo_hint: String,
    /// With `{date}`.
    pub under_embargo: String,
    pub consent_label: String,
    pub consent: String,
    pub not_recorded_hint: String,
    pub send: String,
    pub remove: String,
    pub replace: String,
    pub replace_with: String,
    pub replace_hint: String,
    /// With `{name}`.
    pub replaces: String,
    /// The hint where nothing was published yet.
    pub replace_draft_hint: String,
    pub replaceable: String,
    pub replaceable_lead: String,
    /// One, and with `{count}` more.
    pub versions: [String; 2],
    /// With `{name}`.
    pub versions_title: String,
    pub versions_lead: String,
    pub versions_name: String,
    pub version: String,
    pub added: String,
    pub present: String,
    pub name: String,
    pub text: String,
    pub waiting: String,
    pub nothing: String,
    /// With `{count}`.
    pub part: String,
    /// One, and with `{count}` more.
    pub pages: [String; 2],
    pub slides: [String; 2],
    pub sheets: [String; 2],
    pub parts: [String; 2],
    pub moments: [String; 2],
    /// With `{number}`.
    pub page: String,
    pub slide: String,
    pub sheet: String,
    pub one_part: String,
    /// With `{time}`.
    pub moment: String,
    /// With `{place}` and `{count}`.
    pub of: String,
    pub download: String,
    pub previous: String,
    pub next: String,
    /// The name of the links to the page before and after.
    pub turning: String,
    /// With `{name}`.
    pub show_pages: String,
    /// With `{place}`.
    pub further: String,
    pub no_text: String,
    pub page_undrawn: String,
    /// With `{kind}`.
    pub kind_undrawn: String,
    /// With `{name}` and `{place}`.
    pub found_in: String,
    pub faults: UnattachedWords,
}

/// One sentence for each [`Unattached`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnattachedWords {
    pub no_file: String,
    pub too_many: String,
    pub too_large: String,
    pub empty: String,
    pub kind: String,
    pub misnamed: String,
    pub no_label: String,
    pub no_audience: String,
    pub clear_for_public_bodies: String,
    pub wider: String,
    pub too_strict: String,
    pub already: String,
    pub full: String,
    pub no_consent: String,
    pub not_recorded: String,
    pub wider_than_agreed: String,
    pub not_agreed: String,
    pub too_many_waiting: String,
    pub too_many_versions: String,
    pub no_day: String,
    pub broken: String,
    pub busy: String,
}

impl AttachmentWords {
    /// How much of a file was read: `12 pagina's`.
    pub fn reading(&self, reading: Reading, unit: Unit) -> String {
        let [one, more] = match unit {
            Unit::Page => &self.pages,
            Unit::Slide => &self.slides,
            Unit::Sheet => &self.sheets,
            Unit::Part => &self.parts,
            Unit::Moment => &self.moments,
        };
        let counted = |count: u32| if count == 1 { one.clone() } else { fill(more, &[("count", &count)]) };
        match reading {
            Reading::Waiting => self.waiting.clone(),
            Reading::Nothing => self.nothing.clone(),
            Reading::Whole(count) => counted(count),
            Reading::Part(count) => fill(&self.part, &[("count", &counted(count))]),
        }
    }

    /// Where in a file something is: `pagina 3`, or `12:05`.
    pub fn place(&self, unit: Unit, number: u32, begins: Option<u64>) -> String {
        let sentence = match unit {
            Unit::Page => &self.page,
            Unit::Slide => &self.slide,
            Unit::Sheet => &self.sheet,
            Unit::Part => &self.one_part,
            Unit::Moment => &self.moment,
        };
        let seconds = begins.unwrap_or_default() / 1000;
        let time = match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
            (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
            (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
        };
        fill(sentence, &[("number", &number), ("time", &time)])
    }

    pub fn place_of(&self, unit: Unit, passage: &Passage) -> String {
        self.place(unit, passage.number, passage.begins)
    }
}

impl UnattachedWords {
    pub fn of(&self, fault: &Unattached) -> String {
        match fault {
            Unattached::NoFile => self.no_file.clone(),
            Unattached::TooMany(most) => fill(&self.too_many, &[("most", most)]),
            Unattached::TooLarge { name, most } => fill(&self.too_large, &[("name", name), ("most", &size(*most))]),
            Unattached::Empty(name) => fill(&self.empty, &[("name", name)]),
            Unattached::Kind(name) => fill(&self.kind, &[("name", name)]),
            Unattached::Misnamed { name, found } => fill(&self.misnamed, &[("name", name), ("found", found)]),
            Unattached::NoLabel => self.no_label.clone(),
            Unattached::NoAudience(text) => fill(&self.no_audience, &[("text", text)]),
            Unattached::ClearForPublicBodies => self.clear_for_public_bodies.clone(),
            Unattached::Wider => self.wider.clone(),
            Unattached::TooStrict => self.too_strict.clone(),
            Unattached::Already(name) => fill(&self.already, &[("name", name)]),
            Unattached::Full(most) => fill(&self.full, &[("most", most)]),
            Unattached::NoConsent => self.no_consent.clone(),
            Unattached::NotRecorded(name) => fill(&self.not_recorded, &[("name", name)]),
            Unattached::WiderThanAgreed => self.wider_than_agreed.clone(),
            Unattached::TooManyVersions(most) => fill(&self.too_many_versions, &[("most", most)]),
            Unattached::TooManyWaiting(most) => fill(&self.too_many_waiting, &[("most", most)]),
            Unattached::NotAgreed(name) => fill(&self.not_agreed, &[("name", name)]),
            Unattached::NoDay => self.no_day.clone(),
            Unattached::Broken => self.broken.clone(),
            Unattached::Busy => self.busy.clone(),
        }
    }
}

/// A limit, as people know it; limits are round.
fn size(bytes: u64) -> String {
    if bytes >= 1_000_000 { format!("{} MB", bytes / 1_000_000) } else { format!("{} kB", bytes.div_ceil(1_000)) }
}
