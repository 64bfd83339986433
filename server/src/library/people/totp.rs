//! Codes of an authenticator app: TOTP (RFC 6238), SHA-1, six digits, steps of 30 seconds, as every app takes it.

use app::desk::Refusal;
use app::model::account::Email;
use jiff::Timestamp;
use totp_rs::{Builder, Secret, Totp};

use super::secret;

/// A new shared secret, in base32: 160 bits, as RFC 4226 advises.
pub fn fresh() -> Result<String, Refusal> {
    Ok(Secret::from(secret::random::<20>()?.to_vec()).to_base32())
}

/// What an app on the same device opens.
pub fn address(secret: &str, email: &Email) -> Result<String, Refusal> {
    // A colon would end the name within the address.
    totp(secret, &email.as_str().replace(':', "-"))?.to_url().map_err(broken)
}

/// The step that a code is of: the present one, the one before or the one after.
pub fn step(secret: &str, code: &str) -> Result<Option<i64>, Refusal> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let now = u64::try_from(Timestamp::now().as_second()).unwrap_or_default();
    Ok(totp(secret, "")?.check(&code, now).and_then(|step| i64::try_from(step).ok()))
}

fn totp(secret: &str, account: &str) -> Result<Totp, Refusal> {
    let secret = Secret::try_from_base32(secret).map_err(|error| broken(format!("{error:?}")))?;
    Builder::new().with_secret(secret).with_account_name(account).with_issuer(Some("Knooppunt")).build().map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> Refusal {
    tracing::error!(%error, "an authenticator code cannot be made");
    Refusal::Unavailable
}
