//! What surrounds every page: skip link, header with navigation, footer.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_url;

use crate::desk::Desk;
use crate::islands::theme_switch::ThemeSwitch;
use crate::model::lang::Lang;
use crate::model::reader::Role;
use crate::model::workflow;
use crate::pages::failed::Failed;
use crate::pages::indicator::embed::Embedded;
use crate::parts::search_field::SearchField;
use crate::parts::sign::Sign;
use crate::routes;
use crate::words::{Interface, interface};

/// The frame of every page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    if use_context::<Embedded>().is_some() {
        return Either::Left(view! { <main class="embedded">{children()}</main> });
    }
    Either::Right(view! {
        {interface().map(|interface| view! { <Header interface/> })}
        <main id="main" class="main" tabindex="-1">
            {children()}
        </main>
        {interface().map(|interface| view! { <Footer interface/> })}
    })
}

#[component]
fn Header(interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.frame;
    let url = use_url().get_untracked();
    let here = routes::dutch_path(url.path()).to_owned();
    let entries = [
        ("/zoeken", &words.search),
        ("/monitor", &words.monitor),
        ("/knooppunten", &words.hubs),
        ("/keten", &words.chain),
        ("/maatregelen", &words.measures),
        ("/gegevensdeling", &words.sharing),
        ("/stuurgroep", &words.steering),
        ("/congres", &words.congress),
        ("/netwerk", &words.network),
    ]
    .map(|(path, name)| {
        let current = here == path || here.starts_with(&format!("{path}/"));
        view! {
            <li>
                <a href=routes::url(lang, path) aria-current=current.then_some("page")>
                    {name.as_str()}
                </a>
            </li>
        }
    });
    // Both have a search field of their own.
    let may_search = here != "/" && here != "/zoeken";
    let other = if lang == Lang::Nl { Lang::En } else { Lang::Nl };
    let mut other_url = routes::url(other, &here);
    let question = url.search().trim_end_matches('&');
    if !question.is_empty() {
        other_url.push('?');
        other_url.push_str(question);
    }
    view! {
        <a class="skip-link" href="#main">
            {words.skip.as_str()}
        </a>
        <header class="header">
            <div class="header-inner">
                <a class="header-name" href=routes::home_url(lang)>
                    <Sign/>
                    <span>{words.site.as_str()}</span>
                </a>
                // Folded where there is little room; always open elsewhere.
                <details class="header-menu">
                    <summary>{words.menu.as_str()}</summary>
                    <nav class="header-nav" aria-label=words.navigation.as_str()>
                        <ul>{entries}</ul>
                    </nav>
                </details>
                <div class="header-side">
                    {may_search
                        .then(|| {
                            view! {
                                <form class="header-search" role="search" action=routes::search_url(lang)>
                                    <SearchField id="header-q" interface roomy=false/>
                                </form>
                            }
                        })}
                    <Visitor interface/>
                    <a class="header-language" id="language" href=other_url lang=other.code() hreflang=other.code()>
                        {other.own_name()}
                    </a>
                </div>
            </div>
        </header>
    }
}

/// Who is signed in, and the way out; or the way in. Neither where the server lent no desk of this request, as on the
/// page of a failure.
#[component]
fn Visitor(interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.frame;
    if use_context::<Failed>().is_some() {
        return None;
    }
    let desk = use_context::<Desk>()?;
    let Some(account) = desk.account() else {
        let url = use_url().get_untracked();
        let href = routes::sign_in_url(lang, url.path());
        return Some(Either::Left(view! {
            <a class="header-link" href=href>
                {words.sign_in.as_str()}
            </a>
        }));
    };
    let admin = account.person.roles.contains(&Role::Admin).then(|| {
        view! {
            <a class="header-link" href=routes::url(lang, "/beheer")>
                {words.admin.as_str()}
            </a>
        }
    });
    let writes = workflow::writes(&account.person).then(|| {
        view! {
            <a class="header-link" href=routes::contribute_url(lang)>
                {words.contribute.as_str()}
            </a>
        }
    });
    let sign_out = account.session.is_some().then(|| {
        view! {
            <form method="post" action=routes::url(lang, "/afmelden")>
                <button class="header-link header-button" type="submit">
                    {words.sign_out.as_str()}
                </button>
            </form>
        }
    });
    Some(Either::Right(view! {
        {writes}
        {admin}
        <a class="header-link" href=routes::overview_url(lang)>
            {words.overview.as_str()}
        </a>
        <a class="header-link header-who" href=routes::account_url(lang)>
            <span class="visually-hidden">{words.signed_in_as.as_str()} " "</span>
            {account.name.clone()}
        </a>
        {sign_out}
    }))
}

#[component]
fn Footer(interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.frame;
    let links = [
        ("/bijdragen", &words.contribute),
        ("/over", &words.about),
        ("/toegankelijkheid", &words.accessibility),
        ("/privacy", &words.privacy),
        ("/stijl", &words.style),
    ]
    .map(|(path, name)| {
        view! {
            <li>
                <a href=routes::url(lang, path)>{name.as_str()}</a>
            </li>
        }
    });
    view! {
        <footer class="footer">
            <div class="footer-inner">
                <p>{words.about_site.as_str()}</p>
                <ul class="footer-links">{links}</ul>
                <ThemeSwitch
                    label=words.theme.clone()
                    system=words.theme_system.clone()
                    light=words.theme_light.clone()
                    dark=words.theme_dark.clone()
                />
            </div>
        </footer>
    }
}
