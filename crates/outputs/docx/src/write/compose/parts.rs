//! What tells the controls of one question apart in their names: an option, the text that specifies it, a comment.

use crate::answer_control::LONGEST_PART;
use crate::tags::cut;
use std::collections::HashMap;

/// The names of the parts of one question, each given once.
#[derive(Default)]
pub(super) struct PartNames {
    /// How often each name was asked for.
    given: HashMap<String, usize>,
}

impl PartNames {
    /// A name like `name` that no other part of the question has.
    pub(super) fn fresh(&mut self, name: &str) -> String {
        let name = cut(&name.replace('\n', " "), LONGEST_PART);
        let mut candidate = name.clone();
        loop {
            let count = self.given.entry(candidate.clone()).or_default();
            *count += 1;
            if *count == 1 {
                return candidate;
            }
            let sign = format!(" ({count})");
            candidate = format!("{}{sign}", cut(&name, LONGEST_PART - sign.chars().count()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_parts_have_one_name() {
        let mut names = PartNames::default();
        let long = "Exploitation of the exclusive economic zone, ";
        let given: Vec<String> =
            ["Yes", "Yes", "Yes (2)", "Yes", &format!("{long}north"), &format!("{long}south"), "a\nb"]
                .into_iter()
                .map(|name| names.fresh(name))
                .collect();
        assert_eq!(given[..4], ["Yes", "Yes (2)", "Yes (2) (2)", "Yes (3)"]);
        assert_eq!(given[4], "Exploitation of the exclusive economic…");
        assert_eq!(given[5], "Exploitation of the exclusive econo… (2)");
        assert_eq!(given[6], "a b");
        assert!(given.iter().all(|name| name.chars().count() <= LONGEST_PART));
    }
}
