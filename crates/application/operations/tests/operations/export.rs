//! export: the tables over three editions, from the desk and from lines, and what it refuses.

use crate::support::{Memory, Page, TODAY};
use canevas_operations::{ExportFormats, ExportPlace, ExportRequest, Outputs, export};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Write};
use std::sync::{Arc, Mutex};

const FIRST: &str = "\
canevas: 1
form: a/survey
edition: 2023
languages: { source: en }
title: Survey {edition}
sections:
  - id: s
    title: Work
    questions:
      - id: law
        type: yes_no
        ask: Is there a law?
      - id: cost
        type: text
        ask: What does it cost?
      - id: partners
        type: multiple_choice
        ask: With whom?
        choices: { unions: Unions, firms: Firms, others: { label: Others, specify: Which } }
      - id: dropped
        type: date
        ask: Since when?
      - id: actions
        type: repeat
        ask: Which actions?
        fields:
          - { id: title, type: text, ask: Title }
          - { id: amount, type: integer, ask: Amount }
";

const SECOND: &str = "\
canevas: 1
form: a/survey
edition: 2024
languages: { source: en }
title: Survey {edition}
lists:
  places: { north: North, south: South }
sections:
  - id: s
    title: Work
    questions:
      - id: law
        type: yes_no
        ask: Is there a law?
        comment: Remarks
        can_say: [not_available]
      - id: cost
        type: decimal
        ask: What does it cost?
      - id: with_whom
        type: multiple_choice
        ask: With whom?
        choices: { unions: Unions, others: { label: Others, specify: Which } }
      - id: story
        type: long_text
        show_if: law = yes
        ask: What happened?
      - id: measures
        type: repeat
        ask: Which actions?
        fields:
          - { id: title, type: text, ask: Title }
          - { id: amount, type: decimal, ask: Amount }
          - { id: who, type: text, ask: Who, personal: yes }
      - id: counts
        type: integer
        for_each: places
        ask: How many?
        comment: Remarks
      - id: team
        type: names_and_roles
        ask: Who worked on this?
      - id: office
        type: group
        ask: How is it reached?
        fields:
          - { id: since, type: month, ask: Since }
          - { id: opened, type: year, ask: Year }
      - id: who_fills
        type: text
        personal: yes
        ask: Who fills in this form?
";

const CHANGES: &str = "\
from: { edition: \"2023\" }
was:
  - { new: with_whom, old: partners, relation: renamed }
  - { new: measures, old: actions, relation: renamed }
";

fn line(edition: &str, country: &str, rest: &str) -> String {
    format!(
        r#"{{"canevas":1,"form":"a/survey","edition":"{edition}","language":"en","status":"complete","facts":{{"country":"{country}"}},{rest}}}"#
    )
}

