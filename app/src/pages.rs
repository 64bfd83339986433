//! One component per address. Rendered on the server only.

pub mod document;
pub mod failed;
pub mod home;
pub mod indicator;
pub mod monitor;
pub mod not_found;
pub mod search;
