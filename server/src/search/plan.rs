//! What to look for: the words of a question as terms of every language, with what they weigh.

use app::model::lang::Lang;
use tantivy::{TantivyError, Term};

use super::analysis::{self, Word};
use super::question::Question;
use super::snapshot::Snapshot;
use super::thesaurus::{LONGEST_LABEL, Register};

/// A question made ready for one snapshot and tier.
pub struct Plan {
    pub spans: Vec<Span>,
    /// Weights of the grams of all words; empty when there is nothing to look for.
    pub grams: Vec<Gram>,
}

/// A run of words that stands for one idea: one word, or several that the thesaurus or a hyphen holds together.
pub struct Span {
    pub words: Vec<Wanted>,
    /// Other ways to say all of it.
    pub others: Vec<Other>,
}

/// A word of the question.
pub struct Wanted {
    pub folded: String,
    /// Its term per language, absent where the language has no document with it.
    pub terms: [Option<Weighed>; 5],
    /// How telling it is: its weight over all languages.
    pub mass: f32,
    /// What it was put in place of, when it is a correction.
    pub instead_of: Option<String>,
    /// It only holds the sentence together.
    pub stop: bool,
}

/// A term with its inverse document frequency.
#[derive(Clone, Debug)]
pub struct Weighed {
    pub stem: String,
    pub idf: f32,
}

/// Another way to say a span: all these terms in one document of this language.
pub struct Other {
    pub lang: Lang,
    pub terms: Vec<Weighed>,
    pub weight: f32,
}

pub struct Gram {
    pub text: String,
    pub idf: f32,
    /// In how many words of the question it occurs.
    pub times: f32,
}

/// A synonym or a translation says the same, but the writer's own word says it surer.
const SYNONYM: f32 = 0.6;
/// `pincode` for `pin-code` and `pin code`.
const JOINED: f32 = 0.9;
/// More ways to say one thing cost time and say no more.
const MOST_OTHERS: usize = 24;

