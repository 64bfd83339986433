//! Indicators that the portal counts of itself, every day, from what everybody may read (decision 26).

use std::collections::BTreeMap;
use std::time::Duration;

use app::model::adoption::Adoption;
use app::model::contract::Rhythm;
use app::model::counted::{Counted, What, source};
use app::model::indicator::{Indicator, Qualifier};
use app::model::intake::{Intake, Row, Strand};
use app::model::period::Period;
use app::model::place::Scope;
use app::model::reader::Reader;
use app::model::slug::Slug;
use app::model::status::Status;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::load::{Failure, contracts, problems};
use super::watch::is_complete;
use crate::monitor::tally::{self, Ledger};
use crate::store::{self, Loader, Store, TakenIn, Taking};

/// How often one looks whether a new day has begun, and how long one waits for a load to end.
const LOOK: Duration = Duration::from_secs(600);
const PATIENCE: Duration = Duration::from_secs(60);

/// Counts at once and then every day, as long as the server runs. What fails is tried again at the next look.
pub async fn keep_counting(store: Store) {
    let mut counted = None;
    loop {
        let today = store::today();
        if counted != Some(today) {
            match count(&store, today).await {
                Ok(taken) => {
                    counted = Some(today);
                    if !taken.touched.is_empty() {
                        tracing::info!(
                            new = taken.new,
                            revised = taken.revised,
                            "what the portal counts itself was counted"
                        );
                    }
                }
                Err(error) => tracing::warn!(%error, "what the portal counts itself cannot be counted"),
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Counts what the register asks for, as it is known on this day, from the period in which counting began up to that of the day.
/// A count that is another than before becomes known on this day; one that is the same changes nothing.
pub async fn count(store: &Store, today: Date) -> Result<TakenIn, Failure> {
    let mut asked: Vec<(Indicator, Counted)> = Vec::new();
    for indicator in store.indicators().await? {
        if let Some(counted) = indicator.counted.clone() {
            asked.push((indicator, counted));
        }
    }
    if asked.is_empty() {
        return Ok(TakenIn::default());
    }
    let lock = store.lock_loading(PATIENCE).await?.ok_or(Failure::Busy)?;
    let ledger = ledger(store).await?;
    let hubs = store.hubs().await?;
    let hubs: Vec<Slug> = hubs.into_iter().filter(|hub| hub.scope != Scope::Foreign).map(|hub| hub.code).collect();
    let mut sheet = Sheet::new(today);
    for (indicator, counted) in &asked {
        // A register that does not say it was refused when it was loaded.
        let Some(rhythm) = indicator.rhythm.first().copied() else { continue };
        let began = began(store, indicator, rhythm).await?;
        let first = |place: &Slug| began.get(place).copied().unwrap_or(rhythm.around(today));
        // What the register does not list is not counted any more; what was counted stays.
        match &counted.place {
            Some(place) if !indicator.takes(place) => {}
            Some(place) => sheet.count(&ledger, indicator, counted.what, (place, None), first(place)),
            None => {
                for hub in hubs.iter().filter(|hub| indicator.takes(hub)) {
                    sheet.count(&ledger, indicator, counted.what, (hub, Some(hub)), first(hub));
                }
            }
        }
    }
    let mut intake = sheet.intake;
    let found = contracts(store).await?.judge(&mut intake);
    if !found.is_empty() {
        return Err(problems(found));
    }
    // A count of the same day that came before is corrected; both stay in the store.
    let taking = Taking { loader: Loader::Count.code(), today, corrects: true, complete: false };
    Ok(store.take_values(&lock, &intake, taking, false, &|_| {}).await?)
}

/// What everybody may read of what can be counted: what is public must not depend on anything else.
async fn ledger(store: &Store) -> store::Result<Ledger> {
    let keys = Reader::Anonymous.keys();
    let mut steps: BTreeMap<Slug, Vec<Adoption>> = BTreeMap::new();
    for step in store.adoptions(&keys, None).await? {
        steps.entry(step.work.clone()).or_default().push(step);
    }
    Ok(Ledger {
        steps,
        first: store.first_revision(&keys).await?,
        answered: store.answered_since(&keys).await?,
        documents: store.works_since(&keys).await?,
    })
}

/// The first period of this length that was counted at each place. Before it nobody counted, and what nobody counted is not zero.
async fn began(store: &Store, indicator: &Indicator, rhythm: Rhythm) -> store::Result<BTreeMap<Slug, Period>> {
    let mut began: BTreeMap<Slug, Period> = BTreeMap::new();
    let own = source();
    for value in store.observations(&indicator.code, None).await? {
        if value.source == own && Rhythm::of(value.period) == Some(rhythm) {
            let first = began.entry(value.place).or_insert(value.period);
            *first = value.period.min(*first);
        }
    }
    Ok(began)
}

/// The counts as rows, on their way into the store.
struct Sheet {
    today: Date,
    intake: Intake,
}

impl Sheet {
    fn new(today: Date) -> Sheet {
        Sheet { today, intake: Intake { file: "count".to_owned(), place_column: "place", ..Intake::default() } }
    }

    /// Adds the counts of one place, from a first period up to that of today. The hub is absent where all are counted together.
    fn count(
        &mut self,
        ledger: &Ledger,
        indicator: &Indicator,
        what: What,
        (place, hub): (&Slug, Option<&Slug>),
        first: Period,
    ) {
        let strand =
            Strand { indicator: indicator.code.clone(), place: place.clone(), source: source(), sharing: None };
        let number = self.intake.strands.len() as u32;
        self.intake.strands.push(strand);
        let mut at = Some(first);
        while let Some(period) = at.filter(|period| period.first_day().is_some_and(|day| day <= self.today)) {
            at = period.next();
            let Some(value) = tally::count(ledger, what, hub, period) else { continue };
            let over = is_complete(period, indicator.delay_days, self.today);
            self.intake.rows.push(Row {
                strand: number,
                period: self.intake.periods.len() as u32,
                note: None,
                id: None,
                value: Some(Decimal::from(value)),
                status: if over { Status::Normal } else { Status::Provisional },
                qualifier: Qualifier::Exact,
                known_on: None,
                line: self.intake.rows.len() as u32 + 1,
            });
            self.intake.periods.push(period);
        }
    }
}
