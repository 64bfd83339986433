//! The forms below `/beheer`. Each names what it wants in the field `actie`.

use std::collections::BTreeSet;

use app::desk::{Fault, Refusal};
use app::model::account::{AdminAct, NamesShown};
use app::model::group::Terms;
use app::model::reader::{OrganisationKind, Role};
use app::model::slug::Slug;
use app::routes;
use axum::response::Response;

use super::forms::{Done, Posted};

pub async fn administer(posted: Posted) -> Response {
    let done = try_to(&posted).await;
    posted.answer(done).await
}

async fn try_to(posted: &Posted) -> Result<Done, Fault> {
    // A token reads.
    let account = posted.caller.desk.account().filter(|account| account.session.is_some()).ok_or(Refusal::Absent)?;
    if !account.person.roles.contains(&Role::Admin) {
        return Err(Refusal::Absent.into());
    }
    match posted.caller.desk.administer(act(posted)?).await? {
        Some(secret) => Ok(Done::Show(secret)),
        // Their page is gone with them.
        None if posted.text("actie") == "erase-person" => {
            Ok(Done::Go(format!("{}?klaar=1", routes::url(routes::lang_of(posted.uri.path()), "/beheer/personen"))))
        }
        None => Ok(Done::Go(format!("{}?klaar=1", posted.uri.path()))),
    }
}

fn act(posted: &Posted) -> Result<AdminAct, Fault> {
    let text = |name: &str| posted.text(name).to_owned();
    Ok(match posted.text("actie") {
        "add-organisation" => AdminAct::AddOrganisation {
            name: text("name"),
            kind: OrganisationKind::parse(posted.text("kind")).ok_or(Fault::Missing("kind"))?,
            hubs: posted
                .all("hub")
                .map(|hub| hub.parse().map_err(|_| Fault::NoHub(hub.to_owned())))
                .collect::<Result<_, _>>()?,
        },
        "show-names" => AdminAct::ShowNames {
            organisation: slug(posted, "organisation")?,
            to: NamesShown::parse(posted.text("names")).ok_or(Refusal::Unreadable)?,
        },
        "disable-organisation" => AdminAct::DisableOrganisation(slug(posted, "organisation")?),
        "hand-over-organisation" => AdminAct::HandOverOrganisation {
            from: slug(posted, "organisation")?,
            to: slug(posted, "to").map_err(|_| Fault::NoSuccessor)?,
        },
        "enable-organisation" => AdminAct::EnableOrganisation(slug(posted, "organisation")?),
        "add-person" => AdminAct::AddPerson {
            name: text("name"),
            email: text("email"),
            organisation: slug(posted, "organisation").map_err(|_| Fault::NoOrganisation(text("organisation")))?,
            roles: roles(posted)?,
        },
        "set-roles" => AdminAct::SetRoles { person: slug(posted, "person")?, roles: roles(posted)? },
        "disable-person" => AdminAct::DisablePerson(slug(posted, "person")?),
        "hand-over" => {
            AdminAct::HandOver { from: slug(posted, "person")?, to: slug(posted, "to").map_err(|_| Fault::NoHeir)? }
        }
        "erase-person" => AdminAct::ErasePerson(slug(posted, "person")?),
        "enable-person" => AdminAct::EnablePerson(slug(posted, "person")?),
        "invite" => AdminAct::Invite(slug(posted, "person")?),
        "add-group" => AdminAct::AddGroup(terms(posted)?),
        "change-group" => AdminAct::ChangeGroup(slug(posted, "group")?, terms(posted)?),
        "add-member" => AdminAct::AddMember {
            group: slug(posted, "group")?,
            member: posted.text("member").parse().map_err(|_| Fault::NoMember)?,
        },
        "remove-member" => AdminAct::RemoveMember {
            group: slug(posted, "group")?,
            member: posted.text("member").parse().map_err(|_| Fault::NoMember)?,
        },
        _ => return Err(Refusal::Unreadable.into()),
    })
}

fn slug(posted: &Posted, field: &str) -> Result<Slug, Fault> {
    posted.text(field).parse().map_err(|_| Refusal::Unreadable.into())
}

fn roles(posted: &Posted) -> Result<BTreeSet<Role>, Fault> {
    posted.all("role").map(|role| Role::parse(role).ok_or(Fault::NoRole)).collect()
}

fn terms(posted: &Posted) -> Result<Terms, Fault> {
    let text = |name: &str| posted.text(name).trim().to_owned();
    Ok(Terms {
        name: text("name"),
        purpose: text("purpose"),
        basis: text("basis"),
        owner: slug(posted, "owner").map_err(|_| Fault::NoOrganisation(text("owner")))?,
        ends: posted.text("ends").parse().map_err(|_| Fault::NoDay)?,
        hidden_roster: posted.all("hidden").next().is_some(),
    })
}
