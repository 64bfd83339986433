//! `cargo run --release -p tests --bin bench -- [N] [--server BINARY]`: the numbers of DESIGN section 8, measured.
//!
//! A real server in a process of its own, real HTTP over loopback, N documents of mixed labels (100,000 unless asked
//! otherwise) and a thousand persons. Documents and data folder are made once, in `target/bench`. A table for people to
//! read, never a test: what a machine does beside this shows in it.

mod client;
mod monitor;
mod people;
mod process;
mod publish;
mod table;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use client::{Client, rate};
use process::Serving;
use table::{Table, percentile};
use tests::generate::Generator;
use tests::values::Size;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, address] = arguments.as_slice()
        && mode == "--empty-handler"
    {
        return empty_handler(address);
    }
    let named = arguments.iter().position(|argument| argument == "--server").and_then(|i| arguments.get(i + 1));
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    let binary = named.map_or_else(|| target.join("release/knooppunt"), PathBuf::from);
    let count = arguments.first().filter(|first| !first.starts_with("--")).map_or(Ok(100_000), |count| count.parse());
    let Ok(count) = count else {
        eprintln!("usage: bench [N] [--server BINARY] [--monitor INDICATORS HUBS MONTHS]");
        return ExitCode::from(2);
    };
    let done = match monitor_alone(&arguments) {
        Some(size) => monitor_only(&binary, &target.join("bench"), size),
        None => run(&binary, &target.join("bench"), count),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The size after `--monitor`: then nothing else is measured.
fn monitor_alone(arguments: &[String]) -> Option<Size> {
    let at = arguments.iter().position(|argument| argument == "--monitor")?;
    let mut numbers = arguments[at + 1..].iter().map_while(|number| number.parse().ok());
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(indicators), Some(hubs), Some(months)) => Some(Size { indicators, hubs, months }),
        _ => Some(Size::LARGE),
    }
}

fn monitor_only(binary: &Path, folder: &Path, size: Size) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut table = Table::default();
    monitor::measure(binary, folder, size, &mut table)?;
    println!("\n{} values, {} processors", size.values(), std::thread::available_parallelism()?);
    table.print();
    Ok(())
}

fn run(binary: &Path, folder: &Path, count: u64) -> Result<()> {
    let mut table = Table::default();
    let data = folder.join(format!("mixed-{count}"));
    prepare(binary, folder, &data, count, &mut table)?;
    let tokens = people::settle(&data)?;

    tell("start with an existing index");
    let (server, started) = Serving::start(process::server(binary, &data, "none"), "/readyz")?;
    table.most("start to /readyz, existing index", started.as_secs_f64() * 1000.0, 1000.0, "ms");

    tell("sizes");
    sizes(&server, &mut table)?;
    tell("pages");
    pages(&server, &mut table)?;
    tell("search");
    search(&server, "", &[String::new()], &mut table)?;
    let bearers: Vec<String> = tokens.iter().map(|token| format!("Authorization: Bearer {token}\r\n")).collect();
    search(&server, &format!(", as one of {} persons", people::PERSONS), &bearers, &mut table)?;
    table.most("RssAnon, most under load", server.most_memory() as f64 / 1048576.0, 400.0, "MB");
    drop(server);

    tell("publish to searchable");
    let mut times = publish::measure(&data)?;
    table.most("publish to searchable, p50", percentile(&mut times, 0.5), 60.0, "ms");
    table.most("publish to searchable, p99", percentile(&mut times, 0.99), 300.0, "ms");

    monitor::measure(binary, folder, Size::LARGE, &mut table)?;

    println!("\n{count} documents, {} processors", std::thread::available_parallelism()?);
    table.print();
    Ok(())
}

