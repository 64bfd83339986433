//! The values of the monitor, each with its two clocks: how they are read. [`super::vintages`] writes them.

use app::model::edit::edited;
use app::model::indicator::{Indicator, Observation, Qualifier};
use app::model::intake::Strand;
use app::model::lag::Arrival;
use app::model::period::Period;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::status::Status;
use jiff::civil::{Date, date};

use super::sql::{Connection, Query};
use super::{Error, Result, Store};

/// A value as the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vintage {
    pub observation: Observation,
    /// Whether its id came with it, rather than from the store.
    pub named: bool,
    /// From this day on another value holds, or none. `None` for what holds now.
    pub known_until: Option<Date>,
}

/// What is said of a status that is none: from its day on the value is withdrawn.
pub const WITHDRAWN: &str = "-";

impl Store {
    /// One indicator as it holds; `None` when there is none of this code.
    pub async fn indicator(&self, code: &Slug) -> Result<Option<Indicator>> {
        let record: Option<String> = sqlx::query_scalar("SELECT record FROM indicator WHERE code = $1")
            .bind(code.as_str())
            .fetch_optional(&self.readers)
            .await?;
        let Some(record) = record else { return Ok(None) };
        let indicator = from_json("indicator", code.as_str(), &record)?;
        Ok(Some(edited(indicator, &self.edits_of(code).await?)))
    }

    /// The values of one indicator that hold now, or held at the end of a day; by place, period, source and id.
    pub async fn observations(&self, indicator: &Slug, known_on: Option<Date>) -> Result<Vec<Observation>> {
        let mut query = Query::new(COLUMNS);
        query.push(" WHERE s.indicator = ").push_bind(indicator.as_str());
        match known_on.map(days_of) {
            None => query.push(" AND o.known_until IS NULL"),
            Some(day) => {
                query.push(" AND o.known_on <= ").push_bind(day);
                query.push(" AND (o.known_until IS NULL OR o.known_until > ").push_bind(day).push(")")
            }
        };
        query.push(" AND o.status <> ").push_bind(WITHDRAWN).push(BY_SERIES);
        let vintages = self.read(indicator, query).await?;
        Ok(vintages.into_iter().map(|vintage| vintage.observation).collect())
    }

    /// Every value that one indicator ever had, except those of rows that were withdrawn; those of one place, period and
    /// source in the order in which they became known.
    pub async fn vintages(&self, indicator: &Slug) -> Result<Vec<Vintage>> {
        let mut query = Query::new(COLUMNS);
        query.push(" WHERE s.indicator = ").push_bind(indicator.as_str());
        query.push(" AND o.status <> ").push_bind(WITHDRAWN);
        query.push(
            " AND NOT EXISTS (SELECT 1 FROM observation w WHERE w.series = o.series AND w.period = o.period \
             AND w.known_until IS NULL AND w.status = ",
        );
        query.push_bind(WITHDRAWN).push(")").push(BY_SERIES);
        self.read(indicator, query).await
    }

    /// When values of an indicator became known and last changed, as it was at the end of a day: per strand, with its label.
    pub async fn arrivals(&self, indicator: &Slug, known_on: Option<Date>) -> Result<Vec<(Sharing, Vec<Arrival>)>> {
        let mut connection = self.readers.acquire().await?;
        let strands = strands(&mut connection, indicator).await?;
        let mut query = Query::new(ARRIVALS);
        query.push(" WHERE s.indicator = ").push_bind(indicator.as_str());
        query.push(" AND o.known_on <= ").push_bind(known_on.map_or(i64::MAX, days_of));
        query.push(" AND o.status <> ").push_bind(WITHDRAWN).push(BY_SERIES);
        let packed: Vec<(i64, String)> = query.build_query_as().fetch_all(&mut *connection).await?;
        let mut arrivals = Vec::with_capacity(packed.len());
        for (id, rows) in &packed {
            let Ok(index) = strands.binary_search_by_key(id, |(id, _)| *id) else { continue };
            let Some(sharing) = strands[index].1.sharing.clone() else { continue };
            let days: Result<Vec<(Period, Date)>> = rows.split(ROW_END).map(|row| known_day(row, *id)).collect();
            let mut days = days?;
            days.sort_unstable();
            let of_periods = days.chunk_by(|one, other| one.0 == other.0);
            arrivals.push((sharing, of_periods.filter_map(Arrival::of).collect()));
        }
        Ok(arrivals)
    }

