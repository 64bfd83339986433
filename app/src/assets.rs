//! Where the files of the front end lie.

use std::sync::Arc;

/// The addresses of the front end's files, hashes included, such as `/pkg/style.1a2b3c.css`.
/// The server lends it by context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub style: Arc<str>,
    /// The script and the WASM it starts; absent where no front end was built: pages then go without,
    /// as they do in a browser that blocks it.
    pub front: Option<Front>,
    /// The sign in the browser's tab (SVG).
    pub icon: Arc<str>,
    /// Fonts (woff2) that every page needs, fetched early.
    pub fonts: Arc<[Arc<str>]>,
}

/// The islands, compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// The script that wasm-bindgen writes.
    pub script: Arc<str>,
    pub wasm: Arc<str>,
}
