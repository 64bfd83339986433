use serde::Deserialize;

/// The monitor and the page of one indicator.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonitorWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    /// What may and may not be concluded.
    pub limits_title: String,
    pub limits: Vec<String>,
    pub filter_hub: String,
    pub all_hubs: String,
    pub show: String,
    pub themes: String,
    /// With `{count}`.
    pub indicators: String,
    pub one_indicator: String,
    /// With `{count}` and `{hub}`.
    pub without_values: String,
    /// With `{count}`.
    pub all_of_theme: String,
    pub all_themes: String,
    pub all_signals: String,
    pub map: String,
    /// With `{count}`.
    pub more_places: String,
    /// Below the small chart, with `{place}`, `{first}` and `{last}`.
    pub drawn: String,
    pub empty: String,
    pub empty_hub: String,
    pub group_five: String,
    pub group_other: String,
    pub group_foreign: String,
    pub group_wider: String,
    pub wider_note: String,
    pub in_short: String,
    pub chart: String,
    pub definition: String,
    pub unit: String,
    pub direction: String,
    pub caveat: String,
    pub theme: String,
    pub conflicts: String,
    pub conflicts_text: String,
    pub all_values: String,
    /// With `{name}`.
    pub caption: String,
    pub sources: String,
    pub download_csv: String,
    pub download_api: String,
    /// The files for programs.
    pub files_lead: String,
    pub files_all: String,
    pub files_drawing: String,
    pub files_picture: String,
    pub events: String,
    pub events_text: String,
    pub related: String,
    pub cite: String,
    /// With `{name}`; the address follows.
    pub citation: String,
    pub scale_note: String,
    /// The day up to which values were known: the form, and what it says.
    pub known_on: String,
    pub known_on_hint: String,
    pub known_on_show: String,
    pub known_on_now: String,
    /// With `{day}`.
    pub known_on_note: String,
    /// With `{day}`.
    pub known_on_none: String,
    pub owner: String,
    pub rhythm: String,
    pub delay: String,
    /// With `{count}`.
    pub delay_days: String,
    pub lag: String,
    /// With `{count}` and `{periods}`.
    pub lag_text: String,
    pub licence: String,
    pub per: String,
    pub goals: String,
    /// With `{kind}`, `{period}` and `{value}`.
    pub goal: String,
    /// With `{place}` besides.
    pub goal_place: String,
    pub versions: String,
    pub version_break: String,
    /// How values come about that the portal counts itself, and where what it counts can be seen.
    pub counted: String,
    pub counted_text: String,
    /// With `{period}`.
    pub counted_since: String,
    pub counted_not_yet: String,
    pub counted_see: String,
    pub small_numbers: String,
    /// With `{most}`.
    pub small_numbers_text: String,
    /// Where no number is hidden for its size; and besides, of dominance: always, for periods that begin after `{first}`, up to
    /// `{last}`, and between the two; and with `{base}`.
    pub small_numbers_whole: String,
    pub small_numbers_dominance: String,
    pub small_numbers_dominance_after: String,
    pub small_numbers_dominance_until: String,
    pub small_numbers_dominance_between: String,
    pub small_numbers_base: String,
    pub listed: String,
    /// Of one hub, with `{hub}` in all but the lead and what comes before the links.
    pub moved: String,
    pub moved_lead: String,
    pub moved_nothing: String,
    /// With `{themes}` besides.
    pub moved_silent: String,
    pub moved_done: String,
    pub moved_measures: String,
    pub moved_hub: String,
    /// In the place of a value of a hub that is listed.
    pub no_value_yet: String,
}
