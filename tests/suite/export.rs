//! What is exported can be imported, and gives the same documents and registers, however odd their texts.

use std::collections::BTreeMap;

use app::model::document::{Document, WriteUp};
use app::model::facts::{Barrier, Facts, Kind, LiaisonNote, ModusOperandi, Outcome, Practice, Reliability, Step};
use app::model::lang::Lang;
use app::model::line::{Line, Stage};
use app::model::sharing::{Audience, Sharing};
use app::model::slug::Slug;
use app::model::source::Source;
use app::model::tlp::Tlp;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use server::exchange::{Files, Limits, written};
use server::library;
use server::store::{Store, Verdict};

use super::import::import;

async fn all(store: &Store) -> BTreeMap<Slug, WriteUp> {
    let documents: Vec<Document> = store.documents_after(None, 100_000).await.unwrap();
    documents.into_iter().map(|document| (document.write_up.slug.clone(), document.write_up)).collect()
}

#[tokio::test]
async fn the_bundled_content_survives_a_round_trip() {
    let folder = tempfile::tempdir().unwrap();
    let first = Store::open(&folder.path().join("eerste")).await.unwrap();
    library::bundled(&first, Files::Bundled, Limits::default()).await.unwrap();
    let written = folder.path().join("uit");
    let count = library::export(&first, &written).await.unwrap();
    assert_eq!(count, first.count_documents().await.unwrap());
    let second = Store::open(&folder.path().join("tweede")).await.unwrap();
    import(&second, &written).await.unwrap();
    assert_eq!(all(&second).await, all(&first).await);
    assert_eq!(second.hubs().await.unwrap(), first.hubs().await.unwrap());
    assert_eq!(second.places().await.unwrap(), first.places().await.unwrap());
    assert_eq!(second.concepts().await.unwrap(), first.concepts().await.unwrap());
    assert_eq!(second.indicators().await.unwrap(), first.indicators().await.unwrap());
    for indicator in first.indicators().await.unwrap() {
        let (again, before) =
            (second.vintages(&indicator.code).await.unwrap(), first.vintages(&indicator.code).await.unwrap());
        assert_eq!(again, before, "{}", indicator.code);
    }
    assert_eq!(second.plan().await.unwrap(), first.plan().await.unwrap());
    // And where it came from it changes nothing.
    let seq = first.seq();
    let report = import(&first, &written).await.unwrap();
    assert_eq!(report.count(Verdict::Same), count);
    assert_eq!(report.outcome.registers.new + report.outcome.registers.changed, 0);
    assert_eq!(first.changes_after(seq, 10).await.unwrap(), []);
}

#[tokio::test]
async fn an_export_touches_nothing_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data")).await.unwrap();
    let full = folder.path().join("vol");
    std::fs::create_dir(&full).unwrap();
    std::fs::write(full.join("brief.txt"), "van mij").unwrap();
    let error = library::export(&store, &full).await.unwrap_err();
    assert!(error.to_string().contains("is not empty"), "{error}");
    assert_eq!(std::fs::read_dir(&full).unwrap().count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_survives_a_round_trip(write_ups in vec(write_up(), 1..25)) {
        let write_ups: BTreeMap<Slug, WriteUp> =
            write_ups.into_iter().map(|write_up| (write_up.slug.clone(), write_up)).collect();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(round_trip(write_ups));
    }
}

async fn round_trip(write_ups: BTreeMap<Slug, WriteUp>) {
    let folder = tempfile::tempdir().unwrap();
    let first = Store::open(&folder.path().join("eerste")).await.unwrap();
    let lines: Vec<String> = write_ups.values().map(|write_up| written::json(write_up).unwrap()).collect();
    let file = folder.path().join("set.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    import(&first, &file).await.unwrap();
    assert_eq!(all(&first).await, write_ups);
    let out = folder.path().join("uit");
    library::export(&first, &out).await.unwrap();
    let second = Store::open(&folder.path().join("tweede")).await.unwrap();
    import(&second, &out).await.unwrap();
    assert_eq!(all(&second).await, write_ups);
    assert_eq!(second.faults().await.unwrap(), Vec::<String>::new());
}

/// Texts with all that has ever broken a format.
fn odd() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Zéß 0-9]{1,12}",
        1 => "\\PC{1,6}",
        4 => select(vec![
            "+++", "\n+++\n", "\r\n", "\n", "  ", " \n", "\t", "\"", "\"\"\"", "'''", "'", "\\", "\\n", "\u{202e}", "\u{7f}", "\u{1}",
            "\u{feff}", "# ", "[x]", "[[hub]]", "id = 1", "{", "}", "🏗", "---", "\u{2028}", "<script>",
        ]).prop_map(str::to_owned),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn some_text() -> impl Strategy<Value = String> {
    (odd(), "[a-z]{1,5}", odd()).prop_map(|(before, middle, after)| format!("{before}{middle}{after}"))
}

