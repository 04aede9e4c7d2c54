//! returns clarify: a sheet about a return, and what becomes of the sheet that comes back.

use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::{
    AcceptReturnRequest, ClarifyRequest, DeskOutcome, FillFormat, FillRequest, HistoryRequest, MergeRequest, Project,
    ReadRequest, ReceiveRequest, Refusal, ReturnsTo, Signature, StatusRequest, ValueOrigin, accept_returns,
    clarify_return, fill_returns, merge_returns, read, receive_returns, returns_history, returns_status,
};
use serde_json::{Value, json};

const FORM: &str = "2024";

pub(crate) fn signed() -> Signature {
    Signature { by: "Aya".to_owned(), on: TODAY.to_owned(), reason: None }
}

pub(crate) fn request(change: impl Fn(&mut ClarifyRequest)) -> ClarifyRequest {
    let mut request = ClarifyRequest {
        country: "CMR".to_owned(),
        form: Some(FORM.to_owned()),
        out: "sheets".to_owned(),
        ..ClarifyRequest::default()
    };
    change(&mut request);
    request
}

/// The small project. Where the work stands decides whether a question about its end is asked, and one about its start depends on
/// how many people there are.
pub(crate) fn with_conditions() -> Memory {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "      - id: next_steps\n",
        "      - id: trained\n        type: integer\n        show_if: status = begun\n        ask: How many of them were trained?\n      - id: why_few\n        type: text\n        show_if: people < 100 and status = begun\n        ask: Why so few?\n      - id: next_steps\n",
    );
    memory.replace("2024/returns/CMR.json", "2000", "200");
    memory.replace("2024/returns/CMR.json", "\"people\": 200,", "\"people\": 200, \"trained\": 30,");
    memory.write("inbox/CMR.json", memory.text("2024/returns/CMR.json"));
    memory
}

pub(crate) fn accept(names: [&str; 1], replace: bool) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let request = AcceptReturnRequest {
        names: names.map(str::to_owned).into(),
        form: Some(FORM.to_owned()),
        origin: ValueOrigin::Given,
        replace,
        incomplete: false,
        signature: signed(),
    };
    move |project| accept_returns(project, &request)
}

pub(crate) fn clarify(change: impl Fn(&mut ClarifyRequest)) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let request = request(change);
    move |project| clarify_return(project, &request)
}

pub(crate) fn asks(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(question, text)| ((*question).to_owned(), (*text).to_owned())).collect()
}

/// The version of the return that is accepted.
pub(crate) fn accepted_version(memory: &Memory) -> String {
    let request = HistoryRequest { countries: names(["CMR"]), form: Some(FORM.to_owned()) };
    let history: Value =
        serde_json::from_str(&returns_history(memory.project(), &request).unwrap().json().unwrap()).unwrap();
    history[0]["accepted"].as_str().unwrap().to_owned()
}

/// What a sheet saves.
pub(crate) fn saved(version: &str, asked: &Value, answers: &Value) -> String {
    let saved = json!({
        "canevas": 1, "form": "demo/report", "edition": "2024", "language": "en", "status": "complete",
        "clarifies": { "version": version, "asked": asked }, "facts": { "country": "CMR" }, "answers": answers,
    });
    serde_json::to_string_pretty(&saved).unwrap()
}

