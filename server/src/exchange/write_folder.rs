//! A folder of content, written so that importing it gives the same documents and registers.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use app::model::conference::{Announcement, Edition};
use app::model::contact_point::MovedContact;
use app::model::document::WriteUp;
use app::model::indicator::{Indicator, Observation};
use app::model::place::{Hub, Place};
use app::model::plan::{Budget, Measure, Motion, Organisation, Plan, Promise};
use app::model::progress::Entry;
use app::model::report::Filed;
use app::model::said::Said;
use app::model::term::Concept;
use serde::Serialize;

use super::{observations, schedule, toml_writer, written};

/// A folder that is being written.
pub struct Folder {
    root: PathBuf,
}

/// Why a folder cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0} is not empty: give a folder that does not exist yet, or an empty one")]
    NotEmpty(String),
    #[error("cannot write {file}: {source}")]
    Io { file: String, source: io::Error },
    #[error(transparent)]
    Document(#[from] written::CannotWrite),
    #[error("the register {file} cannot be written: {reason}")]
    Register { file: &'static str, reason: String },
}

impl Folder {
    /// Makes the folder; refuses one that holds anything.
    pub fn create(root: &Path) -> Result<Folder, Error> {
        let refuse = |source| Error::Io { file: root.display().to_string(), source };
        fs::create_dir_all(root).map_err(refuse)?;
        if fs::read_dir(root).map_err(refuse)?.next().is_some() {
            return Err(Error::NotEmpty(root.display().to_string()));
        }
        Ok(Folder { root: root.to_owned() })
    }

    /// Writes `write-ups/<kind>/<slug>.md`.
    pub fn document(&self, write_up: &WriteUp) -> Result<(), Error> {
        let path = format!("write-ups/{}/{}.md", write_up.kind().code(), file_name(write_up.slug.as_str()));
        self.write(&path, written::markdown(write_up)?.as_bytes())
    }

    pub fn hubs(&self, hubs: &[Hub]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            hub: &'a [Hub],
        }
        self.register("hubs.toml", hubs.is_empty(), &Tables { hub: hubs })
    }

    /// Places without the hubs, which are places by themselves.
    pub fn places(&self, places: &[Place]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            place: Vec<&'a Place>,
        }
        let place: Vec<&Place> = places.iter().filter(|place| place.hub.as_ref() != Some(&place.code)).collect();
        self.register("places.toml", place.is_empty(), &Tables { place })
    }

    pub fn concepts(&self, concepts: &[Concept]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            concept: &'a [Concept],
        }
        self.register("thesaurus.toml", concepts.is_empty(), &Tables { concept: concepts })
    }

    /// `plan.toml` and `organisations.toml`.
    pub fn plan(&self, plan: &Plan) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Organisations<'a> {
            organisation: Vec<&'a Organisation>,
        }
        #[derive(Serialize)]
        struct Tables<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            budget: Option<&'a Budget>,
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            measure: &'a [Measure],
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            promise: &'a [Promise],
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            motion: &'a [Motion],
        }
        // The organisation `knooppunt` is in every store already.
        let organisation: Vec<_> = plan.organisations.iter().filter(|one| one.slug.as_str() != "knooppunt").collect();
        self.register("organisations.toml", organisation.is_empty(), &Organisations { organisation })?;
        let budget = (plan.budget != Budget::default()).then_some(&plan.budget);
        let empty = *plan == Plan { organisations: plan.organisations.clone(), ..Plan::default() };
        let tables = Tables { budget, measure: &plan.measures, promise: &plan.promises, motion: &plan.motions };
        self.register("plan.toml", empty, &tables)
    }

    /// `plan-entries.toml`: what was recorded about the plan.
    pub fn plan_entries(&self, entries: &[Entry]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            entry: &'a [Entry],
        }
        self.register("plan-entries.toml", entries.is_empty(), &Tables { entry: entries })
    }

    /// `reports.toml`: reports with their figures, drafts too.
    pub fn reports(&self, reports: &[Filed]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            report: &'a [Filed],
        }
        self.register("reports.toml", reports.is_empty(), &Tables { report: reports })
    }

    /// `said.toml`: steps of hubs, sightings and remarks, with who may read them.
    pub fn said(&self, said: &[Said]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            said: &'a [Said],
        }
        self.register("said.toml", said.is_empty(), &Tables { said })
    }

    /// `contact-points.toml`: where organisations can be asked, without addresses and persons.
    pub fn contact_points(&self, contact_points: &[MovedContact]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            contact_point: &'a [MovedContact],
        }
        self.register("contact-points.toml", contact_points.is_empty(), &Tables { contact_point: contact_points })
    }

    pub fn announcements(&self, announcements: &[Announcement]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            conference: &'a [Announcement],
        }
        self.register("conferences.toml", announcements.is_empty(), &Tables { conference: announcements })
    }

    /// Writes `schedules/<slug>.xml`; an import takes each file by itself.
    pub fn programme(&self, edition: &Edition) -> Result<(), Error> {
        self.write(&format!("schedules/{}.xml", file_name(edition.slug.as_str())), schedule::xml(edition).as_bytes())
    }

    /// `monitor/indicators.toml`.
    pub fn indicators(&self, indicators: &[Indicator]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Tables<'a> {
            indicator: &'a [Indicator],
        }
        self.register("monitor/indicators.toml", indicators.is_empty(), &Tables { indicator: indicators })
    }

    /// Begins `monitor/observations.csv`, to which values are added one by one.
    pub fn observations(&self) -> Result<Values, Error> {
        let file = self.root.join(VALUES);
        let create = || {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            File::create_new(&file)
        };
        let output = create().map_err(|source| Error::Io { file: file.display().to_string(), source })?;
        Ok(Values(observations::Writer::new(BufWriter::new(output)).map_err(unwritten)?))
    }

    fn register(&self, path: &'static str, empty: bool, tables: &impl Serialize) -> Result<(), Error> {
        if empty {
            return Ok(());
        }
        let values =
            serde_json::to_value(tables).map_err(|error| Error::Register { file: path, reason: error.to_string() })?;
        let text = values.as_object().map(|values| toml_writer::write(values, &[])).unwrap_or_default();
        self.write(path, text.as_bytes())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let file = self.root.join(path);
        let write = || {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            File::create_new(&file)?.write_all(bytes)
        };
        write().map_err(|source| Error::Io { file: file.display().to_string(), source })
    }
}

const VALUES: &str = "monitor/observations.csv";

/// The file of values that is being written.
pub struct Values(observations::Writer<BufWriter<File>>);

impl Values {
    /// Adds a value; `named` tells whether its id came from a file.
    pub fn add(&mut self, observation: &Observation, named: bool) -> Result<(), Error> {
        self.0.value(observation, named).map_err(unwritten)
    }

    pub fn finish(self) -> Result<(), Error> {
        self.0.finish().map_err(unwritten)
    }
}

fn unwritten(error: csv::Error) -> Error {
    Error::Register { file: VALUES, reason: error.to_string() }
}

/// A file name of a slug: no folders, nothing hidden, nothing that an import passes over. `~` is in no slug, so two slugs
/// never share a name.
fn file_name(slug: &str) -> String {
    let name = slug.replace('/', "~");
    if name.starts_with('.') || name == "README" { format!("~{name}") } else { name }
}
