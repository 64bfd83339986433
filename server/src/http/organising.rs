//! The forms of organisers, below `/beheer/congressen`.

use std::sync::Arc;

use app::desk::{Fault, Incoming, Refusal, Unattached};
use app::model::conference::{Bulk, Mistake, OrganiseAct, Organised, Slip};
use app::model::lang::Lang;
use app::model::registration::{AttendanceAct, LONGEST_KEPT, MOST_PLACES, RegistrationTerms};
use app::model::slug::Slug;
use app::routes;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use axum::routing::post;

use super::forms::{Done, Posted};
use super::session::Caller;
use super::site::Site;
use super::wire::{Brought, Wire};
use crate::exchange;

/// Where forms are posted: the address of the page they stand on, in both languages.
pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for english in ["", "/en"] {
        let list = format!("{english}{LIST}");
        let one = format!("{list}/{{slug}}");
        router = router
            .route(&list, post(start))
            .route(&one, post(on_conference))
            .route(&format!("{one}/opzet"), post(set_up))
            .route(&format!("{one}/publiceren"), post(publish))
            .route(&format!("{one}/bestand"), post(file))
            .route(&format!("{one}/aanmeldingen"), post(attend))
            .route(&format!("{one}/sessies/nieuw"), post(add))
            .route(&format!("{one}/sessies/{{number}}"), post(save));
    }
    router
}

const LIST: &str = "/beheer/congressen";

/// Whether a schedule comes in at this address.
pub fn takes_file(path: &str) -> bool {
    let below = routes::dutch_path(path).strip_prefix(LIST).and_then(|rest| rest.strip_prefix('/'));
    below.and_then(|rest| rest.strip_suffix("/bestand")).is_some_and(|slug| !slug.contains('/'))
}

async fn start(posted: Posted) -> Response {
    let done = act(&posted, OrganiseAct::Start(fields(&posted))).await;
    posted.answer(done).await
}

