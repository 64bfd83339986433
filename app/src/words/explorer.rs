use serde::Deserialize;

/// The explorer of series with many short periods.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplorerWords {
    pub view: String,
    pub lines: String,
    pub heat: String,
    pub place: String,
    pub all_places: String,
    pub first: String,
    pub last: String,
    pub any_year: String,
    pub scale: String,
    pub same: String,
    pub own: String,
    pub log: String,
    pub show: String,
    pub nothing: String,
    /// With `{count}`.
    pub more_places: String,
    pub incomplete: String,
    pub breaks: String,
    /// With `{place}`, `{last}`, `{after}` and `{before}`.
    pub more: String,
    pub less: String,
    pub equal: String,
    pub latest: String,
    pub zero: String,
    /// With `{low}` and `{high}`.
    pub step: String,
    /// With `{low}`.
    pub last_step: String,
    /// With `{name}`, `{first}` and `{last}`.
    pub heat_caption: String,
    pub heat_note: String,
    /// With `{place}`.
    pub table_of: String,
    /// What is drawn: the values, shares of hubs, or values per unit of effort.
    pub measure: String,
    pub values: String,
    pub shares: String,
    /// With `{effort}`.
    pub per_effort: String,
    pub shares_note: String,
    pub effort_note: String,
    pub not_calculated: String,
}
