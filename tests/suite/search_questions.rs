//! Whatever is typed is a question: a table of what it means, and anything at all without a fault.

use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::{HitKind, Notice, Query};
use app::model::reader::Reader;
use proptest::prelude::*;
use server::search::question::{Condition, Field, Question};

use crate::corpus::{entry, index};

#[test]
fn a_question_is_read_as_meant() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let read = Question::read("uithaler haven");
    assert_eq!(read.words, words(&["uithaler", "haven"]));
    assert!(read.phrases.is_empty() && read.notices.is_empty());

    let read = Question::read("\"pin code\" -\"groene baan\" -fruit „Rotterdamse haven”");
    assert_eq!(read.phrases, words(&["pin code", "Rotterdamse haven"]));
    assert_eq!(read.words, words(&["pin code", "Rotterdamse haven"]));
    assert_eq!(read.without, words(&["groene baan", "fruit"]));

    let read = Question::read(
        "soort:practice,innovatie knooppunt:\"haven Rotterdam\" lijn:weerbaarheid -taal:en jaar:2021-2023",
    );
    let fields: Vec<Condition> = read.conditions;
    let kinds = ["practice", "innovation"].map(|code| HitKind::parse(code).unwrap()).to_vec();
    assert_eq!(
        fields,
        [
            Condition { field: Field::Kind(kinds), without: false },
            Condition { field: Field::Hub(words(&["haven rotterdam"])), without: false },
            Condition { field: Field::Line(vec![Line::Resilience]), without: false },
            Condition { field: Field::Lang(vec![Lang::En]), without: true },
            Condition { field: Field::Year(vec![2021, 2022, 2023]), without: false },
        ]
    );

    let english = Question::read("type:practice hub:schiphol line:barriers language:dutch year:2022 title:seal");
    assert_eq!(english.conditions.len(), 5);
    assert_eq!(english.in_title, words(&["seal"]));
    assert!(english.has_no_words() == english.in_title.is_empty());
}

#[test]
fn what_cannot_be_done_is_said_and_the_rest_is_done() {
    let notices = |typed: &str| Question::read(typed).notices;
    assert_eq!(notices("a:b:c"), [Notice::UnknownField("a".to_owned())]);
    assert_eq!(Question::read("a:b:c").words, ["a b:c"]);
    assert_eq!(notices("http://voorbeeld.nl 12:30"), []);
    assert_eq!(notices("soort:onzin"), [Notice::Ignored(vec!["soort:onzin".to_owned()])]);
    assert_eq!(notices("*smokkel"), [Notice::PlainWordsOnly]);
    assert_eq!(notices("/smok+el/"), [Notice::PlainWordsOnly]);
    let many = Question::read(&"woord ".repeat(5000));
    assert_eq!(many.words.len(), 100);
    assert_eq!(many.notices, [Notice::TooManyWords(100)]);
    // Words are counted as the index counts them, whatever stands between them.
    let glued = Question::read(&"haven,drugs,".repeat(800));
    assert_eq!(glued.notices, [Notice::TooManyWords(100)]);
    assert_eq!(server::search::analysis::words(&glued.words.join(" ")).len(), 100);
    let phrase = Question::read(&format!("\"{}\" -\"{0}\" titel:\"{0}\"", "de haven ".repeat(200)));
    for text in [&phrase.phrases[0], &phrase.without[0], &phrase.in_title[0]] {
        assert_eq!(text.split_whitespace().count(), 20);
    }
    for typed in ["\"", "-", "--", "- -", "\"haven", ":", "soort:", "titel:\"", "-\"\"", "*", "“", "  "] {
        let read = Question::read(typed);
        assert!(read.phrases.is_empty() && read.conditions.is_empty(), "{typed:?} {read:?}");
    }
}

#[test]
fn hostile_questions_have_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &[entry("een", Lang::Nl, "Smokkel in de haven", "Uithalers in containers.")]);
    let long = "smokkel".repeat(1400);
    let many = (0..3000).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
    let parts = "-a \"b c\" soort:practice ".repeat(400);
    for typed in [&long, &many, &parts, &"(".repeat(10_000), &"\"-\"".repeat(3000), &"\u{301}".repeat(3000)] {
        index.search(&Reader::Anonymous, &Query::new(typed.as_str(), Lang::Nl)).unwrap();
        index.suggest(&Reader::Anonymous, typed, Lang::Nl, 10).unwrap();
    }
    for typed in ["abc\u{a0}sci", "abc\u{3000}soort:in", "é\u{2003}é:é", "\u{3000}"] {
        index.suggest(&Reader::Anonymous, typed, Lang::Nl, 10).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn anything_typed_is_read(typed in "\\PC{0,60}|[-\":*/a-c ]{0,40}") {
        let read = Question::read(&typed);
        prop_assert!(read.words.iter().map(|words| words.split_whitespace().count()).sum::<usize>() <= 100);
    }
}
