//! One filter of a list: a select whose first option takes everything.

use leptos::prelude::*;

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
