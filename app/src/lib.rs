//! What server and browser of Knooppunt share. Knows nobody: the server lends the desk, the words and the status line.

pub mod assets;
pub mod desk;
pub mod model;
pub mod words;

pub mod pages;
pub mod parts;
pub mod routes;

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Router};

use crate::pages::not_found::NotFound;
use crate::parts::frame::Frame;
use crate::parts::loader::{Loader, RememberedTheme};
use crate::words::interface;

/// Where the files of the front end are served. The server lends it by context; the names carry a hash of the content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The script that wasm-bindgen wrote, and the WASM it starts. Empty where no front end was built:
    /// pages then go without, as they do in a browser that blocks it.
    pub script: String,
    pub wasm: String,
    /// The sign in the browser's tab (SVG).
    pub icon: String,
    /// Fonts that every page needs, fetched early.
    pub fonts: Vec<String>,
}

/// The whole HTML document around [`App`].
pub fn shell() -> impl IntoView {
    let lang = interface().map_or("nl", |interface| interface.lang.code());
    let assets = use_context::<Assets>().unwrap_or_default();
    let fonts = assets.fonts.iter().cloned().map(|font| {
        view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <RememberedTheme/>
                {fonts.collect_view()}
                <link rel="stylesheet" href=assets.style.clone()/>
                <link rel="icon" r#type="image/svg+xml" href=assets.icon.clone()/>
                <Loader assets/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Every page, in its frame. Also runs once at start, without a request, to list the routes.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame>
                <FlatRoutes fallback=NotFound children=ToChildren::to_children(routes::pages)/>
            </Frame>
        </Router>
    }
}

/// Wakes the islands of the page; the entry of the WASM module.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
