//! The sentences of the interface: `words/{nl,en}.toml` into the typed [`Words`].

use app::model::lang::Lang;
use app::model::problem::Problem;
use app::words::Words;

use super::files::Files;
use super::front_matter::utf8;

/// The words of every interface language.
pub struct Catalogue {
    pub nl: Words,
    pub en: Words,
}

impl Catalogue {
    /// The words for a document or page of any language.
    pub fn get(&self, lang: Lang) -> &Words {
        match lang.interface() {
            Lang::Nl => &self.nl,
            _ => &self.en,
        }
    }
}

/// Reads both files; a key that is missing or unknown is named with its file and line.
pub fn read(files: &Files) -> Result<Catalogue, Vec<Problem>> {
    let (nl, en) = (language(files, Lang::Nl), language(files, Lang::En));
    match (nl, en) {
        (Ok(nl), Ok(en)) => Ok(Catalogue { nl, en }),
        (nl, en) => Err(nl.err().into_iter().chain(en.err()).collect()),
    }
}

fn language(files: &Files, lang: Lang) -> Result<Words, Problem> {
    let path = format!("words/{}.toml", lang.code());
    let in_file = |problem: Problem| problem.in_file(&path);
    let bytes = files
        .read(&path, MOST_BYTES)
        .map_err(|error| in_file(Problem::new(format!("the words of the interface cannot be read: {error}"))))?;
    let text = utf8(&bytes).map_err(in_file)?;
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let before = &text[..at.min(text.len())];
        let line = before.matches('\n').count() as u64 + 1;
        // The message names the key; the table it belongs to is the last one begun.
        let table = text.lines().take(line as usize).filter(|line| line.starts_with('[')).last();
        let problem = in_file(Problem::new(error.message().to_owned()).at_line(line));
        match table {
            Some(table) => problem.in_field(table.trim_matches(['[', ']', ' '])),
            None => problem,
        }
    })
}

const MOST_BYTES: usize = 4 << 20;
