//! `/congres/{slug}/{session}/sprekers`: the personal links of the speakers of a session, and what came in with them.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_url};

use super::done;
use super::rows::{Column, RowTable};
use crate::desk::{Desk, Refusal, Returned, returned};
use crate::model::slug::Slug;
use crate::model::speakers::{HandedFile, SessionSpeakers, SpeakerLink};
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::{Act, Came};
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::label_fields::{EmbargoField, LabelFields};
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn SpeakersPage() -> impl IntoView {
    let params = use_params_map();
    let slug = params.read_untracked().get("slug").unwrap_or_default();
    let number = params.read_untracked().get("session").unwrap_or_default();
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| page(interface, desk, slug, number, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    slug: String,
    number: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.speakers;
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let number: u64 = number.parse().map_err(|_| Refusal::Absent)?;
    let speakers = desk.session_speakers(&slug, number).await?;
    let title = format!("{}: {}", words.title, speakers.session.title);
    let checklist = routes::organise_part_url(interface.lang, &slug, "checklist");
    let material = routes::material_url(interface.lang, &slug, number);
    let session = routes::session_url(interface.lang, &slug, number);
    Ok(view! {
        <Head title=title.clone() in_both_languages=false/>
        <p class="document-kind">
            <a href=checklist>{format!("{} · {}", speakers.conference_title, words.checklist)}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <Came interface done/>
        <p class="organise-buttons">
            <a href=session>{words.back.as_str()}</a>
            <a href=material>{interface.words.attachments.manage.as_str()}</a>
        </p>
        {missing(interface, &speakers, &action)}
        {waiting(interface, &speakers, &action)}
        {links(interface, &speakers, &action)}
        {make(interface, &speakers, action)}
    })
}

fn missing(interface: Interface, speakers: &SessionSpeakers, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let tags: Vec<_> =
        speakers.missing.iter().map(|one| view! { <li class="tag">{words.missing(*one)}</li> }).collect();
    let state = match (speakers.asked, tags.is_empty()) {
        (false, _) => view! { <p class="section-text">{words.unasked_text.as_str()}</p> }.into_any(),
        (true, true) => view! { <p class="section-text">{words.complete.as_str()}</p> }.into_any(),
        (true, false) => view! { <ul class="check-missing">{tags}</ul> }.into_any(),
    };
    let (act, label) = match speakers.asked {
        true => ("ask-nothing", words.ask_nothing.as_str()),
        false => ("ask-again", words.ask_again.as_str()),
    };
    view! {
        <section class="section" aria-labelledby="ontbreekt">
            <div class="section-head">
                <h2 id="ontbreekt">{words.missing.as_str()}</h2>
            </div>
            {state}
            <Act action=action.to_owned() act label/>
        </section>
    }
}

fn waiting(interface: Interface, speakers: &SessionSpeakers, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let rows: Vec<_> = speakers.waiting.iter().map(|file| waits(interface, file, action)).collect();
    let lead = if rows.is_empty() { &words.no_waiting } else { &words.waiting_lead };
    view! {
        <section class="section" aria-labelledby="wacht">
            <div class="section-head">
                <h2 id="wacht">{words.waiting.as_str()}</h2>
            </div>
            <p class="section-text">{lead.as_str()}</p>
            <ul class="handed-files">{rows}</ul>
        </section>
    }
}

fn waits(interface: Interface, file: &HandedFile, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let attachment = &file.attachment;
    let about = format!(
        "{} {} · {} · {} {}",
        attachment.kind.code().to_uppercase(),
        format::bytes(interface.lang, attachment.size),
        format::moment(interface, attachment.added),
        words.from,
        file.speaker
    );
    let agrees = match (file.consent.covers(attachment.kind), attachment.kind.is_recording()) {
        (false, _) => &words.agrees_not,
        (true, false) => &words.agrees,
        (true, true) => &words.agrees_record,
    };
    let remark = (!file.remark.is_empty())
        .then(|| view! { <p class="session-note">{words.remark.as_str()} ": " {file.remark.clone()}</p> });
    let publishing = match file.consent.covers(attachment.kind) {
        true => publish(interface, file, action).into_any(),
        false => view! { <p class="section-text">{words.cannot.as_str()}</p> }.into_any(),
    };
    view! {
        <li class="handed-file" id=attachment.id.to_string()>
            <h3>
                <a href=routes::attachment_url(&attachment.id) download>
                    {attachment.name.clone()}
                </a>
            </h3>
            <p class="small subtle">{about}</p>
            <p>
                {format!("{} · {} ", format::capital(agrees), words.proposes)}
                <TlpChip tlp=attachment.sharing.tlp()/>
            </p>
            {remark}
            {publishing}
            <Act
                action=action.to_owned()
                act="drop"
                with=vec![("id", attachment.id.to_string())]
                label=words.drop.as_str()
                about=attachment.name.clone()
            />
        </li>
    }
}

/// Under the label that the speaker proposes or a narrower one.
fn publish(interface: Interface, file: &HandedFile, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let id = file.attachment.id.to_string();
    let came = returned();
    let own = came.value("actie") == "publish" && came.value("id") == id;
    let proposed = file.attachment.sharing.tlp();
    let start = Returned::default();
    let filled = if own { came } else { start };
    view! {
        <details open=own>
            <summary>{words.publish.as_str()}</summary>
            <form class="form" method="post" action=action.to_owned()>
                <input type="hidden" name="actie" value="publish"/>
                <input type="hidden" name="id" value=id.clone()/>
                <LabelFields interface tlp=proposed filled=filled.clone() as_document=false of=format!("-{id}")/>
                <EmbargoField interface filled of=format!("-{id}")/>
                <button class="button" type="submit">
                    {words.publish.as_str()}
                    <span class="visually-hidden">" " {file.attachment.name.clone()}</span>
                </button>
            </form>
        </details>
    }
}

fn links(interface: Interface, speakers: &SessionSpeakers, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let rows: Vec<AnyView> =
        speakers.links.iter().map(|link| link_row(interface, speakers, link, action).into_any()).collect();
    let none = rows.is_empty().then(|| view! { <p class="section-text">{words.no_links.as_str()}</p> });
    let label = fill(&interface.words.registering.table, &[("title", &words.links)]);
    let columns = vec![
        Column::Text(&words.speaker),
        Column::Text(&interface.words.organising.field.email),
        Column::Text(&words.holds_until),
        Column::Text(&words.opened),
        Column::Text(&words.reminded),
        Column::Heard(&interface.words.organising.actions),
    ];
    let table = (!rows.is_empty()).then(|| view! { <RowTable label columns rows/> });
    view! {
        <section class="section" aria-labelledby="links">
            <div class="section-head">
                <h2 id="links">{words.links.as_str()}</h2>
            </div>
            {none}
            {table}
        </section>
    }
}

fn link_row(
    interface: Interface,
    speakers: &SessionSpeakers,
    link: &SpeakerLink,
    action: &str,
) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let now = speakers.now;
    let last = format::day_of(link.expires).yesterday().unwrap_or(format::day_of(link.expires));
    let until = format::date(interface, last);
    let until = match (link.ended, link.holds(now)) {
        (Some(_), _) => words.ended.clone(),
        (None, false) => format!("{until} ({})", words.over),
        (None, true) => until,
    };
    let used = link.used.map_or_else(|| words.not_opened.clone(), |used| format::moment(interface, used));
    let reminded = reminded(interface, link);
    let acts = link.holds(now).then(|| {
        let with = vec![("id", link.id.clone())];
        let mailed = speakers.mails && link.email.is_some();
        let label = if mailed { words.remind.as_str() } else { words.remind_written.as_str() };
        let remind = link.may_remind(now).then(|| {
            let with = with.clone();
            view! { <Act action=action.to_owned() act="remind" with label about=link.speaker.clone()/> }
        });
        view! {
            {remind}
            <Act action=action.to_owned() act="end" with label=words.end.as_str() about=link.speaker.clone()/>
        }
    });
    view! {
        <tr>
            <th scope="row">{link.speaker.clone()}</th>
            <td>{link.email.as_ref().map(ToString::to_string)}</td>
            <td>{until}</td>
            <td>{used}</td>
            <td>{reminded}</td>
            <td class="link-acts">{acts}</td>
        </tr>
    }
}

