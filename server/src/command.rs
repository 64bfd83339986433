//! One file per command of `knooppunt`.

pub mod openapi;
