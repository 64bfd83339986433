//! What the marks of a chart mean. Only what occurs in the chart is explained.

use leptos::prelude::*;

use super::drawing::Frame;
use super::plot;
use super::scene::{Item, Look, Shape};
use crate::words::chart::ChartWords;

/// A sign with what it means.
#[derive(Clone, Debug)]
pub struct Entry {
    pub sign: Sign,
    pub text: String,
}

#[derive(Clone, Debug)]
pub enum Sign {
    Dot,
    Bar,
    Loose,
    Bracket,
    Event,
    Early,
    Spread,
    Band,
    InnerLimit,
    OuterLimit,
    Centre,
    /// The colour of a hub, with its number in the drawing.
    Hub {
        hue: String,
        number: usize,
    },
}

/// The size of a sign in pixels.
pub(super) const WIDTH: f64 = 22.0;
pub(super) const HEIGHT: f64 = 16.0;

impl Sign {
    /// The sign as items of a drawing of its own.
    pub(super) fn items(&self) -> Vec<Item> {
        let level = |look: Look| vec![Item::new(look, Shape::Straight((0.05, 0.5), (0.95, 0.5)))];
        let filled = |look: Look| vec![Item::new(look, Shape::Boxes(vec![((0.06, 0.1), (0.94, 0.9))]))];
        match self {
            Sign::Dot => vec![Item::new(Look::Mark, Shape::Dot { at: (0.5, 0.5), radius: 4.5 })],
            Sign::Bar => vec![Item::new(Look::Part, Shape::Strip { from: 0.14, to: 0.86, y: 0.5 })],
            Sign::Loose => vec![Item::new(Look::LooseMark, Shape::Dot { at: (0.5, 0.5), radius: 4.5 })],
            Sign::Bracket => vec![Item::new(Look::Bracket, Shape::Bracket { x: 0.5, low: 0.12, high: 0.88 })],
            Sign::Event => vec![Item::new(Look::Event, Shape::Straight((0.5, 0.05), (0.5, 0.95)))],
            Sign::Early => filled(Look::EarlyBar),
            Sign::Spread => filled(Look::Spread),
            Sign::Band => filled(Look::Band),
            Sign::InnerLimit => level(Look::InnerLimit),
            Sign::OuterLimit => level(Look::OuterLimit),
            Sign::Centre => level(Look::Centre),
            Sign::Hub { hue, .. } => filled(Look::Bar).into_iter().map(|item| item.hued(hue.clone())).collect(),
        }
    }
}

/// What the marks of these plots mean.
pub fn of_plots(words: &'static ChartWords, plots: &[plot::Plot], with_events: bool) -> Vec<Entry> {
    let marks = || plots.iter().flat_map(|plot| &plot.marks);
    let shape = |shape: plot::Shape| marks().any(|mark| mark.shape == shape);
    [
        (shape(plot::Shape::WholeYear), Sign::Dot, &words.key_year),
        (shape(plot::Shape::PartOfYear), Sign::Bar, &words.key_part),
        (shape(plot::Shape::SeveralYears), Sign::Bar, &words.key_several),
        (marks().any(|mark| !mark.firm), Sign::Loose, &words.key_loose),
        (marks().any(|mark| mark.disputed), Sign::Bracket, &words.key_disputed),
        (with_events, Sign::Event, &words.key_event),
    ]
    .into_iter()
    .filter(|(present, _, _)| *present)
    .map(|(_, sign, text)| Entry { sign, text: text.clone() })
    .collect()
}

/// The key on a page.
pub fn key(entries: Vec<Entry>) -> Option<impl IntoView> {
    let frame = Frame { top: 0.0, height: HEIGHT };
    let entries: Vec<_> = entries
        .into_iter()
        .map(|Entry { sign, text }| {
            let number = match &sign {
                Sign::Hub { number, .. } => Some(view! { <b class="chart-key-number">{*number}</b> }),
                _ => None,
            };
            let items: Vec<_> = sign.items().into_iter().map(|item| frame.item(item)).collect();
            view! {
                <li>
                    <svg class="chart-sign" aria-hidden="true" width="22" height="16">
                        {items}
                    </svg>
                    {number}
                    <span>{text}</span>
                </li>
            }
        })
        .collect();
    (!entries.is_empty()).then(|| view! { <ul class="chart-key">{entries}</ul> })
}
