//! Forms that others than countries answer, at the desk: schools of a list, and nobody who is named.

use crate::support::{Memory, Page, names};
use canevas_operations::{CheckRequest, StatusRequest, check, returns_status};

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
