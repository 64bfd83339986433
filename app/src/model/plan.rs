//! The plan of the letter of 4 November 2022: measures, motions, budget, and who takes part.

use serde::{Deserialize, Serialize};

use super::lang::Text;
use super::line::{Line, Stage};
use super::period::Period;
use super::reader::OrganisationKind;
use super::slug::Slug;
use super::source::Source;

/// All of the plan, as pages show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub measures: Vec<Measure>,
    pub promises: Vec<Promise>,
    pub motions: Vec<Motion>,
    pub budget: Budget,
    pub organisations: Vec<Organisation>,
}

/// Something the plan says will be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub code: Slug,
    pub title: Text,
    pub summary: Text,
    pub lines: Vec<Line>,
    /// Empty for overarching measures.
    #[serde(default)]
    pub hubs: Vec<Slug>,
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// Who acts, in words.
    #[serde(default)]
    pub actors: Vec<Text>,
    pub status: MeasureStatus,
    /// What the source says about the status.
    #[serde(default)]
    pub status_note: Option<Text>,
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// Measures that have to come first, by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Slug>,
    /// Documents that show what came of it.
    #[serde(default)]
    pub documents: Vec<Slug>,
    pub source: Source,
    #[serde(default)]
    pub position: u32,
}

/// How far a measure was, according to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureStatus {
    Announced,
    UnderStudy,
    Agreed,
    Running,
    Done,
}

impl MeasureStatus {
    pub const ALL: [MeasureStatus; 5] = [
        MeasureStatus::Announced,
        MeasureStatus::UnderStudy,
        MeasureStatus::Agreed,
        MeasureStatus::Running,
        MeasureStatus::Done,
    ];

    pub fn code(self) -> &'static str {
        match self {
            MeasureStatus::Announced => "announced",
            MeasureStatus::UnderStudy => "under-study",
            MeasureStatus::Agreed => "agreed",
            MeasureStatus::Running => "running",
            MeasureStatus::Done => "done",
        }
    }

    pub fn parse(code: &str) -> Option<MeasureStatus> {
        MeasureStatus::ALL.into_iter().find(|status| status.code() == code)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    pub period: Period,
    pub text: Text,
}

/// Something that the minister told parliament would be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub code: Slug,
    pub text: Text,
    /// The heading of the letter below which it stands.
    pub heading: Text,
    /// The measure it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Slug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hubs: Vec<Slug>,
    /// When it would be done, where the source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Period>,
    pub source: Source,
}

/// A motion of parliament that the plan answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Motion {
    pub code: Slug,
    pub name: String,
    pub period: Period,
    pub asks: Text,
    pub answer: Text,
    pub source: Source,
}

/// The money of the plan in whole euro cents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// By year; the last stands for that year and all after it.
    pub series: Vec<BudgetYear>,
    /// The structural amount split by hub and overarching measures.
    pub allocation: Vec<Allocation>,
    #[serde(default)]
    pub note: Text,
    #[serde(default)]
    pub source: Option<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetYear {
    pub year: i16,
    pub cents: i64,
    /// True for the last: that year and every year after.
    #[serde(default)]
    pub and_later: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// `None` for overarching measures.
    #[serde(default)]
    pub hub: Option<Slug>,
    pub cents: i64,
}

impl Budget {
    /// What is planned for a year: its own amount, or the last one where that stands for all years after it.
    pub fn planned(&self, year: i16) -> Option<i64> {
        let own = self.series.iter().find(|one| one.year == year);
        let lasting = self.series.last().filter(|last| last.and_later && last.year <= year);
        own.or(lasting).map(|one| one.cents)
    }

    /// What is planned for a hub, or for overarching measures, in a year. The source splits the structural amount alone.
    pub fn planned_for(&self, hub: Option<&Slug>, year: i16) -> Option<i64> {
        self.series.last().filter(|last| last.and_later && last.year <= year)?;
        self.allocation.iter().find(|part| part.hub.as_ref() == hub).map(|part| part.cents)
    }

    /// The structural amount a year: the last of the series.
    pub fn structural_cents(&self) -> i64 {
        self.series.last().map_or(0, |year| year.cents)
    }

    /// Checks that the parts add up to the structural amount (16.5 + 4 + 1.5 + 3.5 + 1 + 2.5 = 29 million in the letter).
    pub fn check(&self) -> Result<(), String> {
        let parts: i64 = self.allocation.iter().map(|part| part.cents).sum();
        if parts == self.structural_cents() {
            Ok(())
        } else {
            Err(format!(
                "the allocation adds up to {parts} cents, but the structural budget is {} cents: correct one of the amounts",
                self.structural_cents()
            ))
        }
    }
}

/// A body or company that takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub slug: Slug,
    pub name: Text,
    pub kind: OrganisationKind,
    #[serde(default)]
    pub hubs: Vec<Slug>,
}
