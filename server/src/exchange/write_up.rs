//! The fields of a write-up, the same in front matter and in JSON Lines; reading. Writing is in `written`.

use std::collections::{BTreeMap, BTreeSet};

use app::model::document::{WriteUp, opening};
use app::model::facts::{Facts, Kind};
use app::model::problem::Problem;
use app::model::sharing::{Audience, Sharing};
use app::model::slug::Slug;
use app::model::source::Source;
use app::model::tlp::Tlp;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::fields::Fields;

const KNOWN: &str = "id, kind, lang, title, summary, tlp, audience, public_bodies_only, hubs, lines, stages, tags, \
                     published, review_by, verifier, translation_of, related, facts, sources, body";

/// Reads a write-up from its fields. `lines` tells where fields are, where they have lines of their own.
pub fn from_fields(values: Map<String, Value>, lines: &BTreeMap<String, u64>) -> Result<WriteUp, Vec<Problem>> {
    let mut fields = Fields::new(values, lines, "");
    let slug: Option<Slug> = fields.require("id", "give the document a name that is its own, such as \"pincode\"");
    let title: Option<String> = fields.require("title", "give the document a title");
    let body: Option<String> = fields.require("body", "write the text of the document");
    let sharing = sharing(&mut fields);
    let kind: Kind = fields.take("kind").unwrap_or(Kind::Guidance);
    let facts = facts(&mut fields, kind);
    let (published, review_by) = (date(&mut fields, "published"), date(&mut fields, "review_by"));
    let translation_of: Option<Slug> = fields.take("translation_of");
    if translation_of.is_some() && translation_of == slug {
        fields.refuse("translation_of", "names the document itself: name the original, or leave it out");
    }
    let sources: Vec<Source> = fields.take("sources").unwrap_or_default();
    for (i, source) in sources.iter().enumerate() {
        if let Some(date) = source.date.as_ref().filter(|date| !is_rough_date(date)) {
            fields.refuse(&format!("sources[{i}].date"), not_a_rough_date(date));
        }
    }
    let (lang, summary) = (fields.take("lang").unwrap_or_default(), fields.take("summary").unwrap_or_default());
    let hubs = fields.take("hubs").unwrap_or_default();
    let (lines, stages) = (fields.take("lines").unwrap_or_default(), fields.take("stages").unwrap_or_default());
    let verifier = fields.take("verifier");
    let (tags, related) = (fields.take("tags").unwrap_or_default(), fields.take("related").unwrap_or_default());
    let problems = fields.finish(KNOWN);
    match (slug, title, body, sharing, facts) {
        (Some(slug), Some(title), Some(body), Some(sharing), Some(facts)) if problems.is_empty() => Ok(WriteUp {
            title: titled(title, &body, &slug),
            slug,
            lang,
            summary,
            body,
            facts,
            sharing,
            hubs,
            lines,
            stages,
            tags,
            published,
            translation_of,
            related,
            sources,
            review_by,
            verifier,
        }),
        _ => Err(problems),
    }
}

/// Collections have texts with an empty title, and even without words. They can be listed all the same: by their first
/// words, or by their name.
fn titled(title: String, body: &str, slug: &Slug) -> String {
    let named = |title: String, other: &dyn Fn() -> String| if title.trim().is_empty() { other() } else { title };
    named(named(title, &|| opening(body)), &|| slug.to_string())
}

fn sharing(fields: &mut Fields<'_>) -> Option<Sharing> {
    let remedy = "say who may read it: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED";
    let tlp: Option<Tlp> = fields.require("tlp", remedy);
    let audience: BTreeSet<Audience> = fields.take("audience").unwrap_or_default();
    let public_bodies_only: bool = fields.take("public_bodies_only").unwrap_or_default();
    match Sharing::new(tlp?, audience, public_bodies_only) {
        Ok(sharing) => Some(sharing),
        Err(error) => {
            fields.refuse("public_bodies_only", error.to_string());
            None
        }
    }
}

fn facts(fields: &mut Fields<'_>, kind: Kind) -> Option<Facts> {
    fn take<T: serde::de::DeserializeOwned + Default>(fields: &mut Fields<'_>) -> T {
        fields.take("facts").unwrap_or_default()
    }
    // A fault is already noted when the default stands in, and then no write-up is made.
    Some(match kind {
        Kind::Practice => Facts::Practice(take(fields)),
        Kind::Innovation => Facts::Innovation(take(fields)),
        Kind::ModusOperandi => Facts::ModusOperandi(take(fields)),
        Kind::LiaisonNote => Facts::LiaisonNote(take(fields)),
        Kind::Insight => Facts::Insight(take(fields)),
        Kind::Guidance => Facts::Guidance(take(fields)),
        Kind::SharingCase => Facts::SharingCase(take(fields)),
    })
}

fn date(fields: &mut Fields<'_>, key: &str) -> Option<Date> {
    let text: String = fields.take(key)?;
    let date = parse_date(&text);
    if date.is_none() {
        fields.refuse(
            key,
            format!("'{}' is not a date: write it as 2024-03-01", text.chars().take(40).collect::<String>()),
        );
    }
    date
}

/// A day as 2024-03-01 and in no other form.
pub fn parse_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if shape { text.parse().ok() } else { None }
}

/// Whether a text is a date as precise as known: 2024, 2024-03 or 2024-03-01.
pub fn is_rough_date(text: &str) -> bool {
    match text.len() {
        4 => parse_date(&format!("{text}-01-01")).is_some(),
        7 => parse_date(&format!("{text}-01")).is_some(),
        _ => parse_date(text).is_some(),
    }
}

pub fn not_a_rough_date(text: &str) -> String {
    let text: String = text.chars().take(40).collect();
    format!("'{text}' is not a date: write it as 2024, 2024-03 or 2024-03-01")
}
