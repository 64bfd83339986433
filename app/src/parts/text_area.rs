//! Several lines to fill in. The only `<textarea>`: leptos 0.8 writes its content unescaped.

use leptos::prelude::*;

/// A text area with its content. The label stands outside and points to `id`.
#[component]
pub fn TextArea(
    id: String,
    name: String,
    value: String,
    #[prop(default = 4)] rows: u32,
    /// Ids of what explains it, separated by spaces.
    #[prop(optional)]
    described: Option<String>,
    #[prop(optional)] invalid: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    // A browser leaves out the first line break of the content.
    let content = format!("\n{}", escape(&value));
    view! {
        <textarea
            class="field-input field-area"
            id=id
            name=name
            rows=rows
            aria-describedby=described
            aria-invalid=invalid.then_some("true")
            required=required
        >
            {content}
        </textarea>
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
