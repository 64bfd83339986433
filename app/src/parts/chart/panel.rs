//! One place with few values: what is drawn of its plot.

use super::label::labels;
use super::plot::{Mark, Plot, Shape as Form};
use super::scene::{Item, Look, Shape};

/// Room above the drawing that labels may use.
const ABOVE: f64 = 34.0;

/// Lines between marks, brackets where sources differ, marks, and as many of their values as fit into so many pixels. `values` is
/// what is written beside the marks, and `readings` what is said of each: as many as there are marks, of which `offset` is the
/// number of the first among all of the figure.
pub fn marks(plot: &Plot, height: f64, values: &[String], readings: Vec<String>, offset: usize) -> Vec<Item> {
    let floor = ABOVE + height;
    let labels = labels(plot, floor, |y| floor - y * height, |mark| written(plot, mark, values));
    let mut items: Vec<Item> = Vec::new();
    items.extend(plot.lines.iter().map(|line| {
        let look = if line.possible { Look::Possible } else { Look::Line };
        Item::new(look, Shape::Straight(line.from, line.to))
    }));
    items.extend(plot.brackets.iter().map(|bracket| {
        Item::new(Look::Bracket, Shape::Bracket { x: bracket.x, low: bracket.low, high: bracket.high })
    }));
    let read = plot.marks.iter().zip(readings).enumerate();
    items.extend(read.map(|(at, (mark, said))| item(mark).saying(offset + at, said)));
    items.extend(labels.into_iter().map(|label| {
        let y = (floor - label.y) / height;
        let shape = Shape::Text { at: (label.x, y), aside: 0.0, lower: 0.0, anchor: label.anchor, text: label.text };
        Item::new(Look::Value, shape)
    }));
    items
}

fn item(mark: &Mark) -> Item {
    match (mark.shape, mark.firm) {
        (Form::WholeYear, firm) => {
            let look = if firm { Look::Mark } else { Look::LooseMark };
            Item::new(look, Shape::Dot { at: (mark.middle(), mark.y), radius: 4.5 })
        }
        (_, firm) => {
            let look = if firm { Look::Part } else { Look::LoosePart };
            Item::new(look, Shape::Strip { from: mark.from, to: mark.to, y: mark.y })
        }
    }
}

fn written(plot: &Plot, mark: &Mark, values: &[String]) -> String {
    plot.marks.iter().position(|other| other == mark).and_then(|index| values.get(index)).cloned().unwrap_or_default()
}
