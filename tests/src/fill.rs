//! Random returns of a copy: mostly of the right kind, then often mended until they are valid.

use crate::random::Random;
use canevas_model::{AnswerShape, FactKind, Question, RespondentsKind, canonical};
use canevas_project::{CopyCode, FactValue, FormCopy};
use canevas_responses::{AnswerPath, ResponsePath};
use canevas_validate::{FailureKind, FailureSubject, verdict, verdict_as_complete};
use serde_json::{Map, Value, json};

/// A random return.
pub fn fill(random: &mut Random, copy: &FormCopy<'_>) -> Value {
    let mut fill = Fill { random, copy, wrong: 0 };
    // Most returns hold no wrong kinds; some hold several.
    fill.wrong = *fill.random.pick(&[0, 0, 0, 3, 15]);
    let mut json = fill.whole();
    if fill.random.percent(65) {
        fill.mend(&mut json);
    }
    if fill.random.percent(10) {
        fill.spoil(&mut json);
    }
    json
}

struct Fill<'a, 'r> {
    random: &'r mut Random,
    copy: &'a FormCopy<'a>,
    /// Chance of a wrong kind, of a hundred.
    wrong: u64,
}

impl Fill<'_, '_> {
    fn whole(&mut self) -> Value {
        let status = if self.random.percent(80) { "complete" } else { "draft" };
        let model = self.copy.model;
        let mut json = json!({
            "canevas": 1, "form": model.form, "edition": model.edition,
            "definition": canonical::definition_digest(model),
            "language": self.random.pick(&["en", "fr"]), "status": status,
        });
        if self.random.percent(95) {
            json["facts"] = self.facts();
        }
        let mut answers = Map::new();
        let chance = *self.random.pick(&[30, 60, 90]);
        for question in model.questions.iter().filter(|question| question.takes_answer()) {
            self.question(question, chance, &mut answers);
        }
        json["answers"] = answers.into();
        json
    }

