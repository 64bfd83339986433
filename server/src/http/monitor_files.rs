//! The monitor for programs: the files of each indicator below its page, and all that is public as one archive.

use std::io;

use app::desk::{Desk, Refusal};
use app::model::chart::{Choice, Measure};
use app::model::indicator::Series;
use app::model::plan::Plan;
use app::model::progress::Entry;
use app::model::slug::Slug;
use app::pages::indicator::sheet::sheet;
use app::parts::format::day_of;
use app::routes;
use app::words::Interface;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use tokio::sync::{Semaphore, mpsc};

use super::downloads::{self, File};
use super::piped::{self, Pipe};
use super::site::Site;
use super::{health, render};
use crate::exchange::package::archive::{Archive, Broken};
use crate::exchange::package::{self, CannotWrite};
use crate::exchange::{plan_tables, png};

/// What is handed out.
pub enum Handed {
    Text(File),
    Stream(Response),
}

/// The file at this address; `None` where there is none, and the page at that address is to answer.
pub async fn file(site: &Site, desk: &Desk, asked: &HeaderMap, uri: &Uri) -> Option<Result<Handed, Refusal>> {
    let path = routes::dutch_path(uri.path());
    let address = health::site_url(site, asked);
    if path == routes::MONITOR_ARCHIVE {
        return Some(archive(site, desk, address).await.map(Handed::Stream));
    }
    if path == routes::MAP_DRAWING || path == routes::MAP_PICTURE {
        let drawn = match map(site, desk, uri, &address).await? {
            Ok(drawn) => drawn,
            Err(refusal) => return Some(Err(refusal)),
        };
        return Some(match path == routes::MAP_PICTURE {
            true => picture(asked, drawn).await.map(Handed::Stream),
            false => Ok(Handed::Text(drawn)),
        });
    }
    let (segment, name) = path.strip_prefix("/monitor/")?.split_once('/')?;
    if name == routes::DRAWING {
        return drawing(site, desk, uri, segment, &address).await.map(|made| made.map(Handed::Text));
    }
    if name == routes::PICTURE {
        let drawn = match drawing(site, desk, uri, segment, &address).await? {
            Ok(drawn) => drawn,
            Err(refusal) => return Some(Err(refusal)),
        };
        return Some(picture(asked, drawn).await.map(Handed::Stream));
    }
    if name == routes::TEMPLATE {
        return template(desk, &downloads::slug(segment)?).await.map(|made| made.map(Handed::Text));
    }
    let name = package::NAMES.into_iter().find(|known| *known == name)?;
    let code = downloads::slug(segment)?;
    let series = match desk.export_series(&code, None).await {
        Ok(series) => series,
        Err(Refusal::Absent) => return None,
        Err(refusal) => return Some(Err(refusal)),
    };
    match package::file(&series, name, &address) {
        Ok(made) => {
            let made = made?;
            let name = format!("{}-{}", code.as_str().replace('/', "-"), made.name);
            Some(Ok(Handed::Text(File { name, kind: made.kind, text: made.text })))
        }
        Err(error) => Some(Err(unwritten(&error))),
    }
}

/// A file to fill in, for those who hand in values of the indicator; for others there is none.
async fn template(desk: &Desk, code: &Slug) -> Option<Result<File, Refusal>> {
    let text = match desk.template(code).await {
        Ok(text) => text,
        Err(Refusal::Absent) => return None,
        Err(refusal) => return Some(Err(refusal)),
    };
    let name = format!("{}-{}", code.as_str().replace('/', "-"), routes::TEMPLATE);
    Some(Ok(File { name, kind: "text/csv; charset=utf-8", text }))
}

/// The drawing of the state that the address asks for, in its language.
async fn drawing(site: &Site, desk: &Desk, uri: &Uri, segment: &str, address: &str) -> Option<Result<File, Refusal>> {
    let interface = site.interface(routes::lang_of(uri.path()));
    let code = downloads::slug(segment)?;
    match drawn(interface, desk, uri, &code, address).await {
        Ok(text) => {
            let name = format!("{}.svg", code.as_str().replace('/', "-"));
            Some(Ok(File { name, kind: "image/svg+xml", text: text? }))
        }
        Err(Refusal::Absent) => None,
        Err(refusal) => Some(Err(refusal)),
    }
}

/// The map that the address asks for, in its language.
async fn map(site: &Site, desk: &Desk, uri: &Uri, address: &str) -> Option<Result<File, Refusal>> {
    let interface = site.interface(routes::lang_of(uri.path()));
    match app::pages::map::sheet::sheet(interface, desk, reads(uri), address).await {
        Ok(text) => Some(Ok(File { name: "kaart.svg".to_owned(), kind: "image/svg+xml", text: text? })),
        Err(Refusal::Absent) => None,
        Err(refusal) => Some(Err(refusal)),
    }
}

