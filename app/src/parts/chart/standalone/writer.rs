//! Writes scenes, keys and rows of cells one below the other.

use std::fmt::Write;

use super::ink::{ACCENT, BORDER, HAIRLINE, INK, SUBTLE, colour, paint};
use super::{EDGE, WIDTH};
use crate::parts::chart::drawing::{TAG_LINE, path};
use crate::parts::chart::figure::Figure;
use crate::parts::chart::heat::{HeatTable, cell_path};
use crate::parts::chart::key::{self, Entry, Sign};
use crate::parts::chart::scene::{Item, Scene, Shape, Sides, Spot, Written, event_numbers};

/// Room above a drawing for the numbers of events, and below it for years.
const TOP: f64 = 30.0;
const FOOT: f64 = 24.0;

/// What has been written, and how far down.
pub struct Writer {
    out: String,
    y: f64,
}

impl Default for Writer {
    fn default() -> Writer {
        Writer { out: String::new(), y: 10.0 }
    }
}

/// A rectangle to draw in: left, top, width and height.
#[derive(Clone, Copy)]
struct Field {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Field {
    fn spot(self, (x, y): Spot) -> Spot {
        (self.left + x * self.width, self.top + (1.0 - y) * self.height)
    }
}

impl Writer {
    pub fn height(&self) -> f64 {
        self.y
    }

    pub fn finish(self) -> String {
        self.out
    }

    pub fn space(&mut self, pixels: f64) {
        self.y += pixels;
    }

    /// A line of text, so many pixels high.
    pub fn line(&mut self, height: f64, looks: &str, text: &str) {
        self.y += height;
        self.text((EDGE, self.y), looks, text);
    }

    /// SVG that is drawn elsewhere.
    pub fn raw(&mut self, svg: &str, height: f64) {
        let _ = write!(self.out, "<g transform=\"translate({EDGE} {:.1})\">{svg}</g>", self.y + 10.0);
        self.y += height + 16.0;
    }

    pub fn figure(&mut self, figure: &Figure) {
        self.space(10.0);
        if let Some(heading) = &figure.heading {
            self.line(20.0, "font-size=\"16\" font-weight=\"bold\"", heading);
        }
        for text in figure.summary.iter().chain(&figure.unit) {
            self.small(text);
        }
        match figure.panels.as_slice() {
            [scene] => self.scene(scene, (0.0, WIDTH)),
            panels => panels.chunks(2).for_each(|pair| self.pair(pair)),
        }
        if let Some(heat) = &figure.heat {
            self.heat(heat);
        }
        self.key(&figure.key);
        for note in &figure.notes {
            self.small(note);
        }
    }

    /// Two drawings beside each other.
    fn pair(&mut self, pair: &[Scene]) {
        let top = self.y;
        let mut lowest = top;
        for (at, scene) in pair.iter().enumerate() {
            self.y = top;
            self.scene(scene, (at as f64 * WIDTH / 2.0, WIDTH / 2.0));
            lowest = lowest.max(self.y);
        }
        self.y = lowest;
    }

    /// A drawing with its title, from a left side and over a width.
    fn scene(&mut self, scene: &Scene, (side, width): (f64, f64)) {
        self.y += 22.0;
        self.text((side + EDGE, self.y), "font-size=\"13\" font-weight=\"bold\"", &scene.title);
        let (left, right) = match scene.sides {
            Sides::Axis => (80.0, EDGE),
            Sides::Numbered => (80.0, 40.0),
            Sides::Named => (250.0, 250.0),
        };
        let (left, right) = (side + left, side + width - right);
        let field = Field { left, top: self.y + TOP, width: right - left, height: scene.height };
        let floor = field.top + field.height;
        if let Some((from, to)) = scene.shaded {
            let (x, wide) = (left + from * field.width, (to - from) * field.width);
            let _ = write!(
                self.out,
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" fill=\"{HAIRLINE}\" fill-opacity=\"0.6\"/>",
                field.top, field.height
            );
        }
        for tick in &scene.ticks {
            let (_, y) = field.spot((0.0, tick.at));
            let colour = if tick.zero { BORDER } else { HAIRLINE };
            let _ = write!(self.out, "<path d=\"M{left} {y:.1}H{right}\" stroke=\"{colour}\"/>");
            self.text((left - 8.0, y + 4.0), &format!("text-anchor=\"end\" fill=\"{SUBTLE}\""), &tick.text);
        }
        for name in &scene.names {
            let (x, _) = field.spot((name.at, 0.0));
            if name.spare && width < WIDTH {
                continue;
            }
            let anchor = name.anchor(scene.sides);
            self.text((x, floor + 17.0), &format!("text-anchor=\"{anchor}\" fill=\"{SUBTLE}\""), &name.text);
        }
        self.across(scene, field);
        for item in &scene.items {
            self.item(item, field, &scene.hue);
        }
        self.y = floor + FOOT;
    }

