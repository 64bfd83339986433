//! Persons: who they are, what they sign in with, and the end of all that when they leave.

use std::collections::BTreeSet;

use app::model::account::{Email, PersonRow};
use app::model::change::{Noun, Verb};
use app::model::reader::Role;
use app::model::slug::Slug;
use jiff::Timestamp;

use super::sql::{self, Connection};
use super::{Error, Result, Store, changes, contact_keeping, profiles};

/// A person on their way in.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub id: Slug,
    pub email: Email,
    pub name: String,
    pub organisation: Slug,
    pub roles: BTreeSet<Role>,
}

/// What a person signs in with.
#[derive(Clone)]
pub struct Keys {
    pub id: Slug,
    pub email: Email,
    /// Argon2id, as a PHC string.
    pub password: Option<String>,
    /// Base32.
    pub totp: Option<String>,
    pub totp_offered: Option<String>,
    pub totp_step: i64,
    pub created: Timestamp,
}

/// Neither the person nor their organisation has left.
pub const ACTIVE: &str = "p.disabled IS NULL AND NOT EXISTS \
                          (SELECT 1 FROM organisation_disabled c WHERE c.code = p.organisation)";

const KEYS: &str =
    "SELECT p.id, p.email, p.password, p.totp, p.totp_offered, p.totp_step, p.created FROM person p WHERE ";

impl Store {
    /// Adds a person who cannot sign in yet; `false` when the address is taken.
    pub async fn add_person(&self, actor: &str, new: &NewPerson) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let Some(seq) = insert_person(&mut transaction, actor, new).await? else { return Ok(false) };
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// What somebody who may come in signs in with.
    pub async fn keys_by_email(&self, email: &Email) -> Result<Option<Keys>> {
        self.keys("p.email = ", email.as_str()).await
    }

    pub async fn keys_of(&self, person: &Slug) -> Result<Option<Keys>> {
        self.keys("p.id = ", person.as_str()).await
    }

    async fn keys(&self, column_is: &str, value: &str) -> Result<Option<Keys>> {
        let mut query = sql::Query::new(KEYS);
        query.push(ACTIVE).push(" AND ").push(column_is).push_bind(value);
        let row: Option<KeyColumns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(to_keys).transpose()
    }

    /// The id of an address, whether its person may come in or not.
    pub async fn person_of(&self, email: &Email) -> Result<Option<Slug>> {
        let id: Option<String> = sqlx::query_scalar("SELECT id FROM person WHERE email = $1")
            .bind(email.as_str())
            .fetch_optional(&self.readers)
            .await?;
        id.map(|id| slug(&id)).transpose()
    }

    /// Everybody whose name is known, by organisation and name.
    pub async fn people(&self) -> Result<Vec<PersonRow>> {
        let mut query = rows();
        query.push(" ORDER BY p.organisation, p.name, p.email");
        let rows: Vec<RowColumns> = query.build_query_as().fetch_all(&self.readers).await?;
        let roles: Vec<(String, String)> =
            sqlx::query_as("SELECT person, role FROM person_role").fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| to_row(row, &roles)).collect()
    }

    /// One of them.
    pub async fn person(&self, id: &Slug) -> Result<Option<PersonRow>> {
        let mut query = rows();
        query.push(" AND p.id = ").push_bind(id.to_string());
        let row: Option<RowColumns> = query.build_query_as().fetch_optional(&self.readers).await?;
        let roles: Vec<(String, String)> = sqlx::query_as("SELECT person, role FROM person_role WHERE person = $1")
            .bind(id.as_str())
            .fetch_all(&self.readers)
            .await?;
        row.map(|row| to_row(row, &roles)).transpose()
    }

    /// What a person is called; `None` where there is nobody.
    pub async fn name_of_person(&self, person: &Slug) -> Result<Option<String>> {
        let query = "SELECT name FROM person WHERE id = $1";
        Ok(sqlx::query_scalar(query).bind(person.as_str()).fetch_optional(&self.readers).await?)
    }

    pub async fn count_people(&self) -> Result<u64> {
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM person").fetch_one(&self.readers).await?;
        Ok(count.unsigned_abs())
    }

    /// Gives a person these roles and no others; `false` when nobody who can manage the site would be left.
    pub async fn set_roles(&self, actor: &str, person: &Slug, roles: &BTreeSet<Role>) -> Result<bool> {
        self.change_person(actor, person, async |connection| {
            sqlx::query("DELETE FROM person_role WHERE person = $1")
                .bind(person.as_str())
                .execute(&mut *connection)
                .await?;
            insert_roles(connection, person, roles).await
        })
        .await
    }

    /// Ends every session, token and invitation of a person and lets them in no more; `false` as in [`Store::set_roles`],
    /// unless the last admin may go too.
    pub async fn disable_person(&self, actor: &str, person: &Slug, last_admin_too: bool) -> Result<bool> {
        self.change_person_unless(!last_admin_too, actor, person, async |connection| {
            sqlx::query("UPDATE person SET disabled = coalesce(disabled, $1) WHERE id = $2")
                .bind(Timestamp::now().as_millisecond())
                .bind(person.as_str())
                .execute(&mut *connection)
                .await?;
            end_showing(connection, actor, person.as_str()).await?;
            end_access(connection, person.as_str()).await
        })
        .await
    }

    /// Lets a person in again, who then signs in anew.
    pub async fn enable_person(&self, actor: &str, person: &Slug) -> Result<bool> {
        self.change_person(actor, person, async |connection| {
            let update =
                sqlx::query("UPDATE person SET disabled = NULL WHERE id = $1 AND erased IS NULL").bind(person.as_str());
            update.execute(connection).await?;
            Ok(())
        })
        .await
    }

    /// One write about one person, with its row in the log. Undone, with `false`, when it takes the last admin away.
    pub(super) async fn change_person(
        &self,
        actor: &str,
        person: &Slug,
        write: impl AsyncFnOnce(&mut Connection) -> Result<()>,
    ) -> Result<bool> {
        self.change_person_unless(true, actor, person, write).await
    }

    async fn change_person_unless(
        &self,
        last_admin_goes: bool,
        actor: &str,
        person: &Slug,
        write: impl AsyncFnOnce(&mut Connection) -> Result<()>,
    ) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let before = admins(&mut transaction).await?;
        write(&mut transaction).await?;
        if last_admin_goes && before > 0 && admins(&mut transaction).await? == 0 {
            return Ok(false);
        }
        let seq = changes::record(&mut transaction, actor, Noun::Person, person.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }
}

