//! The list of suggestions: what was found, whether it is open, and which one is active.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::model::lang::Lang;
use crate::model::query::{Suggestion, Target};
use crate::{routes, rpc};

/// The state of one list.
#[derive(Clone, Copy)]
pub struct List {
    pub found: RwSignal<Vec<Suggestion>>,
    pub open: RwSignal<bool>,
    pub active: RwSignal<Option<usize>>,
    lang: Lang,
    /// Counts keystrokes: only the answer to the last one is shown.
    round: StoredValue<u32>,
}

impl List {
    pub fn new(lang: Lang) -> List {
        List {
            found: RwSignal::new(Vec::new()),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            lang,
            round: StoredValue::new(0),
        }
    }

    /// Asks once the typing pauses, and opens when there is something.
    pub fn ask(self, typed: String) {
        let mine = self.next_round();
        let ask = move || {
            if self.round.get_value() != mine {
                return;
            }
            spawn_local(async move {
                // Without an answer there are no suggestions; the field works on.
                let answer = rpc::suggest(typed, self.lang).await.unwrap_or_default();
                if self.round.get_value() == mine {
                    self.open.set(!answer.is_empty());
                    self.active.set(None);
                    self.found.set(answer);
                }
            });
        };
        set_timeout(ask, Duration::from_millis(120));
    }

    /// Closes, and forgets what was asked last.
    pub fn close(self) {
        self.next_round();
        self.open.set(false);
        self.active.set(None);
    }

    pub fn down(self) {
        let last = self.last();
        self.active.update(|at| *at = Some(at.map_or(0, |at| if at >= last { 0 } else { at + 1 })));
    }

    pub fn up(self) {
        let last = self.last();
        self.active.update(|at| *at = Some(at.map_or(last, |at| if at == 0 { last } else { at - 1 })));
    }

    /// The suggestion that the arrows have reached.
    pub fn chosen(self) -> Option<Suggestion> {
        self.active.get_untracked().and_then(|at| self.found.read_untracked().get(at).cloned())
    }

    /// Goes where a suggestion leads.
    pub fn go(self, suggestion: &Suggestion) {
        let address = match &suggestion.target {
            Target::Document(slug, _) => routes::document_url(self.lang, slug),
            Target::Hub(hub) => routes::hub_url(self.lang, hub),
            Target::Indicator(indicator) => routes::indicator_url(self.lang, indicator),
            Target::Organisation(_) | Target::Term | Target::Completion => {
                routes::search_url_with(self.lang, &[("q", suggestion.text.clone())])
            }
            Target::Saved(pairs) => format!("{}?{pairs}", routes::search_url(self.lang)),
            Target::Session(session) => routes::found_session_url(self.lang, session),
        };
        let _ = window().location().set_href(&address);
    }

    fn last(self) -> usize {
        self.found.read_untracked().len().saturating_sub(1)
    }

    fn next_round(self) -> u32 {
        self.round.update_value(|round| *round = round.wrapping_add(1));
        self.round.get_value()
    }
}
