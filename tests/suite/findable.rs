//! What is imported can be found when the import ends, whoever keeps the index.

use app::desk::Search;
use app::model::lang::Lang;
use app::model::query::Query;
use app::model::reader::Reader;
use server::exchange::Limits;
use server::library::follow::Follower;
use server::library::{self, Shelf};
use server::store::{Store, Verdict};
use server::{command, exchange};
use tests::generate::Generator;

use super::import::import;

fn set(folder: &std::path::Path, seed: u64, count: usize) -> std::path::PathBuf {
    let mut generator = Generator::new(seed, false);
    let lines: Vec<String> = (0..count)
        .map(|_| {
            generator.line().replace("\"title\":\"", "\"title\":\"Zoekproef ").replace("proef-", &format!("set{seed}-"))
        })
        .collect();
    let file = folder.join(format!("set-{seed}.jsonl"));
    std::fs::write(&file, lines.join("\n")).unwrap();
    file
}

async fn found(shelf: &Shelf) -> u64 {
    shelf.search(&Reader::Anonymous, &Query::new("zoekproef", Lang::Nl)).await.unwrap().total
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_ends_when_everything_can_be_found() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    command::import::run(&data, &set(folder.path(), 1, 300), Limits::default()).await.unwrap();
    let store = Store::open(&data).await.unwrap();
    let index = library::open_index(&store).await.unwrap();
    assert_eq!(index.applied_seq(), store.seq());
    let shelf = Shelf::new(store.clone(), index.clone(), exchange::prose::Texts::new());
    assert_eq!(found(&shelf).await, 300);
    // Beside a server: the server's index is locked, so the import waits until the server has taken everything in.
    let server = tokio::spawn(Follower::new(store.clone(), index.clone()).run());
    command::import::run(&data, &set(folder.path(), 2, 200), Limits::default()).await.unwrap();
    assert_eq!(found(&shelf).await, 500);
    server.abort();
    assert_eq!(library::inspect(&store).await.map(|findings| findings.index_in_use).ok(), Some(true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_index_comes_back_with_the_same_answers() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    command::import::run(&data, &set(folder.path(), 3, 250), Limits::default()).await.unwrap();
    let answer = || async {
        let store = Store::open(&data).await.unwrap();
        let findings = library::inspect(&store).await.unwrap();
        assert_eq!((findings.faults, findings.documents, findings.index_in_use), (Vec::new(), 250, false));
        let index = library::open_index(&store).await.unwrap();
        let shelf = Shelf::new(store, index, exchange::prose::Texts::new());
        let query = Query { size: 100, ..Query::new("zoekproef haven", Lang::Nl) };
        shelf.search(&Reader::Anonymous, &query).await.unwrap()
    };
    let before = answer().await;
    assert!(before.total > 0);
    std::fs::remove_dir_all(data.join("index")).unwrap();
    assert_eq!(answer().await, before);
    command::reindex::run(&data).await.unwrap();
    assert_eq!(answer().await, before);
    command::check::run(&data).await.unwrap();
}

#[tokio::test]
async fn a_text_without_a_title_goes_by_its_first_words() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data")).await.unwrap();
    let lines = [
        r##"{"id": "zonder", "title": "", "body": "# De haven\n\nEen lange eerste zin over de haven en alles wat daar in en uit gaat, dag en nacht.", "tlp": "TLP:CLEAR"}"##,
        r#"{"id": "leeg", "title": " ", "body": "", "tlp": "TLP:CLEAR"}"#,
    ];
    let file = folder.path().join("titels.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    let report = import(&store, &file).await.unwrap();
    assert_eq!(report.count(Verdict::Created), 2);
    let titles: Vec<String> =
        store.documents_after(None, 10).await.unwrap().into_iter().map(|document| document.write_up.title).collect();
    assert!(titles.contains(&"leeg".to_owned()), "{titles:?}");
    assert!(titles.iter().any(|title| title.starts_with("De haven Een lange") && title.ends_with('…')), "{titles:?}");
    assert_eq!(import(&store, &file).await.unwrap().count(Verdict::Same), 2);
}
