//! The fields that a question can name, in Dutch and English, and the values they take.

use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::{HitKind, first_day, last_day};

use super::Field;

/// The names of fields in a language of the site.
pub fn field_names(lang: Lang) -> [&'static str; 9] {
    match lang.interface() {
        Lang::Nl => ["soort", "knooppunt", "lijn", "taal", "jaar", "sinds", "tot", "titel", "toegepast"],
        _ => ["kind", "hub", "line", "language", "year", "since", "until", "title", "adopted"],
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
        Name::Hub | Name::Adopted => Values::Hubs,
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
pub enum Name {
    Kind,
    Hub,
    Line,
    Lang,
    Year,
    Since,
    Until,
    Title,
    Adopted,
}

pub fn named(name: &str) -> Option<Name> {
    Some(match name.to_lowercase().as_str() {
        "soort" | "kind" | "type" => Name::Kind,
        "knooppunt" | "hub" => Name::Hub,
        "lijn" | "line" => Name::Line,
        "taal" | "documenttaal" | "lang" | "language" => Name::Lang,
        "jaar" | "year" => Name::Year,
        "sinds" | "since" => Name::Since,
        "tot" | "until" => Name::Until,
        "titel" | "title" => Name::Title,
        "toegepast" | "adopted" => Name::Adopted,
        _ => return None,
    })
}

impl Name {
    pub fn word(self) -> &'static str {
        match self {
            Name::Kind => "soort",
            Name::Hub => "knooppunt",
            Name::Line => "lijn",
            Name::Lang => "taal",
            Name::Year => "jaar",
            Name::Since => "sinds",
            Name::Until => "tot",
            Name::Title => "titel",
            Name::Adopted => "toegepast",
        }
    }

    /// The values, separated by commas; `None` when one of them means nothing.
    pub fn values(self, text: &str) -> Option<Field> {
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
            Name::Adopted => Field::Adopted(values.map(str::to_owned).collect()),
            Name::Title => return None,
        };
        let empty = match &field {
            Field::Kind(values) => values.is_empty(),
            Field::Hub(values) | Field::Adopted(values) => values.is_empty(),
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
