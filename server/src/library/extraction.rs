//! Takes the text out of attachments, one file at a time, in a child process that is limited: a hostile file can at most
//! waste the time of its child.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use app::model::attachment::FileKind;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

use crate::exchange::extract::{MOST_TEXT, Said};
use crate::store::{self, Found, Store};

/// How text is taken out of files.
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
                        () = store.files_arrived() => {}
                    }
                }
                Err(error) => {
                    wait = (wait * 2).clamp(Duration::from_millis(500), LONGEST_WAIT);
                    tracing::error!(%error, wait_ms = wait.as_millis() as u64, "the text of attachments cannot be taken out");
                    tokio::time::sleep(wait).await;
                }
            }
        }
    }

    /// Reads every file that nobody has read yet.
    pub async fn read_all(&self, store: &Store) -> store::Result<()> {
        while let Some((digest, kind)) = store.unread_file().await? {
            let bytes = store.files().whole(&digest).await?;
            let found = self.read(kind, bytes).await;
            tracing::info!(
                digest,
                kind = kind.code(),
                passages = found.passages.len(),
                whole = found.whole,
                "text taken out"
            );
            store.note_text(&digest, &found).await?;
        }
        Ok(())
    }

    /// What the child finds in a file, as far as it comes. However it ends, this does.
    async fn read(&self, kind: FileKind, bytes: Vec<u8>) -> Found {
        let mut found = Found { whole: false, count: 0, passages: Vec::new() };
        // Waiting for the disk or the other processes is no computing, and takes time too.
        let patience = Duration::from_secs(self.seconds.saturating_mul(3).max(10));
        match tokio::time::timeout(patience, self.ask(kind, bytes, &mut found)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, kind = kind.code(), "the text of a file was not taken out"),
            Err(_) => tracing::warn!(kind = kind.code(), "taking out the text of a file took too long"),
        }
        let last = found.passages.last().map_or(0, |passage| passage.number);
        found.count = found.count.max(last);
        found
    }

    async fn ask(&self, kind: FileKind, bytes: Vec<u8>, found: &mut Found) -> std::io::Result<()> {
        let mut child = Command::new(&self.program)
            .arg("extract")
            .arg(kind.code())
            .args(["--memory", &self.memory.to_string(), "--seconds", &self.seconds.to_string()])
            .env_clear()
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
        let mut lines = BufReader::new(tokio::io::AsyncReadExt::take(stdout, MOST_SAID)).lines();
        while let Some(line) = lines.next_line().await? {
            match serde_json::from_str(&line) {
                Ok(Said::Passage(passage)) => found.passages.push(passage),
                Ok(Said::Done { count, whole }) => (found.count, found.whole) = (count, whole),
                // Something that a library prints by itself.
                Err(_) => {}
            }
        }
        handing.abort();
        child.kill().await?;
        child.wait().await.map(drop)
    }
}

/// Bytes that the child may say: its text, twice as long where all of it has to be escaped.
const MOST_SAID: u64 = 2 * MOST_TEXT as u64;
