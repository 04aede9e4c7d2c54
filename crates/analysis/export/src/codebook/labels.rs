//! What tables and columns are called in words. Nothing is said that the form does not say, but for the words around its questions.

use super::columns::Author;
use super::sources::{Source, SourceOf};
use crate::table::{
    AnswerPart, COUNTRY, Column, ColumnSource, EDITION, ITEM, LANGUAGE, PLACE, QUESTION, RESPONDENT, RESPONDENT_NAME,
    RETURN, ROW, STATE, STATUS, TableOf, VALUE, WHY,
};
use canevas_evidence::Target;
use canevas_model::Text;
use canevas_responses::CompanionField;
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::export::ExportWord;
use canevas_wording::ui::report::ReportWord;
use std::fmt::Display;

impl<'a> Author<'a> {
    /// The title of the form.
    pub(super) fn title(&self) -> Option<String> {
        let wording = self.newest()?;
        Some(line(&wording, &wording.copy.model.title))
    }

    /// What a row of a table is.
    pub(super) fn table_label(&self, table: usize) -> Option<String> {
        let wording = self.newest()?;
        let word = match self.plan.tables[table].of {
            TableOf::Returns => ExportWord::Returns,
            TableOf::Answers => ExportWord::Answers,
            TableOf::LeftOut => ExportWord::LeftOut,
            TableOf::Question(_) | TableOf::Fact(_) => {
                let source = self.sources.of_table(table).max_by_key(|source| source.edition)?;
                return Some(wording.filled(ExportWord::RowsOf, &[("question", &self.whole(source))]));
            }
        };
        Some(wording.word(word).into_owned())
    }

