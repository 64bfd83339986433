//! Who may read: the one rule ([`may_read`]) and its form for the search index (keys).
//!
//! The rule is DESIGN section 4, TLP 2.0 in its own words. Search cannot call a function per hit, so a
//! document carries [`Sharing::keys`], a reader holds [`Reader::keys`], and the index filters on overlap.
//! `tests/suite/sharing.rs` proves both equal.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::reader::{OrganisationKind, Reader};
use super::slug::Slug;
use super::tlp::Tlp;

/// A member of an audience: written `organisation:douane`, `hub:schiphol`, `group:fruit` or `person:p-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Audience {
    Organisation(Slug),
    Hub(Slug),
    Group(Slug),
    Person(Slug),
}

/// The text names no audience.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an audience: write organisation:ID, hub:ID, group:ID or person:ID")]
pub struct NotAnAudience(String);

impl FromStr for Audience {
    type Err = NotAnAudience;

    fn from_str(text: &str) -> Result<Audience, NotAnAudience> {
        let refusal = || NotAnAudience(text.chars().take(60).collect());
        let (noun, id) = text.split_once(':').ok_or_else(refusal)?;
        let id: Slug = id.parse().map_err(|_| refusal())?;
        match noun {
            "organisation" => Ok(Audience::Organisation(id)),
            "hub" => Ok(Audience::Hub(id)),
            "group" => Ok(Audience::Group(id)),
            "person" => Ok(Audience::Person(id)),
            _ => Err(refusal()),
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Audience::Organisation(id) => write!(f, "organisation:{id}"),
            Audience::Hub(id) => write!(f, "hub:{id}"),
            Audience::Group(id) => write!(f, "group:{id}"),
            Audience::Person(id) => write!(f, "person:{id}"),
        }
    }
}

impl TryFrom<String> for Audience {
    type Error = NotAnAudience;

    fn try_from(text: String) -> Result<Audience, NotAnAudience> {
        text.parse()
    }
}

impl From<Audience> for String {
    fn from(audience: Audience) -> String {
        audience.to_string()
    }
}

/// The label, the audience and the public-bodies line that whatever can be read carries.
///
/// There is no default: every text says who may read it. Made by [`Sharing::new`], which refuses what contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawSharing", into = "RawSharing")]
pub struct Sharing {
    tlp: Tlp,
    audience: BTreeSet<Audience>,
    public_bodies_only: bool,
}

/// The label and the rest contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "TLP:CLEAR is for everybody and cannot be limited to public bodies: choose TLP:GREEN or narrower, or leave public_bodies_only out"
)]
pub struct ClearForPublicBodies;

impl Sharing {
    pub fn new(
        tlp: Tlp,
        audience: BTreeSet<Audience>,
        public_bodies_only: bool,
    ) -> Result<Sharing, ClearForPublicBodies> {
        if tlp == Tlp::Clear && public_bodies_only {
            return Err(ClearForPublicBodies);
        }
        Ok(Sharing { tlp, audience, public_bodies_only })
    }

    /// For everybody, without account.
    pub fn clear() -> Sharing {
        Sharing { tlp: Tlp::Clear, audience: BTreeSet::new(), public_bodies_only: false }
    }

    /// For its author alone.
    pub fn closed() -> Sharing {
        Sharing { tlp: Tlp::Red, audience: BTreeSet::new(), public_bodies_only: false }
    }

    pub fn tlp(&self) -> Tlp {
        self.tlp
    }

    pub fn audience(&self) -> &BTreeSet<Audience> {
        &self.audience
    }

    pub fn public_bodies_only(&self) -> bool {
        self.public_bodies_only
    }

    /// Whether the label of this is as strict as that of what it hangs on. Who reads it must be let in by both.
    pub fn is_within(&self, whole: &Sharing) -> bool {
        self.tlp >= whole.tlp && (self.public_bodies_only || !whole.public_bodies_only)
    }

    /// Whether nobody reads this who may not read the whole, as far as label and audience tell without knowing anybody.
    pub fn is_no_wider_than(&self, whole: &Sharing) -> bool {
        let open = whole.tlp <= Tlp::Green;
        let mut members = self.audience.iter().filter(|member| counts_for(self.tlp, member));
        self.is_within(whole)
            && (open || members.all(|member| whole.audience.contains(member) && counts_for(whole.tlp, member)))
    }

    /// This for one more member of its audience.
    pub fn with(mut self, member: Audience) -> Sharing {
        self.audience.insert(member);
        self
    }

    /// This for those of its audience alone that hold.
    pub fn for_those(&self, holds: impl Fn(&Audience) -> bool) -> Sharing {
        let audience = self.audience.iter().filter(|member| holds(member)).cloned().collect();
        Sharing { audience, ..self.clone() }
    }

    /// What becomes of this once it may not be wider than a ceiling. A stricter label stays as it is; of two audiences that count,
    /// only those who are in both are left.
    pub fn narrowed_to(&self, ceiling: &Sharing) -> Sharing {
        let audience = match (self.tlp > ceiling.tlp, self.tlp > Tlp::Green, ceiling.tlp > Tlp::Green) {
            (true, ..) | (false, true, false) => self.audience.clone(),
            (false, true, true) => self.audience.intersection(&ceiling.audience).cloned().collect(),
            (false, false, _) => ceiling.audience.clone(),
        };
        let public_bodies_only = self.public_bodies_only || ceiling.public_bodies_only;
        Sharing { tlp: self.tlp.max(ceiling.tlp), audience, public_bodies_only }
    }

