//! Problem details (RFC 9457): how the API says that something is wrong.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::failure::Told;

/// Een fout, volgens RFC 9457 (problem details).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Probleem)]
pub struct Problem {
    /// Soort fout; `about:blank` betekent: zie `status`.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    kind: &'static str,
    /// Korte omschrijving, steeds gelijk voor dezelfde status.
    title: &'static str,
    /// De HTTP-status van dit antwoord.
    #[schema(example = 400)]
    status: u16,
    /// Wat er mis is en wat te doen.
    detail: String,
    /// Welke velden niet klopten; leeg als de fout niet aan een veld ligt.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<Fault>,
}

/// Een veld dat niet klopt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Veldfout)]
pub struct Fault {
    /// Waar het veld staat.
    #[serde(rename = "in")]
    #[schema(example = "query")]
    place: &'static str,
    /// Naam van het veld.
    #[schema(example = "aantal")]
    location: String,
    /// Vaste code van de fout.
    #[schema(example = "ongeldige-waarde")]
    code: &'static str,
    /// Wat er wel mag staan.
    detail: String,
}

impl Fault {
    /// The value of a query key cannot be used; `expected` says what can.
    pub fn value(key: &str, expected: impl Into<String>) -> Fault {
        Fault { place: "query", location: clip(key), code: "ongeldige-waarde", detail: expected.into() }
    }

    /// A query key that does not exist here.
    pub fn unknown(key: &str, known: &[&str]) -> Fault {
        let detail = format!("onbekende parameter; bekend zijn: {}", known.join(", "));
        Fault { place: "query", location: clip(key), code: "onbekende-parameter", detail }
    }
}

impl Problem {
    /// The problem that a status by itself tells of.
    pub fn of(status: StatusCode) -> Problem {
        let (title, detail) = match status.as_u16() {
            400 => ("Onjuiste aanvraag", "De aanvraag is niet te lezen."),
            401 => ("Niet herkend", "Deze sleutel is onbekend of ingetrokken."),
            403 => ("Niet toegestaan", "Deze aanvraag komt van een andere website en wordt niet uitgevoerd."),
            404 => ("Niet gevonden", "Op dit adres is niets te vinden."),
            405 => ("Methode niet toegestaan", "Dit adres kent deze methode niet; zie de header Allow."),
            406 => ("Niet aanvaardbaar", "Het antwoord is alleen te geven als application/json."),
            408 => ("Te traag", "De aanvraag kwam niet op tijd volledig aan."),
            413 => ("Te groot", "De inhoud van de aanvraag is te groot."),
            414 => ("Adres te lang", "Het adres van de aanvraag is te lang."),
            503 => {
                ("Nu niet beschikbaar", "Het antwoord is nu niet te geven. Probeer het over enkele seconden opnieuw.")
            }
            code if (400..500).contains(&code) => ("Onjuiste aanvraag", "De aanvraag is niet uit te voeren."),
            _ => ("Fout in de server", "Er ging iets mis in de server. Het voorval is vastgelegd."),
        };
        Problem { kind: "about:blank", title, status: status.as_u16(), detail: detail.to_owned(), errors: Vec::new() }
    }

    /// Status 400, with the fields that are wrong.
    pub fn faults(errors: Vec<Fault>) -> Problem {
        let names: Vec<&str> = errors.iter().map(|fault| fault.location.as_str()).collect();
        let detail = format!("Niet te gebruiken: {}.", names.join(", "));
        Problem { detail, errors, ..Problem::of(StatusCode::BAD_REQUEST) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Serialising strings and a number into memory does not fail.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = Body::from(body).into_response();
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response.extensions_mut().insert(Told);
        response
    }
}

/// Names come from the asker and go back to them; a name has no more than a line.
fn clip(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}
