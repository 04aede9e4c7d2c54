//! What the desk says on a day, and of files and histories that nobody can read.

use crate::support::{Memory, names};
use canevas_operations::{
    Conclusion, DeskOutcome, DeskStep, FillFormat, FillRequest, HistoryRequest, LetterPurpose, LetterRequest, Project,
    ReceiveRequest, RecordRequest, Refusal, Signature, StatusRequest, draft_letters, fill_returns, receive_returns,
    record_step, returns_history, returns_status,
};
use serde_json::{Value, json};

const FORM: &str = "2024";

fn signed(on: &str) -> Signature {
    Signature { by: "Aya".to_owned(), on: on.to_owned(), reason: None }
}

/// The small project with a return that came in, two countries with a file, and a last day.
fn project() -> Memory {
    let mut memory = Memory::new();
    memory.replace("2024/returns/CMR.json", "2000", "200");
    memory.write("inbox/CMR.json", memory.text("2024/returns/CMR.json"));
    memory.write("2024/countries/MDG.yaml", "canevas: 1\ncountry: MDG\nfacts: {}\n");
    memory.write("2024/desk.yaml", "canevas: 1\ndue: 2024-03-31\n");
    memory
}

fn run(memory: &mut Memory, outcome: Result<DeskOutcome, Refusal>) -> String {
    match outcome {
        Ok(outcome) => {
            memory.carry_out(&outcome.edits);
            outcome.text().to_owned()
        }
        Err(refusal) => format!("{refusal:?}"),
    }
}

fn record(memory: &mut Memory, step: DeskStep, countries: &[&str], on: &str) -> String {
    let countries = countries.iter().map(|code| (*code).to_owned()).collect();
    let request = RecordRequest { step, countries, form: Some(FORM.to_owned()), signature: signed(on) };
    let outcome = record_step(memory.project(), &request);
    run(memory, outcome)
}

fn receive(memory: &mut Memory, on: &str) -> String {
    let request = ReceiveRequest { names: names(["inbox"]), form: Some(FORM.to_owned()), signature: signed(on) };
    let outcome = receive_returns(memory.project(), &request);
    run(memory, outcome)
}

fn status(memory: &Memory, today: &str) -> (String, Conclusion) {
    let request = StatusRequest {
        names: names(["inbox"]),
        form: Some(FORM.to_owned()),
        today: Some(today.to_owned()),
        receipts: Vec::new(),
    };
    let outcome = returns_status(memory.project(), &request, &mut |_, _| {}).unwrap();
    (outcome.text(), outcome.conclusion())
}

fn history(project: &Project) -> DeskOutcome {
    returns_history(project, &HistoryRequest { countries: Vec::new(), form: Some(FORM.to_owned()) }).unwrap()
}

#[test]
fn on_an_earlier_day_nothing_of_a_later_one_holds() {
    let mut memory = project();
    receive(&mut memory, "2024-04-10");
    record(&mut memory, DeskStep::Extended("2024-04-30".to_owned()), &["MDG"], "2024-04-05");
    let (before, _) = status(&memory, "2024-03-01");
    assert!(before.contains("0 of 2 expected countries reported") && before.contains("2 missing"), "{before}");
    assert!(
        before.contains("inbox/CMR.json came in on 2024-04-10")
            && !before.contains(" late,")
            && !before.contains("reported late"),
        "{before}"
    );
    let (between, _) = status(&memory, "2024-04-03");
    assert!(between.contains("2 overdue"), "the extension does not hold yet: {between}");
    let (after, _) = status(&memory, "2024-04-10");
    assert!(after.contains("reported late") && !after.contains("overdue") && !after.contains("came in on"), "{after}");
}

#[test]
fn a_damaged_history_stops_no_other_country() {
    let mut memory = project();
    receive(&mut memory, "2024-03-10");
    memory.write("2024/desk/MDG.yaml", "canevas: 1\ncountry: MDG\nentries:\n  - event: acc\n");
    let (text, conclusion) = status(&memory, "2024-03-11");
    assert!(
        text.contains("1 of 2 expected") && text.contains("(MDG): its history cannot be read, at 2024/desk/MDG.yaml:4"),
        "{text}"
    );
    assert_eq!(conclusion, Conclusion::Denies);
    let outcome = history(memory.project());
    assert!(outcome.text().contains("1. 2024-03-10 received by Aya") && outcome.text().contains("cannot be read"));
    assert_eq!(outcome.conclusion(), Conclusion::Denies);
    // Nobody knows whether this country was invited.
    let request = LetterRequest {
        purpose: LetterPurpose::Invitation,
        countries: Vec::new(),
        asks: Vec::new(),
        names: Vec::new(),
        form: Some(FORM.to_owned()),
        languages: Vec::new(),
        today: "2024-03-11".to_owned(),
        out: "letters".to_owned(),
        force: false,
    };
    let letters = draft_letters(memory.project(), &request).unwrap();
    assert!(letters.text().contains("MDG: no letter, because its history cannot be read"), "{}", letters.text());
    assert!(letters.edits.iter().all(|edit| !edit.path().contains("MDG")));
}

