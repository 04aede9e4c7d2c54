//! Charts: drawn by rules that give the same bytes every time, readable without colours, labelled where the reader looks. A drawing is
//! printed as SVG in a page and as shapes in a Word file.

mod lines;
mod svg;

pub use lines::{Line, LineChart, line_chart};
pub use svg::svg;
