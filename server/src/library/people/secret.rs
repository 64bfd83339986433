//! Secrets that are handed out once and kept as a hash: of sessions, tokens, invitations and recovery codes.

use app::desk::Refusal;
use sha2::{Digest, Sha256};

/// A secret that nobody guesses: 256 bits, in hexadecimal.
pub fn fresh() -> Result<String, Refusal> {
    Ok(hexadecimal(&random::<32>()?))
}

/// A bearer token. It begins so that a scanner for leaked secrets can know it.
pub fn token() -> Result<String, Refusal> {
    Ok(format!("knooppunt_{}", fresh()?))
}

/// Ten codes of 80 bits, in groups that can be copied by hand.
pub fn recovery_codes() -> Result<Vec<String>, Refusal> {
    (0..10)
        .map(|_| {
            let code = hexadecimal(&random::<10>()?);
            Ok([&code[..5], &code[5..10], &code[10..15], &code[15..]].join("-"))
        })
        .collect()
}

/// What is kept of a secret: SHA-256 in hexadecimal. The secrets are long and random, so a slow hash would add nothing.
pub fn digest(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

/// Random bytes of the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], Refusal> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        tracing::error!(%error, "the system gives no random numbers");
        Refusal::Unavailable
    })?;
    Ok(bytes)
}

/// Bytes as text.
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;

    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
