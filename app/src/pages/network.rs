//! `/netwerk`: the organisations that the letter names, by hub, kind and line, and people who show themselves.

mod people;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::{Desk, Refusal};
use crate::model::lang::Lang;
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::model::plan::{Measure, Organisation};
use crate::model::profile::{Profile, ProfileFilter};
use crate::model::reader::OrganisationKind;
use crate::parts::ask::ask;
use crate::parts::filter::filter;
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::marks::{HubTags, LineTags};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn NetworkPage() -> impl IntoView {
    let query = use_query_map();
    let query = query.read_untracked();
    let choice = Choice {
        hub: query.get("knooppunt").unwrap_or_default(),
        kind: query.get("soort").and_then(|kind| OrganisationKind::parse(&kind)),
        line: query.get("lijn").and_then(|line| Line::parse(&line)),
        lang: query.get("taal").and_then(|lang| Lang::parse(&lang)),
        country: query.get("land").filter(|country| !country.is_empty()),
        words: query.get("q").unwrap_or_default().chars().take(200).collect(),
    };
    ask(move |interface, desk| network(interface, desk, choice))
}

struct Choice {
    hub: String,
    kind: Option<OrganisationKind>,
    line: Option<Line>,
    /// Of people alone.
    lang: Option<Lang>,
    country: Option<String>,
    words: String,
}

async fn network(interface: Interface, desk: Desk, mut choice: Choice) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.network;
    let hubs = desk.hubs().await?;
    let measures = desk.plan().await?.measures;
    if !hubs.iter().any(|hub| hub.code.as_str() == choice.hub) {
        // What is no hub filters nothing; the form then says "all".
        choice.hub.clear();
    }
    // Who runs this site is no partner of the letter.
    let partners = desk.partners().await?.into_iter().filter(|one| one.slug.as_str() != "knooppunt");
    let shown: Vec<(Organisation, Vec<Line>)> = partners
        .map(|one| {
            let lines = lines_of(&one, &measures);
            (one, lines)
        })
        .filter(|(one, lines)| {
            (choice.hub.is_empty() || one.hubs.iter().any(|hub| hub.as_str() == choice.hub))
                && choice.kind.is_none_or(|kind| one.kind == kind)
                && choice.line.is_none_or(|line| lines.contains(&line))
        })
        .collect();
    let profiles = desk.profiles().await?;
    let mut countries: Vec<String> = profiles.iter().flat_map(|one| one.sheet.countries.iter().cloned()).collect();
    countries.sort();
    countries.dedup();
    let any = !profiles.is_empty();
    let wanted = ProfileFilter {
        hub: choice.hub.parse().ok(),
        line: choice.line,
        lang: choice.lang,
        country: choice.country.clone(),
        words: choice.words.clone(),
    };
    let taken: Vec<Profile> = profiles.into_iter().filter(|profile| wanted.takes(profile)).collect();
    let own = desk.account().is_some() && desk.own_profile().await?.is_some();
    let people = people::people(interface, &taken, &hubs, desk.account().is_some(), own);
    // Organisations have no language and no country, and are not what somebody types words for.
    let of_people = choice.lang.is_some() || choice.country.is_some() || !choice.words.trim().is_empty();
    let found = match shown.len() {
        0 => words.found_none.clone(),
        1 => words.found_one.clone(),
        several => fill(&words.found, &[("count", &several)]),
    };
    let groups = OrganisationKind::ALL.map(|kind| {
        let of: Vec<_> = shown.iter().filter(|(one, _)| one.kind == kind).collect();
        group(interface, kind, &of, &hubs)
    });
    let report = if lang.code() == "nl" { "waar-melden" } else { "where-to-report" };
    let contact = match report.parse() {
        Ok(slug) => desk.document(&slug).await.ok().map(|article| article.document.write_up),
        Err(_) => None,
    };
    let contact = contact.map(|write_up| {
        view! {
            <section class="section" aria-labelledby="contact">
                <div class="section-head">
                    <h2 id="contact">{words.contacts.as_str()}</h2>
                </div>
                <p class="conference-announced">
                    {words.contacts_lead.as_str()} " "
                    <a href=routes::document_url(lang, &write_up.slug)>{write_up.title.clone()}</a>
                </p>
            </section>
        }
    });
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()} " " {(!any).then_some(words.no_persons.as_str())}</p>
        {form(interface, &choice, &hubs, &countries, any)}
        {people}
        {(!of_people)
            .then(|| {
                view! {
                    <p role="status">{found}</p>
                    {groups}
                    <p class="small subtle">{words.line_note.as_str()}</p>
                }
            })}
        {contact}
    })
}

