//! The log: one row for each thing that a write touched, in the same transaction, and how followers learn of it.

use std::collections::BTreeSet;
use std::time::Duration;

use app::model::change::{Change, Noun, Verb};
use jiff::Timestamp;
use tokio::sync::watch;

use super::listing::{push_keys, push_readable};
use super::sql::{self, Connection, Pool, Query};
use super::{Error, Result, Store, attachments, contact_points, profiles};

impl Store {
    /// The last change this process knows of, 0 in a store where nothing happened yet.
    pub fn seq(&self) -> i64 {
        *self.seq.borrow()
    }

    /// Wakes when [`Store::seq`] has grown, also by a write of another process (within about a quarter of a second).
    pub fn watch(&self) -> watch::Receiver<i64> {
        self.seq.subscribe()
    }

    /// The changes after a number, in order, at most `limit`.
    pub async fn changes_after(&self, seq: i64, limit: u32) -> Result<Vec<Change>> {
        let rows: Vec<(i64, i64, String, String, String)> =
            sqlx::query_as("SELECT seq, at, noun, id, verb FROM change WHERE seq > $1 ORDER BY seq LIMIT $2")
                .bind(seq)
                .bind(i64::from(limit))
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter()
            .map(|(seq, at, noun, id, verb)| {
                let unreadable = |reason: String| Error::Unreadable { noun: "change", id: seq.to_string(), reason };
                let noun = Noun::parse(&noun).ok_or_else(|| unreadable(format!("unknown noun {noun}")))?;
                let verb = Verb::parse(&verb).ok_or_else(|| unreadable(format!("unknown verb {verb}")))?;
                Ok(Change { seq, at, noun, id, verb })
            })
            .collect()
    }

    /// Whether anything changed after a number that one of these keys opens: a register, which everybody may read, or a
    /// document that is readable now or was in the state before.
    pub async fn changed_since(&self, keys: &BTreeSet<String>, seq: i64) -> Result<bool> {
        let mut query = Query::new("SELECT EXISTS (SELECT 1 FROM change c WHERE c.seq > ");
        query.push_bind(seq).push(" AND (c.noun NOT IN ");
        // Who comes, goes and shares with whom is no news to readers.
        let hidden = [
            Noun::Document,
            Noun::Person,
            Noun::Group,
            Noun::Observation,
            Noun::Adoption,
            Noun::Signal,
            Noun::Sighting,
            Noun::Remark,
            Noun::Attachment,
            Noun::Profile,
            Noun::ContactPoint,
        ];
        push_keys(&mut query, &hidden.map(|noun| noun.code().to_owned()));
        // The state before counts as well: who could read it until now may learn that it is gone.
        query.push(
            " OR EXISTS (SELECT 1 FROM revision r JOIN text_key k ON k.digest = r.digest WHERE r.document_id = c.id \
               AND r.n >= (SELECT max(n) - 1 FROM revision l WHERE l.document_id = c.id) AND k.key IN ",
        );
        push_keys(&mut query, keys);
        // What hangs on a document is news to who may read both.
        query.push(
            ") OR EXISTS (SELECT 1 FROM hung h JOIN hung_key k ON k.item = h.id JOIN document d ON d.id = h.document \
               WHERE h.id = c.id AND k.key IN ",
        );
        push_keys(&mut query, keys);
        query.push(" AND ");
        push_readable(&mut query, "d", keys);
        query.push(") OR c.noun = 'signal' AND EXISTS (SELECT 1 FROM signal_key s WHERE s.signal = c.id AND s.key IN ");
        push_keys(&mut query, keys);
        query.push(") OR ");
        attachments::push_known(&mut query, keys);
        query.push(" OR ");
        profiles::push_known(&mut query, keys);
        query.push(" OR ");
        contact_points::push_known(&mut query, keys);
        query.push("))");
        Ok(query.build_query_scalar().fetch_one(&self.readers).await?)
    }

    /// Tells followers in this process of a commit.
    pub(super) fn announce(&self, seq: i64) {
        self.seq.send_if_modified(|known| {
            let grown = seq > *known;
            *known = seq.max(*known);
            grown
        });
    }

    /// Watches for writes of other processes, as when `knooppunt import` works in a folder that a server uses.
    pub(super) fn notice_other_writers(&self) {
        let (readers, seq) = (self.readers.clone(), std::sync::Arc::downgrade(&self.seq));
        tokio::spawn(async move {
            let mut seen = None;
            let mut connection = None;
            loop {
                tokio::time::sleep(POLL).await;
                let Some(seq) = seq.upgrade() else { return };
                if readers.is_closed() {
                    return;
                }
                // The number is only comparable on one and the same connection.
                match look(&readers, &mut connection, &mut seen).await {
                    Ok(Some(last)) => {
                        seq.send_if_modified(|known| {
                            let grown = last > *known;
                            *known = last.max(*known);
                            grown
                        });
                    }
                    Ok(None) => {}
                    Err(error) => {
                        connection = None;
                        tracing::warn!(%error, "cannot see whether another process wrote");
                    }
                }
            }
        });
    }
}

const POLL: Duration = Duration::from_millis(250);

async fn look(
    readers: &Pool,
    connection: &mut Option<sqlx::pool::PoolConnection<sql::Db>>,
    seen: &mut Option<i64>,
) -> sqlx::Result<Option<i64>> {
    let connection = match connection {
        Some(connection) => connection,
        None => connection.insert(readers.acquire().await?),
    };
    let version = sql::data_version(connection).await?;
    if seen.replace(version) == Some(version) {
        return Ok(None);
    }
    sqlx::query_scalar(LAST).fetch_one(&mut **connection).await.map(Some)
}

pub async fn last(readers: &Pool) -> Result<i64> {
    Ok(sqlx::query_scalar(LAST).fetch_one(readers).await?)
}

const LAST: &str = "SELECT coalesce(max(seq), 0) FROM change";

/// Adds one row to the log within a write; gives its number.
pub async fn record(connection: &mut Connection, actor: &str, noun: Noun, id: &str, verb: Verb) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "INSERT INTO change (seq, at, actor, noun, id, verb) \
         SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, $4, $5 FROM change RETURNING seq",
    )
    .bind(Timestamp::now().as_millisecond())
    .bind(actor)
    .bind(noun.code())
    .bind(id)
    .bind(verb.code())
    .fetch_one(connection)
    .await?)
}
