//! The names that connect a control with its answer. Only this module makes and compares them.
//!
//! A tag is [`AnswerPath::tag`] or [`FactPath::tag`]. A checkbox adds a sign and a word:
//!
//! | tag | control |
//! |---|---|
//! | `…=code` | the checkbox of an option; of a yes/no question, `…=yes` and `…=no` |
//! | `…~word` | the checkbox of a non-response: `…~nothing_to_report` |
//!
//! A tag of more than 64 characters is shortened to its first 51, a dot, and 12 hex digits of the SHA-256 of the whole tag.
//! The bookmark around a control is `q_` and 12 hex digits of the SHA-256 of the whole tag. In repeated rows, the digest is of
//! the tag, `#` and the row, counted from 1.
//! A long answer in a filled file has a control and a bookmark for each line. From the second line on, the name of the bookmark
//! ends in `_` and the line, counted from 1.
//! The element of the custom XML part has the same path; see [`ControlPath::xml`].

use canevas_ooxml::control::LONGEST_NAME;
use canevas_responses::{ANSWERS_KEY, AnswerPath, CompanionField, FACTS_KEY, FactPath, ResponsePath, TreeStep};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;

/// The names of our bookmarks start so.
pub const BOOKMARK_PREFIX: &str = "q_";

/// The name of the elements of repeated rows.
pub const ROW: &str = "row";

/// The name of the bookmark around a line of an answer, from 0, by the name of the answer's bookmark.
pub fn bookmark_of_line(name: String, line: usize) -> String {
    if line == 0 { name } else { format!("{name}_{}", line + 1) }
}

/// The name of the answer's bookmark, by that of one of its lines.
pub fn bookmark_of_answer(name: &str) -> &str {
    let rest = name.strip_prefix(BOOKMARK_PREFIX).unwrap_or("");
    rest.find('_').map_or(name, |end| &name[..BOOKMARK_PREFIX.len() + end])
}

/// The path of a control: its tag, its bookmark, and its element in the custom XML part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlPath {
    tag: String,
    xml: Vec<TagStep>,
    /// The repeated row that it stands in, from 1, and the index of its step in `xml`. Both are 0 outside repeated rows.
    row: usize,
    row_step: usize,
}

/// A step to an element of the custom XML part: a name, and the index among siblings with that name, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagStep {
    /// The element's name.
    pub name: String,
    /// The index, from 1.
    pub index: usize,
}

impl TagStep {
    fn new(name: &str) -> Self {
        Self { name: element(name), index: 1 }
    }
}

impl ControlPath {
    /// The control of an answer or of a companion field.
    pub fn answer(path: &AnswerPath) -> Self {
        Self::of(path.tag(), ANSWERS_KEY, path.steps())
    }

    /// The control of a fact, or of the country.
    pub fn fact(path: &FactPath) -> Self {
        Self::of(path.tag(), FACTS_KEY, path.steps())
    }

    fn of<'p>(tag: String, first: &str, steps: impl Iterator<Item = TreeStep<'p>>) -> Self {
        let mut path = Self { tag, xml: vec![TagStep::new(first)], row: 0, row_step: 0 };
        for step in steps {
            match step {
                TreeStep::Key(key) => path.xml.push(TagStep::new(&key)),
                TreeStep::Index(index) => path.push_row(index + 1),
                TreeStep::Each => path.push_row(1),
            }
        }
        path
    }

    fn push_row(&mut self, row: usize) {
        (self.row, self.row_step) = (row, self.xml.len());
        self.xml.push(TagStep { name: ROW.to_owned(), index: row });
    }

    fn then(&self, sign: &str, name: &str) -> Self {
        let mut next = self.clone();
        next.tag.push_str(sign);
        next.tag.push_str(name);
        next.xml.push(TagStep::new(name));
        next
    }

    /// The checkbox of an option.
    #[must_use]
    pub fn option(&self, code: &str) -> Self {
        self.then("=", code)
    }

    /// The checkbox of a non-response.
    #[must_use]
    pub fn said(&self, word: &str) -> Self {
        let mut next = self.then("~", word);
        // An element that is bound to a control contains only text, so this one stands beside the answer's own element. No id
        // starts with an underscore.
        if let [.., owner, _] = next.xml.as_mut_slice() {
            owner.name.insert(0, '_');
        }
        next
    }

    /// The repeated row `index`, from 1.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        let mut next = self.clone();
        next.push_row(index);
        next
    }

    /// The same field in another repeated row.
    #[must_use]
    pub fn in_item(&self, index: usize) -> Self {
        let mut next = self.clone();
        if let Some(step) = next.xml.get_mut(self.row_step).filter(|_| self.row != 0) {
            step.index = index;
            next.row = index;
        }
        next
    }

    /// The whole path, as the text projection and reports print it.
    pub fn full(&self) -> &str {
        &self.tag
    }

    /// Whether this is the control of a field of a group or row whose own path is `owner`.
    pub fn is_field_of(&self, owner: &Self) -> bool {
        self.tag.strip_prefix(owner.tag.as_str()).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The value of `w:tag`.
    pub fn tag(&self) -> String {
        if self.tag.chars().count() <= LONGEST_NAME {
            return self.tag.clone();
        }
        let head: String = self.tag.chars().take(LONGEST_NAME - 13).collect();
        format!("{head}.{}", HEXLOWER.encode(&Sha256::digest(self.tag.as_bytes())[..6]))
    }

    /// The name of the bookmark, and a number from which to search for a free `w:id`.
    pub fn bookmark(&self) -> (String, u32) {
        let digest = if self.row == 0 {
            Sha256::digest(self.tag.as_bytes())
        } else {
            Sha256::digest(format!("{}#{}", self.tag, self.row).as_bytes())
        };
        let number = u32::from_be_bytes([digest[6], digest[7], digest[8], digest[9]]) & 0x7fff_ffff;
        (format!("{BOOKMARK_PREFIX}{}", HEXLOWER.encode(&digest[..6])), number)
    }

    /// The element in the custom XML part, below its root.
    pub fn xml(&self) -> &[TagStep] {
        &self.xml
    }

    /// The `XPath` of that element. With `all_rows` it has no last index, as a repeating section requires.
    pub fn xpath(&self, all_rows: bool) -> String {
        let mut out = String::with_capacity(24 + self.xml.len() * 24);
        out.push_str("/c:return[1]");
        for (at, step) in self.xml.iter().enumerate() {
            out.push_str("/c:");
            out.push_str(&step.name);
            if !all_rows || at + 1 < self.xml.len() {
                // Nearly all steps have the index 1, and every control has several steps.
                out.push_str(&if step.index == 1 { Cow::Borrowed("[1]") } else { format!("[{}]", step.index).into() });
            }
        }
        out
    }
}

