//! Conditions as trees of arrays: `["and", …]`, `["or", …]`, `["not", c]`, `["atom", operand, test]`.

use canevas_model::condition::{Condition, Literal, Operand, Test};
use canevas_model::{FieldIx, Model, QuestionIx};
use serde_json::{Value, json};

pub fn condition(tree: &Condition, model: &Model) -> Value {
    let join = |word: &str, all: &[Condition]| {
        let mut out: Vec<Value> = vec![word.into()];
        out.extend(all.iter().map(|part| condition(part, model)));
        Value::Array(out)
    };
    match tree {
        Condition::And(all) => join("and", all),
        Condition::Or(all) => join("or", all),
        Condition::Not(inner) => json!(["not", condition(inner, model)]),
        Condition::Atom(atom) => json!(["atom", operand(atom.operand, model), test(&atom.test)]),
    }
}

/// What is read, as the script finds it.
pub fn operand(operand: Operand, model: &Model) -> Value {
    let question = |index: QuestionIx| model.questions[index].id.as_str();
    let field = |index: QuestionIx, field: FieldIx| model.questions[index].fields[field].id.as_str();
    match operand {
        Operand::Fact(index) => json!(["fact", model.facts[index].id]),
        Operand::FactRows(index) => json!(["fact_rows", model.facts[index].id]),
        Operand::Question(index) => json!(["question", question(index)]),
        Operand::SameRow(index) => json!(["same_row", question(index)]),
        Operand::Field(index, at) => json!(["field", question(index), field(index, at)]),
        Operand::RowField(index, at) => json!(["row_field", question(index), field(index, at)]),
        Operand::GroupField(index, at) => json!(["group_field", question(index), field(index, at)]),
        Operand::AnyRow(index, None) => json!(["any", question(index)]),
        Operand::AnyRow(index, Some(at)) => json!(["any", question(index), field(index, at)]),
        Operand::AllRows(index, None) => json!(["all", question(index)]),
        Operand::AllRows(index, Some(at)) => json!(["all", question(index), field(index, at)]),
    }
}

fn test(test: &Test) -> Value {
    match test {
        Test::Compare(comparison, literal) => json!([comparison.sign(), literal.to_json()]),
        // A comparison of grades becomes a list of the grades that pass.
        Test::Grades(_, _, codes) => json!(["in", codes]),
        Test::In(literals) => json!(["in", literals.iter().map(Literal::to_json).collect::<Vec<_>>()]),
        Test::Has(code) => json!(["has", code]),
        Test::Answered => json!(["answered"]),
        Test::NonResponse(None) => json!(["said"]),
        Test::NonResponse(Some(said)) => json!(["said", said.word()]),
    }
}
