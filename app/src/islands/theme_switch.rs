use leptos::prelude::*;

/// Light, dark, or as the system has it; remembered in this browser only. `RememberedTheme` applies it to the next page.
#[island]
pub fn ThemeSwitch(label: String, system: String, light: String, dark: String) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    Effect::new(move |_| chosen.set(remembered()));
    let choices = [("", system), ("light", light), ("dark", dark)].map(|(theme, name)| {
        view! {
            <button
                type="button"
                class="theme-switch-choice"
                aria-pressed=move || (chosen.get() == theme).to_string()
                on:click=move |_| {
                    choose(theme);
                    chosen.set(theme.to_owned());
                }
            >
                {name}
            </button>
        }
    });
    view! {
        <div class="theme-switch needs-script" role="group" aria-labelledby="theme-switch">
            <span id="theme-switch">{label}</span>
            <div class="theme-switch-choices">{choices}</div>
        </div>
    }
}

const KEY: &str = "theme";

fn remembered() -> String {
    // A browser may refuse storage; the choice then holds for this page.
    let storage = window().local_storage().ok().flatten();
    storage.and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default()
}

fn choose(theme: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = if theme.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, theme) };
    }
    if let Some(root) = document().document_element() {
        let _ = if theme.is_empty() {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", theme)
        };
    }
}
