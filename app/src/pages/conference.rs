//! `/congres/{slug}`: what is announced of a congress, or its programme as a timetable.

mod after;
mod announced;
mod choice;
mod grid;
mod table;
pub mod versions;

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_url};

use self::choice::Choice;
pub use self::choice::language;
use crate::desk::{Desk, Refusal};
use crate::islands::print_button::PrintButton;
use crate::islands::timetable::Timetable;
use crate::model::attachment::Attachment;
use crate::model::conference::{Conference, Edition, Session};
use crate::model::slug::Slug;
use crate::pages::conferences::days;
use crate::parts::ask::ask;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::json_ld::JsonLd;
use crate::parts::safe_html::SafeHtml;
use crate::parts::title_block::{Field, TitleBlock};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ConferencePage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let choice = Choice::read(use_url().get_untracked().search());
    ask(move |interface, desk| conference(interface, desk, slug, choice))
}

async fn conference(interface: Interface, desk: Desk, slug: String, choice: Choice) -> Result<impl IntoView, Refusal> {
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let Conference { slug, announcement, edition, description, json_ld } = desk.conference(&slug).await?;
    let Some(edition) = edition else {
        let announcement = announcement.ok_or(Refusal::Absent)?;
        let documents = announced::documents(&desk, interface.lang, &announcement).await;
        return Ok(Either::Left(announced::page(interface, announcement, documents)));
    };
    let Interface { lang, words } = interface;
    let words = &words.congress;
    let programme = &edition.programme;
    let about = fill(&words.timetable_of, &[("day", &days(interface, programme.first, programme.last))]);
    let spoken = (programme.lang() != lang).then(|| programme.lang().code());
    let fields = fields(interface, &edition);
    let came = after::after(interface, &desk, &slug).await?;
    let registers = desk.may_register(&edition.slug).await?;
    let register = registers.then(|| {
        let href = routes::register_url(lang, &edition.slug);
        view! {
            <p class="conference-register">
                <a class="button" href=href>
                    {interface.words.registering.register.as_str()}
                </a>
            </p>
        }
    });
    let manage = desk.plans().then(|| {
        let href = routes::organise_url(lang, &edition.slug);
        view! { <p class="organise-way-in"><a href=href>{interface.words.organising.manage_one.as_str()}</a></p> }
    });
    let announced = announcement.map(|one| announced::section(interface, one));
    let has_description = !description.as_str().is_empty();
    let timetable = timetable(interface, &edition, &choice);
    let material = archive(interface, &edition, desk.material(&edition.slug).await?);
    Ok(Either::Right(view! {
        <Head title=programme.title.clone() description=format!("{}. {about}", programme.title)/>
        <JsonLd json=json_ld/>
        <article class="conference">
            <header>
                <h1 lang=spoken>{programme.title.clone()}</h1>
                <TitleBlock fields/>
                {register}
                {manage}
            </header>
            {has_description.then(|| view! { <div class="conference-about" lang=spoken><SafeHtml html=description/></div> })}
            {timetable}
            {came}
            <section class="section conference-files" aria-labelledby="bestanden">
                <div class="section-head">
                    <h2 id="bestanden">{words.files.as_str()}</h2>
                </div>
                <ul>
                    {material}
                    {["congres.ics", "schedule.xml", "schedule.json", "schedule.xcal"]
                        .map(|file| {
                            let href = routes::conference_file_url(&slug, file);
                            let name = (file == "congres.ics").then(|| format!("{}: ", words.calendar_all));
                            view! { <li>{name}<a href=href download>{file}</a></li> }
                        })
                        .collect_view()}
                    <li>
                        <PrintButton label=interface.words.document.print.clone()/>
                    </li>
                </ul>
            </section>
            {announced}
        </article>
    }))
}

/// All the material that this reader may read, as one file.
fn archive(interface: Interface, edition: &Edition, mut material: Vec<Attachment>) -> impl IntoView + use<> {
    material.retain(|file| edition.programme.sessions.iter().any(|one| file.carrier.is_session(&one.guid)));
    let size = material.iter().map(|file| file.size).sum();
    let [one, more] = &interface.words.congress.archive;
    let name = fill(
        if material.len() == 1 { one } else { more },
        &[("count", &material.len()), ("size", &format::bytes(interface.lang, size))],
    );
    let href = routes::material_archive_url(interface.lang, &edition.slug);
    (!material.is_empty()).then(|| view! { <li><a href=href download>{name}</a></li> })
}

