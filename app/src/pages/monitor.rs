//! `/monitor`: every indicator at a glance, by theme, for anybody.

mod in_short;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::{Desk, Refusal};
use crate::islands::live_region::LiveRegion;
use crate::model::indicator::{Series, Theme};
use crate::model::overview::{Chapter, Extent, Overview};
use crate::model::place::{Hub, Place};
use crate::model::signal::SignalFilter;
use crate::model::trend::{latest, readings};
use crate::pages::signals;
use crate::parts::ask::ask;
use crate::parts::chart::multiples::{hue, small_plot};
use crate::parts::chart::spark::Spark;
use crate::parts::format::{capital, count, period};
use crate::parts::head::Head;
use crate::parts::pager::{Pages, pager};
use crate::parts::place_groups::with_gaps;
use crate::parts::quantity::reading;
use crate::parts::silence::silence;
use crate::routes;
use crate::words::{Interface, fill};

/// How many indicators of each theme stand together, and how many of one theme by itself.
const EACH: usize = 12;
const ALONE: usize = 48;

/// How many signals stand above the figures.
const MOST_SIGNALS: u32 = 3;

#[component]
pub fn Monitor() -> impl IntoView {
    let params = use_query_map().read_untracked();
    let text = |key: &str| params.get(key).unwrap_or_default();
    let (hub, theme) = (text("knooppunt"), text("thema"));
    let theme = Theme::ALL.into_iter().find(|known| known.code() == theme);
    let from = theme.and_then(|_| text("vanaf").parse().ok()).unwrap_or(0);
    ask(move |interface, desk| monitor(interface, desk, hub, theme, from))
}

async fn monitor(
    interface: Interface,
    desk: Desk,
    hub: String,
    theme: Option<Theme>,
    from: usize,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.monitor;
    let hubs = desk.hubs().await?;
    // What is no hub filters nothing; the form then says "all".
    let hub = hubs.iter().find(|known| known.code.as_str() == hub).cloned();
    let size = if theme.is_some() { ALONE } else { EACH };
    let asked = Overview {
        themes: theme.into_iter().collect(),
        hub: hub.as_ref().map(|hub| hub.code.clone()),
        from,
        ..Overview::latest(size)
    };
    let chapters = desk.overview(&asked).await?;
    let moved = match &hub {
        Some(hub) => {
            // What is said of a hub is said of all its indicators, and of real ones only.
            let all = Overview { real: true, from: 0, size: usize::MAX, ..asked.clone() };
            let years = desk.overview(&Overview { extent: Extent::Years, ..all.clone() }).await?;
            let silent = match theme {
                Some(_) => Vec::new(),
                None => in_short::silent(&desk.overview(&Overview { themes: in_short::ASKED.to_vec(), ..all }).await?),
            };
            Some(in_short::in_short(interface, &years, &silent, hub, &hubs))
        }
        None => None,
    };
    let found = SignalFilter { hub: asked.hub.clone(), size: MOST_SIGNALS, ..SignalFilter::default() };
    let found = desk.signals(&found).await?;
    let shown: usize = chapters.iter().map(|chapter| chapter.total).sum();
    let of_themes = desk.indicators().await?;
    let all = of_themes.iter().filter(|one| theme.is_none_or(|theme| one.theme == theme)).count();
    let silent = all.saturating_sub(shown);
    let jump = chapters.iter().map(|chapter| {
        view! {
            <li>
                <a href=format!(
                    "#{}",
                    chapter.theme.code(),
                )>{capital(interface.words.names.theme(chapter.theme))}</a>
                " "
                <span class="subtle number">{chapter.total}</span>
            </li>
        }
    });
    let jump = jump.collect_view();
    let nothing = (shown == 0).then(|| if hub.is_some() { &words.empty_hub } else { &words.empty });
    let without = hub.as_ref().filter(|_| silent > 0).map(|hub| {
        let sentence =
            fill(&words.without_values, &[("count", &count(lang, silent as u64)), ("hub", &hub.name.get(lang))]);
        view! { <p class="subtle monitor-without">{sentence}</p> }
    });
    let delivers = desk.delivers().then(|| {
        view! {
            <p>
                <a href=routes::deliver_url(lang)>{interface.words.deliver.hand_in.as_str()}</a>
            </p>
        }
    });
    let page = Page { hubs: &hubs, hub: hub.as_ref(), alone: theme.is_some(), from, size };
    let sections = chapters.iter().map(|chapter| chapter_view(interface, chapter, &page)).collect_view();
    let back = theme.map(|_| {
        view! {
            <p>
                <a href=page.address(interface, None, 0)>{words.all_themes.as_str()}</a>
            </p>
        }
    });
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <aside class="limits" aria-labelledby="limits">
            <h2 id="limits" class="limits-title">
                {words.limits_title.as_str()}
            </h2>
            <ul>{words.limits.iter().map(|limit| view! { <li>{limit.as_str()}</li> }).collect_view()}</ul>
        </aside>
        <div class="monitor-tools">
            {hub_filter(interface, routes::monitor_url(lang), &hubs, hub.as_ref())}
            <p>
                <a href=routes::map_url(lang)>{words.map.as_str()}</a>
            </p>
            <nav class="monitor-themes" aria-label=words.themes.as_str()>
                <ul>{jump}</ul>
            </nav>
        </div>
        {moved}
        <section class="section" aria-labelledby="signals">
            <div class="section-head">
                <h2 id="signals">{interface.words.signals.title.as_str()}</h2>
                <a href=routes::signals_url(lang)>{words.all_signals.as_str()}</a>
            </div>
            <p class="conflicts-text">{interface.words.signals.lead.as_str()}</p>
            {signals::rows(interface, &found.items)}
            <p class="signals-precision">{signals::precision(interface, &found)}</p>
        </section>
        <LiveRegion id="figures".to_owned() renewed=interface.words.frame.renewed.clone()>
            {back}
            {nothing.map(|text| view! { <p class="empty">{text.as_str()}</p> })}
            {sections}
            {without}
        </LiveRegion>
        <p>
            <a href=routes::MONITOR_ARCHIVE download="">
                {words.files_all.as_str()}
            </a>
        </p>
        {delivers}
    })
}

