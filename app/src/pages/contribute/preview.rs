//! `/bijdragen/{id}/voorbeeld`: a draft as its readers would have it.

use leptos::either::Either;
use leptos::prelude::*;

use super::edit::title_of;
use super::{Back, id};
use crate::desk::{Desk, Refusal};
use crate::model::draft::Preview;
use crate::model::sheet::Flaw;
use crate::model::slug::Slug;
use crate::pages::document::ArticleView;
use crate::parts::ask::ask;
use crate::parts::head::Head;
use crate::parts::sheet_field::id_of;
use crate::parts::sheet_label;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn PreviewPage() -> impl IntoView {
    let id = id();
    ask(move |interface, desk| preview(interface, desk, id))
}

async fn preview(interface: Interface, desk: Desk, id: Option<Slug>) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.contribute;
    let Preview { page, article, .. } = desk.preview(&id.ok_or(Refusal::Absent)?).await?;
    let hubs = desk.hubs().await?;
    let own = desk.reader().person().map(|person| &person.id) == Some(&page.draft.author);
    let part = if own {
        routes::draft_url(interface.lang, &page.draft.id)
    } else {
        routes::draft_part_url(interface.lang, &page.draft.id, "beoordelen")
    };
    let on = if own { &words.edit } else { &words.to_review };
    let title = format!("{}: {}", words.preview, title_of(interface, &page.draft));
    let body = match article {
        Some(article) => Either::Left(view! { <ArticleView article hubs related=Vec::new() interface bare=true/> }),
        None => Either::Right(view! {
            <p class="section-text">{words.preview_none.as_str()}</p>
            <Flaws interface flaws=page.flaws at=routes::draft_url(interface.lang, &page.draft.id)/>
        }),
    };
    Ok(view! {
        <Head title=title in_both_languages=false/>
        <Back interface/>
        <p class="came" role="status">
            {words.preview_lead.as_str()}
            " "
            <a href=part>{on.as_str()}</a>
        </p>
        {body}
    })
}

/// What is wrong, each with a way to its field.
#[component]
pub fn Flaws(interface: Interface, flaws: Vec<Flaw>, at: String) -> impl IntoView {
    let words = &interface.words.sheet;
    let rows = flaws.into_iter().map(|flaw| {
        view! {
            <li>
                <a href=format!("{at}#{}", id_of(&flaw.field))>{sheet_label::label(interface, &flaw.field)}</a>
                ": "
                {words.wrong(&flaw.what)}
            </li>
        }
    });
    view! { <ul class="flaws">{rows.collect_view()}</ul> }
}
