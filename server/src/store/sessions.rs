//! Ways in: sessions and tokens. Only hashes of secrets are kept here.
//!
//! Coming and going is no news to anybody but the person, so sessions leave no row in the log.

use std::collections::BTreeSet;

use app::model::account::{Account, Identity, Session, Token};
use app::model::plan::Organisation;
use app::model::reader::{Person, Role};
use app::model::slug::Slug;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::people::{ACTIVE, moment, slug, to_email};
use super::sql::{self, Connection, Query};
use super::{Error, Result, Store, groups};

/// A session that is not used for so long ends, and so does one that is this old, used or not.
const IDLE: SignedDuration = SignedDuration::from_hours(12);
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long the second step may take.
const SECOND_STEP: SignedDuration = SignedDuration::from_mins(10);

/// The last use of a session is written down at most this often: a write at every request would be too many.
const NOTICE: SignedDuration = SignedDuration::from_mins(5);

/// By what somebody proved to be a person.
pub enum Proof<'a> {
    /// The hash that is kept.
    Password(&'a str),
    Identity(&'a Identity),
    /// The credential id, in hexadecimal.
    Passkey(&'a str),
}

impl Store {
    /// Who holds the session of this hash, if it still opens anything.
    pub async fn who_in_session(&self, digest: &str) -> Result<Option<Account>> {
        let now = Timestamp::now();
        let mut query = Query::new(WHO);
        query.push(", s.id, s.seen FROM session s JOIN person p ON p.id = s.person ").push(AT_ORGANISATION);
        query.push(ACTIVE).push(" AND s.halfway = 0 AND s.digest = ").push_bind(digest);
        query.push(" AND s.expires > ").push_bind(now.as_millisecond());
        query.push(" AND s.seen > ").push_bind((now - IDLE).as_millisecond());
        let mut connection = self.readers.acquire().await?;
        let row: Option<WhoInSession> = query.build_query_as().fetch_optional(&mut *connection).await?;
        let Some((id, email, name, record, session, seen)) = row else { return Ok(None) };
        let account = account(&mut connection, (id, email, name, record), Some(session.clone())).await?;
        drop(connection);
        if moment(seen)? < now - NOTICE {
            // Beside the answer: a long import may hold the writer, and nobody waits for this.
            let writer = self.writer.clone();
            tokio::spawn(async move {
                let noticed = sqlx::query("UPDATE session SET seen = $1 WHERE id = $2")
                    .bind(now.as_millisecond())
                    .bind(&session)
                    .execute(&writer)
                    .await;
                if let Err(error) = noticed {
                    tracing::warn!(%error, "when a session was last used could not be noted");
                }
            });
        }
        Ok(Some(account))
    }

    /// On whose behalf the token of this hash reads, if it still opens anything.
    pub async fn who_by_token(&self, digest: &str) -> Result<Option<Account>> {
        let mut query = Query::new(WHO);
        query.push(" FROM token t JOIN person p ON p.id = t.person ").push(AT_ORGANISATION);
        query.push(ACTIVE).push(" AND t.digest = ").push_bind(digest);
        let mut connection = self.readers.acquire().await?;
        let row: Option<Who> = query.build_query_as().fetch_optional(&mut *connection).await?;
        match row {
            Some(row) => account(&mut connection, row, None).await.map(Some),
            None => Ok(None),
        }
    }

    /// A person as they are now, without having come in; `None` when they may not.
    pub async fn account_of(&self, person: &Slug) -> Result<Option<Account>> {
        let mut query = Query::new(WHO);
        query.push(" FROM person p ").push(AT_ORGANISATION);
        query.push(ACTIVE).push(" AND p.id = ").push_bind(person.as_str());
        let mut connection = self.readers.acquire().await?;
        let row: Option<Who> = query.build_query_as().fetch_optional(&mut *connection).await?;
        match row {
            Some(row) => account(&mut connection, row, None).await.map(Some),
            None => Ok(None),
        }
    }

    /// Opens a session, or half of one, for whoever proved to be a person. `false` when that way in or the person's access
    /// ended while it was being proven.
    pub async fn add_session(
        &self,
        digest: &str,
        person: &Slug,
        proof: Proof<'_>,
        halfway: bool,
        agent: &str,
    ) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let mut query = Query::new("SELECT EXISTS (SELECT 1 FROM person p WHERE ");
        query.push(ACTIVE).push(" AND p.id = ").push_bind(person.as_str()).push(" AND ");
        match proof {
            Proof::Password(hash) => query.push("p.password = ").push_bind(hash.to_owned()),
            Proof::Identity(Identity { issuer, subject, .. }) => query
                .push("EXISTS (SELECT 1 FROM identity i WHERE i.person = p.id AND i.issuer = ")
                .push_bind(issuer.clone())
                .push(" AND i.subject = ")
                .push_bind(subject.clone())
                .push(")"),
            Proof::Passkey(id) => query
                .push("EXISTS (SELECT 1 FROM passkey k WHERE k.person = p.id AND k.id = ")
                .push_bind(id.to_owned())
                .push(")"),
        };
        query.push(")");
        let holds: bool = query.build_query_scalar().fetch_one(&mut *transaction).await?;
        if !holds {
            return Ok(false);
        }
        insert_session(&mut transaction, digest, person, halfway, agent).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Whose second step this hash waits for.
    pub async fn halfway(&self, digest: &str) -> Result<Option<Slug>> {
        let person: Option<String> =
            sqlx::query_scalar("SELECT person FROM session WHERE digest = $1 AND halfway = 1 AND expires > $2")
                .bind(digest)
                .bind(Timestamp::now().as_millisecond())
                .fetch_optional(&self.readers)
                .await?;
        person.map(|person| slug(&person)).transpose()
    }

    /// Turns half a session into a whole one, under a new secret; `false` when it is not there any more.
    pub async fn complete_session(&self, half: &str, whole: &str, agent: &str) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let person: Option<String> =
            sqlx::query_scalar("DELETE FROM session WHERE digest = $1 AND halfway = 1 RETURNING person")
                .bind(half)
                .fetch_optional(&mut *transaction)
                .await?;
        let Some(person) = person else { return Ok(false) };
        insert_session(&mut transaction, whole, &slug(&person)?, false, agent).await?;
        transaction.commit().await?;
        Ok(true)
    }

    pub async fn end_session(&self, person: &Slug, id: &str) -> Result<()> {
        self.end("DELETE FROM session WHERE person = $1 AND id = $2", person, id).await
    }

    pub async fn end_other_sessions(&self, person: &Slug, kept: &str) -> Result<()> {
        self.end("DELETE FROM session WHERE person = $1 AND id <> $2", person, kept).await
    }

    pub async fn end_token(&self, person: &Slug, id: &str) -> Result<()> {
        self.end("DELETE FROM token WHERE person = $1 AND id = $2", person, id).await
    }

    async fn end(&self, statement: &'static str, person: &Slug, id: &str) -> Result<()> {
        sqlx::query(statement).bind(person.as_str()).bind(id).execute(&self.writer).await?;
        Ok(())
    }

    /// Where a person is signed in, the last used first.
    pub async fn sessions(&self, person: &Slug) -> Result<Vec<Session>> {
        let now = Timestamp::now();
        let rows: Vec<(String, i64, i64, String)> = sqlx::query_as(
            "SELECT id, created, seen, agent FROM session \
             WHERE person = $1 AND halfway = 0 AND expires > $2 AND seen > $3 ORDER BY seen DESC, id",
        )
        .bind(person.as_str())
        .bind(now.as_millisecond())
        .bind((now - IDLE).as_millisecond())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(id, created, seen, agent)| Ok(Session { id, created: moment(created)?, seen: moment(seen)?, agent }))
            .collect()
    }

    pub async fn tokens(&self, person: &Slug) -> Result<Vec<Token>> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT id, created FROM token WHERE person = $1 ORDER BY created, id")
                .bind(person.as_str())
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter().map(|(id, created)| Ok(Token { id, created: moment(created)? })).collect()
    }

    pub async fn add_token(&self, actor: &str, digest: &str, person: &Slug) -> Result<bool> {
        self.change_person(actor, person, async |connection| {
            sqlx::query("INSERT INTO token (id, digest, person, created) VALUES ($1, $2, $3, $4)")
                .bind(Uuid::now_v7().to_string())
                .bind(digest)
                .bind(person.as_str())
                .bind(Timestamp::now().as_millisecond())
                .execute(connection)
                .await?;
            Ok(())
        })
        .await
    }
}

