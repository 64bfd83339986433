//! What was typed, taken apart: words, "phrases", -exclusions and field:value. Whatever is typed is a question.

use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::{HitKind, Notice, first_day, last_day};
use jiff::civil::Date;

/// A question taken apart. Everything in it narrows, except the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Words to look for, phrases included, as typed.
    pub words: Vec<String>,
    /// Every hit has these, word by word.
    pub phrases: Vec<String>,
    /// No hit has these.
    pub without: Vec<String>,
    /// Every hit has these in its title.
    pub in_title: Vec<String>,
    /// Every hit meets these.
    pub conditions: Vec<Condition>,
    pub notices: Vec<Notice>,
}

/// `field:value`, or `-field:value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub field: Field,
    /// True for `-field:value`: no hit has one of them.
    pub without: bool,
}

/// One field with the values that are good enough, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    Kind(Vec<HitKind>),
    /// Codes or names, as typed.
    Hub(Vec<String>),
    Line(Vec<Line>),
    Lang(Vec<Lang>),
    Year(Vec<i16>),
    /// Published on these days, first and last, where there is one.
    Published(Option<Date>, Option<Date>),
}

/// More words than anybody asks at once; the rest is left out and said so.
pub const MOST_WORDS: usize = 100;

/// More parts (phrases, exclusions, conditions) than anybody asks at once.
const MOST_PARTS: usize = 50;

impl Question {
    pub fn read(typed: &str) -> Question {
        let mut question = Question::default();
        let mut rest = typed;
        let mut parts = 0;
        while let Some(part) = next_part(&mut rest) {
            let special = part.quoted || part.minus || part.field.is_some();
            parts += usize::from(special);
            if special && parts > MOST_PARTS {
                question.words.push(part.text.to_owned());
            } else {
                question.add(part);
            }
        }
        question.bound();
        question
    }

    /// True when there is nothing to look for: then the newest come first.
    pub fn has_no_words(&self) -> bool {
        self.words.is_empty() && self.in_title.is_empty()
    }

    fn add(&mut self, part: Part<'_>) {
        let Part { minus, field, quoted, text } = part;
        match field {
            None if minus => self.without.push(text.to_owned()),
            None => {
                let plain = if quoted { text } else { self.plain(text) };
                if quoted && plain.split_whitespace().nth(1).is_some() {
                    self.phrases.push(plain.to_owned());
                }
                self.words.push(plain.to_owned());
            }
            Some(name) => match named(name) {
                Some(Name::Title) if minus => self.without.push(text.to_owned()),
                Some(Name::Title) => self.in_title.push(text.to_owned()),
                Some(name) => match name.values(text) {
                    Some(field) => self.conditions.push(Condition { field, without: minus }),
                    None => {
                        self.notices.push(Notice::Ignored(vec![clipped(&format!("{}:{text}", name.word()))]));
                        self.words.push(text.to_owned());
                    }
                },
                None => {
                    if !self.notices.iter().any(|notice| matches!(notice, Notice::UnknownField(_))) {
                        self.notices.push(Notice::UnknownField(clipped(name)));
                    }
                    self.words.push(format!("{name} {text}"));
                }
            },
        }
    }

    /// Wildcards and regular expressions are read as the words in them.
    fn plain<'a>(&mut self, text: &'a str) -> &'a str {
        let expression = text.len() > 2 && text.starts_with('/') && text.ends_with('/');
        let stars = text.contains('*') || text.starts_with('?') || text.contains(".+") || text.contains('[');
        if (expression || stars)
            && text.contains(char::is_alphanumeric)
            && !self.notices.contains(&Notice::PlainWordsOnly)
        {
            self.notices.push(Notice::PlainWordsOnly);
        }
        text
    }

    fn bound(&mut self) {
        let mut count = 0;
        let mut kept = Vec::new();
        for text in self.words.drain(..) {
            let here = text.split_whitespace().count();
            if count + here <= MOST_WORDS {
                kept.push(text);
            } else if count < MOST_WORDS {
                kept.push(text.split_whitespace().take(MOST_WORDS - count).collect::<Vec<_>>().join(" "));
            }
            count += here;
        }
        self.words = kept;
        if count > MOST_WORDS {
            self.notices.push(Notice::TooManyWords(MOST_WORDS as u32));
        }
    }
}

