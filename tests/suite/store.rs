//! The store: migrations, the log, and the refusal of what a newer version wrote.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use server::exchange::{Files, Limits};
use server::library::bundled;
use server::store::{Error, Store};
use sqlx::Connection;
use tests::generate::Generator;

use super::import::import;

#[tokio::test]
async fn a_new_folder_gets_the_five_hubs_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("nog/niet/daar");
    for _ in 0..2 {
        let store = Store::open(&data).await.unwrap();
        let hubs: Vec<String> = store.hubs().await.unwrap().into_iter().map(|hub| hub.code.to_string()).collect();
        let five = ["rotterdam", "zeeland-west-brabant", "noordzeekanaalgebied", "schiphol", "bloemenveilingen"];
        assert_eq!(hubs, five);
        assert_eq!(store.organisations().await.unwrap()[0].slug.as_str(), "knooppunt");
        assert_eq!(store.seq(), 0);
        assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
        store.close().await;
    }
}

#[tokio::test]
async fn two_processes_may_open_a_new_folder_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let opened: Vec<_> = (0..8).map(|_| tokio::spawn(open(folder.path().to_owned()))).collect();
    for store in opened {
        assert_eq!(store.await.unwrap().hubs().await.unwrap().len(), 5);
    }
}

async fn open(folder: std::path::PathBuf) -> Store {
    Store::open(&folder).await.unwrap()
}

#[tokio::test]
async fn what_a_newer_version_wrote_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    Store::open(folder.path()).await.unwrap().close().await;
    tamper(folder.path(), "INSERT INTO migration (version) VALUES (1000000)").await;
    let file = folder.path().join("knooppunt.sqlite");
    let before = std::fs::read(&file).unwrap();
    match Store::open(folder.path()).await {
        Err(Error::Newer { found, known, .. }) => assert!(found > known),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("opened"),
    }
    assert!(std::fs::read(&file).unwrap() == before);
}

/// Does to the database what no part of the program does.
async fn tamper(data: &Path, statement: &'static str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(data.join("knooppunt.sqlite")).foreign_keys(false);
    let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let done = sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
    assert!(done.rows_affected() > 0, "{statement}");
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("knooppunt.sqlite"),
        "geen database, maar wel lang genoeg om er een te lijken".repeat(100),
    )
    .unwrap();
    let error = Store::open(folder.path()).await.err().unwrap();
    assert!(error.to_string().contains("not a database"), "{error}");
}

