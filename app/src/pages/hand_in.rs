//! `/congres/{slug}/aanleveren?code=…`: where a speaker hands in files with a personal link, without an account.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use crate::desk::{Desk, Refusal, Returned, returned};
use crate::model::slug::Slug;
use crate::model::speakers::{HandedFile, SpeakerPage};
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::form::{Act, Came};
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::label_fields::FilesField;
use crate::parts::session::weekday;
use crate::parts::text_area::Lines;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn HandInPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let query = use_query_map().read_untracked().clone();
    let code = query.get("code").unwrap_or_default();
    let done = query.get("klaar").is_some();
    let action = routes::with_pairs(use_url().get_untracked().path().to_owned(), &[("code", code.clone())]);
    ask(move |interface, desk| page(interface, desk, slug, code, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    slug: String,
    code: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.speakers;
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let page = desk.speaker_page(&slug, &code).await?;
    let times = format!("{} – {}", page.start.strftime("%H:%M"), page.end.strftime("%H:%M"));
    let place = if page.session.room.is_empty() { String::new() } else { format!(", {}", page.session.room) };
    let when = format!("{}, {times}{place}", format::capital(&weekday(interface, page.start.date())));
    let lead = fill(
        &words.hand_in_lead,
        &[("session", &page.session.title), ("title", &page.conference_title), ("when", &when)],
    );
    let last = format::day_of(page.link.expires).yesterday().unwrap_or(format::day_of(page.link.expires));
    let whose = fill(&words.hand_in_for, &[("speaker", &page.link.speaker), ("date", &format::date(interface, last))]);
    let session = routes::session_url(interface.lang, &slug, page.session.number);
    Ok(view! {
        <Head title=words.hand_in_title.as_str() in_both_languages=false/>
        <p class="document-kind">
            <a href=session>{page.session.title.clone()}</a>
        </p>
        <h1>{words.hand_in_title.as_str()}</h1>
        <p class="lead">{lead}</p>
        <p class="section-text">{whose}</p>
        <Came interface done/>
        {asked(interface, &page)}
        {yours(interface, &page, &action)}
        {add(interface, &desk, &page, action)}
    })
}

fn asked(interface: Interface, page: &SpeakerPage) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let rows: Vec<_> =
        page.missing.iter().map(|missing| view! { <li>{words.asked_of_speaker(*missing)}</li> }).collect();
    let list = match rows.is_empty() {
        true => view! { <p class="section-text">{words.nothing_asked.as_str()}</p> }.into_any(),
        false => view! {
            <ul class="conference-known">{rows}</ul>
            <p class="section-text">{words.abstract_how.as_str()}</p>
        }
        .into_any(),
    };
    view! {
        <section class="section" aria-labelledby="gevraagd">
            <div class="section-head">
                <h2 id="gevraagd">{words.asked.as_str()}</h2>
            </div>
            {list}
        </section>
    }
}

/// What came with this link, and what may still be said of it.
fn yours(interface: Interface, page: &SpeakerPage, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let rows: Vec<_> = page.files.iter().map(|file| row(interface, file, page.link.widest, action)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="aangeleverd">
                <div class="section-head">
                    <h2 id="aangeleverd">{words.yours.as_str()}</h2>
                </div>
                <ul class="handed-files">{rows}</ul>
            </section>
        }
    })
}

