//! A form of thousands of questions is checked in time that grows with its size, not with its square.

use canevas_tests::example::{Project, files_of, read};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

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

fn time(questions: usize) -> Duration {
    let project = project(questions);
    assert!(project.model.as_ref().is_some_and(|model| model.questions.len() == questions));
    let start = Instant::now();
    let findings = project.all_findings();
    assert!(!findings.deny(), "{}", project.listing(&findings));
    start.elapsed()
}

#[test]
fn ten_thousand_questions() {
    let (small, large) = (time(1_000), time(10_000));
    // Ten times the size; a square would be a hundred times. The machine may be busy, hence the room.
    assert!(large < small * 35 + Duration::from_secs(1), "{small:?}, {large:?}");
}
