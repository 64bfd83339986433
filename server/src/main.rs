//! `knooppunt`: reads the command line, runs one command, chooses an exit code.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use server::config::Data;

/// Knowledge portal against drug smuggling through logistics hubs.
///
/// Exit code: 0 done, 1 refused or failed, 2 wrong usage.
#[derive(Parser)]
#[command(name = "knooppunt", version, arg_required_else_help = true)]
struct Line {
    #[command(flatten)]
    data: Data,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the description of the API (OpenAPI)
    Openapi,
}

fn main() -> ExitCode {
    let Line { data: _, command } = Line::parse();
    let done = match command {
        Command::Openapi => server::command::openapi::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("knooppunt: {error}");
            ExitCode::FAILURE
        }
    }
}
