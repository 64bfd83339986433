//! `/documenten/{slug}`: one write-up, to be read, cited and taken along.

mod about;
mod adoption;
mod came_from;
mod contacts;
mod remarks;
mod sightings;

use futures::try_join;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::about::{Actions, citation, fields};
use crate::desk::{Desk, Refusal, Returned, returned};
use crate::islands::copy_citation::CopyCitation;
use crate::model::adoption::hubs_of;
use crate::model::attachment::Attachment;
use crate::model::document::{Article, Summary};
use crate::model::following::{Watch, Watched};
use crate::model::html::Heading;
use crate::model::place::Hub;
use crate::model::reader::Person;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::pages::withdraw::WithdrawnView;
use crate::parts::ask::ask;
use crate::parts::attachments::AttachmentTable;
use crate::parts::document_row::{DocumentRows, foreign};
use crate::parts::facts::{self, Section, Setting};
use crate::parts::form::Came;
use crate::parts::format::{self, capital};
use crate::parts::head::Head;
use crate::parts::safe_html::SafeHtml;
use crate::parts::source::Sources;
use crate::parts::title_block::TitleBlock;
use crate::parts::tlp::{self, TlpLabel};
use crate::parts::watch::WatchButton;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn DocumentPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let done = use_query_map().read_untracked().get("klaar").unwrap_or_default();
    ask(move |interface, desk| document(interface, desk, slug, done))
}

async fn document(interface: Interface, desk: Desk, slug: String, done: String) -> Result<impl IntoView, Refusal> {
    // What is no slug cannot be a document.
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let article = match desk.document(&slug).await {
        Ok(article) => article,
        Err(Refusal::Absent) => {
            let withdrawal = desk.withdrawal(&slug).await?;
            return Ok(Either::Left(view! { <WithdrawnView withdrawal interface/> }));
        }
        Err(refusal) => return Err(refusal),
    };
    // What does not wait for each other is asked for at once: the index and the store answer on threads of their own.
    let hubs = desk.hubs().await?;
    let about = &article.document;
    let (related, contacts, attaches, adoption, remarks, sightings, came_from) = try_join!(
        desk.related(&slug, MOST_RELATED),
        contacts::contacts(interface, &desk, about),
        desk.may_attach(&slug),
        adoption::adoption(interface, &desk, about, &hubs, &done),
        remarks::remarks(interface, &desk, about, &done),
        sightings::sightings(interface, &desk, about, &hubs, &done),
        came_from::came_from(interface, &desk, &slug),
    )?;
    let below: Vec<Below> = [adoption, sightings, remarks, came_from].into_iter().flatten().collect();
    let watches = match desk.account().filter(|account| account.session.is_some()) {
        Some(_) => Some(desk.watches().await?),
        None => None,
    };
    Ok(Either::Right(view! { <ArticleView article hubs related contacts attaches below watches interface/> }))
}

/// What readers did with the document, below its text.
pub struct Below {
    anchor: &'static str,
    title: &'static str,
    /// The strictest label of what it shows.
    tlp: Tlp,
    view: AnyView,
}

/// Who may record something for a hub here, and for which: a person at a browser, of an organisation that belongs to it.
fn recorder(desk: &Desk, hubs: &[Hub]) -> Option<(Person, Vec<Hub>)> {
    let person = desk.account().filter(|account| account.session.is_some())?.person.clone();
    let codes = hubs_of(desk.reader());
    let own: Vec<Hub> = hubs.iter().filter(|hub| codes.contains(&hub.code)).cloned().collect();
    (!own.is_empty()).then_some((person, own))
}

/// A form of this page that came back, if it is the one that does this.
fn returned_to(act: &str) -> Returned {
    let came = returned();
    if came.value("actie") == act { came } else { Returned::default() }
}

/// Below which heading the form stands that does this.
fn anchor_of(act: &str) -> &'static str {
    match act {
        "record-adoption" => "toepassing",
        "record-sighting" => "waarnemingen",
        "add-remark" | "resolve-remark" => "reacties",
        _ => "tekst",
    }
}

const MOST_RELATED: u32 = 5;

