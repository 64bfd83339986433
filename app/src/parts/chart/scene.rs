//! One drawing as plain geometry: what stands where, and what it looks like. `drawing` puts it on a page, as wide as its place;
//! `standalone` writes it into a file of a fixed width. Neither knows what the other does, and no chart is drawn twice.

use crate::model::slug::Slug;

/// A point: from 0 (left) to 1 (right), and from 0 (foot) to 1 (top).
pub type Spot = (f64, f64);

/// One drawing, ready to be shown. Numbers come written in the language of the page.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Unique on the page.
    pub id: String,
    /// The hub whose sign stands beside the title.
    pub hub: Option<Slug>,
    pub title: String,
    /// What the drawing shows, in one or two sentences.
    pub description: String,
    /// The class that gives the drawing its colour, such as `hue-rotterdam`.
    pub hue: String,
    /// The height of what is drawn, in pixels, without what stands above and below.
    pub height: f64,
    /// What stands left and right of it.
    pub sides: Sides,
    /// The value axis: where, and what is written there.
    pub ticks: Vec<Tick>,
    /// What is named below.
    pub names: Vec<Name>,
    pub events: Vec<Event>,
    /// Where the definition breaks.
    pub breaks: Vec<f64>,
    /// From where to where values were known before they could be complete.
    pub shaded: Option<(f64, f64)>,
    pub items: Vec<Item>,
}

/// How much room there is beside a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// Numbers of the axis to the left.
    #[default]
    Axis,
    /// And a number or two to the right.
    Numbered,
    /// Names with values on both sides.
    Named,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub at: f64,
    pub text: String,
    pub zero: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub at: f64,
    pub text: String,
    /// Left out where there is no room for all.
    pub spare: bool,
}

impl Name {
    /// What stands at the very end of an axis ends there, unless there is room beside it.
    pub fn anchor(&self, sides: Sides) -> &'static str {
        if self.at > 0.99 && sides != Sides::Named { "end" } else { "middle" }
    }
}

/// Something that happened, as a numbered line across the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub at: f64,
    pub number: usize,
}

/// Events nearer than this part of the width share a number.
const NEAR: f64 = 0.09;

/// Where the numbers of events stand: those that would run into each other as one, `3–6`.
pub fn event_numbers(events: &[Event]) -> Vec<(f64, String)> {
    let mut clusters: Vec<(&Event, &Event)> = Vec::new();
    for event in events {
        match clusters.last_mut() {
            Some((_, last)) if event.at - last.at < NEAR => *last = event,
            _ => clusters.push((event, event)),
        }
    }
    let written = |(first, last): (&Event, &Event)| {
        let text = if first == last { first.number.to_string() } else { format!("{}–{}", first.number, last.number) };
        ((first.at + last.at) / 2.0, text)
    };
    clusters.into_iter().map(written).collect()
}

/// Something in a drawing.
#[derive(Clone, Debug)]
pub struct Item {
    pub shape: Shape,
    pub look: Look,
    /// The colour of a hub, where it is not that of the whole drawing.
    pub hue: Option<String>,
    /// What it says, and its number among all that can be read one by one.
    pub reading: Option<(usize, String)>,
}

impl Item {
    pub fn new(look: Look, shape: Shape) -> Item {
        Item { shape, look, hue: None, reading: None }
    }

    pub fn hued(self, hue: String) -> Item {
        Item { hue: Some(hue), ..self }
    }

