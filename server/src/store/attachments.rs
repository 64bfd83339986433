//! Which files hang on which documents, trimmed to the reader in SQL.

use std::collections::BTreeSet;

use app::model::attachment::{Attachment, Carrier, FileKind, Reading};
use app::model::change::{Noun, Verb};
use app::model::document::Document;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use jiff::Timestamp;
use sqlx::{FromRow, Row as _};

use super::files::Arrived;
use super::listing::{push_keys, push_readable};
use super::sql::{self, Connection, Query};
use super::{Error, Result, Store, changes};

/// A file that arrived and is to hang on a document.
pub struct NewAttachment {
    pub id: Slug,
    pub name: String,
    pub kind: FileKind,
    pub sharing: Sharing,
    pub author: Option<Slug>,
    pub embargo: Option<Timestamp>,
    pub file: Arrived,
}

/// Why files that arrived were not attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unhung {
    /// The document is not there any more.
    Gone,
    /// Too many hang there already.
    Full,
    /// This file, by its name, hangs there already.
    Already(String),
}

impl Unhung {
    /// Why `new` cannot come beside files of these digests, if so: at most `most` together, and each once.
    pub(super) fn of(hanging: &[String], new: &[NewAttachment], most: u32) -> Option<Unhung> {
        if hanging.len() + new.len() > most as usize {
            return Some(Unhung::Full);
        }
        let mut known: BTreeSet<&str> = hanging.iter().map(String::as_str).collect();
        let twice = new.iter().find(|one| !known.insert(&one.file.digest));
        twice.map(|one| Unhung::Already(one.name.clone()))
    }
}

