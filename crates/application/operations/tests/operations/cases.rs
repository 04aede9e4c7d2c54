//! Cases beside a form: the first ones that are written, what a check and a publication make of them, and which the next edition takes over.

use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::{
    CasesRequest, CheckRequest, Edit, NextEditionRequest, PublishRequest, check, next_edition, publish, write_cases,
};

/// A form with a condition, and a text that names the year.
fn memory() -> Memory {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "        max: 1000\n        ask: How many people took part?\n",
        "        max: 1000\n        show_if: status = begun\n        ask: How many people took part until {period.to}?\n",
    );
    memory
}

fn request(force: bool) -> CasesRequest {
    CasesRequest { name: "2024".to_owned(), force }
}

const BEGUN: &str =
    "canevas: 1\ncountry: CMR\nanswers:\n  status: begun\nasks: [people]\nprints:\n  progress: A survey\n";
const OF_THE_YEAR: &str = "canevas: 1\nprints:\n  people: until December 2024\n";
const WRONG: &str = "canevas: 1\nanswers:\n  status: begun\n  people: 2000\nstatus: complete\ndoes_not_ask: [people]\nfindings:\n  - { rule: R001 }\n";

#[test]
fn first_cases_are_written_and_never_replaced() {
    let mut memory = memory();
    let mut page = Page::default();
    let written = write_cases(memory.project(), &request(false)).unwrap();
    page.head("the first time").line(&written.text()).edits(&written.edits);
    memory.carry_out(&written.edits);
    let again = write_cases(memory.project(), &request(false)).unwrap();
    page.head("once more").line(&again.text()).edits(&again.edits);
    memory.write("2024/cases/conditions-1.yaml", "canevas: 1\nabout: Mine\n");
    match write_cases(memory.project(), &request(false)) {
        Ok(written) => page.head("over a file of somebody").edits(&written.edits),
        Err(refusal) => page.head("over a file of somebody").refusal(&refusal),
    };
    let forced = write_cases(memory.project(), &request(true)).unwrap();
    page.head("with --force").paths(&forced.edits);
    page.head("a form without conditions");
    page.line(&write_cases(Memory::new().project(), &request(false)).unwrap().text());
    page.is_expected("cases_written");
}

#[test]
fn a_check_and_a_publication_run_the_cases() {
    let mut memory = memory();
    let mut page = Page::default();
    let check_of = CheckRequest { names: names(["2024"]), ..CheckRequest::default() };
    let publish_of = PublishRequest { edition: "2024".to_owned(), from: None, today: TODAY.to_owned() };
    memory.write("2024/cases/begun.yaml", BEGUN);
    page.head("a case that holds").findings(&check(memory.project(), &check_of).unwrap());
    memory.write("2024/cases/wrong.yaml", WRONG);
    memory.write("2024/cases/unknown.yaml", "canevas: 1\nanswers:\n  statu: begun\n");
    let found = check(memory.project(), &check_of).unwrap();
    page.head("cases that do not");
    for finding in &found[0].findings {
        page.line(&format!("{} {}", finding.rule.name, finding.message));
        page.line(&format!("  {}", finding.help.as_deref().unwrap_or_default()));
    }
    page.head("published");
    match publish(memory.project(), &publish_of) {
        Ok(published) => page.paths(&published.edit.into_iter().collect::<Vec<_>>()),
        Err(refusal) => page.refusal(&refusal),
    };
    page.is_expected("cases_checked");
}

#[test]
fn the_next_edition_takes_over_the_cases_that_hold() {
    let mut memory = memory();
    memory.write("2024/cases/begun.yaml", BEGUN);
    memory.write("2024/cases/of-the-year.yaml", OF_THE_YEAR);
    let out = Some("2026".to_owned());
    let request = NextEditionRequest { edition: "2024".to_owned(), out, ..NextEditionRequest::default() };
    let started = next_edition(memory.project(), &request).unwrap();
    let written: Vec<&str> = started.edits.iter().map(Edit::path).filter(|path| path.contains("cases")).collect();
    assert_eq!(written, ["2026/cases/begun.yaml"]);
    let said: Vec<&String> = started.to_decide.iter().filter(|line| line.contains("cases/")).collect();
    assert_eq!(
        said,
        [
            "`cases/of-the-year.yaml` was not copied: question 4 (“How many people took part until December 2025?”) prints “How many people took part until December 2025?”, and not these words: if it is still meant, write it anew for this edition"
        ]
    );
}
