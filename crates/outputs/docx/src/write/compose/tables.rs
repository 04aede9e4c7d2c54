//! Answers in tables: repeated rows, names and roles, and a group asked once per row.

use super::answers::{Ask, labelled};
use super::builder::Builder;
use super::given::PlaceState;
use super::grid::is_grid;
use super::kinds::{columns_of, kind_of, widest};
use super::questions::{answer_path, name_of};
use crate::columns;
use crate::doc::{
    AnswerControl, ControlKind, Counter, Inline, Keep, OPTIONS, Paragraph, Style, Table, TableLook, TableRow, TableRows,
};
use crate::tags::ControlPath;
use canevas_model::{AnswerShape, FactKind, FieldIx, Question, Text};
use canevas_project::{OutlineQuestion, Row, RowSource, rows_on_paper};
use canevas_responses::{AnswerPath, ResponsePath};
use canevas_wording::paper::{ColumnKind, is_written};
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::form::Form;

/// Fields that fit beside one another.
const MOST_COLUMNS: usize = 4;

/// How the fields of a row stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldLayout {
    /// Beside one another, their labels in the head of the table.
    Beside,
    /// One under the other, each label beside its answer.
    Under,
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
        let cells = |builder: &Self, item: &AnswerPath| {
            let mut cells = vec![row_number(counter)];
            cells.extend(columns.map(|(field, text, word)| {
                let path = item.clone().field(field);
                if !builder.shows(&path.clone().into()) {
                    return Vec::new();
                }
                let alias =
                    text.map_or_else(|| builder.common(word), |text| builder.alias(number, Some(text), field, None));
                let control = AnswerControl {
                    path: ControlPath::answer(&path),
                    alias,
                    within: Vec::new(),
                    part: None,
                    kind: ControlKind::Text {
                        lines: field == "role",
                        prompt: builder.prompt(DocumentWord::ClickToAnswer),
                    },
                    value: builder.text(&path.into()),
                };
                vec![Paragraph::new(Style::TableCell, vec![control.into()])]
            }));
            vec![cells]
        };
        let items = self.items((question, path), rows_on_paper(at_least, at_most), &cells);
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
        let mut header = vec![self.head(DocumentWord::RowNumber)];
        header.extend(self.field_heads(question, None, FieldLayout::Beside));
        let beside = |builder: &Self, item: &AnswerPath| {
            let cells = question.fields.iter().map(|field| builder.field_cell(field, item, number));
            std::iter::once(row_number(counter)).chain(cells).collect::<TableRow>()
        };
        let kinds = || std::iter::once(ColumnKind::RowNumber).chain(question.fields.iter().map(kind_of));
        let first = self.blank(|builder| beside(builder, &path.clone().item(0)));
        let blocks = question.fields.len() > MOST_COLUMNS || !columns::fit(&columns_of(kinds(), &header, [&first]));
        let (items, columns);
        if blocks {
            header =
                [DocumentWord::RowNumber, DocumentWord::RowTitle, DocumentWord::Answer].map(|w| self.head(w)).into();
            let lines = |builder: &Self, item: &AnswerPath| {
                let cells = beside(builder, item).split_off(1);
                let heads = builder.field_heads(question, None, FieldLayout::Under);
                builder.block(builder.row_head(question, item, counter), heads, cells)
            };
            items = self.items((question, path), rows_on_paper(at_least, at_most), &lines);
            let is_titled = self.reads() && question.row_title.is_some();
            let first = if is_titled { ColumnKind::Title } else { ColumnKind::RowNumber };
            columns = columns_of([first, ColumnKind::Title, widest(question)], &header, self.measured(&items));
        } else {
            self.options_of(question);
            items = self.items((question, path), rows_on_paper(at_least, at_most), &|builder, item| {
                vec![beside(builder, item)]
            });
            columns = columns_of(kinds(), &header, self.measured(&items));
        }
        let caption = self.caption(question, number);
        self.push_table(Table {
            caption: caption.clone(),
            look: TableLook::Wide,
            columns,
            blocks,
            header,
            rows: TableRows::Repeating { path: ControlPath::answer(path), alias: caption, items },
        });
        self.options_below(question);
    }

    /// What can be chosen in the columns of a table, where a list of it is short. A narrow head has no room for it, and the
    /// lists themselves are closed on paper.
    fn options_of(&mut self, question: &'a Question) {
        if self.reads() {
            return;
        }
        for field in question.unlike_fields() {
            if !matches!(field.shape, AnswerShape::One { .. }) {
                continue;
            }
            let Some(options) = self.instruction(&field.shape) else { continue };
            if question.columns.is_some() {
                self.push(Paragraph::new(Style::Hint, vec![self.own(options)]));
                continue;
            }
            let label =
                field.ask.as_ref().map_or_else(|| vec![Inline::text(field.id.as_str())], |ask| self.line(ask, None));
            let mut inlines: Vec<Inline> = label.into_iter().map(labelled).collect();
            inlines.push(self.own(format!("{OPTIONS}{options}")));
            self.push(Paragraph::new(Style::Hint, inlines));
        }
    }

    /// The options that are written down in the cells of a table, below it. Columns with the same options have one list.
    fn options_below(&mut self, question: &'a Question) {
        if self.reads() {
            return;
        }
        let fields = || question.fields.iter().filter(|field| is_written(&field.shape));
        let codes = |field: &Question| field.choices().iter().map(|choice| choice.code.clone()).collect::<Vec<_>>();
        let mut listed = Vec::new();
        for field in fields() {
            let own = codes(field);
            let Some(source) = field.shape.choice_source().filter(|_| !listed.contains(&own)) else { continue };
            let mut inlines = Vec::new();
            for same in fields().filter(|same| codes(same) == own) {
                if !inlines.is_empty() {
                    inlines.push(Inline::text(", "));
                }
                let name = same.ask.as_ref();
                let label = name.map_or_else(|| vec![Inline::text(same.id.as_str())], |ask| self.line(ask, None));
                inlines.extend(label.into_iter().map(labelled));
            }
            let shown = self.wording.shown_choices(field.choices(), source);
            let options: Vec<String> = shown.into_iter().map(|choice| self.wording.option(choice)).collect();
            inlines.push(self.own(format!("{OPTIONS}{}", self.wording.possible_answers(&options))));
            self.push(Paragraph { keep: Keep::Free, ..Paragraph::new(Style::Hint, inlines) });
            listed.push(own);
        }
    }

    /// A question asked once per row, the rows one under the other in a table.
    pub(super) fn row_table(&mut self, view: &'a OutlineQuestion<'a>, rows: &[&Row]) {
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
            Some(RowSource::Entry(..) | RowSource::Entered(_)) | None => self.head(DocumentWord::RowTitle),
        };
        let first = match &question.rows_label {
            Some(label) => vec![Paragraph::new(Style::TableHead, self.line(label, None))],
            None => first,
        };
        let (mut header, mut kinds) = (vec![first], vec![ColumnKind::Title]);
        let has_boxes = is_grid(question);
        if has_boxes {
            header.extend(self.heads_of_grid(question));
            kinds.resize(header.len(), ColumnKind::Short);
        } else if is_group {
            header.extend(self.field_heads(question, None, FieldLayout::Beside));
            kinds.extend(question.fields.iter().map(kind_of));
        } else {
            header.push(self.head(DocumentWord::Answer));
            kinds.push(kind_of(question));
        }
        let totals = self.totals_shown(view.index);
        if totals.iter().any(|at| at.row.is_some()) {
            header.push(vec![Paragraph::new(Style::TableHead, vec![self.own(self.common(Common::Total))])]);
            kinds.push(ColumnKind::Short);
        }
        // The document prints no numbers of rows: a control is named by its question, its row and its column.
        let number = self.wording.number(view.index, None);
        let caption = self.caption(question, &number);
        let names = [number.as_str(), &caption];
        let all =
            self.blank(|builder| rows.iter().map(|row| builder.row_cells(question, row, names)).collect::<Vec<_>>());
        let all = self.with_totals(question, &totals, rows, all);
        let blocks = is_group && !columns::fit(&columns_of(kinds.clone(), &header, &all));
        let mut lines = match self.given {
            None => all,
            Some(_) => {
                let given = rows.iter().map(|row| self.row_cells(question, row, names)).collect();
                self.with_totals(question, &totals, rows, given)
            }
        };
        let mut columns = columns_of(kinds, &header, &lines);
        if blocks {
            // Too many fields to stand side by side: each row becomes a block of lines.
            let header_of_totals = header.split_off(question.fields.len() + 1);
            let title = header.swap_remove(0);
            header = vec![title, self.head(DocumentWord::FieldTitle), self.head(DocumentWord::Answer)];
            // The totals below the rows are the last block.
            let of_rows = rows.iter().map(|row| Some(*row)).chain([None]);
            let blocks = of_rows.zip(lines).map(|(row, mut cells)| {
                let fields = cells.split_off(1);
                let mut heads = self.field_heads(question, row, FieldLayout::Under);
                heads.extend(header_of_totals.clone());
                self.block(cells.swap_remove(0), heads, fields)
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
        self.options_below(question);
    }

    /// The cells of a row: its title, then its answers. `number` and `caption` name the question.
    fn row_cells(&self, question: &'a Question, row: &Row, [number, caption]: [&str; 2]) -> TableRow {
        let row_label = self.wording.row_label(row);
        let mut label = vec![Paragraph::text(Style::RowLabel, row_label.as_str())];
        let condition = self.wording.row_condition(question, Common::FieldIf, row);
        if let Some(line) = condition.filter(|_| !self.reads()) {
            label.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
        }
        let path = answer_path(question, Some(row));
        let remarks = self.given.and_then(|given| given.filling.remarks.get(&path));
        label.extend(remarks.into_iter().flatten().map(|line| self.told(Style::TableHint, line)));
        let is_group = question.shape == AnswerShape::Group;
        let (word, is_open) = match self.state(question, &path) {
            PlaceState::Open => (None, true),
            PlaceState::Also(word) => (Some(word), true),
            PlaceState::Instead(word) => (Some(word), false),
        };
        let word = word.map(|word| self.told(Style::TableHint, &word));
        let place = ResponsePath::Answer(path.clone());
        let mut ask = self.ask_for(question, &place, number, Some(row), true);
        caption.clone_into(&mut ask.alias);
        ask.within = vec![row_label.replace('\n', " ")];
        let mut cells: TableRow = vec![label];
        let has_boxes = is_grid(question);
        let columns = match question.fields.len() {
            _ if has_boxes => question.choices().len(),
            0 => 1,
            fields => fields,
        };
        if !is_open {
            cells.resize(columns + 1, Vec::new());
        } else if is_group {
            for field in &question.fields {
                let place = ResponsePath::Answer(path.clone().field(&field.id));
                let mut of_field = self.ask_for(field, &place, number, Some(row), true);
                let name = self.alias("", name_of(field), &field.id, Some(row));
                caption.clone_into(&mut of_field.alias);
                of_field.within = vec![ask.within[0].clone(), name];
                cells.push(self.cell(field, &of_field));
            }
            // What is said of the whole row stands under its title.
            cells[0].extend(self.companions(question, &ask));
        } else if has_boxes {
            cells.extend(self.boxes_of_grid(question, &ask));
            cells[0].extend(self.companions(question, &ask));
        } else {
            cells.push(self.whole(question, &ask));
        }
        if let Some(cell) = cells.get_mut(1) {
            cell.splice(0..0, word);
        }
        cells
    }

    /// The cell of a field.
    fn cell(&self, field: &'a Question, ask: &Ask<'a, '_>) -> Vec<Paragraph> {
        let Some(path) = ask.place.answer() else { return self.whole(field, ask) };
        if !self.shows_any(field, path) {
            return Vec::new();
        }
        match self.withheld_field(field, path) {
            Some(word) => vec![self.told(Style::TableHint, &word)],
            None => self.whole(field, ask),
        }
    }

    /// Does something as for the blank form. How a table is laid out does not depend on the answers in it: whoever reads the file
    /// back does not know them.
    fn blank<T>(&mut self, make: impl FnOnce(&Self) -> T) -> T {
        let given = self.given.take();
        let made = make(self);
        self.given = given;
        made
    }

    /// The rows of items by which the width of columns is measured. Blank items are all alike.
    fn measured<'i>(&self, items: &'i [Vec<TableRow>]) -> impl Iterator<Item = &'i TableRow> + use<'i> {
        items.iter().take(if self.given.is_some() { usize::MAX } else { 1 }).flatten()
    }

    fn field_heads(&self, question: &'a Question, row: Option<&Row>, layout: FieldLayout) -> TableRow {
        question.fields.keys().map(|field| self.field_head(question, field, row, layout)).collect()
    }

    pub(super) fn field_head(
        &self,
        question: &'a Question,
        at: FieldIx,
        row: Option<&Row>,
        layout: FieldLayout,
    ) -> Vec<Paragraph> {
        let field = &question.fields[at];
        let label = field.ask.as_ref().map_or_else(|| vec![Inline::text(field.id.as_str())], |ask| self.line(ask, row));
        let mut out = vec![Paragraph::new(Style::TableHead, label)];
        if self.reads() {
            return out;
        }
        self.mark_required(&mut out, field.required);
        if let Some(hint) = &field.hint {
            out.push(Paragraph::new(Style::TableHint, self.line(hint, row)));
        }
        // Boxes say by themselves that they are to be ticked; where there is a hint, that is enough.
        let bare = matches!(&field.shape, AnswerShape::Many { at_least, at_most, .. }
            if at_least.is_none_or(|low| low <= 1) && at_most.is_none() && field.hint.is_some());
        // Beside one another, heads are narrow: the options of a list stand above the table.
        let bare = bare || (layout == FieldLayout::Beside && matches!(field.shape, AnswerShape::One { .. }));
        if is_written(&field.shape) {
            let line = self.wording.instruction_to_write(&field.shape);
            out.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
        } else if let Some(line) = self.instruction(&field.shape).filter(|_| !bare) {
            out.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
        }
        for line in [self.wording.units(field), self.wording.not_published(field)].into_iter().flatten() {
            out.push(Paragraph::new(Style::TableHint, vec![self.own(line)]));
        }
        for must in question.must.iter().filter(|must| must.stands_at(Some(at))) {
            out.push(Paragraph::new(Style::TableHint, vec![self.own(self.wording.must(must))]));
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

    pub(super) fn field_cell(&self, field: &'a Question, of: &AnswerPath, number: &str) -> Vec<Paragraph> {
        let place = ResponsePath::Answer(of.clone().field(&field.id));
        let ask = self.ask_for(field, &place, number, None, true);
        self.cell(field, &ask)
    }

    /// The items of repeated rows: those that the return holds, then the blank ones that the template has, where somebody answers.
    /// `cells` makes the rows of the item at a path.
    fn items(
        &mut self,
        (question, path): (&Question, &AnswerPath),
        count: usize,
        cells: &dyn Fn(&Self, &AnswerPath) -> Vec<TableRow>,
    ) -> Vec<Vec<TableRow>> {
        let given = self.given_rows(question, path);
        let names: Vec<Option<String>> = given.iter().map(|at| self.row_name(&path.clone().item(*at))).collect();
        if matches!(question.shape, AnswerShape::Rows { .. }) && !names.is_empty() {
            self.doc.row_names.push((ControlPath::answer(path).full().to_owned(), names));
        }
        let mut items: Vec<Vec<TableRow>> = given.into_iter().map(|at| cells(self, &path.clone().item(at))).collect();
        if self.read_answers().is_none() {
            let first = self.blank(|builder| cells(builder, &path.clone().item(0)));
            items.resize(count.max(items.len()), first);
        }
        self.placed(items)
    }

    /// The number of a row of which each field has a line. Where somebody reads, what the row is called stands under it.
    fn row_head(&self, question: &'a Question, row: &AnswerPath, counter: Counter) -> Vec<Paragraph> {
        let title = self.row_title(question, row).map(|title| self.told(Style::RowLabel, &title));
        row_number(counter).into_iter().chain(title).collect()
    }

    /// Rows that belong to one title: a field and its answer in each. In a document for reading, the first one and those with an
    /// answer.
    fn block(&self, title: Vec<Paragraph>, heads: TableRow, cells: TableRow) -> Vec<TableRow> {
        let mut title = Some(title);
        let under = || vec![Paragraph::new(Style::RowLabel, Vec::new())];
        let is_read = self.read_answers().is_some();
        let fields = heads.into_iter().zip(cells).enumerate();
        let shown = fields.filter(|(at, (_, cell))| *at == 0 || !is_read || !cell.is_empty());
        shown.map(|(_, (head, cell))| vec![title.take().unwrap_or_else(under), head, cell]).collect()
    }

    /// Items, each at its own place.
    fn placed(&self, mut items: Vec<Vec<TableRow>>) -> Vec<Vec<TableRow>> {
        for (item, index) in items.iter_mut().zip(1..) {
            let row = self.wording.filled(Form::RowName, &[("n", &index.to_string())]);
            for inline in item.iter_mut().flatten().flatten().flat_map(|paragraph| &mut paragraph.inlines) {
                if let Inline::Control(control) = inline {
                    control.path = control.path.in_item(index);
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