/// Writers in several processes (here: several stores on one folder) never leave a gap, and a follower that reads the
/// log while they write never misses a number.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_log_is_gapless_and_seen_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let follower = Store::open(folder.path()).await.unwrap();
    let mut grown = follower.watch();
    let writers = (0..4).map(|writer| {
        let data = folder.path().to_owned();
        tokio::spawn(async move {
            let store = Store::open(&data).await.unwrap();
            let set = tempfile::tempdir().unwrap();
            let file = set.path().join("set.jsonl");
            let mut generator = Generator::new(writer, false);
            for round in 0..5 {
                let lines: Vec<String> =
                    (0..20).map(|_| generator.line().replace("\"proef-", &format!("\"w{writer}-{round}-"))).collect();
                std::fs::write(&file, lines.join("\n")).unwrap();
                // One load at a time: the others wait for the lock.
                while let Err(error) = import(&store, &file).await {
                    assert!(error.contains("another import is running"), "{error}");
                }
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    let (mut last, mut ids) = (0, BTreeSet::new());
    while last < 400 {
        tokio::time::timeout(Duration::from_secs(60), grown.changed()).await.expect("the follower is woken").unwrap();
        for change in follower.changes_after(last, 1000).await.unwrap() {
            assert_eq!(change.seq, last + 1);
            last = change.seq;
            ids.insert(change.id);
        }
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!((last, ids.len()), (400, 400));
    assert_eq!(follower.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn damage_is_found_and_named() {
    let cases = [
        ("DELETE FROM change WHERE seq = 3", "the change log runs from 1 to"),
        (
            "DELETE FROM revision WHERE n = 1 AND document_id = (SELECT min(id) FROM document)",
            "is not among its revisions",
        ),
        ("UPDATE text SET record = replace(record, 'a', 'e')", "its content has another digest"),
        ("UPDATE text_key SET key = 'community'", "its reader keys do not follow from its text"),
        ("DELETE FROM text_mark", "its marks do not follow from its text"),
        ("UPDATE document SET summary = '{}'", "its summary does not follow from its text"),
        ("UPDATE document SET owner = 'niemand'", "refers to a organisation that is not there"),
        ("UPDATE hub SET record = '{}' WHERE code = 'schiphol'", "hub schiphol in the store cannot be read"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    bundled(&store, Files::Bundled, Limits::default()).await.unwrap();
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    store.close().await;
    for (statement, says) in cases {
        let damaged = tempfile::tempdir().unwrap();
        std::fs::copy(folder.path().join("knooppunt.sqlite"), damaged.path().join("knooppunt.sqlite")).unwrap();
        tamper(damaged.path(), statement).await;
        let faults = Store::open(damaged.path()).await.unwrap().faults().await.unwrap();
        assert!(
            faults.iter().any(|fault| fault.contains(says)),
            "{statement}: {says:?} is not in {:?}",
            faults.first()
        );
    }
}

/// Bytes that the disk lost: what is left must be refused or reported, never read as if it were whole.
#[tokio::test]
async fn a_broken_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    bundled(&store, Files::Bundled, Limits::default()).await.unwrap();
    store.close().await;
    let file = folder.path().join("knooppunt.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0x5a);
    std::fs::write(&file, bytes).unwrap();
    if let Ok(store) = Store::open(folder.path()).await {
        assert!(store.faults().await.map_or(true, |faults| !faults.is_empty()));
    }
}

#[tokio::test]
async fn a_backup_gives_the_same_store_and_damage_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let store = Store::open(&data).await.unwrap();
    let file = folder.path().join("een.jsonl");
    let line = r#"{"id": "een", "title": "Een", "body": "Tekst.", "tlp": "TLP:CLEAR"}"#;
    std::fs::write(&file, line).unwrap();
    import(&store, &file).await.unwrap();
    let copy = folder.path().join("kopie.knooppunt");
    store.back_up(&copy).await.unwrap();
    assert!(store.back_up(&copy).await.is_err(), "a backup is never written over");
    // What comes later is not in it.
    std::fs::write(&file, line.replace("een", "twee")).unwrap();
    import(&store, &file).await.unwrap();

    let restored = Store::restore(&copy, &folder.path().join("terug")).await.unwrap();
    let slugs = |documents: Vec<app::model::document::Document>| -> Vec<String> {
        documents.into_iter().map(|document| document.write_up.slug.to_string()).collect()
    };
    assert_eq!(slugs(restored.documents_after(None, 10).await.unwrap()), ["een"]);
    assert_eq!(restored.faults().await.unwrap(), Vec::<String>::new());
    let again = Store::restore(&copy, &folder.path().join("terug")).await.err().unwrap();
    assert!(again.to_string().contains("has a store already"), "{again}");

    let mut bytes = std::fs::read(&copy).unwrap();
    // The beginning of a page says what kind of page it is.
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 2000].fill(0xff);
    let broken = folder.path().join("stuk.knooppunt");
    std::fs::write(&broken, bytes).unwrap();
    let nowhere = folder.path().join("nergens");
    for file in [&broken, &folder.path().join("weg"), &folder.path().join("een.jsonl")] {
        let error = Store::restore(file, &nowhere).await.err().unwrap();
        let left: Vec<_> = std::fs::read_dir(&nowhere).map(|left| left.flatten().collect()).unwrap_or_default();
        assert!(left.is_empty(), "{error}: {left:?}");
    }
}
