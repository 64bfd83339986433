//! Registering for a congress.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::lang::Lang;
use crate::model::reader::Reader;
use crate::model::registration::{Attendance, AttendanceAct, Attendee, RegisterAct, Registered, RegistrationPage};
use crate::model::slug::Slug;

/// Who comes. A registration is for its holder and for organisers; there is no page of anybody else's.
#[async_trait]
pub trait Registering: Send + Sync {
    /// What somebody may do about a congress, who is signed in or has a personal link. A link that does not hold is
    /// [`Refusal::Absent`].
    async fn registration(
        &self,
        account: Option<&Account>,
        conference: &Slug,
        link: Option<&str>,
    ) -> Result<RegistrationPage, Refusal>;

    /// Whether one may register for it today.
    async fn may_register(&self, conference: &Slug) -> Result<bool, Refusal>;

    async fn register(
        &self,
        account: Option<&Account>,
        conference: &Slug,
        lang: Lang,
        act: RegisterAct,
    ) -> Result<Registered, Fault>;

    /// Every registration of whoever is signed in, with its congress.
    async fn own_registrations(&self, account: &Account) -> Result<Vec<(Slug, Attendee)>, Refusal>;

    /// Who comes, for organisers.
    async fn attendance(&self, reader: &Reader, conference: &Slug) -> Result<Attendance, Refusal>;

    /// Takes that along as a file: this is recorded.
    async fn export_attendance(&self, reader: &Reader, conference: &Slug) -> Result<Attendance, Refusal>;

    async fn attend_to(&self, account: &Account, conference: &Slug, act: AttendanceAct) -> Result<(), Fault>;
}

impl Desk {
    pub async fn registration(&self, conference: &Slug, link: Option<&str>) -> Result<RegistrationPage, Refusal> {
        self.library.registration(self.account(), conference, link).await
    }

    pub async fn may_register(&self, conference: &Slug) -> Result<bool, Refusal> {
        self.library.may_register(conference).await
    }

    /// A token reads: it registers nobody.
    pub async fn register(&self, conference: &Slug, lang: Lang, act: RegisterAct) -> Result<Registered, Fault> {
        let account = self.account();
        if account.is_some_and(|account| account.session.is_none()) {
            return Err(Refusal::Absent.into());
        }
        self.library.register(account, conference, lang, act).await
    }

    pub async fn own_registrations(&self) -> Result<Vec<(Slug, Attendee)>, Refusal> {
        self.library.own_registrations(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn attendance(&self, conference: &Slug) -> Result<Attendance, Refusal> {
        self.library.attendance(&self.reader, conference).await
    }

    pub async fn export_attendance(&self, conference: &Slug) -> Result<Attendance, Refusal> {
        self.library.export_attendance(&self.reader, conference).await
    }

    pub async fn attend_to(&self, conference: &Slug, act: AttendanceAct) -> Result<(), Fault> {
        self.library.attend_to(self.acting_account()?, conference, act).await
    }
}
