//! Takes the text out of attachments and draws their pages, one file at a time, in a child process that is limited: a hostile
//! file can at most waste the time of its child. A file that ends the child that draws it has lost its pictures alone.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use app::model::attachment::FileKind;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use crate::exchange::extract::{MOST_TEXT, Said};
use crate::exchange::page_pictures::{self, About, Drawn, MOST_BYTES, MOST_PAGES};
use crate::store::{self, Found, NewPicture, Store};

/// How files are read.
#[derive(Clone, Debug)]
pub struct Extractor {
    /// The program that has the command `extract`: this one.
    pub program: PathBuf,
    /// Bytes of memory for one file.
    pub memory: u64,
    /// Seconds of computing for one file.
    pub seconds: u64,
}

/// After a mishap it waits, longer each time, up to this.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

impl Extractor {
    /// Reads what there is to read until the store closes. Mishaps are logged and tried again.
    pub async fn run(self, store: Store) {
        let mut grown = store.watch();
        let mut wait = Duration::ZERO;
        loop {
            match self.read_all(&store).await {
                Ok(()) => {
                    wait = Duration::ZERO;
                    tokio::select! {
                        grown = grown.changed() => if grown.is_err() { return },
                        () = store.unseen_files() => {}
                    }
                }
                Err(error) => {
                    wait = (wait * 2).clamp(Duration::from_millis(500), LONGEST_WAIT);
                    tracing::error!(%error, wait_ms = wait.as_millis() as u64, "attachments cannot be read");
                    tokio::time::sleep(wait).await;
                }
            }
        }
    }

    /// Reads every file that nobody has read yet, and draws the pages of those that are drawn. Texts go first: somebody may
    /// wait for one.
    pub async fn read_all(&self, store: &Store) -> store::Result<()> {
        loop {
            if let Some((digest, kind)) = store.unread_file().await? {
                let found = self.read(kind, store.files().whole(&digest).await?).await;
                let (passages, whole) = (found.passages.len(), found.whole);
                tracing::info!(digest, kind = kind.code(), passages, whole, "text taken out");
                store.note_text(&digest, &found).await?;
            } else if let Some(digest) = store.undrawn_file().await? {
                let pictures = self.draw(store, &digest).await?;
                tracing::info!(digest, pictures = pictures.len(), "pages drawn");
                store.note_pictures(&digest, pictures).await?;
            } else {
                return Ok(());
            }
        }
    }

    /// What the child finds in a file, as far as it comes.
    async fn read(&self, kind: FileKind, bytes: Vec<u8>) -> Found {
        let mut found = Found { whole: false, count: 0, passages: Vec::new() };
        let said = self.ask(&[kind.code()], bytes, MOST_TEXT_SAID).await;
        for line in said.split(|byte| *byte == b'\n') {
            match serde_json::from_slice(line) {
                Ok(Said::Passage(passage)) => found.passages.push(passage),
                Ok(Said::Done { count, whole }) => (found.count, found.whole) = (count, whole),
                // Something that a library prints by itself.
                Err(_) => {}
            }
        }
        let last = found.passages.last().map_or(0, |passage| passage.number);
        found.count = found.count.max(last);
        found
    }

    /// The pages of a file as far as the child draws them, on disk and without a name yet.
    async fn draw(&self, store: &Store, digest: &str) -> store::Result<Vec<NewPicture>> {
        let bytes = store.files().whole(digest).await?;
        let said = self.ask(&[FileKind::Pdf.code(), "--pictures"], bytes, MOST_PICTURES_SAID).await;
        let mut pictures = Vec::new();
        for Drawn { about: About { number, kind, width, height, .. }, bytes } in page_pictures::read(&said) {
            let mut arrival = store.files().arrive().await?;
            arrival.write(&bytes).await?;
            pictures.push(NewPicture { number, kind, width, height, file: arrival.finish().await? });
        }
        Ok(pictures)
    }

    /// What the child says of a file, at most so many bytes. However it ends, this does.
    async fn ask(&self, task: &[&str], bytes: Vec<u8>, most: u64) -> Vec<u8> {
        let mut said = Vec::new();
        // Waiting for the disk or the other processes is no computing, and takes time too.
        let patience = Duration::from_secs(self.seconds.saturating_mul(3).max(10));
        match tokio::time::timeout(patience, self.listen(task, bytes, most, &mut said)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, ?task, "a file was not read"),
            Err(_) => tracing::warn!(?task, "reading a file took too long"),
        }
        said
    }

    async fn listen(&self, task: &[&str], bytes: Vec<u8>, most: u64, said: &mut Vec<u8>) -> std::io::Result<()> {
        let mut child = Command::new(&self.program)
            .arg("extract")
            .args(task)
            .args(["--memory", &self.memory.to_string(), "--seconds", &self.seconds.to_string()])
            .env_clear()
            // The limit counts addresses, of which the allocator would take a gigabyte in advance: before the limit holds, and then
            // there is none left for anything else.
            .env("MIMALLOC_ARENA_RESERVE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        };
        let handing = tokio::spawn(async move {
            // A child that was ended does not take it all.
            let _ = stdin.write_all(&bytes).await;
        });
        stdout.take(most).read_to_end(said).await?;
        handing.abort();
        child.kill().await?;
        child.wait().await.map(drop)
    }
}

/// Bytes that the child may say: its text, twice as long where all of it has to be escaped.
const MOST_TEXT_SAID: u64 = 2 * MOST_TEXT as u64;

/// Its pictures, each with a line before it.
const MOST_PICTURES_SAID: u64 = MOST_BYTES as u64 + MOST_PAGES as u64 * 200;
