//! Attachments: `/bijlagen/{id}` hands out a file, and forms at `/documenten/{slug}/bijlagen`, `/bijdragen/{id}/bijlagen` and
//! `/congres/{slug}/{session}/bijlagen` take files in and away.

use std::sync::Arc;

use app::desk::{Bytes, Fault, Refusal, Terms, Unattached};
use app::model::attachment::{Attachment, FilePlace, Label, Picture};
use app::model::sharing::{Audience, Sharing};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::routes;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures::TryStreamExt;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::forms::{Done, Posted};
use super::session::Caller;
use super::site::Site;
use super::wire::{Brought, Wire};
use super::{organising, render, speakers};

pub fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new()
        .route("/bijlagen/{id}", get(download))
        .route("/bijlagen/{id}/versies/{n}", get(download_version))
        .route("/bijlagen/{id}/{n}/beeld", get(page_picture));
    for english in ["", "/en"] {
        router = router
            .route(&format!("{english}/documenten/{{slug}}/bijlagen"), post(change))
            .route(&format!("{english}/bijdragen/{{id}}/bijlagen"), post(change))
            .route(&format!("{english}/congres/{{slug}}/{{session}}/bijlagen"), post(change));
    }
    router
}

/// Whether a request may bring files, and so more bytes and more time than others.
pub fn takes_files(method: &Method, path: &str) -> bool {
    *method == Method::POST
        && (Place::of(path).is_some() || organising::takes_file(path) || speakers::takes_files(path))
}

/// `GET /bijlagen/{id}`: as a download, never to be shown by the browser within the site.
async fn download(caller: Caller, Path(id): Path<String>, asked: HeaderMap) -> Response {
    // What is no id cannot be an attachment.
    let Ok(id) = id.parse::<Slug>() else { return StatusCode::NOT_FOUND.into_response() };
    match caller.desk.attachment(&id).await {
        Ok((attachment, bytes)) => file(&asked, &attachment, bytes),
        Err(refusal) => super::status_of(&refusal).into_response(),
    }
}

