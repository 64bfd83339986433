//! The suite: one binary over the real store, index and router.

mod broken;
mod charts;
mod content;
mod hub;
mod monitor;
mod sharing;
mod tidy;