fn survey() -> (Memory, String) {
    let mut memory = Memory::new();
    memory.write("s/2023/form.yaml", FIRST);
    memory.write("s/2024/form.yaml", SECOND);
    memory.write("s/2024/changes.yaml", CHANGES);
    let returns = [
        (
            "2023",
            "CMR",
            r#""answers":{"law":"yes","cost":"=about 5","partners":["firms","others"],"partners.others":"-us","dropped":"2022-12-31","actions":[{"_row":"r1","title":"Train","amount":12},{"title":"She said \"no\", twice"}]}"#,
        ),
        ("2023", "KEN", r#""answers":{"law":"maybe","partners":["unions"],"unknown":{"a":1}}"#),
        (
            "2024",
            "CMR",
            r#""answers":{"law":"yes","law.comment":"two\nlines ","cost":5.25,"with_whom":["unions"],"story":"'+1","measures":[{"_row":"r1","title":"Check","amount":0.1,"who":"Ada"}],"counts":{"north":3,"south":4},"counts.comment":{"south":"Cold"},"team":[{"name":"Unit A","role":"Lead"},{"name":"Unit B"}],"office":{"since":"2023-05","opened":2023},"who_fills":"Ada"}"#,
        ),
        (
            "2024",
            "KEN",
            r#""answers":{"law":{"said":"not_available"},"counts":{"north":1},"office":{"opened":"soon"}},"unread":{"cost":"about 9","who_fills":"Ada or Bo"}"#,
        ),
    ];
    let mut lines = String::new();
    for (edition, country, rest) in returns {
        let text = line(edition, country, rest);
        memory.write(&format!("s/{edition}/returns/{country}.json"), text.as_str());
        lines.extend([text.as_str(), "\n"]);
    }
    (memory, lines)
}

fn request(change: impl Fn(&mut ExportRequest)) -> ExportRequest {
    let mut request = ExportRequest {
        form: "s/2024".to_owned(),
        formats: ExportFormats { csv: true, long: true, ..ExportFormats::default() },
        today: TODAY.to_owned(),
        ..ExportRequest::default()
    };
    change(&mut request);
    request
}

/// Files in memory, and lines to read.
#[derive(Clone, Default)]
pub(crate) struct Place {
    pub(crate) lines: String,
    pub(crate) files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

pub(crate) struct File(String, Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.lock().unwrap().entry(self.0.clone()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Outputs for Place {
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(File(name.to_owned(), Arc::clone(&self.files))))
    }
}

impl ExportPlace for Place {
    fn lines(&self, _: &str) -> io::Result<Box<dyn BufRead + Send>> {
        Ok(Box::new(Cursor::new(self.lines.clone())))
    }
}

/// Writes an export, and shows its tables.
pub(crate) fn write(memory: &Memory, lines: &str, page: &mut Page, title: &str, request: &ExportRequest) -> Place {
    let mut place = Place { lines: lines.to_owned(), ..Place::default() };
    page.head(title);
    match export(memory.project(), request, &mut place) {
        Ok(outcome) => {
            page.line(outcome.text()).value(&outcome.conclusion());
            for (name, bytes) in place.files.lock().unwrap().iter() {
                page.line(&format!("-- {name} --"));
                // What describes the tables has a test of its own.
                if name.starts_with("csv/") && name.ends_with(".csv") {
                    page.line(&String::from_utf8(bytes.clone()).unwrap());
                }
            }
        }
        Err(refusal) => drop(page.refusal(&refusal)),
    }
    place
}

#[test]
fn tables_join_the_editions() {
    let ((memory, lines), mut page) = (survey(), Page::default());
    let with_lines = |request: &mut ExportRequest| request.lines = vec!["lines".to_owned()];
    let from_desk = write(&memory, "", &mut page, "from the desk", &request(|_| ()));
    write(&memory, &lines, &mut page, "from lines", &request(with_lines));
    // The desk takes in the returns that are complete.
    let complete: String = lines.lines().filter(|line| line.contains("CMR")).map(|line| format!("{line}\n")).collect();
    let from_lines = write(&memory, &complete, &mut Page::default(), "", &request(with_lines));
    let contents = |place: &Place| -> Vec<String> {
        let files = place.files.lock().unwrap();
        let names = ["returns/CMR.json", "lines:1", "lines:2"];
        let plain = |bytes: &Vec<u8>| {
            names.iter().fold(String::from_utf8(bytes.clone()).unwrap(), |text, name| text.replace(name, ""))
        };
        files.values().map(plain).collect()
    };
    write(
        &memory,
        "",
        &mut page,
        "one question, with personal answers",
        &request(|request| {
            (request.questions, request.personal) = (vec!["who_fills".to_owned(), "actions".to_owned()], true);
        }),
    );
    write(
        &memory,
        "",
        &mut page,
        "the latest edition alone",
        &request(|request| {
            (request.first_edition, request.questions) = (Some("2024".to_owned()), vec!["cost".to_owned()]);
        }),
    );
    page.is_expected("export");
    assert_eq!(contents(&from_desk), contents(&from_lines));
}

#[test]
fn what_cannot_be_exported_is_named() {
    let ((memory, lines), mut page) = (survey(), Page::default());
    write(
        &memory,
        "",
        &mut page,
        "an unknown edition",
        &request(|request| request.first_edition = Some("2032".to_owned())),
    );
    write(
        &memory,
        "",
        &mut page,
        "unknown questions",
        &request(|request| {
            request.questions = vec!["laws".to_owned(), "nothing_like_it".to_owned()];
        }),
    );
    write(&memory, "", &mut page, "no folder", &request(|request| request.returns = Some("nowhere".to_owned())));
    let bad = [
        "",
        "{",
        r#"{"canevas":1}"#,
        &line("2022", "CMR", r#""answers":{}"#),
        &line("2024", "CMR", r#""answers":{"law":"yes","law":"no"}"#),
        &line("2024", "CMR", r#""answers":{"cost":0.12345678901234567890}"#),
        r#"{"canevas":1,"form":"a/survey","edition":"2024","language":"en","status":"draft","answers":{}}"#,
        "\u{1b}[31m",
    ];
    let with_lines = |request: &mut ExportRequest| {
        (request.lines, request.questions) = (vec!["lines".to_owned()], vec!["cost".to_owned()]);
    };
    write(
        &memory,
        &format!("{}\n{lines}", bad.join("\n")),
        &mut page,
        "lines that are no returns",
        &request(with_lines),
    );
    write(&memory, &"{\n".repeat(50), &mut page, "nothing but faults", &request(with_lines));
    page.is_expected("export_faults");
}

/// What nobody may publish is in no file, unless it is asked for.
#[test]
fn an_export_has_no_personal_answer() {
    let (memory, _) = survey();
    let place = write(&memory, "", &mut Page::default(), "", &request(|_| ()));
    for (name, bytes) in place.files.lock().unwrap().iter() {
        assert!(!String::from_utf8_lossy(bytes).contains("Ada"), "{name}");
    }
}
