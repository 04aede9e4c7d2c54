//! The findings that a case expects, against those that came.

use crate::case_file::{CaseFile, ExpectedFinding};
use crate::rules::CASE_FINDINGS;
use canevas_diagnostics::{Finding, Findings};
use canevas_model::Model;
use canevas_responses::{AnswerPath, RepeatedRow, ResponsePath};
use canevas_validate::rules::{OTHER_COUNTRY_ROW, RETURN_SHAPE};

/// What came and is not expected, and what is expected and did not come.
pub(crate) fn compare(case: &CaseFile, model: &Model, found: Findings, out: &mut Findings) {
    let placed = |finding: Finding| {
        let place = ResponsePath::from_pointer(finding.pointer.as_deref().unwrap_or_default(), model);
        (finding, place.unwrap_or(ResponsePath::Whole))
    };
    // A case that names no country is about none.
    let is_meant = |(_, place): &(Finding, ResponsePath)| {
        case.country.is_some() || !matches!(place, ResponsePath::Fact(fact) if fact.is_respondent())
    };
    let came: Vec<(Finding, ResponsePath)> = found.into_iter().map(placed).filter(is_meant).collect();
    for expected in &case.findings {
        if came.iter().any(|(finding, place)| is_of(expected, finding, place.answer())) {
            continue;
        }
        let rule = expected.rule.value;
        let of_rule = came.iter().filter(|(finding, _)| finding.rule == rule).count();
        let message = if of_rule == 0 {
            format!("`{}` is expected, and was not found", rule.name)
        } else {
            format!("`{}` is expected here, and was found at other places only", rule.name)
        };
        let help = "correct the answers so that the form finds it, or remove this line";
        out.push(Finding::new(&CASE_FINDINGS, expected.rule.span, message).help(help));
    }
    for (finding, place) in came {
        if case.findings.iter().any(|expected| is_of(expected, &finding, place.answer())) {
            continue;
        }
        // A value that no return may hold is a slip of the case.
        if finding.rule == &RETURN_SHAPE || finding.rule == &OTHER_COUNTRY_ROW {
            out.push(finding);
            continue;
        }
        let message = format!("the case does not expect this: {}", finding.message);
        let entry = entry(&finding, place.answer());
        let what =
            if matches!(place, ResponsePath::Fact(_)) { "give the fact under `facts`" } else { "correct the answers" };
        let help = format!("{what}, or expect it under `findings`: `- {{ {entry} }}`");
        out.push(Finding::new(&CASE_FINDINGS, finding.primary.span, message).help(help));
    }
}

/// A finding as a case expects it.
fn entry(finding: &Finding, place: Option<&AnswerPath>) -> String {
    let mut entry = format!("rule: {}", finding.rule.name);
    let question = place.map(|place| ("question", place.question_id().to_string()));
    let field = place.and_then(AnswerPath::field_id).map(|field| ("field", field.to_string()));
    let row = place.and_then(|place| place.row().map(str::to_owned).or_else(|| number(place)));
    for (key, value) in [question, field, row.map(|row| ("row", row))].into_iter().flatten() {
        entry.push_str(", ");
        entry.push_str(key);
        entry.push_str(": ");
        entry.push_str(&value);
    }
    entry
}

/// The number of a row in a list of rows, from 1.
fn number(place: &AnswerPath) -> Option<String> {
    match place.repeated_row() {
        Some(RepeatedRow::At(index)) => Some((index + 1).to_string()),
        Some(RepeatedRow::Each) | None => None,
    }
}

/// Whether a finding is the expected one. What the case does not say may be anything.
fn is_of(expected: &ExpectedFinding, finding: &Finding, place: Option<&AnswerPath>) -> bool {
    let question = place.map(AnswerPath::question_id);
    let field = place.and_then(AnswerPath::field_id);
    let is_row = |row: &String| {
        place.and_then(number).as_ref() == Some(row) || place.and_then(AnswerPath::row) == Some(row.as_str())
    };
    finding.rule == expected.rule.value
        && expected.question.as_ref().is_none_or(|wanted| question == Some(wanted))
        && expected.field.as_ref().is_none_or(|wanted| field == Some(wanted))
        && expected.row.as_ref().is_none_or(is_row)
}
