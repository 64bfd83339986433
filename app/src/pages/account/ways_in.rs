//! Coming in without a password: the devices that may, and the account at an identity provider.

use leptos::prelude::*;

use crate::model::account::{Passkey, WaysIn};
use crate::parts::form::{Asks, Field, Proven};
use crate::parts::format;
use crate::parts::passkey::{PasskeyForm, PasskeyUse};
use crate::routes;
use crate::words::{Interface, fill};

/// Nothing where the site offers none.
#[component]
pub fn Entrances(
    interface: Interface,
    offered: WaysIn,
    passkeys: Vec<Passkey>,
    /// Since when they come in by the provider.
    identity: Option<jiff::Timestamp>,
    has_password: bool,
    action: String,
) -> impl IntoView {
    let shows = offered.passkeys || !passkeys.is_empty();
    let passkeys = shows.then(|| view! { <Passkeys interface passkeys has_password action=action.clone()/> });
    let provider = offered.provider.zip(identity).map(|(name, since)| {
        let words = &interface.words.account;
        let day = format::day(interface, since);
        view! {
            <section class="section" aria-labelledby="provider">
                <div class="section-head">
                    <h2 id="provider">{words.provider.as_str()}</h2>
                </div>
                <p class="section-text">{fill(&words.provider_lead, &[("name", &name), ("day", &day)])}</p>
                <Proven interface action=action.clone() act="end-identity" label=words.provider_end.as_str() has_password/>
            </section>
        }
    });
    (passkeys, provider)
}

#[component]
fn Passkeys(interface: Interface, passkeys: Vec<Passkey>, has_password: bool, action: String) -> impl IntoView {
    let words = &interface.words.account;
    let rows = passkeys.into_iter().map(|passkey| {
        let used = passkey.used.map_or_else(|| words.never_used.clone(), |used| format::moment(interface, used));
        view! {
            <tr>
                <th scope="row">{passkey.name.clone()}</th>
                <td>{format::moment(interface, passkey.created)}</td>
                <td>{used}</td>
                <td>
                    <details>
                        <summary>{words.end.as_str()} <span class="visually-hidden">" " {passkey.name.clone()}</span></summary>
                        <Proven
                            interface
                            action=action.clone()
                            act="end-passkey"
                            id=passkey.id
                            label=words.end.as_str()
                            about=passkey.name
                            has_password
                        />
                    </details>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="scroll" tabindex="0" role="group" aria-labelledby="passkeys">
                <table class="rows">
                    <thead>
                        <tr>
                            <th scope="col">{words.passkey_device.as_str()}</th>
                            <th scope="col">{words.passkey_added.as_str()}</th>
                            <th scope="col">{words.seen.as_str()}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let name = Asks { hint: words.passkey_name_hint.clone(), ..Asks::default() };
    let password = Asks { kind: "password", autocomplete: "current-password", ..Asks::default() };
    let password = has_password.then(|| {
        view! { <Field id="passkey-password" name="password" label=words.old_password.as_str() asks=password/> }
    });
    let add = routes::url(interface.lang, "/account/passkey");
    view! {
        <section class="section" aria-labelledby="passkeys">
            <div class="section-head">
                <h2 id="passkeys">{words.passkeys.as_str()}</h2>
            </div>
            <p class="section-text">{words.passkeys_lead.as_str()}</p>
            {table}
            <PasskeyForm interface r#use=PasskeyUse::Add action=add>
                <Field id="passkey-name" name="name" label=words.passkey_name.as_str() asks=name/>
                {password}
                <button class="button button-quiet" type="submit">
                    {words.passkey_add.as_str()}
                </button>
            </PasskeyForm>
            <noscript>
                <p class="section-text">{words.passkeys_script.as_str()}</p>
            </noscript>
        </section>
    }
}
