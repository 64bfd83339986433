//! What a reader chose to see of a series, as an address has it: the same for the page, the frame on another site, and the files.

use jiff::civil::Date;

use super::indicator::Series;
use super::slug::Slug;

/// The kind of picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// A line for each place.
    #[default]
    Lines,
    /// Bars for each place.
    Bars,
    /// The hubs on top of each other, period by period.
    Stacked,
    /// Two years, and a line between them for each place.
    Slope,
    /// Rates of hubs beside what chance gives at their effort.
    Funnel,
    /// All places as rows of cells.
    Heat,
}

impl View {
    pub const ALL: [View; 6] = [View::Lines, View::Bars, View::Stacked, View::Slope, View::Funnel, View::Heat];

    /// As an address has it; empty for the usual one.
    pub fn code(self) -> &'static str {
        match self {
            View::Lines => "",
            View::Bars => "staven",
            View::Stacked => "gestapeld",
            View::Slope => "helling",
            View::Funnel => "trechter",
            View::Heat => "raster",
        }
    }

    fn parse(text: &str) -> Option<View> {
        // Lines have a name as well, for those who write addresses by hand.
        if text == "lijnen" {
            return Some(View::Lines);
        }
        View::ALL.into_iter().find(|view| view.code() == text)
    }
}

/// How high drawings reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Height {
    /// All on the same axis: heights compare between places.
    #[default]
    Same,
    /// Each on its own: shapes show where values are small.
    Own,
    /// On one axis on which equal heights are equal ratios.
    Ratios,
}

impl Height {
    pub const ALL: [Height; 3] = [Height::Same, Height::Own, Height::Ratios];

    /// As an address has it; empty for the usual one.
    pub fn code(self) -> &'static str {
        match self {
            Height::Same => "",
            Height::Own => "eigen",
            Height::Ratios => "log",
        }
    }

    fn parse(text: &str) -> Option<Height> {
        Height::ALL.into_iter().find(|height| height.code() == text)
    }
}

/// What is drawn of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    #[default]
    Values,
    /// The share of each hub in all hubs.
    Shares,
    /// Per unit of this indicator.
    Per(Slug),
}

impl Measure {
    /// As an address has it; empty for the values.
    pub fn code(&self) -> String {
        match self {
            Measure::Values => String::new(),
            Measure::Shares => "aandeel".to_owned(),
            Measure::Per(effort) => format!("per-{effort}"),
        }
    }

    fn parse(text: &str) -> Option<Measure> {
        match text.strip_prefix("per-") {
            Some(effort) => effort.parse().ok().map(Measure::Per),
            None => (text == "aandeel").then_some(Measure::Shares),
        }
    }
}

/// The keys of an address.
pub const VIEW: &str = "beeld";
pub const MEASURE: &str = "maat";
pub const PLACE: &str = "plaats";
pub const FIRST: &str = "vanaf";
pub const LAST: &str = "tot";
pub const HEIGHT: &str = "schaal";
pub const KNOWN_ON: &str = "bekend";
pub const BAND: &str = "band";

/// A state of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub view: View,
    pub measure: Measure,
    pub place: Option<Slug>,
    /// The first and the last year.
    pub first: Option<i16>,
    pub last: Option<i16>,
    pub height: Height,
    pub known_on: Option<Date>,
    /// Whether to draw how far chance alone reaches; absent is as usual.
    pub band: Option<bool>,
}

impl Choice {
    /// Reads an address, whose values `get` gives by key. What cannot be read asks for nothing, and is given back.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> (Choice, Vec<Unread>) {
        let mut address = Address { get, unread: Vec::new() };
        let choice = Choice {
            view: address.read(VIEW, View::parse).unwrap_or_default(),
            measure: address.read(MEASURE, Measure::parse).unwrap_or_default(),
            place: address.read(PLACE, |text| text.parse().ok()),
            first: address.read(FIRST, year),
            last: address.read(LAST, year),
            height: address.read(HEIGHT, Height::parse).unwrap_or_default(),
            known_on: address.read(KNOWN_ON, |text| text.parse().ok()),
            band: address.read(BAND, |text| match text {
                "ja" => Some(true),
                "nee" => Some(false),
                _ => None,
            }),
        };
        (choice, address.unread)
    }

    /// The pairs of an address that asks for this state.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let text = |text: Option<String>| text.unwrap_or_default();
        let pairs = [
            (VIEW, self.view.code().to_owned()),
            (MEASURE, self.measure.code()),
            (PLACE, text(self.place.as_ref().map(ToString::to_string))),
            (FIRST, text(self.first.map(|year| year.to_string()))),
            (LAST, text(self.last.map(|year| year.to_string()))),
            (HEIGHT, self.height.code().to_owned()),
            (KNOWN_ON, text(self.known_on.map(|day| day.to_string()))),
            (BAND, text(self.band.map(|band| if band { "ja" } else { "nee" }.to_owned()))),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The values of the years that were chosen; undated ones and those of several years stay out when a year is.
    pub fn narrow(&self, series: &Series) -> Series {
        let mut series = series.clone();
        if self.first.is_some() || self.last.is_some() {
            series.observations.retain(|o| o.period.year().is_some_and(|year| self.holds(year)));
        }
        series
    }

    /// Whether a year is among those that were chosen.
    pub fn holds(&self, year: i16) -> bool {
        self.first.is_none_or(|first| year >= first) && self.last.is_none_or(|last| year <= last)
    }
}

/// A part of an address that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub key: &'static str,
    pub value: String,
}

/// How much of a value is said back.
const LONGEST: usize = 40;

impl Unread {
    pub fn new(key: &'static str, value: &str) -> Unread {
        Unread { key, value: value.chars().filter(|c| !c.is_control()).take(LONGEST).collect() }
    }
}

/// Reads the values of an address one by one, and keeps what cannot be read.
pub struct Address<F: Fn(&str) -> Option<String>> {
    get: F,
    unread: Vec<Unread>,
}

impl<F: Fn(&str) -> Option<String>> Address<F> {
    pub fn new(get: F) -> Address<F> {
        Address { get, unread: Vec::new() }
    }

    /// The value of a key; `None` where it is absent, empty or cannot be read.
    pub fn read<T>(&mut self, key: &'static str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = (self.get)(key).filter(|text| !text.is_empty())?;
        let value = parse(&text);
        if value.is_none() {
            self.unread.push(Unread::new(key, &text));
        }
        value
    }

    pub fn unread(self) -> Vec<Unread> {
        self.unread
    }
}

/// A year as periods may have them; others would draw axes without end.
fn year(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| (1900..=2200).contains(year))
}
