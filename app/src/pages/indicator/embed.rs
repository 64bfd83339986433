//! `/monitor/{indicator}/insluiten`: the chart alone, for a frame on another site. It shows what is public, whoever looks.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::drawn::{self, Ground};
use super::explorer;
use crate::desk::{Desk, Refusal};
use crate::model::chart::{Choice, Unread};
use crate::model::indicator::Series;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::pages::monitor::demonstration;
use crate::parts::ask::ask;
use crate::parts::format::date;
use crate::parts::head::Head;
use crate::parts::unread::unread;
use crate::routes;
use crate::words::{Interface, fill};

/// Publishers that are named below the chart at most.
const MOST_PUBLISHERS: usize = 6;

/// Lent where a page goes into a frame on another site: it then has neither frame nor scripts of its own.
#[derive(Clone, Copy)]
pub struct Embedded;

#[component]
pub fn EmbedPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("indicator").unwrap_or_default();
    let (choice, passed_over) = Choice::read(|key| use_query_map().read_untracked().get(key));
    ask(move |interface, desk| embedded(interface, desk, code, choice, passed_over))
}

async fn embedded(
    interface: Interface,
    desk: Desk,
    code: String,
    choice: Choice,
    passed_over: Vec<Unread>,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let series = desk.series_known_on(&code, choice.known_on).await?;
    if series.observations.is_empty() {
        return Err(Refusal::Absent);
    }
    let hubs = desk.hubs().await?;
    let plan = desk.plan().await?;
    let whole = routes::indicator_url(lang, &code);
    let ground = Ground { series: &series, hubs: &hubs, plan: &plan, page: &whole };
    let drawn = drawn::drawn(interface, &desk, ground, &choice).await?;
    let page = routes::with_pairs(whole.clone(), &choice.pairs());
    let name = series.indicator.name.get(lang).to_owned();
    let sources = fill(&words.embed.sources, &[("publishers", &publishers(&series).join("; "))]);
    let known = known_on(&series, &choice).map(|day| fill(&words.embed.known, &[("day", &date(interface, day))]));
    Ok(view! {
        <Head title=name.clone() in_both_languages=false/>
        <h1>
            <a href=page.clone()>{name}</a>
        </h1>
        {series.indicator.demonstration.then(|| demonstration(interface))}
        <h2 class="visually-hidden">{words.monitor.chart.as_str()}</h2>
        {unread(interface, &passed_over)}
        {explorer::drawing(interface, drawn)}
        <p class="small subtle">{sources}</p>
        {known.map(|text| view! { <p class="small subtle">{text}</p> })}
        <p class="small">
            <a href=page>{words.embed.back.as_str()}</a>
        </p>
    })
}

/// Who published the values, most of them first.
pub fn publishers(series: &Series) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for one in &series.observations {
        let name = one.source.publisher.as_deref().unwrap_or(&one.source.title);
        match counted.iter_mut().find(|(known, _)| known == name) {
            Some((_, times)) => *times += 1,
            None => counted.push((name.to_owned(), 1)),
        }
    }
    counted.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    counted.into_iter().take(MOST_PUBLISHERS).map(|(name, _)| name).collect()
}

/// The day up to which values are shown: as asked, or that on which the last of them became known.
pub(super) fn known_on(series: &Series, choice: &Choice) -> Option<Date> {
    choice.known_on.or_else(|| series.observations.iter().filter_map(|one| one.known_on).max())
}

/// The code for another site, where there is something public to show.
pub fn offer(interface: Interface, series: &Series, choice: &Choice) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    if !series.observations.iter().any(|one| one.sharing.tlp() == Tlp::Clear) {
        return None;
    }
    let address = routes::with_pairs(routes::embed_url(lang, &series.indicator.code), &choice.pairs());
    let site = use_context::<routes::SiteAddress>();
    let unknown = site.is_none().then(|| view! { <p class="small subtle">{words.embed.without_address.as_str()}</p> });
    let whole = format!("{}{address}", site.map(|site| site.0.to_string()).unwrap_or_default());
    let quoted = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let code = format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>",
        quoted(&whole),
        quoted(series.indicator.name.get(lang))
    );
    Some(view! {
        <section class="section" aria-labelledby="embed">
            <div class="section-head">
                <h2 id="embed">{words.embed.title.as_str()}</h2>
                <a href=address>{words.embed.look.as_str()}</a>
            </div>
            <p class="conflicts-text">{words.embed.lead.as_str()}</p>
            <pre class="embed-code" tabindex="0" role="region" aria-label=words.embed.code.as_str()>
                <code>{code}</code>
            </pre>
            {unknown}
        </section>
    })
}
