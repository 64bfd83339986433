//! `/overzicht`: what somebody watches, and what is new about it.

mod contacts;
pub mod end_mail;
mod messages;
mod owned;
pub mod save;

use std::collections::BTreeMap;

use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use self::contacts::Contacts;
use self::messages::Messages;
use self::owned::{AccessAsks, Concerns, Warnings};
use crate::desk::{Desk, Refusal};
use crate::model::following::{News, Watched};
use crate::model::lang::Text;
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::model::reader::Role;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::pages::signals::told;
use crate::parts::adoption::StateMark;
use crate::parts::ask::ask;
use crate::parts::document_row::{DocumentRows, foreign};
use crate::parts::form::{Act, Came, Choice};
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn OverviewPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, done, action))
}

async fn page(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.following;
    // Before the news is read: what comes while this page is made was not on it.
    let moment = Timestamp::now().as_millisecond().to_string();
    let all = desk.news(interface.lang).await?;
    let mail = desk.mail().await?;
    let concerns = desk.concerns().await?;
    let warnings = desk.warnings().await?;
    let warnings = (!warnings.is_empty()).then(|| view! { <Warnings interface warnings action=action.clone()/> });
    let messages = desk.direct_messages().await?;
    let messages = (!messages.is_empty()).then(|| view! { <Messages interface messages action=action.clone()/> });
    let ending = desk.own_profile().await?.filter(|own| own.is_ending(Timestamp::now())).map(|own| {
        let words = &interface.words.profiles;
        let sentence = fill(&words.ending, &[("date", &format::day(interface, own.ends()))]);
        view! {
            <p class="came came-wrong">
                {sentence} " " <a href=routes::own_profile_url(interface.lang)>{words.change_own.as_str()}</a>
            </p>
        }
    });
    let contacts = desk.own_contacts().await?;
    let own_desk = contacts.keeps.then(|| desk.reader().person().map(|person| person.organisation.clone())).flatten();
    let asks = desk.asks().await?;
    let stepped = all.iter().flat_map(|news| &news.adoptions).flat_map(|row| &row.steps).map(|step| &step.organisation);
    let organisations: Vec<Slug> = asks.iter().map(|ask| &ask.organisation).chain(stepped).cloned().collect();
    let names = desk.names_of(&organisations).await?;
    let asks =
        (!asks.is_empty()).then(|| view! { <AccessAsks interface asks names=names.clone() action=action.clone()/> });
    let edits = desk.reader().is(Role::Editor).then(|| {
        let wanted = routes::url(interface.lang, "/beheer/gezocht");
        let register = routes::url(interface.lang, "/beheer/indicatoren");
        let contacts = own_desk.map(|own| {
            let href = routes::contact_desk_url(interface.lang, &own);
            view! {
                " · "
                <a href=href>{interface.words.contact_points.keep_own.as_str()}</a>
            }
        });
        view! {
            <p>
                <a href=wanted>{interface.words.wanted.title.as_str()}</a>
                " · "
                <a href=register>{interface.words.register.title.as_str()}</a>
                {contacts}
            </p>
        }
    });
    let (saved, others): (Vec<News>, Vec<News>) =
        all.iter().cloned().partition(|news| matches!(news.watch.what, Watched::Search(_)));
    let nothing = all.is_empty().then(|| view! { <p class="section-text">{words.none.as_str()}</p> });
    let fresh: Vec<News> = all.into_iter().filter(|news| news.count() > 0).collect();
    let quiet = fresh.is_empty().then(|| view! { <p class="empty">{words.no_news.as_str()}</p> });
    let seen = (!fresh.is_empty()).then(|| {
        view! { <Act action=action.clone() act="looked" with=vec![("at", moment)] label=words.looked.as_str()/> }
    });
    let hubs = desk.hubs().await?;
    let fresh = fresh
        .into_iter()
        .map(|news| view! { <Fresh interface news hubs=hubs.clone() names=names.clone()/> })
        .collect_view();
    let watched: Vec<Watched> = others.iter().map(|news| news.watch.what.clone()).collect();
    let others = others.into_iter().map(|news| view! { <Row interface news action=action.clone()/> }).collect_view();
    let hubs = hubs.into_iter();
    let lines = Line::ALL.map(|line| (Watched::Line(line), format::capital(interface.words.names.line(line))));
    let more = hubs.map(|hub| (Watched::Hub(hub.code), hub.name.get(interface.lang).to_owned())).chain(lines);
    let more: Vec<_> =
        more.filter(|(what, _)| !watched.contains(what)).map(|(what, name)| (what.to_string(), name)).collect();
    let prompt = interface.words.adoption.choose.as_str();
    let also = view! {
        <form class="form form-wide" method="post" action=action.clone()>
            <input type="hidden" name="actie" value="watch"/>
            <Choice id="what" name="what" label=words.watch_also.as_str() prompt options=more/>
            <button class="button" type="submit">
                {words.watch.as_str()}
            </button>
        </form>
    };
    let none_saved = saved.is_empty().then(|| view! { <p class="section-text">{words.saved_none.as_str()}</p> });
    let any_saved = !saved.is_empty();
    let saved = saved.into_iter().map(|news| view! { <Row interface news action=action.clone()/> }).collect_view();
    let feeds = any_saved.then(|| view! { <p class="small subtle">{words.feed_lead.as_str()}</p> });
    Ok(view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <Came interface done/>
        {ending}
        {nothing}
        {messages}
        <Contacts interface own=contacts action=action.clone()/>
        {warnings}
        {asks}
        {(!concerns.is_empty()).then(|| view! { <Concerns interface concerns/> })}
        {section("news", &words.news, view! { {quiet} {fresh} {seen} })}
        {section("saved", &words.saved, view! { {none_saved} <ul>{saved}</ul> {feeds} })}
        {section("watched", &words.watched, view! { <ul>{others}</ul> {also} })}
        {edits}
        {mail.map(|on| view! { <Mail interface on action/> })}
    })
}

