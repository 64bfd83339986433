//! The money of the plan by hub and year: what the letter plans beside what was booked.

use std::collections::BTreeSet;

use super::plan::Plan;
use super::progress::{Booking, Entry, Subject, Told, booked};
use super::slug::Slug;

/// Whole euro cents of one hub in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    pub year: i16,
    /// `None` for overarching measures.
    pub hub: Option<Slug>,
    /// Absent where the source does not split the amount of that year.
    pub planned: Option<i64>,
    pub committed: i64,
    pub spent: i64,
}

/// A row for each hub and year of which anything is planned or booked, by year and then as the plan splits it. The amount that
/// lasts is planned for every year up to `until`.
pub fn rows(plan: &Plan, entries: &[Entry], until: i16) -> Vec<LedgerRow> {
    let mut hubs: Vec<Option<&Slug>> = plan.budget.allocation.iter().map(|part| part.hub.as_ref()).collect();
    let mut years: BTreeSet<i16> = plan.budget.series.iter().map(|year| year.year).collect();
    let lasting = plan.budget.series.last().filter(|last| last.and_later);
    years.extend(lasting.into_iter().flat_map(|last| last.year..=until));
    for entry in entries.iter().filter(|entry| entry.struck.is_none()) {
        if let (Subject::Money(hub), Told::Booking { year, .. }) = (&entry.subject, &entry.said.told) {
            hubs.push(hub.as_ref());
            years.insert(*year);
        }
    }
    let mut seen = BTreeSet::new();
    hubs.retain(|hub| seen.insert(*hub));
    let each = years.into_iter().flat_map(|year| hubs.iter().map(move |hub| (year, *hub)));
    each.map(|(year, hub)| LedgerRow {
        year,
        hub: hub.cloned(),
        planned: plan.budget.planned_for(hub, year),
        committed: booked(entries, hub, year, Booking::Committed),
        spent: booked(entries, hub, year, Booking::Spent),
    })
    .filter(|row| row.planned.is_some() || row.committed != 0 || row.spent != 0)
    .collect()
}
