//! diff, rename, retire, accept, publish and next-edition.

use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::{
    AcceptRequest, DiffRequest, Edit, NextEditionRequest, PublishRequest, Refusal, RenameRequest, RetireRequest,
    accept, diff, next_edition, publish, rename, retire,
};

fn diff_request() -> DiffRequest {
    DiffRequest {
        old: "2024".to_owned(),
        new: "2025".to_owned(),
        earlier: false,
        returns: Vec::new(),
        today: TODAY.to_owned(),
    }
}

fn rename_request(old: &str, new: &str) -> RenameRequest {
    RenameRequest {
        old: old.to_owned(),
        new: new.to_owned(),
        from: Some("2024".to_owned()),
        edition: "2025".to_owned(),
    }
}

fn retire_request(id: &str) -> RetireRequest {
    RetireRequest {
        id: id.to_owned(),
        because: "all have begun".to_owned(),
        from: Some("2024".to_owned()),
        edition: "2025".to_owned(),
    }
}

fn accept_request(rule: &str, at: &str) -> AcceptRequest {
    AcceptRequest {
        rule: rule.to_owned(),
        at: at.to_owned(),
        because: "no answer was larger".to_owned(),
        fingerprint: None,
        expires: Some("2024-12-31".to_owned()),
        from: Some("2024".to_owned()),
        edition: "2025".to_owned(),
        today: TODAY.to_owned(),
    }
}

fn publish_request(edition: &str, from: Option<&str>) -> PublishRequest {
    PublishRequest { edition: edition.to_owned(), from: from.map(str::to_owned), today: TODAY.to_owned() }
}

fn declare(memory: &mut Memory, page: &mut Page, title: &str, declared: Result<Edit, Refusal>) {
    page.head(title);
    match declared {
        Ok(edit) => {
            page.edits(std::slice::from_ref(&edit));
            memory.carry_out(&[edit]);
        }
        Err(refusal) => {
            page.refusal(&refusal);
        }
    }
}

#[test]
fn diff_says_what_an_edition_changes() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    let outcome = diff(memory.project(), &diff_request()).unwrap();
    page.head("diff 2024 2025").compared(&outcome.pairs[0]).value(&outcome.conclusion());
    page.head("diff 2024 2025 --format json").line(&outcome.json().unwrap());
    let itself = DiffRequest { old: "2025".to_owned(), ..diff_request() };
    let outcome = diff(memory.project(), &itself).unwrap();
    page.head("diff 2025 2025").line(&outcome.text(true)).value(&outcome.conclusion());
    let earlier = DiffRequest { old: "2025".to_owned(), earlier: true, returns: Vec::new(), ..diff_request() };
    let outcome = diff(memory.project(), &earlier).unwrap();
    page.head("diff 2025 2025 --earlier");
    for pair in &outcome.pairs {
        page.compared(pair);
    }
    page.value(&outcome.conclusion());
    page.line(&outcome.html().unwrap_err());
    let nowhere = DiffRequest { old: "2023".to_owned(), ..diff_request() };
    page.head("diff 2023 2025").refusal(&diff(memory.project(), &nowhere).unwrap_err());
    memory.replace("2024/form.yaml", "type: integer", "type: whole_number");
    let refusal = diff(memory.project(), &diff_request()).unwrap_err();
    page.head("an edition that cannot be read").refusal(&refusal).value(&refusal.conclusion());
    page.is_expected("diff");
}

#[test]
fn declarations_go_into_the_change_file() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    let declared = rename(memory.project(), &rename_request("partner", "partners"));
    declare(&mut memory, &mut page, "rename partner partners", declared);
    let declared = rename(memory.project(), &rename_request("partner", "partnrs"));
    declare(&mut memory, &mut page, "rename partner partnrs", declared);
    let declared = retire(memory.project(), &retire_request("status.planned"));
    declare(&mut memory, &mut page, "retire status.planned", declared);
    let declared = retire(memory.project(), &retire_request("people"));
    declare(&mut memory, &mut page, "retire people", declared);
    let declared = accept(memory.project(), &accept_request("E012", "people")).map(|accepted| accepted.edit);
    declare(&mut memory, &mut page, "accept E012 people", declared);
    let declared = accept(memory.project(), &accept_request("E012", "people")).map(|accepted| accepted.edit);
    declare(&mut memory, &mut page, "accept E012 people, again", declared);
    let declared = accept(memory.project(), &accept_request("E012", "partners")).map(|accepted| accepted.edit);
    declare(&mut memory, &mut page, "accept E012 partners", declared);
    let outcome = diff(memory.project(), &diff_request()).unwrap();
    page.head("diff 2024 2025").compared(&outcome.pairs[0]).value(&outcome.conclusion());
    page.is_expected("declarations");
}

