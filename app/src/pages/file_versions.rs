//! `/bijlagen/{id}/versies`: what a file was before it was corrected.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::desk::{Desk, Refusal};
use crate::model::attachment::{Carrier, FileHistory, FileVersion};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::tlp::TlpLabel;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn FileVersionsPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    ask(move |interface, desk| page(interface, desk, id))
}

async fn page(interface: Interface, desk: Desk, id: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.attachments;
    let id: Slug = id.parse().map_err(|_| Refusal::Absent)?;
    let FileHistory { attachment, title, session, versions } = desk.file_history(&id).await?;
    // A file that was never corrected has no such page.
    if versions.is_empty() {
        return Err(Refusal::Absent);
    }
    let above = match (&attachment.carrier, session) {
        (Carrier::Document(slug), _) => routes::document_url(lang, slug),
        (Carrier::Session { conference, .. }, Some(number)) => routes::session_url(lang, conference, number),
        (Carrier::Session { conference, .. }, None) => routes::conference_url(lang, conference),
        (Carrier::Draft(draft), _) => routes::draft_part_url(lang, draft, "voorbeeld"),
    };
    let heading = fill(&words.versions_title, &[("name", &attachment.name)]);
    let present = FileVersion {
        n: versions.first().map_or(1, |newest| newest.n + 1),
        name: attachment.name.clone(),
        kind: attachment.kind,
        digest: attachment.digest.clone(),
        size: attachment.size,
        added: attachment.added,
    };
    let newest = row(interface, &present, routes::attachment_url(&id), true);
    let older: Vec<_> = versions
        .iter()
        .map(|version| row(interface, version, routes::file_version_url(&id, version.n), false))
        .collect();
    Ok(view! {
        <Head title=heading.clone() in_both_languages=false/>
        <p class="document-kind">
            <a href=above>{title}</a>
        </p>
        <h1>{heading}</h1>
        <p class="lead">{words.versions_lead.as_str()}</p>
        <TlpLabel sharing=attachment.sharing.clone() interface/>
        <div class="scroll" tabindex="0" role="region" aria-label=words.versions_name.as_str()>
            <table class="rows attachments">
                <thead>
                    <tr>
                        <th scope="col" class="number">
                            {words.version.as_str()}
                        </th>
                        <th scope="col">{words.name.as_str()}</th>
                        <th scope="col">{words.added.as_str()}</th>
                    </tr>
                </thead>
                <tbody>{newest} {older}</tbody>
            </table>
        </div>
    })
}

fn row(interface: Interface, version: &FileVersion, href: String, present: bool) -> impl IntoView + use<> {
    let words = &interface.words.attachments;
    let about = format!("{} {}", version.kind.code().to_uppercase(), format::bytes(interface.lang, version.size));
    let present = present.then(|| view! { " " <span class="tag">{words.present.as_str()}</span> });
    view! {
        <tr>
            <th scope="row" class="number">
                {version.n}
            </th>
            <td class="attachment-name">
                <a href=href download>
                    {version.name.clone()}
                </a>
                {present}
                <span class="attachment-about">{about}</span>
            </td>
            <td>{format::moment(interface, version.added)}</td>
        </tr>
    }
}
