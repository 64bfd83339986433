//! `/uitnodiging?code=…`: a person chooses a password and comes in.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::{Desk, LEAST_PASSWORD, Refusal, returned};
use crate::model::account::Invitation;
use crate::parts::ask::ask;
use crate::parts::form::{Asks, Came, Field};
use crate::parts::head::Head;
use crate::words::{Interface, fill};

#[component]
pub fn InvitationPage() -> impl IntoView {
    let code = use_query_map().read_untracked().get("code").unwrap_or_default();
    let url = use_url().get_untracked();
    let action = format!("{}?{}", url.path(), url.search().trim_start_matches('?'));
    ask(move |interface, desk| page(interface, desk, code, action))
}

async fn page(interface: Interface, desk: Desk, code: String, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.account;
    let Some(invitation) = desk.invitation(&code).await? else {
        return Ok(Either::Left(view! {
            <Head title=words.invitation_over.as_str() in_both_languages=false/>
            <div class="form-page">
                <h1>{words.invitation_over.as_str()}</h1>
                <p class="lead">{words.invitation_over_text.as_str()}</p>
            </div>
        }));
    };
    Ok(Either::Right(view! { <Open interface invitation action/> }))
}

#[component]
fn Open(interface: Interface, invitation: Invitation, action: String) -> impl IntoView {
    let words = &interface.words.account;
    let came = returned();
    let hint = fill(&words.password_hint, &[("least", &LEAST_PASSWORD)]);
    let password = Asks { kind: "password", autocomplete: "new-password", hint, ..Asks::default() };
    let (lead, who) = match invitation {
        Invitation::Person { email, .. } => {
            // A password manager keeps the new password under this name.
            let kept = view! { <input type="hidden" name="email" autocomplete="username" value=email.to_string()/> };
            (fill(&words.invitation_lead, &[("email", &email)]), Either::Left(kept))
        }
        Invitation::FirstAdmin => {
            let name = Asks { autocomplete: "name", value: came.value("name"), ..Asks::default() };
            let email = Asks { kind: "email", autocomplete: "username", value: came.value("email"), ..Asks::default() };
            let fields = view! {
                <Field id="name" name="name" label=words.name.as_str() asks=name/>
                <Field id="email" name="email" label=words.email.as_str() asks=email/>
            };
            (words.first_admin_lead.clone(), Either::Right(fields))
        }
    };
    view! {
        <Head title=words.invitation.as_str() in_both_languages=false/>
        <div class="form-page">
            <h1>{words.invitation.as_str()}</h1>
            <p class="lead">{lead}</p>
            <Came interface done=false/>
            <form class="form" method="post" action=action>
                {who}
                <Field id="password" name="password" label=words.new_password.as_str() asks=password/>
                <button class="button" type="submit">
                    {words.open_account.as_str()}
                </button>
            </form>
        </div>
    }
}
