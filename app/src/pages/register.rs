//! `/congres/{slug}/aanmelden`: registering for a congress, and looking after one's registration.

use leptos::either::{EitherOf3, EitherOf4};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use crate::desk::{Desk, Refusal};
use crate::model::registration::{Attendee, Offered, RegistrationPage, Standing};
use crate::model::slug::Slug;
use crate::pages::conferences::days;
use crate::parts::ask::ask;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::Came;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::session::weekday;
use crate::parts::title_block::{Field, TitleBlock};
use crate::routes;
use crate::words::{Interface, fill};

/// What the address says.
struct Asked {
    slug: String,
    code: Option<String>,
    done: bool,
    left: bool,
    mailed: bool,
    action: String,
}

#[component]
pub fn RegisterPage() -> impl IntoView {
    let query = use_query_map().read_untracked().clone();
    let url = use_url().get_untracked();
    let code = query.get("code").filter(|code| !code.is_empty());
    let action = match &code {
        Some(code) => routes::with_pairs(url.path().to_owned(), &[("code", code.clone())]),
        None => url.path().to_owned(),
    };
    let asked = Asked {
        slug: use_params_map().read_untracked().get("slug").unwrap_or_default(),
        code,
        done: query.get("klaar").as_deref() == Some("keuze"),
        left: query.get("klaar").as_deref() == Some("weg"),
        mailed: query.get("klaar").as_deref() == Some("mail"),
        action,
    };
    ask(move |interface, desk| page(interface, desk, asked))
}

async fn page(interface: Interface, desk: Desk, asked: Asked) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.registering;
    let slug: Slug = asked.slug.parse().map_err(|_| Refusal::Absent)?;
    let page = desk.registration(&slug, asked.code.as_deref()).await?;
    let title = match page.own {
        Some(_) => words.mine.clone(),
        None => fill(&words.title, &[("title", &page.title)]),
    };
    let when = days(interface, page.first, page.last);
    let left = asked.left.then(|| view! { <p class="came" role="status">{words.left.as_str()}</p> });
    let body = match (&page.own, page.open) {
        (Some(own), _) => EitherOf4::A(registered(interface, &page, own, &asked)),
        (None, _) if asked.mailed => {
            EitherOf4::D(view! { <p class="came" role="status">{words.check_mail.as_str()}</p> })
        }
        (None, true) => EitherOf4::B(form(interface, &desk, &page, &asked)),
        (None, false) => EitherOf4::C(view! { <p class="section-text">{words.closed.as_str()}</p> }),
    };
    Ok(view! {
        <Head title=title.clone() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::conference_url(lang, &slug)>{page.title.clone()}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">{when}</p>
        <Came interface done=asked.done/>
        {left}
        {body}
    })
}

/// The form of whoever has no registration yet.
fn form(interface: Interface, desk: &Desk, page: &RegistrationPage, asked: &Asked) -> impl IntoView + use<> {
    let words = &interface.words.registering;
    let full = page.free == Some(0);
    let free = match page.free {
        None => None,
        Some(0) => Some(words.full.clone()),
        Some(1) => Some(words.free_one.clone()),
        Some(count) => Some(fill(&words.free, &[("count", &count)])),
    };
    let kept = fill(&words.kept, &[("date", &format::date(interface, page.erased))]);
    let label = if full { words.join_waiting.as_str() } else { words.join.as_str() };
    let action = asked.action.clone();
    let ways = match desk.account() {
        Some(account) => {
            let organisation = account.organisation.get(interface.lang).to_owned();
            let who = fill(&words.as_account, &[("name", &account.name), ("organisation", &organisation)]);
            EitherOf3::A(view! {
                <form class="form" method="post" action=action>
                    <input type="hidden" name="actie" value="join"/>
                    <p>{who}</p>
                    <p class="field-hint">{kept}</p>
                    <button class="button" type="submit">
                        {label}
                    </button>
                </form>
            })
        }
        None => {
            let href = routes::with_pairs(
                routes::url(interface.lang, "/aanmelden"),
                &[("naar", routes::register_url(interface.lang, &page.conference))],
            );
            let sign_in = view! { <p class="section-text"><a href=href>{words.sign_in.as_str()}</a></p> };
            match page.terms.guests {
                true => EitherOf3::B(view! { {sign_in} {guest(interface, page.mails, action, label, kept)} }),
                false => EitherOf3::C(view! { <p class="section-text">{words.only_accounts.as_str()}</p> {sign_in} }),
            }
        }
    };
    view! {
        {free.map(|text| view! { <p class="section-text">{text}</p> })}
        {ways}
    }
}

fn guest(interface: Interface, mails: bool, action: String, label: &'static str, kept: String) -> impl IntoView {
    let words = &interface.words.registering;
    let lead = if mails { words.guest_lead_mail.as_str() } else { words.guest_lead.as_str() };
    let form = Filling::new(interface, Vec::new());
    let line = |name: &str, kind: &'static str| form.line(name, Wants { kind, required: true, ..Wants::default() });
    view! {
        <section class="section" aria-labelledby="gast">
            <div class="section-head">
                <h2 id="gast">{words.guest.as_str()}</h2>
            </div>
            <p class="section-text">{lead}</p>
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value="join-guest"/>
                {line("name", "")}
                {line("organisation", "")}
                {line("email", "email")}
                <p class="field-hint">{kept}</p>
                <button class="button" type="submit">
                    {label}
                </button>
            </form>
        </section>
    }
}

