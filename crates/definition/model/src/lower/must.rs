//! What must hold between answers: the rules of a question, and the bounds that name another answer.

use super::Lowering;
use super::conditions::ConditionPlace;
use crate::condition::Operand;
use crate::expression::{Expression, Rule};
use crate::indices::{FieldIx, MustIx, QuestionIx};
use crate::keys::{TextKey, TextOwner, TextRole};
use crate::must::{LimitEnd, Must, MustKind};
use crate::rules;
use crate::text::TextScope;
use crate::types::Question;
use canevas_diagnostics::{Finding, nearest};
use canevas_syntax::condition::CompareOp;
use canevas_syntax::{MustRule, NumberLimit, SourceText, definition, is_name};
use typed_index_collections::{TiSlice, TiVec};

impl Lowering<'_> {
    /// Reads what must hold for a question and its fields. The question is in the list of questions already, because a rule may name it.
    pub(super) fn lower_must(&mut self, index: QuestionIx, definition: &definition::Question) {
        let question = self.questions[index].clone();
        let mut must: TiVec<MustIx, Must> = TiVec::new();
        for rule in definition.must.iter().flatten() {
            if let Some(rule) = self.must_rule(index, &question, rule, must.next_key()) {
                must.push(rule);
            }
        }
        let place =
            |fields| ConditionPlace { for_each: question.for_each, question: Some(index), fields, is_field: false };
        let own = if question.for_each.is_some() { Operand::SameRow(index) } else { Operand::Question(index) };
        if question.columns.is_some() {
            // The bound of a question with columns is that of each column.
            for (at, column) in question.fields.iter_enumerated() {
                let own = Operand::Field(index, at);
                self.limits((index, column), definition, own, Some(at), &place(TiSlice::from_ref(&[])), &mut must);
            }
        } else {
            self.limits((index, &question), definition, own, None, &place(TiSlice::from_ref(&[])), &mut must);
        }
        for definition in definition.fields.iter().flatten() {
            let id = definition.id.as_ref().map(|id| id.value.0.as_str());
            let found = question.fields.iter_enumerated().find(|(_, field)| Some(field.id.as_str()) == id);
            if let Some((at, field)) = found {
                // Only the fields before it.
                let before = place(&question.fields[..at]);
                let own = Operand::Field(index, at);
                self.limits((index, field), definition, own, Some(at), &before, &mut must);
            }
        }
        self.questions[index].must = must;
    }

    fn must_rule(&mut self, index: QuestionIx, question: &Question, rule: &MustRule, at: MustIx) -> Option<Must> {
        let owner = TextOwner::Rule(question.id.clone(), at);
        let say = rule.say.as_ref().map(|say| self.text(TextKey::new(owner, TextRole::Say), say, TextScope::default()));
        let that = rule.that.as_ref()?;
        let place = ConditionPlace {
            for_each: question.for_each,
            question: Some(index),
            fields: &question.fields,
            is_field: false,
        };
        let parsed = self.rule_between(that, &place)?;
        let of_field = |operand: &Operand| match operand {
            Operand::Field(_, field) => Some(*field),
            _ => None,
        };
        let field = parsed.operands().iter().rev().find_map(of_field);
        Some(Must { rule: parsed, kind: MustKind::Said(say?), field, span: that.span })
    }

    /// Whether the form has what a bound names: the question before a point, or the whole.
    fn is_bound_known(&self, name: &str) -> bool {
        let head = name.split_once('.').map_or(name, |(head, _)| head);
        let names = &self.names;
        names.questions.contains_key(head)
            || names.facts.contains_key(head)
            || names.computed.contains_key(head)
            || names.is_unread(head)
            || self.questions.iter().any(|question| question.fields.iter().any(|field| field.id == *head))
    }

    /// The name that was probably meant.
    fn near_bound(&self, name: &str) -> Option<String> {
        let questions = self.questions.iter().map(|question| question.id.as_str());
        let facts = self.facts.iter().map(|fact| fact.id.as_str());
        nearest(name, questions.chain(facts)).map(str::to_owned)
    }

    /// The bounds of a question or field that name another answer.
    fn limits(
        &mut self,
        (index, question): (QuestionIx, &Question),
        definition: &definition::Question,
        own: Operand,
        field: Option<FieldIx>,
        place: &ConditionPlace<'_>,
        must: &mut TiVec<MustIx, Must>,
    ) {
        if self.uncertain.contains(&question.span) {
            return;
        }
        for (end, name) in named_limits(definition) {
            let (sign, key) = match end {
                LimitEnd::Min => (CompareOp::GreaterOrEqual, "min"),
                LimitEnd::Max => (CompareOp::LessOrEqual, "max"),
                LimitEnd::From => (CompareOp::GreaterOrEqual, "from"),
                LimitEnd::To => (CompareOp::LessOrEqual, "to"),
            };
            let is_later = field.is_some() && self.questions[index].fields.iter().any(|later| later.id == *name.value);
            if is_later && place.fields.iter().all(|before| before.id != *name.value) && name.value != *question.id {
                let message = format!("`{}` comes later in the row", name.value);
                let help = "a bound names an earlier field; move one of the two";
                self.findings.push(Finding::new(&rules::LATER_REFERENCE, name.span, message).help(help));
                continue;
            }
            if !self.is_bound_known(&name.value) {
                let near = self.findings.may_suggest().then(|| self.near_bound(&name.value)).flatten();
                let value = if matches!(end, LimitEnd::Min | LimitEnd::Max) { "a number" } else { "a date" };
                let help = near.map_or_else(
                    || format!("write {value}, or the id of an earlier question, a field before it or a fact"),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("no question or fact is called `{}`", name.value);
                self.findings.push(Finding::new(&rules::UNKNOWN_NAME, name.span, message).help(help));
                continue;
            }
            let Some(rule) = self.limit(sign, (own, &question.shape, &question.id), &name, place) else { continue };
            if matches!(&rule, Rule::Compare(_, _, limit) if **limit == Expression::One(own)) {
                let message = format!("`{}` bounds itself", question.id);
                let help = format!("name an earlier question, a field before it or a fact: {key}: …");
                self.findings.push(Finding::new(&rules::LATER_REFERENCE, name.span, message).help(help));
                continue;
            }
            must.push(Must { rule, kind: MustKind::Bound(end), field, span: name.span });
        }
    }
}

/// The bounds that are names. A named date of the form is a value.
fn named_limits(definition: &definition::Question) -> Vec<(LimitEnd, SourceText)> {
    let mut found = Vec::new();
    for (end, limit) in [(LimitEnd::Min, &definition.min), (LimitEnd::Max, &definition.max)] {
        if let Some(NumberLimit::Name(name)) = limit.as_ref().map(|limit| &limit.value) {
            found.push((end, name.clone()));
        }
    }
    for (end, limit) in [(LimitEnd::From, &definition.from), (LimitEnd::To, &definition.to)] {
        if let Some(word) = limit.as_ref().filter(|word| names_answer(&word.value)) {
            found.push((end, SourceText::opaque(word.value.clone(), word.span)));
        }
    }
    found
}

/// Whether a bound of a date names an answer.
pub(super) fn names_answer(word: &str) -> bool {
    let ends = ["period.from", "period.to"];
    is_name(word) && !word.starts_with("dates.") && !(word.contains('.') && nearest(word, ends).is_some())
}
