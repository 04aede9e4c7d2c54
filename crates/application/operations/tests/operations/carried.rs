//! Rows of returns that the next edition takes, and returns that it does not take.

use crate::support::{Memory, names};
use canevas_operations::diagnostics::Level;
use canevas_operations::{CheckRequest, Conclusion, Edit, NextEditionRequest, StartedEdition, check, next_edition};

/// The return of Cameroon for another country, with a change.
fn returned(memory: &Memory, country: &str, (from, to): (&str, &str)) -> String {
    let text = memory.text("2024/returns/CMR.json").replace("\"people\": 2000", "\"people\": 10");
    let text = text.replace("\"CMR\"", &format!("\"{country}\""));
    // Only Cameroon has a file with rows.
    let text = if country == "CMR" { text } else { text.replace(KNOWN, "") };
    assert!(text.contains(from), "{from}");
    text.replace(from, to)
}

/// What the return says of the rows that its copy has.
const KNOWN: &str = r#", "steps": { "survey": { "title": "A survey" } }"#;

const NONE: (&str, &str) = ("canevas", "canevas");

fn started(memory: &Memory) -> StartedEdition {
    let returns = names(["2024/returns"]);
    let request = NextEditionRequest { edition: "2024".to_owned(), returns, out: Some("started".to_owned()) };
    next_edition(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// What a started edition writes at a path.
fn written(started: &StartedEdition, path: &str) -> Option<String> {
    started.edits.iter().find_map(|edit| match edit {
        Edit::Write { path: written, bytes } if written == path => Some(String::from_utf8_lossy(bytes).into_owned()),
        Edit::Write { .. } | Edit::Delete { .. } => None,
    })
}

/// The lines about a file or a country.
fn about<'s>(started: &'s StartedEdition, what: &str) -> Vec<&'s str> {
    started.to_decide.iter().map(String::as_str).filter(|line| line.contains(what)).collect()
}

/// A return that is of no use is named, and stops no other.
#[test]
fn a_return_that_is_none_is_named() {
    let base = Memory::new();
    let with = |change| returned(&base, "MDG", change);
    for (text, why) in [
        (String::new(), "is empty"),
        (" \n".to_owned(), "is empty"),
        ("{\"a\":".to_owned(), "2024/returns/MDG.json:1:5: this file ends too early"),
        (with(("\"status\"", "\"state\"")), "2024/returns/MDG.json:6:3: "),
        (with(("\"complete\"", "\"finished\"")), "2024/returns/MDG.json:6:13: "),
        ("[]".to_owned(), "has no key `canevas`"),
        (with(("\"MDG\"", "\"XXX\"")), "is of `XXX`, which is no country"),
        (with(("\"country\": \"MDG\"", "\"country\": 5")), "names no country"),
        (with(("\"country\": \"MDG\"", "")), "names no country"),
        (with(("demo/report", "demo/other")), "is a return of the form `demo/other`, not of `demo/report`"),
        (with(("  \"form\": \"demo/report\",\n", "")), "names no form"),
        (with(("\"canevas\": 1", "\"canevas\": 2")), "is a return of version 2, and this Canevas reads version 1"),
        (with(("\"canevas\": 1", "\"canevas\": \"1\"")), "is a return of version \"1\""),
        (with(("\"2024\"", "\"2023\"")), "is of another edition"),
    ] {
        let mut memory = Memory::new();
        memory.replace("2024/returns/CMR.json", "2000", "10");
        memory.write("2024/returns/MDG.json", text);
        let started = started(&memory);
        let told = about(&started, "2024/returns/MDG.json");
        assert!(
            told.len() == 1 && told[0].contains(why) && told[0].ends_with("; nothing was carried from it"),
            "{told:?}"
        );
        assert_eq!(written(&started, "started/countries/MDG.yaml"), None, "{why}");
        let good = written(&started, "started/countries/CMR.yaml").unwrap_or_default();
        assert!(good.contains("End the survey"), "{good}");
        assert_eq!((started.left_out, started.conclusion()), (1, Conclusion::Denies), "{why}");
        assert!(started.advice().is_some_and(|advice| advice.starts_with("1 return was left out")), "{why}");
    }
}

#[test]
fn nothing_denies_where_no_return_is_left_out() {
    let mut memory = Memory::new();
    memory.replace("2024/returns/CMR.json", "2000", "10");
    let draft = returned(&memory, "MDG", ("\"complete\"", "\"draft\""));
    memory.write("2024/returns/MDG.json", draft);
    let started = started(&memory);
    assert_eq!((started.left_out, started.conclusion(), started.advice()), (0, Conclusion::Passes, None));
}

#[test]
fn what_is_no_text_is_named_too() {
    let mut memory = Memory::new();
    memory.write("2024/returns/MDG.json", [0xff, 0xfe, 0x00]);
    let started = started(&memory);
    let told = about(&started, "MDG.json");
    assert!(told.len() == 1 && told[0].ends_with("; nothing was carried from it"), "{told:?}");
}

