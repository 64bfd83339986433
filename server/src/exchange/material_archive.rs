//! All the material of a conference as one ZIP, written as it is sent: a list of contents first, and then the files in a folder
//! for each session.

use std::collections::BTreeSet;
use std::io::Write;

use app::model::attachment::{Attachment, FileKind};
use app::model::conference::Edition;
use app::routes;
use app::words::{Interface, fill};
use zip::CompressionMethod;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::cell::text;

/// A file with the place it has in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub attachment: Attachment,
    /// The number and title of its session.
    pub session: (u64, String),
    /// Its path in the archive: plain letters, unique whatever a system makes of capitals, and no name that one reserves.
    pub path: String,
}

/// Puts every file of a session that is in the programme in its place, in the order of the programme.
pub fn place(edition: &Edition, material: Vec<Attachment>) -> Vec<Placed> {
    let mut taken = BTreeSet::new();
    let mut placed = Vec::new();
    for session in &edition.programme.sessions {
        let folder = format!("{:03} {}", session.number, safe(&session.title, LONGEST_FOLDER));
        for attachment in material.iter().filter(|file| file.carrier.is_session(&session.guid)) {
            let stem = attachment.name.rsplit_once('.').map_or(attachment.name.as_str(), |(stem, _)| stem);
            let (stem, ending) = (safe(stem, LONGEST_NAME), attachment.kind.code());
            let numbered = (1..).map(|n| match n {
                1 => format!("{}/{stem}.{ending}", folder.trim_end()),
                n => format!("{}/{stem} ({n}).{ending}", folder.trim_end()),
            });
            let free = numbered.into_iter().find(|path| taken.insert(path.to_lowercase()));
            placed.extend(free.map(|path| Placed {
                attachment: attachment.clone(),
                session: (session.number, session.title.clone()),
                path,
            }));
        }
    }
    placed
}

/// Characters of a folder and of a file before its ending: together with what unpacks them they stay below the 260 of old
/// versions of Windows.
const LONGEST_FOLDER: usize = 50;
const LONGEST_NAME: usize = 80;

/// A name that every system takes as it is: letters and digits of ASCII, spaces, and few signs.
fn safe(name: &str, most: usize) -> String {
    use unicode_normalization::UnicodeNormalization;

    let plain = name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let plain: String =
        plain.map(|c| if c.is_ascii_alphanumeric() || "-_.,()".contains(c) { c } else { ' ' }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain: String = plain.trim_matches(['.', ' ']).chars().take(most).collect();
    let plain = plain.trim_end_matches(['.', ' ']);
    let first = plain.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&first.as_str())
        || (first.len() == 4
            && (first.starts_with("COM") || first.starts_with("LPT"))
            && first.ends_with(|c: char| c.is_ascii_digit()));
    match (plain.is_empty(), device) {
        (true, _) => "bestand".to_owned(),
        (_, true) => format!("_{plain}"),
        _ => plain.to_owned(),
    }
}

/// Why an archive broke off.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error(transparent)]
    Zip(#[from] ZipError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

/// An archive on its way out.
pub struct MaterialArchive<W: Write>(ZipWriter<StreamWriter<W>>);

impl<W: Write> MaterialArchive<W> {
    /// Begins with what is in it, to read and as a table. `site` is the address of the site without a slash at its end.
    pub fn begin(
        output: W,
        edition: &Edition,
        placed: &[Placed],
        interface: Interface,
        site: &str,
    ) -> Result<MaterialArchive<W>, Broken> {
        let mut archive = MaterialArchive(ZipWriter::new_stream(output));
        archive.file("INHOUD.txt", CompressionMethod::Deflated)?;
        archive.write(contents(edition, placed, interface, site).as_bytes())?;
        archive.file("inhoud.csv", CompressionMethod::Deflated)?;
        let table = table(placed, site)?;
        archive.write(&table)?;
        Ok(archive)
    }

    /// Begins the next file. Most kinds are packed already.
    pub fn next(&mut self, placed: &Placed) -> Result<(), Broken> {
        let method = match placed.attachment.kind {
            FileKind::Txt | FileKind::Csv | FileKind::Vtt | FileKind::Srt => CompressionMethod::Deflated,
            _ => CompressionMethod::Stored,
        };
        self.file(&placed.path, method)
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        Ok(self.0.write_all(bytes)?)
    }

    /// Ends the archive; without this it cannot be opened.
    pub fn finish(self) -> Result<(), Broken> {
        self.0.finish()?.into_inner().flush()?;
        Ok(())
    }

    fn file(&mut self, name: &str, method: CompressionMethod) -> Result<(), Broken> {
        // Without a clock: the same material makes the same archive.
        Ok(self.0.start_file(name, SimpleFileOptions::default().compression_method(method))?)
    }
}

fn contents(edition: &Edition, placed: &[Placed], interface: Interface, site: &str) -> String {
    let words = &interface.words.congress;
    let mut lines = vec![
        fill(&words.archive_title, &[("title", &edition.programme.title)]),
        format!("{site}{}", routes::conference_url(interface.lang, &edition.slug)),
        String::new(),
        words.archive_lead.clone(),
        String::new(),
    ];
    for one in placed {
        let attachment = &one.attachment;
        lines.push(one.path.clone());
        lines.push(format!("    {}", one.session.1));
        let embargo = attachment.embargo.map(|until| {
            fill(&interface.words.attachments.under_embargo, &[("date", &app::parts::format::day(interface, until))])
        });
        let label = attachment.sharing.tlp().label();
        lines.push(format!(
            "    {}",
            [Some(label.to_owned()), embargo].into_iter().flatten().collect::<Vec<_>>().join(", ")
        ));
        lines.push(format!("    {site}{}", routes::attachment_url(&attachment.id)));
        lines.push(String::new());
    }
    // For programs that know lines as DOS has them.
    lines.join("\r\n")
}

const COLUMNS: [&str; 9] = ["bestand", "sessie", "titel", "naam", "tlp", "bytes", "sha256", "toegevoegd", "bron"];

/// The same as a table; moments are in UTC.
fn table(placed: &[Placed], site: &str) -> Result<Vec<u8>, Broken> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for Placed { attachment, session, path } in placed {
        writer.write_record([
            text(path),
            session.0.to_string(),
            text(&session.1),
            text(&attachment.name),
            attachment.sharing.tlp().label().to_owned(),
            attachment.size.to_string(),
            attachment.digest.clone(),
            attachment.added.to_string(),
            format!("{site}{}", routes::attachment_url(&attachment.id)),
        ])?;
    }
    writer.into_inner().map_err(|error| Broken::Io(error.into_error()))
}
