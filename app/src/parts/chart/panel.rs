//! One place with few values: its plot as a scene.

use super::axes;
use super::label::labels;
use super::plot::{Mark, Plot, Shape as Form};
use super::scene::{Event, Item, Look, Scene, Shape, Sides};
use crate::model::lang::Lang;
use crate::model::slug::Slug;

/// One place of a chart, ready to draw. Numbers come written in the language of the page.
#[derive(Clone, Debug)]
pub struct PanelData {
    /// Unique on the page.
    pub id: String,
    /// The hub that the place is, or is a part of.
    pub hub: Option<Slug>,
    pub title: String,
    /// What the drawing shows, in one or two sentences.
    pub description: String,
    pub lang: Lang,
    /// What is written beside the marks, and said of each: as many as the plot has marks.
    pub values: Vec<String>,
    pub readings: Vec<String>,
    pub events: Vec<Event>,
    pub breaks: Vec<f64>,
    /// The class that gives the drawing its colour, such as `hue-rotterdam`.
    pub hue: String,
    /// The number of the first mark among all of the figure.
    pub offset: usize,
    pub height: f64,
    /// What is drawn behind the marks.
    pub behind: Vec<Item>,
}

/// Room above the drawing that labels may use.
const ABOVE: f64 = 34.0;

/// Lines between marks, brackets where sources differ, marks, and as many of their values as fit.
pub fn scene(panel: PanelData, plot: &Plot) -> Scene {
    let (offset, height) = (panel.offset, panel.height);
    let floor = ABOVE + height;
    let labels = labels(plot, floor, |y| floor - y * height, |mark| written(plot, mark, &panel.values));
    let mut items = panel.behind;
    items.extend(plot.lines.iter().map(|line| {
        let look = if line.possible { Look::Possible } else { Look::Line };
        Item::new(look, Shape::Straight(line.from, line.to))
    }));
    items.extend(plot.brackets.iter().map(|bracket| {
        Item::new(Look::Bracket, Shape::Bracket { x: bracket.x, low: bracket.low, high: bracket.high })
    }));
    items.extend(
        plot.marks
            .iter()
            .zip(panel.readings)
            .enumerate()
            .map(|(at, (mark, said))| item(mark).saying(offset + at, said)),
    );
    items.extend(labels.into_iter().map(|label| {
        let y = (floor - label.y) / height;
        let shape = Shape::Text { at: (label.x, y), aside: 0.0, lower: 0.0, anchor: label.anchor, text: label.text };
        Item::new(Look::Value, shape)
    }));
    Scene {
        id: panel.id,
        hub: panel.hub,
        title: panel.title,
        description: panel.description,
        hue: panel.hue,
        height: panel.height,
        sides: Sides::Axis,
        ticks: axes::ticks(panel.lang, &plot.axis),
        names: axes::years(plot.years),
        events: panel.events,
        breaks: panel.breaks,
        shaded: None,
        items,
    }
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
