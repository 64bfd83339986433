//! Measures the search on collections with relevance judgements: nDCG@10, MRR@10 and recall@100, as typed and with one
//! typing mistake in the longest word. Run: `KNOOPPUNT_IR=FOLDER cargo run -p tests --example search_quality [NAME…]`.
//! Each folder in FOLDER has docs.jsonl, queries.jsonl and qrels.tsv; without FOLDER there is nothing to measure.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use app::model::facts::{Facts, Kind};
use app::model::lang::Lang;
use app::model::query::{HitKind, Query};
use app::model::reader::Reader;
use app::model::sharing::Sharing;
use app::model::tlp::Tlp;
use serde_json::Value;
use server::search::entry::Card;
use server::search::{Edit, Entry, Index};

fn main() {
    let Some(folder) = std::env::var_os("KNOOPPUNT_IR") else {
        println!("KNOOPPUNT_IR names no folder of collections: nothing is measured");
        return;
    };
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("KNOOPPUNT_IR is a folder")
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| Path::new(&folder).join(name).join("qrels.tsv").exists())
        .filter(|name| wanted.is_empty() || wanted.contains(name))
        .collect();
    names.sort();
    println!(
        "{:<18} {:>8} {:>8} {:>8} {:>8} {:>9}",
        "collection", "nDCG@10", "MRR@10", "R@100", "mistyped", "ms/query"
    );
    let mut sum = [0.0; 4];
    for name in &names {
        let figures = measure(&Path::new(&folder).join(name));
        println!(
            "{name:<18} {:>8.4} {:>8.4} {:>8.4} {:>8.4} {:>9.2}",
            figures[0], figures[1], figures[2], figures[3], figures[4]
        );
        sum.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure / names.len() as f64);
    }
    println!("{:<18} {:>8.4} {:>8.4} {:>8.4} {:>8.4}", "mean", sum[0], sum[1], sum[2], sum[3]);
}

fn measure(folder: &Path) -> [f64; 5] {
    let documents = lines(&folder.join("docs.jsonl"));
    let lang = documents[0]["lang"].as_str().and_then(Lang::parse).expect("a language");
    let place = tempfile::tempdir().expect("a folder");
    let index = Index::open(place.path()).expect("an index");
    let edits: Vec<Edit> = documents.iter().map(|document| edit(document, lang)).collect();
    index.apply(&edits, 1).expect("indexed");

    let mut judged: BTreeMap<String, HashMap<String, u32>> = BTreeMap::new();
    for line in std::fs::read_to_string(folder.join("qrels.tsv")).expect("qrels.tsv").lines() {
        let [query, document, grade] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let grade = grade.parse().unwrap_or(0);
        judged.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
    }
    let most = std::env::var("KNOOPPUNT_IR_QUERIES").ok().and_then(|most| most.parse().ok()).unwrap_or(1000);
    let queries: Vec<(String, String)> = lines(&folder.join("queries.jsonl"))
        .iter()
        .map(|query| (text(query, "id"), text(query, "text")))
        .filter(|(id, _)| judged.contains_key(id))
        .take(most)
        .collect();
    let start = std::time::Instant::now();
    let mut sum = [0.0; 5];
    for (number, (id, typed)) in queries.iter().enumerate() {
        let clean = figures(&index, lang, typed, &judged[id]);
        let mistyped = figures(&index, lang, &mistake(typed, number), &judged[id]);
        sum.iter_mut().zip([clean[0], clean[1], clean[2], mistyped[0]]).for_each(|(sum, figure)| *sum += figure);
    }
    let count = queries.len() as f64;
    sum[4] = start.elapsed().as_secs_f64() * 500.0;
    sum.map(|sum| sum / count)
}

fn figures(index: &Index, lang: Lang, typed: &str, grades: &HashMap<String, u32>) -> [f64; 3] {
    let query = Query { size: 100, ..Query::new(typed, lang) };
    let answer = index.search(&Reader::Anonymous, &query).expect("an answer");
    let gain = |grade: u32| 2_f64.powi(grade as i32) - 1.0;
    let (mut dcg, mut reciprocal, mut found) = (0.0, 0.0, 0);
    for (rank, hit) in answer.hits.iter().enumerate() {
        let grade = grades.get(hit.slug.as_str()).copied().unwrap_or(0);
        if grade == 0 {
            continue;
        }
        found += 1;
        if rank < 10 {
            dcg += gain(grade) / (rank as f64 + 2.0).log2();
            reciprocal = f64::max(reciprocal, 1.0 / (rank as f64 + 1.0));
        }
    }
    let mut ideal: Vec<u32> = grades.values().copied().filter(|grade| *grade > 0).collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best: f64 =
        ideal.iter().take(10).enumerate().map(|(rank, grade)| gain(*grade) / (rank as f64 + 2.0).log2()).sum();
    let relevant = ideal.len().max(1) as f64;
    [if best > 0.0 { dcg / best } else { 0.0 }, reciprocal, f64::from(found) / relevant]
}

/// One slip in the longest word: a letter left out, doubled, exchanged with the next or replaced.
fn mistake(typed: &str, number: usize) -> String {
    let Some(word) = typed.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.chars().count()) else {
        return typed.to_owned();
    };
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return typed.to_owned();
    }
    let at = 1 + number * 7 % (letters.len() - 2);
    match number % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters[at] = if letters[at] == 'e' { 'r' } else { 'e' },
    }
    typed.replacen(word, &letters.into_iter().collect::<String>(), 1)
}

fn edit(document: &Value, lang: Lang) -> Edit {
    let slug: app::model::slug::Slug = text(document, "id").parse().expect("a slug");
    let card = Card {
        slug: slug.clone(),
        group: slug,
        kind: HitKind::Document(Facts::empty(Kind::Guidance).kind()),
        lang,
        title: text(document, "title"),
        summary: String::new(),
        hubs: Vec::new(),
        lines: Vec::new(),
        stages: Vec::new(),
        tlp: Tlp::Clear,
        published: None,
        updated: None,
        translation_of: None,
    };
    let body = text(document, "text");
    let key = card.slug.to_string();
    let entry = Entry { card, sharing: Sharing::clear(), author: None, body, tags: Vec::new(), version: 1 };
    Edit { key, entries: vec![entry] }
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a collection");
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}
