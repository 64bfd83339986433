//! The processes that are measured.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::client::Client;

/// A process that answers on an address of its own; stopped when dropped.
pub struct Serving {
    child: Child,
    pub address: SocketAddr,
    most: Arc<AtomicU64>,
    done: Arc<AtomicBool>,
}

impl Serving {
    /// Starts it and waits until `ready` answers 200; gives also how long that took.
    pub fn start(make: impl Fn(&str) -> Command, ready: &str) -> io::Result<(Serving, Duration)> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let started = Instant::now();
        let child = make(&address.to_string()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let (most, done) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        watch(child.id(), most.clone(), done.clone());
        let mut serving = Serving { child, address, most, done };
        loop {
            if Client::connect(address).and_then(|mut client| client.get(ready, "")).is_ok_and(|a| a.status == 200) {
                return Ok((serving, started.elapsed()));
            }
            if let Some(status) = serving.child.try_wait()? {
                return Err(io::Error::other(format!(
                    "the server ended at once with {status}: run it by hand to see why"
                )));
            }
            if started.elapsed() > Duration::from_secs(1800) {
                return Err(io::Error::other("the server is not ready after half an hour"));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The most anonymous memory seen so far, in bytes.
    pub fn most_memory(&self) -> u64 {
        self.most.load(Ordering::Relaxed) * 1024
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        // SIGTERM, so that the store is closed as it is in life.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let started = Instant::now();
        while self.child.try_wait().is_ok_and(|status| status.is_none()) {
            if started.elapsed() > Duration::from_secs(40) {
                let _ = self.child.kill();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Reads RssAnon ten times a second.
fn watch(pid: u32, most: Arc<AtomicU64>, done: Arc<AtomicBool>) {
    std::thread::spawn(move || {
        let file = format!("/proc/{pid}/status");
        while !done.load(Ordering::Relaxed) {
            let status = std::fs::read_to_string(&file).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
            let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
            most.fetch_max(kilobytes, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(100));
        }
    });
}

/// The server over a data folder.
pub fn server<'a>(binary: &'a Path, data: &'a Path, content: &'a str) -> impl Fn(&str) -> Command + 'a {
    move |address| {
        let mut command = Command::new(binary);
        command.args(["serve", "--listen", address, "--content", content, "--data"]).arg(data);
        command
    }
}
