//! What becomes of a sheet that was a Word file, whose boxes show less than the return holds, and of sheets that cross.

use crate::clarified::{accept, accepted_version, asks, clarify, request, saved, signed, with_conditions};
use crate::support::{Memory, Page, names};
use canevas_operations::{
    AcceptReturnRequest, Edit, ReadRequest, ReceiveRequest, ReturnsTo, ValueOrigin, Written, accept_returns,
    clarify_return, read, receive_returns,
};
use serde_json::{Value, json};

/// Takes a file in, complete or not.
fn take_in(memory: &mut Memory, page: &mut Page, title: &str, file: &str, incomplete: bool) {
    let request = AcceptReturnRequest {
        names: names([file]),
        form: Some("2024".to_owned()),
        origin: ValueOrigin::Clarified,
        replace: true,
        incomplete,
        signature: signed(),
    };
    page.run(memory, title, &|project| accept_returns(project, &request));
}

/// What `canevas read` gives for the Word sheet about what is open, and about these questions.
fn sheet_in_word(memory: &mut Memory, more: &[(&str, &str)]) -> Value {
    let more = asks(more);
    let made = clarify(move |request| (request.asks, request.force) = (more.clone(), true));
    let edits = made(memory.project()).unwrap().edits;
    let word = edits.into_iter().find(|edit| matches!(edit, Edit::Write { path, .. } if path.ends_with(".docx")));
    memory.carry_out(&[word.unwrap()]);
    let request = ReadRequest {
        files: names(["sheets/CMR.en.docx"]),
        form: Some("2024".to_owned()),
        to: ReturnsTo::Printed,
        ..ReadRequest::default()
    };
    let mut text = String::new();
    read(memory.project(), &request, &mut |file| {
        if let Ok(Written::Printed(printed)) = file.written {
            text = printed;
        }
    })
    .unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A return with values of another kind, spaces and blank rows, and texts that fit no answer.
fn odd() -> Memory {
    let mut memory = with_conditions();
    memory.replace("inbox/CMR.json", "\"people\": 200,", "\"people\": \"about half\",");
    memory.replace("inbox/CMR.json", "\"begun\"", "\"soon\"");
    memory.replace("inbox/CMR.json", "\"Half of it\"", "\"  Half of it \"");
    memory.replace("inbox/CMR.json", ", \"trained\": 30", "");
    let rows = "[{ \"title\": \"End the survey\" }, { \"title\": \"Publish it\" }]";
    let odd = "[{ \"_row\": \"a\", \"title\": \"End the survey\", \"cost\": \"much\" }, { \"_row\": \"b\" }, { \"_row\": \"c\", \"title\": [\"Publish it\"] }, { \"_row\": \"d\", \"title\": \"Rest\" }]";
    memory.replace("inbox/CMR.json", rows, odd);
    let unread = "\"unread\": { \"/partner\": \"the ministry?\", \"/people (a.json)\": \"12\", \"/next_steps/2/title\": \"A third?\", \"/nowhere\": \"Lost\" }, \"answers\"";
    memory.replace("inbox/CMR.json", "\"answers\"", unread);
    memory
}

#[test]
fn an_untouched_word_sheet_changes_nothing() {
    let (mut memory, mut page) = (odd(), Page::default());
    take_in(&mut memory, &mut page, "accept", "inbox/CMR.json", true);
    let before = memory.text("2024/accepted/CMR.json");
    let more = [("progress", "Really?"), ("partner", "Who?"), ("next_steps", "All of them?")];
    let sheet = sheet_in_word(&mut memory, &more);
    memory.write("inbox/sheet.json", sheet.to_string());
    for file in ["sheets/CMR.en.docx", "inbox/sheet.json"] {
        take_in(&mut memory, &mut page, file, file, false);
        take_in(&mut memory, &mut page, "even as it is", file, true);
        assert_eq!(memory.text("2024/accepted/CMR.json"), before, "{file}");
    }
    page.is_expected("clarified-untouched");
}

/// A return may be damaged itself: what stands in the place of its texts or of its answers is not lost.
#[test]
fn parts_of_another_kind_stay() {
    let mut page = Page::default();
    let unread = ("\"answers\"", "\"unread\": \"One text\", \"answers\"");
    for (title, (from, to)) in
        [("unread", unread), ("answers", ("\"answers\"", "\"answers\": [\"A list\"], \"former\""))]
    {
        let mut memory = with_conditions();
        memory.replace("inbox/CMR.json", from, to);
        take_in(&mut memory, &mut page, title, "inbox/CMR.json", true);
        let before = memory.text("2024/accepted/CMR.json");
        let mut sheet = sheet_in_word(&mut memory, &[("partner", "Who?")]);
        memory.write("inbox/sheet.json", sheet.to_string());
        take_in(&mut memory, &mut page, "untouched", "inbox/sheet.json", true);
        assert_eq!(memory.text("2024/accepted/CMR.json"), before);
        sheet["answers"]["partner"] = json!("The ministry of labour");
        sheet["unread"] = json!({ "/partner": "or another one" });
        memory.write("inbox/sheet.json", sheet.to_string());
        take_in(&mut memory, &mut page, "changed", "inbox/sheet.json", true);
        page.line(&memory.text("2024/accepted/CMR.json"));
    }
    page.is_expected("clarified-other-kinds");
}

#[test]
fn what_no_box_showed_stays_beside_what_a_country_changes() {
    let (mut memory, mut page) = (odd(), Page::default());
    take_in(&mut memory, &mut page, "accept", "inbox/CMR.json", true);
    let mut sheet = sheet_in_word(&mut memory, &[("partner", "Who?"), ("next_steps", "All of them?")]);
    sheet["answers"]["partner"] = json!("The ministry of labour");
    sheet["answers"]["people"] = json!(12);
    sheet["answers"]["next_steps"][0]["title"] = json!("End it");
    sheet["answers"]["next_steps"].as_array_mut().unwrap().push(json!({ "title": "A new one" }));
    memory.write("inbox/sheet.json", sheet.to_string());
    take_in(&mut memory, &mut page, "the sheet", "inbox/sheet.json", true);
    page.line(&memory.text("2024/accepted/CMR.json"));
    sheet["answers"]["next_steps"].as_array_mut().unwrap().remove(0);
    memory.write("inbox/sheet.json", sheet.to_string());
    take_in(&mut memory, &mut page, "a row is gone too", "inbox/sheet.json", true);
    page.is_expected("clarified-not-shown");
}

#[test]
fn a_word_sheet_that_repeats_an_answer_is_no_second_opinion() {
    let (mut memory, mut page) = (odd(), Page::default());
    take_in(&mut memory, &mut page, "accept", "inbox/CMR.json", true);
    let version = accepted_version(&memory);
    let mut sheet = sheet_in_word(&mut memory, &[("progress", "Really?"), ("partner", "Who?")]);
    let first = saved(&version, &json!(["progress"]), &json!({ "progress": { "survey": "All of it" } }));
    memory.write("inbox/first.json", first);
    take_in(&mut memory, &mut page, "another sheet", "inbox/first.json", true);
    sheet["answers"]["partner"] = json!("The ministry of labour");
    memory.write("inbox/sheet.json", sheet.to_string());
    take_in(&mut memory, &mut page, "the sheet", "inbox/sheet.json", true);
    page.is_expected("clarified-repeated");
}

/// A sheet gives an answer, and another one has made the form leave that question out.
#[test]
fn answers_that_cannot_both_stay_are_named() {
    let mut page = Page::default();
    let status = |status: &str| json!({ "status": status });
    let begun = |trained: u32| json!({ "status": "begun", "trained": trained });
    let all = json!(["status", "trained", "why_few"]);
    let trained = json!(["trained"]);
    let cases = [
        ("an answer since changed otherwise", true, [(&all, status("planned")), (&trained, json!({ "trained": 40 }))]),
        ("the other way round", true, [(&trained, json!({ "trained": 40 })), (&all, status("planned"))]),
        ("an answer that was never given", false, [(&all, status("planned")), (&trained, json!({ "trained": 40 }))]),
        ("the same, the other way round", false, [(&trained, json!({ "trained": 40 })), (&all, status("planned"))]),
        ("both agree", false, [(&all, begun(40)), (&trained, json!({ "trained": 40 }))]),
    ];
    for (title, is_answered, [(asked, first), (asked_then, second)]) in cases {
        let mut memory = with_conditions();
        if !is_answered {
            memory.replace("inbox/CMR.json", ", \"trained\": 30", "");
        }
        page.run(&mut memory, title, &accept(["inbox/CMR.json"], false));
        let version = accepted_version(&memory);
        memory.write("inbox/first.json", saved(&version, asked, &first));
        memory.write("inbox/second.json", saved(&version, asked_then, &second));
        page.run(&mut memory, "the first sheet", &accept(["inbox/first.json"], true));
        page.run(&mut memory, "the second sheet", &accept(["inbox/second.json"], true));
    }
    page.is_expected("clarified-conditions");
}

/// The text of an option goes with the choice; a comment stands alone; so does each row.
#[test]
fn parts_of_a_question_belong_together() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    memory.replace(
        "2024/form.yaml",
        "          begun: Begun\n",
        "          begun: Begun\n          other:\n            label: Other\n            specify: Which\n        comment: Any comment?\n",
    );
    memory.replace(
        "2024/countries/CMR.yaml",
        "      title: A survey\n",
        "      title: A survey\n    - id: law\n      title: A law\n",
    );
    memory.replace("inbox/CMR.json", "\"begun\"", "\"other\", \"status.other\": \"Soon\"");
    memory.replace("inbox/CMR.json", ", \"trained\": 30", "");
    memory.replace("inbox/CMR.json", "\"Half of it\"", "\"Half of it\", \"law\": \"None of it\"");
    memory.replace("inbox/CMR.json", "\"steps\": {", "\"steps\": { \"law\": { \"title\": \"A law\" },");
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    let version = accepted_version(&memory);
    let sheets = [
        ("a choice", "status", json!({ "status": "planned" })),
        ("the text of the choice before", "status", json!({ "status": "other", "status.other": "Very soon" })),
        ("a comment", "status", json!({ "status": "other", "status.other": "Soon", "status.comment": "Really" })),
        ("a row", "progress", json!({ "progress": { "survey": "All of it", "law": "None of it" } })),
        ("another row", "progress", json!({ "progress": { "survey": "Half of it", "law": "All of it" } })),
        ("the first row again", "progress", json!({ "progress": { "survey": "Some of it", "law": "None of it" } })),
    ];
    for (title, asked, answers) in sheets {
        memory.write("inbox/sheet.json", saved(&version, &json!([asked]), &answers));
        page.run(&mut memory, title, &accept(["inbox/sheet.json"], true));
    }
    page.line(&memory.text("2024/accepted/CMR.json"));
    page.is_expected("clarified-parts");
}

