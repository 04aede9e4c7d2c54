//! Conditions as schemas: "surely true" and "surely false", atom by atom exactly as the evaluator decides.

use canevas_model::condition::{Atom, Condition, Literal, NegationNormalForm, Operand, Test, polar};
use canevas_model::{Model, Question, QuestionIx};
use canevas_responses::{ANSWERS_KEY, FACTS_KEY, NON_RESPONSE_KEY, ROW_NAME_KEY};
use canevas_syntax::condition::CompareOp;
use serde_json::{Map, Value, json};

use crate::patterns;

/// The schema of instances under which a condition is surely true. Paths start at the root of the return, except those
/// of fields, which start at their row. `row` is the key of the row at hand.
pub(crate) fn truth(model: &Model, condition: &Condition, row: Option<&str>) -> Value {
    of_polar(model, &polar(condition, true), row)
}

fn of_polar(model: &Model, polar: &NegationNormalForm<'_>, row: Option<&str>) -> Value {
    let several = |parts: &[NegationNormalForm<'_>]| -> Vec<Value> {
        parts.iter().map(|part| of_polar(model, part, row)).collect()
    };
    match polar {
        NegationNormalForm::All(parts) => json!({ "allOf": several(parts) }),
        NegationNormalForm::Any(parts) => json!({ "anyOf": several(parts) }),
        NegationNormalForm::Atom(atom, truth) => of_atom(model, atom, *truth, row),
    }
}

fn of_atom(model: &Model, atom: &Atom, truth: bool, row: Option<&str>) -> Value {
    let question = |index: QuestionIx| &model.questions[index];
    match atom.operand {
        Operand::Fact(fact) => simple(&[FACTS_KEY, &model.facts[fact].id], atom, None, truth),
        Operand::FactRows(fact) => {
            let some = at(&[FACTS_KEY, &model.facts[fact].id], json!({ "type": "object", "minProperties": 1 }));
            if truth { some } else { not(some) }
        }
        Operand::Question(index) if question(index).for_each.is_some() => over_rows(question(index), None, atom, truth),
        Operand::Question(index) => simple(&[ANSWERS_KEY, &question(index).id], atom, Some(question(index)), truth),
        Operand::SameRow(index) => {
            // A condition over the row is only ever written out for a row.
            let row = row.unwrap_or_default();
            simple(&[ANSWERS_KEY, &question(index).id, row], atom, Some(question(index)), truth)
        }
        Operand::Field(index, field) => {
            let field = &question(index).fields[field];
            simple(&[&field.id], atom, Some(field), truth)
        }
        Operand::RowField(index, at) => {
            row_field(question(index), &question(index).fields[at], row.unwrap_or_default(), atom, truth)
        }
        Operand::GroupField(index, field) => {
            let field = &question(index).fields[field];
            simple(&[ANSWERS_KEY, &question(index).id, &field.id], atom, Some(field), truth)
        }
        Operand::AnyRow(index, field) | Operand::AllRows(index, field) => {
            over_rows(question(index), field.map(|field| &question(index).fields[field]), atom, truth)
        }
    }
}

/// A test of one value.
fn simple(path: &[&str], atom: &Atom, question: Option<&Question>, truth: bool) -> Value {
    let passes = passes(&atom.test, question);
    if is_two_valued(&atom.test) {
        let yes = at(path, passes);
        return if truth { yes } else { not(yes) };
    }
    at(path, if truth { passes } else { not(passes) })
}

/// A test of a field of the entered row with a key.
fn row_field(question: &Question, field: &Question, row: &str, atom: &Atom, truth: bool) -> Value {
    let passes = passes(&atom.test, Some(field));
    let some = |schema: Value| {
        let mut of_field = at(&[&field.id], schema);
        let in_row = entered(row);
        of_field["allOf"] = json!([in_row]);
        at(&[ANSWERS_KEY, &question.id], json!({ "type": "array", "contains": of_field }))
    };
    match (is_two_valued(&atom.test), truth) {
        (_, true) => some(passes),
        (true, false) => not(some(passes)),
        (false, false) => some(not(passes)),
    }
}

/// The entered row with a key, once it holds something beside it.
pub(crate) fn entered(key: &str) -> Value {
    json!({
        "type": "object",
        "required": [ROW_NAME_KEY],
        "properties": { ROW_NAME_KEY: { "const": key } },
        "minProperties": 2,
    })
}

