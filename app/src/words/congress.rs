use serde::Deserialize;

/// Congresses: the list, a programme, a session, the versions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CongressWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub none: String,
    /// With `{count}`.
    pub sessions: String,
    pub one_session: String,
    pub announced: String,
    pub announced_text: String,
    pub goals: String,
    pub unknown: String,
    pub documents: String,
    pub source: String,

    /// Monday to Sunday.
    pub weekdays: [String; 7],
    /// With `{first}` and `{last}`.
    pub span: String,
    pub when: String,
    pub place: String,
    pub version: String,
    /// With `{name}`, `{number}` and `{date}`.
    pub version_text: String,
    /// With `{number}` and `{date}`, for a version without a name.
    pub version_unnamed: String,
    pub changes: String,
    /// With `{zone}`.
    pub times_in: String,
    pub site_of_organisers: String,
    pub rule: String,
    pub chatham_house: String,
    pub capacity: String,
    /// With `{count}`.
    pub places: String,
    pub files: String,
    /// One with `{size}`, and more with `{count}` too.
    pub archive: [String; 2],
    /// With `{title}`.
    pub archive_title: String,
    pub archive_lead: String,
    pub calendar_all: String,
    pub calendar_chosen: String,

    pub filters: String,
    pub day: String,
    pub track: String,
    pub room: String,
    pub language: String,
    pub all: String,
    pub show: String,
    pub only_chosen: String,
    pub show_all: String,
    pub choice_help: String,
    /// With `{count}` and `{total}`.
    pub found: String,
    pub nothing: String,
    pub no_sessions: String,
    /// With `{day}`.
    pub timetable_of: String,
    pub time: String,
    pub choose: String,
    /// With `{title}`, for those who hear the page.
    pub choose_session: String,
    pub cancelled: String,
    pub not_recorded: String,
    /// After a time that lies on the next calendar day.
    pub next_day: String,
    pub without_room: String,

    pub now: String,
    pub next: String,
    /// With `{count}`.
    pub chosen: String,

    pub speakers: String,
    pub kind: String,
    pub about: String,
    pub links: String,
    pub attachments: String,
    pub licence: String,
    /// With `{from}`, `{to}` and `{minutes}`.
    pub time_text: String,
    pub to_calendar: String,
    pub back: String,
    pub previous_in_room: String,
    pub next_in_room: String,

    /// What a row of the programme is about.
    pub about_what: String,
    /// At the foot of an archive, with `{version}`.
    pub archived: String,

    pub versions_title: String,
    pub versions_lead: String,
    pub first_version: String,
    pub no_differences: String,
    pub added: String,
    pub removed: String,
    pub cancelled_since: String,
    pub moved: String,
    pub changed: String,
    /// With `{before}` and `{after}`.
    pub moved_text: String,
}
