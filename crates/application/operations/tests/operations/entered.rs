//! Questions about each row that people enter: the example of the guide, through its outputs, a return, an export and the next edition.

use crate::export::write as write_export;
use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::diagnostics::Level;
use canevas_operations::files::MemoryFiles;
use canevas_operations::{
    BuildRequest, CheckRequest, DiffRequest, Edit, ExportFormats, ExportRequest, FillFormat, FillRequest, Project,
    ReadRequest, ReturnsTo, build, check, diff, fill_returns, read,
};

fn form(edition: &str) -> String {
    let guide = include_str!("../../../../../docs/editors.md");
    let section = guide.split("## Questions about each row that people enter").nth(1).unwrap_or_default();
    let example = section.split("```yaml").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let head = format!(
        "canevas: 1\nform: demo/guide\nedition: \"{edition}\"\nlanguages: {{ source: en }}\ntitle: Households\n"
    );
    format!("{head}{}", example.trim_start())
}

fn answered(answers: &str) -> String {
    let head = r#""canevas": 1, "form": "demo/guide", "edition": "2026", "language": "en", "status": "complete""#;
    format!(r#"{{{head}, "facts": {{"country": "CMR"}}, "answers": {answers}}}"#)
}

const ANSWERS: &str = r#"{"members": [{"_row": "r2", "name": "Ada", "age": 41}, {"_row": "r1", "name": "Bo", "age": 9}, {"_row": "r3", "age": 17}],
    "work": {"r2": {"job": "Teacher", "hours": 38}, "r3": {"job": "Baker"}}, "school": {"r1": "yes", "r3": "no"}}"#;

fn memory() -> Memory {
    let mut files = MemoryFiles::default();
    files.write("2026/form.yaml", form("2026"));
    files.write("2026/returns/CMR.json", answered(ANSWERS));
    Memory(Project::new(files))
}

fn found(memory: &Memory, edition: &str) -> Vec<String> {
    let request = CheckRequest { names: names([edition]), complete: true, ..CheckRequest::default() };
    let found = check(memory.project(), &request).unwrap();
    let denied = found.iter().flat_map(|edition| &edition.findings).filter(|finding| finding.level == Level::Deny);
    denied.map(|finding| format!("{} {}", finding.rule.code, finding.message)).collect()
}

#[test]
fn the_example_of_the_guide_asks_about_each_row() {
    let (mut memory, mut page) = (memory(), Page::default());
    assert_eq!(found(&memory, "2026"), Vec::<String>::new());
    let request = BuildRequest { names: names(["2026"]), ..BuildRequest::default() };
    let plan = build(memory.project(), &request, &mut |_| {}).unwrap().plan.unwrap().unwrap();
    for edit in &plan.edits {
        let Edit::Write { path, bytes } = edit else { continue };
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".docx.txt") {
            page.head("the Word template").line(&text);
        } else if path.ends_with(".html") {
            assert!(
                text.contains(r#"data-entry="answers/members/r12/name">[row 12]</span>"#),
                "there is a block for each row"
            );
        }
    }
    let request = FillRequest {
        names: names(["2026/returns/CMR.json"]),
        form: Some("2026".to_owned()),
        ..FillRequest::default()
    };
    let markdown = FillRequest { format: FillFormat::Markdown, ..request.clone() };
    page.head("the return").line(&fill_returns(memory.project(), &markdown).unwrap().printed.unwrap());
    let word = FillRequest { format: FillFormat::Word, out: Some("out".to_owned()), personal: true, ..request };
    let filled = fill_returns(memory.project(), &word).unwrap();
    memory.carry_out(&filled.edits);
    let request = ReadRequest { files: names(["out/CMR.en.docx"]), to: ReturnsTo::Printed, ..ReadRequest::default() };
    let mut back = Vec::new();
    read(memory.project(), &request, &mut |file| back.push(file)).unwrap();
    let given: serde_json::Value = serde_json::from_str(&answered(ANSWERS)).unwrap();
    let back = back.remove(0).read.unwrap();
    assert_eq!((&back.json["answers"], &back.json["unread"]), (&given["answers"], &serde_json::Value::Null));
    let request = ExportRequest {
        form: "2026".to_owned(),
        formats: ExportFormats { csv: true, ..ExportFormats::default() },
        today: TODAY.to_owned(),
        ..ExportRequest::default()
    };
    write_export(&memory, "", &mut page, "the export", &request);
    memory.write("2027/form.yaml", form("2027").replace("members", "people"));
    memory.write(
        "2027/changes.yaml",
        "from: { edition: \"2026\" }\nwas:\n  - { new: people, old: members, relation: renamed }\n",
    );
    let request = DiffRequest {
        old: "2026".to_owned(),
        new: "2027".to_owned(),
        earlier: false,
        returns: Vec::new(),
        today: TODAY.to_owned(),
    };
    page.head("the next edition, which renames the repeat");
    match diff(memory.project(), &request) {
        Ok(outcome) => outcome.pairs.iter().for_each(|pair| {
            page.compared(pair);
        }),
        Err(refusal) => drop(page.refusal(&refusal)),
    }
    page.is_expected("entered");
}

