//! How a practice stands at a hub: in words, with a shape that tells the states apart.

use leptos::prelude::*;

use crate::model::adoption::{AdoptionState, Standing};
use crate::words::{Interface, fill};

/// The state in words, with its shape: full for what is used, half for what is tried, empty for what is not.
#[component]
pub fn StateMark(state: AdoptionState, interface: Interface) -> impl IntoView {
    let path = match state {
        AdoptionState::Adopted => "M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1Z",
        AdoptionState::Pilot => "M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1ZM6 2.4A3.6 3.6 0 0 0 6 9.6Z",
        AdoptionState::Considering => {
            "M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1ZM6 2.4A3.6 3.6 0 1 0 6 9.6A3.6 3.6 0 1 0 6 2.4Z"
        }
        AdoptionState::Rejected => {
            "M2.5 1.2L6 4.7L9.5 1.2L10.8 2.5L7.3 6L10.8 9.5L9.5 10.8L6 7.3L2.5 10.8L1.2 9.5L4.7 6L1.2 2.5Z"
        }
        AdoptionState::Ended => "M1 5H11V7H1Z",
    };
    view! {
        <span class=format!("state state-{}", state.code())>
            <svg class="state-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                <path d=path fill-rule="evenodd"/>
            </svg>
            {interface.words.adoption.state(state).to_owned()}
        </span>
    }
}

/// How many of the organisations of a hub stand as the hub does; nothing where there is one.
pub fn shared(interface: Interface, stands: &Standing) -> Option<impl IntoView + use<>> {
    let all = stands.parties.len();
    (all > 1).then(|| {
        let text = fill(&interface.words.adoption.shared, &[("count", &stands.alike()), ("all", &all)]);
        view! { <span class="adoption-shared">{text}</span> }
    })
}