fn row(interface: Interface, file: &HandedFile, widest: Tlp, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let attachment = &file.attachment;
    let about = format!(
        "{} {} · {}",
        attachment.kind.code().to_uppercase(),
        format::bytes(interface.lang, attachment.size),
        format::day(interface, attachment.added)
    );
    let state = if file.published { &words.is_published } else { &words.is_waiting };
    let forms = (!file.published).then(|| {
        let id = attachment.id.to_string();
        let names = (words.consent_publish_one.as_str(), words.consent_record_one.as_str());
        let record = attachment.kind.is_recording().then_some(file.consent.record);
        let consents = consents(interface, names, file.consent.publish, record);
        let label = labels(interface, widest, attachment.sharing.tlp().label(), &format!("tlp-{id}"));
        view! {
            <form class="form form-wide" method="post" action=action.to_owned()>
                <input type="hidden" name="actie" value="change"/>
                <input type="hidden" name="id" value=id.clone()/>
                {consents}
                {label}
                <button class="button button-quiet" type="submit">
                    {words.change.as_str()}
                    <span class="visually-hidden">" " {attachment.name.clone()}</span>
                </button>
            </form>
            <Act
                action=action.to_owned()
                act="take-back"
                with=vec![("id", id)]
                label=words.take_back.as_str()
                about=attachment.name.clone()
            />
        }
    });
    view! {
        <li class="handed-file">
            <h3>{attachment.name.clone()}</h3>
            <p class="small subtle">{about} " · " {state.as_str()}</p>
            {forms}
        </li>
    }
}

fn add(interface: Interface, desk: &Desk, page: &SpeakerPage, action: String) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let filled = came_back();
    let recordings = !page.session.do_not_record;
    let not_recorded = (!recordings)
        .then(|| view! { <p class="section-text">{interface.words.attachments.not_recorded_hint.as_str()}</p> });
    let names = (words.consent_publish.as_str(), words.consent_record.as_str());
    let record = recordings.then(|| filled.has("record", "1"));
    let consents = consents(interface, names, filled.has("publish", "1"), record);
    view! {
        <section class="section" aria-labelledby="add">
            <div class="section-head">
                <h2 id="add">{words.add.as_str()}</h2>
            </div>
            {not_recorded}
            <form class="form" method="post" action=action enctype="multipart/form-data">
                {consents}
                <p class="field-hint">{words.consent_hint.as_str()}</p>
                {labels(interface, page.link.widest, &filled.value("tlp"), "tlp")}
                <p class="field-hint">
                    {words.tlp_hint.as_str()} " "
                    <a href=routes::url(interface.lang, "/gegevensdeling")>{words.meanings.as_str()}</a>
                </p>
                <Lines
                    id="remark"
                    name="remark"
                    label=words.remark_label.as_str()
                    value=filled.value("remark")
                    rows=2
                    optional=true
                />
                <FilesField interface allowance=desk.allowance()/>
                <button class="button" type="submit">
                    {words.send.as_str()}
                </button>
            </form>
        </section>
    }
}

/// The form of new files, where that is the one that came back.
fn came_back() -> Returned {
    let came = returned();
    if came.value("actie").is_empty() { came } else { Returned::default() }
}

/// What may be done with a file; `record` is absent where it cannot be a recording.
fn consents(
    interface: Interface,
    (publish_name, record_name): (&'static str, &'static str),
    publish: bool,
    record: Option<bool>,
) -> impl IntoView + use<> {
    let one = |name: &'static str, label: &'static str, ticked: bool| {
        view! {
            <label class="tick">
                <input type="checkbox" name=name value="1" checked=ticked/>
                {label}
            </label>
        }
    };
    view! {
        <fieldset class="ticks">
            <legend>{interface.words.speakers.consent.as_str()}</legend>
            {one("publish", publish_name, publish)}
            {record.map(|record| one("record", record_name, record))}
        </fieldset>
    }
}

fn labels(interface: Interface, widest: Tlp, chosen: &str, id: &str) -> impl IntoView + use<> {
    let words = &interface.words;
    let options: Vec<_> = Tlp::ALL
        .into_iter()
        .filter(|label| *label >= widest)
        .map(|label| {
            let selected = label.label() == chosen;
            view! { <option value=label.label() selected=selected>{label.label()}</option> }
        })
        .collect();
    let (id, target) = (id.to_owned(), id.to_owned());
    view! {
        <div class="field">
            <label for=target>{words.speakers.tlp.as_str()}</label>
            <select class="select field-select" id=id name="tlp" required>
                <option value="">{words.attachments.label_prompt.as_str()}</option>
                {options}
            </select>
        </div>
    }
}
