//! The suite: one binary over the real store, index and router.

mod content;
mod sharing;
mod tidy;
