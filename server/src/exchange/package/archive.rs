//! Where all packages lie together: one ZIP file, written as it is sent.

use std::io::Write;

use app::model::indicator::Series;
use zip::result::ZipResult;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::{CannotWrite, NAMES, file};

/// Writes one package after the other into an archive, as they come; nothing is held back but what is being packed.
pub struct Archive<W: Write>(ZipWriter<StreamWriter<W>>);

/// Why an archive broke off.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Write(#[from] CannotWrite),
    #[error(transparent)]
    Table(#[from] csv::Error),
}

impl<W: Write> Archive<W> {
    pub fn new(output: W) -> Archive<W> {
        Archive(ZipWriter::new_stream(output))
    }

    /// A text at the top of the archive.
    pub fn text(&mut self, name: &str, text: &str) -> Result<(), Broken> {
        self.begin(name)?;
        Ok(self.0.write_all(text.as_bytes())?)
    }

    /// All files of one indicator, in a folder of its name.
    pub fn package(&mut self, series: &Series, site: &str) -> Result<(), Broken> {
        let folder = series.indicator.code.as_str().replace('/', "-");
        for name in NAMES {
            if let Some(file) = file(series, name, site)? {
                self.begin(&format!("{folder}/{name}"))?;
                self.0.write_all(file.text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Ends the archive; without this it cannot be opened.
    pub fn finish(self) -> Result<(), Broken> {
        self.0.finish()?.into_inner().flush()?;
        Ok(())
    }

    fn begin(&mut self, name: &str) -> ZipResult<()> {
        // Without a clock: the same values make the same archive.
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        self.0.start_file(name, options)
    }
}