#[test]
fn publish_locks_an_edition_that_breaks_nothing() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    page.head("publish 2024: a wrong return does not matter");
    let publication = publish(memory.project(), &publish_request("2024", None)).unwrap();
    let edit = publication.edit.unwrap();
    page.line(&format!("{} {}", publication.form, publication.edition)).paths(std::slice::from_ref(&edit));
    memory.carry_out(&[edit]);
    page.head("publish 2024 again").value(&publish(memory.project(), &publish_request("2024", None)).unwrap().edit);
    memory.replace("2024/form.yaml", "max: 1000", "max: 900");
    page.head("publish 2024 after a change");
    page.refusal(&publish(memory.project(), &publish_request("2024", None)).unwrap_err());
    memory.replace("2024/form.yaml", "max: 900", "max: 1000");
    page.head("publish 2025 --from 2024");
    page.refusal(&publish(memory.project(), &publish_request("2025", Some("2024"))).unwrap_err());
    memory.replace("2025/locales/fr.po", "Un rapport annuel", "");
    page.head("publish 2025 with an open text");
    page.refusal(&publish(memory.project(), &publish_request("2025", None)).unwrap_err());
    page.is_expected("publish");
}

#[test]
fn a_return_that_cannot_be_carried_stops_no_other_country() {
    let mut memory = Memory::new();
    memory.replace("2024/returns/CMR.json", "2000", "10");
    let whole = memory.text("2024/returns/CMR.json");
    let title = "End the survey";
    assert!(whole.contains(title));
    for (country, with) in
        [("MDG", "\\u202e\\u0000"), ("COM", ""), ("CIV", &"long ".repeat(20_000)), ("UGA", "a\\r\\nb")]
    {
        let text = whole.replace(title, with).replace("CMR", country);
        memory.write(&format!("2024/returns/{country}.json"), text);
    }
    let request = NextEditionRequest {
        edition: "2024".to_owned(),
        returns: names(["2024/returns"]),
        out: Some("started".to_owned()),
    };
    let started = next_edition(memory.project(), &request).unwrap();
    let written: Vec<&str> = started.edits.iter().map(Edit::path).filter(|path| path.contains("countries")).collect();
    assert!(
        written.contains(&"started/countries/CMR.yaml") && written.contains(&"started/countries/UGA.yaml"),
        "{written:?}"
    );
    // The number of rows is that of the country file: a row that was left out is not counted.
    for (country, count, rows) in [("CMR", 2, "2 rows"), ("UGA", 2, "2 rows"), ("MDG", 1, "1 row"), ("COM", 1, "1 row")]
    {
        let line = format!("{country}: {rows} of `next_steps` became `steps`");
        let is_said = started.to_decide.iter().any(|said| {
            said.strip_prefix(&line).is_some_and(|rest| rest.is_empty() || rest.starts_with(", in place of "))
        });
        assert!(is_said, "{line}: {:?}", started.to_decide);
        let path = format!("started/countries/{country}.yaml");
        let written = started.edits.iter().find_map(|edit| match edit {
            Edit::Write { path: written, bytes, .. } if *written == path => Some(String::from_utf8_lossy(bytes)),
            _ => None,
        });
        let written = written.unwrap_or_default();
        assert_eq!(written.matches("# from next_steps of the edition").count(), count, "{written}");
    }
    for country in ["MDG", "COM"] {
        let told = started.to_decide.iter().any(|line| line.starts_with(country) && line.contains("holds no text"));
        assert!(told, "{:?}", started.to_decide);
    }
}