/// A sheet asks about no facts: what it says about the country is named, and not taken.
#[test]
fn facts_of_a_sheet_are_named() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    let version = accepted_version(&memory);
    let mut sheet: Value =
        serde_json::from_str(&saved(&version, &json!(["people"]), &json!({ "people": 300 }))).unwrap();
    sheet["facts"]["steps"] = json!({ "survey": { "title": "A survey" } });
    memory.write("inbox/same.json", sheet.to_string());
    page.run(&mut memory, "as they are", &accept(["inbox/same.json"], true));
    sheet["facts"]["steps"]["survey"]["title"] = json!("Two surveys");
    sheet["answers"]["people"] = json!(200);
    memory.write("inbox/other.json", sheet.to_string());
    page.run(&mut memory, "otherwise", &accept(["inbox/other.json"], true));
    page.is_expected("clarified-facts");
}

/// A question with a row for each step needs the steps. The country file supplies them, and the sheet brings them along.
#[test]
fn a_sheet_brings_what_the_country_file_has_learned() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    memory.replace("2024/form.yaml", "        for_each: steps\n", "        for_each: steps\n        required: yes\n");
    let known = memory.text("2024/countries/CMR.yaml");
    memory.write("2024/countries/CMR.yaml", "canevas: 1\ncountry: CMR\n");
    memory.replace("inbox/CMR.json", ", \"steps\": { \"survey\": { \"title\": \"A survey\" } }", "");
    memory.replace("inbox/CMR.json", "\"progress\": { \"survey\": \"Half of it\" },", "");
    take_in(&mut memory, &mut page, "accept", "inbox/CMR.json", true);
    page.run(&mut memory, "nobody knows the rows", &clarify(|_| ()));
    memory.write("2024/countries/CMR.yaml", known);
    page.run(&mut memory, "the country file knows them", &clarify(|request| request.out = "known".to_owned()));
    let mut sheet = sheet_in_word(&mut memory, &[]);
    sheet["answers"]["progress"] = json!({ "survey": "All of it" });
    memory.write("inbox/sheet.json", sheet.to_string());
    take_in(&mut memory, &mut page, "the sheet", "inbox/sheet.json", false);
    page.is_expected("clarified-supplied");
}

