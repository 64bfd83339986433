use serde::Deserialize;

/// What happened after a measure began.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectWords {
    pub title: String,
    /// With `{measure}`.
    pub title_of: String,
    pub lead: String,
    pub to_page: String,
    pub limits: Vec<String>,
    pub indicator: String,
    pub choose: String,
    pub begin: String,
    pub begin_hint: String,
    /// With `{date}`.
    pub begin_recorded: String,
    pub treated: String,
    pub treated_hint: String,
    pub control: String,
    pub control_hint: String,
    pub buffer: String,
    pub buffer_hint: String,
    pub buffer_control: String,
    pub buffer_control_hint: String,
    pub none: String,
    pub show: String,
    pub no_indicators: String,
    pub answer: String,
    pub cannot: String,
    pub same_place: String,
    /// With `{needed}`, `{before}`, `{after}` and `{rhythm}`.
    pub too_few: String,
    pub no_periods: String,
    pub empty_control: String,
    /// With `{before}` and `{after}`: stretches.
    pub compared: String,
    pub counts: String,
    pub role: String,
    pub place: String,
    pub before: String,
    pub after: String,
    pub expected: String,
    /// With `{place}`, `{count}`, `{low}` and `{high}`.
    pub fewer: String,
    pub more: String,
    pub unclear: String,
    /// With `{value}`.
    pub quotient: String,
    pub diffusion: String,
    pub displaced_part: String,
    pub displaced_all: String,
    pub no_quotient: String,
    pub no_buffer: String,
    pub measures: String,
    pub estimate: String,
    pub interval: String,
    pub local: String,
    pub difference: String,
    pub net: String,
    pub wdq: String,
    pub undefined: String,
    pub sources: String,
    /// With `{before}` and `{judged}`: stretches.
    pub shares_judged: String,
    /// With `{place}`, `{before}`, `{after}`, `{since}` and `{chance}`.
    pub share_rose: String,
    pub shares_same: String,
    pub shares_unjudged: String,
    pub shares_method: String,
}
