//! Fills in the smallest complete return in which the form asks certain questions.

use super::samples::{samples, smallest};
use crate::diff::EditionPair;
use canevas_model::condition::{Atom, Condition, Facts, Kleene, Literal, Operand, Test, evaluate};
use canevas_model::{
    AnswerShape, Choice, EitherValue, FactIx, FactKind, FieldIx, ForEach, JsonValue, Model, OptionCode, Question,
    QuestionIx, canonical,
};
use canevas_project::{Catalogues, FormCopy};
use canevas_responses::{AnswerKey, CompanionField, ROW_NAME_KEY, RelevantAnswer, RelevantAnswers, RowContext};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

/// An answer to one question that replaces the smallest one.
#[derive(Debug, Clone)]
pub(super) enum Override {
    /// The whole answer.
    Whole(Value),
    /// A comment beside the smallest answer.
    Comment,
    /// An option with its text.
    Specify(OptionCode),
    /// A unit beside the smallest number.
    Unit(OptionCode),
    /// A number of rows.
    Rows(u32),
    /// The answer of one field.
    Field(FieldIx, Value),
    /// A companion field of one field, and optionally the field's answer.
    CompanionOfField(FieldIx, CompanionField, Option<Value>),
}

/// Fills in returns. It knows which questions must be asked, and which answers that needs.
pub(super) struct Filler<'a> {
    pub(super) pair: EditionPair<'a>,
    pub(super) model: &'a Model,
    pub(super) wants: HashMap<(QuestionIx, Option<FieldIx>), Value>,
    /// Answers with any value.
    pub(super) any: HashSet<(QuestionIx, Option<FieldIx>)>,
    /// Answers that stay away.
    pub(super) absent: HashSet<(QuestionIx, Option<FieldIx>)>,
    /// The values of rows, or of a field of each.
    pub(super) rows: HashMap<QuestionIx, (Option<FieldIx>, Vec<Value>)>,
    pub(super) facts: HashMap<FactIx, Option<Value>>,
    pub(super) asked: HashSet<QuestionIx>,
    /// The questions whose rows have keys.
    keyed: BTreeSet<QuestionIx>,
    /// Whose return it is, where that matters.
    respondent: Option<OptionCode>,
}

impl<'a> Filler<'a> {
    pub fn new(pair: EditionPair<'a>) -> Self {
        Self {
            pair,
            model: pair.old,
            wants: HashMap::new(),
            any: HashSet::new(),
            absent: HashSet::new(),
            rows: HashMap::new(),
            facts: HashMap::new(),
            asked: HashSet::new(),
            keyed: pair.old.keyed_rows(),
            respondent: None,
        }
    }

    /// Makes it the return of a respondent whom the new edition no longer lists, where there is one.
    pub fn answer_as_one_who_is_gone(&mut self) {
        let gone = |choice: &&Choice| self.pair.new.listed_respondent(&choice.code).is_none();
        self.respondent = self.model.listed_respondents().iter().find(gone).map(|choice| choice.code.clone());
    }

    /// Makes sure that the form asks a question.
    pub fn ask(&mut self, question: QuestionIx) {
        if !self.asked.insert(question) {
            return;
        }
        let asked = &self.model.questions[question];
        if let Some(condition) = Condition::and(canonical::full_outer(self.model, asked), asked.show_if.row.clone()) {
            self.want(&condition, true);
        }
    }

    fn want(&mut self, condition: &Condition, truth: bool) {
        match condition {
            Condition::Not(inner) => self.want(inner, !truth),
            Condition::And(all) | Condition::Or(all) => {
                let every = matches!(condition, Condition::And(_)) == truth;
                let count = if every { all.len() } else { 1 };
                for inner in all.iter().take(count) {
                    self.want(inner, truth);
                }
            }
            Condition::Atom(atom) => self.atom(atom, truth),
        }
    }

