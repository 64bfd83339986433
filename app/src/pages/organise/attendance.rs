//! `/beheer/congressen/{slug}/aanmeldingen`: on what terms one registers, and who comes.

use leptos::prelude::*;

use super::rows::{Column, RowTable};
use super::{above, address, workspace_of};
use crate::desk::{Desk, Refusal};
use crate::islands::print_button::PrintButton;
use crate::model::registration::{Attendance, Attendee, Offered, RegistrationTerms, Standing, USUALLY_KEPT};
use crate::parts::ask::ask;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::{Act, Came};
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::session::weekday;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn AttendancePage() -> impl IntoView {
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
    let words = &interface.words.registering;
    let workspace = workspace_of(&desk, &slug).await?;
    let attendance = desk.attendance(&workspace.draft.slug).await?;
    let title = format!("{}: {}", attendance.title, interface.words.organising.part_attendance);
    let lists = attendance.terms.is_some().then(|| lists(interface, &attendance, action.clone()));
    let guests = attendance.terms.as_ref().is_some_and(|terms| terms.guests);
    let about = if attendance.mails { words.guests_mailed.as_str() } else { words.guests_shown.as_str() };
    let about = guests.then(|| view! { <p class="section-text">{about}</p> });
    let terms = match attendance.published {
        true => terms(interface, &attendance, action).into_any(),
        false => view! { <p class="section-text">{words.not_published.as_str()}</p> }.into_any(),
    };
    Ok(view! {
        <Head title=title in_both_languages=false/>
        {above(interface, &workspace, "aanmeldingen")}
        <Came interface done/>
        <p class="section-text">{words.attendance_lead.as_str()}</p>
        {about}
        {lists}
        {terms}
    })
}

