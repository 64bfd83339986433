//! `/beheer/organisaties`: who takes part.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::done;
use super::organisation::names_of;
use crate::desk::{Desk, Refusal, returned};
use crate::model::account::{NamesShown, OrganisationRow};
use crate::model::place::Hub;
use crate::model::reader::OrganisationKind;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::form::{Act, Asks, Came, Choice, Field, Ticks};
use crate::parts::format;
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn OrganisationsPage() -> impl IntoView {
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| organisations(interface, desk, done, action))
}

async fn organisations(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.admin;
    let rows = desk.organisations().await?;
    let hubs = desk.hubs().await?;
    let rows = rows.into_iter().map(|one| row(interface, one, &hubs, action.clone())).collect_view();
    Ok(view! {
        <Head title=words.organisations.as_str() in_both_languages=false/>
        <Back href=routes::url(interface.lang, "/beheer") name=words.title.as_str()/>
        <h1>{words.organisations.as_str()}</h1>
        <p class="lead">{words.disable_organisation_hint.as_str()}</p>
        <Came interface done/>
        <div class="scroll" tabindex="0" role="region" aria-label=words.organisations.as_str()>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col">{words.name.as_str()}</th>
                        <th scope="col">{words.id.as_str()}</th>
                        <th scope="col">{words.kind.as_str()}</th>
                        <th scope="col">{words.hubs.as_str()}</th>
                        <th scope="col">{words.persons.as_str()}</th>
                        <th scope="col">{words.names.as_str()}</th>
                        <th scope="col">{words.access.as_str()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <section class="section" aria-labelledby="add">
            <div class="section-head">
                <h2 id="add">{words.add_organisation.as_str()}</h2>
            </div>
            <AddOrganisation interface hubs action/>
        </section>
    })
}

fn row(interface: Interface, row: OrganisationRow, hubs: &[Hub], action: String) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.admin;
    let OrganisationRow { organisation, persons, disabled, names } = row;
    let name = organisation.name.get(lang).to_owned();
    let known = names_of(interface, &organisation.hubs, hubs);
    let with = vec![("organisation", organisation.slug.to_string())];
    let options = NamesShown::ALL.map(|shown| {
        view! {
            <option value=shown.code() selected=shown == names>
                {words.names_shown(shown)}
            </option>
        }
    });
    let shows = view! {
        <form class="act" method="post" action=action.clone()>
            <input type="hidden" name="actie" value="show-names"/>
            <input type="hidden" name="organisation" value=organisation.slug.to_string()/>
            <select class="select" name="names" aria-label=format!("{}: {name}", words.names)>
                {options}
            </select>
            <button class="button button-quiet" type="submit">
                {words.save.as_str()}
                <span class="visually-hidden">" " {name.clone()}</span>
            </button>
        </form>
    };
    let access = match disabled {
        Some(since) => {
            let since = fill(&words.disabled, &[("day", &format::day(interface, since))]);
            Either::Left(view! {
                {since}
                <Act action act="enable-organisation" with label=words.enable.as_str() about=name.clone()/>
            })
        }
        None => Either::Right(view! {
            <Act action act="disable-organisation" with label=words.disable.as_str() about=name.clone()/>
        }),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=routes::organisation_url(lang, &organisation.slug)>{name.clone()}</a>
            </th>
            <td>
                <code>{organisation.slug.to_string()}</code>
            </td>
            <td>{words.kind(organisation.kind)}</td>
            <td>{known}</td>
            <td class="number">{persons}</td>
            <td>{shows}</td>
            <td>{access}</td>
        </tr>
    }
}

#[component]
fn AddOrganisation(interface: Interface, hubs: Vec<Hub>, action: String) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.admin;
    let came = returned();
    let name = Asks { autocomplete: "off", value: came.value("name"), ..Asks::default() };
    let kinds = OrganisationKind::ALL.map(|kind| (kind.code().to_owned(), words.kind(kind).to_owned()));
    let hubs = hubs.into_iter().map(|hub| {
        let ticked = came.has("hub", hub.code.as_str());
        (hub.code.to_string(), hub.name.get(lang).to_owned(), ticked)
    });
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="actie" value="add-organisation"/>
            <Field id="name" name="name" label=words.name.as_str() asks=name/>
            <Choice
                id="kind"
                name="kind"
                label=words.kind.as_str()
                prompt=words.choose.as_str()
                options=kinds.into()
                chosen=came.value("kind")
            />
            <Ticks name="hub" label=words.hubs.as_str() options=hubs.collect()/>
            <button class="button" type="submit">
                {words.add.as_str()}
            </button>
        </form>
    }
}