impl Store {
    /// What hangs on a document and these keys open, in the order in which it came. For a document that they open.
    pub async fn attachments(&self, keys: &BTreeSet<String>, document: &str) -> Result<Vec<Attachment>> {
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.noun = 'document' AND a.parent = ").push_bind(document).push(" AND ");
        push_open(&mut query, keys);
        query.push(" ORDER BY a.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| Ok(to_attachment(row)?.1)).collect()
    }

    /// An attachment with its document, if these keys open both.
    pub async fn attachment(&self, keys: &BTreeSet<String>, id: &Slug) -> Result<Option<(Attachment, Document)>> {
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.id = ").push_bind(id.as_str()).push(" AND a.noun = 'document' AND ");
        push_open(&mut query, keys);
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        let Some((_, attachment)) = row.map(to_attachment).transpose()? else { return Ok(None) };
        let Carrier::Document(slug) = &attachment.carrier else { return Ok(None) };
        let document = self.document(keys, slug).await?;
        Ok(document.map(|document| (attachment, document)))
    }

    /// Attachments by id, and those on documents by the id of the document, whoever may read them, each with the id of its
    /// document. What hangs on nothing is left out.
    pub async fn attachments_of(&self, ids: &[String], documents: &[String]) -> Result<Vec<(String, Attachment)>> {
        if ids.is_empty() && documents.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE d.id IS NOT NULL AND (false");
        for (column, values) in [("a.id", ids), ("a.parent", documents)] {
            if !values.is_empty() {
                query.push(format_args!(" OR {column} IN "));
                push_keys(&mut query, values);
            }
        }
        query.push(") ORDER BY a.id");
        let rows: Vec<Columns> = query.build_query_as().persistent(false).fetch_all(&self.readers).await?;
        rows.into_iter().map(to_attachment).collect()
    }

    /// The ids of what hangs on these documents, whether they are there or withdrawn.
    pub async fn hung_on(&self, documents: &[String]) -> Result<Vec<String>> {
        if documents.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Query::new("SELECT id FROM attachment WHERE noun = 'document' AND parent IN ");
        push_keys(&mut query, documents);
        Ok(query.build_query_scalar().persistent(false).fetch_all(&self.readers).await?)
    }

    /// Hangs files on a document, all of them or none: gives each its name in the folder first, then writes the rows. At most
    /// `most` that these keys open may hang there, each once; what they do not open is as if it were not there.
    pub async fn attach(
        &self,
        actor: &str,
        keys: &BTreeSet<String>,
        document: &str,
        mut new: Vec<NewAttachment>,
        most: u32,
    ) -> Result<std::result::Result<(), Unhung>> {
        let _placing = self.files.placing.lock().await;
        let mut transaction = sql::begin(&self.writer).await?;
        if let Some(fault) = unhung(&mut transaction, keys, document, &new, most).await? {
            return Ok(Err(fault));
        }
        // Whatever happens from here on: a file without row is harmless, a row without file is not.
        for one in &mut new {
            one.file.place().await?;
        }
        let mut seq = 0;
        for one in &new {
            seq = write(&mut transaction, actor, ("document", document), one).await?;
        }
        transaction.commit().await?;
        self.announce(seq);
        Ok(Ok(()))
    }

    /// Takes an attachment away from what it hangs on (noun and id); false when none of that id hangs there.
    pub async fn detach(&self, actor: &str, (noun, parent): (&str, &str), id: &Slug) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let versions: Vec<(i64, String)> = sqlx::query_as(
            "SELECT v.n, v.digest FROM attachment_version v JOIN attachment a ON a.id = v.attachment \
             WHERE a.id = $1 AND a.noun = $2 AND a.parent = $3",
        )
        .bind(id.as_str())
        .bind(noun)
        .bind(parent)
        .fetch_all(&mut *transaction)
        .await?;
        let gone: Option<(String, Option<i64>)> = sqlx::query_as(
            "DELETE FROM attachment WHERE id = $1 AND noun = $2 AND parent = $3 RETURNING digest, embargo",
        )
        .bind(id.as_str())
        .bind(noun)
        .bind(parent)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((digest, embargo)) = gone else { return Ok(false) };
        // Under an embargo nobody could read it, so it is news to nobody that it is gone.
        if embargo.is_some() {
            sqlx::query("DELETE FROM attachment_key WHERE attachment = $1")
                .bind(id.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        let versions = versions.into_iter().map(|(n, digest)| (format!("{id}/{n}"), digest));
        for (id, digest) in std::iter::once((id.to_string(), digest)).chain(versions) {
            sqlx::query("INSERT INTO detached (id, noun, parent, digest, actor, at) VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(id)
                .bind(noun)
                .bind(parent)
                .bind(digest)
                .bind(actor)
                .bind(Timestamp::now().as_millisecond())
                .execute(&mut *transaction)
                .await?;
        }
        let seq = changes::record(&mut transaction, actor, Noun::Attachment, id.as_str(), Verb::Deleted).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }
}

async fn unhung(
    connection: &mut Connection,
    keys: &BTreeSet<String>,
    document: &str,
    new: &[NewAttachment],
    most: u32,
) -> Result<Option<Unhung>> {
    let there: bool = sqlx::query_scalar("SELECT count(*) > 0 FROM document WHERE id = $1")
        .bind(document)
        .fetch_one(&mut *connection)
        .await?;
    if !there {
        return Ok(Some(Unhung::Gone));
    }
    let mut query = Query::new("SELECT a.digest FROM attachment a JOIN document d ON d.id = a.parent");
    query.push(" WHERE a.noun = 'document' AND a.parent = ").push_bind(document).push(" AND ");
    push_open(&mut query, keys);
    let hanging: Vec<String> = query.build_query_scalar().fetch_all(connection).await?;
    Ok(Unhung::of(&hanging, new, most))
}

/// Writes the rows of a file that readers may have from now on; `carrier` is the noun and id of what it hangs on.
pub(super) async fn write(
    connection: &mut Connection,
    actor: &str,
    carrier: (&str, &str),
    new: &NewAttachment,
) -> Result<i64> {
    rows_of(connection, actor, carrier, new).await?;
    add_keys(connection, &new.id, &new.sharing, new.author.as_ref()).await?;
    changes::record(connection, actor, Noun::Attachment, new.id.as_str(), Verb::Created).await
}

/// Writes the keys that open a file to readers.
pub(super) async fn add_keys(
    connection: &mut Connection,
    id: &Slug,
    sharing: &Sharing,
    author: Option<&Slug>,
) -> Result<()> {
    for key in sharing.keys(author) {
        sqlx::query("INSERT INTO attachment_key (attachment, key) VALUES ($1, $2)")
            .bind(id.as_str())
            .bind(key)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Writes what is kept of a file that has its name, and where it hangs.
pub(super) async fn rows_of(
    connection: &mut Connection,
    actor: &str,
    (noun, parent): (&str, &str),
    new: &NewAttachment,
) -> Result<()> {
    let sharing = serde_json::to_string(&new.sharing).map_err(|error| unreadable(new.id.as_str(), error))?;
    add_file(connection, &new.file, new.kind).await?;
    sqlx::query(
        "INSERT INTO attachment (id, noun, parent, digest, name, sharing, author, actor, at, embargo) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id.as_str())
    .bind(noun)
    .bind(parent)
    .bind(&new.file.digest)
    .bind(&new.name)
    .bind(sharing)
    .bind(new.author.as_ref().map(Slug::as_str))
    .bind(actor)
    .bind(Timestamp::now().as_millisecond())
    .bind(new.embargo.map(Timestamp::as_millisecond))
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes what is kept of the bytes of a file, whatever hangs with them.
pub(super) async fn add_file(connection: &mut Connection, file: &Arrived, kind: FileKind) -> Result<()> {
    sqlx::query(
        "INSERT INTO file (digest, size, kind, reading) VALUES ($1, $2, $3, $4) ON CONFLICT (digest) DO NOTHING",
    )
    .bind(&file.digest)
    .bind(i64::try_from(file.size).unwrap_or(i64::MAX))
    .bind(kind.code())
    .bind((!kind.has_text()).then_some("nothing"))
    .execute(connection)
    .await?;
    Ok(())
}

/// The condition that these keys open an attachment `a` of a document `d`: both of them.
fn push_open(query: &mut Query, keys: &BTreeSet<String>) {
    query.push("EXISTS (SELECT 1 FROM attachment_key o WHERE o.attachment = a.id AND o.key IN ");
    push_keys(query, keys);
    query.push(") AND ");
    push_readable(query, "d", keys);
}

/// The condition that a change `c` is about an attachment, there or taken away, that these keys open. Whether they open
/// the document now is enough: who may not read that learns nothing of what hangs on it.
pub fn push_known(query: &mut Query, keys: &BTreeSet<String>) {
    query.push(
        "EXISTS (SELECT 1 FROM attachment_key o \
         JOIN (SELECT id, noun, parent, embargo FROM attachment \
               UNION ALL SELECT id, noun, parent, NULL FROM detached) a ON a.id = o.attachment \
         LEFT JOIN document d ON a.noun = 'document' AND d.id = a.parent \
         WHERE c.noun = 'attachment' AND o.attachment = c.id AND a.embargo IS NULL AND o.key IN ",
    );
    push_keys(query, keys);
    query.push(" AND (a.noun = 'session' OR (d.id IS NOT NULL AND ");
    push_readable(query, "d", keys);
    query.push(")))");
}

pub(super) const ATTACHMENT: &str = "SELECT a.id, a.noun, a.parent, d.slug AS document, a.name, f.kind, f.size, f.digest, a.sharing, \
                          a.author, a.at, a.embargo, f.reading, f.passages, \
                          (SELECT count(*) FROM attachment_version v WHERE v.attachment = a.id) AS versions, \
                          (SELECT json_group_array(json_object('number', p.n, 'kind', p.kind, 'width', p.width, \
                            'height', p.height, 'digest', p.picture, 'size', p.size, 'beginning', coalesce(substr(t.text, 1, 160), '')) \
                            ORDER BY p.n) FROM picture p LEFT JOIN passage t ON t.digest = p.digest AND t.n = p.n \
                           WHERE p.digest = a.digest) AS pictures FROM attachment a JOIN file f ON f.digest = a.digest \
                          LEFT JOIN document d ON a.noun = 'document' AND d.id = a.parent";

/// A row of [`ATTACHMENT`], by the names of its columns: there are as many as a tuple can have.
pub(super) struct Columns {
    id: String,
    noun: String,
    parent: String,
    document: Option<String>,
    name: String,
    kind: String,
    size: i64,
    digest: String,
    sharing: String,
    author: Option<String>,
    at: i64,
    embargo: Option<i64>,
    reading: Option<String>,
    passages: i64,
    versions: i64,
    pictures: String,
}

impl<'r> FromRow<'r, sql::Row> for Columns {
    fn from_row(row: &'r sql::Row) -> sqlx::Result<Columns> {
        Ok(Columns {
            id: row.try_get("id")?,
            noun: row.try_get("noun")?,
            parent: row.try_get("parent")?,
            document: row.try_get("document")?,
            name: row.try_get("name")?,
            kind: row.try_get("kind")?,
            size: row.try_get("size")?,
            digest: row.try_get("digest")?,
            sharing: row.try_get("sharing")?,
            author: row.try_get("author")?,
            at: row.try_get("at")?,
            embargo: row.try_get("embargo")?,
            reading: row.try_get("reading")?,
            passages: row.try_get("passages")?,
            versions: row.try_get("versions")?,
            pictures: row.try_get("pictures")?,
        })
    }
}

/// With the id of what it hangs on.
pub(super) fn to_attachment(row: Columns) -> Result<(String, Attachment)> {
    let Columns { id, noun, parent, document, name, kind, size, digest, sharing, author, at, .. } = row;
    let Columns { embargo, reading, passages, versions, pictures, .. } = row;
    let refuse = |reason: String| unreadable(&id, reason);
    let slug = |text: &str| text.parse::<Slug>().map_err(|error| refuse(error.to_string()));
    let passages = u32::try_from(passages).unwrap_or(u32::MAX);
    let attachment = Attachment {
        id: slug(&id)?,
        carrier: match (document, parent.split_once('/')) {
            (Some(document), _) => Carrier::Document(slug(document.as_str())?),
            (None, Some((conference, guid))) => {
                Carrier::Session { conference: slug(conference)?, guid: guid.to_owned() }
            }
            (None, None) if noun == "draft" => Carrier::Draft(slug(&parent)?),
            (None, None) => return Err(refuse(format!("it hangs on nothing ({parent})"))),
        },
        kind: FileKind::parse(&kind).ok_or_else(|| refuse(format!("unknown kind {kind}")))?,
        size: size.unsigned_abs(),
        sharing: serde_json::from_str(&sharing).map_err(|error| refuse(error.to_string()))?,
        author: author.as_deref().map(slug).transpose()?,
        added: moment(at).map_err(&refuse)?,
        embargo: embargo.map(moment).transpose().map_err(&refuse)?,
        reading: match reading.as_deref() {
            None => Reading::Waiting,
            Some("whole") => Reading::Whole(passages),
            Some("part") => Reading::Part(passages),
            Some("nothing") => Reading::Nothing,
            Some(other) => return Err(refuse(format!("unknown reading {other}"))),
        },
        versions: u32::try_from(versions).unwrap_or(u32::MAX),
        pictures: serde_json::from_str(&pictures).map_err(|error| refuse(error.to_string()))?,
        name,
        digest,
    };
    Ok((parent, attachment))
}

fn moment(at: i64) -> std::result::Result<Timestamp, String> {
    Timestamp::from_millisecond(at).map_err(|error| error.to_string())
}

fn unreadable(id: &str, error: impl std::fmt::Display) -> Error {
    Error::Unreadable { noun: "attachment", id: id.to_owned(), reason: error.to_string() }
}
