//! The names that tie a control to its answer. This is the one place that knows them; reading back uses it too.
//!
//! A tag is the path of the answer in a return's `answers`:
//!
//! | tag | answer |
//! |---|---|
//! | `id` | a question |
//! | `id/row` | a question with `for_each`, at a row |
//! | `id/field`, `id/row/field` | a field of a group |
//! | `id/field`, `id/row/field` | a field of repeated rows, of names and roles (`id/name`, `id/role`): no index, since Word copies tags with a row |
//! | `id.code`, `id.code/row`, `id/field.code` | what "other, specify" holds |
//! | `id.comment`, `id.comment/row` | the comment box |
//! | `…=code` | the box of an option; of a yes or no, `…=yes` and `…=no` |
//! | `…~word` | the box that says there is nothing to say: `…~nothing_to_report` |
//! | `@country`, `@fact`, `@fact/row/field` | a fact that the copy does not know |
//!
//! A tag over 64 characters is cut to 51, a dot and 12 hex digits of the SHA-256 of the whole. The bookmark around a
//! control is `q_` and 12 hex digits of the SHA-256 of the whole tag; in repeated rows, of the tag, `#` and the row from 1.
//! The element of the custom XML part follows the same path; see [`Path::xml`].

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;

/// Word refuses longer tags and aliases.
pub const LONGEST: usize = 64;

/// The path of one control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    tag: String,
    xml: Vec<Step>,
    /// The repeated row it stands in, from 1, and the place of its step in `xml`; 0 outside of one.
    row: usize,
    row_step: usize,
}

/// One element of the custom XML part: its name, and its place among siblings of that name, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The element's name.
    pub name: String,
    /// Its place, from 1.
    pub index: usize,
}

impl Step {
    fn new(name: &str) -> Self {
        Self { name: element(name), index: 1 }
    }
}

impl Path {
    /// A question, or what stands beside one (`id.code`, `id.comment`).
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

    /// The box of an option.
    #[must_use]
    pub fn option(&self, code: &str) -> Self {
        self.then("=", code)
    }

    /// The box that says there is nothing to say.
    #[must_use]
    pub fn said(&self, word: &str) -> Self {
        let mut next = self.then("~", word);
        // Beside the answer's own element: an element bound to a control holds text alone. Ids start with a letter.
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

    /// The same place in another repeated row.
    #[must_use]
    pub fn in_item(&self, index: usize) -> Self {
        let mut next = self.clone();
        if let Some(step) = next.xml.get_mut(self.row_step).filter(|_| self.row != 0) {
            step.index = index;
            next.row = index;
        }
        next
    }

    /// The whole path, as the text projection and messages print it.
    pub fn full(&self) -> &str {
        &self.tag
    }

    /// What `w:tag` holds.
    pub fn tag(&self) -> String {
        if self.tag.chars().count() <= LONGEST {
            return self.tag.clone();
        }
        let head: String = self.tag.chars().take(LONGEST - 13).collect();
        format!("{head}.{}", HEXLOWER.encode(&Sha256::digest(self.tag.as_bytes())[..6]))
    }

    /// The bookmark's name and a number to start from for `w:id`.
    pub fn mark(&self) -> (String, u32) {
        let digest = if self.row == 0 {
            Sha256::digest(self.tag.as_bytes())
        } else {
            Sha256::digest(format!("{}#{}", self.tag, self.row).as_bytes())
        };
        let number = u32::from_be_bytes([digest[6], digest[7], digest[8], digest[9]]) & 0x7fff_ffff;
        (format!("q_{}", HEXLOWER.encode(&digest[..6])), number)
    }

    /// The element in the custom XML part, below its root.
    pub fn xml(&self) -> &[Step] {
        &self.xml
    }

    /// The `XPath` of that element; `all_rows` leaves the last index out, as a repeating section wants.
    pub fn xpath(&self, all_rows: bool) -> String {
        let mut out = String::with_capacity(24 + self.xml.len() * 24);
        out.push_str("/c:return[1]");
        for (at, step) in self.xml.iter().enumerate() {
            out.push_str("/c:");
            out.push_str(&step.name);
            if !all_rows || at + 1 < self.xml.len() {
                // Nearly all steps are the first of their name, and every control has some.
                out.push_str(&if step.index == 1 { Cow::Borrowed("[1]") } else { format!("[{}]", step.index).into() });
            }
        }
        out
    }
}

/// Where an answer stands, and with it what stands beside the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    owner: Owner,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    Question { row: Option<String> },
    Field { of: Path },
    Fact,
}

impl Place {
    /// A question, or one of its rows by key.
    pub fn question(id: &str, row: Option<&str>) -> Self {
        Self { owner: Owner::Question { row: row.map(str::to_owned) }, name: id.to_owned() }
    }

    /// A field of a group or row.
    pub fn field(of: &Path, id: &str) -> Self {
        Self { owner: Owner::Field { of: of.clone() }, name: id.to_owned() }
    }

    /// A fact with one value.
    pub fn fact(id: &str) -> Self {
        Self { owner: Owner::Fact, name: id.to_owned() }
    }

    /// The answer.
    pub fn path(&self) -> Path {
        self.named(&self.name)
    }

    /// What stands beside it: the text of an option that wants one, by its code, or `comment`.
    pub fn beside(&self, word: &str) -> Path {
        self.named(&format!("{}.{word}", self.name))
    }

    fn named(&self, name: &str) -> Path {
        match &self.owner {
            Owner::Question { row: None } => Path::answer(name),
            Owner::Question { row: Some(row) } => Path::answer(name).at(row),
            Owner::Field { of } => of.at(name),
            Owner::Fact => Path::fact(name),
        }
    }
}

/// A name that XML allows, from an id or code.
fn element(name: &str) -> String {
    let mut out: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-') { c } else { '_' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        out.insert(0, 'x');
    }
    out
}

/// A text cut to `longest` characters, with an ellipsis where something is gone.
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
        let path = Path::answer("step_status").at("r1");
        assert_eq!(path.tag(), "step_status/r1");
        assert_eq!(path.xpath(false), "/c:return[1]/c:answers[1]/c:step_status[1]/c:r1[1]");
        assert_eq!(path.said("not_available").tag(), "step_status/r1~not_available");
        assert_eq!(
            path.said("not_available").xpath(false),
            "/c:return[1]/c:answers[1]/c:step_status[1]/c:_r1[1]/c:not_available[1]"
        );
        let rows = Path::answer("steps");
        assert_eq!(rows.item(1).xpath(true), "/c:return[1]/c:answers[1]/c:steps[1]/c:row");
        assert_eq!(rows.item(2).at("title").tag(), rows.item(1).at("title").tag());
        assert_ne!(rows.item(2).at("title").mark(), rows.item(1).at("title").mark());
        assert_eq!(rows.item(1).at("title").in_item(2), rows.item(2).at("title"));
        assert_eq!(rows.in_item(2), rows);
        assert_eq!(Path::fact("country").tag(), "@country");
        assert_eq!(Path::answer("q").option("2014").xpath(false), "/c:return[1]/c:answers[1]/c:q[1]/c:x2014[1]");
    }

    #[test]
    fn long_tags_are_cut_and_stay_apart() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let one = Path::answer(&a).at(&b).at("c").tag();
        let two = Path::answer(&a).at(&b).at("d").tag();
        assert_eq!(one.len(), 64);
        assert_ne!(one, two);
        assert_eq!(&one[..51], &two[..51]);
        assert_eq!(cut("un deux trois", 8), "un deux…");
    }
}
