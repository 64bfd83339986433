//! What was recorded about a part of the plan, and the forms with which it is recorded.

use leptos::prelude::*;

use crate::desk::returned;
use crate::model::lang::Text;
use crate::model::plan::{Measure, Organisation};
use crate::model::progress::{Entry, Evidence, Subject, Told};
use crate::model::slug::Slug;
use crate::parts::form::{Asks, Field};
use crate::parts::format::{capital, date, day, euros, period};
use crate::parts::text_area::Lines;
use crate::routes;
use crate::words::{Interface, fill};

/// What the names in entries stand for.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub organisations: &'a [Organisation],
    pub measures: &'a [Measure],
}

impl Known<'_> {
    fn name(self, code: &Slug) -> Option<Text> {
        let organisation = self.organisations.iter().find(|one| one.slug == *code).map(|one| one.name.clone());
        organisation.or_else(|| self.measures.iter().find(|one| one.code == *code).map(|one| one.title.clone()))
    }
}

/// Entries, the last one first. `action` is the address of the form that strikes one out, for who may.
pub fn history(
    interface: Interface,
    entries: &[&Entry],
    known: Known<'_>,
    action: Option<&str>,
) -> impl IntoView + use<> {
    let rows: Vec<_> = entries.iter().rev().map(|entry| row(interface, entry, known, action)).collect();
    view! { <ol class="plan-entries">{rows}</ol> }
}

fn row(interface: Interface, entry: &Entry, known: Known<'_>, action: Option<&str>) -> impl IntoView + use<> {
    let words = &interface.words.progress;
    let told = told(interface, &entry.said.told, &|code| known.name(code));
    let struck = entry.struck.as_ref().map(|(at, why)| {
        let text = fill(&words.struck, &[("date", &day(interface, *at))]);
        view! {
            <p class="plan-entry-struck">
                <strong>{text}</strong>
                " "
                {why.clone()}
            </p>
        }
    });
    let strike = action.filter(|_| entry.struck.is_none()).map(|action| strike(interface, entry, action));
    let evidence = evidence(interface, &entry.said.evidence);
    let organisation = known.organisations.iter().find(|one| one.slug == entry.organisation);
    let recorded = day(interface, entry.recorded);
    let by = match organisation {
        Some(one) => fill(&words.recorded_by, &[("organisation", &one.name.get(interface.lang)), ("date", &recorded)]),
        None => fill(&words.recorded, &[("date", &recorded)]),
    };
    view! {
        <li class="plan-entry" id=format!("e-{}", entry.id)>
            <p class="event-period">{date(interface, entry.day)}</p>
            <div class:plan-entry-out=struck.is_some()>
                <p>
                    <strong>{told}</strong>
                </p>
                <p class="plan-entry-text">{entry.said.text.clone()}</p>
                {evidence}
            </div>
            {struck}
            <p class="small subtle">{by}</p>
            {strike}
        </li>
    }
}

/// What an entry says, as a sentence. `name` tells what an organisation or a measure is called.
pub fn told(interface: Interface, told: &Told, name: &dyn Fn(&Slug) -> Option<Text>) -> String {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.progress;
    let named = |code: &Slug| name(code).map_or_else(|| code.to_string(), |name| name.get(lang).to_owned());
    match told {
        Told::Status { status } => fill(&words.told_status, &[("status", &names.status(*status))]),
        Told::Milestone { period: when, reached } => fill(
            &words.told_milestone,
            &[("period", &period(interface, *when)), ("reached", &words.reached.of(*reached))],
        ),
        Told::Owner { organisation } => fill(&words.told_owner, &[("organisation", &named(organisation))]),
        Told::Needs { measure } => fill(&words.told_needs, &[("measure", &named(measure))]),
        Told::Answer { answer } => capital(words.answers.of(*answer)),
        Told::Booking { year, booking, cents } => fill(
            &words.told_booking,
            &[
                ("booking", &capital(words.bookings.of(*booking))),
                ("year", year),
                ("amount", &euros(interface, *cents)),
            ],
        ),
    }
}

/// What shows it, one after the other; nothing where there is none.
pub fn evidence(interface: Interface, evidence: &[Evidence]) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = evidence
        .iter()
        .map(|one| match one {
            Evidence::Link(link) => view! {
                <li>
                    <a href=link.clone() rel="noreferrer">
                        {shown(link)}
                    </a>
                </li>
            }
            .into_any(),
            Evidence::Document(slug) => view! {
                <li>
                    <a href=routes::document_url(interface.lang, slug)>{slug.to_string()}</a>
                </li>
            }
            .into_any(),
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <div class="plan-entry-evidence">
                <span class="label">{interface.words.progress.evidence.as_str()}</span>
                <ul>{links}</ul>
            </div>
        }
    })
}

/// An address as a reader knows it: without its scheme.
fn shown(link: &str) -> String {
    let bare = link.split_once("://").map_or(link, |(_, rest)| rest);
    bare.trim_end_matches('/').to_owned()
}

fn strike(interface: Interface, entry: &Entry, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.progress;
    let came = returned();
    let id = entry.id.to_string();
    let own = came.value("entry") == id;
    let value = if own { came.value("why") } else { String::new() };
    let asks = Asks { autocomplete: "off", value, ..Asks::default() };
    view! {
        <details class="plan-entry-strike" open=own>
            <summary>{words.strike.as_str()}</summary>
            <form class="form" method="post" action=action.to_owned()>
                <input type="hidden" name="actie" value="strike"/>
                <input type="hidden" name="entry" value=id.clone()/>
                <Field id=format!("why-{id}") name="why" label=words.strike_why.as_str() asks/>
                <button class="button button-quiet" type="submit">
                    {words.strike_act.as_str()}
                </button>
            </form>
        </details>
    }
}

/// A form that records one entry. `fields` are those of its kind; day, text and evidence follow.
#[component]
pub fn Record(
    interface: Interface,
    #[prop(into)] action: String,
    act: &'static str,
    title: &'static str,
    /// What it is about; absent where the fields have it.
    #[prop(optional_no_strip)]
    subject: Option<Subject>,
    #[prop(optional_no_strip)] text: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let words = &interface.words.progress;
    let came = returned();
    let own = came.value("actie") == act;
    let value = |name: &str| if own { came.value(name) } else { String::new() };
    let day = Asks { kind: "date", autocomplete: "off", value: value("day"), ..Asks::default() };
    let about = subject.map(|subject| view! { <input type="hidden" name="subject" value=subject.to_string()/> });
    view! {
        <details class="record" open=own>
            <summary>{title}</summary>
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value=act/>
                {about}
                {children()}
                <Field id=format!("day-{act}") name="day" label=words.day.as_str() asks=day/>
                <Lines
                    id=format!("text-{act}")
                    name="text"
                    label=text.unwrap_or(words.text.as_str())
                    value=value("text")
                />
                <Lines
                    id=format!("evidence-{act}")
                    name="evidence"
                    label=words.evidence.as_str()
                    hint=words.evidence_hint.as_str()
                    value=value("evidence")
                    rows=2
                    optional=true
                />
                <button class="button" type="submit">
                    {words.save.as_str()}
                </button>
            </form>
        </details>
    }
}

/// What was filled in into a form of this kind, where that is the one that came back.
pub fn filled(act: &str, name: &str) -> String {
    let came = returned();
    if came.value("actie") == act { came.value(name) } else { String::new() }
}
