//! What must hold between answers, as trees of arrays: `["and", …]`, `["or", …]`, or a sign and two expressions.

use super::expression::expression;
use canevas_model::expression::Rule;
use canevas_model::{Model, Must, MustIx, MustScope, Question};
use serde_json::{Map, Value, json};

/// The rules of a question, and where each is looked at; none where it has no rule.
pub fn must(question: &Question, model: &Model) -> Option<Value> {
    let all = question.must.iter_enumerated();
    let rules: Vec<Value> = all.map(|(index, must)| one(index, must, question, model)).collect();
    (!rules.is_empty()).then(|| rules.into())
}

/// The name of the word that says what must hold.
pub fn word(question: &Question, rule: MustIx) -> String {
    format!("{}!{}", question.id, usize::from(rule))
}

fn one(index: MustIx, must: &Must, question: &Question, model: &Model) -> Value {
    let mut out = Map::new();
    out.insert("that".to_owned(), rule(&must.rule, model));
    out.insert("say".to_owned(), word(question, index).into());
    if let Some(field) = must.field {
        out.insert("at".to_owned(), question.fields[field].id.as_str().into());
    }
    let each = match must.scope() {
        MustScope::Question => None,
        MustScope::Row => Some("row"),
        MustScope::Fields => Some("fields"),
    };
    if let Some(each) = each {
        out.insert("each".to_owned(), each.into());
    }
    Value::Object(out)
}

fn rule(tree: &Rule, model: &Model) -> Value {
    let joined = |word: &str, parts: &[Rule]| {
        let mut out: Vec<Value> = vec![word.into()];
        out.extend(parts.iter().map(|part| rule(part, model)));
        Value::Array(out)
    };
    match tree {
        Rule::And(parts) => joined("and", parts),
        Rule::Or(parts) => joined("or", parts),
        Rule::Compare(sign, left, right) => json!([sign.sign(), expression(left, model), expression(right, model)]),
    }
}