    /// What happened, and where definitions break.
    fn across(&mut self, scene: &Scene, field: Field) {
        let (above, floor) = (field.top - 16.0, field.top + field.height);
        for event in &scene.events {
            let (x, _) = field.spot((event.at, 0.0));
            let _ = write!(
                self.out,
                "<path d=\"M{x:.1} {above:.1}V{floor:.1}\" stroke=\"{ACCENT}\" stroke-dasharray=\"1 3\"/>"
            );
        }
        for (at, text) in event_numbers(&scene.events) {
            let (x, _) = field.spot((at, 0.0));
            let looks = format!("text-anchor=\"middle\" font-weight=\"bold\" fill=\"{ACCENT}\"");
            self.text((x, above - 4.0), &looks, &text);
        }
        for at in &scene.breaks {
            let (x, _) = field.spot((*at, 0.0));
            let _ = write!(
                self.out,
                "<path d=\"M{x:.1} {above:.1}V{floor:.1}\" stroke=\"{INK}\" stroke-dasharray=\"4 3\"/>"
            );
        }
    }

    fn item(&mut self, item: &Item, field: Field, hue: &str) {
        let Some(paint) = paint(item.look, colour(item.hue.as_deref().unwrap_or(hue))) else { return };
        // Writing to a String cannot fail.
        let _ = match &item.shape {
            Shape::Lines(_) | Shape::Area(_) | Shape::Boxes(_) => {
                let path = path(&item.shape, |spot| field.spot(spot));
                write!(self.out, "<path d=\"{path}\" {paint}/>")
            }
            Shape::Straight(from, to) => {
                let ((x1, y1), (x2, y2)) = (field.spot(*from), field.spot(*to));
                write!(self.out, "<path d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\" {paint}/>")
            }
            Shape::Bracket { x, low, high } => {
                let ((x, low), (_, high)) = (field.spot((*x, *low)), field.spot((*x, *high)));
                let (left, right) = (x - 5.0, x + 5.0);
                let path =
                    format!("M{right:.1} {high:.1}H{left:.1}M{x:.1} {high:.1}V{low:.1}M{right:.1} {low:.1}H{left:.1}");
                write!(self.out, "<path d=\"{path}\" {paint}/>")
            }
            Shape::Dot { at, radius } => {
                let (x, y) = field.spot(*at);
                write!(self.out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" {paint}/>")
            }
            Shape::Strip { from, to, y } => {
                let (x, y) = field.spot((*from, *y));
                let wide = ((to - from) * field.width).max(2.0);
                write!(self.out, "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"7\" {paint}/>", y - 3.5)
            }
            Shape::Column { .. } => Ok(()),
            Shape::Text { at, aside, lower, anchor, text } => {
                let (x, y) = field.spot(*at);
                self.text((x + aside, y + lower), &format!("text-anchor=\"{anchor}\" {paint}"), text);
                Ok(())
            }
            Shape::Tag { right, y, row, lines } => {
                self.tag(field, &paint, *right, (*y, *row), lines);
                Ok(())
            }
        };
    }

    fn tag(&mut self, field: Field, paint: &str, right: bool, (y, row): Spot, lines: &[Written]) {
        let (edge, out, anchor) = if right { (1.0, 1.0, "start") } else { (0.0, -1.0, "end") };
        let ((x, y), (_, row)) = (field.spot((edge, y)), field.spot((edge, row)));
        let mut from = x + 6.0 * out;
        if lines.iter().any(|line| !line.value.is_empty()) {
            let _ =
                write!(self.out, "<path d=\"M{from:.1} {y:.1}L{:.1} {row:.1}\" stroke=\"{BORDER}\"/>", x + 14.0 * out);
            from = x + 18.0 * out;
        }
        let first = row - (lines.len() as f64 - 1.0) / 2.0 * TAG_LINE;
        for (at, Written { name, value }) in lines.iter().enumerate() {
            let text = format!("{name} {value}");
            let looks = format!("text-anchor=\"{anchor}\" {paint}");
            self.text((from, first + at as f64 * TAG_LINE + 4.0), &looks, text.trim());
        }
    }

