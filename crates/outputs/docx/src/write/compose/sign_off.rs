//! Where somebody signs: name, function, place and date, and a line for the hand.

use super::builder::Builder;
use super::kinds::columns_of;
use super::questions::name_of;
use super::tables::FieldLayout;
use crate::doc::{Paragraph, Style, Table, TableLook, TableRow, TableRows};
use canevas_model::Question;
use canevas_responses::AnswerPath;
use canevas_wording::paper::ColumnKind;
use canevas_wording::ui::common::Common;

impl<'a> Builder<'a> {
    /// A table of two columns: what is asked, and the answer. Who reads the answers has no use for the line.
    pub(super) fn sign_off(&mut self, question: &'a Question, path: &AnswerPath, number: &str) {
        let mut rows: Vec<TableRow> = Vec::new();
        for (at, field) in question.fields.iter_enumerated() {
            let cell = self.field_cell(field, path, number);
            if !(self.reads() && cell.is_empty()) {
                rows.push(vec![self.field_head(question, at, None, FieldLayout::Under), cell]);
            }
        }
        if !self.reads() {
            let line = [Style::TableLong, Style::TableLong].map(|style| Paragraph::new(style, Vec::new()));
            let label = vec![self.own(self.common(Common::Signature))];
            rows.push(vec![vec![Paragraph::new(Style::TableHead, label)], line.to_vec()]);
        }
        if rows.is_empty() {
            return;
        }
        let columns = columns_of([ColumnKind::Title, ColumnKind::Lines], &[], &rows);
        self.push_table(Table {
            caption: self.alias(number, name_of(question), &question.id, None),
            look: TableLook::Wide,
            columns,
            blocks: false,
            header: Vec::new(),
            rows: TableRows::Fixed(rows),
        });
    }
}