#[test]
fn more_time_ends_later_than_the_last_day() {
    let mut memory = project();
    for until in ["2024-03-31", "2024-01-15"] {
        let told = record(&mut memory, DeskStep::Extended(until.to_owned()), &["CMR", "MDG"], "2024-03-01");
        assert!(told.contains("CMR has time until 2024-03-31") && told.contains("MDG has time"), "{told}");
        assert!(memory.project().text("2024/desk/CMR.yaml").is_err());
    }
    record(&mut memory, DeskStep::Extended("2024-04-30".to_owned()), &["CMR"], "2024-03-01");
    let told = record(&mut memory, DeskStep::Extended("2024-04-15".to_owned()), &["CMR"], "2024-03-01");
    assert!(told.contains("CMR has time until 2024-04-30"), "{told}");
}

#[test]
fn an_invited_country_was_asked_to_report() {
    let mut memory = project();
    record(&mut memory, DeskStep::Invited, &["FRA"], "2024-01-10");
    let (text, _) = status(&memory, "2024-04-01");
    assert!(text.contains("1 of 3 expected") && text.contains("2 overdue"), "{text}");
    assert!(text.contains("FRA was invited on 2024-01-10, and has no country file"), "{text}");
    assert!(!text.contains("was not asked to report"), "{text}");
}

/// What the head of a return says is told as it stands there.
#[test]
fn a_head_that_says_something_else_is_told_as_it_is() {
    for (from, to, told) in [
        ("\"complete\"", "\"final\"", "`status` is `final`, which is neither draft nor complete"),
        ("\"edition\": \"2024\"", "\"edition\": 2024", "the edition of this return is the number 2024, and not a text"),
        ("\"canevas\": 1", "\"canevas\": \"1\"", "its `canevas` is \"1\", and the version of a return is the number 1"),
    ] {
        let mut memory = project();
        memory.replace("inbox/CMR.json", from, to);
        let (text, _) = status(&memory, "2024-03-01");
        assert!(text.contains(told) && !text.contains("it is a draft"), "{text}");
    }
    let mut memory = project();
    memory.write("inbox/other.json", memory.text("inbox/CMR.json").replace("\"en\"", "\"de\""));
    let (text, _) = status(&memory, "2024-03-01");
    assert!(text.contains("inbox/other.json says no language of the form"), "{text}");
}

/// A history lists the values that somebody else than the country answers for.
#[test]
fn values_that_were_given_are_not_listed() {
    let mut memory = project();
    memory.write(
        "2024/desk/CMR.yaml",
        "canevas: 1\ncountry: CMR\nentries:\n  - event: invited\n    on: 2024-01-10\n    by: Aya\n    values:\n      - { at: \"/status\", state: given }\n",
    );
    let text = history(memory.project()).text().to_owned();
    assert!(text.contains("1. 2024-01-10 invited") && !text.contains("not simply given"), "{text}");
    let more = "given }\n      - { at: \"/people\", state: corrected }";
    memory.replace("2024/desk/CMR.yaml", "given }", more);
    let text = history(memory.project()).text().to_owned();
    assert!(
        text.contains("question 4 (“How many people took part?”): corrected (entry 1)")
            && !text.contains("Where does the work stand"),
        "{text}"
    );
}

/// Only the personal field of a question is left out of a copy for reading.
#[test]
fn texts_beside_a_personal_field_are_printed() {
    let mut memory = project();
    memory.replace(
        "2024/form.yaml",
        "      - id: partner\n",
        "      - id: contact\n        for_each: steps\n        type: group\n        ask: Whom may we ask about {item.title}?\n        fields:\n          - id: name\n            type: text\n            ask: Name\n            personal: yes\n          - id: since\n            type: integer\n            ask: Since\n      - id: partner\n",
    );
    let mut json: Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    json["status"] = "draft".into();
    json["unread"] = json!({
        "/contact/survey/name": "A. Person",
        "/contact/survey/since": "soon",
        "/contact/survey (b.json)": "{\"name\":\"B. Person\"}",
    });
    memory.write("inbox/CMR.json", format!("{json:#}\n"));
    let request = FillRequest {
        names: names(["inbox/CMR.json"]),
        form: Some(FORM.to_owned()),
        format: FillFormat::Markdown,
        languages: names(["en"]),
        ..FillRequest::default()
    };
    let outcome = fill_returns(memory.project(), &request).unwrap();
    let text = format!("{outcome:?}");
    assert!(text.contains("soon") && !text.contains("Person"), "{text}");
}
