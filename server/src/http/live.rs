//! `/live`: tells a page that something changed, so that it can ask again. Only a number; never what changed.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream;

use super::site::Site;

/// Shorter than the idle time of common proxies (60 s).
const HEARTBEAT: Duration = Duration::from_secs(20);

/// Changes come in bursts; a page that asks again once for a burst is enough.
const GATHER: Duration = Duration::from_millis(250);

/// Server-sent events named `seq`: the number of the last change, at once and whenever it grows.
pub async fn live(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    if headers.get("sec-fetch-site").is_some_and(|from| from != "same-origin" && from != "none") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(place) = site.live.clone().try_acquire_owned() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let mut seq = site.pulse.watch();
    seq.mark_changed();
    let stopping = site.stopping.clone();
    let events = stream::unfold((seq, stopping, place), |(mut seq, stopping, place)| async move {
        tokio::select! {
            () = stopping.cancelled() => return None,
            changed = seq.changed() => changed.ok()?,
        }
        tokio::time::sleep(GATHER).await;
        let number = *seq.borrow_and_update();
        let event = Event::default().event("seq").data(number.to_string());
        Some((Ok::<_, Infallible>(event), (seq, stopping, place)))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response()
}
