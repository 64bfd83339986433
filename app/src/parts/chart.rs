//! Charts as server-rendered SVG: geometry in `scene`, on pages by `drawing` (widths are percentages, text is text of the page,
//! no inline style; colours come from `style/parts/chart.css`), in files by `standalone`.

pub mod label;
pub mod plot;
pub mod scale;
pub mod scene;

pub mod figure;
pub mod key;

pub mod band;
pub mod cells;
pub mod columns;
pub mod funnel;
pub mod lines;
pub mod multiples;
pub mod slope;
pub mod stack;

mod axes;
mod drawing;
mod panel;

pub mod bars;
pub mod heat;
pub mod map;
pub mod run;
pub mod share;
pub mod spark;
pub mod standalone;
