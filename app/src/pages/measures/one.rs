//! `/maatregelen/{code}`: one measure with what became of it, and the forms of those who keep its record.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use super::list::in_language;
use super::promises;
use crate::desk::{Desk, Refusal};
use crate::model::document::Listing;
use crate::model::place::Hub;
use crate::model::plan::{Measure, MeasureStatus, Organisation, Plan};
use crate::model::progress::{Entry, Reached, Subject, Told, standing, status};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::document_row::foreign;
use crate::parts::entries::{Known, Record, filled, history};
use crate::parts::form::{Asks, Came, Choice, Field};
use crate::parts::format::{capital, date, period};
use crate::parts::head::Head;
use crate::parts::keeping::keeping;
use crate::parts::marks::{HubTags, LineTags};
use crate::parts::source::SourceLine;
use crate::parts::title_block::{Field as Fact, TitleBlock};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn MeasurePage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("code").unwrap_or_default();
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, code, done, action))
}

/// More documents than any plan refers to.
const ALL: u32 = 1000;

async fn page(
    interface: Interface,
    desk: Desk,
    code: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let plan = desk.plan().await?;
    let measure = plan.measures.iter().find(|one| one.code == code).ok_or(Refusal::Absent)?;
    let hubs = desk.hubs().await?;
    let partners = desk.partners().await?;
    let entries = desk.entries().await?;
    let subject = Subject::Measure(code);
    let keeps = desk.keeps(&subject).await?;
    let known = Known { organisations: &partners, measures: &plan.measures };
    let own: Vec<&Entry> = entries.iter().filter(|entry| entry.subject == subject).collect();
    let past = if own.is_empty() {
        view! { <p class="empty">{words.progress.no_history.as_str()}</p> }.into_any()
    } else {
        history(interface, &own, known, keeps.then_some(action.as_str())).into_any()
    };
    let listed = desk.documents(&Listing { prefer: Some(lang), size: ALL, ..Listing::default() }).await?.items;
    let documents: Vec<_> = measure
        .documents
        .iter()
        .filter_map(|slug| in_language(&listed, slug))
        .map(|document| {
            view! {
                <li>
                    <a href=routes::document_url(lang, &document.slug) lang=foreign(document.lang.code(), lang.code())>
                        {document.title.clone()}
                    </a>
                    " "
                    <span class="subtle">{words.names.kind(document.kind)}</span>
                </li>
            }
        })
        .collect();
    let promised: Vec<_> =
        plan.promises.iter().filter(|promise| promise.measure.as_ref() == Some(&measure.code)).collect();
    let promised = (!promised.is_empty()).then(|| promises::list(interface, &promised, &entries, known));
    let effect = view! {
        <p class="section-text">
            {words.effect.lead.as_str()} " "
            <a href=routes::effect_url(lang, &measure.code)>{words.effect.to_page.as_str()}</a>
        </p>
    };
    let forms = keeps.then(|| forms(interface, &subject, &plan, &partners, &action));
    let title = measure.title.get(lang).to_owned();
    Ok(view! {
        <Head title=title.clone() description=measure.summary.get(lang).to_owned()/>
        <Back href=routes::measures_url(lang) name=words.measures.title.as_str()/>
        <h1>{title}</h1>
        <Came interface done/>
        <p class="lead">{measure.summary.get(lang).to_owned()}</p>
        <TitleBlock fields=facts(interface, measure, &entries, &partners, &hubs)/>
        {needs(interface, measure, &plan, &entries)}
        {milestones(interface, measure, &entries)}
        {section("toezeggingen", &words.progress.promises, promised.map(IntoAny::into_any))}
        {section(
            "documenten",
            &words.measures.documents,
            (!documents.is_empty()).then(|| view! { <ul class="link-list">{documents}</ul> }.into_any()),
        )}
        {section("verloop", &words.progress.history, Some(past))}
        {section("effect", &words.effect.title, Some(effect.into_any()))}
        {forms}
    })
}

fn section(id: &'static str, title: &'static str, inside: Option<AnyView>) -> Option<impl IntoView> {
    inside.map(|inside| {
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section-head">
                    <h2 id=id>{title}</h2>
                </div>
                {inside}
            </section>
        }
    })
}

fn facts(
    interface: Interface,
    measure: &Measure,
    entries: &[Entry],
    partners: &[Organisation],
    hubs: &[Hub],
) -> Vec<Fact> {
    let Interface { lang, words } = interface;
    let (now, by) = status(entries, &measure.code, measure.status);
    let of_source = capital(words.names.status(measure.status));
    let note = measure.status_note.as_ref().map(|note| format!("{of_source}. {}", note.get(lang)));
    let as_of = by.map(|entry| fill(&words.progress.as_of, &[("date", &date(interface, entry.day))]));
    let actors: Vec<&str> = measure.actors.iter().map(|actor| actor.get(lang)).collect();
    let subject = Subject::Measure(measure.code.clone());
    let owner = standing(entries, &subject).filter_map(|entry| match &entry.said.told {
        Told::Owner { organisation } => Some(organisation),
        _ => None,
    });
    let owner = owner.last().map(|owner| {
        let named = partners.iter().find(|one| one.slug == *owner);
        named.map_or_else(|| owner.to_string(), |one| one.name.get(lang).to_owned())
    });
    let mut facts = Vec::new();
    if let Some(as_of) = as_of {
        facts.push(Fact::new(
            &words.progress.status_now,
            view! {
                {capital(words.names.status(now))}
                " "
                <span class="subtle small">{as_of}</span>
            },
        ));
    }
    facts.push(Fact::wide(&words.progress.status_source, note.unwrap_or(of_source)));
    facts.push(Fact::new(&words.progress.owner, owner.unwrap_or_else(|| words.progress.no_owner.clone())));
    if !actors.is_empty() {
        facts.push(Fact::wide(&words.measures.actors, actors.join(", ")));
    }
    if !measure.hubs.is_empty() {
        let tags = view! { <HubTags hubs=measure.hubs.clone() known=hubs.to_vec() lang/> };
        facts.push(Fact::new(&words.measures.hub, tags));
    }
    let lines = view! { <LineTags lines=measure.lines.clone() interface/> };
    facts.push(Fact::new(&words.measures.line, lines));
    facts.push(Fact::wide(&words.measures.source, view! { <SourceLine source=measure.source.clone()/> }));
    facts
}

