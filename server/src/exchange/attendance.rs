//! Who comes to a congress, as CSV: one row for each registration.

use app::model::registration::{Attendance, Standing};
use app::words::Words;

use super::cell::text;

const COLUMNS: [&str; 8] = ["naam", "organisatie", "email", "soort", "stand", "sinds", "sessies", "adres"];

/// Every registration, in the order of the list. `stand` is empty for who has a place, and else the number on the waiting
/// list; `sinds` is in UTC; `adres` says where nobody has shown that they read mail there.
pub fn csv(attendance: &Attendance, words: &Words) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let words = &words.registering;
    let mut write = |row: [String; 8]| writer.write_record(row).map_err(|error| error.to_string());
    write(COLUMNS.map(str::to_owned))?;
    for one in &attendance.attendees {
        let seats = one.seats.iter().filter_map(|(guid, standing)| {
            let session = attendance.session(guid)?;
            Some(match standing {
                Standing::In => format!("{} {}", session.number, session.title),
                Standing::Waiting(place) => format!("{} {} ({} {place})", session.number, session.title, words.waits),
            })
        });
        let standing = match one.standing {
            Standing::In => String::new(),
            Standing::Waiting(place) => place.to_string(),
        };
        write([
            text(&one.name),
            text(&one.organisation),
            text(&one.email),
            if one.guest { words.without_account.clone() } else { words.with_account.clone() },
            standing,
            one.at.to_string(),
            text(&seats.collect::<Vec<_>>().join("; ")),
            if one.confirmed { String::new() } else { words.unconfirmed.clone() },
        ])?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    // Written from text alone.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
