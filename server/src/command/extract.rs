//! `knooppunt extract`: the child that takes the text out of one file, or draws its pages. The server starts it (`library::extraction`); people do
//! not, so it is not listed.
//!
//! What it may do is limited before it looks at the file: memory, computing time, and that it opens nothing, so neither
//! files nor the network. It gets the bytes on standard input and says what it finds on standard output, one JSON object a
//! line (before each picture, and then its bytes), so that what was found before a limit is not lost.

use std::error::Error;
use std::io::{Read, Write, stdin, stdout};

use app::model::attachment::{FileKind, Passage};
use clap::Args;
use rustix::process::{Resource, Rlimit, nice, setrlimit};

use crate::exchange::extract::{Said, extract};
use crate::exchange::page_pictures::{self, Drawn};

/// What the child is told.
#[derive(Args, Clone, Debug)]
pub struct Task {
    /// Kind of the file, such as pdf
    #[arg(value_parser = |code: &str| FileKind::parse(code).ok_or("give a kind such as pdf"))]
    pub kind: FileKind,
    /// Draw its pages, and leave its text
    #[arg(long)]
    pub pictures: bool,
    /// Bytes of memory
    #[arg(long)]
    pub memory: u64,
    /// Seconds of computing
    #[arg(long)]
    pub seconds: u64,
}

/// Reads a file from standard input and says what is in it.
pub fn run(task: &Task) -> Result<(), Box<dyn Error>> {
    limit(task)?;
    let mut bytes = Vec::new();
    stdin().lock().read_to_end(&mut bytes)?;
    if task.pictures { say_pictures(bytes) } else { say_text(task.kind, &bytes) }
}

fn say_pictures(bytes: Vec<u8>) -> Result<(), Box<dyn Error>> {
    let mut out = stdout().lock();
    let mut lost = None;
    let mut sink = |drawn: Drawn| lost = lost.take().or(drawn.write(&mut out).and_then(|()| out.flush()).err());
    page_pictures::draw(bytes, &mut sink)?;
    lost.map_or(Ok(()), |error| Err(error.into()))
}

fn say_text(kind: FileKind, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut out = stdout().lock();
    let mut lost = None;
    let mut say = |said: &Said| -> std::io::Result<()> {
        serde_json::to_writer(&mut out, said)?;
        out.write_all(b"\n")
    };
    let mut sink = |passage: Passage| lost = lost.take().or(say(&Said::Passage(passage)).err());
    let (count, done) = extract(kind, bytes, &mut sink);
    if let Some(error) = lost {
        return Err(error.into());
    }
    say(&Said::Done { count, whole: done.is_ok() })?;
    out.flush()?;
    done.map_err(Into::into)
}

fn limit(task: &Task) -> std::io::Result<()> {
    let limits = [
        (Resource::As, task.memory),
        (Resource::Cpu, task.seconds),
        // Standard input, output and error are open, and nothing else can be: no file, no socket.
        (Resource::Nofile, 3),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    // Readers come first.
    nice(10)?;
    Ok(())
}
