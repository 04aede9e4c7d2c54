//! The codebook: what every column of an export holds, in words. All that describes the tables comes from this one value: the codebook
//! as CSV, the metadata for programs, the first sheets of the workbook, and the scripts that load the tables.

mod columns;
mod csv;
mod csvw;
mod ddi;
mod labels;
mod options;
pub(crate) mod sources;

pub(crate) use csv::{Told, columns_csv, options_csv};
pub(crate) use csvw::csvw;
pub(crate) use ddi::ddi;

use crate::kind::ValueKind;
use crate::plan::ExportPlan;
use crate::table::{ITEM, ROW, TableOf};
use canevas_editions::SeriesStep;
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_syntax::changes::Comparable;

/// What the tables of an export hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Codebook {
    /// The form's name.
    pub form: String,
    /// Its title, as the latest edition has it.
    pub title: String,
    /// The language of the labels.
    pub language: String,
    /// The editions, the earliest first.
    pub editions: Vec<CodebookEdition>,
    /// The tables, in the order of the plan.
    pub tables: Vec<CodebookTable>,
}

/// An edition in an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookEdition {
    /// Its name.
    pub name: String,
    /// The first and the last month that its answers are about, such as `2022-05`.
    pub period: Option<[String; 2]>,
}

/// A table in a codebook.
#[derive(Debug, Clone, PartialEq)]
pub struct CodebookTable {
    /// Its name, without the ending of a file.
    pub name: String,
    /// What a row of it is, in words.
    pub label: String,
    /// The columns that tell its rows apart; none where two rows may have the same.
    pub key: Vec<String>,
    /// Its columns, in the order of the plan.
    pub columns: Vec<CodebookColumn>,
}

/// A column in a codebook.
#[derive(Debug, Clone, PartialEq)]
pub struct CodebookColumn {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ValueKind,
    /// Which part of an answer it holds: `key`, `fact`, `computed`, `value`, `said`, `other`, `comment`, `name` or `role`.
    pub part: &'static str,
    /// What it is, in one line.
    pub label: String,
    /// What the form asks, as it asks it.
    pub question: Option<String>,
    /// The number of the question in the latest edition that asked it, by which conditions cite it.
    pub number: Option<String>,
    /// The title of its section.
    pub section: Option<String>,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// The codes that it may hold.
    pub options: Vec<CodebookOption>,
    /// The smallest and the largest value that any edition took; none where an edition had no such bound.
    pub range: [Option<String>; 2],
    /// The editions that asked it, the earliest first.
    pub asked: Vec<AskedIn>,
    /// Where the answers of one edition cannot be compared in full with those of the next.
    pub breaks: Vec<SeriesBreak>,
    /// Whether a complete return must answer it, in the latest edition that asked it.
    pub required: bool,
    /// Whether its values are about a person, and not for publication.
    pub personal: bool,
    /// Whether its values are not published, as the definition says of the question or its section.
    pub not_published: bool,
    /// When the latest edition that asked it asks it, in words; none where it always does.
    pub asked_when: Option<String>,
    /// What must hold between it and other answers in the latest edition that asked it, in words: bounds that name another answer, and
    /// rules.
    pub rules: Vec<String>,
}

/// A code that a column may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookOption {
    /// The code.
    pub code: String,
    /// What it stands for; empty where no edition of the export says.
    pub label: String,
    /// The editions that offered it, the earliest first; none where every row may have it.
    pub editions: Vec<String>,
    /// Whether the latest edition with this column offers it no more.
    pub retired: bool,
}

/// An edition that asked what a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedIn {
    /// The edition's name.
    pub edition: String,
    /// What it called the question: its id, and that of the field.
    pub place: String,
}

/// Two editions whose answers cannot be compared in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The edition before.
    pub from: String,
    /// The edition after.
    pub to: String,
    /// How far they can be compared.
    pub comparable: Comparable,
    /// The reasons that people gave.
    pub reasons: Vec<String>,
    /// The same in a sentence.
    pub words: String,
}

impl Codebook {
    /// Describes the tables of a plan. `copies` are the blank copies of its editions, in its order; `steps` lead from each edition to
    /// the next. Texts are in `language`; what an edition does not translate stands in its source language.
    pub fn new(plan: &ExportPlan<'_>, copies: &[FormCopy<'_>], steps: &[SeriesStep], language: &Language) -> Self {
        let author = columns::Author::new(plan, copies, steps, language);
        let edition = |copy: &FormCopy<'_>| CodebookEdition {
            name: copy.model.edition.clone(),
            period: copy.model.period.map(|period| [period.from.to_string(), period.to.to_string()]),
        };
        let newest = copies.last();
        Self {
            form: newest.map(|copy| copy.model.form.clone()).unwrap_or_default(),
            title: author.title().unwrap_or_default(),
            language: language.tag().to_owned(),
            editions: copies.iter().map(edition).collect(),
            tables: (0..plan.tables.len()).map(|table| author.table(table)).collect(),
        }
    }

    /// The same codebook without a table that the export does not write.
    #[must_use]
    pub fn without(mut self, table: &str) -> Self {
        self.tables.retain(|known| known.name != table);
        self
    }

    /// The table with this name.
    pub fn table(&self, name: &str) -> Option<&CodebookTable> {
        self.tables.iter().find(|table| table.name == name)
    }
}

impl CodebookTable {
    /// What a column is, in one line.
    pub fn label(&self, column: &str) -> Option<&str> {
        self.columns.iter().find(|known| known.name == column).map(|column| column.label.as_str())
    }
}

/// The columns that tell the rows of a table apart, after those of the return. `has` says whether the table has such a column.
fn row_key(of: &TableOf, has: impl Fn(&str) -> bool) -> Option<Vec<&'static str>> {
    match of {
        TableOf::Returns => Some(Vec::new()),
        // A name has a number, and what stands in its place has none.
        TableOf::Question(_) if has(ITEM) && has(ROW) => None,
        TableOf::Question(_) if has(ITEM) => Some(vec![ITEM]),
        TableOf::Question(_) | TableOf::Fact(_) => Some(vec![ROW]),
        TableOf::Answers | TableOf::LeftOut => None,
    }
}
