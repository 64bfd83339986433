//! The descriptor after Data Package 2.0 (datapackage.org).

use app::model::indicator::Series;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::fields::{FIELDS, PLACE, Type};
use super::{COUNTED, CSV, CannotWrite, JSON, page, places, rows, sources};

const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const TABLE: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

pub fn write(series: &Series, site: &str) -> Result<String, CannotWrite> {
    let indicator = &series.indicator;
    let name = indicator.code.as_str().to_ascii_lowercase().replace('/', "-");
    let mut package = Map::new();
    let mut put = |key: &str, value: Value| package.insert(key.to_owned(), value);
    put("$schema", PROFILE.into());
    put("name", name.into());
    put("id", page(series, site).into());
    put("title", indicator.name.nl.clone().into());
    put("description", described(series).into());
    put("homepage", page(series, site).into());
    if let Some(licence) = &indicator.licence {
        let mut one = json!({ "name": licence.name });
        if let Some(url) = &licence.url {
            one["path"] = url.clone().into();
        }
        put("licenses", json!([one]));
    }
    let sources: Vec<Value> = sources(series)
        .into_iter()
        .map(|source| {
            let title = match &source.publisher {
                Some(publisher) => format!("{publisher}: {}", source.title),
                None => source.title.clone(),
            };
            let mut one = json!({ "title": title });
            if let Some(link) = source.link() {
                one["path"] = link.into();
            }
            one
        })
        .collect();
    // The standard wants at least one where the list is there.
    if !sources.is_empty() {
        put("sources", sources.into());
    }
    put("contributors", json!([{ "title": "Knooppunt", "path": site, "roles": ["publisher"] }]));
    put(
        "resources",
        json!([
            resource(series, "waarden", CSV, "csv", "text/csv", &rows::csv(series)?),
            resource(series, "waarden-json", JSON, "json", "application/json", &rows::json(series)?),
        ]),
    );
    Ok(serde_json::to_string_pretty(&Value::Object(package))? + "\n")
}

/// What is counted, in both languages, and what one must know besides.
fn described(series: &Series) -> String {
    let indicator = &series.indicator;
    let mut parts = vec![indicator.definition.nl.clone(), indicator.definition.en.clone()];
    if let Some(caveat) = &indicator.caveat {
        parts.extend([caveat.nl.clone(), caveat.en.clone()]);
    }
    if indicator.demonstration {
        parts.push(
            "Demonstratie: geen cijfers over Nederland. Demonstration: no figures about the Netherlands.".to_owned(),
        );
    }
    if indicator.counted.is_some() {
        parts.extend([COUNTED.nl.to_owned(), COUNTED.en.to_owned()]);
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn resource(series: &Series, name: &str, path: &str, format: &str, kind: &str, text: &str) -> Value {
    let fields: Vec<Value> = FIELDS
        .iter()
        .map(|field| {
            let kind = match field.kind {
                Type::Text => "string",
                Type::Number => "number",
                Type::Date => "date",
            };
            let mut one = json!({ "name": field.name, "type": kind, "title": field.nl, "description": field.en });
            if field.required {
                one["constraints"] = json!({ "required": true });
            }
            if let Some(places) = places(series).filter(|_| field.name == PLACE) {
                one["constraints"]["enum"] = places.into_iter().map(|place| place.code.as_str()).collect();
            }
            one
        })
        .collect();
    let digest: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "name": name,
        "type": "table",
        "path": path,
        "format": format,
        "mediatype": kind,
        "encoding": "utf-8",
        "bytes": text.len(),
        "hash": format!("sha256:{digest}"),
        "schema": { "$schema": TABLE, "fields": fields, "missingValues": [""], "primaryKey": ["id"] },
    })
}
