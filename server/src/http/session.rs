//! Who asks: a session in a cookie, a bearer token, or nobody. Looked up at every request, so that what ended is over.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use app::desk::{Desk, Refusal};
use app::model::account::Credential;
use app::model::lang::Lang;
use app::routes;
use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, COOKIE, USER_AGENT, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::site::Site;
use crate::identity::Kept;

/// `__Host-`: the browser takes it from this host alone, for all of it, over a safe connection. Browsers count
/// `http://localhost` and `http://127.0.0.1` as safe, so that the site can be tried out there.
const WHOLE: &str = "__Host-knooppunt";
/// Between password and code.
const HALF: &str = "__Host-knooppunt-code";

/// Between leaving for the identity provider and coming back.
const JOURNEY: &str = "__Host-knooppunt-heen";

/// Seconds; the store ends both earlier or at the same time.
const WHOLE_SECONDS: u32 = 7 * 24 * 3600;
const HALF_SECONDS: u32 = 600;

/// Who asks in this request, and from where.
#[derive(Clone)]
pub struct Caller {
    pub desk: Desk,
    /// What they came with, where it holds.
    credential: Option<Credential>,
    pub address: IpAddr,
    /// What the browser calls itself.
    pub agent: String,
    /// The secret of the second step, where one is under way.
    pub halfway: Option<String>,
}

/// The other end of the connection; the listener notes it.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Finds out who asks. The answer to an unknown token is 401; a cookie that ended makes nobody.
pub async fn recognise(site: &Arc<Site>, request: &Parts) -> Result<Caller, Response> {
    let headers = &request.headers;
    let peer = request.extensions.get::<Peer>().map(|Peer(address)| *address);
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let mut caller = Caller {
        desk: site.desk(),
        credential: None,
        address: address(headers, peer, site.config.behind_proxy),
        agent: text(USER_AGENT).unwrap_or_default().to_owned(),
        halfway: cookie(headers, HALF),
    };
    // The front end, the probes and charts for other sites are the same for everybody.
    let path = request.uri.path();
    if routes::is_embedded(path) || ["/pkg/", "/healthz", "/readyz"].iter().any(|start| path.starts_with(start)) {
        return Ok(caller);
    }
    let bearer = text(AUTHORIZATION).and_then(|value| value.split_once(' '));
    let credential = match bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")) {
        Some((_, token)) => Some(Credential::Token(token.trim().to_owned())),
        None => cookie(headers, WHOLE).map(Credential::Session),
    };
    let Some(credential) = credential else { return Ok(caller) };
    match site.library().who(&credential).await {
        Ok(Some(account)) => {
            caller.desk = site.desk_of(account);
            caller.credential = Some(credential);
            Ok(caller)
        }
        Ok(None) if matches!(credential, Credential::Session(_)) => Ok(caller),
        Ok(None) => {
            Err((StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")]).into_response())
        }
        Err(refusal) => Err(super::status_of(&refusal).into_response()),
    }
}

impl Caller {
    pub fn signed_in(&self) -> bool {
        self.credential.is_some()
    }

    /// The desk as it is now, for connections that outlive a request; `None` when the right to ask has ended.
    pub async fn still(&self, site: &Site) -> Result<Option<Desk>, Refusal> {
        let Some(credential) = &self.credential else { return Ok(Some(self.desk.clone())) };
        Ok(site.library().who(credential).await?.map(|account| site.desk_of(account)))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = StatusCode;

    /// The edge has put it there.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, StatusCode> {
        parts.extensions.get::<Caller>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// The cookie that carries the secret of a session.
pub fn whole(secret: &str) -> HeaderValue {
    set(WHOLE, secret, WHOLE_SECONDS)
}

pub fn half(secret: &str) -> HeaderValue {
    set(HALF, secret, HALF_SECONDS)
}

/// What takes the cookies away.
pub fn none() -> [HeaderValue; 2] {
    [set(WHOLE, "", 0), set(HALF, "", 0)]
}

/// What a browser keeps while its person is at the identity provider. Lax cookies come along when they are sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departed {
    pub kept: Kept,
    pub lang: Lang,
    /// Where they wanted to go.
    pub target: Option<String>,
}

impl Departed {
    /// What a browser brings back.
    pub fn of(headers: &HeaderMap) -> Option<Departed> {
        let text = cookie(headers, JOURNEY)?;
        let [state, nonce, verifier, lang, target] = text.split('~').collect::<Vec<_>>().try_into().ok()?;
        let kept = Kept { state: state.to_owned(), nonce: nonce.to_owned(), verifier: verifier.to_owned() };
        let target = routes::pairs(target).into_iter().find_map(|(_, target)| routes::local(&target));
        Some(Departed { kept, lang: Lang::parse(lang)?, target })
    }
}

/// The cookie for the journey to the identity provider.
pub fn departed(departed: &Departed) -> HeaderValue {
    let Departed { kept: Kept { state, nonce, verifier }, lang, target } = departed;
    let target = routes::encode(target.as_deref().unwrap_or_default());
    set(JOURNEY, &format!("{state}~{nonce}~{verifier}~{}~naar={target}", lang.code()), HALF_SECONDS)
}

/// What takes it away.
pub fn arrived() -> HeaderValue {
    set(JOURNEY, "", 0)
}

fn set(name: &str, secret: &str, seconds: u32) -> HeaderValue {
    let cookie = format!("{name}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    // Secrets are hexadecimal or base64url.
    HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value.to_owned())
}

/// Where the request comes from. Only the last entry of X-Forwarded-For is the proxy's own; what stands before it is
/// whatever the asker wrote there.
fn address(headers: &HeaderMap, peer: Option<IpAddr>, behind_proxy: bool) -> IpAddr {
    let told = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?;
        last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let told = if behind_proxy { told() } else { None };
    told.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
