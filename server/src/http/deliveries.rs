//! The forms below `/monitor/aanleveren`: a file of values comes in, and is taken or thrown away once it was looked at.

use std::sync::Arc;

use app::desk::{Fault, Refusal, Unattached};
use app::model::delivery::{self, DeliveryAct};
use app::model::slug::Slug;
use app::routes;
use axum::Router;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use multer::{Multipart, parse_boundary};

use super::forms::{Done, Posted};
use super::session::Caller;
use super::site::Site;

pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for english in ["", "/en"] {
        let page = format!("{english}/monitor/aanleveren");
        router = router.route(&format!("{page}/{{id}}"), post(settle)).route(&page, post(hand_in));
    }
    router
}

/// Whether a request may bring a file of values.
pub fn takes_values(method: &Method, path: &str) -> bool {
    *method == Method::POST && routes::dutch_path(path) == "/monitor/aanleveren"
}

/// Bytes of such a request: somewhat more than a file may have, so that one that is too large is told so by its page.
pub const MOST_BYTES: usize = 2 * delivery::MOST_BYTES;

async fn hand_in(State(site): State<Arc<Site>>, request: Request) -> Response {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = parse_boundary(kind);
    let (mut parts, body) = request.into_parts();
    let caller = match Caller::from_request_parts(&mut parts, &site).await {
        Ok(caller) => caller,
        Err(status) => return status.into_response(),
    };
    let done = match boundary {
        // Before anything is read: whoever has no such work sends nothing anywhere.
        _ if !caller.desk.delivers() => Err(Refusal::Absent.into()),
        Err(_) => Err(Refusal::Unreadable.into()),
        Ok(boundary) => {
            let multipart = Multipart::new(body.into_data_stream(), boundary);
            try_hand_in(&site, &caller, parts.uri.path(), multipart).await
        }
    };
    Posted::of(site, caller, parts.uri, parts.headers, Vec::new()).answer(done).await
}

async fn try_hand_in(site: &Site, caller: &Caller, path: &str, multipart: Multipart<'_>) -> Result<Done, Fault> {
    let _place = site.uploads.try_acquire().map_err(|_| Unattached::Busy)?;
    let (name, bytes) = file(multipart).await?;
    let id = caller.desk.hand_in(&name, bytes).await?;
    Ok(Done::Go(routes::delivery_url(routes::lang_of(path), &id)))
}

/// The first file of the form. Read to its end, though no more of it is kept than tells that it is too large: a browser that
/// is cut off while it sends shows that, and not what was wrong.
async fn file(mut multipart: Multipart<'_>) -> Result<(String, Vec<u8>), Fault> {
    let mut found = None;
    while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            let room = (delivery::MOST_BYTES + 1).saturating_sub(bytes.len());
            bytes.extend_from_slice(&piece[..piece.len().min(room)]);
        }
        // A form in which no file was chosen sends one without a name.
        if found.is_none() && !name.is_empty() {
            found = Some((name, bytes));
        }
    }
    found.ok_or_else(|| Unattached::NoFile.into())
}

/// The connection ended, stood still, or brought more than a request may.
fn broken(error: multer::Error) -> Fault {
    tracing::info!(%error, "a file of values did not arrive whole");
    Unattached::Broken.into()
}

async fn settle(Path(id): Path<String>, posted: Posted) -> Response {
    let done = try_settle(&id, &posted).await;
    posted.answer(done).await
}

async fn try_settle(id: &str, posted: &Posted) -> Result<Done, Fault> {
    let id: Slug = id.parse().map_err(|_| Refusal::Absent)?;
    let lang = routes::lang_of(posted.uri.path());
    let (act, leads_to) = match posted.text("actie") {
        "take" => (DeliveryAct::Take { state: posted.text("state").to_owned() }, routes::delivery_url(lang, &id)),
        "discard" => (DeliveryAct::Discard, routes::deliver_url(lang)),
        _ => return Err(Refusal::Unreadable.into()),
    };
    posted.caller.desk.settle(&id, act).await?;
    Ok(Done::Go(routes::with_pairs(leads_to, &[("klaar", "1".to_owned())])))
}
