//! A verdict in words: findings at places of the file, with the question's number and text, and a way out.

use crate::rules;
use crate::typed;
use crate::verdict::{Bound, Failure, FailureKind, Place, Verdict, verdict, verdict_as_complete};
use crate::words::{Words, shown};
use canevas_diagnostics::{Finding, Findings, Level, Span, nearest};
use canevas_model::{Language, canonical};
use canevas_project::FormCopy;
use canevas_project::return_file::ReturnFile;
use canevas_syntax::{Entry, NodeKind};
use canevas_wording::Wording;
use std::collections::HashMap;

/// Holds a return against its copy. `as_complete` judges a draft as if it were complete. Questions are named in the
/// language of the return, or of the reader where the form does not have that.
pub fn check_return(copy: &FormCopy<'_>, file: &ReturnFile, as_complete: bool, reader_language: &Language) -> Findings {
    let tag = file.head.language.as_ref().map_or("", |language| language.value.as_str());
    let language = copy.model.languages().find(|language| language.tag() == tag).unwrap_or(reader_language);
    let whole = verdict_as_complete(copy, &file.json);
    let own = verdict(copy, &file.json);
    let complete = as_complete || own.complete;
    let check = Check { words: Words::new(Wording::new(copy, language)), places: Places::new(file), file, complete };
    let mut findings = Findings::default();
    check.digest(copy, &mut findings);
    for failure in relevant(&whole, &own, complete) {
        if let Some(finding) = check.finding(failure) {
            findings.push(finding);
        }
    }
    if complete {
        check.unread(&mut findings);
    }
    typed::scan(copy, &check.words, &file.json, &mut |path, rule, message, help| {
        findings.push(Finding::new(rule, check.places.value(path), message).help(help));
    });
    findings
}

/// Of a draft, what is of the wrong kind; and what it holds though it is not asked, or is another country's.
fn relevant<'v>(whole: &'v Verdict, own: &'v Verdict, complete: bool) -> Vec<&'v Failure> {
    if complete {
        return whole.failures.iter().collect();
    }
    let known: Vec<&Failure> = own.failures.iter().collect();
    let more = whole.failures.iter().filter(|failure| match failure.kind {
        FailureKind::Hidden | FailureKind::NotChosen => true,
        FailureKind::Differs(_) => failure.path.starts_with("/facts/"),
        _ => false,
    });
    known.into_iter().chain(more).collect()
}

pub(crate) struct Check<'a> {
    words: Words<'a>,
    places: Places<'a>,
    file: &'a ReturnFile,
    complete: bool,
}

