//! `/beheer/groepen` and `/beheer/groepen/{code}`: who shares with whom, for what, and until when.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use super::done;
use super::finding::{SHOWN, how_many};
use crate::desk::{Desk, Refusal, returned};
use crate::model::account::{OrganisationRow, PersonRow};
use crate::model::group::{Group, Terms};
use crate::model::sharing::Audience;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::form::{Act, Asks, Came, Choice, Field, Ticks};
use crate::parts::format;
use crate::parts::head::Head;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn GroupsPage() -> impl IntoView {
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| groups(interface, desk, done, action))
}

async fn groups(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.admin;
    let groups = desk.groups().await?;
    let organisations = desk.organisations().await?;
    let none = groups.is_empty().then(|| view! { <p class="section-text">{words.no_groups.as_str()}</p> });
    let rows = groups.into_iter().map(|group| {
        view! {
            <li class="group-row">
                <h2>
                    <a href=routes::group_url(interface.lang, &group.code)>{group.terms.name}</a>
                </h2>
                <p>{group.terms.purpose}</p>
                <p class="small subtle">
                    {group.terms.owner.to_string()} " · " {words.ends.as_str()} " "
                    {format::date(interface, group.terms.ends)}
                </p>
            </li>
        }
    });
    let rows = rows.collect_view();
    Ok(view! {
        <Head title=words.groups.as_str() in_both_languages=false/>
        <Back href=routes::url(interface.lang, "/beheer") name=words.title.as_str()/>
        <h1>{words.groups.as_str()}</h1>
        <Came interface done/>
        {none}
        <ul>{rows}</ul>
        <section class="section" aria-labelledby="add">
            <div class="section-head">
                <h2 id="add">{words.add_group.as_str()}</h2>
            </div>
            <TermsForm interface organisations act="add-group" action/>
        </section>
    })
}

#[component]
pub fn GroupPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("code").unwrap_or_default();
    let asked = use_query_map().read_untracked().get("q").unwrap_or_default().trim().to_owned();
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| group(interface, desk, code, asked, done, action))
}

async fn group(
    interface: Interface,
    desk: Desk,
    code: String,
    asked: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.admin;
    let group = desk.groups().await?.into_iter().find(|group| group.code.as_str() == code).ok_or(Refusal::Absent)?;
    let organisations = desk.organisations().await?;
    let people = desk.people().await?;
    let name = group.terms.name.clone();
    Ok(view! {
        <Head title=name.clone() in_both_languages=false/>
        <Back href=routes::url(interface.lang, "/beheer/groepen") name=words.groups.as_str()/>
        <h1>{name}</h1>
        <p class="lead">
            <code>{format!("group:{}", group.code)}</code>
        </p>
        <Came interface done/>
        <Members interface group=group.clone() organisations=organisations.clone() people asked action=action.clone()/>
        <section class="section" aria-labelledby="terms">
            <div class="section-head">
                <h2 id="terms">{words.terms.as_str()}</h2>
            </div>
            <TermsForm interface organisations act="change-group" group=group action/>
        </section>
    })
}

