//! Equations, written on one line: `1/2`, `x^(n+1)`, `√(2)`, `[1 2; 3 4]`. What has several parts keeps a sign between them,
//! so that it never reads as one number.

/// An open element of an equation that has a sign of its own.
struct Open {
    name: &'static str,
    /// The sign behind it: the closing bracket, or an accent.
    close: String,
    /// The sign between its parts.
    between: String,
    /// How many of its parts have started.
    parts: usize,
}

/// An open equation.
#[derive(Default)]
pub struct Equation {
    text: String,
    /// Where the open parts start.
    parts: Vec<usize>,
    open: Vec<Open>,
    has_parts: bool,
}

/// The elements with a sign of their own: the sign before, the one behind, and the one between their parts.
const SIGNS: [(&str, &str, &str, &str); 12] = [
    ("d", "(", ")", "|"),
    ("m", "[", "]", "; "),
    ("mr", "", "", " "),
    ("eqArr", "[", "]", "; "),
    ("borderBox", "[", "]", ""),
    ("phant", "[", "]", ""),
    ("nary", "∫", "", ""),
    ("sPre", "", "", ""),
    ("acc", "", "\u{302}", ""),
    ("bar", "", "\u{305}", ""),
    ("groupChr", "", "⏟", ""),
    ("func", "", "", " "),
];

impl Equation {
    /// An element starts.
    pub fn start(&mut self, name: &str) {
        self.has_parts |= is_part(name);
        let around = self.open.last().map_or("", |open| open.name);
        // The parts of a bracket, the rows of a matrix, the cells of a row.
        let is_piece = match around {
            "m" => name == "mr",
            "func" => matches!(name, "fName" | "e"),
            "d" | "mr" | "eqArr" => name == "e",
            _ => false,
        };
        if let Some(open) = self.open.last_mut().filter(|_| is_piece) {
            open.parts += 1;
            if open.parts > 1 {
                self.text.push_str(&open.between);
            }
        }
        match name {
            "den" => self.text.push('/'),
            "sup" => self.text.push('^'),
            "sub" | "lim" => self.text.push('_'),
            "rad" => self.text.push('√'),
            _ => {}
        }
        if let Some((name, before, close, between)) = SIGNS.iter().find(|(known, ..)| *known == name) {
            self.text.push_str(before);
            let (close, between) = ((*close).to_owned(), (*between).to_owned());
            self.open.push(Open { name, close, between, parts: 0 });
        } else if is_part(name) {
            // Inside a part, the element around it has no say.
            self.open.push(Open { name: "", close: String::new(), between: String::new(), parts: 0 });
        }
        if is_part(name) {
            self.parts.push(self.text.len());
        }
    }

    /// The sign of the innermost element, in its properties `parent`.
    pub fn sign(&mut self, parent: &str, which: &str, sign: &str) {
        let Some(open) = self.open.last_mut() else { return };
        match (parent, which) {
            ("naryPr", "chr") | ("dPr", "begChr") => {
                self.text.pop();
                self.text.push_str(sign);
            }
            ("dPr", "endChr") | ("accPr" | "groupChrPr", "chr") => sign.clone_into(&mut open.close),
            ("dPr", "sepChr") => sign.clone_into(&mut open.between),
            _ => {}
        }
    }

    /// An element ends.
    pub fn end(&mut self, name: &str) {
        if is_part(name) {
            self.open.pop();
            self.end_of_part(name);
        } else if SIGNS.iter().any(|(known, ..)| *known == name)
            && let Some(open) = self.open.pop()
        {
            self.text.push_str(&open.close);
        }
    }

    fn end_of_part(&mut self, name: &str) {
        let Some(from) = self.parts.pop() else { return };
        let inside = &self.text[from..];
        let around = self.open.last().map_or("", |open| open.name);
        let in_brackets = inside.starts_with('(') && inside.ends_with(')');
        // A base and the content of brackets need none of their own. What a sum adds up does.
        let is_long = name != "e" && inside.chars().count() > 1;
        let is_summed = name == "e" && matches!(around, "nary" | "sPre") && !inside.is_empty();
        if (is_long || is_summed) && !in_brackets {
            self.text.insert(from, '(');
            self.text.push(')');
        }
        // An empty exponent or index is none.
        if matches!(name, "sup" | "sub" | "lim") && self.text.len() == from {
            self.text.truncate(from.saturating_sub(1));
        }
    }

    /// Text of the equation.
    pub fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The equation on one line, and whether it is nothing but its text.
    pub fn line(self) -> (String, bool) {
        (self.text, !self.has_parts)
    }
}

fn is_part(name: &str) -> bool {
    matches!(name, "num" | "den" | "sup" | "sub" | "lim" | "deg" | "e" | "fName")
}