#[test]
fn next_edition_lists_what_is_typed_and_does_not_move() {
    let mut memory = Memory::new();
    memory.write(
        "2031/form.yaml",
        "canevas: 1
form: a/years
edition: \"2031\"
languages: { source: en }
period: { from: 2031-01, to: 2031-12 }
title: Years
about:
  facts:
    signed:
      type: date
      ask: When was it signed?
      from: 2019-05-01
      to: period.to
    founded:
      type: year
      ask: In which year?
      from: 1995
      to: 2030
    other:
      type: integer
      ask: How many?
      max: 500
sections:
  - id: s
    title: S
    questions:
      - id: since
        type: date
        ask: Since when?
        from: 2020-01-01
        to: period.to
      - id: start
        type: integer
        ask: Which year?
        min: 2020
      - id: kept
        type: date
        ask: On which day?
        within: period
      - id: law
        type: text
        ask: Which law?
        show_if: since >= 2030-06-01
      - id: plan
        type: text
        ask: Which plan?
        show_if: start = 2030
      - id: more
        type: text
        ask: What else?
        show_if: since >= period.from
",
    );
    let request = NextEditionRequest { edition: "2031".to_owned(), ..NextEditionRequest::default() };
    let started = next_edition(memory.project(), &request).unwrap();
    let stays: Vec<&str> =
        started.to_decide.iter().map(String::as_str).filter(|line| line.contains("which stay")).collect();
    assert_eq!(
        stays,
        [
            "the fact `signed` has bounds of its own (2019-05-01), which stay as they are: should they move too?",
            "the fact `founded` has bounds of its own (1995, 2030), which stay as they are: should they move too?",
            "`since` has bounds of its own (2020-01-01), which stay as they are: should they move too?",
            "`start` has bounds of its own (2020), which stay as they are: should they move too?",
            "`law` is asked if `since >= 2030-06-01`, which stays as it is: should the date or year move too?",
            "`plan` is asked if `start = 2030`, which stays as it is: should the date or year move too?",
        ]
    );
}

#[test]
fn next_edition_names_each_typed_year_once() {
    let mut memory = Memory::new();
    let form = memory.text("2025/form.yaml").replace("What are the next steps?", "What of 2024, 2025, 2024 and 2026?");
    memory.write("2025/form.yaml", form.replace("Who took part in the work?", "Who took part in 2025, and in 1999?"));
    let request = NextEditionRequest { edition: "2025".to_owned(), ..NextEditionRequest::default() };
    let started = next_edition(memory.project(), &request).unwrap();
    let named: Vec<&str> =
        started.to_decide.iter().filter_map(|line| line.split_once(" names the ")).map(|(_, named)| named).collect();
    let [one, several] = named.as_slice() else { panic!("{named:?}") };
    assert!(one.starts_with("year 2025 (2025/form.yaml:"), "{one}");
    assert!(several.starts_with("years 2024, 2025 and 2026 (2025/form.yaml:"), "{several}");
}

#[test]
fn next_edition_overwrites_no_file() {
    for (other, text) in [
        ("2026/changes.yaml", "from: { edition: \"1\" }\n"),
        ("2026/locales/fr.po", "mine"),
        ("2026/countries/CMR.yaml", "canevas: 1\ncountry: CMR\n"),
        ("elsewhere/countries/CMR.yaml", ""),
    ] {
        let mut memory = Memory::new();
        memory.write(other, text);
        let out = other.split_once('/').map(|(folder, _)| folder.to_owned());
        let request = NextEditionRequest { edition: "2025".to_owned(), out, ..NextEditionRequest::default() };
        let Err(Refusal::Failed(why)) = next_edition(memory.project(), &request) else { panic!("{other}") };
        assert!(why.starts_with(&format!("`{other}` would be overwritten")) && why.contains("--out"), "{why}");
        assert_eq!(memory.text(other), text);
    }
    // A file that the next edition does not write is no obstacle, and several are counted.
    let mut memory = Memory::new();
    memory.write("2026/notes.txt", "mine");
    let request = NextEditionRequest { edition: "2025".to_owned(), ..NextEditionRequest::default() };
    assert!(next_edition(memory.project(), &request).is_ok());
    memory.write("2026/changes.yaml", "");
    memory.write("2026/locales/fr.po", "");
    let Err(Refusal::Failed(why)) = next_edition(memory.project(), &request) else { panic!() };
    assert!(why.contains("`2026/changes.yaml` and 1 more (2026/locales/fr.po) would be overwritten"), "{why}");
}

