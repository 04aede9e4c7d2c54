//! Forms that others than countries answer, at the desk: schools of a list, and nobody who is named.

use crate::support::{Memory, Page, names};
use canevas_operations::{CheckRequest, Edit, NextEditionRequest, StatusRequest, check, next_edition, returns_status};

const SCHOOLS: &str = "canevas: 1\nform: demo/schools\nedition: \"2025\"\nlanguages: { source: en }\n\
    respondents: { kind: school, called: School, list: schools }\ntitle: Survey of schools\n\
    lists:\n  schools:\n    hill: Hill School\n    lake: Lake School\n    river: River School\n\
    sections:\n  - id: s\n    title: Pupils\n    questions:\n      - id: count\n        type: integer\n        required: yes\n        ask: How many pupils learn in {respondent}?\n";

fn answer(form: &str, facts: &str) -> String {
    format!(
        "{{ \"canevas\": 1, \"form\": \"{form}\", \"edition\": \"2025\", \"language\": \"en\", \"status\": \"complete\", \"facts\": {facts}, \"answers\": {{ \"count\": 3 }} }}\n"
    )
}

fn status(memory: &Memory, folder: &str) -> String {
    let request = StatusRequest {
        names: names([&*format!("{folder}/returns")]),
        form: Some(folder.to_owned()),
        ..StatusRequest::default()
    };
    returns_status(memory.project(), &request, &mut |_, _| {}).unwrap().text()
}

#[test]
fn schools_and_nobody_at_the_desk() {
    let mut memory = Memory::new();
    memory.write("schools/2025/form.yaml", SCHOOLS);
    let nobody = SCHOOLS
        .replace("respondents: { kind: school, called: School, list: schools }", "respondents: none")
        .replace("demo/schools", "demo/nobody")
        .replace(" in {respondent}", "")
        .replace("lists:\n  schools:\n    hill: Hill School\n    lake: Lake School\n    river: River School\n", "");
    memory.write("nobody/2025/form.yaml", nobody);
    for (name, facts) in [
        ("hill.json", "{ \"respondent\": \"hill\" }"),
        ("laek.json", "{ \"respondent\": \"laek\" }"),
        ("country.json", "{ \"country\": \"CMR\" }"),
    ] {
        memory.write(&format!("schools/2025/returns/{name}"), answer("demo/schools", facts));
    }
    for name in ["one.json", "two.json"] {
        memory.write(&format!("nobody/2025/returns/{name}"), answer("demo/nobody", "{}"));
    }
    memory.write("nobody/2025/respondents/hill.yaml", "canevas: 1\nrespondent: hill\n");
    memory.write("schools/2025/countries/CMR.yaml", "canevas: 1\ncountry: CMR\n");
    memory.write("schools/2025/respondents/hil.yaml", "canevas: 1\nrespondent: hil\n");
    let mut page = Page::default();
    page.head("schools").line(&status(&memory, "schools/2025"));
    page.head("nobody").line(&status(&memory, "nobody/2025"));
    for folder in ["schools/2025", "nobody/2025"] {
        let request = CheckRequest { names: names([folder]), ..CheckRequest::default() };
        page.head(folder).findings(&check(memory.project(), &request).unwrap());
    }
    page.is_expected("respondents");
}

/// What a school does next becomes what is known about it, in its own file of the next edition.
#[test]
fn what_is_known_of_a_school_goes_on() {
    let mut memory = Memory::new();
    let facts =
        "about:\n  facts:\n    plans:\n      list_of:\n        title:\n          type: text\n          ask: Plan\n";
    let steps = "      - id: steps\n        type: repeat\n        ask: What will you do?\n        feeds_next_edition: plans\n        fields:\n          - id: title\n            type: text\n            ask: Plan\n";
    let form = SCHOOLS.replace("lists:\n", &format!("{facts}lists:\n")) + steps;
    memory.write("schools/2025/form.yaml", form);
    memory.write(
        "schools/2025/respondents/lake.yaml",
        "canevas: 1\nrespondent: lake\nfacts:\n  plans:\n    - id: roof\n      title: A roof\n",
    );
    let answers = answer("demo/schools", "{ \"respondent\": \"hill\" }")
        .replace("\"count\": 3", "\"count\": 3, \"steps\": [{ \"title\": \"A garden\" }]");
    memory.write("schools/2025/returns/hill.json", answers);
    let request =
        NextEditionRequest { edition: "schools/2025".to_owned(), returns: names(["schools/2025/returns"]), out: None };
    let started = next_edition(memory.project(), &request).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let text = |ending: &str| {
        let found = started.edits.iter().find_map(|edit| match edit {
            Edit::Write { path, bytes } if path.ends_with(ending) => Some(String::from_utf8_lossy(bytes).into_owned()),
            Edit::Write { .. } | Edit::Delete { .. } => None,
        });
        found.unwrap_or_default()
    };
    assert!(
        text("2026/respondents/hill.yaml").contains("respondent: hill")
            && text("2026/respondents/hill.yaml").contains("A garden")
    );
    assert!(text("2026/respondents/lake.yaml").contains("A roof"));
}
