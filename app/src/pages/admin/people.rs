//! `/beheer/personen` and `/beheer/personen/{id}`: who comes here, and what they may do.

use std::collections::BTreeSet;

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use super::handover::Handover;
use super::{Opening, done};
use crate::desk::{Desk, Refusal, returned};
use crate::model::account::{OrganisationRow, PersonRow};
use crate::model::reader::Role;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::form::{Act, Asks, Came, Choice, Field, Ticks};
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::pager::{Pages, pager};
use crate::parts::title_block;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn PeoplePage() -> impl IntoView {
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    let query = use_query_map().read_untracked().clone();
    let asked = Asked {
        text: query.get("q").unwrap_or_default().trim().to_owned(),
        from: query.get("vanaf").and_then(|from| from.parse().ok()).unwrap_or(0),
    };
    ask(move |interface, desk| people(interface, desk, asked, done, action))
}

/// Which part of the list is asked for.
struct Asked {
    /// Of a name, an address or an organisation; everybody when empty.
    text: String,
    /// Rows to skip.
    from: usize,
}

/// Rows on a page.
const SIZE: usize = 50;

async fn people(
    interface: Interface,
    desk: Desk,
    asked: Asked,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.admin;
    let mut people = desk.people().await?;
    let organisations = desk.organisations().await?;
    people.retain(|person| person.matches(&asked.text));
    let (total, pages) = (people.len(), turns(interface, &asked, people.len()));
    let rows = people.into_iter().skip(asked.from).take(SIZE).map(|person| row(interface, person)).collect_view();
    let find = Asks { autocomplete: "off", value: asked.text, optional: true, ..Asks::default() };
    Ok(view! {
        <Head title=words.people.as_str() in_both_languages=false/>
        <Back href=routes::url(interface.lang, "/beheer") name=words.title.as_str()/>
        <h1>{words.people.as_str()}</h1>
        <Came interface done/>
        <form class="form" action=action.clone()>
            <Field id="q" name="q" label=words.find_person.as_str() asks=find/>
            <button class="button button-quiet" type="submit">
                {words.filter.as_str()}
            </button>
        </form>
        <p class="section-text">{fill(&words.persons_found, &[("count", &format::count(interface.lang, total as u64))])}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=words.people.as_str()>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col">{words.name.as_str()}</th>
                        <th scope="col">{words.email.as_str()}</th>
                        <th scope="col">{words.organisation.as_str()}</th>
                        <th scope="col">{words.roles.as_str()}</th>
                        <th scope="col">{words.state.as_str()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {pager(interface, pages)}
        <section class="section" aria-labelledby="add">
            <div class="section-head">
                <h2 id="add">{words.add_person.as_str()}</h2>
            </div>
            <AddPerson interface organisations action/>
        </section>
    })
}

fn turns(interface: Interface, asked: &Asked, total: usize) -> Pages {
    let to = |from: usize| {
        let pairs = [("q", asked.text.clone()), ("vanaf", from.to_string())];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty() && value != "0").collect();
        routes::with_pairs(routes::url(interface.lang, "/beheer/personen"), &pairs)
    };
    let last = asked.from.saturating_add(SIZE).min(total);
    Pages {
        previous: (asked.from > 0).then(|| to(asked.from.saturating_sub(SIZE))),
        next: (last < total).then(|| to(last)),
        first: asked.from as u64,
        last: last as u64,
        total: total as u64,
    }
}

fn row(interface: Interface, person: PersonRow) -> impl IntoView {
    let state = state(interface, &person);
    view! {
        <tr>
            <th scope="row">
                <a href=routes::person_url(interface.lang, &person.id)>{person.name}</a>
            </th>
            <td>{person.email.to_string()}</td>
            <td>{person.organisation.to_string()}</td>
            <td>{role_names(interface, &person.roles)}</td>
            <td>{state}</td>
        </tr>
    }
}

