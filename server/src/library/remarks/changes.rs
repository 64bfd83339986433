//! What a proposal changes, word by word.

use std::time::Duration;

use app::model::proposal::{Changes, Part, Piece};
use similar::{ChangeTag, TextDiff};

/// After this a comparison gets coarser instead of finer.
const PATIENCE: Duration = Duration::from_millis(500);

/// Characters of unchanged text that are shown on either side of a change.
const CONTEXT: usize = 160;

/// The pieces of a text before and after, in order.
pub fn changes(part: Part, before: &str, after: &str) -> Changes {
    let compared = TextDiff::configure().timeout(PATIENCE).diff_words(before, after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in compared.iter_all_changes() {
        let text: &str = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(known)))
            | (ChangeTag::Delete, Some(Piece::Gone(known)))
            | (ChangeTag::Insert, Some(Piece::New(known))) => known.push_str(text),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Gone(text.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::New(text.to_owned())),
        }
    }
    let last = pieces.len().saturating_sub(1);
    let shortened = pieces.into_iter().enumerate().flat_map(|(at, piece)| shortened(piece, at == 0, at == last));
    Changes { part, pieces: shortened.collect() }
}

/// Long text that stays, cut to what stands beside a change.
fn shortened(piece: Piece, first: bool, last: bool) -> Vec<Piece> {
    let Piece::Same(text) = &piece else { return vec![piece] };
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= 3 * CONTEXT {
        return vec![piece];
    }
    let start: String = chars[..CONTEXT].iter().collect();
    let end: String = chars[chars.len() - CONTEXT..].iter().collect();
    match (first, last) {
        (true, true) => vec![Piece::Skipped],
        (true, false) => vec![Piece::Skipped, Piece::Same(end)],
        (false, true) => vec![Piece::Same(start), Piece::Skipped],
        (false, false) => vec![Piece::Same(start), Piece::Skipped, Piece::Same(end)],
    }
}
