//! What server and browser of Knooppunt share. Knows nobody: the server lends the desk, the words and the status line.

// Pages are deep types where components keep theirs, as in the browser's build.
#![recursion_limit = "256"]

pub mod assets;
pub mod desk;
pub mod model;
pub mod words;

pub mod islands;
pub mod pages;
pub mod parts;
pub mod routes;
pub mod rpc;

use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Router};

use crate::assets::Assets;
use crate::pages::failed::{Failed, FailedPage};
use crate::pages::indicator::embed::Embedded;
use crate::pages::kept::kept;
use crate::pages::not_found::NotFound;
use crate::parts::frame::Frame;
use crate::parts::loader::{Files, RememberedTheme};
use crate::words::interface;

/// The whole HTML document around [`App`].
pub fn shell() -> impl IntoView {
    let lang = interface().map_or("nl", |interface| interface.lang.code());
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {match use_context::<Embedded>() {
                    // Links leave the frame of the other site: pages of this one stand in no frame.
                    Some(Embedded) => Either::Left(view! { <base target="_blank"/> }),
                    None => Either::Right(view! { <RememberedTheme/> }),
                }}
                {use_context::<Assets>().map(|assets| view! { <Files assets/> })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Every page, in its frame; or what the server lends instead of a page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame>
                {match instead() {
                    Some(view) => Either::Left(view),
                    None => {
                        Either::Right(
                            view! { <FlatRoutes fallback=NotFound children=ToChildren::to_children(routes::pages)/> },
                        )
                    }
                }}
            </Frame>
        </Router>
    }
}

/// What the server lends instead of a page.
fn instead() -> Option<AnyView> {
    match use_context::<Failed>() {
        Some(failed) => Some(view! { <FailedPage failed/> }.into_any()),
        None => kept(),
    }
}

/// Wakes the islands of the page; the entry of the WASM module.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    use leptos::mount::hydrate_islands;
    hydrate_islands();
}
