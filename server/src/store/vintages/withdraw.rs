//! Values that their loader does not bring any more.

use std::collections::HashSet;

use app::model::indicator::Qualifier;
use app::model::intake::Intake;
use app::model::slug::Slug;
use app::model::source::Source;

use super::insert::{Insert, Inserts};
use super::{TakenIn, Taking};
use crate::store::observations::{WITHDRAWN, days_of, from_json};
use crate::store::sql::Connection;
use crate::store::{Error, Result};

/// Withdraws the values that this loader brought and does not bring any more, unless another source gave a later one.
pub async fn withdraw_others(
    connection: &mut Connection,
    intake: &Intake,
    taking: Taking,
    recorded: i64,
    taken: &mut TakenIn,
) -> Result<()> {
    let kept: HashSet<(&Slug, &Slug, &Source, String)> = intake
        .rows
        .iter()
        .map(|row| {
            let strand = intake.strand(row);
            (&strand.indicator, &strand.place, &strand.source, intake.period(row).to_string())
        })
        .collect();
    let known: Vec<(i64, String, i64, i64, String, String, String)> = sqlx::query_as(
        "SELECT o.series, o.period, o.known_on, o.recorded, s.indicator, s.place, s.source \
         FROM observation o JOIN series s ON s.id = o.series \
         WHERE o.loader = $1 AND o.known_until IS NULL AND o.status <> $2 ORDER BY o.series, o.period",
    )
    .bind(taking.loader)
    .bind(WITHDRAWN)
    .fetch_all(&mut *connection)
    .await?;
    let mut writer = Inserts::default();
    for (series, period, known_on, was_recorded, indicator, place, source) in known {
        let name = |error: &dyn std::fmt::Display| Error::Unreadable {
            noun: "series",
            id: series.to_string(),
            reason: error.to_string(),
        };
        let indicator: Slug = indicator.parse().map_err(|error| name(&error))?;
        let place: Slug = place.parse().map_err(|error| name(&error))?;
        let source: Source = from_json("series", &series.to_string(), &source)?;
        if kept.contains(&(&indicator, &place, &source, period.clone())) {
            continue;
        }
        let day = known_on.max(days_of(taking.today));
        sqlx::query(
            "UPDATE observation SET known_until = $1 WHERE series = $2 AND period = $3 AND known_on = $4 AND recorded = $5",
        )
        .bind(day)
        .bind(series)
        .bind(&period)
        .bind(known_on)
        .bind(was_recorded)
        .execute(&mut *connection)
        .await?;
        writer.push(Insert {
            series,
            period,
            known_on: day,
            known_until: None,
            recorded,
            loader: taking.loader,
            code: None,
            value: None,
            status: WITHDRAWN.into(),
            qualifier: Qualifier::Exact.code().into(),
            note: None,
        });
        taken.withdrawn += 1;
        taken.told.insert(indicator.clone());
        taken.touched.insert(indicator);
    }
    writer.flush(connection, true).await
}
