//! Warnings about texts: a non-response such as "RAS" where the form has a box for it, gaps that nobody filled in, and
//! characters that nobody sees, formulas, and line breaks in answers of one line.

use crate::at::At;
use crate::formula::is_formula;
use crate::phrases::{gap, non_answer};
use crate::prepared::{PreparedQuestion, Validator, letters_of};
use crate::rules;
use crate::words::{Words, non_response_text};
use canevas_diagnostics::Rule;
use canevas_model::{AnswerShape, Control, JsonValue, NonResponseCode};
use canevas_responses::ANSWERS_KEY;
use canevas_syntax::forbidden;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What is odd about a text.
pub(crate) enum Oddity<'t> {
    /// It stands for no answer, and the question has a box for that.
    NonAnswer { text: &'t str, offered: NonResponseCode },
    /// A gap that nobody filled in.
    Gap(&'t str),
    /// Characters that no definition, page or Word file may hold.
    Hidden(BTreeSet<char>),
    /// A text that a spreadsheet would run.
    Formula,
    /// A line break where the form has a box of one line.
    LineBreak,
}

/// The bytes that a text in the words of a special answer has at most. Longer texts are not compared.
const LONGEST_SPECIAL_ANSWER: usize = 200;

type Report<'r> = dyn FnMut(At<'_>, Oddity<'_>) + 'r;

/// Looks for what is odd in every text of the answers. `unknown` is what a blank copy prints for the country.
pub(crate) fn scan<'v>(of: &Validator<'_>, unknown: &str, json: impl JsonValue<'v>, report: &mut Report<'_>) {
    let (found, _) = of.sorted(json.member(ANSWERS_KEY));
    for (index, question) in of.questions.iter_enumerated() {
        let mut scan = Scan { unknown, report, in_rows: question.rows.is_some() };
        if let Some(answer) = found.get(&question.key) {
            let at = At::new(index, &question.key.key);
            match answer.members().filter(|_| scan.in_rows) {
                Some(rows) => rows.for_each(|(row, value)| scan.answer(question, value, at.in_row(row))),
                None => scan.answer(question, answer, at),
            }
        }
        for companion in &question.companions {
            if let Some(text) = found.get(&companion.key) {
                scan.gaps(text, At::new(index, &companion.key.key), companion.is_line);
            }
        }
    }
}

struct Scan<'s, 'r> {
    unknown: &'s str,
    report: &'s mut Report<'r>,
    in_rows: bool,
}

impl Scan<'_, '_> {
    fn answer<'v>(&mut self, of: &PreparedQuestion<'_>, value: impl JsonValue<'v>, at: At<'_>) {
        let question = of.question;
        match &question.shape {
            AnswerShape::Text { .. } => {
                let Some(text) = value.text() else { return };
                // What is more than one address is no address, and has a finding of its own.
                let is_line = question.control == Control::Line && question.shape.format().is_none();
                self.gaps(value, at, is_line);
                if let Some(offered) = special_answer(of, text) {
                    (self.report)(at, Oddity::NonAnswer { text, offered: offered.clone() });
                }
            }
            AnswerShape::Group => self.fields(of, value, at),
            AnswerShape::Rows { .. } => {
                for (index, row) in value.items().into_iter().flatten().enumerate() {
                    self.fields(of, row, at.item(index));
                }
            }
            AnswerShape::NamesAndRoles { .. } if value.items().is_some() => self.gaps(value, at, true),
            _ => {}
        }
    }

    fn fields<'v>(&mut self, of: &PreparedQuestion<'_>, fields: impl JsonValue<'v>, at: At<'_>) {
        for field in &of.fields {
            if let Some(value) = fields.member(&field.key.text) {
                self.answer(field, value, at.field(None, &field.key.key));
            }
            for companion in &field.companions {
                if let Some(text) = fields.member(&companion.key.text) {
                    self.gaps(text, at.field(None, &companion.key.key), companion.is_line);
                }
            }
        }
    }

    /// Finds gaps and hidden characters in a text, in the texts of names and roles, or in those of the rows of a `for_each`. In one
    /// that has one line, it finds line breaks too.
    fn gaps<'v>(&mut self, value: impl JsonValue<'v>, at: At<'_>, is_line: bool) {
        if let Some(text) = value.text() {
            self.text(text, at, is_line);
        }
        for (index, item) in value.items().into_iter().flatten().enumerate() {
            self.gaps(item, at.item(index), is_line);
        }
        for (key, item) in value.members().into_iter().flatten() {
            let is_row = self.in_rows && at.row().is_none();
            self.gaps(item, if is_row { at.in_row(key) } else { at.named(key) }, is_line);
        }
    }

    fn text(&mut self, text: &str, at: At<'_>, is_line: bool) {
        if may_have_gap(text)
            && let Some(gap) = gap(text, self.unknown)
        {
            (self.report)(at, Oddity::Gap(gap));
        }
        let hidden = hidden(text);
        if !hidden.is_empty() {
            (self.report)(at, Oddity::Hidden(hidden));
        }
        if is_formula(text) {
            (self.report)(at, Oddity::Formula);
        }
        if is_line && text.trim().contains('\n') {
            (self.report)(at, Oddity::LineBreak);
        }
    }
}

