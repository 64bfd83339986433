//! `knooppunt openapi`: the description of the API, as `/api/v1/openapi.json` gives it.

use std::io::{self, Write};

/// Prints the description.
pub fn run() -> io::Result<()> {
    writeln!(io::stdout().lock(), "{}", crate::http::description())
}
