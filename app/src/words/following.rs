use serde::Deserialize;

/// What somebody watches, saved searches, and news by mail. Names in braces stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowingWords {
    pub title: String,
    pub lead: String,
    pub none: String,
    pub news: String,
    pub no_news: String,
    pub since: String,
    pub looked: String,
    pub watched: String,
    pub saved: String,
    pub saved_none: String,
    pub saved_search: String,
    /// With `{count}`.
    pub new: String,
    pub stop: String,
    pub watch: String,
    pub watch_owner: String,
    pub watch_also: String,
    pub watching: String,
    pub gone: String,
    pub hub: String,
    pub line: String,
    pub indicator: String,
    pub organisation: String,
    pub document: String,
    pub save: String,
    pub save_lead: String,
    pub save_name: String,
    pub save_button: String,
    pub question: String,
    pub feed: String,
    pub feed_lead: String,
    pub make_feed: String,
    pub new_feed: String,
    pub end_feed: String,
    pub shown_feed: String,
    pub mail: String,
    pub mail_lead: String,
    pub mail_on: String,
    pub mail_start: String,
    pub mail_stop: String,
    pub end_mail: String,
    pub end_mail_lead: String,
    pub ended_mail: String,
    pub to_overview: String,
    pub letter: LetterWords,
}

/// A mail with news.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    /// With `{count}`.
    pub subject: String,
    pub opening: String,
    /// With `{count}`: what may not be named in a mail.
    pub withheld: String,
    pub withheld_title: String,
    pub more: String,
    pub stop: String,
}
