//! Documents, series and lists of hits as files, at the address of their page with an ending: `.md`, `.json`, `.csv`,
//! `.ris`.

use app::desk::{Desk, Refusal};
use app::model::document::WriteUp;
use app::model::lang::Lang;
use app::model::query::{MOST_HITS, Query};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::pages::adoption::filter_of;
use app::routes;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use super::monitor_files::{self, Handed};
use super::site::Site;
use super::{conference_files, encoding, health, material_files, render};
use crate::exchange::{adoptions, attendance, hit_list as hits, series, written};

/// The file at this address; `None` where there is none, and the page at that address is to answer. A document whose
/// own slug has such an ending keeps its page.
pub async fn download(site: &Site, desk: &Desk, asked: &HeaderMap, uri: &Uri) -> Option<Response> {
    if let Some(answer) = monitor_files::file(site, desk, asked, uri).await {
        return Some(match answer {
            Ok(Handed::Text(file)) => file.answer(asked),
            Ok(Handed::Stream(response)) => response,
            Err(refusal) => super::status_of(&refusal).into_response(),
        });
    }
    if let Some(answer) = material_files::archive(site, desk, asked, uri).await {
        return Some(answer.unwrap_or_else(|refusal| super::status_of(&refusal).into_response()));
    }
    let (path, ending) = uri.path().rsplit_once('.')?;
    let lang = routes::lang_of(path);
    let path = routes::dutch_path(path);
    let made = match ending {
        "json" if path.starts_with("/congres/") => {
            let whole = format!("{path}.json");
            conference_files::file(desk, &whole, "", &health::site_url(site, asked)).await?
        }
        "md" | "json" => document(desk, path.strip_prefix("/documenten/")?, ending).await?,
        "csv" | "ris" if path == "/zoeken" => hit_list(desk, uri, lang, ending, &health::site_url(site, asked)).await,
        "csv" if path == "/toepassing" => adoption_list(desk, uri, lang, &health::site_url(site, asked)).await,
        "csv" if path.starts_with("/beheer/congressen/") => attendance_list(site, desk, path, lang).await?,
        "csv" => csv(desk, path.strip_prefix("/monitor/")?, lang).await?,
        "xml" | "xcal" | "ics" => {
            let whole = routes::dutch_path(uri.path());
            conference_files::file(desk, whole, uri.query().unwrap_or_default(), &health::site_url(site, asked)).await?
        }
        _ => return None,
    };
    Some(match made {
        Ok(file) => file.answer(asked),
        Err(refusal) => super::status_of(&refusal).into_response(),
    })
}

/// A file to be handed out.
pub struct File {
    pub name: String,
    pub kind: &'static str,
    pub text: String,
}

async fn document(desk: &Desk, segment: &str, ending: &str) -> Option<Result<File, Refusal>> {
    let slug = slug(segment)?;
    let exact: Slug = format!("{slug}.{ending}").parse().ok()?;
    match desk.has_document(&exact).await {
        Ok(false) => {}
        Ok(true) => return None,
        Err(refusal) => return Some(Err(refusal)),
    }
    let write_up = match desk.export(&slug).await {
        Ok(article) => article.handed_out(),
        Err(Refusal::Absent) => return None,
        Err(refusal) => return Some(Err(refusal)),
    };
    Some(write(&write_up, ending).map_err(|error| {
        tracing::error!(%error, "a document cannot be handed out as a file");
        Refusal::Unavailable
    }))
}

fn write(write_up: &WriteUp, ending: &str) -> Result<File, written::CannotWrite> {
    let name = format!("{}.{ending}", write_up.slug.as_str().replace('/', "-"));
    Ok(match ending {
        "md" => File { name, kind: "text/markdown; charset=utf-8", text: written::markdown(write_up)? },
        _ => File { name, kind: "application/json", text: written::json(write_up)? + "\n" },
    })
}

/// Who comes to a congress, for organisers.
async fn attendance_list(site: &Site, desk: &Desk, path: &str, lang: Lang) -> Option<Result<File, Refusal>> {
    let segment = path.strip_prefix("/beheer/congressen/")?.strip_suffix("/aanmeldingen")?;
    let conference = slug(segment)?;
    let found = match desk.export_attendance(&conference).await {
        Ok(found) => found,
        Err(Refusal::Absent) => return None,
        Err(refusal) => return Some(Err(refusal)),
    };
    Some(match attendance::csv(&found, site.interface(lang).words) {
        Ok(text) => Ok(File { name: format!("{conference}-aanmeldingen.csv"), kind: "text/csv; charset=utf-8", text }),
        Err(error) => {
            tracing::error!(error, "a list of who comes cannot be handed out as a file");
            Err(Refusal::Unavailable)
        }
    })
}

