//! Which part of the site an address belongs to.

/// Who is meant to read the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// People: errors are pages.
    Page,
    /// Programs: errors are problem details (RFC 9457).
    Api,
    /// The front end and machines that keep the site running: errors are one line of text.
    Machine,
}

const MACHINE: [&str; 9] = [
    "/pkg/",
    "/rpc/",
    "/live",
    "/healthz",
    "/readyz",
    "/.well-known/",
    "/robots.txt",
    "/sitemap.xml",
    "/zoekopdracht.atom",
];

impl Area {
    pub fn of(path: &str) -> Area {
        if path == "/api" || path.starts_with("/api/") {
            Area::Api
        } else if MACHINE.iter().any(|start| path.starts_with(start)) {
            Area::Machine
        } else {
            Area::Page
        }
    }
}
