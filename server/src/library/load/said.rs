//! Whether what readers said in another store fits what is here.

use std::collections::{BTreeSet, HashMap, HashSet};

use app::model::period::Period;
use app::model::problem::Problem;
use app::model::said::{Said, What};
use app::model::sharing::Sharing;
use app::model::slug::Slug;

use super::record::millisecond;
use crate::exchange::Registers;
use crate::store::{self, Store};

/// What is wrong with it, once all documents that come along are staged. What is here already is never changed by it: under the
/// same name it must say the same.
pub async fn faults(store: &Store, registers: &Registers) -> store::Result<Vec<Problem>> {
    let mut problems = Vec::new();
    if registers.said.is_empty() {
        return Ok(problems);
    }
    let of: BTreeSet<Slug> = registers.said.iter().map(|said| said.value.document.clone()).collect();
    let kinds = store.kinds(&of).await?;
    let mut hubs: HashSet<Slug> = store.hubs().await?.into_iter().map(|hub| hub.code).collect();
    hubs.extend(registers.hubs.iter().map(|hub| hub.value.code.clone()));
    let mut organisations: HashSet<Slug> = store.organisations().await?.into_iter().map(|one| one.slug).collect();
    organisations.extend(registers.organisations.iter().map(|one| one.value.slug.clone()));
    let known: HashMap<Slug, Said> = store.said().await?.into_iter().map(|said| (said.id.clone(), said)).collect();
    for said in &registers.said {
        let Said { id, document, organisation, what, .. } = &said.value;
        match kinds.get(document) {
            None => {
                let message =
                    format!("there is no document '{document}': correct it, or import its write-up along with this");
                problems.push(said.problem("document", message));
            }
            Some(kind) if !what.fits(*kind) => {
                let message = format!("cannot be said of a document of kind '{}': correct one of the two", kind.code());
                problems.push(said.problem("what", message));
            }
            Some(_) => {}
        }
        if let Some(hub) = what.hub().filter(|hub| !hubs.contains(*hub)) {
            let message = format!("there is no hub '{hub}': correct it, or add it to hubs.toml");
            problems.push(said.problem("what.hub", message));
        }
        if let What::Sighting { month, .. } = what
            && !matches!(month, Period::Month(..))
        {
            problems.push(said.problem("what.month", "give a month, as 2026-03"));
        }
        match organisation {
            None if !what.may_be_unnamed() => {
                problems.push(said.problem("organisation", "is missing: only a sighting can stay unnamed"));
            }
            Some(code) if !organisations.contains(code) => {
                let message = format!("there is no organisation '{code}': correct it, or add it to organisations.toml");
                problems.push(said.problem("organisation", message));
            }
            _ => {}
        }
        if known.get(id).is_some_and(|known| settled(known) != settled(&said.value)) {
            let message = format!("'{id}' is there already and says something else: what was said is never changed");
            problems.push(said.problem("id", message));
        }
    }
    Ok(problems)
}

/// It as the store keeps it, whether it was resolved meanwhile or not.
fn settled(said: &Said) -> Said {
    let mut said = said.clone();
    said.recorded = millisecond(said.recorded);
    said.sharing = Sharing::of_keys(said.sharing.tlp(), &said.sharing.keys(None));
    if let What::Remark { resolved, .. } = &mut said.what {
        *resolved = None;
    }
    said
}
