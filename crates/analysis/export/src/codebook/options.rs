//! The values that a column may hold: its codes over all editions, and its bounds.

use super::CodebookOption;
use super::columns::Author;
use super::sources::Source;
use crate::left_out::WhyLeftOut;
use crate::long::AnswerState;
use crate::table::{AnswerPart, Column, ColumnSource, ROW, STATE, STATUS, WHY};
use canevas_model::{AnswerShape, Choice, ForEach, ListIx, Model};
use canevas_responses::CompanionField;
use canevas_wording::Wording;
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::export::ExportWord;
use canevas_wording::ui::report::ReportWord;

/// Codes while they are collected, from the latest edition to the earliest.
#[derive(Default)]
struct Codes {
    options: Vec<CodebookOption>,
    /// Whether the edition that is being read is the latest one with this column.
    is_newest: bool,
}

impl Codes {
    fn offer(&mut self, edition: Option<&str>, code: &str, label: String) {
        let known = self.options.iter().position(|option| option.code == code);
        let at = known.unwrap_or_else(|| {
            let retired = !self.is_newest;
            self.options.push(CodebookOption { code: code.to_owned(), label, editions: Vec::new(), retired });
            self.options.len() - 1
        });
        if let Some(edition) = edition {
            self.options[at].editions.insert(0, edition.to_owned());
        }
    }

    /// A code that only editions outside of the export offered.
    fn retired(&mut self, code: &str) {
        if !self.options.iter().any(|option| option.code == code) {
            self.options.push(CodebookOption {
                code: code.to_owned(),
                label: String::new(),
                editions: Vec::new(),
                retired: true,
            });
        }
    }
}

impl Author<'_> {
    /// The codes of a column, those of the latest edition first.
    pub(super) fn options(&self, table: usize, column: &Column, sources: &[Source]) -> Vec<CodebookOption> {
        let mut codes = Codes { is_newest: true, ..Codes::default() };
        match &column.source {
            ColumnSource::Key(key) => self.key_codes(table, key, &mut codes),
            ColumnSource::Answer { part: AnswerPart::Said, .. } => {
                for source in sources.iter().rev() {
                    let wording = self.wording(source.edition);
                    for code in self.question(source).into_iter().flat_map(|question| &question.can_say) {
                        codes.offer(Some(edition(&wording)), code.word(), wording.said(code).into_owned());
                    }
                    codes.is_newest = false;
                }
            }
            ColumnSource::Answer { part: AnswerPart::Value, .. } | ColumnSource::Fact { .. } => {
                for source in sources.iter().rev() {
                    self.shape_codes(source, &mut codes);
                    codes.is_newest = false;
                }
                for question in sources.iter().filter_map(|source| self.question(source)) {
                    question.retired_codes.iter().for_each(|code| codes.retired(code));
                }
            }
            ColumnSource::Answer { part: AnswerPart::Beside(CompanionField::Unit), .. } => {
                for source in sources.iter().rev() {
                    let units = self.question(source).and_then(|question| question.units.as_ref());
                    let wording = self.wording(source.edition);
                    if let Some(units) = units {
                        choice_codes(&wording, units.choices(), &mut codes);
                    }
                    codes.is_newest = false;
                }
            }
            ColumnSource::Answer { .. } | ColumnSource::Computed(_) => {}
        }
        codes.options
    }

    fn shape_codes(&self, source: &Source, codes: &mut Codes) {
        let wording = self.wording(source.edition);
        match self.shape(source) {
            Some(AnswerShape::YesNo) => {
                for (code, yes) in [("yes", true), ("no", false)] {
                    codes.offer(Some(edition(&wording)), code, wording.yes_no(yes).into_owned());
                }
            }
            Some(shape) => choice_codes(&wording, shape.choices(), codes),
            None => {}
        }
    }

    fn key_codes(&self, table: usize, key: &str, codes: &mut Codes) {
        let Some(wording) = self.newest() else { return };
        let mut offer = |code: &str, label: String| codes.offer(None, code, label);
        match key {
            STATUS => {
                for (code, word) in [("draft", DocumentWord::IsDraft), ("complete", DocumentWord::IsComplete)] {
                    offer(code, wording.word(word).into_owned());
                }
            }
            STATE => AnswerState::ALL.iter().for_each(|state| offer(state.word(), state_label(&wording, *state))),
            WHY => WhyLeftOut::ALL.iter().for_each(|why| offer(why.word(), why_label(&wording, *why))),
            ROW => self.row_codes(table, codes),
            _ => {}
        }
    }

    /// The keys of rows that stand in a list of the form.
    fn row_codes(&self, table: usize, codes: &mut Codes) {
        let mut lists: Vec<(usize, ListIx)> = Vec::new();
        for source in self.sources.of_table(table) {
            let model = self.wording(source.edition).copy.model;
            let each = source.target().and_then(|target| model.questions[target.question].for_each);
            if let Some(ForEach::List(list)) = each
                && !lists.contains(&(source.edition, list))
            {
                lists.push((source.edition, list));
            }
        }
        lists.sort_unstable_by_key(|(edition, _)| std::cmp::Reverse(*edition));
        for (at, list) in lists {
            let wording = self.wording(at);
            choice_codes(&wording, &wording.copy.model.lists[list].choices, codes);
            codes.is_newest = false;
        }
    }

    /// The bounds of a column of numbers, years, days or months.
    pub(super) fn range(&self, column: &Column, sources: &[Source]) -> [Option<String>; 2] {
        let takes_bounds =
            matches!(&column.source, ColumnSource::Answer { part: AnswerPart::Value, .. } | ColumnSource::Fact { .. });
        let mut all: Vec<[Option<Bound>; 2]> =
            sources.iter().filter(|_| takes_bounds).filter_map(|source| self.shape(source)).map(bounds).collect();
        let Some(mut range) = all.pop() else { return [None, None] };
        // An edition without a bound takes every value.
        for [low, high] in all {
            let [known_low, known_high] = range;
            range = [
                known_low.zip(low).map(|(a, b)| if b.is_below(&a) { b } else { a }),
                known_high.zip(high).map(|(a, b)| if a.is_below(&b) { b } else { a }),
            ];
        }
        range.map(|bound| bound.map(Bound::text))
    }
}

