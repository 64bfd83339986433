//! Forms: what was filled in, and how the answer leads on. A form that is carried out leads elsewhere (303); one that is
//! not comes back to its page, filled in, with what is wrong.

use std::sync::Arc;

use app::desk::{Fault, Returned};
use app::model::account::Secret;
use app::model::conference::{Mistake, Slip};
use app::model::sharing::Sharing;
use app::model::sheet::{Sheet, Wrong};
use app::model::slug::Slug;
use app::routes;
use axum::Form;
use axum::extract::FromRequest;
use axum::extract::{FromRequestParts, Request};
use axum::http::header::{LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::session::Caller;
use super::site::Site;
use super::{health, pages, render};

/// A form that was posted, with all that an answer to it needs.
pub struct Posted {
    pub site: Arc<Site>,
    pub caller: Caller,
    pub uri: Uri,
    asked: HeaderMap,
    pairs: Vec<(String, String)>,
}

impl FromRequest<Arc<Site>> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Posted, Response> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, site).await.map_err(IntoResponse::into_response)?;
        let (uri, asked) = (parts.uri.clone(), parts.headers.clone());
        let form = Form::from_request(Request::from_parts(parts, body), site).await;
        let Form(pairs) = form.map_err(IntoResponse::into_response)?;
        Ok(Posted { site: site.clone(), caller, uri, asked, pairs })
    }
}

/// What a form that was carried out leads to.
pub enum Done {
    Go(String),
    GoWith(String, Vec<HeaderValue>),
    /// A secret, shown once on the page of the form.
    Show(Secret),
}

impl Posted {
    /// A form that came in another encoding.
    pub fn of(site: Arc<Site>, caller: Caller, uri: Uri, asked: HeaderMap, pairs: Vec<(String, String)>) -> Posted {
        Posted { site, caller, uri, asked, pairs }
    }

    /// The address readers know the site by.
    pub fn site_url(&self) -> String {
        health::site_url(&self.site, &self.asked)
    }

    /// The first value of a field; empty where it is not there.
    pub fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The organisation on whose behalf, where that is not one's own.
    pub fn behalf(&self) -> Result<Option<Slug>, Fault> {
        let code = Some(self.text("behalf")).filter(|code| !code.is_empty());
        code.map(|code| code.parse().map_err(|_| Fault::NoOrganisation(code.to_owned()))).transpose()
    }

    /// Label, audience and limit, as forms with the fields of an audience bring them.
    pub fn sharing(&self) -> Result<Sharing, Vec<Mistake>> {
        let slip = |what: Wrong| match what {
            Wrong::NoLabel => Slip::Missing,
            Wrong::ClearForPublicBodies => Slip::ForEverybody,
            _ => Slip::Unknown,
        };
        let read = Sheet::sharing_in(self.pairs()).read_sharing();
        read.map_err(|flaws| flaws.into_iter().map(|flaw| Mistake::new(flaw.field, slip(flaw.what))).collect())
    }

    /// Every field with its value.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub async fn answer(self, done: Result<Done, Fault>) -> Response {
        // Or what somebody typed would be gone with their session. Whatever they sent it to, the answer is the same.
        let lapsed = !self.caller.signed_in() && routes::keeps_what_was_written(self.uri.path());
        let (returned, status) = match done {
            Ok(Done::Go(address)) => return go(&address, Vec::new()),
            Ok(Done::GoWith(address, cookies)) => return go(&address, cookies),
            Ok(Done::Show(secret)) => (Returned::shown(secret), StatusCode::OK),
            Err(Fault::Refused(refusal)) if !lapsed => return super::status_of(&refusal).into_response(),
            Err(fault) => {
                let fault = if lapsed { Fault::SignedOut } else { fault };
                let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
                // What is secret is filled in again.
                let kept = self.pairs.into_iter().filter(|(key, _)| !SECRET.contains(&key.as_str())).collect();
                (Returned::refused(fault, kept), status)
            }
        };
        let wait = match returned.fault {
            Some(Fault::TooMany(seconds)) => Some(seconds),
            _ => None,
        };
        match render::returned(&self.site, &self.caller, &self.uri, returned).await {
            Ok((StatusCode::OK, page)) => {
                let mut response = pages::send(&self.asked, status, &page);
                if let Some(Ok(wait)) = wait.map(|seconds| HeaderValue::try_from(seconds.to_string())) {
                    response.headers_mut().insert(RETRY_AFTER, wait);
                }
                response
            }
            Ok((other, page)) => pages::send(&self.asked, other, &page),
            Err(error) => {
                tracing::error!(%error, path = self.uri.path(), "a rendered page could not be read back");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

const SECRET: [&str; 4] = ["password", "old", "new", "code"];

fn go(address: &str, cookies: Vec<HeaderValue>) -> Response {
    let Ok(address) = HeaderValue::try_from(address) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response();
    for cookie in cookies {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
