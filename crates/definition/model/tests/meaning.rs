//! What a form means, tried on small forms.

use canevas_diagnostics::{Findings, Sources};
use canevas_model::condition::Kleene::{False, True, Unknown};
use canevas_model::condition::{Decision, Facts, Kleene, NegationNormalForm, Operand, decide, evaluate, polar};
use canevas_model::dates::Month;
use canevas_model::{Model, Period, canonical, lower, numbers};
use serde_json::{Value, json};

const HEAD: &str = "canevas: 1\nform: demo/sample\nedition: 2022-2023\nlanguages: { source: en }\ntitle: A form\nperiod: { from: 2022-05, to: 2023-04 }\n";

fn read(text: &str) -> (Option<Model>, Findings) {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", format!("{HEAD}{text}"));
    lower(&sources, id)
}

fn model(text: &str) -> Model {
    let (model, findings) = read(text);
    assert!(findings.is_empty(), "{findings:#?}");
    model.unwrap_or_else(|| unreachable!())
}

fn question(id: &str, rest: &str) -> String {
    format!(
        "      - id: {id}\n        ask: What about {id}?\n{}",
        rest.lines().map(|line| format!("        {line}\n")).collect::<String>()
    )
}

fn section(questions: &[String]) -> String {
    format!("sections:\n  - id: s\n    title: A section\n    questions:\n{}", questions.concat())
}

/// Answers by question id; facts by id.
struct Answers<'a>(&'a Model, Value);

impl Facts for Answers<'_> {
    fn value(&self, operand: Operand) -> Option<&Value> {
        match operand {
            Operand::Fact(fact) | Operand::FactRows(fact) => self.1.get(self.0.facts[fact].id.as_str()),
            Operand::Question(q) | Operand::SameRow(q) | Operand::AnyRow(q, _) | Operand::AllRows(q, _) => {
                self.1.get(self.0.questions[q].id.as_str())
            }
            Operand::Field(q, f) | Operand::GroupField(q, f) | Operand::RowField(q, f) => {
                self.1.get(self.0.questions[q].id.as_str())?.get(self.0.questions[q].fields[f].id.as_str())
            }
        }
    }
}

fn truth(form: &Model, answers: Value) -> Kleene {
    let Some(last) = form.questions.last() else { unreachable!() };
    let Some(condition) = &last.show_if.outer else { unreachable!() };
    evaluate(condition, form, &Answers(form, answers))
}

#[test]
fn unknown_is_neither_true_nor_false() {
    let yes_no = "type: yes_no\ncan_say: [not_available]";
    let form = |condition: &str| {
        model(&section(&[
            question("a", yes_no),
            question("b", yes_no),
            question("c", &format!("type: text\nshow_if: {condition}")),
        ]))
    };
    let said = json!({ "said": "not_available" });
    for (condition, answers, expected) in [
        ("a", json!({}), Unknown),
        ("not a", json!({}), Unknown),
        ("not a", json!({ "a": "no" }), True),
        ("not a", json!({ "a": said }), True),
        ("a != yes", json!({}), Unknown),
        ("a != yes", json!({ "a": said }), True),
        ("a and b", json!({ "a": "no" }), False),
        ("a and b", json!({ "a": "yes" }), Unknown),
        ("a or b", json!({ "b": "yes" }), True),
        ("a or b", json!({ "b": "no" }), Unknown),
        ("not (a and b)", json!({ "a": "no" }), True),
        ("answered(a)", json!({}), False),
        ("answered(a)", json!({ "a": said }), False),
        ("not answered(a)", json!({}), True),
        ("said(a)", json!({}), False),
        ("said(a, not_available)", json!({ "a": said }), True),
        ("a in (yes, no)", json!({ "a": said }), False),
    ] {
        assert_eq!(truth(&form(condition), answers.clone()), expected, "{condition} of {answers}");
    }
}