async fn csv(desk: &Desk, segment: &str, lang: Lang) -> Option<Result<File, Refusal>> {
    let code = slug(segment)?;
    let found = match desk.export_series(&code, None).await {
        Ok(found) => found,
        Err(Refusal::Absent) => return None,
        Err(refusal) => return Some(Err(refusal)),
    };
    let text = series::csv(&found, lang).map_err(|error| error.to_string());
    let text = text.and_then(|bytes| String::from_utf8(bytes).map_err(|error| error.to_string()));
    Some(match text {
        Ok(text) => {
            Ok(File { name: format!("{}.csv", code.as_str().replace('/', "-")), kind: "text/csv; charset=utf-8", text })
        }
        Err(error) => {
            tracing::error!(error, "a series cannot be handed out as a file");
            Err(Refusal::Unavailable)
        }
    })
}

/// The answer to a question, up to [`MOST_LISTED`] hits: what this reader finds, and nothing else.
async fn hit_list(desk: &Desk, uri: &Uri, lang: Lang, ending: &str, address: &str) -> Result<File, Refusal> {
    let pairs = routes::pairs(uri.query().unwrap_or_default());
    let (asked, _) = Query::from_pairs(lang, pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    let mut hits = Vec::new();
    for from in (0..MOST_LISTED).step_by(MOST_HITS as usize) {
        let answer = desk.search(&Query { from, size: MOST_HITS, explain: false, ..asked.clone() }).await?;
        let last = answer.hits.len() < MOST_HITS as usize;
        for hit in answer.hits {
            // Recorded as each of them by itself would be; what cannot be recorded is not handed out.
            if hit.tlp == Tlp::Clear {
                hits.push(hit);
                continue;
            }
            match desk.export(&hit.slug).await {
                Ok(_) => hits.push(hit),
                Err(Refusal::Absent) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        if last {
            break;
        }
    }
    let (kind, text) = match ending {
        "ris" => ("application/x-research-info-systems; charset=utf-8", Ok(hits::ris(&hits, address))),
        _ => ("text/csv; charset=utf-8", hits::csv(&hits, address).map_err(|error| error.to_string())),
    };
    match text {
        Ok(text) => Ok(File { name: format!("zoeken.{ending}"), kind, text }),
        Err(error) => {
            tracing::error!(error, "a list of hits cannot be handed out as a file");
            Err(Refusal::Unavailable)
        }
    }
}

/// The steps of hubs with practices: what this reader sees, and nothing else.
async fn adoption_list(desk: &Desk, uri: &Uri, lang: Lang, address: &str) -> Result<File, Refusal> {
    let filter = filter_of(&routes::pairs(uri.query().unwrap_or_default()));
    let rows = desk.adoptions(&filter, lang).await?;
    for row in &rows {
        let open = row.steps.iter().all(|step| step.told.sharing.tlp() == Tlp::Clear);
        if !open || row.document.tlp != Tlp::Clear {
            // What cannot be recorded is not handed out.
            desk.export(&row.document.slug).await?;
        }
    }
    let organisations: Vec<Slug> =
        rows.iter().flat_map(|row| &row.steps).map(|step| step.organisation.clone()).collect();
    let names = desk.names_of(&organisations).await?;
    match adoptions::csv(&rows, &names, lang, address) {
        Ok(text) => Ok(File { name: "toepassing.csv".to_owned(), kind: "text/csv; charset=utf-8", text }),
        Err(error) => {
            tracing::error!(%error, "the adoption matrix cannot be handed out as a file");
            Err(Refusal::Unavailable)
        }
    }
}

/// More hits are no list that anybody reads; a narrower question serves better.
const MOST_LISTED: u32 = 1_000;

/// One segment of a path, decoded.
pub fn slug(segment: &str) -> Option<Slug> {
    if segment.contains('/') {
        return None;
    }
    percent_decode_str(segment).decode_utf8().ok()?.parse().ok()
}

impl File {
    fn answer(self, asked: &HeaderMap) -> Response {
        let etag = render::etag(&self.text);
        let mut response = if render::has(asked, &etag) {
            (StatusCode::NOT_MODIFIED, Body::empty()).into_response()
        } else {
            let mut response = encoding::answer(asked, StatusCode::OK, self.text);
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
            // A slug has no quotes and no control characters.
            if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{}\"", self.name)) {
                headers.insert(CONTENT_DISPOSITION, value);
            }
            response
        };
        response.headers_mut().insert(ETAG, etag);
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        response
    }
}
