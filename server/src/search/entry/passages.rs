//! The entries of a file that hangs on a document or a session: one per page, slide, sheet or part of it.

use app::model::attachment::{Attachment, Carrier, Passage};
use app::model::conference::Edition;
use app::model::document::Document;
use app::model::query::FoundIn;

use super::{Edit, Entry, Outer, document};

/// The name of an attachment in the index.
pub fn attachment_key(id: &str) -> String {
    format!("attachment/{id}")
}

/// The passages of a file of a document. They are found as the document: in its language, under its filters, and one hit with
/// it. What is said of the document itself is not said again of every page.
pub fn attachment(document_of: &Document, attachment: &Attachment, passages: &[Passage]) -> Edit {
    of(document(document_of).entries.pop(), attachment, passages)
}

/// The passages of a file of a session; none where the programme has that session no more.
pub fn material(edition: &Edition, attachment: &Attachment, passages: &[Passage]) -> Edit {
    let whole = match &attachment.carrier {
        Carrier::Session { guid, .. } => edition.programme.sessions.iter().find(|session| session.guid == *guid),
        Carrier::Document(_) | Carrier::Draft(_) => None,
    };
    let whole = whole.and_then(|session| super::session(edition, session, edition.programme.lang()));
    of(whole, attachment, passages)
}

fn of(whole: Option<Entry>, attachment: &Attachment, passages: &[Passage]) -> Edit {
    let key = attachment_key(attachment.id.as_str());
    let Some(whole) = whole else { return Edit { key, entries: Vec::new() } };
    let entry = |passage: &Passage| {
        let mut card = whole.card.clone();
        card.summary = String::new();
        card.tlp = card.tlp.max(attachment.sharing.tlp());
        card.passage = Some(FoundIn {
            attachment: attachment.id.clone(),
            name: attachment.name.clone(),
            unit: attachment.kind.unit(),
            number: passage.number,
            begins: passage.begins,
        });
        Entry {
            card,
            titled: false,
            sharing: attachment.sharing.clone(),
            author: attachment.author.clone(),
            outer: Some(Outer { sharing: whole.sharing.clone(), author: whole.author.clone() }),
            body: passage.text.clone(),
            tags: Vec::new(),
            version: whole.version,
        }
    };
    Edit { key, entries: passages.iter().map(entry).collect() }
}
