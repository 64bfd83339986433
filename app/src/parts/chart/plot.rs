//! What a chart of one place draws: marks, the lines between whole years, and brackets where sources differ.
//! Geometry only; `panel` turns it into SVG.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::scale::{Axis, Years};
use crate::model::indicator::Qualifier;
use crate::model::period::Period;
use crate::model::trend::Reading;

/// All that is drawn for one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    pub years: Years,
    pub axis: Axis,
    pub marks: Vec<Mark>,
    pub lines: Vec<Line>,
    pub brackets: Vec<Bracket>,
}

/// One value. Sources that give the same value share a mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub shape: Shape,
    pub period: Period,
    pub value: Decimal,
    /// From where to where its period reaches, as fractions of the width.
    pub from: f64,
    pub to: f64,
    /// Its height, from 0 at the bottom to 1 at the top.
    pub y: f64,
    /// Whether at least one source gives it as an exact number of its own.
    pub firm: bool,
    /// Whether another source gives another value for the same place and period.
    pub disputed: bool,
}

impl Mark {
    pub fn middle(&self) -> f64 {
        (self.from + self.to) / 2.0
    }
}

/// What kind of period a mark is about. Each has a shape of its own, so that a half year never reads as a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A dot in the middle of its year.
    WholeYear,
    /// A bar as wide as its part of the year.
    PartOfYear,
    /// A bar over all its years.
    SeveralYears,
}

/// A line from one whole year to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub from: (f64, f64),
    pub to: (f64, f64),
    /// One of several possible courses, because sources differ at one of its ends.
    pub possible: bool,
}

/// Joins the lowest and the highest of values that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Bracket {
    pub x: f64,
    pub low: f64,
    pub high: f64,
}

impl Plot {
    /// Draws the dated readings of one place on these axes.
    pub fn new(readings: &[Reading<'_>], years: Years, axis: Axis) -> Plot {
        let mut plot = Plot { years, axis, marks: Vec::new(), lines: Vec::new(), brackets: Vec::new() };
        for reading in readings {
            plot.add_marks(reading);
        }
        for pair in
            readings.iter().filter(|reading| matches!(reading.period, Period::Year(_))).collect::<Vec<_>>().windows(2)
        {
            plot.add_lines(pair[0], pair[1]);
        }
        plot
    }

    fn add_marks(&mut self, reading: &Reading<'_>) {
        let Some((from, to)) = self.years.reach(reading.period) else { return };
        let disputed = reading.differs();
        for value in reading.values() {
            let firm = reading
                .observations
                .iter()
                .any(|o| o.value == Some(value) && matches!(o.qualifier, Qualifier::Official | Qualifier::Exact));
            let y = self.axis.at(float(value));
            self.marks.push(Mark {
                shape: shape(reading.period),
                period: reading.period,
                value,
                from,
                to,
                y,
                firm,
                disputed,
            });
        }
        if disputed {
            let (low, high) = (self.axis.at(float(reading.low())), self.axis.at(float(reading.high())));
            self.brackets.push(Bracket { x: (from + to) / 2.0, low, high });
        }
    }

    /// Between neighbouring years only: a year without a value stays a gap. Where sources differ, the lowest is joined
    /// to the lowest and the highest to the highest; nothing runs through their middle.
    fn add_lines(&mut self, before: &Reading<'_>, after: &Reading<'_>) {
        let (Some(first), Some(second)) = (before.period.year(), after.period.year()) else { return };
        if second != first + 1 {
            return;
        }
        let possible = before.differs() || after.differs();
        let (x1, x2) = (self.years.middle(first), self.years.middle(second));
        let mut join = |from: Decimal, to: Decimal| {
            let (from, to) = ((x1, self.axis.at(float(from))), (x2, self.axis.at(float(to))));
            self.lines.push(Line { from, to, possible });
        };
        join(before.low(), after.low());
        if possible {
            join(before.high(), after.high());
        }
    }
}

/// The shape of a period's mark.
pub fn shape(period: Period) -> Shape {
    match period {
        Period::Year(_) => Shape::WholeYear,
        Period::Span((first, _), (last, _)) if first != last => Shape::SeveralYears,
        _ => Shape::PartOfYear,
    }
}

/// A value for drawing; what is shown as text stays decimal.
pub fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}
