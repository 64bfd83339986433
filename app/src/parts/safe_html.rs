//! The one place where text becomes HTML as it is.

use leptos::prelude::*;

use crate::model::html::SafeHtml as Html;

/// Shows HTML that a sanitiser has written.
#[component]
pub fn SafeHtml(html: Html, #[prop(default = "prose")] class: &'static str) -> impl IntoView {
    view! { <div class=class inner_html=html.as_str().to_owned()></div> }
}
