//! One component per address. Rendered on the server only.

pub mod account;
pub mod admin;
pub mod chain;
pub mod conference;
pub mod conferences;
pub mod document;
pub mod failed;
pub mod home;
pub mod hub;
pub mod hubs;
pub mod indicator;
pub mod invitation;
pub mod lookback;
pub mod measures;
pub mod monitor;
pub mod network;
pub mod not_found;
pub mod prose;
pub mod search;
pub mod session;
pub mod sharing;
pub mod sign_in;
pub mod signals;
pub mod steering;
pub mod style;
