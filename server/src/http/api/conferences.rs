//! `GET /api/v1/congressen` and `/api/v1/congressen/{id}`.

use app::desk::Refusal;
use app::model::conference::{Edition, Listed, Session};
use app::model::slug::Slug;
use app::routes;
use axum::extract::Path;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::params::Params;
use super::wire::Both;
use super::{json, refused};
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// Alle congressen.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Congressenlijst)]
struct Conferences {
    totaal: u64,
    /// Nieuwste eerst.
    resultaten: Vec<Row>,
}

/// Een congres, in het kort.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CongresKort)]
struct Row {
    #[schema(example = "2023")]
    id: String,
    /// Titel van het programma.
    #[schema(required)]
    titel: Option<String>,
    /// Wat een bron aankondigt, als er een aankondiging is.
    #[schema(required)]
    aankondiging: Option<Both>,
    #[schema(required)]
    plaats: Option<String>,
    #[schema(required, format = Date)]
    eerste_dag: Option<String>,
    #[schema(required, format = Date)]
    laatste_dag: Option<String>,
    /// Aantal sessies in het gepubliceerde programma; leeg als er geen programma is.
    #[schema(required)]
    sessies: Option<u32>,
}

/// Een congres met zijn gepubliceerde programma.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Congres)]
struct Whole {
    id: String,
    titel: String,
    plaats: String,
    #[schema(format = Date)]
    eerste_dag: String,
    #[schema(format = Date)]
    laatste_dag: String,
    /// Naam in de lijst van IANA.
    #[schema(example = "Europe/Amsterdam")]
    tijdzone: String,
    /// De hoeveelste gepubliceerde versie.
    versie: u32,
    #[schema(format = DateTime)]
    gepubliceerd: String,
    sporen: Vec<String>,
    zalen: Vec<String>,
    sessies: Vec<One>,
    /// Het programma als bestand: `schedule.xml`, `schedule.json`, `schedule.xcal` en `congres.ics`.
    bestanden: Vec<String>,
}

/// Een sessie.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Sessie)]
struct One {
    nummer: u64,
    /// UUID, hetzelfde in elke versie.
    guid: String,
    titel: String,
    ondertitel: String,
    #[schema(format = DateTime)]
    begin: String,
    minuten: u32,
    zaal: String,
    spoor: String,
    soort: String,
    /// Zoals de organisatie haar schrijft, zoals `nl` of `en-GB`.
    taal: String,
    sprekers: Vec<String>,
    vervallen: bool,
    geen_opname: bool,
}

/// Alle congressen, nieuwste eerst
#[utoipa::path(
    get,
    path = "/congressen",
    tag = "Congressen",
    operation_id = "congressen",
    responses(
        (status = 200, description = "Alle congressen", body = Conferences, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    if let Err(problem) = Params::of(&uri).check() {
        return problem.into_response();
    }
    match caller.desk.conferences().await {
        Ok(listed) => {
            let rows = listed.into_iter().map(row).collect::<Vec<_>>();
            json(&headers, &Conferences { totaal: rows.len() as u64, resultaten: rows })
        }
        Err(refusal) => refused(&refusal).into_response(),
    }
}

/// Een congres met zijn gepubliceerde programma
#[utoipa::path(
    get,
    path = "/congressen/{id}",
    tag = "Congressen",
    operation_id = "congres",
    params(("id" = String, Path, description = "Het id van het congres", example = "2023")),
    responses(
        (status = 200, description = "Het congres", body = Whole, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Dit congres heeft hier geen programma", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn one(caller: Caller, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    if let Err(problem) = Params::of(&uri).check() {
        return problem.into_response();
    }
    let Ok(slug) = id.parse::<Slug>() else { return refused(&Refusal::Absent).into_response() };
    match caller.desk.conference(&slug).await.map(|conference| conference.edition) {
        Ok(Some(edition)) => json(&headers, &whole(&edition)),
        Ok(None) => refused(&Refusal::Absent).into_response(),
        Err(refusal) => refused(&refusal).into_response(),
    }
}

fn row(listed: Listed) -> Row {
    let programme = listed.programme;
    Row {
        id: listed.slug.into(),
        aankondiging: listed.announcement.map(|one| one.title.into()),
        titel: programme.as_ref().map(|outline| outline.title.clone()),
        plaats: programme.as_ref().map(|outline| outline.place.clone()).filter(|place| !place.is_empty()),
        eerste_dag: programme.as_ref().map(|outline| outline.first.to_string()),
        laatste_dag: programme.as_ref().map(|outline| outline.last.to_string()),
        sessies: programme.map(|outline| outline.sessions),
    }
}

fn whole(edition: &Edition) -> Whole {
    let programme = &edition.programme;
    let file = |name: &&str| routes::conference_file_url(&edition.slug, name);
    Whole {
        id: edition.slug.to_string(),
        titel: programme.title.clone(),
        plaats: programme.place.clone(),
        eerste_dag: programme.first.to_string(),
        laatste_dag: programme.last.to_string(),
        tijdzone: programme.time_zone.clone(),
        versie: edition.number,
        gepubliceerd: edition.published.to_string(),
        sporen: programme.tracks.clone(),
        zalen: programme.rooms.iter().map(|room| room.name.clone()).collect(),
        sessies: programme.sessions.iter().map(session).collect(),
        bestanden: ["schedule.xml", "schedule.json", "schedule.xcal", "congres.ics"].iter().map(file).collect(),
    }
}

fn session(session: &Session) -> One {
    One {
        nummer: session.number,
        guid: session.guid.clone(),
        titel: session.title.clone(),
        ondertitel: session.subtitle.clone(),
        begin: session.start.to_string(),
        minuten: session.minutes,
        zaal: session.room.clone(),
        spoor: session.track.clone(),
        soort: session.kind.clone(),
        taal: session.lang.clone(),
        sprekers: session.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
        vervallen: session.cancelled(),
        geen_opname: session.do_not_record,
    }
}
