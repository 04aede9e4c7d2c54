//! What a change file declares: it neither contradicts itself nor outlives its day. And what the report says of a condition.

use crate::support::Memory;
use canevas_operations::{
    AcceptRequest, DiffRequest, Edit, Failure, Project, Refusal, RenameRequest, RetireRequest, accept, diff, rename,
    retire,
};
use std::fmt::Write as _;

const HEAD: &str = "languages: { source: en }\ntitle: A form\n";

/// Two editions. The text of each holds what comes after the title.
fn editions(old: &str, new: &str) -> Memory {
    let mut memory = Memory(Project::new(canevas_operations::files::MemoryFiles::default()));
    for (edition, text) in [("2024", old), ("2025", new)] {
        let form = format!("canevas: 1\nform: demo/small\nedition: \"{edition}\"\n{HEAD}{text}");
        memory.write(&format!("{edition}/form.yaml"), form);
    }
    memory
}

/// A section with these questions, each by its id, its type and more lines.
fn section(questions: &[(&str, &str, &str)]) -> String {
    let mut out = "sections:\n  - id: work\n    title: Work\n    questions:\n".to_owned();
    for (id, of_type, more) in questions {
        let _ = write!(out, "      - id: {id}\n        type: {of_type}\n        ask: What is {id}?\n");
        out.extend(more.lines().map(|line| format!("        {line}\n")));
    }
    out
}

fn why(result: Result<Edit, Refusal>) -> Failure {
    result.unwrap_err().conclusion().unwrap_err()
}

fn text_on(memory: &Memory, today: &str) -> String {
    let request = DiffRequest {
        old: "2024".into(),
        new: "2025".into(),
        earlier: false,
        returns: Vec::new(),
        today: today.into(),
    };
    diff(memory.project(), &request).unwrap().text(true)
}

fn accept_on(memory: &Memory, today: &str, expires: Option<&str>) -> Result<Edit, Refusal> {
    let request = AcceptRequest {
        rule: "E012".into(),
        at: "number".into(),
        because: format!("said on {today}"),
        fingerprint: None,
        expires: expires.map(str::to_owned),
        from: None,
        edition: "2025".into(),
        today: today.into(),
    };
    accept(memory.project(), &request).map(|accepted| accepted.edit)
}

fn bounded() -> Memory {
    editions(&section(&[("number", "integer", "max: 100")]), &section(&[("number", "integer", "max: 50")]))
}

#[test]
fn a_waiver_is_valid_on_its_last_day_and_never_only_before_it() {
    let memory = bounded();
    for day in ["2024-06-29", "2023-12-31", "2000-01-01"] {
        let why = why(accept_on(&memory, "2024-06-30", Some(day)));
        assert!(why.contains(day) && why.contains("has passed"), "{why}");
    }
    for day in ["2024-06-30", "2024-07-01"] {
        assert!(accept_on(&memory, "2024-06-30", Some(day)).is_ok(), "{day}");
    }
}

/// A question that keeps its id is not renamed, asked or not.
#[test]
fn a_rename_names_two_ids() {
    let memory =
        editions(&section(&[("a", "text", ""), ("b", "text", "")]), &section(&[("a", "text", ""), ("c", "text", "")]));
    let renamed = |old: &str, new: &str| {
        let request =
            RenameRequest { old: old.into(), new: new.into(), from: Some("2024".into()), edition: "2025".into() };
        rename(memory.project(), &request)
    };
    for id in ["a", "b", "c", "none"] {
        let why = why(renamed(id, id));
        assert!(why.contains(&format!("`{id}` and `{id}` are one id")), "{why}");
    }
    assert!(renamed("b", "c").is_ok());
}

#[test]
fn a_new_waiver_stands_in_the_place_of_an_expired_one() {
    let mut memory = bounded();
    for (today, expires) in
        [("2024-01-01", Some("2024-01-31")), ("2024-02-15", Some("2024-02-28")), ("2024-03-15", None)]
    {
        assert!(text_on(&memory, today).contains("not to be published"), "{today}");
        let edit = accept_on(&memory, today, expires).unwrap();
        memory.carry_out(&[edit]);
        let (changes, report) = (memory.text("2025/changes.yaml"), text_on(&memory, today));
        assert_eq!(changes.matches("rule: ").count(), 1, "{changes}");
        assert!(changes.contains(&format!("said on {today}")), "{changes}");
        assert!(report.contains(&format!("waived: said on {today}")), "{report}");
    }
    assert!(!memory.text("2025/changes.yaml").contains("expires"));
}

