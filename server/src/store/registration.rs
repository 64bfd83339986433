//! Who comes to a congress. Places are given within one write, so there is never one more than there are.

use std::collections::BTreeMap;

use app::model::change::{Noun, Verb};
use app::model::lang::Lang;
use app::model::registration::{Attendee, Guest, MOST_WAITING, RegistrationTerms, Standing};
use app::model::slug::Slug;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::material::session_id;
use super::people::moment;
use super::sql::{self, Connection};
use super::{Error, Result, Store, changes};

/// Places of sessions for which one registers, by guid.
pub type Places = BTreeMap<String, u32>;

/// Who registers.
pub enum Comer<'a> {
    Person(&'a Slug),
    /// With the hash of the secret of their link, which the page shows.
    Guest(&'a Guest, &'a str),
    /// Whose link comes by mail, with the moment until which the registration stands if they do not open it.
    Unproven(&'a Guest, Timestamp),
}

impl Store {
    pub async fn registration_terms(&self, conference: &Slug) -> Result<Option<RegistrationTerms>> {
        terms(&mut *self.readers.acquire().await?, conference).await
    }

    /// Sets the terms. More places go to those who wait; fewer take none away from those who have one.
    pub async fn set_registration_terms(
        &self,
        actor: &str,
        conference: &Slug,
        terms: &RegistrationTerms,
        places: &Places,
    ) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query(
            "INSERT INTO registration (conference, open, places, guests, closes, keep_days) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (conference) DO UPDATE SET open = excluded.open, places = excluded.places, \
             guests = excluded.guests, closes = excluded.closes, keep_days = excluded.keep_days",
        )
        .bind(conference.as_str())
        .bind(i64::from(terms.open))
        .bind(terms.places.map(i64::from))
        .bind(i64::from(terms.guests))
        .bind(terms.closes.map(|day| day.to_string()))
        .bind(i64::from(terms.keep_days))
        .execute(&mut *transaction)
        .await?;
        move_up(&mut transaction, conference, places).await?;
        // Its page says whether one may register.
        let seq =
            changes::record(&mut transaction, actor, Noun::Conference, conference.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Gives the next place, or one on the waiting list, and the id of the registration: of a person who has one already, that
    /// one. [`Full`] where the waiting list is full too.
    pub async fn register(
        &self,
        conference: &Slug,
        comer: Comer<'_>,
        lang: Lang,
    ) -> Result<std::result::Result<String, Full>> {
        let mut transaction = sql::begin(&self.writer).await?;
        if let Comer::Person(person) = &comer
            && let Some(id) = id_of(&mut transaction, conference, person).await?
        {
            return Ok(Ok(id));
        }
        let Some(terms) = terms(&mut transaction, conference).await? else { return Ok(Err(Full)) };
        let (taken, waiting, last): (i64, i64, i64) = sqlx::query_as(
            "SELECT count(*) FILTER (WHERE waiting = 0), count(*) FILTER (WHERE waiting = 1), coalesce(max(n), 0) \
             FROM attendee WHERE conference = $1",
        )
        .bind(conference.as_str())
        .fetch_one(&mut *transaction)
        .await?;
        // Whoever came before goes first, also where a place has just become free.
        let free = waiting == 0 && terms.places.is_none_or(|places| taken < i64::from(places));
        if !free && waiting >= i64::from(MOST_WAITING) {
            return Ok(Err(Full));
        }
        let id = Uuid::now_v7().to_string();
        let (person, guest, link, held) = match comer {
            Comer::Person(person) => (Some(person), None, None, None),
            Comer::Guest(guest, link) => (None, Some(guest), Some(link), None),
            Comer::Unproven(guest, held) => (None, Some(guest), None, Some(held)),
        };
        sqlx::query(
            "INSERT INTO attendee (id, conference, n, person, name, organisation, email, lang, waiting, at, held_until) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&id)
        .bind(conference.as_str())
        .bind(last + 1)
        .bind(person.map(Slug::as_str))
        .bind(guest.map(|guest| guest.name.as_str()))
        .bind(guest.map(|guest| guest.organisation.as_str()))
        .bind(guest.map(|guest| guest.email.as_str()))
        .bind(lang.code())
        .bind(i64::from(!free))
        .bind(Timestamp::now().as_millisecond())
        .bind(held.map(Timestamp::as_millisecond))
        .execute(&mut *transaction)
        .await?;
        if let Some(link) = link {
            add_link(&mut transaction, &id, link, false).await?;
        }
        transaction.commit().await?;
        Ok(Ok(id))
    }

    /// Asks for places in these sessions and gives up all others. Only who has a place at the congress has one in a session.
    pub async fn choose_seats(&self, attendee: &str, wanted: &[String], places: &Places) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        let of: Option<String> = sqlx::query_scalar("SELECT conference FROM attendee WHERE id = $1 AND waiting = 0")
            .bind(attendee)
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(conference) = of else { return Ok(()) };
        let conference = super::people::slug(&conference)?;
        let had: Vec<String> = sqlx::query_scalar("SELECT session FROM seat WHERE attendee = $1")
            .bind(attendee)
            .fetch_all(&mut *transaction)
            .await?;
        let wanted: Vec<String> = wanted
            .iter()
            .filter(|session| places.contains_key(*session))
            .map(|session| session_id(&conference, session))
            .collect();
        for session in had.iter().filter(|session| !wanted.contains(session)) {
            sqlx::query("DELETE FROM seat WHERE attendee = $1 AND session = $2")
                .bind(attendee)
                .bind(session)
                .execute(&mut *transaction)
                .await?;
        }
        for session in wanted.iter().filter(|session| !had.contains(session)) {
            sqlx::query(
                "INSERT INTO seat (attendee, session, n, waiting) SELECT $1, $2, coalesce(max(n), 0) + 1, 1 FROM seat \
                 WHERE true ON CONFLICT DO NOTHING",
            )
            .bind(attendee)
            .bind(session)
            .execute(&mut *transaction)
            .await?;
        }
        move_up(&mut transaction, &conference, places).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes a registration of this congress away, with its seats; those who wait move up. `false` where it is not there.
    pub async fn leave(&self, conference: &Slug, attendee: &str, places: &Places) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let gone = sqlx::query("DELETE FROM attendee WHERE id = $1 AND conference = $2")
            .bind(attendee)
            .bind(conference.as_str())
            .execute(&mut *transaction)
            .await?;
        move_up(&mut transaction, conference, places).await?;
        transaction.commit().await?;
        Ok(gone.rows_affected() == 1)
    }

    /// Gives places to those who wait, after there were more.
    pub async fn move_up(&self, conference: &Slug, places: &Places) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        move_up(&mut transaction, conference, places).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub async fn attendee_of(&self, conference: &Slug, person: &Slug) -> Result<Option<Attendee>> {
        Ok(self
            .attendees_where("a.conference = $1 AND a.person = $2", [conference.as_str(), person.as_str()])
            .await?
            .pop())
    }

    /// Every registration of a person, with its congress.
    pub async fn registrations_of(&self, person: &Slug) -> Result<Vec<(Slug, Attendee)>> {
        let conferences: Vec<String> =
            sqlx::query_scalar("SELECT conference FROM attendee WHERE person = $1 ORDER BY at")
                .bind(person.as_str())
                .fetch_all(&self.readers)
                .await?;
        let mut found = Vec::new();
        for conference in conferences {
            let conference = super::people::slug(&conference)?;
            found.extend(self.attendee_of(&conference, person).await?.map(|attendee| (conference, attendee)));
        }
        Ok(found)
    }

    /// Whose personal link this is.
    pub async fn attendee_by_link(&self, conference: &Slug, digest: &str) -> Result<Option<Attendee>> {
        let condition =
            "a.conference = $1 AND EXISTS (SELECT 1 FROM attendee_link l WHERE l.attendee = a.id AND l.digest = $2)";
        Ok(self.attendees_where(condition, [conference.as_str(), digest]).await?.pop())
    }

    /// Those who have a place, then those who wait, each in the order in which they came.
    pub async fn attendees(&self, conference: &Slug) -> Result<Vec<Attendee>> {
        self.attendees_where("a.conference = $1 AND $2 = ''", [conference.as_str(), ""]).await
    }

    /// How many have a place at the congress, and how many wait.
    pub async fn count_attendees(&self, conference: &Slug) -> Result<(u32, u32)> {
        let (taken, waiting): (i64, i64) = sqlx::query_as(
            "SELECT count(*) FILTER (WHERE waiting = 0), count(*) FILTER (WHERE waiting = 1) FROM attendee \
             WHERE conference = $1",
        )
        .bind(conference.as_str())
        .fetch_one(&self.readers)
        .await?;
        Ok((small(taken), small(waiting)))
    }

    /// The same of each session, by guid.
    pub async fn count_seats(&self, conference: &Slug) -> Result<BTreeMap<String, (u32, u32)>> {
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(
            "SELECT s.session, count(*) FILTER (WHERE s.waiting = 0), count(*) FILTER (WHERE s.waiting = 1) FROM seat s \
             JOIN attendee a ON a.id = s.attendee WHERE a.conference = $1 GROUP BY s.session",
        )
        .bind(conference.as_str())
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|(id, taken, waiting)| (guid(&id), (small(taken), small(waiting)))).collect())
    }

    /// Erases who came to congresses whose time is over; gives how many people. `ended` are the last days by conference.
    pub async fn erase_attendees(&self, ended: &[(Slug, Date)], today: Date) -> Result<u64> {
        let mut erased = 0;
        for (conference, last) in ended {
            let Some(terms) = self.registration_terms(conference).await? else { continue };
            if today > terms.erased(*last) {
                let gone = sqlx::query("DELETE FROM attendee WHERE conference = $1")
                    .bind(conference.as_str())
                    .execute(&self.writer)
                    .await?;
                erased += gone.rows_affected();
            }
        }
        Ok(erased)
    }

    pub(super) async fn attendees_where(&self, condition: &str, bound: [&str; 2]) -> Result<Vec<Attendee>> {
        let statement = format!(
            "SELECT a.id, coalesce(a.name, p.name, ''), coalesce(a.organisation, p.organisation, ''), \
             coalesce(a.email, p.email, ''), a.person IS NULL, a.lang, a.waiting, a.at, \
             (SELECT count(*) FROM attendee b WHERE b.conference = a.conference AND b.waiting = 1 AND b.n <= a.n), \
             a.person IS NOT NULL OR a.confirmed IS NOT NULL, a.held_until FROM attendee a LEFT JOIN person p ON p.id = a.person WHERE {condition} ORDER BY a.waiting, a.n"
        );
        let rows: Vec<Columns> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
            .bind(bound[0])
            .bind(bound[1])
            .fetch_all(&self.readers)
            .await?;
        let mut attendees = Vec::new();
        for (id, name, organisation, email, guest, lang, waiting, at, place, confirmed, held) in rows {
            let seats: Vec<(String, i64, i64)> = sqlx::query_as(
                "SELECT s.session, s.waiting, (SELECT count(*) FROM seat b WHERE b.session = s.session AND b.waiting = 1 \
                 AND b.n <= s.n) FROM seat s WHERE s.attendee = $1 ORDER BY s.n",
            )
            .bind(&id)
            .fetch_all(&self.readers)
            .await?;
            attendees.push(Attendee {
                id,
                name,
                organisation,
                email,
                guest,
                confirmed,
                held_until: held.map(moment).transpose()?,
                lang: Lang::parse(&lang).unwrap_or_default(),
                standing: standing(waiting, place),
                at: moment(at)?,
                seats: seats.into_iter().map(|(id, waiting, n)| (guid(&id), standing(waiting, n))).collect(),
            });
        }
        Ok(attendees)
    }
}