    fn atom(&mut self, atom: &Atom, truth: bool) {
        let passes = |value: &Value| {
            let row = match atom.operand {
                Operand::AnyRow(question, field) | Operand::AllRows(question, field) => {
                    let one = field.map_or_else(
                        || value.clone(),
                        |field| json!({ self.model.questions[question].fields[field].id.as_str(): value }),
                    );
                    json!({ "r1": one })
                }
                Operand::Question(question) if self.model.questions[question].for_each.is_some() => {
                    json!({ "r1": value })
                }
                _ => value.clone(),
            };
            let found = evaluate(&Condition::Atom(atom.clone()), self.model, &SingleValue(row));
            found == if truth { Kleene::True } else { Kleene::False }
        };
        match atom.operand {
            Operand::FactRows(fact) => {
                if !truth {
                    self.facts.insert(fact, None);
                }
            }
            Operand::Fact(fact) => {
                let FactKind::Value { shape, .. } = &self.model.facts[fact].kind else { return };
                if let Some(value) = candidates(shape, &atom.test).into_iter().find(|value| passes(value)) {
                    self.facts.insert(fact, Some(value));
                }
            }
            operand => {
                let Some((question, field)) = super::place(operand) else { return };
                self.ask(question);
                let of = &self.model.questions[question];
                let of = field.map_or(of, |field| &of.fields[field]);
                let mut values = samples(of, None);
                values.extend(literals(&atom.test));
                if let Some(value) = values.into_iter().find(|value| passes(value)) {
                    self.wants.entry((question, field)).or_insert(value);
                }
            }
        }
    }

    /// A return with all required and wanted answers, and the target.
    pub fn fill(&self, target: Option<QuestionIx>, over: Option<&(QuestionIx, Override)>) -> Value {
        let empty = Catalogues::new();
        let copy = FormCopy::new(self.model, None, &empty);
        let mut relevant: RelevantAnswers<'_> = RelevantAnswers::new(self.model, Cow::Owned(self.facts()), None);
        let mut answers = Map::new();
        for (index, question) in self.model.questions.iter_enumerated() {
            let over = over.filter(|(at, _)| *at == index).map(|(_, over)| over);
            let is_wanted = over.is_some() || target == Some(index) || self.wanted(index);
            let answer = is_wanted || question.required || self.gives_options(index, target);
            let condition = canonical::full_outer(self.model, question);
            if !question.takes_answer() || !relevant.shows(condition.as_ref()) {
                continue;
            }
            if answer {
                self.question(&copy, &mut relevant, index, over, &mut answers);
            }
            self.required_comment(&copy, &relevant, question, &mut answers);
        }
        json!({
            "canevas": 1, "form": self.model.form, "edition": self.model.edition,
            "language": self.model.source_language.tag(), "status": "complete",
            "facts": relevant.into_known(), "answers": answers,
        })
    }

    /// Whether another question that is answered chooses among what this one gives.
    fn gives_options(&self, index: QuestionIx, target: Option<QuestionIx>) -> bool {
        self.model.questions.iter_enumerated().any(|(other, question)| {
            let chooses = std::iter::once(question).chain(&question.fields);
            (question.required || target == Some(other) || self.wanted(other))
                && chooses.into_iter().any(|question| question.shape.choices_from() == Some(index))
        })
    }

    fn wanted(&self, index: QuestionIx) -> bool {
        let is_wanted = |field| {
            let key = (index, field);
            self.wants.contains_key(&key) || self.any.contains(&key)
        };
        let fields = self.model.questions[index].fields.keys().map(Some);
        !self.absent.contains(&(index, None)) && std::iter::once(None).chain(fields).any(is_wanted)
    }

