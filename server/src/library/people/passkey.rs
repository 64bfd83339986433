//! Passkeys: Web Authentication (W3C, Level 3). A challenge goes out, and what a device signs of it comes back, once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app::desk::{Ceremony, Fault, Refusal};
use app::model::slug::Slug;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::secret;

/// How long a device may take to answer.
const PATIENCE: Duration = Duration::from_secs(5 * 60);

/// Challenges that wait for an answer at the same time.
const MOST: usize = 5_000;

/// What hands out challenges and judges the answers. Cheap to clone.
#[derive(Clone)]
pub struct Passkeys {
    house: Arc<Webauthn>,
    waiting: Arc<Mutex<HashMap<String, (Instant, Challenge)>>>,
}

enum Challenge {
    /// A new passkey of a person.
    Join(Slug, PasskeyRegistration),
    /// Whoever it is.
    Enter(DiscoverableAuthentication),
}

/// A passkey whose device has signed.
pub struct Signed {
    pub id: String,
    pub record: String,
}

impl Passkeys {
    /// For a site at this address. `None` where browsers know no passkeys: at a number instead of a name (Web Authentication,
    /// section 5.1.2, "effective domain").
    pub fn at(site: &str) -> Option<Passkeys> {
        let origin = Url::parse(site).ok()?;
        let host = origin.domain()?.to_owned();
        let builder = WebauthnBuilder::new(&host, &origin).ok()?.rp_name("Knooppunt").timeout(PATIENCE);
        Some(Passkeys { house: Arc::new(builder.build().ok()?), waiting: Arc::default() })
    }

    /// A challenge for a device of a person that has none of these passkeys.
    pub fn join(&self, person: &Slug, name: &str, records: &[String]) -> Result<Ceremony, Fault> {
        let id = Uuid::parse_str(person.as_str()).map_err(|_| Refusal::Absent)?;
        let has =
            records.iter().map(|record| Ok(passkey(record)?.cred_id().clone())).collect::<Result<_, Refusal>>()?;
        let started = self.house.start_passkey_registration(id, name, name, Some(has));
        let (options, state) = started.map_err(broken)?;
        let mut options = serde_json::to_value(&options.public_key).map_err(broken)?;
        // A key that the device can find by itself: people sign in with it without saying who they are.
        options["authenticatorSelection"]["residentKey"] = json!("required");
        options["authenticatorSelection"]["requireResidentKey"] = json!(true);
        self.wait(Challenge::Join(person.clone(), state), &options)
    }

    /// The new passkey, if the answer is to a challenge of this person.
    pub fn joined(&self, person: &Slug, ceremony: &str, answer: &str) -> Result<Signed, Fault> {
        let Some(Challenge::Join(asked, state)) = self.take(ceremony) else { return Err(Fault::Expired) };
        if asked != *person {
            return Err(Fault::Expired);
        }
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| Fault::NoPasskey)?;
        let passkey = self.house.finish_passkey_registration(&answer, &state).map_err(refused)?;
        signed(&passkey)
    }

    /// A challenge for any device.
    pub fn enter(&self) -> Result<Ceremony, Fault> {
        let (options, state) = self.house.start_discoverable_authentication().map_err(broken)?;
        self.wait(Challenge::Enter(state), &options.public_key)
    }

    /// Who an answer says to be, and by which passkey; still to be proven.
    pub fn said(&self, answer: &str) -> Result<(Slug, String, Answer), Fault> {
        let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| Fault::NoPasskey)?;
        let (person, _) = self.house.identify_discoverable_authentication(&answer).map_err(refused)?;
        let person = person.to_string().parse().map_err(|_| Fault::NoPasskey)?;
        Ok((person, secret::hexadecimal(answer.get_credential_id()), Answer(answer)))
    }

    /// The passkey as it is after use, if the answer to a challenge is signed by it.
    pub fn entered(&self, ceremony: &str, answer: &Answer, record: &str) -> Result<Signed, Fault> {
        let Some(Challenge::Enter(state)) = self.take(ceremony) else { return Err(Fault::Expired) };
        let mut passkey = passkey(record)?;
        let result = self.house.finish_discoverable_authentication_v2(&answer.0, state, &passkey);
        passkey.update_credential(&result.map_err(refused)?);
        signed(&passkey)
    }

    fn wait(&self, challenge: Challenge, options: &impl Serialize) -> Result<Ceremony, Fault> {
        let options = serde_json::to_string(options).map_err(broken)?;
        let id = secret::fresh()?;
        let mut waiting = self.waiting();
        if waiting.len() >= MOST {
            waiting.retain(|_, (since, _)| since.elapsed() < PATIENCE);
        }
        if waiting.len() >= MOST {
            return Err(Refusal::Unavailable.into());
        }
        waiting.insert(id.clone(), (Instant::now(), challenge));
        Ok(Ceremony { id, options })
    }

    /// A challenge is answered once, rightly or not.
    fn take(&self, ceremony: &str) -> Option<Challenge> {
        let (since, challenge) = self.waiting().remove(ceremony)?;
        (since.elapsed() < PATIENCE).then_some(challenge)
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<String, (Instant, Challenge)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a device answered to a challenge.
pub struct Answer(PublicKeyCredential);

fn signed(passkey: &Passkey) -> Result<Signed, Fault> {
    let record = serde_json::to_string(passkey).map_err(broken)?;
    Ok(Signed { id: secret::hexadecimal(passkey.cred_id()), record })
}

fn passkey(record: &str) -> Result<Passkey, Refusal> {
    serde_json::from_str(record).map_err(broken)
}

fn refused(error: impl std::fmt::Display) -> Fault {
    tracing::info!(%error, "a passkey was refused");
    Fault::NoPasskey
}

fn broken(error: impl std::fmt::Display) -> Refusal {
    tracing::error!(%error, "passkeys do not work");
    Refusal::Unavailable
}
