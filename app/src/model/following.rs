//! What somebody watches, and what is new about it since they last looked.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use super::adoption::AdoptionRow;
use super::document::Summary;
use super::lang::Lang;
use super::line::Line;
use super::signal::Listed;
use super::slug::Slug;
use super::tlp::Tlp;

/// What can be watched: written `document:SLUG`, `hub:CODE`, `line:CODE`, `indicator:CODE`, `organisation:CODE` or `search:PAIRS`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Watched {
    Document(Slug),
    Hub(Slug),
    Line(Line),
    Indicator(Slug),
    /// What an organisation publishes.
    Organisation(Slug),
    /// A question, as the address of search says it (`q=zegels&lijn=barriers`).
    Search(String),
}

/// The text names nothing that can be watched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "nothing that can be watched: write document:, hub:, line:, indicator:, organisation: or search: and what it is"
)]
pub struct NotWatched;

impl FromStr for Watched {
    type Err = NotWatched;

    fn from_str(text: &str) -> Result<Watched, NotWatched> {
        let (noun, rest) = text.split_once(':').ok_or(NotWatched)?;
        let slug = || rest.parse::<Slug>().map_err(|_| NotWatched);
        match noun {
            "document" => Ok(Watched::Document(slug()?)),
            "hub" => Ok(Watched::Hub(slug()?)),
            "line" => Line::parse(rest).map(Watched::Line).ok_or(NotWatched),
            "indicator" => Ok(Watched::Indicator(slug()?)),
            "organisation" => Ok(Watched::Organisation(slug()?)),
            "search" if rest.len() <= MOST_QUERY => Ok(Watched::Search(rest.to_owned())),
            _ => Err(NotWatched),
        }
    }
}

impl fmt::Display for Watched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Watched::Document(slug) => write!(f, "document:{slug}"),
            Watched::Hub(code) => write!(f, "hub:{code}"),
            Watched::Line(line) => write!(f, "line:{}", line.code()),
            Watched::Indicator(code) => write!(f, "indicator:{code}"),
            Watched::Organisation(code) => write!(f, "organisation:{code}"),
            Watched::Search(pairs) => write!(f, "search:{pairs}"),
        }
    }
}

/// Something that a person watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    pub id: String,
    pub what: Watched,
    /// The name that a person gave a saved search; empty for all else, whose name may change or be hidden.
    pub name: String,
    pub looked: Timestamp,
    /// Whether it can be read as a feed.
    pub feed: bool,
}

/// What is new about something that is watched, as far as the person may read it now.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    pub watch: Watch,
    /// What it is called now; `None` where the person may not know (any more) that it exists.
    pub title: Option<String>,
    /// The label of what is watched itself.
    pub tlp: Tlp,
    /// Documents of which a revision was published since.
    pub documents: Vec<Summary>,
    /// Practices with the steps of hubs that were recorded since.
    pub adoptions: Vec<AdoptionRow>,
    /// Signals that were found since, or of which the outcome changed since.
    pub signals: Vec<Listed>,
}

impl News {
    pub fn count(&self) -> usize {
        self.documents.len() + self.signals.len() + self.adoptions.iter().map(|row| row.steps.len()).sum::<usize>()
    }
}

/// What a person does with what they watch.
#[derive(Clone, Debug)]
pub enum FollowAct {
    SaveSearch {
        name: String,
        /// As in [`Watched::Search`].
        pairs: String,
    },
    Watch(Watched),
    Stop(String),
    /// What was new up to this moment was looked at.
    Looked(Timestamp),
    /// A new address of a feed; one before it ends.
    MakeFeed(String),
    EndFeed(String),
    /// News by mail from now on, in a language; or no more.
    Mail(Option<Lang>),
}

/// A saved search as it is read through its feed: newest first.
#[derive(Clone, Debug)]
pub struct Feed {
    pub id: String,
    pub name: String,
    pub pairs: String,
    pub created: Timestamp,
    pub documents: Vec<Summary>,
}

/// Bytes of a question that can be saved.
pub const MOST_QUERY: usize = 2000;
/// Things that one person watches.
pub const MOST_WATCHED: usize = 200;