    /// What a column is. `newest` is what fills it in the latest edition.
    pub(super) fn label(&self, column: &Column, newest: Option<&Source>) -> Option<String> {
        match (&column.source, newest) {
            (ColumnSource::Key(key), _) => key_label(&self.newest()?, key),
            (_, None) => None,
            (ColumnSource::Fact { .. } | ColumnSource::Computed(_), Some(source)) => Some(self.source_label(source)),
            (ColumnSource::Answer { part, .. }, Some(source)) => {
                let wording = self.wording(source.edition);
                let question = self.question(source)?;
                let own = |text: &'a Option<Text>, word| {
                    text.as_ref().map_or_else(|| wording.word(word).into_owned(), |text| line(&wording, text))
                };
                let beside = match part {
                    AnswerPart::Value => None,
                    AnswerPart::Said => Some(wording.word(ExportWord::Said).into_owned()),
                    AnswerPart::Beside(CompanionField::Unit) => Some(wording.word(Common::Unit).into_owned()),
                    AnswerPart::Beside(companion) => companion.label(question).map(|text| line(&wording, text)),
                    AnswerPart::Name => Some(own(&question.name_label, Common::Name)),
                    AnswerPart::Role => Some(own(&question.role_label, Common::Role)),
                };
                Some(joined([Some(self.source_label(source)), beside]))
            }
        }
    }

    /// A question or fact, and the field of it.
    fn source_label(&self, source: &Source) -> String {
        let wording = self.wording(source.edition);
        let model = wording.copy.model;
        let field = match source.of {
            SourceOf::Answer(Target { question, field }) => field.map(|field| {
                let field = &model.questions[question].fields[field];
                called(&wording, field.ask.as_ref(), &field.id)
            }),
            SourceOf::Computed(_) => None,
            SourceOf::Fact(fact, field) => field
                .and_then(|field| model.facts[fact].fields().get(field))
                .map(|field| called(&wording, field.ask.as_ref(), &field.id)),
        };
        let is_bare = matches!(source.of, SourceOf::Fact(fact, Some(_)) if model.facts[fact].ask.is_none());
        joined([(!is_bare).then(|| self.whole(source)), field])
    }

    /// The question or fact that something belongs to.
    fn whole(&self, source: &Source) -> String {
        let wording = self.wording(source.edition);
        let model = wording.copy.model;
        match source.of {
            SourceOf::Answer(target) => {
                let question = &model.questions[target.question];
                // The words of a repeated question are those of one row.
                let [first, other] = match question.for_each {
                    Some(_) => [&question.short, &question.ask],
                    None => [&question.ask, &question.short],
                };
                called(&wording, first.as_ref().or(other.as_ref()), &question.id)
            }
            // What it is computed from says what it is.
            SourceOf::Computed(number) => {
                let number = &model.computed[number];
                format!("{} = {}", number.id, number.expression.canonical(model))
            }
            SourceOf::Fact(fact, _) => called(&wording, model.facts[fact].ask.as_ref(), &model.facts[fact].id),
        }
    }

    /// What the form asks for the values of a column, line breaks and all.
    pub(super) fn asked_text(&self, column: &Column, source: &Source) -> Option<String> {
        let text = match (&column.source, source.of) {
            (ColumnSource::Answer { part: AnswerPart::Said, .. }, _) => None,
            (ColumnSource::Answer { part: AnswerPart::Beside(companion), .. }, _) => {
                companion.label(self.question(source)?)
            }
            (_, SourceOf::Answer(_)) => self.question(source)?.ask.as_ref(),
            (_, SourceOf::Computed(_)) => None,
            (_, SourceOf::Fact(fact, field)) => {
                let fact = &self.wording(source.edition).copy.model.facts[fact];
                match field {
                    Some(field) => fact.fields().get(field)?.ask.as_ref(),
                    None => fact.ask.as_ref(),
                }
            }
        };
        Some(lines(&self.wording(source.edition), text?))
    }

    /// The title of the section of a question.
    pub(super) fn section(&self, source: &Source) -> Option<String> {
        let wording = self.wording(source.edition);
        let model = wording.copy.model;
        let section = model.questions[source.target()?.question].section;
        Some(line(&wording, &model.sections[section].title))
    }

    /// The unit of the numbers of a column.
    pub(super) fn unit(&self, column: &Column, source: &Source) -> Option<String> {
        let is_value = matches!(&column.source, ColumnSource::Answer { part: AnswerPart::Value, .. });
        let unit = self.question(source).filter(|_| is_value)?.unit.as_ref()?;
        Some(line(&self.wording(source.edition), unit))
    }
}

/// A text without marks; a line for each paragraph.
fn lines<'a>(wording: &Wording<'a>, text: &'a Text) -> String {
    wording.rich(text, None).with_short_brackets().plain()
}

/// A text in one line.
fn line<'a>(wording: &Wording<'a>, text: &'a Text) -> String {
    lines(wording, text).replace('\n', " ")
}

/// A text in one line, or the id where there is no text.
fn called<'a>(wording: &Wording<'a>, text: Option<&'a Text>, id: &dyn Display) -> String {
    text.map_or_else(|| id.to_string(), |text| line(wording, text))
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

fn key_label(wording: &Wording<'_>, key: &str) -> Option<String> {
    let word = match key {
        EDITION => wording.word(DocumentWord::Edition),
        COUNTRY | RESPONDENT => return Some(wording.respondent_word().text),
        RESPONDENT_NAME => wording.word(ExportWord::RespondentName),
        RETURN => wording.word(ExportWord::Return),
        LANGUAGE => wording.word(ExportWord::Language),
        STATUS => wording.word(DocumentWord::Status),
        ROW => wording.word(ExportWord::Row),
        ITEM => wording.word(ExportWord::Item),
        QUESTION => wording.word(ReportWord::Question),
        STATE => wording.word(ExportWord::State),
        VALUE => wording.word(ExportWord::Value),
        PLACE => wording.word(ExportWord::Place),
        WHY => wording.word(ExportWord::Why),
        _ => return None,
    };
    Some(word.into_owned())
}
