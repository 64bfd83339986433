//! Where something was read, on one line.

use leptos::prelude::*;

use crate::model::source::Source;

/// Title (a link where the source has a web address), publisher and date.
#[component]
pub fn SourceLine(source: Source) -> impl IntoView {
    let href = source.link().map(str::to_owned);
    let title = source.title;
    let title = match href {
        Some(href) => view! { <a href=href rel="noreferrer">{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let rest: Vec<String> = [source.publisher, source.date].into_iter().flatten().collect();
    view! {
        <span class="source-line">
            {title} {(!rest.is_empty()).then(|| view! { <span class="subtle">" "{rest.join(", ")}</span> })}
        </span>
    }
}

/// The sources of a text, numbered.
#[component]
pub fn Sources(sources: Vec<Source>) -> impl IntoView {
    let sources = sources.into_iter().map(|source| view! { <li><SourceLine source/></li> });
    view! { <ol class="sources">{sources.collect_view()}</ol> }
}
