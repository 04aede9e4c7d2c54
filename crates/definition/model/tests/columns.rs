//! Rows and columns from two lists, and totals: what a form with them means, and what is refused.

use canevas_diagnostics::{Findings, Sources};
use canevas_model::{AnswerShape, ForEach, Model, canonical, lower};

const HEAD: &str = "canevas: 1\nform: demo/sample\nedition: 2022-2023\nlanguages: { source: en }\ntitle: A form\n";
const LISTS: &str = "lists:\n  rows: { left: Left, right: Right }\n  columns: { one: One, two: Two }\nabout:\n  country: { printed_when_unknown: c }\n  facts:\n    ours:\n      list_of:\n        title: { type: text, ask: T }\n      blank_rows: 2\n";

fn read(period: &str, questions: &[&str]) -> (Option<Model>, Findings) {
    let questions: String = questions.iter().map(|question| format!("      - {question}\n")).collect();
    let text = format!(
        "{HEAD}period: {period}\n{LISTS}sections:\n  - id: s\n    title: S\n    questions:\n      - {{ id: own, type: text, for_each: ours, ask: O }}\n{questions}"
    );
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", text);
    lower(&sources, id)
}

fn model(period: &str, question: &str) -> Model {
    let (model, findings) = read(period, &[question]);
    assert!(findings.is_empty(), "{findings:#?}");
    model.unwrap_or_else(|| unreachable!())
}

const PERIOD: &str = "{ from: 2022-05, to: 2023-04 }";

#[test]
fn a_column_is_a_field_of_the_row() {
    let form = model(
        PERIOD,
        "{ id: q, type: integer, for_each: [rows, columns], required: yes, unit: t, can_say: [not_available], ask: Q }",
    );
    let question = &form.questions.raw[1];
    assert_eq!((&question.shape, question.required), (&AnswerShape::Group, true));
    assert!(matches!(question.columns, Some(ForEach::List(_))) && question.can_say.is_empty());
    let ids: Vec<&str> = question.fields.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(ids, ["one", "two"]);
    assert!(question.fields.iter().all(|field| field.required && field.can_say.len() == 1));
    // Each text is there once, and the labels are those of the list.
    let mut keys: Vec<&str> = form.texts().into_iter().map(|text| text.key.as_str()).collect();
    keys.retain(|key| key.starts_with("question.q") || key.starts_with("list.columns"));
    assert_eq!(keys, ["list.columns.one.label", "list.columns.two.label", "question.q.ask", "question.q.unit"]);
}

#[test]
fn the_digest_of_years_does_not_move_with_the_period() {
    let years = "{ id: q, type: decimal, for_each: [rows, years], ask: Q }";
    let mut next = model("{ from: 2023-05, to: 2024-04 }", years);
    let this = model(PERIOD, years);
    assert_eq!(canonical::v1(&this), canonical::v1(&next));
    next.questions.raw[1].set_years(&this.years());
    let ids: Vec<&str> = next.questions.raw[1].fields.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(ids, ["y2022", "y2023"]);
    // Totals are shown, and no part of the structure.
    let total = model(PERIOD, "{ id: q, type: decimal, for_each: [rows, years], total: both, ask: Q }");
    assert_eq!(canonical::v1(&this), canonical::v1(&total));
    // A promise to every return that carries it: this digest may never change.
    assert_eq!(
        canonical::definition_digest(&this),
        "sha256:1fa31cf873a4e581442463557977c0a7bf13bcf5afef217d00fd19b20f513270"
    );
}

