//! Conditions in words, with today's numbers: what paper prints where a screen would hide.

use crate::ui::fill;
use crate::{Grammar, Wording};
use canevas_inputs::Row;
use canevas_model::condition::{Atom, Condition, Literal, Operand, Polar, Test, polar};
use canevas_model::{AnswerShape, FactKind, Question};
use canevas_syntax::condition::Comparison;

/// The clauses of a language; `{q}` is where the answer was given, `{v}` what was answered.
struct Clauses {
    answered_value: &'static str,
    answered_other: &'static str,
    ticked: &'static str,
    not_ticked: &'static str,
    answered: &'static str,
    not_answered: &'static str,
    said: &'static str,
    not_said: &'static str,
    said_any: &'static str,
    not_said_any: &'static str,
    compare: [&'static str; 4],
    grade_up: &'static str,
    grade_down: &'static str,
    fact_known: &'static str,
    not_fact_known: &'static str,
    at_question: &'static str,
    at_text: &'static str,
    any_row: &'static str,
    all_rows: &'static str,
    and: &'static str,
    or: &'static str,
}

static FRENCH: Clauses = Clauses {
    answered_value: "vous avez répondu {v} {q}",
    answered_other: "vous avez répondu autre chose que {v} {q}",
    ticked: "vous avez coché {v} {q}",
    not_ticked: "vous n’avez pas coché {v} {q}",
    answered: "vous avez répondu {q}",
    not_answered: "vous n’avez pas répondu {q}",
    said: "vous avez indiqué {v} {q}",
    not_said: "vous n’avez pas indiqué {v} {q}",
    said_any: "vous avez indiqué n’avoir rien à répondre {q}",
    not_said_any: "vous n’avez pas indiqué n’avoir rien à répondre {q}",
    compare: [
        "votre réponse {q} est inférieure à {v}",
        "votre réponse {q} ne dépasse pas {v}",
        "votre réponse {q} est supérieure à {v}",
        "votre réponse {q} atteint {v} ou davantage",
    ],
    grade_up: "votre réponse {q} est {v}",
    grade_down: "votre réponse {q} est {v}",
    fact_known: "vous avez rempli {q}",
    not_fact_known: "vous n’avez pas rempli {q}",
    at_question: "à {c}",
    at_text: "à {c}",
    any_row: "pour une ligne au moins, {x}",
    all_rows: "pour chaque ligne remplie, {x}",
    and: " et ",
    or: " ou ",
};

static ENGLISH: Clauses = Clauses {
    answered_value: "you answered {v} to {q}",
    answered_other: "you answered something other than {v} to {q}",
    ticked: "you ticked {v} in {q}",
    not_ticked: "you did not tick {v} in {q}",
    answered: "you answered {q}",
    not_answered: "you did not answer {q}",
    said: "you said {v} in {q}",
    not_said: "you did not say {v} in {q}",
    said_any: "you said that there is nothing to answer in {q}",
    not_said_any: "you did not say that there is nothing to answer in {q}",
    compare: [
        "your answer to {q} is less than {v}",
        "your answer to {q} is {v} or less",
        "your answer to {q} is more than {v}",
        "your answer to {q} is {v} or more",
    ],
    grade_up: "your answer to {q} is {v}",
    grade_down: "your answer to {q} is {v}",
    fact_known: "you filled in {q}",
    not_fact_known: "you did not fill in {q}",
    at_question: "{c}",
    at_text: "{c}",
    any_row: "for at least one row, {x}",
    all_rows: "for every row filled in, {x}",
    and: " and ",
    or: " or ",
};

static SPANISH: Clauses = Clauses {
    answered_value: "respondió {v} a {q}",
    answered_other: "respondió algo distinto de {v} a {q}",
    ticked: "marcó {v} en {q}",
    not_ticked: "no marcó {v} en {q}",
    answered: "respondió a {q}",
    not_answered: "no respondió a {q}",
    said: "indicó {v} en {q}",
    not_said: "no indicó {v} en {q}",
    said_any: "indicó que no hay nada que responder en {q}",
    not_said_any: "no indicó que no hay nada que responder en {q}",
    compare: [
        "su respuesta a {q} es inferior a {v}",
        "su respuesta a {q} no supera {v}",
        "su respuesta a {q} es superior a {v}",
        "su respuesta a {q} es igual o superior a {v}",
    ],
    grade_up: "su respuesta a {q} es {v}",
    grade_down: "su respuesta a {q} es {v}",
    fact_known: "completó {q}",
    not_fact_known: "no completó {q}",
    at_question: "{c}",
    at_text: "{c}",
    any_row: "al menos en una fila, {x}",
    all_rows: "en cada fila completada, {x}",
    and: " y ",
    or: " o ",
};

fn clauses(grammar: Grammar) -> &'static Clauses {
    match grammar {
        Grammar::French => &FRENCH,
        Grammar::English => &ENGLISH,
        Grammar::Spanish => &SPANISH,
    }
}

