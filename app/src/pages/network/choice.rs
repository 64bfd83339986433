//! What is asked of `/netwerk`, and the form to ask it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::model::contact_point::{ContactFilter, ContactKind, ContactPoint};
use crate::model::lang::{Lang, Text};
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::model::plan::Organisation;
use crate::model::profile::{Profile, ProfileFilter};
use crate::model::reader::OrganisationKind;
use crate::model::slug::Slug;
use crate::parts::filter::{filter, folded};
use crate::parts::format::capital;
use crate::routes;
use crate::words::Interface;

/// Organisations with their names: the partners, and those of whom somebody or something is shown.
pub type Named = BTreeMap<Slug, Text>;

/// Those that one can ask for here.
pub fn named(partners: &[Organisation], profiles: &[Profile], points: &[ContactPoint]) -> Named {
    let of_points = points.iter().map(|one| (&one.organisation, one.organisation_name.as_ref()));
    let of_profiles = profiles.iter().map(|one| (&one.organisation, one.organisation_name.as_ref()));
    let of_partners = partners.iter().map(|one| (&one.slug, Some(&one.name)));
    let all = of_partners.chain(of_points).chain(of_profiles);
    all.filter_map(|(slug, name)| Some((slug.clone(), name?.clone()))).collect()
}

/// What of the network is asked for.
#[derive(Default)]
pub struct Choice {
    pub hub: Option<Slug>,
    pub kind: Option<OrganisationKind>,
    pub line: Option<Line>,
    pub organisation: Option<Slug>,
    /// Contact points of this kind, and nothing else.
    pub contact: Option<ContactKind>,
    /// Of people and contact points alone. A country by its code, where it has one.
    pub lang: Option<Lang>,
    pub country: Option<String>,
    pub words: String,
}

impl Choice {
    /// What is no hub and no organisation filters nothing; the form then says "all".
    pub fn read(interface: Interface, query: &ParamsMap, hubs: &[Hub], named: &Named) -> Choice {
        let text = |key: &str| query.get(key).filter(|text| !text.is_empty());
        let hub = text("knooppunt").and_then(|code| hubs.iter().find(|hub| hub.code.as_str() == code));
        let organisation = text("organisatie").and_then(|code| code.parse::<Slug>().ok());
        Choice {
            hub: hub.map(|hub| hub.code.clone()),
            kind: text("soort").and_then(|kind| OrganisationKind::parse(&kind)),
            line: text("lijn").and_then(|line| Line::parse(&line)),
            organisation: organisation.filter(|code| named.contains_key(code)),
            contact: text("contactpunt").and_then(|kind| ContactKind::parse(&kind)),
            lang: text("taal").and_then(|lang| Lang::parse(&lang)),
            country: text("land").map(|country| code_of(interface, &country)),
            words: text("q").unwrap_or_default().trim().chars().take(200).collect(),
        }
    }

    pub fn takes_point(&self, point: &ContactPoint) -> bool {
        let filter = ContactFilter {
            kind: self.contact,
            hub: self.hub.clone(),
            line: self.line,
            lang: self.lang,
            country: self.country.clone(),
            organisation: self.organisation.clone(),
            organisation_kind: self.kind,
            words: self.words.clone(),
        };
        filter.takes(point)
    }

    pub fn takes_profile(&self, interface: Interface, profile: &Profile) -> bool {
        let filter = ProfileFilter {
            hub: self.hub.clone(),
            line: self.line,
            lang: self.lang,
            organisation: self.organisation.clone(),
            words: self.words.clone(),
        };
        let names = |asked: &String| profile.sheet.countries.iter().any(|typed| code_of(interface, typed) == *asked);
        self.contact.is_none() && filter.takes(profile) && self.country.as_ref().is_none_or(names)
    }

    pub fn takes_organisation(&self, one: &Organisation, lines: &[Line]) -> bool {
        self.hub.as_ref().is_none_or(|hub| one.hubs.contains(hub))
            && self.kind.is_none_or(|kind| one.kind == kind)
            && self.line.is_none_or(|line| lines.contains(&line))
            && self.organisation.as_ref().is_none_or(|slug| one.slug == *slug)
    }

    /// Whether organisations are asked for: they have no language and no country, and are not what somebody types words for.
    pub fn asks_for_organisations(&self) -> bool {
        self.contact.is_none() && self.lang.is_none() && self.country.is_none() && self.words.is_empty()
    }

