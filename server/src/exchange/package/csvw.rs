//! The metadata after CSV on the Web (W3C Recommendations of 17 December 2015: tabular data model and metadata vocabulary).

use app::model::indicator::Series;
use serde_json::{Value, json};

use super::fields::{FIELDS, Type};
use super::{COUNTED, CSV, CannotWrite, page, places, sources};

pub fn write(series: &Series, site: &str) -> Result<String, CannotWrite> {
    let indicator = &series.indicator;
    let columns: Vec<Value> = FIELDS
        .iter()
        .map(|field| {
            let kind = match field.kind {
                Type::Text => json!("string"),
                Type::Number => json!("decimal"),
                Type::Date => json!({ "base": "date", "format": "yyyy-MM-dd" }),
            };
            json!({
                "name": field.name,
                // The title of the header is the name; what it means stands beside it.
                "titles": field.name,
                "dc:description": [{ "@value": field.nl, "@language": "nl" }, { "@value": field.en, "@language": "en" }],
                "datatype": kind,
                "required": field.required,
            })
        })
        .collect();
    let links: Vec<Value> =
        sources(series).iter().filter_map(|source| source.link()).map(|url| json!({ "@id": url })).collect();
    let both = |nl: &str, en: &str| json!([{ "@value": nl, "@language": "nl" }, { "@value": en, "@language": "en" }]);
    let mut table = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "nl" }],
        "url": CSV,
        "dc:title": both(&indicator.name.nl, &indicator.name.en),
        "dc:description": both(&indicator.definition.nl, &indicator.definition.en),
        "dc:publisher": "Knooppunt",
        "dcat:landingPage": { "@id": page(series, site) },
        "dialect": { "header": true, "encoding": "utf-8", "delimiter": "," },
        "tableSchema": { "columns": columns, "primaryKey": "id" },
    });
    if !links.is_empty() {
        table["dc:source"] = links.into();
    }
    if let Some(places) = places(series) {
        let tagged = |text: &str, lang: &str| json!({ "@value": text, "@language": lang });
        let names = places.into_iter().flat_map(|place| [tagged(&place.name.nl, "nl"), tagged(&place.name.en, "en")]);
        table["dc:spatial"] = names.collect();
    }
    if indicator.counted.is_some() {
        table["dc:provenance"] = both(COUNTED.nl, COUNTED.en);
    }
    if let Some(licence) = &indicator.licence {
        table["dc:license"] = match &licence.url {
            Some(url) => json!({ "@id": url }),
            None => licence.name.clone().into(),
        };
    }
    Ok(serde_json::to_string_pretty(&table)? + "\n")
}