impl<'a> Wording<'a> {
    /// A condition as a clause after "if": "vous avez répondu « Oui » à la question 10".
    pub fn condition(&self, condition: &'a Condition, row: Option<&Row>) -> String {
        self.polar(&polar(condition, true), row, false)
    }

    /// A clause, filled in.
    fn clause(&self, clause: &'static str, values: &[(&str, &str)]) -> String {
        fill(&self.part(clause), values)
    }

    fn polar(&self, polar: &Polar<'a>, row: Option<&Row>, inner: bool) -> String {
        let words = clauses(self.grammar);
        match polar {
            Polar::Atom(atom, truth) => self.atom(atom, *truth, row),
            Polar::All(parts) | Polar::Any(parts) => {
                let joint = if matches!(polar, Polar::All(_)) { words.and } else { words.or };
                let joined =
                    parts.iter().map(|part| self.polar(part, row, true)).collect::<Vec<_>>().join(&self.part(joint));
                if inner { format!("({joined})") } else { joined }
            }
        }
    }

    fn atom(&self, atom: &'a Atom, truth: bool, row: Option<&Row>) -> String {
        let words = clauses(self.grammar);
        let (place, shape) = self.place(atom.operand, row);
        let clause = match (&atom.test, truth) {
            (Test::Answered, true) if matches!(atom.operand, Operand::FactRows(_)) => {
                self.clause(words.fact_known, &[("q", &place)])
            }
            (Test::Answered, false) if matches!(atom.operand, Operand::FactRows(_)) => {
                self.clause(words.not_fact_known, &[("q", &place)])
            }
            (Test::Answered, true) => self.clause(words.answered, &[("q", &place)]),
            (Test::Answered, false) => self.clause(words.not_answered, &[("q", &place)]),
            (Test::Said(None), true) => self.clause(words.said_any, &[("q", &place)]),
            (Test::Said(None), false) => self.clause(words.not_said_any, &[("q", &place)]),
            (Test::Said(Some(said)), truth) => {
                let value = self.grammar.quoted(&self.said(*said));
                self.clause(if truth { words.said } else { words.not_said }, &[("q", &place), ("v", &value)])
            }
            (Test::Has(code), truth) => {
                let value = self.literal(&Literal::Code(code.clone()), shape);
                self.clause(if truth { words.ticked } else { words.not_ticked }, &[("q", &place), ("v", &value)])
            }
            (Test::In(literals), truth) => {
                let value = self.several(literals.iter(), shape);
                self.clause(
                    if truth { words.answered_value } else { words.answered_other },
                    &[("q", &place), ("v", &value)],
                )
            }
            (Test::Grades(comparison, _, codes), truth) => {
                let AnswerShape::One { choices, .. } = shape.unwrap_or(&AnswerShape::Nothing) else { return place };
                let passing: Vec<Literal> = choices
                    .iter()
                    .filter(|choice| codes.contains(&choice.code) == truth)
                    .map(|choice| Literal::Code(choice.code.clone()))
                    .collect();
                let value = self.several(passing.iter(), shape);
                let up = matches!(comparison, Comparison::Greater | Comparison::GreaterOrEqual);
                self.clause(if up { words.grade_up } else { words.grade_down }, &[("q", &place), ("v", &value)])
            }
            (Test::Compare(comparison, literal), truth) => self.comparison(*comparison, literal, truth, &place, shape),
        };
        match atom.operand {
            Operand::AnyRow(..) if truth => self.clause(words.any_row, &[("x", &clause)]),
            // Not any is all not; not all is any not.
            Operand::AnyRow(..) => self.clause(words.all_rows, &[("x", &clause)]),
            Operand::AllRows(..) if truth => self.clause(words.all_rows, &[("x", &clause)]),
            Operand::AllRows(..) => self.clause(words.any_row, &[("x", &clause)]),
            _ => clause,
        }
    }

