//! The bundled content is whole: every file is read, every reference leads somewhere, loading it twice changes nothing.

use app::desk::{Documents, Hubs, Monitor, Plans};
use app::model::document::Listing;
use app::model::lang::Lang;
use app::model::reader::Reader;
use server::exchange::{Files, Limits, prose, words};
use server::library::counting::count;
use server::library::follow::Follower;
use server::library::{Shelf, bundled};
use server::search::Index;
use server::store::{Store, today};

async fn loaded() -> (tempfile::TempDir, Shelf) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let report = bundled(&store, Files::Bundled, Limits::default()).await.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(report.is_some(), "a new store takes the content");
    let index = Index::open(&folder.path().join("index")).unwrap();
    Follower::new(store.clone(), index.clone()).catch_up(&|_, _| ()).await.unwrap();
    let texts = prose::read(&Files::Bundled, Limits::default()).unwrap();
    (folder, Shelf::new(store, index, texts))
}

#[tokio::test]
async fn bundled_content_loads_and_only_once() {
    let (_folder, shelf) = loaded().await;
    let seq = shelf.store().seq();
    assert!(seq > 0);
    let again = bundled(shelf.store(), Files::Bundled, Limits::default()).await.unwrap();
    assert!(again.is_none(), "no file changed, so nothing is loaded");
    assert_eq!(shelf.store().seq(), seq);
}

#[tokio::test]
async fn bundled_content_can_be_read_at_the_desk() {
    let (_folder, shelf) = loaded().await;
    let reader = Reader::Anonymous;
    let hubs = shelf.hubs().await.unwrap();
    assert_eq!(
        hubs.iter().take(5).map(|hub| hub.code.as_str()).collect::<Vec<_>>(),
        ["rotterdam", "zeeland-west-brabant", "noordzeekanaalgebied", "schiphol", "bloemenveilingen"]
    );
    // What the portal counts itself has no values in the content.
    count(shelf.store(), today()).await.unwrap();
    for indicator in shelf.indicators(&reader).await.unwrap() {
        let series = shelf.series(&reader, &indicator.code, None).await.unwrap();
        assert!(!series.observations.is_empty(), "{}", indicator.code);
    }
    assert!(!shelf.store().concepts().await.unwrap().is_empty());
    shelf.plan().await.unwrap();
    let listing = Listing { size: 100, ..Listing::default() };
    let page = shelf.documents(&reader, &listing).await.unwrap();
    for summary in page.items {
        let article = shelf.document(&reader, &summary.slug).await.unwrap();
        assert_eq!(article.document.write_up.title, summary.title);
        for related in &article.document.write_up.related {
            assert!(shelf.document(&reader, related).await.is_ok(), "{}: related {related}", summary.slug);
        }
    }
}

#[test]
fn words_are_complete_in_both_languages() {
    let catalogue = words::read(&Files::Bundled).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(!std::ptr::eq(catalogue.get(Lang::Nl), catalogue.get(Lang::En)));
}
