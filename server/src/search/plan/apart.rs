//! Compounds said in their parts.

use app::model::lang::Lang;
use tantivy::TantivyError;

use super::{MOST_APART, MOST_OTHERS, Other, Plan, Planner, SYNONYM, Span};
use crate::search::analysis::{self, Word};
use crate::search::compound;
use crate::search::question::Question;
use crate::search::thesaurus::Label;

/// `smokkel` and `drugs` for `drugssmokkel`.
const APART: f32 = 0.5;
/// Ways to say a part of a compound that are looked for, per language.
const MOST_WAYS: usize = 2;

impl Planner<'_> {
    /// Adds the parts of a compound, together in one text; and other words for them, unless the thesaurus knows the compound
    /// itself.
    pub(super) fn apart(&self, word: &Word<'_>, known: bool, others: &mut Vec<Other>) -> Result<(), TantivyError> {
        for lang in compound::LANGS {
            for parts in compound::splits(self.snapshot, self.register, self.tier, lang, word)? {
                let own = parts.iter().map(|part| Label::of_word(lang, &part.text, &part.stem)).collect::<Vec<_>>();
                let own: Vec<&Label> = own.iter().collect();
                self.add_apart(lang, &own, APART, others)?;
                if known {
                    continue;
                }
                for other_lang in Lang::ALL {
                    for said in self.said_otherwise(&own, other_lang)? {
                        self.add_apart(other_lang, &said, APART * SYNONYM, others)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn add_apart(
        &self,
        lang: Lang,
        parts: &[&Label],
        weight: f32,
        others: &mut Vec<Other>,
    ) -> Result<(), TantivyError> {
        let text = parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ");
        let stems = parts.iter().flat_map(|part| part.stems.iter().cloned());
        if let Some(mut other) = self.other(&text, lang, stems, weight)?
            && !others.iter().any(|known| known.is_like(&other))
        {
            (other.apart, other.by_meaning) = (true, weight < APART);
            others.push(other);
        }
        Ok(())
    }

    /// The parts of a compound in other words of one language, as far as documents of the tier use them: every choice of a label,
    /// or of the part itself in its own language, for each part. Empty where the language has no word for one of them.
    fn said_otherwise<'a>(&'a self, parts: &[&'a Label], lang: Lang) -> Result<Vec<Vec<&'a Label>>, TantivyError> {
        let mut said: Vec<Vec<&Label>> = vec![Vec::new()];
        for part in parts {
            let labels = self.register.others(part.lang, &part.stems.join(" "));
            let labels = labels.into_iter().filter(|label| label.lang == lang);
            let mut ways: Vec<&Label> = Vec::with_capacity(MOST_WAYS);
            for way in Some(*part).filter(|part| part.lang == lang).into_iter().chain(labels) {
                let used = self.other(&way.text, lang, way.stems.iter().cloned(), SYNONYM)?.is_some();
                if used && ways.len() < MOST_WAYS {
                    ways.push(way);
                }
            }
            said = said.iter().flat_map(|said| ways.iter().map(|way| [&said[..], &[*way]].concat())).collect();
        }
        Ok(said)
    }

    /// The plan when nothing has a word of the question: a part of one of its compounds is enough. `None` where it has none.
    pub fn in_parts(&self, question: &Question) -> Result<Option<Plan>, TantivyError> {
        let text = question.words.join(" ");
        let mut spans = Vec::new();
        for word in analysis::words(&text).iter().filter(|word| !word.joined).take(MOST_APART) {
            let mut others = Vec::new();
            for lang in compound::LANGS {
                let splits = compound::splits(self.snapshot, self.register, self.tier, lang, word)?;
                for part in splits.iter().flatten() {
                    others.extend(self.other(&part.text, lang, std::iter::once(part.stem.clone()), APART)?);
                }
            }
            others.truncate(MOST_OTHERS);
            spans.push(Span { words: vec![self.wanted(word)?], others });
        }
        let mut plan = Plan { grams: Vec::new(), spans };
        plan.weigh_stop_words();
        plan.grams = self.grams(&plan)?;
        Ok(plan.spans.iter().any(|span| !span.others.is_empty()).then_some(plan))
    }
}
