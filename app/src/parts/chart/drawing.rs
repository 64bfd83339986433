//! A scene on a page. Widths are percentages, so a drawing is as wide as its place and its text is text of the page.

use std::fmt::Write;

use leptos::prelude::*;

use super::scale::percent;
use super::scene::{Event, Item, Name, Scene, Shape, Sides, Spot, Tick, Written, event_numbers};

/// Room above the highest tick: for the numbers of events, and below them the number of a mark at the very top.
const TOP: f64 = 34.0;
const FOOT: f64 = 22.0;

#[component]
pub fn Drawing(scene: Scene) -> impl IntoView {
    let Scene { id, hub: _, title, description, hue, height, sides, ticks, names, events, breaks, shaded, items } =
        scene;
    let frame = Frame { top: TOP, height };
    let floor = TOP + height;
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let labelled_by = format!("{title_id} {text_id}");
    let beside = match sides {
        Sides::Axis => "",
        Sides::Numbered => "chart-numbered",
        Sides::Named => "chart-named",
    };
    let breaks: Vec<_> = breaks
        .into_iter()
        .map(|x| view! { <line class="chart-break" x1=percent(x) x2=percent(x) y1="14" y2=round(floor)/> })
        .collect();
    let shaded = shaded.map(|(from, to)| {
        view! {
            <rect class="chart-incomplete" x=percent(from) width=percent(to - from) y=round(TOP) height=round(height)/>
        }
    });
    let items: Vec<_> = items.into_iter().map(|item| frame.item(item)).collect();
    view! {
        <svg
            class=format!("chart-drawing {beside} {hue}")
            role="img"
            aria-labelledby=labelled_by
            width="100%"
            height=round(floor + FOOT)
        >
            <title id=title_id>{title}</title>
            <desc id=text_id>{description}</desc>
            {shaded}
            {ticks.into_iter().map(|tick| tick_view(frame, tick)).collect::<Vec<_>>()}
            {names.into_iter().map(|name| name_view(floor, sides, name)).collect::<Vec<_>>()}
            {event_lines(&events, floor)}
            {breaks}
            {items}
        </svg>
    }
}

fn tick_view(frame: Frame, tick: Tick) -> impl IntoView {
    let y = round(frame.pixel(tick.at));
    let class = if tick.zero { "chart-zero" } else { "chart-grid" };
    view! {
        <line class=class x1="0" x2="100%" y1=y.clone() y2=y.clone()/>
        <text class="chart-tick" x="-8" y=y dy="0.32em" text-anchor="end">
            {tick.text}
        </text>
    }
}

fn name_view(floor: f64, sides: Sides, name: Name) -> impl IntoView {
    let class = if name.spare { "chart-year chart-year-spare" } else { "chart-year" };
    let anchor = name.anchor(sides);
    view! {
        <text class=class x=percent(name.at) y=round(floor + 17.0) text-anchor=anchor>
            {name.text}
        </text>
    }
}

fn event_lines(events: &[Event], floor: f64) -> impl IntoView + use<> {
    let lines: Vec<_> = events
        .iter()
        .map(|event| {
            let x = percent(event.at);
            view! { <line class="chart-event" x1=x.clone() x2=x y1="14" y2=round(floor)/> }
        })
        .collect();
    let numbers: Vec<_> = event_numbers(events)
        .into_iter()
        .map(|(at, text)| {
            view! {
                <text class="chart-event-number" x=percent(at) y="10" text-anchor="middle">
                    {text}
                </text>
            }
        })
        .collect();
    (lines, numbers)
}

/// Where items are drawn: so many pixels from the top, and so high.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub top: f64,
    pub height: f64,
}

impl Frame {
    fn pixel(self, y: f64) -> f64 {
        self.top + self.height * (1.0 - y)
    }

