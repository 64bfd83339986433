//! `/documenten/{slug}/bijlagen`: hanging files on a document, and taking them away, for who writes for its owner.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use crate::desk::{Desk, Refusal, returned};
use crate::model::attachment::FileKind;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::attachments::AttachmentTable;
use crate::parts::form::{Asks, Came, Choice, Field, Ticks};
use crate::parts::format;
use crate::parts::head::Head;
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
    let allowance = desk.allowance();
    let article = desk.document(&slug).await?;
    let words = &interface.words.attachments;
    let write_up = article.document.write_up;
    let tlp = write_up.sharing.tlp();
    let none = article.attachments.is_empty();
    let table = (!none).then(|| {
        let attachments = article.attachments;
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
    Ok(view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::document_url(interface.lang, &slug)>{write_up.title}</a>
        </p>
        <h1>{words.title.as_str()}</h1>
        <Came interface done/>
        {none.then(|| view! { <p class="section-text">{words.none.as_str()}</p> })}
        {table}
        <section class="section" aria-labelledby="add">
            <div class="section-head">
                <h2 id="add">{words.add.as_str()}</h2>
            </div>
            <form class="form" method="post" action=action enctype="multipart/form-data">
                <Labels interface tlp/>
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
                <button class="button" type="submit">
                    {words.send.as_str()}
                </button>
            </form>
        </section>
    })
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
