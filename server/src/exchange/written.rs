//! A write-up as it is handed out: as Markdown with front matter, or as JSON. What is written here can be imported.

use app::model::document::WriteUp;
use app::model::facts::Kind;
use app::model::lang::Lang;
use app::model::line::{Line, Stage};
use app::model::sharing::Audience;
use app::model::slug::Slug;
use app::model::source::Source;
use app::model::tlp::Tlp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::toml_writer;

/// Markdown with TOML front matter; the body to the byte.
pub fn markdown(write_up: &WriteUp) -> Result<String, CannotWrite> {
    let refuse = |reason: String| CannotWrite { slug: write_up.slug.clone(), reason };
    let values = serde_json::to_value(fields(write_up, None)?).map_err(|error| refuse(error.to_string()))?;
    let matter = values.as_object().map(|values| toml_writer::write(values, &ORDER)).unwrap_or_default();
    Ok(format!("+++\n{matter}+++\n{}", write_up.body))
}

/// One JSON object on one line, as an import of JSON Lines takes it.
pub fn json(write_up: &WriteUp) -> Result<String, CannotWrite> {
    let refuse = |reason: String| CannotWrite { slug: write_up.slug.clone(), reason };
    serde_json::to_string(&fields(write_up, Some(&write_up.body))?).map_err(|error| refuse(error.to_string()))
}

/// A document has a value that the format has no form for. Not seen with anything that import takes.
#[derive(Debug, thiserror::Error)]
#[error("{slug} cannot be written: {reason}")]
pub struct CannotWrite {
    slug: Slug,
    reason: String,
}

/// The fields in the order in which people read them.
const ORDER: [&str; 19] = [
    "id",
    "kind",
    "lang",
    "title",
    "summary",
    "tlp",
    "audience",
    "public_bodies_only",
    "hubs",
    "lines",
    "stages",
    "tags",
    "published",
    "review_by",
    "verifier",
    "translation_of",
    "related",
    "facts",
    "sources",
];

#[derive(Serialize)]
struct Fields<'a> {
    id: &'a Slug,
    kind: Kind,
    lang: Lang,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    tlp: Tlp,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audience: Vec<&'a Audience>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    public_bodies_only: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    hubs: &'a [Slug],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lines: &'a [Line],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    stages: &'a [Stage],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_by: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verifier: Option<&'a Slug>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of: Option<&'a Slug>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    related: &'a [Slug],
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<Value>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sources: &'a [Source],
}

fn fields<'a>(write_up: &'a WriteUp, body: Option<&'a str>) -> Result<Fields<'a>, CannotWrite> {
    let facts = serde_json::to_value(&write_up.facts)
        .map_err(|error| CannotWrite { slug: write_up.slug.clone(), reason: error.to_string() })?;
    Ok(Fields {
        id: &write_up.slug,
        kind: write_up.kind(),
        lang: write_up.lang,
        title: &write_up.title,
        summary: &write_up.summary,
        tlp: write_up.sharing.tlp(),
        audience: write_up.sharing.audience().iter().collect(),
        public_bodies_only: write_up.sharing.public_bodies_only(),
        hubs: &write_up.hubs,
        lines: &write_up.lines,
        stages: &write_up.stages,
        tags: &write_up.tags,
        published: write_up.published,
        review_by: write_up.review_by,
        verifier: write_up.verifier.as_ref(),
        translation_of: write_up.translation_of.as_ref(),
        related: &write_up.related,
        body,
        facts: told_facts(facts),
        sources: &write_up.sources,
    })
}

/// The facts without their kind, which stands beside them, and without empty tables; `None` when nothing is left.
fn told_facts(facts: Value) -> Option<Value> {
    let Value::Object(mut facts) = facts else { return None };
    facts.remove("kind");
    facts.retain(|_, value| value.as_object().is_none_or(|table| !table.is_empty()));
    (!facts.is_empty()).then_some(Value::Object(facts))
}