#[test]
fn next_edition_carries_rows_of_returns() {
    let memory = Memory::new();
    let mut page = Page::default();
    let mut show = |title: &str, request: &NextEditionRequest| {
        page.head(title);
        match next_edition(memory.project(), request) {
            Ok(started) => {
                page.line(&started.folder).edits(&started.edits);
                for line in &started.to_decide {
                    page.line(&format!("decide: {line}"));
                }
            }
            Err(refusal) => {
                page.refusal(&refusal);
            }
        }
    };
    let request = NextEditionRequest { edition: "2024".to_owned(), ..NextEditionRequest::default() };
    show("next-edition 2024", &request);
    show(
        "next-edition 2024 --returns 2024/returns --out started",
        &NextEditionRequest { returns: names(["2024/returns"]), out: Some("started".to_owned()), ..request.clone() },
    );
    page.is_expected("next-edition");
}

/// A project whose later edition renames three questions, and has this change file.
fn renaming(changes: &str) -> Memory {
    let mut memory = Memory::new();
    for (edition, ids) in [("2024", ["a", "c", "e"]), ("2025", ["b", "d", "f"])] {
        let question = |id: &str| format!("      - id: {id}\n        type: text\n        ask: What is the {id}?\n");
        let questions: String = ids.iter().map(|id| question(id)).collect();
        let form = format!(
            "canevas: 1\nform: a/b\nedition: \"{edition}\"\nlanguages: {{ source: en }}\ntitle: A form\nsections:\n  - id: s\n    title: S\n    questions:\n{questions}"
        );
        for rest in ["locales/fr.po", "countries/CMR.yaml", "returns/CMR.json", "glossary.csv"] {
            memory.carry_out(&[Edit::Delete { path: format!("{edition}/{rest}") }]);
        }
        memory.write(&format!("{edition}/form.yaml"), form);
    }
    memory.write("2025/changes.yaml", changes);
    memory
}

/// The findings of an edition by name.
fn found(memory: &Memory) -> Vec<&'static str> {
    let (_, edition) = memory.project().pair("2024", "2025").unwrap();
    edition.findings.iter().map(|finding| finding.rule.name).collect()
}

#[test]
fn a_change_file_of_any_style_is_edited_or_left_as_it_is() {
    let entry = |dash: &str, new: &str, old: &str| {
        format!("{dash}- new: {new}\n{dash}  old: {old}\n{dash}  relation: renamed\n{dash}  comparable: full\n")
    };
    let from = "from:\n  edition: \"2024\"\n";
    let first = |dash: &str| entry(dash, "b", "a");
    for (before, is_edited) in [
        (format!("{from}was:\n{}", first("    ")), true),
        (format!("{from}\"was\":\n{}", first("  ")), true),
        ("{from: {edition: \"2024\"}}\n".to_owned(), false),
        (format!("---\n{from}...\n"), true),
        (format!("{from}was: [{{ new: b, old: a, relation: renamed }}]\n"), false),
        (format!("{from}'was':\n- {{ new: b, old: a, relation: renamed }} # so it was").replace('\n', "\r\n"), true),
    ] {
        let mut memory = renaming(&before);
        let known = found(&memory);
        match rename(memory.project(), &rename_request("c", "d")) {
            Ok(edit) => {
                assert!(is_edited, "{before}");
                memory.carry_out(&[edit]);
                let (_, edition) = memory.project().pair("2024", "2025").unwrap();
                let renamed = edition.changes.as_ref().unwrap().renamed();
                assert_eq!(renamed.get("d"), Some(&"c"), "{before}");
                assert_eq!(renamed.contains_key("b"), before.contains("new: b"), "{before}");
            }
            Err(Refusal::Failed(why)) => assert!(!is_edited && why.contains("a line of its own"), "{before}: {why}"),
            Err(refusal) => unreachable!("{refusal:?}"),
        }
        assert_eq!(found(&memory), known, "{before}: {}", memory.text("2025/changes.yaml"));
    }
}

