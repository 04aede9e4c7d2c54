//! What a comment is about: each row of its question, or all of them.

use canevas_diagnostics::{Findings, Sources};
use canevas_model::{AnswerShape, Model, canonical, lower, numbers};

fn read(questions: &[&str]) -> (Option<Model>, Findings) {
    let questions: String = questions.iter().map(|question| format!("      - {question}\n")).collect();
    let text = format!(
        "canevas: 1\nform: demo/sample\nedition: 2022-2023\nlanguages: {{ source: en }}\nperiod: {{ from: 2022-05, to: 2023-04 }}\ntitle: A form\nlists:\n  rows: {{ left: Left, right: Right }}\nsections:\n  - id: s\n    title: S\n    questions:\n{questions}"
    );
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", text);
    lower(&sources, id)
}

fn model(questions: &[&str]) -> Model {
    let (model, findings) = read(questions);
    assert!(findings.is_empty(), "{findings:#?}");
    model.unwrap_or_else(|| unreachable!())
}

fn refused(questions: &[&str]) -> Vec<(&'static str, String)> {
    read(questions).1.iter().map(|finding| (finding.rule.code, finding.message.clone())).collect()
}

#[test]
fn one_comment_on_all_rows_is_a_question_below_them() {
    let form = model(&[
        "{ id: first, type: yes_no, ask: F }",
        "{ id: q, type: integer, for_each: rows, show_if: first, personal: yes, ask: Q, comment: { ask: Why?, required: yes, show_if: any(q) > 5 }, comment_on: all }",
        "{ id: after, type: text, ask: A, show_if: answered(q_comment) }",
    ]);
    let ids: Vec<&str> = form.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["first", "q", "q_comment", "after"]);
    let [_, table, comment, _] = form.questions.raw.as_slice() else { unreachable!() };
    assert!(table.comment.is_none() && comment.is_comment && comment.required && comment.personal);
    assert!(matches!(comment.shape, AnswerShape::Text { .. }) && comment.for_each.is_none());
    assert_eq!(form.comment_on_rows(table).map(|found| &found.id), Some(&comment.id));
    // Asked where its table is, and under its own condition.
    let condition = comment.show_if.outer.as_ref().map(|condition| condition.canonical(&form)).unwrap_or_default();
    assert!(condition.contains("first") && condition.contains('5'), "{condition}");
    // It has no number, and takes none from what follows.
    let numbers = numbers(&form, &|index| form.questions[index].for_each.map(|_| 2));
    let printed: Vec<String> = numbers.iter().map(|number| number.at(None)).collect();
    assert_eq!(printed, ["1", "2", "", "3"]);
}

#[test]
fn the_word_for_each_row_changes_nothing() {
    let plain = model(&["{ id: q, type: text, for_each: rows, ask: Q, comment: Why? }"]);
    let said = model(&["{ id: q, type: text, for_each: rows, ask: Q, comment: Why?, comment_on: rows }"]);
    assert_eq!(canonical::v1(&plain), canonical::v1(&said));
    let all = model(&["{ id: q, type: text, for_each: rows, ask: Q, comment: Why?, comment_on: all }"]);
    assert_ne!(canonical::v1(&plain), canonical::v1(&all));
}

#[test]
fn it_needs_rows_and_a_comment() {
    for word in ["rows", "all"] {
        let with = |rest: &str| refused(&[&format!("{{ id: q, type: text, ask: Q, comment_on: {word}{rest} }}")]);
        let [(code, message)] = &with(", for_each: rows")[..] else { unreachable!() };
        assert!(*code == "M015" && message.contains("has none"), "{message}");
        let [(code, message)] = &with(", comment: Why?")[..] else { unreachable!() };
        assert!(*code == "M015" && message.contains("no rows"), "{message}");
    }
    let field = "{ id: q, type: group, for_each: rows, layout: table, ask: Q, fields: [{ id: f, type: text, ask: F, comment: Why?, comment_on: all }] }";
    assert_eq!(refused(&[field])[0].0, "M017");
    let long = "{ id: abcdefghijklmnopqrstuvwxyz_abcdefghi, type: text, for_each: rows, ask: Q, comment: Why?, comment_on: all }";
    let [(code, message)] = &refused(&[long])[..] else { unreachable!() };
    assert!(*code == "M015" && message.contains("too long"), "{message}");
    let taken = [
        "{ id: q, type: text, for_each: rows, ask: Q, comment: Why?, comment_on: all }",
        "{ id: q_comment, type: text, ask: Q }",
    ];
    assert_eq!(refused(&taken)[0].0, "M003");
}

#[test]
fn a_question_with_an_official_number_needs_none_for_its_comment() {
    let form = model(&["{ id: q, number: 7a, type: text, for_each: rows, ask: Q, comment: Why?, comment_on: all }"]);
    assert_eq!(form.questions.len(), 2);
}

#[test]
fn a_grid_of_fields_is_told_what_to_write() {
    for (over, word) in [("", "`lists`"), (", for_each: rows", "`layout: table`")] {
        let group = format!(
            "{{ id: q, type: group{over}, layout: grid, ask: Q, fields: [{{ id: f, type: rating, ask: F, choices: {{ a: A, b: B }} }}] }}"
        );
        let (_, findings) = read(&[&group]);
        let all: Vec<_> = findings.iter().collect();
        assert!(all.len() == 1 && all[0].rule.code == "M026", "{all:#?}");
        assert!(all[0].help.iter().any(|help| help.contains(word)), "{:?}", all[0].help);
    }
}