/// A mark before the text is no part of it.
#[test]
fn a_return_with_a_byte_order_mark_is_carried() {
    let mut memory = Memory::new();
    let text = returned(&memory, "MDG", NONE);
    memory.write("2024/returns/MDG.json", format!("\u{feff}{text}"));
    assert!(written(&started(&memory), "started/countries/MDG.yaml").is_some());
}

#[test]
fn a_draft_is_carried_and_named() {
    let mut memory = Memory::new();
    let text = returned(&memory, "MDG", ("\"complete\"", "\"draft\""));
    memory.write("2024/returns/MDG.json", text);
    let started = started(&memory);
    assert!(written(&started, "started/countries/MDG.yaml").is_some());
    let told = about(&started, "is a draft");
    assert!(told.len() == 1 && told[0].starts_with("MDG: 2024/returns/MDG.json"), "{told:?}");
}

/// Of two returns of one country neither is taken, whatever each of them says.
#[test]
fn two_returns_of_one_country_are_named() {
    for change in [NONE, ("End the survey", "Another one"), ("\"complete\"", "\"draft\"")] {
        let mut memory = Memory::new();
        let text = returned(&memory, "CMR", change);
        memory.write("2024/returns/CMR.returned.json", text);
        let other = returned(&memory, "MDG", NONE);
        memory.write("2024/returns/MDG.json", other);
        let started = started(&memory);
        let told = about(&started, "CMR");
        assert!(
            told.len() == 1 && told[0].starts_with("CMR: 2024/returns/CMR.json and 2024/returns/CMR.returned.json are"),
            "{told:?}"
        );
        assert_eq!((started.left_out, started.conclusion()), (2, Conclusion::Denies));
        let before = memory.text("2024/countries/CMR.yaml");
        assert_eq!(written(&started, "started/countries/CMR.yaml"), Some(before));
        assert!(written(&started, "started/countries/MDG.yaml").is_some());
    }
    // The same file, named twice, is one return.
    let mut memory = Memory::new();
    memory.replace("2024/returns/CMR.json", "2000", "10");
    let returns = names(["2024/returns", "2024/returns/CMR.json"]);
    let request = NextEditionRequest { edition: "2024".to_owned(), returns, out: Some("started".to_owned()) };
    let started = next_edition(memory.project(), &request).unwrap();
    assert_eq!(about(&started, "CMR"), ["CMR: 2 rows of `next_steps` became `steps`, in place of `survey`"]);
}

/// Rows replace the old ones in every style of a country file, or one line says why not.
#[test]
fn rows_are_carried_or_one_line_says_why_not() {
    let head = "canevas: 1\ncountry: CMR\n";
    for (facts, lines) in [
        (
            "facts:\n  steps:\n    - id: a\n      title: A\n# a note\n    - id: b\n      title: B\n",
            &["became", "`# a note`"][..],
        ),
        ("facts:\n  steps:\n  - id: a\n    title: A\n", &["became"]),
        ("\"facts\":\n  'steps' :\n    - id: a\n      title: A\n", &["became"]),
        ("facts: {steps: [{id: a, title: A}]}\n...\n", &["became"]),
        (
            "facts:\n  ? steps\n  : - id: a\n      title: A\n",
            &[
                "nothing was carried from 2024/returns/CMR.json: `started/countries/CMR.yaml`: rows of `steps` cannot be put",
            ],
        ),
    ] {
        let mut memory = Memory::new();
        memory.replace("2024/returns/CMR.json", KNOWN, "");
        memory.write("2024/countries/CMR.yaml", format!("{head}{facts}"));
        let started = started(&memory);
        let told = about(&started, "CMR");
        assert_eq!(told.len(), lines.len(), "{told:?}");
        assert!(told.iter().zip(lines).all(|(told, line)| told.contains(line)), "{told:?}");
        let text = written(&started, "started/countries/CMR.yaml").unwrap_or_default();
        let is_carried = lines[0] == "became";
        assert_eq!(text.contains("End the survey"), is_carried, "{text}");
        assert_eq!(text.contains("title: A"), !is_carried, "{text}");
    }
}

/// What is taken back is not said to have been carried.
#[test]
fn rows_that_the_country_file_cannot_hold_are_taken_back() {
    let mut memory = Memory::new();
    let text = returned(&memory, "MDG", ("\"language\": \"en\"", "\"language\": \"de\""));
    memory.write("2024/returns/MDG.json", text);
    let started = started(&memory);
    let told = about(&started, "MDG");
    assert_eq!(told[0], "MDG: nothing was carried from 2024/returns/MDG.json");
    let why = |row: usize| {
        format!("MDG: `title` of row {row} of `next_steps` was not carried from 2024/returns/MDG.json: `de`")
    };
    assert!(told.len() == 3 && told[1].starts_with(&why(1)) && told[2].starts_with(&why(2)), "{told:?}");
    assert_eq!(written(&started, "started/countries/MDG.yaml"), None);
    assert_eq!(started.left_out, 1);
}

