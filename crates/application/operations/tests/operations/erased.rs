//! What is erased is that of the person who asked, in every version, and it does not come back.

use crate::clarified::{accepted_version, saved};
use crate::support::{Memory, names};
use canevas_operations::{
    AcceptReturnRequest, DeskOutcome, EraseRequest, ReceiveRequest, Refusal, Signature, StatusRequest, ValueOrigin,
    accept_returns, erase_answers, receive_returns, returns_status,
};
use serde_json::{Value, json};

fn signed() -> Signature {
    Signature { by: "Aya".to_owned(), on: "2024-06-30".to_owned(), reason: Some("a letter".to_owned()) }
}

/// The small project with a list of persons.
fn project() -> Memory {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "      - id: status\n",
        "      - id: contacts\n        type: repeat\n        ask: Whom may we ask?\n        fields:\n          - id: name\n            type: text\n            ask: What is the name?\n          - id: office\n            type: text\n            ask: Which office is it?\n          - id: since\n            type: integer\n            ask: Since which year?\n      - id: status\n",
    );
    memory.replace("2024/returns/CMR.json", "2000", "200");
    memory
}

/// A return with these persons, and with what a change adds.
fn write(memory: &mut Memory, name: &str, contacts: &Value, change: impl Fn(&mut Value)) {
    let mut json: Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    json["answers"]["contacts"] = contacts.clone();
    change(&mut json);
    memory.write(name, format!("{json:#}\n"));
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

fn accept_with(memory: &mut Memory, name: &str, change: impl Fn(&mut AcceptReturnRequest)) -> String {
    let mut request = AcceptReturnRequest {
        names: names([name]),
        form: Some("2024".to_owned()),
        origin: ValueOrigin::Given,
        replace: true,
        incomplete: false,
        signature: signed(),
    };
    change(&mut request);
    let outcome = accept_returns(memory.project(), &request);
    run(memory, outcome)
}

fn accept(memory: &mut Memory, name: &str) -> String {
    accept_with(memory, name, |_| ())
}

fn receive(memory: &mut Memory, name: &str) -> String {
    let request = ReceiveRequest { names: names([name]), form: Some("2024".to_owned()), signature: signed() };
    let outcome = receive_returns(memory.project(), &request);
    run(memory, outcome)
}

fn erase(memory: &mut Memory, places: &[&str]) -> String {
    erase_all(memory, places, false)
}

fn erase_all(memory: &mut Memory, places: &[&str], personal: bool) -> String {
    let request = EraseRequest {
        country: "CMR".to_owned(),
        places: places.iter().map(|place| (*place).to_owned()).collect(),
        personal,
        form: Some("2024".to_owned()),
        signature: signed(),
    };
    let outcome = erase_answers(memory.project(), &request);
    run(memory, outcome)
}

/// All versions, as one text.
fn versions(memory: &Memory) -> Vec<String> {
    let all = canevas_operations::files::files_below(memory.project().files(), "2024/desk/CMR").unwrap();
    all.iter().map(|name| memory.text(name)).collect()
}

fn accepted(memory: &Memory) -> Value {
    serde_json::from_str(&memory.text("2024/accepted/CMR.json")).unwrap()
}

fn persons(list: &[(&str, &str)]) -> Value {
    list.iter().map(|(name, office)| json!({ "name": name, "office": office })).collect()
}

/// The same persons stand in another order in an older version.
#[test]
fn a_row_is_found_in_every_version_by_what_stands_in_it() {
    for (place, gone) in [("contacts/0/name", "\"Cy\""), ("contacts/0", "\"Cy\""), ("contacts=Cy", "\"Cy\"")] {
        let mut memory = project();
        write(&mut memory, "inbox/a.json", &persons(&[("Bo", "A"), ("Cy", "B"), ("Di", "C")]), |_| ());
        write(&mut memory, "inbox/b.json", &persons(&[("Cy", "B"), ("Bo", "A"), ("Di", "C")]), |_| ());
        accept(&mut memory, "inbox/a.json");
        accept(&mut memory, "inbox/b.json");
        let told = erase(&mut memory, &[place]);
        assert!(told.contains("loses `/contacts/1") && told.contains("loses `/contacts/0"), "{told}");
        assert!(!versions(&memory).is_empty());
        for version in versions(&memory) {
            assert!(!version.contains(gone) && version.contains("\"Bo\"") && version.contains("\"Di\""), "{version}");
        }
    }
}

/// Where the rows differ, a number does not say who is meant, and nothing is erased.
#[test]
fn a_row_that_stands_nowhere_else_is_named_by_its_text() {
    let mut memory = project();
    write(&mut memory, "inbox/a.json", &persons(&[("Bo", "A"), ("Cy", "Two offices")]), |_| ());
    write(&mut memory, "inbox/b.json", &persons(&[("Cy", "B"), ("Bo", "A")]), |_| ());
    accept(&mut memory, "inbox/a.json");
    accept(&mut memory, "inbox/b.json");
    let before = versions(&memory);
    let told = erase(&mut memory, &["contacts/0"]);
    assert!(
        told.contains("`/contacts/0` is “Cy, B” in 2024/accepted") || told.contains("is “Cy, B” in 2024/desk"),
        "{told}"
    );
    assert!(told.contains("“Bo, A”, “Cy, Two offices”") && told.contains("--at 'contacts=TEXT'"), "{told}");
    assert_eq!(versions(&memory), before);
    erase(&mut memory, &["contacts/name=Cy"]);
    for version in versions(&memory) {
        assert!(!version.contains("\"Cy\"") && version.contains("\"Bo\"") && version.contains("ffice"), "{version}");
    }
    // The text that says which row it is must be a text in a row.
    for (place, why) in [
        ("contacts=Nobody", "nothing to erase"),
        ("contacts/0=Bo", "by its number"),
        ("contacts=", "by a text in it"),
        ("status=begun", "nobody adds rows"),
    ] {
        let told = erase(&mut memory, &[place]);
        assert!(told.contains(why), "{told}");
    }
}

/// The rows move up, so the same number is another person: a command that is given twice erases one.
#[test]
fn the_same_number_twice_erases_one_row() {
    let mut memory = project();
    write(&mut memory, "inbox/a.json", &persons(&[("Bo", "A"), ("Cy", "B"), ("Di", "C")]), |_| ());
    accept(&mut memory, "inbox/a.json");
    erase(&mut memory, &["contacts/0"]);
    let told = erase(&mut memory, &["contacts/0"]);
    assert!(told.contains("moved up") && told.contains("“Cy, B”"), "{told}");
    assert_eq!(accepted(&memory)["answers"]["contacts"], persons(&[("Cy", "B"), ("Di", "C")]));
    erase(&mut memory, &["contacts=Cy"]);
    assert_eq!(accepted(&memory)["answers"]["contacts"], persons(&[("Di", "C")]));
}

/// A field and its whole row, and rows of one list, at once.
#[test]
fn several_places_of_a_list_mean_the_rows_as_they_were() {
    let mut memory = project();
    let all = persons(&[("Bo", "A"), ("Cy", "B"), ("Di", "C"), ("Ed", "D")]);
    write(&mut memory, "inbox/a.json", &all, |_| ());
    accept(&mut memory, "inbox/a.json");
    erase(&mut memory, &["contacts/0", "contacts/0/name", "contacts/2", "contacts/3/office"]);
    assert_eq!(accepted(&memory)["answers"]["contacts"], json!([{ "name": "Cy", "office": "B" }, { "name": "Ed" }]));
}

/// Texts that wait for a person stay with their rows, and an empty list is not left behind.
#[test]
fn texts_that_wait_stay_with_their_rows() {
    let mut memory = project();
    write(&mut memory, "inbox/a.json", &persons(&[("Bo", "A"), ("Cy", "B"), ("Di", "C")]), |json| {
        json["status"] = "draft".into();
        json["unread"] =
            json!({ "/contacts/0/since": "un", "/contacts/1/since": "deux", "/contacts/2/since (b.json)": "trois" });
    });
    accept_with(&mut memory, "inbox/a.json", |request| request.incomplete = true);
    erase(&mut memory, &["contacts/0"]);
    assert_eq!(
        accepted(&memory)["unread"],
        json!({ "/contacts/0/since": "deux", "/contacts/1/since (b.json)": "trois" })
    );
    erase(&mut memory, &["contacts=Cy", "contacts=Di"]);
    assert_eq!((&accepted(&memory)["answers"]["contacts"], &accepted(&memory)["unread"]), (&Value::Null, &Value::Null));
}

/// The file that came in before still holds what was erased.
#[test]
fn what_was_erased_does_not_come_back_with_the_same_file() {
    let mut memory = project();
    write(&mut memory, "inbox/a.json", &persons(&[("Bo", "A"), ("Cy", "B")]), |_| ());
    accept(&mut memory, "inbox/a.json");
    erase(&mut memory, &["contacts/0"]);
    let after = accepted(&memory);
    // The same answers in another file are those that were erased, too.
    memory.write("inbox/again.json", memory.text("inbox/a.json"));
    memory.write("inbox/spaces.json", memory.text("inbox/a.json").replace("  \"canevas\"", "    \"canevas\""));
    for name in ["inbox/a.json", "inbox/again.json", "inbox/spaces.json"] {
        let told = accept(&mut memory, name);
        assert!(told.contains("not accepted") && told.contains("entry 2") && told.contains("`/contacts/0`"), "{told}");
    }
    assert_eq!(accepted(&memory), after);
    // What the country sends anew counts.
    write(&mut memory, "inbox/new.json", &persons(&[("Bo", "A"), ("Cy", "C")]), |_| ());
    let told = accept(&mut memory, "inbox/new.json");
    assert!(told.contains("accepted for CMR"), "{told}");
}

/// A file that came in and was not accepted is nowhere here. What it holds is not taken in later all the same.
#[test]
fn what_was_erased_does_not_come_in_with_a_file_from_before() {
    let mut memory = project();
    memory.replace("2024/form.yaml", "ask: What is the name?", "ask: What is the name?\n            personal: yes");
    write(&mut memory, "inbox/a.json", &persons(&[("Bo", "A"), ("Cy", "B")]), |_| ());
    memory.write("2024/returns/CMR.json", "{}");
    receive(&mut memory, "inbox/a.json");
    let told = erase_all(&mut memory, &[], true);
    assert!(told.contains("no file here holds an answer there; written down") && told.contains("a.json"), "{told}");
    let told = erase_all(&mut memory, &[], true);
    assert!(told.contains("nothing to erase"), "{told}");
    let told = accept(&mut memory, "inbox/a.json");
    assert!(told.contains("entry 2 of 2024-06-30 erased data") && told.contains("`personal`"), "{told}");
    // Without the names, it is another file, and welcome.
    let nameless = memory.text("inbox/a.json").replace("\"name\": \"Bo\",", "").replace("\"name\": \"Cy\",", "");
    memory.write("inbox/b.json", nameless);
    let told = accept(&mut memory, "inbox/b.json");
    assert!(told.contains("accepted for CMR"), "{told}");
}

/// A return without answers is not complete, whatever stands in it under another name.
#[test]
fn a_return_without_answers_is_not_complete() {
    let mut memory = project();
    let mut typo: Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    let answers = typo.as_object_mut().unwrap().remove("answers").unwrap();
    let none = typo.clone();
    typo["anwsers"] = answers;
    for json in [none, typo] {
        memory.write("inbox/a.json", format!("{json:#}\n"));
        let told = accept(&mut memory, "inbox/a.json");
        assert!(
            told.contains("not complete") && told.contains("`answers`") && told.contains("has no answer"),
            "{told}"
        );
        let request =
            StatusRequest { names: names(["inbox"]), form: Some("2024".to_owned()), ..StatusRequest::default() };
        let text = returns_status(memory.project(), &request, &mut |_, _| ()).unwrap().text();
        assert!(text.contains("1 incomplete") && !text.contains("0/0"), "{text}");
    }
}

/// A sheet that was made before shows what was erased. It asks the country again about nothing else.
#[test]
fn a_sheet_that_was_made_before_does_not_bring_it_back() {
    let mut memory = project();
    write(&mut memory, "inbox/a.json", &persons(&[("Bo", "A"), ("Cy", "B")]), |_| ());
    accept(&mut memory, "inbox/a.json");
    let version = accepted_version(&memory);
    let contacts = json!([{ "name": "Bo", "office": "A", "since": 3 }, { "name": "Cy", "office": "B" }]);
    memory.write("inbox/with.json", saved(&version, &json!(["contacts"]), &json!({ "contacts": contacts })));
    memory.write("inbox/without.json", saved(&version, &json!(["people"]), &json!({ "people": 150 })));
    erase(&mut memory, &["contacts/0/name"]);
    let told = accept(&mut memory, "inbox/with.json");
    assert!(told.contains("entry 2 of 2024-06-30 erased data") && told.contains("Make a new sheet"), "{told}");
    let told = accept(&mut memory, "inbox/without.json");
    assert!(told.contains("accepted for CMR"), "{told}");
    let answers = &accepted(&memory)["answers"];
    assert_eq!((&answers["people"], &answers["contacts"][0]), (&json!(150), &json!({ "office": "A" })));
}