    /// What the values of an indicator have in common by place, source and label.
    pub async fn strands_of(&self, indicator: &Slug) -> Result<Vec<Strand>> {
        let found = strands(&mut *self.readers.acquire().await?, indicator).await?;
        Ok(found.into_iter().map(|(_, strand)| strand).collect())
    }

    /// How many values hold now.
    pub async fn count_observations(&self) -> Result<i64> {
        let query = "SELECT count(*) FROM observation WHERE known_until IS NULL AND status <> $1";
        Ok(sqlx::query_scalar(query).bind(WITHDRAWN).fetch_one(&self.readers).await?)
    }

    pub(super) async fn read(&self, indicator: &Slug, mut query: Query) -> Result<Vec<Vintage>> {
        let mut connection = self.readers.acquire().await?;
        let strands = strands(&mut connection, indicator).await?;
        let packed: Vec<(i64, String)> = query.build_query_as().fetch_all(&mut *connection).await?;
        // Places and sources are ranked once; comparing their texts for every row would cost more than reading them.
        let mut order: Vec<usize> = (0..strands.len()).collect();
        order.sort_by(|a, b| rank(&strands[*a]).cmp(&rank(&strands[*b])));
        let mut ranks = vec![0; strands.len()];
        let mut places = vec![0; strands.len()];
        for (position, index) in order.iter().enumerate() {
            ranks[*index] = position;
            let before = position.checked_sub(1).map(|before| order[before]);
            places[*index] = match before {
                Some(before) if strands[before].1.place == strands[*index].1.place => places[before],
                _ => position,
            };
        }
        let mut vintages = Vec::new();
        for (id, rows) in &packed {
            let Ok(index) = strands.binary_search_by_key(id, |(id, _)| *id) else { continue };
            for row in rows.split(ROW_END) {
                let (vintage, recorded) = vintage(row, *id, &strands[index].1)?;
                let observation = &vintage.observation;
                vintages.push((
                    (places[index], observation.period, ranks[index], observation.known_on),
                    recorded,
                    vintage,
                ));
            }
        }
        vintages
            .sort_by(|a, b| a.0.cmp(&b.0).then_with(|| (&a.2.observation.id, a.1).cmp(&(&b.2.observation.id, b.1))));
        Ok(vintages.into_iter().map(|(.., vintage)| vintage).collect())
    }
}

fn rank((id, strand): &(i64, Strand)) -> (&Slug, &app::model::source::Source, i64) {
    (&strand.place, &strand.source, *id)
}

/// All rows of a series as one text: handing out thousands of rows one by one costs several times what reading them does. No
/// column has control characters; notes are JSON, which escapes them.
pub(super) const COLUMNS: &str = "SELECT o.series, string_agg(o.period || '\u{1f}' || o.known_on || '\u{1f}' || coalesce(o.known_until || '', '') \
     || '\u{1f}' || coalesce(o.code, '') || '\u{1f}' || coalesce(o.value, '') || '\u{1f}' || o.status || '\u{1f}' || o.qualifier \
     || '\u{1f}' || coalesce(o.note, '') || '\u{1f}' || o.recorded, '\u{1e}') \
     FROM series s JOIN observation o ON o.series = s.id";
pub(super) const BY_SERIES: &str = " GROUP BY o.series";
const COLUMN_END: char = '\u{1f}';
const ROW_END: char = '\u{1e}';

/// The same for the days alone on which values became known.
const ARRIVALS: &str = "SELECT o.series, string_agg(o.period || '\u{1f}' || o.known_on, '\u{1e}') \
     FROM series s JOIN observation o ON o.series = s.id";

