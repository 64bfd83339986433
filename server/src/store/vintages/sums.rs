//! What the values of each strand come to, kept beside the strand so that overviews need not read the values.

use std::collections::HashMap;

use app::model::period::Period;

use crate::store::Result;
use crate::store::sql::{self, Connection, Pool};

/// Numbers of one strand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sums {
    readings: i64,
    years: i64,
    latest: Option<Period>,
}

/// The furthest period of each way of writing: of texts of one length that have the same sixth letter the greatest lies
/// furthest in time, except of spans, which are looked at one by one.
const SUMS: &str = "SELECT o.series, count(*), max(o.period) FROM series s JOIN observation o ON o.series = s.id \
     WHERE s.indicator = $1 AND o.known_until IS NULL AND o.value IS NOT NULL \
     GROUP BY o.series, length(o.period), substr(o.period, 6, 1), \
              CASE WHEN length(o.period) = 16 THEN o.period ELSE '' END";

/// Brings the sums of an indicator's strands up to date.
pub async fn sum_up(connection: &mut Connection, indicator: &str) -> Result<()> {
    let known: Vec<(i64, i64, i64, Option<String>)> =
        sqlx::query_as("SELECT id, readings, years, latest FROM series WHERE indicator = $1 ORDER BY id")
            .bind(indicator)
            .fetch_all(&mut *connection)
            .await?;
    let groups: Vec<(i64, i64, String)> = sqlx::query_as(SUMS).bind(indicator).fetch_all(&mut *connection).await?;
    let mut sums: HashMap<i64, Sums> = HashMap::new();
    for (series, count, period) in groups {
        let sum = sums.entry(series).or_default();
        sum.readings += count;
        if period.len() == 4 {
            sum.years += count;
        }
        // Text that cannot be read is a matter of `knooppunt check`.
        let Ok(period) = period.parse::<Period>() else { continue };
        if sum.latest.is_none_or(|latest| latest.reach() < period.reach()) {
            sum.latest = Some(period);
        }
    }
    for (id, readings, years, latest) in known {
        let sum = sums.remove(&id).unwrap_or_default();
        let furthest = sum.latest.map(|period| period.to_string());
        if (sum.readings, sum.years) == (readings, years) && furthest == latest {
            continue;
        }
        sqlx::query("UPDATE series SET readings = $1, years = $2, latest = $3 WHERE id = $4")
            .bind(sum.readings)
            .bind(sum.years)
            .bind(furthest)
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Brings the sums of stores up to date that were written before there were any.
pub async fn sum_up_missing(writer: &Pool) -> Result<()> {
    let question = "SELECT DISTINCT indicator FROM series WHERE readings > 0 AND latest IS NULL ORDER BY indicator";
    let missing: Vec<String> = sqlx::query_scalar(question).fetch_all(&mut *writer.acquire().await?).await?;
    if missing.is_empty() {
        return Ok(());
    }
    let mut transaction = sql::begin(writer).await?;
    for indicator in missing {
        sum_up(&mut transaction, &indicator).await?;
    }
    transaction.commit().await?;
    Ok(())
}