    fn comparison(
        &self,
        comparison: Comparison,
        literal: &Literal,
        truth: bool,
        place: &str,
        shape: Option<&'a AnswerShape>,
    ) -> String {
        let words = clauses(self.grammar);
        let value = self.literal(literal, shape);
        let equal = match comparison {
            Comparison::Equal => Some(truth),
            Comparison::Unequal => Some(!truth),
            _ => None,
        };
        if let Some(equal) = equal {
            // Surely not "yes" is "no".
            let (equal, value) = match (shape, literal) {
                (Some(AnswerShape::YesNo), Literal::Code(code)) if !equal => {
                    (true, self.grammar.quoted(&self.yes_no(code != "yes")))
                }
                _ => (equal, value),
            };
            return self.clause(
                if equal { words.answered_value } else { words.answered_other },
                &[("q", place), ("v", &value)],
            );
        }
        let index = match (comparison, truth) {
            (Comparison::Less, true) | (Comparison::GreaterOrEqual, false) => 0,
            (Comparison::LessOrEqual, true) | (Comparison::Greater, false) => 1,
            (Comparison::Greater, true) | (Comparison::LessOrEqual, false) => 2,
            _ => 3,
        };
        self.clause(words.compare[index], &[("q", place), ("v", &value)])
    }

    fn several<'l>(&self, literals: impl Iterator<Item = &'l Literal>, shape: Option<&'a AnswerShape>) -> String {
        literals
            .map(|literal| self.literal(literal, shape))
            .collect::<Vec<_>>()
            .join(&self.part(clauses(self.grammar).or))
    }

    fn literal(&self, literal: &Literal, shape: Option<&'a AnswerShape>) -> String {
        match (literal, shape) {
            (Literal::Code(code), Some(AnswerShape::YesNo)) => self.grammar.quoted(&self.yes_no(code == "yes")),
            (Literal::Code(code), Some(AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. })) => {
                let label = choices
                    .iter()
                    .find(|choice| choice.code == *code)
                    .map_or_else(|| code.clone(), |choice| self.label(choice).plain());
                self.grammar.quoted(&label)
            }
            (Literal::Code(code), _) => self.grammar.quoted(code),
            (Literal::Number(number), _) => canevas_model::condition::number_json(*number).to_string(),
            (literal @ Literal::Date(_), shape) => {
                shape.map_or_else(String::new, |shape| self.answer(shape, &literal.to_json()))
            }
        }
    }

    /// Where an answer was given, in words, and its shape.
    fn place(&self, operand: Operand, row: Option<&Row>) -> (String, Option<&'a AnswerShape>) {
        let model = self.copy.model;
        let words = clauses(self.grammar);
        let label = |question: &'a Question| {
            let text = question
                .short
                .as_ref()
                .or(question.ask.as_ref())
                .map_or_else(|| question.id.clone(), |text| self.plain(text, None));
            self.grammar.quoted(text.lines().next().unwrap_or_default())
        };
        let at = |text: &str| self.clause(words.at_text, &[("c", text)]);
        match operand {
            Operand::Fact(fact) | Operand::FactRows(fact) => {
                let fact = &model.facts[fact];
                let (text, shape) = match &fact.kind {
                    FactKind::Value { shape, .. } => (fact.ask.as_ref(), Some(shape)),
                    FactKind::List { fields, .. } => {
                        (fact.ask.as_ref().or_else(|| fields.first().and_then(|field| field.ask.as_ref())), None)
                    }
                };
                let text = text.map_or_else(|| fact.id.clone(), |text| self.plain(text, None));
                let quoted = self.grammar.quoted(text.trim());
                (if shape.is_some() { at(&quoted) } else { quoted }, shape)
            }
            Operand::SameRow(question) => (
                self.clause(words.at_question, &[("c", &self.cite(question, row))]),
                Some(&model.questions[question].shape),
            ),
            Operand::Question(question) | Operand::AnyRow(question, None) | Operand::AllRows(question, None) => (
                self.clause(words.at_question, &[("c", &self.cite(question, None))]),
                Some(&model.questions[question].shape),
            ),
            Operand::Field(question, field) => {
                let field = &model.questions[question].fields[field];
                (at(&label(field)), Some(&field.shape))
            }
            Operand::GroupField(question, field)
            | Operand::AnyRow(question, Some(field))
            | Operand::AllRows(question, Some(field)) => {
                let field = &model.questions[question].fields[field];
                let place = format!("{} ({})", label(field), self.cite(question, None));
                (at(&place), Some(&field.shape))
            }
        }
    }
}
