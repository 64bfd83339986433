//! The index is a projection: it can be thrown away, cut off, or broken, and the answers are the same.

use app::model::lang::Lang;
use app::model::query::Query;
use app::model::reader::Reader;
use server::search::{Edit, Index, Trouble};

use crate::corpus::{edit, entry, random};

fn answers(index: &Index) -> Vec<String> {
    ["smokkel", "haven container", "", "uithaler -zegel"]
        .into_iter()
        .map(|typed| index.search(&Reader::Anonymous, &Query::new(typed, Lang::Nl)).unwrap())
        .map(|answer| serde_json::to_string(&answer).unwrap())
        .collect()
}

#[test]
fn a_new_index_gives_the_same_answers() {
    let folder = tempfile::tempdir().unwrap();
    let edits: Vec<Edit> = random(3, 80).iter().map(edit).collect();
    let index = Index::open(folder.path()).unwrap();
    for (number, part) in edits.chunks(9).enumerate() {
        index.apply(part, number as i64 + 1).unwrap();
    }
    let (before, holdings) = (answers(&index), index.holdings().unwrap());
    assert_eq!(holdings.len(), 80);
    drop(index);
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.applied_seq(), 0);
    index.apply(&edits, 9).unwrap();
    assert_eq!((answers(&index), index.holdings().unwrap()), (before, holdings));
}

#[test]
fn what_was_not_committed_is_done_again_and_what_was_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let edits: Vec<Edit> = random(4, 30).iter().map(edit).collect();
    let index = Index::open(folder.path()).unwrap();
    index.apply(&edits[..10], 10).unwrap();
    // The process ends after staging: the number and the documents are those of the commit.
    index.stage(&edits[10..]).unwrap();
    drop(index);
    assert_eq!(Index::applied_seq_in(folder.path()), Some(10));
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.applied_seq(), index.holdings().unwrap().len()), (10, 10));
    // Doing changes again that are in already changes nothing.
    index.apply(&edits, 30).unwrap();
    let once = (answers(&index), index.holdings().unwrap());
    index.apply(&edits, 30).unwrap();
    assert_eq!((answers(&index), index.holdings().unwrap()), once);
}

#[test]
fn a_broken_index_is_put_aside_and_made_anew() {
    for broken in ["{", "", "{\"segments\": 5}"] {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("index");
        let index = Index::open(&place).unwrap();
        index.apply(&[edit(&entry("a", Lang::Nl, "Zegel", "Zegel"))], 5).unwrap();
        drop(index);
        std::fs::write(place.join("meta.json"), broken).unwrap();
        let index = Index::open(&place).unwrap();
        assert_eq!((index.applied_seq(), index.holdings().unwrap().len()), (0, 0));
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            2,
            "the old one is kept for whoever wants to look"
        );
    }
}

#[test]
fn a_second_writer_is_refused_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.apply(&[edit(&entry("a", Lang::Nl, "Zegel", "Zegel"))], 7).unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Trouble::Locked(_))));
    assert_eq!(Index::applied_seq_in(folder.path()), Some(7));
    assert_eq!(index.search(&Reader::Anonymous, &Query::new("zegel", Lang::Nl)).unwrap().total, 1);
}