#[test]
fn rows_scales_and_exclusive_options() {
    let about =
        "about:\n  facts:\n    areas:\n      list_of:\n        name:\n          type: text\n          ask: Name\n";
    let form = |condition: &str| {
        model(&format!(
            "{about}{}",
            section(&[
                question("each", "type: yes_no\nfor_each: areas"),
                question("scale", "type: rating\nchoices:\n  low: Low\n  middle: Middle\n  high: High"),
                question(
                    "many",
                    "type: multiple_choice\nchoices:\n  a: A\n  b: B\n  none: { label: None, exclusive: yes }"
                ),
                question("rows", "type: repeat\nfields:\n  - { id: size, type: integer, ask: Size }"),
                question("last", &format!("type: text\nshow_if: {condition}")),
            ])
        ))
    };
    for (condition, answers, expected) in [
        ("any(each) = yes", json!({}), Unknown),
        ("any(each) = yes", json!({ "each": { "r1": "no", "r2": "yes" } }), True),
        ("all(each) = yes", json!({ "each": { "r1": "no", "r2": "yes" } }), False),
        ("answered(each)", json!({ "each": { "r1": "no" } }), True),
        ("scale >= middle", json!({ "scale": "high" }), True),
        ("scale < middle", json!({ "scale": "middle" }), False),
        ("answered(many)", json!({ "many": ["none"] }), False),
        ("many has none", json!({ "many": ["none"] }), True),
        ("any(rows.size) > 2", json!({ "rows": [{ "size": 1 }, { "size": 3 }] }), True),
        ("any(rows.size) > 2", json!({ "rows": [{}] }), Unknown),
        ("all(rows.size) > 2", json!({ "rows": [{}, { "size": 3 }] }), True),
        ("answered(areas)", json!({}), False),
    ] {
        assert_eq!(truth(&form(condition), answers.clone()), expected, "{condition} of {answers}");
    }
}

#[test]
fn polarity_pushes_negations_to_the_atoms() {
    let form = model(&section(&[
        question("a", "type: yes_no"),
        question("b", "type: yes_no"),
        question("c", "type: text\nshow_if: not (a and not b)"),
    ]));
    let Some(condition) = &form.questions.raw[2].show_if.outer else { unreachable!() };
    let NegationNormalForm::Any(parts) = polar(condition, true) else { unreachable!() };
    assert!(matches!(parts.as_slice(), [NegationNormalForm::Atom(_, false), NegationNormalForm::Atom(_, true)]));
}

#[test]
fn decides_what_no_answer_can_change() {
    let number = "type: integer\nmin: 0\nmax: 10";
    for (condition, expected) in [
        ("n > 10", Decision::NeverTrue),
        ("n > 9", Decision::Either),
        ("n > 5 and n < 6", Decision::NeverTrue),
        ("answered(n) or not answered(n)", Decision::AlwaysTrue),
        // An unanswered question is neither, so this is not always true.
        ("n >= 0", Decision::Either),
        ("a and not a", Decision::NeverTrue),
        ("c = x and c = y", Decision::NeverTrue),
        ("m has x and m has y", Decision::Either),
        ("m has x and m has none", Decision::NeverTrue),
    ] {
        let form = model(&section(&[
            question("n", number),
            question("a", "type: yes_no"),
            question("c", "type: single_choice\nchoices:\n  x: X\n  y: Y\n  z: Z"),
            question("m", "type: multiple_choice\nchoices:\n  x: X\n  y: Y\n  none: { label: None, exclusive: yes }"),
            question("last", &format!("type: text\nshow_if: {condition}")),
        ]));
        let Some(condition_tree) = &form.questions.raw[4].show_if.outer else { unreachable!() };
        assert_eq!(decide(condition_tree, &form), expected, "{condition}");
    }
}

#[test]
fn stable_and_running_numbers() {
    let about =
        "about:\n  facts:\n    areas:\n      list_of:\n        name:\n          type: text\n          ask: Name\n";
    let body = section(&[
        question("each", "type: text\nfor_each: areas"),
        "      - { id: n, type: note, text: A_note }\n".to_owned(),
        question("other", "type: text\nfor_each: areas"),
        question("last", "type: text"),
        question(
            "rows",
            "type: group\nlayout: table\nfor_each: areas\nfields:\n  - { id: f, type: text, ask: A_field }",
        ),
        question("end", "type: text"),
    ]);
    // A table is one question, also where rows have numbers of their own.
    let tables =
        [("stable", ["1.1", "1.3", "2.1", "3", "4", "4.2", "5"]), ("running", ["1", "3", "4", "7", "8", "8.2", "9"])];
    for (numbering, expected) in tables {
        let form = model(&format!("numbering: {numbering}\n{about}{body}"));
        let found = numbers(&form, &|q| form.questions[q].for_each.map(|_| 3)).raw;
        let shown = [(0, Some(0)), (0, Some(2)), (2, Some(0)), (3, None), (4, None), (4, Some(1)), (5, None)];
        let shown = shown.map(|(question, row): (usize, _)| found[question].at(row));
        assert_eq!(shown, expected, "{numbering}");
    }
}

