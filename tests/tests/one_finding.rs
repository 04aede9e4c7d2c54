//! One mistake gives one finding. Each mistake of `cases/one-finding/mistakes.txt` is an edit of one form without findings: the
//! lines with `-` become those with `+`. The heading names the rule of the only finding.

use canevas_tests::example::{Files, read};
use std::fmt::Write as _;
use std::path::Path;

const FORM: &str = "form.yaml";

/// One planted mistake.
#[derive(Default)]
struct Mistake {
    rule: String,
    /// Where it stands in the file of mistakes.
    line: usize,
    before: String,
    after: String,
}

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/one-finding").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| unreachable!("{}: {error}", path.display()))
}

fn mistakes() -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = Vec::new();
    for (index, line) in text("mistakes.txt").lines().enumerate() {
        if let Some(rule) = line.strip_prefix("== ") {
            mistakes.push(Mistake { rule: rule.to_owned(), line: index + 1, ..Mistake::default() });
        } else if let (Some(mistake), Some((sign @ ("-" | "+"), line))) = (mistakes.last_mut(), line.split_once(' ')) {
            let lines = if sign == "-" { &mut mistake.before } else { &mut mistake.after };
            lines.push_str(line);
            lines.push('\n');
        }
    }
    mistakes
}

fn form(text: String) -> Files {
    Files::from([(FORM.to_owned(), text)])
}

#[test]
fn each_mistake_gives_one_finding_at_its_place() {
    let right = text(FORM);
    let project = read(&form(right.clone()));
    assert_eq!(project.listing(&project.all_findings()), "");
    let mistakes = mistakes();
    assert!(mistakes.len() > 70, "{}", mistakes.len());
    let mut wrong = String::new();
    for Mistake { rule, line, before, after } in mistakes {
        let at = right.find(&format!("\n{before}")).map_or_else(|| right.find(&before), |at| Some(at + 1));
        let Some(at) = at.filter(|_| !before.is_empty()) else { unreachable!("line {line}: no such lines") };
        let text = format!("{}{after}{}", &right[..at], &right[at + before.len()..]);
        let project = read(&form(text));
        let findings = project.all_findings();
        let is_there = |start: u32| after.is_empty() || (at..at + after.len()).contains(&(start as usize));
        let one = findings
            .iter()
            .next()
            .filter(|finding| findings.len() == 1 && finding.rule.name == rule && is_there(finding.primary.span.start));
        if one.is_none() {
            // Writing to a String cannot fail.
            let _ = writeln!(wrong, "mistakes.txt:{line} {rule}:\n{}", project.listing(&findings));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Other files that name what the form declares.
const BESIDE: [(&str, &str); 2] = [
    (
        "countries/CMR.yaml",
        "canevas: 1\ncountry: CMR\nfacts:\n  rank: high\n  projects:\n    - id: wells\n      title: Wells\n",
    ),
    (
        "report.yaml",
        "canevas: 1\ntitle: A report\nblocks:\n  - id: tools\n    show: shares\n    question: made\n    title: Tools\n  - id: fruits\n    show: shares\n    question: harvest.sold\n    title: Sold\n  - id: saws\n    show: rows\n    question: saws\n    fields: [maker]\n    group_by: kind\n    title: Saws\n",
    ),
];

/// Nobody knows what other files should say of a question, field or fact whose type is not one.
#[test]
fn an_unknown_type_gives_one_finding_whatever_names_it() {
    let right = text(FORM);
    let with = |form: String| {
        let beside = BESIDE.map(|(path, text)| (path.to_owned(), text.to_owned()));
        read(&beside.into_iter().chain([(FORM.to_owned(), form)]).collect())
    };
    let project = with(right.clone());
    assert_eq!(project.listing(&project.all_findings()), "");
    let (mut wrong, mut tried) = (String::new(), 0);
    for (at, _) in right.match_indices(" type: ") {
        let end = right[at..].find('\n').map_or(right.len(), |end| at + end);
        // A type that nothing is near to, so that nobody can guess what was meant.
        let project = with(format!("{} type: zzzz{}", &right[..at], &right[end..]));
        let findings = project.all_findings();
        tried += 1;
        if findings.len() != 1 || findings.iter().any(|finding| finding.rule.name != "unknown-type") {
            let _ = writeln!(wrong, "{}:\n{}", &right[at..end], project.listing(&findings));
        }
    }
    assert!(tried > 20, "{tried}");
    assert!(wrong.is_empty(), "{wrong}");
}

/// What stands after a sign at the start of a text.
const AFTER_SIGNS: [&str; 3] = ["note Use it", " note", "note"];

/// Texts that YAML reads as a whole, and not as a text.
const READ_OTHERWISE: [&str; 4] = ["[note]", "[note] # two", "'note' more", "\"note\" more"];

/// A sign that YAML keeps for itself, at the start of a text of each file that a person writes.
#[test]
fn a_text_that_starts_with_a_sign_of_yaml_gives_one_finding() {
    let signs = "{}[]\"'&*%@`!|>,#-?".chars();
    let texts = signs.flat_map(|sign| AFTER_SIGNS.map(|after| format!("{sign}{after}")));
    let mut wrong = String::new();
    for typed in texts.chain(READ_OTHERWISE.map(str::to_owned)) {
        // Only a space makes these two a sign.
        let is_plain = ["-note", "?note"].iter().any(|plain| typed.starts_with(plain));
        for (path, files) in with_text(&typed) {
            let project = read(&files);
            let all = project.all_findings();
            // In a form, braces hold placeholders. One that is not closed is a mistake of its own.
            let found = all.iter().filter(|finding| finding.rule.name != "unknown-placeholder").count();
            if found != usize::from(!is_plain) {
                let _ = writeln!(wrong, "{path} {typed}:\n{}", project.listing(&all));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A project for each place in which a text can stand, with the name of the file.
fn with_text(typed: &str) -> [(&'static str, Files); 4] {
    const ASK: &str = "        ask: Which fruit grows here?\n";
    const COUNTRY: &str = "countries/CMR.yaml";
    const CHANGES: &str = "changes.yaml";
    let right = text(FORM);
    assert!(right.contains(ASK));
    let asked = right.replace(ASK, &format!("        ask: {typed}\n"));
    let hinted = right.replace(ASK, &format!("{ASK}        hint: {typed}\n"));
    let country = format!("canevas: 1\ncountry: CMR\nnames:\n  en:\n    name: {typed}\n");
    let changes = format!("from: {{ edition: \"2023\" }}\nerrata:\n  - part: question.pick.ask\n    reason: {typed}\n");
    let beside = |path: &str, text: String| Files::from([(FORM.to_owned(), right.clone()), (path.to_owned(), text)]);
    [
        (FORM, form(asked)),
        (FORM, form(hinted)),
        (COUNTRY, beside(COUNTRY, country)),
        (CHANGES, beside(CHANGES, changes)),
    ]
}
