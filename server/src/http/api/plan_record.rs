//! What is recorded about the plan, in the words of the API.

use app::model::ledger::LedgerRow;
use app::model::plan::{Motion, Promise};
use app::model::progress::{Answer, Entry, Subject, Told, answer};
use serde::Serialize;
use utoipa::ToSchema;

use super::wire::{Both, Origin, codes};

/// Iets dat over een deel van het plan is vastgelegd. Niets wordt overschreven; wat niet klopt, wordt doorgehaald en blijft staan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Vastlegging)]
pub struct OneEntry {
    id: String,
    /// De dag waarover het gaat.
    #[schema(format = Date)]
    dag: String,
    /// `status`, `milestone`, `owner`, `needs`, `answer` of `booking`.
    soort: &'static str,
    /// De code van de stand, de mijlpaal, het antwoord of de boeking.
    #[schema(required)]
    stand: Option<&'static str>,
    /// Van een mijlpaal of boeking.
    #[schema(required, example = "2025-H1")]
    periode: Option<String>,
    /// De organisatie of de maatregel waarnaar het verwijst.
    #[schema(required)]
    verwijst_naar: Option<String>,
    /// Van een boeking, in hele eurocenten.
    #[schema(required)]
    bedrag_cent: Option<i64>,
    tekst: String,
    /// Webadressen en documenten van het portaal.
    bewijs: Vec<String>,
    organisatie: String,
    #[schema(format = DateTime)]
    vastgelegd_op: String,
    #[schema(required)]
    doorgehaald: Option<Struck>,
}

/// Wanneer en waarom iets is doorgehaald.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Doorhaling)]
struct Struck {
    #[schema(format = DateTime)]
    op: String,
    reden: String,
}

/// Een toezegging uit de brief, met wat ervan kwam.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Toezegging)]
pub struct OnePromise {
    id: String,
    tekst: Both,
    #[schema(required)]
    maatregel: Option<String>,
    knooppunten: Vec<String>,
    #[schema(required, example = "2023-H1")]
    termijn: Option<String>,
    /// `underway`, `kept`, `partly-kept`, `not-kept` of `lapsed`; leeg zolang er niets is vastgelegd.
    #[schema(required)]
    stand: Option<&'static str>,
    vastgelegd: Vec<OneEntry>,
    bron: Origin,
}

/// Een motie waarop het plan antwoordt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Motie)]
pub struct OneMotion {
    id: String,
    naam: String,
    periode: String,
    vraagt: Both,
    antwoord: Both,
    /// Als bij een toezegging.
    #[schema(required)]
    stand: Option<&'static str>,
    vastgelegd: Vec<OneEntry>,
    bron: Origin,
}

/// Het geld van een knooppunt in een jaar, in hele eurocenten.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Geld)]
pub struct Money {
    jaar: i16,
    /// Leeg voor overkoepelende maatregelen.
    #[schema(required)]
    knooppunt: Option<String>,
    /// Leeg waar de brief het bedrag van dat jaar niet verdeelt.
    #[schema(required)]
    gepland_cent: Option<i64>,
    verplicht_cent: i64,
    uitgegeven_cent: i64,
}

impl From<LedgerRow> for Money {
    fn from(row: LedgerRow) -> Money {
        Money {
            jaar: row.year,
            knooppunt: row.hub.map(String::from),
            gepland_cent: row.planned,
            verplicht_cent: row.committed,
            uitgegeven_cent: row.spent,
        }
    }
}

/// What is recorded about one part, in the order of its days; struck entries too.
pub fn about(entries: &[Entry], subject: &Subject) -> Vec<OneEntry> {
    entries.iter().filter(|entry| entry.subject == *subject).map(one).collect()
}

pub fn promise(promise: Promise, entries: &[Entry]) -> OnePromise {
    let subject = Subject::Promise(promise.code.clone());
    OnePromise {
        id: promise.code.into(),
        tekst: promise.text.into(),
        maatregel: promise.measure.map(String::from),
        knooppunten: codes(promise.hubs),
        termijn: promise.due.map(|due| due.to_string()),
        stand: answered(entries, &subject),
        vastgelegd: about(entries, &subject),
        bron: promise.source.into(),
    }
}

pub fn motion(motion: Motion, entries: &[Entry]) -> OneMotion {
    let subject = Subject::Motion(motion.code.clone());
    OneMotion {
        id: motion.code.into(),
        naam: motion.name,
        periode: motion.period.to_string(),
        vraagt: motion.asks.into(),
        antwoord: motion.answer.into(),
        stand: answered(entries, &subject),
        vastgelegd: about(entries, &subject),
        bron: motion.source.into(),
    }
}

fn answered(entries: &[Entry], subject: &Subject) -> Option<&'static str> {
    answer(entries, subject).map(|(answer, _)| Answer::code(answer))
}

fn one(entry: &Entry) -> OneEntry {
    let (soort, stand, periode, verwijst_naar, bedrag_cent) = match &entry.said.told {
        Told::Status { status } => ("status", Some(status.code()), None, None, None),
        Told::Milestone { period, reached } => {
            ("milestone", Some(reached.code()), Some(period.to_string()), None, None)
        }
        Told::Owner { organisation } => ("owner", None, None, Some(organisation.to_string()), None),
        Told::Needs { measure } => ("needs", None, None, Some(measure.to_string()), None),
        Told::Answer { answer } => ("answer", Some(answer.code()), None, None, None),
        Told::Booking { year, booking, cents } => {
            ("booking", Some(booking.code()), Some(year.to_string()), None, Some(*cents))
        }
    };
    OneEntry {
        id: entry.id.to_string(),
        dag: entry.day.to_string(),
        soort,
        stand,
        periode,
        verwijst_naar,
        bedrag_cent,
        tekst: entry.said.text.clone(),
        bewijs: entry.said.evidence.iter().map(ToString::to_string).collect(),
        organisatie: entry.organisation.to_string(),
        vastgelegd_op: entry.recorded.to_string(),
        doorgehaald: entry.struck.as_ref().map(|(at, why)| Struck { op: at.to_string(), reden: why.clone() }),
    }
}