#[component]
fn AddPerson(interface: Interface, organisations: Vec<OrganisationRow>, action: String) -> impl IntoView {
    let words = &interface.words.admin;
    let came = returned();
    let name = Asks { autocomplete: "off", value: came.value("name"), ..Asks::default() };
    let email = Asks { kind: "email", autocomplete: "off", value: came.value("email"), ..Asks::default() };
    let open = organisations.into_iter().filter(|row| row.disabled.is_none());
    let options = open.map(|OrganisationRow { organisation, .. }| {
        (organisation.slug.to_string(), organisation.name.get(interface.lang).to_owned())
    });
    let ticked = |role: Role| came.has("role", role.code());
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="actie" value="add-person"/>
            <Field id="name" name="name" label=words.name.as_str() asks=name/>
            <Field id="email" name="email" label=words.email.as_str() asks=email/>
            <Choice
                id="organisation"
                name="organisation"
                label=words.organisation.as_str()
                prompt=words.choose.as_str()
                options=options.collect()
                chosen=came.value("organisation")
            />
            <RoleTicks interface ticked=Role::ALL.into_iter().filter(|role| ticked(*role)).collect()/>
            <button class="button" type="submit">
                {words.add.as_str()}
            </button>
        </form>
    }
}

#[component]
fn RoleTicks(interface: Interface, ticked: BTreeSet<Role>) -> impl IntoView {
    let Interface { words, .. } = interface;
    let options =
        Role::ALL.map(|role| (role.code().to_owned(), words.account.role(role).to_owned(), ticked.contains(&role)));
    view! { <Ticks name="role" label=words.admin.roles.as_str() options=options.into()/> }
}

#[component]
pub fn PersonPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| person(interface, desk, id, done, action))
}

async fn person(
    interface: Interface,
    desk: Desk,
    id: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.admin;
    let person = desk.person(&id.parse().map_err(|_| Refusal::Absent)?).await?;
    let estate = desk.estate(&person.id).await?;
    let with = vec![("person", id.clone())];
    let fields = vec![
        title_block::Field::new(&words.email, person.email.to_string()),
        title_block::Field::new(&words.organisation, person.organisation.to_string()),
        title_block::Field::new(&words.state, state(interface, &person)),
        title_block::Field::new(&words.sessions, person.sessions),
        title_block::Field::new(&words.tokens, person.tokens),
        title_block::Field::wide(&words.id, view! { <code>{id.clone()}</code> }),
    ];
    let access = if person.disabled.is_some() {
        Either::Left(view! {
            <Act action=action.clone() act="enable-person" with=with.clone() label=words.enable.as_str()/>
            <p class="section-text">{words.erase_hint.as_str()}</p>
            <Act action=action.clone() act="erase-person" with label=words.erase.as_str()/>
        })
    } else {
        let invited = if person.accepted {
            Either::Left(view! { <p class="section-text">{words.already_in.as_str()}</p> })
        } else {
            Either::Right(view! {
                <p class="section-text">{words.invite_hint.as_str()}</p>
                <Act action=action.clone() act="invite" with=with.clone() label=words.invite.as_str()/>
            })
        };
        Either::Right(view! {
            {invited}
            <p class="section-text">{words.disable_person_hint.as_str()}</p>
            <Act action=action.clone() act="disable-person" with label=words.disable.as_str()/>
        })
    };
    Ok(view! {
        <Opening interface back=("/beheer/personen", words.people.as_str()) title=person.name done fields/>
        <section class="section" aria-labelledby="roles">
            <div class="section-head">
                <h2 id="roles">{words.set_roles.as_str()}</h2>
            </div>
            <form class="form" method="post" action=action.clone()>
                <input type="hidden" name="actie" value="set-roles"/>
                <input type="hidden" name="person" value=id.clone()/>
                <RoleTicks interface ticked=person.roles/>
                <button class="button" type="submit">
                    {words.save.as_str()}
                </button>
            </form>
        </section>
        <section class="section" aria-labelledby="access">
            <div class="section-head">
                <h2 id="access">{words.access.as_str()}</h2>
            </div>
            {access}
        </section>
        <Handover interface estate person=id action/>
    })
}

fn state(interface: Interface, person: &PersonRow) -> String {
    let words = &interface.words.admin;
    match (person.disabled, person.accepted) {
        (Some(since), _) => fill(&words.disabled, &[("day", &format::day(interface, since))]),
        (None, false) => words.invited.clone(),
        (None, true) if person.totp => format!("{}, {}", words.active, words.with_code),
        (None, true) => words.active.clone(),
    }
}

fn role_names(interface: Interface, roles: &BTreeSet<Role>) -> String {
    roles.iter().map(|role| interface.words.account.role(*role)).collect::<Vec<_>>().join(", ")
}
