//! Plain tantivy on the same collections, as one would set it up: with the usual fields, and by the recipe of the best
//! prototype (`docs/search.md`). Nothing of the portal's own search is used here.

use app::model::lang::Lang;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, NgramTokenizer, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};
use tantivy::{Index, Searcher, TantivyDocument, Term, doc};

use crate::collection::Collection;

pub struct Peers {
    searcher: Searcher,
    words: TextAnalyzer,
    raw: TextAnalyzer,
    id: Field,
    title: Field,
    text: Field,
    all: Field,
    grams: Field,
}

/// How often the title counts in the field of everything.
const TITLE: usize = 8;

impl Peers {
    pub fn new(collection: &Collection) -> Peers {
        let mut builder = Schema::builder();
        let words = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer("words").set_index_option(IndexRecordOption::WithFreqs),
        );
        let id = builder.add_text_field("id", STRING | STORED);
        let [title, text, all, grams] =
            ["title", "text", "all", "grams"].map(|name| builder.add_text_field(name, words.clone()));
        let index = Index::create_in_ram(builder.build());
        index.tokenizers().register("words", stems(collection.lang));
        let mut raw = words_of();
        let mut writer = index.writer_with_num_threads(1, 200 << 20).expect("a writer");
        for document in &collection.documents {
            let everything = format!("{}{}", format!("{} ", document.title).repeat(TITLE), document.text);
            writer
                .add_document(doc!(
                    id => document.id.as_str(),
                    title => document.title.as_str(),
                    text => document.text.as_str(),
                    all => everything.as_str(),
                    grams => pretokenised(&mut raw, &format!("{} {}", document.title, document.text)),
                ))
                .expect("added");
        }
        writer.commit().expect("committed");
        let searcher = index.reader().expect("a reader").searcher();
        Peers { searcher, words: stems(collection.lang), raw, id, title, text, all, grams }
    }

    /// BM25 per field, the title twice, added up.
    pub fn usual(&mut self, typed: &str) -> Vec<String> {
        let terms = tokens(&mut self.words, typed);
        let query = any(vec![self.boosted(self.title, &terms, 2.0), self.boosted(self.text, &terms, 1.0)]);
        self.best(&query)
    }

    /// `all(title×8 + body) + 0.3·title + 0.2·4-grams + 1.0·(title has at least 75% of the words)`.
    pub fn recipe(&mut self, typed: &str) -> Vec<String> {
        let terms = tokens(&mut self.words, typed);
        let mut grams: Vec<String> = tokens(&mut self.raw, typed).iter().flat_map(|word| grams(word)).collect();
        grams.sort();
        grams.dedup();
        let mut parts = vec![
            self.boosted(self.all, &terms, 1.0),
            self.boosted(self.title, &terms, 0.3),
            self.boosted(self.grams, &grams, 0.2),
        ];
        let most = (terms.len() * 3).div_ceil(4).max(1);
        let in_title = self.each(self.title, &terms);
        parts.push(Box::new(BooleanQuery::with_minimum_required_clauses(in_title, most)));
        self.best(&any(parts))
    }

    fn boosted(&self, field: Field, terms: &[String], boost: f32) -> Box<dyn Query> {
        Box::new(BoostQuery::new(Box::new(BooleanQuery::new(self.each(field, terms))), boost))
    }

    fn each(&self, field: Field, terms: &[String]) -> Vec<(Occur, Box<dyn Query>)> {
        let query = |term: &String| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs))
        };
        terms.iter().map(|term| (Occur::Should, query(term))).collect()
    }

    fn best(&self, query: &dyn Query) -> Vec<String> {
        let found = self.searcher.search(query, &TopDocs::with_limit(100).order_by_score()).expect("an answer");
        let name = |address| {
            let document: TantivyDocument = self.searcher.doc(address).expect("stored");
            document.get_first(self.id).and_then(|id| id.as_str().map(str::to_owned)).expect("an id")
        };
        found.into_iter().map(|(_, address)| name(address)).collect()
    }
}

fn any(parts: Vec<Box<dyn Query>>) -> BooleanQuery {
    BooleanQuery::new(parts.into_iter().map(|part| (Occur::Should, part)).collect())
}

fn stems(lang: Lang) -> TextAnalyzer {
    let language = match lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
        Lang::De => Language::German,
        Lang::Fr => Language::French,
        Lang::Es => Language::Spanish,
    };
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(Stemmer::new(language))
        .build()
}

fn words_of() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    analyzer.token_stream(text).process(&mut |token| tokens.push(token.text.clone()));
    tokens
}

fn grams(word: &str) -> Vec<String> {
    if word.chars().count() <= 4 {
        return vec![word.to_owned()];
    }
    let Ok(tokenizer) = NgramTokenizer::new(4, 4, false) else { return Vec::new() };
    tokens(&mut TextAnalyzer::from(tokenizer), word)
}

/// Grams of every word, as tantivy takes text whose terms were made beforehand.
fn pretokenised(analyzer: &mut TextAnalyzer, text: &str) -> tantivy::tokenizer::PreTokenizedString {
    let terms = tokens(analyzer, text).into_iter().flat_map(|word| grams(&word));
    let tokens = terms
        .enumerate()
        .map(|(position, text)| tantivy::tokenizer::Token { position, text, ..Default::default() })
        .collect();
    tantivy::tokenizer::PreTokenizedString { text: String::new(), tokens }
}
