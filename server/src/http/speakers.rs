//! The forms of organisers about speakers, at `/congres/{slug}/{session}/sprekers` and below `/beheer/congressen`; and what
//! speakers hand in with a personal link, at `/congres/{slug}/aanleveren`.

use std::sync::Arc;

use app::desk::{Amiss, Fault, Refusal, Unattached};
use app::model::account::Secret;
use app::model::conference::{Mistake, Slip};
use app::model::lang::Lang;
use app::model::slug::Slug;
use app::model::speakers::{Asking, Consent, HandIn, HandedAct, NewLink, SpeakerAct};
use app::model::tlp::Tlp;
use app::routes;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use axum::routing::post;

use super::attachments::{embargo, label};
use super::forms::{Done, Posted};
use super::session::Caller;
use super::site::Site;
use super::wire::{Brought, Wire};
use crate::exchange::speaker_letter::speaker_letter;

pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for english in ["", "/en"] {
        router = router
            .route(&format!("{english}/congres/{{slug}}/{{session}}/sprekers"), post(on_speakers))
            .route(&format!("{english}/congres/{{slug}}/aanleveren"), post(hand_in))
            .route(&format!("{english}/beheer/congressen/{{slug}}/checklist"), post(remind_all));
    }
    router
}

/// Whether a speaker brings files at this address.
pub fn takes_files(path: &str) -> bool {
    let below = routes::dutch_path(path).strip_prefix("/congres/");
    below.and_then(|rest| rest.strip_suffix("/aanleveren")).is_some_and(|slug| !slug.contains('/'))
}

async fn on_speakers(Path((slug, session)): Path<(String, String)>, posted: Posted) -> Response {
    let done = try_on_speakers(&slug, &session, &posted).await;
    posted.answer(done).await
}

async fn try_on_speakers(slug: &str, session: &str, posted: &Posted) -> Result<Done, Fault> {
    let conference: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let number: u64 = session.parse().map_err(|_| Refusal::Absent)?;
    let id = || posted.text("id").to_owned();
    let file = || posted.text("id").parse::<Slug>().map_err(|_| Refusal::Absent);
    let act = match posted.text("actie") {
        "make" => SpeakerAct::Make(new_link(posted)?),
        "end" => SpeakerAct::End(id()),
        "remind" => SpeakerAct::Remind(id()),
        "publish" => {
            let pairs: Vec<_> = posted.pairs().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
            SpeakerAct::Publish { file: file()?, sharing: label(&pairs)?.of_session(), embargo: embargo(&pairs)? }
        }
        "drop" => SpeakerAct::Drop(file()?),
        "ask-nothing" => SpeakerAct::Ask(false),
        "ask-again" => SpeakerAct::Ask(true),
        _ => return Err(Refusal::Unreadable.into()),
    };
    Ok(match posted.caller.desk.act_on_speakers(&conference, number, act).await? {
        Some(asking) => Done::Show(Secret::Letter(letter(posted, &asking))),
        None => Done::Go(format!("{}?klaar=1", posted.uri.path())),
    })
}

/// Subject and text, for an organiser to send.
fn letter(posted: &Posted, asking: &Asking) -> String {
    let words = posted.site.interface(asking.lang).words;
    let (subject, text) = speaker_letter(asking, words, &posted.site_url());
    format!("{}: {subject}\n\n{text}", words.speakers.subject)
}

fn new_link(posted: &Posted) -> Result<NewLink, Fault> {
    let mut wrong = Vec::new();
    let speaker = posted.text("speaker").split_whitespace().collect::<Vec<_>>().join(" ");
    match speaker.chars().count() {
        0 => wrong.push(Mistake::new("speaker", Slip::Missing)),
        count if count > LONGEST_NAME || speaker.contains(char::is_control) => {
            wrong.push(Mistake::new("speaker", Slip::TooLong(LONGEST_NAME)));
        }
        _ => {}
    }
    let email = match posted.text("email").trim() {
        "" => None,
        email => email.parse().map_err(|_| wrong.push(Mistake::new("email", Slip::NoEmail))).ok(),
    };
    let lang = Lang::parse(posted.text("lang")).map(Lang::interface);
    if lang.is_none() {
        wrong.push(Mistake::new("lang", Slip::Missing));
    }
    let widest = posted.text("widest").parse::<Tlp>().ok();
    if widest.is_none() {
        wrong.push(Mistake::new("widest", Slip::Missing));
    }
    let expires = posted.text("expires").trim().parse().ok();
    if expires.is_none() {
        wrong.push(Mistake::new("expires", Slip::NoDate));
    }
    match (lang, widest, expires) {
        (Some(lang), Some(widest), Some(expires)) if wrong.is_empty() => {
            Ok(NewLink { speaker, email, lang, widest, expires })
        }
        _ => Err(Fault::Mistakes(wrong)),
    }
}