async fn set_up(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = match conference(&slug) {
        Ok(conference) => {
            let was = posted.text("was").to_owned();
            act(&posted, OrganiseAct::SetUp { conference, was, fields: fields(&posted) }).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    posted.answer(done).await
}

async fn on_conference(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_on_conference(&slug, &posted).await;
    posted.answer(done).await
}

async fn try_on_conference(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    let conference = conference(slug)?;
    let (doing, number) = posted.text("actie").split_once(':').unwrap_or((posted.text("actie"), ""));
    let number = number.parse::<u64>().map_err(|_| Refusal::Unreadable);
    let what = match doing {
        "duplicate" => OrganiseAct::Duplicate { conference, session: number? },
        "restore" => OrganiseAct::Restore { conference, session: number? },
        "start-over" => OrganiseAct::StartOver { conference, version: version(posted, "version")? },
        "several" => {
            let sessions = posted.all("session").filter_map(|number| number.parse().ok()).collect();
            OrganiseAct::Several { conference, sessions, how: bulk(posted)? }
        }
        _ => return Err(Refusal::Unreadable.into()),
    };
    act(posted, what).await
}

fn bulk(posted: &Posted) -> Result<Bulk, Fault> {
    let name = |field: &str| posted.text(field).to_owned();
    Ok(match posted.text("how") {
        "shift" => {
            let minutes = posted.text("minutes").trim().parse().ok().filter(|by: &i32| *by != 0 && by.abs() <= 1440);
            Bulk::Shift(minutes.ok_or_else(|| Fault::Mistakes(vec![Mistake::new("minutes", Slip::NoNumber(1, 1440))]))?)
        }
        "room" => Bulk::Room(name("room")),
        "track" => Bulk::Track(name("track")),
        "cancel" => Bulk::Cancel,
        "revive" => Bulk::Revive,
        "remove" => Bulk::Remove,
        _ => return Err(Fault::Mistakes(vec![Mistake::new("how", Slip::Missing)])),
    })
}

async fn add(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_save(&slug, None, &posted).await;
    posted.answer(done).await
}

async fn save(Path((slug, number)): Path<(String, String)>, posted: Posted) -> Response {
    let done = match number.parse() {
        Ok(number) => try_save(&slug, Some(number), &posted).await,
        Err(_) => Err(Refusal::Absent.into()),
    };
    posted.answer(done).await
}

async fn try_save(slug: &str, session: Option<u64>, posted: &Posted) -> Result<Done, Fault> {
    let conference = conference(slug)?;
    let was = posted.text("was").to_owned();
    let save = OrganiseAct::Save { conference: conference.clone(), session, was, fields: fields(posted) };
    let Organised::Session(_, number) = posted.caller.desk.organise(save).await? else {
        return Err(Refusal::Unavailable.into());
    };
    let lang = routes::lang_of(posted.uri.path());
    Ok(Done::Go(match posted.text("verder") {
        // The next one is in the same room, on the same day, when this one is over.
        "volgende" => {
            let now = posted.caller.desk.workspace(&conference).await?.draft.work.programme;
            let session = now.session(number).ok_or(Refusal::Absent)?;
            let next = [
                ("dag", session.day.to_string()),
                ("zaal", session.room.clone()),
                ("spoor", session.track.clone()),
                ("soort", session.kind.clone()),
                ("taal", session.lang.clone()),
                ("minuten", session.minutes.to_string()),
                ("begin", now.local(session.end()).strftime("%H:%M").to_string()),
                ("klaar", number.to_string()),
            ];
            routes::with_pairs(routes::new_session_url(lang, &conference), &next)
        }
        _ => back(lang, &conference, Some(number)),
    }))
}

async fn publish(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_publish(&slug, &posted).await;
    posted.answer(done).await
}

async fn try_publish(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    let (version, edition) = (version(posted, "version")?, version(posted, "edition")?);
    let name = posted.text("version_name").to_owned();
    act(posted, OrganiseAct::Publish { conference: conference(slug)?, version, edition, name }).await
}

/// `POST` of the form for schedules: a file as multipart, and what becomes of it as a plain form.
async fn file(State(site): State<Arc<Site>>, Path(slug): Path<String>, request: Request) -> Response {
    let (caller, parts, mut wire) = match Brought::of(request, &site).await {
        Ok(Brought::Files(caller, parts, wire)) => (caller, *parts, wire),
        Ok(Brought::Fields(posted)) => {
            let done = try_decide(&slug, &posted).await;
            return posted.answer(done).await;
        }
        Err(refused) => return refused,
    };
    let brought = bring(&site, &caller, &slug, &mut wire).await;
    if brought.is_err() && caller.signed_in() {
        // A browser that is cut off while it sends shows that, and not what was wrong.
        wire.drain().await;
    }
    let posted = Posted::of(site, caller, parts.uri, parts.headers, Vec::new());
    let done = match brought {
        Ok(propose) => act(&posted, propose).await,
        Err(fault) => Err(fault),
    };
    posted.answer(done).await
}

/// Reads the schedule as far as one may be long, for who organises. What the browser calls it is shown, and nothing more.
async fn bring(site: &Site, caller: &Caller, slug: &str, wire: &mut Wire) -> Result<OrganiseAct, Fault> {
    let conference = conference(slug)?;
    let may = caller.desk.plans() && caller.desk.account().is_some_and(|account| account.session.is_some());
    if !may {
        return Err(Refusal::Absent.into());
    }
    let _place = site.uploads.try_acquire().map_err(|_| Unattached::Busy)?;
    wire.fields(&mut Vec::new()).await?;
    let file = wire.next().await?.ok_or(Fault::NoSchedule)?;
    let most = exchange::Limits::default().document_bytes;
    let mut bytes = Vec::new();
    while let Some(piece) = wire.piece().await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > most {
            return Err(Unattached::TooLarge { name: file, most: most as u64 }.into());
        }
    }
    let file = file.chars().filter(|c| !c.is_control()).take(100).collect();
    Ok(OrganiseAct::Propose { conference, file, bytes })
}

async fn try_decide(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    let conference = conference(slug)?;
    let what = match posted.text("actie") {
        "take-over" => {
            let keep = posted.text("keep") != "0";
            OrganiseAct::TakeOver { conference, version: version(posted, "version")?, keep }
        }
        "drop" => OrganiseAct::Drop { conference },
        _ => return Err(Refusal::Unreadable.into()),
    };
    act(posted, what).await
}

async fn attend(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_attend(&slug, &posted).await;
    posted.answer(done).await
}

async fn try_attend(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    let conference = conference(slug)?;
    let what = match posted.text("actie") {
        "terms" => AttendanceAct::Terms(terms(posted)?),
        "remove" => AttendanceAct::Remove(posted.text("id").to_owned()),
        _ => return Err(Refusal::Unreadable.into()),
    };
    posted.caller.desk.attend_to(&conference, what).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

fn terms(posted: &Posted) -> Result<RegistrationTerms, Fault> {
    let mut wrong = Vec::new();
    let mut number = |field: &'static str, most: u32| {
        let text = posted.text(field).trim();
        let number = text.parse().ok().filter(|number| (1..=most).contains(number));
        if number.is_none() && !text.is_empty() {
            wrong.push(Mistake::new(field, Slip::NoNumber(1, most)));
        }
        number
    };
    let (places, keep_days) = (number("places", MOST_PLACES), number("keep_days", LONGEST_KEPT));
    if posted.text("keep_days").trim().is_empty() {
        wrong.push(Mistake::new("keep_days", Slip::Missing));
    }
    let closes = match posted.text("closing").trim() {
        "" => None,
        day => match day.parse() {
            Ok(day) => Some(day),
            Err(_) => {
                wrong.push(Mistake::new("closing", Slip::NoDate));
                None
            }
        },
    };
    match keep_days {
        Some(keep_days) if wrong.is_empty() => Ok(RegistrationTerms {
            open: posted.text("open") == "1",
            places,
            guests: posted.text("guests") == "1",
            closes,
            keep_days,
        }),
        _ => Err(Fault::Mistakes(wrong)),
    }
}

/// Does it, and leads on to where it shows.
async fn act(posted: &Posted, act: OrganiseAct) -> Result<Done, Fault> {
    let lang = routes::lang_of(posted.uri.path());
    let edits = matches!(act, OrganiseAct::Duplicate { .. });
    let looks = matches!(act, OrganiseAct::Propose { .. });
    Ok(Done::Go(match posted.caller.desk.organise(act).await? {
        Organised::Conference(slug) if looks => routes::organise_part_url(lang, &slug, "bestand"),
        Organised::Conference(slug) => back(lang, &slug, None),
        Organised::Session(slug, number) if edits => {
            routes::with_pairs(routes::edit_session_url(lang, &slug, number), &[("klaar", "1".to_owned())])
        }
        Organised::Session(slug, number) => back(lang, &slug, Some(number)),
        Organised::Published(slug, number) => {
            routes::with_pairs(routes::organise_part_url(lang, &slug, "publiceren"), &[("klaar", number.to_string())])
        }
        Organised::Gone => routes::with_pairs(routes::organise_list_url(lang), &[("klaar", "1".to_owned())]),
    }))
}

/// To the list of sessions, at the one that was worked on.
fn back(lang: Lang, conference: &Slug, session: Option<u64>) -> String {
    let address = routes::with_pairs(routes::organise_url(lang, conference), &[("klaar", "1".to_owned())]);
    match session {
        Some(number) => format!("{address}#s{number}"),
        None => address,
    }
}

fn conference(slug: &str) -> Result<Slug, Refusal> {
    slug.parse().map_err(|_| Refusal::Absent)
}

fn version(posted: &Posted, field: &str) -> Result<u32, Refusal> {
    posted.text(field).parse().map_err(|_| Refusal::Unreadable)
}

fn fields(posted: &Posted) -> Vec<(String, String)> {
    posted.pairs().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
