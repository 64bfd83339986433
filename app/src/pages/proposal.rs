//! `/documenten/{slug}/voorstel`, where a reader writes a proposal, and `/documenten/{slug}/voorstellen/{id}`, where it and
//! what is said about it stand: for who made it and for the owner.

use leptos::either::EitherOf4;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::desk::{Amiss, Desk, Fault, Refusal, returned};
use crate::model::proposal::{Changes, Piece, Proposal, ProposalState};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::form::{Act, Asks, Came, Field};
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::text_area::Lines;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ProposePage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    ask(move |interface, desk| propose(interface, desk, slug))
}

async fn propose(interface: Interface, desk: Desk, slug: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.remark;
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    desk.account().ok_or(Refusal::Absent)?;
    let article = desk.document(&slug).await?;
    let write_up = &article.document.write_up;
    let came = returned();
    let now = |name: &str, text: &str| match came.fault {
        Some(_) => came.value(name),
        None => text.to_owned(),
    };
    // What it was written on stays what it rests on, until its writer was told that there is a newer revision.
    let revision = article.document.revision.to_string();
    let base = if matches!(came.fault, Some(Fault::Amiss(Amiss::Stale))) { revision } else { now("base", &revision) };
    let title = Asks { autocomplete: "off", value: now("title", &write_up.title), ..Asks::default() };
    let lead = fill(&words.proposal_for, &[("title", &write_up.title)]);
    Ok(view! {
        <Head title=words.propose.as_str() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::document_url(lang, &slug)>{words.back.as_str()}</a>
        </p>
        <h1>{words.propose.as_str()}</h1>
        <p class="lead">{lead}</p>
        <Came interface done=false/>
        <p class="section-text">{words.propose_lead.as_str()}</p>
        <form class="form form-text" method="post" action=routes::propose_url(lang, &slug)>
            <input type="hidden" name="base" value=base/>
            <Field id="title" name="title" label=words.title_of.as_str() asks=title/>
            <Lines
                id="summary"
                name="summary"
                label=words.summary_of.clone()
                value=now("summary", &write_up.summary)
                rows=3
                optional=true
            />
            <Lines id="body" name="body" label=words.body_of.clone() value=now("body", &write_up.body) rows=24/>
            <Lines id="why" name="why" label=words.why.clone() value=came.value("why") rows=3/>
            <button class="button" type="submit">
                {words.propose_send.as_str()}
            </button>
        </form>
    })
}

#[component]
pub fn ProposalPage() -> impl IntoView {
    let params = use_params_map().read_untracked().clone();
    let text = move |name: &str| params.get(name).unwrap_or_default();
    let done = use_query_map().read_untracked().get("klaar").is_some();
    ask(move |interface, desk| proposal(interface, desk, text("slug"), text("id"), done))
}

