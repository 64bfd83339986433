//! Forms: fields with their labels, what came of the last attempt, and buttons that do one thing.

use leptos::prelude::*;

use crate::desk::{Fault, Returned, returned};
use crate::model::account::Secret;
use crate::model::problem::Problem;
use crate::parts::filling::Mistakes;
use crate::parts::problems::sentence;
use crate::words::{Interface, fill};

/// What a field asks for, beyond its name and label.
#[derive(Clone, Default)]
pub struct Asks {
    /// The `type` of the input; text when empty.
    pub kind: &'static str,
    /// The `autocomplete` token, so that browsers and password managers help.
    pub autocomplete: &'static str,
    pub value: String,
    pub hint: String,
    pub optional: bool,
}

/// One line to fill in.
#[component]
pub fn Field(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] asks: Asks,
) -> impl IntoView {
    let Asks { kind, autocomplete, value, hint, optional } = asks;
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let kind = if kind.is_empty() { "text" } else { kind };
    // What is typed here is no word of a language.
    let plain = matches!(kind, "email" | "password") || autocomplete == "one-time-code";
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            <input
                class="field-input"
                id=id
                name=name
                r#type=kind
                value=(!value.is_empty()).then_some(value)
                autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
                aria-describedby=described
                required=!optional
                spellcheck=plain.then_some("false")
                autocapitalize=plain.then_some("none")
            />
        </div>
    }
}

/// One of several values. The first option is a prompt without a value.
#[component]
pub fn Choice(
    #[prop(into)] id: String,
    name: &'static str,
    label: &'static str,
    prompt: &'static str,
    /// Value and text.
    options: Vec<(String, String)>,
    #[prop(optional)] chosen: String,
    /// Whether the prompt may be sent.
    #[prop(default = false)]
    optional: bool,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select class="select field-select" id=id name=name required=!optional>
                <option value="">{prompt}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// Any of several values.
#[component]
pub fn Ticks(
    name: &'static str,
    label: &'static str,
    /// Value, text, and whether it is ticked.
    options: Vec<(String, String, bool)>,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, text, ticked)| {
        view! {
            <label class="tick">
                <input type="checkbox" name=name value=value checked=ticked/>
                {text}
            </label>
        }
    });
    view! {
        <fieldset class="ticks">
            <legend>{label}</legend>
            {options.collect_view()}
        </fieldset>
    }
}

