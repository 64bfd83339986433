//! What to look for: the words of a question as terms of every language, with what they weigh.

mod apart;

use app::model::lang::Lang;
use app::model::query::Widened;
use tantivy::{TantivyError, Term};

use super::analysis::{self, Word};
use super::question::Question;
use super::score::bm25::idf;
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
    /// In lower case, as typed.
    pub lower: String,
    pub folded: String,
    /// Its place among the words of the question.
    pub position: usize,
    /// Its term per language that it is looked for in.
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
    /// As it is shown.
    pub text: String,
    pub lang: Lang,
    pub terms: Vec<Weighed>,
    pub weight: f32,
    /// Known from the thesaurus, not from the spelling.
    pub by_meaning: bool,
    /// Its terms are parts of a compound: they say the same wherever they stand in a text.
    pub apart: bool,
}

pub struct Gram {
    pub text: String,
    pub idf: f32,
    /// In how many words of the question it occurs; less than one where only the mistake has it.
    pub times: f32,
}

/// A synonym or a translation says the same, but the writer's own word says it surer.
const SYNONYM: f32 = 0.6;
/// `pincode` for `pin-code` and `pin code`.
const JOINED: f32 = 0.9;
/// Words of a question that are taken apart, from its first: each is many look-ups.
const MOST_APART: usize = 25;
/// What was typed, beside its correction: that may be the mistake.
const TYPED: f32 = 0.25;
/// More ways to say one thing cost time and say no more.
const MOST_OTHERS: usize = 24;

/// Entries of the lists of grams that are read for one question, at most.
const MOST_POSTINGS: u64 = 10_000_000;

/// Makes the plan for the words of a question.
pub struct Planner<'a> {
    pub snapshot: &'a Snapshot,
    pub register: &'a Register,
    pub tier: usize,
    pub lang: Lang,
    /// Only the words as typed, in their forms.
    pub literal: bool,
}

impl Planner<'_> {
    pub fn plan(&self, question: &Question) -> Result<Plan, TantivyError> {
        let text = question.words.join(" ");
        let all = analysis::words(&text);
        let (joined, single): (Vec<&Word<'_>>, Vec<&Word<'_>>) = all.iter().partition(|word| word.joined);
        let mut spans = Vec::new();
        let mut at = 0;
        while at < single.len() {
            let (length, mut others) = match self.literal {
                false => self.widened(&single[at..])?,
                true => (1, Vec::new()),
            };
            let mut length = length.max(1);
            // A hyphenated word, or two words that are also written as one.
            if let Some(joined) = joined.iter().find(|joined| joined.position == single[at].position) {
                length =
                    length.max(single.iter().filter(|word| word.from >= joined.from && word.to <= joined.to).count());
                others.extend(self.others(joined)?);
            } else if !self.literal && length == 1 && at + 1 < single.len() {
                let pair = self.pair(single[at], single[at + 1])?;
                length += usize::from(!pair.is_empty());
                others.extend(pair);
            }
            if !self.literal && length == 1 && spans.len() < MOST_APART {
                let known = others.iter().any(|other| other.by_meaning);
                self.apart(single[at], known, &mut others)?;
            }
            let words: Result<Vec<Wanted>, TantivyError> =
                single[at..at + length].iter().map(|word| self.wanted(word)).collect();
            others.truncate(MOST_OTHERS);
            spans.push(Span { words: words?, others });
            at += length;
        }
        let mut plan = Plan { spans, grams: Vec::new() };
        plan.weigh_stop_words();
        if !self.literal {
            plan.grams = self.grams(&plan)?;
        }
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
        Ok(self.word(word, terms, idf(documents, frequency)))
    }

    /// A word in one language alone, and in how many documents of the tier it is.
    pub fn wanted_in(&self, word: &Word<'_>, lang: Lang) -> Result<(Wanted, u32), TantivyError> {
        let (weighed, frequency) = self.weigh(lang, analysis::stem(word, lang))?;
        let mass = weighed.idf;
        let mut terms: [Option<Weighed>; 5] = Default::default();
        terms[lang as usize] = Some(weighed);
        Ok((self.word(word, terms, mass), frequency))
    }

    fn word(&self, word: &Word<'_>, terms: [Option<Weighed>; 5], mass: f32) -> Wanted {
        Wanted {
            lower: word.lower.to_string(),
            folded: word.folded.to_string(),
            position: word.position,
            terms,
            mass,
            instead_of: None,
            stop: analysis::is_stop_word(&word.folded, self.lang),
        }
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
                    let stems = label.stems.iter().cloned();
                    others.extend(self.other(&label.text, label.lang, stems, SYNONYM)?);
                }
                others.iter_mut().for_each(|other: &mut Other| other.by_meaning = true);
                return Ok((length, others));
            }
        }
        Ok((0, Vec::new()))
    }

    /// Another way to say something, where documents of the tier say it so.
    fn other(
        &self,
        text: &str,
        lang: Lang,
        stems: impl Iterator<Item = String>,
        weight: f32,
    ) -> Result<Option<Other>, TantivyError> {
        let mut terms = Vec::new();
        for stem in stems {
            let (term, frequency) = self.weigh(lang, stem)?;
            if frequency == 0 {
                return Ok(None);
            }
            terms.push(term);
        }
        let found = Other { text: text.to_owned(), lang, terms, weight, by_meaning: false, apart: false };
        Ok((!found.terms.is_empty()).then_some(found))
    }

    /// A joined word in every language.
    fn others(&self, joined: &Word<'_>) -> Result<Vec<Other>, TantivyError> {
        let mut others = Vec::new();
        for lang in Lang::ALL {
            let stem = std::iter::once(analysis::stem(joined, lang));
            others.extend(self.other(&joined.lower, lang, stem, JOINED)?);
        }
        Ok(others)
    }

    /// Two words written as one, where documents of the tier write them so.
    fn pair(&self, first: &Word<'_>, second: &Word<'_>) -> Result<Vec<Other>, TantivyError> {
        if analysis::is_stop_word(&first.folded, self.lang) || analysis::is_stop_word(&second.folded, self.lang) {
            return Ok(Vec::new());
        }
        let text = format!("{}{}", first.lower, second.lower);
        match analysis::words(&text).first() {
            Some(joined) => self.others(joined),
            None => Ok(Vec::new()),
        }
    }

    pub fn grams(&self, plan: &Plan) -> Result<Vec<Gram>, TantivyError> {
        let mut grams: Vec<(u32, Gram)> = Vec::new();
        let documents = self.snapshot.statistics(self.tier).documents;
        for (form, weight) in plan.words().filter(|word| word.counts()).flat_map(Wanted::forms) {
            for text in analysis::grams(form) {
                if let Some((_, gram)) = grams.iter_mut().find(|(_, gram)| gram.text == text) {
                    gram.times += weight;
                    continue;
                }
                let term = Term::from_field_text(self.snapshot.fields.grams, text);
                let frequency = self.snapshot.frequency(self.tier, &term)?;
                // What half of all documents have tells nothing, and its list is the longest to read.
                if frequency <= documents / 2 || documents < 1000 {
                    let gram = Gram { text: text.to_owned(), idf: idf(documents, frequency), times: weight };
                    grams.push((frequency, gram));
                }
            }
        }
        Ok(rarest(grams, MOST_POSTINGS))
    }
}

