//! The forms of contact points: those who look after them at `/beheer/organisaties/{code}/contactpunten`, a message at
//! `/netwerk/contactpunten/{id}`, and who is behind one.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::desk::{Fault, Refusal};
use app::model::account::Email;
use app::model::conference::{Mistake, Slip};
use app::model::contact_point::{BehindAct, ContactAct, ContactForm, ContactKind, ContactSheet};
use app::model::lang::{Lang, Text};
use app::model::line::Line;
use app::model::profile::DirectAct;
use app::model::slug::Slug;
use app::routes;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;

use super::forms::{Done, Posted};
use super::site::Site;

pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for english in ["", "/en"] {
        let desk = format!("{english}/beheer/organisaties/{{code}}/contactpunten");
        router = router
            .route(&format!("{english}/netwerk/contactpunten/{{id}}"), post(write))
            .route(&desk, post(add))
            .route(&format!("{desk}/{{id}}"), post(keep));
    }
    router
}

async fn write(Path(id): Path<String>, posted: Posted) -> Response {
    let done = try_write(&id, &posted).await;
    posted.answer(done).await
}

async fn try_write(id: &str, posted: &Posted) -> Result<Done, Fault> {
    posted.caller.desk.write_to(&slug(id)?, posted.text("text")).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

async fn add(Path(code): Path<String>, posted: Posted) -> Response {
    let done = try_add(&code, &posted).await;
    posted.answer(done).await
}

async fn try_add(code: &str, posted: &Posted) -> Result<Done, Fault> {
    let code = slug(code)?;
    keeper(posted, &code).await?;
    if posted.text("actie") != "add" {
        return Err(Refusal::Unreadable.into());
    }
    posted.caller.desk.keep_contacts(&code, ContactAct::Add(form(posted)?)).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

async fn keep(Path((code, id)): Path<(String, String)>, posted: Posted) -> Response {
    let done = try_keep(&code, &id, &posted).await;
    posted.answer(done).await
}

async fn try_keep(code: &str, id: &str, posted: &Posted) -> Result<Done, Fault> {
    let (code, id) = (slug(code)?, slug(id)?);
    keeper(posted, &code).await?;
    let act = match posted.text("actie") {
        "save" => {
            let version = posted.text("version").parse().map_err(|_| Refusal::Unreadable)?;
            ContactAct::Correct { id, version, form: form(posted)? }
        }
        "confirm" => ContactAct::Confirm(id),
        "withdraw" => ContactAct::Withdraw(id),
        _ => return Err(Refusal::Unreadable.into()),
    };
    // Its page is gone with it.
    let gone = matches!(act, ContactAct::Withdraw(_));
    posted.caller.desk.keep_contacts(&code, act).await?;
    let lang = routes::lang_of(posted.uri.path());
    let back = if gone { routes::contact_desk_url(lang, &code) } else { posted.uri.path().to_owned() };
    Ok(Done::Go(format!("{back}?klaar=1")))
}

/// For everybody but keepers there is nothing here, whatever they filled in.
async fn keeper(posted: &Posted, code: &Slug) -> Result<(), Refusal> {
    posted.caller.desk.contact_desk(code).await.map(drop)
}

fn form(posted: &Posted) -> Result<ContactForm, Fault> {
    let line = |name: &str| one_line(posted.text(name));
    let lines = |name: &str| posted.text(name).trim().replace("\r\n", "\n");
    let mut wrong = Vec::new();
    let address: Option<Email> = match posted.text("address").trim() {
        "" => None,
        text => match text.parse() {
            Ok(email) => Some(email),
            Err(_) => {
                wrong.push(Mistake::new("address", Slip::NoEmail));
                None
            }
        },
    };
    let person = match posted.text("person") {
        "" => None,
        id => Some(id.parse().map_err(|_| Refusal::Unreadable)?),
    };
    let sharing = match posted.sharing() {
        Ok(sharing) if wrong.is_empty() => sharing,
        read => {
            wrong.extend(read.err().into_iter().flatten());
            return Err(Fault::Mistakes(wrong));
        }
    };
    let sheet = ContactSheet {
        kind: ContactKind::parse(posted.text("kind")).ok_or(Refusal::Unreadable)?,
        name: Text::new(line("name_nl"), line("name_en")),
        purpose: Text::new(lines("purpose_nl"), lines("purpose_en")),
        service: line("service"),
        countries: countries(posted),
        langs: posted.all("langs").filter_map(Lang::parse).collect(),
        hubs: posted.all("hubs").filter_map(|code| code.parse().ok()).collect(),
        lines: posted.all("lines").filter_map(Line::parse).collect(),
        tags: words(posted.text("tags")).collect(),
        sharing,
    };
    Ok(ContactForm { sheet, address, person })
}

/// Countries by what liaison notes call them, from a name in either language or a code; what is neither stays as it was typed.
fn countries(posted: &Posted) -> BTreeMap<String, Text> {
    let (nl, en) = (&posted.site.interface(Lang::Nl).words.facts, &posted.site.interface(Lang::En).words.facts);
    words(posted.text("countries"))
        .map(|typed| match nl.country_code(&typed).or_else(|| en.country_code(&typed)) {
            Some(code) => (code.to_owned(), Text::new(nl.country_name(code), en.country_name(code))),
            None => (typed.clone(), Text::new(typed.clone(), typed)),
        })
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split([',', ';', '\n']).map(one_line).filter(|word| !word.is_empty())
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn slug(text: &str) -> Result<Slug, Refusal> {
    text.parse().map_err(|_| Refusal::Absent)
}

/// What a form of `/overzicht` does about a message to a contact point, if it is one of those.
pub fn about_message(posted: &Posted) -> Option<DirectAct> {
    let id = posted.text("id").to_owned();
    match posted.text("actie") {
        "answer-contact" => Some(DirectAct::Answer { id, text: posted.text("text").to_owned() }),
        "settle-contact" => Some(DirectAct::Settle(id)),
        _ => None,
    }
}

/// What a form of `/overzicht` does about somebody behind a contact point, if it is one of those.
pub fn about_behind(posted: &Posted) -> Option<(BehindAct, &str)> {
    let act = match posted.text("actie") {
        "show-name" => BehindAct::ShowName,
        "hide-name" => BehindAct::HideName,
        "step-back" => BehindAct::StepBack,
        _ => return None,
    };
    Some((act, posted.text("id")))
}
