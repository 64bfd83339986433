//! Who takes over what a person or an organisation leaves.

use leptos::either::Either;
use leptos::prelude::*;

use crate::desk::returned;
use crate::model::account::Heir;
use crate::parts::form::Choice;

/// The form that passes it to one of several; where there is nobody, a sentence that says so.
#[component]
pub fn HeirForm(
    heirs: Vec<Heir>,
    /// What is said where there is nobody.
    nobody: &'static str,
    label: &'static str,
    prompt: &'static str,
    button: &'static str,
    act: &'static str,
    /// Whose it was: the name of the field and its value.
    of: (&'static str, String),
    action: String,
) -> impl IntoView {
    if heirs.is_empty() {
        return Either::Left(view! { <p class="section-text">{nobody}</p> });
    }
    let options: Vec<_> = heirs.into_iter().map(|heir| (heir.id.to_string(), heir.name)).collect();
    let (field, value) = of;
    Either::Right(view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="actie" value=act/>
            <input type="hidden" name=field value=value/>
            <Choice id="to" name="to" label prompt options chosen=returned().value("to")/>
            <button class="button" type="submit">
                {button}
            </button>
        </form>
    })
}
