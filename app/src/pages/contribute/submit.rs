//! `/bijdragen/{id}/indienen`: who will be able to read it, what the check found, and who is asked to look.

use std::collections::BTreeMap;

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::edit::title_of;
use super::preview::Flaws;
use super::{Back, Section, id};
use crate::desk::{Desk, Refusal, Returned, returned};
use crate::model::draft::{Choices, DraftPage as Page};
use crate::model::sensitive::{FILE, Finding};
use crate::model::sharing::Audience;
use crate::model::slug::Slug;
use crate::model::workflow::Act;
use crate::parts::ask::ask;
use crate::parts::form::Came;
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::reach::ReachView;
use crate::parts::sheet_label;
use crate::parts::text_area::TextArea;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn SubmitPage() -> impl IntoView {
    let (id, action) = (id(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| submit(interface, desk, id, action))
}

async fn submit(interface: Interface, desk: Desk, id: Option<Slug>, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.review;
    let page = desk.draft(&id.ok_or(Refusal::Absent)?).await?;
    // Only from its author's hands.
    if !page.acts.contains(&Act::Save) {
        return Err(Refusal::Absent);
    }
    let came = returned();
    let title = title_of(interface, &page.draft);
    let heading = format!("{}: {title}", words.submit);
    let edit = routes::draft_url(interface.lang, &page.draft.id);
    let flaws = if page.flaws.is_empty() {
        Either::Left(view! { <p class="section-text">{words.flaws_none.as_str()}</p> })
    } else {
        Either::Right(view! { <Flaws interface flaws=page.flaws.clone() at=edit.clone()/> })
    };
    let unused = page.reach.as_ref().is_some_and(|reach| !reach.unused.is_empty());
    // Without a label there is nobody to name yet; the fields above say so.
    let reach = page.reach.clone().map(|reach| view! { <ReachView reach interface/> });
    let sure = unused.then(|| {
        view! {
            <label class="tick">
                <input type="checkbox" name="sure" value="1" checked=came.has("sure", "1")/>
                {words.sure.as_str()}
            </label>
        }
    });
    let reasons = given(&page, &came);
    let chosen = chosen(&page, &came);
    let why = came.value("why");
    let urgent = page.acts.contains(&Act::PublishUrgently).then(|| {
        view! {
            <Section id="spoed" title=&words.urgent>
                <p class="section-text">{words.urgent_lead.as_str()}</p>
                <div class="field">
                    <label for="why">{words.why.as_str()}</label>
                    <TextArea id="why".to_owned() name="why".to_owned() value=why rows=2/>
                </div>
                <button class="button button-quiet" type="submit" name="actie" value="publish-urgently">
                    {words.urgent_button.as_str()}
                </button>
            </Section>
        }
    });
    let (version, findings, choices) = (page.draft.version, page.findings.clone(), page.choices.clone());
    Ok(view! {
        <Head title=heading.clone() in_both_languages=false/>
        <Back interface/>
        <h1>{heading}</h1>
        <p class="lead">{words.submit_lead.as_str()}</p>
        <p>
            <a href=edit>{interface.words.contribute.edit.as_str()}</a>
        </p>
        <Came interface done=false/>
        <Section id="velden" title=&words.flaws>
            {flaws}
        </Section>
        <form class="form sheet" method="post" action=action>
            <input type="hidden" name="version" value=version/>
            {reach
                .map(|reach| {
                    view! {
                        <Section id="lezers" title=&words.reach>
                            {reach}
                            {sure}
                        </Section>
                    }
                })}
            <Section id="controle" title=&words.check>
                <Findings interface findings reasons/>
            </Section>
            <Section id="wijziging" title=&words.change>
                <Change interface page came/>
            </Section>
            <Section id="wie" title=&words.ask>
                <Asking interface choices chosen/>
                <button class="button" type="submit" name="actie" value="submit">
                    {words.send.as_str()}
                </button>
            </Section>
            {urgent}
        </form>
    })
}

/// The reasons that were given before, or those of a form that came back.
fn given(page: &Page, came: &Returned) -> BTreeMap<String, String> {
    if came.fault.is_none() {
        return page.draft.reasons.clone();
    }
    let filled =
        page.findings.iter().map(|finding| (finding.id.clone(), came.value(&format!("reason.{}", finding.id))));
    filled.collect()
}

fn chosen(page: &Page, came: &Returned) -> String {
    match came.value("asked") {
        filled if came.fault.is_some() => filled,
        _ => page.draft.asked.as_ref().map(Audience::to_string).unwrap_or_default(),
    }
}

#[component]
fn Findings(interface: Interface, findings: Vec<Finding>, reasons: BTreeMap<String, String>) -> impl IntoView {
    let words = &interface.words.review;
    if findings.is_empty() {
        return Either::Left(view! { <p class="section-text">{words.check_none.as_str()}</p> });
    }
    let rows = findings.into_iter().map(|finding| {
        let id = format!("reason-{}", finding.id);
        let value = reasons.get(&finding.id).cloned().unwrap_or_default();
        view! {
            <li class="finding">
                <FindingText interface finding=finding.clone()/>
                <label for=id.clone()>{words.reason.as_str()}</label>
                <input
                    class="field-input"
                    id=id
                    name=format!("reason.{}", finding.id)
                    value=value
                    maxlength="2000"
                    autocomplete="off"
                />
            </li>
        }
    });
    Either::Right(view! {
        <p class="section-text">{words.check_lead.as_str()}</p>
        <ul class="findings">{rows.collect_view()}</ul>
    })
}

/// What was found, where, and the words around it.
#[component]
pub fn FindingText(interface: Interface, finding: Finding) -> impl IntoView {
    let words = &interface.words.review;
    let place = format!(
        "{}: {}, {}",
        capital(words.matter(finding.matter)),
        sheet_label::label(interface, &finding.field),
        fill(if finding.field.starts_with(FILE) { &words.part } else { &words.line }, &[("line", &finding.line)])
    );
    view! {
        <p>
            <strong>{place}</strong>
        </p>
        <p class="finding-text">{finding.before} <mark>{finding.text}</mark> {finding.after}</p>
    }
}

#[component]
fn Change(interface: Interface, page: Page, came: Returned) -> impl IntoView {
    let words = &interface.words.review;
    let first = page.draft.base == 0;
    let hint = if first { &words.note_first_hint } else { &words.note_hint };
    let note = match came.value("note") {
        filled if came.fault.is_some() => filled,
        _ => page.draft.sheet.text("note").to_owned(),
    };
    let minor = match came.fault {
        Some(_) => came.has("minor", "1"),
        None => page.draft.sheet.has("minor", "1"),
    };
    view! {
        <div class="field">
            <label for="note">{interface.words.sheet.note.as_str()}</label>
            <p class="field-hint" id="note-hint">
                {hint.as_str()}
            </p>
            <TextArea id="note".to_owned() name="note".to_owned() value=note rows=2 described="note-hint".to_owned()/>
        </div>
        {(!first)
            .then(|| {
                view! {
                    <label class="tick">
                        <input type="checkbox" name="minor" value="1" checked=minor/>
                        {words.minor_tick.as_str()}
                    </label>
                }
            })}
    }
}

#[component]
fn Asking(interface: Interface, choices: Choices, chosen: String) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.review;
    if choices.reviewers.is_empty() {
        return Either::Left(view! { <p class="section-text">{words.ask_none.as_str()}</p> });
    }
    let options = choices.reviewers.into_iter().map(|(code, name)| {
        let value = Audience::Organisation(code).to_string();
        let selected = value == chosen;
        view! { <option value=value selected=selected>{name.get(lang).to_owned()}</option> }
    });
    Either::Right(view! {
        <div class="field">
            <label for="asked">{interface.words.sheet.organisations.as_str()}</label>
            <p class="field-hint" id="asked-hint">
                {words.ask_hint.as_str()}
            </p>
            <select class="select field-select" id="asked" name="asked" aria-describedby="asked-hint">
                <option value="">{words.ask_any.as_str()}</option>
                {options.collect_view()}
            </select>
        </div>
    })
}
