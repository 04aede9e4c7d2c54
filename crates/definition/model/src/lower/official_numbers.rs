//! Official numbers: each stands once and in order, and either every question has one or none.

use super::Lowering;
use crate::indices::SectionIx;
use crate::rules;
use crate::types::{Question, Section};
use canevas_diagnostics::{Finding, Findings};
use canevas_syntax::Sp;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use typed_index_collections::TiSlice;

impl Lowering<'_> {
    /// Reports official numbers that stand twice or out of order, and questions without one where others have one.
    pub(super) fn check_numbers(&mut self, sections: &TiSlice<SectionIx, Section>) {
        let findings = &mut *self.findings;
        series(sections.iter().filter_map(|section| section.number.as_ref()), "sections", findings);
        for section in sections {
            let headings = section.blocks.iter().filter_map(|block| block.heading.as_ref());
            series(headings.filter_map(|heading| heading.number.as_ref()), "headings", findings);
        }
        let questions: Vec<&Question> = self.questions.iter().filter(|question| question.takes_answer()).collect();
        series(questions.iter().filter_map(|question| question.number.as_ref()), "questions", findings);
        rows(&questions, findings);
        let Some(first) = questions.iter().find_map(|question| question.number.as_ref()) else { return };
        let is_missing = |question: &&&Question| {
            question.number.is_none() && !question.is_comment && !self.unread_numbers.contains(&question.span)
        };
        for question in questions.iter().filter(is_missing) {
            let message = format!("`{}` has no official number, and other questions have one", question.id);
            findings.push(
                Finding::new(&rules::BAD_NUMBER, question.span, message)
                    .also(first.span, "the first official number of a question stands here")
                    .help("add `number: …`, or remove the official numbers of all questions: then the compiler counts them"),
            );
        }
    }
}

/// Reports what stands twice or out of order among the numbers of one kind.
fn series<'n>(numbers: impl Iterator<Item = &'n Sp<String>>, of: &str, findings: &mut Findings) {
    let mut all: BTreeMap<&str, &Sp<String>> = BTreeMap::new();
    let mut last: BTreeMap<String, &Sp<String>> = BTreeMap::new();
    for number in numbers {
        let text = number.value.as_str();
        if let Some(first) = all.insert(text, number) {
            findings.push(
                Finding::new(&rules::BAD_NUMBER, number.span, format!("the number {text} stands twice among the {of}"))
                    .also(first.span, "it stands here first")
                    .help("give one of them another number: people cite it"),
            );
            continue;
        }
        let Some(run) = run_of(text) else { continue };
        match last.get(&run) {
            Some(before) if order(&before.value, text) == Ordering::Greater => {
                let message = format!("the number {text} comes after {}", before.value);
                findings.push(
                    Finding::new(&rules::BAD_NUMBER, number.span, message)
                        .also(before.span, "the higher number stands here")
                        .help(format!("put the {of} into the order of their numbers, or correct the number")),
                );
            }
            _ => {
                last.insert(run, number);
            }
        }
    }
}

/// Reports a question whose number is that of a row: the rows of 3.1 are 3.1.1, 3.1.2 and so on.
fn rows(questions: &[&Question], findings: &mut Findings) {
    let repeated = questions.iter().filter(|question| question.for_each.is_some());
    for (question, number) in repeated.filter_map(|question| Some((question, question.number.as_ref()?))) {
        for other in questions.iter().filter_map(|other| other.number.as_ref()) {
            let row = other.value.strip_prefix(number.value.as_str()).and_then(|rest| rest.strip_prefix('.'));
            if row.is_some_and(|row| row.bytes().all(|b| b.is_ascii_digit())) {
                let message = format!("the number {} is also that of a row of `{}`", other.value, question.id);
                findings.push(
                    Finding::new(&rules::BAD_NUMBER, other.span, message)
                        .also(
                            number.span,
                            format!("the rows of this question are {0}.1, {0}.2 and so on", number.value),
                        )
                        .help("give one of them another number"),
                );
            }
        }
    }
}

/// A run of letters or of digits in a number.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NumberPart {
    Digits(u64),
    Letters(String),
}

fn parts(number: &str) -> Vec<NumberPart> {
    let mut out = Vec::new();
    let mut rest = number;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| c.is_ascii_digit() == first.is_ascii_digit() && c.is_ascii_alphanumeric();
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end.max(1));
        if first.is_ascii_digit() {
            out.push(NumberPart::Digits(run.parse().unwrap_or(u64::MAX)));
        } else if first.is_ascii_alphabetic() {
            out.push(NumberPart::Letters(run.to_ascii_lowercase()));
        }
        rest = after;
    }
    out
}

fn order(one: &str, other: &str) -> Ordering {
    parts(one).cmp(&parts(other))
}

/// The run that a number belongs to. HL1, HL2 and ED1 are two runs: modules of a survey stand in an order of their own. A letter
/// alone counts on, and longer ones may be Roman numerals, which have no order here.
fn run_of(number: &str) -> Option<String> {
    match parts(number).as_slice() {
        [NumberPart::Letters(letter)] => (letter.len() == 1).then(|| "one letter".to_owned()),
        [NumberPart::Letters(letters), ..] => Some(letters.clone()),
        _ => Some(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::{order, run_of};
    use std::cmp::Ordering;

    #[test]
    fn numbers_follow_as_people_count() {
        for pair in ["3.1.2 3.1.10", "7 7a", "7a 7b", "7b 8", "3.9 3.10", "3 3.1", "HL4 HL10", "3(a) 3(b)"] {
            let (one, other) = pair.split_once(' ').unwrap();
            assert_eq!(order(one, other), Ordering::Less, "{pair}");
            assert_eq!(run_of(one), run_of(other), "{pair}");
        }
        assert_ne!(run_of("HL4"), run_of("ED1"));
        assert_eq!(run_of("IV"), None);
    }
}
