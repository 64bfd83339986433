//! Signing in, and one's own account.

use serde::Deserialize;

use crate::model::audit::Deed;
use crate::model::reader::Role;

/// The pages of who signs in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountWords {
    pub sign_in: String,
    pub sign_in_lead: String,
    pub email: String,
    pub password: String,
    pub no_account: String,
    pub by_provider: String,
    pub by_passkey: String,
    pub second_step: String,
    pub second_step_lead: String,
    pub code: String,
    pub code_hint: String,
    pub go_on: String,
    pub invitation: String,
    pub invitation_lead: String,
    pub first_admin_lead: String,
    pub name: String,
    pub new_password: String,
    pub password_hint: String,
    pub open_account: String,
    pub invitation_over: String,
    pub invitation_over_text: String,
    pub title: String,
    pub organisation: String,
    pub roles: String,
    pub since: String,
    pub id: String,
    pub sessions: String,
    pub this_session: String,
    pub unknown_agent: String,
    pub seen: String,
    pub begun: String,
    pub device: String,
    pub end: String,
    pub end_others: String,
    pub change_password: String,
    pub old_password: String,
    pub totp: String,
    pub totp_off: String,
    pub totp_offer: String,
    pub totp_offered: String,
    pub totp_secret: String,
    pub totp_open: String,
    pub totp_confirm: String,
    pub totp_on: String,
    pub totp_stop: String,
    pub no_password: String,
    pub choose_password: String,
    pub passkeys: String,
    pub passkeys_lead: String,
    pub passkeys_script: String,
    pub passkey_device: String,
    pub passkey_added: String,
    pub passkey_name: String,
    pub passkey_name_hint: String,
    pub passkey_add: String,
    pub passkey_cancelled: String,
    pub passkey_failed: String,
    pub never_used: String,
    pub provider: String,
    pub provider_lead: String,
    pub provider_end: String,
    pub tokens: String,
    pub tokens_lead: String,
    pub tokens_none: String,
    pub tokens_make: String,
    pub groups: String,
    pub groups_none: String,
    pub purpose: String,
    pub basis: String,
    pub owner: String,
    pub until: String,
    pub members: String,
    pub roster_hidden: String,
    pub data: String,
    pub data_lead: String,
    pub data_take: String,
    pub record: String,
    pub record_lead: String,
    pub record_none: String,
    pub done: String,
    pub shown_once: String,
    pub shown_invitation: String,
    pub shown_token: String,
    pub shown_codes: String,
    pub wrong: String,
    pub role: Roles,
    pub deed: Deeds,
}

impl AccountWords {
    pub fn role(&self, role: Role) -> &str {
        match role {
            Role::Reader => &self.role.reader,
            Role::Contributor => &self.role.contributor,
            Role::Editor => &self.role.editor,
            Role::Organiser => &self.role.organiser,
            Role::Steering => &self.role.steering,
            Role::Secretariat => &self.role.secretariat,
            Role::Admin => &self.role.admin,
        }
    }

    pub fn deed(&self, deed: Deed) -> &str {
        match deed {
            Deed::Read => &self.deed.read,
            Deed::Exported => &self.deed.exported,
            Deed::Refused => &self.deed.refused,
            Deed::Invited => &self.deed.invited,
            Deed::Ended => &self.deed.ended,
            Deed::Contacted => &self.deed.contacted,
        }
    }
}

/// What a person does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    pub reader: String,
    pub contributor: String,
    pub editor: String,
    pub organiser: String,
    pub steering: String,
    pub secretariat: String,
    pub admin: String,
}

/// What the record says somebody did.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deeds {
    pub read: String,
    pub exported: String,
    pub refused: String,
    pub invited: String,
    pub ended: String,
    pub contacted: String,
}
