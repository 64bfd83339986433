//! The record of who read what. Bounded: by age, and by number.

use std::collections::BTreeSet;

use app::model::audit::{Deed, Trace, TraceFilter};
use app::model::document::Page;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use jiff::Timestamp;
use uuid::Uuid;

use super::listing::{push_keys, push_readable};
use super::people::{moment, slug};
use super::sql::{self, Query};
use super::{Error, Result, Store};

/// A row of the record on its way in.
pub struct NewTrace<'a> {
    pub person: &'a Slug,
    pub deed: Deed,
    pub document: &'a Slug,
    /// Which attachment of it, where it was one.
    pub attachment: Option<&'a Slug>,
    pub tlp: Option<Tlp>,
    pub ground: String,
}

/// Beyond this number the oldest go: a year and a half of work of a thousand persons. How long rows are kept is for
/// `retention`.
const MOST: i64 = 2_000_000;

/// Refusals are counted by themselves: anybody can make many of them, and they may not push out who read what.
const MOST_REFUSALS: i64 = 500_000;

/// One write in so many also clears away what is over, at most so many rows.
const CLEAR_EVERY: u128 = 256;
const CLEARED: i64 = 10_000;

impl Store {
    pub async fn trace(&self, new: NewTrace<'_>) -> Result<()> {
        self.trace_unless_since(new, Timestamp::MAX).await
    }

    /// The same, unless since a moment the person did just this with the same attachment.
    pub async fn trace_unless_since(&self, new: NewTrace<'_>, since: Timestamp) -> Result<()> {
        let now = Timestamp::now();
        let id = Uuid::now_v7();
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query(
            "INSERT INTO trace (id, at, person, deed, document, tlp, ground, attachment) \
             SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS \
             (SELECT 1 FROM trace t WHERE t.person = $3 AND t.at >= $9 AND t.deed = $4 AND t.attachment = $8)",
        )
        .bind(id.to_string())
        .bind(now.as_millisecond())
        .bind(new.person.as_str())
        .bind(new.deed.code())
        .bind(new.document.as_str())
        .bind(new.tlp.map(Tlp::label))
        .bind(new.ground)
        .bind(new.attachment.map(Slug::as_str))
        .bind(since.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        if id.as_u128().is_multiple_of(CLEAR_EVERY) {
            for (refusals, most) in [(true, MOST_REFUSALS), (false, MOST)] {
                sqlx::query(
                    "DELETE FROM trace WHERE id IN \
                     (SELECT id FROM trace WHERE (deed = $1) = $2 ORDER BY id DESC LIMIT $3 OFFSET $4)",
                )
                .bind(Deed::Refused.code())
                .bind(refusals)
                .bind(CLEARED)
                .bind(most)
                .execute(&mut *transaction)
                .await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }

    /// A part of the record, newest first. Documents that these keys do not open are not named, and not searched for.
    pub async fn traces(&self, keys: &BTreeSet<String>, filter: &TraceFilter) -> Result<Page<Trace>> {
        let mut query = Query::new("SELECT a.at, a.person, a.deed, coalesce(d.slug, i.name), h.name, a.tlp, a.ground");
        push_rows(&mut query, keys, filter);
        query.push(" ORDER BY a.id DESC LIMIT ").push_bind(i64::from(filter.size));
        query.push(" OFFSET ").push_bind(i64::from(filter.from));
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        let mut query = Query::new("SELECT count(*)");
        push_rows(&mut query, keys, filter);
        let total: i64 = query.build_query_scalar().fetch_one(&self.readers).await?;
        Ok(Page { total: total.unsigned_abs(), items: rows.into_iter().map(to_trace).collect::<Result<_>>()? })
    }
}

fn push_rows(query: &mut Query, keys: &BTreeSet<String>, filter: &TraceFilter) {
    query.push(" FROM trace a LEFT JOIN document d ON d.slug = a.document AND ");
    push_readable(query, "d", keys);
    // Whoever may not read the attachment does not learn of which document it is one.
    query.push(" AND (a.attachment IS NULL OR EXISTS (SELECT 1 FROM attachment_key o WHERE o.attachment = a.attachment AND o.key IN ");
    push_keys(query, keys);
    query.push(")) LEFT JOIN attachment h ON h.id = a.attachment AND (h.parent = d.id OR (h.noun = 'session' AND h.embargo IS NULL AND EXISTS \
         (SELECT 1 FROM attachment_key o WHERE o.attachment = h.id AND o.key IN ");
    push_keys(query, keys);
    query.push(")))");
    // That there is an indicator or a conference, whoever may look at the record may know.
    query.push(
        " LEFT JOIN (SELECT 'monitor/' || code AS name FROM indicator UNION ALL SELECT 'monitor/alles' \
          UNION ALL SELECT 'congres/' || c.code || p.part FROM conference c \
          JOIN (SELECT '/aanmeldingen' AS part UNION ALL SELECT '/sprekers') p) i \
          ON i.name = a.document AND a.deed IN ('exported', 'invited', 'ended') WHERE true",
    );
    if let Some(person) = &filter.person {
        query.push(" AND a.person = ").push_bind(person.to_string());
    }
    if let Some(deed) = filter.deed {
        query.push(" AND a.deed = ").push_bind(deed.code());
    }
    if let Some(document) = &filter.document {
        query.push(" AND coalesce(d.slug, i.name) = ").push_bind(document.clone());
    }
}

type Columns = (i64, String, String, Option<String>, Option<String>, Option<String>, String);

fn to_trace((at, person, deed, document, attachment, tlp, ground): Columns) -> Result<Trace> {
    let unreadable = |reason: String| Error::Unreadable { noun: "trace", id: at.to_string(), reason };
    Ok(Trace {
        at: moment(at)?,
        person: slug(&person)?,
        deed: Deed::parse(&deed).ok_or_else(|| unreadable(format!("unknown deed {deed}")))?,
        document,
        attachment,
        tlp: tlp.map(|tlp| tlp.parse::<Tlp>()).transpose().map_err(|error| unreadable(error.to_string()))?,
        ground,
    })
}
