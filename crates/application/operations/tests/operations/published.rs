//! A published edition stays as it was: each edit that an output shows is found, and not published over.

use crate::support::{Memory, TODAY};
use canevas_operations::diagnostics::Finding;
use canevas_operations::{Project, PublishRequest, Refusal, publish};

const FORM: &str = "canevas: 1
form: demo/small
edition: \"2024\"
languages: { source: en }
period: { from: 2024-01, to: 2024-12 }
dates:
  deadline: \"2025-03-31\"
contact:
  email: office@example.org
minutes: { from: 10, to: 20 }
numbering: stable
about:
  country:
    printed_when_unknown: your country
  facts:
    works:
      ask: Which works were begun?
      list_of:
        title:
          ask: Title
        place:
          ask: Place
      blank_rows: 3
title: A form
introduction: Send it back by {dates.deadline}.
lists:
  grades:
    good: Good
    poor: Poor
sections:
  - id: work
    title: Work
    questions:
      - id: a
        type: text
        ask: Who answers?
        personal: yes
      - id: b
        type: text
        ask: What was done?
        last_year: show
      - id: grade
        type: single_choice
        ask: How was it?
        choices: grades
      - id: kind
        type: single_choice
        ask: Of which kind was it?
        choices:
          wood: Wood
          stone: Stone
      - id: every
        type: repeat
        ask: Which houses were built?
        fields:
          - id: street
            type: text
            ask: Street
          - id: number
            type: integer
            ask: Number
  - id: end
    title: End
    questions:
      - id: c
        type: text
        ask: What else?
";

fn published(form: &str) -> Memory {
    let mut memory = Memory(Project::new(canevas_operations::files::MemoryFiles::default()));
    memory.write("2024/form.yaml", form);
    assert_eq!(refused(&memory), [""; 0]);
    let publication = publish(memory.project(), &request()).unwrap();
    assert!(!publication.is_renewed);
    memory.carry_out(&[publication.edit.unwrap()]);
    memory
}

fn request() -> PublishRequest {
    PublishRequest { edition: "2024".to_owned(), from: None, today: TODAY.to_owned() }
}

/// What publishing the edition again finds.
fn refused(memory: &Memory) -> Vec<String> {
    let line = |finding: &Finding| format!("{}: {}", finding.rule.name, finding.message);
    match publish(memory.project(), &request()) {
        Ok(_) => Vec::new(),
        Err(Refusal::After(found)) => found.findings.iter().map(line).collect(),
        Err(refusal) => panic!("{refusal:?}"),
    }
}

/// The form with two of its parts exchanged.
fn exchanged(first: &str, second: &str) -> String {
    assert!(FORM.contains(&format!("{first}{second}")), "{first}{second}");
    FORM.replace(&format!("{first}{second}"), &format!("{second}{first}"))
}

