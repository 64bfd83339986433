//! What the marks of a chart mean. Only what occurs in the chart is explained.

use leptos::prelude::*;

use super::plot::{Plot, Shape};
use crate::words::chart::ChartWords;

/// The key of one or more plots.
pub fn key(words: &'static ChartWords, plots: &[Plot], with_events: bool) -> impl IntoView + use<> {
    let marks = || plots.iter().flat_map(|plot| &plot.marks);
    let shape = |shape: Shape| marks().any(|mark| mark.shape == shape);
    let entries: Vec<_> = [
        (shape(Shape::WholeYear), Sign::Dot, &words.key_year),
        (shape(Shape::PartOfYear), Sign::Bar, &words.key_part),
        (shape(Shape::SeveralYears), Sign::Bar, &words.key_several),
        (marks().any(|mark| !mark.firm), Sign::Loose, &words.key_loose),
        (marks().any(|mark| mark.disputed), Sign::Bracket, &words.key_disputed),
        (with_events, Sign::Event, &words.key_event),
    ]
    .into_iter()
    .filter(|(present, _, _)| *present)
    .map(|(_, sign, text)| {
        view! {
            <li>
                {sign.view()} <span>{text.as_str()}</span>
            </li>
        }
    })
    .collect();
    view! { <ul class="chart-key">{entries}</ul> }
}

#[derive(Clone, Copy)]
enum Sign {
    Dot,
    Bar,
    Loose,
    Bracket,
    Event,
}

impl Sign {
    fn view(self) -> impl IntoView {
        let inside = match self {
            Sign::Dot => view! { <circle class="chart-mark" cx="11" cy="8" r="4.5"/> }.into_any(),
            Sign::Bar => {
                view! { <rect class="chart-mark chart-mark-part" x="3" y="4.5" width="16" height="7" rx="1"/> }
                    .into_any()
            }
            Sign::Loose => view! { <circle class="chart-mark chart-mark-loose" cx="11" cy="8" r="4.5"/> }.into_any(),
            Sign::Bracket => view! { <path class="chart-bracket" d="M16 2H6M11 2V14M16 14H6"/> }.into_any(),
            Sign::Event => view! { <line class="chart-event" x1="11" x2="11" y1="1" y2="15"/> }.into_any(),
        };
        view! {
            <svg class="chart-sign" aria-hidden="true" width="22" height="16">
                {inside}
            </svg>
        }
    }
}
