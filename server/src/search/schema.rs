//! The fields of the index, and how an entry fills them.

use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::FoundIn;
use app::model::sharing::Sharing;
use app::model::tlp::Tlp;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::age;
use super::analysis::{self, Word};
use super::entry::{Card, Entry, group_number, kind_number};

/// Counts up when anything here or in the analysis changes what an index holds; an index of another version is rebuilt.
pub const VERSION: u32 = 4;

/// How often the words of a title count among the grams of a document.
const TITLE_GRAMS: usize = 4;

#[derive(Clone)]
pub struct Fields {
    /// Noun and id; what an edit replaces.
    pub key: Field,
    /// Keys that open the document; what trimming filters on.
    pub reader: Field,
    /// Of what hangs on something: [`HANGS`], and the keys that open that.
    pub outer: Field,
    pub slug: Field,
    pub group: Field,
    pub kind: Field,
    pub lang: Field,
    pub lines: Field,
    pub hubs: Field,
    pub year: Field,
    pub day: Field,
    pub valid_until: Field,
    pub tier: Field,
    pub original: Field,
    pub order: Field,
    pub version: Field,
    /// Stems of the title, per language.
    pub title: [Field; 5],
    /// Stems of everything, the title included, per language.
    pub all: [Field; 5],
    pub grams: Field,
    /// Folded words of everything: the vocabulary that spelling knows.
    pub words: Field,
    /// Beginnings of the words of the title, for suggestions.
    pub starts: Field,
    pub card: Field,
    pub body: Field,
}

/// The term of whatever hangs on something else. No reader key is called so.
pub const HANGS: &str = "*";

/// Who all may read a document, as far as ranking cares: the tiers of which every reader of some kind may read all.
/// 0 everybody, 1 every signed-in person, 2 every signed-in person of a public body, 3 narrower.
pub fn tier(sharing: &Sharing) -> u8 {
    match (sharing.tlp(), sharing.public_bodies_only()) {
        (Tlp::Clear, _) => 0,
        (Tlp::Green, false) => 1,
        (Tlp::Green, true) => 2,
        _ => 3,
    }
}

pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let raw = |record: IndexRecordOption| {
        TextFieldIndexing::default().set_tokenizer("raw").set_index_option(record).set_fieldnorms(false)
    };
    let name = TextOptions::default().set_indexing_options(raw(IndexRecordOption::Basic));
    let text = |tokenizer: &str, record: IndexRecordOption, norms: bool| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let fields = Fields {
        key: builder.add_text_field("key", name.clone().set_stored()),
        reader: builder.add_text_field("reader", name.clone()),
        outer: builder.add_text_field("outer", name.clone()),
        slug: builder.add_text_field("slug", name.set_fast("raw")),
        group: builder.add_u64_field("group", FAST),
        kind: builder.add_u64_field("kind", FAST),
        lang: builder.add_u64_field("lang", FAST),
        lines: builder.add_u64_field("lines", FAST),
        hubs: builder.add_text_field("hubs", TextOptions::default().set_fast("raw")),
        year: builder.add_i64_field("year", FAST),
        day: builder.add_i64_field("day", FAST),
        valid_until: builder.add_i64_field("valid_until", FAST),
        tier: builder.add_u64_field("tier", FAST),
        original: builder.add_bool_field("original", FAST),
        order: builder.add_text_field("order", TextOptions::default().set_fast("raw")),
        version: builder.add_u64_field("version", FAST),
        title: Lang::ALL
            .map(|lang| builder.add_text_field(&format!("title_{}", lang.code()), text(lang.code(), positions, true))),
        all: Lang::ALL
            .map(|lang| builder.add_text_field(&format!("all_{}", lang.code()), text(lang.code(), positions, true))),
        grams: builder.add_text_field("grams", text("grams", IndexRecordOption::WithFreqs, true)),
        words: builder.add_text_field("words", text("words", IndexRecordOption::Basic, false)),
        starts: builder.add_text_field("starts", text("starts", IndexRecordOption::Basic, false)),
        card: builder.add_text_field("card", STORED),
        body: builder.add_text_field("body", STORED),
    };
    (builder.build(), fields)
}

pub fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    for lang in Lang::ALL {
        tokenizers.register(lang.code(), Analysis(Terms::Stems(lang)));
    }
    tokenizers.register("grams", Analysis(Terms::Grams));
    tokenizers.register("words", Analysis(Terms::Words));
    tokenizers.register("starts", Analysis(Terms::Starts));
    tokenizers
}

