//! The forms below a document. Each names what it wants in the field `actie`.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::desk::{Amiss, Fault, Refusal};
use app::model::adoption::{AdoptionState, NewAdoption, Told};
use app::model::proposal::{Draft, NewProposal, ProposalAct};
use app::model::remark::{NewRemark, RemarkKind};
use app::model::sharing::{Audience, Sharing};
use app::model::sighting::{NewSighting, Verdict};
use app::model::slug::Slug;
use app::routes;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;

use super::forms::{Done, Posted};
use super::site::Site;

/// Where forms are posted: the address of the page they stand on, in both languages.
pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for english in ["", "/en"] {
        let document = format!("{english}/documenten/{{slug}}");
        router = router
            .route(&document, post(on_document))
            .route(&format!("{document}/voorstel"), post(propose))
            .route(&format!("{document}/voorstellen/{{id}}"), post(on_proposal));
    }
    router
}

async fn on_document(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_on_document(&slug, &posted).await;
    posted.answer(done).await
}

async fn try_on_document(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    // What is no slug cannot be a document.
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let desk = &posted.caller.desk;
    let anchor = match posted.text("actie") {
        "record-adoption" => {
            desk.record_adoption(&slug, adoption(posted)?).await?;
            "toepassing"
        }
        "record-sighting" => {
            desk.record_sighting(&slug, sighting(posted)?).await?;
            "waarnemingen"
        }
        "add-remark" => {
            desk.add_remark(&slug, remark(posted)?).await?;
            "reacties"
        }
        "resolve-remark" => {
            desk.resolve_remark(&slug, posted.text("id")).await?;
            "reacties"
        }
        _ => return Err(Refusal::Unreadable.into()),
    };
    let lang = routes::lang_of(posted.uri.path());
    Ok(Done::Go(format!("{}?klaar={anchor}#{anchor}", routes::document_url(lang, &slug))))
}

async fn propose(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_propose(&slug, &posted).await;
    posted.answer(done).await
}

async fn try_propose(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let text = |name: &str| posted.text(name).to_owned();
    let draft = Draft { title: text("title"), summary: text("summary"), body: text("body") };
    let base = posted.text("base").parse().map_err(|_| Amiss::Stale)?;
    let new = NewProposal { draft, why: text("why"), base };
    let id = posted.caller.desk.propose(&slug, new).await?;
    let lang = routes::lang_of(posted.uri.path());
    Ok(Done::Go(format!("{}?klaar=1", routes::proposal_url(lang, &slug, &id))))
}

async fn on_proposal(Path((slug, id)): Path<(String, String)>, posted: Posted) -> Response {
    let done = try_on_proposal(&slug, &id, &posted).await;
    posted.answer(done).await
}

async fn try_on_proposal(slug: &str, id: &str, posted: &Posted) -> Result<Done, Fault> {
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let act = match posted.text("actie") {
        "say" => ProposalAct::Say(posted.text("text").to_owned()),
        "accept" => ProposalAct::Accept,
        "decline" => ProposalAct::Decline,
        "withdraw" => ProposalAct::Withdraw,
        _ => return Err(Refusal::Unreadable.into()),
    };
    posted.caller.desk.answer_proposal(&slug, id, act).await?;
    let lang = routes::lang_of(posted.uri.path());
    Ok(Done::Go(format!("{}?klaar=1", routes::proposal_url(lang, &slug, id))))
}

fn remark(posted: &Posted) -> Result<NewRemark, Fault> {
    Ok(NewRemark {
        kind: RemarkKind::parse(posted.text("kind")).ok_or(Amiss::NoText)?,
        text: posted.text("text").to_owned(),
        private: posted.text("private") == "1",
    })
}

fn adoption(posted: &Posted) -> Result<NewAdoption, Fault> {
    let text = |name: &str| posted.text(name).to_owned();
    Ok(NewAdoption {
        hub: posted.text("hub").parse().map_err(|_| Amiss::NotYourHub)?,
        behalf: posted.behalf()?,
        day: posted.text("day").parse().map_err(|_| Amiss::NoDay)?,
        told: Told {
            state: AdoptionState::parse(posted.text("state")).ok_or(Amiss::NoState)?,
            reason: text("reason"),
            effort: text("effort"),
            result: text("result"),
            sharing: sharing(posted)?,
        },
    })
}

fn sighting(posted: &Posted) -> Result<NewSighting, Fault> {
    let named = posted.text("unnamed") != "1";
    Ok(NewSighting {
        hub: posted.text("hub").parse().map_err(|_| Amiss::NotYourHub)?,
        month: posted.text("month").parse().map_err(|_| Amiss::NoMonth)?,
        verdict: Verdict::parse(posted.text("verdict")).ok_or(Amiss::NoVerdict)?,
        named,
        // What is chosen here counts for a named report alone.
        sharing: if named { sharing(posted)? } else { Sharing::clear() },
    })
}

/// The label and the audience that were chosen. Up to TLP:GREEN an audience means nothing and is left out.
fn sharing(posted: &Posted) -> Result<Sharing, Fault> {
    let tlp = posted.text("tlp").parse().map_err(|_| Amiss::TooWide)?;
    let mut audience: BTreeSet<Audience> = BTreeSet::new();
    if tlp > app::model::tlp::Tlp::Green {
        for member in posted.all("audience") {
            audience.insert(member.parse().map_err(|_| Amiss::NoAudience)?);
        }
    }
    let public = posted.text("public_bodies_only") == "1";
    Ok(Sharing::new(tlp, audience, public).map_err(|_| Amiss::TooWide)?)
}
