//! The export of an administrator: everything, whoever may read it.

use std::path::Path;

use app::model::indicator::Indicator;

use crate::exchange::write_folder::{self, Folder};
use crate::store::{self, Store};

/// Why nothing, or not everything, was exported.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    #[error(transparent)]
    Folder(#[from] write_folder::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

const AT_ONCE: u32 = 200;

/// Writes all documents and registers; gives the number of documents.
pub async fn export(store: &Store, folder: &Path) -> Result<u64, Unwritten> {
    let folder = Folder::create(folder)?;
    folder.hubs(&store.hubs().await?)?;
    folder.places(&store.places().await?)?;
    folder.concepts(&store.concepts().await?)?;
    folder.plan(&store.plan().await?)?;
    folder.plan_entries(&store.plan_entries().await?)?;
    folder.reports(&store.filed_reports().await?)?;
    folder.said(&store.said().await?)?;
    folder.contact_points(&store.moved_contacts().await?)?;
    let mut indicators = store.indicators().await?;
    for indicator in &mut indicators {
        former_hubs(store, indicator).await?;
    }
    folder.indicators(&indicators)?;
    values(store, &folder, &indicators).await?;
    folder.announcements(&store.announcements().await?)?;
    for (slug, _) in store.outlines().await? {
        if let Some(edition) = store.edition(&slug).await? {
            folder.programme(&edition)?;
        }
    }
    let (mut written, mut last) = (0, None);
    loop {
        let documents = store.documents_after(last.as_deref(), AT_ONCE).await?;
        let Some(end) = documents.last() else { return Ok(written) };
        last = Some(end.id.clone());
        for document in documents {
            folder.document(&document.write_up)?;
            written += 1;
        }
    }
}

/// Names the places that have values and are not on the list any more: without that, the folder could not be imported again.
async fn former_hubs(store: &Store, indicator: &mut Indicator) -> store::Result<()> {
    if indicator.hubs.is_empty() {
        return Ok(());
    }
    for strand in store.strands_of(&indicator.code).await? {
        if !indicator.takes(&strand.place) && !indicator.former_hubs.contains(&strand.place) {
            indicator.former_hubs.push(strand.place);
        }
    }
    Ok(())
}

/// Every value, and what was known before it. One indicator at a time: all of them may not fit in memory.
async fn values(store: &Store, folder: &Folder, indicators: &[Indicator]) -> Result<(), Unwritten> {
    if store.count_observations().await? == 0 {
        return Ok(());
    }
    let mut values = folder.observations()?;
    for indicator in indicators {
        for vintage in store.vintages(&indicator.code).await? {
            // What was corrected on the day on which it came was at the end of no day what was known, and of one day an import
            // takes one value.
            if vintage.known_until.is_some() && vintage.known_until == vintage.observation.known_on {
                continue;
            }
            values.add(&vintage.observation, vintage.named)?;
        }
    }
    Ok(values.finish()?)
}