/// The values of an address by their key.
fn reads(uri: &Uri) -> impl Fn(&str) -> Option<String> + use<> {
    let pairs = routes::pairs(uri.query().unwrap_or_default());
    move |key| pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
}

async fn drawn(
    interface: Interface,
    desk: &Desk,
    uri: &Uri,
    code: &Slug,
    address: &str,
) -> Result<Option<String>, Refusal> {
    let (choice, _) = Choice::read(reads(uri));
    let series = desk.export_series(code, choice.known_on).await?;
    if let Measure::Per(effort) = &choice.measure
        && series.indicator.per.contains(effort)
    {
        // Rates take values of the effort along as well.
        match desk.export_series(effort, choice.known_on).await {
            Ok(_) | Err(Refusal::Absent) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    sheet(interface, desk, &series, &choice, address).await
}

/// Pictures are painted one or two at a time: each takes all of a core.
static PAINTING: Semaphore = Semaphore::const_new(2);

/// The drawing as dots; what the asker has is not painted again.
async fn picture(asked: &HeaderMap, drawing: File) -> Result<Response, Refusal> {
    let etag = render::etag(&drawing.text);
    let mut response = if render::has(asked, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let File { name, text, .. } = drawing;
        let _permit = PAINTING.acquire().await.map_err(|_| Refusal::Unavailable)?;
        let painted = tokio::task::spawn_blocking(move || png::png(&text)).await;
        let bytes = match painted {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(error)) => {
                tracing::error!(%error, "a drawing cannot be painted");
                return Err(Refusal::Unavailable);
            }
            Err(_) => return Err(Refusal::Unavailable),
        };
        let mut response = Body::from(bytes).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
        let name = name.replace(".svg", ".png");
        // A slug has no quotes and no control characters.
        if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
            response.headers_mut().insert(CONTENT_DISPOSITION, value);
        }
        response
    };
    response.headers_mut().insert(ETAG, etag);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

fn unwritten(error: &CannotWrite) -> Refusal {
    tracing::error!(%error, "a series cannot be handed out as a file");
    Refusal::Unavailable
}

/// All public values, packed while they are sent: an archive of millions of values never lies in memory.
async fn archive(site: &Site, desk: &Desk, address: String) -> Result<Response, Refusal> {
    let Ok(permit) = site.archives.clone().try_acquire_owned() else {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "60")]).into_response());
    };
    let public = desk.export_public().await?;
    let indicators = public.indicators().await?;
    let (plan, entries) = (public.plan().await?, public.entries().await?);
    let (series, packing) = mpsc::channel(1);
    tokio::spawn(async move {
        for indicator in indicators {
            match public.series(&indicator.code).await {
                // An indicator of which nothing is public is no part of the public set.
                Ok(found) if found.observations.is_empty() => {}
                Ok(found) => {
                    if series.send(Some(found)).await.is_err() {
                        return;
                    }
                }
                Err(Refusal::Absent) => {}
                Err(refusal) => {
                    tracing::error!(%refusal, "the archive of the monitor breaks off");
                    return;
                }
            }
        }
        // Nobody listens where the reader went away.
        let _ = series.send(None).await;
    });
    Ok(piped::zip("knooppunt-monitor.zip", move |bytes| {
        let _permit = permit;
        pack(packing, Pipe::new(bytes), (&plan, &entries), &address)
    }))
}

fn pack(
    mut packing: mpsc::Receiver<Option<Series>>,
    pipe: Pipe<'_>,
    (plan, entries): (&Plan, &[Entry]),
    address: &str,
) -> Result<(), Broken> {
    let out = io::BufWriter::with_capacity(1 << 16, pipe);
    let mut archive = Archive::new(out);
    archive.text("README.md", &format!("{README}<{address}{}>\n", routes::monitor_url(app::model::lang::Lang::Nl)))?;
    for (name, text) in plan_tables::all(plan, entries, day_of(Timestamp::now()).year())? {
        archive.text(&format!("plan/{name}"), &text)?;
    }
    loop {
        match packing.blocking_recv() {
            Some(Some(series)) => archive.package(&series, address)?,
            Some(None) => return archive.finish(),
            None => return Err(io::Error::other("the values broke off").into()),
        }
    }
}

const README: &str = "# Knooppunt: monitor\n\nAlle openbare reeksen van de monitor, elk in een eigen map met waarden (CSV en JSON), \
    datapackage.json, CSVW-metadata en een leeswijzer met definitie, licentie en bronnen. In de map `plan` staan het geld, de \
    toezeggingen en moties, en alles wat over het plan is vastgelegd.\n\nAll public series of the monitor, \
    each in a folder of its own with values (CSV and JSON), datapackage.json, CSVW metadata and a readme with definition, \
    licence and sources. The folder `plan` has its money, promises and motions, and everything recorded about it.\n\n";
