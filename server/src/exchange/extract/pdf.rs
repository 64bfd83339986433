//! PDF: the text of each page, in the order in which the page draws it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use super::{Out, Unread};

pub fn read(bytes: &[u8], out: &mut Out<'_>) -> Result<(), Unread> {
    let damaged = |error: String| Unread::Damaged(error);
    let mut document = Document::load_mem(bytes).map_err(|error| damaged(error.to_string()))?;
    // Many files are locked against changes alone, and open without a password.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Unread::Locked);
    }
    let mut fault = None;
    for number in document.get_pages().into_keys() {
        let mut text = String::new();
        // One page that the library cannot bear is no reason to lose the others.
        let page = catch_unwind(AssertUnwindSafe(|| {
            output_doc_page(&document, &mut PlainTextOutput::new(&mut text), number).map_err(|error| error.to_string())
        }));
        let page = page.unwrap_or_else(|_| Err(format!("page {number} cannot be read")));
        fault = fault.or(page.err());
        out.page(&text)?;
    }
    fault.map_or(Ok(()), |fault| Err(damaged(fault)))
}
