//! A question to search, and the answer.

mod hit_kind;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::attachment::Unit;
use super::facts::Kind;
use super::lang::Lang;
use super::line::Line;
use super::slug::Slug;
use super::tlp::Tlp;

pub use hit_kind::HitKind;

/// A question. Its URL form ([`Query::from_pairs`], [`Query::to_pairs`]) is the same for pages and API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// As typed: words, "phrases", -exclusions and field:value. Whatever is typed, the answer is never an error.
    pub text: String,
    /// The language of the question: which analysis goes first, which translation a hit shows.
    pub lang: Lang,
    /// Filters; several values of one filter widen, different filters narrow. Empty means: all.
    pub kinds: Vec<HitKind>,
    pub hubs: Vec<Slug>,
    pub lines: Vec<Line>,
    pub langs: Vec<Lang>,
    pub years: Vec<i16>,
    /// Hubs that use it: the last step that the reader may know of is that they adopted it.
    pub adopted: Vec<Slug>,
    /// The first and the last day of publication that are good enough. What gives itself no day meets neither.
    pub since: Option<Date>,
    pub until: Option<Date>,
    /// The words as typed: nothing is corrected, and no other words for the same are looked for.
    pub literal: bool,
    /// Whether hits say why they are where they are; see [`Reason`].
    pub explain: bool,
    pub sort: Sort,
    pub from: u32,
    pub size: u32,
}

/// How many hits an answer has unless asked otherwise, and at most.
pub const DEFAULT_SIZE: u32 = 20;
pub const MOST_HITS: u32 = 100;

/// How far into the list one may page; beyond, a narrower question serves better.
pub const MOST_FROM: u32 = 10_000;

impl Query {
    pub fn new(text: impl Into<String>, lang: Lang) -> Query {
        Query { text: text.into(), lang, size: DEFAULT_SIZE, ..Query::default() }
    }

    /// Reads the URL form. Unknown keys and unusable values are left out; their names are returned,
    /// so that the answer can say what was ignored.
    pub fn from_pairs<'a>(lang: Lang, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Query, Vec<String>) {
        let mut query = Query::new("", lang);
        let mut ignored = Vec::new();
        for (key, value) in pairs {
            // An unused field of a form comes as an empty value: that is no filter, and no mistake.
            let used = value.is_empty()
                || match key {
                    "q" => {
                        query.text = value.to_owned();
                        true
                    }
                    "taal" => Lang::parse(value).map(|lang| query.lang = lang).is_some(),
                    "soort" => each(value, HitKind::parse, &mut query.kinds),
                    "knooppunt" => each(value, |code| code.parse().ok(), &mut query.hubs),
                    "lijn" => each(value, Line::parse, &mut query.lines),
                    "documenttaal" => each(value, Lang::parse, &mut query.langs),
                    "jaar" => each(value, |year| year.parse().ok(), &mut query.years),
                    "toegepast" => each(value, |code| code.parse().ok(), &mut query.adopted),
                    "sinds" => first_day(value).map(|day| query.since = Some(day)).is_some(),
                    "tot" => last_day(value).map(|day| query.until = Some(day)).is_some(),
                    "letterlijk" => flag(value).map(|literal| query.literal = literal).is_some(),
                    "uitleg" => flag(value).map(|explain| query.explain = explain).is_some(),
                    "sorteer" => Sort::parse(value).map(|sort| query.sort = sort).is_some(),
                    "vanaf" => value.parse().map(|from: u32| query.from = from.min(MOST_FROM)).is_ok(),
                    "aantal" => value.parse().map(|size: u32| query.size = size.min(MOST_HITS)).is_ok(),
                    _ => false,
                };
            if !used {
                ignored.push(key.to_owned());
            }
        }
        (query, ignored)
    }

    /// The URL form, without what is default; `taal` is left to the caller, for pages have it in their path.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        pairs.extend(self.kinds.iter().map(|kind| ("soort", kind.code().to_owned())));
        pairs.extend(self.hubs.iter().map(|hub| ("knooppunt", hub.to_string())));
        pairs.extend(self.lines.iter().map(|line| ("lijn", line.code().to_owned())));
        pairs.extend(self.langs.iter().map(|lang| ("documenttaal", lang.code().to_owned())));
        pairs.extend(self.years.iter().map(|year| ("jaar", year.to_string())));
        pairs.extend(self.adopted.iter().map(|hub| ("toegepast", hub.to_string())));
        pairs.extend(self.since.map(|day| ("sinds", day.to_string())));
        pairs.extend(self.until.map(|day| ("tot", day.to_string())));
        for (key, set) in [("letterlijk", self.literal), ("uitleg", self.explain)] {
            pairs.extend(set.then(|| (key, "ja".to_owned())));
        }
        if self.sort != Sort::default() {
            pairs.push(("sorteer", self.sort.code().to_owned()));
        }
        if self.from > 0 {
            pairs.push(("vanaf", self.from.to_string()));
        }
        if self.size != DEFAULT_SIZE {
            pairs.push(("aantal", self.size.to_string()));
        }
        pairs
    }

    pub fn has_filters(&self) -> bool {
        !(self.kinds.is_empty()
            && self.hubs.is_empty()
            && self.lines.is_empty()
            && self.langs.is_empty()
            && self.years.is_empty()
            && self.adopted.is_empty()
            && self.since.is_none()
            && self.until.is_none())
    }
}

