//! The files that hang on a document or a session: name, kind, size, label, and how much text was found in them.

use leptos::prelude::*;

use crate::desk::returned;
use crate::model::attachment::Attachment;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::form::Act;
use crate::parts::format;
use crate::parts::page_pictures::PageRows;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

/// Whether another file can take the place of one of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Replacing {
    #[default]
    Never,
    Freely,
    /// Nobody has read it yet, so nothing of it is kept.
    Unpublished,
    /// Where those who spoke agree.
    Agreed,
}

/// A table of files. Whoever reads it may download each of them.
#[component]
pub fn AttachmentTable(
    attachments: Vec<Attachment>,
    /// The label of the document: a file is never shown with a wider one.
    document: Tlp,
    interface: Interface,
    /// Where the form to remove one is posted; without it there is none.
    #[prop(optional, into)]
    action: String,
    #[prop(optional)] replacing: Replacing,
    /// Whether one can be replaced here, and not removed.
    #[prop(optional)]
    keeps: bool,
    /// Files that are to take the place of others, with the names of these.
    #[prop(optional)]
    replaced: Vec<(Slug, String)>,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.attachments;
    let removes = !action.is_empty();
    let drawn = attachments.clone();
    let rows = attachments.into_iter().map(|attachment| {
        let kind = attachment.kind.code();
        let read = words.reading(attachment.reading, attachment.kind.unit());
        let text = match attachment.reading.count().is_some() {
            true => view! { <a href=routes::passage_url(lang, &attachment.id, 1)>{read}</a> }.into_any(),
            false => view! { <span class="subtle">{read}</span> }.into_any(),
        };
        let embargo = attachment.embargo.map(|until| {
            let sentence = fill(&words.under_embargo, &[("date", &format::day(interface, until))]);
            view! { <span class="tag">{sentence}</span> }
        });
        let versions = (attachment.versions > 0).then(|| {
            let [one, more] = &words.versions;
            let count = attachment.versions;
            let text = if count == 1 { one.clone() } else { fill(more, &[("count", &count)]) };
            view! { <a href=routes::file_versions_url(lang, &attachment.id)>{text}</a> }
        });
        let replaces = replaced.iter().find(|(id, _)| *id == attachment.id).map(|(_, name)| {
            view! { <span class="tag">{fill(&words.replaces, &[("name", name)])}</span> }
        });
        let remove = removes.then(|| {
            let detach = (!keeps).then(|| {
                view! {
                    <Act
                        action=action.clone()
                        act="detach"
                        with=vec![("id", attachment.id.to_string())]
                        label=words.remove.as_str()
                        about=attachment.name.clone()
                    />
                }
            });
            view! {
                <td class="attachment-acts">
                    {replace(interface, &attachment, replacing, action.clone())}
                    {detach}
                </td>
            }
        });
        view! {
            <tr>
                <td class="attachment-name">
                    <a href=routes::attachment_url(&attachment.id) download>
                        {attachment.name}
                    </a>
                    <span class="attachment-about">
                        {kind.to_uppercase()} " " {format::bytes(lang, attachment.size)} " "
                        <TlpChip tlp=attachment.sharing.tlp().max(document)/> " " {embargo} " " {versions} " " {replaces}
                    </span>
                </td>
                <td>{text}</td>
                {remove}
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=words.title.as_str()>
            <table class="rows attachments">
                <thead>
                    <tr>
                        <th scope="col">{words.name.as_str()}</th>
                        <th scope="col">{words.text.as_str()}</th>
                        {removes
                            .then(|| {
                                view! {
                                    <th scope="col">
                                        <span class="visually-hidden">{words.remove.as_str()}</span>
                                    </th>
                                }
                            })}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <PageRows attachments=drawn interface/>
    }
}

/// The form with which a corrected file takes the place of this one.
fn replace(
    interface: Interface,
    attachment: &Attachment,
    replacing: Replacing,
    action: String,
) -> Option<impl IntoView + use<>> {
    let words = &interface.words.attachments;
    let (id, name) = (attachment.id.to_string(), attachment.name.clone());
    let came = returned();
    let own = came.value("actie") == "replace" && came.value("id") == id;
    let agrees = (replacing == Replacing::Agreed).then(|| {
        view! {
            <label class="tick">
                <input type="checkbox" name="consent" value="1"/>
                {words.consent.as_str()}
            </label>
        }
    });
    let explained = match replacing {
        Replacing::Unpublished => words.replace_draft_hint.as_str(),
        _ => words.replace_hint.as_str(),
    };
    let (field, hint) = (format!("file-{id}"), format!("file-{id}-hint"));
    (replacing != Replacing::Never).then(|| {
        view! {
            <details class="attachment-replace" open=own>
                <summary>
                    {words.replace.as_str()} <span class="visually-hidden">" " {name}</span>
                </summary>
                <form class="form" method="post" action=action enctype="multipart/form-data">
                    <input type="hidden" name="actie" value="replace"/>
                    <input type="hidden" name="id" value=id/>
                    {agrees}
                    <div class="field">
                        <label for=field.clone()>{words.replace_with.as_str()}</label>
                        <p class="field-hint" id=hint.clone()>
                            {explained}
                        </p>
                        <input
                            class="field-input field-file"
                            id=field
                            name="files"
                            type="file"
                            aria-describedby=hint
                            required
                        />
                    </div>
                    <button class="button button-quiet" type="submit">
                        {words.replace.as_str()}
                    </button>
                </form>
            </details>
        }
    })
}