async fn proposal(
    interface: Interface,
    desk: Desk,
    slug: String,
    id: String,
    done: bool,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.remark;
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let proposal = desk.proposal(&slug, &id).await?;
    let mut organisations: Vec<Slug> = proposal.thread.iter().map(|message| message.organisation.clone()).collect();
    organisations.push(proposal.row.organisation.clone());
    let names = desk.names_of(&organisations).await?;
    let name_of = |code: &Slug| names.get(code).map_or_else(|| code.to_string(), |name| name.get(lang).to_owned());
    let action = routes::proposal_url(lang, &slug, &id);
    let by = format!("{}, {}", name_of(&proposal.row.organisation), format::moment(interface, proposal.row.at));
    let older = (proposal.base != proposal.revision && proposal.row.state == ProposalState::Open).then(|| {
        let text = fill(&words.older_base, &[("base", &proposal.base), ("revision", &proposal.revision)]);
        view! { <p class="as-of">{text}</p> }
    });
    let messages = proposal.thread.iter().map(|message| {
        view! {
            <li class="remark">
                <p class="small subtle">
                    {format!("{}, {}", name_of(&message.organisation), format::moment(interface, message.at))}
                </p>
                <p class="remark-text">{message.text.clone()}</p>
            </li>
        }
    });
    let messages = messages.collect_view();
    let no_thread = proposal.thread.is_empty().then(|| view! { <p class="empty">{words.no_thread.as_str()}</p> });
    let may_say = desk.account().is_some_and(|account| account.session.is_some());
    let say = may_say.then(|| {
        view! {
            <form class="form" method="post" action=action.clone()>
                <input type="hidden" name="actie" value="say"/>
                <Lines id="text" name="text" label=words.say.clone() value=returned().value("text") rows=3/>
                <button class="button" type="submit">
                    {words.send.as_str()}
                </button>
            </form>
        }
    });
    let changes = proposal.changes.clone().into_iter().map(|changes| view! { <Compared interface changes/> });
    let changes = changes.collect_view();
    let taken = (proposal.row.state == ProposalState::Accepted).then(|| {
        // On an older revision it would undo what came since: then it is worked in by hand.
        let drafts = proposal.decides && proposal.base == proposal.revision;
        let draft = drafts.then(|| {
            view! {
                <form class="act" method="post" action=routes::url(lang, "/bijdragen/nieuw")>
                    <input type="hidden" name="actie" value="revise"/>
                    <input type="hidden" name="document" value=slug.to_string()/>
                    <input type="hidden" name="voorstel" value=proposal.row.id.clone()/>
                    <button class="button" type="submit">
                        {words.take_over_draft.as_str()}
                    </button>
                </form>
            }
        });
        view! {
            <section class="section" aria-labelledby="overnemen">
                <div class="section-head">
                    <h2 id="overnemen">{words.take_over.as_str()}</h2>
                </div>
                <p class="section-text">{words.take_over_lead.as_str()}</p>
                {draft}
                <Lines id="taken" name="taken" label=words.body_of.clone() value=proposal.draft.body.clone() rows=12/>
            </section>
        }
    });
    Ok(view! {
        <Head title=words.propose.as_str() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::document_url(lang, &slug)>{words.back.as_str()}</a>
        </p>
        <h1>{fill(&words.proposal_for, &[("title", &proposal.draft.title)])}</h1>
        <p>
            {by} " · " {words.state(proposal.row.state).to_owned()}
        </p>
        <Came interface done/>
        <p class="lead">{proposal.why.clone()}</p>
        {older}
        <section class="section" aria-labelledby="wijzigingen">
            <div class="section-head">
                <h2 id="wijzigingen">{words.changes.as_str()}</h2>
            </div>
            {changes}
        </section>
        {taken}
        <Decisions interface proposal=proposal.clone() action/>
        <section class="section" aria-labelledby="gesprek">
            <div class="section-head">
                <h2 id="gesprek">{words.thread.as_str()}</h2>
            </div>
            {no_thread}
            <ol class="remarks">{messages}</ol>
            {say}
        </section>
    })
}

/// What may be decided about it by this reader.
#[component]
fn Decisions(interface: Interface, proposal: Proposal, action: String) -> impl IntoView {
    let words = &interface.words.remark;
    let open = proposal.row.state == ProposalState::Open;
    let decides = (open && proposal.decides).then(|| {
        view! {
            <p class="section-text">{words.accept_hint.as_str()}</p>
            <div class="acts">
                <Act action=action.clone() act="accept" label=words.accept.as_str()/>
                <Act action=action.clone() act="decline" label=words.decline.as_str()/>
            </div>
        }
    });
    let withdraws = (open && proposal.mine)
        .then(|| view! { <Act action=action.clone() act="withdraw" label=words.withdraw.as_str()/> });
    view! {
        {decides}
        {withdraws}
    }
}

/// One part of the text with what goes and what comes.
#[component]
fn Compared(interface: Interface, changes: Changes) -> impl IntoView {
    let words = &interface.words.remark;
    let pieces = changes.pieces.into_iter().map(|piece| match piece {
        Piece::Same(text) => EitherOf4::A(text),
        Piece::Skipped => EitherOf4::B(view! { <span class="compared-skipped">" … "</span> }),
        Piece::Gone(text) => EitherOf4::C(view! {
            <del>
                <span class="visually-hidden">{words.gone.as_str()} ": "</span>
                {text}
            </del>
        }),
        Piece::New(text) => EitherOf4::D(view! {
            <ins>
                <span class="visually-hidden">{words.new.as_str()} ": "</span>
                {text}
            </ins>
        }),
    });
    view! {
        <h3>{words.part(changes.part).to_owned()}</h3>
        <div class="proposal-compared">{pieces.collect_view()}</div>
    }
}
