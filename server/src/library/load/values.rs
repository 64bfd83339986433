//! Whether values fit the register of indicators, and each other.

use std::collections::{HashMap, HashSet};

use app::model::contract::Rhythm;
use app::model::edit::{Made, ceiling};
use app::model::indicator::Indicator;
use app::model::intake::{Intake, Row};
use app::model::problem::{Matter, Problem};
use app::model::slug::Slug;
use app::model::source::Source;
use jiff::civil::Date;

/// What values are checked against.
pub struct Contracts {
    pub indicators: HashMap<Slug, Indicator>,
    /// What was decided about them in the portal.
    pub edits: HashMap<Slug, Vec<Made>>,
    pub places: HashSet<Slug>,
    /// Whether values about places that left the list of their indicator are taken: a folder has what was known on earlier days,
    /// and follows its own list, not one that was made in the portal.
    pub former: bool,
    /// Nothing can have become known after this day.
    pub today: Date,
}

/// So many faults are named.
const MOST: usize = 50;

impl Contracts {
    /// Sorts the rows, gives each strand its label, and names what does not fit.
    pub fn judge(&self, intake: &mut Intake) -> Vec<Problem> {
        intake.sort();
        let mut problems = self.strands(intake);
        self.rows(intake, &mut problems);
        doubles(intake, &mut problems);
        if problems.is_empty() {
            two_labels(intake, &mut problems);
        }
        problems.sort_by_key(|problem| problem.line);
        problems.truncate(MOST);
        problems
    }

    /// Faults of values that somebody hands in for what the portal counts itself.
    pub fn counted_here(&self, intake: &Intake) -> Vec<Problem> {
        let counted = |code: &Slug| self.indicators.get(code).is_some_and(|one| one.counted.is_some());
        let mut rows: Vec<Row> = intake.first_rows().into_values().collect();
        rows.retain(|row| counted(&intake.strand(row).indicator));
        rows.sort_by_key(|row| row.line);
        let problem = |row: &Row| {
            let indicator = &intake.strand(row).indicator;
            let message = format!(
                "'{indicator}' is counted by the portal itself, from what organisations record in it: leave these rows out"
            );
            intake.problem(row, "indicator", message).said(Matter::CountedHere, &[("indicator", indicator)])
        };
        rows.iter().take(MOST).map(problem).collect()
    }

