//! A verdict in words: findings at places of the file, with the question's number and text, and with help.

use crate::failure::{Bound, Failure, FailureKind, FailureSubject};
use crate::place::key_in_words;
use crate::prepared::Validator;
use crate::rules;
use crate::typed;
use crate::verdict::{Verdict, is_complete};
use crate::words::{Words, shown};
use canevas_diagnostics::{Finding, Findings, Level, first_names, nearest};
use canevas_model::{JsonValue, Language};
use canevas_project::FormCopy;
use canevas_responses::{
    CLARIFIES_KEY, CompanionField, FACTS_KEY, Locator, Misfit, ResponsePath, ReturnFile, is_blank,
};
use canevas_wording::Wording;
use serde_json::Value;
use std::collections::BTreeSet;

/// Checks a return against its copy. `as_complete` checks a draft as if it were complete. Findings name questions in
/// the language of the return, or in that of the reader where the form does not have the language of the return. Of the return of
/// a clarification sheet, it checks what the sheet answers.
pub fn check_return(of: &Validator<'_>, file: &ReturnFile, as_complete: bool, reader_language: &Language) -> Findings {
    if file.response.json().get(CLARIFIES_KEY).is_some() {
        return check_sheet(of, file, reader_language);
    }
    let whole = of.verdict_as_complete(file.response.json());
    findings(of, file, &whole, as_complete, reader_language)
}

/// The same, where the verdict on the return as if it were complete is known.
pub fn findings_of(
    copy: &FormCopy<'_>,
    file: &ReturnFile,
    whole: &Verdict,
    as_complete: bool,
    reader_language: &Language,
) -> Findings {
    findings(&Validator::new(copy), file, whole, as_complete, reader_language)
}

fn findings(
    of: &Validator<'_>,
    file: &ReturnFile,
    whole: &Verdict,
    as_complete: bool,
    reader_language: &Language,
) -> Findings {
    let copy = of.copy();
    let response = &file.response;
    let tag = response.head("language").unwrap_or_default();
    let language = copy.model.languages().find(|language| language.tag() == tag).unwrap_or(reader_language);
    let complete = as_complete || response.is_complete();
    let words = Words::new(Wording::new(copy, language));
    let mut check = ReturnCheck { words, locator: file.locator(), file, complete };
    let mut findings = Findings::default();
    check.digest(copy, &mut findings);
    let of_draft = (!complete).then(|| of_draft(&whole.failures, of.verdict(response.json()).failures));
    let failures = of_draft.as_ref().unwrap_or(&whole.failures);
    check.failures(failures, &mut findings);
    if complete {
        check.unread(&mut findings);
    }
    typed::scan(of, of.country_unknown(language.tag()), response.json(), &mut |at, oddity| {
        let path = ResponsePath::from(at.path());
        let (message, help) = oddity.told(&check.words, at);
        findings.push(Finding::new(oddity.rule(), check.locator.value(&path), message).help(help).at(path.pointer()));
    });
    findings
}

impl Validator<'_> {
    /// Whether [`check_return`] finds nothing in a return that has only the plain members of a head, each of its kind. It holds the same
    /// verdict against it, and looks at its texts in the same way; nothing is put into words.
    pub fn finds_nothing<'v>(&'v self, json: impl JsonValue<'v>, as_complete: bool) -> bool {
        let text = |key: &str| json.member(key).and_then(JsonValue::text);
        if text("definition").is_some_and(|digest| digest != self.copy.definition_digest()) {
            return false;
        }
        let whole = self.failures(json, true);
        let is_right = if as_complete || is_complete(json) {
            whole.is_empty()
        } else {
            of_draft(&whole, self.failures(json, false)).is_empty()
        };
        let mut is_odd = false;
        if is_right {
            let unknown = self.country_unknown(text("language").unwrap_or_default());
            typed::scan(self, unknown, json, &mut |_, _| is_odd = true);
        }
        is_right && !is_odd
    }
}

/// What is wrong at one place of a return, in words.
pub fn failure_in_words(copy: &FormCopy<'_>, file: &ReturnFile, failure: &Failure, language: &Language) -> String {
    let known = copy.model.languages().find(|known| *known == language).unwrap_or(&copy.model.source_language);
    let words = Words::new(Wording::new(copy, known));
    let check = ReturnCheck { words, locator: file.locator(), file, complete: true };
    check.finding(failure).map(|finding| finding.message).unwrap_or_default()
}

