//! Files that speakers hand in with a personal link. Until an organiser publishes one it has no keys and no row in the log.

use std::collections::BTreeSet;

use app::model::attachment::Attachment;
use app::model::change::{Noun, Verb};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::speakers::{Consent, HandIn, HandedFile, SpeakerLink};
use app::model::tlp::Tlp;
use jiff::Timestamp;

use super::attachments::{ATTACHMENT, Columns, NewAttachment, add_keys, to_attachment};
use super::material::{hanging, session_id};
use super::sql::{self, Query};
use super::staging::to_json;
use super::{Result, Store, Unhung, changes, unseen};

/// A file that waits, and how it is to be published.
pub struct Hanging<'a> {
    pub file: &'a HandedFile,
    pub sharing: &'a Sharing,
    pub embargo: Option<Timestamp>,
    /// The organiser, who reads it whatever the label says.
    pub author: &'a Slug,
    /// Files that may hang on the session.
    pub most: u32,
}

impl Store {
    /// The files that came with links to a conference, in the order in which they came; those that are published too.
    pub async fn handed_files(&self, conference: &Slug) -> Result<Vec<HandedFile>> {
        let mut query = Query::new(
            "SELECT h.attachment, h.link, l.speaker, h.publish, h.record, h.note, a.noun FROM handed_file h \
             JOIN speaker_link l ON l.id = h.link JOIN attachment a ON a.id = h.attachment WHERE l.conference = ",
        );
        query.push_bind(conference.to_string()).push(" ORDER BY h.attachment");
        let rows: Vec<Row> = query.build_query_as().fetch_all(&self.readers).await?;
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.id IN (SELECT h.attachment FROM handed_file h JOIN speaker_link l ON l.id = h.link WHERE l.conference = ");
        query.push_bind(conference.to_string()).push(") ORDER BY a.id");
        let files: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        let files: Vec<Attachment> = files.into_iter().map(|row| Ok(to_attachment(row)?.1)).collect::<Result<_>>()?;
        let of = |(id, link, speaker, publish, record, remark, noun): Row| {
            let attachment = files.iter().find(|file| file.id.as_str() == id)?.clone();
            let consent = Consent { publish, record };
            Some(HandedFile { attachment, link, speaker, consent, remark, published: noun == "session" })
        };
        Ok(rows.into_iter().filter_map(of).collect())
    }

    /// Takes files in that came with a link, all of them or none. At most `most` of one link wait, each once.
    pub async fn hand_in(
        &self,
        link: &SpeakerLink,
        terms: &HandIn,
        mut new: Vec<NewAttachment>,
        most: u32,
    ) -> Result<std::result::Result<(), Unhung>> {
        let _placing = self.files.placing.lock().await;
        let mut transaction = sql::begin(&self.writer).await?;
        let holds: bool = sqlx::query_scalar(
            "SELECT count(*) > 0 FROM speaker_link WHERE id = $1 AND ended IS NULL AND expires > $2",
        )
        .bind(&link.id)
        .bind(Timestamp::now().as_millisecond())
        .fetch_one(&mut *transaction)
        .await?;
        if !holds {
            return Ok(Err(Unhung::Gone));
        }
        let there: Vec<String> = sqlx::query_scalar(
            "SELECT a.digest FROM attachment a JOIN handed_file h ON h.attachment = a.id \
             WHERE h.link = $1 AND a.noun = 'speaker'",
        )
        .bind(&link.id)
        .fetch_all(&mut *transaction)
        .await?;
        if let Some(fault) = Unhung::of(&there, &new, most) {
            return Ok(Err(fault));
        }
        let (actor, at) = (format!("speaker-link:{}", link.id), session_id(&link.conference, &link.session));
        unseen::place(&mut transaction, &actor, ("speaker", &at), &mut new).await?;
        for one in &new {
            sqlx::query(
                "INSERT INTO handed_file (attachment, link, publish, record, note) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(one.id.as_str())
            .bind(&link.id)
            .bind(i64::from(terms.consent.publish))
            .bind(i64::from(terms.consent.record))
            .bind(&terms.remark)
            .execute(&mut *transaction)
            .await?;
        }
        self.settle(transaction).await?;
        Ok(Ok(()))
    }

    /// Changes what a speaker says of a file that waits; `false` where none of that id waits with this link.
    pub async fn change_handed(&self, link: &str, id: &Slug, tlp: Tlp, consent: Consent) -> Result<bool> {
        let sharing = proposed(tlp);
        let mut transaction = sql::begin(&self.writer).await?;
        let changed = sqlx::query(
            "UPDATE attachment SET sharing = $1 WHERE id = $2 AND noun = 'speaker' \
             AND EXISTS (SELECT 1 FROM handed_file h WHERE h.attachment = attachment.id AND h.link = $3)",
        )
        .bind(to_json(&sharing, id)?)
        .bind(id.as_str())
        .bind(link)
        .execute(&mut *transaction)
        .await?;
        if changed.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("UPDATE handed_file SET publish = $1, record = $2 WHERE attachment = $3")
            .bind(i64::from(consent.publish))
            .bind(i64::from(consent.record))
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes a file away that waits with this link, or, without one, on this session; `false` where there is none.
    pub async fn drop_handed(&self, session: &str, link: Option<&str>, id: &Slug) -> Result<bool> {
        let mut query = Query::new("DELETE FROM attachment WHERE noun = 'speaker' AND id = ");
        query.push_bind(id.to_string()).push(" AND parent = ").push_bind(session.to_owned());
        if let Some(link) = link {
            query.push(" AND EXISTS (SELECT 1 FROM handed_file h WHERE h.attachment = attachment.id AND h.link = ");
            query.push_bind(link.to_owned()).push(")");
        }
        Ok(query.build().execute(&self.writer).await?.rows_affected() == 1)
    }

    /// Hangs a file that waits on its session, if its speaker still says of it what was looked at. What these keys open of the
    /// session counts, as for any other file there.
    pub async fn publish_handed(
        &self,
        actor: &str,
        keys: &BTreeSet<String>,
        session: &str,
        Hanging { file, sharing, embargo, author, most }: Hanging<'_>,
    ) -> Result<std::result::Result<(), Unhung>> {
        let attachment = &file.attachment;
        let mut transaction = sql::begin(&self.writer).await?;
        let there = hanging(&mut transaction, keys, session).await?;
        if there.len() >= most as usize {
            return Ok(Err(Unhung::Full));
        }
        if there.contains(&attachment.digest) {
            return Ok(Err(Unhung::Already(attachment.name.clone())));
        }
        let hung = sqlx::query(
            "UPDATE attachment SET noun = 'session', sharing = $1, embargo = $2, author = $3, actor = $4, at = $5 \
             WHERE id = $6 AND noun = 'speaker' AND parent = $7 AND sharing = $8 AND EXISTS \
             (SELECT 1 FROM handed_file h WHERE h.attachment = attachment.id AND h.publish = 1 AND (h.record = 1 OR $9 = 0))",
        )
        .bind(to_json(sharing, &attachment.id)?)
        .bind(embargo.map(Timestamp::as_millisecond))
        .bind(author.as_str())
        .bind(actor)
        .bind(Timestamp::now().as_millisecond())
        .bind(attachment.id.as_str())
        .bind(session)
        .bind(to_json(&attachment.sharing, &attachment.id)?)
        .bind(i64::from(attachment.kind.is_recording()))
        .execute(&mut *transaction)
        .await?;
        if hung.rows_affected() == 0 {
            return Ok(Err(Unhung::Gone));
        }
        add_keys(&mut transaction, &attachment.id, sharing, Some(author)).await?;
        let id = attachment.id.as_str();
        let seq = changes::record(&mut transaction, actor, Noun::Attachment, id, Verb::Created).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(Ok(()))
    }
}

/// A label that a speaker proposes. For whom within it is for the organiser to say.
pub fn proposed(tlp: Tlp) -> Sharing {
    Sharing::new(tlp, BTreeSet::new(), false).unwrap_or(Sharing::clear())
}

type Row = (String, String, String, bool, bool, String, String);
