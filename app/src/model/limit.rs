//! What the server allows at most, for admins to see.

/// A limit that can be set when the server is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The option of `serve`.
    pub setting: String,
    /// What it is for, in English, as `serve --help` says it.
    pub about: String,
    pub value: u64,
    pub unit: Unit,
}

/// What the value of a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Bytes,
    Seconds,
    Count,
}
