//! The four red lines of the plan and the stages of the smuggling chain.

use serde::{Deserialize, Serialize};

/// One of the four "rode lijnen" that run through the plan at every hub (letter of 4 November 2022).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    Barriers,
    Resilience,
    Enforcement,
    Information,
}

impl Line {
    pub const ALL: [Line; 4] = [Line::Barriers, Line::Resilience, Line::Enforcement, Line::Information];

    pub fn code(self) -> &'static str {
        match self {
            Line::Barriers => "barriers",
            Line::Resilience => "resilience",
            Line::Enforcement => "enforcement",
            Line::Information => "information",
        }
    }

    pub fn parse(code: &str) -> Option<Line> {
        Line::ALL.into_iter().find(|line| line.code() == code)
    }
}

/// A stage ("schakel") of the chain from source country to hinterland, in the order goods travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    Source,
    Transit,
    Sea,
    Air,
    Hub,
    Hinterland,
}

impl Stage {
    pub const ALL: [Stage; 6] = [Stage::Source, Stage::Transit, Stage::Sea, Stage::Air, Stage::Hub, Stage::Hinterland];

    pub fn code(self) -> &'static str {
        match self {
            Stage::Source => "source",
            Stage::Transit => "transit",
            Stage::Sea => "sea",
            Stage::Air => "air",
            Stage::Hub => "hub",
            Stage::Hinterland => "hinterland",
        }
    }

    pub fn parse(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }
}
