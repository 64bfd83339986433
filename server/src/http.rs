//! Who asks, over which wire, within which limits? This file is the table of contents of the site.

mod accounts;
mod administration;
mod aftermath;
mod api;
mod area;
mod attachments;
mod cache;
mod conference_files;
mod contact_points;
mod deliveries;
mod downloads;
mod edge;
mod encoding;
mod failure;
mod files;
mod forms;
mod gate;
mod guard;
mod headers;
mod health;
mod listen;
mod live;
mod material_files;
mod monitor_files;
mod nonce;
mod organising;
mod overview;
mod pages;
mod piped;
mod plan;
mod problem;
mod profiles;
mod pulse;
mod register;
mod registering;
mod render;
mod reports;
mod rpc;
mod session;
mod signals;
mod site;
mod sitemap;
mod speakers;
mod using;
mod ways_in;
mod wire;
mod writing;

use std::sync::Arc;
use std::sync::OnceLock;

use app::desk::Refusal;
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

pub use api::description;
pub use files::Files;
pub use listen::{listen, stop_at_signal};
pub use pulse::Pulse;
pub use site::Site;

/// Every address of the site.
pub fn router(site: Arc<Site>) -> Router {
    started_at();
    // Pages for people, in Dutch at /… and in English at /en/….
    let pages = site.pages.iter().fold(Router::new(), |router, page| router.route(page, get(pages::page)));

    pages
        .route("/en/", get(pages::page))
        // Their forms.
        .merge(accounts::routes())
        .merge(ways_in::routes())
        .merge(using::routes())
        .merge(overview::routes())
        .merge(signals::routes())
        .merge(organising::routes())
        .merge(registering::routes())
        .merge(speakers::routes())
        .merge(profiles::routes())
        .merge(contact_points::routes())
        .merge(aftermath::routes())
        .merge(deliveries::routes())
        .merge(plan::routes())
        .merge(reports::routes())
        .merge(register::routes())
        // Files that hang on documents.
        .merge(attachments::routes())
        // What programs ask.
        .merge(api::routes())
        // What islands ask.
        .merge(rpc::routes())
        // The front end.
        .route("/pkg/{*file}", get(files::file))
        // Operations.
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/live", get(live::live))
        // Crawlers and researchers.
        .route("/robots.txt", get(health::robots_txt))
        .route("/sitemap.xml", get(sitemap::sitemap))
        .route("/.well-known/security.txt", get(health::security_txt))
        .fallback(pages::elsewhere)
        .layer(from_fn_with_state(site.clone(), edge::edge))
        .with_state(site)
}

/// The status line of a refusal.
fn status_of(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Seconds since 1970 at the start of this process.
fn started_at() -> i64 {
    static STARTED: OnceLock<i64> = OnceLock::new();
    *STARTED.get_or_init(|| jiff::Timestamp::now().as_second())
}
