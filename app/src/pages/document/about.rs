//! What is told about a document beside its text: its fields, ways to take it along, how to cite it.

use leptos::prelude::*;

use crate::islands::print_button::PrintButton;
use crate::model::document::{Document, Summary};
use crate::model::place::Hub;
use crate::model::slug::Slug;
use crate::model::workflow::Act;
use crate::parts::facts;
use crate::parts::form::Act as Button;
use crate::parts::format::{self, capital};
use crate::parts::marks::{HubTags, LineTags};
use crate::parts::title_block::Field;
use crate::routes;
use crate::words::{Interface, fill};

pub fn fields(
    document: &Document,
    (owner_name, author_name): (&str, Option<String>),
    hubs: Vec<Hub>,
    translations: &[Summary],
    bare: bool,
    interface: Interface,
) -> Vec<Field> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.document;
    let write_up = &document.write_up;
    let mut fields = Vec::new();
    if !write_up.hubs.is_empty() {
        let tags = view! { <HubTags hubs=write_up.hubs.clone() known=hubs lang/> };
        fields.push(Field::wide(&words.hubs, tags));
    }
    if !write_up.lines.is_empty() {
        let tags = view! { <LineTags lines=write_up.lines.clone() interface/> };
        fields.push(Field::wide(&words.lines, tags));
    }
    fields.extend(facts::fields(&write_up.facts, interface));
    if !write_up.stages.is_empty() {
        let stages: Vec<&str> = write_up.stages.iter().map(|stage| names.stage(*stage)).collect();
        fields.push(Field::new(&words.stages, capital(&stages.join(", "))));
    }
    fields.push(Field::new(&words.owner, owner_name.to_owned()));
    fields.extend(author_name.map(|name| Field::new(&words.author, name)));
    if let Some(day) = write_up.published {
        fields.push(Field::new(&words.published, format::date(interface, day)));
    }
    let updated = format::day(interface, document.updated);
    let versions = routes::revisions_url(lang, &write_up.slug);
    let revision = format!("{} ({updated})", document.revision);
    fields.push(match bare {
        true => Field::new(&words.revision, revision),
        false => Field::new(&words.revision, view! { <a href=versions>{revision}</a> }),
    });
    if let Some(day) = write_up.review_by {
        fields.push(Field::new(&interface.words.revisions.review_by, format::date(interface, day)));
    }
    if let Some(verifier) = &write_up.verifier {
        fields.push(Field::new(&interface.words.revisions.verifier, verifier.to_string()));
    }
    if !translations.is_empty() {
        let links = translations.iter().map(|translation| {
            let code = translation.lang.code();
            // The reader of a translation reads the site in that language too.
            let href = routes::document_url(translation.lang, &translation.slug);
            view! {
                <a href=href lang=code hreflang=code>
                    {translation.lang.own_name()}
                </a>
            }
        });
        fields.push(Field::new(&words.translations, links.collect_view()));
    }
    fields
}

/// Ways to take the document along.
#[component]
pub fn Actions(slug: Slug, acts: Vec<Act>, interface: Interface) -> impl IntoView {
    let words = &interface.words.document;
    let address = routes::document_url(interface.lang, &slug);
    let revise = acts.contains(&Act::Revise).then(|| {
        let with = vec![("document", slug.to_string())];
        let action = routes::url(interface.lang, "/bijdragen/nieuw");
        view! {
            <li>
                <Button action act="revise" with label=interface.words.revisions.revise.as_str()/>
            </li>
        }
    });
    let withdraw = acts.contains(&Act::Withdraw).then(|| {
        view! {
            <li>
                <a href=routes::withdraw_url(interface.lang, &slug)>{interface.words.revisions.withdraw.as_str()}</a>
            </li>
        }
    });
    view! {
        <h2 class="label">{words.actions.as_str()}</h2>
        <ul class="document-actions">
            <li>
                <PrintButton label=words.print.clone()/>
            </li>
            <li>
                <a href=format!("{address}.md") download>
                    {words.markdown.as_str()}
                </a>
            </li>
            <li>
                <a href=format!("{address}.json") download>
                    {words.json.as_str()}
                </a>
            </li>
            {revise}
            {withdraw}
        </ul>
    }
}

pub fn citation(document: &Document, owner_name: &str, interface: Interface) -> String {
    let write_up = &document.write_up;
    let day = write_up.published.unwrap_or_else(|| format::day_of(document.updated));
    fill(
        &interface.words.document.citation,
        &[
            ("title", &write_up.title),
            ("owner", &owner_name),
            ("revision", &document.revision),
            ("date", &format::date(interface, day)),
        ],
    )
}
