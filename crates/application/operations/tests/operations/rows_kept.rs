//! Rows that go on keep their keys and their titles in every language, and what goes of them is named.

use crate::support::Memory;
use crate::typed_rows::{COUNTRY, FORM, first, project, returned, run, says};

/// The form whose new rows take the place of the rows in the file.
fn replacing() -> String {
    let (before, after) = FORM.split_once("        feeds_next_edition:\n").unwrap();
    let after = after.split_once("          when: status != done\n").unwrap().1;
    let form = format!("{before}{after}");
    form.replace(
        "feeds_next_edition: { into: recommendations, when: status != done }",
        "feeds_next_edition: recommendations",
    )
}

fn return_of(memory: &mut Memory, answers: &str) {
    memory.write("2026/returns/CMR.json", returned("", answers, ""));
}

/// A row whose title is that of an old one is this row: it keeps the title in the other language, also where it was typed in
/// that language. Its values that the return does not have are named.
#[test]
fn a_row_in_the_place_of_itself_keeps_its_languages() {
    for title in ["Publier tous les contrats", "Publish all contracts"] {
        let rows = format!(r#""new_ones": [{{"title": "{title}", "status": "begun", "office": "Le trésor"}}]"#);
        let (started, file) = first(&replacing(), COUNTRY, &returned("", &rows, ""));
        for line in ["id: publish_contracts", "en: \"Publish all contracts\"", "fr: \"Publier tous les contrats\""] {
            assert!(file.contains(line), "{line}\n{file}");
        }
        says(&started, "CMR: `status` of `publish_contracts` was `planned`, and is `begun` now");
        let line = "`due` of `publish_contracts` was `2026-06-30`, and leaves: row 1 of `new_ones` brings none";
        says(&started, &format!("CMR: {line}"));
        assert!(!started.to_decide.iter().any(|said| said.contains("`office` of")), "{:?}", started.to_decide);
    }
}

/// A text in a language that the file does not have stands beside the others. One that the file says otherwise takes their place:
/// they are of another text.
#[test]
fn a_text_that_differs_takes_the_place_of_all_languages() {
    let rows = r#""new_ones": [{"_row": "open_register", "title": "Ouvrir le registre"}, {"_row": "publish_contracts", "title": "Publier la loi"}]"#;
    let (started, file) = first(&replacing(), COUNTRY, &returned("", rows, ""));
    assert!(file.contains("en: \"Open the register\"\n        fr: \"Ouvrir le registre\""), "{file}");
    assert!(file.contains("Publier la loi") && !file.contains("Publish all contracts"), "{file}");
    let was = "“Publish all contracts Publier tous les contrats”";
    says(&started, &format!("CMR: `title` of `publish_contracts` was {was}, and is “Publier la loi” now"));
    assert!(!started.to_decide.iter().any(|said| said.contains("`title` of `open_register`")));
}

/// A row that the first run took out, and that the return that counts keeps open, is the same row again.
#[test]
fn a_row_that_was_taken_out_comes_back_as_itself() {
    let done = r#""progress": {"publish_contracts": {"status": "done"}, "open_register": {"status": "begun"}}"#;
    let mut memory = project(FORM, COUNTRY, &returned("", done, ""));
    let (_, file) = run(&mut memory);
    assert!(!file.contains("publish_contracts"), "{file}");
    return_of(&mut memory, &done.replace("done", "begun"));
    let (again, file) = run(&mut memory);
    assert!(file.contains("id: publish_contracts ") && !file.contains("publish_contracts_1"), "{file}");
    for line in
        ["en: \"Publish all contracts\"", "fr: \"Publier tous les contrats\"", "status: begun", "due: 2026-06-30"]
    {
        assert!(file.contains(line), "{line}\n{file}");
    }
    let back = "the row `publish_contracts` of `progress` was taken out, and is in `recommendations` again";
    says(&again, &format!("CMR: {back}: take it out if it is finished"));
    let (third, same) = run(&mut memory);
    assert!(third.edits.is_empty() && same == file, "{:?}", third.to_decide);
}

/// A second run names each row that stays behind, but for those that the first run took out.
#[test]
fn a_second_run_names_the_rows_that_stay_behind() {
    let done = r#""progress": {"publish_contracts": {"status": "done"}}"#;
    let mut memory = project(FORM, COUNTRY, &returned("", done, ""));
    run(&mut memory);
    return_of(&mut memory, &format!(r#"{done}, "new_ones": [{{"title": "Nouveau", "status": "done", "cost": 3}}]"#));
    let (again, file) = run(&mut memory);
    assert!(!file.contains("Nouveau"), "{file}");
    says(&again, "CMR: row 1 of `new_ones` stays behind: `status` is `done`");
    assert!(!again.to_decide.iter().any(|said| said.contains("publish_contracts")), "{:?}", again.to_decide);
}
