//! What a report says, before it is written as a page, as tables or as a Word file.

use crate::chart::svg;
use canevas_docx::drawing::Drawing;
use canevas_wording::PlainText;
use serde::Serialize;

/// A report in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportPage {
    /// Its title.
    pub title: PlainText,
    /// The tag of its language.
    pub language: String,
    /// The direction of this language: `ltr` or `rtl`.
    pub direction: &'static str,
    /// What stands on every page.
    pub notice: Option<PlainText>,
    /// The text below the title, and what it takes in.
    pub introduction: Vec<PlainText>,
    /// The word above the list of parts.
    pub contents: String,
    /// The word before the number of a page.
    pub page: String,
    /// The words that open the list of countries behind figures.
    pub behind: String,
    /// Its parts, in order.
    pub sections: Vec<ReportSection>,
}

/// A block of a report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportSection {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: PlainText,
    /// The words of the secretariat.
    pub text: Vec<PlainText>,
    /// The most important thing that it says, in one sentence.
    pub summary: Option<String>,
    /// What it shows.
    pub parts: Vec<ReportPart>,
    /// Whether highlights take it.
    pub highlight: bool,
}

/// A part of a block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportPart {
    /// A heading within the block.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A remark in small print: what figures are based on, where a series breaks.
    Note(PlainText),
    /// A drawing, with its figures in a table that follows.
    Chart(ReportChart),
    /// A table.
    Table(ReportTable),
    /// What countries wrote.
    Texts(Vec<CountryText>),
    /// Answers, each with the names of the countries that gave it.
    Behind(Vec<NamedGroup>),
    /// Files beside the report, by what they are called for people.
    Files(Vec<LinkedFile>),
}

/// A file beside the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkedFile {
    /// What it is, for people.
    pub title: String,
    /// Its name, from the folder of the report.
    pub name: String,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportChart {
    /// What it shows, in one line.
    pub caption: String,
    /// What it shows, for those who cannot see it.
    pub alternative: String,
    /// The drawing itself.
    #[serde(skip)]
    pub drawing: Drawing,
    /// The same as SVG.
    pub svg: String,
}

impl ReportChart {
    /// A drawing with what it shows, in one line and in words.
    pub fn new(caption: String, alternative: String, drawing: Drawing) -> Self {
        let svg = svg(&drawing, &alternative);
        Self { caption, alternative, drawing, svg }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportTable {
    /// What it shows, in one line.
    pub caption: PlainText,
    /// The headings of its columns.
    pub columns: Vec<TableColumn>,
    /// Its rows, each with as many cells as there are columns. The first cell names the row.
    pub rows: Vec<Vec<TableCell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableColumn {
    /// Its heading.
    pub title: PlainText,
    /// Whether it holds numbers.
    pub is_number: bool,
    /// Whether these are shares, which bars show.
    pub is_share: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableCell {
    /// What it says.
    pub text: String,
    /// The number that it says, for those who compute with it.
    pub number: Option<f64>,
    /// The count behind a share.
    pub count: Option<f64>,
    /// How far along a scale its answer is, from 0 to 1, where it is one of a scale.
    pub grade: Option<f64>,
    /// The share that it says, from 0 to 1. A bar shows it beside the number.
    pub bar: Option<f64>,
    /// The language of a text that is not in that of the report.
    pub language: Option<String>,
}

/// What a country wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountryText {
    /// The country's name.
    pub country: String,
    /// The name of the row that it is about.
    pub about: Option<String>,
    /// What it wrote, line by line.
    pub lines: Vec<String>,
    /// The tag and the own name of its language, where that is not the one of the report.
    pub language: Option<(String, String)>,
}

/// An answer, with the names of the countries that gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedGroup {
    /// The answer.
    pub name: PlainText,
    /// The countries.
    pub countries: Vec<String>,
}

impl TableColumn {
    /// A column of words.
    pub fn words(title: impl Into<PlainText>) -> Self {
        Self { title: title.into(), is_number: false, is_share: false }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<PlainText>) -> Self {
        Self { title: title.into(), is_number: true, is_share: false }
    }

    /// A column of shares.
    pub fn shares(title: impl Into<PlainText>) -> Self {
        Self { is_share: true, ..Self::numbers(title) }
    }
}

impl TableCell {
    /// A cell of words.
    pub fn words(text: impl Into<PlainText>) -> Self {
        let PlainText { text, language } = text.into();
        Self { text, number: None, count: None, grade: None, bar: None, language }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self { number: number(count), ..Self::words(count.to_string()) }
    }

    /// The same share with the count behind it.
    #[must_use]
    pub fn with_count(self, count: usize) -> Self {
        Self { count: number(count), ..self }
    }

    /// A share in whole per cent, with its words; a dash where there is nothing to take a share of.
    pub fn share(percent: Option<usize>, words: impl FnOnce(usize) -> String) -> Self {
        let Some(percent) = percent else { return Self::words("–") };
        let number = number(percent);
        Self { number, bar: number.map(|number| number / 100.0), ..Self::words(words(percent)) }
    }
}

fn number(count: usize) -> Option<f64> {
    u32::try_from(count).ok().map(f64::from)
}
