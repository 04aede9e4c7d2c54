//! Questions: number, text, help, example, and the place to answer.

use super::answers::Ask;
use super::builder::Builder;
use super::given::PlaceState;
use crate::doc::{Block, Inline, Keep, Mark, Paragraph, Style};
use crate::tags::{ControlPath, ControlPlace as _};
use canevas_model::{AnswerShape, Control, FieldIx, Question, Text};
use canevas_project::{OutlineQuestion, Repetition, Row};
use canevas_responses::{AnswerPath, ResponsePath};
use canevas_wording::ui::{common::Common, desk::DeskWord};

impl<'a> Builder<'a> {
    pub(super) fn question(&mut self, view: &'a OutlineQuestion<'a>) {
        if !self.presence(&view.presence, Common::AnswerIf) {
            return;
        }
        match &view.repetition {
            Repetition::Once => self.asked(view, None),
            Repetition::Table(rows) => {
                let rows: Vec<&Row> =
                    rows.iter().filter(|row| self.includes(&answer_path(view.question, Some(row)))).collect();
                if rows.is_empty() {
                    return;
                }
                self.heading_of(view, None);
                match self.same_word(view.question, &rows) {
                    Some(word) => self.tell(Style::NotAsked, &word),
                    None => self.row_table(view, &rows),
                }
            }
            Repetition::PerRow(rows) => {
                for row in rows {
                    self.asked(view, Some(row));
                }
                self.total_of_rows(view);
            }
        }
    }

    /// What a document for reading says of every row alike, where no row has an answer.
    fn same_word(&self, question: &'a Question, rows: &[&Row]) -> Option<String> {
        let given = self.read_answers()?;
        let word = |row: &&Row| {
            let path = answer_path(question, Some(row));
            if given.filling.remarks.contains_key(&path) {
                return None;
            }
            match self.state(question, &path) {
                PlaceState::Instead(word) => Some(word),
                PlaceState::Open | PlaceState::Also(_) => None,
            }
        };
        let first = rows.first().and_then(word)?;
        rows.iter().all(|row| word(row).as_ref() == Some(&first)).then_some(first)
    }

