//! What was typed, taken apart: words, "phrases", -exclusions and field:value. Whatever is typed is a question.

mod fields;

use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::{HitKind, Notice};
use jiff::civil::Date;

use self::fields::{Name, named};
pub use self::fields::{Values, field_names, field_values};
use super::analysis;

/// A question taken apart. Everything in it narrows, except the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Words to look for, phrases included, as typed.
    pub words: Vec<String>,
    /// Every hit has these, word by word.
    pub phrases: Vec<String>,
    /// No hit has these.
    pub without: Vec<String>,
    /// Every hit has these in its title.
    pub in_title: Vec<String>,
    /// Every hit meets these.
    pub conditions: Vec<Condition>,
    pub notices: Vec<Notice>,
}

/// `field:value`, or `-field:value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub field: Field,
    /// True for `-field:value`: no hit has one of them.
    pub without: bool,
}

/// One field with the values that are good enough, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    Kind(Vec<HitKind>),
    /// Codes or names, as typed.
    Hub(Vec<String>),
    /// The same, of hubs that use it.
    Adopted(Vec<String>),
    Line(Vec<Line>),
    Lang(Vec<Lang>),
    Year(Vec<i16>),
    /// Published on these days, first and last, where there is one.
    Published(Option<Date>, Option<Date>),
}

/// More words than anybody asks at once; the rest is left out and said so.
pub const MOST_WORDS: usize = 100;

/// Bytes of a question that are read; the API refuses a longer one.
const MOST_TEXT: usize = 10 * 1024;

/// Words of one phrase, exclusion or title that are looked for: each has its places in every text read.
const MOST_TOGETHER: usize = 20;

/// More parts (phrases, exclusions, conditions) than anybody asks at once.
const MOST_PARTS: usize = 50;

impl Question {
    pub fn read(typed: &str) -> Question {
        let mut question = Question::default();
        let typed = &typed[..typed.floor_char_boundary(MOST_TEXT)];
        let mut rest = typed;
        let mut parts = 0;
        while let Some(part) = next_part(&mut rest) {
            let special = part.quoted || part.minus || part.field.is_some();
            parts += usize::from(special);
            if special && parts > MOST_PARTS {
                question.words.push(part.text.to_owned());
            } else {
                question.add(part);
            }
        }
        question.bound();
        question
    }

    /// True when there is nothing to look for: then the newest come first.
    pub fn has_no_words(&self) -> bool {
        self.words.is_empty() && self.in_title.is_empty()
    }

    fn add(&mut self, part: Part<'_>) {
        let Part { minus, field, quoted, text } = part;
        match field {
            None if minus => self.without.push(text.to_owned()),
            None => {
                let plain = if quoted { text } else { self.plain(text) };
                if quoted && plain.split_whitespace().nth(1).is_some() {
                    self.phrases.push(plain.to_owned());
                }
                self.words.push(plain.to_owned());
            }
            Some(name) => match named(name) {
                Some(Name::Title) if minus => self.without.push(text.to_owned()),
                Some(Name::Title) => self.in_title.push(text.to_owned()),
                Some(name) => match name.values(text) {
                    Some(field) => self.conditions.push(Condition { field, without: minus }),
                    None => {
                        self.notices.push(Notice::Ignored(vec![clipped(&format!("{}:{text}", name.word()))]));
                        self.words.push(text.to_owned());
                    }
                },
                None => {
                    if !self.notices.iter().any(|notice| matches!(notice, Notice::UnknownField(_))) {
                        self.notices.push(Notice::UnknownField(clipped(name)));
                    }
                    self.words.push(format!("{name} {text}"));
                }
            },
        }
    }