struct Part<'a> {
    minus: bool,
    field: Option<&'a str>,
    quoted: bool,
    text: &'a str,
}

/// Takes the next part off the text. A quote that is never closed is no quote.
fn next_part<'a>(rest: &mut &'a str) -> Option<Part<'a>> {
    loop {
        let text = rest.trim_start();
        if text.is_empty() {
            *rest = text;
            return None;
        }
        let (minus, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(after) if after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c)) => (true, after),
            Some(after) => {
                *rest = after;
                continue;
            }
            None => (false, text),
        };
        if let Some((quoted, after)) = quoted(text) {
            *rest = after;
            if quoted.trim().is_empty() {
                continue;
            }
            return Some(Part { minus, field: None, quoted: true, text: quoted });
        }
        let end = text.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(text.len());
        let (word, after) = text.split_at(end);
        if let Some((name, value)) = word.split_once(':')
            && !name.is_empty()
            && name.chars().all(char::is_alphabetic)
            && !value.starts_with('/')
        {
            if value.is_empty()
                && let Some((quoted, after)) = quoted(after)
            {
                *rest = after;
                return Some(Part { minus, field: Some(name), quoted: true, text: quoted });
            }
            if !value.is_empty() {
                *rest = after;
                return Some(Part { minus, field: Some(name), quoted: false, text: value });
            }
        }
        // A lone quote is skipped, so that the loop always gets on.
        *rest = if end == 0 { skip_char(text) } else { after };
        if end > 0 {
            return Some(Part { minus, field: None, quoted: false, text: word });
        }
    }
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix(is_quote)?;
    let end = inside.find(is_quote)?;
    Some((&inside[..end], skip_char(&inside[end..])))
}

fn skip_char(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '«' | '»')
}

fn clipped(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The names of fields in a language of the site.
pub fn field_names(lang: Lang) -> [&'static str; 8] {
    match lang.interface() {
        Lang::Nl => ["soort", "knooppunt", "lijn", "taal", "jaar", "sinds", "tot", "titel"],
        _ => ["kind", "hub", "line", "language", "year", "since", "until", "title"],
    }
}

/// The values of a named field in a language of the site, where they are few and the same for everybody. Hubs are data:
/// theirs are for whoever knows the hubs.
pub fn field_values(name: &str, lang: Lang) -> Option<Values> {
    let dutch = lang.interface() == Lang::Nl;
    Some(match named(name)? {
        Name::Kind if dutch => Values::Words(&[
            "werkwijze",
            "innovatie",
            "modus",
            "liaisonbericht",
            "inzicht",
            "handreiking",
            "deelvraag",
            "indicator",
            "sessie",
        ]),
        Name::Kind => Values::Words(&[
            "practice",
            "innovation",
            "modus-operandi",
            "liaison-note",
            "insight",
            "guidance",
            "sharing-case",
            "indicator",
            "session",
        ]),
        Name::Line if dutch => Values::Words(&["barrières", "weerbaarheid", "handhaving", "informatie"]),
        Name::Line => Values::Words(&["barriers", "resilience", "enforcement", "information"]),
        Name::Lang => Values::Words(&["nl", "en", "de", "fr", "es"]),
        Name::Hub => Values::Hubs,
        Name::Year | Name::Since | Name::Until | Name::Title => return None,
    })
}

/// What a field can be followed by.
pub enum Values {
    Words(&'static [&'static str]),
    Hubs,
}

/// A field that can be named, in Dutch or English.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Kind,
    Hub,
    Line,
    Lang,
    Year,
    Since,
    Until,
    Title,
}

