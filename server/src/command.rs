//! One file per command of `knooppunt`.

pub mod check;
pub mod detect;
pub mod export;
pub mod import;
pub mod monitor;
pub mod openapi;
pub mod reindex;
pub mod serve;

mod progress;
