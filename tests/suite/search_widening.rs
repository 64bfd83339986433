//! How a question is understood: in which language, with which other words, and how that is said and switched off.

use app::model::lang::Lang;
use app::model::query::{Answer, Matter, Query, first_day, last_day};
use app::model::reader::Reader;
use app::model::term::{Concept, Labels};
use jiff::civil::{Date, date};
use server::search::{Entry, Index};

use crate::corpus::{entry, index, slug};

fn ask(index: &Index, query: &Query) -> Answer {
    index.search(&Reader::Anonymous, query).unwrap()
}

fn slugs(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.slug.as_str()).collect()
}

fn concept() -> Concept {
    let labels = |pref: &str| Labels { pref: pref.to_owned(), alt: Vec::new() };
    let labels = [(Lang::Nl, labels("zegel")), (Lang::En, labels("seal")), (Lang::Es, labels("precinto"))];
    Concept { id: slug("zegel"), labels: labels.into_iter().collect(), broader: None, narrower: Vec::new() }
}

#[test]
fn other_words_are_looked_for_said_and_switched_off() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(
        folder.path(),
        &[
            entry("nl", Lang::Nl, "Het zegel", "Een zegel op de container."),
            entry("en", Lang::En, "Seals", "A seal on the box."),
            entry("los", Lang::Nl, "Zonder", "Een losse container."),
        ],
    );
    index.set_register(Vec::new(), &[], &[concept()]);
    let query = Query { explain: true, ..Query::new("precinto", Lang::Es) };
    let answer = ask(&index, &query);
    assert_eq!(answer.total, 2, "{:?}", slugs(&answer));
    assert_eq!(answer.widened.len(), 1);
    assert_eq!(
        (answer.widened[0].asked.as_str(), &answer.widened[0].others[..]),
        ("precinto", &["zegel".to_owned(), "seal".to_owned()][..])
    );
    let dutch = answer.hits.iter().find(|hit| hit.slug == slug("nl")).unwrap();
    let other = Matter::Other { asked: "precinto".to_owned(), found: "zegel".to_owned() };
    assert!(dutch.why.iter().any(|reason| reason.what == other && reason.percent > 0), "{:?}", dutch.why);

    let literal = ask(&index, &Query { literal: true, ..Query::new("precinto", Lang::Es) });
    assert_eq!((literal.total, literal.widened.len()), (0, 0));
    let mistyped = Query::new("contaner", Lang::Nl);
    assert_eq!(ask(&index, &mistyped).suggestion.as_deref(), Some("container"));
    let literal = ask(&index, &Query { literal: true, ..mistyped });
    assert_eq!((literal.total, literal.suggestion), (0, None));
}

#[test]
fn reasons_add_up_and_name_what_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut fresh = entry("a", Lang::Nl, "Zegel op de container", "Een slim zegel hoort op de container.");
    fresh.card.published = Some(date(2026, 1, 1));
    let mut old = entry("b", Lang::Nl, "Iets anders", "Het zegel, en ook een container.");
    old.card.valid_until = Some(date(2001, 1, 1));
    let index = index(folder.path(), &[fresh, old, entry("c", Lang::Nl, "Verder", "Niets van dat al.")]);
    let plain = ask(&index, &Query::new("zegel op de container", Lang::Nl));
    assert!(plain.hits.iter().all(|hit| hit.why.is_empty()), "reasons are given when asked for");
    let answer = ask(&index, &Query { explain: true, ..Query::new("zegel op de container", Lang::Nl) });
    assert_eq!(slugs(&answer), slugs(&plain), "being explained changes no order");
    for hit in &answer.hits {
        let gains: i32 = hit.why.iter().map(|reason| i32::from(reason.percent.max(0))).sum();
        assert!((95..=105).contains(&gains), "{gains} {:?}", hit.why);
    }
    let has = |at: usize, what: &Matter| answer.hits[at].why.iter().any(|reason| reason.what == *what);
    assert!(has(0, &Matter::Title) && has(0, &Matter::Fresh) && has(0, &Matter::Word("zegel".to_owned())));
    assert!(has(0, &Matter::Neighbours), "{:?}", answer.hits[0].why);
    assert!(has(1, &Matter::Expired) && !has(1, &Matter::Title));
    assert_eq!(answer.hits[1].expired, Some(date(2001, 1, 1)));
}

