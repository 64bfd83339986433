//! The TLP label, as FIRST prescribes it: always in words, in its colour on black.

use leptos::prelude::*;

use crate::model::tlp::Tlp;

/// The label of something that can be read.
#[component]
pub fn TlpChip(tlp: Tlp) -> impl IntoView {
    view! { <span class=format!("tlp {}", class(tlp)) translate="no">{tlp.label()}</span> }
}

fn class(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "tlp-clear",
        Tlp::Green => "tlp-green",
        Tlp::Amber | Tlp::AmberStrict => "tlp-amber",
        Tlp::Red => "tlp-red",
    }
}
