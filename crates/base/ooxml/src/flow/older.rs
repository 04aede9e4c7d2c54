//! Boxes and lists of older forms (`w:ffData`), which show what they hold without a text.

/// An open box or list.
#[derive(Default)]
pub struct OlderField {
    is_list: bool,
    chosen: usize,
    entries: Vec<String>,
}

impl OlderField {
    /// A list.
    pub fn list() -> Self {
        Self { is_list: true, ..Self::default() }
    }

    /// An element inside it. What is chosen comes after what is chosen at first.
    pub fn part(&mut self, name: &str, value: Option<&str>) {
        match name {
            "listEntry" => self.entries.push(value.unwrap_or("").to_owned()),
            _ if self.is_list => self.chosen = value.and_then(|value| value.parse().ok()).unwrap_or(0),
            _ => self.chosen = usize::from(matches!(value, None | Some("1" | "true" | "on"))),
        }
    }

    /// What the document shows.
    pub fn shown(self) -> String {
        if self.is_list {
            return self.entries.get(self.chosen).cloned().unwrap_or_default();
        }
        (if self.chosen == 1 { "☒" } else { "☐" }).to_owned()
    }
}
