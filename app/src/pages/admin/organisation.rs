//! `/beheer/organisaties/{code}`: one organisation, and to whom it passes what it owns when it leaves.

use std::fmt::Display;

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use super::heirs::HeirForm;
use super::{Opening, done};
use crate::desk::{Desk, Refusal};
use crate::model::account::{Estate, OrganisationRow};
use crate::model::place::Hub;
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::form::{Act, Choice};
use crate::parts::format;
use crate::parts::title_block::Field;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn OrganisationPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("code").unwrap_or_default();
    let other = use_query_map().read_untracked().get("naar").and_then(|code| code.parse().ok());
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| organisation(interface, desk, code, other, done, action))
}

async fn organisation(
    interface: Interface,
    desk: Desk,
    code: String,
    other: Option<Slug>,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.admin;
    let (own, others): (Vec<OrganisationRow>, Vec<OrganisationRow>) =
        desk.organisations().await?.into_iter().partition(|row| row.organisation.slug.as_str() == code);
    let row = own.into_iter().next().ok_or(Refusal::Absent)?;
    let hubs = desk.hubs().await?;
    let estate = desk.estate_of(&row.organisation.slug, other.as_ref()).await?;
    let name = row.organisation.name.get(lang).to_owned();
    let with = vec![("organisation", code.clone())];
    let (state, access) = match row.disabled {
        Some(since) => (
            fill(&words.disabled, &[("day", &format::day(interface, since))]),
            Either::Left(view! {
                <Act action=action.clone() act="enable-organisation" with label=words.enable.as_str() about=name.clone()/>
            }),
        ),
        None => (
            words.active.clone(),
            Either::Right(view! {
                <p class="section-text">{words.disable_organisation_hint.as_str()}</p>
                <Act action=action.clone() act="disable-organisation" with label=words.disable.as_str() about=name.clone()/>
            }),
        ),
    };
    let fields = vec![
        Field::new(&words.kind, words.kind(row.organisation.kind)),
        Field::new(&words.hubs, names_of(interface, &row.organisation.hubs, &hubs)),
        Field::new(&words.persons, row.persons),
        Field::new(&words.state, state),
        Field::wide(&words.id, view! { <code>{code}</code> }),
    ];
    Ok(view! {
        <Opening
            interface
            back=("/beheer/organisaties", words.organisations.as_str())
            title=name
            done
            fields
        />
        <section class="section" aria-labelledby="access">
            <div class="section-head">
                <h2 id="access">{words.access.as_str()}</h2>
            </div>
            {access}
        </section>
        <section class="section" aria-labelledby="contactpunten">
            <div class="section-head">
                <h2 id="contactpunten">{interface.words.contact_points.title.as_str()}</h2>
            </div>
            <p class="section-text">{interface.words.contact_points.keep_lead.as_str()}</p>
            <p class="section-text">
                <a href=routes::contact_desk_url(
                    lang,
                    &row.organisation.slug,
                )>{interface.words.contact_points.keep.as_str()}</a>
            </p>
        </section>
        <Succession interface row others estate other action/>
    })
}

/// What it owns, in numbers; which other organisation takes it, and then who of that.
#[component]
fn Succession(
    interface: Interface,
    row: OrganisationRow,
    others: Vec<OrganisationRow>,
    estate: Estate,
    other: Option<Slug>,
    action: String,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.admin;
    let section = |inside: AnyView| {
        view! {
            <section class="section" aria-labelledby="handover">
                <div class="section-head">
                    <h2 id="handover">{words.handover.as_str()}</h2>
                </div>
                {inside}
            </section>
        }
    };
    if estate.is_empty() {
        return section(view! { <p class="section-text">{words.succession_none.as_str()}</p> }.into_any());
    }
    let counts = [
        ("documents", &estate.documents as &dyn Display),
        ("drafts", &estate.drafts),
        ("signals", &estate.signals),
        ("groups", &estate.groups),
        ("indicators", &estate.indicators),
        ("contact_points", &estate.contact_points),
    ];
    let lead = fill(&words.succession_lead, &counts);
    let open = others.into_iter().filter(|row| row.disabled.is_none()).map(|row| row.organisation);
    let options: Vec<_> = open.map(|one| (one.slug.to_string(), one.name.get(lang).to_owned())).collect();
    let chosen = other.as_ref().map(Slug::to_string).unwrap_or_default();
    let second = other.map(|other| {
        let button = if row.disabled.is_some() { &words.handover_do } else { &words.succession_close };
        view! {
            <HeirForm
                heirs=estate.heirs
                nobody=words.succession_nobody.as_str()
                label=words.succession_person.as_str()
                prompt=words.succession_choose.as_str()
                button=button.as_str()
                act="hand-over-organisation"
                of=("organisation", row.organisation.slug.to_string())
                action=routes::with_pairs(action.clone(), &[("naar", other.to_string())])
            />
        }
    });
    section(
        view! {
            <p class="section-text">{lead}</p>
            <p class="section-text">{words.succession_rule.as_str()}</p>
            <form class="form" action=format!("{action}#handover")>
                <Choice
                    id="naar"
                    name="naar"
                    label=words.succession_to.as_str()
                    prompt=words.choose.as_str()
                    options
                    chosen
                />
                <button class="button button-quiet" type="submit">
                    {words.succession_pick.as_str()}
                </button>
            </form>
            {second}
        }
        .into_any(),
    )
}

/// The hubs of an organisation, by name.
pub fn names_of(interface: Interface, codes: &[Slug], hubs: &[Hub]) -> String {
    let name = |code: &Slug| {
        let hub = hubs.iter().find(|hub| hub.code == *code);
        hub.map_or_else(|| code.to_string(), |hub| hub.short.get(interface.lang).to_owned())
    };
    codes.iter().map(name).collect::<Vec<_>>().join(", ")
}
