//! What is decided about an indicator in the portal, on top of what its file says. Each field that was edited follows the portal
//! from then on, whatever a later file says, until it is handed back to the file. Nothing is overwritten: the edits are the history.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::contract::{Goal, SmallNumbers, Version};
use super::delivery::KEEPER;
use super::indicator::Indicator;
use super::reader::{Person, Role};
use super::sharing::Sharing;
use super::slug::Slug;

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Edit {
    /// Another organisation answers for it.
    Owner { organisation: Slug },
    /// A narrower label, for the values that are there as well.
    Narrow { sharing: Sharing },
    /// Days after the end of a period until its values are complete.
    Delay { days: u16 },
    /// A value to compare with, or to get to.
    Goal { goal: Goal },
    /// A change of the definition, from a day on.
    Version { version: Version },
    /// The places that values are about; none: any place.
    Hubs { hubs: Vec<Slug> },
    /// The rule for small numbers, and why.
    SmallNumbers { rule: SmallNumbers, reason: String },
    /// A rule that would show what is hidden now. It holds when a second person agrees, as [`Edit::SmallNumbers`].
    Loosen { rule: SmallNumbers, reason: String },
    /// What was proposed last is not to hold.
    KeepRule,
    /// This field follows the file again. A label that was narrowed stays as it is for the values that are there.
    HandBack { field: Field },
}

impl Edit {
    pub fn field(&self) -> Field {
        match self {
            Edit::Owner { .. } => Field::Owner,
            Edit::Narrow { .. } => Field::Label,
            Edit::Delay { .. } => Field::Delay,
            Edit::Goal { .. } => Field::Goals,
            Edit::Version { .. } => Field::Versions,
            Edit::Hubs { .. } => Field::Hubs,
            Edit::SmallNumbers { .. } | Edit::Loosen { .. } | Edit::KeepRule => Field::SmallNumbers,
            Edit::HandBack { field } => *field,
        }
    }
}

/// What can be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Owner,
    Label,
    Delay,
    Hubs,
    SmallNumbers,
    Goals,
    Versions,
}

impl Field {
    pub const ALL: [Field; 7] =
        [Field::Owner, Field::Label, Field::Delay, Field::Hubs, Field::SmallNumbers, Field::Goals, Field::Versions];

    pub fn code(self) -> &'static str {
        match self {
            Field::Owner => "owner",
            Field::Label => "label",
            Field::Delay => "delay",
            Field::Hubs => "hubs",
            Field::SmallNumbers => "small-numbers",
            Field::Goals => "goals",
            Field::Versions => "versions",
        }
    }

    pub fn parse(code: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.code() == code)
    }
}

/// An edit with when it was made, and on whose behalf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub id: Slug,
    /// The person.
    pub by: Slug,
    pub indicator: Slug,
    pub at: Timestamp,
    pub organisation: Slug,
    pub edit: Edit,
}

/// The edits of one field that hold: those since it was last handed back to the file.
pub fn holding(edits: &[Made], field: Field) -> &[Made] {
    let back = edits.iter().rposition(|made| made.edit == Edit::HandBack { field });
    &edits[back.map_or(0, |at| at + 1)..]
}

/// The indicator as it holds: what its file says, with the edits on top. `edits` are those of this indicator, oldest first.
pub fn edited(mut indicator: Indicator, edits: &[Made]) -> Indicator {
    let of =
        |field: Field| holding(edits, field).iter().map(|made| &made.edit).filter(move |edit| edit.field() == field);
    for edit in Field::ALL.into_iter().flat_map(of) {
        match edit.clone() {
            Edit::Owner { organisation } => indicator.owner = Some(organisation),
            Edit::Narrow { sharing } => indicator.sharing = Some(sharing),
            Edit::Delay { days } => indicator.delay_days = Some(days),
            Edit::Goal { goal } => {
                let same =
                    |other: &Goal| (other.kind, &other.place, other.period) == (goal.kind, &goal.place, goal.period);
                indicator.goals.retain(|other| !same(other));
                indicator.goals.push(goal);
            }
            Edit::Version { version } => {
                indicator.versions.retain(|other| other.from != version.from);
                indicator.versions.push(version);
                indicator.versions.sort_by_key(|version| version.from);
            }
            Edit::Hubs { hubs } => indicator.hubs = hubs,
            Edit::SmallNumbers { rule, .. } => indicator.small_numbers = Some(rule),
            Edit::Loosen { .. } | Edit::KeepRule | Edit::HandBack { .. } => {}
        }
    }
    indicator
}

/// The looser rule that waits for a second person: the last that was said of the rule.
pub fn waiting(edits: &[Made]) -> Option<&Made> {
    let last = edits.iter().rfind(|made| made.edit.field() == Field::SmallNumbers)?;
    matches!(last.edit, Edit::Loosen { .. }).then_some(last)
}

/// The last edit of a field, whatever it said: who looked at a form filled in with what holds looked at this.
pub fn last(edits: &[Made], field: Field) -> Option<&Slug> {
    edits.iter().rfind(|made| made.edit.field() == field).map(|made| &made.id)
}

/// Whether the field follows the portal.
pub fn is_decided_here(edits: &[Made], field: Field) -> bool {
    let decides = |edit: &Edit| !matches!(edit, Edit::Loosen { .. } | Edit::KeepRule | Edit::HandBack { .. });
    holding(edits, field).iter().any(|made| made.edit.field() == field && decides(&made.edit))
}

/// The label that no value of the indicator may be wider than, where one was chosen in the portal.
pub fn ceiling(edits: &[Made]) -> Option<&Sharing> {
    holding(edits, Field::Label).iter().rev().find_map(|made| match &made.edit {
        Edit::Narrow { sharing } => Some(sharing),
        _ => None,
    })
}

/// Whether somebody may see the register with its edits: admins and editors.
pub fn sees_register(person: &Person) -> bool {
    person.roles.contains(&Role::Admin) || person.roles.contains(&Role::Editor)
}

/// Whether somebody may edit a field of an indicator: admins all of them, and editors of the organisation that answers for it all
/// but who that is.
pub fn may_edit(person: &Person, indicator: &Indicator, field: Field) -> bool {
    let owner = indicator.owner.as_ref().map_or(KEEPER, Slug::as_str);
    person.roles.contains(&Role::Admin)
        || person.roles.contains(&Role::Editor) && owner == person.organisation.as_str() && field != Field::Owner
}
