//! A message through the portal to somebody whose address is not shown.

use leptos::prelude::*;

use crate::desk::{Desk, returned};
use crate::parts::text_area::Lines;
use crate::routes;
use crate::words::{Interface, fill};

/// The form for who is signed in, and the way to sign in for others. `lead` has `{name}` and `{organisation}`: what the receiver
/// is told of the sender.
pub fn message(interface: Interface, desk: &Desk, lead: &str, action: String) -> AnyView {
    let words = &interface.words.profiles;
    let Some(account) = desk.account().filter(|account| account.session.is_some()) else {
        let href = routes::sign_in_url(interface.lang, &action);
        return view! { <p class="section-text"><a href=href>{words.contact_sign_in.as_str()}</a></p> }.into_any();
    };
    let organisation = account.organisation.get(interface.lang).to_owned();
    let lead = fill(lead, &[("name", &account.name), ("organisation", &organisation)]);
    view! {
        <form class="form" method="post" action=action>
            <Lines
                id="text"
                name="text"
                label=words.message.as_str()
                hint=lead
                value=returned().value("text")
                rows=5
            />
            <button class="button" type="submit">
                {words.send.as_str()}
            </button>
        </form>
    }
    .into_any()
}