const LONGEST_NAME: usize = 120;

async fn remind_all(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_remind_all(&slug, &posted).await;
    posted.answer(done).await
}

async fn try_remind_all(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    if posted.text("actie") != "remind-all" {
        return Err(Refusal::Unreadable.into());
    }
    let conference: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let reminded = posted.caller.desk.remind_all(&conference).await?;
    Ok(Done::Go(format!("{}?klaar={reminded}", posted.uri.path())))
}

/// `POST` of the page behind a link: files as multipart, and what becomes of them as a plain form.
async fn hand_in(State(site): State<Arc<Site>>, Path(slug): Path<String>, request: Request) -> Response {
    let (caller, parts, mut wire) = match Brought::of(request, &site).await {
        Ok(Brought::Files(caller, parts, wire)) => (caller, *parts, wire),
        Ok(Brought::Fields(posted)) => {
            let done = try_change(&slug, &posted).await;
            return posted.answer(done).await;
        }
        Err(refused) => return refused,
    };
    let mut pairs = Vec::new();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let done = bring(&site, &caller, &slug, &query, &mut wire, &mut pairs).await;
    if matches!(&done, Err(fault) if !matches!(fault, Fault::Refused(_) | Fault::TooMany(_))) {
        // A browser that is cut off while it sends shows that, and not what was wrong.
        wire.drain().await;
    }
    let done = done.map(|()| handed(&parts.uri, &query));
    Posted::of(site, caller, parts.uri, parts.headers, pairs).answer(done).await
}

/// Takes the files in of whoever has the link. Before anything is read: whoever has none sends nothing anywhere.
async fn bring(
    site: &Site,
    caller: &Caller,
    slug: &str,
    query: &str,
    wire: &mut Wire,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), Fault> {
    site.gate.guest(caller.address)?;
    let (conference, code) = link(slug, query)?;
    caller.desk.speaker_page(&conference, &code).await?;
    let _place = site.uploads.try_acquire().map_err(|_| Unattached::Busy)?;
    wire.fields(pairs).await?;
    let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let tlp = text("tlp").unwrap_or_default().parse().map_err(|_| Unattached::NoLabel)?;
    let consent = Consent { publish: text("publish") == Some("1"), record: text("record") == Some("1") };
    let terms = HandIn { tlp, consent, remark: text("remark").unwrap_or_default().to_owned() };
    caller.desk.hand_in_files(&conference, &code, terms, wire).await
}

async fn try_change(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    posted.site.gate.guest(posted.caller.address)?;
    let query = posted.uri.query().unwrap_or_default();
    let (conference, code) = link(slug, query)?;
    let file: Slug = posted.text("id").parse().map_err(|_| Refusal::Absent)?;
    let act = match posted.text("actie") {
        "change" => HandedAct::Change {
            tlp: posted.text("tlp").parse().map_err(|_| Amiss::TooWide)?,
            consent: Consent { publish: posted.text("publish") == "1", record: posted.text("record") == "1" },
        },
        "take-back" => HandedAct::TakeBack,
        _ => return Err(Refusal::Unreadable.into()),
    };
    posted.caller.desk.act_on_handed(&conference, &code, &file, act).await?;
    Ok(handed(&posted.uri, query))
}

/// Back to the page behind the link.
fn handed(uri: &axum::http::Uri, query: &str) -> Done {
    let code = code_of(query).unwrap_or_default();
    Done::Go(routes::with_pairs(uri.path().to_owned(), &[("code", code), ("klaar", "1".to_owned())]))
}

fn link(slug: &str, query: &str) -> Result<(Slug, String), Refusal> {
    let conference = slug.parse().map_err(|_| Refusal::Absent)?;
    Ok((conference, code_of(query).ok_or(Refusal::Absent)?))
}

fn code_of(query: &str) -> Option<String> {
    routes::pairs(query).into_iter().find(|(key, code)| key == "code" && !code.is_empty()).map(|(_, code)| code)
}
