//! What a person signs in with: the password, and the code of an app.

use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;

use crate::desk::LEAST_PASSWORD;
use crate::model::account::Totp;
use crate::parts::form::{Asks, Field, Proven};
use crate::words::{Interface, fill};

#[component]
pub fn Passwords(interface: Interface, totp: Totp, has_password: bool, action: String) -> impl IntoView {
    let words = &interface.words.account;
    let old = Asks { kind: "password", autocomplete: "current-password", ..Asks::default() };
    let old = if has_password {
        Either::Left(view! { <Field id="old" name="old" label=words.old_password.as_str() asks=old/> })
    } else {
        Either::Right(view! { <p class="section-text">{words.no_password.as_str()}</p> })
    };
    let change = if has_password { &words.change_password } else { &words.choose_password };
    let hint = fill(&words.password_hint, &[("least", &LEAST_PASSWORD)]);
    let new = Asks { kind: "password", autocomplete: "new-password", hint, ..Asks::default() };
    view! {
        <section class="section" aria-labelledby="change-password">
            <div class="section-head">
                <h2 id="change-password">{change.as_str()}</h2>
            </div>
            <form class="form" method="post" action=action.clone()>
                <input type="hidden" name="actie" value="password"/>
                {old}
                <Field id="new" name="new" label=words.new_password.as_str() asks=new/>
                <button class="button" type="submit">
                    {change.as_str()}
                </button>
            </form>
        </section>
        <section class="section" aria-labelledby="totp">
            <div class="section-head">
                <h2 id="totp">{words.totp.as_str()}</h2>
            </div>
            <Code interface totp has_password action/>
        </section>
    }
}

#[component]
fn Code(interface: Interface, totp: Totp, has_password: bool, action: String) -> impl IntoView {
    let words = &interface.words.account;
    match totp {
        Totp::Off => EitherOf3::A(view! {
            <p class="section-text">{words.totp_off.as_str()}</p>
            <Proven interface action act="offer-totp" label=words.totp_offer.as_str() has_password/>
        }),
        Totp::Offered { secret, address } => {
            let code = Asks { autocomplete: "one-time-code", ..Asks::default() };
            EitherOf3::B(view! {
                <p class="section-text">{words.totp_offered.as_str()}</p>
                <p>
                    {words.totp_secret.as_str()} ": " <code class="secret">{in_groups(&secret)}</code>
                </p>
                <p>
                    <a href=address>{words.totp_open.as_str()}</a>
                </p>
                <form class="form" method="post" action=action>
                    <input type="hidden" name="actie" value="confirm-totp"/>
                    <Field id="code" name="code" label=words.code.as_str() asks=code/>
                    <button class="button" type="submit">
                        {words.totp_confirm.as_str()}
                    </button>
                </form>
            })
        }
        Totp::On { recovery_codes } => EitherOf3::C(view! {
            <p class="section-text">{fill(&words.totp_on, &[("count", &recovery_codes)])}</p>
            <Proven interface action act="stop-totp" label=words.totp_stop.as_str() has_password/>
        }),
    }
}

/// `ABCD EFGH …`, so that it can be copied by hand. Apps leave the spaces out.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