#[test]
fn a_sheet_asks_what_is_open_and_what_somebody_asks() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    page.run(&mut memory, "nothing is accepted", &clarify(|_| ()));
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    page.run(&mut memory, "nothing is open", &clarify(|_| ()));
    page.run(&mut memory, "an unknown question", &clarify(|request| request.asks = asks(&[("peple", "How many?")])));
    page.run(
        &mut memory,
        "people, and what depends on it",
        &clarify(|request| request.asks = asks(&[("people", "Are these all of them?\nAlso those who left?")])),
    );
    memory.write("2024/clarify/CMR.yaml", "canevas: 1\nask:\n  partner: Which office is it?\n");
    page.run(
        &mut memory,
        "a file of questions",
        &clarify(|request| (request.out, request.force) = ("more".to_owned(), true)),
    );
    memory.write("2024/clarify/CMR.yaml", "canevas: 2\nask:\n  partnr: Which office is it?\n");
    page.run(&mut memory, "a file with mistakes", &clarify(|_| ()));
    memory.write("2024/clarify/CMR.yaml", "canevas: 1\nask: {}\n");
    memory.write("inbox/open.json", memory.text("inbox/CMR.json").replace("200", "2000").replace("30", "-3"));
    page.run(
        &mut memory,
        "what is open in a file",
        &clarify(|request| {
            (request.file, request.out) = (Some("inbox/open.json".to_owned()), "open".to_owned());
        }),
    );
    page.run(
        &mut memory,
        "another country",
        &clarify(|request| {
            (request.country, request.file) = ("MDG".to_owned(), Some("inbox/CMR.json".to_owned()));
        }),
    );
    page.is_expected("clarify");
}

/// Which of several answers is wrong is for the country to say: all that a broken rule names are on the sheet.
#[test]
fn answers_that_disagree_are_asked_together() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    memory.replace(
        "2024/form.yaml",
        "        ask: How many of them were trained?\n",
        "        max: people\n        ask: How many of them were trained?\n",
    );
    memory.write("inbox/CMR.json", memory.text("inbox/CMR.json").replace("200", "20"));
    page.run(
        &mut memory,
        "more were trained than took part",
        &clarify(|request| request.file = Some("inbox/CMR.json".to_owned())),
    );
    page.is_expected("clarify-disagree");
}

#[test]
fn a_sheet_that_comes_back_makes_a_whole_return() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    let version = accepted_version(&memory);
    let asked = json!(["people", "why_few"]);
    memory.write("inbox/sheet.json", saved(&version, &asked, &json!({ "people": 20, "why_few": "It rained" })));
    memory.write("inbox/lost.json", saved("0123456789ab", &asked, &json!({ "people": 20 })));
    page.head("status");
    let status = StatusRequest {
        names: names(["inbox"]),
        form: Some(FORM.to_owned()),
        today: Some(TODAY.to_owned()),
        receipts: Vec::new(),
    };
    let outcome = returns_status(memory.project(), &status, &mut |_, _| {}).unwrap();
    page.line(&outcome.text()).value(&outcome.conclusion());
    let receive =
        ReceiveRequest { names: names(["inbox/sheet.json"]), form: Some(FORM.to_owned()), signature: signed() };
    page.run(&mut memory, "receive", &|project| receive_returns(project, &receive));
    page.run(&mut memory, "it clarifies something else", &accept(["inbox/lost.json"], true));
    page.run(&mut memory, "accept the sheet", &accept(["inbox/sheet.json"], false));
    page.run(&mut memory, "accept and replace", &accept(["inbox/sheet.json"], true));
    page.line(&memory.text("2024/accepted/CMR.json"));
    // What a sheet asks and its return leaves out is no longer answered. What another sheet brought stays.
    let of_another = saved(&version, &json!(["trained", "partner"]), &json!({ "partner": "Two offices" }));
    memory.write("inbox/emptied.json", of_another);
    page.run(&mut memory, "another sheet of the first version", &accept(["inbox/emptied.json"], true));
    page.line(&memory.text("2024/accepted/CMR.json"));
    let history = HistoryRequest { countries: Vec::new(), form: Some(FORM.to_owned()) };
    page.run(&mut memory, "history", &|project| returns_history(project, &history));
    let outcome = returns_status(memory.project(), &status, &mut |_, _| {}).unwrap();
    page.head("status afterwards").line(&outcome.text());
    page.is_expected("clarified");
}