/// A document to be read.
#[component]
pub fn ArticleView(
    article: Article,
    hubs: Vec<Hub>,
    related: Vec<Summary>,
    interface: Interface,
    /// The reader may hang files on it.
    #[prop(optional)]
    attaches: bool,
    #[prop(optional)] below: Vec<Below>,
    /// Whom one can ask about it.
    #[prop(default = None)]
    contacts: Option<AnyView>,
    /// What the reader watches, when somebody is signed in.
    #[prop(default = None)]
    watches: Option<Vec<Watch>>,
    /// Without what belongs to a published document alone: its files, its citation, and what its keepers do.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let Article {
        document,
        owner_name,
        author_name,
        html,
        contents,
        translations,
        linked,
        owed,
        acts,
        attachments,
        ..
    } = article;
    let stale = (!bare).then_some(document.write_up.review_by).flatten();
    let stale = stale.filter(|day| *day < format::day_of(jiff::Timestamp::now()));
    let write_up = &document.write_up;
    let sourced = !write_up.sources.is_empty();
    let text_lang = foreign(write_up.lang.code(), lang.code());
    let setting = Setting { interface, text_lang, linked: &linked, hubs: &hubs };
    let opening = facts::opening(&write_up.facts, setting);
    let (wide, closing): (Vec<_>, Vec<_>) =
        facts::closing(&write_up.facts, setting).into_iter().partition(|section| section.wide);
    let attached = attached(&write_up.slug, attachments, attaches && !bare, write_up.sharing.tlp(), interface);
    let closing: Vec<_> = closing.into_iter().chain(attached).collect();
    let anchors = anchors(&contents, &opening, &closing, &wide, (&below, sourced, bare), interface);
    // A sheet of paper has the label of the narrowest thing on it.
    let strictest = below.iter().map(|below| below.tlp).max().unwrap_or(Tlp::Clear);
    let below = below.into_iter().map(|Below { anchor, title, view, .. }| {
        view! {
            <section class="document-section" id=anchor>
                <h2>{title}</h2>
                {view}
            </section>
        }
    });
    // What readers say follows what the document says, and a table that needs the width stands below the text.
    let below = below.collect_view();
    let (below_text, below_wide) = if wide.is_empty() { (Some(below), None) } else { (None, Some(below)) };
    let came = returned();
    let wrong = (!bare && came.fault.is_some()).then(|| {
        let target = format!("#{}", anchor_of(&came.value("actie")));
        view! {
            <div class="document-wrong">
                <Came interface done=false/>
                <p>
                    <a href=target>{words.adoption.to_form.as_str()}</a>
                </p>
            </div>
        }
    });
    let fields = fields(&document, (&owner_name, author_name), hubs.clone(), &translations, bare, interface);
    // Who switched the site's language on this page looks for the text in it.
    let own_language = translations.iter().find(|translation| translation.lang == lang).map(|translation| {
        let href = routes::document_url(lang, &translation.slug);
        view! {
            <p>
                {words.search.also_in.as_str()} " "
                <a href=href>{format!("{}: {}", lang.own_name(), translation.title)}</a>
            </p>
        }
    });
    let sharing = write_up.sharing.clone();
    let class = format!("document {}", tlp::sheet(sharing.tlp().max(strictest)));
    let related: Vec<Summary> =
        related.into_iter().filter(|other| linked.iter().all(|known| known.slug != other.slug)).collect();
    let citation = citation(&document, &owner_name, interface);
    let slug = write_up.slug.clone();
    let address = routes::document_url(lang, &slug);
    let kind = capital(words.names.kind(write_up.kind()));
    let kind_url = routes::search_url_with(lang, &[("soort", write_up.kind().code().to_owned())]);
    view! {
        {(!bare)
            .then(|| {
                let (title, description) = (write_up.title.clone(), write_up.summary.clone());
                view! { <Head title description in_both_languages=false/> }
            })}
        {wrong}
        <article class=class>
            <header class="document-head">
                <p class="document-kind">
                    <a href=kind_url>{kind}</a>
                </p>
                <h1 lang=text_lang>{write_up.title.clone()}</h1>
                <p class="lead" lang=text_lang>
                    {write_up.summary.clone()}
                </p>
                {own_language}
                <TlpLabel sharing interface/>
                {owed.then(|| view! { <p class="came came-wrong">{words.revisions.owed.as_str()}</p> })}
                {stale
                    .map(|day| {
                        let sentence = fill(&words.revisions.stale, &[("day", &format::date(interface, day))]);
                        view! { <p class="came came-wrong">{sentence}</p> }
                    })}
                <TitleBlock fields/>
            </header>
            <div class="document-columns">
                <nav class="document-contents" aria-labelledby="contents">
                    <h2 class="label" id="contents">
                        {words.document.contents.as_str()}
                    </h2>
                    <ol>{anchors}</ol>
                    {(!bare).then(|| view! { <Actions slug=slug.clone() acts interface/> })}
                    {watches
                        .map(|watches| {
                            let what = Watched::Document(slug.clone());
                            let owner = Watched::Organisation(document.owner.clone());
                            let back = routes::document_url(lang, &slug);
                            let label = words.following.watch_owner.as_str();
                            let (title, all, here) = (write_up.title.clone(), watches.clone(), back.clone());
                            view! {
                                <div class="document-watch">
                                    <WatchButton interface what about=title watches=all back=here/>
                                    <WatchButton interface what=owner about=owner_name.clone() watches label back/>
                                </div>
                            }
                        })}
                </nav>
                <div class="document-text">
                    {opening.into_iter().map(section).collect_view()}
                    <div id="tekst" lang=text_lang>
                        <SafeHtml html/>
                    </div>
                    {closing.into_iter().map(section).collect_view()}
                    {below_text}
                </div>
                <aside class="document-aside" aria-label=words.document.linked.as_str()>
                    {contacts}
                    <Neighbours title=&words.document.linked documents=linked hubs=hubs.clone() interface/>
                    <Neighbours title=&words.document.related documents=related hubs=hubs interface/>
                </aside>
                <div class="document-wide">
                    {wide.into_iter().map(section).collect_view()}
                    {below_wide}
                    {sourced
                        .then(|| {
                            view! {
                                <section class="document-section" id="bronnen">
                                    <h2>{words.document.sources.as_str()}</h2>
                                    <Sources sources=write_up.sources.clone()/>
                                </section>
                            }
                        })}
                    {(!bare)
                        .then(|| {
                            view! {
                                <section class="document-section document-cite" id="verwijzen">
                                    <h2>{words.document.cite.as_str()}</h2>
                                    <CopyCitation
                                        text=citation
                                        address=address
                                        copy=words.document.copy.clone()
                                        copied=words.document.copied.clone()
                                    />
                                </section>
                            }
                        })}
                </div>
            </div>
        </article>
    }
}

