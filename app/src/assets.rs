//! Where the files of the front end lie.

use std::sync::Arc;

/// The addresses of the front end's files, hashes included. The server lends it by context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The address of the style sheet, such as `/pkg/style.1a2b3c.css`.
    pub style: Arc<str>,
    /// The folder the browser fetches the front end from, such as `/pkg`.
    pub pkg: Arc<str>,
}
