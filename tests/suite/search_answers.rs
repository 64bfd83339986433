//! What is found, how much of it there is, and how it is shown.

use std::collections::BTreeMap;

use app::model::lang::Lang;
use app::model::query::{Answer, HitKind, Query, Sort, Target};
use app::model::reader::{OrganisationKind, Reader};
use app::model::sharing::may_read;
use app::model::slug::Slug;
use app::model::term::Concept;
use server::search::analysis;
use server::search::{Entry, Index};

use crate::corpus::{entry, index, person, random, slug, translation};

fn found(index: &Index, typed: &str) -> Vec<String> {
    let answer = index.search(&Reader::Anonymous, &Query::new(typed, Lang::Nl)).unwrap();
    answer.hits.iter().map(|hit| hit.slug.to_string()).collect()
}

#[test]
fn words_are_taken_apart_per_language() {
    let stems = |text: &str, lang: Lang| -> Vec<String> {
        analysis::words(text).iter().map(|word| analysis::stem(word, lang)).collect()
    };
    let same = [
        (Lang::Nl, "containers", "container"),
        (Lang::Nl, "Cocaïne", "cocaine"),
        (Lang::Nl, "uithalers", "uithaler"),
        (Lang::Nl, "dia's", "dia"),
        (Lang::Nl, "dia\u{2019}s", "dia"),
        (Lang::Nl, "havenmedewerkers", "HAVENMEDEWERKER"),
        (Lang::Nl, "slimme", "slim"),
        (Lang::Nl, "luchthavens", "luchthaven"),
        (Lang::Nl, "gemeenten", "gemeente"),
        (Lang::Nl, "geronseld", "ronselen"),
        (Lang::En, "smuggling", "smuggle"),
        (Lang::En, "ports", "port"),
        (Lang::De, "Häfen", "Hafen"),
        (Lang::De, "Schlüssel", "Schluessel"),
        (Lang::De, "Straße", "strasse"),
        (Lang::Fr, "l'aéroport", "aéroports"),
        (Lang::Fr, "conteneurs", "conteneur"),
        (Lang::Es, "puertos", "puerto"),
        (Lang::Es, "contenedores", "contenedor"),
    ];
    for (lang, one, other) in same {
        assert_eq!(stems(one, lang), stems(other, lang), "{lang:?} {one} {other}");
    }
    let different = [("gemeente", "menen"), ("gegevens", "geven"), ("geweld", "wel"), ("haven", "haaf")];
    for (one, other) in different {
        assert_ne!(stems(one, Lang::Nl), stems(other, Lang::Nl), "{one} {other}");
    }
    let folded: Vec<String> =
        analysis::words("pin-code e\u{301}t so\u{ad}lid").into_iter().map(|w| w.folded.into_owned()).collect();
    assert_eq!(folded, ["pin", "pincode", "code", "et", "solid"]);
    assert_eq!(analysis::grams("smokkel").collect::<Vec<_>>(), ["smok", "mokk", "okke", "kkel"]);
    assert_eq!(analysis::grams("wcö").collect::<Vec<_>>(), ["wcö"]);
}

#[test]
fn compounds_and_hyphens_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let entries = [
        entry("drugssmokkel", Lang::Nl, "Drugssmokkel", "Over wat er in havens gebeurt."),
        entry("pincode", Lang::Nl, "De pin-code", "Fraude met de code."),
        entry("pincodefraude", Lang::Nl, "Fraude met pincodes", "Gestolen toegang."),
        entry("ander", Lang::Nl, "Bloemenveiling", "Iets heel anders."),
    ];
    let index = index(folder.path(), &entries);
    assert_eq!(found(&index, "smokkel"), ["drugssmokkel"]);
    assert_eq!(found(&index, "veiling"), ["ander"]);
    for typed in ["pincode", "pin-code", "pin code"] {
        let found = found(&index, typed);
        assert!(
            found.contains(&"pincode".to_owned()) && found.contains(&"pincodefraude".to_owned()),
            "{typed} {found:?}"
        );
    }
    let answer = index.search(&Reader::Anonymous, &Query::new("smokkel", Lang::Nl)).unwrap();
    let title: Vec<(&str, bool)> = answer.hits[0].title.iter().map(|piece| (piece.text.as_str(), piece.hit)).collect();
    assert_eq!(title, [("Drugs", false), ("smokkel", true)]);
}

