//! Comparisons over several editions: what each change file declares holds for all steps at once.

use crate::support::{Memory, TODAY};
use canevas_operations::{DiffOutcome, DiffRequest, Project, RenameRequest, diff, rename};
use std::fmt::Write as _;

/// The questions of three editions, each by its id and its text.
type Questions<'a> = [&'a [(&'a str, &'a str)]; 3];

/// Editions with these questions, and the change files of the second and the third.
fn editions(questions: Questions<'_>, changes: [&str; 2]) -> Memory {
    let mut memory = Memory(Project::new(canevas_operations::files::MemoryFiles::default()));
    for (edition, questions) in ["2024", "2025", "2026"].into_iter().zip(questions) {
        let mut form = format!(
            "canevas: 1\nform: demo/small\nedition: \"{edition}\"\nlanguages: {{ source: en }}\ntitle: A form\nsections:\n  - id: work\n    title: Work\n    questions:\n"
        );
        for (id, ask) in questions {
            let _ = write!(form, "      - id: {id}\n        type: text\n        ask: {ask}\n");
        }
        memory.write(&format!("{edition}/form.yaml"), form);
    }
    for ((edition, from), changes) in [("2025", "2024"), ("2026", "2025")].into_iter().zip(changes) {
        if !changes.is_empty() {
            memory.write(&format!("{edition}/changes.yaml"), format!("from: {{ edition: \"{from}\" }}\n{changes}"));
        }
    }
    memory
}

fn compared(memory: &Memory, old: &str, earlier: bool) -> DiffOutcome {
    let request = DiffRequest {
        old: old.to_owned(),
        new: "2026".to_owned(),
        earlier,
        returns: Vec::new(),
        today: TODAY.to_owned(),
    };
    diff(memory.project(), &request).unwrap()
}

/// The findings that are no notes, as `code at level`.
fn open(outcome: &DiffOutcome) -> Vec<String> {
    let all = outcome.pairs.iter().flat_map(|pair| &pair.diff.classified);
    let open = all.filter(|change| change.finding.level.word() != "info");
    open.map(|change| format!("{} {} {}", change.finding.rule.code, change.at, change.finding.level.word())).collect()
}

const WHAT: (&str, &str) = ("other", "What else was done?");

#[test]
fn declarations_of_every_step_hold_for_all_steps_at_once() {
    let ask = "Which works were finished?";
    let renamed = |new: &str, old: &str| format!("was:\n  - {{ new: {new}, old: {old}, relation: renamed }}\n");
    let retired =
        |id: &str| format!("retired:\n  - id: {id}\n    last_edition: \"2025\"\n    reason: nobody used it\n");
    let cases: [(&str, Questions<'_>, [&str; 2]); 8] = [
        ("renamed in the first step", [&[("q7", ask)], &[("q9", ask)], &[("q9", ask)]], [&renamed("q9", "q7"), ""]),
        ("renamed in the second step", [&[("q7", ask)], &[("q7", ask)], &[("q9", ask)]], ["", &renamed("q9", "q7")]),
        ("renamed twice", [&[("a", ask)], &[("b", ask)], &[("c", ask)]], [&renamed("b", "a"), &renamed("c", "b")]),
        (
            "two questions renamed into each other's place",
            [&[("a", ask), WHAT], &[("b", ask), WHAT], &[("c", ask), ("more", WHAT.1)]],
            [
                &renamed("b", "a"),
                "was:\n  - { new: c, old: b, relation: renamed }\n  - { new: more, old: other, relation: renamed }\n",
            ],
        ),
        (
            "renamed, then with another text of the same meaning",
            [&[("a", ask)], &[("b", ask)], &[("b", "Which of the works are finished?")]],
            [&renamed("b", "a"), "meaning:\n  - { part: question.b.ask, verdict: same }\n"],
        ),
        (
            "another text of the same meaning, then renamed",
            [&[("a", ask)], &[("a", "Which of the works are finished?")], &[("b", "Which of the works are finished?")]],
            ["meaning:\n  - { part: question.a.ask, verdict: same }\n", &renamed("b", "a")],
        ),
        (
            "renamed, then retired",
            [&[("a", ask), WHAT], &[("b", ask), WHAT], &[WHAT]],
            [&renamed("b", "a"), &retired("b")],
        ),
        (
            "split, then one part renamed",
            [
                &[("a", ask)],
                &[("b", "Which roads were finished?"), ("c", "Which bridges were finished?")],
                &[("b", "Which roads were finished?"), ("d", "Which bridges were finished?")],
            ],
            ["was:\n  - { new: [b, c], old: a, relation: split, comparable: full }\n", &renamed("d", "c")],
        ),
    ];
    for (what, questions, changes) in cases {
        let memory = editions(questions, changes);
        assert_eq!(open(&compared(&memory, "2025", true)), [""; 0], "{what}");
        // The edition that the change file starts from need not be named first.
        assert_eq!(open(&compared(&memory, "2024", false)), [""; 0], "{what}, at once");
        // Without a declaration there is a finding, so the declarations are what settles it.
        let bare = editions(questions, ["", ""]);
        assert!(!open(&compared(&bare, "2024", false)).is_empty(), "{what}, without a declaration");
    }
}

#[test]
fn what_another_step_changed_is_not_declared_in_this_one() {
    let ask = "Which works were finished?";
    let changes = ["", "was:\n  - { new: more, old: other, relation: renamed }\n"];
    let questions: Questions<'_> = [&[("q7", ask), WHAT], &[("q9", ask), WHAT], &[("q9", ask), ("more", WHAT.1)]];
    let memory = editions(questions, changes);
    let request = RenameRequest {
        old: "q7".to_owned(),
        new: "q9".to_owned(),
        from: Some("2024".to_owned()),
        edition: "2026".to_owned(),
    };
    let why = rename(memory.project(), &request).unwrap_err().conclusion().unwrap_err();
    assert!(why.contains("starts from the edition 2025"), "{why}");
    let in_its_step = RenameRequest { edition: "2025".to_owned(), ..request };
    assert!(rename(memory.project(), &in_its_step).is_ok());
}
