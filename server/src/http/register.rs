//! The forms below `/beheer/indicatoren/{code}`. Each names what it wants in the field `actie`.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::desk::{Amiss, Fault, Refusal};
use app::model::contract::{Goal, Version};
use app::model::edit::{Edit, Field, sees_register};
use app::model::lang::Text;
use app::model::sharing::{Audience, Sharing};
use app::model::slug::Slug;
use app::model::source::Source;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;

use super::forms::{Done, Posted};
use super::site::Site;

pub fn routes() -> Router<Arc<Site>> {
    let page = "/beheer/indicatoren/{code}";
    Router::new().route(page, post(edit)).route(&format!("/en{page}"), post(edit))
}

async fn edit(Path(code): Path<String>, posted: Posted) -> Response {
    let done = try_edit(&code, &posted).await;
    posted.answer(done).await
}

async fn try_edit(code: &str, posted: &Posted) -> Result<Done, Fault> {
    // A token reads; and whoever does not look after the register is not told what is wrong with a form of it.
    let account = posted.caller.desk.account().filter(|account| account.session.is_some()).ok_or(Refusal::Absent)?;
    if !sees_register(&account.person) {
        return Err(Refusal::Absent.into());
    }
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    posted.caller.desk.edit_indicator(&code, what(posted)?).await?;
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

fn what(posted: &Posted) -> Result<Edit, Fault> {
    let text = |name: &str| posted.text(name).trim();
    Ok(match posted.text("actie") {
        "owner" => Edit::Owner {
            organisation: text("organisation")
                .parse()
                .map_err(|_| Fault::NoOrganisation(text("organisation").to_owned()))?,
        },
        "label" => Edit::Narrow { sharing: sharing(posted)? },
        "delay" => Edit::Delay { days: text("days").parse().map_err(|_| Amiss::NoDelay)? },
        "goals" => Edit::Goal { goal: goal(posted)? },
        "versions" => Edit::Version {
            version: Version {
                from: text("from").parse().map_err(|_| Fault::NoDay)?,
                text: Text::new(text("text_nl"), text("text_en")),
                breaks: posted.text("breaks") == "1",
            },
        },
        "hand-back" => Edit::HandBack { field: Field::parse(text("field")).ok_or(Refusal::Unreadable)? },
        _ => return Err(Refusal::Unreadable.into()),
    })
}

fn goal(posted: &Posted) -> Result<Goal, Fault> {
    let text = |name: &str| posted.text(name).trim();
    let place = match text("place") {
        "" => None,
        place => Some(place.parse().map_err(|_| Fault::NoHub(place.to_owned()))?),
    };
    let url = Some(text("url").to_owned()).filter(|url| !url.is_empty());
    Ok(Goal {
        kind: serde_json::from_value(text("goal").into()).map_err(|_| Amiss::NoState)?,
        place,
        period: text("period").parse().map_err(|_| Amiss::NoPeriod)?,
        value: text("value").parse().map_err(|_| Amiss::NoValue)?,
        source: Source { title: text("source").to_owned(), publisher: None, url, date: None },
    })
}

fn sharing(posted: &Posted) -> Result<Sharing, Fault> {
    let tlp = posted.text("tlp").parse().map_err(|_| Amiss::NotNarrower)?;
    let members = posted.text("audience").split([' ', ',', '\n', '\r']).filter(|member| !member.is_empty());
    let audience = members.map(|member| member.parse::<Audience>().map_err(|_| Fault::NoMember));
    let audience = audience.collect::<Result<BTreeSet<Audience>, Fault>>()?;
    let public = posted.text("public_bodies_only") == "1";
    Ok(Sharing::new(tlp, audience, public).map_err(|_| Amiss::NotNarrower)?)
}
