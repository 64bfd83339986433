//! Values with their unit, and readings in words.

use rust_decimal::Decimal;

use crate::model::indicator::{Indicator, Qualifier};
use crate::model::trend::Reading;
use crate::parts::format::number;
use crate::words::{Interface, fill};

/// `70.571 kg`, `40%`.
pub fn quantity(interface: Interface, value: Decimal, indicator: &Indicator) -> String {
    with_unit(&number(interface.lang, value), indicator.unit_after(value).get(interface.lang))
}

/// All different values of a reading: `70.571, 70.751 of 72.808 kg`. A value that no source gives exactly is
/// introduced as "ongeveer".
pub fn reading(interface: Interface, reading: &Reading<'_>, indicator: &Indicator) -> String {
    let words = &interface.words.chart;
    let values: Vec<String> = reading
        .values()
        .into_iter()
        .map(|value| {
            let text = number(interface.lang, value);
            if about(reading, value) { fill(&words.about, &[("value", &text)]) } else { text }
        })
        .collect();
    // Of several the highest is named last.
    with_unit(&list(&values, &words.or), indicator.unit_after(reading.high()).get(interface.lang))
}

/// Whether every source of this value says it is not exact.
fn about(reading: &Reading<'_>, value: Decimal) -> bool {
    reading.observations.iter().filter(|o| o.value == Some(value)).all(|o| o.qualifier == Qualifier::Approximate)
}

/// A written number with its unit.
pub fn with_unit(number: &str, unit: &str) -> String {
    if unit.is_empty() {
        number.to_owned()
    } else if unit.starts_with('%') {
        format!("{number}{unit}")
    } else {
        format!("{number}\u{a0}{unit}")
    }
}

/// `a, b en c`, with the word that goes before the last.
pub fn list(items: &[String], last_word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {last_word} {last}", first.join(", ")),
    }
}
