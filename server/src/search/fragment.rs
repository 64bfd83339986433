//! What of a hit is shown: its title and the passage that has most of the question, with the words marked.

use std::collections::HashMap;

use app::model::lang::Lang;
use app::model::query::Marked;

use super::analysis::{self, Word};
use super::plan::Plan;
use super::question::MOST_WORDS;

/// Marks the words of one question.
pub struct Marker {
    /// Stems per language with the number of the word of the question they stand for.
    stems: [HashMap<String, usize>; 5],
    /// Labels of several words per language, by their first stem: marked where all of them stand together.
    labels: [HashMap<String, Vec<Label>>; 5],
    /// Words that are also marked inside longer words.
    inside: Vec<(String, usize)>,
    /// Words that begin with a run of letters of these are marked so far.
    runs: Vec<(String, usize)>,
    masses: Vec<f32>,
    /// What earlier words of texts turned out to be.
    known: [HashMap<String, Option<Match>>; 5],
}

/// A label of several words: the stems after the first, and the number of the word of the question it stands for.
struct Label {
    rest: Vec<String>,
    wanted: usize,
}

/// How a word of a text matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Match {
    /// The number of the word of the question.
    wanted: usize,
    /// Only these letters of the folded word; all where `None`.
    part: Option<(usize, usize)>,
}

/// A marked piece of a text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    from: usize,
    to: usize,
    wanted: usize,
}

/// Letters of a passage, about two lines.
const PASSAGE: usize = 240;

/// Letters of a body that are read for a passage; what follows has its chance in the score, not in the passage.
const READ: usize = 40_000;

/// Letters that are read at a time: most texts have the question in the first stretch or two.
const STRETCH: usize = 2_000;

/// Shorter words are inside too many others.
const SHORTEST_INSIDE: usize = 4;

/// A run of fewer letters is in too many words by chance.
const SHORTEST_RUN: usize = 5;

/// Room, in 64s, for all words that a question can have.
const SEEN: usize = MOST_WORDS.div_ceil(64);

impl Marker {
    pub fn new(plan: &Plan) -> Marker {
        let mut stems: [HashMap<String, usize>; 5] = Default::default();
        let mut labels: [HashMap<String, Vec<Label>>; 5] = Default::default();
        let (mut inside, mut masses) = (Vec::new(), Vec::new());
        for span in &plan.spans {
            let first = masses.len();
            for word in span.words.iter().filter(|word| word.counts()) {
                let number = masses.len();
                masses.push(word.mass);
                for (lang, weighed) in word.terms.iter().enumerate() {
                    if let Some(weighed) = weighed {
                        stems[lang].entry(weighed.stem.clone()).or_insert(number);
                    }
                }
                if word.folded.len() >= SHORTEST_INSIDE && !word.folded.bytes().all(|b| b.is_ascii_digit()) {
                    inside.push((word.folded.clone(), number));
                }
            }
            if masses.len() == first {
                continue;
            }
            for other in &span.others {
                let lang = other.lang as usize;
                let mut terms = other.terms.iter().map(|weighed| weighed.stem.clone());
                if other.apart || other.terms.len() == 1 {
                    for stem in terms {
                        stems[lang].entry(stem).or_insert(first);
                    }
                } else if let Some(begins) = terms.next() {
                    labels[lang].entry(begins).or_default().push(Label { rest: terms.collect(), wanted: first });
                }
            }
        }
        Marker { stems, labels, inside, runs: Vec::new(), masses, known: Default::default() }
    }

    /// Marks runs of letters too, as where only those were found.
    pub fn with_runs(mut self) -> Marker {
        self.runs = self.inside.clone();
        self
    }

    /// A whole text, marked.
    pub fn mark(&mut self, text: &str, lang: Lang) -> Vec<Marked> {
        let marks = self.marks(text, lang);
        cut(text, 0, text.len(), &marks)
    }

    /// The passage of a text that has most of the question; the summary where that says as much.
    pub fn passage(&mut self, summary: &str, body: &str, lang: Lang) -> Vec<Marked> {
        let in_summary = self.marks(summary, lang);
        let summary_has = self.weight(in_summary.iter());
        let body = &body[..floor(body, READ)];
        // Nothing can say more than the whole question.
        let in_body = if summary_has < self.whole() { self.marks_up_to_best(body, lang) } else { Vec::new() };
        let best = self.best(&in_body);
        let (text, marks) = match best {
            Some((_, weight)) if weight > summary_has => (body, &in_body),
            _ if !summary.trim().is_empty() => (summary, &in_summary),
            _ => (body, &in_body),
        };
        if text.len() <= PASSAGE {
            return cut(text, 0, text.len(), marks);
        }
        let centre = self.best(marks).map_or(0, |(first, _)| marks[first].from);
        let (from, to) = around(text, centre);
        cut(text, from, to, marks)
    }

