//! The forms below `/bijdragen`, and those of a document: writing, reviewing, publishing, withdrawing. What a form brings
//! beyond the fields read here counts for nothing.

use std::collections::BTreeMap;

use app::desk::{Fault, Refusal};
use app::model::draft::{Submission, WriteAct, Written};
use app::model::facts::Kind;
use app::model::sharing::Audience;
use app::model::sheet::Sheet;
use app::model::slug::Slug;
use app::routes;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use super::forms::{Done, Posted};

/// `POST /bijdragen/nieuw`: a new draft, of a kind or of a document.
pub async fn begin(posted: Posted) -> Response {
    let done = try_begin(&posted).await;
    posted.answer(done).await
}

async fn try_begin(posted: &Posted) -> Result<Done, Fault> {
    let act = if posted.text("actie") == "revise" {
        let proposal = Some(posted.text("voorstel")).filter(|id| !id.is_empty()).map(str::to_owned);
        WriteAct::Revise { document: posted.text("document").parse().map_err(|_| Refusal::Absent)?, proposal }
    } else {
        let pairs = routes::pairs(posted.uri.query().unwrap_or_default());
        let kind = pairs.iter().find(|(key, _)| key == "soort").and_then(|(_, kind)| Kind::parse(kind));
        let kind = kind.ok_or(Refusal::Unreadable)?;
        WriteAct::Begin { kind, sheet: Sheet::from_pairs(kind, posted.pairs()), behalf: posted.behalf()? }
    };
    go_on(posted, act).await
}

/// `POST /bijdragen/{id}`: what an author does with a draft that is theirs to write.
pub async fn write(posted: Posted) -> Response {
    let done = try_write(&posted).await;
    posted.answer(done).await
}

async fn try_write(posted: &Posted) -> Result<Done, Fault> {
    let draft = id(posted, "")?;
    let act = match posted.text("actie") {
        "save" => {
            let fields = posted.pairs().map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
            WriteAct::Save { draft, version: version(posted)?, fields }
        }
        "rebase" => WriteAct::Rebase { draft, version: version(posted)? },
        "retract" => WriteAct::Retract { draft },
        "discard" => WriteAct::Discard { draft },
        _ => return Err(Refusal::Unreadable.into()),
    };
    go_on(posted, act).await
}

/// `POST /bijdragen/{id}/indienen`.
pub async fn submit(posted: Posted) -> Response {
    let done = try_submit(&posted).await;
    posted.answer(done).await
}

async fn try_submit(posted: &Posted) -> Result<Done, Fault> {
    let asked = match posted.text("asked") {
        "" => None,
        asked => Some(asked.parse::<Audience>().map_err(|_| Refusal::Unreadable)?),
    };
    let reasons: BTreeMap<String, String> = posted
        .pairs()
        .filter_map(|(key, text)| Some((key.strip_prefix("reason.")?.to_owned(), text.trim().to_owned())))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let submission = Submission {
        draft: id(posted, "/indienen")?,
        version: version(posted)?,
        asked,
        note: posted.text("note").trim().replace("\r\n", "\n"),
        minor: !posted.text("minor").is_empty(),
        reasons,
        sure: !posted.text("sure").is_empty(),
    };
    let act = match posted.text("actie") {
        "submit" => WriteAct::Submit(submission),
        "publish-urgently" => WriteAct::PublishUrgently { submission, why: posted.text("why").trim().to_owned() },
        _ => return Err(Refusal::Unreadable.into()),
    };
    go_on(posted, act).await
}

/// `POST /bijdragen/{id}/beoordelen`.
pub async fn review(posted: Posted) -> Response {
    let done = try_review(&posted).await;
    posted.answer(done).await
}

async fn try_review(posted: &Posted) -> Result<Done, Fault> {
    let (draft, version) = (id(posted, "/beoordelen")?, version(posted)?);
    let act = match posted.text("actie") {
        "send-back" => {
            WriteAct::SendBack { draft, version, remarks: posted.text("remarks").trim().replace("\r\n", "\n") }
        }
        "publish" => WriteAct::Publish { draft, version },
        "schedule" => WriteAct::Schedule { draft, version, due: moment(posted.text("due"))? },
        "confirm" => WriteAct::Confirm { draft, version },
        _ => return Err(Refusal::Unreadable.into()),
    };
    posted.caller.desk.write(act).await?;
    // Whoever looked at it may not be among its readers, nor see it any more.
    let lang = routes::lang_of(posted.uri.path());
    Ok(Done::Go(routes::with_pairs(routes::contribute_url(lang), &[("klaar", "1".to_owned())])))
}

/// `POST /documenten/{slug}/intrekken`.
pub async fn withdraw(posted: Posted) -> Response {
    let done = try_withdraw(&posted).await;
    posted.answer(done).await
}

async fn try_withdraw(posted: &Posted) -> Result<Done, Fault> {
    let successor = match posted.text("successor").trim() {
        "" => None,
        slug => Some(slug.parse().map_err(|_| Fault::Missing("successor"))?),
    };
    let path = routes::dutch_path(posted.uri.path());
    let segment = path.strip_prefix("/documenten/").and_then(|rest| rest.strip_suffix("/intrekken"));
    let document = segment.and_then(slug).ok_or(Refusal::Absent)?;
    let reason = posted.text("reason").trim().replace("\r\n", "\n");
    go_on(posted, WriteAct::Withdraw { document, reason, successor }).await
}

/// Takes the step, and leads on to what shows it.
async fn go_on(posted: &Posted, act: WriteAct) -> Result<Done, Fault> {
    let lang = routes::lang_of(posted.uri.path());
    let done = [("klaar", "1".to_owned())];
    Ok(Done::Go(match posted.caller.desk.write(act).await? {
        Written::Draft(id) => match posted.text("verder") {
            "voorbeeld" => routes::draft_part_url(lang, &id, "voorbeeld"),
            "indienen" => routes::draft_part_url(lang, &id, "indienen"),
            _ => routes::with_pairs(routes::draft_url(lang, &id), &done),
        },
        Written::Discarded => routes::with_pairs(routes::contribute_url(lang), &done),
        Written::Document(slug) => routes::document_url(lang, &slug),
    }))
}

/// The draft of the address. What a body says about another one counts for nothing.
fn id(posted: &Posted, end: &str) -> Result<Slug, Refusal> {
    let path = routes::dutch_path(posted.uri.path());
    let segment = path.strip_prefix("/bijdragen/").and_then(|rest| rest.strip_suffix(end));
    segment.and_then(slug).ok_or(Refusal::Absent)
}

fn slug(segment: &str) -> Option<Slug> {
    if segment.contains('/') {
        return None;
    }
    percent_decode_str(segment).decode_utf8().ok()?.parse().ok()
}

fn version(posted: &Posted) -> Result<u32, Refusal> {
    posted.text("version").parse().map_err(|_| Refusal::Unreadable)
}

/// A moment in the Netherlands, as `datetime-local` writes it.
fn moment(text: &str) -> Result<Timestamp, Fault> {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let local: DateTime = text.parse().map_err(|_| Fault::NoMoment)?;
    zone.to_timestamp(local).map_err(|_| Fault::NoMoment)
}