    fn asked(&mut self, view: &'a OutlineQuestion<'a>, row: Option<&Row>) {
        let question = view.question;
        let path = answer_path(question, row);
        // What is only read asks nothing, and has no answer.
        if !self.includes(&path) || self.reads() && question.shape == AnswerShape::Nothing {
            return;
        }
        let condition = row.and_then(|row| self.wording.row_condition(question, Common::AnswerIf, row));
        if let Some(line) = condition.filter(|_| !self.reads()) {
            self.own_line(Style::Condition, line);
        }
        self.heading_of(view, row);
        self.remark(&path);
        match self.state(question, &path) {
            PlaceState::Open => {}
            PlaceState::Also(word) => {
                let line = self.told(Style::NotAsked, &word).kept();
                self.push(line);
            }
            PlaceState::Instead(word) => return self.tell(Style::NotAsked, &word),
        }
        let number = self.wording.number(view.index, row);
        let place = ResponsePath::Answer(path.clone());
        let ask = self.ask_for(question, &place, &number, row, false);
        let is_said = self.reads() && self.said(question, &place).is_some();
        match &question.shape {
            _ if is_said => {}
            AnswerShape::Nothing => {}
            AnswerShape::NamesAndRoles { .. } | AnswerShape::Rows { .. }
                if self.read_answers().is_some() && self.given_rows(question, &path).is_empty() =>
            {
                let word = self.no_answer();
                self.tell(Style::NotAsked, &word);
            }
            AnswerShape::Group if question.control == Control::SignOff => self.sign_off(question, &path, &number),
            AnswerShape::Group => self.group(question, &path, &number, row),
            AnswerShape::NamesAndRoles { at_least, at_most } => {
                self.names(question, &path, &number, *at_least, *at_most);
            }
            AnswerShape::Rows { at_least, at_most } => {
                self.repeat(question, &path, &number, *at_least, *at_most);
            }
            AnswerShape::Text { .. }
            | AnswerShape::YesNo
            | AnswerShape::One { .. }
            | AnswerShape::Many { .. }
            | AnswerShape::Number(_)
            | AnswerShape::Year { .. }
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. } => {
                let answer = self.simple(&ask);
                self.push_all(answer);
            }
        }
        let companions = self.companions(question, &ask);
        if let (Some(Block::Paragraph(last)), false) =
            (self.doc.blocks.last_mut(), question.can_say.is_empty() || companions.is_empty())
        {
            last.keep = Keep::Next;
        }
        self.push_all(companions);
    }

    /// What is asked of a question or field at a place.
    pub(super) fn ask_for<'b>(
        &self,
        question: &'a Question,
        place: &'b ResponsePath,
        number: &str,
        row: Option<&'b Row>,
        cell: bool,
    ) -> Ask<'a, 'b> {
        Ask {
            shape: &question.shape,
            control: question.control,
            unit: question.unit.as_ref(),
            units: question.units.as_ref(),
            place,
            alias: self.alias(number, name_of(question), &question.id, row),
            within: Vec::new(),
            cell,
            row,
        }
    }

    /// Number, text, help, instruction and example.
    fn heading_of(&mut self, view: &'a OutlineQuestion<'a>, row: Option<&Row>) {
        let question = view.question;
        if question.shape == AnswerShape::Nothing {
            if let Some(text) = &question.ask {
                self.texts(text, row, Style::BodyText, Style::BodyBullet);
            }
            return;
        }
        let mut lines = match &question.ask {
            Some(text) => {
                let rich = self.wording.rich(text, row);
                self.paragraphs(&rich, Style::QuestionMore, Style::QuestionBullet)
            }
            None => Vec::new(),
        };
        if lines.first().is_none_or(|line| line.style != Style::QuestionMore) {
            lines.insert(0, Paragraph::new(Style::QuestionMore, Vec::new()));
        }
        if let Some(first) = lines.first_mut() {
            first.style = if self.last_style() == Some(Style::Condition) { Style::QuestionIf } else { Style::Question };
            let number = Inline::marked(Mark::Number, self.wording.number(view.index, row));
            first.inlines.splice(0..0, [number, Inline::Tab]);
        }
        self.mark_required(&mut lines, question.required);
        self.push_all(lines);
        self.annotate(|b| {
            let tag = ControlPath::answer(&answer_path(question, row)).tag();
            let mut out = super::builder::annotation(b, &tag, question.show_if.outer.as_ref());
            if let Some(condition) = &question.show_if.row {
                out = format!("{out} · row: {}", condition.canonical(b.copy.model));
            }
            out
        });
        self.help(question, row, (question, None));
        if !self.reads() {
            self.last_year(question, row);
        }
    }

    /// What is remarked on a place, above its answer.
    fn remark(&mut self, path: &AnswerPath) {
        let Some(remarks) = self.given.and_then(|given| given.filling.remarks.get(path)) else { return };
        let lead = self.told(Style::Condition, &self.wording.word(DeskWord::WhatWeAsk)).strong().kept();
        self.push(lead);
        for line in remarks {
            self.tell(Style::Condition, line);
        }
    }

    /// The hint, how to answer, what must hold, and the example. `at` is the question, and the field of it where it is one.
    fn help(&mut self, question: &'a Question, row: Option<&Row>, at: (&'a Question, Option<FieldIx>)) {
        if self.reads() {
            return;
        }
        if let Some(text) = &question.hint {
            self.texts(text, row, Style::Hint, Style::HintBullet);
        }
        if let Some(line) = self.instruction(&question.shape) {
            self.own_line(Style::Hint, line);
        }
        for line in [self.wording.units(question), self.wording.not_published(question)].into_iter().flatten() {
            self.own_line(Style::Hint, line);
        }
        for must in at.0.must.iter().filter(|must| must.stands_at(at.1)) {
            match must.say() {
                Some(text) => self.texts(text, None, Style::Hint, Style::HintBullet),
                None => self.own_line(Style::Hint, self.wording.must(must)),
            }
        }
        if let Some(text) = &question.example {
            self.example(text, row);
        }
    }

    fn example(&mut self, text: &'a Text, row: Option<&Row>) {
        let rich = self.wording.example(text, row);
        let mut lines = self.paragraphs(&rich, Style::Example, Style::ExampleBullet);
        let label = Inline::marked(Mark::Label, self.common(Common::Example));
        if let [line] = lines.as_mut_slice()
            && line.style == Style::Example
        {
            line.inlines.splice(0..0, [label, Inline::Break]);
        } else {
            lines.insert(0, Paragraph::new(Style::Example, vec![label]));
        }
        self.push_all(lines);
    }

    /// An asterisk after the text of a question that needs an answer.
    pub(super) fn mark_required(&self, lines: &mut [Paragraph], required: bool) {
        if let Some(first) = lines.first_mut().filter(|_| required && !self.reads()) {
            first.inlines.push(Inline::marked(Mark::Required, "\u{a0}*"));
        }
    }

    /// The fields of a group, one after the other.
    fn group(&mut self, question: &'a Question, path: &AnswerPath, number: &str, row: Option<&Row>) {
        for (at, field) in question.fields.iter_enumerated() {
            let field_path = path.clone().field(&field.id);
            if !self.shows_any(field, &field_path) {
                continue;
            }
            if let Some(line) = self.wording.field_condition(field, row).filter(|_| !self.reads()) {
                self.own_line(Style::Condition, line);
            }
            let mut label = match &field.ask {
                Some(text) => {
                    let rich = self.wording.rich(text, row);
                    self.paragraphs(&rich, Style::FieldLabel, Style::QuestionBullet)
                }
                None => Vec::new(),
            };
            self.mark_required(&mut label, field.required);
            self.push_all(label);
            if let Some(word) = self.withheld_field(field, &field_path) {
                self.tell(Style::NotAsked, &word);
                continue;
            }
            let place = ResponsePath::Answer(field_path);
            self.annotate(|b| {
                let condition = field.show_if.row.as_ref().or(field.show_if.outer.as_ref());
                super::builder::annotation(b, &place.control().tag(), condition)
            });
            self.help(field, row, (question, Some(at)));
            let ask = self.ask_for(field, &place, number, row, false);
            let lines = self.whole(field, &ask);
            self.push_all(lines);
        }
    }
}

/// Where the answer to a question is, at a row of its `for_each`.
pub(super) fn answer_path(question: &Question, row: Option<&Row>) -> AnswerPath {
    let path = AnswerPath::question(&question.id);
    match row {
        Some(row) => path.in_row(&row.key),
        None => path,
    }
}

/// What a question or field is called in a few words.
pub(super) fn name_of(question: &Question) -> Option<&Text> {
    question.short.as_ref().or(question.ask.as_ref())
}