#[test]
fn what_cannot_be_rows_and_columns_is_refused_at_its_place() {
    for (question, rule, message) in [
        (
            "{ id: q, type: integer, for_each: [rows, ours], ask: Q }",
            "bad-rows",
            "`ours` is a list of facts, and columns are the same for every country",
        ),
        (
            "{ id: q, type: integer, for_each: [rows, own], ask: Q }",
            "bad-rows",
            "nobody enters rows at `own`, which is a `text`",
        ),
        ("{ id: q, type: integer, for_each: [rows, colums], ask: Q }", "bad-rows", "there are no rows called `colums`"),
        (
            "{ id: q, type: integer, for_each: [rows], ask: Q }",
            "wrong-kind",
            "expected the name of one fact with `list_of`, the name of one entry of `lists`, or `years`; or two of them for rows and columns, found a list",
        ),
        (
            "{ id: q, type: group, for_each: [rows, columns], ask: Q, fields: [{ id: f, type: text, ask: F }] }",
            "bad-rows",
            "a `group` cannot be asked once per row and column",
        ),
        (
            "{ id: q, type: names_and_roles, for_each: [rows, columns], ask: Q }",
            "bad-rows",
            "a `names_and_roles` cannot be asked once per row and column",
        ),
        (
            "{ id: q, type: note, for_each: [rows, columns], text: Q }",
            "bad-rows",
            "a `note` cannot be asked once per row",
        ),
        (
            "{ id: q, type: integer, for_each: [rows, columns], layout: stacked, ask: Q }",
            "bad-rows",
            "rows and columns are a table",
        ),
        (
            "{ id: q, type: integer, rows_label: R, ask: Q }",
            "bad-rows",
            "`rows_label` names the column of rows, and this question has no rows",
        ),
        (
            "{ id: q, type: text, for_each: [rows, columns], total: row, ask: Q }",
            "bad-total",
            "a total adds integers and decimals, and `text` is none",
        ),
        (
            "{ id: q, type: year, for_each: rows, total: column, ask: Q }",
            "bad-total",
            "a total adds integers and decimals, and `year` is none",
        ),
        (
            "{ id: q, type: integer, total: column, ask: Q }",
            "bad-total",
            "a total adds numbers over rows, and this question has no rows",
        ),
        (
            "{ id: q, type: integer, for_each: rows, total: row, ask: Q }",
            "bad-total",
            "the numbers of a row are added up only where the columns come from a second list",
        ),
        (
            "{ id: q, type: decimal, units: [t, kg], for_each: [rows, columns], total: both, ask: Q }",
            "bad-total",
            "numbers with different units are not added up",
        ),
        (
            "{ id: q, type: group, for_each: rows, total: column, ask: Q, fields: [{ id: f, type: integer, ask: F }] }",
            "bad-total",
            "only a table shows totals",
        ),
        (
            "{ id: q, type: group, for_each: rows, layout: table, total: column, ask: Q, fields: [{ id: f, type: text, ask: F }] }",
            "bad-total",
            "a total adds integers and decimals, and `text` is none",
        ),
        (
            "{ id: q, type: text, for_each: rows, layout: grid, ask: Q }",
            "bad-grid",
            "a grid has the options of one scale in its columns, and a `text` has none",
        ),
        (
            "{ id: q, type: rating, layout: grid, ask: Q, choices: columns }",
            "bad-grid",
            "a grid has rows, and this question has none",
        ),
        (
            "{ id: q, type: rating, for_each: [rows, columns], layout: grid, ask: Q, choices: columns }",
            "bad-grid",
            "a grid has options in its columns, and here the columns come from the second list",
        ),
        (
            "{ id: q, type: single_choice, for_each: rows, layout: grid, ask: Q, choices: countries }",
            "bad-grid",
            "a grid has room for 11 options, and there are 195",
        ),
        (
            "{ id: q, type: single_choice, for_each: rows, layout: grid, ask: Q, choices: { a: A, b: { label: B, specify: C } } }",
            "bad-grid",
            "a column of a grid has no room for the text of the option `b`",
        ),
    ] {
        let (_, findings) = read(PERIOD, &[question]);
        let found: Vec<(&str, &str)> =
            findings.iter().map(|finding| (finding.rule.name, finding.message.as_str())).collect();
        assert!(found.contains(&(rule, message)), "{question}: {found:?}");
        assert!(found.len() == 1 || question.contains("type: note"), "{question}: {found:?}");
    }
}
