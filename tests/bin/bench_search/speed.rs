//! The index alone, on invented documents: how fast it fills, opens, answers and takes in one more document.

use std::path::Path;
use std::time::{Duration, Instant};

use app::model::facts::Kind;
use app::model::lang::Lang;
use app::model::query::{HitKind, Query};
use app::model::reader::Reader;
use app::model::sharing::Sharing;
use app::model::tlp::Tlp;
use server::search::entry::Card;
use server::search::{Edit, Entry, Index};

pub fn run(documents: usize, words: usize, folder: Option<&Path>) {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = folder.unwrap_or(temporary.path());
    let index = Index::open(folder).expect("an index");
    let mut dice = Dice(1);
    let vocabulary = vocabulary(&mut dice, 60_000);
    if index.search(&Reader::Anonymous, &Query::new("", Lang::Nl)).expect("an answer").total < documents as u64 {
        fill(&index, &mut dice, &vocabulary, documents, words);
    }

    drop(index);
    let start = Instant::now();
    let index = Index::open(folder).expect("opened again");
    println!("opened in {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);

    let mut dice = Dice(2);
    let typed: Vec<String> = (0..400)
        .map(|number| (0..1 + number % 5).map(|_| dice.word(&vocabulary)).collect::<Vec<_>>().join(" "))
        .collect();
    let ask = |typed: &str| {
        index.search(&Reader::Anonymous, &Query::new(typed, Lang::Nl)).expect("an answer");
    };
    ask("warm up");
    show("search, 1 to 5 words", typed.iter().map(|typed| timed(|| ask(typed))).collect());
    show("search, one slip in a word", typed.iter().map(|typed| timed(|| ask(&slip(typed)))).collect());
    show("hostile questions", hostile(&mut dice, &vocabulary).iter().map(|typed| timed(|| ask(typed))).collect());
    let all = timed(|| ask(""));
    println!("everything, newest first: {:.1} ms", all.as_secs_f64() * 1000.0);
    let starts: Vec<String> = typed.iter().map(|typed| typed.chars().take(1 + typed.len() % 9).collect()).collect();
    let suggest = |typed: &str| {
        index.suggest(&Reader::Anonymous, typed, Lang::Nl, 8).expect("suggestions");
    };
    show("as you type", starts.iter().map(|typed| timed(|| suggest(typed))).collect());
    let slugs: Vec<app::model::slug::Slug> =
        (0..50).map(|number| format!("text-{}", number * documents / 50).parse().expect("a slug")).collect();
    show(
        "related",
        slugs
            .iter()
            .map(|slug| timed(|| drop(index.related(&Reader::Anonymous, slug, 5).expect("relatives"))))
            .collect(),
    );
    let edits: Vec<Edit> = (0..60).map(|number| edit(&mut dice, &vocabulary, number, words)).collect();
    show(
        "one document changed, to visible",
        edits.iter().map(|edit| timed(|| index.apply(std::slice::from_ref(edit), 1).expect("applied"))).collect(),
    );
}

fn fill(index: &Index, dice: &mut Dice, vocabulary: &[String], documents: usize, words: usize) {
    let start = Instant::now();
    for from in (0..documents).step_by(1000) {
        let batch = from..(from + 1000).min(documents);
        let edits: Vec<Edit> = batch.map(|number| edit(dice, vocabulary, number, words)).collect();
        index.stage(&edits).expect("staged");
        if from % 20_000 == 19_000 {
            index.commit(from as i64).expect("committed");
        }
    }
    index.commit(documents as i64).expect("committed");
    let took = start.elapsed().as_secs_f64();
    println!("filled with {documents} documents of {words} words: {:.0} a second", documents as f64 / took);
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn show(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!("{what}: p50 {:.1} ms, p99 {:.1} ms, most {:.1} ms", at(0.5), at(0.99), at(1.0));
}

/// Questions of up to 10 kB that are meant to take long.
fn hostile(dice: &mut Dice, vocabulary: &[String]) -> Vec<String> {
    const MOST: usize = 10_000;
    let mut many = |count: usize, each: &dyn Fn(&str) -> String| {
        (0..count).map(|_| each(dice.word(vocabulary))).collect::<Vec<_>>().join(" ").chars().take(MOST).collect()
    };
    vec![
        "a".repeat(MOST),
        "haven".repeat(MOST / 5),
        many(2000, &|word| word.to_owned()),
        format!("\"{}\"", many(2000, &|word| word.to_owned())),
        many(2000, &|word| format!("-{word}")),
        many(2000, &|word| format!("titel:{word}")),
        many(2000, &|word| format!("\"{word} {word}\"")),
        many(2000, &|word| format!("*{word}*")),
        many(1000, &slip),
        many(1000, &|word| format!("{word}qq")),
        many(300, &|word| word.repeat(4)),
        "(".repeat(MOST),
        "\"".repeat(MOST),
        "a* ".repeat(MOST / 3),
        ".*.*.*".repeat(MOST / 6),
        "é\u{301}".repeat(MOST / 4),
        "hub:rotterdam ".repeat(MOST / 14),
        "sinds:2001-01-01 ".repeat(MOST / 17),
    ]
}

fn slip(typed: &str) -> String {
    let mut letters: Vec<char> = typed.chars().collect();
    if letters.len() > 4 {
        letters.swap(2, 3);
    }
    letters.into_iter().collect()
}

/// Repeatable numbers (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % most as u64) as usize
    }

    /// Words as in a language: the first ones everywhere, the last ones seldom (Zipf).
    fn word<'a>(&mut self, vocabulary: &'a [String]) -> &'a str {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        let rank = ((vocabulary.len() as f64).powf(share) - 1.0) as usize;
        &vocabulary[rank.min(vocabulary.len() - 1)]
    }
}