    fn facts(&self) -> Map<String, Value> {
        let mut out = Map::new();
        if let Some(key) = self.model.respondents.key() {
            let first = || self.model.listed_respondents().first().map(|choice| &choice.code);
            let code = self.respondent.as_ref().or_else(first).map_or("CMR", |code| code.as_str());
            out.insert(key.to_owned(), code.into());
        }
        for (index, fact) in self.model.facts.iter_enumerated() {
            let value = match (self.facts.get(&index), &fact.kind) {
                (Some(wanted), _) => wanted.clone(),
                (None, FactKind::Value { shape, .. }) => smallest(shape),
                (None, FactKind::List { fields, .. }) => {
                    let row: Map<String, Value> = fields
                        .iter()
                        .filter_map(|field| Some((String::from(&field.id), smallest(&field.shape)?)))
                        .collect();
                    let rows = (1..=self.most_rows(index)).map(|number| (format!("r{number}"), row.clone().into()));
                    Some(Value::Object(rows.collect()))
                }
            };
            out.extend(value.map(|value| (String::from(&fact.id), value)));
        }
        out
    }

    /// The most rows that are given for each row of a fact.
    fn most_rows(&self, fact: FactIx) -> usize {
        let over = |question: &QuestionIx| self.model.questions[*question].for_each == Some(ForEach::Fact(fact));
        let counts = self.rows.iter().filter(|(question, _)| over(question)).map(|(_, (_, values))| values.len());
        counts.max().unwrap_or(1).max(1)
    }

    fn question(
        &self,
        copy: &FormCopy<'_>,
        relevant: &mut RelevantAnswers<'_>,
        index: QuestionIx,
        over: Option<&Override>,
        answers: &mut Map<String, Value>,
    ) {
        let question = &self.model.questions[index];
        let mut companion: Option<(CompanionField, Value)> = None;
        let answer = match question.for_each {
            None => self.one(relevant, index, None, over, &mut companion, None),
            Some(rows) => {
                let keys = self.row_keys(copy, relevant, rows);
                let (mut rows, mut texts, mut field) = (Map::new(), Map::new(), None);
                let given = self.rows.get(&index).map(|(_, values)| values.as_slice());
                for (at, key) in keys.into_iter().enumerate() {
                    let value = given.map(|values| values.get(at));
                    if value == Some(None) {
                        continue;
                    }
                    let value = value.flatten();
                    let context = RowContext { row: Some(&key), fields: None };
                    if !relevant.shows_in(question.show_if.row.as_ref(), context) {
                        continue;
                    }
                    let mut text = None;
                    if let Some(value) = self.one(relevant, index, Some(&key), over, &mut text, value) {
                        rows.insert(key.clone(), value);
                    }
                    if let Some((at, text)) = text {
                        field = Some(at);
                        texts.insert(key, text);
                    }
                }
                companion = field.map(|field| (field, texts.into()));
                (!rows.is_empty()).then(|| Value::Object(rows))
            }
        };
        if let Some(answer) = answer {
            relevant.put(index, Some(RelevantAnswer::Part(answer.clone())));
            for (key, text, is_in) in texts_beside(question) {
                let text = match (question.for_each, answer.as_object()) {
                    (Some(_), Some(rows)) => {
                        let chosen = rows.iter().filter(|(_, value)| is_in(value));
                        let texts: Map<String, Value> = chosen.map(|(row, _)| (row.clone(), text.clone())).collect();
                        (!texts.is_empty()).then(|| texts.into())
                    }
                    _ => is_in(&answer).then(|| text.clone()),
                };
                answers.extend(text.map(|text| (key, text)));
            }
            answers.insert(question.id.to_string(), answer);
        }
        if let Some((field, text)) = companion {
            answers.insert(AnswerKey::companion(&question.id, field).to_string(), text);
        }
    }

    /// The keys of the rows of a `for_each`.
    fn row_keys(&self, copy: &FormCopy<'_>, relevant: &RelevantAnswers<'_>, rows: ForEach) -> Vec<String> {
        match rows {
            ForEach::Fact(fact) => {
                let known = relevant.fact(&self.model.facts[fact].id).and_then(JsonValue::members);
                known.into_iter().flatten().map(|(key, _)| key.to_owned()).collect()
            }
            ForEach::Rows(rows) => relevant.entered_keys(rows).into_iter().map(str::to_owned).collect(),
            ForEach::List(_) | ForEach::Years => copy.rows(rows).into_iter().map(|row| row.key).collect(),
        }
    }

