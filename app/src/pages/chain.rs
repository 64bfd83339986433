//! `/keten`: the chain from source country to hinterland, with what is known and done on each stage.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::document::{Listing, Summary};
use crate::model::facts::Kind;
use crate::model::line::Stage;
use crate::model::plan::Measure;
use crate::parts::ask::ask;
use crate::parts::chain_map::ChainMap;
use crate::parts::document_row::foreign;
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::routes;
use crate::words::plan::ChainWords;
use crate::words::{Interface, fill};

#[component]
pub fn Chain() -> impl IntoView {
    ask(chain)
}

/// The kinds that a stage is asked for; what is missing is said.
const KINDS: [Kind; 4] = [Kind::Practice, Kind::Innovation, Kind::ModusOperandi, Kind::LiaisonNote];

/// More documents than any stage has.
const ALL: u32 = 500;

async fn chain(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.chain;
    let plan = desk.plan().await?;
    let mut stages = Vec::new();
    for stage in Stage::ALL {
        let listing =
            Listing { kinds: KINDS.to_vec(), stage: Some(stage), prefer: Some(lang), size: ALL, ..Listing::default() };
        let documents = desk.documents(&listing).await?.items;
        let measures: Vec<&Measure> = plan.measures.iter().filter(|m| m.stages.contains(&stage)).collect();
        stages.push(stage_view(interface, stage, &measures, &documents));
    }
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <div class="chain">
            <ChainMap label=words.map.as_str()/>
            <ol class="chain-stages">{stages}</ol>
        </div>
    })
}

fn stage_view(
    interface: Interface,
    stage: Stage,
    measures: &[&Measure],
    documents: &[Summary],
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.chain;
    let measure_links: Vec<Entry> = measures
        .iter()
        .map(|measure| Entry {
            title: measure.title.get(lang).to_owned(),
            href: routes::measure_url(lang, &measure.code),
            lang: None,
        })
        .collect();
    let mut groups = vec![group(interface, &words.measures, measure_links)];
    let mut missing = Vec::new();
    for kind in KINDS {
        let of_kind: Vec<Entry> = documents
            .iter()
            .filter(|document| document.kind == kind)
            .map(|document| Entry {
                title: document.title.clone(),
                href: routes::document_url(lang, &document.slug),
                lang: foreign(document.lang.code(), lang.code()),
            })
            .collect();
        if of_kind.is_empty() {
            missing.push(names.kinds(kind).to_owned());
        }
        groups.push(group(interface, names.kinds(kind), of_kind));
    }
    let gaps = match (missing.len() == KINDS.len(), measures.is_empty()) {
        (true, true) => Some(words.all_empty.clone()),
        _ if missing.is_empty() => None,
        _ => Some(fill(&words.gaps, &[("kinds", &missing.join(", "))])),
    };
    view! {
        <li class=format!("chain-stage chain-{}", stage.code())>
            <h2>{capital(names.stage(stage))}</h2>
            <p class="small">{what(words, stage)}</p>
            {groups}
            {gaps.map(|gaps| view! { <p class="chain-gaps small">{gaps}</p> })}
        </li>
    }
}

struct Entry {
    title: String,
    href: String,
    lang: Option<&'static str>,
}

/// How many titles stand open before the rest is folded.
const OPEN: usize = 4;

fn group(interface: Interface, name: &str, entries: Vec<Entry>) -> Option<impl IntoView + use<>> {
    if entries.is_empty() {
        return None;
    }
    let name = capital(name);
    let count = entries.len();
    let mut links = entries.into_iter().map(|Entry { title, href, lang }| {
        view! {
            <li>
                <a href=href lang=lang>
                    {title}
                </a>
            </li>
        }
    });
    let open: Vec<_> = links.by_ref().take(OPEN).collect();
    let folded: Vec<_> = links.collect();
    let more = (!folded.is_empty()).then(|| {
        let more = fill(&interface.words.chain.more, &[("count", &folded.len())]);
        view! {
            <details>
                <summary class="small">{more}</summary>
                <ul>{folded}</ul>
            </details>
        }
    });
    Some(view! {
        <div class="chain-group">
            <h3>
                {name} " " <span class="chain-count">{count}</span>
            </h3>
            <ul>{open}</ul>
            {more}
        </div>
    })
}

fn what(words: &'static ChainWords, stage: Stage) -> &'static str {
    match stage {
        Stage::Source => &words.source,
        Stage::Transit => &words.transit,
        Stage::Sea => &words.sea,
        Stage::Air => &words.air,
        Stage::Hub => &words.hub,
        Stage::Hinterland => &words.hinterland,
    }
}
