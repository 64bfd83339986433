//! The forms below a document. Each names what it wants in the field `actie`.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::desk::{Amiss, Fault, Refusal};
use app::model::adoption::{AdoptionState, NewAdoption, Told};
use app::model::sharing::{Audience, Sharing};
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
        router = router.route(&format!("{english}/documenten/{{slug}}"), post(on_document));
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
        _ => return Err(Refusal::Unreadable.into()),
    };
    let lang = routes::lang_of(posted.uri.path());
    Ok(Done::Go(format!("{}?klaar={anchor}#{anchor}", routes::document_url(lang, &slug))))
}

fn adoption(posted: &Posted) -> Result<NewAdoption, Fault> {
    let text = |name: &str| posted.text(name).to_owned();
    Ok(NewAdoption {
        hub: posted.text("hub").parse().map_err(|_| Amiss::NotYourHub)?,
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