    /// The comment on an answer, where a complete return must have it.
    fn required_comment(
        &self,
        copy: &FormCopy<'_>,
        relevant: &RelevantAnswers<'_>,
        question: &Question,
        answers: &mut Map<String, Value>,
    ) {
        let show_if = &question.comment_box.show_if;
        if !question.comment_box.required || !relevant.shows(show_if.outer.as_ref()) {
            return;
        }
        let text = match question.for_each {
            None => relevant.shows(show_if.row.as_ref()).then(|| Value::from("x")),
            Some(rows) => {
                let shows = |key: &String| {
                    let context = RowContext { row: Some(key), fields: None };
                    relevant.shows_in(question.show_if.row.as_ref(), context)
                        && relevant.shows_in(show_if.row.as_ref(), context)
                };
                let keys = self.row_keys(copy, relevant, rows).into_iter().filter(shows);
                let texts: Map<String, Value> = keys.map(|key| (key, "x".into())).collect();
                (!texts.is_empty()).then(|| texts.into())
            }
        };
        let key = AnswerKey::companion(&question.id, CompanionField::Comment).to_string();
        if let Some(text) = text.filter(|_| !answers.contains_key(&key)) {
            answers.insert(key, text);
        }
    }

    fn one(
        &self,
        relevant: &RelevantAnswers<'_>,
        index: QuestionIx,
        row: Option<&str>,
        over: Option<&Override>,
        companion: &mut Option<(CompanionField, Value)>,
        given: Option<&Value>,
    ) -> Option<Value> {
        let question = &self.model.questions[index];
        match over {
            Some(Override::Whole(value)) => return Some(value.clone()),
            Some(Override::Comment) => *companion = Some((CompanionField::Comment, "x".into())),
            Some(Override::Unit(code)) => *companion = Some((CompanionField::Unit, code.as_str().into())),
            Some(Override::Specify(code)) => {
                *companion = Some((CompanionField::other(code), "x".into()));
                let several = matches!(question.shape, AnswerShape::Many { .. });
                return Some(if several { json!([code]) } else { code.as_str().into() });
            }
            _ => {}
        }
        if let Some(wanted) = self.wants.get(&(index, None)) {
            return Some(wanted.clone());
        }
        let of_rows = self.rows.get(&index);
        let field = of_rows.and_then(|(field, _)| *field);
        if let (Some(given), None) = (given, field) {
            return Some(given.clone());
        }
        match &question.shape {
            AnswerShape::Group => {
                let fields = self.fields(relevant, index, row, over, field.zip(given));
                (!fields.is_empty()).then(|| fields.into())
            }
            AnswerShape::Rows { at_least, .. } => {
                let count = match over {
                    Some(Override::Rows(count)) => *count,
                    _ => at_least.unwrap_or(1).max(1),
                };
                if let Some((Some(field), values)) = of_rows {
                    let of = |value| self.fields(relevant, index, row, over, Some((*field, value)));
                    return Some((1..).zip(values).map(|(number, value)| self.row(index, number, of(value))).collect());
                }
                let fields = self.fields(relevant, index, row, over, None);
                Some((1..=count.min(200)).map(|number| self.row(index, number, fields.clone())).collect())
            }
            _ => self.smallest(index, None),
        }
    }

    /// A row of a `repeat`, with its key where others need it.
    fn row(&self, of: QuestionIx, number: u32, mut fields: Map<String, Value>) -> Value {
        if self.keyed.contains(&of) {
            fields.insert(ROW_NAME_KEY.to_owned(), format!("r{number}").into());
        }
        fields.into()
    }