fn fields(interface: Interface, edition: &Edition) -> Vec<Field> {
    let Interface { lang, words } = interface;
    let words = &words.congress;
    let programme = &edition.programme;
    let mut fields = vec![Field::new(&words.when, days(interface, programme.first, programme.last))];
    if !programme.place.is_empty() {
        fields.push(Field::new(&words.place, programme.place.clone()));
    }
    let (number, published) = (edition.number, format::day(interface, edition.published));
    let version = match programme.version.as_str() {
        "" => fill(&words.version_unnamed, &[("number", &number), ("date", &published)]),
        name => fill(&words.version_text, &[("name", &name), ("number", &number), ("date", &published)]),
    };
    let href = routes::versions_url(lang, &edition.slug);
    fields.push(Field::wide(&words.version, view! { {version} " · " <a href=href>{words.changes.as_str()}</a> }));
    let zone = fill(&words.times_in, &[("zone", &programme.time_zone)]);
    fields.push(Field::new(&words.time, zone));
    if programme.chatham_house {
        fields.push(Field::wide(&words.rule, words.chatham_house.clone()));
    }
    let link = crate::model::conference::Link { title: String::new(), url: programme.url.clone() };
    if let Some(href) = link.href().map(str::to_owned) {
        let name = words.site_of_organisers.as_str();
        fields.push(Field::new(&words.source, view! { <a href=href rel="noreferrer">{name}</a> }));
    }
    fields
}

/// The form with the filters and the ticks, and in it the days.
fn timetable(interface: Interface, edition: &Edition, choice: &Choice) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.congress;
    let programme = &edition.programme;
    let shown: Vec<&Session> = programme.sessions.iter().filter(|session| choice.takes(session)).collect();
    let total = programme.sessions.len();
    let found = fill(&words.found, &[("count", &shown.len()), ("total", &total)]);
    let nothing = match (total, shown.len()) {
        (0, _) => Some(words.no_sessions.as_str()),
        (_, 0) => Some(words.nothing.as_str()),
        _ => None,
    };
    let days: Vec<_> = programme
        .days
        .iter()
        .filter_map(|day| {
            let sessions: Vec<&Session> = shown.iter().copied().filter(|session| session.day == day.index).collect();
            (!sessions.is_empty()).then(|| table::day(interface, edition, day, &sessions, choice))
        })
        .collect();
    let action = routes::conference_url(lang, &edition.slug);
    let calendar = routes::conference_file_url(&edition.slug, "congres.ics");
    let has_choice = !choice.chosen.is_empty();
    let chosen_calendar = has_choice.then(|| {
        let numbers: Vec<String> = choice.chosen.iter().map(u64::to_string).collect();
        let href = format!("{calendar}?session={}", numbers.join(","));
        view! { <a class="conference-own" href=href download>{words.calendar_chosen.as_str()}</a> }
    });
    let filtered = choice.filters().then(|| {
        let whole = routes::conference_url(lang, &edition.slug);
        view! { " · " <a href=whole>{words.show_all.as_str()}</a> }
    });
    let selects = choice::selects(interface, programme, choice);
    view! {
        <Timetable
            slug=edition.slug.to_string()
            calendar=calendar
            now=words.now.clone()
            next=words.next.clone()
            chosen=words.chosen.clone()
            calendar_name=words.calendar_chosen.clone()
        >
            <form class="timetable-form" id="programma" action=action>
                <fieldset class="timetable-filters">
                    <legend class="label">{words.filters.as_str()}</legend>
                    {selects}
                    <button class="button">{words.show.as_str()}</button>
                    <button class="button button-quiet" name="alleen" value="keuze">
                        {words.only_chosen.as_str()}
                    </button>
                    {chosen_calendar}
                </fieldset>
                <p class="small subtle timetable-help">{words.choice_help.as_str()}</p>
                <p class="timetable-found" role="status">
                    {found}
                    {filtered}
                </p>
                {nothing.map(|text| view! { <p class="empty">{text}</p> })}
                {days}
            </form>
        </Timetable>
    }
}