impl Check<'_> {
    fn digest(&self, copy: &FormCopy<'_>, findings: &mut Findings) {
        let now = canonical::definition_digest(copy.model);
        if let Some(digest) = self.file.head.definition.as_ref().filter(|digest| digest.value != now) {
            findings.push(
                Finding::new(
                    &rules::RETURN_DIGEST,
                    digest.span,
                    "this return was filled in on a form of another structure than this one",
                )
                .help(format!("the form is now {now}; look at what changed between the two")),
            );
        }
    }

    fn finding(&self, failure: &Failure) -> Option<Finding> {
        let what = self.words.subject(failure);
        let shown = || shown(self.file.json.pointer(&failure.path));
        let value = self.places.value(&failure.path);
        let key = self.places.key(&failure.path);
        let finding = match &failure.kind {
            FailureKind::Differs(expected) if matches!(failure.path.as_str(), "/form" | "/edition") => {
                let key = failure.path.trim_start_matches('/');
                let message = format!("this return is of {key} {}, not of {expected}", shown());
                Finding::new(&rules::RETURN_WRONG_FORM, value, message)
                    .help("hold it against the form and edition that it names")
            }
            FailureKind::Differs(expected) if failure.path.starts_with("/facts/") => {
                let message = format!("{what} is {} here, and `{expected}` in the copy", shown());
                Finding::new(&rules::OTHER_COUNTRY_ROW, value, message)
                    .help("take the return of this country, or correct the country file")
            }
            FailureKind::UnknownRow(row) => {
                let known = self.words.rows(failure);
                let help = nearest(row, known.iter().map(String::as_str)).map_or_else(
                    || format!("the rows are: {}", known.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("{what} has no row `{row}` in this country's copy");
                Finding::new(&rules::OTHER_COUNTRY_ROW, key, message).help(help)
            }
            // What the reader of the head has said already.
            FailureKind::UnknownKey(_) if in_head(failure) => return None,
            FailureKind::Missing if in_head(failure) && failure.path != "/facts" => return None,
            FailureKind::WrongKind if failure.path == "/status" => return None,
            FailureKind::Unread if self.unread_texts() > 0 => return None,
            FailureKind::Unread => {
                Finding::new(&rules::RETURN_INCOMPLETE, key, "`unread` stands here with nothing in it")
                    .help("remove it: nothing is left over")
            }
            FailureKind::UnknownKey(name) => {
                if let Some(last_edition) = self.words.retired(name) {
                    let message = format!("`{name}` is asked no more; {last_edition} was the last edition to ask it");
                    return Some(
                        Finding::new(&rules::RETURN_SHAPE, key, message).help("a finished return leaves it out"),
                    );
                }
                let help = self.words.near_key(failure, name);
                Finding::new(&rules::RETURN_SHAPE, key, format!("nothing is asked under `{name}`")).help(help)
            }
            FailureKind::WrongKind => {
                let message = format!("{what} cannot be {}", shown());
                Finding::new(&rules::RETURN_SHAPE, value, message)
                    .help(self.words.expected(failure, self.file.json.pointer(&failure.path)))
            }
            FailureKind::Differs(expected) => {
                let key = failure.path.trim_start_matches('/');
                Finding::new(&rules::RETURN_SHAPE, value, format!("`{key}` cannot be {}", shown()))
                    .help(format!("expected: {expected}"))
            }
            FailureKind::Missing => Finding::new(&rules::RETURN_INCOMPLETE, value, format!("{what} has no answer"))
                .help("answer it, or set the status back to draft"),
            FailureKind::NotAlone => {
                Finding::new(&rules::RETURN_INCOMPLETE, value, format!("{what} has an option that excludes the others"))
                    .help("keep that option alone, or take it away")
            }
            FailureKind::Bounds(bound) => {
                Finding::new(&rules::RETURN_INCOMPLETE, value, format!("{what}: {}", bound_in_words(bound)))
                    .help(format!("the answer is {}", shown()))
            }
            FailureKind::Hidden => {
                let message = format!("{what} is answered, and is not asked");
                self.weighed(Finding::new(&rules::ANSWER_HIDDEN, key, message).help(self.words.asked_if(failure)))
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

    /// What is a warning in a draft stops a complete return.
    fn weighed(&self, mut finding: Finding) -> Finding {
        if self.complete {
            finding.level = Level::Deny;
        }
        finding
    }

    fn unread_texts(&self) -> usize {
        self.file.json.get("unread").and_then(serde_json::Value::as_object).map_or(0, serde_json::Map::len)
    }

    fn unread(&self, findings: &mut Findings) {
        let Some(node) = self.file.node.get("unread") else { return };
        let NodeKind::Map(entries) = &node.kind else { return };
        for entry in entries {
            let text = shown(Some(&entry.value.to_json()));
            findings.push(
                Finding::new(
                    &rules::RETURN_INCOMPLETE,
                    entry.key.span,
                    format!("a text fitted no answer at `{}`: {text}", entry.key.value),
                )
                .help("put what it says into the answer, then remove it here"),
            );
        }
    }
}

/// Whether a failure is about a key of the head.
fn in_head(failure: &Failure) -> bool {
    failure.place == Place::Head && failure.path.matches('/').count() == 1
}

fn bound_in_words(bound: &Bound) -> String {
    match bound {
        Bound::MaxLength(most) => format!("{most} characters at most are allowed"),
        Bound::Email => "this is not an e-mail address".to_owned(),
        Bound::Url => "this is not a web address, which starts with http:// or https://".to_owned(),
        Bound::AtLeast(least) => format!("{least} at least are asked for"),
        Bound::AtMost(most) => format!("{most} at most are allowed"),
        Bound::Min(min) => format!("{min} is the smallest"),
        Bound::Max(max) => format!("{max} is the largest"),
        Bound::From(from) => format!("{from} is the earliest"),
        Bound::To(to) => format!("{to} is the latest"),
    }
}

/// Places of the file by pointer; answers are found at once, however many there are.
struct Places<'a> {
    file: &'a ReturnFile,
    answers: HashMap<&'a str, &'a Entry>,
}

impl<'a> Places<'a> {
    fn new(file: &'a ReturnFile) -> Self {
        let answers = match file.node.get("answers").map(|node| &node.kind) {
            Some(NodeKind::Map(entries)) => entries.iter().map(|entry| (entry.key.value.as_str(), entry)).collect(),
            _ => HashMap::new(),
        };
        Self { file, answers }
    }

    /// The value at a pointer, or the nearest that is there.
    fn value(&self, path: &str) -> Span {
        let Some(rest) = path.strip_prefix("/answers/") else {
            return self.head(path);
        };
        let (key, below) = rest.split_once('/').map_or((rest, ""), |(key, _)| (key, &rest[key.len()..]));
        match self.answers.get(key) {
            Some(entry) => entry.value.nearest_to_pointer(below).span,
            None => self.whole("answers"),
        }
    }

    /// The key at a pointer of one or two parts below the answers; else the value.
    fn key(&self, path: &str) -> Span {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match parts.as_slice() {
            ["answers", key] => self.answers.get(key).map_or_else(|| self.value(path), |entry| entry.key.span),
            ["answers", key, .., last] => {
                let parent = self.answers.get(key).map(|entry| {
                    let below = path.strip_prefix("/answers/").unwrap_or_default();
                    let below = &below[key.len()..below.len() - last.len() - 1];
                    entry.value.nearest_to_pointer(below)
                });
                match parent.map(|parent| &parent.kind) {
                    Some(NodeKind::Map(entries)) => entries
                        .iter()
                        .find(|entry| entry.key.value == *last)
                        .map_or_else(|| self.value(path), |entry| entry.key.span),
                    _ => self.value(path),
                }
            }
            _ => self.value(path),
        }
    }

    fn head(&self, path: &str) -> Span {
        self.file.node.nearest_to_pointer(path).span
    }

    /// The first brace of a block that lacks something: a whole block underlined would say nothing.
    fn whole(&self, key: &str) -> Span {
        let mut span = self.file.node.get(key).map_or(self.file.node.span, |node| node.span);
        span.end = span.end.min(span.start + 1);
        span
    }
}