fn section(id: &'static str, name: &'static str, inside: impl IntoView + 'static) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <h2 id=id>{name}</h2>
            </div>
            {inside.into_any()}
        </section>
    }
}

/// What is new about one thing.
#[component]
fn Fresh(interface: Interface, news: News, hubs: Vec<Hub>, names: BTreeMap<Slug, Text>) -> impl IntoView {
    let Interface { lang, words } = interface;
    let name = name_of(&news, interface);
    let since = fill(&words.following.since, &[("date", &format::day(interface, news.watch.looked))]);
    let name_of_hub = |code: &Slug| {
        let hub = hubs.iter().find(|hub| hub.code == *code);
        hub.map_or_else(|| code.to_string(), |hub| hub.short.get(lang).to_owned())
    };
    let party_of = |code: &Slug| names.get(code).map(|name| format!(", {}", name.get(lang)));
    let steps = news.adoptions.into_iter().flat_map(|row| {
        let href = format!("{}#toepassing", routes::document_url(lang, &row.document.slug));
        let spoken = foreign(row.document.lang.code(), lang.code());
        let title = row.document.title;
        row.steps.into_iter().map(move |step| {
            let hub = name_of_hub(&step.hub);
            let party = party_of(&step.organisation);
            view! {
                <li class="news-step">
                    <a href=href.clone() lang=spoken>
                        {title.clone()}
                    </a>
                    " – "
                    {hub}
                    {party}
                    " "
                    <StateMark state=step.told.state interface/>
                </li>
            }
        })
    });
    let steps = steps.collect_view();
    let signals = news.signals.iter().map(|listed| {
        let tlp = listed.signal.sharing.tlp();
        view! {
            <li class="news-step">
                <a href=routes::signal_url(lang, &listed.signal.id)>{told::line(interface, listed)}</a>
                {(tlp != Tlp::Clear).then(|| view! { " " <TlpChip tlp/> })}
            </li>
        }
    });
    let signals = signals.collect_view();
    view! {
        <div class="news">
            <h3>{name} " " <span class="subtle small">{since}</span></h3>
            <DocumentRows documents=news.documents hubs=Vec::new() interface/>
            <ul>{steps} {signals}</ul>
        </div>
    }
}

