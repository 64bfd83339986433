//! Files of values that wait until their sender has looked at what they change, and the record of those that were taken.

use std::collections::BTreeSet;

use app::model::delivery::{Delivery, Tally};
use app::model::intake::Intake;
use app::model::slug::Slug;
use jiff::{SignedDuration, Timestamp};

use super::listing::push_keys;
use super::loads::LoaderLock;
use super::people::{moment, slug};
use super::sql::{self, Connection, Query};
use super::vintages::{self, TakenIn, Taking};
use super::{Result, Store, values};

/// A file on its way in.
pub struct NewDelivery<'a> {
    pub id: &'a Slug,
    pub person: &'a Slug,
    pub organisation: &'a Slug,
    pub name: &'a str,
    /// SHA-256 in hexadecimal.
    pub digest: &'a str,
    pub bytes: &'a [u8],
}

/// A file as it is kept.
pub struct KeptDelivery {
    pub delivery: Delivery,
    /// Gone once its values are taken.
    pub bytes: Option<Vec<u8>>,
}

/// A file that nobody takes in is thrown away after so long.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// So many files of one person wait at a time.
const MOST_WAITING: i64 = 10;

/// So many of the files that were taken are listed.
const MOST_TAKEN: i64 = 20;

type Columns = (String, String, i64, Option<i64>, i64, i64, i64);

const COLUMNS: &str = "SELECT id, name, sent, taken, new, revised, same FROM delivery";

impl Store {
    /// Keeps a file; gives its id, which is that of a file with the same bytes where this person has one waiting. `None` when
    /// too many of theirs wait already.
    pub async fn add_delivery(&self, new: NewDelivery<'_>) -> Result<Option<Slug>> {
        let now = Timestamp::now();
        let mut transaction = sql::begin(&self.writer).await?;
        let query = "DELETE FROM delivery WHERE taken IS NULL AND sent < $1";
        sqlx::query(query).bind((now - KEPT).as_millisecond()).execute(&mut *transaction).await?;
        let query = "SELECT id FROM delivery WHERE person = $1 AND taken IS NULL AND digest = $2";
        let same: Option<String> = sqlx::query_scalar(query)
            .bind(new.person.as_str())
            .bind(new.digest)
            .fetch_optional(&mut *transaction)
            .await?;
        if let Some(id) = same {
            return Ok(Some(slug(&id)?));
        }
        let query = "SELECT count(*) FROM delivery WHERE person = $1 AND taken IS NULL";
        let waiting: i64 = sqlx::query_scalar(query).bind(new.person.as_str()).fetch_one(&mut *transaction).await?;
        if waiting >= MOST_WAITING {
            return Ok(None);
        }
        sqlx::query(
            "INSERT INTO delivery (id, person, organisation, name, digest, sent, file) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(new.id.as_str())
        .bind(new.person.as_str())
        .bind(new.organisation.as_str())
        .bind(new.name)
        .bind(new.digest)
        .bind(now.as_millisecond())
        .bind(new.bytes)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Some(new.id.clone()))
    }

    /// A file of this person.
    pub async fn delivery(&self, person: &Slug, id: &Slug) -> Result<Option<KeptDelivery>> {
        let mut query = Query::new(COLUMNS);
        query.push(" WHERE id = ").push_bind(id.as_str()).push(" AND person = ").push_bind(person.as_str());
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        let Some(row) = row else { return Ok(None) };
        let query = "SELECT file FROM delivery WHERE id = $1";
        let bytes: Option<Option<Vec<u8>>> =
            sqlx::query_scalar(query).bind(id.as_str()).fetch_optional(&self.readers).await?;
        Ok(Some(KeptDelivery { delivery: to_delivery(row)?, bytes: bytes.flatten() }))
    }

    /// The files of a person that wait, newest first.
    pub async fn waiting_deliveries(&self, person: &Slug) -> Result<Vec<Delivery>> {
        let mut query = Query::new(COLUMNS);
        query.push(" WHERE person = ").push_bind(person.as_str()).push(" AND taken IS NULL ORDER BY id DESC");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_delivery).collect()
    }

    /// The last files of an organisation whose values were taken, newest first.
    pub async fn taken_deliveries(&self, organisation: &Slug) -> Result<Vec<Delivery>> {
        let mut query = Query::new(COLUMNS);
        query.push(" WHERE organisation = ").push_bind(organisation.as_str());
        query.push(" AND taken IS NOT NULL ORDER BY taken DESC LIMIT ").push_bind(MOST_TAKEN);
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_delivery).collect()
    }

    /// Throws away a file that waits. False where there is none.
    pub async fn discard_delivery(&self, person: &Slug, id: &Slug) -> Result<bool> {
        let query = "DELETE FROM delivery WHERE id = $1 AND person = $2 AND taken IS NULL";
        let gone = sqlx::query(query).bind(id.as_str()).bind(person.as_str()).execute(&self.writer).await?;
        Ok(gone.rows_affected() > 0)
    }

    /// The number of the last change after which values of these indicators may be taken otherwise: of the indicators, of
    /// their values, and of places.
    pub async fn state_of_values(&self, indicators: &BTreeSet<Slug>) -> Result<i64> {
        state_of(&mut *self.readers.acquire().await?, indicators).await
    }

    /// Takes the values of a file that waits, in one transaction: the file is then among those that were taken. `None`, and
    /// nothing is done, when the store is not in this state any more, or the file does not wait any more.
    pub async fn take_delivery(
        &self,
        _lock: &LoaderLock,
        (person, id): (&Slug, &Slug),
        state: i64,
        intake: &Intake,
        taking: Taking,
    ) -> Result<Option<TakenIn>> {
        let mut transaction = sql::begin(&self.writer).await?;
        let indicators = intake.strands.iter().map(|strand| strand.indicator.clone()).collect();
        if state_of(&mut transaction, &indicators).await? != state {
            return Ok(None);
        }
        let taken = vintages::take(&mut transaction, intake, taking, &|_| {}).await?;
        if !taken.problems.is_empty() {
            return Ok(Some(taken));
        }
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let moved = sqlx::query(
            "UPDATE delivery SET file = NULL, taken = $1, new = $2, revised = $3, same = $4 \
             WHERE id = $5 AND person = $6 AND taken IS NULL",
        )
        .bind(Timestamp::now().as_millisecond())
        .bind(count(taken.new))
        .bind(count(taken.revised))
        .bind(count(taken.same))
        .bind(id.as_str())
        .bind(person.as_str())
        .execute(&mut *transaction)
        .await?;
        if moved.rows_affected() == 0 {
            return Ok(None);
        }
        let seq = values::tell(&mut transaction, &format!("person:{person}"), &taken).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(Some(taken))
    }
}

async fn state_of(connection: &mut Connection, indicators: &BTreeSet<Slug>) -> Result<i64> {
    let mut query = Query::new(
        "SELECT coalesce(max(seq), 0) FROM change WHERE noun IN ('place', 'hub') \
         OR noun IN ('indicator', 'observation') AND id IN ",
    );
    push_keys(&mut query, &indicators.iter().map(ToString::to_string).collect::<Vec<_>>());
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

fn to_delivery((id, name, sent, taken, new, revised, same): Columns) -> Result<Delivery> {
    let tally = Tally { new: new.unsigned_abs(), revised: revised.unsigned_abs(), same: same.unsigned_abs() };
    let taken = taken.map(moment).transpose()?.map(|at| (at, tally));
    Ok(Delivery { id: slug(&id)?, name, sent: moment(sent)?, taken })
}
