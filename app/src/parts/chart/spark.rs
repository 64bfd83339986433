//! A chart without axes, as high as two lines of text, beside the value it leads to.

use std::fmt::Write;

use leptos::prelude::*;

use super::drawing::round;
use super::plot::{Plot, Shape};
use super::scale::percent;
use crate::model::period::Period;

const HEIGHT: f64 = 44.0;
const EDGE: f64 = 6.0;

/// Above so many marks there is a line alone: more could not be told apart, and would weigh.
const MOST_MARKS: usize = 36;

/// Hidden from readers of the page's text: the latest values stand beside it in words.
#[component]
pub fn Spark(plot: Plot) -> impl IntoView {
    let pixel = |y: f64| HEIGHT - EDGE - y * (HEIGHT - 2.0 * EDGE);
    let marks = plot.marks.iter().map(|mark| {
        let class = if mark.firm { "chart-mark" } else { "chart-mark chart-mark-loose" };
        let y = pixel(mark.y);
        match mark.shape {
            Shape::WholeYear => view! { <circle class=class cx=percent(mark.middle()) cy=round(y) r="3"/> }.into_any(),
            Shape::PartOfYear | Shape::SeveralYears => view! {
                <rect
                    class=format!("{class} chart-mark-part")
                    x=percent(mark.from)
                    width=percent((mark.to - mark.from).max(0.03))
                    y=round(y - 2.0)
                    height="4"
                />
            }
            .into_any(),
        }
    });
    let lines = plot.lines.iter().map(|line| {
        let class = if line.possible { "chart-line chart-line-possible" } else { "chart-line" };
        let (y1, y2) = (round(pixel(line.from.1)), round(pixel(line.to.1)));
        view! { <line class=class x1=percent(line.from.0) y1=y1 x2=percent(line.to.0) y2=y2/> }
    });
    let brackets = plot.brackets.iter().map(|bracket| {
        let x = percent(bracket.x);
        view! { <line class="chart-bracket" x1=x.clone() x2=x y1=round(pixel(bracket.low)) y2=round(pixel(bracket.high))/> }
    });
    let floor = round(pixel(plot.axis.at(0.0)));
    if plot.marks.len() > MOST_MARKS {
        return view! {
            <svg class="spark" aria-hidden="true" width="100%" height=round(HEIGHT)>
                <line class="chart-zero" x1="0" x2="100%" y1=floor.clone() y2=floor/>
                <svg
                    class="chart-at"
                    x="0"
                    y=round(EDGE)
                    width="100%"
                    height=round(HEIGHT - 2.0 * EDGE)
                    viewBox="0 0 1000 1000"
                    preserveAspectRatio="none"
                >
                    <path class="chart-run" d=course(&plot)/>
                </svg>
            </svg>
        }
        .into_any();
    }
    view! {
        <svg class="spark" aria-hidden="true" width="100%" height=round(HEIGHT)>
            <line class="chart-zero" x1="0" x2="100%" y1=floor.clone() y2=floor/>
            {lines.collect_view()}
            {brackets.collect_view()}
            {marks.collect_view()}
        </svg>
    }
    .into_any()
}

/// The line through the marks, broken where a period is missing; in a drawing of 1000 by 1000.
fn course(plot: &Plot) -> String {
    let mut path = String::with_capacity(plot.marks.len() * 9);
    let mut before: Option<Period> = None;
    for mark in &plot.marks {
        let joined = before.and_then(Period::next) == Some(mark.period);
        let (x, y) = (mark.middle() * 1000.0, 1000.0 - mark.y * 1000.0);
        // Writing to a String cannot fail.
        let _ = if joined { write!(path, "L{x:.0} {y:.0}") } else { write!(path, "M{x:.0} {y:.0}h0") };
        before = Some(mark.period);
    }
    path
}
