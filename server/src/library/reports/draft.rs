//! The figures of a report: what everybody may read of a period, from all over the portal.

use std::collections::BTreeMap;

use app::desk::{Adoptions, Monitor, Refusal, Signals};
use app::model::adoption::{AdoptionFilter, turns};
use app::model::indicator::Series;
use app::model::lang::{Lang, Text};
use app::model::period::Period;
use app::model::place::{Hub, Scope};
use app::model::plan::{MeasureStatus, Plan};
use app::model::progress::{Booking, Entry, Subject, Told, answer, booked, status};
use app::model::reader::Reader;
use app::model::report::{Done, Figures, Learned, Measured, Planned, Promised, Signalled, Spent};
use app::model::signal::SignalFilter;
use app::model::slug::Slug;
use app::model::trend::{Reading, readings};
use jiff::civil::Date;

use super::super::{Shelf, unavailable};
use crate::store;

/// Signals are asked for in parts of so many.
const PART: u32 = 100;

impl Shelf {
    /// The figures of a period, as everybody may know them now.
    pub(super) async fn figures(&self, from: Date, to: Date) -> Result<Figures, Refusal> {
        let plan = self.store.plan().await.map_err(unavailable)?;
        let hubs = self.store.hubs().await.map_err(unavailable)?;
        let mut entries = self.store.plan_entries().await.map_err(unavailable)?;
        // What was recorded about later days is for a later report.
        entries.retain(|entry| entry.day <= to);
        let period = Stretch { from, to };
        let done = done(&plan, &entries, period);
        Ok(Figures {
            taken: Some(store::today()),
            standing: standing(&plan, &entries),
            planned: planned(&plan, &entries, period),
            promises: promised(&plan, &entries, period),
            names: self.names(&plan, &done).await?,
            done,
            spent: spent(&plan, &hubs, &entries, period),
            budget: (from.year()..=to.year()).filter_map(|year| Some((year, plan.budget.planned(year)?))).collect(),
            measured: self.measured(&hubs, period).await?,
            signalled: self.signalled(period).await?,
            learned: self.learned(&hubs, period).await?,
        })
    }

    /// What measures and organisations that entries name are called.
    async fn names(&self, plan: &Plan, done: &[Done]) -> Result<BTreeMap<Slug, Text>, Refusal> {
        let organisations = self.store.named_organisations().await.map_err(unavailable)?;
        let named = done.iter().filter_map(|one| match &one.said.told {
            Told::Owner { organisation } => organisations
                .iter()
                .find(|one| one.slug == *organisation)
                .map(|one| (one.slug.clone(), one.name.clone())),
            Told::Needs { measure } => {
                plan.measures.iter().find(|one| one.code == *measure).map(|one| (one.code.clone(), one.title.clone()))
            }
            _ => None,
        });
        Ok(named.collect())
    }

    /// Of each indicator, at each whole hub of the plan, the last value of the period.
    async fn measured(&self, hubs: &[Hub], period: Stretch) -> Result<Vec<Measured>, Refusal> {
        let mut measured = Vec::new();
        for indicator in self.indicators(&Reader::Anonymous).await? {
            if indicator.demonstration {
                continue;
            }
            let series = self.series(&Reader::Anonymous, &indicator.code, None).await?;
            for hub in hubs.iter().filter(|hub| hub.scope == Scope::Five) {
                measured.extend(last_of(&series, hub, period));
            }
        }
        Ok(measured)
    }

    async fn signalled(&self, period: Stretch) -> Result<Vec<Signalled>, Refusal> {
        let mut signalled = Vec::new();
        let mut from = 0;
        loop {
            let filter = SignalFilter { from, size: PART, ..SignalFilter::default() };
            let list = self.signals(&Reader::Anonymous, &filter).await?;
            for one in list.items {
                if !period.ends_with(one.signal.period) {
                    continue;
                }
                let name =
                    |code: &Slug| one.places.iter().find(|place| place.code == *code).map(|place| place.name.clone());
                signalled.push(Signalled {
                    place: name(&one.signal.place).unwrap_or_default(),
                    other: one.signal.other.as_ref().and_then(name),
                    signal: one.signal.id,
                    kind: one.signal.kind,
                    indicator: one.indicator.name,
                    period: one.signal.period,
                    outcome: one.signal.outcome,
                });
            }
            from += PART;
            if u64::from(from) >= list.total {
                return Ok(signalled);
            }
        }
    }

    async fn learned(&self, hubs: &[Hub], period: Stretch) -> Result<Vec<Learned>, Refusal> {
        let rows = self.adoptions(&Reader::Anonymous, &AdoptionFilter::default(), Lang::Nl).await?;
        let turned = rows.iter().flat_map(|row| turns(&row.steps).into_iter().map(move |(step, now)| (row, step, now)));
        let turned = turned.filter(|(_, step, _)| period.has(step.day)).map(|(row, step, state)| Learned {
            day: step.day,
            document: row.document.slug.clone(),
            title: row.document.title.clone(),
            hub: name_of(hubs, &step.hub),
            state,
        });
        let mut learned: Vec<Learned> = turned.collect();
        learned.sort_by(|a, b| (a.day, &a.title).cmp(&(b.day, &b.title)));
        Ok(learned)
    }
}

/// The days of a report.
#[derive(Clone, Copy)]
struct Stretch {
    from: Date,
    to: Date,
}

