//! Values that an organisation hands in on a page: looked at first, then taken whole or not at all.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::indicator::Indicator;
use super::place::Place;
use super::problem::Problem;
use super::reader::{Person, Role};
use super::slug::Slug;
use super::tlp::Tlp;

/// The organisation that answers for indicators which name no other.
pub const KEEPER: &str = "knooppunt";

/// Bytes of a file of values. More goes by `knooppunt monitor import`.
pub const MOST_BYTES: usize = 2 << 20;

/// Rows of such a file.
pub const MOST_ROWS: usize = 20_000;

/// Whether somebody may hand in values of an indicator: contributors and editors of the organisation that answers for it.
/// An editor who is an admin as well stands in for any organisation, as the command line does. What the portal counts itself is
/// handed in by nobody.
pub fn may_deliver(person: &Person, indicator: &Indicator) -> bool {
    let owner = indicator.owner.as_ref().map_or(KEEPER, Slug::as_str);
    let stands_in = person.roles.contains(&Role::Editor) && person.roles.contains(&Role::Admin);
    indicator.counted.is_none() && delivers(person) && (owner == person.organisation.as_str() || stands_in)
}

/// Whether handing in values is among the work of somebody, whatever the indicator.
pub fn delivers(person: &Person) -> bool {
    person.roles.contains(&Role::Contributor) || person.roles.contains(&Role::Editor)
}

/// A file of values that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// UUIDv7.
    pub id: Slug,
    /// As its sender calls it.
    pub name: String,
    pub sent: Timestamp,
    /// When its values were taken, and what became of them; `None` while it waits to be looked at.
    pub taken: Option<(Timestamp, Tally)>,
}

/// What becomes of the values of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub new: u64,
    pub revised: u64,
    /// Known already, to the letter.
    pub same: u64,
}

/// What somebody finds who hands in values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryDesk {
    /// Those whose values this person may hand in.
    pub indicators: Vec<Indicator>,
    /// Files of this person that wait to be looked at, newest first.
    pub waiting: Vec<Delivery>,
    /// The last ones of the whole organisation whose values were taken.
    pub taken: Vec<Delivery>,
}

/// A file, and what it would change as the store is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryPage {
    pub delivery: Delivery,
    /// Absent once the values are taken.
    pub preview: Option<Preview>,
}

/// What a file would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Names the state of the store that this holds for. It goes along with the confirmation: in any other state nothing is
    /// taken.
    pub state: String,
    pub total: Tally,
    /// By indicator.
    pub tallies: Vec<(Indicator, Tally)>,
    /// The first values that become another, and the first new ones.
    pub revised: Vec<Coming>,
    pub new: Vec<Coming>,
    pub places: Vec<Place>,
    /// Why nothing can be taken now: something became otherwise since the file was handed in.
    pub problems: Vec<Problem>,
}

/// A value that would be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    pub indicator: Slug,
    pub place: Slug,
    pub period: String,
    pub source: String,
    /// What was known until now; `None` also where the status said why there was no number.
    pub was: Option<Decimal>,
    pub is: Option<Decimal>,
    pub known_on: Date,
    pub tlp: Tlp,
}

/// What its sender does with a file that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryAct {
    /// Takes the values, if the store is still in the state that was looked at.
    Take {
        state: String,
    },
    Discard,
}