type TermColumns = (bool, Option<i64>, bool, Option<String>, i64);

type Columns = (String, String, String, String, bool, String, i64, i64, i64, bool, Option<i64>);

/// Nobody more can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

/// Gives free places to those who wait, in the order in which they came: of the congress, then of its sessions.
pub(super) async fn move_up(connection: &mut Connection, conference: &Slug, places: &Places) -> Result<()> {
    let Some(terms) = terms(connection, conference).await? else { return Ok(()) };
    let taken: i64 = sqlx::query_scalar("SELECT count(*) FROM attendee WHERE conference = $1 AND waiting = 0")
        .bind(conference.as_str())
        .fetch_one(&mut *connection)
        .await?;
    // Without a limit there is nobody to wait for.
    let free = terms.places.map_or(i64::MAX, |places| i64::from(places) - taken);
    sqlx::query(
        "UPDATE attendee SET waiting = 0 WHERE id IN \
         (SELECT id FROM attendee WHERE conference = $1 AND waiting = 1 ORDER BY n LIMIT $2)",
    )
    .bind(conference.as_str())
    .bind(free.max(0))
    .execute(&mut *connection)
    .await?;
    for (session, most) in places {
        let session = session_id(conference, session);
        let taken: i64 = sqlx::query_scalar("SELECT count(*) FROM seat WHERE session = $1 AND waiting = 0")
            .bind(&session)
            .fetch_one(&mut *connection)
            .await?;
        sqlx::query(
            "UPDATE seat SET waiting = 0 WHERE session = $1 AND attendee IN \
             (SELECT attendee FROM seat WHERE session = $1 AND waiting = 1 ORDER BY n LIMIT $2)",
        )
        .bind(&session)
        .bind((i64::from(*most) - taken).max(0))
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn terms(connection: &mut Connection, conference: &Slug) -> Result<Option<RegistrationTerms>> {
    let row: Option<TermColumns> =
        sqlx::query_as("SELECT open, places, guests, closes, keep_days FROM registration WHERE conference = $1")
            .bind(conference.as_str())
            .fetch_optional(connection)
            .await?;
    let Some((open, places, guests, closes, keep_days)) = row else { return Ok(None) };
    let unreadable = |reason: String| Error::Unreadable { noun: "registration", id: conference.to_string(), reason };
    let closes = closes.map(|day| day.parse().map_err(|_| unreadable(format!("no day: {day}")))).transpose()?;
    Ok(Some(RegistrationTerms { open, places: places.map(small), guests, closes, keep_days: small(keep_days) }))
}

async fn id_of(connection: &mut Connection, conference: &Slug, person: &Slug) -> Result<Option<String>> {
    let id = sqlx::query_scalar("SELECT id FROM attendee WHERE conference = $1 AND person = $2")
        .bind(conference.as_str())
        .bind(person.as_str())
        .fetch_optional(connection)
        .await?;
    Ok(id)
}

/// Adds a link by the hash of its secret, which a mail brings or a page shows.
pub(super) async fn add_link(connection: &mut Connection, attendee: &str, digest: &str, mailed: bool) -> Result<()> {
    sqlx::query("INSERT INTO attendee_link (digest, attendee, mailed) VALUES ($1, $2, $3)")
        .bind(digest)
        .bind(attendee)
        .bind(i64::from(mailed))
        .execute(connection)
        .await?;
    Ok(())
}

/// The guid of a session from what a seat knows it by.
fn guid(id: &str) -> String {
    id.split_once('/').map_or(id, |(_, guid)| guid).to_owned()
}

fn standing(waiting: i64, place: i64) -> Standing {
    if waiting == 0 { Standing::In } else { Standing::Waiting(small(place)) }
}

fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}