/// Checks the return of a clarification sheet: whether its answers are of the right kind, and its facts those of the copy. Whether
/// they are complete shows only together with the return that it clarifies.
fn check_sheet(of: &Validator<'_>, file: &ReturnFile, reader_language: &Language) -> Findings {
    let copy = of.copy();
    let mut findings = Findings::default();
    if let Err(Misfit::DamagedSheet(why)) = file.response.respondent_in(copy.model, |_| true) {
        let message = format!("this is the return of a clarification sheet, and is damaged: {why}");
        findings.push(
            Finding::new(&rules::RETURN_SHAPE, file.span(&ResponsePath::head(CLARIFIES_KEY)), message)
                .help("ask for the file that the sheet saves, as it was saved"),
        );
        return findings;
    }
    let mut json = file.response.json().clone();
    if let Some(members) = json.as_object_mut() {
        members.remove(CLARIFIES_KEY);
        if file.response.is_complete() {
            members.insert("status".to_owned(), "draft".into());
        }
    }
    let mut failures = of_draft(&of.failures(&json, true), of.verdict(&json).failures);
    failures.retain(|failure| !matches!(failure.kind, FailureKind::Hidden | FailureKind::NotChosen));
    let tag = file.response.head("language").unwrap_or_default();
    let language = copy.model.languages().find(|language| language.tag() == tag).unwrap_or(reader_language);
    let words = Words::new(Wording::new(copy, language));
    ReturnCheck { words, locator: file.locator(), file, complete: false }.failures(&failures, &mut findings);
    findings
}

/// The failures of a draft: values of the wrong kind, answers to questions that are not asked, and facts of another country.
fn of_draft(whole: &[Failure], own: Vec<Failure>) -> Vec<Failure> {
    let more = whole.iter().filter(|failure| match failure.kind {
        FailureKind::Hidden | FailureKind::NotChosen | FailureKind::Disagrees(_) => true,
        FailureKind::Differs(_) => matches!(failure.path, ResponsePath::Fact(_)),
        _ => false,
    });
    own.into_iter().chain(more.cloned()).collect()
}

struct ReturnCheck<'a> {
    words: Words<'a>,
    locator: Locator<'a>,
    file: &'a ReturnFile,
    complete: bool,
}

