//! What the store knows of an indicator before values come in.

use std::collections::{BTreeMap, HashMap};

use app::model::intake::Strand;
use app::model::slug::Slug;
use app::model::source::Source;
use sqlx::Arguments as _;

use super::Vintage;
use crate::store::observations::strands;
use crate::store::sql::{Arguments, Connection};
use crate::store::{Error, Result};

/// What the store has of one indicator.
pub struct Known {
    series: HashMap<Strand, i64>,
    /// By place, source and period. Empty for a new indicator.
    pub vintages: HashMap<(usize, String), Vec<Vintage>>,
    /// Each pair of place and source has a number, whatever its label.
    pairs: HashMap<(Slug, Source), usize>,
    /// Vintages that get an end, which may become an earlier one: in the order of the table.
    pub closed: BTreeMap<Key, i64>,
}

/// The primary key of a vintage: series, period, known_on, recorded.
type Key = (i64, String, i64, i64);

type Found = (i64, String, i64, i64, Option<i64>, Option<String>, String, String, Option<String>, Option<String>);

impl Known {
    pub async fn read(connection: &mut Connection, indicator: &Slug) -> Result<Known> {
        let mut known =
            Known { series: HashMap::new(), vintages: HashMap::new(), pairs: HashMap::new(), closed: BTreeMap::new() };
        let mut pair_of = HashMap::new();
        for (id, strand) in strands(connection, indicator).await? {
            pair_of.insert(id, known.pair(&strand));
            known.series.insert(strand, id);
        }
        if pair_of.is_empty() {
            return Ok(known);
        }
        let rows: Vec<Found> = sqlx::query_as(
            "SELECT o.series, o.period, o.known_on, o.recorded, o.known_until, o.value, o.status, o.qualifier, o.code, o.note \
             FROM series s JOIN observation o ON o.series = s.id WHERE s.indicator = $1 \
             ORDER BY o.known_on, o.recorded",
        )
        .bind(indicator.as_str())
        .fetch_all(connection)
        .await?;
        for (series, period, known_on, recorded, until, value, status, qualifier, code, note) in rows {
            let Some(pair) = pair_of.get(&series) else { continue };
            let value = value.and_then(|value| value.parse().ok());
            let (status, qualifier) = (status.into(), qualifier.into());
            let vintage = Vintage { series, known_on, recorded, until, value, status, qualifier, code, note };
            known.vintages.entry((*pair, period)).or_default().push(vintage);
        }
        Ok(known)
    }

    /// The number of the place and source of a strand.
    pub fn pair(&mut self, strand: &Strand) -> usize {
        let next = self.pairs.len();
        *self.pairs.entry((strand.place.clone(), strand.source.clone())).or_insert(next)
    }

    /// The number of a strand, which is made when there is none.
    pub async fn series(&mut self, connection: &mut Connection, strand: &Strand) -> Result<i64> {
        if let Some(id) = self.series.get(strand) {
            return Ok(*id);
        }
        let json = |value: serde_json::Result<String>| {
            value.map_err(|error| Error::Unreadable {
                noun: "series",
                id: strand.place.to_string(),
                reason: error.to_string(),
            })
        };
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO series (indicator, place, source, sharing) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .bind(strand.indicator.as_str())
        .bind(strand.place.as_str())
        .bind(json(serde_json::to_string(&strand.source))?)
        .bind(json(serde_json::to_string(&strand.sharing))?)
        .fetch_one(connection)
        .await?;
        self.series.insert(strand.clone(), id);
        Ok(id)
    }

    /// Writes the ends of vintages that were followed by others: as with new rows, many with one statement.
    pub async fn close_replaced(&mut self, connection: &mut Connection) -> Result<()> {
        let closed: Vec<(Key, i64)> = std::mem::take(&mut self.closed).into_iter().collect();
        for ends in closed.chunks(ENDS_PER_STATEMENT) {
            let mut arguments = Arguments::default();
            for end in ends {
                bind(end, &mut arguments).map_err(|error| Error::Broken(sqlx::Error::Encode(error)))?;
            }
            let query = sqlx::query_with(sqlx::AssertSqlSafe(ending(ends.len())), arguments);
            query.persistent(ends.len() == ENDS_PER_STATEMENT).execute(&mut *connection).await?;
        }
        Ok(())
    }
}

const ENDS_PER_STATEMENT: usize = 32;
const END_COLUMNS: usize = 5;

fn bind(
    ((series, period, known_on, recorded), until): &(Key, i64),
    arguments: &mut Arguments,
) -> std::result::Result<(), sqlx::error::BoxDynError> {
    arguments.add(*series)?;
    arguments.add(period.clone())?;
    arguments.add(*known_on)?;
    arguments.add(*recorded)?;
    arguments.add(*until)
}

/// The statement for so many ends; each row is found by its primary key.
fn ending(rows: usize) -> String {
    let mut text = String::from("WITH ended (series, period, known_on, recorded, until) AS (VALUES ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..END_COLUMNS {
            let number = row * END_COLUMNS + column + 1;
            text.push_str(&format!("{}${number}", if column == 0 { "" } else { ", " }));
        }
        text.push(')');
    }
    text.push_str(
        ") UPDATE observation SET known_until = ended.until FROM ended WHERE observation.series = ended.series \
         AND observation.period = ended.period AND observation.known_on = ended.known_on \
         AND observation.recorded = ended.recorded",
    );
    text
}
