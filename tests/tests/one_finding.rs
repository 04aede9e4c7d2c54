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
