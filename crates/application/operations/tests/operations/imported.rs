//! import-answers: what only several files, several languages or several runs show. The sessions of the command line show the rest.

use crate::support::{Memory, Page};
use canevas_operations::{Conclusion, Edit, ImportOutcome, ImportRequest, Refusal, import_answers};

const FORM: &str = "\
canevas: 1
form: a/survey
edition: 2024
languages: { source: en, translations: [ar] }
period: { from: 2024-01, to: 2024-12 }
about:
  facts:
    first:
      type: yes_no
      ask: Is it the first report?
    areas:
      list_of:
        title:
          type: text
          ask: Title of the area
      blank_rows: 2
title: Survey
sections:
  - id: s
    title: Work
    questions:
      - id: done
        for_each: areas
        type: long_text
        ask: What was done {country.in} for “{item.title}”?
      - id: law
        type: yes_no
        ask: Is there a law?
      - id: since
        type: date
        ask: Since when?
      - id: cost
        type: decimal
        decimals: 2
        ask: What does it cost?
      - id: who
        type: group
        ask: Who can be asked?
        fields:
          - id: person
            type: text
            ask: Their name
          - id: mail
            type: email
            ask: Their address
      - id: kinds
        type: multiple_choice
        ask: Of which kind is it?
        comment: Tell more
        choices:
          one: One
          two: Two
          other:
            label: Other
            specify: Which other?
";

const ARABIC: &str = "\
msgid \"\"
msgstr \"Language: ar\\nContent-Type: text/plain; charset=UTF-8\\n\"

msgctxt \"question.law.ask\"
msgid \"Is there a law?\"
msgstr \"هل يوجد قانون؟\"

msgctxt \"question.since.ask\"
msgid \"Since when?\"
msgstr \"منذ متى؟\"
";

fn memory() -> Memory {
    let mut memory = Memory::new();
    memory.write("survey/form.yaml", FORM);
    memory.write("survey/locales/ar.po", ARABIC);
    memory.write(
        "survey/countries/CMR.yaml",
        "canevas: 1\ncountry: CMR\nfacts:\n  first: no\n  areas:\n    - id: north\n      title: The north\n    - id: south\n      title: The south\n",
    );
    memory
}

fn request(files: &[&str]) -> ImportRequest {
    ImportRequest {
        files: files.iter().map(|name| (*name).to_owned()).collect(),
        form: "survey".to_owned(),
        out: "out".to_owned(),
        ..ImportRequest::default()
    }
}

fn run(memory: &Memory, request: &ImportRequest) -> Result<ImportOutcome, Refusal> {
    import_answers(memory.project(), request)
}