    /// The marks of a text as far as it must be read: to the end of the stretch in which a passage has the whole question, and a
    /// passage more, so that nothing of it goes unmarked.
    fn marks_up_to_best(&mut self, text: &str, lang: Lang) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let (mut before, mut from, mut is_found) = (0, 0, false);
        while from < text.len() && !is_found {
            let near = marks.partition_point(|mark| mark.to + PASSAGE < before);
            is_found = self.best(&marks[near..]).is_some_and(|(_, weight)| weight >= self.whole());
            let to = stretch_end(text, from + if is_found { PASSAGE } else { STRETCH });
            let begins = marks.len();
            marks.extend(self.marks(&text[from..to], lang));
            for mark in &mut marks[begins..] {
                (mark.from, mark.to) = (mark.from + from, mark.to + from);
            }
            (before, from) = (from, to);
        }
        marks
    }

    /// The weight of the whole question.
    fn whole(&self) -> f32 {
        self.masses.iter().sum()
    }

    /// The mark at which the best passage begins, and the weight of the question's words in it.
    fn best(&self, marks: &[Mark]) -> Option<(usize, f32)> {
        let mut best: Option<(usize, f32)> = None;
        for first in 0..marks.len() {
            let end = marks[first].from + PASSAGE * 2 / 3;
            let inside = marks[first..].iter().take_while(|mark| mark.to <= end);
            let weight = self.weight(inside);
            if best.is_none_or(|(_, most)| weight > most) {
                best = Some((first, weight));
            }
            // Nothing can be better than the whole question.
            if weight >= self.whole() * 1.01 {
                break;
            }
        }
        best
    }

    /// The weight of the different words among marks; repetition counts a little.
    fn weight<'a>(&self, marks: impl Iterator<Item = &'a Mark>) -> f32 {
        let mut seen = [0_u64; SEEN];
        let (mut weight, mut count) = (0.0, 0.0);
        for mark in marks {
            let (at, bit) = (mark.wanted / 64 % SEEN, 1 << (mark.wanted % 64));
            if seen[at] & bit == 0 {
                seen[at] |= bit;
                weight += self.masses[mark.wanted];
            }
            count += 1.0;
        }
        weight + f32::min(count, 20.0) * 0.01
    }

    fn marks(&mut self, text: &str, lang: Lang) -> Vec<Mark> {
        if self.masses.is_empty() {
            return Vec::new();
        }
        let mut marks: Vec<Mark> = Vec::new();
        let words = analysis::words(text);
        for (at, word) in words.iter().enumerate() {
            // What was marked reaches over this one: the parts of a hyphenated word, the words of a label.
            if marks.last().is_some_and(|last| last.to > word.from) {
                continue;
            }
            if let Some(mark) = self.label(&words[at..], lang) {
                marks.push(mark);
                continue;
            }
            let found = match self.known[lang as usize].get(word.folded.as_ref()) {
                Some(found) => *found,
                None => {
                    let found = self.found(word, lang);
                    self.known[lang as usize].insert(word.folded.to_string(), found);
                    found
                }
            };
            let Some(found) = found else { continue };
            let (from, to) = match found.part {
                Some((from, to)) => letters(&text[word.from..word.to], from, to),
                None => (0, word.to - word.from),
            };
            marks.push(Mark { from: word.from + from, to: word.from + to, wanted: found.wanted });
        }
        marks
    }

    /// The longest label that begins with the first of these words.
    fn label(&self, words: &[Word<'_>], lang: Lang) -> Option<Mark> {
        let first = words.first().filter(|first| !first.joined)?;
        let labels = &self.labels[lang as usize];
        if labels.is_empty() {
            return None;
        }
        let ends = |label: &Label| {
            let mut following = words[1..].iter().filter(|word| !word.joined);
            let mut last = first;
            for stem in &label.rest {
                last = following.next().filter(|word| analysis::stem(word, lang) == *stem)?;
            }
            Some(Mark { from: first.from, to: last.to, wanted: label.wanted })
        };
        labels.get(&analysis::stem(first, lang))?.iter().filter_map(ends).max_by_key(|mark| mark.to)
    }

    fn found(&self, word: &Word<'_>, lang: Lang) -> Option<Match> {
        if let Some(wanted) = self.stems[lang as usize].get(&analysis::stem(word, lang)) {
            return Some(Match { wanted: *wanted, part: None });
        }
        let inside = self.inside.iter().filter(|(wanted, _)| wanted.len() < word.folded.len());
        let whole = inside
            .filter_map(|(text, wanted)| Some((word.folded.find(text.as_str())?, text, *wanted)))
            .max_by_key(|(_, text, _)| text.len())
            .map(|(at, text, wanted)| Match { wanted, part: Some((at, at + text.len())) });
        whole.or_else(|| {
            let runs = self.runs.iter().filter_map(|(text, wanted)| Some((common_run(&word.folded, text)?, *wanted)));
            runs.max_by_key(|(run, _)| *run).map(|(run, wanted)| Match { wanted, part: Some((0, run)) })
        })
    }
}

