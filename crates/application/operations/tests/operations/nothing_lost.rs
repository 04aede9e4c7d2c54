//! Every part of a return that could be a row of the next edition is carried, or a line names it: in lists of every kind, at the
//! first run and at a second one.

use crate::typed_rows::{COUNTRY, FORM, first, project, returned, run, says};
use canevas_operations::{Conclusion, StartedEdition};

/// The lines about Cameroon.
fn about(started: &StartedEdition) -> Vec<&str> {
    started.to_decide.iter().filter_map(|line| line.strip_prefix("CMR: ")).collect()
}

/// The form where the rows of a question take the place of those of the list, and no question asks about the list.
fn form_that_replaces() -> String {
    let block = "feeds_next_edition: { into: recommendations, when: status != done }";
    let feeds = "        feeds_next_edition:\n          into: recommendations\n          when: status != done\n";
    let form = FORM.replace(block, "feeds_next_edition: recommendations").replace(feeds, "");
    assert!(!form.contains("into:"), "{form}");
    form
}

/// The form where no question feeds the list.
fn form_without_feeds() -> String {
    form_that_replaces().replace("        feeds_next_edition: recommendations\n", "")
}

/// A second run on the same files changes nothing.
fn is_settled(form: &str, country: &str, returned: &str) -> (StartedEdition, String) {
    let mut memory = project(form, country, returned);
    let (started, file) = run(&mut memory);
    let (again, same) = run(&mut memory);
    assert_eq!(same, file, "{:#?}", again.to_decide);
    assert_eq!(again.conclusion(), started.conclusion(), "{:#?}\n{:#?}", started.to_decide, again.to_decide);
    (started, file)
}

