//! Several lines to fill in: the one part that writes a text area.

use leptos::prelude::*;

/// Several lines to fill in.
#[component]
pub fn TextArea(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] value: String,
    #[prop(default = 4)] rows: u16,
    #[prop(default = false)] optional: bool,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    // The browser drops a first line break, and leptos 0.8 writes what stands inside as it is.
    let inside = format!("\n{}", escaped(&value));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            <textarea class="field-input field-lines" id=id name=name rows=rows aria-describedby=described required=!optional>
                {inside}
            </textarea>
        </div>
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
