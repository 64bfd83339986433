//! `knooppunt`: reads the command line, runs one command, chooses an exit code.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use app::model::slug::Slug;
use clap::{Parser, Subcommand};
use server::command::{detect, extract, organisation, person, token};
use server::config::{Config, DEFAULT_ADDRESS, Data, web_address};
use server::exchange::Limits;
use server::exchange::schedule::is_schedule;

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
    /// Serve the site
    Serve(Box<Config>),
    /// Import a folder (Markdown with TOML front matter, registers), a .jsonl file, or the schedule of a conference (.xml or
    /// .json of frab, pentabarf or pretalx), which is published for everybody: whole or not at all
    Import {
        path: PathBuf,
        /// Bytes of one document: a line of JSON Lines, or a file
        #[arg(long, value_name = "BYTES", default_value_t = Limits::default().document_bytes, env = "KNOOPPUNT_MAX_DOCUMENT")]
        max_document: usize,
        /// Name of the conference in addresses; by default the year of its first day
        #[arg(long, value_name = "SLUG")]
        slug: Option<Slug>,
    },
    /// Export all documents and registers into a new folder, which can be imported again; or the programme of one
    /// conference, as a folder that opens in a browser without a server
    Export {
        dir: PathBuf,
        /// Only what everybody may read of this conference
        #[arg(long, value_name = "SLUG")]
        conference: Option<Slug>,
        /// Address under which readers know the site, for the files of a programme
        #[arg(long, value_name = "URL", value_parser = web_address, default_value = DEFAULT_ADDRESS, env = "KNOOPPUNT_PUBLIC_URL")]
        public_url: String,
    },
    /// Throw the search index away and make it anew
    Reindex,
    /// Check that the store is whole and that the index agrees with it
    Check,
    /// Write the store into a new file, while a server goes on
    Backup { file: PathBuf },
    /// Make a new data folder from a backup, with its index
    Restore { file: PathBuf },
    /// Organisations
    #[command(subcommand)]
    Organisation(organisation::Organisation),
    /// Persons and their accounts
    #[command(subcommand)]
    Person(person::Person),
    /// Bearer tokens for programs
    #[command(subcommand)]
    Token(token::Token),
    /// Values of the monitor
    Monitor {
        #[command(subcommand)]
        what: MonitorCommand,
    },
    /// Judge a series of counts by an early-warning method and print CSV
    Detect {
        #[arg(long, value_name = "NAME")]
        method: detect::Method,
        /// Options of the method, named as in the R package surveillance
        #[arg(long, value_name = "JSON", default_value = "{}", value_parser = |text: &str| detect::Options::read(text).map(Box::new))]
        options: Box<detect::Options>,
        /// Columns t and observed (farrington-flexible: population too); see docs/monitor-statistics.md
        file: PathBuf,
    },
    /// Take the text out of a file: what the server starts for each attachment
    #[command(hide = true)]
    Extract(extract::Task),
    /// Print the description of the API (OpenAPI)
    Openapi,
}

#[derive(Subcommand)]
enum MonitorCommand {
    /// Take in values: whole or not at all; what was known before stays known
    Import {
        /// Columns indicator,hub,period,value,status,source,qualifier,note and, where there are, known_on, tlp, audience …
        file: PathBuf,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
    },
    /// Count what the portal counts of itself, as a server does every day: adopted practices, answered sharing cases, documents
    Count,
    /// Look for what is unusual in the newest period of every series of counts, and for displacement between hubs
    Watch {
        /// Only show what would become a signal
        #[arg(long)]
        dry_run: bool,
    },
}

fn main() -> ExitCode {
    server::log::start();
    match run(Line::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("knooppunt: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(Line { data: Data { data }, command }: Line) -> Result<(), Box<dyn Error>> {
    use server::command::{backup, check, export, import, import_schedule, monitor, openapi, reindex, serve, watch};
    // Before anything else starts: it opens nothing and has little memory.
    if let Command::Extract(task) = &command {
        return extract::run(task);
    }
    let runtime = tokio::runtime::Runtime::new()?;
    match command {
        Command::Import { path, max_document, slug } => {
            let limits = Limits { document_bytes: max_document };
            if path.is_file() && is_schedule(&path) {
                runtime.block_on(import_schedule::run(&data, &path, limits, slug))
            } else if slug.is_some() {
                Err("--slug is for the schedule of a conference (.xml or .json)".into())
            } else {
                runtime.block_on(import::run(&data, &path, limits))
            }
        }
        Command::Monitor { what: MonitorCommand::Import { file, dry_run } } => {
            runtime.block_on(monitor::import(&data, &file, dry_run))
        }
        Command::Monitor { what: MonitorCommand::Count } => runtime.block_on(monitor::count(&data)),
        Command::Monitor { what: MonitorCommand::Watch { dry_run } } => runtime.block_on(watch::run(&data, dry_run)),
        Command::Export { dir, conference: None, .. } => runtime.block_on(export::run(&data, &dir)),
        Command::Export { dir, conference: Some(slug), public_url } => {
            runtime.block_on(export::conference(&data, &slug, &dir, &public_url))
        }
        Command::Reindex => runtime.block_on(reindex::run(&data)),
        Command::Check => runtime.block_on(check::run(&data)),
        Command::Backup { file } => runtime.block_on(backup::backup(&data, &file)),
        Command::Restore { file } => runtime.block_on(backup::restore(&data, &file)),
        Command::Serve(config) => runtime.block_on(serve::run(&data, *config)),
        Command::Organisation(organisation) => runtime.block_on(organisation::run(&data, organisation)),
        Command::Person(person) => runtime.block_on(person::run(&data, person)),
        Command::Token(token) => runtime.block_on(token::run(&data, token)),
        Command::Detect { method, options, file } => detect::run(method, &options, &file),
        Command::Extract(task) => extract::run(&task),
        Command::Openapi => openapi::run().map_err(Into::into),
    }
}
