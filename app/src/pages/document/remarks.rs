//! What readers said about the document, for who is signed in, and the way to propose a change.

use leptos::prelude::*;

use super::{Below, returned_to};
use crate::desk::{Desk, Refusal, returned};
use crate::model::document::Document;
use crate::model::remark::{Remark, RemarkKind};
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::model::workflow::looks_after;
use crate::parts::form::{Act, Came, Choice, Ticks};
use crate::parts::format;
use crate::parts::text_area::Lines;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::Interface;

/// The section below the text; nothing for who has no account.
pub async fn remarks(
    interface: Interface,
    desk: &Desk,
    document: &Document,
    done: &str,
) -> Result<Option<Below>, Refusal> {
    let Some(account) = desk.account() else { return Ok(None) };
    let Interface { lang, words } = interface;
    let words = &words.remark;
    let slug = &document.write_up.slug;
    let remarks = desk.remarks_of(slug).await?;
    let proposals = desk.proposals_of(slug).await?;
    let organisations: Vec<Slug> = remarks.iter().map(|remark| remark.organisation.clone()).collect();
    let tlp = remarks.iter().map(|remark| remark.tlp).max().unwrap_or(Tlp::Clear);
    let names = desk.names_of(&organisations).await?;
    let none = remarks.is_empty().then(|| view! { <p class="empty">{words.none.as_str()}</p> });
    let action = routes::document_url(lang, slug);
    let rows = remarks.into_iter().map(|remark| {
        let by = names.get(&remark.organisation).map_or_else(String::new, |name| name.get(lang).to_owned());
        view! { <RemarkRow interface remark by action=action.clone()/> }
    });
    let rows = rows.collect_view();
    let proposals = (!proposals.is_empty()).then(|| {
        let rows = proposals.into_iter().map(|row| {
            view! {
                <li>
                    <a href=routes::proposal_url(lang, slug, &row.id)>{format::moment(interface, row.at)}</a>
                    " · "
                    {words.state(row.state).to_owned()}
                </li>
            }
        });
        view! {
            <h3>{words.proposals.as_str()}</h3>
            <ul class="proposal-list">{rows.collect_view()}</ul>
        }
    });
    let may_write = account.session.is_some();
    let form = may_write.then(|| view! { <RemarkForm interface action=action.clone()/> });
    let owns = looks_after(&account.person, &document.owner, document.author.as_ref());
    let readers = owns.then(|| {
        view! {
            <p>
                <a href=routes::readings_url(lang, slug)>{interface.words.access.readings.as_str()}</a>
            </p>
        }
    });
    let propose = may_write.then(|| {
        view! {
            <p>
                <a href=routes::propose_url(lang, slug)>{words.propose.as_str()}</a>
            </p>
        }
    });
    let done = done == "reacties";
    let view = view! {
        {done.then(|| view! { <Came interface done=true/> })}
        {none}
        <ol class="remarks">{rows}</ol>
        {form}
        {proposals}
        {propose}
        {readers}
    };
    Ok(Some(Below { anchor: "reacties", title: words.title.as_str(), tlp, view: view.into_any() }))
}

#[component]
fn RemarkRow(interface: Interface, remark: Remark, by: String, action: String) -> impl IntoView {
    let words = &interface.words.remark;
    let kind = match remark.kind {
        RemarkKind::Comment => &words.comment,
        RemarkKind::Outdated => &words.outdated,
    };
    let resolved = remark.resolved.map(|at| {
        view! { <span class="tag">{format!("{} {}", words.resolved, format::day(interface, at))}</span> }
    });
    let private = remark.private.then(|| view! { <span class="tag">{words.private.as_str()}</span> });
    let about = format!("{by}, {}", format::moment(interface, remark.at));
    let with = vec![("id", remark.id.clone())];
    let resolve = remark
        .resolvable
        .then(|| view! { <Act action act="resolve-remark" with label=words.resolve.as_str() about=about.clone()/> });
    view! {
        <li class="remark" class:remark-resolved=remark.resolved.is_some()>
            <p class="small subtle">
                <span class="label">{kind.as_str()}</span>
                " "
                {about}
                " "
                <TlpChip tlp=remark.tlp/>
                " "
                {private}
                " "
                {resolved}
            </p>
            <p class="remark-text">{remark.text}</p>
            {resolve}
        </li>
    }
}

#[component]
fn RemarkForm(interface: Interface, action: String) -> impl IntoView {
    let words = &interface.words.remark;
    let came = returned_to("add-remark");
    let open = returned().value("actie") == "add-remark";
    let filled = came.value("kind");
    let chosen = if filled.is_empty() { RemarkKind::Comment.code().to_owned() } else { filled };
    let kinds = vec![
        (RemarkKind::Comment.code().to_owned(), words.kind_comment.clone()),
        (RemarkKind::Outdated.code().to_owned(), words.kind_outdated.clone()),
    ];
    let private = vec![("1".to_owned(), words.only_owner.clone(), came.has("private", "1"))];
    let prompt = interface.words.adoption.choose.as_str();
    view! {
        <details class="below-form" open=open>
            <summary>{words.add.as_str()}</summary>
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value="add-remark"/>
                <Choice id="remark-kind" name="kind" label=words.kind.as_str() prompt options=kinds chosen/>
                <Lines
                    id="remark-text"
                    name="text"
                    label=words.text.clone()
                    hint=words.add_hint.clone()
                    value=came.value("text")
                />
                <Ticks name="private" label=words.who.as_str() options=private/>
                <button class="button" type="submit">
                    {words.send.as_str()}
                </button>
            </form>
        </details>
    }
}
