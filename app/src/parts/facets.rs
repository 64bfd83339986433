//! The filters of a question: check boxes with counts, and the chosen ones as chips that remove themselves.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::model::lang::Lang;
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::model::query::{Facets as Counts, HitKind, Query};
use crate::parts::format::{self, capital};
use crate::parts::marks::{HubMark, LineMark};
use crate::routes;
use crate::words::Interface;

/// One value of a filter.
struct Choice {
    value: String,
    name: String,
    mark: Option<AnyView>,
    count: u64,
    chosen: bool,
}

/// All filters of the question, each a group of check boxes. A value without hits is shown while it is chosen.
#[component]
pub fn Facets(facets: Counts, query: Query, hubs: Vec<Hub>, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let search = &words.search;
    let kinds = HitKind::all().map(|kind| Choice {
        value: kind.code().to_owned(),
        name: kinds_name(kind, interface),
        mark: None,
        count: facets.kinds.get(&kind).copied().unwrap_or(0),
        chosen: query.kinds.contains(&kind),
    });
    let lines = Line::ALL.into_iter().map(|line| Choice {
        value: line.code().to_owned(),
        name: capital(words.names.line(line)),
        mark: Some(view! { <LineMark line/> }.into_any()),
        count: facets.lines.get(&line).copied().unwrap_or(0),
        chosen: query.lines.contains(&line),
    });
    let adopted = hubs.clone().into_iter().map(|hub| Choice {
        value: hub.code.to_string(),
        name: hub.short.get(lang).to_owned(),
        count: facets.adopted.get(&hub.code).copied().unwrap_or(0),
        chosen: query.adopted.contains(&hub.code),
        mark: Some(view! { <HubMark hub=hub.code/> }.into_any()),
    });
    let adopted: Vec<Choice> = adopted.collect();
    let hubs = hubs.into_iter().map(|hub| Choice {
        value: hub.code.to_string(),
        name: hub.short.get(lang).to_owned(),
        count: facets.hubs.get(&hub.code).copied().unwrap_or(0),
        chosen: query.hubs.contains(&hub.code),
        mark: Some(view! { <HubMark hub=hub.code/> }.into_any()),
    });
    let langs = Lang::ALL.into_iter().map(|lang| Choice {
        value: lang.code().to_owned(),
        name: lang.own_name().to_owned(),
        mark: None,
        count: facets.langs.get(&lang).copied().unwrap_or(0),
        chosen: query.langs.contains(&lang),
    });
    let mut all_years: Vec<i16> = facets.years.keys().chain(&query.years).copied().collect();
    all_years.sort_unstable_by(|a, b| b.cmp(a));
    all_years.dedup();
    let years = all_years.into_iter().map(|year| Choice {
        value: year.to_string(),
        name: year.to_string(),
        mark: None,
        count: facets.years.get(&year).copied().unwrap_or(0),
        chosen: query.years.contains(&year),
    });
    view! {
        <div class="facets" id="facets">
            <Group key="soort" title=&search.kind choices=kinds.collect() lang/>
            <Group key="lijn" title=&search.line choices=lines.collect() lang/>
            <Group key="knooppunt" title=&search.hub choices=hubs.collect() lang/>
            <Group key="toegepast" title=&search.adopted choices=adopted lang/>
            <Group key="documenttaal" title=&search.language choices=langs.collect() lang/>
            <Group key="jaar" title=&search.year choices=years.collect() lang/>
        </div>
    }
}

/// The days of publication, as two fields of the form.
#[component]
pub fn Days(query: Query, interface: Interface) -> impl IntoView {
    let words = &interface.words.search;
    let field = |key: &'static str, label: &'static str, day: Option<Date>| {
        view! {
            <label class="facet-day">
                <span>{label}</span>
                <input
                    class="select"
                    type="date"
                    name=key
                    id=key
                    value=day.map(|day| day.to_string()).unwrap_or_default()
                />
            </label>
        }
    };
    view! {
        <fieldset class="facet-group facet-days">
            <legend class="label">{words.published.as_str()}</legend>
            {field("sinds", &words.since, query.since)} {field("tot", &words.until, query.until)}
        </fieldset>
    }
}

