//! returns clarify: a sheet about a return, and what becomes of the sheet that comes back.

use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::{
    AcceptReturnRequest, ClarifyRequest, DeskOutcome, Edit, FillRequest, HistoryRequest, MergeRequest, Project,
    ReadRequest, ReceiveRequest, Refusal, ReturnsTo, Signature, StatusRequest, ValueOrigin, Written, accept_returns,
    clarify_return, fill_returns, merge_returns, read, receive_returns, returns_history, returns_status,
};
use serde_json::{Value, json};

const FORM: &str = "2024";

fn signed() -> Signature {
    Signature { by: "Aya".to_owned(), on: TODAY.to_owned(), reason: None }
}

fn request(change: impl Fn(&mut ClarifyRequest)) -> ClarifyRequest {
    let mut request = ClarifyRequest {
        country: "CMR".to_owned(),
        form: Some(FORM.to_owned()),
        out: "sheets".to_owned(),
        ..ClarifyRequest::default()
    };
    change(&mut request);
    request
}

fn run(memory: &mut Memory, page: &mut Page, title: &str, command: &dyn Fn(&Project) -> Result<DeskOutcome, Refusal>) {
    page.head(title);
    match command(memory.project()) {
        Ok(outcome) => {
            page.line(outcome.text()).value(&outcome.conclusion()).paths(&outcome.edits);
            memory.carry_out(&outcome.edits);
        }
        Err(refusal) => {
            page.refusal(&refusal);
        }
    }
}

/// The small project. Where the work stands decides whether a question about its end is asked, and one about its start depends on
/// how many people there are.
fn with_conditions() -> Memory {
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

fn accept(names: [&str; 1], replace: bool) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
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

fn clarify(change: impl Fn(&mut ClarifyRequest)) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let request = request(change);
    move |project| clarify_return(project, &request)
}

fn asks(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(question, text)| ((*question).to_owned(), (*text).to_owned())).collect()
}

/// The version of the return that is accepted.
fn accepted_version(memory: &Memory) -> String {
    let request = HistoryRequest { countries: names(["CMR"]), form: Some(FORM.to_owned()) };
    let history: Value =
        serde_json::from_str(&returns_history(memory.project(), &request).unwrap().json().unwrap()).unwrap();
    history[0]["accepted"].as_str().unwrap().to_owned()
}

/// What a sheet saves.
fn saved(version: &str, asked: &Value, answers: &Value) -> String {
    let saved = json!({
        "canevas": 1, "form": "demo/report", "edition": "2024", "language": "en", "status": "complete",
        "clarifies": { "version": version, "asked": asked }, "facts": { "country": "CMR" }, "answers": answers,
    });
    serde_json::to_string_pretty(&saved).unwrap()
}

#[test]
fn a_sheet_asks_what_is_open_and_what_somebody_asks() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    run(&mut memory, &mut page, "nothing is accepted", &clarify(|_| ()));
    run(&mut memory, &mut page, "accept", &accept(["inbox/CMR.json"], false));
    run(&mut memory, &mut page, "nothing is open", &clarify(|_| ()));
    run(
        &mut memory,
        &mut page,
        "an unknown question",
        &clarify(|request| request.asks = asks(&[("peple", "How many?")])),
    );
    run(
        &mut memory,
        &mut page,
        "people, and what depends on it",
        &clarify(|request| request.asks = asks(&[("people", "Are these all of them?\nAlso those who left?")])),
    );
    memory.write("2024/clarify/CMR.yaml", "canevas: 1\nask:\n  partner: Which office is it?\n");
    run(
        &mut memory,
        &mut page,
        "a file of questions",
        &clarify(|request| (request.out, request.force) = ("more".to_owned(), true)),
    );
    memory.write("2024/clarify/CMR.yaml", "canevas: 2\nask:\n  partnr: Which office is it?\n");
    run(&mut memory, &mut page, "a file with mistakes", &clarify(|_| ()));
    memory.write("2024/clarify/CMR.yaml", "canevas: 1\nask: {}\n");
    memory.write("inbox/open.json", memory.text("inbox/CMR.json").replace("200", "2000").replace("30", "-3"));
    run(
        &mut memory,
        &mut page,
        "what is open in a file",
        &clarify(|request| {
            (request.file, request.out) = (Some("inbox/open.json".to_owned()), "open".to_owned());
        }),
    );
    run(
        &mut memory,
        &mut page,
        "another country",
        &clarify(|request| {
            (request.country, request.file) = ("MDG".to_owned(), Some("inbox/CMR.json".to_owned()));
        }),
    );
    page.is_expected("clarify");
}

#[test]
fn a_sheet_that_comes_back_makes_a_whole_return() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    run(&mut memory, &mut page, "accept", &accept(["inbox/CMR.json"], false));
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
    run(&mut memory, &mut page, "receive", &|project| receive_returns(project, &receive));
    run(&mut memory, &mut page, "it clarifies something else", &accept(["inbox/lost.json"], true));
    run(&mut memory, &mut page, "accept the sheet", &accept(["inbox/sheet.json"], false));
    run(&mut memory, &mut page, "accept and replace", &accept(["inbox/sheet.json"], true));
    page.line(&memory.text("2024/accepted/CMR.json"));
    // What a sheet asks and its return leaves out is no longer answered. What another sheet brought stays.
    let of_another = saved(&version, &json!(["trained", "partner"]), &json!({ "partner": "Two offices" }));
    memory.write("inbox/emptied.json", of_another);
    run(&mut memory, &mut page, "another sheet of the first version", &accept(["inbox/emptied.json"], true));
    page.line(&memory.text("2024/accepted/CMR.json"));
    let history = HistoryRequest { countries: Vec::new(), form: Some(FORM.to_owned()) };
    run(&mut memory, &mut page, "history", &|project| returns_history(project, &history));
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
    run(&mut memory, &mut page, "accept the return", &accept(["inbox/CMR.json"], false));
    run(&mut memory, &mut page, "accept the sheet", &accept(["inbox/sheet.json"], false));
    let history = HistoryRequest { countries: Vec::new(), form: Some(FORM.to_owned()) };
    run(&mut memory, &mut page, "history", &|project| returns_history(project, &history));
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
    run(
        &mut memory,
        &mut page,
        "a sheet about a sheet",
        &clarify(|request| request.file = Some("inbox/sheet.json".to_owned())),
    );
    page.is_expected("clarified-file");
}

#[test]
fn a_word_sheet_is_read_back() {
    let (mut memory, mut page) = (with_conditions(), Page::default());
    run(&mut memory, &mut page, "accept", &accept(["inbox/CMR.json"], false));
    let sheet = request(|request| request.asks = asks(&[("people", "Are these all of them?")]));
    let outcome = clarify_return(memory.project(), &sheet).unwrap();
    let word = outcome.edits.iter().find_map(|edit| match edit {
        Edit::Write { path, bytes } if path.ends_with(".docx") => Some(bytes.clone()),
        _ => None,
    });
    memory.write("inbox/CMR.en.docx", word.unwrap());
    let reading = ReadRequest {
        files: names(["inbox/CMR.en.docx"]),
        form: Some(FORM.to_owned()),
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
    run(&mut memory, &mut page, "nothing changed", &accept(["inbox/CMR.en.docx"], false));
    page.is_expected("clarified-word");
}
