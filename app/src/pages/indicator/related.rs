//! Documents that search finds for an indicator's name.

use leptos::prelude::*;

use crate::desk::Desk;
use crate::model::facts::Kind;
use crate::model::indicator::Series;
use crate::model::query::{HitKind, Query};
use crate::routes;
use crate::words::Interface;

const MOST: u32 = 6;

/// A section with documents, or nothing: when search cannot answer, the page stands without.
pub async fn related(interface: Interface, desk: &Desk, series: &Series) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let query = Query {
        kinds: Kind::ALL.into_iter().map(HitKind::Document).collect(),
        size: MOST,
        ..Query::new(series.indicator.name.get(lang), lang)
    };
    let hits = desk.search(&query).await.ok()?.hits;
    if hits.is_empty() {
        return None;
    }
    let rows: Vec<_> = hits
        .into_iter()
        .map(|hit| {
            let title: String = hit.title.into_iter().map(|piece| piece.text).collect();
            let kind = match hit.kind {
                HitKind::Document(kind) => words.names.kind(kind),
                HitKind::Indicator | HitKind::Session | HitKind::Profile | HitKind::ContactPoint => "",
            };
            view! {
                <li>
                    <a href=routes::document_url(lang, &hit.slug) lang=(hit.lang != lang).then(|| hit.lang.code())>
                        {title}
                    </a>
                    " "
                    <span class="subtle small">{kind}</span>
                </li>
            }
        })
        .collect();
    Some(view! {
        <section class="section" aria-labelledby="related">
            <div class="section-head">
                <h2 id="related">{words.monitor.related.as_str()}</h2>
            </div>
            <ul class="link-list">{rows}</ul>
        </section>
    })
}