#[component]
fn Group(key: &'static str, title: &'static str, choices: Vec<Choice>, lang: Lang) -> impl IntoView {
    let shown: Vec<Choice> = choices.into_iter().filter(|choice| choice.count > 0 || choice.chosen).collect();
    let any = !shown.is_empty();
    let rows = shown.into_iter().map(|choice| {
        let id = format!("{key}-{}", choice.value);
        view! {
            <li>
                <label class="facet">
                    <input type="checkbox" id=id name=key value=choice.value checked=choice.chosen/>
                    <span class="facet-name">{choice.mark} {choice.name}</span>
                    <span class="facet-count number">{format::count(lang, choice.count)}</span>
                </label>
            </li>
        }
    });
    let rows = rows.collect_view();
    // Kept in the page while empty, so that a live answer finds its place again.
    view! {
        <fieldset class="facet-group" id=format!("group-{key}") hidden=!any>
            <legend class="label">{title}</legend>
            <ul>{rows}</ul>
        </fieldset>
    }
}

/// The chosen filters; each is a link to the question without it.
#[component]
pub fn ActiveFilters(query: Query, hubs: Vec<Hub>, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let search = &words.search;
    let bare = |change: &dyn Fn(&mut Query)| {
        let mut other = Query { from: 0, ..query.clone() };
        change(&mut other);
        routes::search_url_with(lang, &other.to_pairs())
    };
    let mut chips: Vec<(String, String)> = Vec::new();
    for kind in &query.kinds {
        chips.push((kinds_name(*kind, interface), bare(&|query| query.kinds.retain(|other| other != kind))));
    }
    for line in &query.lines {
        chips.push((capital(words.names.line(*line)), bare(&|query| query.lines.retain(|other| other != line))));
    }
    for code in &query.hubs {
        let name = hubs.iter().find(|hub| hub.code == *code).map_or(code.as_str(), |hub| hub.short.get(lang));
        chips.push((name.to_owned(), bare(&|query| query.hubs.retain(|other| other != code))));
    }
    for code in &query.adopted {
        let name = hubs.iter().find(|hub| hub.code == *code).map_or(code.as_str(), |hub| hub.short.get(lang));
        let without = bare(&|query| query.adopted.retain(|other| other != code));
        chips.push((format!("{} {name}", search.adopted), without));
    }
    for spoken in &query.langs {
        chips.push((spoken.own_name().to_owned(), bare(&|query| query.langs.retain(|other| other != spoken))));
    }
    for year in &query.years {
        chips.push((year.to_string(), bare(&|query| query.years.retain(|other| other != year))));
    }
    for (label, day) in [(&search.since, query.since), (&search.until, query.until)] {
        let Some(day) = day else { continue };
        let without = bare(&|query| {
            query.since = query.since.filter(|_| std::ptr::eq(label, &search.until));
            query.until = query.until.filter(|_| std::ptr::eq(label, &search.since));
        });
        chips.push((format!("{label} {}", format::date(interface, day)), without));
    }
    let several = chips.len() > 1;
    let none = chips.is_empty();
    let without = Query { from: 0, sort: query.sort, ..Query::new(query.text.clone(), query.lang) };
    let chips = chips.into_iter().map(|(name, url)| {
        let removes = crate::words::fill(&search.remove, &[("filter", &name)]);
        view! {
            <li>
                <a class="chip" href=url aria-label=removes>
                    {name}
                    <svg class="chip-cross" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                        <path d="M1.5 1.5L8.5 8.5M8.5 1.5L1.5 8.5"/>
                    </svg>
                </a>
            </li>
        }
    });
    let chips = chips.collect_view();
    (!none).then(|| {
        view! {
            <ul class="chips" aria-label=search.active.as_str()>
                {chips}
                {several
                    .then(|| {
                        view! {
                            <li>
                                <a class="chips-all" href=routes::search_url_with(lang, &without.to_pairs())>
                                    {search.remove_all.as_str()}
                                </a>
                            </li>
                        }
                    })}
            </ul>
        }
    })
}

/// "Werkwijzen", "Indicatoren".
pub fn kinds_name(kind: HitKind, interface: Interface) -> String {
    let words = interface.words;
    capital(match kind {
        HitKind::Document(kind) => words.names.kinds(kind),
        HitKind::Indicator => &words.search.indicators,
        HitKind::Session => &words.search.sessions,
        HitKind::Profile => &words.search.profiles,
        HitKind::ContactPoint => &words.search.contact_points,
    })
}
