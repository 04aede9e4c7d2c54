//! The names that connect a control with its answer. Only this module makes and compares them.
//!
//! A tag is the path of the answer in a return's `answers`:
//!
//! | tag | answer |
//! |---|---|
//! | `id` | a question |
//! | `id/row` | a question with `for_each`, at a row |
//! | `id/field`, `id/row/field` | a field of a group |
//! | `id/field`, `id/row/field` | a field of repeated rows, of names and roles (`id/name`, `id/role`): no index, since Word copies tags with a row |
//! | `id.code`, `id.code/row`, `id/field.code` | the text of an "other, specify" option |
//! | `id.comment`, `id.comment/row` | the comment box |
//! | `…=code` | the checkbox of an option; of a yes/no question, `…=yes` and `…=no` |
//! | `…~word` | the checkbox of a non-response: `…~nothing_to_report` |
//! | `@country`, `@fact`, `@fact/row/field` | a fact that the copy does not know |
//!
//! A tag of more than 64 characters is shortened to its first 51, a dot, and 12 hex digits of the SHA-256 of the whole tag.
//! The bookmark around a control is `q_` and 12 hex digits of the SHA-256 of the whole tag. In repeated rows, the digest is of
//! the tag, `#` and the row, counted from 1.
//! The element of the custom XML part has the same path; see [`ControlPath::xml`].

use canevas_ooxml::control::LONGEST_NAME;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;

/// The names of our bookmarks start so.
pub const BOOKMARK_PREFIX: &str = "q_";

/// The path of a control: its tag, its bookmark, and its element in the custom XML part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlPath {
    tag: String,
    xml: Vec<Step>,
    /// The repeated row that it stands in, from 1, and the index of its step in `xml`. Both are 0 outside repeated rows.
    row: usize,
    row_step: usize,
}

/// A step to an element of the custom XML part: a name, and the index among siblings with that name, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The element's name.
    pub name: String,
    /// The index, from 1.
    pub index: usize,
}

impl Step {
    fn new(name: &str) -> Self {
        Self { name: element(name), index: 1 }
    }
}

impl ControlPath {
    /// A question, or one of its companion fields (`id.code`, `id.comment`).
    pub fn answer(id: &str) -> Self {
        Self { tag: id.to_owned(), xml: vec![Step::new("answers"), Step::new(id)], row: 0, row_step: 0 }
    }

    /// A fact, or the country.
    pub fn fact(id: &str) -> Self {
        Self { tag: format!("@{id}"), xml: vec![Step::new("facts"), Step::new(id)], row: 0, row_step: 0 }
    }

    fn then(&self, sign: &str, name: &str) -> Self {
        let mut next = self.clone();
        next.tag.push_str(sign);
        next.tag.push_str(name);
        next.xml.push(Step::new(name));
        next
    }

    /// A row by key, or a field.
    #[must_use]
    pub fn at(&self, name: &str) -> Self {
        self.then("/", name)
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
        next.row_step = next.xml.len();
        next.xml.push(Step { name: "row".to_owned(), index });
        next.row = index;
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
    pub fn xml(&self) -> &[Step] {
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

/// Where an answer stands: it gives the paths of the answer and of its companion fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    owner: Owner,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    Question { row: Option<String> },
    Field { of: ControlPath },
    Fact,
}

impl Place {
    /// A question, or one of its rows by key.
    pub fn question(id: &str, row: Option<&str>) -> Self {
        Self { owner: Owner::Question { row: row.map(str::to_owned) }, name: id.to_owned() }
    }

    /// A field of a group or row.
    pub fn field(of: &ControlPath, id: &str) -> Self {
        Self { owner: Owner::Field { of: of.clone() }, name: id.to_owned() }
    }

    /// A fact with one value.
    pub fn fact(id: &str) -> Self {
        Self { owner: Owner::Fact, name: id.to_owned() }
    }

    /// The answer.
    pub fn path(&self) -> ControlPath {
        self.named(&self.name)
    }

    /// A companion field: the text that specifies an option, by the code of the option, or `comment`.
    pub fn beside(&self, word: &str) -> ControlPath {
        self.named(&format!("{}.{word}", self.name))
    }

    fn named(&self, name: &str) -> ControlPath {
        match &self.owner {
            Owner::Question { row: None } => ControlPath::answer(name),
            Owner::Question { row: Some(row) } => ControlPath::answer(name).at(row),
            Owner::Field { of } => of.at(name),
            Owner::Fact => ControlPath::fact(name),
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
        let path = ControlPath::answer("step_status").at("r1");
        assert_eq!(path.tag(), "step_status/r1");
        assert_eq!(path.xpath(false), "/c:return[1]/c:answers[1]/c:step_status[1]/c:r1[1]");
        assert_eq!(path.said("not_available").tag(), "step_status/r1~not_available");
        assert_eq!(
            path.said("not_available").xpath(false),
            "/c:return[1]/c:answers[1]/c:step_status[1]/c:_r1[1]/c:not_available[1]"
        );
        let rows = ControlPath::answer("steps");
        assert_eq!(rows.item(1).xpath(true), "/c:return[1]/c:answers[1]/c:steps[1]/c:row");
        assert_eq!(rows.item(2).at("title").tag(), rows.item(1).at("title").tag());
        assert_ne!(rows.item(2).at("title").bookmark(), rows.item(1).at("title").bookmark());
        assert_eq!(rows.item(1).at("title").in_item(2), rows.item(2).at("title"));
        assert_eq!(rows.in_item(2), rows);
        assert_eq!(ControlPath::fact("country").tag(), "@country");
        assert_eq!(ControlPath::answer("q").option("2014").xpath(false), "/c:return[1]/c:answers[1]/c:q[1]/c:x2014[1]");
    }

    #[test]
    fn long_tags_are_cut_and_stay_apart() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let one = ControlPath::answer(&a).at(&b).at("c").tag();
        let two = ControlPath::answer(&a).at(&b).at("d").tag();
        assert_eq!(one.len(), 64);
        assert_ne!(one, two);
        assert_eq!(&one[..51], &two[..51]);
        assert_eq!(cut("un deux trois", 8), "un deux…");
    }
}
