//! `/aanmelden` and `/aanmelden/code`: coming in, in one step or two.

use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::returned;
use crate::parts::form::{Asks, Came, Field};
use crate::parts::head::Head;
use crate::routes;
use crate::words::interface;

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
                <p class="subtle">{words.no_account.as_str()}</p>
            </div>
        }
    })
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

/// Where to go on afterwards: from the address, or from the form that came back.
#[component]
fn Target() -> impl IntoView {
    let asked = use_query_map().read_untracked().get("naar").unwrap_or_else(|| returned().value("naar"));
    routes::local(&asked).map(|target| view! { <input type="hidden" name="naar" value=target/> })
}
