//! What comes of sessions: outcomes, what readers say of them, and the documents that began there.

use app::model::change::{Noun, Verb};
use app::model::outcome::{
    LONGEST_NOTE, MOST_NOTES, NewOutcome, NoteKind, Outcome, OutcomeKind, PromiseState, SessionNote,
};
use app::model::reader::Person;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::people::{moment, slug};
use super::sql::{self, Connection, Query, Transaction};
use super::{Error, Result, Store, changes};

/// The session that something is about: its conference and its guid.
#[derive(Clone, Copy, Debug)]
pub struct Session<'a> {
    pub conference: &'a Slug,
    pub guid: &'a str,
}

impl Store {
    /// Outcomes of a conference or of one of its sessions, as they were added; of TLP:GREEN only where `green`.
    pub async fn session_outcomes(
        &self,
        conference: &Slug,
        session: Option<&str>,
        green: bool,
    ) -> Result<Vec<Outcome>> {
        let mut query = Query::new(
            "SELECT id, session, kind, text, owner, due, state, decided, tlp FROM outcome WHERE conference = ",
        );
        query.push_bind(conference.as_str());
        if let Some(session) = session {
            query.push(" AND session = ").push_bind(session.to_owned());
        }
        if !green {
            query.push(" AND tlp = ").push_bind(Tlp::Clear.label());
        }
        query.push(" ORDER BY id");
        let rows: Vec<OutcomeColumns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_outcome).collect()
    }

    pub async fn add_outcome(&self, actor: &str, session: Session<'_>, new: &NewOutcome) -> Result<()> {
        let id = Uuid::now_v7().to_string();
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query(
            "INSERT INTO outcome (id, conference, session, kind, text, owner, due, state, tlp, at, actor) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&id)
        .bind(session.conference.as_str())
        .bind(session.guid)
        .bind(new.kind.code())
        .bind(&new.text)
        .bind(new.owner.as_ref().map(Slug::as_str))
        .bind(new.due.map(|day| day.to_string()))
        .bind(PromiseState::Open.code())
        .bind(new.tlp.label())
        .bind(Timestamp::now().as_millisecond())
        .bind(actor)
        .execute(&mut *transaction)
        .await?;
        let seq = told(&mut transaction, actor, session.conference, new.tlp, &id, Verb::Created).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Says how a promise stands; `false` where there is none of this id in the session.
    pub async fn decide_outcome(
        &self,
        actor: &str,
        session: Session<'_>,
        id: &str,
        state: PromiseState,
        day: Date,
    ) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let decided = (state != PromiseState::Open).then(|| day.to_string());
        let tlp: Option<String> = sqlx::query_scalar(
            "UPDATE outcome SET state = $1, decided = $2 WHERE id = $3 AND conference = $4 AND session = $5 \
             AND kind = 'promise' RETURNING tlp",
        )
        .bind(state.code())
        .bind(decided)
        .bind(id)
        .bind(session.conference.as_str())
        .bind(session.guid)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(tlp) = tlp else { return Ok(false) };
        let seq = told(&mut transaction, actor, session.conference, label(&tlp)?, id, Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Takes an outcome away; `false` as in [`Store::decide_outcome`].
    pub async fn remove_outcome(&self, actor: &str, session: Session<'_>, id: &str) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let tlp: Option<String> =
            sqlx::query_scalar("DELETE FROM outcome WHERE id = $1 AND conference = $2 AND session = $3 RETURNING tlp")
                .bind(id)
                .bind(session.conference.as_str())
                .bind(session.guid)
                .fetch_optional(&mut *transaction)
                .await?;
        let Some(tlp) = tlp else { return Ok(false) };
        let seq = told(&mut transaction, actor, session.conference, label(&tlp)?, id, Verb::Deleted).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Questions on a session, and feedback where `all`; in the order in which they came.
    pub async fn session_notes(&self, session: Session<'_>, all: bool) -> Result<Vec<SessionNote>> {
        let rows: Vec<NoteColumns> = sqlx::query_as(
            "SELECT id, session, kind, text, organisation, at, answer, answered FROM session_note \
             WHERE conference = $1 AND session = $2 AND (kind = 'question' OR $3 = 1) ORDER BY id",
        )
        .bind(session.conference.as_str())
        .bind(session.guid)
        .bind(i64::from(all))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(to_note).collect()
    }

    /// All that a person asked or said about sessions.
    pub async fn session_notes_of(&self, person: &Slug) -> Result<Vec<SessionNote>> {
        let rows: Vec<NoteColumns> = sqlx::query_as(
            "SELECT id, session, kind, text, organisation, at, answer, answered FROM session_note WHERE person = $1 \
             ORDER BY id",
        )
        .bind(person.as_str())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(to_note).collect()
    }

    /// Adds a note; `false` where the person has said enough about this conference.
    pub async fn add_session_note(
        &self,
        by: &Person,
        session: Session<'_>,
        kind: NoteKind,
        text: &str,
    ) -> Result<bool> {
        debug_assert!(text.chars().count() <= LONGEST_NOTE);
        let mut transaction = sql::begin(&self.writer).await?;
        let said: i64 = sqlx::query_scalar("SELECT count(*) FROM session_note WHERE conference = $1 AND person = $2")
            .bind(session.conference.as_str())
            .bind(by.id.as_str())
            .fetch_one(&mut *transaction)
            .await?;
        if said >= i64::from(MOST_NOTES) {
            return Ok(false);
        }
        let id = Uuid::now_v7().to_string();
        sqlx::query(
            "INSERT INTO session_note (id, conference, session, kind, text, person, organisation, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(session.conference.as_str())
        .bind(session.guid)
        .bind(kind.code())
        .bind(text)
        .bind(by.id.as_str())
        .bind(by.organisation.as_str())
        .bind(Timestamp::now().as_millisecond())
        .execute(&mut *transaction)
        .await?;
        let actor = format!("person:{}", by.id);
        let seq = changes::record(&mut transaction, &actor, Noun::Remark, &id, Verb::Created).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Answers a question, or answers it again; `false` where it is not there.
    pub async fn answer_session_note(&self, actor: &str, session: Session<'_>, id: &str, answer: &str) -> Result<bool> {
        let statement = "UPDATE session_note SET answer = $1, answered = $2 WHERE id = $3 AND conference = $4 \
                         AND session = $5 AND kind = 'question'";
        let mut transaction = sql::begin(&self.writer).await?;
        let answered = sqlx::query(statement)
            .bind(answer)
            .bind(Timestamp::now().as_millisecond())
            .bind(id)
            .bind(session.conference.as_str())
            .bind(session.guid)
            .execute(&mut *transaction)
            .await?;
        self.end_note(transaction, actor, answered.rows_affected(), id, Verb::Changed).await
    }

    /// Takes a note away; `false` where it is not there.
    pub async fn remove_session_note(&self, actor: &str, session: Session<'_>, id: &str) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let gone = sqlx::query("DELETE FROM session_note WHERE id = $1 AND conference = $2 AND session = $3")
            .bind(id)
            .bind(session.conference.as_str())
            .bind(session.guid)
            .execute(&mut *transaction)
            .await?;
        self.end_note(transaction, actor, gone.rows_affected(), id, Verb::Deleted).await
    }

    /// Ends a write of one note with its change; `false`, and nothing done, where it touched no row.
    async fn end_note(
        &self,
        mut transaction: Transaction,
        actor: &str,
        touched: u64,
        id: &str,
        verb: Verb,
    ) -> Result<bool> {
        if touched == 0 {
            return Ok(false);
        }
        let seq = changes::record(&mut transaction, actor, Noun::Remark, id, verb).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// The slugs of documents that are there now and began in a session of this conference, with its guid.
    pub async fn session_documents(&self, conference: &Slug) -> Result<Vec<(String, Slug)>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT s.session, d.slug FROM session_document s JOIN document d ON d.id = s.document_id \
             WHERE s.conference = $1 ORDER BY s.at, d.slug",
        )
        .bind(conference.as_str())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|(session, text)| Ok((session, slug(&text)?))).collect()
    }

    /// The conference and the guid of the session that a document began in.
    pub async fn session_of_document(&self, document: &str) -> Result<Option<(Slug, String)>> {
        let row: Option<(String, String)> =
            sqlx::query_as("SELECT conference, session FROM session_document WHERE document_id = $1")
                .bind(document)
                .fetch_optional(&self.readers)
                .await?;
        row.map(|(conference, session)| Ok((slug(&conference)?, session))).transpose()
    }
}

/// Notes within a write that a document will have begun in a session.
pub async fn begin_in(connection: &mut Connection, document: &str, person: &Slug, session: Session<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO session_document (document_id, conference, session, person, at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(document)
    .bind(session.conference.as_str())
    .bind(session.guid)
    .bind(person.as_str())
    .bind(Timestamp::now().as_millisecond())
    .execute(connection)
    .await?;
    Ok(())
}

/// What everybody reads is news of the conference; what only those with an account read is none to others.
async fn told(
    connection: &mut Connection,
    actor: &str,
    conference: &Slug,
    tlp: Tlp,
    id: &str,
    verb: Verb,
) -> Result<i64> {
    match tlp {
        Tlp::Clear => changes::record(connection, actor, Noun::Conference, conference.as_str(), Verb::Changed).await,
        _ => changes::record(connection, actor, Noun::Remark, id, verb).await,
    }
}

type OutcomeColumns = (String, String, String, String, Option<String>, Option<String>, String, Option<String>, String);

fn to_outcome((id, session, kind, text, owner, due, state, decided, tlp): OutcomeColumns) -> Result<Outcome> {
    let unknown = |what: &str| unreadable(&id, format!("unknown {what}"));
    let day = |day: Option<String>| day.map(|day| day.parse::<Date>().map_err(|_| unknown("day"))).transpose();
    Ok(Outcome {
        session,
        kind: OutcomeKind::parse(&kind).ok_or_else(|| unknown("kind"))?,
        text,
        owner: owner.map(|owner| slug(&owner)).transpose()?,
        owner_name: None,
        due: day(due)?,
        state: PromiseState::parse(&state).ok_or_else(|| unknown("state"))?,
        decided: day(decided)?,
        tlp: label(&tlp)?,
        id,
    })
}

type NoteColumns = (String, String, String, String, String, i64, Option<String>, Option<i64>);

fn to_note((id, session, kind, text, organisation, at, answer, answered): NoteColumns) -> Result<SessionNote> {
    Ok(SessionNote {
        kind: NoteKind::parse(&kind).ok_or_else(|| unreadable(&id, "unknown kind".to_owned()))?,
        id,
        session,
        text,
        organisation: slug(&organisation)?,
        organisation_name: None,
        at: moment(at)?,
        answer,
        answered: answered.map(moment).transpose()?,
    })
}

fn label(text: &str) -> Result<Tlp> {
    text.parse().map_err(|_| unreadable(text, "no TLP label".to_owned()))
}

fn unreadable(id: &str, reason: String) -> Error {
    Error::Unreadable { noun: "outcome", id: id.to_owned(), reason }
}