/// A bound: a number, or a day or month that orders as its text does.
enum Bound {
    Number(f64),
    Date(String),
}

impl Bound {
    fn is_below(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(own), Self::Number(other)) => own < other,
            (Self::Date(own), Self::Date(other)) => own < other,
            _ => false,
        }
    }

    fn text(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Date(text) => text,
        }
    }
}

fn bounds(shape: &AnswerShape) -> [Option<Bound>; 2] {
    match shape {
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => {
            [from, to].map(|bound| bound.clone().map(Bound::Date))
        }
        shape => {
            let number = shape.number();
            [number.and_then(|number| number.min), number.and_then(|number| number.max)]
                .map(|bound| bound.map(Bound::Number))
        }
    }
}

fn edition<'a>(wording: &Wording<'a>) -> &'a str {
    let model: &'a Model = wording.copy.model;
    &model.edition
}

fn choice_codes<'a>(wording: &Wording<'a>, choices: &'a [Choice], codes: &mut Codes) {
    for choice in choices {
        codes.offer(Some(edition(wording)), &choice.code, wording.label(choice).plain().replace('\n', " "));
    }
}

fn state_label(wording: &Wording<'_>, state: AnswerState) -> String {
    let word = match state {
        AnswerState::Answered => wording.word(ReportWord::Answered),
        AnswerState::Said => wording.word(ExportWord::StateSaid),
        AnswerState::Unanswered => wording.word(ReportWord::NotAnswered),
        AnswerState::NotAsked => wording.word(DocumentWord::NotAsked),
        AnswerState::LeftOut => wording.word(ExportWord::StateLeftOut),
    };
    word.into_owned()
}

fn why_label(wording: &Wording<'_>, why: WhyLeftOut) -> String {
    let word = match why {
        WhyLeftOut::Unknown => ExportWord::WhyUnknown,
        WhyLeftOut::WrongKind => ExportWord::WhyWrongKind,
        WhyLeftOut::Waiting => ExportWord::WhyWaiting,
    };
    wording.word(word).into_owned()
}
