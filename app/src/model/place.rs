//! Hubs, and the wider or narrower places that figures are about.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::lang::Text;
use super::line::Line;
use super::slug::Slug;
use super::source::Source;

/// A hub ("knooppunt"). The list is data: the five of the plan are in every new store, others are added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hub {
    pub code: Slug,
    pub name: Text,
    /// The name where space is short, as on a chart.
    pub short: Text,
    pub kind: HubKind,
    pub scope: Scope,
    /// Where it stands in lists; the five of the plan come first, in the letter's order.
    pub position: u32,
    /// One or two sentences: what kind of hub it is and what makes it attractive to smugglers.
    #[serde(default)]
    pub summary: Text,
    /// What the approach at this hub concentrates on.
    #[serde(default)]
    pub focus: Vec<Focus>,
    /// What the sources say about the hub.
    #[serde(default)]
    pub facts: Vec<HubFact>,
    /// The research and plans that the approach rests on.
    #[serde(default)]
    pub basis: Vec<Source>,
    /// Structural budget a year in whole cents, where the plan gives one.
    #[serde(default)]
    pub budget_cents: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Position>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HubKind {
    Seaport,
    Airport,
    Auction,
}

/// How a hub relates to the plan of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// One of the five hubs of the plan's first line.
    Five,
    /// Another hub in the Netherlands.
    Other,
    /// A port abroad, for reference.
    Foreign,
}

/// A focus point of the approach at a hub, with the line it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    pub text: Text,
    pub line: Line,
}

/// A statement about a hub, with where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HubFact {
    pub text: Text,
    pub source: Source,
    /// Where something comes from, if the statement is about what comes to the hub: a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Slug>,
}

/// What a figure is about: a hub, a part of one, several together, a country, or wider.
///
/// Kept apart from [`Hub`]: a figure of "Rotterdam and Vlissingen" belongs to no single hub and is never split or added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub code: Slug,
    pub name: Text,
    /// The hub this place is, or is a part of; absent for combinations, countries and the world.
    #[serde(default)]
    pub hub: Option<Slug>,
    /// True where the place is the whole hub: only such figures stand for the hub in comparisons.
    #[serde(default)]
    pub whole: bool,
    /// The middle of it; absent where that would say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Position>,
}

/// Where on earth: degrees in WGS 84, east and north positive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    pub longitude: Decimal,
    pub latitude: Decimal,
}

impl Position {
    /// Whether both numbers are degrees.
    pub fn is_on_earth(&self) -> bool {
        self.longitude.abs() <= Decimal::from(180) && self.latitude.abs() <= Decimal::from(90)
    }
}
