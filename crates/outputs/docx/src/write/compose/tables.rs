//! Answers in tables: repeated rows, names and roles, and a group asked once per row.

use super::builder::Builder;
use super::questions::answer_path;
use super::questions::mark_required;
use crate::doc::{
    AnswerControl, ControlKind, Counter, Inline, Paragraph, Style, Table, TableLook, TableRow, TableRows,
};
use crate::tags::ControlPath;
use canevas_model::{AnswerShape, FactKind, Question, Text};
use canevas_ooxml::control::LONGEST_NAME;
use canevas_project::{OutlineQuestion, Row, RowSource};
use canevas_responses::{AnswerPath, ResponsePath};
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;

/// Rows that a table of repeats has before anyone adds one: LibreOffice adds none under protection.
const SPARE: u32 = 5;
/// Fields that fit beside one another.
const MOST_COLUMNS: usize = 4;

/// How wide the numbers of repeated rows stand, where the narrowest answer takes 8: four letters and a point are not torn.
const NUMBER: u32 = 5;

fn rows_of(at_least: Option<u32>, at_most: Option<u32>) -> usize {
    at_least.unwrap_or(0).max(SPARE).min(at_most.unwrap_or(u32::MAX)).max(1) as usize
}

impl<'a> Builder<'a> {
    fn head(&self, word: DocumentWord) -> Vec<Paragraph> {
        vec![Paragraph::new(Style::TableHead, vec![self.own(self.document_word(word))])]
    }

    fn caption(&self, question: &'a Question, number: &str) -> String {
        self.alias(number, question.short.as_ref().or(question.ask.as_ref()), &question.id, None)
    }

