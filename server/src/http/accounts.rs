//! Signing in and out, taking an invitation, and one's own account.

use std::sync::Arc;

use app::desk::{Entry, Fault, Refusal};
use app::model::account::{Acceptance, OwnAct};
use app::routes;
use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::forms::{Done, Posted};
use super::session::{self, Caller};
use super::site::Site;
use super::{administration, encoding, writing};

/// Where forms are posted: the address of the page they stand on, in both languages.
pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new().route("/account/gegevens.json", get(own_data));
    for english in ["", "/en"] {
        let at = |path: &str| format!("{english}{path}");
        router = router
            .route(&at("/aanmelden"), post(sign_in))
            .route(&at("/aanmelden/code"), post(second_step))
            .route(&at("/uitnodiging"), post(accept))
            .route(&at("/afmelden"), post(sign_out))
            .route(&at("/account"), post(change))
            .route(&at("/bijdragen/nieuw"), post(writing::begin))
            .route(&at("/bijdragen/{id}"), post(writing::write))
            .route(&at("/bijdragen/{id}/indienen"), post(writing::submit))
            .route(&at("/bijdragen/{id}/beoordelen"), post(writing::review))
            .route(&at("/documenten/{slug}/intrekken"), post(writing::withdraw))
            .route(&at("/beheer/personen"), post(administration::administer))
            .route(&at("/beheer/personen/{id}"), post(administration::administer))
            .route(&at("/beheer/organisaties"), post(administration::administer))
            .route(&at("/beheer/organisaties/{code}"), post(administration::administer))
            .route(&at("/beheer/groepen"), post(administration::administer))
            .route(&at("/beheer/groepen/{code}"), post(administration::administer));
    }
    router
}

async fn sign_in(posted: Posted) -> Response {
    let done = try_sign_in(&posted).await;
    posted.answer(done).await
}

async fn try_sign_in(posted: &Posted) -> Result<Done, Fault> {
    let Posted { site, caller, .. } = posted;
    let email = posted.text("email");
    site.gate.address(caller.address)?;
    site.gate.account(email, caller.address)?;
    let entry = site.library().sign_in(email, posted.text("password"), &caller.agent).await?;
    site.gate.opened(email, caller.address);
    match entry {
        Entry::Session(secret) => enter(posted, &secret).await,
        Entry::Halfway(secret) => Ok(halfway(posted, &secret)),
    }
}

/// On to the second step.
pub fn halfway(posted: &Posted, secret: &str) -> Done {
    let target = routes::local(posted.text("naar")).map(|path| [("naar", path)]);
    let address = routes::url(routes::lang_of(posted.uri.path()), "/aanmelden/code");
    let address = target.map_or(address.clone(), |pairs| routes::with_pairs(address, &pairs));
    Done::GoWith(address, vec![session::half(secret)])
}

async fn second_step(posted: Posted) -> Response {
    let done = try_second_step(&posted).await;
    posted.answer(done).await
}

async fn try_second_step(posted: &Posted) -> Result<Done, Fault> {
    let Posted { site, caller, .. } = posted;
    site.gate.address(caller.address)?;
    let half = caller.halfway.as_deref().ok_or(Fault::Expired)?;
    let person = site.library().halfway(half).await?.ok_or(Fault::Expired)?;
    site.gate.code(person.as_str())?;
    let secret = site.library().second_step(half, posted.text("code"), &caller.agent).await?;
    site.gate.proven(person.as_str());
    enter(posted, &secret).await
}

async fn accept(posted: Posted) -> Response {
    let done = try_accept(&posted).await;
    posted.answer(done).await
}

async fn try_accept(posted: &Posted) -> Result<Done, Fault> {
    posted.site.gate.address(posted.caller.address)?;
    let pairs = routes::pairs(posted.uri.query().unwrap_or_default());
    let code = pairs.into_iter().find(|(key, _)| key == "code").map(|(_, code)| code).unwrap_or_default();
    let acceptance = Acceptance {
        code,
        name: posted.text("name").to_owned(),
        email: posted.text("email").to_owned(),
        password: posted.text("password").to_owned(),
    };
    let secret = posted.site.library().accept(acceptance, &posted.caller.agent).await?;
    enter(posted, &secret).await
}

/// Into the new session, and out of the one before.
pub async fn enter(posted: &Posted, secret: &str) -> Result<Done, Fault> {
    if let Some(account) = posted.caller.desk.account() {
        posted.site.library().sign_out(account).await?;
    }
    let lang = routes::lang_of(posted.uri.path());
    let target = routes::local(posted.text("naar")).unwrap_or_else(|| routes::url(lang, "/account"));
    let [_, no_half] = session::none();
    Ok(Done::GoWith(target, vec![session::whole(secret), no_half]))
}

async fn sign_out(posted: Posted) -> Response {
    let done = try_sign_out(&posted).await;
    posted.answer(done).await
}

async fn try_sign_out(posted: &Posted) -> Result<Done, Fault> {
    if let Some(account) = posted.caller.desk.account() {
        posted.site.library().sign_out(account).await?;
    }
    let home = routes::home_url(routes::lang_of(posted.uri.path()));
    Ok(Done::GoWith(home, session::none().into()))
}

async fn change(posted: Posted) -> Response {
    let done = try_change(&posted).await;
    posted.answer(done).await
}

