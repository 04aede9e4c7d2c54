//! Numbers that a form computes, from the definition to what is printed, exported and compared: the example of the guide.

use crate::export::write as write_export;
use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::files::MemoryFiles;
use canevas_operations::{
    BuildRequest, CheckRequest, DiffRequest, Edit, ExportFormats, ExportRequest, FillFormat, FillRequest, Project,
    ReadRequest, ReturnsTo, build, check, diff, fill_returns, read,
};

fn form(edition: &str) -> String {
    let guide = include_str!("../../../../../docs/editors.md");
    let section = guide.split("## Numbers that the form computes").nth(1).unwrap_or_default();
    let example = section.split("```yaml").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let head =
        format!("canevas: 1\nform: demo/guide\nedition: \"{edition}\"\nlanguages: {{ source: en }}\ntitle: Offices\n");
    format!("{head}{}", example.trim_start())
}

fn answered(answers: &str) -> String {
    let head = r#""canevas": 1, "form": "demo/guide", "edition": "2026", "language": "en", "status": "complete""#;
    format!(r#"{{{head}, "facts": {{"country": "CMR"}}, "answers": {answers}}}"#)
}

fn memory() -> Memory {
    let mut files = MemoryFiles::default();
    files.write("2026/form.yaml", form("2026"));
    let answers = r#"{"men": 3, "women": 4, "projects": [{"_row": "r1", "name": "A", "amount": 0.1}, {"_row": "r2", "amount": 0.2}, {"_row": "r3", "name": "C"}], "plans": "Go on"}"#;
    files.write("2026/returns/CMR.json", answered(answers));
    files.write("2026/returns/KEN.json", answered(r#"{"men": 3, "plans": "Go on"}"#).replace("CMR", "KEN"));
    Memory(Project::new(files))
}

#[test]
fn the_example_of_the_guide_is_computed_everywhere() {
    let (mut memory, mut page) = (memory(), Page::default());
    let found = check(memory.project(), &CheckRequest { names: names(["2026"]), ..CheckRequest::default() }).unwrap();
    page.head("check").findings(&found);
    let request = BuildRequest { names: names(["2026"]), ..BuildRequest::default() };
    let plan = build(memory.project(), &request, &mut |_| {}).unwrap().plan.unwrap().unwrap();
    for edit in &plan.edits {
        let Edit::Write { path, bytes } = edit else { continue };
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".docx.txt") {
            page.head("the Word template").line(&text);
        } else if path.ends_with(".html") {
            assert!(text.contains(r#"<span class="bracket" data-sum="staff">[…]</span>"#), "the page fills it in");
        } else if path.ends_with("brackets.txt") {
            page.head("what no country file fills").line(&text);
        }
    }
    for country in ["CMR", "KEN"] {
        let request = FillRequest {
            names: vec![format!("2026/returns/{country}.json")],
            form: Some("2026".to_owned()),
            ..FillRequest::default()
        };
        let markdown = FillRequest { format: FillFormat::Markdown, ..request.clone() };
        page.head(&format!("the return of {country}"));
        page.line(&fill_returns(memory.project(), &markdown).unwrap().printed.unwrap());
        // The readable Word file says the same, and gives the same answers back.
        let word = FillRequest { format: FillFormat::Word, out: Some("out".to_owned()), personal: true, ..request };
        let filled = fill_returns(memory.project(), &word).unwrap();
        memory.carry_out(&filled.edits);
        let files = vec![format!("out/{country}.en.docx")];
        let request = ReadRequest { files, to: ReturnsTo::Printed, ..ReadRequest::default() };
        let mut back = Vec::new();
        read(memory.project(), &request, &mut |file| back.push(file)).unwrap();
        let given: serde_json::Value =
            serde_json::from_str(&memory.text(&format!("2026/returns/{country}.json"))).unwrap();
        let back = back.remove(0).read.unwrap();
        assert_eq!((&back.json["answers"], &back.json["unread"]), (&given["answers"], &serde_json::Value::Null));
    }
    write_export(
        &memory,
        "",
        &mut page,
        "the export",
        &ExportRequest {
            form: "2026".to_owned(),
            formats: ExportFormats { csv: true, ..ExportFormats::default() },
            today: TODAY.to_owned(),
            ..ExportRequest::default()
        },
    );
    let next = form("2027")
        .replace("staff: men + women", "staff: men + 2 * women")
        .replace("  left_over: budget - staff * 1.5\n", "");
    memory.write("2027/form.yaml", next);
    let request = DiffRequest {
        old: "2026".to_owned(),
        new: "2027".to_owned(),
        earlier: false,
        returns: Vec::new(),
        today: TODAY.to_owned(),
    };
    page.head("the next edition");
    for pair in &diff(memory.project(), &request).unwrap().pairs {
        page.compared(pair);
    }
    page.is_expected("computed");
}
