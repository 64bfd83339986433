//! `cargo run -p tests --bin generate_values -- FOLDER [INDICATORS HUBS MONTHS] [--seed S]`: registers to import, and values in
//! three files, as they became known: `values-0.csv`, and those that were revised then.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use tests::values::{self, Size};

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut seed = 1;
    if let Some(at) = arguments.iter().position(|argument| argument == "--seed") {
        let given = arguments.drain(at..).nth(1).and_then(|seed| seed.parse().ok());
        let Some(given) = given else { return usage() };
        seed = given;
    }
    let numbers: Option<Vec<usize>> = arguments.iter().skip(1).map(|number| number.parse().ok()).collect();
    let size = match (arguments.first(), numbers.as_deref()) {
        (Some(_), Some([])) => Size::LARGE,
        (Some(_), Some(&[indicators, hubs, months])) => Size { indicators, hubs, months },
        _ => return usage(),
    };
    match make(Path::new(&arguments[0]), size, seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate_values: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: generate_values FOLDER [INDICATORS HUBS MONTHS] [--seed S]");
    ExitCode::from(2)
}

fn make(folder: &Path, size: Size, seed: u64) -> Result<(), Box<dyn Error>> {
    let register = folder.join("register");
    fs::create_dir_all(register.join("monitor"))?;
    fs::write(register.join("hubs.toml"), values::hubs(size))?;
    fs::write(register.join("monitor/indicators.toml"), values::indicators(size))?;
    for round in 0..3 {
        let mut out = BufWriter::new(File::create(folder.join(format!("values-{round}.csv")))?);
        let written = values::write(&mut out, size, seed, round)?;
        out.flush()?;
        println!("values-{round}.csv: {written} rows");
    }
    Ok(())
}
