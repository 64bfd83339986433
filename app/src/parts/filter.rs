//! The filters of a list: selects whose first option takes everything, and their fold.

use leptos::prelude::*;

use crate::words::Interface;

/// Filters that are folded where there is little room, and always open elsewhere; `on` is how many of them are.
pub fn folded(interface: Interface, on: usize, filters: impl IntoView + 'static) -> AnyView {
    let word = interface.words.search.filters.as_str();
    let summary = if on == 0 { word.to_owned() } else { format!("{word} ({on})") };
    view! {
        <details class="folded-filters" id="filters">
            <summary class="label">{summary}</summary>
            {filters}
        </details>
    }
    .into_any()
}

/// `options` are values with their names; `all` is what the first option is called.
pub fn filter(
    key: &'static str,
    label: &'static str,
    all: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
) -> impl IntoView + use<> {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, name)| {
            let selected = value == chosen;
            view! {
                <option value=value selected=selected>
                    {name}
                </option>
            }
        })
        .collect();
    view! {
        <p class="timetable-filter">
            <label for=key>{label}</label>
            <select class="select" id=key name=key>
                <option value="">{all}</option>
                {options}
            </select>
        </p>
    }
}