/// How many persons can manage the site.
pub async fn admins(connection: &mut Connection) -> Result<i64> {
    let mut query =
        sql::Query::new("SELECT count(*) FROM person p JOIN person_role r ON r.person = p.id AND r.role = ");
    query.push_bind(Role::Admin.code()).push(" WHERE ").push(ACTIVE);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// Adds a person within a write; gives the number of the change, or `None` when the address is taken.
pub async fn insert_person(connection: &mut Connection, actor: &str, new: &NewPerson) -> Result<Option<i64>> {
    let added = sqlx::query(
        "INSERT INTO person (id, email, name, organisation, created) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (email) DO NOTHING",
    )
    .bind(new.id.as_str())
    .bind(new.email.as_str())
    .bind(&new.name)
    .bind(new.organisation.as_str())
    .bind(Timestamp::now().as_millisecond())
    .execute(&mut *connection)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(None);
    }
    insert_roles(connection, &new.id, &new.roles).await?;
    changes::record(connection, actor, Noun::Person, new.id.as_str(), Verb::Created).await.map(Some)
}

async fn insert_roles(connection: &mut Connection, person: &Slug, roles: &BTreeSet<Role>) -> Result<()> {
    for role in roles {
        sqlx::query("INSERT INTO person_role (person, role) VALUES ($1, $2)")
            .bind(person.as_str())
            .bind(role.code())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Takes away what a person shows of themselves, and what was written to them and by them.
pub async fn end_showing(connection: &mut Connection, actor: &str, person: &str) -> Result<()> {
    profiles::remove(connection, actor, person).await?;
    contact_keeping::step_back(connection, actor, person).await?;
    for statement in [
        "DELETE FROM direct_message WHERE receiver = $1 OR sender = $1",
        "DELETE FROM contact_message WHERE sender = $1",
    ] {
        sqlx::query(statement).bind(person).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Ends all ways in that a person has now.
pub async fn end_access(connection: &mut Connection, person: &str) -> Result<()> {
    for statement in [
        "DELETE FROM session WHERE person = $1",
        "DELETE FROM token WHERE person = $1",
        "DELETE FROM invitation WHERE person = $1",
    ] {
        sqlx::query(statement).bind(person).execute(&mut *connection).await?;
    }
    Ok(())
}

type KeyColumns = (String, String, Option<String>, Option<String>, Option<String>, i64, i64);

fn to_keys((id, email, password, totp, totp_offered, totp_step, created): KeyColumns) -> Result<Keys> {
    Ok(Keys {
        email: to_email(&id, email)?,
        id: slug(&id)?,
        password,
        totp,
        totp_offered,
        totp_step,
        created: moment(created)?,
    })
}

/// Persons as admins see them; conditions follow.
fn rows() -> sql::Query {
    let mut query = sql::Query::new(
        "SELECT p.id, p.name, p.email, p.organisation, p.created, p.disabled, \
                p.password IS NOT NULL OR EXISTS (SELECT 1 FROM passkey k WHERE k.person = p.id) \
                OR EXISTS (SELECT 1 FROM identity i WHERE i.person = p.id), p.totp IS NOT NULL, \
                (SELECT count(*) FROM token t WHERE t.person = p.id), \
                (SELECT count(*) FROM session s WHERE s.person = p.id AND s.halfway = 0 AND s.expires > ",
    );
    query.push_bind(Timestamp::now().as_millisecond()).push(") FROM person p WHERE p.erased IS NULL");
    query
}

type RowColumns = (String, String, String, String, i64, Option<i64>, bool, bool, i64, i64);

fn to_row(row: RowColumns, roles: &[(String, String)]) -> Result<PersonRow> {
    let (id, name, email, organisation, created, disabled, accepted, totp, tokens, sessions) = row;
    let roles = roles.iter().filter(|(person, _)| *person == id).filter_map(|(_, role)| Role::parse(role)).collect();
    Ok(PersonRow {
        email: to_email(&id, email)?,
        id: slug(&id)?,
        name,
        organisation: slug(&organisation)?,
        roles,
        created: moment(created)?,
        disabled: disabled.map(moment).transpose()?,
        accepted,
        totp,
        sessions: u32::try_from(sessions).unwrap_or(u32::MAX),
        tokens: u32::try_from(tokens).unwrap_or(u32::MAX),
    })
}

pub fn to_email(person: &str, email: String) -> Result<Email> {
    Email::try_from(email).map_err(|error| unreadable(person, error.to_string()))
}

pub fn slug(text: &str) -> Result<Slug> {
    text.parse::<Slug>().map_err(|error| unreadable(text, error.to_string()))
}

pub fn moment(ms: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|error| unreadable("", error.to_string()))
}

fn unreadable(id: &str, reason: String) -> Error {
    Error::Unreadable { noun: "person", id: id.to_owned(), reason }
}