impl Stretch {
    fn has(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Whether a period lies wholly within it.
    fn holds(self, period: Period) -> bool {
        let within = |day: Option<Date>| day.is_some_and(|day| self.has(day));
        within(period.first_day()) && within(period.last_day())
    }

    /// Whether a period comes to its end within it.
    fn ends_with(self, period: Period) -> bool {
        period.last_day().is_some_and(|day| self.has(day))
    }
}

fn standing(plan: &Plan, entries: &[Entry]) -> Vec<(MeasureStatus, usize)> {
    let now: Vec<MeasureStatus> =
        plan.measures.iter().map(|measure| status(entries, &measure.code, measure.status).0).collect();
    let count = |status: MeasureStatus| now.iter().filter(|one| **one == status).count();
    MeasureStatus::ALL.into_iter().map(|status| (status, count(status))).collect()
}

fn planned(plan: &Plan, entries: &[Entry], period: Stretch) -> Vec<Planned> {
    let mut planned = Vec::new();
    for measure in &plan.measures {
        let row = |when, text, reached| Planned {
            measure: measure.code.clone(),
            title: measure.title.clone(),
            period: when,
            text,
            reached,
        };
        let of_source = measure.milestones.iter().filter(|one| period.ends_with(one.period));
        planned.extend(of_source.map(|one| row(one.period, one.text.clone(), None)));
        let subject = Subject::Measure(measure.code.clone());
        for entry in app::model::progress::standing(entries, &subject) {
            if let Told::Milestone { period: when, reached } = entry.said.told
                && period.ends_with(when)
            {
                planned.push(row(when, Text::new(&entry.said.text, &entry.said.text), Some(reached)));
            }
        }
    }
    planned.sort_by(|a, b| (a.period, &a.measure).cmp(&(b.period, &b.measure)));
    planned
}

fn promised(plan: &Plan, entries: &[Entry], period: Stretch) -> Vec<Promised> {
    let promises = plan.promises.iter().filter_map(|promise| {
        let subject = Subject::Promise(promise.code.clone());
        let last = answer(entries, &subject);
        let due = promise.due.and_then(Period::last_day).is_some_and(|day| day <= period.to);
        let moved = last.is_some_and(|(_, entry)| period.has(entry.day));
        (due || moved).then(|| Promised {
            promise: promise.code.clone(),
            text: promise.text.clone(),
            due: promise.due,
            answer: last.map(|(answer, _)| answer),
        })
    });
    promises.collect()
}

fn done(plan: &Plan, entries: &[Entry], period: Stretch) -> Vec<Done> {
    let recorded = entries.iter().filter(|entry| entry.struck.is_none() && period.has(entry.day));
    let rows = recorded.filter_map(|entry| {
        let title = match &entry.subject {
            Subject::Measure(code) => plan.measures.iter().find(|one| one.code == *code)?.title.clone(),
            Subject::Promise(code) => plan.promises.iter().find(|one| one.code == *code)?.text.clone(),
            Subject::Motion(code) => {
                let motion = plan.motions.iter().find(|one| one.code == *code)?;
                Text::new(&motion.name, &motion.name)
            }
            // Money has a chapter of its own.
            Subject::Money(_) => return None,
        };
        Some(Done { day: entry.day, title, said: entry.said.clone() })
    });
    rows.collect()
}

/// Hubs of the plan and what is of no hub, for each year that the period touches.
fn spent(plan: &Plan, hubs: &[Hub], entries: &[Entry], period: Stretch) -> Vec<Spent> {
    let mut spent = Vec::new();
    for year in period.from.year()..=period.to.year() {
        let five = hubs.iter().filter(|hub| hub.scope == Scope::Five).map(|hub| Some(&hub.code));
        for part in five.chain([None]) {
            spent.push(Spent {
                year,
                hub: part.map(|code| name_of(hubs, code)),
                planned: plan.budget.planned_for(part, year),
                committed: booked(entries, part, year, Booking::Committed),
                spent: booked(entries, part, year, Booking::Spent),
            });
        }
    }
    spent
}

fn last_of(series: &Series, hub: &Hub, period: Stretch) -> Option<Measured> {
    let all = readings(series, &hub.code);
    let within = all.iter().filter(|reading| period.holds(reading.period));
    let last = within.max_by_key(|reading| reading.period.reach())?;
    let before = year_before(last.period);
    let before = all.iter().find(|reading| Some(reading.period) == before);
    let both = |reading: &Reading<'_>| (reading.low(), reading.high());
    let (low, high) = both(last);
    Some(Measured {
        indicator: series.indicator.code.clone(),
        name: series.indicator.name.clone(),
        unit: series.indicator.unit.clone(),
        place: hub.short.clone(),
        period: last.period,
        low,
        high,
        before: before.map(both),
    })
}

/// The same period of the year before; `None` where that has no meaning.
fn year_before(period: Period) -> Option<Period> {
    Some(match period {
        Period::Year(year) => Period::Year(year - 1),
        Period::Half(year, half) => Period::Half(year - 1, half),
        Period::Quarter(year, quarter) => Period::Quarter(year - 1, quarter),
        Period::Month(year, month) => Period::Month(year - 1, month),
        Period::Week(year, week) => Period::Week(year - 1, week),
        Period::YearToDate(..) | Period::Span(..) | Period::Undated => return None,
    })
}

fn name_of(hubs: &[Hub], code: &Slug) -> Text {
    hubs.iter().find(|hub| hub.code == *code).map(|hub| hub.name.clone()).unwrap_or_default()
}
