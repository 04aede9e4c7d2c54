//! "About your country", or "Who answers": the facts that the copy does not know, asked before everything else.

use super::answers::Ask;
use super::builder::Builder;
use super::kinds::columns_of;
use crate::doc::{
    AnswerControl, ControlKind, ControlValue, Inline, Mark, Paragraph, Run, Style, Table, TableLook, TableRow,
    TableRows,
};
use crate::tags::ControlPath;
use canevas_model::{Fact, FactField, FactIx, FactKind, FieldIx, ForEach, TiSlice};
use canevas_project::{FactValue, RowSource};
use canevas_responses::FactPath;
use canevas_wording::paper::ColumnKind;
use canevas_wording::ui::document::DocumentWord;

impl<'a> Builder<'a> {
    pub(super) fn about(&mut self) {
        // Where somebody reads, the facts stand in the texts. Only who answers has a place, since a blank copy does not know it.
        let asked: Vec<FactIx> = if self.reads() { Vec::new() } else { self.copy.asked_facts() };
        if !self.copy.asks_who_answers() && asked.is_empty() {
            return;
        }
        self.own_line(Style::Heading1, self.wording.about_respondent().into_owned());
        if !self.reads() {
            let introduction = self.own(self.document_word(DocumentWord::AboutIntroduction));
            self.push(Paragraph::new(Style::BodyText, vec![introduction]).kept());
        }
        if let Some(path) = FactPath::of_respondent(self.copy.model).filter(|_| self.copy.is_blank()) {
            self.respondent(&path);
        }
        for fact in asked {
            self.fact(fact);
        }
    }

    fn respondent(&mut self, path: &FactPath) {
        let label = self.wording.respondent_word().text;
        let mut inlines = vec![self.own(label.as_str())];
        if !self.reads() {
            inlines.push(Inline::marked(Mark::Required, "\u{a0}*"));
        }
        self.push(Paragraph::new(Style::FieldLabel, inlines));
        self.annotate(|_| path.tag());
        let listed = self.wording.listed_respondents().into_iter();
        let options: Vec<_> = listed.map(|(code, name)| (code.to_owned(), name)).collect();
        let value = self.chosen_respondent(&path.clone().into(), &options);
        let control = AnswerControl {
            path: ControlPath::fact(path),
            alias: label,
            within: Vec::new(),
            part: None,
            kind: ControlKind::Select { options, prompt: self.prompt(DocumentWord::ChooseAnswer) },
            value,
        };
        self.push(Paragraph::new(Style::Answer, vec![control.into()]));
    }

    fn fact(&mut self, index: FactIx) {
        let fact = &self.copy.model.facts[index];
        if let Some(text) = &fact.ask {
            self.texts(text, None, Style::FieldLabel, Style::FieldLabel);
        }
        self.annotate(|_| FactPath::fact(&fact.id).tag());
        if let Some(text) = &fact.hint {
            self.texts(text, None, Style::Hint, Style::HintBullet);
        }
        match &fact.kind {
            FactKind::Value { shape, control } => {
                let alias = self.alias("", fact.ask.as_ref(), &fact.id, None);
                if let Some(line) = self.instruction(shape) {
                    self.own_line(Style::Hint, line);
                }
                let place = FactPath::fact(&fact.id).into();
                let ask = Ask {
                    shape,
                    control: *control,
                    unit: None,
                    units: None,
                    place: &place,
                    alias,
                    within: Vec::new(),
                    cell: false,
                    row: None,
                };
                let answer = self.simple(&ask);
                self.push_all(answer);
            }
            FactKind::List { fields, .. } => self.fact_rows(index, fact, fields),
        }
    }

    fn fact_rows(&mut self, index: FactIx, fact: &'a Fact, fields: &'a TiSlice<FieldIx, FactField>) {
        let known = self.copy.fact(index);
        let mut header =
            vec![vec![Paragraph::new(Style::TableHead, vec![self.own(self.document_word(DocumentWord::RowNumber))])]];
        for field in fields {
            let mut cell = vec![Paragraph::new(
                Style::TableHead,
                field.ask.as_ref().map_or_else(|| vec![Inline::text(field.id.as_str())], |ask| self.line(ask, None)),
            )];
            if let Some(hint) = &field.hint {
                cell.push(Paragraph::new(Style::TableHint, self.line(hint, None)));
            }
            // A closed list shows nothing on paper, and a bound is not seen in an empty cell.
            if let Some(line) = self.instruction(&field.shape).filter(|_| !field.is_plain_text()) {
                cell.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
            }
            header.push(cell);
        }
        let mut rows: Vec<TableRow> = Vec::new();
        for row in self.copy.rows(ForEach::Fact(index)) {
            let number = (row.index + 1).to_string();
            let mut cells: TableRow = vec![vec![Paragraph::text(Style::RowLabel, number.as_str())]];
            for (at, field) in fields.iter_enumerated() {
                let value = match (row.source, known) {
                    (RowSource::Known(_), Some(FactValue::Rows(rows))) => rows
                        .get(row.index)
                        .and_then(|row| row.fields.get(at))
                        .and_then(Option::as_ref)
                        .and_then(|value| self.wording.known(&field.shape, value))
                        .map(|(text, language)| Run {
                            text,
                            language: language.map(|language| language.tag().to_owned()),
                            ..Run::default()
                        }),
                    _ => None,
                };
                let path = FactPath::fact(&fact.id).in_row(&row.key).field(&field.id);
                let alias = self.alias(&number, field.ask.as_ref(), &field.id, None);
                cells.push(match value {
                    Some(value) => vec![Paragraph::new(Style::TableCell, vec![Inline::Run(value)])],
                    None if field.is_plain_text() => {
                        let control = AnswerControl {
                            path: ControlPath::fact(&path),
                            alias,
                            within: Vec::new(),
                            part: None,
                            kind: ControlKind::Text { lines: false, prompt: "[\"…\"]".to_owned() },
                            value: ControlValue::Empty,
                        };
                        vec![Paragraph::new(Style::TableCell, vec![control.into()])]
                    }
                    None => self.simple(&Ask {
                        shape: &field.shape,
                        control: field.control,
                        unit: None,
                        units: None,
                        place: &path.into(),
                        alias,
                        within: Vec::new(),
                        cell: true,
                        row: None,
                    }),
                });
            }
            rows.push(cells);
        }
        let caption = fact
            .ask
            .as_ref()
            .or_else(|| fields.first().and_then(|field| field.ask.as_ref()))
            .map_or_else(|| fact.id.to_string(), |text| self.wording.plain(text, None));
        let kind = |field: &FactField| {
            if field.is_plain_text() { ColumnKind::Line } else { ColumnKind::of(&field.shape, field.control) }
        };
        let columns = columns_of(std::iter::once(ColumnKind::RowNumber).chain(fields.iter().map(kind)), &header, &rows);
        self.push_table(Table {
            caption,
            look: TableLook::Wide,
            columns,
            blocks: false,
            header,
            rows: TableRows::Fixed(rows),
        });
    }
}
