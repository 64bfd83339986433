//! Values that partners hand in on a page: the same way in as `knooppunt monitor import`, for those who answer for the
//! indicator, and never without a look at what changes.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::time::Duration;

use app::desk::{Deliveries, Fault, Monitor, Refusal};
use app::model::account::Account;
use app::model::delivery::{
    Coming, DeliveryAct, DeliveryDesk, DeliveryPage, MOST_BYTES, MOST_ROWS, Preview, Tally, delivers, may_deliver,
};
use app::model::indicator::Indicator;
use app::model::intake::{Intake, Row, Strand};
use app::model::problem::{Matter, Problem, Said};
use app::model::sharing::may_read;
use app::model::slug::Slug;
use app::model::source::Source;
use async_trait::async_trait;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::load::{Failure, judge_values, of_partner};
use super::people::new_id;
use super::{Shelf, unavailable};
use crate::exchange::observations::{self, Form, template};
use crate::store::{KeptDelivery, NewDelivery, Revision, TakenIn};

/// How long a page waits for another load to end.
const PATIENCE: Duration = Duration::from_secs(5);

#[async_trait]
impl Deliveries for Shelf {
    async fn delivery_desk(&self, account: &Account) -> Result<DeliveryDesk, Refusal> {
        at_work(account)?;
        let person = &account.person;
        let mut indicators = self.store.indicators().await.map_err(unavailable)?;
        indicators.retain(|indicator| may_deliver(person, indicator));
        Ok(DeliveryDesk {
            indicators,
            waiting: self.store.waiting_deliveries(&person.id).await.map_err(unavailable)?,
            taken: self.store.taken_deliveries(&person.organisation).await.map_err(unavailable)?,
        })
    }

    async fn hand_in(&self, account: &Account, name: &str, bytes: Vec<u8>) -> Result<Slug, Fault> {
        at_work(account)?;
        let name = plain_name(name);
        if bytes.len() > MOST_BYTES {
            let message = format!(
                "is larger than {MOST_BYTES} bytes: divide it, or let the administrator take it in with `knooppunt monitor import`"
            );
            let problem = Problem::new(message).said(Matter::TooLarge, &[("most", &MOST_BYTES)]);
            return Err(Fault::Rows(vec![problem.in_file(&name)]));
        }
        let looked = self.look_at(account, &name, bytes.clone()).await?;
        if !looked.problems.is_empty() {
            return Err(Fault::Rows(looked.problems));
        }
        let new = NewDelivery {
            id: &new_id()?,
            person: &account.person.id,
            organisation: &account.person.organisation,
            name: &name,
            digest: &hexadecimal(&Sha256::digest(&bytes)),
            bytes: &bytes,
        };
        let kept = self.store.add_delivery(new).await.map_err(unavailable)?;
        kept.ok_or_else(|| {
            let message = "is one too many: take in or throw away the files that wait first";
            Fault::Rows(vec![Problem::new(message).said(Matter::TooManyWaiting, &[]).in_file(&name)])
        })
    }

    async fn delivery(&self, account: &Account, id: &Slug) -> Result<DeliveryPage, Refusal> {
        let KeptDelivery { delivery, bytes } = self.own_delivery(account, id).await?;
        let preview = match bytes {
            None => None,
            Some(bytes) => Some(match self.look_at(account, &delivery.name, bytes).await {
                Ok(looked) => self.preview(looked).await?,
                Err(Fault::Refused(refusal)) => return Err(refusal),
                Err(Fault::Rows(problems)) => Preview { problems, ..Preview::default() },
                Err(_) => return Err(Refusal::Unavailable),
            }),
        };
        Ok(DeliveryPage { delivery, preview })
    }

    async fn settle(&self, account: &Account, id: &Slug, act: DeliveryAct) -> Result<(), Fault> {
        let KeptDelivery { delivery, bytes } = self.own_delivery(account, id).await?;
        let person = &account.person.id;
        let DeliveryAct::Take { state } = act else {
            let gone = self.store.discard_delivery(person, id).await.map_err(unavailable)?;
            return if gone { Ok(()) } else { Err(Fault::Moved) };
        };
        let mut intake = read(&delivery.name, bytes.ok_or(Fault::Moved)?).await?;
        let lock = self.store.lock_loading(PATIENCE).await.map_err(unavailable)?.ok_or(Refusal::Unavailable)?;
        // In this order: whatever changes after it is read makes the store refuse.
        let now = self.store.state_of_values(&indicators_of(&intake)).await.map_err(unavailable)?;
        let today = self.judge(account, &mut intake).await?;
        if state != named(now, today) {
            return Err(Fault::Moved);
        }
        let taken = self.store.take_delivery(&lock, (person, id), now, &intake, of_partner(today)).await;
        match taken.map_err(unavailable)? {
            None => Err(Fault::Moved),
            Some(taken) if taken.problems.is_empty() => Ok(()),
            Some(taken) => Err(Fault::Rows(taken.problems)),
        }
    }

