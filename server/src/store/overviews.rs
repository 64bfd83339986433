//! Which indicators have values, and of which places: without reading the values.

use std::collections::BTreeSet;

use app::model::indicator::Observation;
use app::model::intake::Strand;
use app::model::period::Period;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::source::Source;
use jiff::civil::Date;
use rust_decimal::Decimal;
use sqlx::Row as _;

use super::observations::{BY_SERIES, COLUMNS, WITHDRAWN, from_json, strands};
use super::sql::Query;
use super::{Error, Result, Store};

/// A strand that has values now, with what they come to.
#[derive(Clone, Debug)]
pub struct Told {
    pub id: i64,
    pub strand: Strand,
    /// Periods with a number.
    pub readings: i64,
    /// The period that reaches furthest.
    pub latest: Period,
}

/// Which values of an indicator are read.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Those of these periods, whatever their place.
    pub periods: BTreeSet<Period>,
    /// All those of these strands.
    pub strands: BTreeSet<i64>,
    /// All those of whole years.
    pub years: bool,
}

/// What is known of periods, and nothing else.
type Numbers = Vec<(Period, Decimal)>;

impl Store {
    /// Every label that values have now.
    pub async fn labels_of_values(&self) -> Result<Vec<Sharing>> {
        let texts: Vec<String> = sqlx::query_scalar("SELECT DISTINCT sharing FROM series WHERE readings > 0")
            .fetch_all(&self.readers)
            .await?;
        texts.iter().map(|text| from_json("series", text, text)).collect()
    }

    /// The codes of indicators that have values with one of these labels, at one of these places (`None`: anywhere): at least so
    /// many of one place, and so many of whole years.
    pub async fn told_indicators(
        &self,
        labels: &[Sharing],
        places: Option<&[&Slug]>,
        readings: i64,
        years: i64,
    ) -> Result<BTreeSet<String>> {
        if labels.is_empty() || places.is_some_and(<[_]>::is_empty) {
            return Ok(BTreeSet::new());
        }
        let mut query = Query::new("SELECT DISTINCT indicator FROM series WHERE sharing IN (");
        let mut listed = query.separated(", ");
        for label in labels {
            listed.push_bind(serde_json::to_string(label).map_err(|error| unwritable(&error))?);
        }
        query.push(") AND readings > 0");
        if let Some(places) = places {
            query.push(" AND place IN (");
            let mut listed = query.separated(", ");
            for place in places {
                listed.push_bind(place.to_string());
            }
            query.push(")");
        }
        // What several sources tell of one place counts together.
        query.push(" GROUP BY indicator, place HAVING sum(readings) >= ").push_bind(readings);
        query.push(" AND sum(years) >= ").push_bind(years);
        let codes: Vec<String> = query.build_query_scalar().fetch_all(&self.readers).await?;
        Ok(codes.into_iter().collect())
    }

    /// The numbers of an indicator that hold now, by strand: nothing else of the values is read.
    pub async fn numbers(&self, indicator: &Slug) -> Result<Vec<(Strand, Numbers)>> {
        let mut connection = self.readers.acquire().await?;
        let strands = strands(&mut connection, indicator).await?;
        let rows = sqlx::query(
            "SELECT o.series, o.period, o.value FROM series s JOIN observation o ON o.series = s.id \
             WHERE s.indicator = $1 AND o.known_until IS NULL AND o.value IS NOT NULL ORDER BY o.series",
        )
        .bind(indicator.as_str())
        .fetch_all(&mut *connection)
        .await?;
        let mut numbers: Vec<(i64, Strand, Numbers)> =
            strands.into_iter().map(|(id, strand)| (id, strand, Vec::new())).collect();
        for row in &rows {
            let (id, period, value): (i64, &str, &str) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            let unreadable =
                |reason: String| Error::Unreadable { noun: "observation", id: format!("{id} {period}"), reason };
            let period = period.parse().map_err(|error| unreadable(format!("{error}")))?;
            let value = value.parse().map_err(|error| unreadable(format!("{error}")))?;
            if let Ok(at) = numbers.binary_search_by_key(&id, |(id, ..)| *id) {
                numbers[at].2.push((period, value));
            }
        }
        Ok(numbers.into_iter().map(|(_, strand, values)| (strand, values)).collect())
    }

