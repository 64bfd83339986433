//! Profiles of people: found by what they say, and by nothing that they do not show.

use app::model::lang::Lang;
use app::model::profile::Profile;
use app::model::query::HitKind;
use app::model::slug::Slug;
use sha2::{Digest, Sha256};

use super::{Card, Edit, Entry, number};

/// The name of a profile in the index.
pub fn profile_key(id: &str) -> String {
    format!("profile/{id}")
}

/// The entries of a profile: one per interface language, in one group, for nobody says in which it is written. `person` always
/// reads their own.
pub fn profile(person: &Slug, profile: &Profile) -> Edit {
    let sheet = &profile.sheet;
    let entries = Lang::INTERFACE.into_iter().map(|lang| {
        let organisation =
            profile.organisation_name.as_ref().map_or_else(String::new, |name| name.get(lang).to_owned());
        let langs = sheet.langs.iter().map(|lang| lang.own_name().to_owned());
        let about = sheet.countries.iter().cloned().chain(langs).collect::<Vec<_>>().join(", ");
        let (title, summary) = match &profile.name {
            Some(name) => (name.clone(), format!("{}, {organisation}", sheet.post)),
            None => (sheet.post.clone(), organisation),
        };
        Entry {
            card: Card {
                title,
                summary,
                hubs: sheet.hubs.iter().cloned().collect(),
                lines: sheet.lines.iter().copied().collect(),
                ..Card::bare(HitKind::Profile, profile.id.clone(), lang, sheet.sharing.tlp())
            },
            titled: true,
            sharing: sheet.sharing.clone(),
            author: Some(person.clone()),
            outer: None,
            body: format!("{}\n{about}", sheet.expertise),
            tags: Vec::new(),
            version: profile_version(profile),
        }
    });
    Edit { key: profile_key(profile.id.as_str()), entries: entries.collect() }
}

/// The version of a profile: it changes with everything that is shown of it.
pub fn profile_version(profile: &Profile) -> u64 {
    number(&Sha256::digest(serde_json::to_vec(profile).unwrap_or_default()))
}