impl ReturnCheck<'_> {
    fn failures(&mut self, failures: &[Failure], findings: &mut Findings) {
        // What is empty has a finding of its own, so nothing in it is missing.
        let is_wrong = |failure: &&Failure| failure.kind == FailureKind::WrongKind;
        let is_left_empty = |failure: &&Failure| self.file.response.value(&failure.path).is_some_and(is_empty);
        let empty: BTreeSet<String> = failures
            .iter()
            .filter(|failure| is_wrong(failure) && is_left_empty(failure))
            .map(|failure| failure.path.pointer())
            .collect();
        for failure in failures {
            let pointer = failure.path.pointer();
            let above = pointer.rsplit_once('/').map_or("", |(above, _)| above);
            if failure.kind == FailureKind::Missing && empty.contains(above) {
                continue;
            }
            self.words.may_suggest = findings.may_suggest();
            if let Some(finding) = self.finding(failure) {
                findings.push(finding.at(pointer));
            }
        }
    }

    fn digest(&self, copy: &FormCopy<'_>, findings: &mut Findings) {
        let now = copy.definition_digest();
        if self.file.response.head("definition").is_some_and(|digest| digest != now) {
            findings.push(
                Finding::new(
                    &rules::RETURN_DIGEST,
                    self.file.span(&ResponsePath::head("definition")),
                    "this return was filled in on a form with a different structure",
                )
                .help(format!("the digest of the form is now {now}; find out what changed since the return was made")),
            );
        }
    }

    fn finding(&self, failure: &Failure) -> Option<Finding> {
        let what = self.words.subject(failure);
        let given = self.file.response.value(&failure.path);
        let value = self.locator.value(&failure.path);
        let key = self.locator.key(&failure.path);
        let head = match &failure.path {
            ResponsePath::Head(key) if failure.subject == FailureSubject::Head => Some(&**key),
            _ => None,
        };
        let finding = match &failure.kind {
            FailureKind::Differs(expected) => self.differs(failure, head, expected),
            FailureKind::UnknownRow(row) => self.unknown_row(failure, row),
            // The reader of the head has reported these.
            FailureKind::UnknownKey(_) if head.is_some() => return None,
            FailureKind::NotAsked(what) => {
                let message = format!("this form does not ask for a {what}");
                Finding::new(&rules::RETURN_SHAPE, value, message).help("remove it; nothing else depends on it")
            }
            FailureKind::Missing if head.is_some_and(|key| key != FACTS_KEY) => return None,
            FailureKind::WrongKind if head == Some("status") => return None,
            FailureKind::Unread if self.unread_texts() > 0 => return None,
            FailureKind::Unread => Finding::new(&rules::RETURN_INCOMPLETE, key, "`unread` is empty").help("remove it"),
            FailureKind::UnknownKey(name) => self.unknown_key(failure, name),
            FailureKind::WrongKind if given.is_some_and(is_empty) => {
                Finding::new(&rules::RETURN_SHAPE, value, format!("{what} is empty"))
                    .help("fill it in, or leave it out")
            }
            FailureKind::WrongKind if self.words.wrong_people(failure, given).is_some() => {
                let faults = self.words.wrong_people(failure, given).unwrap_or_default();
                Finding::new(&rules::RETURN_SHAPE, value, format!("{what}, {faults}"))
                    .help("each row is a name, with a role or without")
            }
            FailureKind::WrongKind => {
                let message = format!("{what} cannot be {}", shown(given));
                Finding::new(&rules::RETURN_SHAPE, value, message).help(self.words.expected(failure, given))
            }
            FailureKind::Missing => Finding::new(&rules::RETURN_INCOMPLETE, value, format!("{what} has no answer"))
                .help("answer it, or set the status back to draft"),
            FailureKind::Unspecified if is_unit(&failure.path) => {
                Finding::new(&rules::RETURN_INCOMPLETE, value, format!("{what} has a number without its unit"))
                    .help(self.words.expected(failure, None))
            }
            FailureKind::Unspecified => {
                let message = format!("{what} has an option that asks for a text, and the text is missing");
                let help = match &failure.path {
                    ResponsePath::Answer(path) => format!("write `{}`, or choose another option", path.key()),
                    _ => "write the text, or choose another option".to_owned(),
                };
                Finding::new(&rules::RETURN_INCOMPLETE, value, message).help(help)
            }
            FailureKind::NoComment => Finding::new(&rules::RETURN_INCOMPLETE, value, format!("{what} is missing"))
                .help("write the comment, or set the status back to draft"),
            FailureKind::NotAlone => {
                Finding::new(&rules::RETURN_INCOMPLETE, value, format!("{what} has an option that excludes the others"))
                    .help("keep only that option, or remove it")
            }
            FailureKind::Bounds(bound) => {
                Finding::new(&rules::RETURN_INCOMPLETE, value, format!("{what}: {}", bound_in_words(bound)))
                    .help(bound_help(bound, given))
            }
            FailureKind::Disagrees(must) => {
                let message = format!("{what}: {}", self.words.must(failure, *must));
                self.weighed(
                    Finding::new(&rules::ANSWERS_DISAGREE, value, message).help(self.words.rule(failure, *must)),
                )
            }
            FailureKind::Hidden => {
                let message = format!("{what} has an answer, but the form does not ask it");
                self.weighed(Finding::new(&rules::ANSWER_HIDDEN, key, message).help(self.words.asked_if(failure)))
            }
            FailureKind::NotChosen if is_unit(&failure.path) => {
                let message = format!("{what} has a unit, and no number");
                self.weighed(
                    Finding::new(&rules::ANSWER_HIDDEN, key, message).help("write the number, or remove the unit"),
                )
            }
            FailureKind::NotChosen => {
                let message = format!("{what} has a text for an option that is not chosen");
                self.weighed(
                    Finding::new(&rules::ANSWER_HIDDEN, key, message).help("choose the option, or remove the text"),
                )
            }
        };
        Some(finding)
    }

    /// A value that differs from the one that the copy knows.
    fn differs(&self, failure: &Failure, head: Option<&str>, expected: &str) -> Finding {
        let what = self.words.subject(failure);
        let given = self.file.response.value(&failure.path);
        let shown = shown(given);
        let value = self.locator.value(&failure.path);
        if let (Some(key @ ("form" | "edition")), Some(Value::Number(number))) = (head, given)
            && number.to_string() == expected
        {
            let message = format!("the {key} of this return is the number {number}, and not a text");
            return Finding::new(&rules::RETURN_SHAPE, value, message)
                .help(format!("write it in quotes: \"{number}\""));
        }
        if let Some(key @ ("form" | "edition")) = head {
            let message = format!("this return belongs to the {key} {shown}, not to {expected}");
            return Finding::new(&rules::RETURN_WRONG_FORM, value, message)
                .help("check it with the form and edition that it names");
        }
        if matches!(failure.path, ResponsePath::Fact(_)) {
            let noun = self.words.noun();
            let message = format!("{what} is {shown} here, but `{expected}` in the copy");
            return Finding::new(&rules::OTHER_COUNTRY_ROW, value, message)
                .help(format!("take the return of this {noun}, or correct the file with what is known about it"));
        }
        Finding::new(&rules::RETURN_SHAPE, value, format!("{what} cannot be {shown}"))
            .help(format!("expected: {expected}"))
    }

    /// The key of a row that the copy does not have.
    fn unknown_row(&self, failure: &Failure, row: &str) -> Finding {
        let known = self.words.rows(failure);
        let known = || known.iter().map(String::as_str);
        let near = self.words.may_suggest.then(|| nearest(row, known())).flatten();
        let help = near.map_or_else(
            || format!("the rows are: {}", first_names(known())),
            |near| format!("did you mean `{near}`?"),
        );
        let message =
            format!("{} has no row `{row}` in this {}'s copy", self.words.subject(failure), self.words.noun());
        Finding::new(&rules::OTHER_COUNTRY_ROW, self.locator.key(&failure.path), message).help(help)
    }

    /// A key that the form does not know, or knows from earlier editions only.
    fn unknown_key(&self, failure: &Failure, name: &str) -> Finding {
        let key = self.locator.key(&failure.path);
        if let Some(last_edition) = self.words.retired(failure, name) {
            let message =
                format!("the form no longer asks `{name}`; the last edition with this question was {last_edition}");
            return Finding::new(&rules::RETURN_SHAPE, key, message).help("remove it before you finish the return");
        }
        let message = match (failure.subject, &failure.path) {
            (FailureSubject::Head, ResponsePath::Fact(_)) => format!("the form has no fact `{name}`"),
            (FailureSubject::Head, _) => format!("the form has no question `{name}`"),
            _ => format!("{} has no field `{name}`", self.words.subject(failure)),
        };
        Finding::new(&rules::RETURN_SHAPE, key, message).help(self.words.near_key(failure, name))
    }

    /// The finding with its level: a warning in a draft is an error in a complete return.
    fn weighed(&self, mut finding: Finding) -> Finding {
        if self.complete {
            finding.level = Level::Deny;
        }
        finding
    }

    fn unread_texts(&self) -> usize {
        self.file.response.unread().map_or(0, serde_json::Map::len)
    }

    fn unread(&self, findings: &mut Findings) {
        for (place, text, span) in self.file.unread() {
            let wording = &self.words.wording;
            let place = key_in_words(wording.copy, wording.language, place);
            let message = format!("a text belongs to no answer: {}, at {place}", shown(Some(text)));
            findings.push(
                Finding::new(&rules::RETURN_INCOMPLETE, span, message)
                    .help("copy its content into an answer, then remove it here"),
            );
        }
    }
}

