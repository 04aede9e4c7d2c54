//! Cases of questionnaires: those of the editions in `schemas/` hold, and so do those that `canevas cases` writes for random forms. The test in
//! a browser, `browser/cases.test.mjs`, runs the former through the form. `CANEVAS_CASES` sets how many definitions are tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_compiler::cases::{CaseRunner, first_set, read_case};
use canevas_diagnostics::Sources;
use canevas_reach::sites;
use canevas_tests::compiled::Compiled;
use canevas_tests::editions::all_folders;
use canevas_tests::example::{Project, load, read};
use canevas_tests::generate::generate;
use canevas_tests::random::Random;

#[test]
fn the_cases_of_every_edition_hold() {
    let mut count = 0;
    for folder in all_folders() {
        let files = load(&folder);
        let written = files.keys().filter(|path| path.starts_with("cases/")).count();
        let project = read(&files);
        assert_eq!(project.cases.len(), written, "{}: {}", folder.display(), project.listing(&project.findings));
        let findings = project.check_cases();
        assert!(findings.is_empty(), "{}: {}", folder.display(), project.listing(&findings));
        count += written;
    }
    assert!(count >= 3, "{count}");
}

/// The cases that a form gets first cover its conditions. Each of them is read, and holds in the model, the JSON Schema and the Word file.
#[test]
fn first_cases_hold() {
    let tried = std::env::var("CANEVAS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(30);
    let (mut files, mut left, mut conditions) = (0, 0, 0);
    for seed in 0..tried {
        let generated = generate(&mut Random::new(seed));
        let compiled = Compiled::new(&generated.form, None).unwrap_or_else(|error| panic!("{error}"));
        let copy = compiled.copy();
        let set = first_set(&copy);
        assert_eq!(set, first_set(&copy), "seed {seed}");
        let runner = CaseRunner::new(copy);
        for (name, text) in &set.files {
            let mut sources = Sources::default();
            let id = sources.add(name, text);
            let (case, mut findings) = read_case(&sources, id, &compiled.model, &[]);
            if let Some(case) = &case {
                findings.extend(runner.run(case));
            }
            let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
            assert!(case.is_some() && told.is_empty(), "seed {seed}: {told:#?}\n{text}\n{}", generated.form);
        }
        files += set.files.len();
        // What no answers can do needs no case.
        left += set.left.iter().filter(|why| why.contains("write a case")).count();
        conditions += sites(&compiled.model).iter().filter(|site| site.own.is_some()).count();
    }
    println!("{files} files for {conditions} conditions; without a case: {left}");
    assert!(files > tried as usize / 2 && left * 4 < conditions * 2, "{files} {left} {conditions}");
}

const FORM: &str = r#"canevas: 1
form: demo/form
edition: "2024"
languages: { source: en }
title: A form
about:
  facts:
    members:
      type: integer
      ask: How many members?
sections:
  - id: s
    title: A section
    questions:
      - id: kind
        type: single_choice
        ask: Which kind?
        choices:
          large: Large
          small: Small
      - id: people
        type: integer
        show_if: kind = large
        ask: How many people?
      - id: places
        type: repeat
        ask: Which places?
        fields:
          - id: name
            type: text
            ask: Name
          - id: rooms
            type: integer
            show_if: answered(name)
            ask: How many rooms?
            comment:
              ask: Why?
              show_if: rooms > 10
"#;

fn with_case(case: &str) -> Project {
    read(
        &[("form.yaml", FORM), ("cases/one.yaml", case)]
            .into_iter()
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect(),
    )
}

fn told(case: &str) -> Vec<String> {
    let project = with_case(case);
    let (findings, sources) = project.all_findings_and_sources();
    let told = |finding: &canevas_diagnostics::Finding| {
        let span = finding.primary.span;
        let text = sources.get(span.source).text().get(span.range()).unwrap_or_default().to_owned();
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{} `{text}`: {}; {help}", finding.rule.code, finding.message)
    };
    findings.iter().map(told).collect()
}

/// What the form does not have is refused at its place, with the name that was probably meant.
#[test]
fn unknown_names_are_refused() {
    let case = "canevas: 1\nanswer:\n  kind: large\n";
    assert_eq!(told(case), ["S006 `answer`: `answer` is not a key of a case; did you mean `answers`?"]);
    let case = "canevas: 1\nfacts:\n  member: 3\nanswers:\n  kinds: large\nasks: [peopl, places.room]\nlanguage: fr\ncountry: CMX\n";
    assert_eq!(
        told(case),
        [
            "S010 `member`: no fact has the id `member`; did you mean `members`?",
            "S010 `kinds`: no question has the id `kinds`; did you mean `kind`?",
            "S010 `peopl`: no question has the id `peopl`; did you mean `people`?",
            "S010 `places.room`: `places` has no field `room`; did you mean `rooms`?",
            "S010 `fr`: the form has no language `fr`; it has en",
            "S010 `CMX`: no country has the code `CMX`; did you mean `CMR`?",
        ]
    );
    let case =
        "canevas: 1\nanswers:\n  kind: larg\n  places: [{ nam: x }]\nfindings:\n  - { rule: R02, question: kind }\n";
    assert_eq!(told(case), ["S010 `R02`: no rule about returns is called `R02`; did you mean `R002`?"]);
    let case = "canevas: 1\nanswers:\n  kind: larg\n  places: [{ nam: x }]\n";
    assert_eq!(
        told(case),
        [
            "R001 `larg`: question 1 (“Which kind?”) cannot be “larg”; expected an option; did you mean `large`?",
            "R001 `nam`: question 3 (“Which places?”), row 1 has no field `nam`; did you mean `name`?",
        ]
    );
}

#[test]
fn fields_comments_and_numbers_are_read_as_the_form_says() {
    let case = "canevas: 1\nfacts:\n  members: 3\nanswers:\n  kind: large\n  people: 12\n  places:\n    - { name: North, rooms: 12 }\nasks: [people, places.rooms, places.rooms.comment]\n";
    assert_eq!(told(case), Vec::<String>::new());
    let case = "canevas: 1\nanswers:\n  places:\n    - { name: North, rooms: 2 }\ndoes_not_ask: [people, places.rooms.comment]\n";
    assert_eq!(told(case), Vec::<String>::new());
}