#[test]
fn neighbours_in_the_question_count_when_they_are_neighbours_in_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let filler = "woord ".repeat(20);
    let entries: Vec<Entry> = vec![
        entry("apart", Lang::Nl, "Een", &format!("groene {filler} baan {filler}")),
        entry("samen", Lang::Nl, "Twee", &format!("{filler} groene baan {filler}")),
    ];
    let index = index(folder.path(), &entries);
    assert_eq!(slugs(&ask(&index, &Query::new("groene baan", Lang::Nl))), ["samen", "apart"]);
}

#[test]
fn compounds_are_found_apart_and_together() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        ("een", "De medewerkers in de haven."),
        ("twee", "Een haven heeft medewerkers."),
        ("drie", "Havenmedewerkers."),
        ("vier", "Iets anders."),
    ];
    let entries: Vec<Entry> = texts.iter().map(|(slug, body)| entry(slug, Lang::Nl, "Tekst", body)).collect();
    let index = index(folder.path(), &entries);
    let answer = ask(&index, &Query::new("havenmedewerkers", Lang::Nl));
    let found = slugs(&answer);
    assert_eq!(found[0], "drie");
    assert!(found.contains(&"een") && found.contains(&"twee") && !found.contains(&"vier"), "{found:?}");
}

#[test]
fn a_question_is_taken_in_its_own_language() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(
        folder.path(),
        &[
            entry("goed", Lang::En, "Recruitment", "How criminals recruit workers."),
            entry("fout", Lang::En, "Other", "How are the who and the what."),
        ],
    );
    // Asked in English on the Dutch site: "how" and "the" hold the sentence together, and make nothing match.
    assert_eq!(slugs(&ask(&index, &Query::new("how do criminals recruit the workers", Lang::Nl))), ["goed"]);
}

#[test]
fn days_narrow_by_filter_and_by_field() {
    let folder = tempfile::tempdir().unwrap();
    let published = |name: &str, day: Option<Date>| {
        let mut entry = entry(name, Lang::Nl, "Haven", "Tekst over de haven.");
        entry.card.published = day;
        entry
    };
    let index = index(
        folder.path(),
        &[
            published("p2021", Some(date(2021, 12, 31))),
            published("p2022", Some(date(2022, 5, 31))),
            published("p2023", Some(date(2023, 1, 1))),
            published("nooit", None),
        ],
    );
    let found = |query: Query| {
        let answer = ask(&index, &query);
        let mut found: Vec<String> = answer.hits.iter().map(|hit| hit.slug.to_string()).collect();
        found.sort();
        found
    };
    let days = |since: &str, until: &str| Query {
        since: first_day(since),
        until: last_day(until),
        ..Query::new("haven", Lang::Nl)
    };
    assert_eq!(found(days("2022", "2022-05")), ["p2022"]);
    assert_eq!(found(days("2021-12-31", "2022")), ["p2021", "p2022"]);
    assert_eq!(found(Query::new("haven sinds:2022-05 tot:2023", Lang::Nl)), ["p2022", "p2023"]);
    assert_eq!(found(Query::new("haven since:2023", Lang::En)), ["p2023"]);
    assert_eq!(first_day("2022-13"), None);
    assert_eq!(last_day("2024-02"), Some(date(2024, 2, 29)));
    let pairs = days("2022-05", "2023").to_pairs();
    let (back, ignored) = Query::from_pairs(Lang::Nl, pairs.iter().map(|(key, value)| (*key, value.as_str())));
    assert_eq!((back, ignored), (days("2022-05", "2023"), Vec::new()));
    let (query, ignored) =
        Query::from_pairs(Lang::Nl, [("sinds", "gisteren"), ("letterlijk", "ja"), ("uitleg", "nee")]);
    assert!(query.literal && !query.explain && query.since.is_none());
    assert_eq!(ignored, ["sinds"]);
}
