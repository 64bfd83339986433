//! `/documenten/{slug}/bijlagen`: hanging files on a document, and taking them away, for who writes for its owner;
//! `/bijdragen/{id}/bijlagen`: the same on a draft, for its author; and `/congres/{slug}/{session}/bijlagen`: on a session, for
//! organisers.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use crate::desk::{Desk, Refusal, returned};
use crate::model::attachment::{Allowance, Attachment};
use crate::model::conference::Session;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::attachments::{AttachmentTable, Replacing};
use crate::parts::form::{Came, Ticks};
use crate::parts::head::Head;
use crate::parts::label_fields::{EmbargoField, FilesField, LabelFields};
use crate::parts::upload::Upload;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn AttachmentsPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, slug, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    slug: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    if !desk.may_attach(&slug).await? {
        return Err(Refusal::Absent);
    }
    let article = desk.document(&slug).await?;
    let write_up = article.document.write_up;
    let tlp = write_up.sharing.tlp();
    let (above, attachments) = (routes::document_url(interface.lang, &slug), article.attachments);
    let labels = view! { <LabelFields interface tlp filled=returned()/> }.into_any();
    Ok(whole(
        interface,
        Hanging {
            above,
            title: write_up.title,
            tlp,
            attachments,
            replaced: Vec::new(),
            labels,
            replacing: Replacing::Freely,
            done,
            action,
        },
        desk.allowance(),
    ))
}

#[component]
pub fn DraftFilesPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| draft_files(interface, desk, id, done, action))
}

async fn draft_files(
    interface: Interface,
    desk: Desk,
    id: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let id: Slug = id.parse().map_err(|_| Refusal::Absent)?;
    if !desk.may_attach_to_draft(&id).await? {
        return Err(Refusal::Absent);
    }
    let page = desk.draft(&id).await?;
    let tlp = page.draft.sheet.sharing().map_or(Tlp::Red, |sharing| sharing.tlp());
    let (above, title) = (routes::draft_url(interface.lang, &id), page.draft.title().to_owned());
    let labels = view! {
        <p class="section-text">{interface.words.contribute.files_lead.as_str()}</p>
        <LabelFields interface tlp strictest=Tlp::Amber filled=returned() preset=true/>
    };
    let labels = labels.into_any();
    let published = page.replaceable;
    let published = (!published.is_empty()).then(|| published_files(interface, published, tlp, action.clone()));
    let hanging = Hanging {
        above,
        title,
        tlp,
        attachments: page.files,
        replaced: page.replaced,
        labels,
        replacing: Replacing::Unpublished,
        done,
        action,
    };
    Ok(view! {
        {whole(interface, hanging, desk.allowance())}
        {published}
    })
}

/// What hangs on the document that the draft is a next revision of: each can be replaced with the draft.
fn published_files(interface: Interface, attachments: Vec<Attachment>, tlp: Tlp, action: String) -> impl IntoView {
    let words = &interface.words.attachments;
    view! {
        <section class="section" aria-labelledby="published">
            <div class="section-head">
                <h2 id="published">{words.replaceable.as_str()}</h2>
            </div>
            <p class="section-text">{words.replaceable_lead.as_str()}</p>
            <AttachmentTable
                attachments
                document=tlp
                interface
                action
                replacing=Replacing::Freely
                keeps=true
            />
        </section>
    }
}

#[component]
pub fn MaterialPage() -> impl IntoView {
    let params = use_params_map();
    let slug = params.read_untracked().get("slug").unwrap_or_default();
    let number = params.read_untracked().get("session").unwrap_or_default();
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| material(interface, desk, slug, number, done, action))
}

async fn material(
    interface: Interface,
    desk: Desk,
    slug: String,
    number: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let number: u64 = number.parse().map_err(|_| Refusal::Absent)?;
    if !desk.organises() {
        return Err(Refusal::Absent);
    }
    let session = desk.session(&slug, number).await?.session;
    let attachments = of_session(desk.material(&slug).await?, &session);
    let above = routes::session_url(interface.lang, &slug, number);
    let labels = view! { <Terms interface not_recorded=session.do_not_record/> }.into_any();
    let speakers = routes::speakers_url(interface.lang, &slug, number);
    let hanging = Hanging {
        above,
        title: session.title,
        tlp: Tlp::Clear,
        attachments,
        replaced: Vec::new(),
        labels,
        replacing: Replacing::Agreed,
        done,
        action,
    };
    Ok(view! {
        {whole(interface, hanging, desk.allowance())}
        <p class="section-text">
            <a href=speakers>{interface.words.speakers.open.as_str()}</a>
        </p>
    })
}

/// Of the files of a conference those of one session.
pub fn of_session(material: Vec<Attachment>, session: &Session) -> Vec<Attachment> {
    material.into_iter().filter(|attachment| attachment.carrier.is_session(&session.guid)).collect()
}

/// What a page of files is about.
struct Hanging {
    /// The address of what they hang on, and its title and label.
    above: String,
    title: String,
    tlp: Tlp,
    attachments: Vec<Attachment>,
    /// Which of them are to take the place of others, with the names of these.
    replaced: Vec<(Slug, String)>,
    /// The fields that say who may read what is added.
    labels: AnyView,
    replacing: Replacing,
    done: bool,
    action: String,
}

fn whole(interface: Interface, hanging: Hanging, allowance: Allowance) -> impl IntoView {
    let Hanging { above, title, tlp, attachments, replaced, labels, replacing, done, action } = hanging;
    let words = &interface.words.attachments;
    let none = attachments.is_empty();
    let table = (!none).then(|| {
        view! { <AttachmentTable attachments document=tlp interface action=action.clone() replacing replaced/> }
    });
    view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <p class="document-kind">
            <a href=above>{title}</a>
        </p>
        <h1>{words.title.as_str()}</h1>
        <Came interface done/>
        {none.then(|| view! { <p class="section-text">{words.none.as_str()}</p> })}
        {table}
        <section class="section" aria-labelledby="add">
            <div class="section-head">
                <h2 id="add">{words.add.as_str()}</h2>
            </div>
            <form class="form" method="post" action=action enctype="multipart/form-data" data-upload="1">
                {labels}
                <FilesField interface allowance/>
                <Upload interface/>
                <button class="button" type="submit">
                    {words.send.as_str()}
                </button>
            </form>
        </section>
    }
}

/// What goes with the files of a session: who may read them, from when, and that those who spoke agree.
#[component]
fn Terms(interface: Interface, not_recorded: bool) -> impl IntoView {
    let words = &interface.words.attachments;
    let filled = returned();
    let consent = vec![("1".to_owned(), words.consent.clone(), filled.has("consent", "1"))];
    view! {
        {not_recorded.then(|| view! { <p class="section-text">{words.not_recorded_hint.as_str()}</p> })}
        <Ticks name="consent" label=words.consent_label.as_str() options=consent/>
        <LabelFields interface tlp=Tlp::Clear filled=filled.clone()/>
        <EmbargoField interface filled/>
    }
}
