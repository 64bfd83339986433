//! Accounts: who is this, may they come in, and what do they change about their own account.

pub mod entrances;
pub mod passkey;
pub mod password;
pub mod secret;
mod totp;

use app::desk::{Entry, Fault, People, Refusal};
use app::model::account::{Acceptance, Account, Credential, Email, Invitation, OwnAccount, OwnAct, Secret, Totp};
use app::model::audit::{Trace, TraceFilter};
use app::model::reader::Role;
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use self::password::judge;
use super::{Shelf, administration, unavailable};
use crate::store::{Keys, NewPerson, Proof, Taken};

#[async_trait]
impl People for Shelf {
    async fn who(&self, credential: &Credential) -> Result<Option<Account>, Refusal> {
        let found = match credential {
            Credential::Session(text) => self.store.who_in_session(&secret::digest(text)).await,
            Credential::Token(text) => self.store.who_by_token(&secret::digest(text)).await,
        };
        found.map_err(unavailable)
    }

    async fn sign_in(&self, email: &str, password: &str, agent: &str) -> Result<Entry, Fault> {
        // What is no address has no account; the work is the same.
        let keys = match email.parse::<Email>() {
            Ok(email) => self.store.keys_by_email(&email).await.map_err(unavailable)?,
            Err(_) => None,
        };
        let kept = keys.as_ref().and_then(|keys| keys.password.as_deref());
        let right = self.hasher.matches(password, kept).await?;
        let Some(keys) = keys.filter(|_| right) else { return Err(Fault::NotSignedIn) };
        let fresh = secret::fresh()?;
        let halfway = keys.totp.is_some();
        let proof = Proof::Password(keys.password.as_deref().unwrap_or_default());
        let added = self.store.add_session(&secret::digest(&fresh), &keys.id, proof, halfway, agent).await;
        if !added.map_err(unavailable)? {
            return Err(Fault::NotSignedIn);
        }
        Ok(if halfway { Entry::Halfway(fresh) } else { Entry::Session(fresh) })
    }

    async fn halfway(&self, text: &str) -> Result<Option<Slug>, Refusal> {
        self.store.halfway(&secret::digest(text)).await.map_err(unavailable)
    }

    async fn second_step(&self, text: &str, code: &str, agent: &str) -> Result<String, Fault> {
        let person = self.halfway(text).await?.ok_or(Fault::Expired)?;
        let keys = self.store.keys_of(&person).await.map_err(unavailable)?.ok_or(Fault::Expired)?;
        let right = match keys.totp.as_deref().map(|secret| totp::step(secret, code)).transpose()?.flatten() {
            Some(step) => self.store.use_totp_step(&person, step).await,
            None => self.store.use_recovery_code(&person, &secret::digest(code.trim())).await,
        };
        if !right.map_err(unavailable)? {
            return Err(Fault::WrongCode);
        }
        let fresh = secret::fresh()?;
        let completed = self.store.complete_session(&secret::digest(text), &secret::digest(&fresh), agent).await;
        if completed.map_err(unavailable)? { Ok(fresh) } else { Err(Fault::Expired) }
    }

    async fn sign_out(&self, account: &Account) -> Result<(), Refusal> {
        match &account.session {
            Some(session) => self.store.end_session(&account.person.id, session).await.map_err(unavailable),
            None => Ok(()),
        }
    }

    async fn invitation(&self, code: &str) -> Result<Option<Invitation>, Refusal> {
        let invited = self.store.invited(&secret::digest(code)).await.map_err(unavailable)?;
        Ok(match invited {
            None => None,
            Some(None) => Some(Invitation::FirstAdmin),
            Some(Some((name, email))) => Email::try_from(email).ok().map(|email| Invitation::Person { name, email }),
        })
    }

    async fn accept(&self, acceptance: Acceptance, agent: &str) -> Result<String, Fault> {
        let Acceptance { code, name, email, password } = acceptance;
        let first = match self.invitation(&code).await?.ok_or(Fault::NoInvitation)? {
            Invitation::Person { name, email } => {
                judge(&password, &name, &email)?;
                None
            }
            Invitation::FirstAdmin => {
                let first = first_admin(&name, &email)?;
                judge(&password, &first.name, &first.email)?;
                Some(first)
            }
        };
        let password = self.hasher.hash(&password).await?;
        let fresh = secret::fresh()?;
        let taken = Taken {
            digest: &secret::digest(&code),
            first: first.as_ref(),
            password: &password,
            session: &secret::digest(&fresh),
            agent,
        };
        if self.store.accept(taken).await.map_err(unavailable)? { Ok(fresh) } else { Err(Fault::NoInvitation) }
    }

    async fn own_account(&self, account: &Account) -> Result<OwnAccount, Refusal> {
        let person = &account.person;
        let keys = self.keys(person.id.clone()).await?;
        let totp = match (keys.totp, keys.totp_offered) {
            (Some(_), _) => {
                Totp::On { recovery_codes: self.store.recovery_codes_left(&person.id).await.map_err(unavailable)? }
            }
            // The secret is for the browser that asked for it, not for programs.
            (None, Some(secret)) if account.session.is_some() => {
                Totp::Offered { address: totp::address(&secret, &keys.email)?, secret }
            }
            _ => Totp::Off,
        };
        let mut groups = self.store.groups().await.map_err(unavailable)?;
        groups.retain(|group| person.groups.contains(&group.code));
        for group in groups.iter_mut().filter(|group| group.terms.hidden_roster) {
            group.members.clear();
        }
        Ok(OwnAccount {
            created: keys.created,
            sessions: self.store.sessions(&person.id).await.map_err(unavailable)?,
            tokens: self.store.tokens(&person.id).await.map_err(unavailable)?,
            totp,
            has_password: keys.password.is_some(),
            passkeys: self.store.passkeys(&person.id).await.map_err(unavailable)?,
            identity: self.store.identity_since(&person.id).await.map_err(unavailable)?,
            groups,
        })
    }

