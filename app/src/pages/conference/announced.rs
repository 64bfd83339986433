//! A congress of which only the announcement is known: that, its source, and what it leaves open.

use leptos::prelude::*;

use crate::desk::Desk;
use crate::model::conference::Announcement;
use crate::model::lang::{Lang, Text};
use crate::model::slug::Slug;
use crate::parts::format::period;
use crate::parts::head::Head;
use crate::parts::source::SourceLine;
use crate::parts::title_block::{Field, TitleBlock};
use crate::routes;
use crate::words::Interface;

/// The documents that say more, with their titles: those in the language of the page, or else all.
pub async fn documents(desk: &Desk, lang: Lang, announcement: &Announcement) -> Vec<(Slug, String)> {
    let mut found = Vec::new();
    for slug in &announcement.documents {
        // What cannot be read now is left out: the page is whole without it.
        if let Ok(article) = desk.document(slug).await {
            found.push(article.document.write_up);
        }
    }
    let own = found.iter().any(|one| one.lang == lang);
    found.into_iter().filter(|one| !own || one.lang == lang).map(|one| (one.slug, one.title)).collect()
}

/// The page where there is no programme.
pub fn page(interface: Interface, announcement: Announcement, documents: Vec<(Slug, String)>) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.congress;
    let title = announcement.title.get(lang).to_owned();
    let summary = announcement.summary.get(lang).to_owned();
    let fields = vec![
        Field::new(&words.when, period(interface, announcement.period)),
        Field::new(&words.version, words.announced.clone()),
    ];
    view! {
        <Head title=title.clone() description=summary.clone()/>
        <article class="conference">
            <h1>{title}</h1>
            <p class="lead">{summary}</p>
            <TitleBlock fields/>
            <p class="as-of">{words.announced_text.as_str()}</p>
            {known(interface, announcement, documents)}
        </article>
    }
}

/// The announcement below a programme.
pub fn section(interface: Interface, announcement: Announcement) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="aankondiging">
            <div class="section-head">
                <h2 id="aankondiging">{interface.words.congress.announced.as_str()}</h2>
            </div>
            <p class="conference-announced">{announcement.summary.get(interface.lang).to_owned()}</p>
            <p class="small"><SourceLine source=announcement.source/></p>
        </section>
    }
}

fn known(interface: Interface, announcement: Announcement, documents: Vec<(Slug, String)>) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.congress;
    let any = !documents.is_empty();
    let documents = documents.into_iter().map(|(slug, title)| {
        let href = routes::document_url(lang, &slug);
        view! { <li><a href=href>{title}</a></li> }
    });
    let documents = documents.collect_view();
    view! {
        {list(interface, &words.goals, "doelen", &announcement.goals)}
        {list(interface, &words.unknown, "onbekend", &announcement.unknown)}
        {any
            .then(|| {
                view! {
                    <section class="document-section">
                        <h2>{words.documents.as_str()}</h2>
                        <ul class="conference-known">{documents}</ul>
                    </section>
                }
            })}
        <section class="document-section">
            <h2>{words.source.as_str()}</h2>
            <p><SourceLine source=announcement.source/></p>
        </section>
    }
}

fn list(interface: Interface, title: &str, id: &'static str, texts: &[Text]) -> impl IntoView + use<> {
    let title = title.to_owned();
    let items: Vec<_> = texts.iter().map(|text| view! { <li>{text.get(interface.lang).to_owned()}</li> }).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="document-section" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul class="conference-known">{items}</ul>
            </section>
        }
    })
}
