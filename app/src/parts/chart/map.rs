//! A schematic map: hubs where they lie, each with its value in the margin, and arrows for what flows there. Unlike other
//! charts it is scaled as a whole, for a coast has but one shape; `style/parts/map.css` keeps its text as large as the page's.

mod outline;

use leptos::prelude::*;

use super::drawing::round;
use super::standalone::HUBS;
use crate::model::place::Position;
use crate::parts::chart::plot::float;

/// The window in degrees: the numbers of `.build/outline.mjs`, which made the outline.
const WEST: f64 = -1.2;
const EAST: f64 = 10.8;
const SOUTH: f64 = 49.6;
const NORTH: f64 = 55.2;
const WIDTH: f64 = 360.0;
/// Equirectangular, true at the parallel of Utrecht.
const MIDDLE: f64 = 52.4;

/// Where names and values stand: left of the coast, and east of it below the mark.
const TEXT: f64 = 3.0;
const COLUMN: f64 = 122.0;
const EASTERN: f64 = 230.0;
const TOP: f64 = 14.0;
/// Below this the Channel stays free for arrows.
const LOWEST: f64 = 196.0;
/// The height of a row: of a name with its value below it, or of a name alone.
const ROW: f64 = 25.0;
const SHORT_ROW: f64 = 15.0;
const LARGEST: f64 = 10.5;

/// A hub, or a part of one.
#[derive(Clone, Debug)]
pub struct Point {
    pub name: String,
    /// The value as written; `None` where there is none.
    pub value: Option<String>,
    /// The lowest and the highest value as parts of the highest of all, from 0 to 1.
    pub low: f64,
    pub high: f64,
    pub at: Position,
    /// The class that gives it the colour of its hub.
    pub class: String,
    /// What it says, and its number among those that have a value.
    pub reading: Option<(usize, String)>,
}

/// Something that goes from one place to another.
#[derive(Clone, Debug)]
pub struct Arrow {
    pub from: Position,
    pub to: Position,
    /// Its number in the list beside the map.
    pub number: usize,
}

#[component]
pub fn HubMap(id: String, title: String, description: String, points: Vec<Point>, arrows: Vec<Arrow>) -> impl IntoView {
    let height = height();
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let labelled_by = format!("{title_id} {text_id}");
    // All arrows before all numbers, so that no arrow runs over a number.
    let (arrows, numbers): (Vec<_>, Vec<_>) =
        joined(arrows).into_iter().enumerate().map(|(index, one)| arrow(index, one)).unzip();
    let points: Vec<_> = rows(points).into_iter().map(|(point, row)| mark(point, row)).collect();
    view! {
        <svg class="map" role="img" aria-labelledby=labelled_by viewBox=format!("0 0 {WIDTH} {height:.0}")>
            <title id=title_id>{title}</title>
            <desc id=text_id>{description}</desc>
            <defs>
                <marker id="map-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                    <path class="map-head" d="M0 0L8 4L0 8Z"/>
                </marker>
            </defs>
            <path class="map-land" d=outline::LAND/>
            <path class="map-border" d=outline::BORDERS/>
            {points}
            {arrows}
            {numbers}
        </svg>
    }
}

/// The drawing of [`HubMap`] for a file: as wide as a sheet, with its own colours, and how high it is. The marks that leptos
/// leaves between texts are no XML.
pub fn drawn_alone(html: &str) -> (String, f64) {
    let tall = height() * SHEET / WIDTH;
    let sized = format!("<svg width=\"{SHEET}\" height=\"{tall:.0}\" ");
    let styled = format!("<style>{}{}</style><defs>", ALONE, hues());
    (html.replace("<!>", "").replacen("<svg ", &sized, 1).replacen("<defs>", &styled, 1), tall)
}

/// The width of a drawing on a sheet, in pixels.
const SHEET: f64 = 720.0;

