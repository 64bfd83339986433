//! The adapters of Knooppunt: what stands between the desk and the outside.

pub mod assets;
pub mod command;
pub mod config;
pub mod exchange;
pub mod http;
pub mod identity;
pub mod library;
pub mod log;
pub mod mail;
pub mod monitor;
pub mod search;
pub mod store;
