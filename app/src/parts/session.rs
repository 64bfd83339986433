//! What several pages say of a session: when, where, in which language, and whether it takes place.

use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::model::conference::{Programme, Session};
use crate::model::lang::Lang;
use crate::parts::format;
use crate::words::Interface;

/// `zaterdag 4 november 2023`.
pub fn weekday(interface: Interface, date: Date) -> String {
    let number = date.weekday().to_monday_zero_offset();
    let name = usize::try_from(number).ok().and_then(|number| interface.words.congress.weekdays.get(number));
    format!("{} {}", name.map_or("", String::as_str), format::date(interface, date))
}

/// `09:30` on the clocks of the conference.
pub fn clock(programme: &Programme, moment: Timestamp) -> String {
    programme.local(moment).strftime("%H:%M").to_string()
}

/// `09:30–10:15`.
pub fn clocks(programme: &Programme, session: &Session) -> String {
    format!("{}–{}", clock(programme, session.start), clock(programme, session.end()))
}

/// The `lang` of a text in the language of a session, where it is not that of the page.
pub fn spoken(session: &Session, page: Lang) -> Option<String> {
    let tag = session.lang.replace('_', "-");
    let legal = !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (legal && !tag.eq_ignore_ascii_case(page.code())).then_some(tag)
}

/// Cancelled, not recorded: what one must know before going there.
#[component]
pub fn SessionTags<'a>(session: &'a Session, interface: Interface) -> impl IntoView + use<> {
    let words = &interface.words.congress;
    let cancelled = session.cancelled();
    let silent = session.do_not_record && !cancelled;
    view! {
        {cancelled.then(|| view! { <span class="session-tag session-tag-off">{words.cancelled.as_str()}</span> " " })}
        {silent.then(|| view! { <span class="session-tag">{words.not_recorded.as_str()}</span> " " })}
    }
}
