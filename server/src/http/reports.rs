//! Reports for parliament: the forms below `/rapportages`, and the file of each.

use std::sync::Arc;

use app::desk::{Amiss, Fault, Refusal};
use app::model::report::{Chapter, ReportAct};
use app::model::slug::Slug;
use app::pages::reports::outline::outline;
use app::parts::format::day_of;
use app::routes;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::forms::{Done, Posted};
use super::health;
use super::session::Caller;
use super::site::Site;
use crate::exchange::pdf;

pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new();
    for english in ["", "/en"] {
        let list = format!("{english}/rapportages");
        router = router
            .route(&format!("{list}/{{slug}}/rapport.pdf"), get(file))
            .route(&format!("{list}/{{slug}}"), post(step))
            .route(&list, post(begin));
    }
    router
}

/// `GET /rapportages/{slug}/rapport.pdf`, in the language of the address.
async fn file(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(slug): Path<String>,
    uri: Uri,
    headers: axum::http::HeaderMap,
) -> Response {
    match made(&site, &caller, &slug, &uri, &headers).await {
        Ok((name, bytes)) => {
            let mut response = Body::from(bytes).into_response();
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
            // A slug has no quotes and no control characters.
            if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
                headers.insert(CONTENT_DISPOSITION, value);
            }
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
            response
        }
        Err(refusal) => super::status_of(&refusal).into_response(),
    }
}

async fn made(
    site: &Site,
    caller: &Caller,
    slug: &str,
    uri: &Uri,
    headers: &axum::http::HeaderMap,
) -> Result<(String, Vec<u8>), Refusal> {
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let report = caller.desk.report(&slug).await?;
    // A file goes where nobody can take it back: there is one of what was published, and of nothing else.
    let published = report.published.ok_or(Refusal::Absent)?;
    let interface = site.interface(routes::lang_of(uri.path()));
    let address = format!("{}{}", health::site_url(site, headers), routes::report_url(interface.lang, &slug));
    let partners = caller.desk.partners().await?;
    let text = outline(interface, &report, &partners, &address);
    let bytes = tokio::task::spawn_blocking(move || pdf::pdf(&text, day_of(published))).await;
    let bytes = bytes.map_err(|error| error.to_string()).and_then(|made| made.map_err(|error| error.to_string()));
    let bytes = bytes.map_err(|error| {
        tracing::error!(error, "a report cannot be printed");
        Refusal::Unavailable
    })?;
    Ok((format!("knooppunt-rapportage-{slug}.pdf"), bytes))
}

async fn begin(posted: Posted) -> Response {
    let done = try_begin(&posted).await;
    posted.answer(done).await
}

async fn try_begin(posted: &Posted) -> Result<Done, Fault> {
    let day = |name: &str| posted.text(name).parse().map_err(|_| Amiss::NoDay);
    // Whoever does not work on reports is not told what is wrong with a day.
    works(posted)?;
    let act = ReportAct::Begin { from: day("from")?, to: day("to")? };
    go_on(posted, act).await
}

async fn step(Path(slug): Path<String>, posted: Posted) -> Response {
    let done = try_step(&slug, &posted).await;
    posted.answer(done).await
}

async fn try_step(slug: &str, posted: &Posted) -> Result<Done, Fault> {
    works(posted)?;
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let version = posted.text("version").parse().map_err(|_| Refusal::Unreadable)?;
    let act = match posted.text("actie") {
        "save" => {
            let remarks = Chapter::ALL.into_iter().map(|chapter| (chapter, posted.text(chapter.code()).to_owned()));
            ReportAct::Save { slug, version, remarks: remarks.collect() }
        }
        "submit" => ReportAct::Submit { slug, version },
        "send-back" => ReportAct::SendBack { slug, version, why: posted.text("why").to_owned() },
        "publish" => ReportAct::Publish { slug, version },
        "discard" => ReportAct::Discard { slug, version },
        _ => return Err(Refusal::Unreadable.into()),
    };
    go_on(posted, act).await
}

/// A token reads.
fn works(posted: &Posted) -> Result<(), Refusal> {
    let account = posted.caller.desk.account().filter(|account| account.session.is_some()).ok_or(Refusal::Absent)?;
    if app::model::report::reports(&account.person) { Ok(()) } else { Err(Refusal::Absent) }
}

async fn go_on(posted: &Posted, act: ReportAct) -> Result<Done, Fault> {
    let lang = routes::lang_of(posted.uri.path());
    let address = match posted.caller.desk.write_report(act).await? {
        Some(slug) => routes::report_url(lang, &slug),
        None => routes::reports_url(lang),
    };
    Ok(Done::Go(routes::with_pairs(address, &[("klaar", "1".to_owned())])))
}