/// A button that does one thing to one thing: a form of its own.
#[component]
pub fn Act(
    #[prop(into)] action: String,
    act: &'static str,
    /// Further fields with their values.
    #[prop(optional)]
    with: Vec<(&'static str, String)>,
    label: &'static str,
    /// Completes the label for who cannot see what stands beside it.
    #[prop(optional, into)]
    about: String,
    /// Whether this is what the page is for.
    #[prop(optional)]
    main: bool,
) -> impl IntoView {
    let class = if main { "button" } else { "button button-quiet" };
    let with = with.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let about = (!about.is_empty()).then(|| view! { <span class="visually-hidden">" " {about}</span> });
    view! {
        <form class="act" method="post" action=action>
            <input type="hidden" name="actie" value=act/>
            {with.collect_view()}
            <button class=class type="submit">
                {label}
                {about}
            </button>
        </form>
    }
}

/// What came of the form that led here: what is wrong, what is shown once, or that it was done.
#[component]
pub fn Came(
    interface: Interface,
    /// Whether the address says that something was done.
    done: bool,
) -> impl IntoView {
    let Interface { lang: _, words } = interface;
    let Returned { fault, shown, .. } = returned();
    let wrong = fault.map(|fault| {
        let more = match &fault {
            Fault::Mistakes(mistakes) => Some(view! { <Mistakes interface mistakes=mistakes.clone()/> }.into_any()),
            Fault::Schedule(problems) => Some(view! { <Problems interface problems=problems.clone()/> }.into_any()),
            _ => None,
        };
        let sentence = match &fault {
            Fault::NotAllowed(no) => words.contribute.no(*no).to_owned(),
            Fault::Unattached(fault) => words.attachments.faults.of(fault),
            Fault::Schedule(_) => words.organising.problems_lead.clone(),
            fault => words.faults.of(fault),
        };
        view! {
            <div class="came came-wrong" role="alert">
                <h2>{words.account.wrong.as_str()}</h2>
                <p>{sentence}</p>
                {more}
            </div>
        }
    });
    let done = (done && wrong.is_none() && shown.is_none()).then(|| {
        view! {
            <p class="came" role="status">
                {words.account.done.as_str()}
            </p>
        }
    });
    view! {
        {wrong}
        {done}
        {shown.map(|secret| view! { <Shown interface secret/> })}
    }
}

/// What is wrong with a schedule, line by line. Files have English names for their fields, and so have these.
#[component]
fn Problems(interface: Interface, problems: Vec<Problem>) -> impl IntoView {
    let words = &interface.words.organising;
    let rows = problems.into_iter().map(|problem| {
        let line = problem.line.map(|line| fill(&words.line, &[("line", &line)]));
        let (text, english) = sentence(interface, &problem);
        let field = problem.field.map(|field| view! { <code>{field}</code> " " });
        view! { <li>{line.map(|line| format!("{line}: "))} {field} <span lang=english>{text}</span></li> }
    });
    view! {
        <p>{words.problems.as_str()}</p>
        <ul class="came-list">{rows.collect_view()}</ul>
    }
}

/// The address of an invitation needs the name of the site, which only the browser knows; the path is enough to copy.
#[component]
fn Shown(interface: Interface, secret: Secret) -> impl IntoView {
    let words = &interface.words.account;
    let follow_link =
        if matches!(secret, Secret::Feed(_)) { &interface.words.following.feed } else { &words.invitation };
    let (text, lines) = match secret {
        Secret::Invitation(code) => {
            let address = crate::routes::url(interface.lang, "/uitnodiging");
            (&words.shown_invitation, vec![crate::routes::with_pairs(address, &[("code", code)])])
        }
        Secret::Token(token) => (&words.shown_token, vec![token]),
        Secret::Feed(secret) => (&interface.words.following.shown_feed, vec![crate::routes::feed_url(&secret)]),
        Secret::RecoveryCodes(codes) => (&words.shown_codes, codes),
        Secret::Letter(letter) => {
            let speakers = &interface.words.speakers;
            let letter = view! {
                <pre class="secret-letter" tabindex="0" role="region" aria-label=speakers.letter.as_str()>
                    {letter}
                </pre>
            };
            return shown_once(interface, &speakers.shown_letter, letter.into_any()).into_any();
        }
    };
    let lines = lines.into_iter().map(|line| {
        let link = line.starts_with('/');
        let shown = line.clone();
        view! {
            <li>
                <code class="secret">{shown}</code>
                {link.then(|| view! { " " <a href=line>{follow_link.as_str()}</a> })}
            </li>
        }
    });
    let lines = view! { <ul class="secrets">{lines.collect_view()}</ul> };
    shown_once(interface, text, lines.into_any()).into_any()
}

fn shown_once(interface: Interface, lead: &'static str, what: AnyView) -> impl IntoView + use<> {
    view! {
        <section class="came" role="status" aria-labelledby="shown">
            <h2 id="shown">{interface.words.account.shown_once.as_str()}</h2>
            <p>{lead}</p>
            {what}
        </section>
    }
}

/// An act that asks for the password again. Who has none has come in a moment ago; the server sees to that.
#[component]
pub fn Proven(
    interface: Interface,
    action: String,
    act: &'static str,
    /// Which of several it is done to: the value of `id`.
    #[prop(optional, into)]
    id: String,
    label: &'static str,
    /// Completes the label for who cannot see what stands beside it.
    #[prop(optional, into)]
    about: String,
    has_password: bool,
) -> impl IntoView {
    let words = &interface.words.account;
    let password = Asks { kind: "password", autocomplete: "current-password", ..Asks::default() };
    let password = has_password.then(|| {
        view! { <Field id=format!("{act}{id}") name="password" label=words.old_password.as_str() asks=password/> }
    });
    let id = (!id.is_empty()).then(|| view! { <input type="hidden" name="id" value=id.clone()/> });
    let about = (!about.is_empty()).then(|| view! { <span class="visually-hidden">" " {about}</span> });
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="actie" value=act/>
            {id}
            {password}
            <button class="button button-quiet" type="submit">
                {label}
                {about}
            </button>
        </form>
    }
}
