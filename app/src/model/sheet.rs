//! A write-up as it is being filled in: every field as it was typed, whether it is right yet or not.
//!
//! A sheet can always be kept, so nothing that somebody typed is lost. It becomes a [`WriteUp`] when nothing is wrong with it.

mod facts;
mod read;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::document::WriteUp;
use super::facts::{Facts, Kind};
use super::sharing::{Audience, Sharing};
use super::slug::Slug;

pub use facts::{Shape, fields};

/// Fields with their texts, in the order of the form. Fields of which there are several have one entry each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet {
    pairs: Vec<(String, String)>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// As the form names it.
    pub field: String,
    pub what: Wrong,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    /// Longer than so many characters.
    TooLong(u32),
    NoLabel,
    ClearForPublicBodies,
    NoDay,
    /// No date as precise as known: 2024, 2024-03 or 2024-03-01.
    NoRoughDay,
    NoPeriod,
    NoLink,
    /// Not one of the values that there are, or none that this person may know of.
    Unknown(String),
    /// Two fields contradict each other.
    Itself,
}

/// Characters of a title and of a summary, at most.
pub const LONGEST_TITLE: usize = 200;
pub const LONGEST_SUMMARY: usize = 1_000;

/// Characters of a change note, of remarks and of reasons, at most.
pub const LONGEST_NOTE: usize = 2_000;

/// Rows of sources, results, steps and barriers, at most.
pub const MOST_ROWS: usize = 60;

/// The fields that every kind has. `note` and `minor` are about the change, not about the write-up.
pub const COMMON: [&str; 21] = [
    "lang",
    "title",
    "summary",
    "body",
    "tlp",
    "audience_organisation",
    "audience_hub",
    "audience_group",
    "audience_person",
    "public_bodies_only",
    "hubs",
    "lines",
    "stages",
    "tags",
    "published",
    "translation_of",
    "related",
    "review_by",
    "verifier",
    "note",
    "minor",
];

/// The columns of a row of sources.
pub const SOURCE: [&str; 4] = ["title", "publisher", "url", "date"];