#[test]
fn the_digest_is_of_the_structure_alone() {
    let body = |ask: &str, required: &str| {
        format!(
            "sections:\n  - id: s\n    title: {ask}\n    questions:\n      - id: q\n        type: single_choice\n        ask: {ask}\n{required}        choices:\n          a: {ask}\n          b: B\n"
        )
    };
    let digest = |text: &str| canonical::definition_digest(&model(text));
    let first = digest(&body("One", ""));
    assert_eq!(first, digest(&body("Two", "")), "texts are not part of it");
    assert_eq!(first, digest(&body("One", "        required: no\n")), "a default is left out");
    assert_ne!(first, digest(&body("One", "        required: yes\n")));
    // A promise to every return that carries it: this digest may never change.
    assert_eq!(first, "sha256:9cee5ff4e8fc0a57187eb8c0b6a9212f9e9cd12e2f8d89c51572feca446f9be3");
}

#[test]
fn editions_and_years_move_with_the_cycle() {
    let form = model(&section(&[question("q", "type: text\nfor_each: years")]));
    assert_eq!((form.edition_in(-1).as_str(), form.edition_in(1).as_str()), ("2021-2022", "2023-2024"));
    assert_eq!(form.years(), [2022, 2023]);
    for (edition, from, to, before, after) in [
        ("2021-2024", "2021-01", "2024-12", "2017-2020", "2025-2028"),
        ("2024-2025", "2024-01", "2025-12", "2022-2023", "2026-2027"),
        ("2025", "2022-01", "2025-12", "2021", "2029"),
        ("2025", "2025-01", "2025-06", "2024", "2026"),
        ("2025", "2024-01", "2025-06", "2024", "2026"),
    ] {
        let mut form = model(&section(&[question("q", "type: text")]));
        edition.clone_into(&mut form.edition);
        form.period = Month::parse(from).zip(Month::parse(to)).map(|(from, to)| Period { from, to });
        assert_eq!((form.edition_in(-1).as_str(), form.edition_in(1).as_str()), (before, after), "{from} to {to}");
    }
}

#[test]
fn all_errors_come_at_once_at_their_places() {
    let (_, findings) = read(
        "sections:\n  - id: s\n    title: A section\n    shwo_if: x\n    questions:\n      - id: q\n        type: txt\n        ask: |\n          About {conutry}?\n      - id: r\n        type: yes_no\n        max_length: 3\n        show_if: p = 1\n        ask: And?\n      - id: r\n        type: text\n        ask: Again?\n",
    );
    let codes: Vec<&str> = findings.sorted().iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, ["S006", "M001", "M005", "M002", "M007", "M003"]);
}

#[test]
fn an_option_of_a_fact_cannot_ask_for_a_text() {
    let options = "          one: One\n          other:\n            label: Other\n            specify: Which?\n";
    let questions = section(&[question("q", "type: single_choice\nchoices: list\nrequired: true")]);
    let form = |choices: &str, list: &str| {
        let indented = list.lines().map(|line| format!("{}\n", &line[6..])).collect::<String>();
        format!(
            "lists:\n  list:\n{indented}about:\n  facts:\n    f:\n      type: single_choice\n      ask: F?\n      choices:{choices}\n{questions}"
        )
    };
    for choices in [format!("\n{options}"), " list".to_owned()] {
        let (_, findings) = read(&form(&choices, options));
        let found: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
        assert_eq!(found, ["bad-field"], "{choices}: {findings:#?}");
    }
    // A question may use such a list, and a fact may use its options without a text.
    let plain = "          one: One\n          other: Other\n";
    let (_, findings) = read(&form(&format!("\n{plain}"), options));
    assert!(findings.is_empty(), "{findings:#?}");
}