    fn fields(
        &self,
        relevant: &RelevantAnswers<'_>,
        index: QuestionIx,
        row: Option<&str>,
        over: Option<&Override>,
        of_row: Option<(FieldIx, &Value)>,
    ) -> Map<String, Value> {
        let question = &self.model.questions[index];
        let mut out = Map::new();
        for (at, field) in question.fields.iter_enumerated() {
            let given = match over {
                Some(Override::Field(place, value)) if *place == at => Some(value.clone()),
                Some(Override::CompanionOfField(place, _, value)) if *place == at => {
                    value.clone().or_else(|| self.smallest(index, Some(at)))
                }
                _ => None,
            };
            let of_row = of_row.filter(|(place, _)| *place == at).map(|(_, value)| value.clone());
            let value = given.or(of_row).or_else(|| self.wants.get(&(index, Some(at))).cloned());
            if self.absent.contains(&(index, Some(at))) && !field.required && value.is_none() {
                continue;
            }
            let wanted = field.required
                || value.is_some()
                || self.any.contains(&(index, Some(at)))
                || (out.is_empty() && Some(at) == question.fields.first_key());
            let condition = Condition::and(field.show_if.outer.clone(), field.show_if.row.clone());
            if !relevant.shows_in(condition.as_ref(), RowContext { row, fields: Some(EitherValue::Members(&out)) }) {
                continue;
            }
            let value = if wanted { value.or_else(|| self.smallest(index, Some(at))) } else { None };
            if let Some(value) = &value {
                let texts = texts_beside(field).into_iter().filter(|(_, _, is_in)| is_in(value));
                out.extend(texts.map(|(key, text, _)| (key, text)));
            }
            out.extend(value.map(|value| (String::from(&field.id), value)));
            if let Some(Override::CompanionOfField(place, companion, _)) = over
                && *place == at
            {
                let key = AnswerKey::companion(&field.id, companion.clone()).to_string();
                // The unit of a number stands there already.
                if *companion != CompanionField::Unit {
                    out.insert(key, "x".into());
                }
            }
            let comment = &field.comment_box;
            let condition = Condition::and(comment.show_if.outer.clone(), comment.show_if.row.clone());
            if comment.required
                && relevant.shows_in(condition.as_ref(), RowContext { row, fields: Some(EitherValue::Members(&out)) })
            {
                out.insert(AnswerKey::companion(&field.id, CompanionField::Comment).to_string(), "x".into());
            }
        }
        out
    }
}

/// What a complete return has beside the answer to a question: key, value, and whether an answer goes with it.
fn texts_beside(question: &Question) -> Vec<(String, Value, impl Fn(&Value) -> bool)> {
    let units = question.units.as_ref().and_then(|units| units.choices().first());
    let of = |field: CompanionField| {
        let text = match &field {
            CompanionField::Unit => units?.code.as_str().into(),
            // The smallest return leaves out what may be left out.
            CompanionField::Other(_) if field.option(question)?.specify_box.is_optional => return None,
            CompanionField::Other(_) => "x".into(),
            CompanionField::Comment => return None,
        };
        let key = AnswerKey::companion(&question.id, field.clone()).to_string();
        Some((key, text, move |answer: &Value| field.goes_with(question, Some(answer)) == Some(true)))
    };
    CompanionField::of(question).filter_map(of).collect()
}

fn literals(test: &Test) -> Vec<Value> {
    match test {
        Test::Compare(_, literal) => match literal {
            Literal::Number(number) => {
                [*number, number - 1.0, number + 1.0].into_iter().map(canevas_model::condition::number_json).collect()
            }
            literal => vec![literal.to_json()],
        },
        Test::In(literals) => literals.iter().map(Literal::to_json).collect(),
        Test::Has(code) => vec![json!([code])],
        _ => Vec::new(),
    }
}

fn candidates(shape: &AnswerShape, test: &Test) -> Vec<Value> {
    let mut out: Vec<Value> = match shape {
        AnswerShape::YesNo => vec!["yes".into(), "no".into()],
        AnswerShape::One { choices, .. } => choices.iter().map(|choice| choice.code.as_str().into()).collect(),
        AnswerShape::Many { choices, .. } => choices.iter().map(|choice| json!([choice.code])).collect(),
        shape => smallest(shape).into_iter().collect(),
    };
    out.extend(literals(test));
    out
}

struct SingleValue(Value);

impl Facts for SingleValue {
    fn value(&self, _: Operand) -> Option<&Value> {
        Some(&self.0)
    }
}
