//! The plan as CSV tables: its money, its promises and motions, and what was recorded about it. In the words of the API.

use app::model::ledger;
use app::model::plan::Plan;
use app::model::progress::{Entry, Subject, Told, answer};

use super::cell::text;

/// File names and texts. `until` is the year up to which the amount that lasts is planned.
pub fn all(plan: &Plan, entries: &[Entry], until: i16) -> csv::Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("geld.csv", money(plan, entries, until)?),
        ("toezeggingen.csv", promises(plan, entries)?),
        ("vastgelegd.csv", recorded(entries)?),
    ])
}

fn money(plan: &Plan, entries: &[Entry], until: i16) -> csv::Result<String> {
    let rows = ledger::rows(plan, entries, until).into_iter().map(|row| {
        vec![
            row.year.to_string(),
            row.hub.map(String::from).unwrap_or_default(),
            row.planned.map(|cents| cents.to_string()).unwrap_or_default(),
            row.committed.to_string(),
            row.spent.to_string(),
        ]
    });
    table(&["jaar", "knooppunt", "geplandCent", "verplichtCent", "uitgegevenCent"], rows)
}

fn promises(plan: &Plan, entries: &[Entry]) -> csv::Result<String> {
    let row = |subject: Subject, nl: &str, en: &str, due: String| {
        let stands = answer(entries, &subject);
        vec![
            subject.to_string(),
            text(nl),
            text(en),
            due,
            stands.map_or("", |(answer, _)| answer.code()).to_owned(),
            stands.map(|(_, entry)| entry.day.to_string()).unwrap_or_default(),
        ]
    };
    let promises = plan.promises.iter().map(|one| {
        let due = one.due.map(|due| due.to_string()).unwrap_or_default();
        row(Subject::Promise(one.code.clone()), &one.text.nl, &one.text.en, due)
    });
    let motions = plan
        .motions
        .iter()
        .map(|one| row(Subject::Motion(one.code.clone()), &one.asks.nl, &one.asks.en, one.period.to_string()));
    table(&["id", "tekstNl", "tekstEn", "termijn", "stand", "dag"], promises.chain(motions))
}

fn recorded(entries: &[Entry]) -> csv::Result<String> {
    let rows = entries.iter().map(|entry| {
        let (kind, value) = match &entry.said.told {
            Told::Status { status } => ("status", status.code().to_owned()),
            Told::Milestone { period, reached } => ("milestone", format!("{period} {}", reached.code())),
            Told::Owner { organisation } => ("owner", organisation.to_string()),
            Told::Needs { measure } => ("needs", measure.to_string()),
            Told::Answer { answer } => ("answer", answer.code().to_owned()),
            Told::Booking { year, booking, cents } => ("booking", format!("{year} {} {cents}", booking.code())),
        };
        let evidence: Vec<String> = entry.said.evidence.iter().map(ToString::to_string).collect();
        vec![
            entry.id.to_string(),
            entry.subject.to_string(),
            entry.day.to_string(),
            kind.to_owned(),
            value,
            text(&entry.said.text),
            text(&evidence.join(" ")),
            entry.organisation.to_string(),
            entry.recorded.to_string(),
            entry.struck.as_ref().map(|(at, _)| at.to_string()).unwrap_or_default(),
            text(entry.struck.as_ref().map_or("", |(_, why)| why)),
        ]
    });
    let columns = [
        "id",
        "onderwerp",
        "dag",
        "soort",
        "waarde",
        "tekst",
        "bewijs",
        "organisatie",
        "vastgelegdOp",
        "doorgehaaldOp",
        "reden",
    ];
    table(&columns, rows)
}

fn table(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    // Written from text alone.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
