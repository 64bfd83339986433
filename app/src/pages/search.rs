//! `/zoeken`: one form (GET), its filters, and the answer. Works without scripts; an island makes it live.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use crate::desk::{Desk, Refusal};
use crate::islands::live_search::LiveSearch;
use crate::model::query::{Notice, Query, Sort};
use crate::parts::ask::ask;
use crate::parts::facets::{ActiveFilters, Days, Facets};
use crate::parts::filter::folded;
use crate::parts::head::Head;
use crate::parts::hits::{Hits, Nothing, Pager};
use crate::parts::search_field::SearchField;
use crate::parts::understood::{AboutList, Understood};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn SearchPage() -> impl IntoView {
    let pairs = routes::pairs(use_url().get_untracked().search());
    ask(move |interface, desk| search(interface, desk, pairs))
}

async fn search(interface: Interface, desk: Desk, pairs: Vec<(String, String)>) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.search;
    let pairs = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let (mut query, ignored) = Query::from_pairs(lang, pairs);
    // A page of nothing is of no use to a reader; programs that only count use the API.
    query.size = query.size.max(1);
    let mut answer = desk.search(&query).await?;
    let missed = answer.total == 0 || answer.notices.contains(&Notice::OnlyAlike);
    if missed && query.from == 0 && !query.has_filters() {
        desk.missed(&query.text).await;
    }
    if !ignored.is_empty() {
        answer.notices.push(Notice::Ignored(ignored));
    }
    let hubs = desk.hubs().await?;
    let may_save = desk.account().is_some();
    let title = if query.text.is_empty() { words.title.clone() } else { format!("{} – {}", query.text, words.title) };
    let notices =
        answer.notices.iter().map(|notice| view! { <li>{interface.words.search.notice(notice)}</li> }).collect_view();
    let filters = view! {
        <Facets facets=answer.facets.clone() query=query.clone() hubs=hubs.clone() interface/>
        <Days query=query.clone() interface/>
        <button class="button button-quiet search-apply">{words.filter_button.as_str()}</button>
    };
    Ok(view! {
        <Head title=title description=words.description.as_str()/>
        <h1 class="visually-hidden">{words.title.as_str()}</h1>
        <LiveSearch failed=words.failed.clone()>
        <form class="search" id="search" role="search" action=routes::search_url(lang) autocomplete="off">
            <div class="search-ask">
                <SearchField id="q" text=query.text.clone() interface eager=false/>
                {query.literal.then(|| view! { <input type="hidden" name="letterlijk" value="ja"/> })}
                {query.explain.then(|| view! { <input type="hidden" name="uitleg" value="ja"/> })}
                <LanguageHelp interface/>
            </div>
            {folded(interface, 0, filters)}
            <section class="search-answer" aria-labelledby="count">
                <div class="search-line">
                    // The role is on a box of its own: on the heading it would be no heading any more.
                    <div role="status">
                        <h2 class="search-count" id="count">
                            {count_text(answer.total, &query, interface)}
                        </h2>
                    </div>
                    <SortField sort=query.sort interface/>
                </div>
                <div id="answer">
                    <ActiveFilters query=query.clone() hubs=hubs.clone() interface/>
                    {(!answer.notices.is_empty()).then(|| view! { <ul class="notices">{notices}</ul> })}
                    <Understood answer=answer.clone() query=query.clone() interface/>
                    {(answer.total == 0).then(|| view! { <Nothing query=query.clone() interface/> })}
                    <Hits hits=answer.hits.clone() hubs=hubs interface/>
                    <Pager query=query.clone() total=answer.total interface/>
                    <AboutList query total=answer.total interface may_save/>
                </div>
            </section>
        </form>
        </LiveSearch>
    })
}

#[component]
fn SortField(sort: Sort, interface: Interface) -> impl IntoView {
    let words = &interface.words.search;
    let options = Sort::ALL.map(|option| {
        let name = match option {
            Sort::Relevance => &words.relevance,
            Sort::Newest => &words.newest,
            Sort::Title => &words.by_title,
        };
        view! {
            <option value=option.code() selected=option == sort>
                {name.as_str()}
            </option>
        }
    });
    view! {
        <label class="search-sort">
            <span>{words.sort.as_str()}</span>
            <select class="select" name="sorteer">
                {options}
            </select>
        </label>
    }
}

#[component]
fn LanguageHelp(interface: Interface) -> impl IntoView {
    let words = &interface.words.search;
    let examples = words.language_examples.iter().map(|[example, meaning]| {
        view! {
            <div>
                <dt>
                    <code>{example.as_str()}</code>
                </dt>
                <dd>{meaning.as_str()}</dd>
            </div>
        }
    });
    view! {
        <details class="search-help">
            <summary>{words.language_help.as_str()}</summary>
            <dl>{examples.collect_view()}</dl>
        </details>
    }
}

/// "12 resultaten voor ‘pincode’".
fn count_text(total: u64, query: &Query, interface: Interface) -> String {
    let words = &interface.words.search;
    let count = match total {
        0 => words.no_results.clone(),
        1 => words.one_result.clone(),
        more => fill(&words.results, &[("count", &crate::parts::format::count(interface.lang, more))]),
    };
    if query.text.is_empty() { count } else { format!("{count} {}", fill(&words.for_text, &[("text", &query.text)])) }
}