#[test]
fn typing_mistakes_are_corrected_from_what_the_reader_may_see() {
    let folder = tempfile::tempdir().unwrap();
    let mut hidden = entry("geheim", Lang::Nl, "Snelkoppeling", "Snelkoppeling.");
    hidden.sharing = app::model::sharing::Sharing::new(app::model::tlp::Tlp::Red, [].into(), false).unwrap();
    let entries = [
        entry("a", Lang::Nl, "Containers en koelcontainers", "De container gaat open. Cocaïne in de lading."),
        entry("b", Lang::Nl, "Havenmedewerkers", "Weerbare medewerkers bij de terminal."),
        hidden,
    ];
    let index = index(folder.path(), &entries);
    let table = [
        ("contaner", Some("container")),
        ("cointainer", Some("container")),
        ("conatiner", Some("container")),
        ("xontainer", Some("container")),
        ("terminaal lading", Some("terminal lading")),
        ("cokaine", Some("cocaine")),
        ("medewekrers", Some("medewerkers")),
        ("container", None),
        ("2023x", None),
        ("snelkopeling", None),
        ("qqqqqq", None),
    ];
    for (typed, better) in table {
        let answer = index.search(&Reader::Anonymous, &Query::new(typed, Lang::Nl)).unwrap();
        assert_eq!(answer.suggestion.as_deref(), better, "{typed}");
        assert_eq!(answer.total > 0, better.is_some() || typed == "container", "{typed}");
    }
}

#[test]
fn a_text_and_its_translations_are_one_hit() {
    let folder = tempfile::tempdir().unwrap();
    let entries = [
        entry("zegel", Lang::Nl, "Slimme zegels", "Een zegel op de container."),
        translation("seal", "zegel", Lang::En, "Smart seals", "A seal on the container."),
        entry("los", Lang::Nl, "Container zonder zegel", "Los."),
    ];
    let index = index(folder.path(), &entries);
    let ask = |lang: Lang, text: &str| index.search(&Reader::Anonymous, &Query::new(text, lang)).unwrap();
    let dutch = ask(Lang::Nl, "container");
    assert_eq!(dutch.total, 2);
    assert_eq!(dutch.facets.langs, BTreeMap::from([(Lang::Nl, 2), (Lang::En, 1)]));
    let hit = dutch.hits.iter().find(|hit| hit.slug == slug("zegel")).unwrap();
    assert_eq!(hit.translations, [(Lang::En, slug("seal"))]);
    assert!(ask(Lang::En, "container").hits.iter().any(|hit| hit.slug == slug("seal")));
    assert_eq!(ask(Lang::De, "container").total, 2);
    let only = Query { langs: vec![Lang::En], ..Query::new("container", Lang::Nl) };
    let only = index.search(&Reader::Anonymous, &only).unwrap();
    assert_eq!((only.total, only.hits[0].slug.as_str()), (1, "seal"));
}

#[test]
fn the_thesaurus_finds_across_languages() {
    let folder = tempfile::tempdir().unwrap();
    let entries = [
        entry("a", Lang::Nl, "Bloemenveiling", "Toezicht op de veiling."),
        entry("b", Lang::Nl, "Koelcontainers", "In de haven."),
    ];
    let index = index(folder.path(), &entries);
    let concept: Concept = serde_json::from_value(serde_json::json!({
        "id": "flower_auction",
        "labels": { "nl": { "pref": "bloemenveiling" }, "en": { "pref": "flower auction" }, "es": { "pref": "subasta de flores" } }
    }))
    .unwrap();
    index.set_register(Vec::new(), &[], &[concept]);
    for (typed, lang) in [("flower auction", Lang::En), ("subasta de flores", Lang::Es), ("flower auctions", Lang::Nl)]
    {
        let answer = index.search(&Reader::Anonymous, &Query::new(typed, lang)).unwrap();
        assert_eq!(answer.hits.first().map(|hit| hit.slug.as_str()), Some("a"), "{typed}");
    }
    let suggestions = index.suggest(&Reader::Anonymous, "flow", Lang::En, 5).unwrap();
    assert_eq!(suggestions[0].text, "flower auction");
    assert_eq!(suggestions[0].target, Target::Term);
}

#[test]
fn totals_and_facets_are_exact() {
    for seed in 20..24 {
        let entries = random(seed, 120);
        let folder = tempfile::tempdir().unwrap();
        let index = index(folder.path(), &entries);
        let reader = person("p-1", "douane", OrganisationKind::Public, "schiphol");
        let seen: Vec<&Entry> =
            entries.iter().filter(|entry| may_read(&reader, &entry.sharing, entry.author.as_ref())).collect();
        let filters = [
            Query::new("", Lang::Nl),
            Query { hubs: vec![slug("schiphol")], ..Query::new("", Lang::Nl) },
            Query {
                kinds: vec![HitKind::all().next().unwrap(), HitKind::all().nth(2).unwrap()],
                years: vec![2020, 2021],
                ..Query::new("", Lang::En)
            },
            Query { langs: vec![Lang::De], sort: Sort::Title, ..Query::new("", Lang::De) },
        ];
        for query in filters {
            let answer = index.search(&reader, &query).unwrap();
            expect_exact(&answer, &seen, &query, seed);
        }
    }
}