/// A registration, for its holder.
fn registered(interface: Interface, page: &RegistrationPage, own: &Attendee, asked: &Asked) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.registering;
    let standing = match own.standing {
        Standing::In => words.in_text.clone(),
        Standing::Waiting(place) => fill(&words.waiting_text, &[("place", &place)]),
    };
    let mailed = page.mails.then(|| match (own.guest, own.confirmed) {
        (true, true) => words.confirmed.clone(),
        _ => fill(&words.mailed, &[("email", &own.email)]),
    });
    let names = &interface.words.organising;
    let fields = vec![
        Field::new(&names.field.name, own.name.clone()),
        Field::new(&names.field.organisation, own.organisation.clone()),
        Field::new(&names.field.email, own.email.clone()),
        Field::new(&words.since, format::moment(interface, own.at)),
    ];
    let link = asked.code.as_ref().map(|code| {
        let href = routes::personal_register_url(lang, &page.conference, code);
        view! { <p class="section-text">{words.keep_link.as_str()} " " <a href=href>{words.link.as_str()}</a></p> }
    });
    let seated: Vec<String> = page
        .sessions
        .iter()
        .filter(|session| own.seats.iter().any(|(guid, standing)| *guid == session.guid && *standing == Standing::In))
        .map(|session| session.number.to_string())
        .collect();
    let calendar = routes::conference_file_url(&page.conference, "congres.ics");
    let mine = (!seated.is_empty()).then(|| {
        let href = format!("{calendar}?session={}", seated.join(","));
        view! { <a href=href download>{words.calendar_mine.as_str()}</a> " · " }
    });
    let kept = fill(&words.kept, &[("date", &format::date(interface, page.erased))]);
    let sessions = (own.standing == Standing::In && !page.sessions.is_empty())
        .then(|| choose(interface, page, own, asked.action.clone()));
    view! {
        <p class="registered">{standing}</p>
        {mailed.map(|text| view! { <p class="section-text">{text}</p> })}
        <TitleBlock fields/>
        {link}
        <p class="section-text">{mine} <a href=calendar download>{words.calendar_all.as_str()}</a></p>
        {sessions}
        <section class="section" aria-labelledby="afzeggen">
            <div class="section-head">
                <h2 id="afzeggen">{words.leave_title.as_str()}</h2>
            </div>
            <p class="section-text">{words.leave_lead.as_str()}</p>
            <form method="post" action=asked.action.clone()>
                <input type="hidden" name="actie" value="leave"/>
                <button class="button button-quiet" type="submit">
                    {words.leave.as_str()}
                </button>
            </form>
            <p class="section-text field-hint">{kept}</p>
        </section>
    }
}

/// The sessions for which one registers, with those that are chosen.
fn choose(interface: Interface, page: &RegistrationPage, own: &Attendee, action: String) -> impl IntoView + use<> {
    let words = &interface.words.registering;
    let rows: Vec<_> = page.sessions.iter().map(|session| row(interface, session, own)).collect();
    view! {
        <section class="section" aria-labelledby="sessies">
            <div class="section-head">
                <h2 id="sessies">{words.sessions.as_str()}</h2>
            </div>
            <p class="section-text">{words.sessions_lead.as_str()}</p>
            <form method="post" action=action>
                <input type="hidden" name="actie" value="choose"/>
                <ul class="register-sessions">{rows}</ul>
                <button class="button" type="submit">
                    {words.choose.as_str()}
                </button>
            </form>
        </section>
    }
}

fn row(interface: Interface, session: &Offered, own: &Attendee) -> impl IntoView + use<> {
    let words = &interface.words.registering;
    let seat = own.seats.iter().find(|(guid, _)| *guid == session.guid).map(|(_, standing)| *standing);
    let state = match (seat, session.free) {
        (Some(Standing::In), _) => words.session_in.clone(),
        (Some(Standing::Waiting(place)), _) => fill(&words.session_waiting, &[("place", &place)]),
        (None, 0) => fill(&words.session_full, &[("waiting", &session.waiting)]),
        (None, free) => fill(&words.session_free, &[("free", &free), ("places", &session.places)]),
    };
    let when = format!(
        "{}, {}–{}",
        weekday(interface, session.start.date()),
        session.start.strftime("%H:%M"),
        session.end.strftime("%H:%M")
    );
    let parts = [when, session.room.clone(), state];
    let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <label class="tick">
                <input type="checkbox" name="session" value=session.number.to_string() checked=seat.is_some()/>
                <span>
                    {session.title.clone()} " " <span class="small subtle">{about}</span>
                </span>
            </label>
        </li>
    }
}
