//! Tables in the commands: the comment on all rows goes with its question, a report and a codebook say what is added up and what must hold,
//! an import reads the unit of a number.

use crate::export::Place;
use crate::support::{Memory, TODAY};
use canevas_operations::{
    Conclusion, Edit, ExportFormats, ExportRequest, ImportRequest, RenameRequest, ReportRequest, RetireRequest, export,
    import_answers, rename, retire, write_report,
};

const TABLES: &str = "\
canevas: 1
form: a/tables
edition: 2024
languages: { source: en, translations: [fr] }
title: Tables
lists:
  sites: { north: North, south: South }
sections:
  - id: s
    title: Work
    not_published: yes
    questions:
      - id: most
        type: integer
        ask: How many may there be?
      - id: staff
        type: group
        for_each: sites
        layout: table
        total: column
        ask: Who works there?
        comment: \"Why: so many?\"
        comment_on: all
        fields:
          - { id: men, type: integer, max: most, ask: Men }
          - { id: women, type: integer, ask: Women }
        must:
          - that: men <= women
            say: There are more men than women.
      - id: after
        type: text
        ask: Anything else?
      - id: amount
        type: decimal
        units: { t: tonnes, kt: kilotonnes }
        ask: How much is it?
";

fn memory() -> Memory {
    let mut memory = Memory::new();
    memory.write("t/2024/form.yaml", TABLES);
    memory
}

fn changed(edit: &Edit) -> String {
    let Edit::Write { path, bytes } = edit else { panic!("{edit:?}") };
    assert_eq!(path, "t/2025/changes.yaml");
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn a_question_takes_the_comment_on_all_rows_along() {
    let mut memory = memory();
    let next = TABLES.replace("edition: 2024", "edition: 2025");
    memory.write("t/2025/form.yaml", next.replace("id: staff", "id: people"));
    let request = RenameRequest {
        old: "staff".to_owned(),
        new: "people".to_owned(),
        from: Some("t/2024".to_owned()),
        edition: "t/2025".to_owned(),
    };
    let text = changed(&rename(memory.project(), &request).unwrap());
    assert!(text.contains("new: people\n") && text.contains("new: people_comment\n    old: staff_comment\n"), "{text}");
    // Without the question, both are retired, and both say what their section said of them.
    let (head, rest) = next.split_once("      - id: staff\n").unwrap();
    memory.write(
        "t/2025/form.yaml",
        format!("{head}      - id: after\n{}", rest.split_once("      - id: after\n").unwrap().1),
    );
    let request = RetireRequest {
        id: "staff".to_owned(),
        because: "counted elsewhere".to_owned(),
        from: Some("t/2024".to_owned()),
        edition: "t/2025".to_owned(),
    };
    let edit = retire(memory.project(), &request).unwrap();
    let text = changed(&edit);
    let comment =
        "      id: staff_comment\n      type: long_text\n      ask: \"Why: so many?\"\n      not_published: yes\n";
    assert!(text.contains(comment) && text.matches("not_published: yes").count() == 2, "{text}");
    memory.carry_out(&[edit]);
    let edition = memory.project().edition("t/2025", canevas_operations::files::Scope::Whole).unwrap();
    assert!(!edition.findings.deny(), "{:?}", edition.findings);
}

#[test]
fn a_report_shows_the_totals() {
    let mut memory = memory();
    memory.replace("t/2024/form.yaml", "    not_published: yes\n", "");
    memory.write(
        "t/2024/report.yaml",
        "canevas: 1\ntitle: Report\nblocks:\n  - { id: people, show: rows, question: staff }\n",
    );
    let answers = r#"{ "staff": { "north": { "men": 1, "women": 20 }, "south": { "men": 300 } } }"#;
    memory.write(
        "t/2024/returns/CMR.json",
        format!(
            r#"{{ "canevas": 1, "form": "a/tables", "edition": "2024", "language": "en", "status": "complete", "facts": {{ "country": "CMR" }}, "answers": {answers} }}"#
        ),
    );
    let request = ReportRequest {
        form: "t/2024".to_owned(),
        languages: vec!["en".to_owned()],
        out: "report".to_owned(),
        today: TODAY.to_owned(),
        ..ReportRequest::default()
    };
    let outcome = write_report(memory.project(), &request).unwrap();
    let table = outcome.edits.iter().find(|edit| edit.path().ends_with("people.csv"));
    let Some(Edit::Write { bytes, .. }) = table else {
        panic!("{:?}", outcome.edits.iter().map(Edit::path).collect::<Vec<_>>())
    };
    let text = String::from_utf8(bytes.clone()).unwrap();
    let last = text.lines().rfind(|line| !line.is_empty()).unwrap();
    assert!(last.contains("Total") && last.contains("301") && last.contains("20 (incomplete)"), "{text}");
}

#[test]
fn the_codebook_says_what_must_hold() {
    let mut memory = memory();
    memory.write(
        "t/2024/returns/CMR.json",
        r#"{ "canevas": 1, "form": "a/tables", "edition": "2024", "language": "en", "status": "complete", "facts": { "country": "CMR" }, "answers": { "after": "No" } }"#,
    );
    let request = ExportRequest {
        form: "t/2024".to_owned(),
        formats: ExportFormats { csv: true, ..ExportFormats::default() },
        personal: true,
        today: TODAY.to_owned(),
        ..ExportRequest::default()
    };
    let mut place = Place::default();
    export(memory.project(), &request, &mut place).unwrap();
    let files = place.files.lock().unwrap();
    let columns = files.iter().find(|(name, _)| name.ends_with("columns.csv")).unwrap();
    let text = String::from_utf8(columns.1.clone()).unwrap();
    let of = |column: &str| text.lines().find(|line| line.contains(&format!(",{column},"))).unwrap_or_default();
    assert!(of("staff/men").contains("Not more than the answer to question"), "{text}");
    assert!(of("staff/women").contains("There are more men than women."), "{text}");
    // One comment on all rows stands beside no row.
    assert!(of("staff_comment").starts_with("returns,"), "{text}");
}

#[test]
fn a_number_brings_its_unit() {
    let mut memory = memory();
    let request = ImportRequest {
        files: vec!["a.csv".to_owned()],
        form: "t/2024".to_owned(),
        out: "out".to_owned(),
        ..ImportRequest::default()
    };
    for (typed, number, unit) in
        [("2.5 tonnes", "2.5", "t"), ("2.5 kt", "2.5", "kt"), ("2.5kilotonnes", "2.5", "kt"), ("3 T", "3", "t")]
    {
        memory.write("a.csv", format!("Country,How much is it?\nCMR,{typed}\n"));
        let outcome = import_answers(memory.project(), &request).unwrap();
        assert_eq!(outcome.conclusion(), Conclusion::Passes, "{typed}: {}", outcome.text());
        let written = outcome.edits.iter().find(|edit| edit.path().ends_with("CMR.json"));
        let Some(Edit::Write { bytes, .. }) = written else { panic!("{:?}", outcome.edits) };
        let json: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        assert_eq!(json["answers"]["amount"].to_string(), number, "{typed}");
        assert_eq!(json["answers"]["amount.unit"], unit, "{typed}");
    }
    for typed in ["2.5 stones", "tonnes"] {
        memory.write("a.csv", format!("Country,How much is it?\nCMR,{typed}\n"));
        let outcome = import_answers(memory.project(), &request).unwrap();
        assert!(outcome.text().contains("none of its cells fits"), "{typed}: {}", outcome.text());
    }
}