#[test]
fn every_edit_that_an_output_shows_is_found() {
    let part = |from: &str, to: &str| {
        let start = FORM.find(from).unwrap();
        let end = FORM[start..].find(to).map_or(FORM.len(), |end| start + end);
        FORM[start..end].to_owned()
    };
    let replaced = |from: &str, to: &str| {
        assert!(FORM.contains(from), "{from}");
        FORM.replacen(from, to, 1)
    };
    let sections = exchanged(&part("  - id: work\n", "  - id: end\n"), &part("  - id: end\n", "nowhere"));
    let cases = [
        (
            exchanged(&part("      - id: a\n", "      - id: b\n"), &part("      - id: b\n", "      - id: grade")),
            "`work` differs from what was published: `questions`",
        ),
        (sections, "the form differs from what was published: `sections`"),
        (
            exchanged(
                &part("          - id: street", "          - id: number"),
                &part("          - id: number", "  - id: end"),
            ),
            "`every` differs from what was published: `order`",
        ),
        (replaced("        personal: yes\n", ""), "`a` differs from what was published: `personal`"),
        (
            replaced("            ask: Street\n", "            ask: Street\n            personal: yes\n"),
            "`every` differs from what was published: `fields`",
        ),
        (replaced("last_year: show", "last_year: copy"), "`b` differs from what was published: `last_year`"),
        (replaced("blank_rows: 3", "blank_rows: 4"), "`works` differs from what was published: `blank_rows`"),
        (exchanged("    good: Good\n", "    poor: Poor\n"), "`grades` differs from what was published: `options`"),
        (
            exchanged("          wood: Wood\n", "          stone: Stone\n"),
            "`kind` differs from what was published: `options`",
        ),
        (replaced("2025-03-31", "2025-04-30"), "the form differs from what was published: `dates`"),
        (replaced("office@", "desk@"), "the form differs from what was published: `email`"),
        (replaced("stable", "running"), "the form differs from what was published: `numbering`"),
        (replaced("from: 10", "from: 15"), "the form differs from what was published: `minutes`"),
        (replaced("to: 2024-12", "to: 2024-11"), "the form differs from what was published: `period`"),
    ];
    let mut memory = published(FORM);
    for (form, wanted) in cases {
        memory.write("2024/form.yaml", form);
        assert_eq!(refused(&memory), [format!("published-edition-edited: {wanted}")]);
    }
    // The check reports an added question once, with its text, and not again for each list that names it.
    memory.write("2024/form.yaml", format!("{FORM}      - id: d\n        type: text\n        ask: And then?\n"));
    assert_eq!(
        refused(&memory),
        [
            "published-edition-edited: `d` was not in what was published",
            "published-edition-edited: `question.d.ask` differs from the published text (`en`)",
        ]
    );
    // Comments and the way of writing change nothing.
    memory.write("2024/form.yaml", replaced("personal: yes", "personal: true # a name"));
    assert_eq!(refused(&memory), [""; 0]);
}

/// A lock of an old version lacks what the present one compares. It stays valid, and the order that it has is compared.
/// A mistake takes questions and texts away. That they differ from the lock would only hide it.
#[test]
fn a_mistake_in_a_published_edition_is_found_alone() {
    for (right, wrong, finding) in [
        ("  - id: end\n", "  - idd: end\n", "unknown-key"),
        ("type: integer", "type: integr", "unknown-type"),
        ("title: End", "title: \"{contry}\"", "unknown-placeholder"),
    ] {
        let mut memory = published(FORM);
        assert!(FORM.contains(right), "{right}");
        memory.write("2024/form.yaml", FORM.replace(right, wrong));
        let found = refused(&memory);
        assert!(found.len() == 1 && found[0].starts_with(finding), "{found:?}");
        // Once the mistake is gone, an edit is found again.
        memory.write("2024/form.yaml", FORM.replace("What else?", "What more?"));
        assert!(refused(&memory)[0].starts_with("published-edition-edited"));
    }
}

#[test]
fn a_lock_of_an_old_version_is_renewed_and_told() {
    let mut memory = published(FORM);
    let lock = memory.text("2024/published.json");
    let start = lock.find("\n  \"presentation\"").unwrap();
    let end = start + lock[start..].find("\n  },").unwrap() + "\n  },".len();
    memory.write("2024/published.json", format!("{}{}", &lock[..start], &lock[end..]));
    let publication = publish(memory.project(), &request()).unwrap();
    assert!(publication.is_renewed && publication.edit.is_some());
    memory.replace(
        "2024/form.yaml",
        "      - id: a\n        type: text\n        ask: Who answers?\n        personal: yes\n",
        "",
    );
    memory.replace(
        "2024/form.yaml",
        "        last_year: show\n",
        "        last_year: show\n      - id: a\n        type: text\n        ask: Who answers?\n        personal: yes\n",
    );
    assert_eq!(refused(&memory), ["published-edition-edited: `work` differs from what was published: `questions`"]);
}

#[test]
fn a_lock_that_somebody_edited_cannot_be_used() {
    let mut memory = published(FORM);
    memory.replace("2024/published.json", "\"stable\"", "\"running\"");
    let found = format!("{:?}", refused(&memory));
    assert!(found.contains("its presentation does not match its digest"), "{found}");
}
