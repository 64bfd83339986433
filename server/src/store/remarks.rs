//! What readers say about documents.

use std::collections::BTreeSet;

use app::model::change::{Noun, Verb};
use app::model::document::Summary;
use app::model::reader::Person;
use app::model::remark::{Concern, MOST_REMARKS, NewRemark, RemarkKind};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use jiff::Timestamp;

use super::adoptions::{Hung, hang, push_open};
use super::listing::{push_readable, to_summary};
use super::people::{moment, slug};
use super::sql::{self, Query};
use super::{Error, Result, Store, changes};

/// A remark as it is kept.
#[derive(Clone, Debug)]
pub struct KeptRemark {
    pub id: String,
    pub kind: RemarkKind,
    pub text: String,
    pub organisation: Slug,
    /// Absent where it was said in another store.
    pub author: Option<Slug>,
    pub at: Timestamp,
    pub private: bool,
    pub tlp: Tlp,
    pub resolved: Option<Timestamp>,
}

impl Store {
    /// Adds a remark for the readers of `sharing`; `false` when the person has too many that are not resolved.
    pub async fn add_remark(&self, by: &Person, document: &str, new: &NewRemark, sharing: &Sharing) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let open: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM remark r JOIN hung h ON h.id = r.id \
             WHERE h.document = $1 AND r.author = $2 AND r.resolved IS NULL",
        )
        .bind(document)
        .bind(by.id.as_str())
        .fetch_one(&mut *transaction)
        .await?;
        if open >= MOST_REMARKS as i64 {
            return Ok(false);
        }
        let id = hang(&mut transaction, &Hung { document, noun: Noun::Remark, sharing, author: Some(&by.id) }).await?;
        sqlx::query(
            "INSERT INTO remark (id, kind, text, organisation, author, private, tlp) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&id)
        .bind(new.kind.code())
        .bind(&new.text)
        .bind(by.organisation.as_str())
        .bind(by.id.as_str())
        .bind(i64::from(new.private))
        .bind(sharing.tlp().label())
        .execute(&mut *transaction)
        .await?;
        let actor = format!("person:{}", by.id);
        let seq = changes::record(&mut transaction, &actor, Noun::Remark, &id, Verb::Created).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Remarks on a document that these keys open, in the order in which they came.
    pub async fn remarks(&self, keys: &BTreeSet<String>, document: &str) -> Result<Vec<KeptRemark>> {
        let mut query = Query::new(
            "SELECT r.id, r.kind, r.text, r.organisation, r.author, h.at, r.private, r.tlp, r.resolved \
             FROM remark r JOIN hung h ON h.id = r.id JOIN document d ON d.id = h.document WHERE ",
        );
        push_open(&mut query, keys);
        query.push(" AND d.id = ").push_bind(document.to_owned()).push(" ORDER BY h.at, r.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_remark).collect()
    }

    /// Notes that a remark is resolved.
    pub async fn resolve_remark(&self, by: &Slug, id: &str) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query("UPDATE remark SET resolved = $1, resolver = $2 WHERE id = $3 AND resolved IS NULL")
            .bind(Timestamp::now().as_millisecond())
            .bind(by.as_str())
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        let actor = format!("person:{by}");
        let seq = changes::record(&mut transaction, &actor, Noun::Remark, id, Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Documents of an owner about which something waits, as far as these keys open documents and remarks.
    pub async fn concerns(&self, keys: &BTreeSet<String>, keeper: &Person) -> Result<Vec<Concern>> {
        let mut counts: std::collections::BTreeMap<String, [u32; 3]> = std::collections::BTreeMap::new();
        let mut query = Query::new(
            "SELECT d.id, r.kind, count(*) FROM remark r JOIN hung h ON h.id = r.id JOIN document d ON d.id = h.document \
             WHERE r.resolved IS NULL AND ",
        );
        push_kept(&mut query, keeper);
        query.push(" AND ");
        push_open(&mut query, keys);
        query.push(" GROUP BY d.id, r.kind");
        let rows: Vec<(String, String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        for (document, kind, count) in rows {
            let place = usize::from(kind != RemarkKind::Outdated.code());
            counts.entry(document).or_default()[place] += u32::try_from(count).unwrap_or(u32::MAX);
        }
        let mut query = Query::new(
            "SELECT d.id, count(*) FROM proposal p JOIN document d ON d.id = p.document WHERE p.state = 'open' AND ",
        );
        push_kept(&mut query, keeper);
        query.push(" AND ");
        push_readable(&mut query, "d", keys);
        query.push(" GROUP BY d.id");
        let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        for (document, count) in rows {
            counts.entry(document).or_default()[2] += u32::try_from(count).unwrap_or(u32::MAX);
        }
        let mut concerns = Vec::with_capacity(counts.len());
        for (document, [outdated, comments, proposals]) in counts {
            let row: Option<(String, i64)> = sqlx::query_as("SELECT summary, updated FROM document WHERE id = $1")
                .bind(&document)
                .fetch_optional(&self.readers)
                .await?;
            if let Some(row) = row {
                let document: Summary = to_summary(row)?;
                concerns.push(Concern { document, outdated, comments, proposals });
            }
        }
        concerns.sort_by(|a, b| {
            a.document.title.cmp(&b.document.title).then_with(|| a.document.slug.cmp(&b.document.slug))
        });
        Ok(concerns)
    }
}

/// Documents that are somebody's work: of their organisation, or written by them.
fn push_kept(query: &mut Query, keeper: &Person) {
    query.push("(d.owner = ").push_bind(keeper.organisation.to_string());
    query.push(" OR d.author = ").push_bind(keeper.id.to_string()).push(")");
}

type Columns = (String, String, String, String, Option<String>, i64, bool, String, Option<i64>);

fn to_remark((id, kind, text, organisation, author, at, private, tlp, resolved): Columns) -> Result<KeptRemark> {
    let unreadable = |reason: String| Error::Unreadable { noun: "remark", id: id.clone(), reason };
    Ok(KeptRemark {
        kind: RemarkKind::parse(&kind).ok_or_else(|| unreadable(format!("unknown kind {kind}")))?,
        text,
        organisation: slug(&organisation)?,
        author: author.map(|author| slug(&author)).transpose()?,
        at: moment(at)?,
        private,
        tlp: tlp.parse().map_err(|error: app::model::tlp::NotALabel| unreadable(error.to_string()))?,
        resolved: resolved.map(moment).transpose()?,
        id,
    })
}