    fn strands(&self, intake: &mut Intake) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut labels = Vec::with_capacity(intake.strands.len());
        let first = intake.first_rows();
        for (number, strand) in (0..).zip(&intake.strands) {
            let Some(row) = first.get(&number) else {
                labels.push(None);
                continue;
            };
            if !self.places.contains(&strand.place) {
                let message =
                    format!("there is no hub or place '{}': correct it, or add it to places.toml", strand.place);
                let problem = intake.problem(row, intake.place_column, message);
                problems.push(problem.said(Matter::NoPlace, &[("found", &strand.place)]));
            }
            let label = match self.indicators.get(&strand.indicator) {
                None => {
                    let message = format!(
                        "there is no indicator '{}': correct it, or add it to monitor/indicators.toml",
                        strand.indicator
                    );
                    let problem = intake.problem(row, "indicator", message);
                    problems.push(problem.said(Matter::NoIndicator, &[("found", &strand.indicator)]));
                    None
                }
                Some(indicator) => {
                    problems.extend(self.other_hub(intake, row, indicator));
                    let label = strand.sharing.clone().or_else(|| indicator.sharing.clone());
                    if label.is_none() {
                        let message = format!(
                            "is missing, and '{}' gives no label either: add the column tlp, or sharing to the indicator",
                            strand.indicator
                        );
                        let problem = intake.problem(row, "tlp", message);
                        problems.push(problem.said(Matter::NoLabel, &[("indicator", &strand.indicator)]));
                    }
                    // A label that was narrowed in the portal holds for whatever a file says.
                    match self.edits.get(&strand.indicator).and_then(|made| ceiling(made)) {
                        Some(ceiling) => label.map(|label| label.narrowed_to(ceiling)),
                        None => label,
                    }
                }
            };
            labels.push(label);
        }
        for (strand, label) in intake.strands.iter_mut().zip(labels) {
            strand.sharing = label;
        }
        problems
    }

    /// A fault where the register lists places and this is none of them.
    fn other_hub(&self, intake: &Intake, row: &Row, indicator: &Indicator) -> Option<Problem> {
        let place = &intake.strand(row).place;
        // What is no place at all is told by itself.
        if !self.places.contains(place)
            || indicator.takes(place)
            || self.former && indicator.former_hubs.contains(place)
        {
            return None;
        }
        let legal: Vec<&str> = indicator.hubs.iter().map(Slug::as_str).collect();
        let legal = legal.join(", ");
        let message = format!(
            "'{}' takes no values about '{place}': use one of {legal}, or add it to hubs of the indicator",
            indicator.code
        );
        let parts: [(&'static str, &dyn std::fmt::Display); 3] =
            [("indicator", &indicator.code), ("found", place), ("legal", &legal)];
        Some(intake.problem(row, intake.place_column, message).said(Matter::OtherHub, &parts))
    }

    fn rows(&self, intake: &Intake, problems: &mut Vec<Problem>) {
        for rows in intake.rows.chunk_by(|a, b| a.strand == b.strand) {
            let rhythm = self.indicators.get(&intake.strand(&rows[0]).indicator).map(|indicator| &indicator.rhythm);
            let rhythm = rhythm.filter(|rhythm| !rhythm.is_empty());
            for row in rows {
                if let Some(rhythm) = rhythm
                    && Rhythm::of(intake.period(row)).is_none_or(|length| !rhythm.contains(&length))
                {
                    let legal: Vec<&str> = rhythm.iter().map(|length| length.example()).collect();
                    let found = intake.period(row);
                    let message =
                        format!("'{found}' is no period of this indicator: write it as {}", legal.join(" or "));
                    let problem = intake.problem(row, "period", message);
                    let legal = legal.join(", ");
                    problems.push(problem.said(Matter::OtherRhythm, &[("found", &found), ("legal", &legal)]));
                }
                if row.known_on.is_some_and(|day| day > self.today) {
                    let message = "lies in the future: give the day on which the value became known, or leave it empty";
                    problems.push(intake.problem(row, "known_on", message).said(Matter::Future, &[]));
                }
                if problems.len() > MOST * 2 {
                    return;
                }
            }
        }
    }
}

/// Rows that tell of the same twice, and names that stand for two things.
fn doubles(intake: &Intake, problems: &mut Vec<Problem>) {
    for pair in intake.rows.windows(2) {
        let (first, again) = (&pair[0], &pair[1]);
        if (first.strand, first.period, first.known_on) == (again.strand, again.period, again.known_on) {
            let message = format!(
                "is there twice for this indicator, place and source, first in line {}: keep one row, or give the later value \
                 its own known_on",
                first.line
            );
            let problem = intake.problem(again, "period", message);
            problems.push(problem.said(Matter::TwiceThere, &[("line", &first.line)]));
        }
    }
    let mut names: HashMap<&Slug, &Row> = HashMap::new();
    for row in &intake.rows {
        let Some(id) = intake.id(row) else { continue };
        let first = *names.entry(id).or_insert(row);
        if (first.strand, first.period) != (row.strand, row.period) {
            let (first, again) = if first.line < row.line { (first, row) } else { (row, first) };
            let message = format!(
                "'{id}' is there twice, first at {}:{}: give one of the two another name",
                intake.file, first.line
            );
            let problem = intake.problem(again, "id", message);
            problems.push(problem.said(Matter::TwiceNamed, &[("found", id), ("line", &first.line)]));
        }
    }
}

/// One source cannot tell the same to two audiences in one file: which of the two would hold?
fn two_labels(intake: &Intake, problems: &mut Vec<Problem>) {
    let mut pairs: HashMap<(&Slug, &Slug, &Source), Vec<u32>> = HashMap::new();
    for (number, strand) in (0..).zip(&intake.strands) {
        pairs.entry((&strand.indicator, &strand.place, &strand.source)).or_default().push(number);
    }
    let shared: HashMap<u32, u32> = pairs
        .into_values()
        .filter(|strands| strands.len() > 1)
        .flat_map(|strands| strands.iter().map(|strand| (*strand, strands[0])).collect::<Vec<_>>())
        .collect();
    if shared.is_empty() {
        return;
    }
    let mut seen: HashMap<(u32, String), &Row> = HashMap::new();
    for row in &intake.rows {
        let Some(pair) = shared.get(&row.strand) else { continue };
        let first = *seen.entry((*pair, intake.period(row).to_string())).or_insert(row);
        if first.strand != row.strand {
            let message = format!("differs from that in line {} for the same value: give one label", first.line);
            let problem = intake.problem(row, "tlp", message);
            problems.push(problem.said(Matter::TwoLabels, &[("line", &first.line)]));
        }
    }
}
