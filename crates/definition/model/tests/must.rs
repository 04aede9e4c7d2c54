//! Rules between answers and named bounds: what they are in the model, in the digest, and how they can be decided.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_diagnostics::Sources;
use canevas_model::expression::{RuleDecision, decide};
use canevas_model::{Model, MustScope, canonical, lower};

fn model(questions: &str) -> Model {
    let mut sources = Sources::default();
    let text = format!(
        "canevas: 1\nform: a/b\nedition: 2024\nlanguages: {{ source: en }}\ndates: {{ start: 2024-05-01 }}\ntitle: T\nsections:\n  - id: s\n    title: S\n    questions:\n{questions}"
    );
    let id = sources.add("form.yaml", text);
    let (model, findings) = lower(&sources, id);
    assert!(findings.is_empty(), "{findings:?}");
    model.unwrap()
}

const FIRST: &str = "      - { id: a, type: integer, min: 0, max: 10, ask: A }\n";

/// A question with one rule after the question `a`.
fn with(rule: &str) -> Model {
    model(&format!(
        "{FIRST}      - id: b\n        type: decimal\n        min: 2\n        max: 5\n        ask: B\n        must:\n          - that: {rule}\n            say: They fit.\n"
    ))
}

#[test]
fn a_rule_is_decided_by_the_bounds_of_what_it_names() {
    use RuleDecision::{Always, Either, Never};
    for (rule, wanted) in [
        ("b <= a", Either),
        ("b <= a + 5", Always),
        ("b < a + 5", Either),
        ("b > a + 5", Never),
        ("b >= a + 5", Either),
        ("a = 11", Never),
        ("a != 11", Always),
        ("a - a = 0", Always),
        ("2 * a - a - a < 0", Never),
        ("a * b > 50", Either),
        ("0.1 + 0.2 = 0.3", Always),
        ("a > 10 or b < 2", Never),
        ("a >= 0 and b >= 2", Always),
        ("a > 10 or b < 3", Either),
        ("-b <= a - 2", Always),
    ] {
        let model = with(rule);
        let question = model.question("b").unwrap();
        let must = question.must.first().unwrap();
        assert_eq!(decide(&must.rule, &model), wanted, "{rule}");
    }
}

#[test]
fn a_rule_is_looked_at_where_its_names_are() {
    let form = model(
        "      - id: rows\n        type: repeat\n        ask: Rows\n        fields:\n          - { id: x, type: integer, ask: X }\n          - { id: y, type: integer, max: x, ask: Y }\n        must:\n          - that: x + y < 10\n            say: Less than ten.\n          - that: sum(rows.x) < 100\n            say: Less than a hundred.\n",
    );
    let must = &form.question("rows").unwrap().must;
    let seen: Vec<_> =
        must.iter().map(|must| (must.rule.canonical(&form), must.scope(), must.field.map(usize::from))).collect();
    assert_eq!(
        seen,
        [
            ("x + y < 10".to_owned(), MustScope::Fields, Some(1)),
            ("sum(rows.x) < 100".to_owned(), MustScope::Question, None),
            ("y <= x".to_owned(), MustScope::Fields, Some(1)),
        ]
    );
}

#[test]
fn rules_are_part_of_the_structure_and_their_words_are_not() {
    let digest = |model: &Model| canonical::definition_digest(model);
    let plain = digest(&model(&format!("{FIRST}      - {{ id: b, type: integer, ask: B }}\n")));
    let bounded = digest(&model(&format!("{FIRST}      - {{ id: b, type: integer, max: a, ask: B }}\n")));
    assert_ne!(plain, bounded);
    let said = |say: &str| {
        digest(&model(&format!(
            "{FIRST}      - id: b\n        type: integer\n        ask: B\n        must:\n          - that: b   <=  (a)\n            say: {say}\n"
        )))
    };
    // A bound is a rule, and asks the same as one that is written out.
    assert_eq!(said("One"), bounded);
    assert_eq!(said("One"), said("Two"));
    // A named date is a value.
    let dated = |from: &str| digest(&model(&format!("      - {{ id: d, type: date, from: {from}, ask: D }}\n")));
    assert_eq!(dated("dates.start"), dated("2024-05-01"));
}
