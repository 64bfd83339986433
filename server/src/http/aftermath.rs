//! The forms below a session of a congress. Each names what it wants in the field `actie`.

use std::sync::Arc;

use app::desk::{Amiss, Fault, Refusal};
use app::model::facts::Kind;
use app::model::outcome::{AfterAct, NewOutcome, NoteKind, OutcomeKind, PromiseState};
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
        router = router.route(&format!("{english}/congres/{{slug}}/{{session}}"), post(on_session));
    }
    router
}

async fn on_session(Path((slug, session)): Path<(String, String)>, posted: Posted) -> Response {
    let done = try_on_session(&slug, &session, &posted).await;
    posted.answer(done).await
}

async fn try_on_session(slug: &str, session: &str, posted: &Posted) -> Result<Done, Fault> {
    let conference: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let number: u64 = session.parse().map_err(|_| Refusal::Absent)?;
    let text = |name: &str| posted.text(name).to_owned();
    let (anchor, act) = match posted.text("actie") {
        "add-outcome" => ("afspraken", AfterAct::AddOutcome(outcome(posted)?)),
        "decide" => {
            let state = PromiseState::parse(posted.text("state")).ok_or(Refusal::Unreadable)?;
            ("afspraken", AfterAct::Decide(text("id"), state))
        }
        "remove-outcome" => ("afspraken", AfterAct::RemoveOutcome(text("id"))),
        "ask" => ("vragen", AfterAct::Note(NoteKind::Question, text("text"))),
        "answer" => ("vragen", AfterAct::Answer(text("id"), text("text"))),
        "remove-note" => ("vragen", AfterAct::RemoveNote(text("id"))),
        "feedback" => ("reacties", AfterAct::Note(NoteKind::Feedback, text("text"))),
        "draft" => ("document", AfterAct::Draft(Kind::parse(posted.text("become")).ok_or(Fault::Missing("become"))?)),
        _ => return Err(Refusal::Unreadable.into()),
    };
    let lang = routes::lang_of(posted.uri.path());
    Ok(Done::Go(match posted.caller.desk.act_after(&conference, number, act).await? {
        Some(draft) => routes::draft_url(lang, &draft),
        None => format!("{}?klaar={anchor}#{anchor}", routes::session_url(lang, &conference, number)),
    }))
}

fn outcome(posted: &Posted) -> Result<NewOutcome, Fault> {
    let owner = match posted.text("owner") {
        "" => None,
        code => Some(code.parse().map_err(|_| Fault::NoOrganisation(code.to_owned()))?),
    };
    let due = match posted.text("due").trim() {
        "" => None,
        day => Some(day.parse().map_err(|_| Fault::Missing("due"))?),
    };
    Ok(NewOutcome {
        kind: OutcomeKind::parse(posted.text("kind")).ok_or(Fault::Missing("kind"))?,
        text: posted.text("text").to_owned(),
        owner,
        due,
        tlp: posted.text("tlp").parse().map_err(|_| Amiss::TooWide)?,
    })
}
