//! What is wrong with a form, in words.

use serde::Deserialize;

use crate::desk::{Fault, LEAST_PASSWORD};
use crate::words::fill;
use crate::words::using::AmissWords;

/// One sentence for each [`Fault`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faults {
    pub not_signed_in: String,
    pub too_many: String,
    pub expired: String,
    pub no_identity: String,
    pub no_account: String,
    pub no_passkey: String,
    pub not_fresh: String,
    pub wrong_code: String,
    pub wrong_password: String,
    pub weak_password: String,
    pub no_invitation: String,
    pub no_name: String,
    pub no_email: String,
    pub email_taken: String,
    pub name_taken: String,
    pub no_organisation: String,
    pub no_hub: String,
    pub no_role: String,
    pub no_person: String,
    pub no_heir: String,
    pub not_closed: String,
    pub begun: String,
    pub no_group: String,
    pub missing: String,
    pub no_day: String,
    pub no_member: String,
    pub last_admin: String,
    pub signed_out: String,
    pub moved: String,
    pub overtaken: String,
    pub flaws: String,
    pub findings: String,
    pub not_sure: String,
    pub no_reviewer: String,
    pub no_moment: String,
    pub full: String,
    pub no_schedule: String,
    pub no_session: String,
    pub not_open: String,
    pub no_place: String,
    pub reminded: String,
    pub nothing_missing: String,
    pub not_allowed: String,
    pub rows: String,
    pub unavailable: String,
    pub amiss: AmissWords,
}

impl Faults {
    pub fn of(&self, fault: &Fault) -> String {
        match fault {
            Fault::NotSignedIn => self.not_signed_in.clone(),
            Fault::TooMany(seconds) => fill(&self.too_many, &[("minutes", &seconds.div_ceil(60))]),
            Fault::Expired => self.expired.clone(),
            Fault::NoIdentity => self.no_identity.clone(),
            Fault::NoAccount => self.no_account.clone(),
            Fault::NoPasskey => self.no_passkey.clone(),
            Fault::NotFresh => self.not_fresh.clone(),
            Fault::WrongCode => self.wrong_code.clone(),
            Fault::WrongPassword => self.wrong_password.clone(),
            Fault::WeakPassword => fill(&self.weak_password, &[("least", &LEAST_PASSWORD)]),
            Fault::NoInvitation => self.no_invitation.clone(),
            Fault::NoName => self.no_name.clone(),
            Fault::NoEmail => self.no_email.clone(),
            Fault::EmailTaken => self.email_taken.clone(),
            Fault::NameTaken(name) => fill(&self.name_taken, &[("name", name)]),
            Fault::NoOrganisation(_) => self.no_organisation.clone(),
            Fault::NoHub(_) => self.no_hub.clone(),
            Fault::NoRole => self.no_role.clone(),
            Fault::NoPerson(_) => self.no_person.clone(),
            Fault::NoHeir => self.no_heir.clone(),
            Fault::NotClosed => self.not_closed.clone(),
            Fault::Begun => self.begun.clone(),
            Fault::NoGroup => self.no_group.clone(),
            Fault::Missing(_) => self.missing.clone(),
            Fault::NoDay => self.no_day.clone(),
            Fault::NoMember => self.no_member.clone(),
            Fault::LastAdmin => self.last_admin.clone(),
            Fault::Amiss(amiss) => self.amiss.of(*amiss).to_owned(),
            Fault::SignedOut => self.signed_out.clone(),
            Fault::Moved => self.moved.clone(),
            Fault::Overtaken => self.overtaken.clone(),
            Fault::Flaws => self.flaws.clone(),
            Fault::Findings => self.findings.clone(),
            Fault::NotSure => self.not_sure.clone(),
            Fault::NoReviewer => self.no_reviewer.clone(),
            Fault::NoMoment => self.no_moment.clone(),
            Fault::Full => self.full.clone(),
            Fault::Rows(_) => self.rows.clone(),
            // The workflow has a sentence for each reason; see `ContributeWords::no`.
            Fault::NotAllowed(_) => self.not_allowed.clone(),
            Fault::NoSchedule => self.no_schedule.clone(),
            Fault::NoSession => self.no_session.clone(),
            Fault::NotOpen => self.not_open.clone(),
            Fault::NoPlace => self.no_place.clone(),
            Fault::Reminded => self.reminded.clone(),
            Fault::NothingMissing => self.nothing_missing.clone(),
            // The forms of organisers have a line for each; see `parts::mistakes`.
            Fault::Mistakes(_) | Fault::Schedule(_) => self.flaws.clone(),
            // Those of attachments have words of their own.
            Fault::Unattached(_) | Fault::Refused(_) => self.unavailable.clone(),
        }
    }
}