/// The measures that have to come first, each with how far it is.
fn needs(interface: Interface, measure: &Measure, plan: &Plan, entries: &[Entry]) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let subject = Subject::Measure(measure.code.clone());
    let recorded = standing(entries, &subject).filter_map(|entry| match &entry.said.told {
        Told::Needs { measure } => Some(measure),
        _ => None,
    });
    let mut codes: Vec<&Slug> = measure.needs.iter().chain(recorded).collect();
    codes.sort();
    codes.dedup();
    let rows: Vec<_> = codes
        .into_iter()
        .filter_map(|code| plan.measures.iter().find(|one| one.code == *code))
        .map(|other| {
            let (now, _) = status(entries, &other.code, other.status);
            view! {
                <li>
                    <a href=routes::measure_url(lang, &other.code)>{other.title.get(lang).to_owned()}</a>
                    " "
                    <span class="subtle">{words.names.status(now)}</span>
                </li>
            }
        })
        .collect();
    let inside = (!rows.is_empty()).then(|| view! { <ul class="link-list">{rows}</ul> }.into_any());
    section("afhankelijk", &words.progress.needs, inside)
}

/// The milestones of the source and those that were recorded, in the order of their periods. Of one that was recorded more
/// than once for a period, each is there, in the order of days.
fn milestones(interface: Interface, measure: &Measure, entries: &[Entry]) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let subject = Subject::Measure(measure.code.clone());
    let mut all: Vec<_> =
        measure.milestones.iter().map(|one| (one.period, one.text.get(lang).to_owned(), None)).collect();
    all.extend(standing(entries, &subject).filter_map(|entry| match entry.said.told {
        Told::Milestone { period, reached } => Some((period, entry.said.text.clone(), Some(reached))),
        _ => None,
    }));
    all.sort_by_key(|(period, ..)| *period);
    let rows: Vec<_> = all
        .into_iter()
        .map(|(when, text, reached)| {
            let reached = reached.map(|reached| {
                view! {
                    " "
                    <span class="subtle">{words.progress.reached.of(reached)}</span>
                }
            });
            view! {
                <li>
                    <span class="event-period">{capital(&period(interface, when))}</span>
                    {reached}
                    <p>{text}</p>
                </li>
            }
        })
        .collect();
    let inside = (!rows.is_empty()).then(|| view! { <ol class="milestones">{rows}</ol> }.into_any());
    section("mijlpalen", &words.measures.milestones, inside)
}

fn forms(
    interface: Interface,
    subject: &Subject,
    plan: &Plan,
    partners: &[Organisation],
    action: &str,
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.progress;
    let statuses = MeasureStatus::ALL.map(|one| (one.code().to_owned(), capital(names.status(one))));
    let reached = Reached::ALL.iter().map(|one| (one.code().to_owned(), capital(words.reached.of(*one))));
    let organisations = partners.iter().map(|one| (one.slug.to_string(), one.name.get(lang).to_owned()));
    let measures = plan.measures.iter().filter(|one| Subject::Measure(one.code.clone()) != *subject);
    let measures = measures.map(|one| (one.code.to_string(), one.title.get(lang).to_owned()));
    let when = Asks {
        autocomplete: "off",
        value: filled("milestone", "period"),
        hint: words.period_hint.clone(),
        ..Asks::default()
    };
    let choice = |act: &'static str, name: &'static str, label: &'static str, options: Vec<(String, String)>| {
        view! { <Choice id=format!("{name}-{act}") name label prompt=words.choose.as_str() options chosen=filled(act, name)/> }
    };
    let status = choice("status", "status", &words.status, statuses.into());
    let state = choice("milestone", "reached", &words.state, reached.collect());
    let organisation = choice("owner", "organisation", &words.organisation, organisations.collect());
    let measure = choice("needs", "measure", &words.measure, measures.collect());
    let about = || Some(subject.clone());
    keeping(
        interface,
        view! {
            <Record interface action act="status" title=words.record_status.as_str() subject=about() text=None>
                {status}
            </Record>
            <Record
                interface
                action
                act="milestone"
                title=words.record_milestone.as_str()
                subject=about()
                text=Some(words.milestone_text.as_str())
            >
                <Field id="period" name="period" label=words.period.as_str() asks=when/>
                {state}
            </Record>
            <Record interface action act="owner" title=words.record_owner.as_str() subject=about() text=None>
                {organisation}
            </Record>
            <Record interface action act="needs" title=words.record_needs.as_str() subject=about() text=None>
                {measure}
            </Record>
        },
    )
}
