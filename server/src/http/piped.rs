//! Archives that are packed while they are sent: whatever their size, little of them lies in memory.

use std::fmt::Display;
use std::io::{self, Write};

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use tokio::sync::mpsc;

/// What has been packed, on its way to the reader.
pub type Sending = mpsc::Sender<io::Result<Bytes>>;

/// An answer that brings what `pack` writes, on a thread of its own.
pub fn zip<E: Display>(name: &str, pack: impl FnOnce(&Sending) -> Result<(), E> + Send + 'static) -> Response {
    let (bytes, sending) = mpsc::channel::<io::Result<Bytes>>(4);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = pack(&bytes) {
            tracing::debug!(%error, "an archive was not finished");
            // A broken end, so that nobody takes the part for the whole.
            let _ = bytes.blocking_send(Err(io::Error::other("the archive is not whole")));
        }
    });
    let stream = futures::stream::unfold(sending, async |mut sending| Some((sending.recv().await?, sending)));
    let mut response = Body::from_stream(stream).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    // A slug has no quotes and no control characters.
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// Sends what is written on, and waits while the reader is slow.
pub struct Pipe<'a>(&'a Sending);

impl<'a> Pipe<'a> {
    pub fn new(sending: &'a Sending) -> Pipe<'a> {
        Pipe(sending)
    }
}

impl Write for Pipe<'_> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(part)));
        sent.map(|()| part.len()).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