/// The Word file of a sheet that asks how many people there were.
fn word_sheet(memory: &Memory, country: &str) -> Vec<u8> {
    let sheet = request(|request| {
        country.clone_into(&mut request.country);
        request.asks = asks(&[("people", "Are these all of them?")]);
    });
    let outcome = clarify_return(memory.project(), &sheet).unwrap();
    let word = outcome.edits.iter().find_map(|edit| match edit {
        Edit::Write { path, bytes } if path.ends_with(".docx") => Some(bytes.clone()),
        _ => None,
    });
    word.unwrap()
}

/// A return may say more of its country than the country file.
#[test]
fn a_word_sheet_of_a_return_with_facts_of_its_own() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    memory.replace(
        "2024/form.yaml",
        "  facts:\n",
        "  facts:\n    seat:\n      type: text\n      ask: Where is the seat of the government?\n",
    );
    memory.replace("inbox/CMR.json", "\"country\": \"CMR\"", "\"country\": \"CMR\", \"seat\": \"Yaoundé\"");
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    let sheet = word_sheet(&memory, "CMR");
    memory.write("inbox/CMR.en.docx", sheet);
    page.run(&mut memory, "the sheet", &accept(["inbox/CMR.en.docx"], true));
    page.is_expected("clarified-own-facts");
}

