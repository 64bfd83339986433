//! Two states of a write-up: what went and what came, in the text or side by side.

use leptos::either::Either;
use leptos::prelude::*;

use crate::model::comparison::{Compared, Fate, Piece};
use crate::model::place::Hub;
use crate::parts::sheet_label;
use crate::words::{Interface, fill};

/// Every field that differs, with how many do not.
#[component]
pub fn Comparison(
    compared: Vec<Compared>,
    interface: Interface,
    /// Heads of the two columns; without them, one column with both.
    #[prop(optional)]
    beside: Option<(String, String)>,
    /// For the names of hubs.
    #[prop(optional)]
    hubs: Vec<Hub>,
) -> impl IntoView {
    let words = &interface.words.revisions;
    let (different, same): (Vec<_>, Vec<_>) = compared.into_iter().partition(Compared::differs);
    if different.is_empty() {
        return Either::Left(view! { <p class="section-text">{words.same.as_str()}</p> });
    }
    let fields = different.into_iter().map(|field| {
        let label = sheet_label::label(interface, &field.field);
        let lines = named(interface, field, &hubs);
        let body = match &beside {
            None => Either::Left(lines.into_iter().map(|line| view! { <p>{pieces(line)}</p> }).collect_view()),
            Some((left, right)) => Either::Right(view! { <Columns lines left=left.clone() right=right.clone()/> }),
        };
        view! {
            <section class="compared-field">
                <h3>{label}</h3>
                <div class="compared-lines">{body}</div>
            </section>
        }
    });
    let fields = fields.collect_view();
    Either::Right(view! {
        <div class="compared">
            <p class="compared-key small">
                <del>{words.went.as_str()}</del>
                " "
                <ins>{words.came.as_str()}</ins>
            </p>
            {fields}
            <p class="small subtle">{fill(&words.unchanged, &[("count", &same.len())])}</p>
        </div>
    })
}

#[component]
fn Columns(lines: Vec<Vec<Piece>>, left: String, right: String) -> impl IntoView {
    let rows = lines.into_iter().map(|line| {
        let side = |gone: Fate| line.iter().filter(|piece| piece.fate != gone).cloned().collect::<Vec<_>>();
        let (old, new) = (side(Fate::Came), side(Fate::Went));
        view! {
            <tr>
                <td>{pieces(old)}</td>
                <td>{pieces(new)}</td>
            </tr>
        }
    });
    view! {
        <table class="compared-columns">
            <thead>
                <tr>
                    <th scope="col">{left}</th>
                    <th scope="col">{right}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

fn pieces(line: Vec<Piece>) -> impl IntoView {
    // An empty line that came or went has nothing to mark.
    line.into_iter()
        .filter(|piece| !piece.text.is_empty())
        .map(|piece| match piece.fate {
            Fate::Stayed => view! { <span>{piece.text}</span> }.into_any(),
            Fate::Went => view! { <del>{piece.text}</del> }.into_any(),
            Fate::Came => view! { <ins>{piece.text}</ins> }.into_any(),
        })
        .collect_view()
}

/// Codes by their names. A field of codes has one code on each line.
fn named(interface: Interface, compared: Compared, hubs: &[Hub]) -> Vec<Vec<Piece>> {
    let Compared { field, lines } = compared;
    let name = |text: &str| match field.as_str() {
        "hubs" | "audience_hub" => {
            let hub = hubs.iter().find(|hub| hub.code.as_str() == text);
            hub.map_or_else(|| text.to_owned(), |hub| hub.name.get(interface.lang).to_owned())
        }
        field => sheet_label::value(interface, field, text),
    };
    let whole = |line: Vec<Piece>| -> Vec<Piece> {
        // A code that was replaced is one word less and one more, never a part of a word.
        line.into_iter().map(|piece| Piece { text: name(&piece.text), fate: piece.fate }).collect()
    };
    lines.into_iter().map(whole).collect()
}