#[component]
fn Members(
    interface: Interface,
    group: Group,
    organisations: Vec<OrganisationRow>,
    people: Vec<PersonRow>,
    /// Who is looked for to become a member.
    asked: String,
    action: String,
) -> impl IntoView {
    let words = &interface.words.admin;
    let named = organisations.into_iter().map(|row| {
        let name = row.organisation.name.get(interface.lang).to_owned();
        (Audience::Organisation(row.organisation.slug), name)
    });
    let finds = |text: &str| !asked.is_empty() && text.to_lowercase().contains(&asked.to_lowercase());
    let mut known: Vec<(Audience, String, bool)> = named
        .map(|(member, name)| {
            let found = finds(&name) || finds(&member.to_string());
            (member, name, found)
        })
        .collect();
    known.extend(people.into_iter().map(|person| {
        let found = !asked.is_empty() && person.matches(&asked);
        (Audience::Person(person.id), format!("{} ({})", person.name, person.email), found)
    }));
    let none = group.members.is_empty().then(|| view! { <p class="section-text">{words.no_members.as_str()}</p> });
    let row = |member: &Audience, name: String, act: &'static str, label: &'static str, action: String| {
        let with = vec![("group", group.code.to_string()), ("member", member.to_string())];
        view! {
            <li class="token">
                <span>{name.clone()}</span>
                <Act action act with label about=name/>
            </li>
        }
    };
    let members = group.members.iter().map(|member| {
        let name = known.iter().find(|(known, ..)| known == member).map(|(_, name, _)| name.clone());
        row(member, name.unwrap_or_else(|| member.to_string()), "remove-member", &words.remove, action.clone())
    });
    let members = members.collect_view();
    let found = known.iter().filter(|(member, _, found)| *found && !group.members.contains(member));
    let count = found.clone().count();
    // So that the search is still there when the form comes back.
    let back = routes::with_pairs(action.clone(), &[("q", asked.clone())]);
    let found = found
        .take(SHOWN)
        .map(|(member, name, _)| row(member, name.clone(), "add-member", &words.add_member, back.clone()))
        .collect_view();
    let more = how_many(interface, &asked, count);
    let find = Asks { kind: "search", autocomplete: "off", value: asked, ..Asks::default() };
    view! {
        <section class="section" aria-labelledby="members">
            <div class="section-head">
                <h2 id="members">{words.members.as_str()}</h2>
            </div>
            {none}
            <ul>{members}</ul>
            <form class="form" action=format!("{action}#members")>
                <Field id="q" name="q" label=words.find_member.as_str() asks=find/>
                <button class="button button-quiet" type="submit">
                    {words.find.as_str()}
                </button>
            </form>
            {more}
            <ul>{found}</ul>
        </section>
    }
}

#[component]
fn TermsForm(
    interface: Interface,
    organisations: Vec<OrganisationRow>,
    act: &'static str,
    #[prop(optional)] group: Option<Group>,
    action: String,
) -> impl IntoView {
    let words = &interface.words.admin;
    let came = returned();
    let code = group.as_ref().map(|group| group.code.to_string());
    // What was filled in last, or what holds now.
    let now = |name: &str, of: fn(&Terms) -> String| {
        let filled = came.value(name);
        if filled.is_empty() { group.as_ref().map(|group| of(&group.terms)).unwrap_or_default() } else { filled }
    };
    let text = |value: String| Asks { autocomplete: "off", value, ..Asks::default() };
    let hidden = came.has("hidden", "1") || group.as_ref().is_some_and(|group| group.terms.hidden_roster);
    let ends = Asks { kind: "date", value: now("ends", |terms| terms.ends.to_string()), ..Asks::default() };
    let owners = organisations.into_iter().map(|OrganisationRow { organisation, .. }| {
        (organisation.slug.to_string(), organisation.name.get(interface.lang).to_owned())
    });
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="actie" value=act/>
            {code.map(|code| view! { <input type="hidden" name="group" value=code/> })}
            <Field id="name" name="name" label=words.name.as_str() asks=text(now("name", |terms| terms.name.clone()))/>
            <Field
                id="purpose"
                name="purpose"
                label=words.purpose.as_str()
                asks=text(now("purpose", |terms| terms.purpose.clone()))
            />
            <Field id="basis" name="basis" label=words.basis.as_str() asks=text(now("basis", |terms| terms.basis.clone()))/>
            <Choice
                id="owner"
                name="owner"
                label=words.owner.as_str()
                prompt=words.choose.as_str()
                options=owners.collect()
                chosen=now("owner", |terms| terms.owner.to_string())
            />
            <Field id="ends" name="ends" label=words.ends.as_str() asks=ends/>
            <Ticks name="hidden" label=words.members.as_str() options=vec![("1".to_owned(), words.hidden.clone(), hidden)]/>
            <button class="button" type="submit">
                {words.save.as_str()}
            </button>
        </form>
    }
}
