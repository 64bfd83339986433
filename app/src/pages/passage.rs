//! `/bijlagen/{id}/{number}`: one page or slide of a file, its picture and its text, to be read without opening the file.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::desk::{Desk, Refusal};
use crate::model::attachment::{Attachment, Carrier, PassagePage, Unit};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::document_row::foreign;
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::page_pictures::PagePicture;
use crate::parts::tlp::{self, TlpLabel};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn PassageView() -> impl IntoView {
    let params = use_params_map();
    let id = params.read_untracked().get("id").unwrap_or_default();
    let number = params.read_untracked().get("number").unwrap_or_default();
    ask(move |interface, desk| page(interface, desk, id, number))
}

async fn page(interface: Interface, desk: Desk, id: String, number: String) -> Result<impl IntoView, Refusal> {
    let id: Slug = id.parse().map_err(|_| Refusal::Absent)?;
    let number: u32 = number.parse().map_err(|_| Refusal::Absent)?;
    let PassagePage { attachment, title, session, lang: spoken, passage, count, neighbours: (before, after) } =
        desk.passage(&id, number).await?;
    let Interface { lang, words } = interface;
    let words = &words.attachments;
    let unit = attachment.kind.unit();
    let place = words.place_of(unit, &passage);
    let place_of_all = fill(&words.of, &[("place", &capital(&place)), ("count", &count)]);
    let turn = |number: u32, name: &'static str, rel: &'static str| {
        view! {
            <a href=routes::passage_url(lang, &id, number) rel=rel>
                {name}
            </a>
        }
    };
    let before = before.map(|number| turn(number, words.previous.as_str(), "prev"));
    let after = after.map(|number| turn(number, words.next.as_str(), "next"));
    let above = match (&attachment.carrier, session) {
        (Carrier::Document(slug), _) => routes::document_url(lang, slug),
        (Carrier::Draft(draft), _) => routes::draft_part_url(lang, draft, "voorbeeld"),
        (Carrier::Session { conference, .. }, Some(number)) => routes::session_url(lang, conference, number),
        (Carrier::Session { conference, .. }, None) => routes::conference_url(lang, conference),
    };
    let text_lang = foreign(spoken.code(), lang.code());
    let picture = attachment.picture(number).cloned();
    let missing = picture.is_none().then(|| undrawn(interface, &attachment)).flatten();
    let picture = picture.map(|picture| {
        view! { <PagePicture attachment=id.clone() unit=place.clone() picture/> }
    });
    let pictured = picture.is_some();
    // Paragraphs, and within them lines as they stood on the page.
    let without_text = passage.text.is_empty();
    let paragraphs: Vec<_> = passage
        .text
        .split("\n\n")
        .filter(|text| !text.is_empty())
        .map(|text| view! { <p class="passage-text" lang=text_lang>{text.to_owned()}</p> })
        .collect();
    let sharing = attachment.sharing.clone();
    let class = format!("passage {}", tlp::sheet(sharing.tlp()));
    Ok(view! {
        <Head title=format!("{}, {place}", attachment.name) in_both_languages=false/>
        <article class=class>
            <p class="document-kind">
                <a href=above lang=text_lang>{title}</a>
            </p>
            <h1>{attachment.name.clone()}</h1>
            <p class="lead">{place_of_all}</p>
            <TlpLabel sharing interface/>
            <p class="passage-file">
                <a href=routes::attachment_place_url(&attachment, &passage) download>
                    {words.download.as_str()}
                </a>
            </p>
            <nav class="turns" aria-label=words.turning.as_str()>
                {before}
                " "
                {after}
            </nav>
            {picture}
            {missing.map(|missing| view! { <p class="subtle">{missing}</p> })}
            {pictured.then(|| view! { <h2>{words.text.as_str()}</h2> })}
            {without_text.then(|| view! { <p class="subtle">{words.no_text.as_str()}</p> })}
            {paragraphs}
        </article>
    })
}

/// Why there is only text: only of some kinds of file pages are drawn, and of those not every page. Of what is no page at all
/// nothing needs to be said.
fn undrawn(interface: Interface, attachment: &Attachment) -> Option<String> {
    let (words, kind) = (&interface.words.attachments, attachment.kind);
    match kind.unit() {
        Unit::Page | Unit::Slide if kind.is_drawn() => Some(words.page_undrawn.clone()),
        Unit::Page | Unit::Slide => Some(fill(&words.kind_undrawn, &[("kind", &kind.code().to_uppercase())])),
        Unit::Sheet | Unit::Part | Unit::Moment => None,
    }
}
