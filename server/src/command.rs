//! One file per command of `knooppunt`.

pub mod export;
pub mod import;
pub mod openapi;