#[test]
fn a_sheet_of_a_file_that_is_not_accepted() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    memory.write("inbox/CMR.json", memory.text("inbox/CMR.json").replace("200", "2000"));
    let made =
        clarify_return(memory.project(), &request(|request| request.file = Some("inbox/CMR.json".to_owned()))).unwrap();
    let report: Value = serde_json::from_str(&made.json().unwrap()).unwrap();
    let version = report["version"].as_str().unwrap();
    memory.write("inbox/sheet.json", saved(version, &json!(["people", "why_few"]), &json!({ "people": 200 })));
    page.run(&mut memory, "accept the return", &accept(["inbox/CMR.json"], false));
    page.run(&mut memory, "accept the sheet", &accept(["inbox/sheet.json"], false));
    let history = HistoryRequest { countries: Vec::new(), form: Some(FORM.to_owned()) };
    page.run(&mut memory, "history", &|project| returns_history(project, &history));
    page.head("commands for whole returns say what it is");
    let merge = MergeRequest {
        names: names(["inbox/CMR.json", "inbox/sheet.json"]),
        form: Some(FORM.to_owned()),
        ..MergeRequest::default()
    };
    page.line(&merge_returns(memory.project(), &merge).unwrap_err());
    let fill =
        FillRequest { names: names(["inbox/sheet.json"]), form: Some(FORM.to_owned()), ..FillRequest::default() };
    page.line(fill_returns(memory.project(), &fill).unwrap().text());
    page.run(
        &mut memory,
        "a sheet about a sheet",
        &clarify(|request| request.file = Some("inbox/sheet.json".to_owned())),
    );
    page.is_expected("clarified-file");
}

#[test]
fn a_damaged_sheet_is_refused_everywhere() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    let version = accepted_version(&memory);
    let before = memory.text("2024/accepted/CMR.json");
    let answers = json!({ "people": 20 });
    for (name, clarifies) in [
        ("a-text", json!(version)),
        ("nothing", Value::Null),
        ("empty", json!({})),
        ("a-list", json!([])),
        ("a-number-as-version", json!({ "version": 5, "asked": ["people"] })),
        ("no-questions", json!({ "version": version })),
        ("a-text-as-questions", json!({ "version": version, "asked": "people" })),
        ("a-number-as-question", json!({ "version": version, "asked": ["people", 5] })),
        ("an-unknown-question", json!({ "version": version, "asked": ["people", "nope"] })),
        ("another-answer", json!({ "version": version, "asked": ["partner"] })),
    ] {
        let mut sheet: Value = serde_json::from_str(&saved(&version, &json!([]), &answers)).unwrap();
        sheet["clarifies"] = clarifies;
        memory.write(&format!("inbox/{name}.json"), sheet.to_string());
        is_refused(&memory, &mut page, name);
    }
    let damage: [(&str, Damage); 11] = [
        ("answers-gone", |sheet| drop(sheet.as_object_mut().unwrap().remove("answers"))),
        ("answers-as-a-list", |sheet| sheet["answers"] = json!([])),
        ("answers-as-a-text", |sheet| sheet["answers"] = json!("20")),
        ("a-misspelt-key", |sheet| {
            sheet["anwsers"] = sheet["answers"].take();
            sheet.as_object_mut().unwrap().remove("answers");
        }),
        ("unread-as-a-text", |sheet| sheet["unread"] = json!("typed here")),
        ("unread-as-a-list", |sheet| sheet["unread"] = json!(["typed here"])),
        ("unread-elsewhere", |sheet| sheet["unread"] = json!({ "/partner": "typed here", "/zzz": "lost" })),
        ("unread-of-a-fact", |sheet| sheet["unread"] = json!({ "/facts/steps": "typed here" })),
        ("a-sign-off", |sheet| sheet["sign_off"] = json!({ "name": "Awa" })),
        ("another-part", |sheet| sheet["note"] = json!("typed here")),
        ("several-faults", |sheet| {
            sheet["answers"] = json!({ "partner": "Two offices" });
            sheet["unread"] = Value::Null;
        }),
    ];
    for (name, change) in damage {
        let mut sheet: Value = serde_json::from_str(&saved(&version, &json!(["people"]), &answers)).unwrap();
        change(&mut sheet);
        memory.write(&format!("inbox/{name}.json"), sheet.to_string());
        is_refused(&memory, &mut page, name);
    }
    let status = StatusRequest {
        names: names(["inbox"]),
        form: Some(FORM.to_owned()),
        today: Some(TODAY.to_owned()),
        receipts: Vec::new(),
    };
    page.head("status").line(&returns_status(memory.project(), &status, &mut |_, _| {}).unwrap().text());
    assert_eq!(memory.text("2024/accepted/CMR.json"), before);
    page.is_expected("clarified-damaged");
}

