//! All the material of a conference that a reader may read, as one ZIP, at `/congres/{slug}/materiaal.zip`.

use std::io;

use app::desk::{Desk, Refusal};
use app::model::conference::Edition;
use app::model::slug::Slug;
use app::routes;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use futures::TryStreamExt;
use tokio::sync::mpsc;

use super::piped::{self, Pipe};
use super::site::Site;
use super::{downloads, health};
use crate::exchange::material_archive::{Broken, MaterialArchive, Placed, place};

/// The archive at this address; `None` where there is none, and the page at that address is to answer.
pub async fn archive(site: &Site, desk: &Desk, asked: &HeaderMap, uri: &Uri) -> Option<Result<Response, Refusal>> {
    let path = routes::dutch_path(uri.path());
    let segment = path.strip_prefix("/congres/")?.strip_suffix(routes::MATERIAL_ARCHIVE)?.strip_suffix('/')?;
    let conference = downloads::slug(segment)?;
    match gather(desk, &conference).await {
        Ok((_, placed)) if placed.is_empty() => None,
        Err(Refusal::Absent) => None,
        Err(refusal) => Some(Err(refusal)),
        Ok((edition, placed)) => Some(send(site, desk, asked, uri, edition, placed).await),
    }
}

async fn gather(desk: &Desk, conference: &Slug) -> Result<(Edition, Vec<Placed>), Refusal> {
    let edition = desk.conference(conference).await?.edition.ok_or(Refusal::Absent)?;
    let material = desk.material(conference).await?;
    let placed = place(&edition, material);
    Ok((edition, placed))
}

/// What goes to who packs: the next file, or a piece of it.
enum Part {
    File(usize),
    Piece(Vec<u8>),
    End,
}

/// Packs while it is sent: no file lies in memory whole. Each file is taken along as it would be by itself: whether it may be
/// is asked, and it is recorded, before its first byte.
async fn send(
    site: &Site,
    desk: &Desk,
    asked: &HeaderMap,
    uri: &Uri,
    edition: Edition,
    placed: Vec<Placed>,
) -> Result<Response, Refusal> {
    let Ok(permit) = site.archives.clone().try_acquire_owned() else {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "60")]).into_response());
    };
    let interface = site.interface(routes::lang_of(uri.path()));
    let address = health::site_url(site, asked);
    let name = format!("{}-materiaal.zip", edition.slug.as_str().replace('/', "-"));
    let (parts, packing) = mpsc::channel(4);
    let (desk, files) = (desk.clone(), placed.clone());
    tokio::spawn(async move {
        if let Err(refusal) = feed(&desk, &files, &parts).await {
            tracing::error!(%refusal, "an archive of material breaks off");
        }
    });
    Ok(piped::zip(&name, move |bytes| {
        let _permit = permit;
        pack(packing, Pipe::new(bytes), &edition, &placed, interface, &address)
    }))
}

async fn feed(desk: &Desk, placed: &[Placed], parts: &mpsc::Sender<Part>) -> Result<(), Refusal> {
    for (position, one) in placed.iter().enumerate() {
        let (_, mut bytes) = match desk.attachment(&one.attachment.id).await {
            Ok(opened) => opened,
            // Taken away since the list was made; an archive that lists it and has it not would be false.
            Err(refusal) => return Err(refusal),
        };
        // Nobody listens where the reader went away.
        if parts.send(Part::File(position)).await.is_err() {
            return Ok(());
        }
        while let Some(piece) = bytes.try_next().await? {
            if parts.send(Part::Piece(piece)).await.is_err() {
                return Ok(());
            }
        }
    }
    let _ = parts.send(Part::End).await;
    Ok(())
}

fn pack(
    mut parts: mpsc::Receiver<Part>,
    pipe: Pipe<'_>,
    edition: &Edition,
    placed: &[Placed],
    interface: app::words::Interface,
    address: &str,
) -> Result<(), Broken> {
    let out = io::BufWriter::with_capacity(1 << 16, pipe);
    let mut archive = MaterialArchive::begin(out, edition, placed, interface, address)?;
    loop {
        match parts.blocking_recv() {
            Some(Part::File(position)) => archive.next(&placed[position])?,
            Some(Part::Piece(bytes)) => archive.write(&bytes)?,
            Some(Part::End) => return archive.finish(),
            None => return Err(io::Error::other("the files broke off").into()),
        }
    }
}
