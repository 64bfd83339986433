//! `knooppunt import schedule.xml`: makes or updates a conference and publishes it, whole or not at all.

use std::error::Error;
use std::path::Path;

use app::model::conference::{Happened, OtherYear};
use app::model::slug::Slug;

use super::import::refused;
use super::progress::Progress;
use crate::exchange::Limits;
use crate::library::{Taken, make_findable, publish};
use crate::store::Store;

/// Imports a schedule and tells what is different now.
pub async fn run(data: &Path, path: &Path, limits: Limits, slug: Option<Slug>) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let taken = publish(&store, path, limits, slug, warn).await.map_err(refused)?;
    let progress = Progress::new();
    let found = make_findable(&store, &|done, total| {
        progress.say(|| format!("{done} of {total} changes taken into the index"))
    })
    .await;
    progress.end();
    tell(&taken);
    found?;
    store.close().await;
    Ok(())
}

fn warn(slug: &Slug, OtherYear { day, conference }: OtherYear) {
    eprintln!(
        "warning: {day} is not in {conference}, the year of /congres/{slug}. If the file is of another conference, import it \
         again with --slug {}, and the right file with --slug {slug}: that is then what readers see",
        day.year()
    );
}

fn tell(Taken { slug, programme, published }: &Taken) {
    let (sessions, days) = (programme.sessions.len(), programme.days.len());
    println!("{}: {sessions} sessions on {days} days, at /congres/{slug}", programme.title);
    let Some(log) = &published.log else {
        println!("nothing changed");
        return;
    };
    println!("published for everybody as edition {}", published.number);
    if published.number == 1 {
        return;
    }
    for happened in Happened::ALL {
        let count = log.count(happened);
        if count > 0 {
            println!("  {}: {count}", name(happened));
        }
    }
}

fn name(happened: Happened) -> &'static str {
    match happened {
        Happened::Added => "added",
        Happened::Removed => "removed",
        Happened::Cancelled => "cancelled",
        Happened::Moved => "moved",
        Happened::Changed => "changed",
    }
}
