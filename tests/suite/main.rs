//! The suite: one binary over the real store, index and router.

mod sharing;
mod tidy;
