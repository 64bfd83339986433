//! Whether what another store recorded about the plan, and its reports, fit what is here.

use std::collections::{HashMap, HashSet};

use app::model::problem::Problem;
use app::model::progress::{Entry, Subject};
use app::model::report::{Filed, State};
use app::model::slug::Slug;
use jiff::Timestamp;

use crate::exchange::Registers;
use crate::store::{self, Store};

/// What is wrong with entries and reports that came in. What is here already is never changed by them: an entry that says
/// something else under the same name is refused, and so is another report at the same address.
pub async fn faults(store: &Store, registers: &Registers) -> store::Result<Vec<Problem>> {
    let mut problems = Vec::new();
    if !registers.entries.is_empty() {
        let subjects = subjects(store, registers).await?;
        let mut organisations: HashSet<Slug> = store.organisations().await?.into_iter().map(|one| one.slug).collect();
        organisations.extend(registers.organisations.iter().map(|one| one.value.slug.clone()));
        let known: HashMap<Slug, Entry> =
            store.plan_entries().await?.into_iter().map(|entry| (entry.id.clone(), entry)).collect();
        for entry in &registers.entries {
            let Entry { id, subject, organisation, said, .. } = &entry.value;
            if !subjects.contains(subject) {
                let message = format!("there is no such part of the plan: correct '{subject}', or add it to plan.toml");
                problems.push(entry.problem("subject", message));
            } else if !said.told.fits(subject) {
                problems
                    .push(entry.problem("said.told", format!("cannot be said of '{subject}': correct one of the two")));
            }
            if !organisations.contains(organisation) {
                let message =
                    format!("there is no organisation '{organisation}': correct it, or add it to organisations.toml");
                problems.push(entry.problem("organisation", message));
            }
            if known.get(id).is_some_and(|known| !same_but_struck(known, &entry.value)) {
                let message = format!(
                    "'{id}' is there already and says something else: an entry is never changed, only struck out"
                );
                problems.push(entry.problem("id", message));
            }
        }
    }
    if !registers.reports.is_empty() {
        let known: HashMap<Slug, Filed> =
            store.filed_reports().await?.into_iter().map(|report| (report.slug.clone(), report)).collect();
        for report in &registers.reports {
            let Filed { slug, state, figures, published, .. } = &report.value;
            let whole = *state != State::Published || figures.is_some() && published.is_some();
            if !whole {
                let message = "is published, but its figures or the moment of its publication are missing: give both";
                problems.push(report.problem("state", message));
            }
            if known.get(slug).is_some_and(|known| *known != to_the_millisecond(report.value.clone())) {
                let message = format!("there is another report at '{slug}': a report keeps its address and its text");
                problems.push(report.problem("slug", message));
            }
        }
    }
    Ok(problems)
}

/// Everything that can be recorded about: what is here, and what comes along.
async fn subjects(store: &Store, registers: &Registers) -> store::Result<HashSet<Subject>> {
    let plan = store.plan().await?;
    let hubs = store.hubs().await?;
    let mut subjects = HashSet::from([Subject::Money(None)]);
    subjects.extend(plan.measures.into_iter().map(|one| Subject::Measure(one.code)));
    subjects.extend(plan.promises.into_iter().map(|one| Subject::Promise(one.code)));
    subjects.extend(plan.motions.into_iter().map(|one| Subject::Motion(one.code)));
    subjects.extend(hubs.into_iter().map(|hub| Subject::Money(Some(hub.code))));
    subjects.extend(registers.measures.iter().map(|one| Subject::Measure(one.value.code.clone())));
    subjects.extend(registers.promises.iter().map(|one| Subject::Promise(one.value.code.clone())));
    subjects.extend(registers.motions.iter().map(|one| Subject::Motion(one.value.code.clone())));
    subjects.extend(registers.hubs.iter().map(|hub| Subject::Money(Some(hub.value.code.clone()))));
    Ok(subjects)
}

/// Whether two entries are one, whichever of them was struck out meanwhile.
fn same_but_struck(known: &Entry, other: &Entry) -> bool {
    let bare = |entry: &Entry| Entry { struck: None, recorded: millisecond(entry.recorded), ..entry.clone() };
    bare(known) == bare(other)
}

fn to_the_millisecond(report: Filed) -> Filed {
    Filed { published: report.published.map(millisecond), ..report }
}

/// The store keeps moments to the millisecond.
pub fn millisecond(moment: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(moment.as_millisecond()).unwrap_or(moment)
}
