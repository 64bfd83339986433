//! `/bijdragen/nieuw` and `/bijdragen/{id}`: the form of a draft, or where it is when it is out of its author's hands.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use super::form::SheetForm;
use super::{Back, Section, Steps, done, id};
use crate::desk::{Desk, Fault, Refusal, Returned, returned};
use crate::model::attachment::Attachment;
use crate::model::draft::{Draft, DraftPage as Page};
use crate::model::facts::Kind;
use crate::model::lang::Lang;
use crate::model::sheet::Sheet;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::model::workflow::{Act, State};
use crate::parts::ask::ask;
use crate::parts::attachments::AttachmentTable;
use crate::parts::comparison::Comparison;
use crate::parts::form::{Act as Button, Came};
use crate::parts::format::{self, capital};
use crate::parts::head::Head;
use crate::parts::reach::ReachView;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn NewDraftPage() -> impl IntoView {
    let kind = use_query_map().read_untracked().get("soort").and_then(|kind| Kind::parse(&kind));
    let url = use_url().get_untracked();
    let address = format!("{}?{}", url.path(), url.search());
    ask(move |interface, desk| new_draft(interface, desk, kind, address))
}

async fn new_draft(
    interface: Interface,
    desk: Desk,
    kind: Option<Kind>,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.contribute;
    let came = returned();
    let Some(kind) = kind else {
        // A draft of a document that was not begun: there is no form of its own to come back to.
        let fault = came.fault.map(|_| view! { <Came interface done=false/> }).ok_or(Refusal::Absent)?;
        return Ok(Either::Left(view! {
            <Head title=words.title.as_str() in_both_languages=false/>
            <Back interface/>
            <h1>{words.title.as_str()}</h1>
            {fault}
        }));
    };
    let choices = desk.choices().await?;
    let sheet = match came.fault {
        Some(_) => filled(kind, &came),
        None => Sheet::from_pairs(kind, [("lang", lang(interface)), ("body", words.body_template(kind).trim_start())]),
    };
    let title = fill(&words.template, &[("kind", &interface.words.names.kind(kind))]);
    Ok(Either::Right(view! {
        <Head title=title.clone() in_both_languages=false/>
        <Back interface/>
        <h1>{title}</h1>
        <p class="lead">{words.about(kind)}</p>
        <Came interface done=false/>
        <SheetForm interface kind sheet flaws=Vec::new() choices action draft=format!("new-{}", kind.code())/>
    }))
}

fn lang(interface: Interface) -> &'static str {
    if interface.lang == Lang::Nl { "nl" } else { "en" }
}

/// What somebody filled in, when the form came back.
fn filled(kind: Kind, came: &Returned) -> Sheet {
    Sheet::from_pairs(kind, came.filled())
}

#[component]
pub fn DraftPage() -> impl IntoView {
    let (id, done, action) = (id(), done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| async move {
        let id = id.ok_or(Refusal::Absent)?;
        let page = desk.draft(&id).await?;
        // Whoever only looks at it has a page of their own.
        if desk.reader().person().map(|person| &person.id) != Some(&page.draft.author) {
            return Err(Refusal::Absent);
        }
        draft(interface, desk, page, done, action).await
    })
}

