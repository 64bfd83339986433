//! Forms that bring files, as they come in over the wire.

use std::sync::Arc;

use app::desk::{Fault, Incoming, Refusal, Unattached};
use async_trait::async_trait;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use multer::{Field, Multipart, parse_boundary};

use super::forms::Posted;
use super::session::Caller;
use super::site::Site;

/// What a form brought.
pub enum Brought {
    /// Fields alone, as a plain form.
    Fields(Posted),
    /// Files as multipart, still on the wire.
    Files(Caller, Box<Parts>, Wire),
}

impl Brought {
    /// Looks at the head of a request: of files nothing was read yet. What cannot be taken up is answered.
    pub async fn of(request: Request, site: &Arc<Site>) -> Result<Brought, Response> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let Ok(boundary) = parse_boundary(kind) else {
            return Posted::from_request(request, site).await.map(Brought::Fields);
        };
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, site).await.map_err(IntoResponse::into_response)?;
        Ok(Brought::Files(caller, Box::new(parts), Wire::new(body, boundary)))
    }
}

/// The body of the form, as it comes in: fields first, then files.
pub struct Wire {
    multipart: Multipart<'static>,
    /// The file that is being read.
    file: Option<Field<'static>>,
    /// Whether that file was found while reading the fields, and nobody has asked for it yet.
    first: bool,
}

/// Bytes of a field that is no file, and how many there may be.
const MOST_FIELD: usize = 10_000;
const MOST_FIELDS: usize = 20;

impl Wire {
    fn new(body: Body, boundary: String) -> Wire {
        Wire { multipart: Multipart::new(body.into_data_stream(), boundary), file: None, first: true }
    }

    /// Reads the fields before the first file.
    pub async fn fields(&mut self, pairs: &mut Vec<(String, String)>) -> Result<(), Fault> {
        while let Some(mut field) = self.multipart.next_field().await.map_err(broken)? {
            if field.file_name().is_some() {
                self.file = Some(field);
                return Ok(());
            }
            let name = field.name().unwrap_or_default().to_owned();
            let mut value = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(broken)? {
                value.extend_from_slice(&piece);
                if value.len() > MOST_FIELD {
                    return Err(Refusal::Unreadable.into());
                }
            }
            if pairs.len() == MOST_FIELDS {
                return Err(Refusal::Unreadable.into());
            }
            pairs.push((name, String::from_utf8_lossy(&value).into_owned()));
        }
        Ok(())
    }

    /// Takes in what still comes, up to the limits of the request, and keeps nothing.
    pub async fn drain(&mut self) {
        let mut open = self.file.take();
        loop {
            while let Some(field) = &mut open {
                match field.chunk().await {
                    Ok(Some(_)) => {}
                    Ok(None) => open = None,
                    Err(_) => return,
                }
            }
            match self.multipart.next_field().await {
                Ok(Some(field)) => open = Some(field),
                Ok(None) | Err(_) => return,
            }
        }
    }
}

#[async_trait]
impl Incoming for Wire {
    async fn next(&mut self) -> Result<Option<String>, Fault> {
        if !std::mem::take(&mut self.first) {
            // Only one field of a body can be open.
            self.file = None;
            self.file = self.multipart.next_field().await.map_err(broken)?;
        }
        // A field without file, such as a form sends where none was chosen, has an empty name.
        let name = self.file.as_ref().and_then(|file| file.file_name()).unwrap_or_default();
        if name.is_empty() { Ok(None) } else { Ok(Some(name.to_owned())) }
    }

    async fn piece(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let Some(file) = &mut self.file else { return Ok(None) };
        Ok(file.chunk().await.map_err(broken)?.map(|piece| piece.to_vec()))
    }
}

/// The connection ended, stood still, or brought more than a request may.
fn broken(error: multer::Error) -> Fault {
    tracing::info!(%error, "files did not arrive whole");
    Unattached::Broken.into()
}
