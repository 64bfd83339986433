//! The suite: one binary over the real store, index and router.

mod addresses;
mod api;
mod broken;
mod charts;
mod content;
mod corpus;
mod detect;
mod explorer;
mod export;
mod findable;
mod hub;
mod import;
mod kill;
mod markdown;
mod monitor;
mod observations;
mod operations;
mod pages;
mod search_answers;
mod search_content;
mod search_index;
mod search_oracle;
mod search_questions;
mod sharing;
mod store;
mod tidy;
