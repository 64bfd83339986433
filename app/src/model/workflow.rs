//! The way of a write-up: from draft to published and beyond, and who may take which step.
//!
//! Pure. The library enforces it at every write; pages ask it which buttons to show. `tests/suite/workflow.rs` has the table.

use serde::{Deserialize, Serialize};

use super::reader::{OrganisationKind, Person, Role};
use super::sharing::{Audience, Sharing, may_read};
use super::slug::Slug;
use super::tlp::Tlp;

/// Where a write-up is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written; seen by its author alone.
    Draft,
    /// Waits for a second person.
    Submitted,
    /// Back with its author, with remarks.
    SentBack,
    /// Approved, and waits for its moment.
    Scheduled,
    Published,
    /// Published in a hurry: a second pair of eyes is owed.
    Owed,
    /// Taken back; its text stays for those who could read it.
    Withdrawn,
    /// Taken back, and another document says it now.
    Superseded,
    /// Thrown away before anybody else saw it.
    Discarded,
}

impl State {
    pub const ALL: [State; 9] = [
        State::Draft,
        State::Submitted,
        State::SentBack,
        State::Scheduled,
        State::Published,
        State::Owed,
        State::Withdrawn,
        State::Superseded,
        State::Discarded,
    ];

    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Submitted => "submitted",
            State::SentBack => "sent-back",
            State::Scheduled => "scheduled",
            State::Published => "published",
            State::Owed => "owed",
            State::Withdrawn => "withdrawn",
            State::Superseded => "superseded",
            State::Discarded => "discarded",
        }
    }

    /// Whether somebody still has to do something.
    pub fn is_under_way(self) -> bool {
        matches!(self, State::Draft | State::Submitted | State::SentBack | State::Scheduled | State::Owed)
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A step on that way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    Save,
    Submit,
    /// The author takes it back before it is published.
    Retract,
    Discard,
    SendBack,
    Publish,
    Schedule,
    PublishUrgently,
    /// The second pair of eyes that was owed.
    Confirm,
    /// A new draft of a published document.
    Revise,
    Withdraw,
    Supersede,
}

impl Act {
    pub const ALL: [Act; 12] = [
        Act::Save,
        Act::Submit,
        Act::Retract,
        Act::Discard,
        Act::SendBack,
        Act::Publish,
        Act::Schedule,
        Act::PublishUrgently,
        Act::Confirm,
        Act::Revise,
        Act::Withdraw,
        Act::Supersede,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Act::Save => "save",
            Act::Submit => "submit",
            Act::Retract => "retract",
            Act::Discard => "discard",
            Act::SendBack => "send-back",
            Act::Publish => "publish",
            Act::Schedule => "schedule",
            Act::PublishUrgently => "publish-urgently",
            Act::Confirm => "confirm",
            Act::Revise => "revise",
            Act::Withdraw => "withdraw",
            Act::Supersede => "supersede",
        }
    }

    pub fn parse(code: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// What a step depends on, besides who takes it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    pub state: State,
    /// Who wrote it; nobody for what was imported.
    pub author: Option<&'a Slug>,
    /// The organisation on whose behalf it is written.
    pub organisation: &'a Slug,
    /// The organisation of who writes it.
    pub writer: &'a Slug,
    /// Who may read it once it is published; absent while no label is chosen.
    pub sharing: Option<&'a Sharing>,
    /// Who may read what is published of it now.
    pub published: Option<&'a Sharing>,
    /// Whom the author asked to look at it. Without it, every editor; only up to TLP:GREEN.
    pub asked: Option<&'a Audience>,
    /// Who published it in a hurry.
    pub hurried: Option<&'a Slug>,
}

/// Why somebody may not take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum No {
    /// Not from the state it is in.
    State,
    /// Only its author may.
    Author,
    /// Their roles do not include this.
    Role,
    /// Nobody approves their own work.
    OwnWork,
    /// Above TLP:CLEAR a second organisation looks.
    OwnOrganisation,
    /// The author did not ask them.
    NotAsked,
    /// It is for public bodies, and theirs is none.
    PublicBodies,
    /// Above TLP:AMBER only who may read it may look at it before.
    Audience,
    /// No label is chosen.
    Label,
}

/// May this person take this step? The state it leads to, or why not.
pub fn may(person: &Person, act: Act, case: &Case) -> Result<State, No> {
    use State::{Draft, Owed, Published, Scheduled, SentBack, Submitted};
    let from = |states: &[State]| if states.contains(&case.state) { Ok(()) } else { Err(No::State) };
    match act {
        Act::Save => author(person, case).and(from(&[Draft, SentBack])).map(|()| case.state),
        Act::Submit => {
            author(person, case)?;
            from(&[Draft, SentBack])?;
            asked_well(person, case)?;
            Ok(Submitted)
        }
        Act::Retract => author(person, case).and(from(&[Submitted, Scheduled])).map(|()| Draft),
        Act::Discard => author(person, case).and(from(&[Draft, SentBack])).map(|()| State::Discarded),
        // What is published already stays so; the remarks reach its author.
        Act::SendBack => {
            from(&[Submitted, Scheduled, Owed])?;
            eyes(person, case)?;
            Ok(if case.state == Owed { Owed } else { SentBack })
        }
        Act::Publish => from(&[Submitted, Scheduled]).and(eyes(person, case)).map(|()| Published),
        Act::Schedule => from(&[Submitted]).and(eyes(person, case)).map(|()| Scheduled),
        Act::PublishUrgently => {
            author(person, case)?;
            from(&[Draft, SentBack, Submitted])?;
            if !person.roles.contains(&Role::Editor) {
                return Err(No::Role);
            }
            asked_well(person, case)?;
            Ok(Owed)
        }
        Act::Confirm => from(&[Owed]).and(eyes(person, case)).map(|()| Published),
        Act::Revise => from(&[Published, Owed]).and(keeper(person, case, writes(person))).map(|()| Draft),
        Act::Withdraw => keep(person, case).map(|()| State::Withdrawn),
        Act::Supersede => keep(person, case).map(|()| State::Superseded),
    }
}