    async fn template(&self, account: &Account, indicator: &Slug) -> Result<String, Refusal> {
        at_work(account)?;
        let series = self.series(&account.reader(), indicator, None).await?;
        if !may_deliver(&account.person, &series.indicator) {
            return Err(Refusal::Absent);
        }
        let hubs = self.store.hubs().await.map_err(unavailable)?;
        template(&series, &hubs).map_err(|error| {
            tracing::error!(%error, "a template cannot be written");
            Refusal::Unavailable
        })
    }
}

/// For everybody else there is nothing here.
fn at_work(account: &Account) -> Result<(), Refusal> {
    if delivers(&account.person) { Ok(()) } else { Err(Refusal::Absent) }
}

/// What a look at a file shows.
struct Looked {
    state: String,
    taken: TakenIn,
    problems: Vec<Problem>,
}

impl Shelf {
    async fn own_delivery(&self, account: &Account, id: &Slug) -> Result<KeptDelivery, Refusal> {
        at_work(account)?;
        self.store.delivery(&account.person.id, id).await.map_err(unavailable)?.ok_or(Refusal::Absent)
    }

    /// What a file would change, without changing it.
    async fn look_at(&self, account: &Account, name: &str, bytes: Vec<u8>) -> Result<Looked, Fault> {
        let mut intake = read(name, bytes).await?;
        let lock = self.store.lock_loading(PATIENCE).await.map_err(unavailable)?.ok_or(Refusal::Unavailable)?;
        let state = self.store.state_of_values(&indicators_of(&intake)).await.map_err(unavailable)?;
        let today = self.judge(account, &mut intake).await?;
        let taking = of_partner(today);
        let mut taken = self.store.take_values(&lock, &intake, taking, true, &|_| {}).await.map_err(unavailable)?;
        let problems = std::mem::take(&mut taken.problems);
        Ok(Looked { state: named(state, today), taken, problems })
    }

    /// Whether values fit the register, and whether this person may hand them in. Whose work an indicator is comes first: what
    /// is wrong with a row of others is not theirs to know.
    async fn judge(&self, account: &Account, intake: &mut Intake) -> Result<Date, Fault> {
        let indicators = self.store.indicators().await.map_err(unavailable)?;
        let of: HashMap<&Slug, &Indicator> = indicators.iter().map(|one| (&one.code, one)).collect();
        // That the portal counts an indicator itself is no secret, and said with what else does not fit the register.
        let theirs = |strand: &Strand| {
            let indicator = of.get(&strand.indicator);
            indicator.is_some_and(|one| one.counted.is_some() || may_deliver(&account.person, one))
        };
        problems_of(intake, |strand| {
            (!theirs(strand)).then(|| {
                let message = format!(
                    "your organisation does not answer for '{}': hand in values of the indicators that are listed, or ask an \
                     administrator",
                    strand.indicator
                );
                ("indicator", message, of_indicator(Matter::NotYours, &strand.indicator))
            })
        })?;
        let today = judge_values(&self.store, intake).await.map_err(|failure| match failure {
            Failure::Problems { problems, .. } => Fault::Rows(problems),
            Failure::Busy => Refusal::Unavailable.into(),
            Failure::Store(error) => unavailable(error).into(),
        })?;
        let reader = account.reader();
        let mut hidden: BTreeSet<Cell> = BTreeSet::new();
        for indicator in indicators_of(intake) {
            for strand in self.store.strands_of(&indicator).await.map_err(unavailable)? {
                if strand.sharing.as_ref().is_none_or(|sharing| !may_read(&reader, sharing, None)) {
                    hidden.insert(cell(&strand));
                }
            }
        }
        problems_of(intake, |strand| {
            let sharing = strand.sharing.as_ref()?;
            if !may_read(&reader, sharing, None) {
                return Some((
                    "audience",
                    "leaves you out: choose a label with which you can read the values".to_owned(),
                    of_indicator(Matter::LeavesYouOut, &strand.indicator),
                ));
            }
            let whole = of.get(&strand.indicator)?.sharing.as_ref();
            if whole.is_some_and(|whole| !sharing.is_no_wider_than(whole)) {
                let message =
                    "is wider than that of the indicator: leave it empty, or choose a narrower label or audience";
                return Some(("tlp", message.to_owned(), of_indicator(Matter::TooWide, &strand.indicator)));
            }
            hidden.contains(&cell(strand)).then(|| {
                let message =
                    "names a source of which values are here that you may not read: give yours a name of its own";
                ("source", message.to_owned(), of_indicator(Matter::HiddenSource, &strand.indicator))
            })
        })?;
        Ok(today)
    }