/// A person may have written both. In either order the valid one counts, and the expired one is no finding.
#[test]
fn a_valid_waiver_wins_over_an_expired_one() {
    let mut memory = bounded();
    let edit = accept_on(&memory, "2024-01-01", Some("2024-01-31")).unwrap();
    memory.carry_out(&[edit]);
    let expired = memory.text("2025/changes.yaml");
    let entry = expired[expired.find("  - rule").unwrap()..].to_owned();
    let head = expired.strip_suffix(&entry).unwrap().to_owned();
    let valid = entry.replace("2024-01-31", "2099-01-01").replace("said on 2024-01-01", "still so");
    for both in [format!("{entry}{valid}"), format!("{valid}{entry}"), format!("{entry}{valid}{entry}")] {
        memory.write("2025/changes.yaml", format!("{head}{both}"));
        let report = text_on(&memory, "2024-06-30");
        assert!(report.contains("may be published (0 denied, 0 warnings"), "{report}");
        assert!(report.contains("waived: still so"), "{report}");
    }
    memory.write("2025/changes.yaml", format!("{head}{entry}"));
    assert!(text_on(&memory, "2024-06-30").contains("expired on 2024-01-31"));
}

#[test]
fn a_renamed_question_is_not_retired_and_the_other_way_round() {
    let renaming = || {
        editions(
            &section(&[("q5", "text", ""), ("x", "text", "")]),
            &section(&[("q55", "text", ""), ("x", "text", "")]),
        )
    };
    let rename_it = |memory: &Memory| {
        let request = RenameRequest { old: "q5".into(), new: "q55".into(), from: None, edition: "2025".into() };
        rename(memory.project(), &request)
    };
    let retire_it = |memory: &Memory, id: &str| {
        let request = RetireRequest { id: id.into(), because: "no use".into(), from: None, edition: "2025".into() };
        retire(memory.project(), &request)
    };
    let mut memory = renaming();
    let edit = rename_it(&memory).unwrap();
    memory.carry_out(&[edit]);
    let said = why(retire_it(&memory, "q5"));
    assert!(said.contains("says that `q5` became `q55`"), "{said}");
    let mut memory = renaming();
    let edit = retire_it(&memory, "q5").unwrap();
    memory.carry_out(&[edit]);
    let said = why(rename_it(&memory));
    assert!(said.contains("retires `q5`"), "{said}");
    // A person may have written both.
    let text = memory.text("2025/changes.yaml") + "was:\n  - { new: q55, old: q5, relation: renamed }\n";
    memory.write("2025/changes.yaml", text);
    let (_, edition) = memory.project().pair("2024", "2025").unwrap();
    let found: Vec<&str> = edition.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, ["two declarations say what becomes of `q5`"]);
}

#[test]
fn an_option_that_is_still_offered_is_not_retired() {
    let list = "lists:\n  grades:\n    good: Good\n    fair: Fair\n    poor: Poor\n";
    let own = "choices:\n  wood: Wood\n  stone: Stone\n  brick: Brick";
    let form = |list: &str, own: &str| {
        format!("{list}{}", section(&[("grade", "single_choice", "choices: grades"), ("kind", "single_choice", own)]))
    };
    let memory =
        editions(&form(list, own), &form(&list.replace("    poor: Poor\n", ""), &own.replace("\n  brick: Brick", "")));
    let retire_it = |id: &str| {
        let request = RetireRequest { id: id.into(), because: "no use".into(), from: None, edition: "2025".into() };
        retire(memory.project(), &request)
    };
    for id in ["grades.good", "kind.wood", "grade.fair"] {
        let said = why(retire_it(id));
        assert!(said.contains(&format!("`{id}` is still offered")), "{said}");
    }
    for id in ["grades.poor", "kind.brick"] {
        assert!(retire_it(id).is_ok(), "{id}");
    }
}