/// `GET /bijlagen/{id}/versies/{n}`: the file as it was.
async fn download_version(caller: Caller, Path((id, n)): Path<(String, String)>, asked: HeaderMap) -> Response {
    let (Ok(id), Ok(n)) = (id.parse::<Slug>(), n.parse::<u32>()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match caller.desk.file_version(&id, n).await {
        Ok((attachment, bytes)) => file(&asked, &attachment, bytes),
        Err(refusal) => super::status_of(&refusal).into_response(),
    }
}

/// `GET /bijlagen/{id}/{n}/beeld`: a page as a picture, to be shown within the site.
async fn page_picture(caller: Caller, Path((id, n)): Path<(String, String)>, asked: HeaderMap) -> Response {
    let (Ok(id), Ok(n)) = (id.parse::<Slug>(), n.parse::<u32>()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match caller.desk.page_picture(&id, n).await {
        Ok((attachment, Picture { kind, digest, size, .. }, bytes)) => {
            let name = format!("{} {n}.{}", attachment.name, kind.code());
            let picture = Attachment { name, kind, size, digest, ..attachment };
            let mut response = file(&asked, &picture, bytes);
            response.headers_mut().insert(CONTENT_DISPOSITION, disposition("inline", &picture));
            response
        }
        Err(refusal) => super::status_of(&refusal).into_response(),
    }
}

fn file(asked: &HeaderMap, attachment: &Attachment, bytes: Bytes) -> Response {
    let etag = HeaderValue::try_from(format!("\"{}\"", attachment.digest)).unwrap_or(HeaderValue::from_static("\"\""));
    let mut response = if render::has(asked, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let broken = |refusal: Refusal| std::io::Error::other(refusal);
        Body::from_stream(bytes.map_err(broken)).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(attachment.kind.media_type()));
    headers.insert(CONTENT_DISPOSITION, disposition("attachment", attachment));
    headers.insert(CONTENT_LENGTH, attachment.size.into());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(ETAG, etag);
    response
}

/// RFC 6266: the name in ASCII for old programs, then whole. A label above CLEAR goes along in the name.
fn disposition(how: &'static str, attachment: &Attachment) -> HeaderValue {
    let tlp = attachment.sharing.tlp();
    let name = match tlp {
        Tlp::Clear => attachment.name.clone(),
        _ => format!("{} {}", tlp.label().replace(':', "-"), attachment.name),
    };
    let ascii: String = name.chars().map(|c| if c.is_ascii() && !matches!(c, '"' | '\\') { c } else { '_' }).collect();
    let value = format!("{how}; filename=\"{ascii}\"; filename*=UTF-8''{}", routes::encode(&name));
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static(how))
}

/// What files are hung on, by the address of the form.
enum Place {
    Document(Slug),
    Draft(Slug),
    Session(Slug, u64),
}

impl Place {
    fn of(path: &str) -> Option<Place> {
        let slug = |segment: &str| {
            percent_encoding::percent_decode_str(segment).decode_utf8().ok().and_then(|slug| slug.parse::<Slug>().ok())
        };
        let segments: Vec<&str> = routes::dutch_path(path).split('/').skip(1).collect();
        match segments.as_slice() {
            ["documenten", segment, "bijlagen"] => Some(Place::Document(slug(segment)?)),
            ["bijdragen", segment, "bijlagen"] => Some(Place::Draft(slug(segment)?)),
            ["congres", segment, number, "bijlagen"] => Some(Place::Session(slug(segment)?, number.parse().ok()?)),
            _ => None,
        }
    }
}

/// `POST` of the form: files as multipart, everything else as a plain form.
async fn change(State(site): State<Arc<Site>>, request: Request) -> Response {
    let (caller, parts, mut wire) = match Brought::of(request, &site).await {
        Ok(Brought::Files(caller, parts, wire)) => (caller, *parts, wire),
        Ok(Brought::Fields(posted)) => {
            let done = detach(&posted).await;
            return posted.answer(done).await;
        }
        Err(refused) => return refused,
    };
    let mut pairs = Vec::new();
    let done = attach(&site, &caller, parts.uri.path(), &mut wire, &mut pairs).await;
    if done.is_err() && caller.signed_in() {
        // A browser that is cut off while it sends shows that, and not what was wrong.
        wire.drain().await;
    }
    Posted::of(site, caller, parts.uri, parts.headers, pairs).answer(done).await
}

async fn detach(posted: &Posted) -> Result<Done, Fault> {
    let place = writable(&posted.caller, posted.uri.path())?;
    if posted.text("actie") != "detach" {
        return Err(Refusal::Unreadable.into());
    }
    let id: Slug = posted.text("id").parse().map_err(|_| Refusal::Absent)?;
    match place {
        Place::Document(slug) => posted.caller.desk.detach(&slug, &id).await?,
        Place::Draft(draft) => posted.caller.desk.detach_from_draft(&draft, &id).await?,
        Place::Session(conference, number) => posted.caller.desk.detach_material(&conference, number, &id).await?,
    }
    Ok(Done::Go(format!("{}?klaar=1", posted.uri.path())))
}

async fn attach(
    site: &Site,
    caller: &Caller,
    path: &str,
    wire: &mut Wire,
    pairs: &mut Vec<(String, String)>,
) -> Result<Done, Fault> {
    let place = writable(caller, path)?;
    // Before anything is read: whoever may not attach sends nothing anywhere.
    let may = match &place {
        Place::Document(slug) => caller.desk.may_attach(slug).await?,
        Place::Draft(draft) => caller.desk.may_attach_to_draft(draft).await?,
        Place::Session(..) => caller.desk.organises(),
    };
    if !may {
        return Err(Refusal::Absent.into());
    }
    let _place = site.uploads.try_acquire().map_err(|_| Unattached::Busy)?;
    wire.fields(pairs).await?;
    let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let consent = text("consent") == Some("1");
    if text("actie") == Some("replace") {
        let id: Slug = text("id").unwrap_or_default().parse().map_err(|_| Refusal::Absent)?;
        let place = match place {
            Place::Document(slug) => Some(FilePlace::Document(slug)),
            Place::Session(conference, number) => Some(FilePlace::Session(conference, number)),
            Place::Draft(draft) => {
                caller.desk.replace_in_draft(&draft, &id, wire).await?;
                None
            }
        };
        if let Some(place) = place {
            caller.desk.replace_file(&place, &id, consent, wire).await?;
        }
        return Ok(Done::Go(format!("{path}?klaar=1")));
    }
    match place {
        Place::Document(slug) => caller.desk.attach(&slug, label(pairs)?, wire).await?,
        Place::Draft(draft) => {
            // Where nothing is said of a label, that of the text is the one.
            let own = if text("tlp").is_some() { label(pairs)? } else { Label::AsDocument };
            caller.desk.attach_to_draft(&draft, own, wire).await?;
        }
        Place::Session(conference, number) => {
            let terms = Terms { label: label(pairs)?, embargo: embargo(pairs)?, consent };
            caller.desk.attach_material(&conference, number, terms, wire).await?;
        }
    }
    Ok(Done::Go(format!("{path}?klaar=1")))
}

/// What this address is about, for who writes in a session of their own: a token reads.
fn writable(caller: &Caller, path: &str) -> Result<Place, Refusal> {
    caller.desk.account().filter(|account| account.session.is_some()).ok_or(Refusal::Absent)?;
    Place::of(path).ok_or(Refusal::Absent)
}

/// The beginning of the day that the form names, in the Netherlands; none where it names none, or one that is past.
pub fn embargo(pairs: &[(String, String)]) -> Result<Option<Timestamp>, Unattached> {
    let text = pairs.iter().find(|(key, _)| key == "embargo").map(|(_, value)| value.trim()).unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    let day: Date = text.parse().map_err(|_| Unattached::NoDay)?;
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let begins = zone.to_timestamp(day.at(0, 0, 0, 0)).map_err(|_| Unattached::NoDay)?;
    Ok((begins > Timestamp::now()).then_some(begins))
}

/// The label that the form asks for. There is none by default: who attaches says so.
pub fn label(pairs: &[(String, String)]) -> Result<Label, Unattached> {
    let text =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default();
    if text("tlp") == "document" {
        return Ok(Label::AsDocument);
    }
    let tlp: Tlp = text("tlp").parse().map_err(|_| Unattached::NoLabel)?;
    let members = text("audience").split([' ', ',', '\n']).filter(|member| !member.is_empty());
    let audience =
        members.map(|member| member.parse::<Audience>().map_err(|_| Unattached::NoAudience(member.to_owned())));
    let public = pairs.iter().any(|(key, value)| key == "public_bodies_only" && value == "1");
    let sharing = Sharing::new(tlp, audience.collect::<Result<_, _>>()?, public);
    Ok(Label::Own(sharing.map_err(|_| Unattached::ClearForPublicBodies)?))
}
