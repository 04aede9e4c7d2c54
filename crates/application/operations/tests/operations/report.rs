//! report: every kind of block over two editions, and what it refuses.

use crate::support::{Memory, Page, TODAY};
use canevas_operations::{Edit, ReportRequest, write_report};

const FORM: &str = "\
canevas: 1
form: a/survey
edition: 2025
languages: { source: en, translations: [fr] }
title: Survey {edition}
lists:
  states: { begun: Begun, dropped: Dropped, done: Done }
sections:
  - id: s
    title: Work
    questions:
      - id: progress
        type: rating
        ask: How far?
        short: Progress
        choices: { none: None, some: Some, much: Much }
      - id: law
        type: yes_no
        ask: Is there a law?
        short: Law
      - id: partners
        type: multiple_choice
        ask: With whom?
        choices: { unions: Unions, firms: Firms }
        can_say: [nothing_to_report]
      - id: story
        type: long_text
        show_if: law = yes
        ask: What happened?
      - id: who_fills
        type: text
        personal: yes
        ask: Who fills in this form?
      - id: steps
        type: repeat
        ask: Which steps?
        fields:
          - { id: title, type: text, ask: Title }
          - { id: state, type: single_choice, choices: states, ask: State }
          - { id: cost, type: integer, ask: Cost }
";

const REPORT: &str = "\
canevas: 1
first_edition: 2024
title: Report {edition}
notice: All of this is made up.
blocks:
  - { id: who, show: reporting, highlight: yes }
  - { id: progress, show: shares, question: progress, by: region, highlight: yes }
  - { id: states, show: shares, question: steps.state }
  - { id: partners, show: shares, question: partners }
  - { id: over_years, show: series, question: progress }
  - { id: laws, show: series, question: law }
  - { id: lawless, show: countries, question: law, answers: no }
  - { id: everything, show: matrix, questions: [progress, law] }
  - { id: moved, show: changes, question: progress }
  - { id: stories, show: texts, question: story }
  - id: quoted
    show: quotes
    question: story
    quotes:
      - country: CMR
        text: a new law
      - country: FRA
        text: nobody said this
  - { id: plans, show: rows, question: steps, fields: [title, cost], group_by: state }
  - { id: limits, show: quality }
";

fn answer(edition: &str, country: &str, language: &str, status: &str, answers: &str) -> String {
    format!(
        r#"{{ "canevas": 1, "form": "a/survey", "edition": "{edition}", "language": "{language}", "status": "{status}", "facts": {{ "country": "{country}" }}, "answers": {answers} }}"#
    )
}

