//! `/beheer/congressen/{slug}/bestand`: a schedule file comes in, and is looked at before it is taken over.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::publish::{changes, strange};
use super::{above, conference, workspace_of};
use crate::desk::{Desk, Refusal};
use crate::model::conference::{Log, ProgrammeDraft, Proposal, merge, other_year};
use crate::parts::ask::ask;
use crate::parts::form::{Act, Came};
use crate::parts::head::Head;
use crate::words::{Interface, fill};

#[component]
pub fn FilePage() -> impl IntoView {
    let (slug, action) = (conference(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| page(interface, desk, slug, action))
}

async fn page(interface: Interface, desk: Desk, slug: String, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.organising;
    let workspace = workspace_of(&desk, &slug).await?;
    let draft = &workspace.draft;
    let title = format!("{}: {}", draft.work.programme.title, words.part_file);
    let proposed = draft.work.proposal.as_ref().map(|proposal| proposed(interface, draft, proposal, action.clone()));
    Ok(view! {
        <Head title=title in_both_languages=false/>
        {above(interface, &workspace, "bestand")}
        <Came interface done=false/>
        {proposed}
        <section class="section" aria-labelledby="inlezen">
            <div class="section-head">
                <h2 id="inlezen">{words.part_file.as_str()}</h2>
            </div>
            <p class="section-text">{words.file_lead.as_str()}</p>
            <form class="form" method="post" action=action enctype="multipart/form-data">
                <div class="field">
                    <label for="file">{words.file.as_str()}</label>
                    <p class="field-hint" id="file-hint">
                        {words.file_hint.as_str()}
                    </p>
                    <input
                        class="field-input field-file"
                        id="file"
                        name="file"
                        type="file"
                        accept=".xml,.json"
                        aria-describedby="file-hint"
                        required
                    />
                </div>
                <button class="button" type="submit">
                    {words.file_send.as_str()}
                </button>
            </form>
        </section>
    })
}

/// What a file would change, in both ways in which it can be taken over.
fn proposed(
    interface: Interface,
    draft: &ProgrammeDraft,
    proposal: &Proposal,
    action: String,
) -> impl IntoView + use<> {
    let words = &interface.words.organising;
    let programme = &draft.work.programme;
    let odd = other_year(&draft.slug, Some(programme), &proposal.programme);
    let odd = odd.map(|odd| strange(interface, odd, &words.other_year_file));
    let read = fill(
        &words.file_read,
        &[
            ("file", &proposal.file),
            ("title", &proposal.programme.title),
            ("sessions", &proposal.programme.sessions.len()),
        ],
    );
    let way = |keep: bool, what: &'static str, label: &'static str| {
        let merged = merge(programme, &proposal.programme, keep);
        let log = Log::between(programme, &merged);
        let with = vec![("version", draft.version.to_string()), ("keep", u8::from(keep).to_string())];
        view! {
            <div class="organise-way">
                <h3>{what}</h3>
                {changes(interface, &merged, &log)}
                <Act action=action.clone() act="take-over" with label/>
            </div>
        }
    };
    view! {
        <section class="section" aria-labelledby="gelezen">
            <div class="section-head">
                <h2 id="gelezen">{read}</h2>
            </div>
            {odd}
            {way(true, &words.file_adds, &words.take_over_keep)}
            {way(false, &words.file_replaces, &words.take_over_replace)}
            <Act action=action.clone() act="drop" label=words.drop.as_str()/>
        </section>
    }
}
