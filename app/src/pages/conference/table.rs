//! A day of the programme as a table: times down, rooms across. On a telephone its cells stand below each other.

use leptos::either::Either;
use leptos::prelude::*;

use super::choice::Choice;
use super::grid::{Cell, Grid};
use crate::model::conference::{Day, Edition, Session};
use crate::parts::session::{SessionTags, clock, clocks, spoken, weekday};
use crate::routes;
use crate::words::{Interface, fill};

pub fn day(
    interface: Interface,
    edition: &Edition,
    day: &Day,
    sessions: &[&Session],
    choice: &Choice,
) -> impl IntoView + use<> {
    let words = &interface.words.congress;
    let programme = &edition.programme;
    let grid = Grid::of(programme, sessions);
    let id = format!("dag-{}", day.index);
    let date = weekday(interface, day.date);
    let heads: Vec<_> = grid
        .rooms
        .iter()
        .map(|room| {
            let name = if room.is_empty() { words.without_room.clone() } else { (*room).to_owned() };
            view! { <th scope="col">{name}</th> }
        })
        .collect();
    let rows: Vec<_> = grid
        .rows
        .into_iter()
        .map(|row| {
            let local = programme.local(row.start);
            let late = (local.date() > day.date)
                .then(|| view! { " " <span class="session-late">{words.next_day.as_str()}</span> });
            let cells: Vec<_> = row
                .cells
                .into_iter()
                .map(|cell| match cell {
                    Cell::Empty => Either::Left(view! { <td class="timetable-empty"></td> }),
                    Cell::Sessions(sessions, rows) => {
                        let sessions: Vec<_> =
                            sessions.into_iter().map(|one| session(interface, edition, one, choice)).collect();
                        Either::Right(view! { <td rowspan=(rows > 1).then(|| rows.to_string())>{sessions}</td> })
                    }
                })
                .collect();
            view! {
                <tr>
                    <th scope="row" class="number">
                        <time datetime=local.to_string()>{clock(programme, row.start)}</time>
                        " "
                        <span class="timetable-date">{date.clone()}</span>
                        {late}
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect();
    let caption = fill(&words.timetable_of, &[("day", &date)]);
    // A sheet of paper says of which day it is: with its columns, or where those are none any more with each time.
    let (rooms, columns) = (heads.len().to_string(), (heads.len() + 1).to_string());
    let on_paper = view! {
        <tr class="timetable-sheet">
            <th colspan=columns scope="colgroup">
                {date.clone()}
            </th>
        </tr>
    };
    let few = heads.len() < 3;
    // So many columns are no table any more on a sheet of paper.
    let many = heads.len() > MOST_ON_PAPER;
    view! {
        <section class="section timetable-day" aria-labelledby=id.clone()>
            <div class="section-head">
                <h2 id=id.clone()>{date}</h2>
            </div>
            <div class="scroll">
                <table class="timetable" class:timetable-few=few class:timetable-many=many>
                    <caption class="visually-hidden">{caption}</caption>
                    <colgroup>
                        <col class="timetable-times"/>
                        <col span=rooms/>
                    </colgroup>
                    <thead>
                        {on_paper}
                        <tr>
                            <th scope="col">{words.time.as_str()}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Rooms beside each other that can be read on A4.
const MOST_ON_PAPER: usize = 7;

fn session(interface: Interface, edition: &Edition, session: &Session, choice: &Choice) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.congress;
    let programme = &edition.programme;
    let number = session.number;
    let ticked = choice.chosen.contains(&number);
    let speakers: Vec<&str> = session.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let speakers = speakers.join(", ");
    let has_speakers = !speakers.is_empty();
    let has_room = !session.room.is_empty();
    let track = (!session.track.is_empty()).then(|| view! { <span>{session.track.clone()}</span> });
    let code = session.lang.clone();
    let language = (!code.is_empty()).then(|| view! { <span class="session-lang">{code}</span> });
    view! {
        <article
            class="session"
            class:session-off=session.cancelled()
            id=format!("sessie-{number}")
            data-from=session.start.as_millisecond().to_string()
            data-to=session.end().as_millisecond().to_string()
        >
            <p class="session-when">
                <span class="number">{clocks(programme, session)}</span>
                " "
                {has_room.then(|| view! { <span class="session-room">{session.room.clone()}</span> })}
            </p>
            <h3 class="session-title">
                <a href=routes::session_url(lang, &edition.slug, number) lang=spoken(session, lang)>
                    {session.title.clone()}
                </a>
            </h3>
            {has_speakers.then(|| view! { <p class="session-speakers">{speakers}</p> })}
            <p class="session-about">
                <SessionTags session interface/>
                {track}
                " "
                {language}
            </p>
            <label class="session-choose">
                <input
                    type="checkbox"
                    name="keuze"
                    value=number.to_string()
                    checked=ticked
                    aria-label=fill(&words.choose_session, &[("title", &session.title)])
                />
                <span aria-hidden="true">{words.choose.as_str()}</span>
            </label>
        </article>
    }
}
