//! Passwords: Argon2id with the least parameters that OWASP advises (19 MiB, two passes, one lane).

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use app::desk::{Fault, LEAST_PASSWORD, MOST_PASSWORD, Refusal};
use app::model::account::Email;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use super::secret;

/// KiB, passes and lanes.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Hashes that are made at the same time. Each takes 19 MiB and a processor, so a crowd at the door waits here.
const AT_ONCE: usize = 2;

/// How long somebody waits at that door before being told to come back.
const PATIENCE: Duration = Duration::from_secs(8);

/// Computes hashes, a few at a time. Cheap to clone.
#[derive(Clone)]
pub struct Hasher {
    door: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Hasher {
        Hasher { door: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Hasher {
    /// The hash to keep, as a PHC string.
    pub async fn hash(&self, password: &str) -> Result<String, Refusal> {
        let salt = secret::random::<16>()?;
        let password = password.to_owned();
        self.compute(move || hash(&password, &salt)).await?
    }

    /// Whether a password is that of a hash. Takes as long where there is no hash, and then it never is.
    pub async fn matches(&self, password: &str, kept: Option<&str>) -> Result<bool, Refusal> {
        let known = kept.is_some();
        let kept = kept.map_or_else(|| NOBODY.clone(), str::to_owned);
        let password = password.to_owned();
        let right = self.compute(move || verify(&password, &kept)).await?;
        Ok(right && known)
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
        let place = tokio::time::timeout(PATIENCE, self.door.clone().acquire_owned()).await;
        let Ok(Ok(place)) = place else { return Err(Refusal::Unavailable) };
        // The place is kept until the work is done, also when the asker has left.
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "a password could not be checked");
            Refusal::Unavailable
        })
    }
}

/// Refuses a password that is short, very long, or the person themselves.
pub fn judge(password: &str, name: &str, email: &Email) -> Result<(), Fault> {
    let length = password.chars().count();
    let low = password.to_lowercase();
    let local = email.as_str().split('@').next().unwrap_or_default();
    let own = [name.to_lowercase(), email.to_string(), local.to_owned()];
    let one_character = password.chars().next().is_some_and(|first| password.chars().all(|c| c == first));
    if !(LEAST_PASSWORD..=MOST_PASSWORD).contains(&length) || one_character || own.contains(&low) {
        return Err(Fault::WeakPassword);
    }
    Ok(())
}

/// A hash that no password has been chosen for: what is checked for accounts that do not exist.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash("nobody", b"not a secret: 16").unwrap_or_else(|_| String::new()));

fn argon2() -> Result<Argon2<'static>, Refusal> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str, salt: &[u8]) -> Result<String, Refusal> {
    Ok(argon2()?.hash_password_with_salt(password.as_bytes(), salt).map_err(broken)?.to_string())
}

/// With the parameters that the hash itself names, so that stronger ones can come later.
fn verify(password: &str, kept: &str) -> bool {
    let Ok(kept) = PasswordHash::new(kept) else {
        tracing::error!("a password hash in the store cannot be read");
        return false;
    };
    Argon2::default().verify_password(password.as_bytes(), &kept).is_ok()
}

fn broken(error: impl std::fmt::Display) -> Refusal {
    tracing::error!(%error, "a password cannot be hashed");
    Refusal::Unavailable
}
