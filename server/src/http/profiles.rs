//! The forms of profiles: one's own at `/account/profiel`, and a message at `/netwerk/profielen/{id}`.

use std::sync::Arc;

use app::desk::{Fault, Refusal};
use app::model::lang::Lang;
use app::model::line::Line;
use app::model::profile::{DirectAct, ProfileAct, ProfileSheet};
use app::model::slug::Slug;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;

use super::forms::{Done, Posted};
use super::site::Site;

pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for english in ["", "/en"] {
        router = router
            .route(&format!("{english}/account/profiel"), post(own))
            .route(&format!("{english}/netwerk/profielen/{{id}}"), post(contact));
    }
    router
}

async fn own(posted: Posted) -> Response {
    let done = try_own(&posted).await;
    posted.answer(done).await
}

async fn try_own(posted: &Posted) -> Result<Done, Fault> {
    let act = match posted.text("actie") {
        "save" => ProfileAct::Save(sheet(posted)?),
        "confirm" => ProfileAct::Confirm,
        "remove" => ProfileAct::Remove,
        _ => return Err(Refusal::Unreadable.into()),
    };
    posted.caller.desk.act_on_profile(act).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

fn sheet(posted: &Posted) -> Result<ProfileSheet, Fault> {
    Ok(ProfileSheet {
        named: posted.text("named") == "1",
        post: posted.text("post").to_owned(),
        expertise: posted.text("expertise").to_owned(),
        langs: posted.all("langs").filter_map(Lang::parse).collect(),
        hubs: posted.all("hubs").filter_map(|code| code.parse().ok()).collect(),
        lines: posted.all("lines").filter_map(Line::parse).collect(),
        countries: posted.text("countries").split([',', ';', '\n']).map(str::to_owned).collect(),
        sharing: posted.sharing().map_err(Fault::Mistakes)?,
    })
}

async fn contact(Path(id): Path<String>, posted: Posted) -> Response {
    let done = try_contact(&id, &posted).await;
    posted.answer(done).await
}

async fn try_contact(id: &str, posted: &Posted) -> Result<Done, Fault> {
    let id: Slug = id.parse().map_err(|_| Refusal::Absent)?;
    posted.caller.desk.contact(&id, posted.text("text")).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

/// What a form of `/overzicht` does about a message, if it is one of those.
pub fn about_message(posted: &Posted) -> Option<DirectAct> {
    let id = posted.text("id").to_owned();
    match posted.text("actie") {
        "answer-message" => Some(DirectAct::Answer { id, text: posted.text("text").to_owned() }),
        "settle-message" => Some(DirectAct::Settle(id)),
        _ => None,
    }
}
