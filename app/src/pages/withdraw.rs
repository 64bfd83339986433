//! `/documenten/{slug}/intrekken`, and what those who could read a document find in its place.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_url};

use crate::desk::{Desk, Refusal, Reply, returned};
use crate::model::document::Withdrawal;
use crate::model::slug::Slug;
use crate::model::workflow::Act;
use crate::parts::ask::ask;
use crate::parts::form::Came;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::text_area::TextArea;
use crate::parts::tlp::TlpLabel;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn WithdrawPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").and_then(|slug| slug.parse().ok());
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| form(interface, desk, slug, action))
}

async fn form(interface: Interface, desk: Desk, slug: Option<Slug>, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.revisions;
    let slug = slug.ok_or(Refusal::Absent)?;
    let article = desk.document(&slug).await?;
    if !article.acts.contains(&Act::Withdraw) {
        return Err(Refusal::Absent);
    }
    let came = returned();
    let title = format!("{}: {}", words.withdraw, article.document.write_up.title);
    Ok(view! {
        <Head title=title.clone() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::document_url(interface.lang, &slug)>{interface.words.contribute.to_document.as_str()}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">{words.withdraw_lead.as_str()}</p>
        <Came interface done=false/>
        <form class="form" method="post" action=action>
            <div class="field">
                <label for="reason">{words.reason.as_str()}</label>
                <p class="field-hint" id="reason-hint">
                    {words.reason_hint.as_str()}
                </p>
                <TextArea
                    id="reason".to_owned()
                    name="reason".to_owned()
                    value=came.value("reason")
                    described="reason-hint".to_owned()
                    required=true
                />
            </div>
            <div class="field">
                <label for="successor">{words.successor.as_str()}</label>
                <p class="field-hint" id="successor-hint">
                    {words.successor_hint.as_str()}
                </p>
                <input
                    class="field-input"
                    id="successor"
                    name="successor"
                    value=came.value("successor")
                    autocomplete="off"
                    aria-describedby="successor-hint"
                />
            </div>
            <button class="button" type="submit">
                {words.withdraw.as_str()}
            </button>
        </form>
    })
}

/// In the place of a document: that it is gone, why, and what says it now.
#[component]
pub fn WithdrawnView(withdrawal: Withdrawal, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.revisions;
    // Gone, and meant to be (RFC 9110, 15.5.11).
    if let Some(reply) = use_context::<Reply>() {
        reply.status(410);
    }
    let Withdrawal { at, reason, successor, article } = withdrawal;
    let write_up = article.document.write_up;
    let sentence = if successor.is_some() { &words.superseded } else { &words.withdrawn };
    let sentence = fill(sentence, &[("day", &format::day(interface, at))]);
    let successor = successor.map(|successor| {
        let href = routes::document_url(lang, &successor.slug);
        view! {
            <p>
                {words.successor.as_str()}
                ": "
                <a href=href>{successor.title}</a>
            </p>
        }
    });
    let last = routes::revision_url(lang, &write_up.slug, article.document.revision);
    view! {
        <Head title=write_up.title.clone() in_both_languages=false/>
        <h1>{write_up.title.clone()}</h1>
        <TlpLabel sharing=write_up.sharing.clone() interface/>
        <div class="came came-wrong">
            <p>
                <strong>{sentence}</strong>
            </p>
            <p>{words.reason.as_str()} ": " {reason}</p>
            {successor}
        </div>
        <p>
            <a href=last>{words.last.as_str()}</a>
            " · "
            <a href=routes::revisions_url(lang, &write_up.slug)>{words.all.as_str()}</a>
        </p>
    }
}