    /// The sharing of a label that these keys open; those of an author are passed over. [`Sharing::keys`] backwards: members of
    /// an audience that do not count for the label are gone.
    pub fn of_keys(tlp: Tlp, keys: &BTreeSet<String>) -> Sharing {
        let bare = |key: &'_ str| key.strip_prefix("public+").unwrap_or(key).parse().ok();
        Sharing {
            tlp,
            audience: keys.iter().filter_map(|key| bare(key)).collect(),
            public_bodies_only: keys.iter().any(|key| key.starts_with("public+")),
        }
    }

    /// The keys that open this text; a reader who holds one of them may read it. Equal to [`may_read`].
    ///
    /// `author` is the person who wrote it, who always reads their own.
    pub fn keys(&self, author: Option<&Slug>) -> BTreeSet<String> {
        let mut keys: BTreeSet<String> = author.map(|id| format!("author:{id}")).into_iter().collect();
        let mut open_to = |key: String| {
            keys.insert(if self.public_bodies_only { format!("public+{key}") } else { key });
        };
        match self.tlp {
            Tlp::Clear => open_to(EVERYBODY.to_owned()),
            Tlp::Green => open_to(COMMUNITY.to_owned()),
            Tlp::Amber | Tlp::AmberStrict | Tlp::Red => {
                for member in self.audience.iter().filter(|member| counts_for(self.tlp, member)) {
                    open_to(member.to_string());
                }
            }
        }
        keys
    }
}

impl Reader {
    /// The keys this reader holds; see [`Sharing::keys`].
    pub fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::from([EVERYBODY.to_owned()]);
        let Reader::Person(person) = self else { return keys };
        let mut plain = vec![
            COMMUNITY.to_owned(),
            Audience::Person(person.id.clone()).to_string(),
            Audience::Organisation(person.organisation.clone()).to_string(),
        ];
        plain.extend(person.hubs.iter().map(|hub| Audience::Hub(hub.clone()).to_string()));
        plain.extend(person.groups.iter().map(|group| Audience::Group(group.clone()).to_string()));
        if person.kind == OrganisationKind::Public {
            keys.extend(plain.iter().map(|key| format!("public+{key}")));
        }
        keys.extend(plain);
        keys.insert(format!("author:{}", person.id));
        keys
    }
}

/// May this reader read what is shared so? The only rule of access; everything else asks here or uses keys proven equal.
///
/// `author` is the person who wrote it, who always reads their own. An empty audience above GREEN means the author alone.
pub fn may_read(reader: &Reader, sharing: &Sharing, author: Option<&Slug>) -> bool {
    ground(reader, sharing, author).is_some()
}

/// Why somebody may read something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// TLP:CLEAR.
    Everybody,
    /// TLP:GREEN, and the reader is signed in.
    Community,
    /// They wrote it.
    Author,
    /// This member of the audience lets them in.
    Member(Audience),
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ground::Everybody => f.write_str(EVERYBODY),
            Ground::Community => f.write_str(COMMUNITY),
            Ground::Author => f.write_str("author"),
            Ground::Member(member) => member.fmt(f),
        }
    }
}

/// What lets this reader read what is shared so; `None` when nothing does. See [`may_read`].
pub fn ground(reader: &Reader, sharing: &Sharing, author: Option<&Slug>) -> Option<Ground> {
    if sharing.tlp == Tlp::Clear {
        return Some(Ground::Everybody);
    }
    let person = reader.person()?;
    if author == Some(&person.id) {
        return Some(Ground::Author);
    }
    if sharing.public_bodies_only && person.kind != OrganisationKind::Public {
        return None;
    }
    if sharing.tlp == Tlp::Green {
        return Some(Ground::Community);
    }
    let lets_in = |member: &&Audience| match member {
        Audience::Organisation(id) => *id == person.organisation,
        Audience::Hub(id) => person.hubs.contains(id),
        Audience::Group(id) => person.groups.contains(id),
        Audience::Person(id) => *id == person.id,
    };
    let mut members = sharing.audience.iter().filter(|member| counts_for(sharing.tlp, member));
    members.find(lets_in).cloned().map(Ground::Member)
}

const EVERYBODY: &str = "everybody";
const COMMUNITY: &str = "community";

/// Whether a label lets this kind of audience in: AMBER organisations, hubs and groups; AMBER+STRICT
/// organisations alone; RED persons alone.
fn counts_for(tlp: Tlp, member: &Audience) -> bool {
    match tlp {
        Tlp::Clear | Tlp::Green => false,
        Tlp::Amber => !matches!(member, Audience::Person(_)),
        Tlp::AmberStrict => matches!(member, Audience::Organisation(_)),
        Tlp::Red => matches!(member, Audience::Person(_)),
    }
}

#[derive(Serialize, Deserialize)]
struct RawSharing {
    tlp: Tlp,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    audience: BTreeSet<Audience>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    public_bodies_only: bool,
}

impl TryFrom<RawSharing> for Sharing {
    type Error = ClearForPublicBodies;

    fn try_from(raw: RawSharing) -> Result<Sharing, ClearForPublicBodies> {
        Sharing::new(raw.tlp, raw.audience, raw.public_bodies_only)
    }
}

impl From<Sharing> for RawSharing {
    fn from(sharing: Sharing) -> RawSharing {
        RawSharing { tlp: sharing.tlp, audience: sharing.audience, public_bodies_only: sharing.public_bodies_only }
    }
}
