//! A drawing as SVG.

use canevas_docx::drawing::{Drawing, Held, MarkForm, Shape};
use std::fmt::Write as _;

/// A drawing, with what it says for those who cannot see it.
pub fn svg(drawing: &Drawing, alternative: &str) -> String {
    let Drawing { width, height, shapes } = drawing;
    let alternative = escape(alternative);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{alternative}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\" stroke=\"none\" direction=\"ltr\">"
    );
    for shape in shapes {
        match shape {
            Shape::Line { points, tenths, dash } => line(&mut out, points, *tenths, dash),
            Shape::Mark { at, form, is_hollow } => mark(&mut out, *at, *form, *is_hollow),
            Shape::Text { at, held, text, is_soft } => words(&mut out, *at, *held, text, *is_soft),
        }
    }
    out.push_str("</svg>");
    out
}

fn line(out: &mut String, points: &[(i32, i32)], tenths: u32, dash: &[u32]) {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let dash: Vec<String> = dash.iter().map(u32::to_string).collect();
    let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", dash.join(" ")) };
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"{}\"{dash}/>",
        points.join(" "),
        f64::from(tenths) / 10.0
    );
}

fn mark(out: &mut String, (x, y): (i32, i32), form: MarkForm, is_hollow: bool) {
    let [left, top, right, bottom] = form.reach();
    let (wide, high) = (left + right, top + bottom);
    let (x, y) = (x - left, y - top);
    // The paper hides the line behind the mark.
    let edge = if is_hollow { " class=\"hollow\" stroke=\"currentColor\" stroke-width=\"1.5\"" } else { "" };
    let _ = match form {
        MarkForm::Circle => write!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{left}\"{edge}/>", x + left, y + top),
        MarkForm::Square => write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"{edge}/>"),
        MarkForm::Triangle => write!(out, "<path d=\"M{} {y}l{right} {high}h-{wide}z\"{edge}/>", x + left),
        MarkForm::Diamond => {
            write!(out, "<path d=\"M{} {y}l{right} {bottom}l-{left} {bottom}l-{left} -{top}z\"{edge}/>", x + left)
        }
    };
}

fn words(out: &mut String, (x, y): (i32, i32), held: Held, text: &str, is_soft: bool) {
    let anchor = match held {
        Held::Left => "start",
        Held::Middle => "middle",
        Held::Right => "end",
    };
    let soft = if is_soft { " class=\"soft\"" } else { "" };
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{soft}>{}</text>", escape(text));
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
