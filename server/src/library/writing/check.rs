//! Whether what a sheet names is there, for its author.

use std::collections::BTreeSet;

use app::desk::Refusal;
use app::model::draft::Draft;
use app::model::sharing::Audience;
use app::model::sheet::{Flaw, Sheet, Wrong};
use app::model::slug::Slug;

use super::roll::Roll;
use crate::library::{Shelf, unavailable};

impl Shelf {
    /// All that is wrong with the sheet of a draft: its fields, and names of what is not there or that its author may not
    /// know of. The two are the same.
    pub(super) async fn flaws(&self, draft: &Draft, roll: &Roll) -> Result<Vec<Flaw>, Refusal> {
        let write_up = match draft.sheet.write_up(draft.kind, &draft.slug) {
            Ok(write_up) => write_up,
            Err(flaws) => return Ok(flaws),
        };
        let mut flaws = Vec::new();
        let unknown =
            |field: &str, name: &Slug| Flaw { field: field.to_owned(), what: Wrong::Unknown(name.to_string()) };
        let hub = |code: &Slug| roll.hubs.iter().any(|hub| hub.code == *code);
        flaws.extend(write_up.hubs.iter().filter(|code| !hub(code)).map(|code| unknown("hubs", code)));
        flaws.extend(
            barrier_hubs(&draft.sheet)
                .into_iter()
                .filter(|(_, code)| !hub(code))
                .map(|(field, code)| unknown(&field, &code)),
        );
        let author = roll.person(&draft.author);
        let known_group = |code: &Slug| author.is_some_and(|author| author.groups.contains(code));
        for member in write_up.sharing.audience() {
            let (field, code, known) = match member {
                Audience::Organisation(code) => ("audience_organisation", code, roll.organisation(code).is_some()),
                Audience::Hub(code) => ("audience_hub", code, hub(code)),
                Audience::Group(code) => ("audience_group", code, known_group(code)),
                Audience::Person(id) => ("audience_person", id, roll.person(id).is_some()),
            };
            if !known {
                flaws.push(unknown(field, code));
            }
        }
        if let Some(verifier) = write_up.verifier.as_ref().filter(|code| roll.organisation(code).is_none()) {
            flaws.push(unknown("verifier", verifier));
        }
        let keys = author.map(|author| author.reader().keys()).unwrap_or_default();
        let named = write_up.named();
        let there = if keys.is_empty() {
            Vec::new()
        } else {
            self.store.summaries(&keys, &named).await.map_err(unavailable)?
        };
        let found: BTreeSet<&Slug> = there.iter().map(|summary| &summary.slug).collect();
        for slug in named.into_iter().filter(|slug| !found.contains(slug)) {
            let field = field_of(&draft.sheet, slug);
            flaws.push(unknown(&field, slug));
        }
        let original = write_up.translation_of.as_ref().and_then(|slug| there.iter().find(|one| one.slug == *slug));
        if original.is_some_and(|original| original.translation_of.is_some()) {
            flaws.push(Flaw { field: "translation_of".to_owned(), what: Wrong::Itself });
        }
        Ok(flaws)
    }
}

fn barrier_hubs(sheet: &Sheet) -> Vec<(String, Slug)> {
    let hub = |(field, _): &(String, String)| {
        let (row, code) = field.rsplit_once(".hub.")?;
        row.starts_with("step.").then(|| code.parse().ok().map(|code| (field.clone(), code)))?
    };
    sheet.pairs().iter().filter_map(hub).collect()
}

/// The field in which a document is named.
fn field_of(sheet: &Sheet, slug: &Slug) -> String {
    let named = |(field, text): &&(String, String)| {
        let names = field == "related" || field == "translation_of" || field.ends_with(".documents");
        names && text.split(',').any(|part| part.trim() == slug.as_str())
    };
    sheet.pairs().iter().find(named).map_or_else(|| "related".to_owned(), |(field, _)| field.clone())
}
