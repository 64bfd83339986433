//! The query of an API address, read key by key; what cannot be used is named.

use app::model::query::{DEFAULT_SIZE, MOST_FROM, MOST_HITS};
use axum::extract::Query;
use axum::http::Uri;

use crate::http::problem::{Fault, Problem};

/// The pairs of a query. Bytes that are no UTF-8 become the replacement character: they match nothing and harm nothing.
pub fn pairs(uri: &Uri) -> Vec<(String, String)> {
    Query::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default()
}

/// Takes keys one by one and collects what is wrong with them.
pub struct Params {
    pairs: Vec<(String, String)>,
    known: Vec<&'static str>,
    faults: Vec<Fault>,
}

impl Params {
    pub fn of(uri: &Uri) -> Params {
        Params { pairs: pairs(uri), known: Vec::new(), faults: Vec::new() }
    }

    /// The last value of a key; `None` when absent, empty or unusable.
    pub fn one<T>(&mut self, key: &'static str, expected: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.known.push(key);
        let (_, value) = self.pairs.iter().rev().find(|(name, value)| name == key && !value.is_empty())?;
        let parsed = parse(value);
        if parsed.is_none() {
            self.faults.push(Fault::value(key, expected));
        }
        parsed
    }

    /// `vanaf` and `aantal`: where a list starts, and how much of it is asked for; never more than 100 at once.
    pub fn part(&mut self) -> (u32, u32) {
        let number = |text: &str| text.parse::<u32>().ok();
        let place = |text: &str| number(text).filter(|from| *from <= MOST_FROM);
        let from = self.one("vanaf", "geheel getal, 0 tot en met 10000", place).unwrap_or(0);
        let size = self.one("aantal", "geheel getal vanaf 0; meer dan 100 wordt 100", number).unwrap_or(DEFAULT_SIZE);
        (from, size.min(MOST_HITS))
    }

    /// What is wrong with the question, if anything: values that cannot be used and keys that do not exist.
    pub fn check(mut self) -> Result<(), Problem> {
        for (key, _) in &self.pairs {
            if !self.known.contains(&key.as_str()) && self.faults.len() < 20 {
                self.faults.push(Fault::unknown(key, &self.known));
            }
        }
        if self.faults.is_empty() { Ok(()) } else { Err(Problem::faults(self.faults)) }
    }
}
