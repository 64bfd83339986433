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

/// Pages and questions make many small things and a few large ones at once, on several threads, which takes glibc's allocator a
/// fifth longer (docs/search.md). Here, so that what is measured and tested is what is served.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