/// Counts by hand what the index counted.
fn expect_exact(answer: &Answer, seen: &[&Entry], query: &Query, seed: u64) {
    let meets = |entry: &Entry, skipped: &str| {
        let card = &entry.card;
        let any = |filter: &str, none: bool, has: bool| filter == skipped || none || has;
        any("kind", query.kinds.is_empty(), query.kinds.contains(&card.kind))
            && any("hub", query.hubs.is_empty(), card.hubs.iter().any(|hub| query.hubs.contains(hub)))
            && any("lang", query.langs.is_empty(), query.langs.contains(&card.lang))
            && any("year", query.years.is_empty(), card.year().is_some_and(|year| query.years.contains(&year)))
    };
    fn count<K: Ord>(pairs: impl Iterator<Item = (K, Slug)>) -> BTreeMap<K, u64> {
        let mut groups: BTreeMap<K, std::collections::BTreeSet<Slug>> = BTreeMap::new();
        pairs.for_each(|(key, group)| {
            groups.entry(key).or_default().insert(group);
        });
        groups.into_iter().map(|(key, groups)| (key, groups.len() as u64)).collect()
    }
    let group = |entry: &&&Entry| entry.card.group.clone();
    let total = count(seen.iter().filter(|entry| meets(entry, "")).map(|entry| ((), group(&entry))));
    assert_eq!(answer.total, total.get(&()).copied().unwrap_or(0), "seed {seed} {query:?}");
    let kinds = count(seen.iter().filter(|e| meets(e, "kind")).map(|e| (e.card.kind, group(&e))));
    assert_eq!(answer.facets.kinds, kinds, "seed {seed} {query:?}");
    let hubs =
        seen.iter().filter(|e| meets(e, "hub")).flat_map(|e| e.card.hubs.iter().map(move |h| (h.clone(), group(&e))));
    assert_eq!(answer.facets.hubs, count(hubs), "seed {seed} {query:?}");
    let langs = count(seen.iter().filter(|e| meets(e, "lang")).map(|e| (e.card.lang, group(&e))));
    assert_eq!(answer.facets.langs, langs, "seed {seed} {query:?}");
    let years = seen.iter().filter(|e| meets(e, "year")).filter_map(|e| Some((e.card.year()?, group(&e))));
    assert_eq!(answer.facets.years, count(years), "seed {seed} {query:?}");
    let lines = seen.iter().filter(|e| meets(e, "")).flat_map(|e| e.card.lines.iter().map(move |l| (*l, group(&e))));
    assert_eq!(answer.facets.lines, count(lines), "seed {seed} {query:?}");
}

#[test]
fn a_page_of_the_list_is_a_part_of_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &random(5, 150));
    for sort in Sort::ALL {
        let whole = Query { size: 100, sort, ..Query::new("haven smokkel container", Lang::Nl) };
        let all = index.search(&Reader::Anonymous, &whole).unwrap().hits;
        let mut pages = Vec::new();
        for from in (0..all.len() as u32).step_by(7) {
            pages.extend(index.search(&Reader::Anonymous, &Query { from, size: 7, ..whole.clone() }).unwrap().hits);
        }
        assert_eq!(pages, all, "{sort:?}");
    }
    let titles = Query { size: 100, sort: Sort::Title, ..Query::new("", Lang::Nl) };
    let hits = index.search(&Reader::Anonymous, &titles).unwrap().hits;
    let shown: Vec<String> = hits
        .iter()
        .map(|hit| analysis::fold(&hit.title.iter().map(|piece| piece.text.as_str()).collect::<String>()))
        .collect();
    assert!(shown.is_sorted(), "{shown:?}");
}

#[test]
fn the_passage_has_the_words_of_the_question() {
    let folder = tempfile::tempdir().unwrap();
    let filler = "Dit gaat nergens over en duurt lang. ".repeat(80);
    let body = format!("{filler}Een uithaler breekt de zegel van de container open. {filler}");
    let index = index(folder.path(), &[entry("a", Lang::Nl, "Een titel", &body)]);
    let answer = index.search(&Reader::Anonymous, &Query::new("zegels uithalers", Lang::Nl)).unwrap();
    let marked: Vec<&str> =
        answer.hits[0].fragment.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect();
    assert_eq!(marked, ["uithaler", "zegel"]);
    let length: usize = answer.hits[0].fragment.iter().map(|piece| piece.text.chars().count()).sum();
    assert!((40..320).contains(&length), "{length}");
}

#[test]
fn items_without_a_full_stop_stay_apart_in_a_passage() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &[entry("a", Lang::Nl, "Een titel", "Slimme zegels\nKorte lijnen.\nToezicht\n")]);
    let answer = index.search(&Reader::Anonymous, &Query::new("zegels", Lang::Nl)).unwrap();
    let passage: String = answer.hits[0].fragment.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(passage, "Slimme zegels · Korte lijnen. Toezicht");
}
