//! The suite lives in `suite/`; this crate has no code of its own.