/// What the text shows of a witness, read alone, is a witness: it has what the condition reads.
#[test]
fn a_witness_shows_what_conditions_read() {
    let yes_no = |id: &'static str| (id, "yes_no", "");
    let form = |condition: &str| {
        let show = format!("show_if: {condition}");
        section(&[yes_no("a"), yes_no("b"), ("q", "text", &show)])
    };
    for (old, new, wanted) in [
        ("a", "a and b", r#"passed before, refused now: {"a":"yes","q":"x"}"#),
        ("a or b", "a and b", r#""q":"x""#),
        ("a", "not a", r#"passed before, refused now: {"a":"yes","q":"x"}"#),
    ] {
        let report = text_on(&editions(&form(old), &form(new)), "2024-06-30");
        let line = report.lines().find(|line| line.contains("refused now")).unwrap_or_else(|| panic!("{report}"));
        assert!(line.contains(wanted) && line.contains("\"yes\""), "{line}");
    }
}

#[test]
fn a_condition_is_told_in_words_with_the_reason_that_holds() {
    let form = |condition: &str| {
        let show = format!("show_if: {condition}");
        section(&[("c", "yes_no", "can_say: [nothing_to_report]"), ("q", "text", &show)])
    };
    let told = |memory: &Memory| {
        let report = text_on(memory, "2024-06-30");
        report.lines().find(|line| line.contains("the form asks")).unwrap_or_else(|| panic!("{report}")).to_owned()
    };
    for (old, new, wanted) in [
        ("not c", "c = no", "no longer asks it where that question has a non-response"),
        ("c = no", "not c", "now also asks it where"),
    ] {
        let line = told(&editions(&form(old), &form(new)));
        assert!(line.contains(wanted) && !line.contains('=') && !line.contains("period"), "{line}");
    }
}

/// A rule can have several findings at one place. Each is named, and one of them can be chosen.
#[test]
fn one_of_several_findings_is_accepted() {
    let mut memory = editions(
        &section(&[("number", "integer", "min: 0\nmax: 100")]),
        &section(&[("number", "integer", "min: 10\nmax: 50")]),
    );
    let request = |fingerprint: Option<&str>| AcceptRequest {
        rule: "bound-tightened".into(),
        at: "number".into(),
        because: "said so".into(),
        fingerprint: fingerprint.map(str::to_owned),
        expires: None,
        from: None,
        edition: "2025".into(),
        today: "2024-06-30".into(),
    };
    let both = accept(memory.project(), &request(None)).unwrap();
    let [(low, first), (high, second)] = both.findings.as_slice() else { panic!("{both:?}") };
    assert!(low.contains("10") && high.contains("50") && first != second, "{both:?}");
    for wrong in ["", "0000", "said so"] {
        let Err(refusal) = accept(memory.project(), &request(Some(wrong))) else { panic!("{wrong}") };
        let why = refusal.conclusion().unwrap_err();
        assert!(why.contains(first) && why.contains(second) && why.contains(high), "{why}");
    }
    for (part, other, left) in [(&second[..6], first, 1), (first, second, 0)] {
        let one = accept(memory.project(), &request(Some(part))).unwrap();
        assert!(one.findings.len() == 1 && one.findings[0].1.starts_with(part) && one.findings[0].1 != *other);
        memory.carry_out(&[one.edit]);
        assert!(text_on(&memory, "2024-06-30").contains(&format!("({left} denied")), "{left}");
    }
}

/// What is wrong with a reason is said of the reason, not of the file.
#[test]
fn a_reason_with_an_invisible_character_is_refused() {
    let gone = || editions(&section(&[("a", "text", ""), ("b", "text", "")]), &section(&[("a", "text", "")]));
    for (because, code) in [("x\u{202e}y", "U+202E"), ("\u{2067}", "U+2067"), ("a\u{0}b", "U+0000")] {
        let request = RetireRequest { id: "b".into(), because: because.into(), from: None, edition: "2025".into() };
        let retired = why(retire(gone().project(), &request));
        let request = AcceptRequest {
            rule: "E012".into(),
            at: "number".into(),
            because: because.into(),
            fingerprint: None,
            expires: None,
            from: None,
            edition: "2025".into(),
            today: "2024-06-30".into(),
        };
        let accepted = accept(bounded().project(), &request).unwrap_err().conclusion().unwrap_err();
        for why in [retired, accepted] {
            assert!(why.contains("--because") && why.contains(code), "{why}");
        }
    }
}
