//! From tables and a mapping to returns, one for each row, and a list of every cell that is no answer.

use crate::country::RespondentNames;
use crate::days::{as_moment, order_of};
use crate::draft::{Refused, RowDraft, place_in};
use crate::left::LeftCell;
use crate::mapping::{Becomes, ColumnPlan, Mapping};
use crate::options::Sign;
use crate::reading::{ColumnReader, Placed};
use crate::sheet::{Cell, Moment, Sheet, SheetRow};
use crate::table::Table;
use crate::target::{Takes, Target};
use crate::workbook::column_name;
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_responses::ResponsePath;
use canevas_syntax::import::Confidence;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Why a cell in a column without a head is no answer.
const NO_HEAD: &str = "the column has no head";
/// Why the cells of a column that somebody ignores are no answers.
const IGNORED_COLUMN: &str = "the mapping ignores this column";

/// What came of an export.
#[derive(Debug, Default)]
pub struct Imported {
    /// The returns, in the order of the rows.
    pub returns: Vec<ImportedReturn>,
    /// The cells that are no answers.
    pub left: Vec<LeftCell>,
    /// How many cells below the heads hold something.
    pub cells: usize,
    /// Texts that were taken as the text beside an option, by the head of their column. Each may be an option in other words.
    pub beside: BTreeMap<String, BTreeSet<String>>,
}

/// The return of a row.
#[derive(Debug)]
pub struct ImportedReturn {
    /// The country.
    pub country: String,
    /// The file, and the sheet where it has several.
    pub sheet: String,
    /// The row, from 1.
    pub row: usize,
    /// When it was sent, where the export says so in one reading.
    pub sent: Option<Moment>,
    /// The return.
    pub json: Value,
}

/// What an import needs to know.
pub struct Importer<'i> {
    /// The blank copy.
    pub blank: &'i FormCopy<'i>,
    /// The copies of countries.
    pub copies: &'i [FormCopy<'i>],
    /// The places of the form.
    pub targets: &'i [Target<'i>],
    /// The names of countries.
    pub countries: &'i RespondentNames,
    /// The mapping.
    pub mapping: &'i Mapping,
    /// The language of the answers.
    pub language: &'i Language,
}

/// A column of a table with its cells' reader.
struct Column<'i> {
    target: usize,
    reader: ColumnReader<'i>,
}