fn named(name: &str) -> Option<Name> {
    Some(match name.to_lowercase().as_str() {
        "soort" | "kind" | "type" => Name::Kind,
        "knooppunt" | "hub" => Name::Hub,
        "lijn" | "line" => Name::Line,
        "taal" | "documenttaal" | "lang" | "language" => Name::Lang,
        "jaar" | "year" => Name::Year,
        "sinds" | "since" => Name::Since,
        "tot" | "until" => Name::Until,
        "titel" | "title" => Name::Title,
        _ => return None,
    })
}

impl Name {
    fn word(self) -> &'static str {
        match self {
            Name::Kind => "soort",
            Name::Hub => "knooppunt",
            Name::Line => "lijn",
            Name::Lang => "taal",
            Name::Year => "jaar",
            Name::Since => "sinds",
            Name::Until => "tot",
            Name::Title => "titel",
        }
    }

    /// The values, separated by commas; `None` when one of them means nothing.
    fn values(self, text: &str) -> Option<Field> {
        let lower = text.to_lowercase();
        let values = lower.split(',').map(str::trim).filter(|value| !value.is_empty());
        let field = match self {
            Name::Kind => Field::Kind(values.map(kind).collect::<Option<Vec<_>>>()?),
            Name::Hub => Field::Hub(values.map(str::to_owned).collect()),
            Name::Line => Field::Line(values.map(line).collect::<Option<Vec<_>>>()?),
            Name::Lang => Field::Lang(values.map(lang).collect::<Option<Vec<_>>>()?),
            Name::Year => Field::Year(values.map(years).collect::<Option<Vec<_>>>()?.concat()),
            Name::Since => Field::Published(Some(first_day(&lower)?), None),
            Name::Until => Field::Published(None, Some(last_day(&lower)?)),
            Name::Title => return None,
        };
        let empty = match &field {
            Field::Kind(values) => values.is_empty(),
            Field::Hub(values) => values.is_empty(),
            Field::Line(values) => values.is_empty(),
            Field::Lang(values) => values.is_empty(),
            Field::Year(values) => values.is_empty(),
            Field::Published(..) => false,
        };
        (!empty).then_some(field)
    }
}

/// A kind by its code or by the word that readers see.
fn kind(value: &str) -> Option<HitKind> {
    let code = match value {
        "werkwijze" | "werkwijzen" | "praktijk" | "praktijken" | "best practice" | "best practices" | "practices" => {
            "practice"
        }
        "innovatie" | "innovaties" | "innovations" => "innovation",
        "modus" | "modus operandi" | "modi" | "modi operandi" | "mo" => "modus-operandi",
        "liaison" | "liaisonnotitie" | "liaisonbericht" | "liaisonberichten" | "liaison note" => "liaison-note",
        "inzicht" | "inzichten" | "insights" => "insight",
        "handreiking" | "handreikingen" | "leidraad" => "guidance",
        "deelcasus" | "deelvraag" | "deelvragen" | "sharing case" | "casus" => "sharing-case",
        "indicatoren" | "indicators" => "indicator",
        "sessie" | "sessies" | "sessions" | "congres" | "conference" => "session",
        code => code,
    };
    HitKind::parse(code)
}

fn line(value: &str) -> Option<Line> {
    let code = match value {
        "barrières" | "barrieres" | "barrière" | "barriere" | "barrier" => "barriers",
        "weerbaarheid" => "resilience",
        "handhaving" => "enforcement",
        "informatie" => "information",
        code => code,
    };
    Line::parse(code)
}

fn lang(value: &str) -> Option<Lang> {
    let code = match value {
        "nederlands" | "dutch" => "nl",
        "engels" | "english" => "en",
        "duits" | "german" | "deutsch" => "de",
        "frans" | "french" | "français" => "fr",
        "spaans" | "spanish" | "español" => "es",
        code => code,
    };
    Lang::parse(code)
}

/// `2023` or a span `2021-2023` of at most 50 years.
fn years(value: &str) -> Option<Vec<i16>> {
    match value.split_once('-') {
        Some((first, last)) => {
            let (first, last): (i16, i16) = (first.parse().ok()?, last.parse().ok()?);
            (first <= last && last.checked_sub(first)? <= 50).then(|| (first..=last).collect())
        }
        None => Some(vec![value.parse().ok()?]),
    }
}
