//! Every address that is no page.

use leptos::prelude::*;

use crate::desk::Refusal;
use crate::parts::refused::Refused;

#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Refused refusal=Refusal::Absent/> }
}
