//! A signal in plain words.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::model::place::Place;
use crate::model::signal::{Kind, Listed, Signal};
use crate::model::slug::Slug;
use crate::parts::format::{number, period};
use crate::words::{Interface, fill};

pub fn title(interface: Interface, signal: &Signal, places: &[Place]) -> String {
    let words = &interface.words.signals;
    let sentence = match signal.kind {
        Kind::Rise => &words.rise_title,
        Kind::Fall => &words.fall_title,
        Kind::Displacement => &words.displacement_title,
    };
    let other = signal.other.as_ref().map(|other| name(interface, other, places)).unwrap_or_default();
    fill(sentence, &[("place", &name(interface, &signal.place, places)), ("other", &other)])
}

/// What it turned out to be, or that nobody knows yet.
pub fn state(interface: Interface, signal: &Signal) -> &'static str {
    let words = &interface.words.signals;
    signal.outcome.map_or(words.open.as_str(), |outcome| words.outcome(outcome))
}

/// A signal on one line: what, of which indicator, when, and what it turned out to be.
pub fn line(interface: Interface, listed: &Listed) -> String {
    let Listed { signal, indicator, places } = listed;
    let (title, when) = (title(interface, signal, places), period(interface, signal.period));
    format!("{title}: {}, {when} ({})", indicator.name.get(interface.lang), state(interface, signal))
}

/// What was counted, against what was expected.
pub fn sentence(interface: Interface, signal: &Signal, places: &[Place]) -> String {
    let words = &interface.words.signals;
    let evidence = &signal.evidence;
    let (place, when) = (name(interface, &signal.place, places), period(interface, signal.period));
    let observed = rounded(interface, evidence.observed);
    let expected = evidence.expected.map_or_else(|| "–".to_owned(), |value| rounded(interface, value));
    let Some(pair) = &evidence.pair else {
        let sentence = if signal.kind == Kind::Fall { &words.fall_text } else { &words.rise_text };
        let parts: [(&str, &dyn std::fmt::Display); 4] =
            [("place", &place), ("period", &when), ("observed", &observed), ("expected", &expected)];
        return fill(sentence, &parts);
    };
    let other = signal.other.as_ref().map(|other| name(interface, other, places)).unwrap_or_default();
    let mut text = fill(
        &words.displacement_text,
        &[
            ("place", &place),
            ("other", &other),
            ("period", &when),
            ("window", &pair.window),
            ("up_expected", &expected),
            ("up", &observed),
            ("down_expected", &rounded(interface, pair.expected)),
            ("down", &rounded(interface, pair.observed)),
        ],
    );
    if pair.lag > 0 {
        text.push(' ');
        text.push_str(&fill(&words.lag_text, &[("lag", &pair.lag)]));
    }
    text
}

pub fn name(interface: Interface, code: &Slug, places: &[Place]) -> String {
    let place = places.iter().find(|place| place.code == *code);
    place.map_or_else(|| code.to_string(), |place| place.name.get(interface.lang).to_owned())
}

/// A count as people write it: whole above ten, else with one decimal.
pub fn rounded(interface: Interface, value: f64) -> String {
    let digits = if value.abs() >= 10.0 { 0 } else { 1 };
    number(interface.lang, Decimal::from_f64(value).unwrap_or_default().round_dp(digits).normalize())
}

/// A chance: two digits that count.
pub fn chance(interface: Interface, value: f64) -> String {
    if value < 0.0001 {
        return format!("< {}", number(interface.lang, Decimal::new(1, 4)));
    }
    number(interface.lang, Decimal::from_f64(value).unwrap_or_default().round_dp(4).normalize())
}