/// May this person see the working text? Its author always; others while their look at it is asked for.
pub fn sees(person: &Person, case: &Case) -> bool {
    let waits = matches!(case.state, State::Submitted | State::Scheduled | State::Owed);
    case.author == Some(&person.id) || (waits && eyes(person, case).is_ok())
}

/// Whether a person may write at all.
pub fn writes(person: &Person) -> bool {
    [Role::Contributor, Role::Editor, Role::Secretariat].iter().any(|role| person.roles.contains(role))
}

/// Whether a person looks after a document of an organisation: those who write for its owner, and its author, who may be of the
/// secretariat of a hub.
pub fn looks_after(person: &Person, owner: &Slug, author: Option<&Slug>) -> bool {
    writes(person) && (person.organisation == *owner || author == Some(&person.id))
}

/// Whether a person may write on behalf of an organisation with these hubs: those of their own organisation may, and the
/// secretariat of one of its hubs.
pub fn writes_on_behalf(person: &Person, organisation: &Slug, hubs: &[Slug]) -> bool {
    let secretariat = person.roles.contains(&Role::Secretariat) && hubs.iter().any(|hub| person.hubs.contains(hub));
    writes(person) && (person.organisation == *organisation || secretariat)
}

fn author(person: &Person, case: &Case) -> Result<(), No> {
    if case.author != Some(&person.id) {
        Err(No::Author)
    } else if !writes(person) {
        Err(No::Role)
    } else {
        Ok(())
    }
}

/// Who looks after a published document: its author, and those of its organisation who may read it and have the role.
fn keeper(person: &Person, case: &Case, role: bool) -> Result<(), No> {
    if !role {
        return Err(No::Role);
    }
    if case.author == Some(&person.id) {
        return Ok(());
    }
    if person.organisation != *case.organisation {
        return Err(No::Author);
    }
    let reader = person.reader();
    let reads = case.published.is_some_and(|sharing| may_read(&reader, sharing, case.author));
    if reads { Ok(()) } else { Err(No::Audience) }
}

fn keep(person: &Person, case: &Case) -> Result<(), No> {
    if !matches!(case.state, State::Published | State::Owed) {
        return Err(No::State);
    }
    let own = case.author == Some(&person.id) && writes(person);
    keeper(person, case, own || person.roles.contains(&Role::Editor))
}

/// Whether the author asked somebody who can say yes.
fn asked_well(person: &Person, case: &Case) -> Result<(), No> {
    let label = case.sharing.ok_or(No::Label)?.tlp().max(case.published.map_or(Tlp::Clear, Sharing::tlp));
    match case.asked {
        None if label > Tlp::Green => Err(No::NotAsked),
        Some(Audience::Organisation(asked)) if label > Tlp::Clear && *asked == person.organisation => {
            Err(No::OwnOrganisation)
        }
        Some(Audience::Person(asked)) if *asked == person.id => Err(No::OwnWork),
        Some(Audience::Hub(_) | Audience::Group(_)) => Err(No::NotAsked),
        _ => Ok(()),
    }
}

/// Whether this is a second pair of eyes for it, by what is written now and by what is published.
fn eyes(person: &Person, case: &Case) -> Result<(), No> {
    if case.author == Some(&person.id) || case.hurried == Some(&person.id) {
        return Err(No::OwnWork);
    }
    if !person.roles.contains(&Role::Editor) {
        return Err(No::Role);
    }
    let sharing = case.sharing.ok_or(No::Label)?;
    for sharing in case.published.into_iter().chain([sharing]) {
        let asked = match case.asked {
            None => sharing.tlp() <= Tlp::Green,
            Some(Audience::Organisation(asked)) => *asked == person.organisation,
            Some(Audience::Person(asked)) => *asked == person.id,
            Some(Audience::Hub(_) | Audience::Group(_)) => false,
        };
        if !asked {
            return Err(No::NotAsked);
        }
        if sharing.tlp() > Tlp::Clear && person.organisation == *case.writer {
            return Err(No::OwnOrganisation);
        }
        if sharing.public_bodies_only() && person.kind != OrganisationKind::Public {
            return Err(No::PublicBodies);
        }
        if sharing.tlp() > Tlp::Amber && !may_read(&person.reader(), sharing, None) {
            return Err(No::Audience);
        }
    }
    Ok(())
}
