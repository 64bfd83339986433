//! Beside the shares of hubs: whether one of them rose by more than chance gives.

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::model::effect::{ShareOf, ShareShift};
use crate::model::period::Period;
use crate::model::place::Place;
use crate::parts::format::{number, period};
use crate::words::{Interface, fill};

/// A rise that chance gives less often than this is told.
const RARE: f64 = 0.05;

pub fn shift(interface: Interface, shift: Option<ShareShift>, places: &[Place]) -> impl IntoView + use<> {
    let words = &interface.words.effect;
    let Some(shift) = shift else {
        return view! { <p class="subtle small">{words.shares_unjudged.as_str()}</p> }.into_any();
    };
    let stretch =
        |(first, last): (Period, Period)| format!("{} \u{2013} {}", period(interface, first), period(interface, last));
    let judged = fill(&words.shares_judged, &[("judged", &stretch(shift.judged)), ("before", &stretch(shift.before))]);
    let rose = shift.hubs.iter().filter(|hub| hub.chance < RARE).filter_map(|hub| told(interface, hub, places));
    let mut sentences: Vec<String> = rose.collect();
    if sentences.is_empty() {
        sentences.push(words.shares_same.clone());
    }
    let sentences: Vec<_> = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
    view! {
        <div class="share-shift">
            <p>{judged}</p>
            <ul class="sentences">{sentences}</ul>
            <p class="subtle small">{words.shares_method.as_str()}</p>
        </div>
    }
    .into_any()
}

fn told(interface: Interface, hub: &ShareOf, places: &[Place]) -> Option<String> {
    let lang = interface.lang;
    let place = places.iter().find(|place| place.code == hub.place)?;
    let rounded = |value: f64, decimals: u32| {
        Decimal::from_f64(value).map(|value| number(lang, value.round_dp(decimals))).unwrap_or_default()
    };
    let parts: [(&str, &dyn std::fmt::Display); 5] = [
        ("place", &place.name.get(lang)),
        ("before", &rounded(hub.before * 100.0, 1)),
        ("after", &rounded(hub.after * 100.0, 1)),
        ("since", &period(interface, hub.since?)),
        ("chance", &rounded(hub.chance, 3)),
    ];
    Some(fill(&interface.words.effect.share_rose, &parts))
}
