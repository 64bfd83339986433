//! `/beheer/congressen/{slug}/sessies/…`: one session, to be filled in.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use super::{above, address, conference, langs, workspace_of};
use crate::desk::{Desk, Fault, Refusal, returned};
use crate::model::conference::{Programme, Session, Workspace, fingerprint, session_fields};
use crate::parts::ask::ask;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::Came;
use crate::parts::head::Head;
use crate::parts::session::weekday;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn NewSessionPage() -> impl IntoView {
    let query = use_query_map().read_untracked().clone();
    let asked = |key: &str| query.get(key).unwrap_or_default();
    let begun = [
        ("day", "dag"),
        ("room", "zaal"),
        ("track", "spoor"),
        ("kind", "soort"),
        ("lang", "taal"),
        ("minutes", "minuten"),
        ("start", "begin"),
    ];
    let begun = begun.map(|(field, key)| (field.to_owned(), asked(key))).into();
    let (slug, before, action) = (conference(), asked("klaar"), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| new(interface, desk, slug, begun, before, action))
}

async fn new(
    interface: Interface,
    desk: Desk,
    slug: String,
    begun: Vec<(String, String)>,
    before: String,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.organising;
    let workspace = workspace_of(&desk, &slug).await?;
    let saved = before.parse::<u64>().ok().and_then(|number| workspace.draft.work.programme.session(number));
    let saved = saved.filter(|_| returned().fault.is_none()).map(|session| {
        let text = fill(&words.added, &[("number", &format!("“{}”", session.title))]);
        view! { <p class="came" role="status">{text}</p> }
    });
    let form = Filling::new(interface, begun);
    let fields = fields(&form, &workspace, "", true, action);
    Ok(view! {
        <Head title=words.new_session.as_str() in_both_languages=false/>
        {above(interface, &workspace, "")}
        <h2 class="organise-heading">{words.new_session.as_str()}</h2>
        <Came interface done=false/>
        {saved}
        {fields}
    })
}

#[component]
pub fn EditSessionPage() -> impl IntoView {
    let number = use_params_map().read_untracked().get("number").unwrap_or_default();
    let (slug, done, action) = address();
    ask(move |interface, desk| edit(interface, desk, slug, number, done, action))
}

async fn edit(
    interface: Interface,
    desk: Desk,
    slug: String,
    number: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.organising;
    let workspace = workspace_of(&desk, &slug).await?;
    let programme = &workspace.draft.work.programme;
    let number: u64 = number.parse().map_err(|_| Refusal::Absent)?;
    let moved = returned().fault == Some(Fault::Moved);
    let session = programme.session(number);
    if session.is_none() && !moved {
        return Err(Refusal::Absent);
    }
    let now = session.map(|session| session_fields(programme, session)).unwrap_or_default();
    let form = Filling::new(interface, now.clone());
    // Whoever was told that it moved has seen what is there now; anybody else goes on from what they began with.
    let was = match session {
        Some(session) if moved || !form.came_back => fingerprint(session),
        _ => form.value("was"),
    };
    let conflict = moved.then(|| match session {
        Some(_) => differences(interface, &form, &now),
        None => view! { <p class="came came-wrong">{words.moved_gone.as_str()}</p> }.into_any(),
    });
    // What is gone comes back as a new one.
    let action =
        if session.is_some() { action } else { routes::new_session_url(interface.lang, &workspace.draft.slug) };
    let title = session.map_or_else(|| form.value("title"), |session| session.title.clone());
    let fields = fields(&form, &workspace, &was, false, action);
    Ok(view! {
        <Head title=format!("{}: {title}", words.edit_session) in_both_languages=false/>
        {above(interface, &workspace, "")}
        <h2 class="organise-heading">{words.edit_session.as_str()}</h2>
        <Came interface done/>
        {conflict}
        {fields}
    })
}

