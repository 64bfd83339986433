//! The forms of a registration, at `/congres/{slug}/aanmelden`.

use std::sync::Arc;

use app::desk::{Fault, Refusal};
use app::model::conference::{Mistake, Slip};
use app::model::registration::{Guest, Holder, RegisterAct, Registered};
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
        router = router.route(&format!("{english}/congres/{{slug}}/aanmelden"), post(register));
    }
    router
}

async fn register(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_register(&slug, &posted).await;
    posted.answer(done).await
}

async fn try_register(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    let conference: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let pairs = routes::pairs(posted.uri.query().unwrap_or_default());
    let code = pairs.into_iter().find(|(key, code)| key == "code" && !code.is_empty()).map(|(_, code)| code);
    if !posted.caller.signed_in() {
        posted.site.gate.guest(posted.caller.address)?;
    }
    let holder = code.map_or(Holder::Own, Holder::Link);
    let chooses = posted.text("actie") == "choose";
    let act = match posted.text("actie") {
        "join" => RegisterAct::Join,
        "join-guest" => {
            let text = |name: &str| posted.text(name).to_owned();
            let email = posted.text("email").parse();
            let email = email.map_err(|_| Fault::Mistakes(vec![Mistake::new("email", Slip::NoEmail)]))?;
            RegisterAct::JoinAsGuest(Guest { name: text("name"), organisation: text("organisation"), email })
        }
        "choose" => {
            RegisterAct::Choose(holder, posted.all("session").filter_map(|number| number.parse().ok()).collect())
        }
        "leave" => RegisterAct::Leave(holder),
        _ => return Err(Refusal::Unreadable.into()),
    };
    let lang = routes::lang_of(posted.uri.path());
    let address = routes::register_url(lang, &conference);
    let done = |value: &str| ("klaar", value.to_owned());
    let how = if chooses { "keuze" } else { "1" };
    Ok(Done::Go(match posted.caller.desk.register(&conference, lang, act).await? {
        Registered::Own => routes::with_pairs(address, &[done(how)]),
        Registered::Link(secret) => routes::with_pairs(address, &[("code", secret), done(how)]),
        Registered::Mailed => routes::with_pairs(address, &[done("mail")]),
        Registered::Left => routes::with_pairs(address, &[done("weg")]),
    }))
}