fn terms(interface: Interface, attendance: &Attendance, action: String) -> impl IntoView + use<> {
    let words = &interface.words.registering;
    let nothing = RegistrationTerms { open: false, places: None, guests: false, closes: None, keep_days: USUALLY_KEPT };
    let now = attendance.terms.clone().unwrap_or(nothing);
    let erased = now.erased(attendance.last);
    // Open, and yet over: nobody would see why nobody comes.
    let until = now.until(attendance.last);
    let over = (now.open && format::day_of(jiff::Timestamp::now()) > until).then(|| {
        let sentence = fill(&words.over, &[("date", &format::date(interface, until))]);
        view! { <p class="came came-wrong">{sentence}</p> }
    });
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut values: Vec<(String, String)> = [
        ("places", number(now.places)),
        ("closing", now.closes.map(|day| day.to_string()).unwrap_or_default()),
        ("keep_days", now.keep_days.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    for (name, set) in [("open", now.open), ("guests", now.guests)] {
        values.extend(set.then(|| (name.to_owned(), "1".to_owned())));
    }
    let form = Filling::new(interface, values);
    let keep = fill(&words.keep_hint, &[("date", &format::date(interface, erased))]);
    let tick = |name: &'static str, label: &'static str| {
        view! {
            <label class="tick">
                <input type="checkbox" name=name value="1" checked=form.value(name) == "1"/>
                {label}
            </label>
        }
    };
    let number = |name: &str, hint: &str| form.line(name, Wants { digits: true, hint, ..Wants::default() });
    view! {
        <section class="section organise-terms" aria-labelledby="voorwaarden">
            <div class="section-head">
                <h2 id="voorwaarden">{words.terms.as_str()}</h2>
            </div>
            {over}
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value="terms"/>
                {tick("open", &words.open)}
                {tick("guests", &words.guests)}
                {number("places", &words.places_hint)}
                {form.line("closing", Wants { kind: "date", hint: &words.closing_hint, ..Wants::default() })}
                {number("keep_days", &keep)}
                <button class="button" type="submit">
                    {words.save.as_str()}
                </button>
            </form>
        </section>
    }
}

fn lists(interface: Interface, attendance: &Attendance, action: String) -> impl IntoView + use<> {
    let words = &interface.words.registering;
    let (coming, waiting): (Vec<&Attendee>, Vec<&Attendee>) =
        attendance.attendees.iter().partition(|attendee| attendee.standing == Standing::In);
    let file = format!("{}.csv", routes::organise_part_url(interface.lang, &attendance.conference, "aanmeldingen"));
    let csv = (!attendance.attendees.is_empty()).then(|| {
        view! {
            <p class="organise-buttons">
                <a href=file download>
                    {words.csv.as_str()}
                </a>
                <PrintButton label=words.print.clone()/>
            </p>
        }
    });
    let count = fill(&words.coming, &[("count", &coming.len())]);
    let waits = (!waiting.is_empty()).then(|| {
        let count = fill(&words.waiting, &[("count", &waiting.len())]);
        list(interface, attendance, "wachtlijst", count, &waiting, action.clone())
    });
    view! {
        {csv}
        {list(interface, attendance, "aangemeld", count, &coming, action.clone())}
        {waits}
        {per_session(interface, attendance)}
    }
}

fn list(
    interface: Interface,
    attendance: &Attendance,
    id: &'static str,
    title: String,
    attendees: &[&Attendee],
    action: String,
) -> impl IntoView + use<> {
    let words = &interface.words.registering;
    let names = &interface.words.organising.field;
    let none = attendees.is_empty().then(|| view! { <p class="section-text">{words.nobody.as_str()}</p> });
    let rows: Vec<AnyView> =
        attendees.iter().map(|one| row(interface, attendance, one, action.clone()).into_any()).collect();
    let label = fill(&words.table, &[("title", &title)]);
    let columns = vec![
        Column::Text(&names.name),
        Column::Text(&names.organisation),
        Column::Text(&names.email),
        Column::Text(&words.what),
        Column::Text(&words.since),
        Column::Text(&words.chosen),
        Column::Of("attendance-present", &words.present),
        Column::Heard(&words.remove),
    ];
    let table = (!rows.is_empty()).then(|| view! { <RowTable label columns class="attendance" rows/> });
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <h2 id=id>{title}</h2>
            </div>
            {none}
            {table}
        </section>
    }
}

fn row(interface: Interface, attendance: &Attendance, one: &Attendee, action: String) -> impl IntoView + use<> {
    let words = &interface.words.registering;
    let seats: Vec<String> = one
        .seats
        .iter()
        .filter_map(|(guid, standing)| {
            let title = &attendance.session(guid)?.title;
            Some(match standing {
                Standing::In => title.clone(),
                Standing::Waiting(place) => format!("{title} ({} {place})", words.waits),
            })
        })
        .collect();
    let what = if one.guest { words.without_account.as_str() } else { words.with_account.as_str() };
    let unconfirmed = (!one.confirmed).then(|| words.unconfirmed.clone());
    let held = one.held_until.map(|until| fill(&words.held, &[("moment", &format::moment(interface, until))]));
    let what = [Some(what.to_owned()), unconfirmed, held].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let with = vec![("id", one.id.clone())];
    view! {
        <tr>
            <th scope="row">{one.name.clone()}</th>
            <td>{one.organisation.clone()}</td>
            <td>{one.email.clone()}</td>
            <td>{what}</td>
            <td class="number">{format::moment(interface, one.at)}</td>
            <td>{seats.join(", ")}</td>
            <td class="attendance-present">"☐"</td>
            <td class="attendance-remove">
                <Act action act="remove" with label=words.remove.as_str() about=one.name.clone()/>
            </td>
        </tr>
    }
}

fn per_session(interface: Interface, attendance: &Attendance) -> impl IntoView + use<> {
    let words = &interface.words.registering;
    let rows: Vec<AnyView> =
        attendance.sessions.iter().map(|session| seats(interface, attendance, session).into_any()).collect();
    let label = fill(&words.table, &[("title", &words.per_session)]);
    let columns = vec![
        Column::Text(&interface.words.organising.session_title),
        Column::Text(&interface.words.congress.time),
        Column::Number(&words.place_column),
        Column::Number(&words.taken),
        Column::Number(&words.wait),
    ];
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="per-sessie">
                <div class="section-head">
                    <h2 id="per-sessie">{words.per_session.as_str()}</h2>
                </div>
                <RowTable label columns rows/>
            </section>
        }
    })
}

fn seats(interface: Interface, attendance: &Attendance, session: &Offered) -> impl IntoView + use<> {
    let seated = |attendee: &&Attendee| attendee.seats.contains(&(session.guid.clone(), Standing::In));
    let taken = attendance.attendees.iter().filter(seated).count();
    let when = format!("{}, {}", weekday(interface, session.start.date()), session.start.strftime("%H:%M"));
    view! {
        <tr>
            <th scope="row">{session.title.clone()}</th>
            <td>{when}</td>
            <td class="number">{session.places}</td>
            <td class="number">{taken}</td>
            <td class="number">{session.waiting}</td>
        </tr>
    }
}
