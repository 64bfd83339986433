//! `cargo run --release -p tests --bin bench_search -- quality [NAME…] | speed [DOCUMENTS [WORDS_EACH [FOLDER]]]`: the search alone,
//! measured. `make bench-search` runs both.
//!
//! Quality: how well the collections with relevance judgements in the folder KNOOPPUNT_IR are answered, as typed and with
//! one typing mistake, beside plain tantivy in the same run. Speed: how fast the index fills, opens, answers and takes in
//! one more document, without store and HTTP. A FOLDER keeps the index: where it has one, that is not filled again.

mod collection;
mod measures;
mod peers;
mod portal;
mod quality;
mod speed;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((mode, names)) if mode == "quality" => quality::run(names),
        Some((mode, numbers)) if mode == "speed" => {
            let number = |at: usize| numbers.get(at).and_then(|number| number.parse().ok());
            let folder = numbers.get(2).map(std::path::Path::new);
            speed::run(number(0).unwrap_or(100_000), number(1).unwrap_or(120), folder);
        }
        _ => {
            eprintln!("usage: bench_search quality [COLLECTION…] | speed [DOCUMENTS [WORDS_EACH [FOLDER]]]");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