    /// The strands of an indicator that have values now.
    pub async fn told_strands(&self, indicator: &Slug) -> Result<Vec<Told>> {
        type Found = (i64, String, String, String, i64, Option<String>);
        let rows: Vec<Found> = sqlx::query_as(
            "SELECT id, place, source, sharing, readings, latest FROM series \
             WHERE indicator = $1 AND readings > 0 ORDER BY id",
        )
        .bind(indicator.as_str())
        .fetch_all(&self.readers)
        .await?;
        let each = rows.into_iter().map(|(id, place, source, sharing, readings, latest)| {
            let name = id.to_string();
            let unreadable = |reason: String| Error::Unreadable { noun: "series", id: name.clone(), reason };
            let strand = Strand {
                indicator: indicator.clone(),
                place: place.parse().map_err(|_| unreadable(format!("'{place}' is no place")))?,
                source: from_json("series", &name, &source)?,
                sharing: Some(from_json("series", &name, &sharing)?),
            };
            let latest = latest.and_then(|period| period.parse().ok());
            let latest = latest.ok_or_else(|| unreadable("its latest period is missing".to_owned()))?;
            Ok(Told { id, strand, readings, latest })
        });
        each.collect()
    }

    /// In how many periods these strands have a number, together.
    pub async fn count_periods(&self, strands: &[i64]) -> Result<i64> {
        let mut query = Query::new(
            "SELECT count(DISTINCT period) FROM observation WHERE known_until IS NULL AND value IS NOT NULL",
        );
        query.push(" AND series IN (");
        let mut listed = query.separated(", ");
        for strand in strands {
            listed.push_bind(*strand);
        }
        query.push(")");
        Ok(query.build_query_scalar().fetch_one(&self.readers).await?)
    }

    /// Some of the values of an indicator that hold now; by place, period, source and id.
    pub async fn some_observations(&self, indicator: &Slug, wanted: &Wanted) -> Result<Vec<Observation>> {
        let now = || {
            let mut query = Query::new(COLUMNS);
            query.push(" WHERE s.indicator = ").push_bind(indicator.to_string());
            query.push(" AND o.known_until IS NULL AND o.status <> ").push_bind(WITHDRAWN);
            query
        };
        let mut vintages = Vec::new();
        if wanted.years {
            let mut query = now();
            query.push(" AND length(o.period) = 4").push(BY_SERIES);
            vintages.extend(self.read(indicator, query).await?);
        }
        if !wanted.periods.is_empty() {
            let mut query = now();
            query.push(" AND o.period IN (");
            let mut listed = query.separated(", ");
            for period in &wanted.periods {
                listed.push_bind(period.to_string());
            }
            query.push(")").push(BY_SERIES);
            vintages.extend(self.read(indicator, query).await?);
        }
        if !wanted.strands.is_empty() {
            let mut query = now();
            query.push(" AND o.series IN (");
            let mut listed = query.separated(", ");
            for strand in &wanted.strands {
                listed.push_bind(*strand);
            }
            query.push(")").push(BY_SERIES);
            vintages.extend(self.read(indicator, query).await?);
        }
        vintages.sort_by(|a, b| order(&a.observation).cmp(&order(&b.observation)));
        vintages.dedup();
        Ok(vintages.into_iter().map(|vintage| vintage.observation).collect())
    }
}

fn order(one: &Observation) -> (&Slug, Period, &Source, Option<Date>, &Slug) {
    (&one.place, one.period, &one.source, one.known_on, &one.id)
}

fn unwritable(error: &serde_json::Error) -> Error {
    Error::Unreadable { noun: "series", id: String::new(), reason: error.to_string() }
}
