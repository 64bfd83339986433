//! The forms below `/beheer/indicatoren/{code}`. Each names what it wants in the field `actie`.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use app::desk::{Amiss, Fault, Refusal};
use app::model::contract::{Goal, SmallNumbers, Version};
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
    let desk = &posted.caller.desk;
    match posted.text("actie") {
        settling @ ("agree-rule" | "keep-rule") => {
            let proposal = posted.text("proposal").parse().map_err(|_| Fault::Moved)?;
            desk.settle_rule(&code, &proposal, settling == "agree-rule").await?;
        }
        _ => {
            let seen = Some(posted.text("seen")).filter(|seen| !seen.is_empty());
            let seen = seen.map(str::parse).transpose().map_err(|_| Fault::Moved)?;
            desk.edit_indicator(&code, what(posted)?, seen).await?;
        }
    }
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
        "hubs" => {
            let mut hubs: Vec<Slug> = Vec::new();
            // In the order of the form, which is that of readers.
            for place in places(posted.all("hub").chain(words(posted.text("places"))))? {
                if !hubs.contains(&place) {
                    hubs.push(place);
                }
            }
            Edit::Hubs { hubs }
        }
        "small-numbers" => Edit::SmallNumbers { rule: rule(posted)?, reason: text("reason").to_owned() },
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

fn rule(posted: &Posted) -> Result<SmallNumbers, Fault> {
    fn given<T: FromStr>(text: &str, amiss: Amiss) -> Result<Option<T>, Fault> {
        Some(text.trim()).filter(|text| !text.is_empty()).map(str::parse).transpose().map_err(|_| amiss.into())
    }
    Ok(SmallNumbers {
        threshold: posted.text("threshold").trim().parse().map_err(|_| Amiss::NoThreshold)?,
        dominance_percent: given(posted.text("dominance"), Amiss::NoDominance)?,
        base: given(posted.text("base"), Amiss::NoBase)?,
        companies: places(words(posted.text("companies")))?,
        dominance_before: Vec::new(),
    })
}

/// What stands apart, by spaces, commas or lines.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', '\n', '\r']).filter(|word| !word.is_empty())
}

fn places<'a>(codes: impl Iterator<Item = &'a str>) -> Result<Vec<Slug>, Fault> {
    codes.map(|code| code.parse().map_err(|_| Fault::NoSuchPlace(code.to_owned()))).collect()
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
    let audience = words(posted.text("audience")).map(|member| member.parse::<Audience>().map_err(|_| Fault::NoMember));
    let audience = audience.collect::<Result<BTreeSet<Audience>, Fault>>()?;
    let public = posted.text("public_bodies_only") == "1";
    Ok(Sharing::new(tlp, audience, public).map_err(|_| Amiss::NotNarrower)?)
}
