//! read.

use crate::support::{Memory, Page, names};
use canevas_operations::{
    BuildRequest, FileRead, ReadRequest, ReturnsTo, Written, build, json, read, read_conclusion, read_report,
};

/// The project with the Word template of Cameroon.
fn with_template() -> Memory {
    let mut memory = Memory::new();
    let template = memory.template();
    memory.write(TEMPLATE, template);
    memory
}

const TEMPLATE: &str = "generated/demo/report/2024/CMR/questionnaire.en.docx";

fn run(memory: &Memory, request: &ReadRequest) -> Vec<FileRead> {
    let mut files = Vec::new();
    read(memory.project(), request, &mut |file| files.push(file)).unwrap();
    files
}

fn show(page: &mut Page, title: &str, files: &[FileRead]) {
    page.head(title);
    for file in files {
        let written = match &file.written {
            Ok(Written::Printed(_)) => "printed".to_owned(),
            written => format!("{written:?}"),
        };
        page.line(&format!("{}: {written}", file.name)).edits(file.edit.as_slice());
        for missing in file.missing_by_question() {
            page.value(&missing);
        }
        for about in file.other_findings() {
            page.line(&format!("{} {}", about.finding.level.word(), about.finding.rule.code));
        }
    }
    page.value(&read_conclusion(files));
}

#[test]
fn read_makes_returns_of_word_files() {
    let mut memory = with_template();
    let mut page = Page::default();
    memory.write("letter.docx", "Dear all");
    let request = ReadRequest {
        files: names([TEMPLATE, "letter.docx", "missing.docx"]),
        to: ReturnsTo::Folder("returns".to_owned()),
        ..ReadRequest::default()
    };
    let files = run(&memory, &request);
    show(&mut page, "a template as it was built, a letter, and no file", &files);
    memory.carry_out(files.iter().find_map(|file| file.edit.clone()).as_slice());

    let alone = ReadRequest { files: names([TEMPLATE]), ..request };
    let files = run(&memory, &alone);
    assert!(matches!(files[0].written, Ok(Written::Same(_))) && files[0].edit.is_none());
    show(&mut page, "the same again", &files);

    memory.write("returns/questionnaire.en.docx.json", "{}");
    show(&mut page, "a return that differs", &run(&memory, &alone));
    let files = run(&memory, &ReadRequest { force: true, ..alone.clone() });
    assert_eq!(files[0].written, Ok(Written::To("returns/questionnaire.en.docx.json".to_owned())));

    let repeat = "      - id: next_steps\n";
    let budget = "      - id: budget\n        type: integer\n        ask: What did it cost?\n";
    memory.replace("2024/form.yaml", repeat, &format!("{budget}{repeat}"));
    let files = run(&memory, &ReadRequest { to: ReturnsTo::Printed, ..alone });
    show(&mut page, "a question that the file does not have", &files);
    let report = json(&read_report(&files, false)).unwrap();
    assert!(report.contains("\"path\": \"budget\"") && report.contains("\"people\": \"tag\""), "{report}");
    page.is_expected("read");
}

/// Each file is read once, and a country without a country file is read as itself, however many files there are.
#[test]
fn each_word_file_is_read_once() {
    let mut memory = with_template();
    let request = BuildRequest { countries: names(["MDG"]), out: Some("other".to_owned()), ..BuildRequest::default() };
    let request =
        BuildRequest { names: names(["2024"]), languages: names(["en"]), targets: names(["word"]), ..request };
    let plan = build(memory.project(), &request, &mut |_| {}).unwrap().plan.unwrap();
    memory.carry_out(&plan.map(|plan| plan.edits).unwrap_or_default());
    let template = memory.project().files().read(TEMPLATE).unwrap();
    let files: Vec<String> = (0..70).map(|number| format!("in/{number}.docx")).collect();
    for name in &files {
        memory.write(name, template.clone());
    }
    let request = ReadRequest { files: files.clone(), to: ReturnsTo::Printed, ..ReadRequest::default() };
    // The first run reads the edition too.
    assert_eq!(run(&memory, &request).iter().filter(|file| file.failed()).count(), 0);
    let before = memory.reads();
    let read = run(&memory, &request);
    assert_eq!(memory.reads() - before, files.len());
    assert!(read.iter().map(|file| &file.name).eq(&files), "in the order of the request");
}