/// The special answer that a text stands for: in the words of its box, or in words that people write for none.
fn special_answer<'q>(of: &PreparedQuestion<'q>, text: &str) -> Option<&'q NonResponseCode> {
    let can_say = &of.question.can_say;
    let first = can_say.first()?;
    // Most texts differ in their first letter, so nothing more of them is read.
    if text.len() <= LONGEST_SPECIAL_ANSWER
        && let Some((said, _)) = of.said.iter().find(|(_, words)| letters_of(text).eq(words.chars()))
    {
        return Some(said);
    }
    let said = NonResponseCode::from(non_answer(text)?);
    Some(can_say.iter().find(|known| **known == said).unwrap_or(first))
}

/// Whether a text has a sign that every gap has. Most texts have none, and are not looked at further.
fn may_have_gap(text: &str) -> bool {
    has(text, |byte| byte == b'[' || byte == b'_')
}

/// Whether a byte of a text is one of these. It looks at all of them: a processor looks at many at once, if it need not stop at one.
fn has(text: &str, is_one: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, byte| found | is_one(byte))
}

/// The characters of a text that no definition, page or Word file may hold.
fn hidden(text: &str) -> BTreeSet<char> {
    // The bytes that such a character can have.
    if !has(text, |byte| byte < b' ' && byte != b'\n' || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xee..=0xf4)) {
        return BTreeSet::new();
    }
    // A line may end as another program ends it; a carriage return elsewhere is no line end.
    let lines = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    lines.chars().filter(|c| forbidden(*c)).collect()
}

impl Oddity<'_> {
    /// The rule against it.
    pub(crate) fn rule(&self) -> &'static Rule {
        match self {
            Self::NonAnswer { .. } => &rules::NON_ANSWER_TYPED,
            Self::Gap(_) => &rules::BRACKETS_IN_ANSWER,
            Self::Hidden(_) => &rules::HIDDEN_CHARACTER,
            Self::Formula => &rules::FORMULA_IN_ANSWER,
            Self::LineBreak => &rules::LINE_BREAK_IN_ANSWER,
        }
    }

    /// What a finding says of it, and what helps.
    pub(crate) fn told(&self, words: &Words<'_>, at: At<'_>) -> (String, String) {
        let subject = || words.question(at.question, None);
        match self {
            Self::NonAnswer { text, offered } => {
                let message = format!("{} contains `{text}`, but the question has a box for that", subject());
                let written = non_response_text(offered.word());
                (message, format!("write {written} (“{}”)", words.wording.said(offered)))
            }
            Self::Gap(gap) => (format!("{} still contains `{gap}`", subject()), "fill it in, or remove it".to_owned()),
            Self::Hidden(found) => {
                let first = found.first().map_or(0, |first| u32::from(*first));
                let more = match found.len().saturating_sub(1) {
                    0 => String::new(),
                    1 => " and another one".to_owned(),
                    more => format!(" and {more} others"),
                };
                let message = format!("{} holds the invisible character U+{first:04X}{more}", subject());
                let help = "delete it; it often comes along when text is pasted. The next edition takes over the text \
                            without it";
                (message, help.to_owned())
            }
            Self::Formula => {
                let message = format!("{} holds a formula", subject());
                let help = "a spreadsheet would run it; ask what was meant, and write that";
                (message, help.to_owned())
            }
            Self::LineBreak => {
                let subject = words.question(at.question, at.row());
                let message = format!("{subject} has an answer of several lines, and the form asks for one");
                let help = "write one line; the form shows “; ” where a line ends";
                (message, help.to_owned())
            }
        }
    }
}
