//! `/congres`: every congress that is known here.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::conference::Listed;
use crate::parts::ask::ask;
use crate::parts::format::{count, date, period};
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ConferencesPage() -> impl IntoView {
    ask(conferences)
}

async fn conferences(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.congress;
    let listed = desk.conferences().await?;
    let none = listed.is_empty();
    let manage = desk.plans().then(|| {
        let href = routes::organise_list_url(interface.lang);
        view! { <p class="organise-way-in"><a href=href>{interface.words.organising.manage.as_str()}</a></p> }
    });
    let rows = listed.into_iter().map(|one| row(interface, one)).collect_view();
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        {manage}
        {none.then(|| view! { <p class="empty">{words.none.as_str()}</p> })}
        <ul class="conference-list">{rows}</ul>
    })
}

fn row(interface: Interface, Listed { slug, announcement, programme }: Listed) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.congress;
    let href = routes::conference_url(lang, &slug);
    let (title, spoken, about) = match (programme, announcement) {
        (Some(outline), _) => {
            let sessions = how_many(interface, outline.sessions.into());
            let parts = [days(interface, outline.first, outline.last), outline.place, sessions];
            let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            (outline.title, (outline.lang != lang).then(|| outline.lang.code()), about)
        }
        (None, Some(announced)) => {
            let about = format!("{} · {}", period(interface, announced.period), words.announced);
            (announced.title.get(lang).to_owned(), None, about)
        }
        (None, None) => (slug.to_string(), None, String::new()),
    };
    view! {
        <li class="conference-row">
            <h2>
                <a href=href lang=spoken>
                    {title}
                </a>
            </h2>
            <p class="subtle">{about}</p>
        </li>
    }
}

/// "1 sessie", "40 sessies".
pub fn how_many(interface: Interface, sessions: u64) -> String {
    let words = &interface.words.congress;
    match sessions {
        1 => words.one_session.clone(),
        several => fill(&words.sessions, &[("count", &count(interface.lang, several))]),
    }
}

/// `4 november 2023`, or the first and the last day.
pub fn days(interface: Interface, first: jiff::civil::Date, last: jiff::civil::Date) -> String {
    if first == last {
        return date(interface, first);
    }
    let (first, last) = (date(interface, first), date(interface, last));
    fill(&interface.words.congress.span, &[("first", &first), ("last", &last)])
}
