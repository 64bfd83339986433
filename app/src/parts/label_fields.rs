//! Who may read files, as a form asks for it.

use leptos::prelude::*;

use crate::desk::Returned;
use crate::model::attachment::{Allowance, FileKind};
use crate::model::tlp::Tlp;
use crate::parts::form::{Asks, Choice, Field, Ticks};
use crate::parts::format;
use crate::words::{Interface, fill};

/// Label, audience and limit. Before the files themselves: so the server knows them before the first byte of those.
#[component]
pub fn LabelFields(
    interface: Interface,
    /// The widest label that there is to choose.
    tlp: Tlp,
    /// The strictest one.
    #[prop(default = Tlp::Red)]
    strictest: Tlp,
    /// What was filled in before.
    filled: Returned,
    /// Whether the label of what the files hang on can be taken over.
    #[prop(default = true)]
    as_document: bool,
    /// Whether it is, where nothing else is chosen.
    #[prop(default = false)]
    preset: bool,
    /// Completes the ids where a page has several of these.
    #[prop(optional, into)]
    of: String,
) -> impl IntoView {
    let words = &interface.words.attachments;
    let mut options = Vec::new();
    if as_document {
        options.push(("document".to_owned(), fill(&words.as_document, &[("tlp", &tlp.label())])));
    }
    let narrower = Tlp::ALL.into_iter().filter(|label| *label >= tlp && *label <= strictest);
    options.extend(narrower.map(|label| (label.label().to_owned(), label.label().to_owned())));
    let audience = Asks {
        autocomplete: "off",
        value: filled.value("audience"),
        hint: words.audience_hint.clone(),
        optional: true,
        ..Asks::default()
    };
    let chosen = match filled.value("tlp") {
        none if none.is_empty() && preset => "document".to_owned(),
        chosen => chosen,
    };
    let public = vec![("1".to_owned(), words.public_bodies_only.clone(), filled.has("public_bodies_only", "1"))];
    view! {
        <Choice
            id=format!("tlp{of}")
            name="tlp"
            label=words.label.as_str()
            prompt=words.label_prompt.as_str()
            options
            chosen
        />
        <Field id=format!("audience{of}") name="audience" label=words.audience.as_str() asks=audience/>
        <Ticks name="public_bodies_only" label=words.limit.as_str() options=public/>
    }
}

/// Until when only organisers read the files of a session.
#[component]
pub fn EmbargoField(interface: Interface, filled: Returned, #[prop(optional, into)] of: String) -> impl IntoView {
    let words = &interface.words.attachments;
    let embargo = Asks {
        kind: "date",
        autocomplete: "off",
        value: filled.value("embargo"),
        hint: words.embargo_hint.clone(),
        optional: true,
    };
    view! { <Field id=format!("embargo{of}") name="embargo" label=words.embargo.as_str() asks=embargo/> }
}

/// The files themselves, several at once.
#[component]
pub fn FilesField(interface: Interface, allowance: Allowance) -> impl IntoView {
    let words = &interface.words.attachments;
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
    }
}
