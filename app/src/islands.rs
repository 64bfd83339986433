//! The only code that reaches the browser. Each works on what the server has rendered; words come as props.

pub mod chart_reader;
