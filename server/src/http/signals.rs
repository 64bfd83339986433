//! The triage forms on the page of a signal. Each names what it wants in the field `actie`.

use std::sync::Arc;

use app::desk::{Fault, Refusal};
use app::model::signal::{Outcome, SignalAct, Triage};
use app::model::slug::Slug;
use axum::Router;
use axum::extract::{FromRequest, Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;

use super::forms::{Done, Posted};
use super::site::Site;

pub fn routes() -> Router<Arc<Site>> {
    Router::new().route("/signalen/{id}", post(triage)).route("/en/signalen/{id}", post(triage))
}

async fn triage(State(site): State<Arc<Site>>, Path(id): Path<String>, request: Request) -> Response {
    let posted = match Posted::from_request(request, &site).await {
        Ok(posted) => posted,
        Err(response) => return response.into_response(),
    };
    let done = try_to(&posted, &id).await;
    posted.answer(done).await
}

async fn try_to(posted: &Posted, id: &str) -> Result<Done, Fault> {
    // A token reads.
    let desk = &posted.caller.desk;
    desk.account().filter(|account| account.session.is_some()).ok_or(Refusal::Absent)?;
    // Which signal it is about is in the address, and nowhere else.
    let signal: Slug = id.parse().map_err(|_| Refusal::Absent)?;
    let revision = posted.text("revision").parse().map_err(|_| Refusal::Unreadable)?;
    desk.triage(SignalAct { signal, revision, what: what(posted)? }).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

fn what(posted: &Posted) -> Result<Triage, Fault> {
    let text = |name: &str| posted.text(name).to_owned();
    Ok(match posted.text("actie") {
        "take" => Triage::Take,
        "judge" => {
            let outcome = match posted.text("outcome") {
                "" => None,
                code => Some(Outcome::parse(code).ok_or(Refusal::Unreadable)?),
            };
            Triage::Judge(outcome, text("note"))
        }
        "note" => Triage::Note(text("note")),
        "link-document" => {
            Triage::LinkDocument(text("document").trim().parse().map_err(|_| Fault::Missing("document"))?)
        }
        "link-measure" => Triage::LinkMeasure(text("measure").parse().map_err(|_| Fault::Missing("measure"))?),
        _ => return Err(Refusal::Unreadable.into()),
    })
}
