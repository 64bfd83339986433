//! A table whose numbers are also drawn as bars: chart and table in one, so neither can differ from the other.

use leptos::prelude::*;

use super::scale::percent;

/// One row.
#[derive(Clone, Debug)]
pub struct Bar {
    pub name: AnyName,
    /// The numbers as written; more than one where sources differ.
    pub text: String,
    /// The length of the bar, from 0 to 1.
    pub low: f64,
    /// Where another source ends; equal to `low` where sources agree.
    pub high: f64,
    /// A class that gives the bar its colour and pattern, such as `hue-rotterdam`.
    pub class: String,
}

/// The name of a row, with the page it leads to.
#[derive(Clone, Debug)]
pub struct AnyName {
    pub text: String,
    pub href: Option<String>,
    /// Smaller, below the name.
    pub note: Option<String>,
}

/// The columns of [`BarTable`]: of the names and of the numbers.
#[derive(Clone, Debug)]
pub struct Columns {
    pub name: String,
    pub value: String,
}

#[component]
pub fn BarTable(
    #[prop(into)] caption: String,
    columns: Columns,
    bars: Vec<Bar>,
    /// A last row that is the sum of the others: its name and number.
    #[prop(optional_no_strip)]
    total: Option<(String, String)>,
) -> impl IntoView {
    let rows = bars.into_iter().map(|bar| {
        let Bar { name, text, low, high, class } = bar;
        let name_view = match name.href {
            Some(href) => view! { <a href=href>{name.text}</a> }.into_any(),
            None => name.text.into_any(),
        };
        view! {
            <tr class=class>
                <th scope="row">
                    {name_view} {name.note.map(|note| view! { <span class="bar-note">{note}</span> })}
                </th>
                <td class="bar-cell">
                    <svg class="bar" aria-hidden="true" width="100%" height="18">
                        <rect class="bar-fill" x="0" y="2" width=percent(low) height="14"/>
                        {(high > low).then(|| range(low, high))}
                    </svg>
                </td>
                <td class="number">{text}</td>
            </tr>
        }
    });
    view! {
        <table class="bar-table">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{columns.name}</th>
                    <td class="bar-cell"></td>
                    <th scope="col" class="number">
                        {columns.value}
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            {total
                .map(|(name, sum)| {
                    view! {
                        <tfoot>
                            <tr>
                                <th scope="row">{name}</th>
                                <td class="bar-cell"></td>
                                <td class="number">{sum}</td>
                            </tr>
                        </tfoot>
                    }
                })}
        </table>
    }
}

/// From the lowest to the highest of values that differ.
fn range(low: f64, high: f64) -> impl IntoView {
    let (from, to) = (percent(low), percent(high));
    view! {
        <line class="chart-bracket" x1=from x2=to.clone() y1="9" y2="9"/>
        <line class="chart-bracket" x1=to.clone() x2=to y1="3" y2="15"/>
    }
}