    /// Wildcards and regular expressions are read as the words in them.
    fn plain<'a>(&mut self, text: &'a str) -> &'a str {
        let expression = text.len() > 2 && text.starts_with('/') && text.ends_with('/');
        let stars = text.contains('*') || text.starts_with('?') || text.contains(".+") || text.contains('[');
        if (expression || stars)
            && text.contains(char::is_alphanumeric)
            && !self.notices.contains(&Notice::PlainWordsOnly)
        {
            self.notices.push(Notice::PlainWordsOnly);
        }
        text
    }

    /// Leaves no more words than can be answered at once. They are counted as the index counts them: what stands between
    /// two words need not be a space.
    fn bound(&mut self) {
        // What narrows twice narrows once.
        once(&mut self.phrases);
        once(&mut self.without);
        once(&mut self.in_title);
        once(&mut self.conditions);
        let mut left = MOST_WORDS;
        let mut all = 0;
        for text in &mut self.words {
            all += shorten(text, left);
            left = MOST_WORDS.saturating_sub(all);
        }
        self.words.retain(|text| !text.is_empty());
        if all > MOST_WORDS {
            self.notices.push(Notice::TooManyWords(MOST_WORDS as u32));
        }
        let mut longest = 0;
        for text in self.phrases.iter_mut().chain(&mut self.without).chain(&mut self.in_title) {
            longest = longest.max(shorten(text, MOST_TOGETHER));
        }
        if longest > MOST_TOGETHER {
            self.notices.push(Notice::TooManyWords(MOST_TOGETHER as u32));
        }
    }
}

fn once<T: PartialEq>(all: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::with_capacity(all.len());
    for one in all.drain(..) {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    *all = kept;
}

/// Cuts a text after so many words; gives how many it had.
fn shorten(text: &mut String, most: usize) -> usize {
    let ends: Vec<usize> = analysis::words(text).iter().filter(|word| !word.joined).map(|word| word.to).collect();
    if ends.len() > most {
        text.truncate(most.checked_sub(1).map_or(0, |last| ends[last]));
    }
    ends.len()
}

struct Part<'a> {
    minus: bool,
    field: Option<&'a str>,
    quoted: bool,
    text: &'a str,
}

/// Takes the next part off the text. A quote that is never closed is no quote.
fn next_part<'a>(rest: &mut &'a str) -> Option<Part<'a>> {
    loop {
        let text = rest.trim_start();
        if text.is_empty() {
            *rest = text;
            return None;
        }
        let (minus, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(after) if after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c)) => (true, after),
            Some(after) => {
                *rest = after;
                continue;
            }
            None => (false, text),
        };
        if let Some((quoted, after)) = quoted(text) {
            *rest = after;
            if quoted.trim().is_empty() {
                continue;
            }
            return Some(Part { minus, field: None, quoted: true, text: quoted });
        }
        let end = text.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(text.len());
        let (word, after) = text.split_at(end);
        if let Some((name, value)) = word.split_once(':')
            && !name.is_empty()
            && name.chars().all(char::is_alphabetic)
            && !value.starts_with('/')
        {
            if value.is_empty()
                && let Some((quoted, after)) = quoted(after)
            {
                *rest = after;
                return Some(Part { minus, field: Some(name), quoted: true, text: quoted });
            }
            if !value.is_empty() {
                *rest = after;
                return Some(Part { minus, field: Some(name), quoted: false, text: value });
            }
        }
        // A lone quote is skipped, so that the loop always gets on.
        *rest = if end == 0 { skip_char(text) } else { after };
        if end > 0 {
            return Some(Part { minus, field: None, quoted: false, text: word });
        }
    }
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix(is_quote)?;
    let end = inside.find(is_quote)?;
    Some((&inside[..end], skip_char(&inside[end..])))
}

fn skip_char(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '«' | '»')
}

fn clipped(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_twice_is_asked_once() {
        let twice =
            Question::read("\"de haven\" \"de haven\" -kaas -kaas titel:kade titel:kade soort:praktijk soort:praktijk");
        let once = Question::read("\"de haven\" -kaas titel:kade soort:praktijk");
        assert_eq!(twice.phrases, once.phrases);
        assert_eq!(twice.without, once.without);
        assert_eq!(twice.in_title, once.in_title);
        assert!(twice.conditions == once.conditions && once.conditions.len() == 1);
        let both = Question::read("soort:praktijk -soort:praktijk");
        assert_eq!(both.conditions.len(), 2, "with and without are not the same condition");
    }
}
