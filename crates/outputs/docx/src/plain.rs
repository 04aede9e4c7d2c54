//! A document to read: headings, paragraphs, quotes, tables and drawings. It knows nothing of questionnaires. [`PlainDocument::word`]
//! writes it in the styles of a reference, or in those that questionnaires have.

use crate::doc::Run;
use crate::drawing::Drawing;
use crate::reference::Reference;
use crate::write::plain::package;
use canevas_model::Language;

/// A document to read.
#[derive(Debug, Clone)]
pub struct PlainDocument {
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: Language,
    /// The word before the number of a page.
    pub page: String,
    /// What stands on every page.
    pub notice: Option<String>,
    /// Its content, in order.
    pub blocks: Vec<PlainBlock>,
}

/// A part of a document.
#[derive(Debug, Clone)]
pub enum PlainBlock {
    /// A paragraph.
    Line(Line),
    /// The list of the document's headings, each a link to its heading.
    Contents,
    /// A table.
    Table(PlainTable),
    /// A drawing, with what it says for those who cannot see it.
    Drawing(Drawing, String),
    /// Links, one after the other.
    Links(Vec<PlainLink>),
}

/// A link to a file or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainLink {
    /// What is shown.
    pub title: String,
    /// Where it leads: an address, or the name of a file from the folder of the document.
    pub target: String,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its style.
    pub style: LineStyle,
    /// Its text. A run may be in a language of its own.
    pub runs: Vec<Run>,
    /// The language that decides on which side its lines start, where that is not the document's.
    pub language: Option<String>,
    /// Whether it stays on the page of the next part.
    pub keeps: bool,
}

/// A table.
#[derive(Debug, Clone)]
pub struct PlainTable {
    /// What it shows, for those who cannot see it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<PlainColumn>,
    /// Whether it has a row with the titles of its columns, which every page repeats.
    pub has_head: bool,
    /// Whether it is in small print.
    pub is_small: bool,
    /// Its rows, each with as many cells as there are columns. The first cell names the row.
    pub rows: Vec<Vec<PlainCell>>,
}

/// A column of a table.
#[derive(Debug, Clone, Default)]
pub struct PlainColumn {
    /// Its title.
    pub title: String,
    /// The language of its title, where that is not the document's.
    pub language: Option<String>,
    /// Whether it holds numbers, which stand at the end of their cells.
    pub is_number: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub struct PlainCell {
    /// What it says.
    pub text: String,
    /// The language of its text, where that is not the document's.
    pub language: Option<String>,
    /// The colour behind it: six hexadecimal digits.
    pub fill: Option<&'static str>,
}

macro_rules! line_styles {
    ($($(#[$doc:meta])* $style:ident = $id:literal, $name:literal;)*) => {
        /// The style of a paragraph. A reference that has a style of the same name decides how it looks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum LineStyle { $($(#[$doc])* $style,)* }

        impl LineStyle {
            /// Every style.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$style),*];

            /// Its id in the file.
            pub fn id(self) -> &'static str {
                match self { $(Self::$style => $id,)* }
            }

            /// Its name in Word.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$style => $name,)* }
            }
        }
    };
}

line_styles! {
    /// The title of the document.
    Title = "Title", "Title";
    /// A heading, which stands in the contents.
    Heading = "Heading1", "heading 1";
    /// A heading within a part, which does not stand in the contents.
    SubHeading = "Heading2", "heading 2";
    /// Running text.
    Body = "BodyText", "Body Text";
    /// What must not be missed.
    Notice = "Notice", "Notice";
    /// The most important sentence of a part.
    Summary = "Summary", "Summary";
    /// A remark in small print.
    SmallPrint = "SmallPrint", "Small print";
    /// What a table or drawing shows.
    Caption = "Caption", "caption";
    /// What somebody wrote.
    Quote = "Quote", "Quote";
    /// Who wrote it.
    QuoteSource = "QuoteSource", "Quote source";
    /// The title of the contents.
    ContentsTitle = "TOCHeading", "TOC Heading";
    /// A line of the contents.
    ContentsLine = "TOC1", "toc 1";
}

impl PlainDocument {
    /// The Word file, with the styles, page, header and footer of a reference where there is one. The same document gives the same
    /// bytes.
    pub fn word(&self, reference: Option<&Reference>) -> Vec<u8> {
        package(self, reference)
    }
}

impl Line {
    /// A paragraph of one text.
    pub fn text(style: LineStyle, text: impl Into<String>) -> Self {
        Self::new(style, vec![Run { text: text.into(), ..Run::default() }])
    }

    /// A paragraph.
    pub fn new(style: LineStyle, runs: Vec<Run>) -> Self {
        Self { style, runs, language: None, keeps: false }
    }

    /// The same paragraph, on the page of the next part.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { keeps: true, ..self }
    }
}
