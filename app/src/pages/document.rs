//! `/documenten/{slug}`: one write-up, to be read.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::desk::{Desk, Refusal};
use crate::model::document::Article;
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::head::Head;
use crate::parts::safe_html::SafeHtml;
use crate::parts::tlp::TlpChip;
use crate::words::Interface;

#[component]
pub fn DocumentPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    ask(move |interface, desk| document(interface, desk, slug))
}

async fn document(_interface: Interface, desk: Desk, slug: String) -> Result<impl IntoView, Refusal> {
    // What is no slug cannot be a document.
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let Article { document, html, .. } = desk.document(&slug).await?;
    let write_up = document.write_up;
    Ok(view! {
        <Head title=write_up.title.clone() description=write_up.summary.clone()/>
        <article lang=write_up.lang.code()>
            <TlpChip tlp=write_up.sharing.tlp()/>
            <h1>{write_up.title}</h1>
            <p>{write_up.summary}</p>
            <SafeHtml html/>
        </article>
    })
}