/// Whether a value holds nothing: a draft of a program may leave such a one behind.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::String(text) => is_blank(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// What to do about a bound: how many rows or options there are, or what the answer is.
fn bound_help(bound: &Bound, given: Option<&Value>) -> String {
    let Some(Value::Array(items)) = given else { return format!("the answer is {}", shown(given)) };
    let count = items.len();
    let there = if count == 1 { "there is 1".to_owned() } else { format!("there are {count}") };
    match *bound {
        Bound::AtLeast(least) => format!("{there}: add {}", (least as usize).saturating_sub(count)),
        Bound::AtMost(most) => format!("{there}: remove {}", count.saturating_sub(most as usize)),
        _ => there,
    }
}

fn bound_in_words(bound: &Bound) -> String {
    match bound {
        Bound::MaxLength(most) => format!("at most {most} characters are allowed"),
        Bound::Format(format) => format!("this is not {}", format.noun),
        Bound::AtLeast(least) => format!("at least {least} are required"),
        Bound::AtMost(most) => format!("at most {most} are allowed"),
        Bound::Min(min) => format!("the smallest value is {min}"),
        Bound::Max(max) => format!("the largest value is {max}"),
        Bound::Decimals(0) => "decimals are not allowed".to_owned(),
        Bound::Decimals(1) => "at most 1 decimal is allowed".to_owned(),
        Bound::Decimals(most) => format!("at most {most} decimals are allowed"),
        Bound::From(from) => format!("the earliest value is {from}"),
        Bound::To(to) => format!("the latest value is {to}"),
    }
}

/// Whether a path leads to the unit of a number.
fn is_unit(path: &ResponsePath) -> bool {
    path.answer().and_then(|path| path.companion_field()) == Some(&CompanionField::Unit)
}
