//! `/aanmelden` and `/aanmelden/code`: coming in, in one step or two.

use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::{Desk, returned};
use crate::model::account::WaysIn;
use crate::parts::form::{Asks, Came, Field};
use crate::parts::head::Head;
use crate::parts::passkey::{PasskeyForm, PasskeyUse};
use crate::routes;
use crate::words::{Interface, fill, interface};

#[component]
pub fn SignIn() -> impl IntoView {
    interface().map(|interface| {
        let words = &interface.words.account;
        let action = use_url().get_untracked().path().to_owned();
        let email =
            Asks { kind: "email", autocomplete: "username", value: returned().value("email"), ..Asks::default() };
        let password = Asks { kind: "password", autocomplete: "current-password", ..Asks::default() };
        view! {
            <Head title=words.sign_in.as_str() description=words.sign_in_lead.as_str()/>
            <div class="form-page">
                <h1>{words.sign_in.as_str()}</h1>
                <p class="lead">{words.sign_in_lead.as_str()}</p>
                <Came interface done=false/>
                <form class="form" method="post" action=action>
                    <Target/>
                    <Field id="email" name="email" label=words.email.as_str() asks=email/>
                    <Field id="password" name="password" label=words.password.as_str() asks=password/>
                    <button class="button" type="submit">
                        {words.sign_in.as_str()}
                    </button>
                </form>
                <Elsewhere interface/>
                <p class="subtle">{words.no_account.as_str()}</p>
            </div>
        }
    })
}

/// The ways in without a password, where the site has any.
#[component]
fn Elsewhere(interface: Interface) -> impl IntoView {
    let words = &interface.words.account;
    let WaysIn { provider, passkeys } = use_context::<Desk>().map(|desk| desk.ways_in()).unwrap_or_default();
    let target = target();
    let pairs: Vec<_> = target.iter().map(|target| ("naar", target.clone())).collect();
    let provider = provider.map(|name| {
        let address = routes::with_pairs(routes::url(interface.lang, "/aanmelden/elders"), &pairs);
        view! {
            <p>
                <a class="button button-quiet" href=address rel="nofollow">
                    {fill(&words.by_provider, &[("name", &name)])}
                </a>
            </p>
        }
    });
    let passkey = passkeys.then(|| {
        let action = routes::url(interface.lang, "/aanmelden/passkey");
        view! {
            <PasskeyForm interface r#use=PasskeyUse::SignIn action>
                <Target/>
                <button class="button button-quiet" type="submit">
                    {words.by_passkey.as_str()}
                </button>
            </PasskeyForm>
        }
    });
    (provider, passkey)
}

#[component]
pub fn SecondStep() -> impl IntoView {
    interface().map(|interface| {
        let words = &interface.words.account;
        let action = use_url().get_untracked().path().to_owned();
        let code = Asks { autocomplete: "one-time-code", hint: words.code_hint.clone(), ..Asks::default() };
        view! {
            <Head title=words.second_step.as_str()/>
            <div class="form-page">
                <h1>{words.second_step.as_str()}</h1>
                <p class="lead">{words.second_step_lead.as_str()}</p>
                <Came interface done=false/>
                <form class="form" method="post" action=action>
                    <Target/>
                    <Field id="code" name="code" label=words.code.as_str() asks=code/>
                    <button class="button" type="submit">
                        {words.go_on.as_str()}
                    </button>
                </form>
                <p>
                    <a href=routes::url(interface.lang, "/aanmelden")>{words.sign_in.as_str()}</a>
                </p>
            </div>
        }
    })
}

#[component]
fn Target() -> impl IntoView {
    target().map(|target| view! { <input type="hidden" name="naar" value=target/> })
}

/// Where to go on afterwards: from the address, or from the form that came back.
fn target() -> Option<String> {
    let asked = use_query_map().read_untracked().get("naar").unwrap_or_else(|| returned().value("naar"));
    routes::local(&asked)
}