/// A test over rows, or over a field of each.
fn over_rows(question: &Question, field: Option<&Question>, atom: &Atom, truth: bool) -> Value {
    let path = [ANSWERS_KEY, question.id.as_str()];
    let passes = passes(&atom.test, Some(field.unwrap_or(question)));
    let of_row = |schema: Value| match field {
        Some(field) => {
            let mut row = at(&[&field.id], schema);
            row["type"] = "object".into();
            row
        }
        None => schema,
    };
    let some = |schema: Value| {
        let schema = of_row(schema);
        let rows = if question.for_each.is_some() {
            json!({ "type": "object", "not": { "additionalProperties": not(schema) } })
        } else {
            json!({ "type": "array", "contains": schema })
        };
        at(&path, rows)
    };
    let one_passes = || some(passes.clone());
    let one_fails = || some(not(passes.clone()));
    let one_is_there = || some(Value::Bool(true));
    match (is_two_valued(&atom.test), matches!(atom.operand, Operand::AllRows(..)), truth) {
        (true, _, true) | (false, false, true) => one_passes(),
        (true, _, false) => not(one_passes()),
        (false, false, false) => json!({ "allOf": [one_is_there(), not(one_passes())] }),
        (false, true, true) => json!({ "allOf": [one_is_there(), not(one_fails())] }),
        (false, true, false) => one_fails(),
    }
}

/// Whether a test is never unknown.
fn is_two_valued(test: &Test) -> bool {
    matches!(test, Test::Answered | Test::NonResponse(_))
}

/// The schema of a value that passes a test.
fn passes(test: &Test, question: Option<&Question>) -> Value {
    match test {
        Test::NonResponse(None) => json!({ "type": "object", "required": [NON_RESPONSE_KEY] }),
        Test::NonResponse(Some(said)) => json!({ "const": { NON_RESPONSE_KEY: said.word() } }),
        Test::Answered => {
            let mut schema = json!({});
            if let Some(question) = question {
                let exclusive: Vec<&str> =
                    question.choices().iter().filter(|c| c.exclusive).map(|c| c.code.as_str()).collect();
                if !exclusive.is_empty() {
                    // Only arrays are asked what they contain.
                    schema["contains"] = not(json!({ "enum": exclusive }));
                }
                if !question.can_say.is_empty() {
                    schema["not"] = json!({ "type": "object", "required": [NON_RESPONSE_KEY] });
                }
            }
            schema
        }
        Test::Has(code) => json!({ "type": "array", "contains": { "const": code } }),
        Test::In(literals) => one_of(literals.iter().map(Literal::to_json).collect()),
        Test::Grades(_, _, codes) => one_of(codes.iter().map(|code| code.as_str().into()).collect()),
        Test::Compare(comparison, literal) => compare(*comparison, literal),
    }
}

fn compare(comparison: CompareOp, literal: &Literal) -> Value {
    match (comparison, literal) {
        (CompareOp::Equal, _) => json!({ "const": literal.to_json() }),
        (CompareOp::Unequal, _) => not(json!({ "const": literal.to_json() })),
        (CompareOp::Less, Literal::Number(_)) => {
            json!({ "type": "number", "exclusiveMaximum": literal.to_json() })
        }
        (CompareOp::LessOrEqual, Literal::Number(_)) => json!({ "type": "number", "maximum": literal.to_json() }),
        (CompareOp::Greater, Literal::Number(_)) => {
            json!({ "type": "number", "exclusiveMinimum": literal.to_json() })
        }
        (CompareOp::GreaterOrEqual, Literal::Number(_)) => json!({ "type": "number", "minimum": literal.to_json() }),
        (CompareOp::Less, Literal::Date(date)) => {
            json!({ "type": "string", "not": { "pattern": patterns::from(date) } })
        }
        (CompareOp::LessOrEqual, Literal::Date(date)) => json!({ "type": "string", "pattern": patterns::to(date) }),
        (CompareOp::Greater, Literal::Date(date)) => {
            json!({ "type": "string", "not": { "pattern": patterns::to(date) } })
        }
        (CompareOp::GreaterOrEqual, Literal::Date(date)) => {
            json!({ "type": "string", "pattern": patterns::from(date) })
        }
        // Codes have no order; scales have tests of their own.
        (_, Literal::Code(_)) => Value::Bool(false),
    }
}

/// An `enum`; never an empty one, which some validators refuse.
fn one_of(values: Vec<Value>) -> Value {
    if values.is_empty() { Value::Bool(false) } else { keyword("enum", values.into()) }
}

fn not(schema: Value) -> Value {
    keyword("not", schema)
}

fn keyword(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

/// A value at a path that is there and fits a schema. Below an answer nothing is taken for an object that is none.
pub(crate) fn at(path: &[&str], schema: Value) -> Value {
    path.iter().enumerate().rev().fold(schema, |schema, (depth, key)| {
        let mut step = json!({ "required": [key], "properties": { (*key): schema } });
        if depth > 1 {
            step["type"] = "object".into();
        }
        step
    })
}

/// A schema for what stands at a path, if it is there.
pub(crate) fn if_at(path: &[&str], schema: Value) -> Value {
    path.iter().rev().fold(schema, |schema, key| json!({ "properties": { (*key): schema } }))
}
