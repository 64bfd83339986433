mod list;
mod words;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use self::list::List;
pub use self::words::SearchBoxWords;
use crate::model::lang::Lang;
use crate::model::query::Suggestion;

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
    let list = List::new(lang);
    let list_id = format!("{id}-list");
    let on_input = move |event| {
        let typed = event_target_value(&event);
        if eager && typed.trim().chars().count() > 1 { list.ask(typed) } else { list.close() }
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" if list.open.get_untracked() => list.down(),
            "ArrowDown" => list.ask(event_target_value(&event)),
            "ArrowUp" if list.open.get_untracked() => list.up(),
            "Enter" => match list.chosen() {
                Some(suggestion) => list.go(&suggestion),
                None => return list.close(),
            },
            "Escape" if list.open.get_untracked() => list.close(),
            _ => return,
        }
        event.prevent_default();
    };
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| format!("{list_id}-{at}")
    };
    let active_id = option_id.clone();
    let kinds = words.clone();
    let options = move || {
        let option = |(at, suggestion): (usize, Suggestion)| {
            let about = kinds.about(&suggestion);
            let text = suggestion.text.clone();
            view! {
                <li
                    class="suggestion"
                    id=option_id(at)
                    role="option"
                    aria-selected=move || (list.active.get() == Some(at)).to_string()
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| list.go(&suggestion)
                >
                    <span>{text}</span>
                    <span class="suggestion-about">{about}</span>
                </li>
            }
        };
        list.found.get().into_iter().enumerate().map(option).collect_view()
    };
    let count = move || {
        let count = list.found.read().len().to_string();
        if list.open.get() { words.found.replace("{count}", &count) } else { String::new() }
    };
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
                aria-expanded=move || list.open.get().to_string()
                aria-activedescendant=move || list.active.get().map(active_id.clone())
                on:input=on_input
                on:keydown=on_key
                on:blur=move |_| list.close()
            />
            <button class="button">{words.button}</button>
            <ul
                class="suggestions"
                id=list_id
                role="listbox"
                aria-label=words.suggestions
                hidden=move || !list.open.get()
            >
                {options}
            </ul>
            <span class="visually-hidden" role="status">
                {count}
            </span>
        </div>
    }
}
