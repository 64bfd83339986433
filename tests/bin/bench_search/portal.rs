//! The portal's own search on a collection, with the defaults of the product.

use app::model::facts::Kind;
use app::model::lang::Lang;
use app::model::query::{HitKind, Query};
use app::model::reader::Reader;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use server::search::entry::Card;
use server::search::{Edit, Entry, Index};

use crate::collection::{Collection, Text};

pub struct Portal {
    index: Index,
    lang: Lang,
    /// Kept while the index lives.
    _folder: tempfile::TempDir,
}

impl Portal {
    pub fn new(collection: &Collection) -> Portal {
        let folder = tempfile::tempdir().expect("a folder");
        let index = Index::open(folder.path()).expect("an index");
        let edits: Vec<Edit> = collection.documents.iter().map(|text| edit(text, collection.lang)).collect();
        index.apply(&edits, 1).expect("indexed");
        Portal { index, lang: collection.lang, _folder: folder }
    }

    pub fn ask(&self, typed: &str) -> Vec<String> {
        let query = Query { size: 100, ..Query::new(typed, self.lang) };
        let answer = self.index.search(&Reader::Anonymous, &query).expect("an answer");
        answer.hits.into_iter().map(|hit| hit.slug.into()).collect()
    }
}

fn edit(text: &Text, lang: Lang) -> Edit {
    let slug: Slug = text.id.parse().expect("a slug");
    let card = Card {
        slug: slug.clone(),
        group: slug,
        kind: HitKind::Document(Kind::Guidance),
        lang,
        title: text.title.clone(),
        summary: String::new(),
        hubs: Vec::new(),
        lines: Vec::new(),
        stages: Vec::new(),
        tlp: Tlp::Clear,
        published: None,
        valid_until: None,
        review_by: None,
        updated: None,
        translation_of: None,
        passage: None,
    };
    let key = card.slug.to_string();
    let entry = Entry {
        card,
        titled: !text.title.trim().is_empty(),
        sharing: Sharing::clear(),
        author: None,
        outer: None,
        body: text.text.clone(),
        tags: Vec::new(),
        version: 1,
    };
    Edit { key, entries: vec![entry] }
}
