//! `cargo run -p tests --bin generate -- N [--seed S] [--mixed-labels] > documents.jsonl`

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use tests::generate::Generator;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seed =
        arguments.iter().position(|argument| argument == "--seed").and_then(|i| arguments.get(i + 1)?.parse().ok());
    let Some(count) = arguments.first().and_then(|count| count.parse().ok()) else {
        eprintln!("usage: generate N [--seed S] [--mixed-labels] > documents.jsonl");
        return ExitCode::from(2);
    };
    let mixed = arguments.iter().any(|argument| argument == "--mixed-labels");
    match write(count, seed.unwrap_or(1), mixed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(count: u64, seed: u64, mixed_labels: bool) -> io::Result<()> {
    let mut generator = Generator::new(seed, mixed_labels);
    let mut out = BufWriter::new(io::stdout().lock());
    for _ in 0..count {
        writeln!(out, "{}", generator.line())?;
    }
    out.flush()
}