fn vocabulary(dice: &mut Dice, count: usize) -> Vec<String> {
    const PARTS: [&str; 32] = [
        "ha", "ven", "con", "tai", "ner", "smok", "kel", "dou", "ane", "zeg", "el", "schip", "boot", "lading", "uit",
        "haal", "der", "plaats", "werk", "man", "scan", "ning", "bloem", "veil", "ing", "route", "kust", "pin", "code",
        "ter", "mi", "nal",
    ];
    (0..count)
        .map(|number| (0..1 + (number > 40) as usize + dice.below(3)).map(|_| PARTS[dice.below(32)]).collect())
        .collect()
}

fn edit(dice: &mut Dice, vocabulary: &[String], number: usize, words: usize) -> Edit {
    let mut text = |count: usize| (0..count).map(|_| dice.word(vocabulary).to_owned()).collect::<Vec<_>>().join(" ");
    let slug: app::model::slug::Slug = format!("text-{number}").parse().expect("a slug");
    let (title, summary, body) = (text(6), text(15), text(words));
    let card = Card {
        slug: slug.clone(),
        group: slug,
        kind: HitKind::Document(Kind::ALL[number % 7]),
        lang: Lang::ALL[number % 7 % 5],
        title,
        summary,
        hubs: vec![["rotterdam", "schiphol", "hamburg"][number % 3].parse().expect("a slug")],
        lines: vec![app::model::line::Line::ALL[number % 4]],
        stages: Vec::new(),
        tlp: Tlp::Clear,
        published: Some(jiff::civil::date(2015 + (number % 9) as i16, 1 + (number % 12) as i8, 1)),
        valid_until: None,
        review_by: None,
        updated: None,
        translation_of: None,
        passage: None,
    };
    let entry = Entry {
        card,
        titled: true,
        sharing: Sharing::clear(),
        author: None,
        outer: None,
        body,
        tags: Vec::new(),
        version: 1,
    };
    Edit { key: format!("document/{number}"), entries: vec![entry] }
}
