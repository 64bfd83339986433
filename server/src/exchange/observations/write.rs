//! Values as CSV, to be read again.

use app::model::indicator::Observation;

use super::columns::WRITTEN;

/// Writes one value after the other; those that became known later are rows of their own.
pub struct Writer<W: std::io::Write>(csv::Writer<W>);

impl<W: std::io::Write> Writer<W> {
    pub fn new(output: W) -> csv::Result<Writer<W>> {
        let mut writer = csv::Writer::from_writer(output);
        writer.write_record(WRITTEN)?;
        Ok(Writer(writer))
    }

    /// Writes a value; `named` tells whether its id came from a file, and is to be written.
    pub fn value(&mut self, observation: &Observation, named: bool) -> csv::Result<()> {
        let Observation { id, indicator, place, period, value, status, qualifier, source, note, known_on, sharing } =
            observation;
        let note = note.clone().unwrap_or_default();
        let audience: Vec<String> = sharing.audience().iter().map(ToString::to_string).collect();
        self.0.write_record([
            if named { id.as_str() } else { "" },
            indicator.as_str(),
            place.as_str(),
            &period.to_string(),
            &value.map(|value| value.to_string()).unwrap_or_default(),
            status.code(),
            qualifier.code(),
            source.publisher.as_deref().unwrap_or_default(),
            &source.title,
            source.url.as_deref().unwrap_or_default(),
            source.date.as_deref().unwrap_or_default(),
            &note.nl,
            &note.en,
            &known_on.map(|day| day.to_string()).unwrap_or_default(),
            sharing.tlp().label(),
            &audience.join(" "),
            if sharing.public_bodies_only() { "true" } else { "" },
        ])
    }

    /// Ends the file.
    pub fn finish(mut self) -> csv::Result<()> {
        self.0.flush().map_err(csv::Error::from)
    }
}