/// How many letters at the beginning of a word are a run of another, too; `None` where too few to mean something. Not at its
/// end, where all words of a form are alike.
fn common_run(word: &str, other: &str) -> Option<usize> {
    let is_common = |to: &usize| word.get(..*to).is_some_and(|run| other.contains(run));
    (SHORTEST_RUN..=word.len()).rev().find(is_common)
}

/// Where letters of a folded word stand in the word as written; the whole word where folding changed its length.
fn letters(written: &str, from: usize, to: usize) -> (usize, usize) {
    let mut ends = vec![0];
    ends.extend(written.char_indices().map(|(at, c)| at + c.len_utf8()));
    if analysis::fold(written).len() + 1 == ends.len() && to < ends.len() {
        (ends[from], ends[to])
    } else {
        (0, written.len())
    }
}

/// A passage around a place: from the start of its sentence where that is near, to the end of a word.
fn around(text: &str, centre: usize) -> (usize, usize) {
    let earliest = floor(text, centre.saturating_sub(PASSAGE / 3));
    let before = &text[earliest..centre];
    let sentence = before.char_indices().rev().find(|(at, c)| {
        *c == '\n' || (matches!(c, '.' | '!' | '?') && before[*at + 1..].starts_with(char::is_whitespace))
    });
    let from = match sentence {
        Some((at, c)) => earliest + at + c.len_utf8(),
        None if earliest == 0 => 0,
        None => before.find(char::is_whitespace).map_or(centre, |at| earliest + at),
    };
    let latest = floor(text, from + PASSAGE);
    let to = if latest == text.len() {
        latest
    } else {
        text[from..latest].rfind(char::is_whitespace).map_or(latest, |at| from + at)
    };
    (from, to.max(floor(text, centre)))
}

/// Where a stretch ends that should end here: where the line or the word does, so that no label is cut in two if that can be.
fn stretch_end(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let rest = &text[at..floor(text, at + PASSAGE)];
    let end = rest.find('\n').or_else(|| rest.find(char::is_whitespace));
    end.map_or_else(|| floor(text, at + PASSAGE), |end| at + end)
}

/// The nearest place at or before `at` where a letter begins.
fn floor(text: &str, at: usize) -> usize {
    if at >= text.len() { text.len() } else { (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0) }
}

/// A piece of a text with its marks, spaces tidied, and an ellipsis where it was cut.
fn cut(text: &str, from: usize, to: usize, marks: &[Mark]) -> Vec<Marked> {
    let mut pieces = Vec::new();
    let mut at = from;
    for mark in marks.iter().filter(|mark| mark.from >= from && mark.to <= to) {
        push(&mut pieces, &text[at..mark.from], false);
        push(&mut pieces, &text[mark.from..mark.to], true);
        at = mark.to;
    }
    push(&mut pieces, &text[at..to], false);
    if let Some(first) = pieces.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if from > 0 {
            first.text.insert_str(0, if first.hit { "" } else { "… " });
        }
    }
    if let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end_matches([' ', '·']).len());
    }
    if to < text.trim_end().len() {
        push(&mut pieces, " …", false);
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn push(pieces: &mut Vec<Marked>, text: &str, hit: bool) {
    let mut tidy = String::with_capacity(text.len());
    let before = pieces.last().map_or("", |piece| &piece.text);
    for c in text.chars() {
        // Headings and items have no full stop; without a sign between them they would read as one sentence.
        let last = tidy.trim_end().chars().next_back().or_else(|| before.trim_end().chars().next_back());
        if c == '\n' && last.is_some_and(|last| last.is_alphanumeric() || matches!(last, ')' | '"' | '”' | '’')) {
            tidy.push_str(" · ");
        }
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !tidy.ends_with(' ') {
            tidy.push(c);
        }
    }
    match pieces.last_mut() {
        _ if tidy.is_empty() => {}
        Some(last) if last.hit == hit => last.text.push_str(&tidy),
        _ => pieces.push(Marked { text: tidy, hit }),
    }
}
