//! How long the site keeps what it knows about people, where no law or archive asks for longer (AVG, article 5(1)(e)).

use jiff::SignedDuration;

/// Days of each kind, after which it goes by itself. Each number can be set (`knooppunt serve --help`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Who opened, took along or was refused what.
    pub record: u32,
    /// Drafts that nobody else saw, since they were last saved.
    pub drafts: u32,
    /// Names and addresses of people whose account was closed, since then.
    pub leavers: u32,
}

/// Days that a question without an answer is kept, without who asked it.
pub const WANTED: u32 = 180;

impl Retention {
    pub const DEFAULT: Retention = Retention { record: 550, drafts: 365, leavers: 365 };

    /// Days as a length of time.
    pub fn span(days: u32) -> SignedDuration {
        SignedDuration::from_hours(24 * i64::from(days))
    }
}
