use serde::Deserialize;

/// The measures, motions and money of the plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuresWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    /// With `{date}`: the day of the source that tells the status.
    pub as_of: String,
    pub coverage: String,
    pub coverage_caption: String,
    pub hub: String,
    pub line: String,
    pub overarching: String,
    pub all_hubs: String,
    pub all_lines: String,
    pub show: String,
    pub none: String,
    pub list: String,
    /// With `{count}`.
    pub found: String,
    pub found_one: String,
    pub found_none: String,
    /// With `{count}`: measures of no hub in particular, beside those of the chosen one.
    pub also_overarching: String,
    pub status: String,
    pub actors: String,
    pub milestones: String,
    pub documents: String,
    pub source: String,
    pub motions: String,
    pub motions_lead: String,
    pub asks: String,
    pub answer: String,
    pub money: String,
    pub series: String,
    pub year: String,
    pub amount: String,
    /// With `{year}`.
    pub and_later: String,
    pub allocation: String,
    pub allocation_lead: String,
    pub total: String,
    /// With `{total}` and `{parts}`.
    pub adds_up: String,
    pub does_not_add_up: String,
}

/// The chain from source country to hinterland.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub map: String,
    pub source: String,
    pub transit: String,
    pub sea: String,
    pub air: String,
    pub hub: String,
    pub hinterland: String,
    pub measures: String,
    /// With `{count}`.
    pub more: String,
    /// With `{kinds}`: what is not there yet.
    pub gaps: String,
    pub all_empty: String,
}

/// Data sharing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharingWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub cases: String,
    pub cases_lead: String,
    pub no_cases: String,
    pub unsorted: String,
    pub question: String,
    pub conditions: String,
    pub legal_basis: String,
    pub parties: String,
    pub guidance: String,
    pub no_guidance: String,
    pub measures: String,
}

/// What the steering group watches.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SteeringWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub coherence: String,
    pub coherence_lead: String,
    /// With `{gaps}`.
    pub gaps: String,
    pub no_gaps: String,
    /// With `{hub}` and `{line}`.
    pub gap: String,
    pub progress: String,
    pub progress_lead: String,
    pub progress_caption: String,
    pub measures: String,
    pub milestones: String,
    pub displacement: String,
    pub displacement_lead: String,
    pub displacement_limits: Vec<String>,
    pub movements: String,
    pub indicator: String,
    pub more: String,
    pub less: String,
    pub same: String,
    pub unclear: String,
    pub no_movement: String,
    pub chart: String,
    pub read_on: String,
    /// What the statistics found between hubs.
    pub found: String,
    pub found_lead: String,
    pub all_signals: String,
}

/// Hubs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HubWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub kind: String,
    pub scope: String,
    pub budget: String,
    /// With `{amount}`.
    pub budget_a_year: String,
    pub focus: String,
    pub facts: String,
    pub figures: String,
    pub figures_whole: String,
    pub figures_parts: String,
    pub figures_parts_lead: String,
    /// With `{count}`.
    pub figures_more: String,
    pub no_figures: String,
    pub indicator: String,
    pub in_monitor: String,
    pub measures: String,
    pub no_measures: String,
    pub documents: String,
    pub no_documents: String,
    /// With `{count}` and `{kinds}`.
    pub all_of_kind: String,
    pub basis: String,
    pub all_hubs: String,
}