/// What `style/parts/map.css` says, in the colours of light.
const ALONE: &str = "\
    .map-land{fill:#F2F4F3;stroke:#7F8985;stroke-width:0.5}\
    .map-border{fill:none;stroke:#7F8985;stroke-width:0.5}\
    .map-spot,.map-value{fill:#5F6B67}\
    .map-leader{stroke:#5F6B67;stroke-width:0.75}\
    .map-silent,.map-range{stroke:#5F6B67}\
    .map-silent,.map-range{fill:none;stroke-width:1}\
    .map text{font-size:6.5px;fill:#14201E}\
    .map-name,.map-number{paint-order:stroke;stroke:#FFFFFF;stroke-width:2px;stroke-linejoin:round}\
    .map-number,.map-arrow-number{font-weight:bold}\
    .map-arrow{fill:none;stroke:#C7360A;stroke-width:1.25}\
    .map-head{fill:#C7360A}\
    .map-arrow-dot{fill:#FFFFFF;stroke:#C7360A}\
    .map .map-arrow-number{fill:#C7360A}";

/// The colours of hubs.
fn hues() -> String {
    let rule = |(hub, colour): &(&str, &str)| {
        format!(
            ".hue-{hub} .map-spot,.hue-{hub} .map-value{{fill:{colour}}}\
             .hue-{hub} .map-leader,.hue-{hub} .map-silent,.hue-{hub} .map-range{{stroke:{colour}}}"
        )
    };
    HUBS.iter().map(rule).collect()
}

fn height() -> f64 {
    (NORTH - SOUTH) * WIDTH / (EAST - WEST) / MIDDLE.to_radians().cos()
}

/// Where a position is on the drawing; outside it for what lies outside the window.
fn spot(at: &Position) -> (f64, f64) {
    let scale = WIDTH / (EAST - WEST);
    let (x, y) = (float(at.longitude) - WEST, NORTH - float(at.latitude));
    (x * scale, y * scale / MIDDLE.to_radians().cos())
}

/// The points from north to south with the height of their row in the margin; those in the east have none and stand where
/// they are.
fn rows(mut points: Vec<Point>) -> Vec<(Point, Option<f64>)> {
    points.sort_by(|a, b| spot(&a.at).1.total_cmp(&spot(&b.at).1));
    let western = |point: &Point| spot(&point.at).0 < EASTERN;
    let tall = |point: &Point| if point.value.is_some() { ROW } else { SHORT_ROW };
    let all: f64 = points.iter().filter(|point| western(point)).map(tall).sum();
    // Very many rows stand closer; few end where the Channel begins.
    let squeeze = ((LOWEST - TOP) / all.max(1.0)).min(1.0);
    let mut below = (LOWEST - all * squeeze).max(TOP);
    let place = |point: Point| {
        let height = western(&point).then(|| {
            let top = below;
            below += tall(&point) * squeeze;
            top + SHORT_ROW * squeeze / 2.0
        });
        (point, height)
    };
    points.into_iter().map(place).collect()
}