    fn facts(&mut self) -> Value {
        let mut facts = self.copy.facts_in(&self.copy.model.source_language);
        if self.copy.code == CopyCode::Blank && self.random.percent(90) {
            let codes: &[&str] = match self.copy.model.respondents.kind() {
                RespondentsKind::Countries => &["TUN"],
                RespondentsKind::Nobody => &[],
                RespondentsKind::Listed => &["north", "south", "nowhere"],
            };
            if let Some((key, code)) =
                self.copy.model.respondents.key().zip(codes.get(facts.len() % 3).or(codes.first()))
            {
                facts.insert(key.to_owned(), (*code).into());
            }
        }
        for (index, fact) in self.copy.model.facts.iter_enumerated() {
            match (&fact.kind, self.copy.fact(index)) {
                (FactKind::Value { shape, .. }, None) if self.random.percent(85) => {
                    facts.insert(fact.id.to_string(), self.value(shape));
                }
                (FactKind::List { fields, .. }, None) if self.random.percent(60) => {
                    let mut keys = vec!["r1", "r2"];
                    if self.copy.is_blank() && self.random.percent(30) {
                        keys = vec!["north", "r1"];
                    }
                    let keys = self.random.some(&keys, 60);
                    let rows: Map<String, Value> = keys
                        .into_iter()
                        .map(|key| {
                            let mut row = Map::new();
                            for field in fields {
                                if self.random.percent(60) {
                                    row.insert(field.id.to_string(), self.value(&field.shape));
                                }
                            }
                            (key.to_owned(), row.into())
                        })
                        .collect();
                    facts.insert(fact.id.to_string(), rows.into());
                }
                (FactKind::List { fields, .. }, Some(FactValue::Rows(rows))) => {
                    for row in rows {
                        for field in fields {
                            if self.random.percent(30)
                                && facts[fact.id.as_str()][&row.key].get(field.id.as_str()).is_none()
                            {
                                facts[fact.id.as_str()][&row.key][field.id.as_str()] = self.value(&field.shape);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        facts.into()
    }

    fn question(&mut self, question: &Question, chance: u64, answers: &mut Map<String, Value>) {
        let chosen = if self.random.percent(chance) { Some(self.answer(question)) } else { None };
        if let Some(answer) = &chosen {
            answers.insert(question.id.to_string(), answer.clone());
        }
        let mut sides: Vec<String> =
            question.choices().iter().filter(|c| c.specify.is_some()).map(|c| c.code.to_string()).collect();
        if question.comment.is_some() {
            sides.push("comment".to_owned());
        }
        if let Some(units) = &question.units {
            let codes: Vec<&str> = units.choices().iter().map(|unit| unit.code.as_str()).collect();
            let unit = match question.for_each {
                None => unit(&codes, answers.len()),
                Some(_) => {
                    let rows = chosen.as_ref().and_then(Value::as_object);
                    let keys = rows.into_iter().flat_map(Map::keys).enumerate();
                    let units: Map<String, Value> =
                        keys.filter_map(|(at, key)| Some((key.clone(), unit(&codes, answers.len() + at)?))).collect();
                    (!units.is_empty()).then(|| units.into())
                }
            };
            answers.extend(unit.map(|unit| (format!("{}.unit", question.id), unit)));
        }
        for side in sides {
            if self.random.percent(15) {
                let text = match question.for_each {
                    None => self.text(None),
                    Some(_) => self.by_row(question, &mut |fill| fill.text(None)),
                };
                answers.insert(format!("{}.{side}", question.id), text);
            }
        }
    }

    fn answer(&mut self, question: &Question) -> Value {
        if question.for_each.is_some() {
            self.by_row(question, &mut |fill| fill.one(question))
        } else {
            self.one(question)
        }
    }

    fn by_row(&mut self, question: &Question, value: &mut dyn FnMut(&mut Self) -> Value) -> Value {
        let rows = question.for_each.map(|rows| self.copy.rows(rows)).unwrap_or_default();
        let mut keys: Vec<String> = rows.into_iter().map(|row| row.key).collect();
        if question.for_each.is_some_and(|rows| !self.copy.rows_are_closed(rows)) && self.random.percent(40) {
            keys.push("north".to_owned());
        }
        if self.random.percent(self.wrong) {
            keys.push(if self.random.percent(50) { "nowhere" } else { "No where" }.to_owned());
        }
        let chance = *self.random.pick(&[50, 95]);
        let rows: Map<String, Value> =
            self.random.some(&keys, chance).into_iter().map(|key| (key, value(self))).collect();
        rows.into()
    }

    /// One answer: a value, or something said.
    fn one(&mut self, question: &Question) -> Value {
        if !question.can_say.is_empty() && self.random.percent(30) {
            return json!({ "said": self.random.pick(&question.can_say).word() });
        }
        if self.random.percent(self.wrong) {
            return self.nonsense();
        }
        match &question.shape {
            AnswerShape::Group => {
                let mut fields = Map::new();
                while fields.is_empty() {
                    fields = self.fields(question);
                }
                fields.into()
            }
            AnswerShape::Rows { .. } => {
                let rows: Vec<Value> = (0..self.random.between(1, 4))
                    .map(|index| {
                        let mut row = Map::new();
                        if self.random.percent(50) {
                            row.insert("_row".to_owned(), format!("r{}", index + 1).into());
                        }
                        row.extend(self.fields(question));
                        row.into()
                    })
                    .collect();
                rows.into()
            }
            shape => self.value(shape),
        }
    }

    fn fields(&mut self, question: &Question) -> Map<String, Value> {
        let mut fields = Map::new();
        for field in &question.fields {
            self.question(field, 70, &mut fields);
        }
        if self.random.percent(self.wrong) {
            fields.insert("unknown".to_owned(), "x".into());
        }
        fields
    }

    fn nonsense(&mut self) -> Value {
        let nonsense = [
            json!(""),
            json!(" \u{200b}\n"),
            json!([]),
            json!({}),
            json!(null),
            json!(true),
            json!("zzz"),
            json!("0999-10-10"),
            json!(3.5),
            json!(["zzz"]),
            json!(-1),
            json!({ "said": "nothing" }),
            json!({ "said": "nothing_to_report", "x": 1 }),
            json!("2023-02-30"),
            json!(["a", "a"]),
            json!(9_007_199_254_740_993_i64),
            json!("2023-1-01"),
            json!("2023-01-01\n"),
            json!(4.0),
        ];
        self.random.pick(&nonsense).clone()
    }

    fn text(&mut self, max_length: Option<u32>) -> Value {
        let texts = ["x", "yes", "a\nb", "é😀", "😀😀😀😀", "RAS"];
        if max_length.is_none() || self.random.percent(15) {
            return (*self.random.pick(&["x", "no", "a longer text", "[…]", "😀😀😀😀😀😀😀"])).into();
        }
        (*self.random.pick(&texts)).into()
    }

    /// A value of a simple shape, often near its bounds.
    fn value(&mut self, shape: &AnswerShape) -> Value {
        match shape {
            AnswerShape::Text { max_length, format: None } => self.text(*max_length),
            AnswerShape::Text { format: Some(format), .. } => {
                let samples: Vec<&str> = format.right.iter().chain(format.wrong).copied().collect();
                (*self.random.pick(&samples)).into()
            }
            AnswerShape::YesNo => (*self.random.pick(&["yes", "no"])).into(),
            AnswerShape::One { choices, .. } => (&self.random.pick(choices).code).into(),
            AnswerShape::Many { choices, .. } => {
                let codes: Vec<&str> = choices.iter().map(|choice| choice.code.as_str()).collect();
                let chance = *self.random.pick(&[20, 60]);
                let mut codes = self.random.some(&codes, chance);
                if self.random.percent(self.wrong) {
                    codes.push(codes[0]);
                }
                codes.into()
            }
            AnswerShape::Year { from, .. } if from.is_some_and(|from| from > 1000) => {
                self.random.between(2021, 2024).into()
            }
            AnswerShape::Year { .. } => self.random.between(996, 1006).into(),
            AnswerShape::Number(number) if number.whole => self.random.between(-1, 9).into(),
            AnswerShape::Number(_) => {
                // A quotient of whole numbers has no more decimals than it is written with; a difference may have.
                let tenths = f64::from(self.random.below(90) as u32) - 10.0;
                serde_json::Number::from_f64(tenths / 10.0).map_or(Value::Null, Value::Number)
            }
            AnswerShape::Date { .. } => (*self.random.pick(&[
                "2022-04-30",
                "2022-05-01",
                "2022-12-31",
                "2023-02-28",
                "2023-04-10",
                "2023-04-30",
                "2023-05-01",
                "2024-02-29",
                "1000-10-10",
            ]))
            .into(),
            AnswerShape::Month { .. } => {
                (*self.random.pick(&["2022-04", "2022-05", "2022-12", "2023-04", "2023-05", "2024-02", "1999-12"]))
                    .into()
            }
            AnswerShape::NamesAndRoles { .. } => {
                let items: Vec<Value> = (0..self.random.between(1, 4))
                    .map(|_| {
                        if self.random.percent(50) {
                            json!({ "name": "A" })
                        } else {
                            json!({ "name": "B", "role": "C" })
                        }
                    })
                    .collect();
                items.into()
            }
            AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::Nothing => Value::Null,
        }
    }

    /// Removes what is hidden, gives what is missing, draws anew what is out of bounds.
    fn mend(&mut self, json: &mut Value) {
        self.wrong = 0;
        for _ in 0..12 {
            let found =
                if self.random.percent(50) { verdict(self.copy, json) } else { verdict_as_complete(self.copy, json) };
            for failure in &found.failures {
                let again = match failure.kind {
                    FailureKind::Missing | FailureKind::Unspecified | FailureKind::NoComment => true,
                    FailureKind::Hidden
                    | FailureKind::NotChosen
                    | FailureKind::UnknownKey(_)
                    | FailureKind::UnknownRow(_) => false,
                    _ => self.random.percent(60),
                };
                match failure.subject {
                    FailureSubject::Question { question, field } => {
                        let question = &self.copy.model.questions[question];
                        let is_whole =
                            failure.path.answer().is_some_and(|path| *path == AnswerPath::of_key(&path.key()));
                        let value = match field {
                            _ if matches!(failure.kind, FailureKind::Unspecified | FailureKind::NoComment) => {
                                match question.for_each {
                                    Some(_) if is_whole => self.by_row(question, &mut |fill| fill.text(None)),
                                    _ => self.text(None),
                                }
                            }
                            Some(field) => self.one(&question.fields[field]),
                            None if is_whole => self.answer(question),
                            None => self.one(question),
                        };
                        put(json, &failure.path.pointer(), again.then_some(value));
                    }
                    FailureSubject::Fact(_) | FailureSubject::Head
                        if matches!(failure.path, ResponsePath::Fact(_))
                            || failure.path == ResponsePath::head("facts") =>
                    {
                        json["facts"] = self.facts();
                    }
                    _ => {}
                }
            }
            if found.failures.is_empty() {
                return;
            }
        }
    }

    /// One thing wrong in the head or the facts.
    fn spoil(&mut self, json: &mut Value) {
        match self.random.below(12) {
            0 => json["unread"] = json!({ "/q1": "perhaps" }),
            1 => json["status"] = "finished".into(),
            2 => put(json, "/language", None),
            3 => {
                let who = self.copy.model.respondents.key().unwrap_or("country");
                put(json, &format!("/facts/{who}"), Some("CIV".into()));
            }
            4 => put(json, "/facts/f_yes", Some("yes".into())),
            5 => json["answers"]["nowhere"] = "x".into(),
            6 => json["definition"] = "sha256:1".into(),
            7 => put(json, "/facts/f_number", None),
            8 => put(json, "/facts/f_list/north", None),
            9 => put(json, "/facts/f_list/north/f_title", None),
            10 => put(json, "/facts/f_list/north/f_title", Some("Nord".into())),
            _ => json["edition"] = "2021".into(),
        }
    }
}

/// Puts or removes the value at a pointer whose parent is there.
fn put(json: &mut Value, path: &str, value: Option<Value>) {
    let Some((parent, key)) = path.rsplit_once('/') else { return };
    match (json.pointer_mut(parent), value) {
        (Some(Value::Object(parent)), Some(value)) => {
            parent.insert(key.to_owned(), value);
        }
        (Some(Value::Object(parent)), None) => {
            parent.shift_remove(key);
        }
        (Some(Value::Array(parent)), value) => {
            if let Some(item) = key.parse::<usize>().ok().and_then(|index| parent.get_mut(index)) {
                *item = value.unwrap_or_else(|| json!({}));
            }
        }
        _ => {}
    }
}

/// A unit, now and then none, or one that there is not. It follows from a number, and leaves all other choices as they are.
fn unit(codes: &[&str], number: usize) -> Option<Value> {
    match number % 7 {
        0 => None,
        1 => Some("stone".into()),
        number => Some(codes[number % codes.len()].into()),
    }
}
