//! The form of a write-up: what is filled in becomes the write-up, and back, for every kind.

use app::model::document::Listing;
use app::model::facts::{Facts, Kind};
use app::model::reader::Reader;
use app::model::sheet::{Sheet, Wrong};
use app::model::slug::Slug;

use crate::hub::TestHub;

fn slug() -> Slug {
    "proef".parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bundled_write_up_survives_its_form() {
    let hub = TestHub::bundled().await;
    let store = hub.shelf().store();
    let listing = Listing { size: 1_000, ..Listing::default() };
    let all = store.documents(&Reader::Anonymous.keys(), &listing).await.unwrap();
    let mut kinds = Vec::new();
    for summary in all.items {
        let document = store.document(&Reader::Anonymous.keys(), &summary.slug).await.unwrap().unwrap();
        let write_up = document.write_up;
        let sheet = Sheet::of(&write_up);
        // As the browser posts it.
        let posted = Sheet::from_pairs(write_up.kind(), sheet.pairs().iter().map(|(k, v)| (k.as_str(), v.as_str())));
        assert_eq!(posted, sheet, "{}", write_up.slug);
        let back = posted.write_up(write_up.kind(), &write_up.slug);
        assert_eq!(back.as_ref(), Ok(&write_up), "{}", write_up.slug);
        if !kinds.contains(&write_up.kind()) {
            kinds.push(write_up.kind());
        }
    }
    assert_eq!(kinds.len(), Kind::ALL.len(), "the content has every kind");
}

#[test]
fn a_form_has_the_fields_of_its_kind_and_no_others() {
    let posted = [
        ("title", "Titel"),
        ("question", "Mag dit?"),
        ("country", "NL"),
        ("author", "iemand"),
        ("slug", "gekaapt"),
        ("state", "published"),
        ("step.0.name", "Stap"),
        ("source.0.title", "Bron"),
        ("source.99999.title", "Te veel"),
        ("source.0.onbekend", "x"),
    ];
    let sheet = Sheet::from_pairs(Kind::SharingCase, posted);
    let kept: Vec<&str> = sheet.pairs().iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(kept, ["title", "question", "source.0.title"]);
}

#[test]
fn every_flaw_names_its_field_and_what_to_do() {
    let flaws = |kind, pairs: &[(&str, &str)]| {
        let sheet = Sheet::from_pairs(kind, pairs.iter().copied());
        let flaws = sheet.write_up(kind, &slug()).expect_err("something is wrong");
        flaws.into_iter().map(|flaw| (flaw.field, flaw.what)).collect::<Vec<_>>()
    };
    let missing = flaws(Kind::Guidance, &[]);
    for (field, what) in
        [("title", Wrong::Missing), ("summary", Wrong::Missing), ("body", Wrong::Missing), ("tlp", Wrong::NoLabel)]
    {
        assert!(missing.contains(&(field.to_owned(), what)), "{field}: {missing:?}");
    }
    let good = [("title", "T"), ("summary", "S"), ("body", "B"), ("tlp", "TLP:GREEN")];
    let with = |more: &[(&'static str, &'static str)]| [&good[..], more].concat();
    let one = |kind, more: &[(&'static str, &'static str)]| flaws(kind, &with(more));
    let only = |field: &str, what: Wrong| vec![(field.to_owned(), what)];
    assert_eq!(one(Kind::Insight, &[("about", "ooit")]), only("about", Wrong::NoPeriod));
    assert_eq!(one(Kind::LiaisonNote, &[("valid_until", "31-12-2027")]), only("valid_until", Wrong::NoDay));
    assert_eq!(one(Kind::LiaisonNote, &[("reliability", "G")]), only("reliability", Wrong::Unknown("G".to_owned())));
    assert_eq!(one(Kind::LiaisonNote, &[("credibility", "7")]), only("credibility", Wrong::Unknown("7".to_owned())));
    assert_eq!(
        one(Kind::Guidance, &[("source.0.title", "Bron"), ("source.0.url", "javascript:alert(1)")]),
        only("source.0.url", Wrong::NoLink)
    );
    assert_eq!(one(Kind::Guidance, &[("source.0.publisher", "Uitgever")]), only("source.0.title", Wrong::Missing));
    assert_eq!(
        one(Kind::ModusOperandi, &[("step.0.signals", "Signaal"), ("step.0.barrier.0.text", "Hek")]),
        only("step.0.name", Wrong::Missing)
    );
    assert_eq!(one(Kind::Guidance, &[("related", "proef")]), only("related", Wrong::Itself));
    let long = "a".repeat(201);
    let sheet = Sheet::from_pairs(Kind::Guidance, with(&[])).with("title", &long);
    let flaws = sheet.write_up(Kind::Guidance, &slug()).unwrap_err();
    assert_eq!((flaws[0].field.as_str(), &flaws[0].what), ("title", &Wrong::TooLong(200)));
}

#[test]
fn a_barrier_keeps_its_documents_and_its_status_at_each_hub() {
    let pairs = [
        ("title", "T"),
        ("summary", "S"),
        ("body", "B"),
        ("tlp", "TLP:GREEN"),
        ("step.0.name", "Binnenkomen"),
        ("step.0.signals", "Een\nTwee"),
        ("step.0.barrier.0.text", "Hek"),
        ("step.0.barrier.0.documents", "een, twee"),
        ("step.0.barrier.0.hub.schiphol", "in-place"),
        ("step.0.barrier.0.hub.rotterdam", "planned"),
        // An emptied row disappears.
        ("step.3.name", ""),
        ("step.5.name", "Wegkomen"),
    ];
    let sheet = Sheet::from_pairs(Kind::ModusOperandi, pairs);
    let write_up = sheet.write_up(Kind::ModusOperandi, &slug()).unwrap();
    let Facts::ModusOperandi(modus) = &write_up.facts else { panic!("{:?}", write_up.facts) };
    assert_eq!(modus.steps.len(), 2);
    assert_eq!(modus.steps[0].signals, ["Een", "Twee"]);
    let barrier = &modus.steps[0].barriers[0];
    assert_eq!((barrier.documents.len(), barrier.hubs.len()), (2, 2));
    assert_eq!(Sheet::of(&write_up).write_up(Kind::ModusOperandi, &slug()), Ok(write_up));
}
