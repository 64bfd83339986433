//! Other ways in than a password: an account at an identity provider, and passkeys.

use async_trait::async_trait;

use super::{Desk, Entry, Fault};
use crate::model::account::{Account, Identity, WaysIn};

/// A challenge for somebody's device: what it is asked, as JSON (Web Authentication, section 5.4 and 5.5), and under which
/// name the answer is expected.
#[derive(Clone)]
pub struct Ceremony {
    pub id: String,
    pub options: String,
}

/// Coming in without a password.
#[async_trait]
pub trait Entrances: Send + Sync {
    fn ways_in(&self) -> WaysIn;

    /// Signs in whoever this is at the identity provider. The first time it is the person with that address.
    async fn sign_in_as(&self, identity: &Identity, agent: &str) -> Result<Entry, Fault>;

    /// A challenge for whoever signs in with a passkey.
    fn ask_passkey(&self) -> Result<Ceremony, Fault>;

    /// Signs in by the answer of a device. Gives the secret of a new session: a passkey is something one has, opened by
    /// something one knows or is, so there is no second step.
    async fn sign_in_by_passkey(&self, ceremony: &str, answer: &str, agent: &str) -> Result<String, Fault>;

    /// A challenge for a new passkey.
    async fn offer_passkey(&self, account: &Account, password: &str) -> Result<Ceremony, Fault>;

    /// Keeps the new passkey under a name.
    async fn add_passkey(&self, account: &Account, ceremony: &str, name: &str, answer: &str) -> Result<(), Fault>;
}

impl Desk {
    pub fn ways_in(&self) -> WaysIn {
        self.library.ways_in()
    }
}
