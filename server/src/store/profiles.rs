//! Profiles that persons show, trimmed to the reader in SQL.

use std::collections::BTreeSet;

use app::model::change::{Noun, Verb};
use app::model::lang::Lang;
use app::model::line::Line;
use app::model::profile::{ASKED_BEFORE, HOLDS, Profile, ProfileSheet};
use app::model::slug::Slug;
use jiff::Timestamp;
use uuid::Uuid;

use super::listing::push_keys;
use super::people::{ACTIVE, moment, slug};
use super::sql::{self, Connection, Query};
use super::staging::to_json;
use super::{Error, Result, Store, changes};

/// Somebody whose profile is about to end.
#[derive(Clone, Debug)]
pub struct Ending {
    pub profile: Profile,
    pub email: String,
}

impl Store {
    /// The profiles that these keys open and that hold at a moment, by organisation and post.
    pub async fn profiles(&self, keys: &BTreeSet<String>, now: Timestamp) -> Result<Vec<Profile>> {
        let mut query = Query::new(PROFILE);
        push_held(&mut query, keys, now);
        query.push(" ORDER BY p.organisation, f.post, f.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| Ok(to_profile(row)?.1)).collect()
    }

    /// One of them, with whose it is.
    pub async fn profile(&self, keys: &BTreeSet<String>, id: &Slug, now: Timestamp) -> Result<Option<(Slug, Profile)>> {
        let mut query = Query::new(PROFILE);
        push_held(&mut query, keys, now);
        query.push(" AND f.id = ").push_bind(id.to_string());
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(to_profile).transpose()
    }

    /// Every profile of somebody who is let in, with whose it is, whoever may read it.
    pub async fn shown_profiles(&self) -> Result<Vec<(Slug, Profile)>> {
        let mut query = Query::new(PROFILE);
        query.push(" WHERE ").push(ACTIVE).push(" ORDER BY f.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        let known = self.organisations().await?;
        let named = |(person, profile): (Slug, Profile)| {
            let of = known.iter().find(|one| one.slug == profile.organisation);
            (person, Profile { organisation_name: of.map(|one| one.name.clone()), ..profile })
        };
        rows.into_iter().map(|row| to_profile(row).map(named)).collect()
    }

    /// The ids of all of them, also of those who are not let in.
    pub async fn profile_ids(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT id FROM profile ORDER BY id").fetch_all(&self.readers).await?)
    }

    /// That of a person, also where it has ended.
    pub async fn profile_of(&self, person: &Slug) -> Result<Option<Profile>> {
        let mut query = Query::new(PROFILE);
        query.push(" WHERE f.person = ").push_bind(person.to_string());
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(|row| Ok(to_profile(row)?.1)).transpose()
    }

    /// Shows a profile of a person from now on, in the place of what they showed before.
    pub async fn save_profile(&self, actor: &str, person: &Slug, sheet: &ProfileSheet, now: Timestamp) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        let before: Option<String> = sqlx::query_scalar("SELECT id FROM profile WHERE person = $1")
            .bind(person.as_str())
            .fetch_optional(&mut *transaction)
            .await?;
        let verb = if before.is_some() { Verb::Changed } else { Verb::Created };
        let id = before.unwrap_or_else(|| Uuid::now_v7().to_string());
        let codes = |codes: Vec<&str>| codes.join(" ");
        sqlx::query(
            "INSERT INTO profile (id, person, named, post, expertise, langs, hubs, lines, countries, sharing, confirmed) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (person) DO UPDATE SET \
             named = excluded.named, post = excluded.post, expertise = excluded.expertise, langs = excluded.langs, \
             hubs = excluded.hubs, lines = excluded.lines, countries = excluded.countries, sharing = excluded.sharing, \
             confirmed = excluded.confirmed, reminded = NULL",
        )
        .bind(&id)
        .bind(person.as_str())
        .bind(i64::from(sheet.named))
        .bind(&sheet.post)
        .bind(&sheet.expertise)
        .bind(codes(sheet.langs.iter().map(|lang| lang.code()).collect()))
        .bind(codes(sheet.hubs.iter().map(Slug::as_str).collect()))
        .bind(codes(sheet.lines.iter().map(|line| line.code()).collect()))
        .bind(sheet.countries.iter().map(String::as_str).collect::<Vec<_>>().join("\n"))
        .bind(to_json(&sheet.sharing, person)?)
        .bind(now.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM profile_key WHERE profile = $1").bind(&id).execute(&mut *transaction).await?;
        for key in sheet.sharing.keys(Some(person)) {
            sqlx::query("INSERT INTO profile_key (profile, key) VALUES ($1, $2)")
                .bind(&id)
                .bind(key)
                .execute(&mut *transaction)
                .await?;
        }
        let seq = changes::record(&mut transaction, actor, Noun::Profile, &id, verb).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Notes that a person says their profile is still right; `false` where they have none.
    pub async fn confirm_profile(&self, actor: &str, person: &Slug, now: Timestamp) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let id: Option<String> =
            sqlx::query_scalar("UPDATE profile SET confirmed = $1, reminded = NULL WHERE person = $2 RETURNING id")
                .bind(now.as_millisecond())
                .bind(person.as_str())
                .fetch_optional(&mut *transaction)
                .await?;
        let Some(id) = id else { return Ok(false) };
        let seq = changes::record(&mut transaction, actor, Noun::Profile, &id, Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Takes the profile of a person away; `false` where they have none.
    pub async fn remove_profile(&self, actor: &str, person: &Slug) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let seq = remove(&mut transaction, actor, person.as_str()).await?;
        transaction.commit().await?;
        if let Some(seq) = seq {
            self.announce(seq);
        }
        Ok(seq.is_some())
    }

    /// Takes away what nobody confirmed in time; gives how many.
    pub async fn end_profiles(&self, now: Timestamp) -> Result<usize> {
        let over: Vec<String> = sqlx::query_scalar("SELECT person FROM profile WHERE confirmed <= $1")
            .bind((now - HOLDS).as_millisecond())
            .fetch_all(&self.readers)
            .await?;
        for person in &over {
            self.remove_profile("retention", &slug(person)?).await?;
        }
        Ok(over.len())
    }

    /// Those who were not asked yet whether a profile that is about to end is still right, the first fifty.
    pub async fn ending_profiles(&self, now: Timestamp) -> Result<Vec<Ending>> {
        let mut query = Query::new(PROFILE);
        query.push(" WHERE f.reminded IS NULL AND f.confirmed <= ");
        query.push_bind((now - HOLDS + ASKED_BEFORE).as_millisecond()).push(" AND ").push(ACTIVE).push(" LIMIT 50");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        let mut ending = Vec::new();
        for row in rows {
            let (person, profile) = to_profile(row)?;
            let email: String = sqlx::query_scalar("SELECT email FROM person WHERE id = $1")
                .bind(person.as_str())
                .fetch_one(&self.readers)
                .await?;
            ending.push(Ending { profile, email });
        }
        Ok(ending)
    }

    /// Notes that somebody is asked, or, where the mail did not go out, that they were not; `false` when it was noted before: of
    /// two processes only one asks.
    pub async fn note_asked(&self, profile: &Slug, at: Option<Timestamp>) -> Result<bool> {
        let noted =
            sqlx::query("UPDATE profile SET reminded = $1 WHERE id = $2 AND (reminded IS NULL) = ($1 IS NOT NULL)")
                .bind(at.map(Timestamp::as_millisecond))
                .bind(profile.as_str())
                .execute(&self.writer)
                .await?;
        Ok(noted.rows_affected() == 1)
    }
}

/// Takes the profile of a person away; the number of the change, if there was one.
pub(super) async fn remove(connection: &mut Connection, actor: &str, person: &str) -> Result<Option<i64>> {
    let id: Option<String> = sqlx::query_scalar("DELETE FROM profile WHERE person = $1 RETURNING id")
        .bind(person)
        .fetch_optional(&mut *connection)
        .await?;
    match id {
        Some(id) => Ok(Some(changes::record(connection, actor, Noun::Profile, &id, Verb::Deleted).await?)),
        None => Ok(None),
    }
}

/// The condition that a profile `f` holds, is of somebody who is let in, and is opened by these keys.
fn push_held(query: &mut Query, keys: &BTreeSet<String>, now: Timestamp) {
    query.push(" WHERE f.confirmed > ").push_bind((now - HOLDS).as_millisecond()).push(" AND ").push(ACTIVE);
    query.push(" AND EXISTS (SELECT 1 FROM profile_key k WHERE k.profile = f.id AND k.key IN ");
    push_keys(query, keys);
    query.push(")");
}

/// The condition that a change `c` is about a profile that these keys open.
pub fn push_known(query: &mut Query, keys: &BTreeSet<String>) {
    query.push("(c.noun = 'profile' AND EXISTS (SELECT 1 FROM profile_key k WHERE k.profile = c.id AND k.key IN ");
    push_keys(query, keys);
    query.push("))");
}

const PROFILE: &str = "SELECT f.id, f.person, p.name, p.organisation, f.named, f.post, f.expertise, f.langs, f.hubs, f.lines, \
                       f.countries, f.sharing, f.confirmed FROM profile f JOIN person p ON p.id = f.person";

type Columns = (String, String, String, String, bool, String, String, String, String, String, String, String, i64);

/// With whose it is.
fn to_profile(row: Columns) -> Result<(Slug, Profile)> {
    let (id, person, name, organisation, named, post, expertise, langs, hubs, lines, countries, sharing, confirmed) =
        row;
    let unreadable = |reason: String| Error::Unreadable { noun: "profile", id: id.clone(), reason };
    let sheet = ProfileSheet {
        named,
        post,
        expertise,
        langs: langs.split(' ').filter_map(Lang::parse).collect(),
        hubs: hubs.split(' ').filter_map(|code| code.parse().ok()).collect(),
        lines: lines.split(' ').filter_map(Line::parse).collect(),
        countries: countries.lines().map(str::to_owned).collect(),
        sharing: serde_json::from_str(&sharing).map_err(|error| unreadable(error.to_string()))?,
    };
    let profile = Profile {
        id: slug(&id)?,
        name: named.then_some(name),
        organisation: slug(&organisation)?,
        organisation_name: None,
        sheet,
        confirmed: moment(confirmed)?,
    };
    Ok((slug(&person)?, profile))
}
