use serde::Deserialize;

/// Charts: the key, the tables beside them, and how values are read out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartWords {
    pub key_year: String,
    pub key_part: String,
    pub key_several: String,
    pub key_loose: String,
    pub key_disputed: String,
    pub key_event: String,
    /// A value that is not exact, with `{value}`.
    pub about: String,
    /// Between the last two of differing values.
    pub or: String,
    /// One value read out, with `{place}`, `{period}`, `{value}`, `{qualifier}` and `{publisher}`.
    pub reading: String,
    /// Added when another source says otherwise.
    pub disputed: String,
    /// What a drawing shows, with `{place}`, `{name}`, `{first}` and `{last}`.
    pub drawing: String,
    /// Above the axis, with `{unit}`.
    pub unit: String,
    /// How to step through the values with the keyboard.
    pub reader: String,
    pub table: String,
    pub demonstration: String,
    pub place: String,
    pub period: String,
    pub value: String,
    /// With `{unit}`.
    pub value_in: String,
    pub qualifier: String,
    pub source_and_note: String,
    /// A mark on values that differ by source.
    pub differs: String,
    /// Values that have no date, with `{values}`.
    pub undated: String,
    /// Parts of an address that were passed over, with `{parts}`.
    pub unread: String,
    pub own_scale: String,
}

/// Sentences made from values. Places, values and periods are filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryWords {
    pub and: String,
    pub none: String,
    pub unknown: String,
    /// With `{place}` and `{why}`, where there is a value that is not shown.
    pub kept_back: String,
    pub up: String,
    pub down: String,
    pub same: String,
    pub unclear: String,
    pub latest: String,
    pub highest: String,
    pub conflicts: String,
    pub one_conflict: String,
    pub nothing_to_compare: String,
    /// Of none of the places, and of none of the others.
    pub no_two_years: String,
    pub no_two_years_elsewhere: String,
    /// With `{places}`.
    pub gaps: String,
    pub last_whole_year: String,
    pub more_in: String,
    pub less_in: String,
    pub same_in: String,
    pub unclear_in: String,
}