fn section(section: Section) -> impl IntoView {
    view! {
        <section class="document-section" id=section.anchor>
            <h2>{section.title}</h2>
            {section.view}
        </section>
    }
}

/// The files that hang on it, where there are any or this reader may hang some.
fn attached(
    slug: &Slug,
    attachments: Vec<Attachment>,
    attaches: bool,
    document: Tlp,
    interface: Interface,
) -> Option<Section> {
    let words = &interface.words.attachments;
    if attachments.is_empty() && !attaches {
        return None;
    }
    let table = (!attachments.is_empty()).then(|| view! { <AttachmentTable attachments document interface/> });
    let manage = attaches.then(|| {
        view! {
            <p class="attachments-manage">
                <a href=routes::attachments_url(interface.lang, slug)>{words.manage.as_str()}</a>
            </p>
        }
    });
    let view = view! {
        {table}
        {manage}
    };
    Some(Section { anchor: "bijlagen", title: words.title.as_str(), wide: false, view: view.into_any() })
}

/// The table of contents, in the order of the page.
fn anchors(
    contents: &[Heading],
    opening: &[Section],
    closing: &[Section],
    wide: &[Section],
    (below, sourced, bare): (&[Below], bool, bool),
    interface: Interface,
) -> impl IntoView + use<> {
    let words = &interface.words.document;
    let of = |section: &Section| (section.anchor.to_owned(), section.title.to_owned(), 2);
    let mut entries: Vec<(String, String, u8)> = opening.iter().map(of).collect();
    if contents.is_empty() {
        entries.push(("tekst".to_owned(), words.text.clone(), 2));
    }
    entries.extend(contents.iter().map(|heading| (heading.anchor.clone(), heading.text.clone(), heading.level)));
    entries.extend(closing.iter().map(of));
    entries.extend(wide.iter().map(of));
    entries.extend(below.iter().map(|below| (below.anchor.to_owned(), below.title.to_owned(), 2)));
    if sourced {
        entries.push(("bronnen".to_owned(), words.sources.clone(), 2));
    }
    if !bare {
        entries.push(("verwijzen".to_owned(), words.cite.clone(), 2));
    }
    let entries = entries.into_iter().map(|(anchor, text, level)| {
        view! {
            <li class:document-contents-deeper=level == 3>
                <a href=format!("#{anchor}")>{text}</a>
            </li>
        }
    });
    entries.collect_view()
}

#[component]
fn Neighbours(title: &'static str, documents: Vec<Summary>, hubs: Vec<Hub>, interface: Interface) -> impl IntoView {
    (!documents.is_empty()).then(|| {
        view! {
            <section class="document-neighbours">
                <h2 class="label">{title}</h2>
                <DocumentRows documents hubs interface short=true/>
            </section>
        }
    })
}