/// How rare a term is among the documents that could have it, as BM25 weighs it.
pub fn idf(documents: u32, frequency: u32) -> f32 {
    let (documents, frequency) = (documents.max(frequency) as f32, frequency as f32);
    (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// Makes the plan for the words of a question.
pub struct Planner<'a> {
    pub snapshot: &'a Snapshot,
    pub register: &'a Register,
    pub tier: usize,
    pub lang: Lang,
}

impl Planner<'_> {
    pub fn plan(&self, question: &Question) -> Result<Plan, TantivyError> {
        let text = question.words.join(" ");
        let all = analysis::words(&text);
        let (joined, single): (Vec<&Word<'_>>, Vec<&Word<'_>>) = all.iter().partition(|word| word.joined);
        let mut spans = Vec::new();
        let mut at = 0;
        while at < single.len() {
            let (length, mut others) = self.widened(&single[at..])?;
            let mut length = length.max(1);
            // A hyphenated word, or two words that are also written as one.
            if let Some(joined) = joined.iter().find(|joined| joined.position == single[at].position) {
                length =
                    length.max(single.iter().filter(|word| word.from >= joined.from && word.to <= joined.to).count());
                others.extend(self.others(joined)?);
            } else if length == 1 && at + 1 < single.len() {
                let pair = self.pair(single[at], single[at + 1])?;
                length += usize::from(!pair.is_empty());
                others.extend(pair);
            }
            let words: Result<Vec<Wanted>, TantivyError> =
                single[at..at + length].iter().map(|word| self.wanted(word)).collect();
            others.truncate(MOST_OTHERS);
            spans.push(Span { words: words?, others });
            at += length;
        }
        let mut plan = Plan { spans, grams: Vec::new() };
        plan.weigh_stop_words();
        plan.grams = self.grams(&plan)?;
        Ok(plan)
    }

    pub fn wanted(&self, word: &Word<'_>) -> Result<Wanted, TantivyError> {
        let (mut documents, mut frequency) = (0, 0);
        let mut terms: [Option<Weighed>; 5] = Default::default();
        for lang in Lang::ALL {
            let weighed = self.weigh(lang, analysis::stem(word, lang))?;
            documents += self.snapshot.statistics(self.tier).in_lang[lang as usize];
            frequency += weighed.1;
            terms[lang as usize] = Some(weighed.0);
        }
        Ok(Wanted {
            folded: word.folded.clone(),
            terms,
            mass: idf(documents, frequency),
            instead_of: None,
            stop: analysis::is_stop_word(&word.folded, self.lang),
        })
    }

    fn weigh(&self, lang: Lang, stem: String) -> Result<(Weighed, u32), TantivyError> {
        let term = Term::from_field_text(self.snapshot.fields.all[lang as usize], &stem);
        let frequency = self.snapshot.frequency(self.tier, &term)?;
        let documents = self.snapshot.statistics(self.tier).in_lang[lang as usize];
        Ok((Weighed { stem, idf: idf(documents, frequency) }, frequency))
    }

    /// The longest run from here that is a label, with its other labels. The question's own language goes first.
    fn widened(&self, words: &[&Word<'_>]) -> Result<(usize, Vec<Other>), TantivyError> {
        let langs = std::iter::once(self.lang).chain(Lang::ALL.into_iter().filter(|lang| *lang != self.lang));
        let langs: Vec<Lang> = langs.collect();
        for length in (1..=words.len().min(LONGEST_LABEL)).rev() {
            for lang in &langs {
                let run: Vec<String> = words[..length].iter().map(|word| analysis::stem(word, *lang)).collect();
                let labels = self.register.others(*lang, &run.join(" "));
                if labels.is_empty() || (length == 1 && analysis::is_stop_word(&words[0].folded, self.lang)) {
                    continue;
                }
                let mut others = Vec::with_capacity(labels.len());
                for label in labels {
                    let terms: Result<Vec<Weighed>, TantivyError> =
                        label.stems.iter().map(|stem| Ok(self.weigh(label.lang, stem.clone())?.0)).collect();
                    others.push(Other { lang: label.lang, terms: terms?, weight: SYNONYM });
                }
                return Ok((length, others));
            }
        }
        Ok((0, Vec::new()))
    }

    /// A joined word in every language.
    fn others(&self, joined: &Word<'_>) -> Result<Vec<Other>, TantivyError> {
        let mut others = Vec::new();
        for lang in Lang::ALL {
            let (term, _) = self.weigh(lang, analysis::stem(joined, lang))?;
            others.push(Other { lang, terms: vec![term], weight: JOINED });
        }
        Ok(others)
    }

    /// Two words written as one, where documents of the tier write them so.
    fn pair(&self, first: &Word<'_>, second: &Word<'_>) -> Result<Vec<Other>, TantivyError> {
        if analysis::is_stop_word(&first.folded, self.lang) || analysis::is_stop_word(&second.folded, self.lang) {
            return Ok(Vec::new());
        }
        let text = format!("{}{}", first.lower, second.lower);
        let words = analysis::words(&text);
        let Some(joined) = words.first() else { return Ok(Vec::new()) };
        let mut others = Vec::new();
        for lang in Lang::ALL {
            let (term, frequency) = self.weigh(lang, analysis::stem(joined, lang))?;
            if frequency > 0 {
                others.push(Other { lang, terms: vec![term], weight: JOINED });
            }
        }
        Ok(others)
    }

    pub fn grams(&self, plan: &Plan) -> Result<Vec<Gram>, TantivyError> {
        let mut grams: Vec<Gram> = Vec::new();
        let documents = self.snapshot.statistics(self.tier).documents;
        for word in plan.words().filter(|word| word.counts()) {
            for text in analysis::grams(&word.folded) {
                if let Some(gram) = grams.iter_mut().find(|gram| gram.text == text) {
                    gram.times += 1.0;
                    continue;
                }
                let term = Term::from_field_text(self.snapshot.fields.grams, text);
                let frequency = self.snapshot.frequency(self.tier, &term)?;
                // What half of all documents have tells nothing, and its list is the longest to read.
                if frequency <= documents / 2 || documents < 1000 {
                    grams.push(Gram { text: text.to_owned(), idf: idf(documents, frequency), times: 1.0 });
                }
            }
        }
        Ok(grams)
    }
}

impl Plan {
    pub fn words(&self) -> impl Iterator<Item = &Wanted> {
        self.spans.iter().flat_map(|span| &span.words)
    }

    /// A question of nothing but stop words is about them.
    fn weigh_stop_words(&mut self) {
        if self.words().all(|word| word.stop) {
            self.spans.iter_mut().flat_map(|span| &mut span.words).for_each(|word| word.stop = false);
        }
    }
}

impl Wanted {
    /// It makes documents match.
    pub fn counts(&self) -> bool {
        !self.stop
    }
}
