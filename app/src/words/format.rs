use serde::Deserialize;

/// Words inside dates, periods and amounts. Names in braces stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// January to December.
    pub months: [String; 12],
    /// First and second half, with `{year}`.
    pub halves: [String; 2],
    /// First to fourth quarter, with `{year}`.
    pub quarters: [String; 4],
    /// With `{week}` and `{year}`.
    pub week: String,
    /// With `{last}`: a month and year, or a day.
    pub year_to_date: String,
    /// A year to date whose last day is not known, with `{year}`.
    pub part_of_year: String,
    /// Two whole years together, with `{first}` and `{last}`.
    pub two_years: String,
    /// From one up to another, both included, with `{first}` and `{last}`.
    pub span: String,
    pub undated: String,
    pub million: String,
}
