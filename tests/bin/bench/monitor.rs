//! The monitor at its promised size: 1,000 indicators of 50 hubs over 120 months, as they became known and were revised.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::client::Client;
use crate::process::{self, Serving};
use crate::table::{Table, percentile};
use crate::{Result, tell};
use tests::values::{self, Size};

/// Prepares a data folder once, and measures.
pub fn measure(binary: &Path, folder: &Path, size: Size, table: &mut Table) -> Result<()> {
    let name = format!("{}-{}-{}", size.indicators, size.hubs, size.months);
    let data = folder.join(format!("monitor-{name}"));
    if !data.join("complete").exists() {
        prepare(binary, folder, &data, size, table)?;
    }
    tell("monitor: early warning over the newest period of all series");
    let started = Instant::now();
    run(binary, &data, &["monitor", "watch", "--dry-run"])?;
    table.most("early warning, newest period of all series", started.elapsed().as_secs_f64(), 60.0, "s");
    tell("monitor: pages");
    let (server, _) = Serving::start(process::server(binary, &data, "none"), "/readyz")?;
    pages(&server, size, table)?;
    table.plain("RssAnon over the monitor, most", server.most_memory() as f64 / 1048576.0, "MB");
    Ok(())
}

fn prepare(binary: &Path, folder: &Path, data: &Path, size: Size, table: &mut Table) -> Result<()> {
    tell("monitor: make values, once");
    let _ = fs::remove_dir_all(data);
    let register = folder.join("monitor-register");
    fs::create_dir_all(register.join("monitor"))?;
    fs::write(register.join("hubs.toml"), values::hubs(size))?;
    fs::write(register.join("monitor/indicators.toml"), values::indicators(size))?;
    run(binary, data, &["import", &register.display().to_string()])?;
    for round in 0..3 {
        let file = folder.join(format!("monitor-values-{round}.csv"));
        let mut out = BufWriter::new(File::create(&file)?);
        let rows = values::write(&mut out, size, 1, round)?;
        out.flush()?;
        tell(&format!("monitor: import {rows} values"));
        let started = Instant::now();
        run(binary, data, &["monitor", "import", &file.display().to_string()])?;
        let rate = rows as f64 / started.elapsed().as_secs_f64();
        match round {
            0 => table.least("import of values", rate, 50_000.0, "rows/s"),
            _ => table.plain(&format!("the same, {rows} that revise others"), rate, "rows/s"),
        }
        fs::remove_file(file)?;
    }
    File::create(data.join("complete"))?;
    Ok(())
}

fn run(binary: &Path, data: &Path, arguments: &[&str]) -> Result<()> {
    let mut command = Command::new(binary);
    let status =
        command.args(arguments).arg("--data").arg(data).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("{arguments:?} ended with {status}").into()) }
}

/// Each page once: none of them is in memory yet.
fn pages(server: &Serving, size: Size, table: &mut Table) -> Result<()> {
    let mut client = Client::connect(server.address)?;
    let mut ask = |path: &str| -> Result<std::time::Duration> {
        let answer = client.get(path, "Accept-Encoding: br\r\n")?;
        if answer.status == 200 { Ok(answer.took) } else { Err(format!("{path} answered {}", answer.status).into()) }
    };
    // What is for members answers others as if it were not there with no value; every twentieth is so.
    let each = (0..size.indicators).filter(|number| number % 20 != 7);
    let (mut lines, mut states) = (Vec::new(), Vec::new());
    for number in each.take(400) {
        let page = format!("/monitor/proef-{number:04}");
        lines.push(ask(&page)?);
        let hub = number % size.hubs;
        states.push(match number % 3 {
            0 => ask(&format!("{page}?beeld=raster"))?,
            1 => ask(&format!("{page}?plaats=proefhaven-{hub:02}&schaal=log"))?,
            _ => ask(&format!("{page}?bekend=2020-06-30"))?,
        });
    }
    table.plain("chart page of 6,000 values, p50", percentile(&mut lines, 0.5), "ms");
    table.most("chart page of 6,000 values, p99", percentile(&mut lines, 0.99), 50.0, "ms");
    table.most("the same in other states, p99", percentile(&mut states, 0.99), 50.0, "ms");
    for (page, name) in [
        ("/monitor", "/monitor, first time"),
        ("/monitor?thema=seizures", "/monitor of one theme, first time"),
        ("/knooppunten/proefhaven-01", "page of a hub, first time"),
        ("/stuurgroep", "/stuurgroep, first time"),
        ("/", "home page, first time"),
    ] {
        table.plain(name, ask(page)?.as_secs_f64() * 1000.0, "ms");
    }
    Ok(())
}