/// What happened to a sheet.
type Damage = fn(&mut Value);

/// No command takes a file as a return.
fn is_refused(memory: &Memory, page: &mut Page, name: &str) {
    let file = format!("inbox/{name}.json");
    page.head(name);
    let request = AcceptReturnRequest {
        names: names([&*file]),
        form: Some(FORM.to_owned()),
        origin: ValueOrigin::Clarified,
        replace: true,
        incomplete: true,
        signature: signed(),
    };
    let outcome = accept_returns(memory.project(), &request).unwrap();
    page.line(outcome.text());
    assert!(outcome.edits.is_empty(), "{name}");
    let merge = MergeRequest {
        names: names(["inbox/CMR.json", &*file]),
        form: Some(FORM.to_owned()),
        ..MergeRequest::default()
    };
    assert!(merge_returns(memory.project(), &merge).is_err(), "{name}");
    let fill = FillRequest { names: names([&*file]), form: Some(FORM.to_owned()), ..FillRequest::default() };
    assert!(fill_returns(memory.project(), &fill).unwrap().printed.is_none(), "{name}");
    let receive = ReceiveRequest { names: names([&*file]), form: Some(FORM.to_owned()), signature: signed() };
    assert!(receive_returns(memory.project(), &receive).unwrap().edits.is_empty(), "{name}");
}

#[test]
fn a_sheet_changes_only_what_its_country_changed_on_it() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    let version = accepted_version(&memory);
    let accepted: Value = serde_json::from_str(&memory.text("2024/accepted/CMR.json")).unwrap();
    let given = |key: &str| accepted["answers"][key].clone();
    let first = saved(&version, &json!(["partner", "trained"]), &json!({ "partner": "Two offices", "trained": 30 }));
    memory.write("inbox/first.json", first);
    page.run(&mut memory, "the first sheet", &accept(["inbox/first.json"], true));
    let asked = json!(["partner", "people", "why_few"]);
    let answers = json!({ "partner": given("partner"), "people": 90, "why_few": "It rained" });
    memory.write("inbox/second.json", saved(&version, &asked, &answers));
    page.run(&mut memory, "the second one keeps what the first one brought", &accept(["inbox/second.json"], true));
    page.line(&memory.text("2024/accepted/CMR.json"));
    let answers = json!({ "partner": "Three offices", "people": 90 });
    memory.write("inbox/third.json", saved(&version, &json!(["partner", "people"]), &answers));
    page.run(&mut memory, "the third one has another answer", &accept(["inbox/third.json"], true));
    let gone = saved(&version, &json!(["people"]), &json!({}));
    memory.write("inbox/gone.json", gone);
    page.run(&mut memory, "another one takes the answer away", &accept(["inbox/gone.json"], true));
    let request = AcceptReturnRequest {
        names: names(["inbox/third.json"]),
        form: Some(FORM.to_owned()),
        origin: ValueOrigin::Corrected,
        replace: true,
        incomplete: false,
        signature: Signature { reason: Some("three, they said on the phone".to_owned()), ..signed() },
    };
    page.run(&mut memory, "the secretariat decides", &|project| accept_returns(project, &request));
    page.is_expected("clarified-twice");
}

