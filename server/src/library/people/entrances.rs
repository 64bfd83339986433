//! Coming in without a password.

use app::desk::{Ceremony, Entrances, Entry, Fault, Refusal};
use app::model::account::{Account, Identity, WaysIn};
use app::model::slug::Slug;
use async_trait::async_trait;

use super::passkey::Passkeys;
use super::secret;
use crate::library::{Shelf, administration, unavailable};
use crate::store::{NewPasskey, Proof};

/// An identity provider whose word counts here.
#[derive(Clone, Debug)]
pub struct Trusted {
    /// What people know it as.
    pub name: String,
    /// Whose people it knows; everybody's where there are none. A provider of one organisation could otherwise say that
    /// somebody is an admin of another.
    pub organisations: Vec<Slug>,
}

/// The ways in of a site besides passwords.
#[derive(Clone, Default)]
pub struct Doors {
    pub provider: Option<Trusted>,
    pub passkeys: Option<Passkeys>,
}

#[async_trait]
impl Entrances for Shelf {
    fn ways_in(&self) -> WaysIn {
        let provider = self.doors.provider.as_ref().map(|provider| provider.name.clone());
        WaysIn { provider, passkeys: self.doors.passkeys.is_some() }
    }

    async fn sign_in_as(&self, identity: &Identity, agent: &str) -> Result<Entry, Fault> {
        let trusted = self.doors.provider.as_ref().ok_or(Fault::NoAccount)?;
        let known = self.store.person_with_identity(identity).await.map_err(unavailable)?;
        let keys = match (&known, &identity.email) {
            (Some(person), _) => self.store.keys_of(person).await,
            (None, Some(email)) => self.store.keys_by_email(email).await,
            (None, None) => Ok(None),
        };
        let keys = keys.map_err(unavailable)?.ok_or(Fault::NoAccount)?;
        let account = self.store.account_of(&keys.id).await.map_err(unavailable)?.ok_or(Fault::NoAccount)?;
        if !trusted.organisations.is_empty() && !trusted.organisations.contains(&account.person.organisation) {
            return Err(Fault::NoAccount);
        }
        if known.is_none() {
            let added = self.store.add_identity(&administration::actor(&keys.id), &keys.id, identity).await;
            if !added.map_err(unavailable)? {
                return Err(Fault::NoAccount);
            }
        }
        // The provider stands for the password, not for the second step: who asked for one gets it.
        let halfway = keys.totp.is_some();
        let fresh = secret::fresh()?;
        let proof = Proof::Identity(identity);
        let added = self.store.add_session(&secret::digest(&fresh), &keys.id, proof, halfway, agent).await;
        match (added.map_err(unavailable)?, halfway) {
            (false, _) => Err(Fault::NoAccount),
            (true, true) => Ok(Entry::Halfway(fresh)),
            (true, false) => Ok(Entry::Session(fresh)),
        }
    }

    fn ask_passkey(&self) -> Result<Ceremony, Fault> {
        self.passkeys()?.enter()
    }

    async fn sign_in_by_passkey(&self, ceremony: &str, answer: &str, agent: &str) -> Result<String, Fault> {
        let passkeys = self.passkeys()?;
        let (person, id, answer) = passkeys.said(answer)?;
        let record = self.store.passkey_record(&person, &id).await.map_err(unavailable)?.ok_or(Fault::NoPasskey)?;
        let signed = passkeys.entered(ceremony, &answer, &record)?;
        self.store.passkey_used(&id, &signed.record).await.map_err(unavailable)?;
        let fresh = secret::fresh()?;
        let added = self.store.add_session(&secret::digest(&fresh), &person, Proof::Passkey(&id), false, agent).await;
        if added.map_err(unavailable)? { Ok(fresh) } else { Err(Fault::NoPasskey) }
    }

    async fn offer_passkey(&self, account: &Account, password: &str) -> Result<Ceremony, Fault> {
        let passkeys = self.passkeys()?;
        self.prove(account, password).await?;
        let records = self.store.passkey_records(&account.person.id).await.map_err(unavailable)?;
        passkeys.join(&account.person.id, account.email.as_str(), &records)
    }

    async fn add_passkey(&self, account: &Account, ceremony: &str, name: &str, answer: &str) -> Result<(), Fault> {
        // As with every other change of one's own account: a token is not enough.
        account.session.as_ref().ok_or(Refusal::Absent)?;
        let name = administration::name(name)?;
        let person = &account.person.id;
        let signed = self.passkeys()?.joined(person, ceremony, answer)?;
        let new = NewPasskey { id: &signed.id, name: &name, record: &signed.record };
        let added = self.store.add_passkey(&administration::actor(person), person, new).await;
        if added.map_err(unavailable)? { Ok(()) } else { Err(Fault::NoPasskey) }
    }
}

impl Shelf {
    fn passkeys(&self) -> Result<&Passkeys, Fault> {
        self.doors.passkeys.as_ref().ok_or(Fault::Refused(Refusal::Absent))
    }
}