impl Fields {
    /// An entry as tantivy takes it.
    pub fn fill(&self, key: &str, entry: &Entry) -> Result<TantivyDocument, serde_json::Error> {
        let Entry { card, titled, sharing, author, outer, body, tags, version } = entry;
        let mut document = TantivyDocument::default();
        document.add_text(self.key, key);
        for reader in sharing.keys(author.as_ref()) {
            document.add_text(self.reader, reader);
        }
        if let Some(outer) = outer {
            document.add_text(self.outer, HANGS);
            for reader in outer.sharing.keys(outer.author.as_ref()) {
                document.add_text(self.outer, reader);
            }
        }
        match &card.passage {
            None => document.add_text(self.slug, card.slug.as_str()),
            // No document is called so; passages of equal score stand in their order.
            Some(FoundIn { attachment, number, .. }) => {
                document.add_text(self.slug, format!("{}\u{1}{attachment}\u{1}{number:08}", card.slug));
            }
        }
        document.add_u64(self.group, group_number(card));
        document.add_u64(self.kind, kind_number(card.kind).into());
        document.add_u64(self.lang, card.lang as u64);
        document.add_u64(self.lines, line_bits(&card.lines).into());
        for hub in &card.hubs {
            document.add_text(self.hubs, hub.as_str());
        }
        if let Some(year) = card.year() {
            document.add_i64(self.year, year.into());
        }
        document.add_i64(self.day, card.day());
        if let Some(day) = card.holds_until() {
            document.add_i64(self.valid_until, age::milliseconds(day));
        }
        document.add_u64(self.tier, tier(sharing).into());
        document.add_bool(self.original, card.group == card.slug);
        document.add_text(self.order, order(card));
        document.add_u64(self.version, *version);

        let lang = card.lang as usize;
        let title = if *titled { card.title.as_str() } else { "" };
        document.add_text(self.title[lang], title);
        for part in [title, card.summary.as_str(), body.as_str()]
            .into_iter()
            .chain(tags.iter().map(String::as_str))
            .filter(|part| !part.is_empty())
        {
            document.add_text(self.all[lang], part);
            document.add_text(self.grams, part);
            document.add_text(self.words, part);
        }
        for _ in 1..TITLE_GRAMS {
            document.add_text(self.grams, title);
        }
        if card.passage.is_none() {
            document.add_text(self.starts, &card.title);
        }
        document.add_text(self.card, serde_json::to_string(card)?);
        document.add_text(self.body, body);
        Ok(document)
    }
}

/// What titles are sorted by.
fn order(card: &Card) -> String {
    analysis::fold(&card.title).chars().skip_while(|c| !c.is_alphanumeric()).take(80).collect()
}

/// The lines as bits, in the order of [`Line::ALL`].
pub fn line_bits(lines: &[Line]) -> u8 {
    lines.iter().fold(0, |bits, line| bits | 1 << (*line as u8))
}

#[derive(Clone)]
struct Analysis(Terms);

#[derive(Clone, Copy)]
enum Terms {
    Stems(Lang),
    Grams,
    Words,
    Starts,
}

/// The mark before a term that begins a whole title.
pub const TITLE_START: char = '^';

/// Beginnings up to this many letters are terms of their own; longer ones are ranges of whole words.
pub const LONGEST_START: usize = 4;

impl Tokenizer for Analysis {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        TermStream { terms: self.0, words: analysis::words(text), word: 0, within: 0, token: Token::default() }
    }
}

/// The terms of a text, one after another. Each is made when it is asked for: a text of ten thousand letters has as many
/// grams, and to have them all at once would cost more than to index them.
pub struct TermStream<'a> {
    terms: Terms,
    words: Vec<Word<'a>>,
    /// The word that the next term is of, and how many of its terms are made.
    word: usize,
    within: usize,
    token: Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(word) = self.words.get(self.word) {
            let text = &mut self.token.text;
            text.clear();
            let made = match self.terms {
                Terms::Grams => !word.joined && analysis::push_gram(&word.folded, self.within, text),
                Terms::Starts => push_start(word, self.within, text),
                _ if self.within > 0 => false,
                Terms::Stems(lang) => {
                    analysis::push_stem(word, lang, text);
                    true
                }
                Terms::Words => {
                    text.push_str(&word.folded);
                    true
                }
            };
            if made {
                self.within += 1;
                let token = &mut self.token;
                (token.offset_from, token.offset_to, token.position) = (word.from, word.to, word.position);
                token.position_length = 1;
                return true;
            }
            self.word += 1;
            self.within = 0;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Writes the `number`th beginning of a word: its first letters, then all of it behind a mark that keeps it out of the
/// beginnings; of the first word of a title each a second time, behind the mark of a title. False when there is none.
fn push_start(word: &Word<'_>, number: usize, text: &mut String) -> bool {
    let first = word.position == 0;
    let (number, marked) = if first { (number / 2, number % 2 == 1) } else { (number, false) };
    let letters = word.folded.chars().count().min(LONGEST_START);
    if number > letters {
        return false;
    }
    if marked {
        text.push(TITLE_START);
    }
    if number == letters {
        text.push('=');
        text.push_str(&word.folded);
    } else {
        text.extend(word.folded.chars().take(number + 1));
    }
    true
}
