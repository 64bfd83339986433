//! What the store knows of an indicator before values come in.

use std::collections::HashMap;

use app::model::intake::Strand;
use app::model::slug::Slug;
use app::model::source::Source;

use super::Vintage;
use crate::store::observations::strands;
use crate::store::sql::Connection;
use crate::store::{Error, Result};

/// What the store has of one indicator.
pub struct Known {
    series: HashMap<Strand, i64>,
    /// By place, source and period. Empty for a new indicator.
    pub vintages: HashMap<(usize, String), Vec<Vintage>>,
    /// Each pair of place and source has a number, whatever its label.
    pairs: HashMap<(Slug, Source), usize>,
    /// Vintages that get an end: series, period, known_on, recorded, until.
    pub closed: Vec<(i64, String, i64, i64, i64)>,
}

type Found = (i64, String, i64, i64, Option<i64>, Option<String>, String, String, Option<String>, Option<String>);

impl Known {
    pub async fn read(connection: &mut Connection, indicator: &Slug) -> Result<Known> {
        let mut known =
            Known { series: HashMap::new(), vintages: HashMap::new(), pairs: HashMap::new(), closed: Vec::new() };
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

    /// Writes the ends of vintages that were followed by others.
    pub async fn close_replaced(&mut self, connection: &mut Connection) -> Result<()> {
        for (series, period, known_on, recorded, until) in self.closed.drain(..) {
            sqlx::query(
                "UPDATE observation SET known_until = $1 \
                 WHERE series = $2 AND period = $3 AND known_on = $4 AND recorded = $5",
            )
            .bind(until)
            .bind(series)
            .bind(period)
            .bind(known_on)
            .bind(recorded)
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }
}