/// Where a value of a return is: what a control is for, and what its companion fields are for.
pub trait ControlPlace {
    /// The control of the value itself.
    fn control(&self) -> ControlPath;
    /// The control of a companion field. A fact has none, so this is the fact's own.
    fn companion_control(&self, field: CompanionField) -> ControlPath;
}

impl ControlPlace for ResponsePath {
    fn control(&self) -> ControlPath {
        match self {
            Self::Answer(path) => ControlPath::answer(path),
            Self::Fact(path) => ControlPath::fact(path),
            Self::Whole | Self::Head(_) => ControlPath::of(self.pointer(), "", std::iter::empty()),
        }
    }

    fn companion_control(&self, field: CompanionField) -> ControlPath {
        match self {
            Self::Answer(path) => ControlPath::answer(&path.clone().companion(field)),
            Self::Whole | Self::Head(_) | Self::Fact(_) => self.control(),
        }
    }
}

/// A valid XML name from an id or code.
fn element(name: &str) -> String {
    let mut out: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-') { c } else { '_' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        out.insert(0, 'x');
    }
    out
}

/// A text of at most `longest` characters. An ellipsis shows that it was cut.
pub fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(longest.saturating_sub(1)).collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let row = AnswerPath::question("step_status").in_row("r1");
        let path = ControlPath::answer(&row);
        assert_eq!(path.tag(), "step_status/r1");
        assert_eq!(path.xpath(false), "/c:return[1]/c:answers[1]/c:step_status[1]/c:r1[1]");
        assert_eq!(path.said("not_available").tag(), "step_status/r1~not_available");
        assert_eq!(
            path.said("not_available").xpath(false),
            "/c:return[1]/c:answers[1]/c:step_status[1]/c:_r1[1]/c:not_available[1]"
        );
        assert_eq!(
            ResponsePath::from(row.clone()).companion_control(CompanionField::Comment).tag(),
            "step_status.comment/r1"
        );
        let steps = AnswerPath::question("steps");
        let title = |index: usize| ControlPath::answer(&steps.clone().item(index).field("title"));
        let rows = ControlPath::answer(&steps);
        assert_eq!(rows.item(1).xpath(true), "/c:return[1]/c:answers[1]/c:steps[1]/c:row");
        assert_eq!(title(1).xpath(false), "/c:return[1]/c:answers[1]/c:steps[1]/c:row[2]/c:title[1]");
        assert_eq!(title(1).tag(), title(0).tag());
        assert_ne!(title(1).bookmark(), title(0).bookmark());
        assert_eq!(title(0).in_item(2), title(1));
        assert_eq!(rows.in_item(2), rows);
        assert!(title(0).is_field_of(&rows) && !rows.is_field_of(&rows));
        assert_eq!(ControlPath::fact(&FactPath::fact(FactPath::COUNTRY)).tag(), "@country");
        let question = ControlPath::answer(&AnswerPath::question("q"));
        assert_eq!(question.option("2014").xpath(false), "/c:return[1]/c:answers[1]/c:q[1]/c:x2014[1]");
    }

    #[test]
    fn long_tags_are_cut_and_stay_apart() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let group = AnswerPath::question(a.as_str()).in_row(&b);
        let one = ControlPath::answer(&group.clone().field("c")).tag();
        let two = ControlPath::answer(&group.field("d")).tag();
        assert_eq!(one.len(), 64);
        assert_ne!(one, two);
        assert_eq!(&one[..51], &two[..51]);
        assert_eq!(cut("un deux trois", 8), "un deux…");
    }
}