/// What was filled in beside what is there now, where the two differ.
pub(super) fn differences(interface: Interface, form: &Filling, now: &[(String, String)]) -> AnyView {
    let words = &interface.words.organising;
    let plain = |text: &str| text.trim().replace("\r\n", "\n");
    let rows: Vec<_> = now
        .iter()
        .filter(|(name, value)| plain(&form.value(name)) != plain(value) && !name.ends_with(".was"))
        .map(|(name, value)| {
            view! {
                <tr>
                    <th scope="row">{words.label(name)}</th>
                    <td class="organise-now">{value.clone()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section class="came came-wrong" aria-labelledby="moved">
            <h2 id="moved">{words.moved_title.as_str()}</h2>
            <p>{words.moved_lead.as_str()}</p>
            <table>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn fields(form: &Filling, workspace: &Workspace, was: &str, new: bool, action: String) -> impl IntoView + use<> {
    let interface = form.interface;
    let words = &interface.words.organising;
    let programme = &workspace.draft.work.programme;
    let line =
        |name: &str, kind: &'static str, required: bool| form.line(name, Wants { kind, required, ..Wants::default() });
    let days = programme.days.iter().map(|day| (day.index.to_string(), weekday(interface, day.date))).collect();
    let none = || (String::new(), words.none_chosen.clone());
    let same = |name: &String| (name.clone(), name.clone());
    let rooms = programme.rooms.iter().filter(|room| !room.name.is_empty()).map(|room| same(&room.name));
    let rooms: Vec<_> = std::iter::once(none()).chain(rooms).collect();
    let bare = rooms.len() == 1 && programme.tracks.is_empty();
    let bare = bare.then(|| {
        let href = routes::organise_part_url(interface.lang, &workspace.draft.slug, "opzet");
        view! { <p class="field-hint"><a href=href>{words.no_rooms.as_str()}</a></p> }
    });
    let tracks = std::iter::once(none()).chain(programme.tracks.iter().map(same)).collect();
    let kinds: Vec<_> = kinds(programme).into_iter().map(|kind| view! { <option value=kind></option> }).collect();
    // A language that a file brought may be none of ours.
    let mut spoken = langs(interface);
    let given = form.value("lang");
    if spoken.iter().all(|(code, _)| *code != given) {
        spoken.push((given.clone(), given));
    }
    let opened = ["subtitle", "description", "url"].iter().any(|name| !form.value(name).is_empty());
    let buttons = view! {
        {new
            .then(|| {
                view! {
                    <button class="button" type="submit" name="verder" value="volgende">
                        {words.save_next.as_str()}
                    </button>
                }
            })}
        <button class="button" class:button-quiet=new type="submit" name="verder" value="lijst">
            {words.save.as_str()}
        </button>
    };
    view! {
        <form class="form form-page organise-session" method="post" action=action>
            <input type="hidden" name="was" value=was.to_owned()/>
            {form.line("title", Wants { required: true, first: new, ..Wants::default() })}
            <div class="field-row">
                {form.choice("day", days, "")} {line("start", "time", true)}
                {form.line("minutes", Wants { required: true, digits: true, ..Wants::default() })}
            </div>
            <div class="field-row">{form.choice("room", rooms, "")} {form.choice("track", tracks, "")}</div>
            {bare}
            <div class="field-row">
                {form.line("kind", Wants { list: Some("kinds"), ..Wants::default() })} {form.choice("lang", spoken, "")}
            </div>
            <datalist id="kinds">{kinds}</datalist>
            {form.area("speakers", Wants { rows: 3, hint: &words.speakers_hint, ..Wants::default() })}
            {form.area("summary", Wants { rows: 5, hint: &words.summary_hint, ..Wants::default() })}
            {form.line("capacity", Wants { digits: true, hint: &words.capacity_hint, ..Wants::default() })}
            {form.tick("do_not_record")}
            <details open=opened>
                <summary>{words.more.as_str()}</summary>
                {line("subtitle", "", false)}
                {form.area("description", Wants { rows: 5, ..Wants::default() })}
                {line("url", "", false)}
            </details>
            <p class="organise-buttons">{buttons}</p>
        </form>
    }
}

/// The kinds that sessions here have already.
fn kinds(programme: &Programme) -> Vec<String> {
    let mut kinds: Vec<String> = programme.sessions.iter().map(|session: &Session| session.kind.clone()).collect();
    kinds.retain(|kind| !kind.is_empty());
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