/// Keys as `merge` writes them, texts about facts, and keys that nobody knows.
#[test]
fn every_text_that_waits_is_named() {
    let unread = r#""/progress/mines/due (a.json)": "2027-01-01", "/progress/mines/due (b.json)": "2027-02-02", "/new_ones (a.json)": "[{}]", "/facts/recommendations/mines/cost": "cher", "/facts/recommendations/r1 (b.json)": "tout", "/gone": "Perdu ?", "//zzz": "Quoi ?", "//sign_off (a.json)": "Somebody", "/progress/mines/remark": "sans place""#;
    let (started, _) = first(FORM, COUNTRY, &returned("", "", unread));
    let differs = "is not the same in all files that were merged, so it was not carried";
    for line in [
        format!("CMR: `due` of the row `mines` of `progress` {differs}; a.json says “2027-01-01”"),
        format!("CMR: `due` of the row `mines` of `progress` {differs}; b.json says “2027-02-02”"),
        format!("CMR: `new_ones` {differs}; a.json says “[{{}}]”"),
        "CMR: `cost` of the row `mines` of `recommendations` could not be read, so it was not carried: “cher”"
            .to_owned(),
        format!("CMR: the row `r1` of `recommendations` {differs}; b.json says “tout”"),
        "CMR: the form has no place `/gone`, so its text stays behind: “Perdu ?”".to_owned(),
        "CMR: the form has no place `//zzz`, so its text stays behind: “Quoi ?”".to_owned(),
    ] {
        says(&started, &line);
    }
    let all = started.to_decide.join("\n");
    assert!(!["no rows for `new_ones`", "Somebody", "sans place"].iter().any(|word| all.contains(word)), "{all}");
    assert_eq!(started.in_part, 1);
    // A text that nothing of the form takes is only named.
    let (started, _) = first(FORM, COUNTRY, &returned("", "", r#""/gone": "Perdu ?""#));
    assert_eq!(started.conclusion(), Conclusion::Passes);
}

/// A part of another shape is named as a whole. What says nothing is no part.
#[test]
fn what_has_another_shape_is_named() {
    let whole = |from: &str, to: &str| returned("", "", "").replace(from, to);
    for (text, line) in [
        (
            whole("\"CMR\"}", r#""CMR", "recommendations": [{"title": "Une"}]}"#),
            "the fact `recommendations` of the return is",
        ),
        (whole("\"CMR\"}", r#""CMR", "recommendations": "Une"}"#), "the fact `recommendations` of the return is `Une`"),
        (
            returned(r#""mines": "Une", "r1": "Deux""#, "", ""),
            "the row `r1` of `recommendations` is `Deux`, which is no row",
        ),
        (whole(r#""answers": {}"#, r#""answers": "Une""#), "the `answers` of the return are `Une`"),
        (whole(r#""unread": {}"#, r#""unread": ["Une"]"#), "the `unread` of the return are `Une`"),
    ] {
        for form in [FORM.to_owned(), form_that_replaces(), form_without_feeds()] {
            let (started, _) = first(&form, COUNTRY, &text);
            assert!(about(&started).iter().any(|said| said.starts_with(line)), "{line}\n{:#?}", started.to_decide);
            assert_eq!(started.conclusion(), Conclusion::Denies);
        }
    }
    for text in [
        whole("\"CMR\"}", r#""CMR", "recommendations": null}"#),
        returned(
            r#""mines": null, "r1": {}"#,
            r#""progress": {"mines": {"status": null, "due": ""}, "survey": null}"#,
            "",
        ),
        whole(r#""answers": {}"#, r#""answers": null"#),
    ] {
        let (started, file) = first(FORM, COUNTRY, &text);
        assert_eq!((started.conclusion(), file.as_str()), (Conclusion::Passes, COUNTRY), "{:#?}", started.to_decide);
        assert!(!about(&started).iter().any(|said| said.contains("cannot be read")), "{:#?}", started.to_decide);
    }
}

/// A typed row that the file has under another key keeps its values, in every kind of list.
#[test]
fn a_typed_row_with_a_known_title_is_compared() {
    let facts =
        r#""r1": {"title": "A  SURVEY", "cost": 3}, "r2": {"title": "Neuve"}, "r3": {"title": "neuve", "cost": 4}"#;
    for form in [form_that_replaces(), form_without_feeds(), FORM.to_owned()] {
        let (started, file) = is_settled(&form, COUNTRY, &returned(facts, "", ""));
        let is_said = |row: &str, says: &str| {
            about(&started).iter().any(|said| said.starts_with(&format!("the row `{row}` of ")) && said.ends_with(says))
        };
        let stays = "which stays as it is; the return says `3` for `cost`";
        assert!(is_said("r1", stays), "{:#?}", started.to_decide);
        assert!(is_said("r3", "; the return says `4` for `cost`"), "{:#?}", started.to_decide);
        assert!(file.matches("euve\"").count() == 1 && started.in_part == 1, "{file}");
    }
}

/// What a country typed about rows goes on where the rows do, also in lists that no question feeds.
#[test]
fn typed_rows_of_other_lists_go_on() {
    let facts =
        r#""mines": {"title": "Count the mines", "cost": 7, "zzz": "Quoi"}, "r1": {"title": "Première", "cost": 5}"#;
    for form in [form_that_replaces(), form_without_feeds()] {
        for country in [COUNTRY, ""] {
            let (started, file) = is_settled(&form, country, &returned(facts, "", ""));
            assert!(file.contains("Première") && file.contains("cost: 5") && file.contains("cost: 7"), "{file}");
            assert!(file.contains("A survey") != country.is_empty(), "{file}");
            says(
                &started,
                "CMR: `zzz` of the row `mines` of `recommendations` is no field of the list, and stays behind: “Quoi”",
            );
            assert_eq!(started.conclusion(), Conclusion::Passes);
        }
    }
    // Other rows took their place.
    let rows = r#""new_ones": [{"title": "Neuve"}]"#;
    let (started, file) = is_settled(&form_that_replaces(), COUNTRY, &returned(facts, rows, ""));
    assert!(file.contains("Neuve") && !file.contains("Première") && !file.contains("mines"), "{file}");
    says(&started, "CMR: what the country typed about `mines`, `r1` of `recommendations` leaves with the old rows");
}

/// A row that somebody took out of the new edition does not come back as typed by the country.
#[test]
fn a_row_that_was_taken_out_stays_out() {
    for form in [form_that_replaces(), form_without_feeds(), FORM.to_owned()] {
        let mut memory = project(&form, COUNTRY, &returned(r#""mines": {"title": "Count the mines"}"#, "", ""));
        run(&mut memory);
        let file =
            memory.text("2027/countries/CMR.yaml").replace("    - id: mines\n      title: Count the mines\n", "");
        assert!(!file.contains("mines"), "{file}");
        memory.write("2027/countries/CMR.yaml", file.clone());
        assert_eq!(run(&mut memory).1, file);
    }
}

/// A single fact may hold for one year only, so it is named.
#[test]
fn a_typed_single_fact_is_named() {
    let form = FORM.replace("  facts:\n", "  facts:\n    capital:\n      type: text\n      ask: Which capital?\n    cities:\n      type: integer\n      ask: How many cities?\n    port:\n      type: yes_no\n      ask: Is there a port?\n");
    let typed = |value: &str| returned("", "", "").replace("\"CMR\"}", &format!("\"CMR\", {value}}}"));
    let typed_city = typed(r#""capital": "Yaoundé", "zzz": "Quoi""#);
    let (started, _) = first(&form, COUNTRY, &typed_city);
    let line = "CMR: the return says “Yaoundé” for the fact `capital`, which the country file does not have: type it in if it still holds";
    says(&started, line);
    says(&started, "CMR: the form has no fact `zzz`, so it stays behind: “Quoi”");
    let country = COUNTRY.replace("facts:\n", "facts:\n  capital: Douala\n  cities: 3\n  port: true\n");
    let (started, file) = first(&form, &country, &typed(r#""capital": "Yaoundé", "cities": 3, "port": "yes""#));
    says(
        &started,
        "CMR: the return says “Yaoundé” for the fact `capital`, which is not what the country file has: type it in if it still holds",
    );
    assert!(
        file.contains("Douala")
            && !["cities`, which", "port`, which"].iter().any(|it| started.to_decide.join("\n").contains(it)),
        "{file}"
    );
    assert_eq!(started.conclusion(), Conclusion::Passes);
}

/// The complete return finishes rows that the draft left open, and says other values.
#[test]
fn a_second_run_names_what_the_complete_return_says_otherwise() {
    let facts = |cost: u8| {
        format!(
            r#""r1": {{"title": "Une", "cost": {cost}}}, "r2": {{"title": "Deux", "cost": {cost}}}, "mines": {{"cost": {cost}}}"#
        )
    };
    let draft =
        returned(&facts(3), r#""new_ones": [{"title": "A", "status": "begun"}]"#, "").replace("complete", "draft");
    let mut memory = project(FORM, COUNTRY, &draft);
    let (_, file) = run(&mut memory);
    assert!(file.matches("cost: 3").count() == 3 && file.contains("\"A\""), "{file}");
    let answers = r#""progress": {"r1": {"status": "done"}}, "new_ones": [{"title": "A", "status": "done"}, {"title": "B", "status": "done"}]"#;
    memory.write("2026/returns/CMR.json", returned(&facts(5), answers, ""));
    let (again, same) = run(&mut memory);
    assert_eq!(same, file);
    for line in [
        "CMR: the row `r1` of `progress` should stay behind: `status` is `done`. `une` is still in `recommendations`: take it out if it is finished",
        "CMR: row 1 of `new_ones` should stay behind: `status` is `done`. `row_1` is still in `recommendations`: take it out if it is finished",
        "CMR: the row `r2` of `progress` is in `recommendations` already, as `deux`, which stays as it is; the return says `5` for `cost`",
        "CMR: `cost` of the row `mines` of `recommendations` stays as the country file has it: the return says `5`",
    ] {
        says(&again, line);
    }
    // An answer about a row says more than what the copy knew of it.
    let answers = r#""progress": {"open_register": {"status": "planned"}}"#;
    let known = r#""open_register": {"status": "begun", "cost": 1200}"#;
    let mut memory = project(FORM, COUNTRY, &returned(known, answers, ""));
    run(&mut memory);
    let (again, file) = run(&mut memory);
    assert!(file.contains("status: planned"), "{file}");
    assert!(!again.to_decide.join("\n").contains("stays as the country file has it"), "{:#?}", again.to_decide);
}

/// Words in place of an answer, on a field that does not offer them, finish no row.
#[test]
fn words_that_a_field_does_not_offer_finish_no_row() {
    for when in ["status in (planned, begun)", "due >= 2026-01-01", "not status = done and status != planned"] {
        let form = FORM.replace("          when: status != done\n", &format!("          when: {when}\n"));
        assert_ne!(form, FORM);
        let said = r#"{"said": "not_available"}"#;
        let answers = format!(r#""progress": {{"mines": {{"status": {said}, "due": {said}}}}}"#);
        let (started, file) = first(&form, COUNTRY, &returned("", &answers, ""));
        assert!(file.contains("Count the mines"), "{when}\n{:#?}", started.to_decide);
        let why = "is `not_available`, which is no answer to it";
        assert!(about(&started).iter().any(|line| line.contains("goes on, because") && line.contains(why)), "{when}");
    }
}

/// What a row holds beside its answers is named, of whatever shape, and so is what a row without a title holds.
#[test]
fn what_has_no_place_in_a_row_is_named() {
    let answers = r#""progress": {"mines": {"status": "begun", "status.documents": ["a.pdf"], "zzz": "Quoi", "cost": 8}}, "new_ones": [{"cost": 4, "status.other": "mes mots"}], "new_ones.other": "à côté""#;
    let (started, file) = first(FORM, COUNTRY, &returned("", answers, ""));
    assert!(file.contains("cost: 8") && !started.to_decide.join("\n").contains("`cost` of the row `mines`"), "{file}");
    for line in [
        "CMR: the words beside `status` of the row `mines` of `progress` stay behind: “[\"a.pdf\"]”",
        "CMR: `zzz` of the row `mines` of `progress` is no field of the form, and stays behind: “Quoi”",
        "CMR: the words beside `new_ones` stay behind: “à côté”",
        "CMR: row 1 of `new_ones` has no `title`, and stays behind; it says `4` for `cost`, `mes mots` for `status.other`",
    ] {
        says(&started, line);
    }
    assert_eq!(started.conclusion(), Conclusion::Denies);
    let rows = r#""new_ones": [{"cost": 4, "status.other": "mes mots"}, {"title": 5}]"#;
    let (started, _) = first(&form_that_replaces(), COUNTRY, &returned("", rows, ""));
    says(&started, "CMR: row 2 of `new_ones` holds no text, and was left out; it says `5` for `title`");
    assert_eq!(started.conclusion(), Conclusion::Denies);
}

/// A row that takes the place of others gets none of their keys, unless it has the title of one.
#[test]
fn no_new_row_has_the_key_of_one_that_leaves() {
    let rows = r#""new_ones": [{"title": "Survey"}, {"title": "count THE mines"}]"#;
    let (started, file) = is_settled(&form_that_replaces(), COUNTRY, &returned("", rows, ""));
    assert!(
        file.contains("- id: survey_1 ") && file.contains("- id: mines ") && !file.contains("- id: survey "),
        "{file}"
    );
    let gone = "CMR: 2 rows of `new_ones` became `recommendations`, in place of `publish_contracts`, `open_register`, `survey`";
    says(&started, gone);
}

/// Accents that are written apart, and characters without a width, make no other title.
#[test]
fn titles_that_look_the_same_are_one() {
    let rows = "\"new_ones\": [{\"title\": \"École\"}, {\"title\": \"E\u{301}cole\"}, {\"title\": \"\u{200b}École\"}, {\"title\": \"A\u{ad} survey\"}]";
    let (_, file) = first(FORM, COUNTRY, &returned("", rows, ""));
    assert_eq!((file.matches("cole\"").count(), file.matches("survey").count()), (1, 2), "{file}");
}

/// A second run of a list whose rows are replaced adds none, and does not say that somebody changed them.
#[test]
fn a_new_row_of_the_complete_return_is_named() {
    let draft = returned("", r#""new_ones": [{"title": "A"}]"#, "").replace("complete", "draft");
    let mut memory = project(&form_that_replaces(), COUNTRY, &draft);
    let (_, file) = run(&mut memory);
    memory.write("2026/returns/CMR.json", returned("", r#""new_ones": [{"title": "A"}, {"title": "B"}]"#, ""));
    let (again, same) = run(&mut memory);
    let line = "CMR: row 2 of `new_ones` (“B”) is not in `recommendations`, whose rows are no longer those of the edition 2026, so they stay as they are: type it into the country file if it is missing there";
    says(&again, line);
    assert_eq!((again.conclusion(), same), (Conclusion::Denies, file));
}

/// The form where a title has at most 20 characters.
fn form_with_short_titles() -> String {
    let title = "          ask: What is recommended?\n        status";
    FORM.replace(title, &format!("          max_length: 20\n{title}"))
}

/// Where nothing of a return can be carried, each of its faults is named with its place.
#[test]
fn every_fault_of_a_return_without_a_row_is_named() {
    let form = form_with_short_titles();
    let facts = r#""r1": {"title": "A typed title that is too long", "cost": 3}"#;
    let rows = r#""new_ones": [{"title": "A new title that is too long", "cost": 2}, {"cost": 1}]"#;
    let country = "canevas: 1\ncountry: CMR\n";
    let (started, file) = first(&form, country, &returned(facts, rows, ""));
    assert_eq!((started.left_out, started.in_part, file.as_str()), (1, 0, country), "{:#?}", started.to_decide);
    says(&started, "CMR: nothing was carried from 2026/returns/CMR.json");
    for line in [
        "`title` of the row `r1` of `recommendations` was not carried from 2026/returns/CMR.json: this text has 30",
        "`title` of row 1 of `new_ones` was not carried from 2026/returns/CMR.json: this text has 28",
        "the row `r1` of `progress` stays behind, because its `title` does; it says `3` for `cost`",
        "row 1 of `new_ones` stays behind, because its `title` does; it says `2` for `cost`",
        "row 2 of `new_ones` has no `title`, and stays behind; it says `1` for `cost`",
    ] {
        assert!(about(&started).iter().any(|said| said.starts_with(line)), "{line}\n{:#?}", started.to_decide);
    }
}

/// A fault in the file points to the part of the return that the value came from: an answer, or a fact.
#[test]
fn a_fault_names_where_its_value_came_from() {
    let office = "        office:\n          type: text\n";
    let form = FORM.replace(office, &format!("{office}          max_length: 9\n"));
    assert_ne!(form, FORM);
    let facts = r#""r1": {"title": "Une", "office": "Un bureau typique"}, "mines": {"office": "Le bureau des mines"}"#;
    let answers = r#""progress": {"r1": {"status": "begun"}, "survey": {"office": "Le bureau des listes"}}, "new_ones": [{"title": "A", "office": "Le bureau des routes"}]"#;
    let country = COUNTRY.replace("Office of statistics", "Stat");
    let (started, file) = first(&form, &country, &returned(facts, answers, ""));
    for place in [
        "the row `r1` of `recommendations`",
        "the row `mines` of `recommendations`",
        "the row `survey` of `progress`",
        "row 1 of `new_ones`",
    ] {
        let line = format!("`office` of {place} was not carried from");
        assert!(about(&started).iter().any(|said| said.starts_with(&line)), "{line}\n{:#?}", started.to_decide);
    }
    assert!(file.contains("\"Une\"") && file.contains("\"A\"") && !file.contains("bureau"), "{file}");
}

/// A value that the list refuses denies until somebody types another one.
#[test]
fn a_refused_value_denies_until_it_is_typed() {
    let answers = r#""progress": {"mines": {"due": "1 May"}}, "new_ones": [{"title": "A", "cost": -5}]"#;
    let mut memory = project(FORM, COUNTRY, &returned(r#""survey": {"cost": "many"}"#, answers, ""));
    let (started, file) = run(&mut memory);
    assert_eq!((started.in_part, started.conclusion()), (1, Conclusion::Denies), "{:#?}", started.to_decide);
    assert_eq!(run(&mut memory).0.conclusion(), Conclusion::Denies);
    let typed = file.replace("title: Count the mines\n", "title: Count the mines\n      due: 2027-05-01\n");
    let typed = typed.replace("title: A survey\n", "title: A survey\n      cost: 9\n");
    let typed = typed.replace("fr: \"A\"\n", "fr: \"A\"\n      cost: 5\n");
    memory.write("2027/countries/CMR.yaml", typed.clone());
    let (again, same) = run(&mut memory);
    assert_eq!((again.in_part, again.conclusion(), same), (0, Conclusion::Passes, typed), "{:#?}", again.to_decide);
}

/// Every file in a folder of returns is read or named.
#[test]
fn every_file_in_a_folder_of_returns_is_named() {
    let mut memory = project(FORM, COUNTRY, &returned("", "", ""));
    let word = ["COM.DOCX", "late/n.docx"];
    let others = [
        "H.JSON",
        "a.docm",
        "b.odt",
        "d.doc",
        "e.rtf",
        "f.xlsx",
        "g.pdf",
        "i.json.bak",
        "j.jsonc",
        "k.html",
        "l.json (1)",
        "m.zip",
        "COM",
    ];
    for name in word.iter().chain(&others).chain(&[".hidden", "~$COM.docx", "late/.~lock.n.docx#"]) {
        memory.write(&format!("2026/returns/{name}"), "x");
    }
    let (started, _) = run(&mut memory);
    for name in word {
        says(
            &started,
            &format!(
                "`2026/returns/{name}` is a Word file, so it was not carried: make a return of it with `canevas read`"
            ),
        );
    }
    for name in others {
        says(
            &started,
            &format!(
                "`2026/returns/{name}` is not read, because the name of a return ends in `.json`: rename it if it is one, or take it out of the folder"
            ),
        );
    }
    assert_eq!((started.left_out, started.conclusion()), (word.len() + others.len(), Conclusion::Denies));
}
