//! `/documenten/{slug}/versies` and `/documenten/{slug}/versies/{n}`: what was published before, permanent, and what changed.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::desk::{Desk, Refusal};
use crate::model::document::RevisionRow;
use crate::model::slug::Slug;
use crate::pages::document::ArticleView;
use crate::parts::ask::ask;
use crate::parts::comparison::Comparison;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn RevisionsPage() -> impl IntoView {
    let slug = slug();
    ask(move |interface, desk| revisions(interface, desk, slug))
}

async fn revisions(interface: Interface, desk: Desk, slug: Option<Slug>) -> Result<impl IntoView, Refusal> {
    let slug = slug.ok_or(Refusal::Absent)?;
    let words = &interface.words.revisions;
    let rows = desk.revisions(&slug).await?;
    Ok(view! {
        <Head title=format!("{}: {slug}", words.title) in_both_languages=false/>
        <Back interface slug=slug.clone()/>
        <h1>{words.title.as_str()}</h1>
        <RevisionList interface slug rows/>
    })
}

/// The revisions, the newest first, each with what changed.
#[component]
fn RevisionList(interface: Interface, slug: Slug, rows: Vec<RevisionRow>) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.revisions;
    let newest = rows.first().map_or(0, |row| row.n);
    let numbers: Vec<u32> = rows.iter().map(|row| row.n).collect();
    let rows = rows.into_iter().map(|row| {
        let before = numbers.iter().copied().find(|n| *n < row.n);
        let compare = before.map(|before| {
            let href = compare_url(interface, &slug, before, row.n, false);
            view! {
                <p>
                    <a href=href>{fill(&words.compare, &[("revision", &before)])}</a>
                </p>
            }
        });
        let note = if row.note.is_empty() { words.no_note.clone() } else { row.note.clone() };
        view! {
            <li class="revision-row">
                <h2>
                    <a href=routes::revision_url(lang, &slug, row.n)>{fill(&words.revision, &[("revision", &row.n)])}</a>
                </h2>
                <p class="small subtle">
                    {format::moment(interface, row.at)}
                    {(row.n == newest).then(|| format!(" · {}", words.now))}
                    {row.minor.then(|| format!(" · {}", words.minor))}
                    " "
                    <TlpChip tlp=row.tlp/>
                </p>
                <p>{note}</p>
                {row.owed.then(|| view! { <p class="came came-wrong">{words.owed.as_str()}</p> })}
                {compare}
            </li>
        }
    });
    view! { <ol class="revision-rows">{rows.collect_view()}</ol> }
}

#[component]
pub fn RevisionPage() -> impl IntoView {
    let n = use_params_map().read_untracked().get("n").and_then(|n| n.parse::<u32>().ok());
    let slug = slug();
    let query = use_query_map();
    let with = query.read_untracked().get("met").and_then(|n| n.parse::<u32>().ok());
    let beside = query.read_untracked().get("naast").is_some();
    ask(move |interface, desk| async move {
        let (slug, n) = (slug.ok_or(Refusal::Absent)?, n.ok_or(Refusal::Absent)?);
        Ok(match with {
            Some(old) => Either::Left(compare(interface, desk, slug, old, n, beside).await?),
            None => Either::Right(revision(interface, desk, slug, n).await?),
        })
    })
}

async fn revision(interface: Interface, desk: Desk, slug: Slug, n: u32) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.revisions;
    let article = desk.revision(&slug, n).await?;
    let hubs = desk.hubs().await?;
    let newest = article.revisions.first().map_or(n, |row| row.n);
    let row = article.revisions.iter().find(|row| row.n == n).cloned();
    let day = format::day(interface, article.document.updated);
    let title = format!("{} ({})", article.document.write_up.title, fill(&words.revision, &[("revision", &n)]));
    let old = (n < newest).then(|| {
        view! {
            <p class="came" role="status">
                {fill(&words.old, &[("revision", &n), ("day", &day)])}
                " "
                <a href=routes::document_url(interface.lang, &slug)>{words.old_link.as_str()}</a>
                " · "
                <a href=compare_url(interface, &slug, n, newest, false)>
                    {fill(&words.compare, &[("revision", &newest)])}
                </a>
            </p>
        }
    });
    let note = row.filter(|row| !row.note.is_empty()).map(|row| view! { <p class="revision-note">{row.note}</p> });
    Ok(view! {
        <Head title=title in_both_languages=false/>
        <Back interface slug=slug.clone()/>
        {old}
        {note}
        <ArticleView article hubs related=Vec::new() interface bare=true/>
    })
}

async fn compare(
    interface: Interface,
    desk: Desk,
    slug: Slug,
    old: u32,
    new: u32,
    beside: bool,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.revisions;
    let compared = desk.compare_revisions(&slug, old, new).await?;
    let hubs = desk.hubs().await?;
    let title = fill(&words.compare_with, &[("new", &new), ("old", &old)]);
    let other = compare_url(interface, &slug, old, new, !beside);
    let other_name = if beside { &words.inline } else { &words.beside };
    let view = if beside {
        let head = |sentence: &str, n: u32| fill(sentence, &[("revision", &n)]);
        let beside = (head(&words.left, old), head(&words.right, new));
        Either::Left(view! { <Comparison compared interface hubs beside/> })
    } else {
        Either::Right(view! { <Comparison compared interface hubs/> })
    };
    Ok(view! {
        <Head title=format!("{title}: {slug}") in_both_languages=false/>
        <Back interface slug=slug.clone()/>
        <h1>{title}</h1>
        <p>
            <a href=other>{other_name.as_str()}</a>
            " · "
            <a href=routes::revisions_url(interface.lang, &slug)>{words.all.as_str()}</a>
        </p>
        <h2 class="visually-hidden">{interface.words.review.compared.as_str()}</h2>
        {view}
    })
}

/// One revision compared with another, in the text or side by side.
fn compare_url(interface: Interface, slug: &Slug, old: u32, new: u32, beside: bool) -> String {
    let address = routes::revision_url(interface.lang, slug, new);
    let mut pairs = vec![("met", old.to_string())];
    if beside {
        pairs.push(("naast", "1".to_owned()));
    }
    routes::with_pairs(address, &pairs)
}

/// The way back to the document.
#[component]
fn Back(interface: Interface, slug: Slug) -> impl IntoView {
    view! {
        <p class="document-kind">
            <a href=routes::document_url(interface.lang, &slug)>{interface.words.contribute.to_document.as_str()}</a>
        </p>
    }
}

fn slug() -> Option<Slug> {
    use_params_map().read_untracked().get("slug").and_then(|slug| slug.parse().ok())
}
