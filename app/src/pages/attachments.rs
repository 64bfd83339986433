//! `/documenten/{slug}/bijlagen`: hanging files on a document, and taking them away, for who writes for its owner;
//! `/bijdragen/{id}/bijlagen`: the same on a draft, for its author; and `/congres/{slug}/{session}/bijlagen`: on a session, for
//! organisers.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use crate::desk::{Desk, Refusal, returned};
use crate::model::attachment::{Allowance, Attachment, Carrier, FileKind};
use crate::model::conference::Session;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::attachments::AttachmentTable;
use crate::parts::form::{Asks, Came, Choice, Field, Ticks};
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::upload::Upload;
use crate::routes;
use crate::words::{Interface, fill};

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
    let labels = view! { <Labels interface tlp/> }.into_any();
    Ok(whole(
        interface,
        Hanging { above, title: write_up.title, tlp, attachments, labels, done, action },
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
    let labels = view! { <p class="section-text">{interface.words.contribute.files_lead.as_str()}</p> }.into_any();
    let hanging = Hanging { above, title, tlp, attachments: page.files, labels, done, action };
    Ok(whole(interface, hanging, desk.allowance()))
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
    let hanging = Hanging { above, title: session.title, tlp: Tlp::Clear, attachments, labels, done, action };
    Ok(whole(interface, hanging, desk.allowance()))
}

/// Of the files of a conference those of one session.
pub fn of_session(material: Vec<Attachment>, session: &Session) -> Vec<Attachment> {
    let theirs =
        |attachment: &Attachment| matches!(&attachment.carrier, Carrier::Session { guid, .. } if *guid == session.guid);
    material.into_iter().filter(theirs).collect()
}

/// What a page of files is about.
struct Hanging {
    /// The address of what they hang on, and its title and label.
    above: String,
    title: String,
    tlp: Tlp,
    attachments: Vec<Attachment>,
    /// The fields that say who may read what is added.
    labels: AnyView,
    done: bool,
    action: String,
}

fn whole(interface: Interface, hanging: Hanging, allowance: Allowance) -> impl IntoView {
    let Hanging { above, title, tlp, attachments, labels, done, action } = hanging;
    let words = &interface.words.attachments;
    let none = attachments.is_empty();
    let table = (!none).then(|| {
        view! { <AttachmentTable attachments document=tlp interface action=action.clone()/> }
    });
    let hint = fill(
        &words.files_hint,
        &[
            ("count", &allowance.at_once),
            ("size", &format::bytes(interface.lang, allowance.file)),
            ("kinds", &FileKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ")),
        ],
    );
    let accept = FileKind::ALL.iter().map(|kind| format!(".{}", kind.code())).collect::<Vec<_>>().join(",");
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
                <div class="field">
                    <label for="files">{words.files.as_str()}</label>
                    <p class="field-hint" id="files-hint">
                        {hint}
                    </p>
                    <input
                        class="field-input field-file"
                        id="files"
                        name="files"
                        type="file"
                        accept=accept
                        aria-describedby="files-hint"
                        multiple
                        required
                    />
                </div>
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
    let embargo = Asks {
        kind: "date",
        autocomplete: "off",
        value: filled.value("embargo"),
        hint: words.embargo_hint.clone(),
        optional: true,
    };
    let consent = vec![("1".to_owned(), words.consent.clone(), filled.has("consent", "1"))];
    view! {
        {not_recorded.then(|| view! { <p class="section-text">{words.not_recorded_hint.as_str()}</p> })}
        <Ticks name="consent" label=words.consent_label.as_str() options=consent/>
        <Labels interface tlp=Tlp::Clear/>
        <Field id="embargo" name="embargo" label=words.embargo.as_str() asks=embargo/>
    }
}

/// Who may read the files. Before the files themselves: so the server knows it before the first byte of them.
#[component]
fn Labels(interface: Interface, tlp: Tlp) -> impl IntoView {
    let words = &interface.words.attachments;
    let filled = returned();
    let mut options = vec![("document".to_owned(), fill(&words.as_document, &[("tlp", &tlp.label())]))];
    let narrower = Tlp::ALL.into_iter().filter(|label| *label >= tlp);
    options.extend(narrower.map(|label| (label.label().to_owned(), label.label().to_owned())));
    let audience = Asks {
        autocomplete: "off",
        value: filled.value("audience"),
        hint: words.audience_hint.clone(),
        optional: true,
        ..Asks::default()
    };
    let public = vec![("1".to_owned(), words.public_bodies_only.clone(), filled.has("public_bodies_only", "1"))];
    view! {
        <Choice
            id="tlp"
            name="tlp"
            label=words.label.as_str()
            prompt=words.label_prompt.as_str()
            options
            chosen=filled.value("tlp")
        />
        <Field id="audience" name="audience" label=words.audience.as_str() asks=audience/>
        <Ticks name="public_bodies_only" label=words.limit.as_str() options=public/>
    }
}
