//! What comes of a session, below its programme: outcomes, documents, questions, and the way to make a document of it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::{Desk, Refusal, Returned, returned};
use crate::model::facts::Kind;
use crate::model::outcome::{BECOMES, NoteKind, Outcome, OutcomeKind, PromiseState, SessionAfter, SessionNote};
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::model::workflow;
use crate::parts::document_row::DocumentRows;
use crate::parts::form::{Act, Asks, Came, Choice, Field};
use crate::parts::format::{self, capital};
use crate::parts::outcome::OutcomeText;
use crate::parts::text_area::Lines;
use crate::routes;
use crate::words::Interface;

/// Who looks, and at what.
#[derive(Clone)]
struct Looking {
    interface: Interface,
    /// Somebody who is signed in at a browser.
    signed_in: bool,
    organises: bool,
    writes: bool,
    action: String,
}

/// All of it; nothing where there is nothing to show or to do.
pub async fn after(
    interface: Interface,
    desk: &Desk,
    conference: &Slug,
    number: u64,
) -> Result<impl IntoView + use<>, Refusal> {
    let SessionAfter { outcomes, documents, notes, organisations } = desk.after_session(conference, number).await?;
    let account = desk.account().filter(|account| account.session.is_some());
    let looking = Looking {
        interface,
        signed_in: account.is_some(),
        organises: account.is_some() && desk.plans(),
        writes: account.is_some_and(|account| workflow::writes(&account.person)),
        action: routes::session_url(interface.lang, conference, number),
    };
    let words = &interface.words.aftermath;
    let hubs = if documents.is_empty() { Vec::new() } else { desk.hubs().await? };
    let documents = (!documents.is_empty()).then(|| {
        view! {
            <section class="document-section" id="documenten">
                <h2>{words.documents.as_str()}</h2>
                <DocumentRows documents hubs interface/>
            </section>
        }
    });
    let (questions, feedback): (Vec<_>, Vec<_>) = notes.into_iter().partition(|note| note.kind == NoteKind::Question);
    Ok(view! {
        {documents}
        {self::outcomes(&looking, outcomes, organisations)}
        {self::questions(&looking, questions)}
        {self::feedback(&looking, feedback)}
        {looking.writes.then(|| become_document(&looking))}
    })
}

fn outcomes(
    looking: &Looking,
    outcomes: Vec<Outcome>,
    organisations: Vec<(Slug, crate::model::lang::Text)>,
) -> impl IntoView + use<> {
    let words = &looking.interface.words.aftermath;
    let shown = looking.organises || !outcomes.is_empty();
    let rows: Vec<_> = outcomes.into_iter().map(|outcome| outcome_row(looking, outcome)).collect();
    let form = looking.organises.then(|| outcome_form(looking, organisations));
    let came = came(looking.interface, &["add-outcome", "decide", "remove-outcome"], "afspraken");
    shown.then(|| {
        view! {
            <section class="document-section" id="afspraken">
                <h2>{words.outcomes.as_str()}</h2>
                {came}
                <ul class="outcomes">{rows}</ul>
                {form}
            </section>
        }
    })
}

fn outcome_row(looking: &Looking, outcome: Outcome) -> impl IntoView + use<> {
    let Looking { interface, action, .. } = looking.clone();
    let words = &interface.words.aftermath;
    let (id, about) = (outcome.id.clone(), outcome.text.chars().take(60).collect::<String>());
    let decide = |state: PromiseState, label: &'static str| {
        let with = vec![("id", id.clone()), ("state", state.code().to_owned())];
        view! { <Act action=action.clone() act="decide" with label about=about.clone()/> }
    };
    let acts = looking.organises.then(|| {
        let steps = (outcome.kind == OutcomeKind::Promise).then(|| match outcome.state {
            PromiseState::Open => view! {
                {decide(PromiseState::Kept, &words.say_kept)}
                {decide(PromiseState::Dropped, &words.say_dropped)}
            }
            .into_any(),
            _ => decide(PromiseState::Open, &words.say_open).into_any(),
        });
        let with = vec![("id", outcome.id.clone())];
        view! {
            <div class="outcome-acts">
                {steps}
                <Act action=action.clone() act="remove-outcome" with label=words.remove.as_str() about=about.clone()/>
            </div>
        }
    });
    view! {
        <li>
            <OutcomeText outcome interface/>
            {acts}
        </li>
    }
}

