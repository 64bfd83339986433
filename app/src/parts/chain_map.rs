//! The chain as a line on a transport map: it forks into sea and air before the hub.

use leptos::prelude::*;

/// The drawing above the stages; the stages themselves are named below it.
#[component]
pub fn ChainMap(#[prop(into)] label: String) -> impl IntoView {
    // Six columns: stations stand in their middles. The line forks after transit, sea above and air below.
    let station = |x: &'static str, y: &'static str| {
        view! {
            <line class="chain-drop" x1=x x2=x y1=y y2="96"/>
            <circle class="chain-station" cx=x cy=y r="9"/>
        }
    };
    let leg = |x1: &'static str, y1: &'static str, x2: &'static str, y2: &'static str| {
        view! { <line class="chain-leg" x1=x1 y1=y1 x2=x2 y2=y2/> }
    };
    view! {
        <svg class="chain-map" role="img" aria-label=label width="100%" height="96">
            {leg("8.33%", "46", "25%", "46")}
            {leg("25%", "46", "33%", "16")}
            {leg("33%", "16", "67%", "16")}
            {leg("67%", "16", "75%", "46")}
            {leg("25%", "46", "33%", "76")}
            {leg("33%", "76", "67%", "76")}
            {leg("67%", "76", "75%", "46")}
            {leg("75%", "46", "91.67%", "46")}
            {station("8.33%", "46")}
            {station("25%", "46")}
            {station("41.67%", "16")}
            {station("58.33%", "76")}
            {station("75%", "46")}
            {station("91.67%", "46")}
        </svg>
    }
}
