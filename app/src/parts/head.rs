//! Title and description of a page. The only user of `leptos_meta`, which writes titles unescaped (leptos_meta 0.8.7).

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_url;

use crate::model::lang::Lang;
use crate::routes;
use crate::words::interface;

/// The head of one page: its title, what it is about, and its address in the other language.
#[component]
pub fn Head(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: String,
    /// False where the other language has no page of the same content, and on refusals.
    #[prop(default = true)]
    in_both_languages: bool,
) -> impl IntoView {
    let site = interface().map_or("Knooppunt", |interface| interface.words.frame.site.as_str());
    let title = if title.is_empty() { site.to_owned() } else { format!("{title} – {site}") };
    let path = use_url().get_untracked().path().to_owned();
    let alternates = in_both_languages.then(|| {
        Lang::INTERFACE.map(|lang| {
            let href = routes::url(lang, routes::dutch_path(&path));
            view! { <Link rel="alternate" hreflang=lang.code() href=href/> }
        })
    });
    view! {
        <Title text=escape(&title)/>
        {(!description.is_empty()).then(|| view! { <Meta name="description" content=description/> })}
        {alternates}
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
