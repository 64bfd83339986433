//! The suite lives in `suite/`; here is what the suite, the benches and people at a prompt share.

pub mod generate;
pub mod values;
