//! `/beheer/congressen/{slug}`: the sessions of a draft, what cannot be at the same time, and what may be done to many.

use leptos::prelude::*;

use super::{above, address, workspace_of};
use crate::desk::{Desk, Refusal, returned};
use crate::model::conference::{Clash, Day, Session, Workspace};
use crate::model::slug::Slug;
use crate::pages::conferences::how_many;
use crate::parts::ask::ask;
use crate::parts::form::{Act, Came};
use crate::parts::head::Head;
use crate::parts::session::{SessionTags, clocks, spoken, weekday};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn WorkspacePage() -> impl IntoView {
    let (slug, done, action) = address();
    ask(move |interface, desk| page(interface, desk, slug, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    slug: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.organising;
    let workspace = workspace_of(&desk, &slug).await?;
    let draft = &workspace.draft;
    let programme = &draft.work.programme;
    let hangs = desk.organises() && workspace.edition > 0;
    let days: Vec<_> = programme.days.iter().map(|day| of_day(interface, &workspace, day, hangs)).collect();
    let some = !programme.sessions.is_empty();
    let list = some.then(|| list(interface, &workspace, days, action.clone()));
    let none = (!some).then(|| view! { <p class="section-text">{words.no_sessions.as_str()}</p> });
    let publish = workspace.differs.then(|| {
        let href = routes::organise_part_url(interface.lang, &draft.slug, "publiceren");
        view! { <a href=href>{words.see_changes.as_str()}</a> }
    });
    let new = routes::new_session_url(interface.lang, &draft.slug);
    Ok(view! {
        <Head title=programme.title.clone() in_both_languages=false/>
        {above(interface, &workspace, "")}
        <Came interface done/>
        <p class="organise-buttons">
            <a class="button" href=new>
                {words.add_session.as_str()}
            </a>
            {publish}
        </p>
        {clashes(interface, &workspace)}
        {none}
        {list}
        {removed(interface, &workspace, action.clone())}
        {start_over(interface, &workspace, action)}
    })
}

/// What organisers should look at before they publish.
pub(super) fn clashes(interface: Interface, workspace: &Workspace) -> impl IntoView + use<> {
    let words = &interface.words.organising;
    let programme = &workspace.draft.work.programme;
    let title = |number: u64| programme.session(number).map(|session| session.title.clone()).unwrap_or_default();
    let rows: Vec<_> = workspace
        .clashes
        .iter()
        .take(MOST_CLASHES)
        .map(|clash| view! { <li>{words.clash(clash, title)}</li> })
        .collect();
    (!rows.is_empty()).then(|| {
        let label = format!("{} ({})", words.clashes, workspace.clashes.len());
        let few = rows.len() <= 8;
        view! {
            <details class="came came-wrong organise-clashes" open=few>
                <summary>{label}</summary>
                <p>{words.clashes_lead.as_str()}</p>
                <ul class="came-list">{rows}</ul>
            </details>
        }
    })
}

const MOST_CLASHES: usize = 200;

/// The form of the buttons in rows: Enter in a field of the list must press none of them.
const ROWS: &str = "rows";

fn list(interface: Interface, workspace: &Workspace, days: Vec<AnyView>, action: String) -> impl IntoView + use<> {
    let words = &interface.words.organising;
    let congress = &interface.words.congress;
    let came = returned();
    let programme = &workspace.draft.work.programme;
    let rooms = programme.rooms.iter().map(|room| room.name.clone()).filter(|name| !name.is_empty()).collect();
    let hows = [
        ("shift", &words.how_shift),
        ("room", &words.how_room),
        ("track", &words.how_track),
        ("cancel", &words.how_cancel),
        ("revive", &words.how_revive),
        ("remove", &words.how_remove),
    ];
    let hows = hows.map(|(value, text)| {
        let selected = came.value("how") == value;
        view! { <option value=value selected=selected>{text.as_str()}</option> }
    });
    view! {
        <form id=ROWS method="post" action=action.clone()></form>
        <form class="organise-list" method="post" action=action>
            <table class="rows session-rows">
                <thead>
                    <tr>
                        <th scope="col">
                            <span class="visually-hidden">{words.select.as_str()}</span>
                        </th>
                        <th scope="col">{congress.time.as_str()}</th>
                        <th scope="col">{congress.room.as_str()}</th>
                        <th scope="col">{words.session_title.as_str()}</th>
                        <th scope="col">{congress.track.as_str()}</th>
                        <th scope="col">{words.marks.as_str()}</th>
                        <th scope="col">{words.actions.as_str()}</th>
                    </tr>
                </thead>
                {days}
            </table>
            <fieldset class="organise-bulk">
                <legend class="label">{words.with_selected.as_str()}</legend>
                <p>
                    <label for="how">{words.how.as_str()}</label>
                    <select class="select" id="how" name="how">
                        <option value="">{words.prompt.as_str()}</option>
                        {hows}
                    </select>
                </p>
                <p>
                    <label for="minutes">{words.shift_minutes.as_str()}</label>
                    <input
                        class="field-input"
                        id="minutes"
                        name="minutes"
                        type="text"
                        size="5"
                        autocomplete="off"
                        value=came.value("minutes")
                    />
                </p>
                {names("room", &words.to_room, rooms, &came.value("room"))}
                {names("track", &words.to_track, programme.tracks.clone(), &came.value("track"))}
                <button class="button button-quiet" type="submit" name="actie" value="several">
                    {words.do_it.as_str()}
                </button>
            </fieldset>
        </form>
    }
}

fn names(name: &'static str, label: &'static str, names: Vec<String>, chosen: &str) -> impl IntoView + use<> {
    let options: Vec<_> = names
        .into_iter()
        .map(|text| {
            let selected = text == chosen;
            view! { <option value=text.clone() selected=selected>{text.clone()}</option> }
        })
        .collect();
    (!options.is_empty()).then(|| {
        view! {
            <p>
                <label for=name>{label}</label>
                <select class="select" id=name name=name>
                    {options}
                </select>
            </p>
        }
    })
}

fn of_day(interface: Interface, workspace: &Workspace, day: &Day, hangs: bool) -> AnyView {
    let programme = &workspace.draft.work.programme;
    let sessions: Vec<&Session> = programme.sessions.iter().filter(|session| session.day == day.index).collect();
    let count = how_many(interface, sessions.len() as u64);
    let rows: Vec<_> = sessions.into_iter().map(|session| row(interface, workspace, session, hangs)).collect();
    view! {
        <tbody>
            <tr class="session-rows-day">
                <th scope="rowgroup" colspan="7">
                    {weekday(interface, day.date)}
                    " "
                    <span class="subtle">{count}</span>
                </th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn row(interface: Interface, workspace: &Workspace, session: &Session, hangs: bool) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.organising;
    let (slug, programme) = (&workspace.draft.slug, &workspace.draft.work.programme);
    let number = session.number;
    let ticked = returned().has("session", &number.to_string());
    let speakers: Vec<&str> = session.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let speakers = speakers.join(", ");
    let clashes = workspace.clashes.iter().any(|clash| is_about(clash, number));
    let clashes = clashes.then(|| view! { <span class="session-tag">{words.clashing.as_str()}</span> " " });
    let places = session.capacity.map(|places| fill(&words.places, &[("count", &places)]));
    let material = hangs.then(|| material(interface, slug, number));
    view! {
        <tr id=format!("s{number}") class:session-off=session.cancelled()>
            <td class="session-rows-tick">
                <input
                    type="checkbox"
                    name="session"
                    value=number.to_string()
                    checked=ticked
                    aria-label=fill(&words.select_session, &[("title", &session.title)])
                />
            </td>
            <td class="number">{clocks(programme, session)}</td>
            <td>{session.room.clone()}</td>
            <th scope="row">
                <a class="session-title" href=routes::edit_session_url(lang, slug, number) lang=spoken(session, lang)>
                    {session.title.clone()}
                </a>
                {(!speakers.is_empty()).then(|| view! { <span class="session-rows-who">{speakers}</span> })}
            </th>
            <td>{session.track.clone()}</td>
            <td>
                {clashes} <SessionTags session interface/> {places}
            </td>
            <td class="session-rows-acts">
                <button class="link-button" type="submit" form=ROWS name="actie" value=format!("duplicate:{number}")>
                    {words.duplicate.as_str()}
                    <span class="visually-hidden">" " {session.title.clone()}</span>
                </button>
                {material}
            </td>
        </tr>
    }
}

fn material(interface: Interface, slug: &Slug, number: u64) -> impl IntoView + use<> {
    let words = &interface.words.organising;
    view! { " " <a href=routes::material_url(interface.lang, slug, number)>{words.material.as_str()}</a> }
}

fn is_about(clash: &Clash, number: u64) -> bool {
    match clash {
        Clash::Room { first, second, .. } | Clash::Speaker { first, second, .. } => {
            *first == number || *second == number
        }
        Clash::Outside { session } | Clash::Crowded { session, .. } => *session == number,
    }
}

/// Sessions that can be put back.
fn removed(interface: Interface, workspace: &Workspace, action: String) -> impl IntoView + use<> {
    let words = &interface.words.organising;
    let rows: Vec<_> = workspace
        .draft
        .work
        .removed
        .iter()
        .map(|session| {
            let act = format!("restore:{}", session.number);
            view! {
                <li class="token">
                    <span>{session.title.clone()}</span>
                    <button class="button button-quiet" type="submit" name="actie" value=act>
                        {words.restore.as_str()}
                        <span class="visually-hidden">" " {session.title.clone()}</span>
                    </button>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="weg">
                <div class="section-head">
                    <h2 id="weg">{words.removed_title.as_str()}</h2>
                </div>
                <p class="section-text">{words.removed_lead.as_str()}</p>
                <form method="post" action=action>
                    <ul>{rows}</ul>
                </form>
            </section>
        }
    })
}

fn start_over(interface: Interface, workspace: &Workspace, action: String) -> impl IntoView + use<> {
    let words = &interface.words.organising;
    let lead = if workspace.edition > 0 { &words.start_over_lead } else { &words.throw_away_lead };
    let shown = workspace.draft.version > 0 && workspace.differs;
    let with = vec![("version", workspace.draft.version.to_string())];
    shown.then(|| {
        view! {
            <details class="section organise-over">
                <summary>{words.start_over_title.as_str()}</summary>
                <p class="section-text">{lead.as_str()}</p>
                <Act action act="start-over" with label=words.start_over.as_str()/>
            </details>
        }
    })
}