    pub fn saying(self, number: usize, reading: String) -> Item {
        Item { reading: Some((number, reading)), ..self }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Lines through points, each by itself.
    Lines(Vec<Vec<Spot>>),
    /// A closed figure.
    Area(Vec<Spot>),
    /// Rectangles between two corners.
    Boxes(Vec<(Spot, Spot)>),
    /// One straight line.
    Straight(Spot, Spot),
    /// Joins a low and a high value at one place.
    Bracket {
        x: f64,
        low: f64,
        high: f64,
    },
    Dot {
        at: Spot,
        radius: f64,
    },
    /// A flat bar of seven pixels.
    Strip {
        from: f64,
        to: f64,
        y: f64,
    },
    /// All of the height between two places.
    Column {
        from: f64,
        to: f64,
    },
    /// Text, so many pixels to the right of its point and lower.
    Text {
        at: Spot,
        aside: f64,
        lower: f64,
        anchor: &'static str,
        text: String,
    },
    /// Text beside the drawing, in lines: what it is about is at `y`, and it stands around `row` because others need room as well.
    Tag {
        right: bool,
        y: f64,
        row: f64,
        lines: Vec<Written>,
    },
}

/// What things look like: a class on a page, colours in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A line through many values, and one between two.
    Course,
    Line,
    /// One of several that sources allow.
    Possible,
    Mark,
    LooseMark,
    Part,
    LoosePart,
    Bracket,
    /// How far chance alone reaches: as an area, and around one value.
    Band,
    Whisker,
    Bar,
    /// A bar that was known before it could be complete.
    EarlyBar,
    /// From the value of one source to a higher one of another.
    Spread,
    /// Limits of 95% and of 99.8%, and what lies in their middle.
    InnerLimit,
    OuterLimit,
    Centre,
    /// Something of the plan.
    Event,
    /// A line that things stand on.
    Rule,
    /// A value beside its mark, and a name or number beside what it is about.
    Value,
    Tag,
    /// Seen only when it is read out.
    Column,
}

impl Look {
    pub fn class(self) -> &'static str {
        match self {
            Look::Course => "chart-run",
            Look::Line => "chart-line",
            Look::Possible => "chart-line chart-line-possible",
            Look::Mark => "chart-mark",
            Look::LooseMark => "chart-mark chart-mark-loose",
            Look::Part => "chart-mark chart-mark-part",
            Look::LoosePart => "chart-mark chart-mark-part chart-mark-loose",
            Look::Bracket => "chart-bracket",
            Look::Band => "chart-band",
            Look::Whisker => "chart-whisker",
            Look::Bar => "chart-bar",
            Look::EarlyBar => "chart-bar chart-bar-early",
            Look::Spread => "chart-bar-spread",
            Look::InnerLimit => "chart-limit",
            Look::OuterLimit => "chart-limit chart-limit-outer",
            Look::Centre => "chart-centre",
            Look::Event => "chart-event",
            Look::Rule => "chart-grid",
            Look::Value => "chart-value",
            Look::Tag => "chart-tag",
            Look::Column => "chart-column",
        }
    }
}

/// A line beside a drawing: a name, or the last part of one, and a value behind it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    pub name: String,
    pub value: String,
}

/// Letters on a line beside a drawing at most.
const LINE: usize = 26;

/// A name with its value in as many lines as it needs.
pub fn lines(name: &str, value: &str) -> Vec<Written> {
    let mut lines: Vec<Written> = vec![Written::default()];
    let width = |text: &str| text.chars().count();
    for word in name.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last].name;
        if line.is_empty() {
            line.push_str(word);
        } else if width(line) + 1 + width(word) <= LINE {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(Written { name: word.to_owned(), value: String::new() });
        }
    }
    let last = lines.len() - 1;
    if width(&lines[last].name) + 1 + width(value) <= LINE {
        lines[last].value = value.to_owned();
    } else {
        lines.push(Written { name: String::new(), value: value.to_owned() });
    }
    lines
}

/// Rows for texts that want these heights and take so much room each, none over another, all between 0 and 1 as far as they fit;
/// in the order in which they came.
pub fn spread(wanted: &[(f64, f64)]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
    let room = |block: &[usize]| block.iter().map(|one| wanted[*one].1).sum::<f64>();
    // Neighbours that are too close move apart as one block around the middle of what they want.
    let middle = |block: &[usize]| {
        let mean = block.iter().map(|one| wanted[*one].0).sum::<f64>() / block.len() as f64;
        let half = room(block) / 2.0;
        mean.min(1.0 - half).max(half)
    };
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for index in order {
        blocks.push(vec![index]);
        while let [.., below, above] = blocks.as_slice()
            && middle(below) + room(below) / 2.0 > middle(above) - room(above) / 2.0
        {
            let both: Vec<usize> = below.iter().chain(above).copied().collect();
            blocks.truncate(blocks.len() - 2);
            blocks.push(both);
        }
    }
    let mut rows = vec![0.0; wanted.len()];
    for block in blocks {
        let mut foot = middle(&block) - room(&block) / 2.0;
        for index in block {
            rows[index] = foot + wanted[index].1 / 2.0;
            foot += wanted[index].1;
        }
    }
    rows
}
