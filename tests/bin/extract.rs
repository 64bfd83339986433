//! The child that takes the text out of a file, as `knooppunt extract`: for the suite, which is no `knooppunt` itself.

use clap::Parser;
use server::command::extract::{Task, run};

#[derive(Parser)]
enum Line {
    Extract(Task),
}

fn main() {
    let Line::Extract(task) = Line::parse();
    if run(&task).is_err() {
        std::process::exit(1);
    }
}