    /// How many filters are on.
    fn count(&self) -> usize {
        let on = [
            self.hub.is_some(),
            self.kind.is_some(),
            self.line.is_some(),
            self.organisation.is_some(),
            self.contact.is_some(),
            self.lang.is_some(),
            self.country.is_some(),
            !self.words.is_empty(),
        ];
        on.into_iter().filter(|on| *on).count()
    }
}

/// A profile has a country as its person typed it, and an address may have either.
fn code_of(interface: Interface, typed: &str) -> String {
    interface.words.facts.country_code(typed).unwrap_or(typed).to_owned()
}

/// The form. What only people and contact points have is asked where there are any for who looks.
pub fn form(
    interface: Interface,
    choice: &Choice,
    hubs: &[Hub],
    named: &Named,
    (profiles, points): (&[Profile], &[ContactPoint]),
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let network = &words.network;
    let code = |slug: &Option<Slug>| slug.as_ref().map(Slug::to_string).unwrap_or_default();
    let hub_options: Vec<_> = hubs.iter().map(|hub| (hub.code.to_string(), hub.name.get(lang).to_owned())).collect();
    let kinds = OrganisationKind::ALL.map(|kind| (kind.code().to_owned(), capital(network.kind_name(kind))));
    let lines = Line::ALL.map(|line| (line.code().to_owned(), capital(words.names.line(line))));
    let kind = choice.kind.map_or("", OrganisationKind::code);
    let line = choice.line.map_or("", Line::code);
    let of_points = (!points.is_empty()).then(|| {
        let own = &words.contact_points;
        let kinds = ContactKind::ALL.map(|kind| (kind.code().to_owned(), capital(own.kind_name(kind))));
        let chosen = choice.contact.map_or("", ContactKind::code);
        filter("contactpunt", &own.kind, &own.all_kinds, kinds.into(), chosen)
    });
    let of_people = (!points.is_empty() || !profiles.is_empty()).then(|| {
        let own = &words.profiles;
        let langs = Lang::ALL.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned()));
        let lang = choice.lang.map_or("", Lang::code);
        let countries = countries(interface, profiles, points);
        let country = choice.country.as_deref().unwrap_or_default();
        let organisations = organisations(interface, choice, named, profiles, points);
        let organisation = code(&choice.organisation);
        view! {
            {filter("organisatie", &network.organisation, &network.all_organisations, organisations, &organisation)}
            {of_points}
            {filter("taal", &own.lang, &own.all_langs, langs.into(), lang)}
            {filter("land", &own.country, &own.all_countries, countries, country)}
            <p class="timetable-filter">
                <label for="q">{own.words.as_str()}</label>
                <input class="field-input" id="q" name="q" type="search" value=choice.words.clone()/>
            </p>
        }
    });
    let filters = view! {
        <div class="timetable-filters">
            {filter("knooppunt", &network.hub, &network.all_hubs, hub_options, &code(&choice.hub))}
            {filter("soort", &network.kind, &network.all_kinds, kinds.into(), kind)}
            {filter("lijn", &network.line, &network.all_lines, lines.into(), line)}
            {of_people}
            <button class="button">{network.show.as_str()}</button>
        </div>
    };
    view! {
        <form class="network-form" action=routes::network_url(lang)>
            {folded(interface, choice.count(), filters)}
        </form>
    }
}

/// The countries that somebody names, by code where they have one, in the order of their names.
fn countries(interface: Interface, profiles: &[Profile], points: &[ContactPoint]) -> Vec<(String, String)> {
    let typed = profiles.iter().flat_map(|one| one.sheet.countries.iter());
    let mut all: BTreeMap<String, String> = typed
        .map(|typed| {
            let code = code_of(interface, typed);
            let name = interface.words.facts.country_name(&code);
            (code, name)
        })
        .collect();
    let of_points = points.iter().flat_map(|one| one.sheet.countries.iter());
    all.extend(of_points.map(|(code, name)| (code.clone(), name.get(interface.lang).to_owned())));
    by_name(all)
}

/// The organisations of those who are shown, and the one that is asked for, in the order of their names.
fn organisations(
    interface: Interface,
    choice: &Choice,
    named: &Named,
    profiles: &[Profile],
    points: &[ContactPoint],
) -> Vec<(String, String)> {
    let shown = points.iter().map(|one| &one.organisation).chain(profiles.iter().map(|one| &one.organisation));
    let shown = shown.chain(&choice.organisation);
    let of = shown.filter_map(|slug| Some((slug.to_string(), named.get(slug)?.get(interface.lang).to_owned())));
    by_name(of.collect())
}

fn by_name(all: BTreeMap<String, String>) -> Vec<(String, String)> {
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by(|(_, a), (_, b)| a.cmp(b));
    all
}
