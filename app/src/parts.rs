//! View pieces that two pages or more show. They take model values and never ask the desk.

pub mod frame;
pub mod head;
pub mod loader;
pub mod sign;

pub mod ask;
pub mod refused;

pub mod chart;
pub mod format;
pub mod place_groups;
pub mod quantity;
pub mod safe_html;
pub mod source;
pub mod summary;
pub mod tlp;
pub mod value_table;