fn outcome_form(looking: &Looking, organisations: Vec<(Slug, crate::model::lang::Text)>) -> impl IntoView + use<> {
    let Looking { interface, action, .. } = looking.clone();
    let words = &interface.words.aftermath;
    let came = returned_to(&["add-outcome"]);
    let kinds = vec![
        (OutcomeKind::Result.code().to_owned(), words.result.clone()),
        (OutcomeKind::Promise.code().to_owned(), words.promise.clone()),
    ];
    let owners = organisations.into_iter().map(|(code, name)| (code.to_string(), name.get(interface.lang).to_owned()));
    let labels = vec![
        (Tlp::Clear.label().to_owned(), words.label_clear.clone()),
        (Tlp::Green.label().to_owned(), words.label_green.clone()),
    ];
    let due = Asks { kind: "date", autocomplete: "off", value: came.value("due"), optional: true, ..Asks::default() };
    let prompt = words.choose.as_str();
    view! {
        <details open=came.fault.is_some()>
            <summary>{words.add_title.as_str()}</summary>
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value="add-outcome"/>
                <Choice id="kind" name="kind" label=words.kind.as_str() prompt options=kinds chosen=came.value("kind")/>
                <Lines id="outcome-text" name="text" label=words.text.as_str() value=came.value("text") rows=3/>
                <Choice
                    id="owner"
                    name="owner"
                    label=words.owner.as_str()
                    prompt
                    options=owners.collect()
                    chosen=came.value("owner")
                    optional=true
                />
                <Field id="due" name="due" label=words.due.as_str() asks=due/>
                <Choice id="tlp" name="tlp" label=words.label.as_str() prompt options=labels chosen=came.value("tlp")/>
                <button class="button" type="submit">
                    {words.add.as_str()}
                </button>
            </form>
        </details>
    }
}

fn questions(looking: &Looking, questions: Vec<SessionNote>) -> impl IntoView + use<> {
    let Looking { interface, action, .. } = looking.clone();
    let words = &interface.words.aftermath;
    let shown = looking.signed_in || !questions.is_empty();
    let none = questions.is_empty().then(|| view! { <p class="subtle">{words.no_questions.as_str()}</p> });
    let rows: Vec<_> = questions.into_iter().map(|note| note_row(looking, note)).collect();
    let form = looking.signed_in.then(|| {
        let came = returned_to(&["ask"]);
        view! {
            <Say
                action
                act="ask"
                id="question"
                label=words.question.as_str()
                hint=words.questions_lead.as_str()
                value=came.value("text")
                button=words.ask.as_str()
            />
        }
    });
    let came = came(interface, &["ask", "answer", "remove-note"], "vragen");
    shown.then(|| {
        view! {
            <section class="document-section" id="vragen">
                <h2>{words.questions.as_str()}</h2>
                {came}
                {none}
                <ul class="session-notes">{rows}</ul>
                {form}
            </section>
        }
    })
}

fn feedback(looking: &Looking, feedback: Vec<SessionNote>) -> impl IntoView + use<> {
    let Looking { interface, action, .. } = looking.clone();
    let words = &interface.words.aftermath;
    let came_back = returned_to(&["feedback"]);
    let rows: Vec<_> = feedback.into_iter().map(|note| note_row(looking, note)).collect();
    let came = came(interface, &["feedback"], "reacties");
    looking.signed_in.then(|| {
        view! {
            <section class="document-section" id="reacties">
                <h2>{words.feedback.as_str()}</h2>
                {came}
                <ul class="session-notes">{rows}</ul>
                <Say
                    action
                    act="feedback"
                    id="feedback"
                    label=words.feedback_text.as_str()
                    hint=words.feedback_lead.as_str()
                    value=came_back.value("text")
                    button=words.send.as_str()
                    quiet=true
                />
            </section>
        }
    })
}