#[test]
fn a_block_without_its_row_and_a_row_without_its_block_are_named() {
    let mut memory = memory();
    for (answers, wanted) in [
        (ANSWERS.replace(r#""r3": {"job": "Baker"}"#, r#""r9": {"job": "Baker"}"#), ["R009", "R004"].as_slice()),
        (ANSWERS.replace(r#", "r3": {"job": "Baker"}"#, ""), &["R004"]),
        (ANSWERS.replace(r#""r1": "yes""#, r#""r2": "yes""#), &["R009"]),
    ] {
        memory.write("2026/returns/CMR.json", answered(&answers));
        let found = found(&memory, "2026");
        assert_eq!(found.len(), wanted.len(), "{answers}\n{found:#?}");
    }
}

#[test]
fn rows_that_cannot_be_asked_about_are_refused() {
    let (mut memory, mut page) = (memory(), Page::default());
    for (from, to) in [
        ("        at_most: 12\n", ""),
        ("at_most: 12", "at_most: 60"),
        ("for_each: members\n        show_if: members.age < 18", "for_each: work"),
        ("for_each: members\n        show_if: members.age < 18", "for_each: school"),
        ("for_each: members\n        show_if: members.age < 18", "for_each: membres"),
        ("            ask: Occupation\n", "            ask: Occupation\n            show_if: members.age > 20\n"),
        ("{item.name}", "{item.nmae}"),
    ] {
        memory.write("2026/form.yaml", form("2026").replace(from, to));
        page.head(&format!("{from:?} -> {to:?}"));
        let request = CheckRequest { names: names(["2026"]), ..CheckRequest::default() };
        for edition in check(memory.project(), &request).unwrap() {
            for finding in edition.findings.iter().filter(|finding| finding.level == Level::Deny) {
                let place = edition.sources.place(finding.primary.span);
                let help = finding.help.as_deref().unwrap_or_default();
                page.line(&format!("{place} {} {}: {help}", finding.rule.code, finding.message));
            }
        }
    }
    page.is_expected("entered_refused");
}

/// The example of the guide for options that answers give: what is chosen must be given, on paper and on screen alike.
#[test]
fn options_come_from_earlier_answers() {
    let guide = include_str!("../../../../../docs/editors.md");
    let section = guide.split("## Options that earlier answers give").nth(1).unwrap_or_default();
    let example = section.split("```yaml").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let head = "canevas: 1\nform: demo/guide\nedition: \"2026\"\nlanguages: { source: en }\ntitle: Plans\n";
    let form = format!("{head}{}", example.trim_start());
    let (mut memory, mut page) = (memory(), Page::default());
    memory.write("2026/form.yaml", form.as_str());
    let answers = r#"{"priorities": [{"_row": "r1", "title": "Roads"}, {"_row": "r2", "title": "Wells"}], "first": "r2",
        "areas": ["law", "health"], "hard_areas": ["health"]}"#;
    memory.write("2026/returns/CMR.json", answered(answers));
    assert_eq!(found(&memory, "2026"), Vec::<String>::new());
    let request = BuildRequest { names: names(["2026"]), ..BuildRequest::default() };
    let plan = build(memory.project(), &request, &mut |_| {}).unwrap().plan.unwrap().unwrap();
    for edit in &plan.edits {
        let Edit::Write { path, bytes } = edit else { continue };
        if path.ends_with(".docx.txt") {
            page.head("the Word template").line(&String::from_utf8_lossy(bytes));
        }
    }
    let request = FillRequest {
        names: names(["2026/returns/CMR.json"]),
        form: Some("2026".to_owned()),
        ..FillRequest::default()
    };
    let markdown = FillRequest { format: FillFormat::Markdown, ..request.clone() };
    page.head("the return").line(&fill_returns(memory.project(), &markdown).unwrap().printed.unwrap());
    let word = FillRequest { format: FillFormat::Word, out: Some("out".to_owned()), personal: true, ..request };
    let filled = fill_returns(memory.project(), &word).unwrap();
    memory.carry_out(&filled.edits);
    let request = ReadRequest { files: names(["out/CMR.en.docx"]), to: ReturnsTo::Printed, ..ReadRequest::default() };
    let mut back = Vec::new();
    read(memory.project(), &request, &mut |file| back.push(file)).unwrap();
    let given: serde_json::Value = serde_json::from_str(&answered(answers)).unwrap();
    let back = back.remove(0).read.unwrap();
    assert_eq!((&back.json["answers"], &back.json["unread"]), (&given["answers"], &serde_json::Value::Null));
    for gone in ["r3", "Wells"] {
        memory.write(
            "2026/returns/CMR.json",
            answered(&answers.replace(r#""first": "r2""#, &format!("\"first\": \"{gone}\""))),
        );
        page.head(&format!("a choice of {gone}"));
        for line in found(&memory, "2026") {
            page.line(&line);
        }
    }
    memory.write("2026/returns/CMR.json", answered(&answers.replace(r#"["health"]}"#, r#"["schools"]}"#)));
    page.head("a choice that was not ticked");
    for line in found(&memory, "2026") {
        page.line(&line);
    }
    memory.write("2026/returns/CMR.json", answered("{}"));
    for (from, to) in [
        ("priorities.title", "priorities"),
        ("priorities.title", "priorities.titel"),
        ("priorities.title", "prioritys.title"),
        ("priorities.title", "areas"),
        ("from: areas", "from: first"),
        ("        at_most: 8\n", ""),
    ] {
        memory.write("2026/form.yaml", form.replace(from, to));
        page.head(&format!("{from:?} -> {to:?}"));
        for line in found(&memory, "2026") {
            page.line(&line);
        }
    }
    page.is_expected("given_options");
}
