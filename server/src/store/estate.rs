//! What a person leaves behind, and how it passes to a colleague.

use app::model::change::{Noun, Verb};
use app::model::document::{Summary, WriteUp};
use app::model::draft::Draft;
use app::model::sharing::Sharing;
use app::model::slug::Slug;

use super::observations::from_json;
use super::sql::{self, Connection};
use super::{Result, Store, changes};

/// So many of each pass at once; who left more is handed over in several goes.
const MOST: u32 = 10_000;

/// What is in a person's name and still under way.
pub struct Estate {
    pub documents: Vec<Summary>,
    /// Documents that were taken back, by id, with the label of what they were.
    pub withdrawn: Vec<(String, Sharing)>,
    /// Not yet published, or with a second pair of eyes owed.
    pub drafts: Vec<Draft>,
    /// Open signals that they look after.
    pub signals: u32,
}

/// What passes to whom.
pub struct Passing<'a> {
    pub from: &'a Slug,
    pub to: &'a Slug,
    pub documents: &'a [Slug],
    /// By id.
    pub withdrawn: &'a [String],
    pub drafts: &'a [Slug],
}

impl Store {
    /// What a person would leave behind now.
    pub async fn estate(&self, person: &Slug) -> Result<Estate> {
        let signals: i64 = sqlx::query_scalar("SELECT count(*) FROM signal WHERE owner = $1 AND outcome IS NULL")
            .bind(person.as_str())
            .fetch_one(&self.readers)
            .await?;
        let mut drafts = self.drafts_of(person).await?;
        drafts.retain(|draft| draft.state.is_under_way());
        let documents = self.documents_by(person, MOST).await?;
        let withdrawn = self.withdrawn_by(person).await?;
        Ok(Estate { documents, withdrawn, drafts, signals: u32::try_from(signals).unwrap_or(u32::MAX) })
    }

    async fn withdrawn_by(&self, author: &Slug) -> Result<Vec<(String, Sharing)>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT w.id, t.record FROM withdrawn w JOIN revision l ON l.document_id = w.id AND l.n = w.revision \
             JOIN text t ON t.digest = l.digest WHERE w.author = $1",
        )
        .bind(author.as_str())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(id, record)| {
                let write_up: WriteUp = from_json("document", &id, &record)?;
                Ok((id, write_up.sharing))
            })
            .collect()
    }

    /// Passes documents, drafts and all open signals on. What was waiting for the heir's own approval is theirs to submit
    /// anew. Each document gets a row in the log: its author may read it.
    pub async fn pass_on(&self, actor: &str, passing: Passing<'_>) -> Result<()> {
        let Passing { from, to, documents, withdrawn, drafts } = passing;
        let mut transaction = sql::begin(&self.writer).await?;
        for draft in drafts {
            sqlx::query(
                "UPDATE draft SET author = $1, version = version + 1, \
                 state = CASE WHEN asked = $2 AND state IN ('submitted', 'scheduled') THEN 'draft' ELSE state END, \
                 asked = CASE WHEN asked = $2 THEN NULL ELSE asked END WHERE id = $3 AND author = $4",
            )
            .bind(to.as_str())
            .bind(format!("person:{to}"))
            .bind(draft.as_str())
            .bind(from.as_str())
            .execute(&mut *transaction)
            .await?;
        }
        let mut seq = changes::record(&mut transaction, actor, Noun::Person, from.as_str(), Verb::Changed).await?;
        for document in documents {
            let id: Option<String> =
                sqlx::query_scalar("UPDATE document SET author = $1 WHERE slug = $2 AND author = $3 RETURNING id")
                    .bind(to.as_str())
                    .bind(document.as_str())
                    .bind(from.as_str())
                    .fetch_optional(&mut *transaction)
                    .await?;
            let Some(id) = id else { continue };
            pass_files(&mut transaction, &id, from.as_str(), to.as_str()).await?;
            seq = changes::record(&mut transaction, actor, Noun::Document, &id, Verb::Changed).await?;
        }
        for id in withdrawn {
            sqlx::query("UPDATE withdrawn SET author = $1 WHERE id = $2 AND author = $3")
                .bind(to.as_str())
                .bind(id)
                .bind(from.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query("UPDATE signal SET owner = $1 WHERE owner = $2 AND outcome IS NULL")
            .bind(to.as_str())
            .bind(from.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }
}

/// Passes the files of a document from one author to another: whoever wrote a text reads what hangs on it.
pub async fn pass_files(connection: &mut Connection, document: &str, from: &str, to: &str) -> Result<()> {
    for statement in [
        "UPDATE attachment_key SET key = 'author:' || $1 WHERE key = 'author:' || $2 AND attachment IN \
         (SELECT id FROM attachment WHERE noun = 'document' AND parent = $3)",
        "UPDATE attachment SET author = $1 WHERE author = $2 AND noun = 'document' AND parent = $3",
    ] {
        sqlx::query(statement).bind(to).bind(from).bind(document).execute(&mut *connection).await?;
    }
    Ok(())
}
