//! Rendered pages of readers without account, as long as nothing changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::HeaderValue;

use super::nonce::Template;
use super::pulse::Version;

/// A page ready to be sent.
#[derive(Debug)]
pub struct Rendered {
    pub template: Template,
    /// Weak: two answers differ in their nonce and encoding.
    pub etag: HeaderValue,
}

/// A bounded memory of pages by path and query. One change anywhere empties it: a page shows neighbours, counts and
/// lists, so there is no telling which pages a change leaves as they were.
#[derive(Debug)]
pub struct Cache {
    most_bytes: usize,
    shelf: Mutex<Shelf>,
}

#[derive(Debug, Default)]
struct Shelf {
    version: Version,
    pages: HashMap<String, Kept>,
    bytes: usize,
    clock: u64,
}

#[derive(Debug)]
struct Kept {
    page: Arc<Rendered>,
    bytes: usize,
    /// When it was last asked for, by the shelf's own clock.
    used: u64,
}

impl Cache {
    pub fn new(most_bytes: usize) -> Cache {
        Cache { most_bytes, shelf: Mutex::default() }
    }

    pub fn get(&self, version: Version, address: &str) -> Option<Arc<Rendered>> {
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.version != version {
            return None;
        }
        shelf.clock += 1;
        let now = shelf.clock;
        let kept = shelf.pages.get_mut(address)?;
        kept.used = now;
        Some(kept.page.clone())
    }

    /// Keeps a page that was rendered from this version or a later one: the version is read before rendering starts.
    pub fn put(&self, version: Version, address: &str, page: Arc<Rendered>) {
        let bytes = page.template.text().len() + 2 * address.len() + 256;
        if bytes > self.most_bytes / 4 {
            return;
        }
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.version > version {
            return;
        }
        if shelf.version < version {
            *shelf = Shelf { version, ..Shelf::default() };
        }
        shelf.clock += 1;
        let used = shelf.clock;
        if let Some(old) = shelf.pages.insert(address.to_owned(), Kept { page, bytes, used }) {
            shelf.bytes -= old.bytes;
        }
        shelf.bytes += bytes;
        if shelf.bytes > self.most_bytes {
            shelf.drop_older_half();
        }
    }
}

impl Shelf {
    /// Makes room in one go, so that a full shelf is not searched for the oldest page at every new one.
    fn drop_older_half(&mut self) {
        let mut used: Vec<u64> = self.pages.values().map(|kept| kept.used).collect();
        let middle = used.len() / 2;
        let (_, median, _) = used.select_nth_unstable(middle);
        let median = *median;
        self.pages.retain(|_, kept| kept.used > median);
        self.bytes = self.pages.values().map(|kept| kept.bytes).sum();
    }
}
