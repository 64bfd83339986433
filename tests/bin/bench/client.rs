//! A small HTTP client on a blocking socket: it costs little beside what it measures.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// One connection that is kept.
pub struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

pub struct Answer {
    pub status: u16,
    pub etag: String,
    pub body: Vec<u8>,
    pub took: Duration,
}

impl Client {
    pub fn connect(address: SocketAddr) -> io::Result<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Client { address, stream: BufReader::new(stream) })
    }

    /// `headers` are whole lines, each with its line end.
    pub fn get(&mut self, path: &str, headers: &str) -> io::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.address);
        let started = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut status, mut etag, mut length) = (0, String::new(), 0);
        let mut line = String::new();
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let text = line.trim_end();
            if text.is_empty() {
                break;
            }
            if status == 0 {
                status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
            } else if let Some((name, value)) = text.split_once(':') {
                match name.to_ascii_lowercase().as_str() {
                    "etag" => value.trim().clone_into(&mut etag),
                    "content-length" => length = value.trim().parse().unwrap_or(0),
                    _ => {}
                }
            }
        }
        let mut body = vec![0; if status == 304 { 0 } else { length }];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, etag, body, took: started.elapsed() })
    }
}

/// Requests per second of several connections that each ask again as soon as they are answered.
pub fn rate(address: SocketAddr, path: &str, headers: &str, expect: u16, time: Duration) -> io::Result<f64> {
    const CONNECTIONS: usize = 8;
    let started = Instant::now();
    let counts: Vec<io::Result<u64>> = std::thread::scope(|scope| {
        let each = || {
            let mut client = Client::connect(address)?;
            let mut count = 0;
            while started.elapsed() < time {
                let status = client.get(path, headers)?.status;
                if status != expect {
                    return Err(io::Error::other(format!("{path} answered {status} instead of {expect}")));
                }
                count += 1;
            }
            Ok(count)
        };
        let threads: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(each)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("a client broke"))))
            .collect()
    });
    let total: u64 = counts.into_iter().sum::<io::Result<u64>>()?;
    Ok(total as f64 / started.elapsed().as_secs_f64())
}
