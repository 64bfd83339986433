//! Two sheets beside each other, word by word, within a time limit.

use std::time::{Duration, Instant};

use app::model::comparison::{Compared, Fate, Piece};
use app::model::sheet::Sheet;
use similar::{ChangeTag, DiffOp, DiffTag, TextDiff};

/// After this time what is left is told line by line, and then as a whole: two large texts without anything in common
/// must not hold up anybody.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Every field that either has, in the order of the new one.
pub fn compare(old: &Sheet, new: &Sheet) -> Vec<Compared> {
    let deadline = Instant::now() + PATIENCE;
    let mut fields: Vec<&str> = Vec::new();
    for (field, _) in new.pairs().iter().chain(old.pairs()) {
        if !fields.contains(&field.as_str()) {
            fields.push(field);
        }
    }
    let text = |sheet: &Sheet, field: &str| sheet.all(field).collect::<Vec<_>>().join("\n");
    fields
        .into_iter()
        .map(|field| {
            let (old, new) = (text(old, field), text(new, field));
            Compared { field: field.to_owned(), lines: lines(&old, &new, deadline) }
        })
        .collect()
}

fn lines(old: &str, new: &str, deadline: Instant) -> Vec<Vec<Piece>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let diff = TextDiff::configure().deadline(deadline).diff_slices(&old, &new);
    diff.ops().iter().flat_map(|op| rows(op, &old, &new, deadline)).collect()
}

fn rows(op: &DiffOp, old: &[&str], new: &[&str], deadline: Instant) -> Vec<Vec<Piece>> {
    let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
    let whole = |fate: Fate, lines: &[&str]| -> Vec<Vec<Piece>> {
        lines.iter().map(|line| vec![Piece { fate, text: (*line).to_owned() }]).collect()
    };
    match op.tag() {
        DiffTag::Equal => whole(Fate::Stayed, new),
        DiffTag::Delete => whole(Fate::Went, old),
        DiffTag::Insert => whole(Fate::Came, new),
        DiffTag::Replace => {
            let both = old.len().min(new.len());
            let mut rows: Vec<Vec<Piece>> = old.iter().zip(new).map(|(old, new)| words(old, new, deadline)).collect();
            rows.extend(whole(Fate::Went, &old[both..]));
            rows.extend(whole(Fate::Came, &new[both..]));
            rows
        }
    }
}

fn words(old: &str, new: &str, deadline: Instant) -> Vec<Piece> {
    let diff = TextDiff::configure().deadline(deadline).diff_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Stayed,
            ChangeTag::Delete => Fate::Went,
            ChangeTag::Insert => Fate::Came,
        };
        let text: &str = change.value();
        match pieces.last_mut().filter(|last| last.fate == fate) {
            Some(last) => last.text.push_str(text),
            None => pieces.push(Piece { fate, text: text.to_owned() }),
        }
    }
    joined(pieces)
}

/// Whole passages instead of one word after the other: what lies between two changes and is no word changes with them.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    let (mut went, mut came) = (String::new(), String::new());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let changing = !(went.is_empty() && came.is_empty());
        match piece.fate {
            Fate::Went => went.push_str(&piece.text),
            Fate::Came => came.push_str(&piece.text),
            Fate::Stayed if changing && piece.text.trim().is_empty() && pieces.peek().is_some() => {
                went.push_str(&piece.text);
                came.push_str(&piece.text);
            }
            Fate::Stayed => {
                flush(&mut joined, &mut went, &mut came);
                joined.push(piece);
            }
        }
    }
    flush(&mut joined, &mut went, &mut came);
    joined
}

fn flush(joined: &mut Vec<Piece>, went: &mut String, came: &mut String) {
    for (fate, text) in [(Fate::Went, std::mem::take(went)), (Fate::Came, std::mem::take(came))] {
        if !text.is_empty() {
            joined.push(Piece { fate, text });
        }
    }
}
