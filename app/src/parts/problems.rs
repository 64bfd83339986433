//! What is wrong with a file that was handed in, row by row.

use leptos::prelude::*;

use crate::model::lang::Lang;
use crate::model::problem::Problem;
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
        let own = words.rows.as_ref().zip(problem.said.as_ref()).map(|(rows, said)| rows.of(said));
        let english = (own.is_none() && interface.lang != Lang::En).then_some("en");
        view! {
            <tr>
                <td class="number">{line}</td>
                <td>{problem.field.map(|field| view! { <code>{field}</code> })}</td>
                <td lang=english>{own.unwrap_or(problem.message)}</td>
            </tr>
        }
    });
    let label = format!("{}: {}", words.problems, interface.words.chart.table);
    view! {
        <section class="section" aria-labelledby="problems">
            <div class="section-head">
                <h2 id="problems">{words.problems.as_str()}</h2>
            </div>
            <div class="scroll" role="region" aria-label=label tabindex="0">
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
            </div>
        </section>
    }
}
