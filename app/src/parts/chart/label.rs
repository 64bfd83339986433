//! Which marks of a plot carry their value: as many as fit beside each other, the most telling first.

use super::plot::{Mark, Plot, Shape};

/// A value beside its mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Which mark of the plot.
    pub mark: usize,
    pub text: String,
    /// Middle of the text, as a fraction of the width.
    pub x: f64,
    /// Baseline in pixels from the top.
    pub y: f64,
    pub anchor: &'static str,
}

/// The narrowest drawing that labels must fit on, and about how wide one digit is, in pixels.
const NARROW: f64 = 250.0;
const DIGIT: f64 = 6.8;
const LINE: f64 = 13.0;

/// Chooses labels. `floor` is where the drawing ends and the years begin; `pixel` turns a mark's height into pixels from the top; `write` writes its value.
pub fn labels(plot: &Plot, floor: f64, pixel: impl Fn(f64) -> f64, write: impl Fn(&Mark) -> String) -> Vec<Label> {
    let mut order: Vec<usize> = (0..plot.marks.len()).collect();
    order.sort_by(|a, b| weight(plot, *b).total_cmp(&weight(plot, *a)));
    let mut chosen: Vec<Label> = Vec::new();
    let mut boxes: Vec<[f64; 4]> = Vec::new();
    for (rank, index) in order.into_iter().enumerate() {
        let mark = &plot.marks[index];
        let text = write(mark);
        let width = text.chars().count() as f64 * DIGIT + 6.0;
        let lowest =
            mark.disputed && plot.marks.iter().all(|other| other.period != mark.period || other.value >= mark.value);
        // The lower of two differing values has its number below; all others above.
        let y = if lowest { pixel(mark.y) + 17.0 } else { pixel(mark.y) - 9.0 };
        let middle = mark.middle() * NARROW;
        let (anchor, left) = if middle - width / 2.0 < 0.0 {
            ("start", 0.0)
        } else if middle + width / 2.0 > NARROW {
            ("end", NARROW - width)
        } else {
            ("middle", middle - width / 2.0)
        };
        let area = [left, y - LINE, left + width, y + 2.0];
        let on_a_mark = plot.marks.iter().any(|other| {
            let (x, y) = (other.middle() * NARROW, pixel(other.y));
            other != mark && x > area[0] - 2.0 && x < area[2] + 2.0 && y > area[1] - 2.0 && y < area[3] + 4.0
        });
        // The first is written wherever it stands.
        let crowded = rank > 0 && (y > floor - 2.0 || on_a_mark);
        if crowded || boxes.iter().any(|other| overlap(other, &area)) {
            continue;
        }
        boxes.push(area);
        let x = match anchor {
            "start" => 0.0,
            "end" => 1.0,
            _ => mark.middle(),
        };
        chosen.push(Label { mark: index, text, x, y, anchor });
    }
    chosen
}

/// The last whole year first, then the highest and what is disputed, then the first, then the rest.
fn weight(plot: &Plot, index: usize) -> f64 {
    let mark = &plot.marks[index];
    let whole = |m: &&Mark| m.shape == Shape::WholeYear;
    let last = plot.marks.iter().filter(whole).map(|m| m.period).max();
    let first = plot.marks.iter().filter(whole).map(|m| m.period).min();
    let mut weight = mark.y + mark.from / 10.0;
    if mark.shape == Shape::WholeYear {
        weight += 2.0;
    }
    if Some(mark.period) == last {
        weight += 100.0;
    }
    if plot.marks.iter().all(|other| other.value <= mark.value) {
        weight += 80.0;
    }
    if mark.disputed {
        weight += 60.0;
    }
    if Some(mark.period) == first {
        weight += 10.0;
    }
    weight
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
