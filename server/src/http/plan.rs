//! The forms below `/maatregelen`: recording what becomes of the plan. Each names what it wants in the field `actie`.

use std::sync::Arc;

use app::desk::{Amiss, Fault, Refusal};
use app::model::plan::MeasureStatus;
use app::model::progress::{Answer, Booking, Evidence, PlanAct, Reached, Said, Subject, Told};
use axum::Router;
use axum::response::Response;
use axum::routing::post;

use super::forms::{Done, Posted};
use super::site::Site;

pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for english in ["", "/en"] {
        for page in ["{code}", "toezeggingen", "geld"] {
            router = router.route(&format!("{english}/maatregelen/{page}"), post(record));
        }
    }
    router
}

async fn record(posted: Posted) -> Response {
    let done = try_record(&posted).await;
    posted.answer(done).await
}

async fn try_record(posted: &Posted) -> Result<Done, Fault> {
    // A token reads.
    let desk = &posted.caller.desk;
    desk.account().filter(|account| account.session.is_some()).ok_or(Refusal::Absent)?;
    let act = if posted.text("actie") == "strike" {
        let entry = posted.text("entry").parse().map_err(|_| Refusal::Absent)?;
        PlanAct::Strike { entry, why: posted.text("why").to_owned() }
    } else {
        let subject: Subject = posted.text("subject").parse().map_err(|_| Refusal::Absent)?;
        // Whoever may not write here is not told what is wrong with what they wrote.
        if !desk.keeps(&subject).await? {
            return Err(Refusal::Absent.into());
        }
        let told = told(posted)?;
        let day = posted.text("day").parse().map_err(|_| Amiss::NoDay)?;
        PlanAct::Record {
            subject,
            day,
            said: Said { told, text: posted.text("text").to_owned(), evidence: evidence(posted)? },
        }
    };
    desk.record(act).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

fn told(posted: &Posted) -> Result<Told, Fault> {
    let text = |name: &str| posted.text(name).trim();
    Ok(match posted.text("actie") {
        "status" => Told::Status { status: MeasureStatus::parse(text("status")).ok_or(Amiss::NoState)? },
        "milestone" => Told::Milestone {
            period: text("period").parse().map_err(|_| Amiss::NoPeriod)?,
            reached: Reached::parse(text("reached")).ok_or(Amiss::NoState)?,
        },
        "owner" => Told::Owner {
            organisation: text("organisation")
                .parse()
                .map_err(|_| Fault::NoOrganisation(text("organisation").to_owned()))?,
        },
        "needs" => Told::Needs { measure: text("measure").parse().map_err(|_| Amiss::NoOther)? },
        "answer" => Told::Answer { answer: Answer::parse(text("answer")).ok_or(Amiss::NoState)? },
        "book" => Told::Booking {
            year: text("year").parse().map_err(|_| Amiss::NoYear)?,
            booking: Booking::parse(text("booking")).ok_or(Amiss::NoState)?,
            cents: cents(text("amount")).ok_or(Amiss::NoAmount)?,
        },
        _ => return Err(Refusal::Unreadable.into()),
    })
}

/// One piece a line.
fn evidence(posted: &Posted) -> Result<Vec<Evidence>, Amiss> {
    let lines = posted.text("evidence").lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.parse().map_err(|_| Amiss::NoEvidence)).collect()
}

/// An amount in euros as whole cents: `1250000` or `1250000,50`. Marks between thousands are refused, because `1.250` would
/// be read as one euro and a quarter by some and as more than a thousand by others.
fn cents(text: &str) -> Option<i64> {
    let (euros, cents) = text.split_once([',', '.']).unwrap_or((text, "00"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let legal = digits(euros) && digits(cents) && cents.len() == 2 && euros.len() <= 10;
    let amount = || euros.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents.parse().ok()?);
    legal.then(amount).flatten()
}
