//! What is wrong with a form, so that the one who filled it in can mend it.

use crate::desk::{Amiss, Refusal, Unattached};
use crate::model::account::Secret;
use crate::model::conference::Mistake;
use crate::model::problem::Problem;
use crate::model::workflow::No;

/// Why a form was not carried out. The text is for the command line; pages have their own words for each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No such account, another password, or an account that was disabled: never told apart.
    #[error("e-mail address and password do not match")]
    NotSignedIn,
    #[error("too many attempts: try again in {0} seconds")]
    TooMany(u32),
    /// The time for the second step is over, or the first was never taken.
    #[error("sign in again")]
    Expired,
    /// The identity provider is down, or what it said does not hold.
    #[error("the identity provider did not say who you are: try again, or sign in with a password")]
    NoIdentity,
    /// Nobody here has the address that the provider told, or may come in by it.
    #[error("there is no account here for the address that the identity provider told")]
    NoAccount,
    #[error("this passkey does not fit an account here")]
    NoPasskey,
    /// Without a password, only a fresh session proves who sits there.
    #[error("sign in again and do this within ten minutes")]
    NotFresh,
    #[error("this code is not right, or was used before")]
    WrongCode,
    #[error("the present password is not right")]
    WrongPassword,
    #[error("choose a password of {least} to {most} characters that is not your name or e-mail address", least = LEAST_PASSWORD, most = MOST_PASSWORD)]
    WeakPassword,
    /// The invitation was used, withdrawn or is too old.
    #[error("this invitation does not hold any more: ask for a new one")]
    NoInvitation,
    #[error("field name: fill in a name of at most 200 characters")]
    NoName,
    #[error("field email: write an address such as name@organisation.example")]
    NoEmail,
    #[error("field email: there is already an account with this address")]
    EmailTaken,
    #[error("field name: there is already one of this name ({0})")]
    NameTaken(String),
    #[error("field organisation: there is no organisation '{0}'")]
    NoOrganisation(String),
    #[error("field hub: there is no hub '{0}'")]
    NoHub(String),
    #[error("there is no hub or place '{0}': use the codes of the register")]
    NoSuchPlace(String),
    #[error("field role: choose one of reader, contributor, editor, organiser, steering, secretariat, admin")]
    NoRole,
    #[error("field email: there is no account of '{0}'")]
    NoPerson(String),
    /// A link is for who is not in yet; whoever holds it comes in as that person.
    #[error("this person is already active")]
    AlreadyIn,
    /// Of another organisation, or with an account that may not write.
    #[error("field to: choose a colleague of the same organisation who may write")]
    NoHeir,
    /// Of the organisation that leaves, or with an account that may not write.
    #[error("field to: choose a person of another organisation who may write")]
    NoSuccessor,
    /// Only an account that was closed is erased.
    #[error("close the account first")]
    NotClosed,
    #[error("the files of this draft are still being read: try again in a few seconds")]
    FilesUnread,
    #[error("this would let you in yourself: ask another admin to do it")]
    ForOneself,
    /// Work that a colleague could take over is still in their name.
    #[error("hand over the drafts and signals of this person first")]
    NotHandedOver,
    /// Of this document somebody is writing a draft already.
    #[error("you have a draft of this document: finish it or throw it away first")]
    Begun,
    #[error("there is no such group")]
    NoGroup,
    #[error("field {0}: fill this in, in at most 1000 characters")]
    Missing(&'static str),
    #[error("field ends: give a day from today on, as 2027-12-31")]
    NoDay,
    #[error("field member: write organisation:ID or person:ID of one that exists")]
    NoMember,
    /// Nobody would be left who can manage the site.
    #[error("this is the last admin: make another one first")]
    LastAdmin,
    #[error("{0}")]
    Amiss(#[from] Amiss),
    /// The session ended while something was being written.
    #[error("sign in and send this again: nothing of it is lost")]
    SignedOut,
    /// The workflow does not allow this step.
    #[error("this step is not allowed: {0:?}")]
    NotAllowed(No),
    /// Somebody saved, published or decided in between.
    #[error("this was changed in the meantime: look at it again")]
    Moved,
    /// Another revision was published since the draft was begun.
    #[error("a newer revision was published in the meantime: go on from that one")]
    Overtaken,
    /// Fields of the draft are not right yet.
    #[error("fields are missing or not right yet")]
    Flaws,
    /// The check found personal data or operational detail for which no reason is given.
    #[error("remove what the check found, or say why it stays")]
    Findings,
    /// It would be shared with somebody it was never shared with before, and nobody said that this is meant.
    #[error("say that you mean to share with who you never shared with before")]
    NotSure,
    #[error("nobody there can look at this: ask another organisation")]
    NoReviewer,
    #[error("field due: give a moment within a year from now")]
    NoMoment,
    #[error("there are too many drafts: throw some away first")]
    Full,
    /// Rows of a file that was handed in; nothing of it was taken.
    #[error("{}", .0.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n"))]
    Rows(Vec<Problem>),
    #[error("{0}")]
    Unattached(#[from] Unattached),
    /// Fields of a form of organisers that are not right.
    #[error("fields are not right yet: {0:?}")]
    Mistakes(Vec<Mistake>),
    /// What is wrong with a schedule file.
    #[error("{}", .0.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n"))]
    Schedule(Vec<Problem>),
    #[error("field file: choose a schedule as .xml or .json")]
    NoSchedule,
    #[error("choose at least one session")]
    NoSession,
    /// Nobody could read what is written to a contact point.
    #[error(
        "nobody reads what is written to this contact point: give it an address, and choose who is behind it or give somebody there the role editor"
    )]
    NoReceiver,
    #[error("registration is not open")]
    NotOpen,
    #[error("the waiting list is full as well")]
    NoPlace,
    /// A speaker gets one reminder a day at most.
    #[error("this speaker was reminded less than a day ago: wait until tomorrow")]
    Reminded,
    #[error("nothing is missing that a speaker could send")]
    NothingMissing,
    #[error("{0}")]
    Refused(#[from] Refusal),
}

/// Characters of a password. ASVS 5.0 (6.2.1) asks for 8 at least and advises 15.
pub const LEAST_PASSWORD: usize = 12;
pub const MOST_PASSWORD: usize = 200;

impl Fault {
    /// The HTTP status (RFC 9110).
    pub fn status(&self) -> u16 {
        match self {
            Fault::TooMany(_) => 429,
            Fault::Unattached(Unattached::TooLarge { .. }) => 413,
            Fault::Unattached(Unattached::Busy) => 503,
            Fault::Refused(refusal) => refusal.status(),
            Fault::NotAllowed(_) | Fault::SignedOut => 403,
            Fault::Moved | Fault::Overtaken => 409,
            _ => 422,
        }
    }
}

/// A form that comes back to its page: filled in and refused, or carried out with something to show. The server lends it
/// by context.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    pub fault: Option<Fault>,
    pub shown: Option<Secret>,
    filled: Vec<(String, String)>,
}

impl Returned {
    pub fn refused(fault: Fault, filled: Vec<(String, String)>) -> Returned {
        Returned { fault: Some(fault), shown: None, filled }
    }

    pub fn shown(secret: Secret) -> Returned {
        Returned { shown: Some(secret), ..Returned::default() }
    }

    /// What was filled in; empty where nothing was.
    pub fn value(&self, name: &str) -> String {
        self.filled.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// All that was filled in.
    pub fn filled(&self) -> impl Iterator<Item = (&str, &str)> {
        self.filled.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether a box was ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.filled.iter().any(|(key, filled)| key == name && filled == value)
    }
}

/// The form that came back in this request; an empty one where none did.
pub fn returned() -> Returned {
    leptos::prelude::use_context::<Returned>().unwrap_or_default()
}
