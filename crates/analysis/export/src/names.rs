//! Names that are taken once. Where two editions need different columns for one question, the earlier one has its edition in its name.

use std::collections::HashSet;

/// The names that are taken.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// Takes a name as it is.
    pub(crate) fn keep(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Takes a name, or this name with an edition, or with a number.
    pub(crate) fn take(&mut self, name: &str, edition: &str) -> String {
        let with_edition = format!("{name}@{edition}");
        let numbered = (2..).map(|number| format!("{name}@{edition}_{number}"));
        let free = [name.to_owned(), with_edition].into_iter().chain(numbered).find(|name| !self.taken.contains(name));
        let free = free.unwrap_or_default();
        self.taken.insert(free.clone());
        free
    }
}
