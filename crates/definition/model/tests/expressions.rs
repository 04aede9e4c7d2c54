//! What expressions mean, tried on small forms.

use canevas_diagnostics::{Findings, Sources};
use canevas_model::condition::{Facts, Operand};
use canevas_model::expression::{Value, evaluate};
use canevas_model::{Model, canonical, lower, presentation};
use serde_json::json;

const HEAD: &str = "canevas: 1\nform: demo/sample\nedition: 2022-2023\nlanguages: { source: en }\ntitle: A form\nperiod: { from: 2022-05, to: 2023-04 }\ndates: { deadline: 2023-06-30 }\n";

const REST: &str = "
about:
  facts:
    people:
      type: integer
      ask: How many people?
    parts:
      list_of:
        size:
          type: decimal
          ask: How large?
        name:
          type: text
          ask: What is it?
sections:
  - id: s
    title: A section
    questions:
      - id: men
        type: integer
        ask: How many men?
      - id: women
        type: integer
        ask: How many women?
      - id: price
        type: decimal
        ask: Which price?
        can_say: [not_available]
      - id: since
        type: date
        ask: Since when?
      - id: name
        type: text
        ask: Which name?
      - id: staff
        type: group
        ask: Which staff?
        fields:
          - id: day
            type: integer
            ask: By day?
          - id: night
            type: integer
            ask: By night?
      - id: offices
        type: repeat
        ask: Which offices?
        fields:
          - id: desks
            type: integer
            ask: How many desks?
          - id: town
            type: text
            ask: In which town?
      - id: each
        type: decimal
        for_each: parts
        ask: How much?
";

fn read(computed: &str) -> (Option<Model>, Findings) {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", format!("{HEAD}computed:\n{computed}{REST}"));
    lower(&sources, id)
}

fn model(computed: &str) -> Model {
    let (model, findings) = read(computed);
    assert!(findings.is_empty(), "{findings:#?}");
    model.unwrap_or_else(|| unreachable!())
}

struct Answers<'a>(&'a Model, serde_json::Value);

impl Facts for Answers<'_> {
    fn value(&self, operand: Operand) -> Option<&serde_json::Value> {
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

#[test]
fn a_number_is_computed_from_what_is_there() {
    let answers = json!({
        "people": 7, "parts": { "r1": { "size": 0.1 }, "r2": { "size": 0.2, "name": "x" } },
        "men": 3, "women": 4, "price": 0.1, "staff": { "day": 2 },
        "offices": [{ "desks": 5 }, { "town": "Y" }, { "desks": 6 }], "each": { "r1": 1.5, "r2": { "said": "not_available" } },
    });
    for (expression, wanted) in [
        ("men + women", Some("7")),
        ("(men + women) * price", Some("0.7")),
        ("men - women * 2", Some("-5")),
        ("-men", Some("-3")),
        ("sum(offices.desks)", Some("11")),
        ("count(offices) * 10", Some("30")),
        ("sum(parts.size) + count(parts)", Some("2.3")),
        ("sum(each)", Some("1.5")),
        ("people - men", Some("4")),
        ("staff.day", Some("2")),
        ("staff.day + staff.night", None),
        ("men * 1000000 * 1000000 * 1000000 * 1000000 * 1000000 * 1000000 * 1000000", None),
    ] {
        let form = model(&format!("  number: {expression}\n"));
        let of = &form.computed.raw[0];
        let answers = Answers(&form, answers.clone());
        let found = evaluate(&of.expression, &form, &|operand| answers.value(operand));
        let found = found.map(|value| match value {
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date,
        });
        assert_eq!(found.as_deref(), wanted, "{expression}");
        assert_eq!(of.expression.canonical(&form), expression);
    }
    let said = json!({ "men": 1, "price": { "said": "not_available" } });
    let form = model("  number: men * price\n");
    let said = Answers(&form, said);
    assert_eq!(evaluate(&form.computed.raw[0].expression, &form, &|operand| said.value(operand)), None);
}

#[test]
fn one_may_use_those_above_it() {
    let form = model("  staff_total: men + women\n  cost: staff_total * price\n");
    assert_eq!(form.computed.raw[1].expression.canonical(&form), "(men + women) * price");
    let shown = presentation::presentation(&form);
    assert_eq!(shown["form"]["computed"]["staff_total"], "men + women", "what is shown is frozen with the edition");
    let without = model("  other: men\n");
    assert_eq!(
        canonical::definition_digest(&form),
        canonical::definition_digest(&without),
        "no return holds a computed number"
    );
}

#[test]
fn what_has_no_meaning_is_named_at_its_place() {
    for (computed, part, help) in [
        ("total: men + wimmen", "wimmen", "did you mean `women`?"),
        ("total: name + men", "name", "integers, decimals"),
        ("total: men + since", "since", "never computed"),
        ("total: offices.desks", "offices.desks", "sum(offices.desks)"),
        ("total: sum(offices.deks)", "offices.deks", "did you mean `offices.desks`?"),
        ("total: sum(offices.town)", "offices.town", "integers and decimals"),
        ("total: sum(offices)", "offices", "sum(rows.field)"),
        ("total: count(offices.desks)", "offices.desks", "repeat alone"),
        ("total: count(each)", "each", "a repeat"),
        ("total: sum(men)", "men", "write men alone"),
        ("total: each", "each", "sum(each"),
        ("total: men + period.from", "period.from", "signed"),
        ("total: dates.dedline", "dates.dedline", "dates.deadline"),
        ("total: dates.deadline", "dates.deadline", "never computed"),
        ("total: later\n  later: men", "later", "move it above"),
        ("total: men / 2", "/", "nothing is divided"),
        ("men: women", "men", "another id"),
        ("people: women", "people", "another name"),
    ] {
        let text = format!("{HEAD}computed:\n  {computed}\n{REST}");
        let (_, findings) = read(&format!("  {computed}\n"));
        let all: Vec<_> = findings.iter().collect();
        let [finding] = all.as_slice() else { panic!("{computed}: {findings:#?}") };
        let span = finding.primary.span;
        assert_eq!(&text[span.start as usize..span.end as usize], part, "{computed}");
        assert!(format!("{finding:?}").contains(help), "{computed}: {finding:#?}");
    }
    // What uses a number that has no meaning needs no finding of its own.
    let (_, findings) = read("  total: men + nobody\n  twice: total * 2\n");
    assert_eq!(findings.iter().count(), 1, "{findings:#?}");
}
