//! The chain as a line on a transport map: it forks into sea and air before the hub.

use leptos::prelude::*;

/// The drawing above the stages; the stages themselves are named below it.
#[component]
pub fn ChainMap(#[prop(into)] label: String) -> impl IntoView {
    // Five columns: stations stand in their middles, sea above air in the third.
    let station = |x: &'static str, y: &'static str| view! { <circle class="chain-station" cx=x cy=y r="9"/> };
    let leg = |x1: &'static str, y1: &'static str, x2: &'static str, y2: &'static str| {
        view! { <line class="chain-leg" x1=x1 y1=y1 x2=x2 y2=y2/> }
    };
    view! {
        <svg class="chain-map" role="img" aria-label=label width="100%" height="96">
            {leg("10%", "48", "30%", "48")}
            {leg("30%", "48", "42%", "16")}
            {leg("42%", "16", "58%", "16")}
            {leg("58%", "16", "70%", "48")}
            {leg("30%", "48", "42%", "80")}
            {leg("42%", "80", "58%", "80")}
            {leg("58%", "80", "70%", "48")}
            {leg("70%", "48", "90%", "48")}
            {station("10%", "48")}
            {station("30%", "48")}
            {station("50%", "16")}
            {station("50%", "80")}
            {station("70%", "48")}
            {station("90%", "48")}
        </svg>
    }
}
