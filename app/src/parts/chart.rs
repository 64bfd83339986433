//! Charts as server-rendered SVG. Widths are percentages, heights pixels: the drawing is as wide as its place on the
//! page, and its text is text of the page, never scaled. No inline style; colours come from `style/chart.css`.

pub mod label;
pub mod plot;
pub mod scale;

pub mod bars;
pub mod heat;
pub mod key;
pub mod map;
pub mod multiples;
pub mod panel;
pub mod run;
pub mod share;
pub mod spark;
pub mod standalone;