/// Two editions, four countries, two regions.
fn survey() -> Memory {
    let mut memory = Memory::new();
    // The edition before asked about laws in other words, which is another question.
    let before = FORM.replace("edition: 2025", "edition: 2024").replace("Is there a law?", "Is a law being written?");
    memory.write("s/2024/form.yaml", before);
    memory.write("s/2025/form.yaml", FORM);
    memory.write(
        "s/2025/changes.yaml",
        "from: { edition: 2024 }\nmeaning:\n  - part: question.law.ask\n    verdict: other\n    reason: a law must be in force now\n",
    );
    memory.write("s/2025/report.yaml", REPORT);
    memory.write("s/2025/locales/fr.po", "msgid \"\"\nmsgstr \"\"\n\nmsgctxt \"report.title\"\nmsgid \"Report {edition}\"\nmsgstr \"Rapport {edition}\"\n");
    memory.write("s/regions.yaml", "canevas: 1\nregions:\n  africa: { name: { en: Africa, fr: Afrique }, countries: [CMR, KEN] }\n  europe: { name: Europe, countries: [FRA] }\n");
    for edition in ["2024", "2025"] {
        memory.write(
            &format!("s/{edition}/desk.yaml"),
            "canevas: 1\nfrozen: 2025-09-30\nexpected: [CMR, KEN, FRA, PER]\n",
        );
    }
    let mut put = |edition: &str, country: &str, language: &str, status: &str, answers: &str| {
        memory
            .write(&format!("s/{edition}/returns/{country}.json"), answer(edition, country, language, status, answers));
    };
    put("2024", "CMR", "fr", "complete", r#"{ "progress": "none", "law": "no" }"#);
    put("2024", "KEN", "en", "complete", r#"{ "progress": "much" }"#);
    put(
        "2025",
        "CMR",
        "fr",
        "complete",
        r#"{ "progress": "some", "law": "yes", "story": "Il y a a new\nlaw.", "partners": ["unions", "firms"], "who_fills": "Ada", "steps": [{ "_row": "r1", "title": "=Train", "state": "begun", "cost": 1200 }, { "_row": "r2", "title": "Check" }] }"#,
    );
    put(
        "2025",
        "KEN",
        "en",
        "complete",
        r#"{ "progress": "some", "law": "no", "partners": { "said": "nothing_to_report" }, "steps": [{ "_row": "r1", "title": "Plan", "state": "done" }] }"#,
    );
    put("2025", "FRA", "fr", "complete", r#"{ "law": "no", "partners": ["unions"] }"#);
    put("2025", "PER", "en", "draft", r#"{ "progress": "much" }"#);
    memory
}

fn request(change: impl Fn(&mut ReportRequest)) -> ReportRequest {
    let mut request = ReportRequest {
        form: "s/2025".to_owned(),
        languages: vec!["en".to_owned()],
        out: "report".to_owned(),
        today: TODAY.to_owned(),
        ..ReportRequest::default()
    };
    change(&mut request);
    request
}

/// Writes a report, and shows its tables and highlights.
fn write(memory: &Memory, page: &mut Page, title: &str, request: &ReportRequest) {
    page.head(title);
    match write_report(memory.project(), request) {
        Ok(outcome) => {
            page.line(outcome.text()).findings(std::slice::from_ref(&outcome.findings)).value(&outcome.conclusion());
            for edit in &outcome.edits {
                let Edit::Write { path, bytes } = edit else { continue };
                if path.ends_with(".csv") || path.ends_with(".md") || path.ends_with(".json") {
                    page.line(&format!("-- {path} --")).line(&String::from_utf8(bytes.clone()).unwrap());
                }
            }
        }
        Err(refusal) => drop(page.refusal(&refusal)),
    }
}

#[test]
fn every_block_says_what_the_returns_say() {
    let (memory, mut page) = (survey(), Page::default());
    write(&memory, &mut page, "in English", &request(|_| ()));
    write(&memory, &mut page, "in French", &request(|request| request.languages = vec!["fr".to_owned()]));
    page.is_expected("report");
}

/// What nobody may publish is in no file, in no language.
#[test]
fn a_report_has_no_personal_answer() {
    let memory = survey();
    let outcome = write_report(memory.project(), &request(|request| request.languages.clear())).unwrap();
    assert!(outcome.edits.len() > 20);
    for edit in &outcome.edits {
        let Edit::Write { path, bytes } = edit else { continue };
        assert!(!String::from_utf8_lossy(bytes).contains("Ada"), "{path}");
    }
}

#[test]
fn what_a_report_refuses() {
    let mut page = Page::default();
    let mut memory = survey();
    memory
        .write("s/2025/returns/CMR.second.json", answer("2025", "CMR", "fr", "complete", r#"{ "progress": "much" }"#));
    memory.write("s/2025/returns/old.json", answer("2024", "KEN", "en", "complete", r#"{ "progress": "much" }"#));
    write(&memory, &mut page, "two returns of one country, and one of another edition", &request(|_| ()));
    let mut memory = survey();
    memory.replace("s/2025/report.yaml", "first_edition: 2024", "first_edition: 2023");
    write(&memory, &mut page, "an edition that is not there", &request(|_| ()));
    let mut memory = survey();
    memory.replace("s/2025/report.yaml", "question: steps.state", "question: story");
    write(&memory, &mut page, "shares of a text", &request(|_| ()));
    let memory = survey();
    write(&memory, &mut page, "no report", &request(|request| request.form = "s/2024".to_owned()));
    write(&memory, &mut page, "no such language", &request(|request| request.languages = vec!["es".to_owned()]));
    write(&memory, &mut page, "no such folder", &request(|request| request.returns = Some("nowhere".to_owned())));
    write(
        &memory,
        &mut page,
        "one file",
        &request(|request| request.returns = Some("s/2025/returns/FRA.json".to_owned())),
    );
    let mut memory = survey();
    for country in ["CMR", "KEN", "FRA"] {
        memory.replace(&format!("s/2025/returns/{country}.json"), "complete", "draft");
    }
    write(&memory, &mut page, "no return that counts", &request(|_| ()));
    page.is_expected("report-refused");
}
