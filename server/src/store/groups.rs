//! Sharing groups and their members.

use std::collections::BTreeSet;

use app::model::change::{Noun, Verb};
use app::model::group::Group;
use app::model::sharing::Audience;
use app::model::slug::Slug;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};

use super::people::slug;
use super::sql::{self, Connection};
use super::{Error, Result, Store, changes};

impl Store {
    /// Every group with its members, by code.
    pub async fn groups(&self) -> Result<Vec<Group>> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT code, record FROM sharing_group ORDER BY code").fetch_all(&self.readers).await?;
        let members: Vec<(String, String)> =
            sqlx::query_as("SELECT code, member FROM group_member").fetch_all(&self.readers).await?;
        rows.into_iter()
            .map(|(code, record)| {
                let mut group: Group = serde_json::from_str(&record).map_err(|error| Error::Unreadable {
                    noun: "group",
                    id: code.clone(),
                    reason: error.to_string(),
                })?;
                let own = members.iter().filter(|(of, _)| *of == code);
                group.members = own.filter_map(|(_, member)| member.parse().ok()).collect();
                Ok(group)
            })
            .collect()
    }

    /// Writes a group without its members.
    pub async fn save_group(&self, actor: &str, group: &Group) -> Result<()> {
        self.change_group(actor, &group.code, async |connection| write(connection, group).await).await
    }

    pub async fn add_member(&self, actor: &str, group: &Slug, member: &Audience) -> Result<()> {
        self.member(
            actor,
            group,
            member,
            "INSERT INTO group_member (code, member) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        )
        .await
    }

    pub async fn remove_member(&self, actor: &str, group: &Slug, member: &Audience) -> Result<()> {
        self.member(actor, group, member, "DELETE FROM group_member WHERE code = $1 AND member = $2").await
    }

    async fn member(&self, actor: &str, group: &Slug, member: &Audience, statement: &'static str) -> Result<()> {
        self.change_group(actor, group, async |connection| {
            sqlx::query(statement).bind(group.as_str()).bind(member.to_string()).execute(connection).await?;
            Ok(())
        })
        .await
    }

    async fn change_group(
        &self,
        actor: &str,
        group: &Slug,
        write: impl AsyncFnOnce(&mut Connection) -> Result<()>,
    ) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        write(&mut transaction).await?;
        let seq = changes::record(&mut transaction, actor, Noun::Group, group.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }
}

/// Writes a group, without its members, within a write.
pub async fn write(connection: &mut Connection, group: &Group) -> Result<()> {
    let bare = Group { members: BTreeSet::new(), ..group.clone() };
    let record = serde_json::to_string(&bare).map_err(|error| Error::Unreadable {
        noun: "group",
        id: group.code.to_string(),
        reason: error.to_string(),
    })?;
    sqlx::query(
        "INSERT INTO sharing_group (code, ends, record) VALUES ($1, $2, $3) \
         ON CONFLICT (code) DO UPDATE SET ends = excluded.ends, record = excluded.record",
    )
    .bind(group.code.as_str())
    .bind(group.terms.ends.to_string())
    .bind(record)
    .execute(connection)
    .await?;
    Ok(())
}

/// The groups that a person reads with today, by themselves or through their organisation.
pub async fn codes_of(connection: &mut Connection, person: &Slug, organisation: &Slug) -> Result<BTreeSet<Slug>> {
    let codes: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT g.code FROM sharing_group g JOIN group_member m ON m.code = g.code \
         WHERE m.member IN ($1, $2) AND g.ends >= $3",
    )
    .bind(Audience::Person(person.clone()).to_string())
    .bind(Audience::Organisation(organisation.clone()).to_string())
    .bind(today().to_string())
    .fetch_all(connection)
    .await?;
    codes.iter().map(|code| slug(code)).collect()
}

/// The day in Amsterdam.
fn today() -> Date {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    zone.to_datetime(Timestamp::now()).date()
}
