//! Files that hang on the sessions of conferences. Programmes are for everybody, so the keys of a file are enough.

use std::collections::BTreeSet;

use app::model::attachment::Attachment;
use app::model::change::{Noun, Verb};
use app::model::slug::Slug;
use jiff::Timestamp;

use super::attachments::{ATTACHMENT, Columns, NewAttachment, to_attachment, write};
use super::listing::push_keys;
use super::sql::{self, Connection, Query};
use super::{Result, Store, Unhung, changes};

/// The id under which files hang on a session.
pub fn session_id(conference: &Slug, guid: &str) -> String {
    format!("{conference}/{guid}")
}

impl Store {
    /// What these keys open of a conference, by session and then in the order in which it came. `organiser` sees what is
    /// under embargo too.
    pub async fn material(
        &self,
        keys: &BTreeSet<String>,
        conference: &Slug,
        organiser: bool,
    ) -> Result<Vec<Attachment>> {
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.noun = 'session' AND a.parent >= ").push_bind(format!("{conference}/"));
        // The sign after the slash: no id of this conference comes later.
        query.push(" AND a.parent < ").push_bind(format!("{conference}0")).push(" AND ");
        push_open(&mut query, keys, organiser);
        query.push(" ORDER BY a.parent, a.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| Ok(to_attachment(row)?.1)).collect()
    }

    /// A file of a session, if these keys open it.
    pub async fn material_of(&self, keys: &BTreeSet<String>, id: &Slug, organiser: bool) -> Result<Option<Attachment>> {
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.noun = 'session' AND a.id = ").push_bind(id.as_str()).push(" AND ");
        push_open(&mut query, keys, organiser);
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(|row| Ok(to_attachment(row)?.1)).transpose()
    }

    /// Files of sessions by id, and all of these conferences, whoever may read them; what is under embargo left out.
    pub async fn released_material(&self, ids: &[String], conferences: &BTreeSet<Slug>) -> Result<Vec<Attachment>> {
        if ids.is_empty() && conferences.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.noun = 'session' AND a.embargo IS NULL AND (false");
        if !ids.is_empty() {
            query.push(" OR a.id IN ");
            push_keys(&mut query, ids);
        }
        for conference in conferences {
            query.push(" OR (a.parent >= ").push_bind(format!("{conference}/"));
            query.push(" AND a.parent < ").push_bind(format!("{conference}0")).push(")");
        }
        query.push(") ORDER BY a.id");
        let rows: Vec<Columns> = query.build_query_as().persistent(false).fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| Ok(to_attachment(row)?.1)).collect()
    }

    /// Hangs files on a session, all of them or none.
    pub async fn attach_material(
        &self,
        actor: &str,
        keys: &BTreeSet<String>,
        session: &str,
        mut new: Vec<NewAttachment>,
        most: u32,
    ) -> Result<std::result::Result<(), Unhung>> {
        let _placing = self.files.placing.lock().await;
        let mut transaction = sql::begin(&self.writer).await?;
        let hanging = hanging(&mut transaction, keys, session).await?;
        if let Some(fault) = Unhung::of(&hanging, &new, most) {
            return Ok(Err(fault));
        }
        for one in &mut new {
            one.file.place().await?;
        }
        let mut seq = 0;
        for one in &new {
            seq = write(&mut transaction, actor, ("session", session), one).await?;
        }
        transaction.commit().await?;
        self.announce(seq);
        Ok(Ok(()))
    }

    /// Ends every embargo that is over; gives how many did. Whoever may read those files learns of them now.
    pub async fn end_embargoes(&self, now: Timestamp) -> Result<usize> {
        let over = "SELECT id FROM attachment WHERE embargo IS NOT NULL AND embargo <= $1 ORDER BY id";
        let due: Vec<String> = sqlx::query_scalar(over).bind(now.as_millisecond()).fetch_all(&self.readers).await?;
        if due.is_empty() {
            return Ok(0);
        }
        let mut transaction = sql::begin(&self.writer).await?;
        let mut seq = 0;
        for id in &due {
            sqlx::query("UPDATE attachment SET embargo = NULL WHERE id = $1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            seq = changes::record(&mut transaction, "embargo", Noun::Attachment, id, Verb::Changed).await?;
        }
        transaction.commit().await?;
        self.announce(seq);
        Ok(due.len())
    }
}

/// The digests of what these keys open on a session, under embargo too.
pub(super) async fn hanging(
    connection: &mut Connection,
    keys: &BTreeSet<String>,
    session: &str,
) -> Result<Vec<String>> {
    let mut query = Query::new("SELECT a.digest FROM attachment a WHERE a.noun = 'session' AND a.parent = ");
    query.push_bind(session).push(" AND ");
    push_open(&mut query, keys, true);
    Ok(query.build_query_scalar().fetch_all(connection).await?)
}

/// The condition that these keys open a file `a` of a session.
fn push_open(query: &mut Query, keys: &BTreeSet<String>, organiser: bool) {
    if !organiser {
        query.push("a.embargo IS NULL AND ");
    }
    query.push("EXISTS (SELECT 1 FROM attachment_key o WHERE o.attachment = a.id AND o.key IN ");
    push_keys(query, keys);
    query.push(")");
}