    /// Rows of cells with names before and the latest value behind.
    fn heat(&mut self, heat: &HeatTable) {
        const ROW: f64 = 20.0;
        const LEFT: f64 = 270.0;
        const RIGHT: f64 = 130.0;
        let width = WIDTH - LEFT - RIGHT;
        self.line(20.0, "font-weight=\"bold\"", &heat.caption);
        self.y += 18.0;
        let subtle = format!("fill=\"{SUBTLE}\"");
        self.text((LEFT, self.y), &subtle, &heat.years.first.to_string());
        self.text((LEFT + width, self.y), &format!("text-anchor=\"end\" {subtle}"), &heat.years.last.to_string());
        self.text((WIDTH - EDGE, self.y), &format!("text-anchor=\"end\" {subtle}"), heat.latest);
        self.y += 4.0;
        for row in &heat.rows {
            self.text((EDGE, self.y + 14.0), "", &row.name);
            self.text((WIDTH - EDGE, self.y + 14.0), "text-anchor=\"end\"", &row.latest);
            for (step, cells) in &row.cells {
                let path = cell_path(cells, (LEFT, self.y + 1.0, width, ROW - 2.0));
                let _ = write!(self.out, "<path d=\"{path}\" {}/>", step_paint(*step, colour(&row.class)));
            }
            self.y += ROW;
        }
        self.space(8.0);
        let mut x = EDGE;
        for (step, text) in heat.key.iter().enumerate() {
            x = self.entry(x, text);
            let (left, top) = (x, self.y - key::HEIGHT);
            let _ = write!(
                self.out,
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"20\" height=\"14\" {}/>",
                step_paint(step, colour("hue-other"))
            );
            self.text((x + 28.0, self.y - 4.0), "", text);
            x += 28.0 + wide(text) + 20.0;
        }
    }

    fn key(&mut self, entries: &[Entry]) {
        let mut x = EDGE;
        for Entry { sign, text } in entries {
            x = self.entry(x, text);
            let field = Field { left: x, top: self.y - key::HEIGHT, width: key::WIDTH, height: key::HEIGHT };
            for item in sign.items() {
                self.item(&item, field, "hue-other");
            }
            let text = match sign {
                Sign::Hub { number, .. } => format!("{number} {text}"),
                _ => text.clone(),
            };
            self.text((x + 28.0, self.y - 4.0), "", &text);
            x += 28.0 + wide(&text) + 20.0;
        }
    }

    /// Where the next entry of a key stands: beside the last one, or on a new line.
    fn entry(&mut self, x: f64, text: &str) -> f64 {
        if x == EDGE || x + 28.0 + wide(text) > WIDTH - EDGE {
            self.y += key::HEIGHT + 4.0;
            return EDGE;
        }
        x
    }

    fn text(&mut self, (x, y): Spot, looks: &str, text: &str) {
        let _ = write!(self.out, "<text x=\"{x:.1}\" y=\"{y:.1}\" {looks}>{}</text>", escaped(text));
    }
}

/// About how wide a text is.
fn wide(text: &str) -> f64 {
    text.chars().count() as f64 * 6.1
}

/// The steps of colour of cells, as `style/parts/chart.css` has them.
fn step_paint(step: usize, colour: &str) -> String {
    let opacity = [0.6, 0.25, 0.45, 0.65, 0.82, 1.0].get(step).copied().unwrap_or(1.0);
    let colour = if step == 0 { HAIRLINE } else { colour };
    format!("fill=\"{colour}\" fill-opacity=\"{opacity}\"")
}

/// Text as it may stand in XML.
pub fn escaped(text: &str) -> String {
    let legal = |c: &char| !c.is_control();
    text.chars()
        .filter(legal)
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            '"' => "&quot;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