/// A command that leaves a file which no later run accepts has not succeeded.
#[test]
fn a_declaration_leaves_a_change_file_without_an_error() {
    let from = "from:\n  edition: \"2024\"\n";
    // A file with a mark of its byte order, and files that hold nothing yet.
    for before in [format!("\u{feff}{from}"), String::new(), "# Nothing yet.".to_owned(), "\r\n# A\r\n".to_owned()] {
        let mut memory = renaming(&before);
        let edit =
            rename(memory.project(), &rename_request("a", "b")).unwrap_or_else(|why| panic!("{before}: {why:?}"));
        memory.carry_out(&[edit]);
        let text = memory.text("2025/changes.yaml").clone();
        assert!(text.starts_with(before.trim_end()), "{text:?}");
        let (_, edition) = memory.project().pair("2024", "2025").unwrap();
        assert_eq!(edition.changes.as_ref().unwrap().renamed().get("b"), Some(&"a"), "{text}");
        assert!(!found(&memory).iter().any(|rule| ["missing-key", "not-yaml"].contains(rule)), "{text}");
    }
    // Files with an error of their own, and an entry that brings one.
    for before in
        ["from: \"2024\"\n", "was: []\n", &format!("{from}renamed: []\n"), &format!("{from}meaning:\n  - at: b\n")]
    {
        let memory = renaming(before);
        let why = rename(memory.project(), &rename_request("a", "b")).unwrap_err().conclusion();
        assert!(why.is_err_and(|why| why.contains("correct that first")), "{before}");
    }
    let memory = renaming(from);
    for because in ["", " "] {
        let request = RetireRequest { because: because.to_owned(), ..retire_request("e") };
        assert!(retire(memory.project(), &request).is_err(), "a reason of {because:?}");
    }
}

#[test]
fn what_is_declared_twice_is_refused_and_found() {
    let mut memory = renaming("from:\n  edition: \"2024\"\n");
    let edit = rename(memory.project(), &rename_request("a", "b")).unwrap();
    memory.carry_out(&[edit]);
    assert!(!found(&memory).contains(&"duplicate-id"));
    let why = |memory: &Memory, old, new| rename(memory.project(), &rename_request(old, new)).unwrap_err().conclusion();
    assert!(why(&memory, "a", "b").is_err_and(|why| why.contains("says already that `a` became `b`")));
    assert!(why(&memory, "a", "d").is_err_and(|why| why.contains("correct that entry first")));
    assert!(why(&memory, "c", "b").is_err_and(|why| why.contains("correct that entry first")));
    assert!(rename(memory.project(), &rename_request("c", "d")).is_ok());
    let edit = retire(memory.project(), &retire_request("e")).unwrap();
    memory.carry_out(&[edit]);
    assert!(retire(memory.project(), &retire_request("e")).is_err());

    // A person may have written it.
    let is_found = |was: &str| {
        let memory = renaming(&format!("from:\n  edition: \"2024\"\nwas:\n{was}"));
        found(&memory).contains(&"duplicate-id")
    };
    let entry =
        |new: &str, old: &str, relation: &str| format!("  - {{ new: {new}, old: {old}, relation: {relation} }}\n");
    let both = |one: String, two: String| is_found(&(one + &two));
    assert!(both(entry("b", "a", "renamed"), entry("b", "a", "renamed")));
    assert!(both(entry("b", "a", "renamed"), entry("d", "a", "renamed")));
    assert!(both(entry("b", "a", "renamed"), entry("b", "c", "replaced")));
    assert!(is_found(&entry("[b, b]", "a", "split")));
    assert!(!both(entry("b", "a", "renamed"), entry("d", "c", "renamed")));
    assert!(!both(entry("b", "a", "split"), entry("d", "a", "split")));
    assert!(!both(entry("b", "a", "merged"), entry("b", "c", "merged")));
}
