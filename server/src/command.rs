//! One file per command of `knooppunt`.

pub mod backup;
pub mod check;
pub mod detect;
pub mod export;
pub mod extract;
pub mod import;
pub mod import_schedule;
pub mod monitor;
pub mod openapi;
pub mod organisation;
pub mod person;
pub mod reindex;
pub mod serve;
pub mod token;
pub mod watch;

mod progress;