/// When a speaker was reminded, how, and by whom; nothing where nobody did.
pub fn reminded(interface: Interface, link: &SpeakerLink) -> Option<String> {
    let words = &interface.words.speakers;
    let last = link.reminded.as_ref()?;
    let at = format::moment(interface, last.at);
    let who = match &last.by {
        Some(by) => fill(&words.reminded_by, &[("at", &at), ("by", by)]),
        None => at,
    };
    Some(format!("{who} ({})", words.how(last.how)))
}

fn make(interface: Interface, speakers: &SessionSpeakers, action: String) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let known = speakers.session.speakers.iter().map(|speaker| speaker.name.clone());
    let fresh: Vec<String> =
        known.filter(|name| speakers.links.iter().all(|link| link.ended.is_some() || link.speaker != *name)).collect();
    let lang = speakers.session.spoken().unwrap_or(interface.lang).interface();
    let values = [
        ("speaker", fresh.first().cloned().unwrap_or_default()),
        ("lang", lang.code().to_owned()),
        ("widest", Tlp::Clear.label().to_owned()),
        ("expires", speakers.expires.to_string()),
    ];
    let came = returned();
    let own = came.value("actie") == "make";
    let form = Filling::new(interface, values.map(|(name, value)| (name.to_owned(), value)).into());
    let labels = Tlp::ALL.map(|label| (label.label().to_owned(), label.label().to_owned()));
    let langs = [crate::model::lang::Lang::Nl, crate::model::lang::Lang::En];
    let langs = langs.map(|lang| (lang.code().to_owned(), lang.own_name().to_owned()));
    let options: Vec<_> = fresh.into_iter().map(|name| view! { <option value=name></option> }).collect();
    let line = |name: &str, wants: Wants| form.line(name, wants);
    let erased = fill(&words.erased, &[("date", &format::date(interface, speakers.erased))]);
    let open = own || speakers.links.is_empty();
    view! {
        <section class="section" aria-labelledby="maken">
            <div class="section-head">
                <h2 id="maken">{words.make.as_str()}</h2>
            </div>
            <p class="section-text">{words.make_lead.as_str()}</p>
            <details open=open>
                <summary>{words.make.as_str()}</summary>
                <form class="form" method="post" action=action>
                    <input type="hidden" name="actie" value="make"/>
                    {line("speaker", Wants { required: true, list: Some("speakers-known"), ..Wants::default() })}
                    <datalist id="speakers-known">{options}</datalist>
                    {line("email", Wants { kind: "email", hint: &words.email_hint, ..Wants::default() })}
                    {form.choice("lang", langs.into(), &words.lang_hint)}
                    {form.choice("widest", labels.into(), &words.widest_hint)}
                    {line(
                        "expires",
                        Wants { kind: "date", hint: &words.expires_hint, required: true, ..Wants::default() },
                    )}
                    <p class="field-hint">{erased}</p>
                    <button class="button" type="submit">
                        {words.make_button.as_str()}
                    </button>
                </form>
            </details>
        </section>
    }
}