async fn draft(
    interface: Interface,
    desk: Desk,
    page: Page,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.contribute;
    let came = returned();
    let title = title_of(interface, &page.draft);
    let steps = page.steps.clone();
    let writes = page.acts.contains(&Act::Save);
    let discards = page.acts.contains(&Act::Discard);
    let discard = discards.then(|| {
        view! {
            <div class="draft-discard">
                <p class="small subtle">{words.discard_hint.as_str()}</p>
                <Button action=action.clone() act="discard" label=words.discard.as_str()/>
            </div>
        }
    });
    let kind = capital(interface.words.names.kind(page.draft.kind));
    let behalf = page.writer.is_some().then(|| {
        let organisation = page.organisation.get(lang).to_owned();
        view! { " · " {fill(&words.behalf, &[("organisation", &organisation)])} }
    });
    let state = capital(words.state(page.draft.state));
    let saved = fill(&words.saved, &[("time", &format::moment(interface, page.draft.saved))]);
    let body = if writes {
        // The form came back: what was typed is in it, beside what was saved meanwhile.
        let sheet = if came.fault.is_some() { filled(page.draft.kind, &came) } else { page.draft.sheet.clone() };
        let moved = came.fault == Some(Fault::Moved);
        let conflict = if moved { Some(desk.compare(page.draft.sheet.clone(), sheet.clone()).await?) } else { None };
        let conflict = conflict.map(|compared| {
            view! {
                <Section id="conflict" title=&words.conflict>
                    <p class="section-text">{words.conflict_text.as_str()}</p>
                    <Comparison compared interface/>
                </Section>
            }
        });
        let overtaken = match page.overtaken {
            None => None,
            Some(revision) => {
                let published = page.published.clone().unwrap_or_default();
                let compared = desk.compare(published, page.draft.sheet.clone()).await?;
                Some(view! { <Overtaken interface draft=page.draft.clone() revision compared action=action.clone()/> })
            }
        };
        // A form that was never saved has no flaws yet: nobody is blamed for what they did not get to.
        let flaws = if page.draft.version > 1 || came.fault.is_some() { page.flaws } else { Vec::new() };
        let version = Some(page.draft.version);
        Either::Left(view! {
            {conflict}
            {overtaken}
            <SheetForm
                interface
                kind=page.draft.kind
                draft=page.draft.id.to_string()
                sheet
                flaws
                choices=page.choices
                action=action.clone()
                version
                reach=page.reach
            />
            {discard}
        })
    } else {
        let retract = page.acts.contains(&Act::Retract).then(|| {
            view! {
                <p class="section-text">{words.waits.as_str()}</p>
                <Button action=action.clone() act="retract" label=words.retract.as_str()/>
            }
        });
        let public = matches!(page.draft.state, State::Published | State::Owed);
        let document = public.then(|| {
            view! {
                <p>
                    <a href=routes::document_url(lang, &page.draft.slug)>{words.to_document.as_str()}</a>
                </p>
            }
        });
        let due = page.draft.due.map(|due| {
            view! { <p>{capital(&fill(&words.due, &[("time", &format::moment(interface, due))]))}</p> }
        });
        // Whoever may only throw it away may not read any more what they began to revise.
        let closed = discards.then(|| view! { <p class="section-text">{words.closed.as_str()}</p> });
        Either::Right(view! {
            {closed}
            {due}
            {retract}
            {discard}
            {document}
            {page.reach.map(|reach| view! { <ReachView reach interface/> })}
        })
    };
    let files = view! { <Files interface files=page.files replaced=page.replaced draft=page.draft.clone() writes/> };
    let preview = routes::draft_part_url(lang, &page.draft.id, "voorbeeld");
    let submit = routes::draft_part_url(lang, &page.draft.id, "indienen");
    Ok(view! {
        <Head title=title.clone() in_both_languages=false/>
        <Back interface/>
        <h1>{title}</h1>
        <p class="draft-line">
            {kind}
            " · "
            <span class="draft-state">{state}</span>
            {behalf}
            " · "
            <span class="subtle">{saved}</span>
            " · "
            <a href=preview>{words.preview.as_str()}</a>
            {writes.then(|| view! { " · " <a href=submit>{words.to_submit.as_str()}</a> })}
        </p>
        <Came interface done/>
        <Steps interface steps/>
        {files}
        {body}
    })
}

/// What goes along with a draft, and for who writes it the way to change that.
#[component]
fn Files(
    interface: Interface,
    files: Vec<Attachment>,
    /// Which of them replace others, with the names of these.
    replaced: Vec<(Slug, String)>,
    draft: Draft,
    writes: bool,
) -> impl IntoView {
    if files.is_empty() && !writes {
        return None;
    }
    let words = &interface.words.contribute;
    let tlp = draft.sheet.sharing().map_or(Tlp::Red, |sharing| sharing.tlp());
    let table =
        (!files.is_empty()).then(|| view! { <AttachmentTable attachments=files document=tlp interface replaced/> });
    let manage = writes.then(|| {
        let address = routes::draft_part_url(interface.lang, &draft.id, "bijlagen");
        view! {
            <p class="attachments-manage">
                <a href=address>{interface.words.attachments.manage.as_str()}</a>
            </p>
        }
    });
    Some(view! {
        <Section id="bestanden" title=&words.files>
            {table}
            {manage}
        </Section>
    })
}

/// What to do when another revision was published since the draft was begun.
#[component]
fn Overtaken(
    interface: Interface,
    draft: Draft,
    revision: u32,
    compared: Vec<crate::model::comparison::Compared>,
    action: String,
) -> impl IntoView {
    let words = &interface.words.contribute;
    let about = move |sentence: &str| fill(sentence, &[("revision", &revision)]);
    view! {
        <Section id="ingehaald" title=&words.conflict>
            <p class="section-text">{about(&words.overtaken)}</p>
            <Comparison compared interface/>
            <form class="act" method="post" action=action>
                <input type="hidden" name="actie" value="rebase"/>
                <input type="hidden" name="version" value=draft.version/>
                <p class="small subtle">{about(&words.rebase_hint)}</p>
                <button class="button" type="submit">
                    {about(&words.rebase)}
                </button>
            </form>
        </Section>
    }
}

/// The title of a draft, or that it has none yet.
pub fn title_of(interface: Interface, draft: &Draft) -> String {
    match draft.title() {
        "" => interface.words.contribute.untitled.clone(),
        title => title.to_owned(),
    }
}