    async fn own_traces(&self, account: &Account, size: u32) -> Result<Vec<Trace>, Refusal> {
        let keys = account.reader().keys();
        let filter = TraceFilter { person: Some(account.person.id.clone()), size, ..TraceFilter::default() };
        Ok(self.store.traces(&keys, &filter).await.map_err(unavailable)?.items)
    }

    async fn change_account(&self, account: &Account, act: OwnAct) -> Result<Option<Secret>, Fault> {
        // A token reads; what it was stolen for must not be to take the account over.
        let session = account.session.as_deref().ok_or(Refusal::Absent)?;
        let id = &account.person.id;
        let actor = administration::actor(id);
        match act {
            OwnAct::ChangePassword { old, new } => {
                self.prove(account, &old).await?;
                judge(&new, &account.name, &account.email)?;
                let hash = self.hasher.hash(&new).await?;
                self.store.set_password(&actor, id, &hash, Some(session)).await.map_err(unavailable)?;
            }
            OwnAct::EndSession(ended) => self.store.end_session(id, &ended).await.map_err(unavailable)?,
            OwnAct::EndOtherSessions => self.store.end_other_sessions(id, session).await.map_err(unavailable)?,
            OwnAct::AddToken { password } => {
                self.prove(account, &password).await?;
                let token = secret::token()?;
                self.store.add_token(&actor, &secret::digest(&token), id).await.map_err(unavailable)?;
                return Ok(Some(Secret::Token(token)));
            }
            OwnAct::EndToken(ended) => self.store.end_token(id, &ended).await.map_err(unavailable)?,
            // Or whoever sits at a browser that was left open would lock its owner out for good.
            OwnAct::OfferTotp { password } => {
                self.prove(account, &password).await?;
                self.store.offer_totp(id, &totp::fresh()?).await.map_err(unavailable)?;
            }
            OwnAct::ConfirmTotp { code } => {
                let offered = self.keys(id.clone()).await?.totp_offered.ok_or(Fault::WrongCode)?;
                let step = totp::step(&offered, &code)?.ok_or(Fault::WrongCode)?;
                let codes = secret::recovery_codes()?;
                let digests: Vec<String> = codes.iter().map(|code| secret::digest(code)).collect();
                let started = self.store.start_totp(&actor, id, &offered, step, &digests).await.map_err(unavailable)?;
                if !started {
                    return Err(Fault::WrongCode);
                }
                return Ok(Some(Secret::RecoveryCodes(codes)));
            }
            OwnAct::StopTotp { password } => {
                self.prove(account, &password).await?;
                self.store.stop_totp(&actor, id).await.map_err(unavailable)?;
            }
            OwnAct::EndPasskey { id: ended, password } => {
                self.prove(account, &password).await?;
                self.store.end_passkey(&actor, id, &ended, session).await.map_err(unavailable)?;
            }
            OwnAct::EndIdentity { password } => {
                self.prove(account, &password).await?;
                self.store.end_identities(&actor, id, session).await.map_err(unavailable)?;
            }
        }
        Ok(None)
    }
}

impl Shelf {
    async fn keys(&self, person: Slug) -> Result<Keys, Refusal> {
        self.store.keys_of(&person).await.map_err(unavailable)?.ok_or(Refusal::Absent)
    }

    /// Whoever sits at a browser that was left open does not know the password. Who has none, because they come in by an
    /// identity provider or a passkey, came in just now.
    async fn prove(&self, account: &Account, password: &str) -> Result<(), Fault> {
        let person = &account.person.id;
        let keys = self.keys(person.clone()).await?;
        if keys.password.is_some() {
            let right = self.hasher.matches(password, keys.password.as_deref()).await?;
            return if right { Ok(()) } else { Err(Fault::WrongPassword) };
        }
        let sessions = self.store.sessions(person).await.map_err(unavailable)?;
        let own = sessions.iter().find(|session| Some(&session.id) == account.session.as_ref());
        let fresh = own.is_some_and(|session| session.created > Timestamp::now() - FRESH);
        if fresh { Ok(()) } else { Err(Fault::NotFresh) }
    }
}

/// How long having come in proves who sits there.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// The first admin works for the editors of the site.
fn first_admin(name: &str, email: &str) -> Result<NewPerson, Fault> {
    let email = email.parse().map_err(|_| Fault::NoEmail)?;
    let name = administration::name(name)?;
    let organisation = "knooppunt".parse().map_err(|_| Fault::NoOrganisation("knooppunt".to_owned()))?;
    Ok(NewPerson { id: new_id()?, email, name, organisation, roles: [Role::Admin].into() })
}

/// The id of a new person.
pub fn new_id() -> Result<Slug, Refusal> {
    Uuid::now_v7().to_string().parse().map_err(|_| Refusal::Unavailable)
}
