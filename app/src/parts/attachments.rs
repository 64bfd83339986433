//! The files that hang on a document or a session: name, kind, size, label, and how much text was found in them.

use leptos::prelude::*;

use crate::model::attachment::Attachment;
use crate::model::tlp::Tlp;
use crate::parts::form::Act;
use crate::parts::format;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

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
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.attachments;
    let removes = !action.is_empty();
    let rows = attachments.into_iter().map(|attachment| {
        let kind = attachment.kind.code();
        let read = words.reading(attachment.reading, attachment.kind.unit());
        let first = attachment.reading.count().is_some();
        let text = match first {
            true => view! { <a href=routes::passage_url(lang, &attachment.id, 1)>{read}</a> }.into_any(),
            false => view! { <span class="subtle">{read}</span> }.into_any(),
        };
        let embargo = attachment.embargo.map(|until| {
            let sentence = fill(&words.under_embargo, &[("date", &format::day(interface, until))]);
            view! { <span class="tag">{sentence}</span> }
        });
        let remove = removes.then(|| {
            view! {
                <td>
                    <Act
                        action=action.clone()
                        act="detach"
                        with=vec![("id", attachment.id.to_string())]
                        label=words.remove.as_str()
                        about=attachment.name.clone()
                    />
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
                        <TlpChip tlp=attachment.sharing.tlp().max(document)/> " " {embargo}
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
    }
}
