//! Reports for parliament, with their figures from when they were submitted.

use app::model::change::{Noun, Verb};
use app::model::report::{Figures, Filed, Listed, State, Written};
use app::model::slug::Slug;
use jiff::Timestamp;
use jiff::civil::Date;

use super::observations::from_json;
use super::people::{moment, slug};
use super::registers::Written as Taken;
use super::sql::{self, Connection};
use super::{Error, Result, Store, changes};

/// A report as it is kept.
#[derive(Clone, Debug)]
pub struct KeptReport {
    pub listed: Listed,
    pub version: u32,
    pub written: Written,
    /// From when it was submitted.
    pub figures: Option<Figures>,
}

impl KeptReport {
    fn filed(self) -> Filed {
        let KeptReport { listed: Listed { slug, from, to, state, published }, version, written, figures } = self;
        Filed { slug, from, to, state, version, written, figures, published }
    }
}

/// Brings reports from another store, within a load. One that is there stays as it is.
pub(super) async fn bring(connection: &mut Connection, loader: &str, reports: &[Filed]) -> Result<Taken> {
    let mut taken = Taken::default();
    for report in reports {
        let figures = report.figures.as_ref().map(|figures| json(&report.slug, figures)).transpose()?;
        let added = sqlx::query(
            "INSERT INTO report (slug, first_day, last_day, state, version, written, figures, published) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING",
        )
        .bind(report.slug.as_str())
        .bind(report.from.to_string())
        .bind(report.to.to_string())
        .bind(report.state.code())
        .bind(i64::from(report.version))
        .bind(json(&report.slug, &report.written)?)
        .bind(figures)
        .bind(report.published.map(|at| at.as_millisecond()))
        .execute(&mut *connection)
        .await?;
        if added.rows_affected() == 0 {
            taken.same += 1;
            continue;
        }
        taken.new += 1;
        if report.state == State::Published {
            changes::record(connection, loader, Noun::Plan, &format!("report:{}", report.slug), Verb::Created).await?;
        }
    }
    Ok(taken)
}

/// What becomes of a report.
pub struct ReportStep<'a> {
    pub state: State,
    pub written: &'a Written,
    /// As they are to be kept; `None` lets them follow what the portal knows.
    pub figures: Option<&'a Figures>,
}

type Columns = (String, String, String, String, i64, String, Option<String>, Option<i64>);

const COLUMNS: &str = "SELECT slug, first_day, last_day, state, version, written, figures, published FROM report";

impl Store {
    /// The newest period first.
    pub async fn reports(&self) -> Result<Vec<Listed>> {
        let mut query = sql::Query::new(COLUMNS);
        query.push(" ORDER BY last_day DESC, first_day DESC, slug DESC");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| to_report(row).map(|report| report.listed)).collect()
    }

    pub async fn report(&self, slug: &Slug) -> Result<Option<KeptReport>> {
        let mut query = sql::Query::new(COLUMNS);
        query.push(" WHERE slug = ").push_bind(slug.as_str());
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(to_report).transpose()
    }

    /// All of them as they are kept, drafts too.
    pub async fn filed_reports(&self) -> Result<Vec<Filed>> {
        let mut query = sql::Query::new(COLUMNS);
        query.push(" ORDER BY slug");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| to_report(row).map(KeptReport::filed)).collect()
    }

    /// Begins a report over a period under the first of these addresses that is free; `None` where none is.
    pub async fn add_report(&self, slugs: &[Slug], from: Date, to: Date, written: &Written) -> Result<Option<Slug>> {
        let mut transaction = sql::begin(&self.writer).await?;
        for slug in slugs {
            let added = sqlx::query(
                "INSERT INTO report (slug, first_day, last_day, state, version, written) VALUES ($1, $2, $3, $4, 1, $5) \
                 ON CONFLICT (slug) DO NOTHING",
            )
            .bind(slug.as_str())
            .bind(from.to_string())
            .bind(to.to_string())
            .bind(State::Draft.code())
            .bind(json(slug, written)?)
            .execute(&mut *transaction)
            .await?;
            if added.rows_affected() > 0 {
                transaction.commit().await?;
                return Ok(Some(slug.clone()));
            }
        }
        Ok(None)
    }

    /// Takes a step with a report that is at this version. False, and nothing is done, when it is not, or is published. A
    /// publication is news; what comes before is the work of those who do it.
    pub async fn step_report(&self, actor: &str, slug: &Slug, version: u32, step: ReportStep<'_>) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let published = (step.state == State::Published).then(|| Timestamp::now().as_millisecond());
        let figures = step.figures.map(|figures| json(slug, figures)).transpose()?;
        let moved = sqlx::query(
            "UPDATE report SET state = $1, version = version + 1, written = $2, figures = $3, published = $4 \
             WHERE slug = $5 AND version = $6 AND state <> 'published'",
        )
        .bind(step.state.code())
        .bind(json(slug, step.written)?)
        .bind(figures)
        .bind(published)
        .bind(slug.as_str())
        .bind(i64::from(version))
        .execute(&mut *transaction)
        .await?;
        if moved.rows_affected() == 0 {
            return Ok(false);
        }
        let mut seq = 0;
        if published.is_some() {
            let id = format!("report:{slug}");
            seq = changes::record(&mut transaction, actor, Noun::Plan, &id, Verb::Created).await?;
        }
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Throws a draft away that is at this version. False where there is none.
    pub async fn discard_report(&self, slug: &Slug, version: u32) -> Result<bool> {
        let query = "DELETE FROM report WHERE slug = $1 AND version = $2 AND state = 'draft'";
        let gone = sqlx::query(query).bind(slug.as_str()).bind(i64::from(version)).execute(&self.writer).await?;
        Ok(gone.rows_affected() > 0)
    }
}

fn json<T: serde::Serialize>(slug: &Slug, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| unreadable(slug.as_str(), error.to_string()))
}

fn unreadable(slug: &str, reason: String) -> Error {
    Error::Unreadable { noun: "report", id: slug.to_owned(), reason }
}

fn to_report((code, from, to, state, version, written, figures, published): Columns) -> Result<KeptReport> {
    let day = |text: &str| text.parse::<Date>().map_err(|error| unreadable(&code, error.to_string()));
    Ok(KeptReport {
        listed: Listed {
            slug: slug(&code)?,
            from: day(&from)?,
            to: day(&to)?,
            state: State::parse(&state).ok_or_else(|| unreadable(&code, format!("unknown state {state}")))?,
            published: published.map(moment).transpose()?,
        },
        version: u32::try_from(version).unwrap_or(0),
        written: from_json("report", &code, &written)?,
        figures: figures.map(|figures| from_json("report", &code, &figures)).transpose()?,
    })
}
