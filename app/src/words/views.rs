use serde::Deserialize;

/// The kinds of chart besides lines and cells, and what chance does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewsWords {
    pub bars: String,
    pub stacked: String,
    pub slope: String,
    pub funnel: String,
    /// Where a view makes no sense, with `{view}` and `{why}`.
    pub refused: String,
    pub no_bars: String,
    pub no_stack: String,
    pub no_slope: String,
    pub no_funnel: String,
    pub no_log: String,
    /// The band around a line: its field, its key, its sentence, and one read out, with `{low}` and `{high}`.
    pub band: String,
    pub band_on: String,
    pub band_off: String,
    pub band_key: String,
    pub band_note: String,
    pub band_read: String,
    pub bars_note: String,
    pub one_length: String,
    pub early_key: String,
    pub spread_key: String,
    pub all_hubs: String,
    /// With `{value}`.
    pub at_least: String,
    pub together: String,
    /// With `{period}`, `{total}` and `{parts}`.
    pub stack_read: String,
    /// With `{period}`, `{total}`, `{place}` and `{value}`.
    pub stack_summary: String,
    /// With `{name}`.
    pub stack_caption: String,
    pub stack_note: String,
    pub stack_incomplete: String,
    /// With `{place}`, `{first}`, `{last}`, `{from}` and `{to}`.
    pub slope_read: String,
    /// With `{name}`, `{first}` and `{last}`.
    pub slope_drawing: String,
    /// With `{first}`, `{last}` and `{parts}`.
    pub slope_summary: String,
    /// With `{name}`, `{first}` and `{last}`.
    pub slope_caption: String,
    pub slope_note: String,
    pub slope_early: String,
    pub change: String,
    /// With `{count}`.
    pub left_out: String,
    /// With `{years}`.
    pub funnel_title: String,
    /// With `{rate}` and `{effort}`.
    pub funnel_axes: String,
    /// With `{name}` and `{years}`.
    pub funnel_drawing: String,
    pub funnel_caption: String,
    /// With `{place}`, `{count}`, `{effort}`, `{rate}` and `{standing}`.
    pub funnel_read: String,
    /// With `{years}` and `{parts}`.
    pub funnel_summary: String,
    /// With `{rate}`.
    pub funnel_centre: String,
    pub funnel_inner: String,
    pub funnel_outer: String,
    pub funnel_note: String,
    /// With `{phi}`.
    pub funnel_dispersion: String,
    pub funnel_overdispersed: String,
    pub counted: String,
    /// With `{effort}`.
    pub effort: String,
    pub expected: String,
    pub standing: String,
    pub far_below: String,
    pub below: String,
    pub within: String,
    pub above: String,
    pub far_above: String,
}
