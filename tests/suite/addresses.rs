//! Addresses: written by the builders, read back by the pages, the same in both languages.

use app::model::lang::Lang;
use app::model::query::{Query, Sort};
use app::routes;
use proptest::prelude::*;

#[test]
fn every_page_has_a_dutch_and_an_english_address() {
    for path in ["/", "/zoeken", "/documenten/a", "/monitor", "/over"] {
        let english = routes::url(Lang::En, path);
        assert!(english.starts_with("/en/"), "{english}");
        assert_eq!(routes::dutch_path(&english), path);
        assert_eq!(routes::dutch_path(&routes::url(Lang::Nl, path)), path);
        assert_eq!(routes::lang_of(&english), Lang::En);
        assert_eq!(routes::lang_of(path), Lang::Nl);
    }
}

#[test]
fn a_path_that_only_begins_like_english_is_dutch() {
    assert_eq!(routes::dutch_path("/energie"), "/energie");
    assert_eq!(routes::lang_of("/energie"), Lang::Nl);
    assert_eq!(routes::dutch_path("/en"), "/");
}

#[test]
fn a_slug_with_a_slash_is_one_segment() {
    let slug = "map/stuk".parse().expect("a slug");
    assert_eq!(routes::document_url(Lang::Nl, &slug), "/documenten/map%2Fstuk");
}

#[test]
fn broken_encoding_is_read_as_far_as_it_goes() {
    let pair = |text: &str| routes::pairs(text).remove(0).1;
    assert_eq!(pair("q=drie+woorden"), "drie woorden");
    assert_eq!(pair("q=50%25"), "50%");
    assert_eq!(pair("q=%"), "%");
    assert_eq!(pair("q=%4"), "%4");
    assert_eq!(pair("q=%+1"), "% 1");
    assert_eq!(pair("q=%C3%A9"), "é");
    assert_eq!(pair("q=%FF"), "\u{fffd}");
}

proptest! {
    /// What a page writes as the address of a question, it reads as that question.
    #[test]
    fn a_question_survives_its_address(text in ".{0,40}", years in prop::collection::btree_set(1900_i16..2100, 0..4), from in 0_u32..500) {
        let query = Query {
            years: years.into_iter().collect(),
            sort: Sort::Newest,
            from,
            ..Query::new(text, Lang::En)
        };
        let address = routes::search_url_with(Lang::En, &query.to_pairs());
        let question = address.split_once('?').map_or("", |(_, question)| question);
        let pairs = routes::pairs(question);
        let (read, ignored) = Query::from_pairs(Lang::En, pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        prop_assert_eq!(read, query);
        prop_assert!(ignored.is_empty());
    }
}
