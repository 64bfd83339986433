//! `/bijdragen/{id}/beoordelen`: a draft for the second pair of eyes.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::edit::title_of;
use super::submit::FindingText;
use super::{Back, Section, Steps, id};
use crate::desk::{Desk, Refusal, returned};
use crate::model::draft::{DraftPage as Page, Preview};
use crate::model::slug::Slug;
use crate::model::workflow::{Act, State};
use crate::pages::document::ArticleView;
use crate::parts::ask::ask;
use crate::parts::comparison::Comparison;
use crate::parts::form::Came;
use crate::parts::head::Head;
use crate::parts::reach::ReachView;
use crate::parts::text_area::TextArea;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ReviewPage() -> impl IntoView {
    let (id, action) = (id(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| review(interface, desk, id, action))
}

async fn review(interface: Interface, desk: Desk, id: Option<Slug>, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.review;
    let Preview { page, article, compared } = desk.preview(&id.ok_or(Refusal::Absent)?).await?;
    if desk.reader().person().map(|person| &person.id) == Some(&page.draft.author) {
        return Err(Refusal::Absent);
    }
    let hubs = desk.hubs().await?;
    let title = format!("{}: {}", words.title, title_of(interface, &page.draft));
    let lead = if page.draft.state == State::Owed { &words.owed_lead } else { &words.lead };
    let lead = fill(lead, &[("organisation", &page.organisation.get(interface.lang))]);
    let behalf = page.writer.as_ref().map(|writer| {
        let written = fill(&words.written_by, &[("writer", &writer.get(interface.lang))]);
        view! { <p>{written}</p> }
    });
    let compared = if page.published.is_none() {
        Either::Left(view! { <p class="section-text">{words.compared_new.as_str()}</p> })
    } else {
        Either::Right(view! { <Comparison compared interface hubs=hubs.clone()/> })
    };
    let files: Vec<_> = page
        .replaced
        .iter()
        .filter_map(|(id, old)| {
            let file = page.files.iter().find(|file| file.id == *id)?;
            let sentence = fill(&words.replaces, &[("name", &file.name), ("old", old)]);
            Some(view! { <li><a href=routes::attachment_url(id) download>{sentence}</a></li> })
        })
        .collect();
    let replaced = (!files.is_empty()).then(|| {
        view! { <Section id="vervangen" title=&interface.words.contribute.files><ul>{files}</ul></Section> }
    });
    let reach = page.reach.clone().map(|reach| view! { <ReachView reach interface own=false/> });
    let steps = page.steps.clone();
    Ok(view! {
        <Head title=title.clone() in_both_languages=false/>
        <Back interface/>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {behalf}
        <Came interface done=false/>
        <Section id="verschil" title=&words.compared>
            {compared}
        </Section>
        {replaced}
        <Section id="lezers" title=&words.reach>
            {reach}
        </Section>
        <Reasons interface page=page.clone()/>
        <Steps interface steps/>
        <Verdict interface page action/>
        <Section id="voorbeeld" title=&interface.words.contribute.preview>
            {article.map(|article| view! { <ArticleView article hubs related=Vec::new() interface bare=true/> })}
        </Section>
    })
}

/// What the check found, and why the author leaves it.
#[component]
fn Reasons(interface: Interface, page: Page) -> impl IntoView {
    let words = &interface.words.review;
    let rows = page.findings.into_iter().map(|finding| {
        let reason = page.draft.reasons.get(&finding.id).cloned().unwrap_or_default();
        view! {
            <li class="finding">
                <FindingText interface finding/>
                <p>{words.reason_given.as_str()} ": " {reason}</p>
            </li>
        }
    });
    let rows = rows.collect_view();
    let none = rows.is_empty();
    view! {
        <Section id="controle" title=&words.check>
            {if none {
                Either::Left(view! { <p class="section-text">{words.check_none.as_str()}</p> })
            } else {
                Either::Right(view! { <ul class="findings">{rows}</ul> })
            }}
        </Section>
    }
}

#[component]
fn Verdict(interface: Interface, page: Page, action: String) -> impl IntoView {
    let words = &interface.words.review;
    let came = returned();
    let has = |act: Act| page.acts.contains(&act);
    let version = page.draft.version;
    let hidden = move || view! { <input type="hidden" name="version" value=version/> };
    let back = has(Act::SendBack).then(|| {
        view! {
            <form class="form" method="post" action=action.clone()>
                {hidden()}
                <div class="field">
                    <label for="remarks">{words.remarks.as_str()}</label>
                    <p class="field-hint" id="remarks-hint">
                        {words.remarks_hint.as_str()}
                    </p>
                    <TextArea
                        id="remarks".to_owned()
                        name="remarks".to_owned()
                        value=came.value("remarks")
                        rows=5
                        described="remarks-hint".to_owned()
                        required=true
                    />
                </div>
                <button class="button button-quiet" type="submit" name="actie" value="send-back">
                    {words.send_back.as_str()}
                </button>
            </form>
        }
    });
    let yes = |act: &'static str, label: &'static str| {
        view! {
            <form class="act" method="post" action=action.clone()>
                {hidden()}
                <button class="button" type="submit" name="actie" value=act>
                    {label}
                </button>
            </form>
        }
    };
    let publish = has(Act::Publish).then(|| yes("publish", &words.publish));
    let confirm = has(Act::Confirm).then(|| yes("confirm", &words.confirm));
    let schedule = has(Act::Schedule).then(|| {
        view! {
            <form class="form form-wide" method="post" action=action.clone()>
                {hidden()}
                <div class="field">
                    <label for="due">{words.due.as_str()}</label>
                    <p class="field-hint" id="due-hint">
                        {words.due_hint.as_str()}
                    </p>
                    <input
                        class="field-input"
                        id="due"
                        name="due"
                        r#type="datetime-local"
                        value=came.value("due")
                        aria-describedby="due-hint"
                        required
                    />
                </div>
                <button class="button button-quiet" type="submit" name="actie" value="schedule">
                    {words.schedule.as_str()}
                </button>
            </form>
        }
    });
    view! {
        <Section id="oordeel" title=&words.approve>
            {confirm}
            {publish}
            {schedule}
            {back}
        </Section>
    }
}
