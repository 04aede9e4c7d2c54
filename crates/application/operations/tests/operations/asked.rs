//! What a secretariat asks again: on a sheet, in a letter, and in `clarify/CMR.yaml`. Nothing that it asks is lost on the way.

use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::{
    AcceptReturnRequest, CheckRequest, ClarifyRequest, DeskOutcome, Edit, LetterPurpose, LetterRequest, Project,
    ReceiveRequest, Refusal, Signature, ValueOrigin, accept_returns, check, clarify_return, draft_letters,
    receive_returns,
};
use serde_json::{Value, json};

const FORM: &str = "2024";

/// The return of Cameroon, changed, with a sheet's words or without.
fn changed(memory: &Memory, change: impl FnOnce(&mut Value)) -> String {
    let mut json: Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    json["answers"]["people"] = 20.into();
    change(&mut json);
    format!("{json:#}\n")
}

/// The file that a sheet about the number of people saves.
fn sheet(version: &str, country: &str) -> String {
    let saved = json!({
        "canevas": 1, "form": "demo/report", "edition": "2024", "language": "en", "status": "complete",
        "clarifies": { "version": version, "asked": ["people"] }, "facts": { "country": country },
        "answers": { "people": 21 },
    });
    format!("{saved:#}\n")
}

fn signed() -> Signature {
    Signature { by: "Aya".to_owned(), on: TODAY.to_owned(), reason: None }
}

fn asks(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(question, text)| ((*question).to_owned(), (*text).to_owned())).collect()
}

fn clarify(file: Option<&str>, all: &[(&str, &str)]) -> impl Fn(&Project) -> Result<DeskOutcome, Refusal> {
    let request = ClarifyRequest {
        country: "CMR".to_owned(),
        file: file.map(str::to_owned),
        asks: asks(all),
        form: Some(FORM.to_owned()),
        out: "sheets".to_owned(),
        force: true,
    };
    move |project| clarify_return(project, &request)
}

