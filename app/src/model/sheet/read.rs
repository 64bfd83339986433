//! From a sheet to a write-up, or to all that is wrong with it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Flaw, LONGEST_NOTE, LONGEST_SUMMARY, LONGEST_TITLE, Sheet, Wrong, facts_of};
use crate::model::document::WriteUp;
use crate::model::facts::Kind;
use crate::model::lang::Lang;
use crate::model::line::{Line, Stage};
use crate::model::sharing::{Audience, Sharing};
use crate::model::slug::Slug;
use crate::model::source::Source;
use crate::model::tlp::Tlp;

pub fn write_up(sheet: &Sheet, kind: Kind, slug: &Slug) -> Result<WriteUp, Vec<Flaw>> {
    let mut flaws = Vec::new();
    let title = required(sheet, "title", LONGEST_TITLE, &mut flaws);
    let summary = required(sheet, "summary", LONGEST_SUMMARY, &mut flaws);
    if sheet.text("body").trim().is_empty() {
        flaws.push(flaw("body", Wrong::Missing));
    }
    if sheet.text("note").chars().count() > LONGEST_NOTE {
        flaws.push(flaw("note", Wrong::TooLong(LONGEST_NOTE as u32)));
    }
    let facts = facts_of(sheet, kind, &mut flaws);
    let sharing = sharing(sheet, &mut flaws);
    let lang = code(sheet, "lang", Lang::parse, &mut flaws).into_iter().next().unwrap_or_default();
    let hubs = sheet.all("hubs").filter_map(|text| one_slug(text, "hubs", &mut flaws)).collect();
    let lines = code(sheet, "lines", Line::parse, &mut flaws);
    let stages = code(sheet, "stages", Stage::parse, &mut flaws);
    let translation_of = optional_slug(sheet, "translation_of", &mut flaws);
    let related: Vec<Slug> = sheet.all("related").filter_map(|text| one_slug(text, "related", &mut flaws)).collect();
    for (field, itself) in
        [("translation_of", translation_of.as_ref() == Some(slug)), ("related", related.contains(slug))]
    {
        if itself {
            flaws.push(flaw(field, Wrong::Itself));
        }
    }
    let sources = sheet.rows("source").into_iter().filter_map(|row| source(sheet, &row, "", &mut flaws)).collect();
    let write_up = WriteUp {
        slug: slug.clone(),
        lang,
        title,
        summary,
        body: sheet.text("body").to_owned(),
        facts,
        hubs,
        lines,
        stages,
        tags: sheet.text("tags").split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        published: day(sheet, "published", &mut flaws),
        translation_of,
        related,
        sources,
        review_by: day(sheet, "review_by", &mut flaws),
        verifier: optional_slug(sheet, "verifier", &mut flaws),
        sharing: sharing.clone().unwrap_or_else(Sharing::clear),
    };
    if flaws.is_empty() && sharing.is_some() { Ok(write_up) } else { Err(flaws) }
}

impl Sheet {
    /// Who may read it, as far as that is chosen and makes sense.
    pub fn sharing(&self) -> Option<Sharing> {
        sharing(self, &mut Vec::new())
    }

    /// The same, or what is wrong with it.
    pub fn read_sharing(&self) -> Result<Sharing, Vec<Flaw>> {
        let mut flaws = Vec::new();
        let sharing = sharing(self, &mut flaws);
        sharing.filter(|_| flaws.is_empty()).ok_or(flaws)
    }
}

fn sharing(sheet: &Sheet, flaws: &mut Vec<Flaw>) -> Option<Sharing> {
    let Ok(tlp) = sheet.text("tlp").parse::<Tlp>() else {
        flaws.push(flaw("tlp", Wrong::NoLabel));
        return None;
    };
    let mut audience = BTreeSet::new();
    let kinds = [
        ("audience_organisation", Audience::Organisation as fn(Slug) -> Audience),
        ("audience_hub", Audience::Hub),
        ("audience_group", Audience::Group),
        ("audience_person", Audience::Person),
    ];
    for (field, member) in kinds {
        audience.extend(sheet.all(field).filter_map(|text| one_slug(text, field, flaws)).map(member));
    }
    let public_bodies_only = !sheet.text("public_bodies_only").is_empty();
    let sharing = Sharing::new(tlp, audience, public_bodies_only).ok();
    if sharing.is_none() {
        flaws.push(flaw("public_bodies_only", Wrong::ClearForPublicBodies));
    }
    sharing
}

/// A source of which something is filled in; its columns begin with `prefix`.
pub fn source(sheet: &Sheet, row: &str, prefix: &str, flaws: &mut Vec<Flaw>) -> Option<Source> {
    let field = |column: &str| format!("{row}.{prefix}{column}");
    let text = |column: &str| sheet.text(&field(column)).trim();
    let filled = |column: &str| Some(text(column).to_owned()).filter(|text| !text.is_empty());
    if super::SOURCE.iter().all(|column| text(column).is_empty()) {
        return None;
    }
    if text("title").is_empty() {
        flaws.push(flaw(&field("title"), Wrong::Missing));
    }
    let source = Source {
        title: text("title").to_owned(),
        publisher: filled("publisher"),
        url: filled("url"),
        date: filled("date"),
    };
    if source.url.is_some() && source.link().is_none() {
        flaws.push(flaw(&field("url"), Wrong::NoLink));
    }
    if source.date.is_some() && source.published_by().is_none() {
        flaws.push(flaw(&field("date"), Wrong::NoRoughDay));
    }
    Some(source)
}

/// Slugs with commas in between.
pub fn slugs(text: &str, field: &str, flaws: &mut Vec<Flaw>) -> Vec<Slug> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.filter_map(|part| one_slug(part, field, flaws)).collect()
}

fn one_slug(text: &str, field: &str, flaws: &mut Vec<Flaw>) -> Option<Slug> {
    let slug = text.trim().parse().ok();
    if slug.is_none() {
        flaws.push(flaw(field, Wrong::Unknown(text.chars().take(60).collect())));
    }
    slug
}

fn optional_slug(sheet: &Sheet, field: &str, flaws: &mut Vec<Flaw>) -> Option<Slug> {
    Some(sheet.text(field)).filter(|text| !text.is_empty()).and_then(|text| one_slug(text, field, flaws))
}

fn day(sheet: &Sheet, field: &str, flaws: &mut Vec<Flaw>) -> Option<Date> {
    let text = sheet.text(field).trim();
    let day = text.parse().ok();
    if day.is_none() && !text.is_empty() {
        flaws.push(flaw(field, Wrong::NoDay));
    }
    day
}

fn code<T>(sheet: &Sheet, field: &str, parse: fn(&str) -> Option<T>, flaws: &mut Vec<Flaw>) -> Vec<T> {
    let mut found = Vec::new();
    for text in sheet.all(field) {
        match parse(text) {
            Some(value) => found.push(value),
            None => flaws.push(flaw(field, Wrong::Unknown(text.chars().take(60).collect()))),
        }
    }
    found
}

fn required(sheet: &Sheet, field: &str, most: usize, flaws: &mut Vec<Flaw>) -> String {
    let text = sheet.text(field).trim();
    if text.is_empty() {
        flaws.push(flaw(field, Wrong::Missing));
    } else if text.chars().count() > most {
        flaws.push(flaw(field, Wrong::TooLong(most as u32)));
    }
    text.to_owned()
}

fn flaw(field: &str, what: Wrong) -> Flaw {
    Flaw { field: field.to_owned(), what }
}
