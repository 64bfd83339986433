//! What organisers and their visitors do, when everything inside breaks.

use app::desk::{Aftermath, Fault, Organising, Refusal, Registering};
use app::model::account::Account;
use app::model::conference::{OrganiseAct, Organised, WorkRow, Workspace};
use app::model::lang::Lang;
use app::model::outcome::{AfterAct, CameFrom, ConferenceAfter, SessionAfter, SessionNote};
use app::model::reader::Reader;
use app::model::registration::{Attendance, AttendanceAct, Attendee, RegisterAct, Registered, RegistrationPage};
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Broken, SECRET};

#[async_trait]
impl Organising for Broken {
    async fn workspaces(&self, _: &Reader) -> Result<Vec<WorkRow>, Refusal> {
        panic!("{SECRET}")
    }

    async fn workspace(&self, _: &Reader, _: &Slug) -> Result<Workspace, Refusal> {
        panic!("{SECRET}")
    }

    async fn organise(&self, _: &Account, _: OrganiseAct) -> Result<Organised, Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Registering for Broken {
    async fn registration(&self, _: Option<&Account>, _: &Slug, _: Option<&str>) -> Result<RegistrationPage, Refusal> {
        panic!("{SECRET}")
    }

    async fn may_register(&self, _: &Slug) -> Result<bool, Refusal> {
        panic!("{SECRET}")
    }

    async fn register(&self, _: Option<&Account>, _: &Slug, _: Lang, _: RegisterAct) -> Result<Registered, Fault> {
        panic!("{SECRET}")
    }

    async fn own_registrations(&self, _: &Account) -> Result<Vec<(Slug, Attendee)>, Refusal> {
        panic!("{SECRET}")
    }

    async fn attendance(&self, _: &Reader, _: &Slug) -> Result<Attendance, Refusal> {
        panic!("{SECRET}")
    }

    async fn export_attendance(&self, _: &Reader, _: &Slug) -> Result<Attendance, Refusal> {
        panic!("{SECRET}")
    }

    async fn attend_to(&self, _: &Account, _: &Slug, _: AttendanceAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Aftermath for Broken {
    async fn after_session(&self, _: &Reader, _: &Slug, _: u64) -> Result<SessionAfter, Refusal> {
        panic!("{SECRET}")
    }

    async fn after_conference(&self, _: &Reader, _: &Slug) -> Result<ConferenceAfter, Refusal> {
        panic!("{SECRET}")
    }

    async fn came_from(&self, _: &Reader, _: &Slug) -> Result<Option<CameFrom>, Refusal> {
        panic!("{SECRET}")
    }

    async fn own_notes(&self, _: &Account) -> Result<Vec<SessionNote>, Refusal> {
        panic!("{SECRET}")
    }

    async fn act_after(&self, _: &Account, _: &Slug, _: u64, _: AfterAct) -> Result<Option<Slug>, Fault> {
        panic!("{SECRET}")
    }
}
