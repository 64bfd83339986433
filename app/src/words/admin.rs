//! The pages below `/beheer`.

use serde::Deserialize;

use crate::model::account::NamesShown;
use crate::model::reader::OrganisationKind;

/// The pages of admins.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdminWords {
    pub title: String,
    pub lead: String,
    pub people: String,
    pub people_lead: String,
    pub organisations: String,
    pub groups: String,
    pub record: String,
    pub record_lead: String,
    pub record_none: String,
    pub name: String,
    pub email: String,
    pub organisation: String,
    pub roles: String,
    pub state: String,
    pub active: String,
    pub invited: String,
    pub disabled: String,
    pub with_code: String,
    pub sessions: String,
    pub tokens: String,
    pub add_person: String,
    pub add: String,
    pub save: String,
    pub set_roles: String,
    pub access: String,
    pub disable: String,
    pub disable_person_hint: String,
    pub erase: String,
    pub erase_hint: String,
    pub retention: String,
    pub retention_lead: String,
    pub retention_record: String,
    pub retention_drafts: String,
    pub retention_leavers: String,
    pub retention_wanted: String,
    pub days: String,
    pub handover: String,
    pub handover_lead: String,
    pub handover_red: String,
    pub handover_nobody: String,
    pub handover_to: String,
    pub handover_choose: String,
    pub handover_do: String,
    pub succession_none: String,
    /// With `{documents}`, `{drafts}`, `{signals}`, `{groups}` and `{indicators}`.
    pub succession_lead: String,
    pub succession_rule: String,
    pub succession_to: String,
    pub succession_pick: String,
    pub succession_person: String,
    pub succession_choose: String,
    pub succession_nobody: String,
    pub succession_close: String,
    pub enable: String,
    pub invite: String,
    pub invite_hint: String,
    pub already_in: String,
    pub find: String,
    pub find_member: String,
    pub choose_person: String,
    /// With `{text}`.
    pub found_nobody: String,
    /// With `{shown}` and `{count}`.
    pub found_more: String,
    pub kind: String,
    pub hubs: String,
    pub persons: String,
    pub id: String,
    pub add_organisation: String,
    pub disable_organisation_hint: String,
    pub add_group: String,
    pub purpose: String,
    pub basis: String,
    pub owner: String,
    pub ends: String,
    pub hidden: String,
    pub members: String,
    pub no_members: String,
    pub add_member: String,
    pub member: String,
    pub remove: String,
    pub terms: String,
    pub no_groups: String,
    pub time: String,
    pub person: String,
    pub deed: String,
    pub document: String,
    pub not_named: String,
    pub tlp: String,
    pub ground: String,
    pub everyone: String,
    pub anything: String,
    pub limits: String,
    pub limits_lead: String,
    pub limit: String,
    pub limit_about: String,
    pub limit_value: String,
    pub seconds: String,
    pub names: String,
    pub names_nobody: String,
    pub names_colleagues: String,
    pub names_community: String,
    pub find_person: String,
    pub persons_found: String,
    pub filter: String,
    pub newer: String,
    pub older: String,
    pub choose: String,
    pub organisation_kind: OrganisationKinds,
}

impl AdminWords {
    pub fn names_shown(&self, shown: NamesShown) -> &str {
        match shown {
            NamesShown::Nobody => &self.names_nobody,
            NamesShown::Colleagues => &self.names_colleagues,
            NamesShown::Community => &self.names_community,
        }
    }

    pub fn kind(&self, kind: OrganisationKind) -> &str {
        match kind {
            OrganisationKind::Public => &self.organisation_kind.public,
            OrganisationKind::Private => &self.organisation_kind.private,
            OrganisationKind::Academic => &self.organisation_kind.academic,
            OrganisationKind::Foreign => &self.organisation_kind.foreign,
        }
    }
}

/// What kind of organisation one is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationKinds {
    pub public: String,
    pub private: String,
    pub academic: String,
    pub foreign: String,
}
