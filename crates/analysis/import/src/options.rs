//! Options in a cell. Their labels may hold the sign that stands between them, so they are looked for as wholes: so that the least
//! is left over, and the longest first.

use crate::heads::Tool;
use crate::mapping::ColumnPlan;
use crate::sheet::Cell;
use crate::target::Takes;
use canevas_model::AnswerShape;
use canevas_project::FormCopy;
use canevas_wording::typed::{norm, tidy};
use canevas_wording::ui::common::Common;
use canevas_wording::{Grammar, Wording};
use std::collections::HashMap;

/// The sign between options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `;`, also behind the last option, as Microsoft Forms writes them.
    Semicolon,
    /// `,`, as Google Forms writes them.
    Comma,
}

impl Sign {
    /// The sign that a tool writes.
    pub fn of(tool: Option<Tool>) -> Self {
        match tool {
            Some(Tool::Google) => Self::Comma,
            Some(Tool::Microsoft) | None => Self::Semicolon,
        }
    }

    fn char(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Comma => ',',
        }
    }
}

/// The options that a cell holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// Their codes, in the order of the form, each once.
    pub codes: Vec<String>,
    /// The option that asks to specify, and the text that stands in its place.
    pub beside: Option<(String, String)>,
    /// What is no option.
    pub left: Option<String>,
}

/// The options of a column, by what an export writes for them.
pub struct Options {
    /// Codes by label, as labels are compared.
    by_label: HashMap<String, String>,
    /// The codes, in the order of the form.
    codes: Vec<String>,
    /// The most signs between options that stand inside of a label.
    most_signs: usize,
    /// The option that asks to specify, where there is one and only one.
    other: Option<String>,
    /// Its labels, as they are compared.
    other_labels: Vec<String>,
}

impl Options {
    /// The options of a place: their labels in every language of the form, their codes, and the texts that the mapping gives codes to.
    pub fn new(copy: &FormCopy<'_>, takes: Takes<'_>, plan: &ColumnPlan) -> Self {
        let mut out =
            Self { by_label: HashMap::new(), codes: Vec::new(), most_signs: 0, other: None, other_labels: Vec::new() };
        let Takes::Value { shape, .. } = takes else { return out };
        for (text, code) in &plan.options {
            out.put(text, code);
        }
        if *shape == AnswerShape::YesNo {
            for (code, word) in [("yes", Common::Yes), ("no", Common::No)] {
                out.codes.push(code.to_owned());
                for grammar in Grammar::ALL {
                    out.put(word.text(*grammar), code);
                }
                out.put(code, code);
            }
            return out;
        }
        for language in copy.model.languages() {
            let wording = Wording::new(copy, language);
            for choice in shape.choices() {
                let label = wording.label(choice).plain();
                out.put(&label, &choice.code);
                if choice.specify.is_some() {
                    out.other_labels.push(bare(&label));
                }
            }
        }
        for choice in shape.choices() {
            out.codes.push(choice.code.to_string());
            out.put(&choice.code, &choice.code);
        }
        let mut specify = shape.choices().iter().filter(|choice| choice.specify.is_some());
        out.other = specify.next().filter(|_| specify.next().is_none()).map(|choice| choice.code.to_string());
        out
    }

    fn put(&mut self, label: &str, code: &str) {
        self.most_signs = self.most_signs.max(label.matches([';', ',']).count());
        // The first one counts: the mapping before the form, a label before a code.
        self.by_label.entry(bare(label)).or_insert_with(|| code.to_owned());
    }

    /// The sign between the options of a column: the one under which most characters belong to an option.
    pub fn sign_of(&self, cells: &[&Cell], usual: Sign) -> Sign {
        let rest = |sign: Sign| -> usize {
            let left = cells.iter().map(|cell| {
                let picked = self.many(&cell.to_string(), sign);
                let texts = picked.beside.iter().map(|(_, text)| text).chain(&picked.left);
                texts.map(|text| text.chars().count()).sum::<usize>()
            });
            left.sum()
        };
        let [one, other] = match usual {
            Sign::Semicolon => [Sign::Semicolon, Sign::Comma],
            Sign::Comma => [Sign::Comma, Sign::Semicolon],
        };
        if rest(other) < rest(one) { other } else { one }
    }

    /// The one option that a cell holds.
    pub fn one(&self, text: &str) -> Picked {
        match self.by_label.get(&bare(text)) {
            Some(code) => Picked { codes: vec![code.clone()], ..Picked::default() },
            None => self.with_rest(Vec::new(), tidy(text)),
        }
    }

    /// The options that a cell holds.
    pub fn many(&self, text: &str, sign: Sign) -> Picked {
        // The ends of the parts of the text.
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| *c == sign.char() || *c == '\n') {
            parts.push((start, at));
            start = at + c.len_utf8();
        }
        parts.push((start, text.len()));
        let (mut codes, mut rest): (Vec<&str>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
        let (mut at, mut goes_on) = (0, false);
        for (end, label) in self.best_parts(text, &parts) {
            let whole = (parts[at].0, parts[end - 1].1);
            match (label, rest.last_mut().filter(|_| goes_on)) {
                (Some(code), _) => codes.push(code),
                (None, Some(before)) => before.1 = whole.1,
                (None, None) => rest.push(whole),
            }
            (at, goes_on) = (end, label.is_none());
        }
        let rest: Vec<String> =
            rest.iter().map(|(start, end)| part(&text[*start..*end], sign)).filter(|part| !part.is_empty()).collect();
        let codes = self.codes.iter().filter(|code| codes.contains(&code.as_str())).cloned().collect();
        self.with_rest(codes, rest.join("; "))
    }

