//! `/netwerk`: where one can ask, people who show themselves, and the organisations that the letter names; by hub, kind, line,
//! language and country.

mod contact_points;
mod people;

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::{Desk, Refusal};
use crate::model::contact_point::{ContactFilter, ContactKind, ContactPoint, keeps_own};
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
        contact: query.get("contactpunt").and_then(|kind| ContactKind::parse(&kind)),
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
    /// Contact points of this kind, and nothing else.
    contact: Option<ContactKind>,
    /// Of people and contact points alone. A country by its code, where it has one.
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
    let points = desk.contact_points().await?;
    let facts = &interface.words.facts;
    // A profile has a country as its person typed it.
    let code_of = |typed: &str| facts.country_code(typed).unwrap_or(typed).to_owned();
    let countries = countries(interface, &profiles, &points, code_of);
    let country = choice.country.as_deref().map(code_of);
    let any = !profiles.is_empty() || !points.is_empty();
    let asked = ContactFilter {
        kind: choice.contact,
        hub: choice.hub.parse().ok(),
        line: choice.line,
        lang: choice.lang,
        country: country.clone(),
        organisation_kind: choice.kind,
        words: choice.words.clone(),
    };
    let any_point = !points.is_empty();
    let points: Vec<ContactPoint> = points.into_iter().filter(|point| asked.takes(point)).collect();
    let wanted = ProfileFilter {
        hub: choice.hub.parse().ok(),
        line: choice.line,
        lang: choice.lang,
        words: choice.words.clone(),
    };
    let of_country = |profile: &Profile| {
        country.as_ref().is_none_or(|asked| profile.sheet.countries.iter().any(|typed| code_of(typed) == *asked))
    };
    let taken: Vec<Profile> =
        profiles.into_iter().filter(|profile| wanted.takes(profile) && of_country(profile)).collect();
    let keeper = desk.reader().person().filter(|person| keeps_own(person)).map(|person| &person.organisation);
    let points =
        (any_point || keeper.is_some()).then(|| contact_points::contact_points(interface, points, &hubs, keeper));
    let own = desk.account().is_some() && desk.own_profile().await?.is_some();
    let people =
        choice.contact.is_none().then(|| people::people(interface, &taken, &hubs, desk.account().is_some(), own));
    // Organisations have no language and no country, and are not what somebody types words for.
    let of_others = choice.contact.is_some()
        || choice.lang.is_some()
        || choice.country.is_some()
        || !choice.words.trim().is_empty();
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
        {form(interface, &choice, &hubs, countries, country, any, any_point)}
        {points}
        {people}
        {(!of_others)
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

/// The countries that somebody names, by code where they have one, in the order of their names.
fn countries(
    interface: Interface,
    profiles: &[Profile],
    points: &[ContactPoint],
    code_of: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    let typed = profiles.iter().flat_map(|one| one.sheet.countries.iter());
    let mut all: BTreeMap<String, String> = typed
        .map(|typed| {
            let code = code_of(typed);
            let name = interface.words.facts.country_name(&code);
            (code, name)
        })
        .collect();
    let of_points = points.iter().flat_map(|one| one.sheet.countries.iter());
    all.extend(of_points.map(|(code, name)| (code.clone(), name.get(interface.lang).to_owned())));
    let mut all: Vec<(String, String)> = all.into_iter().collect();
    all.sort_by(|(_, a), (_, b)| a.cmp(b));
    all
}

/// `asked` is the country, by its code; `any` is whether somebody shows themselves at all, and `any_point` whether a contact
/// point does.
fn form(
    interface: Interface,
    choice: &Choice,
    hubs: &[Hub],
    countries: Vec<(String, String)>,
    asked: Option<String>,
    any: bool,
    any_point: bool,
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let network = &words.network;
    let hub_options: Vec<_> = hubs.iter().map(|hub| (hub.code.to_string(), hub.name.get(lang).to_owned())).collect();
    let kinds: Vec<_> =
        OrganisationKind::ALL.map(|kind| (kind.code().to_owned(), capital(network.kind_name(kind)))).into();
    let lines: Vec<_> = Line::ALL.map(|line| (line.code().to_owned(), capital(words.names.line(line)))).into();
    let profiles = &words.profiles;
    let langs: Vec<_> = Lang::ALL.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned())).into();
    let points = &words.contact_points;
    let of_points = any_point.then(|| {
        let kinds = ContactKind::ALL.map(|kind| (kind.code().to_owned(), capital(points.kind_name(kind))));
        let chosen = choice.contact.map_or("", ContactKind::code);
        filter("contactpunt", &points.kind, &points.all_kinds, kinds.into(), chosen)
    });
    let of_people = any.then(|| {
        let lang = choice.lang.map_or("", Lang::code);
        view! {
            {of_points}
            {filter("taal", &profiles.lang, &profiles.all_langs, langs, lang)}
            {filter("land", &profiles.country, &profiles.all_countries, countries, &asked.unwrap_or_default())}
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
