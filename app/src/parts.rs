//! View pieces that two pages or more show. They take model values and never ask the desk.

pub mod frame;
pub mod head;
pub mod loader;
pub mod sign;

pub mod ask;
pub mod refused;

pub mod format;
pub mod safe_html;
pub mod tlp;
