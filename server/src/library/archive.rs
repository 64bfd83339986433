//! The archive of a conference: what everybody may read of it, as a folder.

use std::path::Path;

use app::model::slug::Slug;
use app::words::Interface;

use crate::exchange::archive::{self, Unarchived};
use crate::exchange::words::Catalogue;
use crate::store::{self, Store};

/// Why there is no archive.
#[derive(Debug, thiserror::Error)]
pub enum NoArchive {
    #[error("there is no conference '{0}' with a programme")]
    NoConference(Slug),
    #[error(transparent)]
    Folder(#[from] Unarchived),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Writes the published programme of a conference, in its own language; gives the number of pages.
pub async fn archive(
    store: &Store,
    words: &'static Catalogue,
    conference: &Slug,
    folder: &Path,
    site: &str,
) -> Result<usize, NoArchive> {
    let edition = store.edition(conference).await?.ok_or_else(|| NoArchive::NoConference(conference.clone()))?;
    let lang = edition.programme.lang();
    let interface = Interface { lang: lang.interface(), words: words.get(lang) };
    Ok(archive::write(folder, &edition, &[], interface, site)?)
}
