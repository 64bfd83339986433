//! `/live`: tells a page that something changed, so that it can ask again. Never what, and never of what it may not show.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::{self, StreamExt};

use super::session::Caller;
use super::site::Site;

/// Shorter than the idle time of common proxies (60 s).
const HEARTBEAT: Duration = Duration::from_secs(20);

/// Changes come in bursts; a page that asks again once for a burst is enough.
const GATHER: Duration = Duration::from_millis(250);

/// Server-sent events named `change`: one at once, and one whenever something changed that this reader may know of.
pub async fn live(State(site): State<Arc<Site>>, caller: Caller, headers: HeaderMap) -> Response {
    if headers.get("sec-fetch-site").is_some_and(|from| from != "same-origin" && from != "none") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(place) = site.live.clone().try_acquire_owned() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let mut seq = site.pulse.watch();
    let known = *seq.borrow_and_update();
    let first = stream::once(async { Ok::<_, Infallible>(change()) });
    let later = stream::unfold((site, caller, seq, known, place), |(site, caller, mut seq, known, place)| async move {
        let mut known = known;
        loop {
            tokio::select! {
                () = site.stopping.cancelled() => return None,
                changed = seq.changed() => changed.ok()?,
            }
            tokio::time::sleep(GATHER).await;
            let now = *seq.borrow_and_update();
            // Who has no right to ask any more hears nothing more.
            let desk = caller.still(&site).await.ok()??;
            let shows = desk.changed_since(known).await.ok()?;
            known = now;
            if shows {
                return Some((Ok(change()), (site, caller, seq, known, place)));
            }
        }
    });
    Sse::new(first.chain(later)).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response()
}

/// Without a number: numbers that skip would tell of what is hidden. Browsers drop an event whose data are empty (HTML
/// Standard, 9.2.6), so it says the one thing there is to say.
fn change() -> Event {
    Event::default().event("change").data("changed")
}
