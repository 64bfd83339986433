//! `/beheer/congressen`: the conferences that organisers work on, and where a new one begins.

pub mod attendance;
pub mod checklist;
pub mod file;
pub mod publish;
mod rows;
pub mod session;
pub mod setup;
pub mod speakers;
pub mod workspace;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use self::rows::{Column, RowTable};
use crate::desk::{Desk, Refusal, desk};
use crate::model::conference::{WorkRow, Workspace};
use crate::model::lang::Lang;
use crate::model::slug::Slug;
use crate::pages::conferences::days;
use crate::parts::ask::ask;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::Came;
use crate::parts::format;
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn OrganisePage() -> impl IntoView {
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| page(interface, desk, done, action))
}

async fn page(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.organising;
    let rows = desk.workspaces().await?;
    let none = rows.is_empty().then(|| view! { <p class="section-text">{words.none.as_str()}</p> });
    let some = !rows.is_empty();
    let rows: Vec<AnyView> = rows.into_iter().map(|one| row(interface, one).into_any()).collect();
    let columns = vec![
        Column::Text(&words.conference),
        Column::Text(&interface.words.congress.when),
        Column::Number(&words.sessions),
        Column::Text(&words.state),
        Column::Text(&words.saved),
    ];
    let table = some.then(|| view! { <RowTable label=words.title.as_str() columns class="stacked" rows/> });
    Ok(view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::conferences_url(interface.lang)>{interface.words.congress.title.as_str()}</a>
        </p>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <Came interface done/>
        {none}
        {table}
        <section class="section" aria-labelledby="begin">
            <div class="section-head">
                <h2 id="begin">{words.begin.as_str()}</h2>
            </div>
            <p class="section-text">{words.begin_lead.as_str()}</p>
            {begin(interface, action)}
        </section>
    })
}

fn row(interface: Interface, row: WorkRow) -> impl IntoView {
    let words = &interface.words.organising;
    let WorkRow { slug, outline, edition, saved } = row;
    let state = match edition {
        0 => words.only_draft.clone(),
        number => fill(&words.published, &[("number", &number)]),
    };
    let saved = saved.map_or_else(|| words.not_saved.clone(), |saved| format::moment(interface, saved));
    view! {
        <tr>
            <th scope="row">
                <a href=routes::organise_url(interface.lang, &slug)>{outline.title}</a>
            </th>
            <td>{days(interface, outline.first, outline.last)}</td>
            <td class="number" data-label=words.sessions.as_str()>{outline.sessions}</td>
            <td>{state}</td>
            <td data-label=words.saved.as_str()>{saved}</td>
        </tr>
    }
}

fn begin(interface: Interface, action: String) -> impl IntoView {
    let words = &interface.words.organising;
    let start = [("time_zone", "Europe/Amsterdam"), ("opens", "09:00"), ("closes", "18:00"), ("lang", "nl")];
    let start = start.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let form = Filling::new(interface, start.into());
    let line = |name: &str, kind: &'static str, hint: &str, required: bool| {
        form.line(name, Wants { kind, hint, required, ..Wants::default() })
    };
    view! {
        <form class="form" method="post" action=action>
            {line("title", "", "", true)}
            <div class="field-row">{line("first", "date", "", true)} {line("last", "date", "", true)}</div>
            <div class="field-row">{line("opens", "time", "", true)} {line("closes", "time", "", true)}</div>
            <p class="field-hint">{words.hours_hint.as_str()}</p>
            {line("place", "", "", false)}
            {line("time_zone", "", "", true)}
            {form.choice("lang", langs(interface), "")}
            {rule(&form)}
            {line("slug", "", &words.slug_hint, false)}
            <button class="button" type="submit">
                {words.begin_button.as_str()}
            </button>
        </form>
    }
}

/// The languages a conference or a session can be in.
fn langs(interface: Interface) -> Vec<(String, String)> {
    let none = (String::new(), interface.words.organising.none_chosen.clone());
    let each = Lang::ALL.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned()));
    std::iter::once(none).chain(each).collect()
}

/// Open, or under the Chatham House Rule.
fn rule(form: &Filling) -> impl IntoView + use<> {
    let words = &form.interface.words.organising;
    let chatham = form.value("rule") == "chatham-house";
    view! {
        <fieldset class="ticks">
            <legend>{words.rule.as_str()}</legend>
            <label class="tick">
                <input type="radio" name="rule" value="open" checked=!chatham/>
                {words.rule_open.as_str()}
            </label>
            <label class="tick">
                <input type="radio" name="rule" value="chatham-house" checked=chatham/>
                {words.rule_chatham.as_str()}
            </label>
        </fieldset>
    }
}

/// What stands above every page of one conference: the way back, its name, its parts, and where it stands.
fn above(interface: Interface, workspace: &Workspace, part: &'static str) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.organising;
    let slug = &workspace.draft.slug;
    let parts = [
        ("", &words.part_sessions),
        ("opzet", &words.part_setup),
        ("bestand", &words.part_file),
        ("publiceren", &words.part_publish),
        ("aanmeldingen", &words.part_attendance),
        ("checklist", &words.part_checklist),
    ];
    // What speakers hand in is for organisers alone, and not for admins.
    let organises = desk().is_ok_and(|desk| desk.organises());
    let parts = parts.into_iter().filter(|(path, _)| organises || *path != "checklist");
    let parts: Vec<_> = parts
        .map(|(path, name)| {
            let href = match path {
                "" => routes::organise_url(lang, slug),
                path => routes::organise_part_url(lang, slug, path),
            };
            view! {
                <li>
                    <a href=href aria-current=(path == part).then_some("page")>
                        {name.as_str()}
                    </a>
                </li>
            }
        })
        .collect();
    let readers = (workspace.edition > 0).then(|| {
        view! {
            <li>
                <a href=routes::conference_url(lang, slug)>{words.as_readers.as_str()}</a>
            </li>
        }
    });
    let state = match (workspace.edition, workspace.differs) {
        (0, _) => words.never_published.clone(),
        (_, false) => words.same_as_published.clone(),
        (number, true) => fill(&words.differs, &[("number", &number)]),
    };
    let overtaken = workspace.draft.version > 0 && workspace.draft.base != workspace.edition;
    let overtaken = overtaken.then(|| view! { <p class="came came-wrong">{words.overtaken.as_str()}</p> });
    view! {
        <p class="document-kind">
            <a href=routes::organise_list_url(lang)>{words.title.as_str()}</a>
        </p>
        <h1>{workspace.draft.work.programme.title.clone()}</h1>
        <p class="organise-state">{state}</p>
        <nav class="organise-parts" aria-label=words.parts.as_str()>
            <ul>{parts} {readers}</ul>
        </nav>
        {overtaken}
    }
}

/// What an address of these says: the conference, whether something was done, and where its forms are posted.
fn address() -> (String, bool, String) {
    (conference(), done(), use_url().get_untracked().path().to_owned())
}

/// The conference of this address.
fn conference() -> String {
    use_params_map().read_untracked().get("slug").unwrap_or_default()
}

async fn workspace_of(desk: &Desk, slug: &str) -> Result<Workspace, Refusal> {
    desk.workspace(&slug.parse::<Slug>().map_err(|_| Refusal::Absent)?).await
}

/// Whether the address says that something was done.
fn done() -> bool {
    use_query_map().read_untracked().get("klaar").is_some()
}
