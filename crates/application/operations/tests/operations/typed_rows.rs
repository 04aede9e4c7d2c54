//! What a country wrote in rows that go on is carried, or named: nothing is lost in silence.

use crate::support::{Memory, names};
use canevas_operations::files::MemoryFiles;
use canevas_operations::{Conclusion, NextEditionRequest, Project, StartedEdition, next_edition};

pub(crate) const FORM: &str = include_str!("../follow_up/2026/form.yaml");
pub(crate) const COUNTRY: &str = include_str!("../follow_up/2026/countries/CMR.yaml");

/// A return with these facts, answers, and texts that were not read.
pub(crate) fn returned(facts: &str, answers: &str, unread: &str) -> String {
    let head = r#""canevas": 1, "form": "demo/follow-up", "edition": "2026", "language": "fr", "status": "complete""#;
    let facts = if facts.is_empty() { String::new() } else { format!(r#", "recommendations": {{{facts}}}"#) };
    format!(r#"{{{head}, "facts": {{"country": "CMR"{facts}}}, "answers": {{{answers}}}, "unread": {{{unread}}}}}"#)
}

/// A project with a form, a country file, and a return.
pub(crate) fn project(form: &str, country: &str, returned: &str) -> Memory {
    let mut files = MemoryFiles::default();
    files.write("2026/form.yaml", form);
    if !country.is_empty() {
        files.write("2026/countries/CMR.yaml", country);
    }
    files.write("2026/returns/CMR.json", returned);
    Memory(Project::new(files))
}

/// Starts the next edition, writes it, and gives its country file.
pub(crate) fn run(memory: &mut Memory) -> (StartedEdition, String) {
    let returns = names(["2026/returns"]);
    let request = NextEditionRequest { edition: "2026".to_owned(), returns, out: Some("2027".to_owned()) };
    let started = next_edition(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    memory.carry_out(&started.edits);
    let file = memory.text("2027/countries/CMR.yaml");
    (started, file)
}

pub(crate) fn first(form: &str, country: &str, returned: &str) -> (StartedEdition, String) {
    run(&mut project(form, country, returned))
}

pub(crate) fn says(started: &StartedEdition, line: &str) {
    assert!(started.to_decide.iter().any(|said| said == line), "{line}\n{:#?}", started.to_decide);
}

/// The form with a choice of its own in the question about new rows.
fn form_with_other() -> String {
    let (before, after) = FORM.split_once("id: new_ones").unwrap();
    let own = "choices:\n              planned: Planned\n              done: Done\n              other: { label: Other, specify: Which? }";
    let said = "type: single_choice\n            can_say: [not_available]";
    let after = after.replacen("choices: steps", own, 1).replacen("type: single_choice", said, 1);
    format!("{before}id: new_ones{after}")
}

#[test]
fn one_value_that_is_no_row_stops_no_other() {
    let rows = r#""new_ones": [{"title": "A"}, null, {"title": "B"}, "C"]"#;
    let (started, file) = first(FORM, COUNTRY, &returned("", rows, ""));
    assert!(file.contains("\"A\"") && file.contains("\"B\""), "{file}");
    says(&started, "CMR: row 2 of `new_ones` is `null`, which is no row: it was not carried");
    says(&started, "CMR: row 4 of `new_ones` is `C`, which is no row: it was not carried");
    assert_eq!((started.in_part, started.conclusion()), (1, Conclusion::Denies));
    for (value, shown) in [("\"text\"", "`text`"), ("{\"a\": 1}", "`{\"a\":1}`")] {
        let (started, _) = first(FORM, COUNTRY, &returned("", &format!("\"new_ones\": {value}"), ""));
        let why = format!("CMR: the answer to `new_ones` is {shown}, which is no list of rows: it was not carried");
        says(&started, &why);
        assert!(!started.to_decide.iter().any(|said| said.contains("has no rows for `new_ones`")));
        assert_eq!(started.conclusion(), Conclusion::Denies);
    }
}

/// An answer that cannot be read makes no condition false; one that is read does, whatever stands beside it.
#[test]
fn an_unreadable_answer_keeps_no_row_behind() {
    let form = FORM.replace("when: status != done }", "when: status != done and due >= 2026-03-01 }");
    for due in ["\"1 May\"", "20260501", "\"2026-5-1\""] {
        let rows = format!(
            r#""new_ones": [{{"title": "A", "status": "begun", "due": {due}}}, {{"title": "B", "status": "done", "due": {due}}}, {{"title": "C", "status": "begun", "due": "2026-01-01"}}]"#
        );
        let (started, file) = first(&form, COUNTRY, &returned("", &rows, ""));
        assert!(file.contains("\"A\"") && !file.contains("\"B\"") && !file.contains("\"C\""), "{file}");
        let due = due.trim_matches('"');
        let why = format!("CMR: row 1 of `new_ones` goes on, because `due` is `{due}`, which cannot be read");
        says(&started, &why);
    }
    let nobody = r#""new_ones": [{"title": "A"}]"#;
    let (started, _) = first(&form, COUNTRY, &returned("", nobody, ""));
    says(&started, "CMR: row 1 of `new_ones` goes on, because `status` and `due` have no answer");
    says(&started, "CMR: 1 row of `new_ones` was added to `recommendations`");
}

#[test]
fn rows_typed_on_a_blank_copy_go_on() {
    let facts = r#""r1": {"title": "Première", "status": "planned"}, "r2": {"title": "Seconde", "cost": 5}, "r3": {"title": "Finie"}, "r4": {"title": "Quatre", "due": "en mai"}"#;
    for answers in ["", r#""progress": {"r1": {"status": "begun"}, "r3": {"status": "done"}}"#] {
        let (started, file) = first(FORM, "", &returned(facts, answers, ""));
        assert!(file.contains("Première") && file.contains("Seconde") && file.contains("cost: 5"), "{file}");
        says(&started, "CMR: the row `r2` of `recommendations` has no answer in `progress`, and goes on");
        says(&started, "CMR: `due` of the row `r4` of `recommendations` is `en mai`, which the list does not take");
        assert!(file.contains("Quatre") && started.in_part == 1, "{file}");
        assert_eq!(file.contains("Finie"), answers.is_empty(), "{file}");
        assert_eq!(file.contains("status: begun"), !answers.is_empty(), "{file}");
        assert!(!started.to_decide.iter().any(|said| said.contains("stays unchanged")), "{:?}", started.to_decide);
    }
}

/// The rows go on too where the question about them feeds no list.
#[test]
fn typed_rows_that_no_question_carries_go_on() {
    let feeds = "        feeds_next_edition:\n          into: recommendations\n          when: status != done\n";
    let form = FORM.replace(feeds, "");
    assert_ne!(form, FORM);
    let facts = r#""mines": {"cost": 7}, "r1": {"title": "Première", "cost": 5}, "r2": {"cost": 6}, "r3": {"title": "A  survey"}"#;
    let mut memory = project(&form, COUNTRY, &returned(facts, "", ""));
    let (started, file) = run(&mut memory);
    assert!(file.contains("Première") && file.contains("cost: 5") && file.contains("cost: 7"), "{file}");
    assert!(!file.contains("A  survey"), "{file}");
    says(&started, "CMR: 1 row that the country typed was added to `recommendations`");
    says(&started, "CMR: the row `r2` of `recommendations` has no `title`, and stays behind; it says `6` for `cost`");
    assert_eq!(started.in_part, 1);
    assert_eq!(run(&mut memory).1, file);
}

#[test]
fn facts_typed_about_known_rows_are_carried() {
    let facts = r#""mines": {"title": "Count the mines", "status": "begun", "due": "2027-05-05", "cost": "many", "office": "Le bureau"}, "open_register": {"status": "planned", "cost": 1200.0}"#;
    let (started, file) = first(FORM, COUNTRY, &returned(facts, "", ""));
    let mines = file.split("id: mines").nth(1).unwrap_or_default();
    assert!(
        ["status: begun", "due: 2027-05-05", "fr: \"Le bureau\""].iter().all(|line| mines.contains(line)),
        "{file}"
    );
    says(&started, "CMR: the country filled in `status`, `due`, `office` of the row `mines` of `recommendations`");
    says(&started, "CMR: `cost` of the row `mines` of `recommendations` is `many`, which the list does not take");
    let stays = "CMR: `status` of the row `open_register` of `recommendations` stays as the country file has it: the return says `planned`";
    says(&started, stays);
    assert!(!started.to_decide.iter().any(|said| said.contains("`cost` of the row `open_register`")));
    assert_eq!(started.in_part, 1);
}

/// A value that the file cannot hold leaves the others in, is named again by the next run, and denies until it is typed.
#[test]
fn a_value_at_fault_is_named_until_it_is_typed() {
    let form = FORM.replacen("type: text\n          ask: Which office", "type: email\n          ask: Which office", 1);
    let form = form.replace("type: text\n            ask: Which office", "type: email\n            ask: Which office");
    let facts = r#""mines": {"office": "nobody"}"#;
    let rows = r#""new_ones": [{"title": "A", "office": "a at b", "status": "planned"}, {"title": "B", "office": "b@example.org"}]"#;
    let country = COUNTRY.replace("      office:\n        en: Office of statistics\n", "");
    let mut memory = project(&form, &country, &returned(facts, rows, ""));
    let (started, file) = run(&mut memory);
    assert_eq!((started.left_out, started.in_part), (0, 1), "{:#?}", started.to_decide);
    assert!(file.contains("      office: b@example.org\n") && file.contains("\"A\""), "{file}");
    let about = |started: &StartedEdition, what: &str| started.to_decide.iter().any(|said| said.contains(what));
    assert!(about(&started, "`office` of the row `mines` of `recommendations` was not carried"));
    assert!(about(&started, "`office` of row 1 of `new_ones` was not carried"));
    let (again, same) = run(&mut memory);
    assert_eq!((again.in_part, again.left_out, same.as_str()), (1, 0, file.as_str()), "{:#?}", again.to_decide);
    assert!(
        about(&again, "`office` of the row `mines` of `recommendations` was not carried"),
        "{:#?}",
        again.to_decide
    );
    assert!(about(&again, "the return says `a at b` for `office`"), "{:#?}", again.to_decide);
    let typed = file.replace("title: Count the mines\n", "title: Count the mines\n      office: m@example.org\n");
    let typed = typed.replace(
        "      status: planned\n    - id: row_2",
        "      status: planned\n      office: a@example.org\n    - id: row_2",
    );
    memory.write("2027/countries/CMR.yaml", typed);
    let (last, _) = run(&mut memory);
    assert_eq!((last.in_part, last.left_out), (0, 0), "{:#?}", last.to_decide);
}

#[test]
fn words_that_the_list_has_no_place_for_are_named() {
    let rows = r#""new_ones": [{"title": "A", "status": "other", "status.other": "my own words"}, {"title": "B", "status": {"said": "not_available"}}]"#;
    let unread = r#""/new_ones/0/due": "en mai", "/new_ones/2/title": "Perdue ?", "/progress/mines/cost": "cher", "/new_ones/0/source": "eux""#;
    let (started, file) = first(&form_with_other(), COUNTRY, &returned("", rows, unread));
    assert!(file.contains("\"A\"") && file.contains("\"B\""), "{file}");
    says(&started, "CMR: the words beside `status` of row 1 of `new_ones` stay behind: “my own words”");
    says(&started, "CMR: `status` of row 2 of `new_ones` says only `not_available`, so it stays behind");
    says(&started, "CMR: `due` of row 1 of `new_ones` could not be read, so it was not carried: “en mai”");
    says(&started, "CMR: `title` of row 3 of `new_ones` could not be read, so it was not carried: “Perdue ?”");
    assert!(!started.to_decide.iter().any(|said| said.contains("eux")), "a field without a place is said once for all");
    assert_eq!(started.in_part, 1);
}

/// The complete return comes after the draft: what it has more is added, and what it says otherwise is named.
#[test]
fn a_complete_return_adds_to_the_draft() {
    let draft = returned("", r#""new_ones": [{"title": "A", "status": "begun"}]"#, "").replace("complete", "draft");
    let mut memory = project(FORM, COUNTRY, &draft);
    let (_, file) = run(&mut memory);
    assert!(file.contains("\"A\""), "{file}");
    let rows = r#""progress": {"mines": {"status": "begun"}, "survey": {"status": "done"}}, "new_ones": [{"title": "A", "status": "planned"}, {"title": "B", "status": "begun"}, {"title": "C", "status": "done"}]"#;
    memory.write("2026/returns/CMR.json", returned("", rows, ""));
    let (again, file) = run(&mut memory);
    assert!(file.contains("\"B\"") && !file.contains("\"C\"") && file.contains("id: survey"), "{file}");
    assert!(file.contains("title: Count the mines\n      status: begun\n"), "{file}");
    says(&again, "CMR: 1 row of `new_ones` was added to `recommendations`");
    says(
        &again,
        "CMR: row 1 of `new_ones` is in `recommendations` already, as `row_1`, which stays as it is; the return says `planned` for `status`",
    );
    says(
        &again,
        "CMR: the row `survey` of `progress` should stay behind: `status` is `done`. `survey` is still in `recommendations`: take it out if it is finished",
    );
    let (third, same) = run(&mut memory);
    assert_eq!(same, file);
    says(&third, "CMR: the rows were carried before");
}

#[test]
fn a_word_file_among_the_returns_is_named() {
    let mut memory = project(FORM, COUNTRY, &returned("", "", ""));
    memory.write("2026/returns/late/GAB.docx", "PK");
    memory.write("2026/returns/late/~$GAB.docx", "");
    let (started, _) = run(&mut memory);
    let why =
        "`2026/returns/late/GAB.docx` is a Word file, so it was not carried: make a return of it with `canevas read`";
    says(&started, why);
    assert_eq!((started.left_out, started.conclusion()), (1, Conclusion::Denies));
}

/// Case and spaces make no other title, and the key of a row that leaves names no other row.
#[test]
fn a_key_gets_no_second_meaning() {
    let rows = r#""progress": {"mines": {"status": "done"}}, "new_ones": [{"title": "  PUBLISH  all contracts "}, {"title": "Mines"}]"#;
    let mut memory = project(FORM, COUNTRY, &returned("", rows, ""));
    let (started, file) = run(&mut memory);
    let is_there =
        "CMR: row 1 of `new_ones` is in `recommendations` already, as `publish_contracts`, which stays as it is";
    says(&started, is_there);
    assert!(file.contains("- id: mines_2 ") && !file.contains("- id: mines\n"), "{file}");
    assert!(run(&mut memory).0.edits.is_empty());
}

/// A row says one thing: that it goes on, or why it stays behind.
#[test]
fn lines_about_a_row_agree() {
    let form = FORM.replace(
        "          ask: What is recommended?\n        status",
        "          max_length: 20\n          ask: What is recommended?\n        status",
    );
    let rows = r#""progress": {"ghost": {"status": "begun"}}, "new_ones": [{"due": "2027-01-01"}, {"title": "A title that is far too long for it"}, {"title": "Short"}]"#;
    let country = "canevas: 1\ncountry: CMR\n";
    let (started, _) = first(&form, country, &returned("", rows, ""));
    let ghost =
        "CMR: the row `ghost` of `progress` stays behind: the copy has no such row; it says `begun` for `status`";
    says(&started, ghost);
    says(&started, "CMR: row 1 of `new_ones` has no `title`, and stays behind; it says `2027-01-01` for `due`");
    says(&started, "CMR: row 2 of `new_ones` stays behind, because its `title` does");
    for row in ["row 1", "row 2"] {
        let goes_on = |said: &String| said.contains(&format!("{row} of `new_ones` goes on"));
        assert!(!started.to_decide.iter().any(goes_on), "{:#?}", started.to_decide);
    }
}
