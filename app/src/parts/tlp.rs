//! The TLP label, as FIRST prescribes it: always in words, in its colour on black.

use leptos::prelude::*;

use crate::model::sharing::Sharing;
use crate::model::tlp::Tlp;
use crate::words::Interface;

/// The label of something that can be read.
#[component]
pub fn TlpChip(tlp: Tlp) -> impl IntoView {
    view! { <span class=format!("tlp {}", class(tlp)) translate="no">{tlp.label()}</span> }
}

/// The label with what it means, at the top of what carries it.
#[component]
pub fn TlpLabel(sharing: Sharing, interface: Interface) -> impl IntoView {
    let words = &interface.words.tlp;
    let public_bodies_only = sharing.public_bodies_only().then(|| format!(" {}", words.public_bodies_only));
    view! {
        <p class="tlp-label">
            <TlpChip tlp=sharing.tlp()/>
            <span>{words.of(sharing.tlp())} {public_bodies_only}</span>
        </p>
    }
}

/// The class that puts the label at the top and foot of every printed sheet of what it is set on.
pub fn sheet(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "sheet-clear",
        Tlp::Green => "sheet-green",
        Tlp::Amber => "sheet-amber",
        Tlp::AmberStrict => "sheet-amber-strict",
        Tlp::Red => "sheet-red",
    }
}

fn class(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "tlp-clear",
        Tlp::Green => "tlp-green",
        Tlp::Amber | Tlp::AmberStrict => "tlp-amber",
        Tlp::Red => "tlp-red",
    }
}
