//! Contact points of organisations: found by what they are for, in the language of who looks.

use app::model::contact_point::ContactPoint;
use app::model::lang::Lang;
use app::model::query::HitKind;
use sha2::{Digest, Sha256};

use super::{Card, Edit, Entry, number};

/// The name of a contact point in the index.
pub fn contact_point_key(id: &str) -> String {
    format!("contact-point/{id}")
}

/// The entries of a contact point: one per interface language, in one group.
pub fn contact_point(point: &ContactPoint) -> Edit {
    let sheet = &point.sheet;
    let entries = Lang::INTERFACE.into_iter().map(|lang| {
        let organisation = point.organisation_name.as_ref().map_or_else(String::new, |name| name.get(lang).to_owned());
        let langs = sheet.langs.iter().map(|lang| lang.own_name().to_owned());
        let countries = sheet.countries.values().map(|name| name.get(lang).to_owned());
        let more = [sheet.service.clone()].into_iter().chain(countries).chain(langs).chain(point.person.clone());
        let more: Vec<String> = more.filter(|text| !text.is_empty()).collect();
        Entry {
            card: Card {
                title: sheet.name.get(lang).to_owned(),
                summary: organisation,
                hubs: sheet.hubs.iter().cloned().collect(),
                lines: sheet.lines.iter().copied().collect(),
                ..Card::bare(HitKind::ContactPoint, point.id.clone(), lang, sheet.sharing.tlp())
            },
            titled: true,
            sharing: sheet.sharing.clone(),
            author: None,
            outer: None,
            body: format!("{}\n{}", sheet.purpose.get(lang), more.join(", ")),
            tags: sheet.tags.iter().cloned().collect(),
            version: contact_point_version(point),
        }
    });
    Edit { key: contact_point_key(point.id.as_str()), entries: entries.collect() }
}

/// The version of a contact point: it changes with everything that is shown of it.
pub fn contact_point_version(point: &ContactPoint) -> u64 {
    number(&Sha256::digest(serde_json::to_vec(point).unwrap_or_default()))
}
