//! The answer to a question: hits in rows, the pager, and what to do when there are none.

use leptos::either::Either;
use leptos::prelude::*;

use crate::model::facts::Kind;
use crate::model::place::Hub;
use crate::model::query::{FoundIn, Hit, HitKind, MOST_FROM, Marked, Query, Reason};
use crate::parts::document_row::{Marks, foreign};
use crate::parts::facets::kinds_name;
use crate::parts::format::{self, capital};
use crate::parts::pager::{Pages, pager};
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn Hits(hits: Vec<Hit>, hubs: Vec<Hub>, interface: Interface) -> impl IntoView {
    let rows = hits.into_iter().map(|hit| {
        let users = hubs.iter().filter(|hub| hit.adopted.contains(&hub.code)).cloned().collect();
        let hubs = hubs.iter().filter(|hub| hit.hubs.contains(&hub.code)).cloned().collect();
        view! { <HitRow hit hubs users interface/> }
    });
    view! { <ol class="document-rows">{rows.collect_view()}</ol> }
}

#[component]
fn HitRow(hit: Hit, hubs: Vec<Hub>, users: Vec<Hub>, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let (kind, url) = match hit.kind {
        HitKind::Document(kind) => (words.names.kind(kind), routes::document_url(lang, &hit.slug)),
        HitKind::Indicator => (words.search.indicator.as_str(), routes::indicator_url(lang, &hit.slug)),
        HitKind::Session => (words.search.session.as_str(), routes::found_session_url(lang, &hit.slug)),
        HitKind::Profile => (words.search.profile.as_str(), routes::profile_url(lang, &hit.slug)),
        HitKind::ContactPoint => (words.search.contact_point.as_str(), routes::contact_point_url(lang, &hit.slug)),
    };
    let text_lang = foreign(hit.lang.code(), lang.code());
    // What is no document speaks every language of the site at one address each; the header leads there.
    let translations = if matches!(hit.kind, HitKind::Document(_)) { hit.translations } else { Vec::new() };
    let translations = translations.into_iter().map(|(spoken, slug)| {
        view! {
            <a href=routes::document_url(spoken, &slug) lang=spoken.code() hreflang=spoken.code()>
                {spoken.own_name()}
            </a>
        }
    });
    let translations = translations.collect_view();
    view! {
        <li class="document-row">
            <p class="document-row-kind">{capital(kind)}</p>
            <h3 class="document-row-title">
                <a href=url lang=text_lang>
                    {marked(hit.title)}
                </a>
                {hit
                    .stale
                    .map(|day| {
                        let sentence = fill(&words.revisions.stale_short, &[("day", &format::date(interface, day))]);
                        view! { <span class="document-row-stale">" " {sentence}</span> }
                    })}
            </h3>
            {hit
                .published
                .or_else(|| hit.updated.map(format::day_of))
                .map(|day| {
                    view! {
                        <p class="document-row-date">
                            <time datetime=day.to_string()>{format::date(interface, day)}</time>
                        </p>
                    }
                })}
            <p class="document-row-summary" lang=text_lang>
                {marked(hit.fragment)}
            </p>
            <div class="document-row-meta">
                {hit.passage.map(|found| view! { <Within found interface/> })}
                {hit
                    .expired
                    .map(|day| {
                        let sentence = fill(&words.search.expired, &[("date", &format::date(interface, day))]);
                        view! { <span class="tag">{sentence}</span> }
                    })}
                <Marks hubs lines=hit.lines interface/>
                {(!users.is_empty())
                    .then(|| {
                        view! {
                            <span class="document-row-adopted">
                                {words.search.adopted.as_str()} " " <Marks hubs=users lines=Vec::new() interface/>
                            </span>
                        }
                    })}
                {(!translations.is_empty())
                    .then(|| {
                        view! { <span class="document-row-languages">{words.search.also_in.as_str()} " " {translations}</span> }
                    })}
            </div>
            <p class="document-row-tlp">
                <TlpChip tlp=hit.tlp/>
            </p>
            {(!hit.why.is_empty()).then(|| view! { <Why reasons=hit.why interface/> })}
        </li>
    }
}

/// The file in which it was found, and where in it.
#[component]
fn Within(found: FoundIn, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.attachments;
    let place = words.place(found.unit, found.number, found.begins);
    view! {
        <a class="document-row-within" href=routes::passage_url(lang, &found.attachment, found.number)>
            {fill(&words.found_in, &[("name", &found.name), ("place", &place)])}
        </a>
    }
}

/// What counts for the place of a hit, the most first.
#[component]
fn Why(reasons: Vec<Reason>, interface: Interface) -> impl IntoView {
    let words = &interface.words.search;
    let reasons = reasons.into_iter().map(|reason| {
        view! {
            <li>
                {words.matter(&reason.what)} " "
                <span class="number">{format!("{}\u{a0}%", reason.percent)}</span>
            </li>
        }
    });
    view! {
        <div class="document-row-why">
            <p>{words.why.as_str()}</p>
            <ul>{reasons.collect_view()}</ul>
        </div>
    }
}

fn marked(pieces: Vec<Marked>) -> impl IntoView {
    pieces
        .into_iter()
        .map(
            |piece| {
                if piece.hit { Either::Left(view! { <mark>{piece.text}</mark> }) } else { Either::Right(piece.text) }
            },
        )
        .collect_view()
}

/// Previous and next, and where one is.
#[component]
pub fn Pager(query: Query, total: u64, interface: Interface) -> impl IntoView {
    let at = |from: u32| routes::search_url_with(interface.lang, &Query { from, ..query.clone() }.to_pairs());
    let after = query.from.saturating_add(query.size);
    let pages = Pages {
        previous: (query.from > 0).then(|| at(query.from.saturating_sub(query.size))),
        next: (u64::from(after) < total && after <= MOST_FROM).then(|| at(after)),
        first: u64::from(query.from),
        last: u64::from(after).min(total),
        total,
    };
    pager(interface, pages)
}

/// What may help when nothing is found.
#[component]
pub fn Nothing(query: Query, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let search = &words.search;
    let kinds = Kind::ALL.map(|kind| {
        let pairs = [("soort", kind.code().to_owned())];
        view! {
            <li>
                <a href=routes::search_url_with(
                    lang,
                    &pairs,
                )>{kinds_name(HitKind::Document(kind), interface)}</a>
            </li>
        }
    });
    let without = Query::new(query.text.clone(), query.lang);
    view! {
        <div class="search-nothing">
            <ul class="search-nothing-help">
                {query
                    .has_filters()
                    .then(|| {
                        view! {
                            <li>
                                <a href=routes::search_url_with(
                                    lang,
                                    &without.to_pairs(),
                                )>{search.without_filters.as_str()}</a>
                            </li>
                        }
                    })} <li>{search.help_fewer.as_str()}</li> <li>{search.help_spelling.as_str()}</li>
            </ul>
            <p>{search.help_browse.as_str()}</p>
            <ul class="search-nothing-kinds">{kinds}</ul>
        </div>
    }
}
