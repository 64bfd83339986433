//! `/congres/{slug}/{session}`: one session of a congress.

mod after;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::desk::{Desk, Refusal};
use crate::model::attachment::Attachment;
use crate::model::conference::{Edition, Link, Session, SessionPage};
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::pages::attachments::of_session;
use crate::parts::ask::ask;
use crate::parts::attachments::AttachmentTable;
use crate::parts::head::Head;
use crate::parts::json_ld::JsonLd;
use crate::parts::safe_html::SafeHtml;
use crate::parts::session::{SessionTags, clock, spoken, weekday};
use crate::parts::title_block::{Field, TitleBlock};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn SessionView() -> impl IntoView {
    let params = use_params_map();
    let slug = params.read_untracked().get("slug").unwrap_or_default();
    let number = params.read_untracked().get("session").unwrap_or_default();
    ask(move |interface, desk| session(interface, desk, slug, number))
}

async fn session(interface: Interface, desk: Desk, slug: String, number: String) -> Result<impl IntoView, Refusal> {
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let number: u64 = number.parse().map_err(|_| Refusal::Absent)?;
    let SessionPage { edition, session, summary, description, biographies, json_ld } =
        desk.session(&slug, number).await?;
    let material = of_session(desk.material(&slug).await?, &session);
    let organises = desk.organises();
    let after = after::after(interface, &desk, &slug, number).await?;
    let Interface { lang, words } = interface;
    let words = &words.congress;
    let text_lang = spoken(&session, lang);
    let has_subtitle = !session.subtitle.is_empty();
    let speakers: Vec<_> = session
        .speakers
        .iter()
        .zip(biographies)
        .map(|(speaker, biography)| {
            let has_biography = !biography.as_str().is_empty();
            let has_organisation = !speaker.organisation.is_empty();
            let text_lang = text_lang.clone();
            view! {
                <li>
                    <h3>{speaker.name.clone()}</h3>
                    {has_organisation.then(|| view! { <p class="subtle">{speaker.organisation.clone()}</p> })}
                    {has_biography.then(|| view! { <div lang=text_lang><SafeHtml html=biography/></div> })}
                </li>
            }
        })
        .collect();
    let has_speakers = !speakers.is_empty();
    let has_text = !(summary.as_str().is_empty() && description.as_str().is_empty());
    let kind = format!("{} · {}", edition.programme.title, words.back);
    let about = format!("{}. {}", edition.programme.title, session.subtitle);
    Ok(view! {
        <Head title=session.title.clone() description=about/>
        <JsonLd json=json_ld/>
        <article class="session-page">
            <header>
                <p class="document-kind">
                    <a href=routes::conference_url(lang, &slug)>{kind}</a>
                </p>
                <h1 lang=text_lang.clone()>{session.title.clone()}</h1>
                {has_subtitle.then(|| view! { <p class="lead" lang=text_lang.clone()>{session.subtitle.clone()}</p> })}
                <p><SessionTags session=&session interface/></p>
                <TitleBlock fields=fields(interface, &edition, &session)/>
            </header>
            {has_text
                .then(|| {
                    view! {
                        <section class="document-section" lang=text_lang.clone()>
                            <h2 lang=lang.code()>{words.about.as_str()}</h2>
                            <SafeHtml html=summary/>
                            <SafeHtml html=description/>
                        </section>
                    }
                })}
            {has_speakers
                .then(|| {
                    view! {
                        <section class="document-section">
                            <h2>{words.speakers.as_str()}</h2>
                            <ul class="session-people">{speakers}</ul>
                        </section>
                    }
                })}
            {links(&words.links, &session.links)}
            {links(&words.attachments, &session.attachments)}
            {files(interface, &slug, number, material, organises)}
            {after}
            {neighbours(interface, &edition, &session)}
        </article>
    })
}