/// Words in brackets and the like are what authors forget. In a row of a return they are what a country wrote.
#[test]
fn what_a_country_wrote_is_carried() {
    for words in ["Training [phase 2]", "TODO", "<name>", "[…]", "<b>x</b>", "XX", "???", "See ____", "(TBD)"] {
        let mut memory = Memory::new();
        memory.replace("2024/returns/CMR.json", "2000", "10");
        let text = returned(&memory, "MDG", ("End the survey", words));
        memory.write("2024/returns/MDG.json", text);
        let started = started(&memory);
        assert_eq!(about(&started, "MDG"), ["MDG: 2 rows of `next_steps` became `steps`"], "{words}");
        assert_eq!((started.left_out, started.in_part, started.conclusion()), (0, 0, Conclusion::Passes));
        let file = written(&started, "started/countries/MDG.yaml").unwrap_or_default();
        assert!(file.contains(words), "{file}");
        memory.carry_out(&started.edits);
        let found = denied(&memory, "started");
        assert!(found.is_empty(), "{words}: {found:?}");
        // In an author's words it still denies.
        memory.replace("started/form.yaml", "Title of the step", &format!("Title of {words}"));
        assert!(!denied(&memory, "started").is_empty(), "{words}");
    }
}

/// The messages of the findings of an edition that deny.
fn denied(memory: &Memory, edition: &str) -> Vec<String> {
    let request = CheckRequest { names: names([edition]), ..CheckRequest::default() };
    let found = check(memory.project(), &request).unwrap();
    let denied = found.iter().flat_map(|edition| &edition.findings).filter(|finding| finding.level == Level::Deny);
    denied.map(|finding| finding.message.clone()).collect()
}

/// A text that the country file cannot hold stops neither the other texts of its row nor the other rows.
#[test]
fn one_text_does_not_stop_the_rows() {
    let long = "A step with a very long title";
    for (title, other, carried) in [
        // What the first row holds, the title of the second row, and the texts that are carried.
        (&format!("\"{long}\"")[..], "", &["Publish it"][..]),
        (&format!("\"{long}\", \"due\": \"in May\""), "", &["Publish it", "in May"]),
        ("\"Short\", \"due\": \"long after the end of May\"", "", &["Publish it", "Short"]),
        (&format!("\"{long}\""), long, &[]),
    ] {
        let mut memory = Memory::new();
        let fields = "        title:\n          type: text\n          max_length: 20\n          ask: Title of the step\n        due:\n          type: text\n          max_length: 20\n          ask: Day of the step\n";
        let form = "        title:\n          type: text\n          ask: Title of the step\n";
        memory.replace("2024/form.yaml", form, fields);
        let asked = "            ask: What is the step?\n";
        let due = "          - id: due\n            type: text\n            ask: When is it due?\n";
        memory.replace("2024/form.yaml", asked, &format!("{asked}{due}"));
        let text = returned(&memory, "MDG", ("\"End the survey\"", title));
        let text = if other.is_empty() { text } else { text.replace("Publish it", other) };
        memory.write("2024/returns/MDG.json", text);
        memory.replace("2024/returns/CMR.json", "2000", "10");
        let started = started(&memory);
        let told = about(&started, "MDG");
        let file = written(&started, "started/countries/MDG.yaml").unwrap_or_default();
        assert_eq!(started.conclusion(), Conclusion::Denies);
        assert!(carried.iter().all(|text| file.contains(text)) && !file.contains(" long"), "{file}");
        if carried.is_empty() {
            assert_eq!((started.left_out, started.in_part), (1, 0), "{told:?}");
            assert_eq!(told[0], "MDG: nothing was carried from 2024/returns/MDG.json");
            let named =
                |row: usize| told[row].starts_with(&format!("MDG: `title` of row {row} of `next_steps` was not"));
            assert!(told.len() == 3 && named(1) && named(2), "{told:?}");
            continue;
        }
        assert_eq!((started.left_out, started.in_part), (0, 1), "{told:?}");
        let field = if title.contains("after") { "due" } else { "title" };
        let why = format!(
            "MDG: `{field}` of row 1 of `next_steps` was not carried from 2024/returns/MDG.json: this text has"
        );
        assert!(told.len() == 2 && told[1].starts_with(&why), "{told:?}");
        let advice = "1 return was carried in part: type what is missing into the country files in started";
        assert_eq!(started.advice().as_deref(), Some(advice));
        assert!(about(&started, "CMR").len() == 1, "{told:?}");
    }
}

/// A key that a tool gave a row, and that is no id, is not taken over.
#[test]
fn a_key_that_is_no_id_stops_no_row() {
    for key in ["Row One", "1", "é"] {
        let mut memory = Memory::new();
        memory.replace("2024/returns/CMR.json", "2000", "10");
        let with_key = format!("\"key\": \"{key}\", \"title\": \"End the survey\"");
        memory.replace("2024/returns/CMR.json", "\"title\": \"End the survey\"", &with_key);
        let started = started(&memory);
        let file = written(&started, "started/countries/CMR.yaml").unwrap_or_default();
        assert!(file.contains("- id: end_the_survey "), "{key}: {:?} {file}", started.to_decide);
    }
}