impl<'i> Importer<'i> {
    /// Reads some tables. Sheets that are no table have only cells that are no answers.
    pub fn import(&self, sheets: &[Sheet], tables: &[Table<'_>]) -> Imported {
        let mut out = Imported::default();
        for table in tables {
            self.table(table, &mut out);
        }
        for sheet in sheets.iter().filter(|sheet| !tables.iter().any(|table| std::ptr::eq(table.sheet, *sheet))) {
            for row in &sheet.rows {
                out.leave_row(&sheet.name, &|_| String::new(), row, None, "the sheet is hidden", false);
            }
        }
        out
    }

    /// The countries that the rows name, each once.
    pub fn countries_of(&self, tables: &[Table<'_>]) -> Vec<String> {
        let mut out: Vec<String> = self.mapping.country.iter().cloned().collect();
        for table in tables {
            let Some((column, plan)) = self.country_column(table) else { continue };
            for cell in table.rows.iter().filter_map(|row| row.cells.get(&column)) {
                let code = self.countries.code(&cell.to_string(), &plan.options);
                out.extend(code.filter(|code| !out.iter().any(|known| known == code)).map(str::to_owned));
            }
        }
        out
    }

    /// Columns of closed questions of which hardly any cell is an answer: those that are not sure are so for a reason.
    pub fn misplaced(&self, tables: &[Table<'_>]) -> Vec<(String, usize, String)> {
        let mut out = Vec::new();
        for table in tables {
            for (column, of) in self.columns(table) {
                let Some(head) = table.head(column) else { continue };
                let cells: Vec<&Cell> = table.rows.iter().filter_map(|row| row.cells.get(&column)).collect();
                let left: Vec<String> =
                    cells.iter().filter_map(|cell| of.reader.read(cell).left).map(|(_, why)| why).collect();
                if let Some(first) = left.first().filter(|_| 2 * left.len() > cells.len()) {
                    let why = match cells.len() - left.len() {
                        0 => format!("none of its cells fits this question: {first}"),
                        fit => format!("only {fit} of its {} cells fit this question: {first}", cells.len()),
                    };
                    out.push((head.text.clone(), head.nth, why));
                }
            }
        }
        out
    }

    fn country_column(&self, table: &Table<'_>) -> Option<(usize, &'i ColumnPlan)> {
        table.heads.iter().find_map(|head| {
            let plan = self.mapping.plan(head)?;
            let target = &self.targets[plan.target()?];
            matches!(target.takes, Takes::Respondent).then_some((head.column, plan))
        })
    }

    fn columns(&self, table: &Table<'_>) -> BTreeMap<usize, Column<'i>> {
        let column = |head: &crate::table::Head| {
            let plan = self.mapping.plan(head)?;
            let at = plan.target()?;
            let cells: Vec<&Cell> = table.rows.iter().filter_map(|row| row.cells.get(&head.column)).collect();
            let usual = Sign::of(table.tool);
            let target = &self.targets[at];
            let reader = ColumnReader::new(self.blank, self.language, target, plan, self.countries, &cells, usual);
            Some((head.column, Column { target: at, reader }))
        };
        table.heads.iter().filter_map(column).collect()
    }

    fn table(&self, table: &Table<'_>, out: &mut Imported) {
        let sheet = &table.sheet.name;
        let head = |column: usize| table.head(column).map_or_else(String::new, |head| head.text.clone());
        for row in &table.above {
            out.leave_row(sheet, &head, row, None, "it stands above the heads", false);
        }
        for row in &table.again {
            out.leave_row(sheet, &head, row, None, "the row repeats the heads", true);
        }
        let columns = self.columns(table);
        let country_column = self.country_column(table).map(|(column, _)| column);
        let completion = table.completion();
        let sent: Vec<&Cell> = completion
            .map(|column| table.rows.iter().filter_map(|row| row.cells.get(&column)).collect())
            .unwrap_or_default();
        let order = order_of(&sent);
        for row in &table.rows {
            let named = country_column.and_then(|column| Some((row.cells.get(&column)?, columns.get(&column)?)));
            let country = match (named, &self.mapping.country) {
                (Some((cell, column)), _) => column.reader.country(cell).map(str::to_owned),
                (None, fixed) => fixed.clone(),
            };
            let is_asked = self.blank.model.respondents.key().is_some();
            let country = country.or_else(|| (!is_asked).then(|| NOBODY.to_owned()));
            let Some(country) = country else {
                let noun = self.blank.model.respondents.noun();
                let why = match named {
                    Some((cell, _)) => format!("the row names no {noun}: \u{201c}{cell}\u{201d} is the name of none"),
                    None if country_column.is_some() => format!("the row names no {noun}"),
                    None => format!("no column says which {noun} answers, and the mapping has no `country`"),
                };
                out.leave_row(sheet, &head, row, None, &why, false);
                out.ignore(sheet, row, &|column| {
                    is_ignored(table.head(column).and_then(|head| self.mapping.plan(head)))
                });
                continue;
            };
            let sent = completion.and_then(|column| as_moment(row.cells.get(&column)?, order, self.language));
            let json = self.row(table, row, &columns, &country, out);
            out.returns.push(ImportedReturn { country, sheet: sheet.clone(), row: row.number, sent, json });
        }
    }

    /// The return of a row.
    fn row(
        &self,
        table: &Table<'_>,
        row: &SheetRow,
        columns: &BTreeMap<usize, Column<'i>>,
        country: &str,
        out: &mut Imported,
    ) -> Value {
        let copy = self.copies.iter().find(|copy| copy.code.word() == country).unwrap_or(self.blank);
        let mut draft = RowDraft::default();
        let mut is_open = false;
        for (column, cell) in &row.cells {
            out.cells += 1;
            let head = table.head(*column);
            let (why, ignored) = match columns.get(column) {
                Some(of) => {
                    let placed = of.reader.read(cell);
                    if let (Some((_, text)), Some(head)) = (&placed.beside, head) {
                        out.beside.entry(head.text.clone()).or_default().insert(text.clone());
                    }
                    let Some((text, why)) = self.cell(copy, of, cell, placed, &mut draft) else { continue };
                    is_open = true;
                    out.leave(table, row, *column, Some(country), text, why, false);
                    continue;
                }
                None => head.map_or((NO_HEAD, false), |head| not_mapped(self.mapping.plan(head))),
            };
            is_open |= !ignored;
            out.leave(table, row, *column, Some(country), cell.to_string(), why.to_owned(), ignored);
        }
        draft.finish(copy, self.language, country, is_open)
    }

    /// Puts the answer in a cell into the draft. Returns the part of the cell that is not an answer, and the reason.
    fn cell(
        &self,
        copy: &FormCopy<'_>,
        column: &Column<'_>,
        cell: &Cell,
        placed: Placed,
        draft: &mut RowDraft,
    ) -> Option<(String, String)> {
        let whole = || cell.to_string();
        let place = match place_in(copy, &self.targets[column.target]) {
            Ok(place) => place,
            Err(refused) => return Some((whole(), refused.words().to_owned())),
        };
        let Placed { value, beside, left } = placed;
        let value = value.map(|value| draft.take(copy, column.target, place.clone(), value));
        let beside = beside.map(|(companion, text)| match &place {
            ResponsePath::Answer(path) => {
                draft.take(copy, column.target, path.clone().companion(companion).into(), text.into())
            }
            // A fact has no text beside it.
            ResponsePath::Fact(_) | ResponsePath::Head(_) | ResponsePath::Whole => Err(Refused::Taken),
        });
        let refused = [value, beside].into_iter().flatten().find_map(Result::err);
        let left = match refused {
            Some(refused) => Some((whole(), refused.words().to_owned())),
            None => left,
        };
        if let Some((text, _)) = &left {
            draft.keep(column.target, place, text);
        }
        left
    }
}

/// What the returns of a form that names nobody are called.
const NOBODY: &str = "answers";

/// Why a column that no question has is no answer, and whether somebody said so.
fn not_mapped(plan: Option<&ColumnPlan>) -> (&'static str, bool) {
    match plan {
        None => ("the mapping does not name this column", false),
        Some(plan) => match plan.becomes {
            Becomes::Ignored => (IGNORED_COLUMN, true),
            Becomes::Unknown => ("the mapping names no question for this column", false),
            Becomes::Answers(_, Confidence::Unsure | Confidence::Likely | Confidence::Certain) => {
                ("the mapping is not sure which question this column answers", false)
            }
        },
    }
}

fn is_ignored(plan: Option<&ColumnPlan>) -> bool {
    plan.is_some_and(|plan| plan.becomes == Becomes::Ignored)
}

impl Imported {
    /// Marks the cells of a row that somebody said are no answers.
    fn ignore(&mut self, sheet: &str, row: &SheetRow, is_ignored: &dyn Fn(usize) -> bool) {
        let last = self.left.len().saturating_sub(row.cells.len());
        for (cell, column) in self.left[last..].iter_mut().zip(row.cells.keys()) {
            if cell.sheet == sheet && is_ignored(*column) {
                cell.ignored = true;
                IGNORED_COLUMN.clone_into(&mut cell.why);
            }
        }
    }

    /// Leaves all cells of a row.
    fn leave_row(
        &mut self,
        sheet: &str,
        head: &dyn Fn(usize) -> String,
        row: &SheetRow,
        country: Option<&str>,
        why: &str,
        ignored: bool,
    ) {
        for (column, cell) in &row.cells {
            self.cells += 1;
            self.left.push(LeftCell {
                sheet: sheet.to_owned(),
                row: row.number,
                column: column_name(*column),
                head: head(*column),
                country: country.map(str::to_owned),
                text: cell.to_string(),
                why: why.to_owned(),
                ignored,
            });
        }
    }

    #[allow(clippy::too_many_arguments, reason = "each of them is a column of the list")]
    fn leave(
        &mut self,
        table: &Table<'_>,
        row: &SheetRow,
        column: usize,
        country: Option<&str>,
        text: String,
        why: String,
        ignored: bool,
    ) {
        self.left.push(LeftCell {
            sheet: table.sheet.name.clone(),
            row: row.number,
            column: column_name(column),
            head: table.head(column).map_or_else(String::new, |head| head.text.clone()),
            country: country.map(str::to_owned),
            text,
            why,
            ignored,
        });
    }

    /// The cells that a person must look at.
    pub fn open(&self) -> impl Iterator<Item = &LeftCell> {
        self.left.iter().filter(|cell| !cell.ignored)
    }

    /// Leaves all cells of a return, which somebody said does not count: they are listed as the cells of its row.
    pub fn drop_return(&mut self, tables: &[Table<'_>], at: usize, why: &str) {
        let ImportedReturn { country, sheet, row, .. } = self.returns.remove(at);
        self.left.retain(|cell| !(cell.sheet == sheet && cell.row == row));
        let table = tables.iter().find(|table| table.sheet.name == sheet);
        let Some((table, of)) = table.and_then(|table| Some((table, table.rows.iter().find(|of| of.number == row)?)))
        else {
            return;
        };
        let head = |column: usize| table.head(column).map_or_else(String::new, |head| head.text.clone());
        self.cells -= of.cells.len();
        self.leave_row(&sheet, &head, of, Some(&country), why, true);
    }
}