/// Documents and data folder, once.
fn prepare(binary: &Path, folder: &Path, data: &Path, count: u64, table: &mut Table) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let documents = folder.join(format!("mixed-{count}.jsonl"));
    if !documents.exists() {
        tell("generate documents");
        let unfinished = documents.with_extension("part");
        let mut out = BufWriter::new(File::create(&unfinished)?);
        let mut generator = Generator::new(1, true);
        for _ in 0..count {
            writeln!(out, "{}", generator.line())?;
        }
        out.flush()?;
        std::fs::rename(unfinished, &documents)?;
    }
    let complete = data.join("complete");
    if !complete.exists() {
        tell("import and index, once");
        let _ = std::fs::remove_dir_all(data);
        let started = Instant::now();
        let status = Command::new(binary)
            .arg("import")
            .arg(&documents)
            .arg("--data")
            .arg(data)
            .stdout(Stdio::null())
            .status()?;
        if !status.success() {
            return Err(format!("import ended with {status}").into());
        }
        table.plain("import until everything is found", started.elapsed().as_secs_f64(), "s");
        // The bundled content on top, for the pages that it fills.
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        drop(Serving::start(process::server(binary, data, &content.display().to_string()), "/readyz")?);
        File::create(complete)?;
    }
    Ok(())
}

/// What a browser fetches, compressed with brotli.
fn sizes(server: &Serving, table: &mut Table) -> Result<()> {
    let mut client = Client::connect(server.address)?;
    let mut packed = |path: &str| client.get(path, "Accept-Encoding: br\r\n");
    let home = Client::connect(server.address)?.get("/", "")?;
    let home = String::from_utf8(home.body)?;
    let files: Vec<&str> = home.split('"').filter(|part| part.starts_with("/pkg/")).collect();
    let mut of = |endings: &[&str]| -> Result<usize> {
        let mut bytes = 0;
        let mut files: Vec<&&str> = files.iter().filter(|file| endings.iter().any(|e| file.ends_with(e))).collect();
        files.sort();
        files.dedup();
        for file in files {
            let answer = packed(file)?;
            bytes += if answer.status == 200 { answer.body.len() } else { 0 };
        }
        Ok(bytes)
    };
    let (front, style) = (of(&[".js", ".wasm"])?, of(&[".css"])?);
    match front {
        0 => table.missing("WASM + JS, brotli", "no front end in this build"),
        bytes => table.most("WASM + JS, brotli", bytes as f64 / 1024.0, 130.0, "KB"),
    }
    let mut largest = (0, String::new());
    let pages = [
        "/",
        "/zoeken?q=container",
        "/documenten/vertrouwensketen",
        "/knooppunten/rotterdam",
        "/keten",
        "/monitor",
        "/maatregelen",
        "/gegevensdeling",
        "/stuurgroep",
        "/toepassing",
        "/netwerk",
        "/over",
        "/stijl",
    ];
    for page in pages {
        let answer = packed(page)?;
        if answer.status == 200 {
            largest = largest.max((answer.body.len() + style, page.to_owned()));
        }
    }
    table.most(&format!("HTML + CSS, brotli: {}", largest.1), largest.0 as f64 / 1024.0, 40.0, "KB");
    Ok(())
}

fn pages(server: &Serving, table: &mut Table) -> Result<()> {
    let time = Duration::from_secs(5);
    let page = "/documenten/vertrouwensketen";
    let etag = Client::connect(server.address)?.get(page, "")?.etag;
    let known = format!("If-None-Match: {etag}\r\n");
    let program = std::env::current_exe()?;
    let (empty, _) = Serving::start(
        |address| {
            let mut command = Command::new(&program);
            command.args(["--empty-handler", address]);
            command
        },
        "/",
    )?;
    // Each twice, in turn, the better counts: what else the machine does then weighs less.
    let mut best = (0.0_f64, 0.0_f64);
    for _ in 0..2 {
        best.0 = best.0.max(rate(empty.address, "/", "", 200, time)?);
        best.1 = best.1.max(rate(server.address, page, &known, 304, time)?);
    }
    table.plain("empty axum handler", best.0, "requests/s");
    table.plain("document page revalidated by ETag", best.1, "requests/s");
    table.least("the same, of the empty handler", best.1 / best.0, 0.5, "");
    table.plain("document page from memory, sent whole", rate(server.address, page, "", 200, time)?, "requests/s");
    let brotli = rate(server.address, page, "Accept-Encoding: br\r\n", 200, time)?;
    table.plain("document page from memory, with brotli", brotli, "requests/s");

    // Every document once: none of them is in memory yet.
    let mut client = Client::connect(server.address)?;
    let mut times = Vec::new();
    for from in (0..1000).step_by(100) {
        for slug in slugs(&mut client, from)? {
            let answer = client.get(&format!("/documenten/{slug}"), "Accept-Encoding: br\r\n")?;
            if answer.status != 200 {
                return Err(format!("/documenten/{slug} answered {}", answer.status).into());
            }
            times.push(answer.took);
        }
    }
    table.plain("document page rendered, brotli, p50", percentile(&mut times, 0.5), "ms");
    table.most("document page rendered, brotli, p99", percentile(&mut times, 0.99), 3.0, "ms");
    Ok(())
}

