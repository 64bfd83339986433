//! An import that is killed at any moment leaves nothing behind and can be repeated.
//!
//! `KILLS=20 cargo test -p tests kill` kills as often as that; the seed is printed, and `SEED=…` repeats it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use server::command;
use server::exchange::Limits;
use server::library;
use server::store::Store;
use tests::generate::{Generator, Random};

const DOCUMENTS: u64 = 1_500;

/// The process that is killed: this test binary, running nothing but this test with these variables set.
#[test]
fn importer() {
    let (Ok(data), Ok(file)) = (std::env::var("KILL_DATA"), std::env::var("KILL_FILE")) else { return };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(command::import::run(Path::new(&data), Path::new(&file), Limits::default())).unwrap();
}

fn start(data: &Path, file: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::importer", "--nocapture"])
        .env("KILL_DATA", data)
        .env("KILL_FILE", file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_killed_import_leaves_nothing_and_can_be_repeated() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let kills: u64 = number("KILLS").unwrap_or(3);
    let seed: u64 = number("SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("seed {seed}");
    let mut random = Random(seed);
    let folder = tempfile::tempdir().unwrap();
    let file = set(folder.path());
    // How long a whole import takes here and now tells when to strike.
    let begun = Instant::now();
    assert!(start(&folder.path().join("heel"), &file).wait().unwrap().success());
    let whole = begun.elapsed();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (mut nothing, mut everything) = (0, 0);
    for kill in 0..kills {
        let data = folder.path().join(format!("data-{kill}"));
        let mut importer = start(&data, &file);
        std::thread::sleep(Duration::from_micros(random.number() % whole.as_micros().max(1) as u64));
        importer.kill().unwrap();
        importer.wait().unwrap();
        let found = runtime.block_on(after_restart(&data, &file));
        if found == 0 {
            nothing += 1;
        } else {
            everything += 1;
        }
    }
    println!("{kills} kills: {nothing} before the switch, {everything} after it");
}

fn set(folder: &Path) -> PathBuf {
    let mut generator = Generator::new(11, true);
    let lines: Vec<String> = (0..DOCUMENTS).map(|_| generator.line()).collect();
    let file = folder.join("set.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    file
}

/// Checks what the killed process left, imports again and checks again. Gives how many documents it left.
async fn after_restart(data: &Path, file: &Path) -> u64 {
    let store = Store::open(data).await.unwrap();
    let findings = library::inspect(&store).await.unwrap();
    assert_eq!(findings.faults, Vec::<String>::new());
    let left = findings.documents;
    assert!(left == 0 || left == DOCUMENTS, "{left} of {DOCUMENTS} documents");
    store.close().await;
    command::import::run(data, file, Limits::default()).await.unwrap();
    let store = Store::open(data).await.unwrap();
    let findings = library::inspect(&store).await.unwrap();
    assert_eq!((findings.faults, findings.documents), (Vec::new(), DOCUMENTS));
    store.close().await;
    left
}
