//! The entries of a file that hangs on a document: one per page, slide, sheet or part of it.

use app::model::attachment::{Attachment, Passage};
use app::model::document::Document;
use app::model::query::FoundIn;

use super::{Edit, Entry, Outer, document};

/// The name of an attachment in the index.
pub fn attachment_key(id: &str) -> String {
    format!("attachment/{id}")
}

/// The passages of a file. They are found as the document: in its language, under its filters, and one hit with it. What is
/// said of the document itself is not said again of every page.
pub fn attachment(document_of: &Document, attachment: &Attachment, passages: &[Passage]) -> Edit {
    let Some(whole) = document(document_of).entries.pop() else {
        return Edit { key: attachment_key(attachment.id.as_str()), entries: Vec::new() };
    };
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
    Edit { key: attachment_key(attachment.id.as_str()), entries: passages.iter().map(entry).collect() }
}
