//! How far a word is from what was typed, in slips of a hand on a keyboard.

/// The least sum of slips that turns one word into the other: a letter left out, added, replaced or exchanged with its
/// neighbour (Damerau-Levenshtein, neighbours exchanged once). Likely slips count less than 1.
pub fn distance(typed: &str, word: &str) -> f32 {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let mut rows = vec![vec![0.0_f32; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = match (i, j) {
                (0, 0) => 0.0,
                (0, _) => rows[0][j - 1] + 1.0,
                (_, 0) => rows[i - 1][0] + 1.0,
                _ => {
                    let replaced = rows[i - 1][j - 1] + replacing(a[i - 1], b[j - 1], i == 1);
                    let added = rows[i - 1][j] + doubling(&a, i - 1);
                    let left_out = rows[i][j - 1] + doubling(&b, j - 1);
                    let mut least = replaced.min(added).min(left_out);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + EXCHANGED);
                    }
                    least
                }
            };
        }
    }
    rows[a.len()][b.len()]
}

const EXCHANGED: f32 = 0.7;

/// A letter for another: near keys are likely, another first letter is not.
fn replacing(typed: char, meant: char, first: bool) -> f32 {
    match () {
        _ if typed == meant => 0.0,
        _ if first => 1.3,
        _ if near(typed, meant) || sounds_alike(typed, meant) => 0.7,
        _ => 1.0,
    }
}

/// A letter too many or too few of a pair is the commonest slip in Dutch.
fn doubling(word: &[char], at: usize) -> f32 {
    if at > 0 && word[at] == word[at - 1] { 0.6 } else { 1.0 }
}

const KEYBOARD: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

fn near(a: char, b: char) -> bool {
    let key = |c: char| KEYBOARD.iter().enumerate().find_map(|(row, keys)| Some((row as i32, keys.find(c)? as i32)));
    match (key(a), key(b)) {
        (Some((row_a, at_a)), Some((row_b, at_b))) => (row_a - row_b).abs() <= 1 && (at_a - at_b).abs() <= 1,
        _ => false,
    }
}

fn sounds_alike(a: char, b: char) -> bool {
    const ALIKE: [(char, char); 8] =
        [('c', 'k'), ('s', 'z'), ('f', 'v'), ('d', 't'), ('i', 'y'), ('g', 'h'), ('e', 'a'), ('c', 's')];
    ALIKE.contains(&(a, b)) || ALIKE.contains(&(b, a))
}