/// A form that works as plain HTML: choose a hub, press the button.
pub fn hub_filter(interface: Interface, action: String, hubs: &[Hub], chosen: Option<&Hub>) -> impl IntoView + use<> {
    let words = &interface.words.monitor;
    let options: Vec<_> = hubs
        .iter()
        .map(|hub| {
            let selected = chosen.is_some_and(|chosen| chosen.code == hub.code);
            view! {
                <option value=hub.code.to_string() selected=selected>
                    {hub.name.get(interface.lang).to_owned()}
                </option>
            }
        })
        .collect();
    view! {
        <form class="hub-filter" action=action>
            <label for="knooppunt">{words.filter_hub.as_str()}</label>
            <select class="select" id="knooppunt" name="knooppunt">
                <option value="">{words.all_hubs.as_str()}</option>
                {options}
            </select>
            <button class="button">{words.show.as_str()}</button>
        </form>
    }
}

/// What a reader chose, and where in the list they are.
struct Page<'a> {
    hubs: &'a [Hub],
    hub: Option<&'a Hub>,
    /// Whether only one theme is shown.
    alone: bool,
    from: usize,
    size: usize,
}

impl Page<'_> {
    /// The same choice for one theme from some indicator on, or for all.
    fn address(&self, interface: Interface, theme: Option<Theme>, from: usize) -> String {
        let pairs = [
            ("knooppunt", self.hub.map(|hub| hub.code.to_string())),
            ("thema", theme.map(|theme| theme.code().to_owned())),
            ("vanaf", (from > 0).then(|| from.to_string())),
        ];
        let pairs: Vec<(&str, String)> = pairs.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        routes::with_pairs(routes::monitor_url(interface.lang), &pairs)
    }
}

