//! Coming in without a password: by way of an identity provider and back, and by passkey.

use std::sync::Arc;

use app::desk::{Ceremony, Entry, Fault, Refusal};
use app::model::lang::Lang;
use app::routes;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::accounts::{enter, halfway};
use super::failure::Told;
use super::forms::{Done, Posted};
use super::session::{self, Caller, Departed};
use super::site::Site;
use crate::identity::{BACK, Provider, Unproven};

pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new().route(BACK, get(arrive));
    for english in ["", "/en"] {
        let at = |path: &str| format!("{english}{path}");
        router = router
            .route(&at("/aanmelden/elders"), get(leave))
            .route(&at("/aanmelden/passkey/vraag"), post(ask_passkey))
            .route(&at("/aanmelden/passkey"), post(sign_in_by_passkey))
            .route(&at("/account/passkey/vraag"), post(offer_passkey))
            .route(&at("/account/passkey"), post(add_passkey));
    }
    router
}

/// `GET /aanmelden/elders`: off to the identity provider. A link and no form: a browser that keeps forms to this site
/// (`form-action`) would not follow one elsewhere.
async fn leave(State(site): State<Arc<Site>>, caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    let lang = routes::lang_of(uri.path());
    let pairs = routes::pairs(uri.query().unwrap_or_default());
    let left = try_leave(&site, &caller, lang, &pairs).await;
    on_sign_in_page(site, caller, lang, headers, pairs).answer(left).await
}

async fn try_leave(site: &Site, caller: &Caller, lang: Lang, pairs: &[(String, String)]) -> Result<Done, Fault> {
    site.gate.address(caller.address)?;
    let departure = provider(site)?.leave().await.map_err(told)?;
    let target = pairs.iter().find(|(key, _)| key == "naar").and_then(|(_, target)| routes::local(target));
    let departed = Departed { kept: departure.kept, lang, target };
    Ok(Done::GoWith(departure.address, vec![session::departed(&departed)]))
}

/// `GET /aanmelden/terug`: back from the identity provider, in the browser that left.
async fn arrive(State(site): State<Arc<Site>>, caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    let departed = Departed::of(&headers);
    let lang = departed.as_ref().map_or(Lang::Nl, |departed| departed.lang);
    let target = departed.as_ref().and_then(|departed| departed.target.clone());
    let filled = target.map(|target| ("naar".to_owned(), target)).into_iter().collect();
    let posted = on_sign_in_page(site, caller, lang, headers, filled);
    let arrived = try_arrive(&posted, departed, uri.query().unwrap_or_default()).await;
    let mut response = posted.answer(arrived).await;
    // Whatever came of it, what was kept for this journey is used up.
    response.headers_mut().append(SET_COOKIE, session::arrived());
    response
}

async fn try_arrive(posted: &Posted, departed: Option<Departed>, query: &str) -> Result<Done, Fault> {
    let Posted { site, caller, .. } = posted;
    site.gate.address(caller.address)?;
    let provider = provider(site)?;
    let departed = departed.ok_or(Fault::Expired)?;
    let pairs = routes::pairs(query);
    let told_of = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    // Of another journey, or of another provider (RFC 9207): somebody may have sent this browser here.
    if told_of("state") != Some(&departed.kept.state) || told_of("iss").is_some_and(|issuer| !provider.is(issuer)) {
        return Err(Fault::Expired);
    }
    let Some(code) = told_of("code") else {
        tracing::info!(error = told_of("error"), "the identity provider let nobody in");
        return Err(Fault::NoIdentity);
    };
    let identity = provider.arrive(code, departed.kept).await.map_err(told)?;
    match site.library().sign_in_as(&identity, &caller.agent).await? {
        Entry::Session(secret) => enter(posted, &secret).await,
        Entry::Halfway(secret) => Ok(halfway(posted, &secret)),
    }
}

/// Where what went wrong is told.
fn on_sign_in_page(
    site: Arc<Site>,
    caller: Caller,
    lang: Lang,
    headers: HeaderMap,
    filled: Vec<(String, String)>,
) -> Posted {
    let uri = Uri::try_from(routes::url(lang, "/aanmelden")).unwrap_or(Uri::from_static("/aanmelden"));
    Posted::of(site, caller, uri, headers, filled)
}

fn provider(site: &Site) -> Result<&Provider, Refusal> {
    site.provider.as_ref().ok_or(Refusal::Absent)
}

/// The log says why; whoever signs in cannot mend it.
fn told(unproven: Unproven) -> Fault {
    tracing::warn!(error = %unproven, "nobody could be recognised");
    Fault::NoIdentity
}

async fn ask_passkey(posted: Posted) -> Response {
    let asked = posted.site.gate.address(posted.caller.address).and_then(|()| posted.site.library().ask_passkey());
    answer(&posted, asked.map(|ceremony| said(&ceremony)))
}

async fn sign_in_by_passkey(posted: Posted) -> Response {
    match try_sign_in_by_passkey(&posted).await {
        Ok(Done::GoWith(to, cookies)) => {
            let mut response = Json(json!({ "to": to })).into_response();
            for cookie in cookies {
                response.headers_mut().append(SET_COOKIE, cookie);
            }
            response
        }
        Ok(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Err(fault) => answer(&posted, Err(fault)),
    }
}

async fn try_sign_in_by_passkey(posted: &Posted) -> Result<Done, Fault> {
    let Posted { site, caller, .. } = posted;
    site.gate.address(caller.address)?;
    let library = site.library();
    let secret = library.sign_in_by_passkey(posted.text("id"), posted.text("credential"), &caller.agent).await?;
    enter(posted, &secret).await
}

async fn offer_passkey(posted: Posted) -> Response {
    let offered = try_offer_passkey(&posted).await;
    answer(&posted, offered.map(|ceremony| said(&ceremony)))
}

async fn try_offer_passkey(posted: &Posted) -> Result<Ceremony, Fault> {
    let Posted { site, caller, .. } = posted;
    let account = caller.desk.account().ok_or(Refusal::Absent)?;
    site.gate.account(account.email.as_str(), caller.address)?;
    site.library().offer_passkey(account, posted.text("password")).await
}

async fn add_passkey(posted: Posted) -> Response {
    let added = try_add_passkey(&posted).await;
    answer(&posted, added)
}

async fn try_add_passkey(posted: &Posted) -> Result<Value, Fault> {
    let account = posted.caller.desk.account().ok_or(Refusal::Absent)?;
    let (id, name, credential) = (posted.text("id"), posted.text("name"), posted.text("credential"));
    posted.site.library().add_passkey(account, id, name, credential).await?;
    Ok(json!({ "to": format!("{}?klaar=1", routes::account_url(routes::lang_of(posted.uri.path()))) }))
}

fn said(ceremony: &Ceremony) -> Value {
    // It was written a moment ago.
    json!({ "id": ceremony.id, "options": serde_json::from_str::<Value>(&ceremony.options).unwrap_or_default() })
}

/// For the script on the page: what it goes on with, or a sentence for who sits there.
fn answer(posted: &Posted, came: Result<Value, Fault>) -> Response {
    match came {
        Ok(value) => Json(value).into_response(),
        Err(fault) => {
            let interface = posted.site.interface(routes::lang_of(posted.uri.path()));
            let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let mut response = (status, Json(json!({ "fault": interface.words.faults.of(&fault) }))).into_response();
            // It says what is wrong itself: no page in its place.
            response.extensions_mut().insert(Told);
            response
        }
    }
}