fn note_row(looking: &Looking, note: SessionNote) -> impl IntoView + use<> {
    let Looking { interface, action, organises, .. } = looking.clone();
    let words = &interface.words.aftermath;
    let by = note.organisation_name.as_ref().map_or_else(String::new, |name| name.get(interface.lang).to_owned());
    let about = format!("{by} · {}", format::moment(interface, note.at));
    let answer = note.answer.clone().map(|answer| {
        view! { <p class="session-answer"><strong>{words.answer.as_str()} ": "</strong> {answer}</p> }
    });
    let question = note.kind == NoteKind::Question;
    let acts = organises.then(|| {
        let came = returned_to(&["answer"]);
        let own = came.value("id") == note.id;
        let value = if own { came.value("text") } else { note.answer.clone().unwrap_or_default() };
        let id = format!("answer-{}", note.id);
        let form = question.then(|| {
            view! {
                <details open=own>
                    <summary>{words.answer.as_str()}</summary>
                    <Say
                        action=action.clone()
                        act="answer"
                        about=note.id.clone()
                        id
                        label=words.answer.as_str()
                        value
                        button=words.answer_button.as_str()
                        quiet=true
                    />
                </details>
            }
        });
        let about = note.text.chars().take(60).collect::<String>();
        view! {
            {form}
            <Act action=action.clone() act="remove-note" with=vec![("id", note.id.clone())] label=words.remove.as_str() about/>
        }
    });
    view! {
        <li>
            <p class="session-note">{note.text.clone()}</p>
            <p class="small subtle">{about}</p>
            {answer}
            {acts}
        </li>
    }
}

/// A form with one text in it.
#[component]
fn Say(
    action: String,
    act: &'static str,
    /// The id of what the text is about, where that is not the session.
    #[prop(optional)]
    about: Option<String>,
    #[prop(into)] id: String,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    value: String,
    button: &'static str,
    #[prop(optional)] quiet: bool,
) -> impl IntoView {
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="actie" value=act/>
            {about.map(|about| view! { <input type="hidden" name="id" value=about/> })}
            <Lines id name="text" label=label hint=hint value rows=3/>
            <button class="button" class:button-quiet=quiet type="submit">
                {button}
            </button>
        </form>
    }
}

fn become_document(looking: &Looking) -> impl IntoView + use<> {
    let Looking { interface, action, .. } = looking.clone();
    let words = &interface.words.aftermath;
    let kinds = BECOMES.map(|kind: Kind| (kind.code().to_owned(), capital(interface.words.names.kind(kind))));
    let came = came(interface, &["draft"], "document");
    view! {
        <section class="document-section" id="document">
            <h2>{words.make_document.as_str()}</h2>
            {came}
            <p>{words.make_document_lead.as_str()}</p>
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value="draft"/>
                <Choice
                    id="become"
                    name="become"
                    label=words.make_document_kind.as_str()
                    prompt=words.choose.as_str()
                    options=kinds.into()
                />
                <button class="button button-quiet" type="submit">
                    {words.begin.as_str()}
                </button>
            </form>
        </section>
    }
}

/// A form of this page that came back, if it is one of those that do this.
fn returned_to(acts: &[&str]) -> Returned {
    let came = returned();
    if acts.contains(&came.value("actie").as_str()) { came } else { Returned::default() }
}

/// What came of the form of a section, where it was one of this section.
fn came(interface: Interface, acts: &[&str], anchor: &'static str) -> Option<AnyView> {
    let wrong = returned_to(acts).fault.is_some();
    let done = use_query_map().read_untracked().get("klaar").as_deref() == Some(anchor);
    (wrong || (done && returned().fault.is_none())).then(|| view! { <Came interface done/> }.into_any())
}
