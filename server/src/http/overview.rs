//! What persons watch: the forms of `/overzicht`, feeds of saved searches, and the way out of mail.

use std::sync::Arc;

use app::desk::{Fault, Refusal};
use app::model::access::NewAsk;
use app::model::following::{FollowAct, Watched};
use app::routes;
use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;

use super::forms::{Done, Posted};
use super::site::Site;
use super::{contact_points, encoding, health, profiles};
use crate::exchange::atom;

/// Where forms are posted: the address of the page they stand on, in both languages.
pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new().route("/zoekopdracht.atom", get(feed));
    for english in ["", "/en"] {
        router = router
            .route(&format!("{english}/overzicht"), post(follow))
            .route(&format!("{english}/overzicht/bewaren"), post(follow))
            .route(&format!("{english}/berichten-stoppen"), post(end_mail))
            .route(&format!("{english}/beheer/gezocht"), post(strike))
            .route(&format!("{english}/toegang-vragen"), post(ask_access));
    }
    router
}

async fn follow(posted: Posted) -> Response {
    let done = try_follow(&posted).await;
    posted.answer(done).await
}

async fn try_follow(posted: &Posted) -> Result<Done, Fault> {
    let text = |name: &str| posted.text(name).to_owned();
    let lang = routes::lang_of(posted.uri.path());
    if let Some(act) = profiles::about_message(posted) {
        posted.caller.desk.act_on_direct_message(act).await?;
        return Ok(Done::Go(format!("{}?klaar=1", routes::overview_url(lang))));
    }
    if let Some(act) = contact_points::about_message(posted) {
        posted.caller.desk.act_on_contact_message(act).await?;
        return Ok(Done::Go(format!("{}?klaar=1", routes::overview_url(lang))));
    }
    if let Some((act, id)) = contact_points::about_behind(posted) {
        posted.caller.desk.act_behind(&id.parse().map_err(|_| Refusal::Absent)?, act).await?;
        return Ok(Done::Go(format!("{}?klaar=1", routes::overview_url(lang))));
    }
    if posted.text("actie") == "settle-ask" {
        posted.caller.desk.settle_ask(posted.text("id")).await?;
        return Ok(Done::Go(format!("{}?klaar=1", routes::overview_url(lang))));
    }
    if posted.text("actie") == "settle-warning" {
        posted.caller.desk.settle_warning(posted.text("id")).await?;
        return Ok(Done::Go(format!("{}?klaar=1", routes::overview_url(lang))));
    }
    let act = match posted.text("actie") {
        "save-search" => FollowAct::SaveSearch { name: text("name"), pairs: text("query") },
        "watch" => match posted.text("what").parse() {
            // A search is saved with a name.
            Ok(Watched::Search(_)) | Err(_) => return Err(Refusal::Absent.into()),
            Ok(what) => FollowAct::Watch(what),
        },
        "stop" => FollowAct::Stop(text("id")),
        "looked" => {
            let at = posted.text("at").parse().ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
            FollowAct::Looked(at.ok_or(Refusal::Unreadable)?)
        }
        "make-feed" => FollowAct::MakeFeed(text("id")),
        "end-feed" => FollowAct::EndFeed(text("id")),
        "mail-start" => FollowAct::Mail(Some(lang)),
        "mail-stop" => FollowAct::Mail(None),
        _ => return Err(Refusal::Unreadable.into()),
    };
    if let Some(secret) = posted.caller.desk.follow(act).await? {
        return Ok(Done::Show(secret));
    }
    let back = routes::local(posted.text("terug"));
    Ok(Done::Go(back.unwrap_or_else(|| format!("{}?klaar=1", routes::overview_url(lang)))))
}

/// `GET /zoekopdracht.atom?sleutel=…`: the secret is in the query, for the log has paths.
async fn feed(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    let pairs = routes::pairs(uri.query().unwrap_or_default());
    let secret = pairs.into_iter().find(|(key, _)| key == "sleutel").map(|(_, secret)| secret).unwrap_or_default();
    let feed = match site.library().feed(&secret).await {
        Ok(feed) => feed,
        Err(refusal) => return super::status_of(&refusal).into_response(),
    };
    let text = atom::saved_search(&feed, &health::site_url(&site, &headers));
    let mut response = encoding::answer(&headers, StatusCode::OK, text);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    response
}

async fn ask_access(posted: Posted) -> Response {
    let new = NewAsk { about: posted.text("about").to_owned(), why: posted.text("why").to_owned() };
    let done = posted.caller.desk.ask_access(new).await;
    let back = format!("{}?klaar=1", posted.uri.path());
    posted.answer(done.map(|()| Done::Go(back))).await
}

async fn strike(posted: Posted) -> Response {
    let done = match posted.text("actie") {
        "strike" => posted.caller.desk.strike_wanted(posted.text("text")).await,
        _ => Err(Refusal::Unreadable.into()),
    };
    let back = format!("{}?klaar=1", posted.uri.path());
    posted.answer(done.map(|()| Done::Go(back))).await
}

async fn end_mail(posted: Posted) -> Response {
    let done = try_end_mail(&posted).await;
    posted.answer(done).await
}

/// The same answer for a code that holds and for one that does not.
async fn try_end_mail(posted: &Posted) -> Result<Done, Fault> {
    let pairs = routes::pairs(posted.uri.query().unwrap_or_default());
    let code = pairs.into_iter().find(|(key, _)| key == "code").map(|(_, code)| code).unwrap_or_default();
    posted.site.library().end_mail(&code).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}
