//! A form that somebody's device answers, with the script that asks it. Without scripts it stays hidden.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::words::Interface;

/// What the form is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PasskeyUse {
    SignIn,
    Add,
}

/// `children` are what is filled in besides, the button among it. One for each page: the script looks for all of them.
#[component]
pub fn PasskeyForm(interface: Interface, r#use: PasskeyUse, action: String, children: Children) -> impl IntoView {
    let words = &interface.words.account;
    let code = match r#use {
        PasskeyUse::SignIn => "sign-in",
        PasskeyUse::Add => "add",
    };
    view! {
        <form class="form" method="post" action=action data-passkey=code hidden>
            {children()}
            <p
                class="field-wrong"
                role="alert"
                data-cancelled=words.passkey_cancelled.as_str()
                data-failed=words.passkey_failed.as_str()
            ></p>
        </form>
        <script type="module" nonce=use_nonce()>
            {include_str!("passkey.js")}
        </script>
    }
}
