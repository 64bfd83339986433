//! What a reader wants to see of a programme, as its address says.

use leptos::prelude::*;

use crate::model::conference::{Programme, Session};
use crate::parts::filter::filter;
use crate::parts::session::weekday;
use crate::routes;
use crate::words::Interface;

/// Filters, and the sessions that are ticked. What is empty filters nothing.
#[derive(Default)]
pub struct Choice {
    pub day: Option<u32>,
    pub track: String,
    pub room: String,
    pub lang: String,
    /// Numbers of sessions, without doubles.
    pub chosen: Vec<u64>,
    /// Whether only those are shown.
    pub only_chosen: bool,
}

impl Choice {
    /// Reads a query string. What means nothing is left out.
    pub fn read(query: &str) -> Choice {
        let mut choice = Choice::default();
        for (key, value) in routes::pairs(query) {
            match key.as_str() {
                "dag" => choice.day = value.parse().ok(),
                "spoor" => choice.track = value,
                "zaal" => choice.room = value,
                "taal" => choice.lang = value,
                "alleen" => choice.only_chosen = value == "keuze",
                "keuze" => {
                    for number in value.split(',').filter_map(|number| number.parse().ok()) {
                        if !choice.chosen.contains(&number) {
                            choice.chosen.push(number);
                        }
                    }
                }
                _ => {}
            }
        }
        choice
    }

    pub fn takes(&self, session: &Session) -> bool {
        self.day.is_none_or(|day| session.day == day)
            && (self.track.is_empty() || session.track == self.track)
            && (self.room.is_empty() || session.room == self.room)
            && (self.lang.is_empty() || session.lang == self.lang)
            && (!self.only_chosen || self.chosen.contains(&session.number))
    }

    /// Whether something is left out.
    pub fn filters(&self) -> bool {
        self.only_chosen
            || self.day.is_some()
            || [&self.track, &self.room, &self.lang].into_iter().any(|value| !value.is_empty())
    }
}

/// A select for each filter that has something to choose.
pub fn selects(interface: Interface, programme: &Programme, choice: &Choice) -> impl IntoView + use<> {
    let words = &interface.words.congress;
    let same = |name: &String| (name.clone(), name.clone());
    let days = programme.days.iter().map(|day| (day.index.to_string(), weekday(interface, day.date))).collect();
    let day = choice.day.map(|day| day.to_string()).unwrap_or_default();
    let rooms = programme.rooms.iter().filter(|room| !room.name.is_empty()).map(|room| same(&room.name)).collect();
    let langs = programme.langs().into_iter().map(|lang| (lang.to_owned(), language(lang))).collect();
    view! {
        {several(interface, "dag", &words.day, days, &day)}
        {several(interface, "spoor", &words.track, programme.tracks.iter().map(same).collect(), &choice.track)}
        {several(interface, "zaal", &words.room, rooms, &choice.room)}
        {several(interface, "taal", &words.language, langs, &choice.lang)}
    }
}

/// A language in its own name, where it is known here.
pub fn language(code: &str) -> String {
    let known = code.get(..2).and_then(|code| crate::model::lang::Lang::parse(&code.to_ascii_lowercase()));
    known.map_or_else(|| code.to_owned(), |lang| lang.own_name().to_owned())
}

/// A filter, where there is something to choose.
fn several(
    interface: Interface,
    key: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
) -> Option<impl IntoView + use<>> {
    (options.len() > 1).then(|| filter(key, label, &interface.words.congress.all, options, chosen))
}