/// The grams whose lists have no more than so many entries together; each comes with the length of its own. The longest lists say the
/// least, and a question of a hundred words has hundreds of them.
fn rarest(mut grams: Vec<(u32, Gram)>, most: u64) -> Vec<Gram> {
    let mut entries: u64 = grams.iter().map(|(frequency, _)| u64::from(*frequency)).sum();
    if entries > most {
        grams.sort_by(|(one, _), (other, _)| other.cmp(one));
        grams.retain(|(frequency, _)| {
            let keep = entries <= most;
            entries -= if keep { 0 } else { u64::from(*frequency) };
            keep
        });
    }
    grams.into_iter().map(|(_, gram)| gram).collect()
}

impl Plan {
    pub fn words(&self) -> impl Iterator<Item = &Wanted> {
        self.spans.iter().flat_map(|span| &span.words)
    }

    /// What the thesaurus added, by the words that it was added for. A label of another language may be spelled as the question is:
    /// for the reader that is no other word.
    pub fn widened(&self) -> Vec<Widened> {
        let mut widened: Vec<Widened> = Vec::new();
        for span in &self.spans {
            let mut others: Vec<String> = Vec::new();
            for other in span.others.iter().filter(|other| other.by_meaning) {
                let is_new = !others.iter().any(|known| known.eq_ignore_ascii_case(&other.text));
                if is_new && !other.text.eq_ignore_ascii_case(&span.asked()) {
                    others.push(other.text.clone());
                }
            }
            if !others.is_empty() {
                widened.push(Widened { asked: span.asked(), others });
            }
        }
        widened
    }

    /// A question of nothing but stop words is about them.
    fn weigh_stop_words(&mut self) {
        if self.words().all(|word| word.stop) {
            self.spans.iter_mut().flat_map(|span| &mut span.words).for_each(|word| word.stop = false);
        }
    }
}

impl Other {
    /// Whether both are looked for in the same way.
    fn is_like(&self, other: &Other) -> bool {
        let stems = |other: &Other| other.terms.iter().map(|term| term.stem.clone()).collect::<Vec<_>>();
        self.lang == other.lang && stems(self) == stems(other)
    }
}

impl Span {
    /// The words of the question, as they were looked for.
    pub fn asked(&self) -> String {
        self.words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ")
    }
}

impl Wanted {
    /// Its term in each language that has one.
    pub fn each_term(&self) -> impl Iterator<Item = (Lang, &Weighed)> {
        Lang::ALL.into_iter().zip(&self.terms).filter_map(|(lang, term)| Some((lang, term.as_ref()?)))
    }

    /// It makes documents match.
    pub fn counts(&self) -> bool {
        !self.stop
    }

    /// The letters that are looked for inside longer words, with what they weigh: also those that were typed, where this is a
    /// correction.
    pub fn forms(&self) -> impl Iterator<Item = (&str, f32)> {
        std::iter::once((self.folded.as_str(), 1.0)).chain(self.instead_of.as_deref().map(|typed| (typed, TYPED)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_many_grams_the_rarest_are_read() {
        let grams = |lists: &[u32]| {
            let gram = |entries: &u32| (*entries, Gram { text: entries.to_string(), idf: 1.0, times: 1.0 });
            lists.iter().map(gram).collect::<Vec<_>>()
        };
        let kept = |lists: &[u32], most| {
            rarest(grams(lists), most).into_iter().map(|gram| gram.text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(kept(&[5, 9, 1], 15), "5 9 1", "all of them fit, in the order of the question");
        assert_eq!(kept(&[5, 9, 1], 14), "5 1", "the longest goes first");
        assert_eq!(kept(&[5, 9, 1], 5), "1");
        assert_eq!(kept(&[5, 9], 4), "");
        assert_eq!(kept(&[], 0), "");
    }
}