/// The strands of an indicator, by number.
pub async fn strands(connection: &mut Connection, indicator: &Slug) -> Result<Vec<(i64, Strand)>> {
    let rows: Vec<(i64, String, String, String)> =
        sqlx::query_as("SELECT id, place, source, sharing FROM series WHERE indicator = $1 ORDER BY id")
            .bind(indicator.as_str())
            .fetch_all(connection)
            .await?;
    rows.into_iter()
        .map(|(id, place, source, sharing)| {
            let sharing: Sharing = from_json("series", &id.to_string(), &sharing)?;
            let source = from_json("series", &id.to_string(), &source)?;
            let place = place.parse().map_err(|error| unreadable("series", &id.to_string(), &error))?;
            Ok((id, Strand { indicator: indicator.clone(), place, source, sharing: Some(sharing) }))
        })
        .collect()
}

/// A row as [`ARRIVALS`] writes it.
fn known_day(row: &str, series: i64) -> Result<(Period, Date)> {
    let torn = || unreadable(NOUN, &series.to_string(), &format!("it has the columns {row:?}"));
    let (period, day) = row.split_once(COLUMN_END).ok_or_else(torn)?;
    let period = period.parse().map_err(|error| unreadable(NOUN, &series.to_string(), &error))?;
    Ok((period, day_of(day.parse().map_err(|_| torn())?)))
}

/// A row as [`COLUMNS`] writes it, with the moment at which it was recorded.
fn vintage(row: &str, series: i64, strand: &Strand) -> Result<(Vintage, i64)> {
    let torn = || unreadable(NOUN, &series.to_string(), &format!("it has the columns {row:?}"));
    let mut columns = row.split(COLUMN_END);
    let mut next = || columns.next().ok_or_else(torn);
    let (period, known_on, until, code) = (next()?, next()?, next()?, next()?);
    let (value, status, qualifier, note, recorded) = (next()?, next()?, next()?, next()?, next()?);
    let name = || format!("{series} {period}");
    let number = |text: &str| text.parse::<i64>().map_err(|error| unreadable(NOUN, &name(), &error));
    let id = match given(code) {
        Some(code) => code.parse(),
        // Periods have dots at most inside: a name like this is always legal.
        None => format!("v{series}-{period}").parse(),
    };
    let observation = Observation {
        id: id.map_err(|error| unreadable(NOUN, &name(), &error))?,
        indicator: strand.indicator.clone(),
        place: strand.place.clone(),
        period: period.parse().map_err(|error| unreadable(NOUN, &name(), &error))?,
        value: given(value).map(str::parse).transpose().map_err(|error| unreadable(NOUN, &name(), &error))?,
        status: Status::parse(status).ok_or_else(|| unreadable(NOUN, &name(), &format!("unknown status {status}")))?,
        qualifier: Qualifier::parse(qualifier)
            .ok_or_else(|| unreadable(NOUN, &name(), &format!("unknown qualifier {qualifier}")))?,
        source: strand.source.clone(),
        note: given(note).map(|note| from_json(NOUN, &name(), note)).transpose()?,
        known_on: Some(day_of(number(known_on)?)),
        // A strand of the store always has a label; one without would be shown to nobody.
        sharing: strand.sharing.clone().unwrap_or_else(Sharing::closed),
    };
    let known_until = given(until).map(number).transpose()?.map(day_of);
    Ok((Vintage { observation, named: !code.is_empty(), known_until }, number(recorded)?))
}

/// A column that is not empty.
fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

const NOUN: &str = "observation";

pub fn from_json<T: serde::de::DeserializeOwned>(noun: &'static str, id: &str, record: &str) -> Result<T> {
    serde_json::from_str(record).map_err(|error| unreadable(noun, id, &error))
}

fn unreadable(noun: &'static str, id: &str, reason: &dyn std::fmt::Display) -> Error {
    Error::Unreadable { noun, id: id.to_owned(), reason: reason.to_string() }
}

/// Days since 1 January 1970.
pub fn days_of(day: Date) -> i64 {
    let since = day - date(1970, 1, 1);
    i64::from(since.get_days())
}

/// The day so many days after 1 January 1970; the last day that can be written for what is too far.
pub fn day_of(days: i64) -> Date {
    date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).unwrap_or_default()).unwrap_or(Date::MAX)
}