/// What a question takes that is asked with one of these header lines after the other.
fn search(server: &Serving, who: &str, headers: &[String], table: &mut Table) -> Result<()> {
    let mut client = Client::connect(server.address)?;
    let titles = titles(&mut client)?;
    let words: Vec<&str> = titles.iter().flat_map(|title| title.split(' ')).filter(|word| word.len() > 3).collect();
    let (mut answers, mut pages, mut typed) = (Vec::new(), Vec::new(), Vec::new());
    for (number, pair) in words.chunks_exact(2).take(400).enumerate() {
        let question = match number % 4 {
            0 => pair[0].to_owned(),
            1 => format!("{}+{}", encode(pair[0]), encode(pair[1])),
            2 => format!("%22{}+{}%22", encode(pair[0]), encode(pair[1])),
            _ => format!("{}+-{}", encode(pair[0]), encode(pair[1])),
        };
        let header = &headers[number % headers.len()];
        let ask = |path: String, client: &mut Client| match client.get(&path, header) {
            Ok(answer) if answer.status == 200 => Ok(answer.took),
            Ok(answer) => Err(format!("{path} answered {}", answer.status)),
            Err(error) => Err(error.to_string()),
        };
        answers.push(ask(format!("/api/v1/zoeken?q={question}&taal=nl"), &mut client)?);
        pages.push(ask(format!("/zoeken?q={question}"), &mut client)?);
        for length in [1, 3, 5] {
            let start: String = pair[0].chars().take(length).collect();
            typed.push(ask(format!("/rpc/suggest?typed={}&lang=nl", encode(&start)), &mut client)?);
        }
    }
    table.most(&format!("search over HTTP, p50{who}"), percentile(&mut answers, 0.5), 5.0, "ms");
    table.most(&format!("search over HTTP, p99{who}"), percentile(&mut answers, 0.99), 25.0, "ms");
    table.plain(&format!("search page, p50{who}"), percentile(&mut pages, 0.5), "ms");
    table.plain(&format!("search page, p99{who}"), percentile(&mut pages, 0.99), "ms");
    table.most(&format!("as you type, p99{who}"), percentile(&mut typed, 0.99), 10.0, "ms");
    Ok(())
}

fn slugs(client: &mut Client, from: u32) -> Result<Vec<String>> {
    list(client, from, "id")
}

fn titles(client: &mut Client) -> Result<Vec<String>> {
    let mut titles = Vec::new();
    for from in (0..500).step_by(100) {
        titles.extend(list(client, from, "titel")?);
    }
    Ok(titles)
}

fn list(client: &mut Client, from: u32, key: &str) -> Result<Vec<String>> {
    let answer = client.get(&format!("/api/v1/documenten?aantal=100&vanaf={from}"), "")?;
    let body: serde_json::Value = serde_json::from_slice(&answer.body)?;
    let rows = body["resultaten"].as_array().ok_or("no list of documents")?;
    Ok(rows.iter().filter_map(|row| row[key].as_str().map(str::to_owned)).collect())
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// What axum does at least: the measure of what a page costs.
fn empty_handler(address: &str) -> ExitCode {
    let serve = async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        axum::serve(listener, axum::Router::new().route("/", axum::routing::get(async || ""))).await
    };
    match tokio::runtime::Runtime::new().and_then(|runtime| runtime.block_on(serve)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn tell(step: &str) {
    eprintln!("bench: {step}");
}