    /// Runs of parts that are labels, and parts that are none: those that leave the fewest characters over, and of these the longest
    /// labels first. Each comes with the index behind it.
    fn best_parts(&self, text: &str, parts: &[(usize, usize)]) -> Vec<(usize, Option<&str>)> {
        // From the end: how much is left over from each part on, and what comes next.
        let mut best: Vec<(usize, usize, Option<&str>)> = vec![(0, 0, None); parts.len() + 1];
        for at in (0..parts.len()).rev() {
            let own = part(&text[parts[at].0..parts[at].1], Sign::Semicolon).chars().count();
            let mut found = (own + best[at + 1].0, at + 1, None);
            let last = parts.len().min(at + self.most_signs + 1);
            for end in at + 1..=last {
                let label = self.by_label.get(&bare(&text[parts[at].0..parts[end - 1].1]));
                if let Some(code) = label.filter(|_| best[end].0 <= found.0) {
                    found = (best[end].0, end, Some(code.as_str()));
                }
            }
            best[at] = found;
        }
        let mut out = Vec::new();
        let mut at = 0;
        while at < parts.len() {
            let (_, end, label) = best[at];
            out.push((end, label));
            at = end;
        }
        out
    }

    /// Options with a text that is none of them: what stands beside the option that asks to specify, where there is one.
    fn with_rest(&self, mut codes: Vec<String>, rest: String) -> Picked {
        if rest.is_empty() {
            return Picked { codes, ..Picked::default() };
        }
        let Some(other) = &self.other else { return Picked { codes, beside: None, left: Some(rest) } };
        if !codes.contains(other) {
            codes.push(other.clone());
            codes = self.codes.iter().filter(|code| codes.contains(code)).cloned().collect();
        }
        // Some tools write the label before the text.
        let behind = rest.split_once(':').filter(|(label, _)| self.other_labels.contains(&bare(label)));
        let text = behind.map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).unwrap_or(&rest);
        Picked { codes, beside: Some((other.clone(), text.to_owned())), left: None }
    }
}

/// A part of a cell without white space and signs around it.
fn part(text: &str, sign: Sign) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || c == sign.char()).to_owned()
}

/// A label as labels are compared: without case, and without a stop behind it.
fn bare(label: &str) -> String {
    norm(label).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ',' | ':')).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Options, Picked, Sign, bare};
    use std::collections::HashMap;

    fn options(labels: &[(&str, &str)], other: Option<&str>) -> Options {
        let mut options = Options {
            by_label: HashMap::default(),
            codes: labels.iter().map(|(code, _)| (*code).to_owned()).collect(),
            most_signs: 0,
            other: other.map(str::to_owned),
            other_labels: labels
                .iter()
                .filter(|(code, _)| Some(*code) == other)
                .map(|(_, label)| bare(label))
                .collect(),
        };
        for (code, label) in labels {
            options.put(label, code);
        }
        options
    }

    fn picked(codes: &[&str], beside: Option<(&str, &str)>, left: Option<&str>) -> Picked {
        Picked {
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            beside: beside.map(|(code, text)| (code.to_owned(), text.to_owned())),
            left: left.map(str::to_owned),
        }
    }

    #[test]
    fn labels_may_hold_the_sign_between_them() {
        let own = options(
            &[
                ("yes", "Yes"),
                ("partly", "Yes, in part; see below"),
                ("ilo", "ILO"),
                ("a", "Water, soil"),
                ("air", "Air, sea"),
                ("all", "Water, soil, air"),
            ],
            None,
        );
        for (text, sign, codes) in [
            ("ILO;Yes, in part; see below;", Sign::Semicolon, &["partly", "ilo"][..]),
            ("Yes;ILO;", Sign::Semicolon, &["yes", "ilo"]),
            ("yes, Water, soil, ILO", Sign::Comma, &["yes", "ilo", "a"]),
            ("Yes, in part; see below, ILO.", Sign::Comma, &["partly", "ilo"]),
            ("ILO;ILO;", Sign::Semicolon, &["ilo"]),
            // "Water, soil, air" is longer, and leaves "sea" over.
            ("Water, soil, Air, sea", Sign::Comma, &["a", "air"]),
            ("Water, soil, air", Sign::Comma, &["all"]),
        ] {
            assert_eq!(own.many(text, sign), picked(codes, None, None), "{text}");
        }
    }

    #[test]
    fn what_is_no_option_specifies_the_one_that_asks_for_it() {
        let own = options(&[("a", "A"), ("b", "B"), ("other", "Other")], Some("other"));
        for (text, wanted) in [
            ("A;Radio, TV;", picked(&["a", "other"], Some(("other", "Radio, TV")), None)),
            ("Radio; TV;A;", picked(&["a", "other"], Some(("other", "Radio; TV")), None)),
            ("Other;A;", picked(&["a", "other"], None, None)),
            ("Other: Radio;A;", picked(&["a", "other"], Some(("other", "Radio")), None)),
            ("One;A;Two;", picked(&["a", "other"], Some(("other", "One; Two")), None)),
        ] {
            assert_eq!(own.many(text, Sign::Semicolon), wanted, "{text}");
        }
        let none = options(&[("a", "A"), ("b", "B")], None);
        assert_eq!(none.many("A;Radio;", Sign::Semicolon), picked(&["a"], None, Some("Radio")));
        assert_eq!(none.one("Radio"), picked(&[], None, Some("Radio")));
        assert_eq!(none.one(" b. "), picked(&["b"], None, None));
    }
}
