use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::model::lang::Lang;
use crate::model::query::{Suggestion, Target};
use crate::{routes, rpc};

/// The words of a search box.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct SearchBoxWords {
    pub label: String,
    pub placeholder: String,
    pub button: String,
    pub suggestions: String,
    /// With `{count}`.
    pub found: String,
    /// What each kind of target is called, by its code.
    pub kinds: Vec<(String, String)>,
}

/// A search field with suggestions: a combobox with a listbox, after the ARIA Authoring Practices.
/// Inside a form; without scripts it is a plain field.
#[island]
pub fn SearchBox(
    id: String,
    text: String,
    lang: Lang,
    words: SearchBoxWords,
    /// Whether typing opens the list; otherwise only the down arrow does, as where results follow the typing.
    eager: bool,
) -> impl IntoView {
    let list_id = format!("{id}-list");
    let found: RwSignal<Vec<Suggestion>> = RwSignal::new(Vec::new());
    let open = RwSignal::new(false);
    let active: RwSignal<Option<usize>> = RwSignal::new(None);
    let round = StoredValue::new(0_u32);
    let close = move || {
        open.set(false);
        active.set(None);
    };
    // Only the answer to the last keystroke counts.
    let ask = move |typed: String| {
        let mine = round.get_value().wrapping_add(1);
        round.set_value(mine);
        let ask = move || {
            spawn_local(async move {
                if round.get_value() != mine {
                    return;
                }
                let answer = rpc::suggest(typed, lang).await.unwrap_or_default();
                if round.get_value() == mine {
                    open.set(!answer.is_empty());
                    active.set(None);
                    found.set(answer);
                }
            });
        };
        set_timeout(ask, Duration::from_millis(120));
    };
    let on_input = move |event| {
        let typed = event_target_value(&event);
        if eager && typed.trim().chars().count() > 1 {
            ask(typed);
        } else {
            round.update_value(|round| *round = round.wrapping_add(1));
            close();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let last = found.read_untracked().len().saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" if !open.get_untracked() => ask(event_target_value(&event)),
            "ArrowDown" => active.update(|at| *at = Some(at.map_or(0, |at| if at == last { 0 } else { at + 1 }))),
            "ArrowUp" if open.get_untracked() => {
                active.update(|at| *at = Some(at.map_or(last, |at| if at == 0 { last } else { at - 1 })));
            }
            "Enter" => match active.get_untracked().and_then(|at| found.read_untracked().get(at).cloned()) {
                Some(chosen) => go(&chosen, lang),
                None => return close(),
            },
            "Escape" if open.get_untracked() => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| format!("{list_id}-{at}")
    };
    let options = {
        let (option_id, kinds) = (option_id.clone(), words.kinds);
        move || {
            let option = |(at, suggestion): (usize, Suggestion)| {
                let about = about(&suggestion, &kinds);
                let text = suggestion.text.clone();
                view! {
                    <li
                        class="suggestion"
                        id=option_id(at)
                        role="option"
                        aria-selected=move || (active.get() == Some(at)).to_string()
                        on:mousedown=move |event| event.prevent_default()
                        on:click=move |_| go(&suggestion, lang)
                    >
                        <span>{text}</span>
                        <span class="suggestion-about">{about}</span>
                    </li>
                }
            };
            found.get().into_iter().enumerate().map(option).collect_view()
        }
    };
    let count =
        move || open.get().then(|| words.found.replace("{count}", &found.read().len().to_string())).unwrap_or_default();
    view! {
        <div class="search-field">
            <input
                class="search-field-input"
                id=id
                type="search"
                name="q"
                value=text
                aria-label=words.label
                placeholder=words.placeholder
                maxlength="500"
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
                role="combobox"
                aria-autocomplete="list"
                aria-controls=list_id.clone()
                aria-expanded=move || open.get().to_string()
                aria-activedescendant=move || active.get().map(option_id.clone())
                on:input=on_input
                on:keydown=on_key
                on:blur=move |_| close()
            />
            <button class="button">{words.button}</button>
            <ul class="suggestions" id=list_id role="listbox" aria-label=words.suggestions hidden=move || !open.get()>
                {options}
            </ul>
            <span class="visually-hidden" role="status">
                {count}
            </span>
        </div>
    }
}

fn about(suggestion: &Suggestion, kinds: &[(String, String)]) -> String {
    let code = match &suggestion.target {
        Target::Document(_, kind) => kind.code(),
        Target::Hub(_) => "hub",
        Target::Indicator(_) => "indicator",
        Target::Term => "term",
    };
    kinds.iter().find(|(known, _)| known == code).map(|(_, name)| name.clone()).unwrap_or_default()
}

fn go(suggestion: &Suggestion, lang: Lang) {
    let address = match &suggestion.target {
        Target::Document(slug, _) => routes::document_url(lang, slug),
        Target::Hub(hub) => routes::hub_url(lang, hub),
        Target::Indicator(indicator) => routes::indicator_url(lang, indicator),
        Target::Term => routes::search_url_with(lang, &[("q", suggestion.text.clone())]),
    };
    let _ = window().location().set_href(&address);
}