/// `ja` and `nee`, and what programs write.
fn flag(value: &str) -> Option<bool> {
    match value {
        "ja" | "true" | "1" => Some(true),
        "nee" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// The first day of a day, month or year: `2023-05-01`, `2023-05` or `2023`.
pub fn first_day(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<i16>().ok());
    let (year, month, day) = (parts.next()??, parts.next(), parts.next());
    let part = |part: Option<Option<i16>>| part.map_or(Some(1), |part| i8::try_from(part?).ok());
    Date::new(year, part(month)?, part(day)?).ok()
}

/// The last day of a day, month or year.
pub fn last_day(text: &str) -> Option<Date> {
    let first = first_day(text)?;
    Some(match text.split('-').count() {
        1 => first.last_of_year(),
        2 => first.last_of_month(),
        _ => first,
    })
}

/// Adds every value of a comma-separated list; false when one of them is unusable.
fn each<T: PartialEq>(values: &str, parse: impl Fn(&str) -> Option<T>, list: &mut Vec<T>) -> bool {
    let mut all_used = true;
    for value in values.split(',') {
        match parse(value.trim()) {
            Some(value) if !list.contains(&value) => list.push(value),
            Some(_) => {}
            None => all_used = false,
        }
    }
    all_used
}

/// In which order hits come. Ties are broken by slug.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    #[default]
    Relevance,
    Newest,
    Title,
}

impl Sort {
    pub const ALL: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Title];

    pub fn code(self) -> &'static str {
        match self {
            Sort::Relevance => "relevantie",
            Sort::Newest => "nieuwste",
            Sort::Title => "titel",
        }
    }

    pub fn parse(code: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// The answer to a [`Query`]. A text and its translations count as one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub total: u64,
    pub hits: Vec<Hit>,
    pub facets: Facets,
    /// The question as it was answered, where words that nobody uses were corrected.
    pub suggestion: Option<String>,
    /// Other words that were looked for too, by the words of the question that mean the same.
    pub widened: Vec<Widened>,
    /// What was left out of the question, and why.
    pub notices: Vec<Notice>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    pub slug: Slug,
    pub kind: HitKind,
    pub lang: Lang,
    /// With the words of the question marked.
    pub title: Vec<Marked>,
    /// The passage that answers best, or the summary.
    pub fragment: Vec<Marked>,
    pub hubs: Vec<Slug>,
    pub lines: Vec<Line>,
    pub tlp: Tlp,
    pub published: Option<Date>,
    /// When its text last changed here; absent for what has no revisions.
    #[serde(default)]
    pub updated: Option<Timestamp>,
    /// Since when it no longer holds, by its own word.
    pub expired: Option<Date>,
    /// Since when somebody should have looked whether it still holds.
    #[serde(default)]
    pub stale: Option<Date>,
    /// Where in a file that hangs on it, when that answers better than its own text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<FoundIn>,
    /// The same text in other languages, as far as the reader may read them.
    pub translations: Vec<(Lang, Slug)>,
    /// The hubs that use it, as far as the reader may know.
    pub adopted: Vec<Slug>,
    /// The largest first; only when asked for.
    pub why: Vec<Reason>,
}

/// A page, slide, sheet or part of a file that hangs on a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundIn {
    pub attachment: Slug,
    /// Of the file.
    pub name: String,
    pub unit: Unit,
    /// From 1.
    pub number: u32,
    /// Of spoken text: when it begins, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<u64>,
}

/// Words of a question with the other words for the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Widened {
    pub asked: String,
    pub others: Vec<String>,
}

/// Something that counts for the place of a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub what: Matter,
    /// Of everything that counts for this hit, in percent; negative for what counts against it.
    pub percent: i8,
}

/// What can count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matter {
    /// A word of the question, in one of its forms.
    Word(String),
    /// Another word for words of the question.
    Other { asked: String, found: String },
    /// Words that hold the sentence together.
    StopWords,
    /// Parts of words, four letters at a time.
    Parts,
    /// Its title has words of the question.
    Title,
    /// Words of the question are beside each other, as in the question.
    Neighbours,
    /// It was published not long ago.
    Fresh,
    /// It no longer holds.
    Expired,
    /// Hubs use it.
    Adopted,
}

/// A piece of text, marked where it matches the question. Text, never HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    pub text: String,
    pub hit: bool,
}

/// How many hits each value of a filter has, given all other filters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    pub kinds: BTreeMap<HitKind, u64>,
    pub hubs: BTreeMap<Slug, u64>,
    pub lines: BTreeMap<Line, u64>,
    pub langs: BTreeMap<Lang, u64>,
    pub years: BTreeMap<i16, u64>,
    pub adopted: BTreeMap<Slug, u64>,
}

/// Why the answer is not to the whole question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// Keys or values in the address that mean nothing here.
    Ignored(Vec<String>),
    /// More words than are searched for at once; only the first count.
    TooManyWords(u32),
    /// Wildcards at the start of a word, and regular expressions, are searched as plain words.
    PlainWordsOnly,
    /// A field name that does not exist; searched as a word.
    UnknownField(String),
    /// No text has a word of the question; the hits have parts of one.
    OnlyAlike,
    /// Paged further than the list goes.
    PastTheEnd,
    /// The index is being rebuilt; not everything is found yet.
    Rebuilding,
}

/// What typing may lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub text: String,
    pub target: Target,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    Document(Slug, Kind),
    Hub(Slug),
    Indicator(Slug),
    /// An organisation: searches for its name.
    Organisation(Slug),
    /// Conference and number, as [`HitKind::Session`].
    Session(Slug),
    /// A term of the field: searches for it.
    Term,
    /// The question with its last word completed.
    Completion,
    /// A search that the reader saved: the query string of its address.
    Saved(String),
}
