//! Charts as SVG: drawn by rules that give the same bytes every time, readable without colours, labelled where the reader looks.

mod lines;
mod svg;

pub use lines::{Line, LineChart, line_chart};