impl Sheet {
    /// What a form of this kind brings; fields that it does not have are left out, and so are empty ones.
    pub fn from_pairs<'a>(kind: Kind, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sheet {
        let mut sheet = Sheet::default();
        for (key, text) in pairs {
            if is_field(kind, key) {
                sheet.push(key, &text.replace("\r\n", "\n").replace('\r', "\n"));
            }
        }
        sheet
    }

    /// The fields that a write-up of this kind cannot do without: what is missing from an empty sheet.
    pub fn required(kind: Kind) -> BTreeSet<String> {
        let slug: Option<Slug> = kind.code().parse().ok();
        let flaws = slug.and_then(|slug| Sheet::default().write_up(kind, &slug).err()).unwrap_or_default();
        let missing = flaws.into_iter().filter(|flaw| matches!(flaw.what, Wrong::Missing | Wrong::NoLabel));
        missing.map(|flaw| flaw.field).collect()
    }

    /// A write-up, filled in. [`Sheet::write_up`] gives it back.
    pub fn of(write_up: &WriteUp) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.push("lang", write_up.lang.code());
        sheet.push("title", &write_up.title);
        sheet.push("summary", &write_up.summary);
        facts::write(&mut sheet, &write_up.facts);
        sheet.push("body", &write_up.body);
        sheet.pairs.extend(Sheet::of_sharing(&write_up.sharing).pairs);
        write_up.hubs.iter().for_each(|hub| sheet.push("hubs", hub.as_str()));
        write_up.lines.iter().for_each(|line| sheet.push("lines", line.code()));
        write_up.stages.iter().for_each(|stage| sheet.push("stages", stage.code()));
        sheet.push("tags", &write_up.tags.join(", "));
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        sheet.push("published", &day(write_up.published));
        let slug = |slug: &Option<Slug>| slug.as_ref().map(Slug::to_string).unwrap_or_default();
        sheet.push("translation_of", &slug(&write_up.translation_of));
        write_up.related.iter().for_each(|slug| sheet.push("related", slug.as_str()));
        sheet.push("review_by", &day(write_up.review_by));
        sheet.push("verifier", &slug(&write_up.verifier));
        for (row, source) in write_up.sources.iter().enumerate() {
            facts::write_source(&mut sheet, &format!("source.{row}"), source);
        }
        sheet
    }

    /// Who may read something, filled in. [`Sheet::read_sharing`] gives it back.
    pub fn of_sharing(sharing: &Sharing) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.push("tlp", sharing.tlp().label());
        for member in sharing.audience() {
            let (key, id) = match member {
                Audience::Organisation(id) => ("audience_organisation", id),
                Audience::Hub(id) => ("audience_hub", id),
                Audience::Group(id) => ("audience_group", id),
                Audience::Person(id) => ("audience_person", id),
            };
            sheet.push(key, id.as_str());
        }
        if sharing.public_bodies_only() {
            sheet.push("public_bodies_only", "1");
        }
        sheet
    }

    /// The fields of [`Sheet::of_sharing`] in a form that has others besides.
    pub fn sharing_in<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sheet {
        let mut sheet = Sheet::default();
        let own = |key: &str| matches!(key, "tlp" | "public_bodies_only") || key.starts_with("audience_");
        pairs.into_iter().filter(|(key, _)| own(key)).for_each(|(key, text)| sheet.push(key, text));
        sheet
    }

    /// The write-up under this slug, or everything that is wrong.
    pub fn write_up(&self, kind: Kind, slug: &Slug) -> Result<WriteUp, Vec<Flaw>> {
        read::write_up(self, kind, slug)
    }

    /// The first text of a field; empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        self.pairs.iter().find(|(name, _)| name == key).map(|(_, text)| text.as_str()).unwrap_or_default()
    }

    /// Every text of a field.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.pairs.iter().filter(move |(name, _)| name == key).map(|(_, text)| text.as_str())
    }

    pub fn has(&self, key: &str, text: &str) -> bool {
        self.all(key).any(|other| other == text)
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The rows of `source`, `result`, `step` or `step.2.barrier`: what each is called, such as `source.0`.
    pub fn rows(&self, of: &str) -> Vec<String> {
        let mut rows: Vec<usize> = Vec::new();
        for (key, _) in &self.pairs {
            let rest = key.strip_prefix(of).and_then(|rest| rest.strip_prefix('.'));
            let number = rest.and_then(|rest| rest.split('.').next()).and_then(|number| number.parse().ok());
            if let Some(number) = number.filter(|number| !rows.contains(number)) {
                rows.push(number);
            }
        }
        rows.sort_unstable();
        rows.into_iter().map(|number| format!("{of}.{number}")).collect()
    }

    /// With this text alone in a field.
    pub fn with(mut self, key: &str, text: &str) -> Sheet {
        self.pairs.retain(|(name, _)| name != key);
        self.push(key, text);
        self
    }

    fn push(&mut self, key: &str, text: &str) {
        if !text.trim().is_empty() {
            self.pairs.push((key.to_owned(), text.to_owned()));
        }
    }
}

/// Whether the form of a kind has this field.
fn is_field(kind: Kind, key: &str) -> bool {
    if COMMON.contains(&key) || fields(kind).iter().any(|(name, _)| *name == key) {
        return true;
    }
    let row = |text: &str| text.parse::<usize>().is_ok_and(|row| row < MOST_ROWS);
    match key.split('.').collect::<Vec<_>>()[..] {
        ["source", number, column] => row(number) && SOURCE.contains(&column),
        ["result", number, column] => {
            matches!(kind, Kind::Practice | Kind::Innovation)
                && row(number)
                && (column == "text" || column.strip_prefix("source_").is_some_and(|name| SOURCE.contains(&name)))
        }
        ["step", step, column] => kind == Kind::ModusOperandi && row(step) && facts::STEP.contains(&column),
        ["step", step, "barrier", number, "text" | "documents"] => {
            kind == Kind::ModusOperandi && row(step) && row(number)
        }
        ["step", step, "barrier", number, "hub", hub] => {
            kind == Kind::ModusOperandi && row(step) && row(number) && hub.parse::<Slug>().is_ok()
        }
        _ => false,
    }
}

/// The facts of a sheet alone; what is wrong with them goes to `flaws`.
pub(super) fn facts_of(sheet: &Sheet, kind: Kind, flaws: &mut Vec<Flaw>) -> Facts {
    facts::read(sheet, kind, flaws)
}
