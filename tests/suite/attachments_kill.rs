//! A process that is killed while files come in loses nothing that it acknowledged, and leaves nothing half.
//!
//! `KILLS=20 cargo test -p tests attachments_kill` kills as often as that; the seed is printed, and `SEED=…` repeats it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use app::desk::{Attachments, Fault, Incoming};
use app::model::attachment::Label;
use app::model::reader::{OrganisationKind, Person, Reader, Role};
use app::model::slug::Slug;
use async_trait::async_trait;
use server::exchange::{self, Files, prose};
use server::library::{Load, Shelf, load};
use server::search::Index;
use server::store::{LEFT, Loader, Store};
use tests::generate::Random;

use crate::hub::document;

/// Files from memory, in pieces.
struct Memory<'a>(Vec<(&'a str, Vec<Vec<u8>>)>);

#[async_trait]
impl Incoming for Memory<'_> {
    async fn next(&mut self) -> Result<Option<String>, Fault> {
        self.0.retain(|(_, pieces)| !pieces.is_empty());
        Ok(self.0.first().map(|(name, _)| (*name).to_owned()))
    }

    async fn piece(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let pieces = &mut self.0[0].1;
        Ok((!pieces.is_empty()).then(|| pieces.remove(0)))
    }
}

/// The process that is killed: this test binary, running nothing but this test with these variables set. It hangs two files
/// on the document again and again, and notes after each time that it was told so.
#[test]
fn uploader() {
    let (Ok(data), Ok(noted)) = (std::env::var("ATTACH_DATA"), std::env::var("ATTACH_NOTED")) else { return };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let shelf = shelf(Path::new(&data)).await;
        shelf.store().files().clear_unfinished().unwrap();
        let mut noted = File::options().append(true).create(true).open(noted).unwrap();
        let start = shelf.store().seq();
        for turn in 0.. {
            let text = |at: u32| format!("bestand {start} {turn} {at} ").repeat(20_000).into_bytes();
            let pieces = |at: u32| text(at).chunks(50_000).map(<[u8]>::to_vec).collect();
            let mut files = Memory(vec![("een.txt", pieces(1)), ("twee.txt", pieces(2))]);
            shelf.attach(&writer(), &slug(), Label::AsDocument, &mut files).await.unwrap();
            writeln!(noted, "{start} {turn}").unwrap();
            noted.sync_all().unwrap();
        }
    });
}

fn slug() -> Slug {
    "a".parse().unwrap()
}

fn writer() -> Reader {
    Reader::Person(Person {
        id: "ed".parse().unwrap(),
        organisation: "knooppunt".parse().unwrap(),
        kind: OrganisationKind::Public,
        hubs: BTreeSet::new(),
        groups: BTreeSet::new(),
        roles: BTreeSet::from([Role::Editor]),
    })
}

async fn shelf(data: &Path) -> Shelf {
    let store = Store::open(data).await.unwrap();
    let index = Index::open(&data.join("index")).unwrap();
    let texts = prose::read(&Files::Bundled, exchange::Limits::default()).unwrap();
    let allowance = app::model::attachment::Allowance { on_one: 100_000, ..app::model::attachment::Allowance::DEFAULT };
    Shelf::new(store, index, texts).with_allowance(allowance)
}

#[test]
fn what_was_acknowledged_is_there_and_nothing_is_half() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let kills: u64 = number("KILLS").unwrap_or(4);
    let seed: u64 = number("SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("seed {seed}");
    let mut random = Random(seed);
    let folder = tempfile::tempdir().unwrap();
    let (data, noted) = (folder.path().join("data"), folder.path().join("noted"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(prepare(&data, folder.path()));
    for kill in 0..kills {
        let mut uploader = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "attachments_kill::uploader", "--nocapture"])
            .env("ATTACH_DATA", &data)
            .env("ATTACH_NOTED", &noted)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Not before it has begun: of what never ran nothing can be lost.
        let before = lines(&noted);
        while lines(&noted) == before && uploader.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_micros(random.number() % 300_000));
        uploader.kill().unwrap();
        uploader.wait().unwrap();
        let acknowledged = lines(&noted);
        assert!(acknowledged > before, "kill {kill}: it did not work at all");
        runtime.block_on(after_restart(&data, acknowledged));
    }
    println!("{kills} kills, {} uploads acknowledged", lines(&noted));
}

fn lines(file: &Path) -> usize {
    fs::read_to_string(file).map_or(0, |text| text.lines().count())
}

async fn prepare(data: &Path, folder: &Path) {
    let content = folder.join("content");
    fs::create_dir_all(&content).unwrap();
    fs::write(content.join("a.md"), document("a", "Titel", "TLP:CLEAR", "Tekst.")).unwrap();
    let store = Store::open(data).await.unwrap();
    let reading = exchange::open(&content, exchange::Limits::default()).unwrap();
    let how = Load { loader: Loader::Import, patience: Duration::from_secs(60), complete: false };
    load(&store, how, reading, &|_| {}).await.unwrap_or_else(|failure| panic!("{failure}"));
    store.close().await;
}

/// Every acknowledged upload is there with both its files; one more may be, whole too; and what no row names can be swept.
async fn after_restart(data: &Path, acknowledged: usize) {
    let store = Store::open(data).await.unwrap();
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    store.files().clear_unfinished().unwrap();
    assert_eq!(fs::read_dir(data.join("files/arriving")).unwrap().count(), 0);
    let id = store.documents_after(None, 1).await.unwrap().remove(0).id;
    let hanging = store.attachments_of(&[], &[id]).await.unwrap();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    hanging.iter().for_each(|(_, attachment)| *names.entry(&attachment.name).or_default() += 1);
    let (one, two) = (names["een.txt"], names["twee.txt"]);
    assert_eq!(one, two, "both files of a form, or neither");
    assert!(one >= acknowledged, "{one} of {acknowledged} acknowledged uploads are there");
    let kept = store.files().list().await.unwrap();
    assert!(kept.len() >= 2 * one && kept.len() <= 2 * one + 2, "{} files for {one} uploads", kept.len());
    assert_eq!(store.clear_loose_files(LEFT).await.unwrap(), 0, "young ones stay");
    store.clear_loose_files(Duration::ZERO).await.unwrap();
    assert_eq!(store.files().list().await.unwrap().len(), 2 * one);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    store.close().await;
}
