//! returns status.

use crate::support::{Memory, Page, names};
use canevas_operations::{CheckRequest, StatusOutcome, StatusRequest, check, returns_status};

fn status(memory: &Memory, request: &StatusRequest) -> StatusOutcome {
    returns_status(memory.project(), request, &mut |_, _| {}).unwrap()
}

/// The small project with an inbox: what a secretariat may find in it on a Monday.
fn with_inbox() -> Memory {
    let mut memory = Memory::new();
    let template = memory.template();
    let good = memory.text("2024/returns/CMR.json");
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replace(from, to)
    };
    for (name, text) in [
        ("CMR.json", good.clone()),
        ("twice/CMR.json", good.clone()),
        ("FRA.json", changed("CMR", "FRA")),
        ("CMQ.json", changed("CMR", "CMQ")),
        ("last.json", changed("\"2024\"", "\"2023\"")),
        ("other.json", changed("demo/report", "demo/other")),
        ("newer.json", changed("\"canevas\": 1", "\"canevas\": 2")),
        ("nobody.json", changed("\"country\": \"CMR\"", "\"town\": \"CMR\"")),
        ("unknown-field.json", changed("\"answers\": {", "\"answers\": { \"no_such_question\": \"lost\",")),
        ("formula.json", changed("\"answers\": {", "\"answers\": { \"no_such_question\": \"=1+1\",")),
        ("twice-a-key.json", changed("\"answers\": {", "\"answers\": { \"next_steps\": [],")),
        ("half.json", good[..good.len() / 2].to_owned()),
        ("empty.json", String::new()),
        ("list.json", "[]".to_owned()),
        ("scan.pdf", "%PDF-1.7".to_owned()),
        ("note.odt", "PK".to_owned()),
        ("broken.docx", "Dear all".to_owned()),
        ("~$broken.docx", "lock".to_owned()),
        (".hidden.json", "{}".to_owned()),
    ] {
        memory.write(&format!("inbox/{name}"), text);
    }
    memory.write("inbox/blank.docx", template);
    memory
}

#[test]
fn status_names_every_file_and_uses_the_good_ones() {
    let memory = with_inbox();
    let mut page = Page::default();
    let request = StatusRequest { names: names(["inbox"]), form: Some("2024".to_owned()), ..StatusRequest::default() };
    let outcome = status(&memory, &request);
    page.head("an inbox").line(&outcome.text()).value(&outcome.conclusion());
    page.head("the same as JSON").line(&outcome.json().unwrap());
    let html = outcome.html().unwrap();
    for name in ["CMR.json", "half.json", "scan.pdf", "FRA", "broken.docx"] {
        assert!(html.contains(name), "{name}");
    }
    assert!(!html.contains("hidden.json") && !html.contains("~$"), "{html}");

    let own = status(&memory, &StatusRequest { names: names(["2024"]), form: None, ..StatusRequest::default() });
    page.head("an edition's own returns").line(&own.text()).value(&own.conclusion());
    assert_eq!(
        own.text(),
        status(&memory, &StatusRequest { names: names(["2024/returns"]), form: None, ..StatusRequest::default() })
            .text()
    );

    for (title, request) in [
        (
            "no such folder",
            StatusRequest { names: names(["nowhere"]), form: Some("2024".to_owned()), ..StatusRequest::default() },
        ),
        ("which edition?", StatusRequest { names: names(["inbox"]), form: None, ..StatusRequest::default() }),
        (
            "no such form",
            StatusRequest { names: names(["inbox"]), form: Some("2031".to_owned()), ..StatusRequest::default() },
        ),
    ] {
        page.head(title).value(&returns_status(memory.project(), &request, &mut |_, _| {}).map(|_| ()));
    }
    page.is_expected("returns-status");
}

#[test]
fn a_file_of_the_desk_with_another_name_is_named() {
    let mut memory = Memory::new();
    memory.write("2024/desk.yml", "canevas: 1\ndue: 2024-06-30\n");
    memory.write("Regions.yaml", "canevas: 1\nregions: {}\n");
    let request = StatusRequest { names: names(["2024"]), form: None, ..StatusRequest::default() };
    let outcome = status(&memory, &request);
    let told = "not read:\n  2024/desk.yml: rename it to `desk.yaml`\n  Regions.yaml: rename it to `regions.yaml`\n";
    assert!(outcome.text().ends_with(told), "{}", outcome.text());
    assert!(outcome.json().unwrap().contains("rename it to `desk.yaml`"));
    let found = check(memory.project(), &CheckRequest { names: names(["2024"]), ..CheckRequest::default() }).unwrap();
    for name in ["2024/desk.yml", "Regions.yaml"] {
        let message = format!("`{name}` is not read");
        assert!(found.iter().any(|of| of.findings.iter().any(|finding| finding.message == message)), "{name}");
    }
}

#[test]
fn hostile_texts_stay_texts_on_the_page() {
    let mut memory = Memory::new();
    memory.replace("2024/returns/CMR.json", "\"country\": \"CMR\"", "\"country\": \"<script>alert(1)</script>`<b>\"");
    memory.write("2024/returns/<img src=x>.json", "{");
    let outcome = status(&memory, &StatusRequest { names: names(["2024"]), form: None, ..StatusRequest::default() });
    let html = outcome.html().unwrap();
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"), "{html}");
}