/// What an import writes, except for the heads of returns, which hold digests.
fn written(page: &mut Page, outcome: &ImportOutcome) {
    page.line(&format!("{:?}", outcome.conclusion())).line(outcome.text());
    for edit in &outcome.edits {
        let Edit::Write { path, bytes } = edit else { panic!("an import deletes nothing") };
        let text = String::from_utf8(bytes.clone()).unwrap();
        let digests = ["\"definition\"", "\"texts\"", "\"copy\""];
        let lines = text.lines().filter(|line| !digests.iter().any(|key| line.trim_start().starts_with(key)));
        page.line(&format!("--- {path}")).line(&lines.collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn exports_become_returns() {
    let mut memory = memory();
    let mut page = Page::default();
    // Each country had a form of its own, with its own titles in the heads.
    memory.write(
        "cmr.csv",
        "Country,What was done in Cameroon for “The north”?,What was done in Cameroon for “The south”?,Is there a law?\n\
         Cameroon,Made up: roads,Made up: wells,Yes\n",
    );
    memory.write(
        "mdg.csv",
        "Country,What was done in Madagascar for “Coast”?,What was done in Madagascar for “Hills”?,Is there a law?\n\
         Madagascar,Made up: boats,Made up: trees,No\n",
    );
    page.head("exports of two countries with heads of their own");
    written(&mut page, &run(&memory, &request(&["cmr.csv", "mdg.csv"])).unwrap());

    memory.write(
        "ar.csv",
        "المعرف;وقت البدء;وقت الإكمال;البلد;هل يوجد قانون؟;منذ متى؟\n1;2025-01-01 10:00;2025-01-01 10:30;الكاميرون;نعم;١٣ مارس ٢٠٢٤\n",
    );
    page.head("an export in Arabic");
    written(&mut page, &run(&memory, &request(&["ar.csv"])).unwrap());

    // A form tool numbers heads that stand twice; a comment, a group and a fact have columns of their own.
    memory.write(
        "more.csv",
        "Timestamp,Country,Is it the first report?,Who can be asked? Their name,Their address,Of which kind is it?,Tell more,Is there a law?,Is there a law?2\n\
         3/4/2025 9:00:00,CMR,Yes,A. Nobody,nobody@example.org,\"One, a third one\",Made up,Yes,No\n\
         3/5/2025 9:00:00,COM,Yes,,,Two,,,\n",
    );
    page.head("facts, groups, comments and a head that stands twice");
    let outcome = run(&memory, &request(&["more.csv"])).unwrap();
    written(&mut page, &outcome);
    memory.carry_out(&outcome.edits);
    page.head("the same with the mapping, as it was proposed");
    let again = ImportRequest { mapping: Some("out/mapping.yaml".to_owned()), ..request(&["more.csv"]) };
    written(&mut page, &run(&memory, &again).unwrap());
    page.is_expected("imported");
}

#[test]
fn the_mapping_tells_how_days_and_numbers_are_written() {
    let mut memory = memory();
    memory.write("days.csv", "Country;Since when?;What does it cost?\nCMR;03/04/2024;1,5\n");
    let open = run(&memory, &request(&["days.csv"])).unwrap();
    assert_eq!(open.conclusion(), Conclusion::Denies, "{}", open.text());
    assert!(open.text().contains("it can mean 2024-04-03 or 2024-03-04"), "{}", open.text());
    for (keys, wanted) in [("dates: d/m/y", "2024-04-03"), ("dates: m/d/y", "2024-03-04")] {
        let columns = "columns:\n  - { head: Country, to: facts/country }\n  - { head: 'Since when?', to: since }\n  - { head: 'What does it cost?', to: cost }\n";
        memory.write("mapping.yaml", format!("canevas: 1\n{keys}\ndecimals: \",\"\n{columns}"));
        let outcome =
            run(&memory, &ImportRequest { mapping: Some("mapping.yaml".to_owned()), ..request(&["days.csv"]) })
                .unwrap();
        assert_eq!(outcome.conclusion(), Conclusion::Passes, "{}", outcome.text());
        let [Edit::Write { bytes, .. }] = outcome.edits.as_slice() else { panic!("{:?}", outcome.edits) };
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(&format!("\"since\": \"{wanted}\"")) && text.contains("\"cost\": 1.5"), "{text}");
    }
}

/// What stands in the way of one file stops all of them.
#[test]
fn nothing_is_written_where_something_is_in_the_way() {
    let mut memory = memory();
    memory.write("cmr.csv", "Country,Is there a law?\nCMR,Yes\n");
    assert_eq!(run(&memory, &request(&["cmr.csv"])).unwrap().edits.len(), 2);
    memory.write("out/CMR.json", "{}");
    let refused = |memory: &Memory, request: &ImportRequest| match run(memory, request) {
        Err(Refusal::Failed(failure)) => failure,
        other => panic!("{other:?}"),
    };
    assert!(refused(&memory, &request(&["cmr.csv"])).contains("`out/CMR.json` exists and differs"));
    let forced = ImportRequest { force: true, ..request(&["cmr.csv"]) };
    assert_eq!(run(&memory, &forced).unwrap().edits.len(), 2);
    let both = refused(&memory, &request(&["cmr.csv", "gone.csv", "survey"]));
    assert!(both.contains("`gone.csv` cannot be read") && both.contains("`survey` cannot be read"), "{both}");
    memory.write("out", "a file");
    assert!(!refused(&memory, &forced).is_empty());
}
