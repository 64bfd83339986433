//! Registering for a congress, and who comes.

use serde::Deserialize;

/// The page of a registration, the list of organisers, and the mails.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisteringWords {
    /// With `{title}`.
    pub title: String,
    pub register: String,
    pub mine: String,
    pub closed: String,
    /// With `{count}`.
    pub free: String,
    pub free_one: String,
    pub full: String,
    /// With `{date}`.
    pub kept: String,
    /// With `{name}` and `{organisation}`.
    pub as_account: String,
    pub join: String,
    pub join_waiting: String,
    pub sign_in: String,
    pub only_accounts: String,
    pub guest: String,
    pub guest_lead: String,
    /// Where the link comes by mail.
    pub guest_lead_mail: String,
    pub check_mail: String,
    pub confirmed: String,
    pub in_text: String,
    /// With `{place}`.
    pub waiting_text: String,
    /// With `{email}`.
    pub mailed: String,
    pub keep_link: String,
    pub link: String,
    pub calendar_mine: String,
    pub calendar_all: String,
    pub sessions: String,
    pub sessions_lead: String,
    /// With `{free}` and `{places}`.
    pub session_free: String,
    /// With `{waiting}`.
    pub session_full: String,
    pub session_in: String,
    /// With `{place}`.
    pub session_waiting: String,
    pub choose: String,
    pub leave_title: String,
    pub leave_lead: String,
    pub leave: String,
    pub left: String,
    pub attendance_lead: String,
    pub not_published: String,
    /// With `{date}`.
    pub over: String,
    pub terms: String,
    pub open: String,
    pub guests: String,
    pub places_hint: String,
    pub closing_hint: String,
    /// With `{date}`.
    pub keep_hint: String,
    pub save: String,
    /// With `{count}`.
    pub coming: String,
    /// With `{count}`.
    pub waiting: String,
    pub nobody: String,
    pub with_account: String,
    pub without_account: String,
    pub unconfirmed: String,
    /// With `{moment}`.
    pub held: String,
    /// What organisers are told of guests: with mail, and without.
    pub guests_mailed: String,
    pub guests_shown: String,
    pub since: String,
    pub what: String,
    pub chosen: String,
    pub waits: String,
    pub present: String,
    pub per_session: String,
    /// What scrolls under a heading, with `{title}`.
    pub table: String,
    pub taken: String,
    pub wait: String,
    pub remove: String,
    pub csv: String,
    pub print: String,
    pub place_column: String,
    /// With `{title}`.
    pub mail_in: String,
    /// With `{title}` and `{when}`.
    pub mail_in_text: String,
    /// With `{title}`.
    pub mail_waiting: String,
    /// With `{title}`, `{when}` and `{place}`.
    pub mail_waiting_text: String,
    pub mail_link: String,
    /// With `{moment}`.
    pub mail_confirm: String,
    pub mail_calendar: String,
}
