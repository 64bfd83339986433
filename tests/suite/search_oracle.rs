//! What a reader may not read changes nothing: every answer is the same, byte for byte, with hidden documents in the
//! index as without them, and with deleted ones too.

use app::model::lang::Lang;
use app::model::query::{Query, Sort};
use app::model::reader::{OrganisationKind, Reader};
use app::model::sharing::may_read;
use server::search::{Edit, Entry, Index};

use crate::corpus::{Dice, edit, person, random, slug};

#[test]
fn hidden_and_deleted_documents_change_no_answer() {
    for seed in 0..8 {
        let entries = random(seed, 90);
        let folder = tempfile::tempdir().unwrap();
        let everything = with_noise(folder.path(), &entries, seed);
        for (name, reader) in readers() {
            let seen: Vec<Entry> = entries
                .iter()
                .filter(|entry| may_read(&reader, &entry.sharing, entry.author.as_ref()))
                .cloned()
                .collect();
            let folder = tempfile::tempdir().unwrap();
            let alone = Index::open(folder.path()).unwrap();
            alone.apply(&seen.iter().map(edit).collect::<Vec<_>>(), 1).unwrap();
            for query in queries(seed) {
                let with = serde_json::to_string(&everything.search(&reader, &query).unwrap()).unwrap();
                let without = serde_json::to_string(&alone.search(&reader, &query).unwrap()).unwrap();
                assert_eq!(with, without, "seed {seed}, {name}, {query:?}");
            }
            for typed in ["s", "ha", "smok", "pin", "contain", "bloemen v", "haven s", "drugssm", "x"] {
                let with = everything.suggest(&reader, typed, Lang::Nl, 10).unwrap();
                let without = alone.suggest(&reader, typed, Lang::Nl, 10).unwrap();
                assert_eq!(with, without, "seed {seed}, {name}, typed {typed}");
            }
            for entry in entries.iter().step_by(3) {
                let with = everything.related(&reader, &entry.card.slug, 5).unwrap();
                let without = alone.related(&reader, &entry.card.slug, 5).unwrap();
                assert_eq!(with, without, "seed {seed}, {name}, like {}", entry.card.slug);
                if !may_read(&reader, &entry.sharing, entry.author.as_ref()) {
                    assert!(with.is_empty(), "a hidden document has no relatives");
                }
            }
        }
    }
}

/// The entries over several commits, among texts that are deleted again and older states of the same texts.
fn with_noise(folder: &std::path::Path, entries: &[Entry], seed: u64) -> Index {
    let index = Index::open(folder).unwrap();
    let ghosts = random(seed + 1000, 40);
    let ghost = |number: usize, entry: &Entry| {
        let mut entry = entry.clone();
        entry.card.slug = slug(&format!("ghost-{number}"));
        entry.card.group = entry.card.slug.clone();
        entry
    };
    let old: Vec<Edit> = entries
        .iter()
        .step_by(2)
        .map(|entry| {
            let mut old = entry.clone();
            old.body.push_str(" vroeger smokkel zegel onzichtbaar");
            edit(&old)
        })
        .collect();
    index.apply(&old, 1).unwrap();
    let ghosts: Vec<Edit> = ghosts.iter().enumerate().map(|(number, entry)| edit(&ghost(number, entry))).collect();
    index.apply(&ghosts, 2).unwrap();
    for (number, part) in entries.chunks(25).enumerate() {
        index.apply(&part.iter().map(edit).collect::<Vec<_>>(), 3 + number as i64).unwrap();
    }
    let gone: Vec<Edit> = ghosts.into_iter().map(|ghost| Edit { entries: Vec::new(), ..ghost }).collect();
    index.apply(&gone, 9).unwrap();
    index
}

fn readers() -> Vec<(&'static str, Reader)> {
    vec![
        ("anonymous", Reader::Anonymous),
        ("customs", person("p-1", "douane", OrganisationKind::Public, "schiphol")),
        ("shipping company", person("p-2", "rederij", OrganisationKind::Private, "rotterdam")),
        ("stranger", person("p-3", "elders", OrganisationKind::Foreign, "hamburg")),
    ]
}

fn queries(seed: u64) -> Vec<Query> {
    let mut dice = Dice(seed + 77);
    let fixed = [
        "",
        "smokkel",
        "uithaler haven",
        "drugsmokkel",
        "smokel",
        "contaner",
        "onzichtbaar",
        "pin code",
        "pin-code",
        "\"haven container\"",
        "haven -container",
        "titel:smokkel",
        "jaar:2020-2022 douane",
        "soort:practice",
        "de het van",
        "cocaine",
    ];
    let mut queries: Vec<Query> = fixed.into_iter().map(|text| Query::new(text, Lang::Nl)).collect();
    for number in 0..10 {
        let count = 1 + dice.below(4);
        let mut query = Query::new(dice.words(count), Lang::ALL[number % 5]);
        query.sort = Sort::ALL[dice.below(3)];
        query.from = dice.below(4) as u32;
        query.size = 5;
        match dice.below(4) {
            0 => query.hubs = vec![slug("rotterdam")],
            1 => query.langs = vec![Lang::Nl, Lang::En],
            2 => query.years = vec![2020, 2021],
            _ => {}
        }
        queries.push(query);
    }
    queries
}