#[test]
fn a_word_sheet_of_a_country_without_a_country_file() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    let of_gabon = memory.text("inbox/CMR.json").replace("CMR", "GAB");
    memory.write("inbox/GAB.json", of_gabon);
    memory.replace("inbox/GAB.json", ", \"steps\": { \"survey\": { \"title\": \"A survey\" } }", "");
    memory.replace("inbox/GAB.json", "\"progress\": { \"survey\": \"Half of it\" },", "");
    page.run(&mut memory, "accept", &accept(["inbox/GAB.json"], false));
    let sheet = word_sheet(&memory, "GAB");
    memory.write("inbox/GAB.en.docx", sheet);
    let receive =
        ReceiveRequest { names: names(["inbox/GAB.en.docx"]), form: Some("2024".to_owned()), signature: signed() };
    page.run(&mut memory, "receive", &|project| receive_returns(project, &receive));
    page.run(&mut memory, "the sheet", &accept(["inbox/GAB.en.docx"], true));
    page.is_expected("clarified-no-country-file");
}

#[test]
fn a_word_sheet_is_read_back() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    let sheet = word_sheet(&memory, "CMR");
    memory.write("inbox/CMR.en.docx", sheet);
    let reading = ReadRequest {
        files: names(["inbox/CMR.en.docx"]),
        form: Some("2024".to_owned()),
        to: ReturnsTo::Printed,
        ..ReadRequest::default()
    };
    page.head("read");
    read(memory.project(), &reading, &mut |file| {
        assert!(file.missing_by_question().is_empty() && file.other_findings().next().is_none());
        if let Ok(Written::Printed(text)) = &file.written {
            page.line(text);
        }
    })
    .unwrap();
    page.run(&mut memory, "nothing changed", &accept(["inbox/CMR.en.docx"], false));
    page.is_expected("clarified-word");
}