/// One thing that is watched, with what can be done about it.
#[component]
fn Row(interface: Interface, news: News, action: String) -> impl IntoView {
    let words = &interface.words.following;
    let name = name_of(&news, interface);
    let address = address_of(&news, interface);
    let count = news.count();
    let new = (count > 0).then(|| {
        let text = fill(&words.new, &[("count", &count)]);
        view! { " " <span class="tag">{text}</span> }
    });
    let kind = kind_of(&news.watch.what, interface);
    let id = vec![("id", news.watch.id.clone())];
    let feed = matches!(news.watch.what, Watched::Search(_)).then(|| {
        let label = if news.watch.feed { &words.new_feed } else { &words.make_feed };
        let end = news.watch.feed.then(|| {
            view! {
                <Act action=action.clone() act="end-feed" with=id.clone() label=words.end_feed.as_str() about=name.clone()/>
            }
        });
        view! {
            <Act action=action.clone() act="make-feed" with=id.clone() label=label.as_str() about=name.clone()/>
            {end}
        }
    });
    let shown = match address {
        Some(href) => view! { <a href=href>{name.clone()}</a> }.into_any(),
        None => view! { <span>{name.clone()}</span> }.into_any(),
    };
    view! {
        <li class="token">
            <span>
                {shown} " " <span class="subtle small">{kind}</span> {new}
            </span>
            <span class="acts">
                {feed}
                <Act action=action.clone() act="stop" with=id.clone() label=words.stop.as_str() about=name/>
            </span>
        </li>
    }
}

fn name_of(news: &News, interface: Interface) -> String {
    let words = interface.words;
    match (&news.watch.what, &news.title) {
        (Watched::Line(line), _) => format::capital(words.names.line(*line)),
        (_, Some(title)) => title.clone(),
        (_, None) => words.following.gone.clone(),
    }
}

fn kind_of(what: &Watched, interface: Interface) -> &'static str {
    let words = &interface.words.following;
    match what {
        Watched::Document(_) => &words.document,
        Watched::Hub(_) => &words.hub,
        Watched::Line(_) => &words.line,
        Watched::Indicator(_) => &words.indicator,
        Watched::Organisation(_) => &words.organisation,
        Watched::Search(_) => &words.saved_search,
    }
}

/// Where it is found; nowhere where the reader may not know (any more) that it exists.
fn address_of(news: &News, interface: Interface) -> Option<String> {
    let lang = interface.lang;
    news.title.as_ref()?;
    Some(match &news.watch.what {
        Watched::Document(slug) => routes::document_url(lang, slug),
        Watched::Hub(code) => routes::hub_url(lang, code),
        Watched::Line(line) => routes::search_url_with(lang, &[("lijn", Line::code(*line).to_owned())]),
        Watched::Indicator(code) => routes::indicator_url(lang, code),
        Watched::Organisation(_) => routes::url(lang, "/netwerk"),
        Watched::Search(pairs) => format!("{}?{pairs}", routes::search_url(lang)),
    })
}

#[component]
fn Mail(interface: Interface, on: bool, action: String) -> impl IntoView {
    let words = &interface.words.following;
    let state = on.then(|| view! { <p>{words.mail_on.as_str()}</p> });
    let (act, label) = if on { ("mail-stop", &words.mail_stop) } else { ("mail-start", &words.mail_start) };
    section(
        "mail",
        &words.mail,
        view! {
            <p class="section-text">{words.mail_lead.as_str()}</p>
            {state}
            <Act action act label=label.as_str()/>
        },
    )
}
