//! Answers in tables: repeated rows, names and roles, and a group asked once per row.

use super::answers::labelled;
use super::builder::Builder;
use super::kinds::{columns_of, kind_of, widest};
use super::questions::{answer_path, mark_required, name_of};
use crate::columns::{self, ColumnKind};
use crate::doc::{
    AnswerControl, ControlKind, Counter, Inline, OPTIONS, Paragraph, Style, Table, TableLook, TableRow, TableRows,
};
use crate::tags::ControlPath;
use canevas_model::{AnswerShape, FactKind, Question, Text};
use canevas_project::{OutlineQuestion, Row, RowSource};
use canevas_responses::{AnswerPath, ResponsePath};
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::form::Form;

/// Rows that a table of repeats has before anyone adds one: LibreOffice adds none under protection.
const SPARE: u32 = 5;
/// Fields that fit beside one another.
const MOST_COLUMNS: usize = 4;

/// How the fields of a row stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FieldLayout {
    /// Beside one another, their labels in the head of the table.
    Beside,
    /// One under the other, each label beside its answer.
    Under,
}

fn rows_of(at_least: Option<u32>, at_most: Option<u32>) -> usize {
    at_least.unwrap_or(0).max(SPARE).min(at_most.unwrap_or(u32::MAX)).max(1) as usize
}

impl<'a> Builder<'a> {
    fn head(&self, word: DocumentWord) -> Vec<Paragraph> {
        vec![Paragraph::new(Style::TableHead, vec![self.own(self.document_word(word))])]
    }

