//! Proposals for another's text, and what is said about them. Known to two parties, so none of it is a row in the log.

use app::model::proposal::{Draft, MOST_PROPOSALS, Message, NewProposal, ProposalRow, ProposalState};
use app::model::reader::Person;
use app::model::slug::Slug;
use jiff::Timestamp;
use uuid::Uuid;

use super::people::{moment, slug};
use super::sql;
use super::{Error, Result, Store};

/// A proposal as it is kept.
#[derive(Clone, Debug)]
pub struct KeptProposal {
    pub row: ProposalRow,
    pub author: Slug,
    pub base: u32,
    pub why: String,
    pub draft: Draft,
}

const PROPOSAL: &str = "SELECT id, organisation, author, at, state, base, why, record FROM proposal WHERE document = ";

impl Store {
    /// Adds a proposal; gives its id, or `None` when the person has too many open ones.
    pub async fn add_proposal(&self, by: &Person, document: &str, new: &NewProposal) -> Result<Option<String>> {
        let mut transaction = sql::begin(&self.writer).await?;
        let open: i64 = sqlx::query_scalar("SELECT count(*) FROM proposal WHERE author = $1 AND state = 'open'")
            .bind(by.id.as_str())
            .fetch_one(&mut *transaction)
            .await?;
        if open >= MOST_PROPOSALS as i64 {
            return Ok(None);
        }
        let id = Uuid::now_v7().to_string();
        let record = serde_json::to_string(&new.draft).map_err(|error| unreadable(&id, error.to_string()))?;
        sqlx::query(
            "INSERT INTO proposal (id, document, base, organisation, author, at, state, why, record) \
             VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8)",
        )
        .bind(&id)
        .bind(document)
        .bind(i64::from(new.base))
        .bind(by.organisation.as_str())
        .bind(by.id.as_str())
        .bind(Timestamp::now().as_millisecond())
        .bind(&new.why)
        .bind(record)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Some(id))
    }

    /// Every proposal for a document, newest first.
    pub async fn proposals(&self, document: &str) -> Result<Vec<KeptProposal>> {
        let mut query = sql::Query::new(PROPOSAL);
        query.push_bind(document.to_owned()).push(" ORDER BY id DESC");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_proposal).collect()
    }

    /// What was said about a proposal, in order.
    pub async fn messages(&self, proposal: &str) -> Result<Vec<Message>> {
        let rows: Vec<(String, i64, String)> =
            sqlx::query_as("SELECT organisation, at, text FROM proposal_message WHERE proposal = $1 ORDER BY id")
                .bind(proposal)
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter()
            .map(|(organisation, at, text)| Ok(Message { organisation: slug(&organisation)?, at: moment(at)?, text }))
            .collect()
    }

    pub async fn add_message(&self, by: &Person, proposal: &str, text: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO proposal_message (id, proposal, organisation, author, at, text) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(proposal)
        .bind(by.organisation.as_str())
        .bind(by.id.as_str())
        .bind(Timestamp::now().as_millisecond())
        .bind(text)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Closes an open proposal; `false` when it is open no more.
    pub async fn close_proposal(&self, proposal: &str, state: ProposalState) -> Result<bool> {
        let done = sqlx::query("UPDATE proposal SET state = $1 WHERE id = $2 AND state = 'open'")
            .bind(state.code())
            .bind(proposal)
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() > 0)
    }
}

type Columns = (String, String, String, i64, String, i64, String, String);

fn to_proposal((id, organisation, author, at, state, base, why, record): Columns) -> Result<KeptProposal> {
    let draft: Draft = serde_json::from_str(&record).map_err(|error| unreadable(&id, error.to_string()))?;
    let state = ProposalState::parse(&state).ok_or_else(|| unreadable(&id, format!("unknown state {state}")))?;
    Ok(KeptProposal {
        row: ProposalRow { organisation: slug(&organisation)?, at: moment(at)?, state, id },
        author: slug(&author)?,
        base: u32::try_from(base).unwrap_or(u32::MAX),
        why,
        draft,
    })
}

fn unreadable(id: &str, reason: String) -> Error {
    Error::Unreadable { noun: "proposal", id: id.to_owned(), reason }
}
