//! `GET /api/v1/documenten` and `/api/v1/documenten/{id}`.

use app::desk::Refusal;
use app::model::attachment::Attachment;
use app::model::document::{Article, Listing, Summary};
use app::model::facts::Kind;
use app::model::lang::Lang;
use app::model::line::{Line, Stage};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::routes;
use axum::extract::Path;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::params::Params;
use super::wire::facts::Facts;
use super::wire::{Origin, Translation, codes};
use super::{json, refused};
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// Een deel van de lijst met documenten.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Documentenlijst)]
struct Documents {
    /// Aantal in het geheel.
    totaal: u64,
    /// Nieuwste eerst.
    resultaten: Vec<Row>,
}

/// Een document, in het kort.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DocumentKort)]
struct Row {
    id: String,
    titel: String,
    samenvatting: String,
    /// `practice`, `innovation`, `modus-operandi`, `liaison-note`, `insight`, `guidance` of `sharing-case`.
    soort: &'static str,
    /// ISO 639-1.
    taal: &'static str,
    tlp: &'static str,
    knooppunten: Vec<String>,
    lijnen: Vec<&'static str>,
    schakels: Vec<&'static str>,
    #[schema(required, format = Date)]
    gepubliceerd: Option<String>,
    #[schema(format = DateTime)]
    bijgewerkt: String,
    /// Het document waarvan dit een vertaling is.
    #[schema(required)]
    vertaling_van: Option<String>,
}

/// Een document, volledig.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Document)]
struct Whole {
    id: String,
    titel: String,
    samenvatting: String,
    /// Markdown (CommonMark met tabellen en voetnoten).
    tekst: String,
    soort: &'static str,
    /// ISO 639-1.
    taal: &'static str,
    tlp: &'static str,
    /// Naam van de organisatie die het beheert.
    eigenaar: String,
    /// Nummer van de gepubliceerde versie.
    versie: u32,
    knooppunten: Vec<String>,
    lijnen: Vec<&'static str>,
    schakels: Vec<&'static str>,
    trefwoorden: Vec<String>,
    #[schema(required, format = Date)]
    gepubliceerd: Option<String>,
    #[schema(format = DateTime)]
    bijgewerkt: String,
    #[schema(required)]
    vertaling_van: Option<String>,
    vertalingen: Vec<Translation>,
    /// Documenten waarnaar dit verwijst of die hiernaar verwijzen.
    verwant: Vec<Row>,
    bronnen: Vec<Origin>,
    /// Bestanden bij dit document, voor zover u ze mag lezen.
    bijlagen: Vec<File>,
    feiten: Facts,
}

/// Een bestand bij een document.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Bijlage)]
struct File {
    id: String,
    naam: String,
    /// Mediatype volgens IANA.
    mediatype: &'static str,
    /// In bytes.
    grootte: u64,
    /// SHA-256 van de inhoud, hexadecimaal.
    sha256: String,
    tlp: &'static str,
    /// Aantal pagina's, dia's, werkbladen of delen, als de tekst gelezen is.
    #[schema(required)]
    aantal: Option<u32>,
    /// Waar het bestand te halen is.
    #[schema(example = "/bijlagen/0195c0de-0000-7000-8000-000000000000")]
    adres: String,
}