    fn caption(&self, question: &'a Question, number: &str) -> String {
        self.alias(number, name_of(question), &question.id, None)
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
        let mut cells = vec![row_number(counter)];
        cells.extend(columns.map(|(field, text, word)| {
            let control = AnswerControl {
                path: ControlPath::answer(&item.clone().field(field)),
                alias: text.map_or_else(|| self.common(word), |text| self.alias(number, Some(text), field, None)),
                within: Vec::new(),
                part: None,
                kind: ControlKind::Text {
                    lines: field == "role",
                    prompt: self.document_word(DocumentWord::ClickToAnswer),
                },
            };
            vec![Paragraph::new(Style::TableCell, vec![control.into()])]
        }));
        let items = self.repeated(vec![cells], rows_of(at_least, at_most));
        let kinds = [ColumnKind::RowNumber, ColumnKind::Line, ColumnKind::Lines];
        let caption = self.caption(question, number);
        self.push_table(Table {
            caption: caption.clone(),
            look: TableLook::Wide,
            columns: columns_of(kinds, &header, items.iter().flatten().take(1)),
            blocks: false,
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
        let item = path.clone().item(0);
        let cells: TableRow = question.fields.iter().map(|field| self.field_cell(field, &item, number)).collect();
        let mut header = vec![self.head(DocumentWord::RowNumber)];
        header.extend(self.field_heads(question, None, FieldLayout::Beside));
        let mut first = vec![row_number(counter)];
        first.extend(cells.clone());
        let kinds = std::iter::once(ColumnKind::RowNumber).chain(question.fields.iter().map(kind_of));
        let mut columns = columns_of(kinds, &header, [&first]);
        let mut lines = vec![first];
        let blocks = question.fields.len() > MOST_COLUMNS || !columns::fit(&columns);
        if blocks {
            header =
                [DocumentWord::RowNumber, DocumentWord::RowTitle, DocumentWord::Answer].map(|w| self.head(w)).into();
            let heads = self.field_heads(question, None, FieldLayout::Under);
            lines = block(row_number(counter), heads, cells);
            let kinds = [ColumnKind::RowNumber, ColumnKind::Title, widest(question)];
            columns = columns_of(kinds, &header, &lines);
        }
        if !blocks {
            self.options_of(question);
        }
        let items = self.repeated(lines, rows_of(at_least, at_most));
        let caption = self.caption(question, number);
        self.push_table(Table {
            caption: caption.clone(),
            look: TableLook::Wide,
            columns,
            blocks,
            header,
            rows: TableRows::Repeating { path: ControlPath::answer(path), alias: caption, items },
        });
    }

    /// What can be chosen in the columns of a table, where a list of it is short. A narrow head has no room for it, and the
    /// lists themselves are closed on paper.
    fn options_of(&mut self, question: &'a Question) {
        for field in &question.fields {
            if !matches!(field.shape, AnswerShape::One { .. }) {
                continue;
            }
            let Some(options) = self.instruction(&field.shape) else { continue };
            let label =
                field.ask.as_ref().map_or_else(|| vec![Inline::text(field.id.as_str())], |ask| self.line(ask, None));
            let mut inlines: Vec<Inline> = label.into_iter().map(labelled).collect();
            inlines.push(self.own(format!("{OPTIONS}{options}")));
            self.push(Paragraph::new(Style::Hint, inlines));
        }
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
        let (mut header, mut kinds) = (vec![first], vec![ColumnKind::Title]);
        if is_group {
            header.extend(self.field_heads(question, None, FieldLayout::Beside));
            kinds.extend(question.fields.iter().map(kind_of));
        } else {
            header.push(self.head(DocumentWord::Answer));
            kinds.push(kind_of(question));
        }
        // The document prints no numbers of rows: a control is named by its question, its row and its column.
        let number = self.wording.number(view.index, None);
        let caption = self.caption(question, &number);
        let mut lines: Vec<TableRow> = Vec::new();
        for row in rows {
            let row_label = self.wording.row_label(row);
            let mut label = vec![Paragraph::text(Style::RowLabel, row_label.as_str())];
            if let Some(line) = self.wording.row_condition(question, Common::FieldIf, row) {
                label.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
            }
            let path = answer_path(question, Some(row));
            let place = ResponsePath::Answer(path.clone());
            let mut ask = self.ask_for(question, &place, &number, Some(row), true);
            ask.alias.clone_from(&caption);
            ask.within = vec![row_label.replace('\n', " ")];
            let mut cells: TableRow = vec![label];
            if is_group {
                for field in &question.fields {
                    let place = ResponsePath::Answer(path.clone().field(&field.id));
                    let mut of_field = self.ask_for(field, &place, &number, Some(row), true);
                    let name = self.alias("", name_of(field), &field.id, Some(row));
                    of_field.alias.clone_from(&caption);
                    of_field.within = vec![ask.within[0].clone(), name];
                    cells.push(self.whole(field, &of_field));
                }
                // What is said of the whole row stands under its title.
                cells[0].extend(self.companions(question, &ask));
            } else {
                cells.push(self.whole(question, &ask));
            }
            lines.push(cells);
        }
        let mut columns = columns_of(kinds, &header, &lines);
        let blocks = is_group && !columns::fit(&columns);
        if blocks {
            // Too many fields to stand side by side: each row becomes a block of lines.
            let title = header.swap_remove(0);
            header = vec![title, self.head(DocumentWord::FieldTitle), self.head(DocumentWord::Answer)];
            let blocks = rows.iter().zip(lines).map(|(row, mut cells)| {
                let fields = cells.split_off(1);
                let heads = self.field_heads(question, Some(row), FieldLayout::Under);
                block(cells.swap_remove(0), heads, fields)
            });
            lines = blocks.flatten().collect();
            columns = columns_of([ColumnKind::Title, ColumnKind::Title, widest(question)], &header, &lines);
        }
        if !blocks {
            self.options_of(question);
        }
        self.push_table(Table {
            caption,
            look: TableLook::Wide,
            columns,
            blocks,
            header,
            rows: TableRows::Fixed(lines),
        });
    }

    fn field_heads(&self, question: &'a Question, row: Option<&Row>, layout: FieldLayout) -> TableRow {
        question.fields.iter().map(|field| self.field_head(field, row, layout)).collect()
    }

    fn field_head(&self, field: &'a Question, row: Option<&Row>, layout: FieldLayout) -> Vec<Paragraph> {
        let label = field.ask.as_ref().map_or_else(|| vec![Inline::text(field.id.as_str())], |ask| self.line(ask, row));
        let mut out = vec![Paragraph::new(Style::TableHead, label)];
        mark_required(&mut out, field.required);
        if let Some(hint) = &field.hint {
            out.push(Paragraph::new(Style::TableHint, self.line(hint, row)));
        }
        // Boxes say by themselves that they are to be ticked; where there is a hint, that is enough.
        let bare = matches!(&field.shape, AnswerShape::Many { at_least, at_most, .. }
            if at_least.is_none_or(|low| low <= 1) && at_most.is_none() && field.hint.is_some());
        // Beside one another, heads are narrow: the options of a list stand above the table.
        let bare = bare || (layout == FieldLayout::Beside && matches!(field.shape, AnswerShape::One { .. }));
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

    fn field_cell(&self, field: &'a Question, of: &AnswerPath, number: &str) -> Vec<Paragraph> {
        let place = ResponsePath::Answer(of.clone().field(&field.id));
        let ask = self.ask_for(field, &place, number, None, true);
        self.whole(field, &ask)
    }

    /// An item and its copies, each at its own place.
    fn repeated(&self, first: Vec<TableRow>, count: usize) -> Vec<Vec<TableRow>> {
        let mut items = vec![first; count.max(1)];
        for (item, index) in items.iter_mut().zip(1..) {
            let row = self.wording.filled(Form::RowName, &[("n", &index.to_string())]);
            for inline in item.iter_mut().flatten().flatten().flat_map(|paragraph| &mut paragraph.inlines) {
                if let Inline::Control(control) = inline {
                    if index > 1 {
                        control.path = control.path.in_item(index);
                    }
                    control.within = vec![row.clone()];
                }
            }
        }
        items
    }
}

fn row_number(counter: Counter) -> Vec<Paragraph> {
    vec![Paragraph { counter: Some(counter), ..Paragraph::new(Style::RowLabel, Vec::new()) }]
}

/// Rows that belong to one title: a field and its answer in each.
fn block(title: Vec<Paragraph>, heads: TableRow, cells: TableRow) -> Vec<TableRow> {
    let mut title = Some(title);
    let under = || vec![Paragraph::new(Style::RowLabel, Vec::new())];
    heads.into_iter().zip(cells).map(|(head, cell)| vec![title.take().unwrap_or_else(under), head, cell]).collect()
}
