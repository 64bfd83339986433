//! A table of organisers: a heading per column, and whatever is too wide scrolls inside it.

use leptos::prelude::*;

use crate::parts::scroll::scroll;

/// What stands above a column.
#[derive(Clone, Copy)]
pub enum Column {
    Text(&'static str),
    Number(&'static str),
    /// With a class of its own.
    Of(&'static str, &'static str),
    /// Of buttons that say what they do: its name is heard, not seen.
    Heard(&'static str),
}

#[component]
pub fn RowTable(
    #[prop(into)] label: String,
    columns: Vec<Column>,
    /// Besides `rows`.
    #[prop(optional)]
    class: &'static str,
    rows: Vec<AnyView>,
) -> impl IntoView {
    let columns = columns.into_iter().map(|column| match column {
        Column::Text(name) => view! { <th scope="col">{name}</th> }.into_any(),
        Column::Number(name) => view! { <th scope="col" class="number">{name}</th> }.into_any(),
        Column::Of(class, name) => view! { <th scope="col" class=class>{name}</th> }.into_any(),
        Column::Heard(name) => view! {
            <th scope="col">
                <span class="visually-hidden">{name}</span>
            </th>
        }
        .into_any(),
    });
    let columns = columns.collect_view();
    let class = format!("rows {class}").trim_end().to_owned();
    scroll(
        label,
        view! {
            <table class=class>
                <thead>
                    <tr>{columns}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        },
    )
}
