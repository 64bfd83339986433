//! The listener: accepts connections within limits and stops without dropping answers.
//!
//! `axum::serve` knows no header timeout, no number of connections and no reader that stands still, so the loop is ours.

use std::convert::Infallible;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::Sleep;

use super::session::Peer;
use super::site::Site;

/// Answers on this socket until the site is told to stop; then lets answers under way finish.
pub async fn listen(listener: TcpListener, router: Router, site: Arc<Site>) {
    let limits = &site.config.limits;
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(Duration::from(limits.header_timeout))
        .max_headers(100)
        .max_buf_size(limits.max_header);
    let service = TowerToHyperService::new(router);
    let places = Arc::new(Semaphore::new(limits.max_connections));
    let graceful = GracefulShutdown::new();
    let mut drained = pin!(async {
        site.stopping.cancelled().await;
        tokio::time::sleep(limits.drain.into()).await;
    });

    loop {
        // A place first: whoever comes when the house is full waits in the queue of the system.
        let accepted = tokio::select! {
            biased;
            () = &mut drained => break,
            accepted = async { (places.clone().acquire_owned().await, listener.accept().await) } => accepted,
        };
        let (place, (stream, peer)) = match accepted {
            (Ok(place), Ok((stream, peer))) => (place, (stream, Peer(peer.ip()))),
            (_, Err(error)) => {
                // A connection that was gone before it was accepted, or no file descriptors left: both pass.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
            (Err(_), _) => break,
        };
        let _ = stream.set_nodelay(true);
        let stream = Patient::new(stream, limits.write_timeout.into());
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), from(peer, service.clone())));
        tokio::spawn(async move {
            // A reader who leaves, stands still or sends no HTTP ends their own connection, and nothing else.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.stop_timeout.into(), graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped before every answer was taken in: readers were slower than the stop timeout");
    }
}

/// The service, told where its requests come from.
fn from(
    peer: Peer,
    service: TowerToHyperService<Router>,
) -> impl Service<
    Request<Incoming>,
    Response = Response,
    Error = Infallible,
    Future = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Future,
> {
    service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        service.call(request)
    })
}

/// A connection whose reader may not stand still for longer than a limit while something is being sent.
struct Patient {
    stream: TcpStream,
    limit: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn new(stream: TcpStream, limit: Duration) -> Patient {
        Patient { stream, limit, waiting: None }
    }

    fn watch<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let limit = self.limit;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        ready!(waiting.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.watch(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.watch(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        self.watch(cx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Cancels `stopping` at the first SIGTERM or SIGINT. A second one ends the process at once, as people expect.
pub async fn stop_at_signal(site: Arc<Site>) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let mut either = async || {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    either().await;
    tracing::info!("stopping: answers under way may finish");
    site.stopping.cancel();
    either().await;
    std::process::exit(1);
}
