//! What is wrong with a file that was handed in, row by row.

use leptos::prelude::*;

use crate::model::lang::Lang;
use crate::model::problem::Problem;
use crate::parts::scroll::scroll;
use crate::words::Interface;

/// A table of line, column and remedy, in the language of the page as far as there are words for it; what only the command line
/// says is English.
#[component]
pub fn Problems(problems: Vec<Problem>, interface: Interface) -> impl IntoView {
    let words = &interface.words.deliver;
    let rows = problems.into_iter().map(|problem| {
        let line = match problem.line {
            Some(line) => line.to_string(),
            None => words.whole_file.clone(),
        };
        let (text, english) = sentence(interface, &problem);
        view! {
            <tr>
                <td class="number">{line}</td>
                <td>{problem.field.map(|field| view! { <code>{field}</code> })}</td>
                <td lang=english>{text}</td>
            </tr>
        }
    });
    let label = format!("{}: {}", words.problems, interface.words.chart.table);
    view! {
        <section class="section" aria-labelledby="problems">
            <div class="section-head">
                <h2 id="problems">{words.problems.as_str()}</h2>
            </div>
            {scroll(label, view! {
                <table class="figures">
                    <thead>
                        <tr>
                            <th scope="col" class="number">
                                {words.line.as_str()}
                            </th>
                            <th scope="col">{words.column.as_str()}</th>
                            <th scope="col">{words.what.as_str()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            })}
        </section>
    }
}

/// A fault in the language of the page, as far as there are words for it; else as the command line says it, with its language.
pub fn sentence(interface: Interface, problem: &Problem) -> (String, Option<&'static str>) {
    let rows = interface.words.deliver.rows.as_ref();
    match rows.zip(problem.said.as_ref()) {
        Some((rows, said)) => (rows.of(said), None),
        None => (problem.message.clone(), (interface.lang != Lang::En).then_some("en")),
    }
}