/// What was left out of a copy for reading must not look like answers that the country took back.
#[test]
fn a_readable_copy_without_personal_answers_is_no_return() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    let personal = "        ask: Who took part in the work?\n        personal: yes\n";
    memory.replace("2024/form.yaml", "        ask: Who took part in the work?\n", personal);
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    for (folder, personal) in [("public", false), ("whole", true)] {
        let fill = FillRequest {
            names: names(["2024/accepted/CMR.json"]),
            form: Some(FORM.to_owned()),
            format: FillFormat::Word,
            personal,
            out: Some(folder.to_owned()),
            ..FillRequest::default()
        };
        let edits = fill_returns(memory.project(), &fill).unwrap().edits;
        memory.carry_out(&edits);
    }
    let receive =
        ReceiveRequest { names: names(["public/CMR.en.docx"]), form: Some(FORM.to_owned()), signature: signed() };
    page.run(&mut memory, "receive", &|project| receive_returns(project, &receive));
    page.run(&mut memory, "accept the copy", &accept(["public/CMR.en.docx"], true));
    let status = StatusRequest {
        names: names(["public"]),
        form: Some(FORM.to_owned()),
        today: Some(TODAY.to_owned()),
        receipts: Vec::new(),
    };
    page.head("status").line(&returns_status(memory.project(), &status, &mut |_, _| {}).unwrap().text());
    page.head("read");
    for folder in ["public", "whole"] {
        let reading = ReadRequest {
            files: names([&*format!("{folder}/CMR.en.docx")]),
            form: Some(FORM.to_owned()),
            to: ReturnsTo::Folder("read".to_owned()),
            ..ReadRequest::default()
        };
        read(memory.project(), &reading, &mut |file| {
            page.line(&file.read.map_or_else(|failure| failure, |read| read.json["answers"]["partner"].to_string()));
            assert_eq!(file.edit.is_some(), folder == "whole");
        })
        .unwrap();
    }
    page.run(&mut memory, "a copy with all answers", &accept(["whole/CMR.en.docx"], false));
    page.is_expected("accepted-readable");
}

#[test]
fn what_no_box_can_show_is_named() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    let typed = memory.text("inbox/CMR.json").replace("\"begun\"", "\"zz\"").replace("200", "\"about half\"");
    memory.write("inbox/wrong.json", typed);
    let of_file = |file: &str, all: &[(&str, &str)]| {
        let (file, all) = (file.to_owned(), asks(all));
        clarify(move |request| {
            (request.file, request.asks, request.out) = (Some(file.clone()), all.clone(), file.replace('/', "-"));
        })
    };
    page.run(&mut memory, "answers of the wrong kind", &of_file("inbox/wrong.json", &[]));
    let waiting = "\"answers\"";
    let unread = "\"unread\": { \"/partner (a.json)\": \"One\", \"/partner (b.json)\": \"Two\", \"/nowhere\": \"Lost\" }, \"answers\"";
    memory.write("inbox/waiting.json", memory.text("inbox/CMR.json").replace(waiting, unread));
    page.run(&mut memory, "texts that wait", &of_file("inbox/waiting.json", &[("people", "All of them?")]));
    page.run(&mut memory, "nothing but texts that wait", &of_file("inbox/waiting.json", &[]));
    let planned = memory.text("inbox/CMR.json").replace("\"begun\"", "\"planned\"").replace(", \"trained\": 30", "");
    memory.write("inbox/planned.json", planned);
    page.run(&mut memory, "an answer decides", &of_file("inbox/planned.json", &[("trained", "How many?")]));
    memory.replace(
        "2024/form.yaml",
        "        ask: Who took part in the work?\n",
        "        ask: Who took part in the work?\n        show_if: first_report = yes\n",
    );
    memory.replace(
        "2024/form.yaml",
        "  facts:\n",
        "  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\n",
    );
    memory.replace("2024/countries/CMR.yaml", "facts:\n", "facts:\n  first_report: no\n");
    memory.replace("inbox/planned.json", "\"partner\": \"The office of statistics\",", "");
    page.run(&mut memory, "a fact decides", &of_file("inbox/planned.json", &[("partner", "Which office?")]));
    let nowhere = memory.text("inbox/CMR.json");
    let nowhere = nowhere
        .replace("\"answers\": {", "\"answers\": { \"gone\": \"An old answer\", \"partner.comment\": \"A remark\",");
    let nowhere = nowhere.replace("\"facts\": {", "\"note\": [\"A note\"], \"facts\": { \"capital\": \"A town\",");
    let nowhere = nowhere.replace("\"End the survey\"", "\"End the survey\", \"cost\": \"Too much\"");
    memory.write("inbox/nowhere.json", nowhere);
    page.run(&mut memory, "places that the form does not have", &of_file("inbox/nowhere.json", &[]));
    for (name, unread) in [("text", "\"One text\""), ("list", "[\"One text\"]"), ("mixed", "{ \"/zzz\": [5] }")] {
        let all = memory.text("inbox/CMR.json").replace(waiting, &format!("\"unread\": {unread}, \"answers\""));
        memory.write(&format!("inbox/unread-{name}.json"), all);
        page.run(&mut memory, &format!("unread: {name}"), &of_file(&format!("inbox/unread-{name}.json"), &[]));
    }
    page.is_expected("clarify-left-out");
}