/// A circle as large as its value, with name and value, and a line to where it lies.
fn mark(point: Point, row: Option<f64>) -> impl IntoView {
    let (x, y) = spot(&point.at);
    // Areas compare, so radii go with the root.
    let radius = |part: f64| LARGEST * part.max(0.0).sqrt();
    let (low, high) = (radius(point.low).max(1.6), radius(point.high).max(1.6));
    let (cx, cy) = row.map_or((x, y), |row| (COLUMN, row));
    let leader = row.map(|row| {
        let from = COLUMN + high.max(3.0);
        view! {
            <path class="map-leader" d=format!("M{from:.1} {row:.1}L{x:.1} {y:.1}")/>
            <circle class="map-spot" cx=round(x) cy=round(y) r="2"/>
        }
    });
    let circle = match (&point.value, point.reading) {
        (Some(_), Some((number, reading))) => view! {
            <circle class="map-value" data-point=number.to_string() cx=round(cx) cy=round(cy) r=round(low)>
                <title>{reading}</title>
            </circle>
            {(high > low).then(|| view! { <circle class="map-range" cx=round(cx) cy=round(cy) r=round(high)/> })}
        }
        .into_any(),
        _ => view! { <circle class="map-silent" cx=round(cx) cy=round(cy) r="3"/> }.into_any(),
    };
    let (text_x, anchor) = if row.is_some() { (TEXT, "start") } else { (WIDTH - TEXT, "end") };
    let first = if row.is_some() { cy + 3.5 } else { cy + high + 11.0 };
    let name = match &point.value {
        Some(_) => point.name,
        None => format!("{} \u{2013}", point.name),
    };
    let value = point.value.map(|value| {
        view! {
            <text class="map-number" x=round(text_x) y=round(first) dy="1.05em" text-anchor=anchor>
                {value}
            </text>
        }
    });
    view! {
        <g class=point.class>
            {leader}
            {circle}
            <text class="map-name" x=round(text_x) y=round(first) text-anchor=anchor>
                {name}
            </text>
            {value}
        </g>
    }
}

/// Arrows between the same two places as one, with all their numbers.
fn joined(arrows: Vec<Arrow>) -> Vec<(Arrow, String)> {
    let mut joined: Vec<(Arrow, String)> = Vec::new();
    for arrow in arrows {
        match joined.iter_mut().find(|(known, _)| known.from == arrow.from && known.to == arrow.to) {
            Some((_, numbers)) => numbers.push_str(&format!(", {}", arrow.number)),
            None => joined.push((arrow.clone(), arrow.number.to_string())),
        }
    }
    joined
}

/// An arrow that ends just before its goal, with its numbers on the way: those of neighbours stand one after the other.
fn arrow(index: usize, (arrow, numbers): (Arrow, String)) -> (impl IntoView, impl IntoView) {
    let curve = Curve::between(spot(&arrow.from), spot(&arrow.to));
    let (x, y) = curve.at(0.4 + 0.13 * (index % 4) as f64);
    let width = 8.0 + 5.0 * numbers.chars().count() as f64;
    let path = view! { <path class="map-arrow" d=curve.path() marker-end="url(#map-head)"/> };
    let number = view! {
        <rect class="map-arrow-dot" x=round(x - width / 2.0) y=round(y - 6.0) width=round(width) height="12" rx="6"/>
        <text class="map-arrow-number" x=round(x) y=round(y) dy="0.35em" text-anchor="middle">
            {numbers}
        </text>
    };
    (path, number)
}

/// A cubic Bézier curve.
struct Curve([(f64, f64); 4]);

impl Curve {
    /// Between two places of the map a slight bow. What comes from outside comes in through the Channel, as ships do: an arrow
    /// says from where and to where, not along which way.
    fn between(from: (f64, f64), to: (f64, f64)) -> Curve {
        let height = height();
        if from.0 < 0.0 || from.1 > height {
            let end = short_of((95.0, 205.0), to);
            return Curve([(-6.0, height - 22.0), (48.0, height - 42.0), (82.0, 208.0), end]);
        }
        let end = short_of(from, to);
        let (dx, dy) = (end.0 - from.0, end.1 - from.1);
        let bow = |part: f64| (from.0 + dx * part - dy * 0.18, from.1 + dy * part + dx * 0.18);
        Curve([from, bow(0.33), bow(0.66), end])
    }

    fn at(&self, t: f64) -> (f64, f64) {
        let u = 1.0 - t;
        let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
        let sum =
            |of: fn(&(f64, f64)) -> f64| self.0.iter().zip(weights).map(|(point, weight)| of(point) * weight).sum();
        (sum(|point| point.0), sum(|point| point.1))
    }

    fn path(&self) -> String {
        let [a, b, c, d] = self.0;
        format!("M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1)
    }
}

/// A point on the way, a little before the end.
fn short_of(from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    (to.0 - dx / length * 4.0, to.1 - dy / length * 4.0)
}