/// Lijst van documenten, nieuwste eerst
#[utoipa::path(
    get,
    path = "/documenten",
    tag = "Documenten",
    operation_id = "documenten",
    params(
        ("soort" = Option<String>, Query, description = "Alleen deze soort", example = "practice"),
        ("knooppunt" = Option<String>, Query, description = "Alleen dit knooppunt", example = "schiphol"),
        ("lijn" = Option<String>, Query, description = "Alleen deze rode lijn", example = "barriers"),
        ("schakel" = Option<String>, Query, description = "Alleen deze schakel van de keten", example = "hub"),
        ("taal" = Option<String>, Query, description = "Van een tekst en haar vertalingen alleen die in deze taal, of de oorspronkelijke"),
        ("aantal" = Option<u32>, Query, description = "Hoeveel, hoogstens 100; gewoonlijk 20"),
        ("vanaf" = Option<u32>, Query, description = "Hoeveel over te slaan, hoogstens 10000"),
    ),
    responses(
        (status = 200, description = "Een deel van de lijst", body = Documents, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    let mut params = Params::of(&uri);
    let listing = Listing {
        kinds: params.one("soort", &names(Kind::ALL.map(Kind::code)), Kind::parse).into_iter().collect(),
        hub: params.one("knooppunt", "code van een knooppunt", |code| code.parse().ok()),
        line: params.one("lijn", &names(Line::ALL.map(Line::code)), Line::parse),
        stage: params.one("schakel", &names(Stage::ALL.map(Stage::code)), Stage::parse),
        prefer: params.one("taal", &names(Lang::ALL.map(Lang::code)), Lang::parse),
        ..Listing::default()
    };
    let (from, size) = params.part();
    if let Err(problem) = params.check() {
        return problem.into_response();
    }
    match caller.desk.documents(&Listing { from, size, ..listing }).await {
        Ok(page) => {
            let rows = page.items.into_iter().map(row).collect();
            json(&headers, &Documents { totaal: page.total, resultaten: rows })
        }
        Err(refusal) => refused(&refusal).into_response(),
    }
}

/// Een document, volledig
#[utoipa::path(
    get,
    path = "/documenten/{id}",
    tag = "Documenten",
    operation_id = "document",
    params(("id" = String, Path, description = "De id van het document; een `/` daarin als `%2F`")),
    responses(
        (status = 200, description = "Het document", body = Whole, content_type = "application/json"),
        (status = 404, description = "Bestaat niet, of is niet voor iedereen", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn one(caller: Caller, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    if let Err(problem) = Params::of(&uri).check() {
        return problem.into_response();
    }
    let Ok(slug) = id.parse::<Slug>() else { return refused(&Refusal::Absent).into_response() };
    match caller.desk.document(&slug).await {
        Ok(article) => json(&headers, &whole(article)),
        Err(refusal) => refused(&refusal).into_response(),
    }
}

fn names<const N: usize>(codes: [&str; N]) -> String {
    format!("een van: {}", codes.join(", "))
}

fn row(summary: Summary) -> Row {
    Row {
        id: summary.slug.into(),
        titel: summary.title,
        samenvatting: summary.summary,
        soort: summary.kind.code(),
        taal: summary.lang.code(),
        tlp: summary.tlp.label(),
        knooppunten: codes(summary.hubs),
        lijnen: summary.lines.into_iter().map(Line::code).collect(),
        schakels: summary.stages.into_iter().map(Stage::code).collect(),
        gepubliceerd: summary.published.map(|day| day.to_string()),
        bijgewerkt: summary.updated.to_string(),
        vertaling_van: summary.translation_of.map(String::from),
    }
}

fn whole(article: Article) -> Whole {
    let write_up = article.handed_out();
    let Article { document, owner_name, translations, linked, attachments, .. } = article;
    let tlp = write_up.sharing.tlp();
    Whole {
        bijlagen: attachments.into_iter().map(|attachment| file(attachment, tlp)).collect(),
        soort: write_up.kind().code(),
        tlp: write_up.sharing.tlp().label(),
        id: write_up.slug.into(),
        titel: write_up.title,
        samenvatting: write_up.summary,
        tekst: write_up.body,
        taal: write_up.lang.code(),
        eigenaar: owner_name,
        versie: document.revision,
        knooppunten: codes(write_up.hubs),
        lijnen: write_up.lines.into_iter().map(Line::code).collect(),
        schakels: write_up.stages.into_iter().map(Stage::code).collect(),
        trefwoorden: write_up.tags,
        gepubliceerd: write_up.published.map(|day| day.to_string()),
        bijgewerkt: document.updated.to_string(),
        vertaling_van: write_up.translation_of.map(String::from),
        vertalingen: translations.into_iter().map(|summary| Translation::new(summary.lang, summary.slug)).collect(),
        verwant: linked.into_iter().map(row).collect(),
        bronnen: write_up.sources.into_iter().map(Origin::from).collect(),
        feiten: write_up.facts.into(),
    }
}

fn file(attachment: Attachment, document: Tlp) -> File {
    File {
        adres: routes::attachment_url(&attachment.id),
        id: attachment.id.into(),
        naam: attachment.name,
        mediatype: attachment.kind.media_type(),
        grootte: attachment.size,
        sha256: attachment.digest,
        tlp: attachment.sharing.tlp().max(document).label(),
        aantal: attachment.reading.count(),
    }
}
