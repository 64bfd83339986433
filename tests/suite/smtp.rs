//! A mail relay for tests: takes every mail and keeps it, or refuses all.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use server::library::Shelf;
use server::library::confirming::Usher;
use server::mail::{Mailer, Relay};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::hub::words;

/// A relay on a port of its own, until the test ends.
pub struct Sink {
    port: u16,
    mails: Arc<Mutex<Vec<String>>>,
    refuses: Arc<AtomicBool>,
}

impl Sink {
    pub async fn start() -> Sink {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mails, refuses) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (kept, asked) = (mails.clone(), refuses.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, kept.clone(), asked.clone()));
            }
        });
        Sink { port, mails, refuses }
    }

    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn mailer(&self) -> Mailer {
        Mailer::new(&self.address().parse::<Relay>().unwrap(), "Knooppunt <knooppunt@hub.example>").unwrap()
    }

    /// Whoever mails people of a hub by this relay.
    pub fn usher(&self, shelf: &Shelf) -> Usher {
        Usher::new(shelf.clone(), words(), "https://hub.example".to_owned(), self.mailer())
    }

    pub fn refuse(&self, refuses: bool) {
        self.refuses.store(refuses, Ordering::SeqCst);
    }

    /// Every mail that was taken, as it came.
    pub fn mails(&self) -> Vec<String> {
        self.mails.lock().unwrap().clone()
    }
}

/// One conversation, as RFC 5321 has it.
async fn talk(stream: TcpStream, mails: Arc<Mutex<Vec<String>>>, refuses: Arc<AtomicBool>) {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    let _ = writing.write_all(b"220 sink\r\n").await;
    while let Ok(Some(line)) = lines.next_line().await {
        let verb = line.split(' ').next().unwrap_or_default().to_uppercase();
        if verb == "RCPT" && refuses.load(Ordering::SeqCst) {
            // As real ones do, it says whom it means.
            let _ = writing.write_all(format!("451 later: {line}\r\n").as_bytes()).await;
            continue;
        }
        let answer: &[u8] = match verb.as_str() {
            "DATA" => {
                let _ = writing.write_all(b"354 go on\r\n").await;
                let mut mail = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.push('\n');
                }
                mails.lock().unwrap().push(mail);
                b"250 taken\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 fine\r\n",
        };
        if writing.write_all(answer).await.is_err() || verb == "QUIT" {
            return;
        }
    }
}
