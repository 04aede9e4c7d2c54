//! A field of a document: what it is called, what it accepts, and what stands in it.

use crate::tags::{ControlPath, cut};
use canevas_ooxml::control::LONGEST_NAME;

/// A field: a control for an answer.
#[derive(Debug, Clone)]
pub struct AnswerControl {
    /// The path of the answer.
    pub path: ControlPath,
    /// The number and short name of the question or field.
    pub alias: String,
    /// The row that it stands in, and in a table of known rows its column.
    pub within: Vec<String>,
    /// Which one of the controls of that question it is, where there are several: an option, a comment.
    pub part: Option<String>,
    /// What it accepts.
    pub kind: ControlKind,
    /// What stands in it.
    pub value: ControlValue,
}

/// What stands in a control.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ControlValue {
    /// Nothing: the control shows its prompt, or an empty box.
    #[default]
    Empty,
    /// A text, a number, an option or a day.
    Words {
        /// What is seen.
        shown: String,
        /// What a program keeps of it: the code of an option, the day as `2023-04-30`, the text itself.
        kept: String,
        /// The language of what is seen, where it is not the document's.
        language: Option<String>,
    },
    /// A tick.
    Tick,
}

impl ControlValue {
    /// What a program keeps of it, in the element that the control is bound to; empty where it is empty.
    pub fn kept(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Words { kept, .. } => kept,
            Self::Tick => "true",
        }
    }
}

impl AnswerControl {
    /// The name that Word shows at the handle. Where it is too long, the name of the question is cut first. A part stays
    /// whole: it tells the controls of a question apart.
    pub fn handle(&self) -> String {
        let part = self.part.as_ref().map_or_else(String::new, |part| format!("{BETWEEN}{}", cut(part, LONGEST_PART)));
        let room = LONGEST_NAME - part.chars().count();
        let length = |text: &str| text.chars().count();
        let mut names: Vec<String> = std::iter::once(&self.alias).chain(&self.within).cloned().collect();
        let all = |names: &[String]| names.iter().map(|name| length(name) + BEFORE_ROW.len()).sum::<usize>();
        let most = room + BEFORE_ROW.len();
        let shortest = [if self.within.is_empty() { 0 } else { SHORTEST_QUESTION }, 0, 0];
        for (at, shortest) in shortest.into_iter().enumerate().take(names.len()) {
            let over = all(&names).saturating_sub(most);
            let share = over.div_ceil(if at == 0 { 1 } else { names.len() - at });
            names[at] = cut(&names[at], length(&names[at]).saturating_sub(share).max(shortest));
        }
        format!("{}{part}", names.join(BEFORE_ROW))
    }

    /// The same name in full length. A repeated row is not in it: the report counts the rows itself. An option is not in it either:
    /// its boxes have one name.
    pub fn full_name(&self, is_repeated: bool) -> String {
        let within = self.within.iter().filter(|_| !is_repeated);
        let names: Vec<&str> = std::iter::once(&self.alias).chain(within).map(String::as_str).collect();
        let part = self.part.as_ref().filter(|_| !matches!(self.kind, ControlKind::Check));
        let part = part.map_or_else(String::new, |part| format!("{BETWEEN}{}", cut(part, LONGEST_PART)));
        format!("{}{part}", names.join(BEFORE_ROW))
    }
}

/// Between a question and its part in the name of a control.
const BETWEEN: &str = " – ";
/// Before the row in the name of a control.
const BEFORE_ROW: &str = ", ";
/// To how many characters the name of a question is cut before its row is.
const SHORTEST_QUESTION: usize = 12;
/// The longest part in the name of a control. The number and the first words of the question have the rest.
pub(crate) const LONGEST_PART: usize = 40;

/// What a control accepts.
#[derive(Debug, Clone)]
pub enum ControlKind {
    /// A text.
    Text {
        /// Whether it may contain line breaks.
        lines: bool,
        /// The text of the empty control.
        prompt: String,
    },
    /// One of a list.
    Select {
        /// Codes and labels.
        options: Vec<(String, String)>,
        /// The text while nothing is chosen.
        prompt: String,
    },
    /// A day.
    Date {
        /// The text of the empty control.
        prompt: String,
    },
    /// A checkbox.
    Check,
}

impl ControlKind {
    /// What an empty control shows; none for a checkbox.
    pub fn prompt(&self) -> Option<&str> {
        match self {
            Self::Text { prompt, .. } | Self::Select { prompt, .. } | Self::Date { prompt } => Some(prompt),
            Self::Check => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_responses::AnswerPath;

    #[test]
    fn a_name_keeps_its_row_and_part() {
        let name = |alias: &str, within: &[&str], part: Option<&str>| {
            let control = AnswerControl {
                path: ControlPath::answer(&AnswerPath::question("q")),
                value: ControlValue::Empty,
                alias: alias.to_owned(),
                within: within.iter().map(|name| (*name).to_owned()).collect(),
                part: part.map(str::to_owned),
                kind: ControlKind::Check,
            };
            control.handle()
        };
        assert_eq!(name("7 Name", &["row 2"], None), "7 Name, row 2");
        assert_eq!(name("8 Landings", &["North port", "Tonnes"], Some("Yes")), "8 Landings, North port, Tonnes – Yes");
        let long = "8 What was landed in each of the ports of your country, by month and by weight?";
        assert_eq!(
            name(long, &["North port", "Tonnes"], None),
            "8 What was landed in each of the ports of y…, North port, Tonnes"
        );
        for within in
            [&["row 12"][..], &["The northern port of the capital", "The weight of everything that was landed"]]
        {
            for part in [None, Some("An option with many words in its name, and more of them")] {
                let name = name(long, within, part);
                assert!(name.chars().count() <= LONGEST_NAME, "{name}");
                assert!(name.starts_with("8 What was"), "{name}");
                assert!(within.len() > 1 || name.contains(", row 12"), "{name}");
            }
        }
    }
}
