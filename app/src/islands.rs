//! The only code that reaches the browser as WASM. Words come as props; results come from the server as pages.

pub mod chart_reader;
pub mod copy_citation;
mod fetched;
pub mod live_region;
pub mod live_search;
pub mod print_button;
pub mod search_box;
pub mod theme_switch;
pub mod timetable;