const WHO: &str = "SELECT p.id, p.email, p.name, o.record";
const AT_ORGANISATION: &str = "JOIN organisation o ON o.code = p.organisation WHERE ";

type Who = (String, String, String, String);
type WhoInSession = (String, String, String, String, String, i64);

async fn account(
    connection: &mut Connection,
    (id, email, name, record): Who,
    session: Option<String>,
) -> Result<Account> {
    let organisation: Organisation = serde_json::from_str(&record).map_err(|error| Error::Unreadable {
        noun: "organisation",
        id: id.clone(),
        reason: error.to_string(),
    })?;
    let roles: Vec<String> = sqlx::query_scalar("SELECT role FROM person_role WHERE person = $1")
        .bind(&id)
        .fetch_all(&mut *connection)
        .await?;
    let email = to_email(&id, email)?;
    let id = slug(&id)?;
    let groups = groups::codes_of(connection, &id, &organisation.slug).await?;
    let person = Person {
        id,
        organisation: organisation.slug,
        kind: organisation.kind,
        hubs: organisation.hubs.into_iter().collect(),
        groups,
        roles: roles.iter().filter_map(|role| Role::parse(role)).collect::<BTreeSet<_>>(),
    };
    Ok(Account { person, name, email, organisation: organisation.name, session })
}

/// Ends every session of a person but one; all of them where that is none of theirs.
pub async fn end_others(connection: &mut Connection, person: &Slug, kept: &str) -> Result<()> {
    let end = sqlx::query("DELETE FROM session WHERE person = $1 AND id <> $2").bind(person.as_str()).bind(kept);
    end.execute(connection).await?;
    Ok(())
}

/// Opens a session, and clears away what is over.
pub async fn insert_session(
    connection: &mut Connection,
    digest: &str,
    person: &Slug,
    halfway: bool,
    agent: &str,
) -> Result<()> {
    let now = Timestamp::now();
    sqlx::query("DELETE FROM session WHERE expires <= $1 OR seen <= $2")
        .bind(now.as_millisecond())
        .bind((now - IDLE).as_millisecond())
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO session (id, digest, person, halfway, created, seen, expires, agent) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(digest)
    .bind(person.as_str())
    .bind(i64::from(halfway))
    .bind(now.as_millisecond())
    .bind((now + if halfway { SECOND_STEP } else { LONGEST }).as_millisecond())
    .bind(agent.chars().take(200).collect::<String>())
    .execute(connection)
    .await?;
    Ok(())
}