fn chapter_view(interface: Interface, chapter: &Chapter, page: &Page<'_>) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.monitor;
    let theme = chapter.theme;
    let total = match chapter.total {
        1 => words.one_indicator.clone(),
        several => fill(&words.indicators, &[("count", &count(lang, several as u64))]),
    };
    let rows: Vec<_> =
        chapter.series.iter().map(|series| row_view(interface, series, with_gaps(series, page.hubs))).collect();
    let more = (!page.alone && chapter.total > rows.len()).then(|| {
        let sentence = fill(&words.all_of_theme, &[("count", &count(lang, chapter.total as u64))]);
        view! {
            <p>
                <a href=page.address(interface, Some(theme), 0)>{sentence}</a>
            </p>
        }
    });
    let pages = page.alone.then(|| {
        let at = |from: usize| page.address(interface, Some(theme), from);
        let previous = (page.from > 0).then(|| at(page.from.saturating_sub(page.size)));
        let next = page.from.saturating_add(page.size);
        pager(
            interface,
            Pages {
                previous,
                next: (next < chapter.total).then(|| at(next)),
                first: page.from as u64,
                last: next.min(chapter.total) as u64,
                total: chapter.total as u64,
            },
        )
    });
    view! {
        <section class="section" aria-labelledby=theme.code()>
            <div class="section-head">
                <h2 id=theme.code()>{capital(interface.words.names.theme(theme))}</h2>
                <span class="subtle small">{total}</span>
            </div>
            <ul class="indicator-list">{rows}</ul>
            {more}
            {pages}
        </section>
    }
}

/// How many places a row names before it refers to the indicator's own page.
const NAMED_PLACES: usize = 4;

fn row_view(interface: Interface, series: &Series, places: Vec<Place>) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let indicator = &series.indicator;
    let more = places.len().saturating_sub(NAMED_PLACES);
    let values: Vec<_> = places
        .iter()
        .take(NAMED_PLACES)
        .filter_map(|place| {
            let Some(latest) = latest(series, &place.code) else {
                let why = silence(interface, series, place)?;
                return Some(
                    view! {
                        <div class="indicator-value">
                            <dt>{place.name.get(lang).to_owned()}</dt>
                            <dd class="subtle">{why}</dd>
                        </div>
                    }
                    .into_any(),
                );
            };
            let disputed = latest
                .differs()
                .then(|| view! { <span class="tag tag-disputed">{words.chart.differs.as_str()}</span> });
            Some(
                view! {
                    <div class="indicator-value">
                        <dt>{place.name.get(lang).to_owned()}</dt>
                        <dd class="number">{reading(interface, &latest, indicator)}</dd>
                        <dd class="subtle">{period(interface, latest.period)} {disputed}</dd>
                    </div>
                }
                .into_any(),
            )
        })
        .collect();
    let drawn = places.iter().max_by_key(|place| {
        // Of places with as many values, the first.
        (readings(series, &place.code).len(), std::cmp::Reverse(places.iter().position(|other| other == *place)))
    });
    let drawn = drawn.filter(|place| readings(series, &place.code).len() > 1).and_then(|place| {
        let plot = small_plot(series, place)?;
        let caption = fill(
            &words.monitor.drawn,
            &[("place", &place.name.get(lang)), ("first", &plot.years.first), ("last", &plot.years.last)],
        );
        Some(view! {
            <div class=format!("indicator-spark {}", hue(place))>
                <Spark plot/>
                <p class="small subtle">{caption}</p>
            </div>
        })
    });
    view! {
        <li class="indicator-row">
            <div class="indicator-name">
                <h3>
                    <a href=routes::indicator_url(lang, &indicator.code)>{indicator.name.get(lang).to_owned()}</a>
                </h3>
                {indicator.demonstration.then(|| demonstration(interface))}
            </div>
            {drawn}
            <div class="indicator-values">
                <dl>{values}</dl>
                {(more > 0)
                    .then(|| view! { <p class="subtle small">{fill(&words.monitor.more_places, &[("count", &more)])}</p> })}
            </div>
        </li>
    }
}

/// Says that figures are no figures about the Netherlands.
pub fn demonstration(interface: Interface) -> impl IntoView {
    view! { <p class="tag tag-demonstration">{interface.words.chart.demonstration.as_str()}</p> }
}
