//! How a question was understood, and what else may be done with its answer.

use leptos::prelude::*;

use crate::model::query::{Answer, Query};
use crate::routes;
use crate::words::{Interface, fill};

/// Corrections and widenings, each with the way to do without.
#[component]
pub fn Understood(answer: Answer, query: Query, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.search;
    let first = Query { from: 0, ..query.clone() };
    let literal = routes::search_url_with(lang, &Query { literal: true, ..first.clone() }.to_pairs());
    let wider = routes::search_url_with(lang, &Query { literal: false, ..first }.to_pairs());
    let corrected = answer.suggestion.map(|text| {
        let typed = &query.text;
        let sentence = fill(&words.corrected, &[("text", &text), ("typed", typed)]);
        let all_the_same = fill(&words.not_corrected, &[("typed", typed)]);
        view! { <p>{sentence} " " <a href=literal.clone()>{all_the_same}</a></p> }
    });
    let widened = (!answer.widened.is_empty()).then(|| {
        let sentences = answer.widened.iter().map(|widened| {
            let others = widened.others.join(", ");
            format!("{} ", fill(&words.widened, &[("asked", &widened.asked), ("others", &others)]))
        });
        view! { <p>{sentences.collect_view()} <a href=literal.clone()>{words.not_widened.as_str()}</a></p> }
    });
    let literally = query
        .literal
        .then(|| view! { <p>{words.literal.as_str()} " " <a href=wider>{words.not_literal.as_str()}</a></p> });
    let any = corrected.is_some() || widened.is_some() || literally.is_some();
    any.then(|| view! { <div class="search-understood">{corrected} {widened} {literally}</div> })
}

/// Below the list: why hits are where they are, and the list as a file.
#[component]
pub fn AboutList(
    query: Query,
    total: u64,
    interface: Interface,
    /// Whether the reader has an account to save it in.
    may_save: bool,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let save_words = &words.following.save;
    let words = &words.search;
    let other = Query { explain: !query.explain, ..query.clone() };
    let explain = if query.explain { &words.not_explain } else { &words.explain };
    let explains = !query.text.trim().is_empty();
    let whole = Query { from: 0, explain: false, ..query };
    let pairs = whole.to_pairs();
    let save = (may_save && !pairs.is_empty()).then(|| {
        let href = routes::with_pairs(routes::url(lang, "/overzicht/bewaren"), &pairs);
        view! {
            <li>
                <a href=href>{save_words.as_str()}</a>
            </li>
        }
    });
    if total == 0 {
        return save.map(|save| view! { <ul class="search-about">{save}</ul> }.into_any());
    }
    let file = |kind: &str| routes::search_file_url(lang, kind, &whole.to_pairs());
    Some(
        view! {
            <ul class="search-about">
                {save}
                {explains
                    .then(|| {
                        view! {
                            <li>
                                <a href=routes::search_url_with(lang, &other.to_pairs())>{explain.as_str()}</a>
                            </li>
                        }
                    })}
                <li>
                    <a href=file("csv") download="">
                        {words.as_csv.as_str()}
                    </a>
                </li>
                <li>
                    <a href=file("ris") download="">
                        {words.as_ris.as_str()}
                    </a>
                </li>
            </ul>
        }
        .into_any(),
    )
}
