//! Sightings: "also seen here" on a modus operandi, by hub and month. Who reports may leave the organisation unnamed; then
//! nobody may find out which it was.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::period::Period;
use super::reader::Reader;
use super::sharing::Sharing;
use super::slug::Slug;
use super::tlp::Tlp;

/// What somebody says of a modus operandi at a hub in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Confirmed,
    /// It was looked for and not seen.
    Denied,
}

impl Verdict {
    pub const ALL: [Verdict; 2] = [Verdict::Confirmed, Verdict::Denied];

    pub fn code(self) -> &'static str {
        match self {
            Verdict::Confirmed => "confirmed",
            Verdict::Denied => "denied",
        }
    }

    pub fn parse(code: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// A report, as the store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub hub: Slug,
    /// A month.
    pub month: Period,
    pub verdict: Verdict,
    pub tlp: Tlp,
    /// Absent where it is to stay unnamed: it is not kept at all then.
    pub organisation: Option<Slug>,
}

/// A report on its way in.
#[derive(Clone, Debug)]
pub struct NewSighting {
    pub hub: Slug,
    pub month: Period,
    pub verdict: Verdict,
    pub named: bool,
    /// Of a named report. An unnamed one has the readers of its document: a narrower circle would tell whose it is.
    pub sharing: Sharing,
}

/// All that a reader sees of one hub and month. Without numbers: from a count of one a name could follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub hub: Slug,
    pub month: Period,
    pub confirmed: bool,
    pub denied: bool,
    /// The strictest label of what it says.
    pub tlp: Tlp,
    /// Organisations that gave their name, with the last they said.
    pub named: BTreeMap<Slug, Verdict>,
}

/// Organisations among which an unnamed report is hidden, at least. Neither those that gave their name in the same cell nor
/// that of the reader count: both are known not to be it.
pub const LEAST_UNNAMED: usize = 3;

/// The cells of these reports (in the order in which they came), for a reader. `able` are the organisations that can report,
/// by hub. Where too few are left among which an unnamed report could hide, it is not shown.
pub fn cells(sightings: &[Sighting], able: &BTreeMap<Slug, BTreeSet<Slug>>, reader: &Reader) -> Vec<Cell> {
    let mut by_place: BTreeMap<(Slug, Period), Vec<&Sighting>> = BTreeMap::new();
    for sighting in sightings {
        by_place.entry((sighting.hub.clone(), sighting.month)).or_default().push(sighting);
    }
    let mut cells = Vec::new();
    for ((hub, month), reports) in by_place {
        let named: BTreeMap<Slug, Verdict> =
            reports.iter().filter_map(|one| Some((one.organisation.clone()?, one.verdict))).collect();
        let own = reader.person().map(|person| &person.organisation);
        let hides =
            hidden_among(able, &hub, |organisation| named.contains_key(organisation) || own == Some(organisation));
        let shown = reports.iter().filter(|one| one.organisation.is_some() || hides);
        let tlp = shown.clone().map(|one| one.tlp).max().unwrap_or(Tlp::Clear);
        let unnamed = shown.filter(|one| one.organisation.is_none());
        let said: BTreeSet<Verdict> = unnamed.map(|one| one.verdict).chain(named.values().copied()).collect();
        if !said.is_empty() {
            let (confirmed, denied) = (said.contains(&Verdict::Confirmed), said.contains(&Verdict::Denied));
            cells.push(Cell { hub, month, confirmed, denied, tlp, named });
        }
    }
    cells
}

/// Whether a report at a hub can stay unnamed, with these organisations known not to be the one.
pub fn hidden_among(able: &BTreeMap<Slug, BTreeSet<Slug>>, hub: &Slug, known: impl Fn(&Slug) -> bool) -> bool {
    let left = able.get(hub).map_or(0, |all| all.iter().filter(|organisation| !known(organisation)).count());
    left >= LEAST_UNNAMED
}
