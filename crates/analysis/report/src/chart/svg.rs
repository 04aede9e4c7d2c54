//! Elements of SVG as text.

use std::fmt::Write as _;

/// A drawing that grows.
pub struct Svg {
    out: String,
}

/// Where a text is held.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    /// At its start.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

impl Svg {
    /// A drawing of this size, with what it says for those who cannot see it.
    pub fn new(width: i32, height: i32, alternative: &str) -> Self {
        let alternative = escape(alternative);
        let out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{alternative}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\" stroke=\"none\" direction=\"ltr\">"
        );
        Self { out }
    }

    /// A line through these points. `dash` parts it.
    pub fn line(&mut self, points: &[(i32, i32)], width: &str, dash: &str) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        // Writing to a String cannot fail.
        let _ = write!(
            self.out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"{width}\"{dash}/>",
            points.join(" ")
        );
    }

    /// A shape around a point: a circle, a square, a triangle or a diamond.
    pub fn mark(&mut self, x: i32, y: i32, shape: usize) {
        let _ = match shape % 4 {
            0 => write!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"),
            1 => write!(self.out, "<rect x=\"{}\" y=\"{}\" width=\"8\" height=\"8\"/>", x - 4, y - 4),
            2 => write!(self.out, "<path d=\"M{x} {}l5 9h-10z\"/>", y - 5),
            _ => write!(self.out, "<path d=\"M{x} {}l5 5l-5 5l-5 -5z\"/>", y - 5),
        };
    }

    /// A text. `soft` prints it less strongly.
    pub fn text(&mut self, x: i32, y: i32, anchor: Anchor, text: &str, soft: bool) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let soft = if soft { " class=\"soft\"" } else { "" };
        let _ = write!(self.out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{soft}>{}</text>", escape(text));
    }

    /// The whole drawing.
    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// A text that is no markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