/// The lines of the measures whose actors have the name of the organisation.
fn lines_of(organisation: &Organisation, measures: &[Measure]) -> Vec<Line> {
    let named = measures.iter().filter(|measure| measure.actors.iter().any(|actor| actor.nl == organisation.name.nl));
    let mut lines: Vec<Line> = named.flat_map(|measure| measure.lines.iter().copied()).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn form(
    interface: Interface,
    choice: &Choice,
    hubs: &[Hub],
    countries: &[String],
    people: bool,
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let network = &words.network;
    let hub_options: Vec<_> = hubs.iter().map(|hub| (hub.code.to_string(), hub.name.get(lang).to_owned())).collect();
    let kinds: Vec<_> =
        OrganisationKind::ALL.map(|kind| (kind.code().to_owned(), capital(network.kind_name(kind)))).into();
    let lines: Vec<_> = Line::ALL.map(|line| (line.code().to_owned(), capital(words.names.line(line)))).into();
    let profiles = &words.profiles;
    let langs: Vec<_> = Lang::ALL.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned())).into();
    let countries: Vec<_> = countries.iter().map(|name| (name.clone(), name.clone())).collect();
    let of_people = people.then(|| {
        let country = choice.country.clone().unwrap_or_default();
        let lang = choice.lang.map_or("", Lang::code);
        view! {
            {filter("taal", &profiles.lang, &profiles.all_langs, langs, lang)}
            {filter("land", &profiles.country, &profiles.all_countries, countries, &country)}
            <p class="timetable-filter">
                <label for="q">{profiles.words.as_str()}</label>
                <input class="field-input" id="q" name="q" type="search" value=choice.words.clone()/>
            </p>
        }
    });
    view! {
        <form class="timetable-filters network-form" action=routes::url(lang, "/netwerk")>
            {filter("knooppunt", &network.hub, &network.all_hubs, hub_options, &choice.hub)}
            {filter("soort", &network.kind, &network.all_kinds, kinds, choice.kind.map_or("", OrganisationKind::code))}
            {filter("lijn", &network.line, &network.all_lines, lines, choice.line.map_or("", Line::code))}
            {of_people}
            <button class="button">{network.show.as_str()}</button>
        </form>
    }
}

fn group(
    interface: Interface,
    kind: OrganisationKind,
    of: &[&(Organisation, Vec<Line>)],
    hubs: &[Hub],
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let rows: Vec<_> = of
        .iter()
        .map(|(one, lines)| {
            let (of_hubs, lines) = (one.hubs.clone(), lines.clone());
            let has_lines = !lines.is_empty();
            let has_hubs = !of_hubs.is_empty();
            view! {
                <li class="network-row" id=one.slug.to_string()>
                    <h3>{one.name.get(lang).to_owned()}</h3>
                    {has_hubs.then(|| view! { <HubTags hubs=of_hubs known=hubs.to_vec() lang/> })}
                    {has_lines.then(|| view! { <LineTags lines interface/> })}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby=kind.code()>
                <div class="section-head">
                    <h2 id=kind.code()>{capital(words.network.kind_name(kind))}</h2>
                </div>
                <ul class="network-list">{rows}</ul>
            </section>
        }
    })
}
