//! Equations, written on one line: `1/2`, `x^(n+1)`, `√(2)`.

/// An open equation.
#[derive(Default)]
pub struct Equation {
    text: String,
    /// Where the open parts start.
    parts: Vec<usize>,
}

impl Equation {
    /// An element starts.
    pub fn start(&mut self, name: &str) {
        match name {
            "den" => self.text.push('/'),
            "sup" => self.text.push('^'),
            "sub" => self.text.push('_'),
            "rad" => self.text.push('√'),
            "d" => self.text.push('('),
            "mr" if !self.text.is_empty() => self.text.push(' '),
            _ => {}
        }
        if is_part(name) {
            self.parts.push(self.text.len());
        }
    }

    /// An element ends.
    pub fn end(&mut self, name: &str) {
        if name == "d" {
            self.text.push(')');
        }
        if !is_part(name) {
            return;
        }
        let Some(from) = self.parts.pop() else { return };
        let inside = &self.text[from..];
        // A base and the content of brackets need none of their own.
        if name != "e" && inside.chars().count() > 1 && !(inside.starts_with('(') && inside.ends_with(')')) {
            self.text.insert(from, '(');
            self.text.push(')');
        }
        // An empty exponent or index is none.
        if matches!(name, "sup" | "sub") && self.text.len() == from {
            self.text.truncate(from.saturating_sub(1));
        }
    }

    /// Text of the equation.
    pub fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The equation on one line.
    pub fn line(self) -> String {
        self.text
    }
}

fn is_part(name: &str) -> bool {
    matches!(name, "num" | "den" | "sup" | "sub" | "deg" | "e")
}
