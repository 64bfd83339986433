//! How values come in: nothing is overwritten. Another value for the same indicator, place, period and source is a new
//! vintage, known from its own day on.

mod insert;
mod known;
mod sums;
mod withdraw;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use app::model::delivery::Tally;
use app::model::intake::{Intake, Row, Strand};
use app::model::problem::{Matter, Problem};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use self::known::Known;
pub use self::sums::{sum_up, sum_up_missing};
use self::withdraw::withdraw_others;
use super::observations::{day_of, days_of};
use super::sql::Connection;
use super::{Error, Result};

/// How values are to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Taking {
    /// The code of the loader that brings them.
    pub loader: &'static str,
    /// Values without a day of their own, whose source has none either, are known from this day on.
    pub today: Date,
    /// Another value for a day on which one was known already corrects it, instead of being a fault.
    pub corrects: bool,
    /// What this loader brought before and does not bring now is withdrawn.
    pub complete: bool,
}

/// What became of the values that were brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    pub new: u64,
    pub revised: u64,
    pub same: u64,
    pub withdrawn: u64,
    /// The same by indicator.
    pub tallies: BTreeMap<Slug, Tally>,
    /// The first of those that were revised, and the first of the new ones.
    pub revisions: Vec<Revision>,
    pub additions: Vec<Revision>,
    /// Indicators with values that came, changed or went.
    pub touched: BTreeSet<Slug>,
    /// Those of them with a value for everybody: only of these may everybody hear that something changed.
    pub told: BTreeSet<Slug>,
    /// Why nothing may be taken; what was written up to then must not be kept.
    pub problems: Vec<Problem>,
}

/// A value that came, or became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub indicator: Slug,
    pub place: Slug,
    pub period: String,
    pub source: String,
    pub was: Option<Decimal>,
    pub is: Option<Decimal>,
    pub known_on: Date,
    pub tlp: Tlp,
}

/// The day it is in the Netherlands.
pub fn today() -> Date {
    day_at(Timestamp::now())
}

/// The day it was in the Netherlands at a moment.
pub fn day_at(moment: Timestamp) -> Date {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    zone.to_datetime(moment).date()
}

const MOST_REVISIONS: usize = 20;
const MOST_PROBLEMS: usize = 50;

/// Takes values in; rows must be sorted ([`Intake::sort`]) and every strand must have its label.
pub async fn take(
    connection: &mut Connection,
    intake: &Intake,
    taking: Taking,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<TakenIn> {
    let mut taken = TakenIn::default();
    // A row of the store begins with its strand: written in that order, pages of the database fill one after the other.
    let mut by_indicator: BTreeMap<&Slug, Vec<&[Row]>> = BTreeMap::new();
    for rows in intake.rows.chunk_by(|a, b| a.strand == b.strand) {
        by_indicator.entry(&intake.strand(&rows[0]).indicator).or_default().push(rows);
    }
    let recorded = Timestamp::now().as_millisecond();
    let mut writer = insert::Inserts::default();
    let mut done = 0;
    for (indicator, parts) in by_indicator {
        let mut known = Known::read(connection, indicator).await?;
        for rows in parts {
            let strand = intake.strand(&rows[0]);
            let (series, pair) = (known.series(connection, strand).await?, known.pair(strand));
            let tally = taken.tally();
            for rows in rows.chunk_by(|a, b| a.period == b.period) {
                let mut cell =
                    Cell { intake, taking, recorded, series, pair, strand, known: &mut known, taken: &mut taken };
                cell.take(rows, &mut writer)?;
            }
            taken.note(indicator, tally);
            writer.flush(connection, false).await?;
            done += rows.len() as u64;
            progress(done);
            if taken.problems.len() >= MOST_PROBLEMS {
                return Ok(taken);
            }
        }
        known.close_replaced(connection).await?;
    }
    writer.flush(connection, true).await?;
    if taking.complete {
        withdraw_others(connection, intake, taking, recorded, &mut taken).await?;
    }
    for indicator in &taken.touched {
        sum_up(connection, indicator.as_str()).await?;
    }
    Ok(taken)
}

/// A vintage that is there, or comes.
#[derive(Clone, Debug)]
struct Vintage {
    series: i64,
    known_on: i64,
    recorded: i64,
    until: Option<i64>,
    value: Option<Decimal>,
    status: Cow<'static, str>,
    qualifier: Cow<'static, str>,
    code: Option<String>,
    note: Option<String>,
}

/// One indicator, place, period and source.
struct Cell<'a> {
    intake: &'a Intake,
    taking: Taking,
    recorded: i64,
    series: i64,
    pair: usize,
    strand: &'a Strand,
    known: &'a mut Known,
    taken: &'a mut TakenIn,
}