    async fn preview(&self, looked: Looked) -> Result<Preview, Refusal> {
        let indicators = self.store.indicators().await.map_err(unavailable)?;
        let places = self.store.places().await.map_err(unavailable)?;
        let Looked { state, taken, problems } = looked;
        let tallies = taken.tallies.iter();
        Ok(Preview {
            state,
            total: Tally { new: taken.new, revised: taken.revised, same: taken.same },
            tallies: tallies
                .filter_map(|(code, tally)| Some((indicators.iter().find(|one| one.code == *code)?.clone(), *tally)))
                .collect(),
            revised: taken.revisions.into_iter().map(coming).collect(),
            new: taken.additions.into_iter().map(coming).collect(),
            places,
            problems,
        })
    }
}

/// The file as rows; what is wrong with them as they stand.
async fn read(name: &str, bytes: Vec<u8>) -> Result<Intake, Fault> {
    let (file, called) = (name.to_owned(), name.to_owned());
    let read = tokio::task::spawn_blocking(move || observations::read(&file, bytes.as_slice(), Form::Partner, &|_| {}));
    let intake = read.await.map_err(|error| {
        tracing::error!(%error, "reading values failed");
        Refusal::Unavailable
    })?;
    let intake = intake.map_err(Fault::Rows)?;
    let refuse = |problem: Problem| Err(Fault::Rows(vec![problem.in_file(&called)]));
    match intake.rows.len() {
        0 => refuse(Problem::new("has no values: add a row for each").said(Matter::NoRows, &[])),
        rows if rows > MOST_ROWS => {
            let message = format!(
                "has {rows} rows, and {MOST_ROWS} is the most: divide it, or let the administrator take it in with \
                 `knooppunt monitor import`"
            );
            refuse(Problem::new(message).said(Matter::TooManyRows, &[("rows", &rows), ("most", &MOST_ROWS)]))
        }
        _ => Ok(intake),
    }
}

/// A fault for the first row of each strand that has one.
fn problems_of(intake: &Intake, fault: impl Fn(&Strand) -> Option<(&'static str, String, Said)>) -> Result<(), Fault> {
    let mut rows: Vec<Row> = intake.first_rows().into_values().collect();
    rows.sort_by_key(|row| row.line);
    let faults = rows.iter().filter_map(|row| {
        let (field, message, said) = fault(intake.strand(row))?;
        Some(Problem { said: Some(said), ..intake.problem(row, field, message) })
    });
    let problems: Vec<Problem> = faults.take(MOST_PROBLEMS).collect();
    if problems.is_empty() { Ok(()) } else { Err(Fault::Rows(problems)) }
}

/// What a fault is that has to do with whose an indicator is.
fn of_indicator(matter: Matter, indicator: &Slug) -> Said {
    Said { matter, parts: vec![("indicator", indicator.to_string())] }
}

/// More faults nobody mends at once.
const MOST_PROBLEMS: usize = 50;

fn indicators_of(intake: &Intake) -> BTreeSet<Slug> {
    intake.strands.iter().map(|strand| strand.indicator.clone()).collect()
}

/// What the values of one source about one place are known by, whatever their label.
type Cell = (Slug, Slug, Source);

fn cell(strand: &Strand) -> Cell {
    (strand.indicator.clone(), strand.place.clone(), strand.source.clone())
}

/// The name of a state: the last change, and the day, because values without one are known from today on.
fn named(state: i64, today: Date) -> String {
    format!("{state}.{today}")
}

/// The name of a file without folders and control characters, short enough to show.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(100).collect();
    if plain.trim().is_empty() { "waarden.csv".to_owned() } else { plain.trim().to_owned() }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn coming(revision: Revision) -> Coming {
    let Revision { indicator, place, period, source, was, is, known_on, tlp } = revision;
    Coming { indicator, place, period, source, was, is, known_on, tlp }
}
