//! How good a list of answers is.

use std::collections::HashMap;

/// The measures of one question, or their mean over many.
#[derive(Clone, Copy, Default)]
pub struct Measures {
    /// Normalised discounted cumulative gain of the first ten, gain 2^grade - 1 (Järvelin and Kekäläinen 2002).
    pub ndcg: f64,
    /// One over the rank of the first relevant answer among ten.
    pub reciprocal: f64,
    /// The part of the relevant documents that is among the first hundred.
    pub recall: f64,
}

impl Measures {
    /// Of a list of at most a hundred documents, best first.
    pub fn of(found: &[String], grades: &HashMap<String, u32>) -> Measures {
        let gain = |grade: u32| 2_f64.powi(grade as i32) - 1.0;
        let discount = |rank: usize| (rank as f64 + 2.0).log2();
        let (mut dcg, mut reciprocal, mut relevant_found) = (0.0, 0.0, 0.0);
        for (rank, id) in found.iter().enumerate() {
            let grade = grades.get(id).copied().unwrap_or(0);
            if grade == 0 {
                continue;
            }
            relevant_found += 1.0;
            if rank < 10 {
                dcg += gain(grade) / discount(rank);
                reciprocal = f64::max(reciprocal, 1.0 / (rank as f64 + 1.0));
            }
        }
        let mut ideal: Vec<u32> = grades.values().copied().filter(|grade| *grade > 0).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let best: f64 = ideal.iter().take(10).enumerate().map(|(rank, grade)| gain(*grade) / discount(rank)).sum();
        Measures {
            ndcg: if best > 0.0 { dcg / best } else { 0.0 },
            reciprocal,
            recall: relevant_found / ideal.len().max(1) as f64,
        }
    }

    pub fn mean(all: &[Measures]) -> Measures {
        let count = all.len().max(1) as f64;
        let mean = |of: fn(&Measures) -> f64| all.iter().map(of).sum::<f64>() / count;
        Measures { ndcg: mean(|m| m.ndcg), reciprocal: mean(|m| m.reciprocal), recall: mean(|m| m.recall) }
    }
}

/// One slip in the longest word: a letter left out, doubled, exchanged with the next or replaced by a neighbour.
pub fn mistyped(typed: &str, number: usize) -> String {
    let Some(word) = typed.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.chars().count()) else {
        return typed.to_owned();
    };
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return typed.to_owned();
    }
    let at = 1 + number * 7 % (letters.len() - 2);
    match number % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters[at] = if letters[at] == 'e' { 'r' } else { 'e' },
    }
    typed.replacen(word, &letters.into_iter().collect::<String>(), 1)
}
