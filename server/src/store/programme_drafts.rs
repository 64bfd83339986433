//! Drafts of programmes. Each save names the version it rests on, and does nothing when another came first.

use app::model::conference::{Outline, ProgrammeDraft, Working};
use app::model::slug::Slug;
use jiff::Timestamp;

use super::conferences::{Published, publish, read, small, write};
use super::people::{moment, slug};
use super::sql::{self, Connection};
use super::{Result, Store};

impl Store {
    /// The draft of a conference, where somebody saved one.
    pub async fn programme_draft(&self, conference: &Slug) -> Result<Option<ProgrammeDraft>> {
        let row: Option<(i64, i64, i64, String)> =
            sqlx::query_as("SELECT version, base, saved, work FROM programme_draft WHERE conference = $1")
                .bind(conference.as_str())
                .fetch_optional(&self.readers)
                .await?;
        let Some((version, base, saved, work)) = row else { return Ok(None) };
        Ok(Some(ProgrammeDraft {
            slug: conference.clone(),
            version: small(version),
            base: small(base),
            saved: Some(moment(saved)?),
            work: read(conference.as_str(), &work)?,
        }))
    }

    /// Every draft with when it was saved, newest conference first.
    pub async fn programme_drafts(&self) -> Result<Vec<(Slug, Timestamp, Outline)>> {
        let rows: Vec<(String, i64, String)> =
            sqlx::query_as("SELECT conference, saved, outline FROM programme_draft ORDER BY day DESC, conference")
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter().map(|(code, saved, text)| Ok((slug(&code)?, moment(saved)?, read(&code, &text)?))).collect()
    }

    /// Saves what became of a draft. `false`, and nothing done, when somebody saved or published in between.
    pub async fn save_programme_draft(&self, actor: &str, draft: &ProgrammeDraft, work: &Working) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let saved = save(&mut transaction, actor, draft, work, draft.base).await?;
        transaction.commit().await?;
        Ok(saved)
    }

    /// Publishes a draft over the edition that readers see, and saves that it did; `None`, and nothing done, when the draft
    /// or the edition is another one by now.
    pub async fn publish_programme_draft(
        &self,
        actor: &str,
        draft: &ProgrammeDraft,
        work: &Working,
        edition: u32,
    ) -> Result<Option<(Published, i64)>> {
        let mut transaction = sql::begin(&self.writer).await?;
        let current: Option<i64> = sqlx::query_scalar("SELECT edition FROM conference WHERE code = $1")
            .bind(draft.slug.as_str())
            .fetch_optional(&mut *transaction)
            .await?;
        if small(current.unwrap_or(0)) != edition {
            return Ok(None);
        }
        let (published, seq) = publish(&mut transaction, actor, &draft.slug, &work.programme).await?;
        if !save(&mut transaction, actor, draft, work, published.number).await? {
            return Ok(None);
        }
        transaction.commit().await?;
        self.announce(seq);
        Ok(Some((published, seq)))
    }

    /// Throws a draft away; `false` when it is another one by now.
    pub async fn discard_programme_draft(&self, conference: &Slug, version: u32) -> Result<bool> {
        let gone = sqlx::query("DELETE FROM programme_draft WHERE conference = $1 AND version = $2")
            .bind(conference.as_str())
            .bind(i64::from(version))
            .execute(&self.writer)
            .await?;
        Ok(gone.rows_affected() == 1)
    }
}

/// A draft of which nobody saved anything has version 0 and no row.
async fn save(
    connection: &mut Connection,
    actor: &str,
    draft: &ProgrammeDraft,
    work: &Working,
    base: u32,
) -> Result<bool> {
    let statement = match draft.version {
        0 => {
            "INSERT INTO programme_draft (conference, version, base, saved, actor, day, outline, work) \
             VALUES ($1, $2 + 1, $3, $4, $5, $6, $7, $8) ON CONFLICT (conference) DO NOTHING"
        }
        _ => {
            "UPDATE programme_draft SET version = $2 + 1, base = $3, saved = $4, actor = $5, day = $6, outline = $7, \
             work = $8 WHERE conference = $1 AND version = $2"
        }
    };
    let saved = sqlx::query(statement)
        .bind(draft.slug.as_str())
        .bind(i64::from(draft.version))
        .bind(i64::from(base))
        .bind(Timestamp::now().as_millisecond())
        .bind(actor)
        .bind(work.programme.first.to_string())
        .bind(write(&draft.slug, &Outline::of(&work.programme))?)
        .bind(write(&draft.slug, work)?)
        .execute(connection)
        .await?;
    Ok(saved.rows_affected() == 1)
}
