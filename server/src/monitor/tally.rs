//! What the portal counts of itself over a period: adopted practices, answered sharing cases, documents (decision 26). What is
//! counted is handed in, as far as it counts.

use std::collections::BTreeMap;

use app::model::adoption::{Adoption, AdoptionState, standing};
use app::model::counted::{What, Work};
use app::model::period::Period;
use app::model::slug::Slug;
use jiff::civil::Date;

/// What can be counted.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The steps with each work, in the order of their days.
    pub steps: BTreeMap<Slug, Vec<Adoption>>,
    /// The first day on which any document was here. Of earlier days nothing is known of answers and documents: a site that moved
    /// took values along, not the days of its texts.
    pub first: Option<Date>,
    /// Sharing cases with an answer.
    pub answered: Vec<Work>,
    pub documents: Vec<Work>,
}

/// The count of a hub over a period, or that of all hubs together; `None` of a period that nothing is known of.
pub fn count(ledger: &Ledger, what: What, hub: Option<&Slug>, period: Period) -> Option<u64> {
    let (first, last) = (period.first_day()?, period.last_day()?);
    let counted = match what {
        What::PracticesFirstAdopted => {
            let within = |day: Date| (first..=last).contains(&day);
            ledger.steps.values().filter(|steps| first_adopted(steps, hub).is_some_and(within)).count()
        }
        What::PracticesInUse => ledger.steps.values().filter(|steps| in_use(steps, hub, last)).count(),
        What::CasesAnswered | What::Documents if ledger.first.is_none_or(|day| day > last) => return None,
        What::CasesAnswered => there(&ledger.answered, hub, last),
        What::Documents => there(&ledger.documents, hub, last),
    };
    Some(counted as u64)
}

/// The day on which a hub, or any of them, first stood as having adopted it: as it does with the first of its organisations.
fn first_adopted(steps: &[Adoption], hub: Option<&Slug>) -> Option<Date> {
    let adopted =
        |step: &&Adoption| hub.is_none_or(|hub| step.hub == *hub) && step.told.state == AdoptionState::Adopted;
    steps.iter().find(adopted).map(|step| step.day)
}

/// Whether a hub, or any of them, stands as having adopted it at the end of a day.
fn in_use(steps: &[Adoption], hub: Option<&Slug>, day: Date) -> bool {
    let known = &steps[..steps.partition_point(|step| step.day <= day)];
    let stands = |hub: &Slug| standing(known, hub).is_some_and(|stands| stands.state == AdoptionState::Adopted);
    match hub {
        Some(hub) => stands(hub),
        None => known.iter().any(|step| stands(&step.hub)),
    }
}

fn there(works: &[Work], hub: Option<&Slug>, day: Date) -> usize {
    works.iter().filter(|one| one.since <= day && hub.is_none_or(|hub| one.hubs.contains(hub))).count()
}