    /// Names and what they did, line by line.
    pub(super) fn names(
        &mut self,
        question: &'a Question,
        path: &AnswerPath,
        number: &str,
        at_least: Option<u32>,
        at_most: Option<u32>,
    ) {
        let counter = self.counter(false);
        let columns = [
            ("name", question.name_label.as_ref(), Common::Name),
            ("role", question.role_label.as_ref(), Common::Role),
        ];
        let label = |text: Option<&'a Text>, word: Common| {
            text.map_or_else(|| vec![self.own(self.common(word))], |text| self.line(text, None))
        };
        let mut header = vec![self.head(DocumentWord::RowNumber)];
        header.extend(columns.map(|(_, text, word)| vec![Paragraph::new(Style::TableHead, label(text, word))]));
        let item = path.clone().item(0);
        let mut cells = vec![row_number(counter, Style::RowNext)];
        cells.extend(columns.map(|(field, text, word)| {
            let control = AnswerControl {
                path: ControlPath::answer(&item.clone().field(field)),
                alias: text.map_or_else(|| self.common(word), |text| self.alias(number, Some(text), field, None)),
                part: None,
                kind: ControlKind::Text {
                    lines: field == "role",
                    prompt: self.document_word(DocumentWord::ClickToAnswer),
                },
            };
            vec![Paragraph::new(Style::TableCell, vec![control.into()])]
        }));
        let items = repeated(vec![cells], rows_of(at_least, at_most));
        let caption = self.caption(question, number);
        self.push_table(Table {
            caption: caption.clone(),
            look: TableLook::Wide,
            widths: vec![1, 6, 9],
            header,
            rows: TableRows::Repeating { path: ControlPath::answer(path), alias: caption, items },
        });
    }

    /// Repeated rows: fields side by side where they fit, else one under the other.
    pub(super) fn repeat(
        &mut self,
        question: &'a Question,
        path: &AnswerPath,
        number: &str,
        at_least: Option<u32>,
        at_most: Option<u32>,
    ) {
        let counter = self.counter(false);
        let side_by_side = question.fields.len() <= MOST_COLUMNS;
        let (mut header, mut widths) = (vec![self.head(DocumentWord::RowNumber)], vec![NUMBER]);
        if side_by_side {
            for field in &question.fields {
                header.push(self.field_head(field, None));
                widths.push(4 * width(field));
            }
        } else {
            header.extend([self.head(DocumentWord::RowTitle), self.head(DocumentWord::Answer)]);
            widths.extend([20, 40]);
        }
        let item = path.clone().item(0);
        let first = if side_by_side {
            let mut cells = vec![row_number(counter, Style::RowLabel)];
            cells.extend(question.fields.iter().map(|field| self.field_cell(field, &item, number, None)));
            vec![cells]
        } else {
            let rows = question.fields.iter().enumerate().map(|(at, field)| {
                // The rows of one item stay on one page.
                let style = if at + 1 < question.fields.len() { Style::RowNext } else { Style::RowLabel };
                let head = if at == 0 { row_number(counter, style) } else { vec![Paragraph::new(style, Vec::new())] };
                vec![head, self.field_head(field, None), self.field_cell(field, &item, number, None)]
            });
            rows.collect()
        };
        let items = repeated(first, rows_of(at_least, at_most));
        let caption = self.caption(question, number);
        self.push_table(Table {
            caption: caption.clone(),
            look: TableLook::Wide,
            widths,
            header,
            rows: TableRows::Repeating { path: ControlPath::answer(path), alias: caption, items },
        });
    }

    /// A question asked once per row, the rows one under the other in a table.
    pub(super) fn row_table(&mut self, view: &'a OutlineQuestion<'a>, rows: &[Row]) {
        let question = view.question;
        let is_group = question.shape == AnswerShape::Group;
        let first = match rows.first().map(|row| row.source) {
            Some(RowSource::Year(_)) => self.head(DocumentWord::Year),
            Some(RowSource::Known(fact) | RowSource::Blank(fact)) => {
                let ask = match &self.copy.model.facts[fact].kind {
                    FactKind::List { fields, .. } => fields.first().and_then(|field| field.ask.as_ref()),
                    FactKind::Value { .. } => None,
                };
                match ask {
                    Some(text) => vec![Paragraph::new(Style::TableHead, self.line(text, None))],
                    None => self.head(DocumentWord::RowTitle),
                }
            }
            Some(RowSource::Entry(..)) | None => self.head(DocumentWord::RowTitle),
        };
        let (mut header, mut widths) = (vec![first], vec![3]);
        if is_group {
            for field in &question.fields {
                header.push(self.field_head(field, None));
                widths.push(width(field));
            }
        } else {
            header.push(self.head(DocumentWord::Answer));
            widths.push(6);
        }
        let mut lines = Vec::new();
        for row in rows {
            let number = self.wording.number(view.index, Some(row));
            let mut label = vec![Paragraph::text(Style::RowLabel, self.wording.row_label(row))];
            if let Some(line) = self.wording.row_condition(question, Common::FieldIf, row) {
                label.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
            }
            let path = answer_path(question, Some(row));
            let place = ResponsePath::Answer(path.clone());
            let mut ask = self.ask_for(question, &place, &number, Some(row), true);
            ask.alias = crate::tags::cut(&format!("{number} {}", self.wording.row_label(row)), LONGEST_NAME);
            let companions = self.companions(question, &ask);
            let mut cells: TableRow = vec![label];
            if is_group {
                cells.extend(question.fields.iter().map(|field| self.field_cell(field, &path, &number, Some(row))));
                // What is said of the whole row stands under its title.
                cells[0].extend(companions);
            } else {
                let mut cell = self.simple(&ask);
                cell.extend(companions);
                cells.push(cell);
            }
            lines.push(cells);
        }
        let number = self.wording.number(view.index, None);
        let caption = self.caption(question, &number);
        self.push_table(Table { caption, look: TableLook::Wide, widths, header, rows: TableRows::Fixed(lines) });
    }

    fn field_head(&self, field: &'a Question, row: Option<&Row>) -> Vec<Paragraph> {
        let label = field.ask.as_ref().map_or_else(|| vec![Inline::text(field.id.as_str())], |ask| self.line(ask, row));
        let mut out = vec![Paragraph::new(Style::TableHead, label)];
        mark_required(&mut out, field.required);
        if let Some(hint) = &field.hint {
            out.push(Paragraph::new(Style::TableHint, self.line(hint, row)));
        }
        // Boxes say by themselves that they are to be ticked; where there is a hint, that is enough.
        let bare = matches!(&field.shape, AnswerShape::Many { at_least, at_most, .. }
            if at_least.is_none_or(|low| low <= 1) && at_most.is_none() && field.hint.is_some());
        if let Some(line) = self.instruction(&field.shape).filter(|_| !bare) {
            out.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
        }
        if let Some(line) = self.wording.field_condition(field, row) {
            out.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
        }
        if let Some(example) = &field.example {
            let mut line = vec![self.own(self.common(Common::Example)), Inline::Break];
            line.extend(self.line(example, row));
            out.push(Paragraph::new(Style::TableHint, line));
        }
        out
    }

    fn field_cell(&self, field: &'a Question, of: &AnswerPath, number: &str, row: Option<&Row>) -> Vec<Paragraph> {
        let place = ResponsePath::Answer(of.clone().field(&field.id));
        let ask = self.ask_for(field, &place, number, row, true);
        let mut cell = self.simple(&ask);
        cell.extend(self.companions(field, &ask));
        cell
    }
}

/// An item and its copies, each at its own place.
fn repeated(first: Vec<TableRow>, count: usize) -> Vec<Vec<TableRow>> {
    let mut items = vec![first];
    for index in 2..=count {
        let mut next = items[0].clone();
        for inline in next.iter_mut().flatten().flatten().flat_map(|paragraph| &mut paragraph.inlines) {
            if let Inline::Control(control) = inline {
                control.path = control.path.in_item(index);
            }
        }
        items.push(next);
    }
    items
}

fn row_number(counter: Counter, style: Style) -> Vec<Paragraph> {
    vec![Paragraph { style, counter: Some(counter), inlines: Vec::new() }]
}

/// How wide a column is, by what stands in it.
fn width(field: &Question) -> u32 {
    match &field.shape {
        AnswerShape::Text { .. } | AnswerShape::Many { .. } => 4,
        AnswerShape::One { .. }
        | AnswerShape::YesNo
        | AnswerShape::Number(_)
        | AnswerShape::Year { .. }
        | AnswerShape::Date { .. }
        | AnswerShape::Month { .. } => 3,
        AnswerShape::NamesAndRoles { .. } | AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::Nothing => 2,
    }
}
