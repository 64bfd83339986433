//! The archive of a conference: what everybody may read of it, as a folder.

use std::path::Path;

use app::model::attachment::Carrier;
use app::model::conference::Edition;
use app::model::reader::Reader;
use app::model::slug::Slug;
use app::words::Interface;

use crate::exchange::archive::{self, Material, Unarchived};
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
    let material = material(store, &edition).await?;
    Ok(archive::write(folder, &edition, &material, interface, site)?)
}

/// The files of the programme's sessions that everybody may read.
async fn material(store: &Store, edition: &Edition) -> store::Result<Vec<Material>> {
    let mut found = Vec::new();
    for attachment in store.material(&Reader::Anonymous.keys(), &edition.slug, false).await? {
        let Carrier::Session { guid, .. } = &attachment.carrier else { continue };
        let Some(session) = edition.programme.sessions.iter().find(|session| session.guid == *guid) else { continue };
        let bytes = store.files().whole(&attachment.digest).await?;
        let file = format!("{}.{}", attachment.id, attachment.kind.code());
        found.push(Material { session: session.number, name: attachment.name, file, bytes });
    }
    Ok(found)
}
