//! What surrounds every page: skip link, header with navigation, footer.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use crate::model::lang::Lang;
use crate::parts::sign::Sign;
use crate::routes;
use crate::words::{Interface, interface};

/// The frame of every page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    view! {
        {interface().map(|interface| view! { <Header interface/> })}
        <main id="main" class="main" tabindex="-1">
            {children()}
        </main>
        {interface().map(|interface| view! { <Footer interface/> })}
    }
}

#[component]
fn Header(interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.frame;
    let url = use_url().get_untracked();
    let here = routes::dutch_path(url.path()).to_owned();
    let entries = [("/zoeken", &words.search)].map(|(path, name)| {
        let current = here == path || here.starts_with(&format!("{path}/"));
        view! {
            <li>
                <a href=routes::url(lang, path) aria-current=current.then_some("page")>
                    {name.as_str()}
                </a>
            </li>
        }
    });
    let other = if lang == Lang::Nl { Lang::En } else { Lang::Nl };
    let mut other_url = routes::url(other, &here);
    if !url.search().is_empty() {
        other_url.push('?');
        other_url.push_str(url.search());
    }
    view! {
        <a class="skip-link" href="#main">
            {words.skip.as_str()}
        </a>
        <header class="header">
            <a class="header-name" href=routes::home_url(lang)>
                <Sign/>
                <span>{words.site.as_str()}</span>
            </a>
            <nav class="header-nav" aria-label=words.navigation.as_str()>
                <ul>{entries}</ul>
            </nav>
            <a class="header-language" href=other_url lang=other.code() hreflang=other.code()>
                {other.own_name()}
            </a>
        </header>
    }
}

#[component]
fn Footer(interface: Interface) -> impl IntoView {
    let words = &interface.words.frame;
    view! {
        <footer class="footer">
            <p>{words.about_site.as_str()}</p>
        </footer>
    }
}