async fn try_change(posted: &Posted) -> Result<Done, Fault> {
    let Posted { site, caller, .. } = posted;
    let account = caller.desk.account().ok_or(Refusal::Absent)?;
    let text = |name: &str| posted.text(name).to_owned();
    let act = match posted.text("actie") {
        "password" => OwnAct::ChangePassword { old: text("old"), new: text("new") },
        "end-session" => OwnAct::EndSession(text("id")),
        "end-others" => OwnAct::EndOtherSessions,
        "add-token" => OwnAct::AddToken { password: text("password") },
        "end-token" => OwnAct::EndToken(text("id")),
        "offer-totp" => OwnAct::OfferTotp { password: text("password") },
        "confirm-totp" => OwnAct::ConfirmTotp { code: text("code") },
        "stop-totp" => OwnAct::StopTotp { password: text("password") },
        "end-passkey" => OwnAct::EndPasskey { id: text("id"), password: text("password") },
        "end-identity" => OwnAct::EndIdentity { password: text("password") },
        _ => return Err(Refusal::Unreadable.into()),
    };
    match act {
        OwnAct::ChangePassword { .. }
        | OwnAct::AddToken { .. }
        | OwnAct::OfferTotp { .. }
        | OwnAct::EndPasskey { .. }
        | OwnAct::EndIdentity { .. }
        | OwnAct::StopTotp { .. } => site.gate.account(account.email.as_str(), caller.address)?,
        OwnAct::ConfirmTotp { .. } => site.gate.code(account.person.id.as_str())?,
        _ => {}
    }
    let proves = matches!(act, OwnAct::ConfirmTotp { .. });
    let shown = site.library().change_account(account, act).await?;
    if proves {
        site.gate.proven(account.person.id.as_str());
    }
    match shown {
        Some(secret) => Ok(Done::Show(secret)),
        None => Ok(Done::Go(format!("{}?klaar=1", posted.uri.path()))),
    }
}

/// `GET /account/gegevens.json`: all that is kept about a person, for that person (AVG, articles 15 and 20).
async fn own_data(State(site): State<Arc<Site>>, caller: Caller, headers: HeaderMap) -> Response {
    match data_of(&site, &caller).await {
        Ok(text) => {
            let mut response = encoding::answer(&headers, StatusCode::OK, text);
            let own = response.headers_mut();
            own.insert(CONTENT_TYPE, axum::http::HeaderValue::from_static("application/json"));
            own.insert(
                CONTENT_DISPOSITION,
                axum::http::HeaderValue::from_static("attachment; filename=\"knooppunt-account.json\""),
            );
            response
        }
        Err(refusal) => super::status_of(&refusal).into_response(),
    }
}

const MOST_TRACES: u32 = 10_000;

async fn data_of(site: &Site, caller: &Caller) -> Result<String, Refusal> {
    let account = caller.desk.account().ok_or(Refusal::Absent)?;
    let own = caller.desk.own_account().await?;
    let traces = site.library().own_traces(account, MOST_TRACES).await?;
    let groups: Vec<_> =
        own.groups.iter().map(|group| serde_json::json!({ "code": group.code, "name": group.terms.name })).collect();
    let own_drafts = caller.desk.workbench().await?.own.into_iter();
    let drafts: Vec<_> = own_drafts
        .map(|draft| serde_json::json!({ "id": draft.id, "title": draft.title, "state": draft.state, "saved": draft.saved }))
        .collect();
    let watches = caller.desk.watches().await?;
    let watches: Vec<_> = watches
        .iter()
        .map(|watch| serde_json::json!({ "what": watch.what.to_string(), "name": watch.name, "looked": watch.looked }))
        .collect();
    let registrations = caller.desk.own_registrations().await?;
    let registrations: Vec<_> = registrations
        .iter()
        .map(|(conference, own)| {
            let sessions: Vec<&String> = own.seats.iter().map(|(session, _)| session).collect();
            serde_json::json!({ "conference": conference, "since": own.at, "sessions": sessions })
        })
        .collect();
    let profile = caller.desk.own_profile().await?.map(|own| {
        let sheet = own.sheet;
        serde_json::json!({ "named": sheet.named, "post": sheet.post, "expertise": sheet.expertise, "languages": sheet.langs,
            "hubs": sheet.hubs, "lines": sheet.lines, "countries": sheet.countries, "sharing": sheet.sharing,
            "confirmed": own.confirmed })
    });
    let behind = caller.desk.own_contacts().await?.behind;
    let behind: Vec<_> = behind
        .iter()
        .map(|(point, named)| serde_json::json!({ "id": point.id, "name": point.sheet.name, "named": named }))
        .collect();
    let messages = caller.desk.direct_messages().await?;
    let messages: Vec<_> = messages
        .iter()
        .map(|message| serde_json::json!({ "from": message.signed, "text": message.text, "at": message.at }))
        .collect();
    let notes = caller.desk.own_notes().await?;
    let notes: Vec<_> = notes
        .iter()
        .map(|note| serde_json::json!({ "session": note.session, "kind": note.kind.code(), "text": note.text, "at": note.at }))
        .collect();
    let data = serde_json::json!({
        "id": account.person.id,
        "name": account.name,
        "email": account.email,
        "organisation": account.person.organisation,
        "roles": account.person.roles,
        "created": own.created,
        "groups": groups,
        "sessions": own.sessions,
        "tokens": own.tokens,
        "passkeys": own.passkeys,
        "comes_in_by_provider_since": own.identity,
        "drafts": drafts,
        "watches": watches,
        "mail": caller.desk.mail().await?.unwrap_or(false),
        "registrations": registrations,
        "sessionNotes": notes,
        "profile": profile,
        "contactPoints": behind,
        "messages": messages,
        "record": traces,
    });
    let text = serde_json::to_string_pretty(&data).map_err(|error| {
        tracing::error!(%error, "somebody's own data cannot be written");
        Refusal::Unavailable
    })?;
    Ok(text + "\n")
}