impl Cell<'_> {
    /// Takes the rows of the cell, in the order in which they became known.
    fn take(&mut self, rows: &[Row], writer: &mut insert::Inserts) -> Result<()> {
        let period = self.intake.period(&rows[0]).to_string();
        let key = (self.pair, period);
        let mut vintages = self.known.vintages.remove(&key).unwrap_or_default();
        let period = key.1;
        for row in rows {
            let note = self.intake.note(row).map(serde_json::to_string).transpose();
            let note = note.map_err(|error| Error::Unreadable {
                noun: "observation",
                id: self.strand.place.to_string(),
                reason: error.to_string(),
            })?;
            let mut vintage = Vintage {
                series: self.series,
                known_on: 0,
                recorded: self.recorded,
                until: None,
                value: row.value,
                status: row.status.code().into(),
                qualifier: row.qualifier.code().into(),
                code: self.intake.id(row).map(ToString::to_string),
                note,
            };
            let Some(at) = self.place(row, &mut vintage, &vintages) else {
                self.taken.same += 1;
                continue;
            };
            if self.conflicts(row, &vintage, &vintages) {
                continue;
            }
            if vintages.is_empty() {
                self.taken.new += 1;
                if self.taken.additions.len() < MOST_REVISIONS {
                    let told = self.told(&vintage, None, &period);
                    self.taken.additions.extend(told);
                }
            } else {
                self.taken.revised += 1;
                if self.taken.revisions.len() < MOST_REVISIONS {
                    let told = self.told(&vintage, at.checked_sub(1).map(|before| &vintages[before]), &period);
                    self.taken.revisions.extend(told);
                }
            }
            vintage.until = vintages.get(at).map(|next| next.known_on);
            if let Some(before) = at.checked_sub(1).map(|before| &mut vintages[before]) {
                before.until = Some(vintage.known_on);
                if before.recorded != self.recorded {
                    let key = (before.series, period.clone(), before.known_on, before.recorded);
                    self.known.closed.insert(key, vintage.known_on);
                }
            }
            vintages.insert(at, vintage);
        }
        let came = vintages.iter().filter(|vintage| vintage.recorded == self.recorded && vintage.series == self.series);
        let mut any = false;
        for vintage in came {
            any = true;
            writer.push(insert::Insert {
                series: vintage.series,
                period: period.clone(),
                known_on: vintage.known_on,
                known_until: vintage.until,
                recorded: vintage.recorded,
                loader: self.taking.loader,
                code: vintage.code.clone(),
                value: vintage.value.map(|value| value.to_string()),
                status: vintage.status.clone(),
                qualifier: vintage.qualifier.clone(),
                note: vintage.note.clone(),
            });
        }
        if any && !self.taken.touched.contains(&self.strand.indicator) {
            self.taken.touched.insert(self.strand.indicator.clone());
        }
        let public = self.strand.sharing.as_ref().is_some_and(|sharing| sharing.tlp() == Tlp::Clear);
        if any && public && !self.taken.told.contains(&self.strand.indicator) {
            self.taken.told.insert(self.strand.indicator.clone());
        }
        Ok(())
    }

    /// Where among the vintages this one belongs, with its day; `None` when it says what is known already.
    fn place(&self, row: &Row, vintage: &mut Vintage, vintages: &[Vintage]) -> Option<usize> {
        let today = days_of(self.taking.today);
        match row.known_on {
            Some(day) => vintage.known_on = days_of(day),
            None => match vintages.last() {
                Some(last) => vintage.known_on = last.known_on.max(today),
                None => {
                    let published = self.strand.source.published_by().map(days_of);
                    vintage.known_on = published.unwrap_or(today).min(today);
                }
            },
        }
        let at = vintages.partition_point(|known| known.known_on <= vintage.known_on);
        match at.checked_sub(1).map(|before| &vintages[before]) {
            Some(before) if before.says(vintage) => None,
            _ => Some(at),
        }
    }

    /// Whether another value was known on the same day; two cannot both be what was known then.
    fn conflicts(&mut self, row: &Row, vintage: &Vintage, vintages: &[Vintage]) -> bool {
        let same_day = |known: &&Vintage| known.known_on == vintage.known_on;
        let Some(other) = vintages.iter().rev().find(same_day) else { return false };
        let was = other.value.map_or_else(|| format!("status {}", other.status), |value| value.to_string());
        let day = day_of(vintage.known_on);
        let (matter, message) = match row.known_on {
            // Two rows of one file contradict each other, whoever brings them.
            None if other.recorded == self.recorded => (
                Matter::KnownThatDay,
                format!(
                    "is empty, which stands for {day} here, but another row of this file gives {was} for that day: \
                     keep one of the two rows, or give this one the later day on which it became known"
                ),
            ),
            Some(day) if other.recorded == self.recorded || !self.taking.corrects => (
                Matter::KnownOtherwise,
                format!(
                    "is {day}, but on that day {was} became known for the same indicator, place, period and source: \
                     give the new value the later day on which it became known"
                ),
            ),
            _ => return false,
        };
        let problem = self.intake.problem(row, "known_on", message);
        self.taken.problems.push(problem.said(matter, &[("day", &day), ("was", &was)]));
        true
    }

    /// What is said of a vintage; `None` of one without a label, which none has that was judged.
    fn told(&self, vintage: &Vintage, before: Option<&Vintage>, period: &str) -> Option<Revision> {
        Some(Revision {
            indicator: self.strand.indicator.clone(),
            place: self.strand.place.clone(),
            period: period.to_owned(),
            source: self.strand.source.title.clone(),
            was: before.and_then(|before| before.value),
            is: vintage.value,
            known_on: day_of(vintage.known_on),
            tlp: self.strand.sharing.as_ref()?.tlp(),
        })
    }
}

impl TakenIn {
    fn tally(&self) -> Tally {
        Tally { new: self.new, revised: self.revised, same: self.same }
    }

    /// Counts for an indicator what came since the tally of before.
    fn note(&mut self, indicator: &Slug, before: Tally) {
        let tally = self.tallies.entry(indicator.clone()).or_default();
        tally.new += self.new - before.new;
        tally.revised += self.revised - before.revised;
        tally.same += self.same - before.same;
    }
}

impl Vintage {
    /// Whether two say the same, whenever they became known. A row without a name does not take one away.
    fn says(&self, other: &Vintage) -> bool {
        (self.series, self.value, &self.status, &self.qualifier, &self.note)
            == (other.series, other.value, &other.status, &other.qualifier, &other.note)
            && (other.code.is_none() || self.code == other.code)
    }
}
