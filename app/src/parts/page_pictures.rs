//! Pages of a file as pictures: one of them whole, and the first ones in a row to choose from.

use leptos::prelude::*;

use crate::model::attachment::{Attachment, Picture};
use crate::model::slug::Slug;
use crate::parts::format::capital;
use crate::routes;
use crate::words::{Interface, fill};

/// Pictures that stand under a file; the rest is a link further.
const IN_A_ROW: usize = 12;

/// One page. The browser fetches it when it comes in sight, and has kept its place until then.
#[component]
pub fn PagePicture(attachment: Slug, unit: String, picture: Picture) -> impl IntoView {
    let beginning = picture.beginning.split_whitespace().collect::<Vec<_>>().join(" ");
    let alt = if beginning.is_empty() { capital(&unit) } else { format!("{}: {beginning}", capital(&unit)) };
    view! {
        <img
            class="page-picture"
            src=routes::page_picture_url(&attachment, picture.number)
            width=picture.width
            height=picture.height
            alt=alt
            loading="lazy"
            decoding="async"
        />
    }
}

/// The first pages of each file that has pictures. Closed until somebody opens it: to look at a page is to read the file, and
/// above TLP:GREEN that is recorded.
#[component]
pub fn PageRows(attachments: Vec<Attachment>, interface: Interface) -> impl IntoView {
    let drawn = attachments.into_iter().filter(|attachment| !attachment.pictures.is_empty());
    drawn.map(|attachment| row(interface, attachment)).collect_view()
}

fn row(interface: Interface, attachment: Attachment) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.attachments;
    let Attachment { id, name, pictures, kind, .. } = attachment;
    let (first, more) = pictures.split_at(pictures.len().min(IN_A_ROW));
    let pages: Vec<_> = first
        .iter()
        .map(|picture| {
            let place = words.place(kind.unit(), picture.number, None);
            view! {
                <li>
                    <a href=routes::passage_url(lang, &id, picture.number)>
                        <PagePicture attachment=id.clone() unit=place picture=picture.clone()/>
                    </a>
                </li>
            }
        })
        .collect();
    let further = more.first().map(|picture| {
        let place = words.place(kind.unit(), picture.number, None);
        let href = routes::passage_url(lang, &id, picture.number);
        view! { <p><a href=href>{fill(&words.further, &[("place", &place)])}</a></p> }
    });
    view! {
        <details class="page-row">
            <summary>{fill(&words.show_pages, &[("name", &name)])}</summary>
            <ul>{pages}</ul>
            {further}
        </details>
    }
}
