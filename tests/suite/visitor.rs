//! Made-up people for tests: organisations, invitations, sessions and tokens, all through the real acts.

use std::collections::BTreeSet;

use app::model::account::{AdminAct, Secret};
use app::model::reader::{OrganisationKind, Role};
use app::model::slug::Slug;
use axum::body::Body;
use axum::http::{Method, Request};
use server::library::administration::{administer, person_of};

use crate::hub::{Answer, TestHub, request};

pub const PASSWORD: &str = "vier losse woorden naast elkaar";

/// Somebody who asks: with a cookie, a token, or as nobody.
#[derive(Clone, Default)]
pub struct Visitor {
    pub cookie: String,
    pub token: String,
}

impl Visitor {
    /// The status of a form with something written in it that is not for this visitor: not there; or kept, to be sent again by
    /// who is signed in.
    pub fn turned_away(&self) -> u16 {
        if self.cookie.is_empty() && self.token.is_empty() { 403 } else { 404 }
    }

    pub async fn get(&self, hub: &TestHub, address: &str) -> Answer {
        hub.send(self.ask(request(Method::GET, address))).await
    }

    pub async fn post(&self, hub: &TestHub, address: &str, form: &str) -> Answer {
        let mut request = request(Method::POST, address).map(|_| Body::from(form.to_owned()));
        let headers = request.headers_mut();
        headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        hub.send(self.ask(request)).await
    }

    pub fn ask(&self, mut request: Request<Body>) -> Request<Body> {
        if !self.cookie.is_empty() {
            request.headers_mut().insert("cookie", self.cookie.parse().unwrap());
        }
        if !self.token.is_empty() {
            request.headers_mut().insert("authorization", format!("Bearer {}", self.token).parse().unwrap());
        }
        request
    }
}

/// The cookies of an answer, as a browser sends them back.
pub fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let kept = set.filter(|cookie| !cookie.contains("Max-Age=0"));
    kept.map(|cookie| cookie.split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

pub async fn organisation(hub: &TestHub, name: &str, kind: OrganisationKind, hubs: &[&str]) {
    let hubs = hubs.iter().map(|hub| hub.parse().unwrap()).collect();
    let act = AdminAct::AddOrganisation { name: name.to_owned(), kind, hubs };
    administer(hub.shelf().store(), "test", act).await.unwrap();
}

/// Adds a person who has not come in yet; gives the code of their invitation.
pub async fn invited(hub: &TestHub, email: &str, organisation: &str, role: Role) -> String {
    let act = AdminAct::AddPerson {
        name: format!("Proef {email}"),
        email: email.to_owned(),
        organisation: organisation.parse().unwrap(),
        roles: BTreeSet::from([role]),
    };
    match administer(hub.shelf().store(), "test", act).await.unwrap() {
        Some(Secret::Invitation(code)) => code,
        other => panic!("{other:?}"),
    }
}

pub async fn id_of(hub: &TestHub, email: &str) -> Slug {
    person_of(hub.shelf().store(), email).await.unwrap()
}

/// Adds a person with a token.
pub async fn with_token(hub: &TestHub, email: &str, organisation: &str, role: Role) -> Visitor {
    invited(hub, email, organisation, role).await;
    let act = AdminAct::AddToken(id_of(hub, email).await);
    match administer(hub.shelf().store(), "test", act).await.unwrap() {
        Some(Secret::Token(token)) => Visitor { token, ..Visitor::default() },
        other => panic!("{other:?}"),
    }
}

/// Adds a person who is signed in.
pub async fn signed_in(hub: &TestHub, email: &str, organisation: &str, role: Role) -> Visitor {
    let code = invited(hub, email, organisation, role).await;
    let answer = hub.post(&format!("/uitnodiging?code={code}"), &form(&[("password", PASSWORD)])).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/account"), "{}", answer.text());
    Visitor { cookie: cookies(&answer), ..Visitor::default() }
}

pub fn form(pairs: &[(&str, &str)]) -> String {
    let encode = app::routes::encode;
    pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

/// The fields that choose these members of an audience, such as `hub:schiphol organisation:douane`.
pub fn audience(members: &str) -> Vec<(&'static str, &str)> {
    let field = |noun: &str| match noun {
        "organisation" => "audience_organisation",
        "hub" => "audience_hub",
        "group" => "audience_group",
        _ => "audience_person",
    };
    members
        .split_whitespace()
        .map(|member| member.split_once(':').unwrap())
        .map(|(noun, id)| (field(noun), id))
        .collect()
}