    /// One item, with what it says both for the pointer and for the reader of marks.
    pub fn item(self, item: Item) -> AnyView {
        let Item { shape, look, hue, reading } = item;
        let class = match hue {
            Some(hue) => format!("{} {hue}", look.class()),
            None => look.class().to_owned(),
        };
        let point = reading.as_ref().map(|(number, _)| number.to_string());
        let said = reading.map(|(_, text)| view! { <title>{text}</title> });
        match shape {
            Shape::Dot { at: (x, y), radius } => view! {
                <circle class=class data-point=point cx=percent(x) cy=round(self.pixel(y)) r=radius.to_string()>
                    {said}
                </circle>
            }
            .into_any(),
            Shape::Strip { from, to, y } => {
                // A week is narrower than can be seen.
                let width = percent((to - from).max(0.02));
                let y = round(self.pixel(y) - 3.5);
                view! {
                    <rect class=class data-point=point x=percent(from) width=width y=y height="7" rx="1">
                        {said}
                    </rect>
                }
                .into_any()
            }
            Shape::Column { from, to } => view! {
                <rect
                    class=class
                    data-point=point
                    x=percent(from)
                    width=percent(to - from)
                    y=round(self.top)
                    height=round(self.height)
                >
                    {said}
                </rect>
            }
            .into_any(),
            Shape::Straight(from, to) => view! {
                <line
                    class=class
                    x1=percent(from.0)
                    y1=round(self.pixel(from.1))
                    x2=percent(to.0)
                    y2=round(self.pixel(to.1))
                />
            }
            .into_any(),
            Shape::Bracket { x, low, high } => {
                let (low, high) = (self.pixel(low), self.pixel(high));
                let path = format!("M5 {high:.1}H-5M0 {high:.1}V{low:.1}M5 {low:.1}H-5");
                view! {
                    <svg x=percent(x) class="chart-at">
                        <path class=class d=path/>
                    </svg>
                }
                .into_any()
            }
            Shape::Text { at: (x, y), aside, lower, anchor, text } => view! {
                <text
                    class=class
                    x=percent(x)
                    y=round(self.pixel(y) + lower)
                    dx=(aside != 0.0).then(|| round(aside))
                    text-anchor=anchor
                >
                    {text}
                </text>
            }
            .into_any(),
            Shape::Tag { right, y, row, lines } => self.tag(&class, right, (y, row), lines).into_any(),
            Shape::Lines(_) | Shape::Area(_) | Shape::Boxes(_) => {
                let path = path(&shape, |(x, y)| (x * 1000.0, (1.0 - y) * 1000.0));
                self.stretched(class, path).into_any()
            }
        }
    }

    /// A path in a drawing of 1000 by 1000 that is stretched over the frame, whatever its width.
    fn stretched(self, class: String, path: String) -> impl IntoView {
        view! {
            <svg
                x="0"
                y=round(self.top)
                width="100%"
                height=round(self.height)
                viewBox="0 0 1000 1000"
                preserveAspectRatio="none"
                class="chart-at"
            >
                <path class=class d=path/>
            </svg>
        }
    }

    fn tag(self, class: &str, right: bool, (y, row): Spot, lines: Vec<Written>) -> impl IntoView + use<> {
        let (y, row) = (self.pixel(y), self.pixel(row));
        let (edge, out, anchor) = if right { ("100%", 1.0, "start") } else { ("0", -1.0, "end") };
        let pointed = lines.iter().any(|line| !line.value.is_empty());
        let leader = pointed.then(|| {
            let path = format!("M{:.0} {y:.1}L{:.0} {row:.1}", 6.0 * out, 14.0 * out);
            view! { <path class="chart-leader" d=path/> }
        });
        let from = if pointed { 18.0 } else { 6.0 } * out;
        let first = row - (lines.len() as f64 - 1.0) / 2.0 * TAG_LINE;
        // On a narrow page there is room for names on one side only.
        let spare = (!right).then_some("chart-name-spare");
        let lines: Vec<_> = lines
            .into_iter()
            .enumerate()
            .map(|(at, Written { name, value })| {
                let value =
                    (!value.is_empty()).then(|| view! { <tspan class="chart-tag-value">{format!(" {value}")}</tspan> });
                view! {
                    <text
                        class=class.to_owned()
                        x=round(from)
                        y=round(first + at as f64 * TAG_LINE)
                        dy="0.32em"
                        text-anchor=anchor
                    >
                        <tspan class=spare>{name}</tspan>
                        {value}
                    </text>
                }
            })
            .collect();
        view! {
            <svg x=edge class="chart-at">
                {leader}
                {lines}
            </svg>
        }
    }
}

/// From one line beside a drawing to the next, in pixels.
pub(super) const TAG_LINE: f64 = 14.0;

/// A shape of many points as an SVG path; `place` says where each lies.
pub(super) fn path(shape: &Shape, place: impl Fn(Spot) -> Spot) -> String {
    let mut out = String::new();
    let mut line = |points: &[Spot], close: &str| {
        for (index, point) in points.iter().enumerate() {
            let (x, y) = place(*point);
            let letter = if index == 0 { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(out, "{letter}{x:.1} {y:.1}");
        }
        // A point by itself is a line of no length, which round ends make visible.
        out.push_str(if points.len() == 1 { "h0" } else { close });
    };
    match shape {
        Shape::Lines(lines) => lines.iter().for_each(|points| line(points, "")),
        Shape::Area(points) => line(points, "z"),
        Shape::Boxes(boxes) => {
            for ((x1, y1), (x2, y2)) in boxes {
                line(&[(*x1, *y1), (*x2, *y1), (*x2, *y2), (*x1, *y2)], "z");
            }
        }
        _ => {}
    }
    out
}

/// Pixels with one decimal: enough for the eye, short on the wire.
pub(super) fn round(pixels: f64) -> String {
    format!("{pixels:.1}")
}