fn slug() -> impl Strategy<Value = Slug> {
    let odd_ones =
        ["README", ".verborgen", "a/b/c", "a.md/b", "a.md", "prose/x", "words/nl.toml", "CON", "a", "hubs.toml"];
    prop_oneof![
        3 => "[A-Za-z0-9_-]{1,20}(/[a-z.]{1,3}[a-z0-9]){0,3}".prop_map(|text| text.parse().unwrap()),
        1 => select(odd_ones.to_vec()).prop_map(|text| text.parse().unwrap()),
    ]
}

fn source() -> impl Strategy<Value = Source> {
    let date = select(vec!["2019", "2023-05", "2022-11-04"]).prop_map(str::to_owned);
    (some_text(), option::of(some_text()), option::of(some_text()), option::of(date))
        .prop_map(|(title, publisher, url, date)| Source { title, publisher, url, date })
}

fn facts() -> impl Strategy<Value = Facts> {
    let outcome = (odd(), option::of(source())).prop_map(|(text, source)| Outcome { text, source });
    let practice = (option::of(odd()), vec(odd(), 0..3), vec(outcome, 0..3), option::of(odd())).prop_map(
        |(problem, preconditions, results, effect)| {
            let evidence = app::model::facts::Evidence { effect, ..Default::default() };
            Facts::Practice(Practice { problem, preconditions, results, evidence, ..Practice::default() })
        },
    );
    let barrier =
        (odd(), vec(slug(), 0..3)).prop_map(|(text, documents)| Barrier { text, documents, ..Barrier::default() });
    let step = (odd(), vec(odd(), 0..3), vec(barrier, 0..3)).prop_map(|(name, signals, barriers)| Step {
        name,
        signals,
        barriers,
        ..Step::default()
    });
    let modus = vec(step, 0..3).prop_map(|steps| {
        let first_seen = "2024-Q2".parse().ok();
        Facts::ModusOperandi(ModusOperandi { steps, first_seen, last_seen: None })
    });
    let note = (option::of(odd()), 1..=6_u8).prop_map(|(route, credibility)| {
        Facts::LiaisonNote(LiaisonNote {
            route,
            reliability: Some(Reliability::B),
            credibility: credibility.try_into().ok(),
            valid_until: "2027-01-31".parse().ok(),
            ..LiaisonNote::default()
        })
    });
    prop_oneof![practice, modus, note, select(Kind::ALL.to_vec()).prop_map(Facts::empty)]
}

fn sharing() -> impl Strategy<Value = Sharing> {
    let member = select(vec!["organisation:douane", "hub:schiphol", "group:fruit", "person:p-1", "hub:a/b"])
        .prop_map(|text| text.parse::<Audience>().unwrap());
    (select(Tlp::ALL.to_vec()), btree_set(member, 0..4), any::<bool>())
        .prop_map(|(tlp, audience, public)| Sharing::new(tlp, audience, public && tlp != Tlp::Clear).unwrap())
}

fn write_up() -> impl Strategy<Value = WriteUp> {
    let hubs = ["rotterdam", "schiphol", "bloemenveilingen"].map(|hub| hub.parse::<Slug>().unwrap());
    let texts = (some_text(), odd(), some_text(), vec(odd(), 0..4));
    let codes = (
        subsequence(hubs.to_vec(), 0..=3),
        subsequence(Line::ALL.to_vec(), 0..=4),
        subsequence(Stage::ALL.to_vec(), 0..=6),
        select(Lang::ALL.to_vec()),
    );
    let rest = (vec(slug(), 0..3), vec(source(), 0..3), option::of(select(vec!["2024-02-29", "1999-12-31"])));
    (slug(), texts, codes, facts(), sharing(), rest).prop_map(
        |(slug, (title, summary, body, tags), (hubs, lines, stages, lang), facts, sharing, (related, sources, day))| {
            let published = day.map(|day| day.parse().unwrap());
            let translation_of = None;
            WriteUp {
                slug,
                lang,
                title,
                summary,
                body,
                facts,
                sharing,
                hubs,
                lines,
                stages,
                tags,
                published,
                translation_of,
                related,
                sources,
                review_by: day.map(|day| day.parse().unwrap()),
                verifier: None,
            }
        },
    )
}
