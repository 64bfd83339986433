//! The interface's sentences, carried inside the binary.

use std::sync::OnceLock;

use app::model::lang::Lang;
use app::words::{Interface, Words};

const DUTCH: &str = include_str!("../../../content/words/nl.toml");
const ENGLISH: &str = include_str!("../../../content/words/en.toml");

/// The words of both languages.
#[derive(Clone, Copy)]
pub struct Both {
    nl: &'static Words,
    en: &'static Words,
}

impl Both {
    /// Reads them, once. A missing or unknown key is an error that names it; a test sees to it that none is shipped.
    pub fn read() -> Result<Both, String> {
        static READ: OnceLock<Result<(Words, Words), String>> = OnceLock::new();
        let read = |lang: &str, text: &str| {
            toml::from_str::<Words>(text).map_err(|error| format!("content/words/{lang}.toml: {error}"))
        };
        let both = READ.get_or_init(|| Ok((read("nl", DUTCH)?, read("en", ENGLISH)?)));
        let (nl, en) = both.as_ref().map_err(Clone::clone)?;
        Ok(Both { nl, en })
    }

    pub fn interface(self, lang: Lang) -> Interface {
        let lang = lang.interface();
        Interface { lang, words: if lang == Lang::Nl { self.nl } else { self.en } }
    }
}
