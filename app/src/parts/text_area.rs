//! Several lines to fill in. The only `<textarea>`: leptos 0.8 writes its content unescaped.

use leptos::prelude::*;

/// A text area with its content. The label stands outside and points to `id`.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    value: String,
    #[prop(default = 4)] rows: u32,
    /// Ids of what explains it, separated by spaces.
    #[prop(default = None, into)]
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

/// A text area with its label and hint.
#[component]
pub fn Lines(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] value: String,
    #[prop(default = 4)] rows: u32,
    #[prop(default = false)] optional: bool,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            <TextArea id name value rows described required=!optional/>
        </div>
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
