//! The language of a question.

use app::model::lang::Lang;

use super::analysis::{self, Word};
use super::thesaurus::Register;

/// The language that knows most words of a question: as words that hold sentences together, or as terms of the
/// thesaurus. Where that decides nothing, the language of whoever asks.
pub fn language(words: &[Word<'_>], register: &Register, asker: Lang) -> Lang {
    let known = |lang: Lang| {
        let knows = |word: &&Word<'_>| {
            analysis::is_stop_word(&word.folded, lang) || register.knows(lang, &analysis::stem(word, lang))
        };
        words.iter().filter(knows).count()
    };
    let others = Lang::ALL.into_iter().filter(|lang| *lang != asker);
    others.fold((asker, known(asker)), |best, lang| if known(lang) > best.1 { (lang, known(lang)) } else { best }).0
}
