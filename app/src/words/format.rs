use serde::Deserialize;

/// Words inside dates, periods and amounts. `{number}`, `{year}` and `{day}` stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// January to December.
    pub months: [String; 12],
    pub half: String,
    pub quarter: String,
    pub week: String,
    /// With `{day}`, the last day.
    pub year_to_date: String,
    /// A year to date whose last day is not known.
    pub part_of_year: String,
    pub undated: String,
    pub million: String,
}
