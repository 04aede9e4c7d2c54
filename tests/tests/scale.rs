//! A form of ten thousand questions, with conditions that read one another, is read and checked whole. How long that takes
//! is a benchmark (`cargo bench -p canevas-tests`), not a test.

use canevas_tests::example::{Project, files_of, read};
use std::fmt::Write as _;

fn project(questions: usize) -> Project {
    let mut form = String::from("period: { from: 2022-05, to: 2023-04 }\nsections:\n");
    for index in 0..questions {
        if index % 50 == 0 {
            let _ = write!(form, "  - id: s{index}\n    title: Part {index} of the form\n    questions:\n");
        }
        let _ = write!(form, "      - id: q{index}\n        type: yes_no\n        short: Short {index}\n");
        if index % 50 > 0 {
            let before = index - 1;
            let _ = writeln!(form, "        show_if: q{before} or (q{before} = no and answered(q{before}))");
        }
        let _ = write!(
            form,
            "        ask: |\n          Has the inspection of site {index} been done since {{period.from}}?\n"
        );
    }
    read(&files_of(&form))
}

#[test]
fn ten_thousand_questions() {
    let project = project(10_000);
    assert!(project.model.as_ref().is_some_and(|model| model.questions.len() == 10_000));
    let findings = project.all_findings();
    assert!(!findings.deny(), "{}", project.listing(&findings));
}
