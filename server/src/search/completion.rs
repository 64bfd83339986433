//! Field names and their values, as the last word of a question begins them.

use app::model::lang::Lang;
use app::model::query::{Suggestion, Target};

use super::analysis;
use super::question::{Values, field_names, field_values};
use super::thesaurus::Register;

/// Shorter beginnings are those of ordinary words.
const SHORTEST: usize = 3;

/// Whole questions in which the last word is completed, at most `size`. Everybody gets the same.
pub fn completions(register: &Register, typed: &str, lang: Lang, size: usize) -> Vec<Suggestion> {
    let space = typed.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let (before, last) = typed.split_at(space.map_or(0, |(at, c)| at + c.len_utf8()));
    let (minus, last) = last.strip_prefix('-').map_or(("", last), |rest| ("-", rest));
    let completed: Vec<String> = match last.split_once(':') {
        Some((name, begun)) => {
            let (chosen, begun) =
                begun.rsplit_once(',').map_or(("", begun), |(_, begun)| (&last[..last.len() - begun.len()], begun));
            let start = if chosen.is_empty() { format!("{name}:") } else { chosen.to_owned() };
            let begun = analysis::fold(begun);
            let values: Vec<&str> = match field_values(name, lang) {
                Some(Values::Words(words)) => words.to_vec(),
                Some(Values::Hubs) => register.hub_codes().collect(),
                None => return Vec::new(),
            };
            let fits = |value: &&str| analysis::fold(value).starts_with(&begun) && analysis::fold(value) != begun;
            values.into_iter().filter(fits).map(|value| format!("{start}{value}")).collect()
        }
        None if last.len() >= SHORTEST => {
            let begun = analysis::fold(last);
            let fits = |name: &&str| name.starts_with(&begun);
            field_names(lang).into_iter().filter(fits).map(|name| format!("{name}:")).collect()
        }
        None => Vec::new(),
    };
    let whole = |last: String| Suggestion { text: format!("{before}{minus}{last}"), target: Target::Completion };
    completed.into_iter().take(size).map(whole).collect()
}
