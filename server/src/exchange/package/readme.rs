//! What a person must know who finds the files without the page: definition, terms, sources. In both languages.

use std::fmt::Write;

use app::model::indicator::Series;
use app::model::lang::Lang;

use super::fields::FIELDS;
use super::{COUNTED, NAMES, page, places, sources};

pub fn write(series: &Series, site: &str) -> String {
    let mut text = String::new();
    for lang in [Lang::Nl, Lang::En] {
        part(&mut text, series, site, lang);
    }
    text
}

/// The words of one language.
struct Words {
    demonstration: &'static str,
    unit: &'static str,
    caveat: &'static str,
    small: &'static str,
    places: &'static str,
    page: &'static str,
    files: &'static str,
    columns: &'static str,
    licence: &'static str,
    no_licence: &'static str,
    sources: &'static str,
    no_sources: &'static str,
}

const NL: Words = Words {
    demonstration: "Demonstratie: dit zijn geen cijfers over Nederland.",
    unit: "Eenheid",
    caveat: "Let op",
    small: "Kleine aantallen zijn weggelaten (status Q), zodat niet te zien is over wie een waarde gaat. Totalen zijn daarom niet \
            gepubliceerd.",
    places: "Knooppunten en plaatsen",
    page: "Pagina",
    files: "Bestanden",
    columns: "Kolommen",
    licence: "Gebruik",
    no_licence: "Voor deze reeks is geen licentie vastgelegd: vraag de beheerder, en noem bij elke waarde de bron.",
    sources: "Bronnen",
    no_sources: "Er zijn geen waarden die u mag zien.",
};

const EN: Words = Words {
    demonstration: "Demonstration: these are no figures about the Netherlands.",
    unit: "Unit",
    caveat: "Note",
    small: "Small numbers are left out (status Q), so that nobody can tell whom a value is about. Totals are not published for \
            that reason.",
    places: "Hubs and places",
    page: "Page",
    files: "Files",
    columns: "Columns",
    licence: "Use",
    no_licence: "No licence is recorded for this series: ask its owner, and name the source with each value.",
    sources: "Sources",
    no_sources: "There are no values that you may see.",
};

fn part(text: &mut String, series: &Series, site: &str, lang: Lang) {
    let words = if lang == Lang::Nl { &NL } else { &EN };
    let indicator = &series.indicator;
    let mut paragraph = |line: String| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{}\n\n", line.trim_end());
    };
    paragraph(format!("# {}", indicator.name.get(lang)));
    if indicator.demonstration {
        paragraph(format!("**{}**", words.demonstration));
    }
    paragraph(indicator.definition.get(lang).to_owned());
    if let Some(caveat) = &indicator.caveat {
        paragraph(format!("{}: {}", words.caveat, caveat.get(lang)));
    }
    let unit = indicator.unit.get(lang);
    if !unit.is_empty() {
        paragraph(format!("{}: {unit}", words.unit));
    }
    if let Some(places) = places(series) {
        let names: Vec<String> =
            places.into_iter().map(|place| format!("{} (`{}`)", place.name.get(lang), place.code)).collect();
        paragraph(format!("{}: {}", words.places, names.join(", ")));
    }
    if indicator.counted.is_some() {
        paragraph(if lang == Lang::Nl { COUNTED.nl } else { COUNTED.en }.to_owned());
    }
    if indicator.small_numbers.is_some() {
        paragraph(words.small.to_owned());
    }
    paragraph(format!("{}: <{}>", words.page, page(series, site)));
    paragraph(format!("## {}", words.licence));
    paragraph(match &indicator.licence {
        Some(licence) => match &licence.url {
            Some(url) => format!("{} (<{url}>)", licence.name),
            None => licence.name.clone(),
        },
        None => words.no_licence.to_owned(),
    });
    paragraph(format!("## {}", words.sources));
    let listed: Vec<String> = sources(series)
        .into_iter()
        .map(|source| {
            let publisher = source.publisher.as_ref().map(|one| format!("{one}: ")).unwrap_or_default();
            let date = source.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
            let link = source.link().map(|url| format!(", <{url}>")).unwrap_or_default();
            format!("- {publisher}{}{date}{link}", source.title)
        })
        .collect();
    paragraph(if listed.is_empty() { words.no_sources.to_owned() } else { listed.join("\n") });
    paragraph(format!("## {}", words.files));
    paragraph(NAMES.map(|name| format!("- `{name}`")).join("\n"));
    paragraph(format!("## {}", words.columns));
    let columns = FIELDS
        .iter()
        .map(|field| format!("- `{}`: {}", field.name, if lang == Lang::Nl { field.nl } else { field.en }));
    paragraph(columns.collect::<Vec<_>>().join("\n"));
}
