//! How it is found: tantivy, and nothing else. Nothing in this room knows where entries come from.
//!
//! Design and measurements: `docs/search.md`. Reading order: what the index holds ([`entry`], `schema`, [`analysis`]),
//! how it is written ([`index`]), what one answer is taken from (`snapshot`), how a question is read
//! ([`question`], `thesaurus`, `compound`, `spelling`, `plan`), scored (`score`) and answered (`answer`, `collect`, `fragment`).

pub mod analysis;
pub mod entry;
mod plain;
mod schema;

pub mod index;
mod snapshot;

mod adopted;
mod age;
mod compound;
mod language;
mod plan;
pub mod question;
mod spelling;
mod thesaurus;

mod answer;
mod candidates;
mod collect;
mod completion;
mod fragment;
mod meeting;
mod parallel;
mod reasons;
mod related;
mod score;
mod suggest;

pub use adopted::Noted;
pub use entry::{Edit, Entry};
pub use index::{Holding, Index, Trouble};