#[test]
fn sheets_that_come_together_are_taken_in_one_after_the_other() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    page.run(&mut memory, "accept", &accept(["inbox/CMR.json"], false));
    let version = accepted_version(&memory);
    memory.write("back/a.json", saved(&version, &json!(["people"]), &json!({ "people": 300 })));
    memory.write("back/b.json", saved(&version, &json!(["partner"]), &json!({ "partner": "Two offices" })));
    page.run(&mut memory, "both", &accept(["back"], true));
    page.is_expected("clarified-several");
}

/// A sheet asks about some answers, so it cannot say whether all others are finished.
#[test]
fn the_status_of_the_return_stays() {
    for (status, of_sheet) in
        [("draft", "complete"), ("complete", "draft"), ("draft", "draft"), ("complete", "complete")]
    {
        let mut memory = with_conditions();
        memory.replace("inbox/CMR.json", "\"complete\"", &format!("\"{status}\""));
        let take = |memory: &mut Memory, name: &str, incomplete: bool| {
            let request = AcceptReturnRequest {
                names: names([name]),
                form: Some(FORM.to_owned()),
                origin: ValueOrigin::Given,
                replace: true,
                incomplete,
                signature: signed(),
            };
            let outcome = accept_returns(memory.project(), &request).unwrap();
            memory.carry_out(&outcome.edits);
            outcome.text().to_owned()
        };
        take(&mut memory, "inbox/CMR.json", true);
        let version = accepted_version(&memory);
        let sheet = saved(&version, &json!(["people"]), &json!({ "people": 150 }));
        memory.write("inbox/sheet.json", sheet.replace("\"complete\"", &format!("\"{of_sheet}\"")));
        let edits = clarify_return(memory.project(), &request(|request| request.asks = asks(&[("people", "All?")])))
            .unwrap()
            .edits;
        memory.carry_out(&edits);
        // A draft is taken in only if somebody says so, also where a sheet makes something of it.
        for name in ["sheets/CMR.en.docx", "inbox/sheet.json"] {
            let is_word = name.starts_with("sheets");
            let told = take(&mut memory, name, false);
            let is_draft = status == "draft" || (!is_word && of_sheet == "draft");
            assert_eq!(
                told.contains("not accepted, because it is not complete"),
                is_draft,
                "{status} {of_sheet} {told}"
            );
            take(&mut memory, name, true);
            let accepted: Value = serde_json::from_str(&memory.text("2024/accepted/CMR.json")).unwrap();
            assert_eq!(accepted["status"], status, "{name}, {of_sheet}");
        }
    }
}