/// The text of the letter to Cameroon, and what the command says.
fn letter(memory: &Memory, purpose: LetterPurpose, inbox: &[&str], all: &[(&str, &str)]) -> (String, String) {
    let request = LetterRequest {
        purpose,
        countries: names(["CMR"]),
        asks: asks(all),
        names: inbox.iter().map(|name| (*name).to_owned()).collect(),
        form: Some(FORM.to_owned()),
        languages: names(["en"]),
        today: TODAY.to_owned(),
        out: "letters".to_owned(),
        force: true,
    };
    let outcome = draft_letters(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let text = outcome.edits.iter().find_map(|edit| match edit {
        Edit::Write { bytes, .. } => String::from_utf8(bytes.clone()).ok(),
        Edit::Delete { .. } => None,
    });
    let text = text.unwrap_or_default();
    (text, outcome.text().to_owned())
}

/// The return of a sheet answers some questions only: a letter about it would ask for all others again.
#[test]
fn a_letter_takes_no_sheet_for_a_return() {
    let mut memory = Memory::new();
    memory.write("inbox/sheet.json", sheet("128e083691e9", "CMR"));
    for purpose in [LetterPurpose::Clarification, LetterPurpose::Reminder] {
        let (text, told) = letter(&memory, purpose, &["inbox"], &[]);
        assert!(!text.is_empty() && !text.contains("an answer is required"), "{text}\n{told}");
    }
    // The whole return beside it is asked about.
    let whole = changed(&memory, |json| json["answers"]["people"] = (-3).into());
    memory.write("inbox/whole.json", whole);
    let (text, _) = letter(&memory, LetterPurpose::Clarification, &["inbox"], &[]);
    assert!(text.contains("Question 4: ") && !text.contains("an answer is required"), "{text}");
}

/// The letter repeats what the sheet asks, also what was asked for this sheet only; and a text of several lines stays one item.
#[test]
fn a_letter_asks_what_the_sheet_asks() {
    let mut memory = Memory::new();
    let text = changed(&memory, |json| {
        json["unread"] = json!({ "/people": "about 7\n- or 8", "/status (a.json)": "\"begun\"" });
    });
    memory.write("inbox/CMR.json", text);
    let (text, told) =
        letter(&memory, LetterPurpose::Clarification, &["inbox"], &[("partner", "Which office?\nAnd where?")]);
    assert!(text.contains("- Question 2: Which office? And where?\n"), "{text}");
    assert!(text.contains("“about 7\n  - or 8”"), "{text}");
    assert!(text.contains("- Question 3 (a.json): this answer could not be read"), "{text}");
    assert!(!told.contains("nothing is open"), "{told}");
    let request = LetterRequest {
        purpose: LetterPurpose::Reminder,
        countries: names(["CMR"]),
        asks: asks(&[("partner", "Which?")]),
        names: Vec::new(),
        form: Some(FORM.to_owned()),
        languages: Vec::new(),
        today: TODAY.to_owned(),
        out: "letters".to_owned(),
        force: false,
    };
    let refusal = format!("{:?}", draft_letters(memory.project(), &request).unwrap_err());
    assert!(refusal.contains("--ask asks one country"), "{refusal}");
}

/// Nothing that a return says is left out of a sheet without a word, and what cannot be asked is named with its reason.
#[test]
fn a_sheet_names_what_it_cannot_hold() {
    let (mut memory, mut page) = (Memory::new(), Page::default());
    let text = changed(&memory, |json| {
        json["facts"]["nofact"] = "FACT".into();
        json["facts"]["steps"]["survey"]["zz"] = "FIELD".into();
        json["answers"]["gone"] = "UNKNOWN".into();
        json["answers"]["partner.comment"] = "BESIDE".into();
        json["answers"]["next_steps"][1]["zz"] = json!(["ROW"]);
        json["answers"]["progress"]["gone"] = "OTHER ROW".into();
    });
    memory.write("inbox/CMR.json", text);
    page.run(&mut memory, "unknown places", &clarify(Some("inbox/CMR.json"), &[]));
    let text = changed(&memory, |json| json["unread"] = "A TEXT".into());
    memory.write("inbox/CMR.json", text);
    page.run(&mut memory, "unread is a text", &clarify(Some("inbox/CMR.json"), &[]));
    page.run(
        &mut memory,
        "a placeholder",
        &clarify(Some("inbox/CMR.json"), &[("partner", "Which office {country.of}?")]),
    );
    memory.write("2024/clarify/CMR.yaml", "canevas: 1\nask:\n  partner: Which office {country.of}?\n");
    page.run(&mut memory, "a placeholder in the file", &clarify(Some("inbox/CMR.json"), &[]));
    memory.write("2024/clarify/cmr.yaml", "canevas: 1\nask:\n  partner: Which office?\n");
    page.run(&mut memory, "a file in small letters", &clarify(Some("inbox/CMR.json"), &[]));
    memory.write("2024/clarify/EGY.yaml", "canevas: 1\nask:\n  partnr: Which office?\n");
    memory.write("2024/clarify/CIV.yml", "canevas: 1\n");
    page.head("check");
    let request = CheckRequest { names: names([FORM]), ..CheckRequest::default() };
    for edition in &check(memory.project(), &request).unwrap() {
        for finding in edition.findings.iter().filter(|finding| {
            let name = edition.sources.get(finding.primary.span.source).name();
            name.contains("clarify") || finding.message.contains("clarify")
        }) {
            let place = edition.sources.place(finding.primary.span);
            page.line(&format!("{place}: {} | {}", finding.message, finding.help.as_deref().unwrap_or_default()));
        }
    }
    page.is_expected("asked-nowhere");
}

/// A sheet names a version by digits. Nothing else is looked for as a file, and a version that the country never had is named.
#[test]
fn a_sheet_of_no_version_is_named() {
    let mut memory = Memory::new();
    memory.write("inbox/path.json", sheet("../CMR/128e083691e9", "CMR"));
    memory.write("inbox/never.json", sheet("128e083691e9", "CMR"));
    let form = Some(FORM.to_owned());
    let accept = |file: &str| {
        let request = AcceptReturnRequest {
            names: names([file]),
            form: form.clone(),
            origin: ValueOrigin::Clarified,
            replace: true,
            incomplete: true,
            signature: signed(),
        };
        let outcome = accept_returns(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        assert!(outcome.edits.is_empty());
        outcome.text().to_owned()
    };
    let told = accept("inbox/path.json");
    assert!(told.contains("`version` in `clarifies` does not say which return the sheet asks about"), "{told}");
    let told = accept("inbox/never.json");
    assert!(told.contains("neither among the accepted versions nor beside this file"), "{told}");
    let request = ReceiveRequest { names: names(["inbox"]), form: form.clone(), signature: signed() };
    let outcome = receive_returns(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let told = outcome.text();
    assert!(told.contains("inbox/path.json: not written down"), "{told}");
    assert!(
        told.contains("inbox/never.json: received from CMR on 2024-06-30\n  it clarifies version 128e083691e9"),
        "{told}"
    );
    assert!(format!("{:?}", outcome.conclusion()).contains("Denies"), "{told}");
}
