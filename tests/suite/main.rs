//! The suite: one binary over the real store, index and router.

mod api;
mod broken;
mod charts;
mod content;
mod hub;
mod operations;
mod pages;
mod sharing;
mod tidy;