fn fields(interface: Interface, edition: &Edition, session: &Session) -> Vec<Field> {
    let words = &interface.words.congress;
    let programme = &edition.programme;
    let day = weekday(interface, programme.local(session.start).date());
    let times = fill(
        &words.time_text,
        &[
            ("from", &clock(programme, session.start)),
            ("to", &clock(programme, session.end())),
            ("minutes", &session.minutes),
        ],
    );
    let mut fields = vec![Field::new(&words.day, day), Field::new(&words.time, times)];
    let language = crate::pages::conference::language(&session.lang);
    for (label, value) in [
        (&words.room, &session.room),
        (&words.track, &session.track),
        (&words.kind, &session.kind),
        (&words.language, &language),
        (&words.licence, &session.licence),
    ] {
        if !value.is_empty() {
            fields.push(Field::new(label, value.clone()));
        }
    }
    if let Some(places) = session.capacity {
        fields.push(Field::new(&words.capacity, fill(&words.places, &[("count", &places)])));
    }
    let file = routes::conference_file_url(&edition.slug, "congres.ics");
    let href = format!("{file}?session={}", session.number);
    let name = words.to_calendar.as_str();
    fields.push(Field::new(&words.files, view! { <a href=href download>{name}</a> }));
    if let Some(href) = session.href().map(str::to_owned) {
        let name = words.site_of_organisers.as_str();
        fields.push(Field::new(&words.source, view! { <a href=href rel="noreferrer">{name}</a> }));
    }
    fields
}

/// The files of the session, where there are any or this reader may hang some.
fn files(
    interface: Interface,
    slug: &Slug,
    number: u64,
    material: Vec<Attachment>,
    organises: bool,
) -> impl IntoView + use<> {
    let words = &interface.words.attachments;
    let href = routes::material_url(interface.lang, slug, number);
    let shown = organises || !material.is_empty();
    let table = (!material.is_empty()).then(|| {
        view! { <AttachmentTable attachments=material document=Tlp::Clear interface/> }
    });
    shown.then(|| {
        view! {
            <section class="document-section" id="bijlagen">
                <h2>{words.title.as_str()}</h2>
                {table}
                {organises
                    .then(|| {
                        view! {
                            <p class="attachments-manage">
                                <a href=href>{words.manage.as_str()}</a>
                            </p>
                        }
                    })}
            </section>
        }
    })
}

/// Only web addresses become links; what is none is shown as text.
fn links(title: &str, links: &[Link]) -> impl IntoView + use<> {
    let title = title.to_owned();
    let rows: Vec<_> = links
        .iter()
        .map(|link| {
            let name = if link.title.is_empty() { link.url.clone() } else { link.title.clone() };
            match link.href().map(str::to_owned) {
                Some(href) => view! { <li><a href=href rel="noreferrer">{name}</a></li> }.into_any(),
                None => view! { <li>{name}</li> }.into_any(),
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="document-section">
                <h2>{title}</h2>
                <ul class="conference-known">{rows}</ul>
            </section>
        }
    })
}

/// What is before and after it in the same room on the same day.
fn neighbours(interface: Interface, edition: &Edition, session: &Session) -> impl IntoView + use<> {
    let words = &interface.words.congress;
    let here: Vec<&Session> = edition
        .programme
        .sessions
        .iter()
        .filter(|other| other.day == session.day && other.room == session.room)
        .collect();
    let at = here.iter().position(|other| other.number == session.number);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| here.get(at));
    let after = at.and_then(|at| here.get(at + 1));
    let link = |label: &'static str, other: &Session| {
        let href = routes::session_url(interface.lang, &edition.slug, other.number);
        let when = clock(&edition.programme, other.start);
        view! { <p>{label} ": " {when} " " <a href=href>{other.title.clone()}</a></p> }
    };
    let before = before.map(|other| link(&words.previous_in_room, other));
    let after = after.map(|other| link(&words.next_in_room, other));
    view! { <nav class="session-neighbours" aria-label=words.room.as_str()>{before} {after}</nav> }
}
