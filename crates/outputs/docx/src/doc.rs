//! The document between the questionnaire and its bytes: paragraphs with styles, runs, controls and tables. Both the Word
//! file and its text projection are written from it, so each shows what the other contains.

pub use crate::answer_control::{AnswerControl, ControlKind, ControlValue};
use crate::columns::Column;
use crate::options::Purpose;
use crate::tags::ControlPath;

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    /// Its title.
    pub title: String,
    /// The line at the foot of each page.
    pub footer: String,
    /// The protected part, with the fields.
    pub blocks: Vec<Block>,
    /// The last part, which is not protected.
    pub remarks: Vec<Block>,
    /// What it is for.
    pub purpose: Purpose,
    /// The texts of the paragraphs that the document has because of what it is filled with, and the blank form has not.
    pub printed: Vec<String>,
    /// The names of its repeated rows: the path of the question, and the name of each row that has one.
    pub row_names: Vec<(String, Vec<Option<String>>)>,
    /// How many texts stand at its end because they are no answer.
    pub left: usize,
}

/// A paragraph or a table.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its style.
    pub style: Style,
    /// The counter that numbers it, in a numbered list or a table of rows.
    pub counter: Option<Counter>,
    /// Whether it stays on the page of the next paragraph.
    pub keep: Keep,
    /// Its content.
    pub inlines: Vec<Inline>,
}

/// Whether a paragraph stays on the page of the next one. What is said here is a property of the paragraph, so that the styles
/// of a reference cannot part what belongs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// As its style says.
    #[default]
    AsStyle,
    /// It stays with the next one, whatever its style says.
    Next,
    /// A page may end behind it and in it, whatever its style says.
    Free,
}

/// A counter that numbers paragraphs, one for each list or table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counter {
    /// Which one, from 0.
    pub index: usize,
    /// Whether it numbers a list (`1.`) or rows (`1`).
    pub list: bool,
}

/// A part of a line.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Text.
    Run(Run),
    /// A line break.
    Break,
    /// A tab.
    Tab,
    /// A link.
    Link {
        /// The address.
        url: String,
        /// What is shown.
        runs: Vec<Run>,
    },
    /// A field.
    Control(Box<AnswerControl>),
}

/// Text with one character style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its character style.
    pub mark: Mark,
    /// Whether it is important.
    pub strong: bool,
    /// Whether it is stressed.
    pub emphasis: bool,
    /// Its language, where it is not the document's.
    pub language: Option<String>,
}

/// A character style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// None.
    #[default]
    Plain,
    /// An unknown value, in brackets.
    Bracket,
    /// The number of a question.
    Number,
    /// The mark of a required question.
    Required,
    /// The label of a field, a unit.
    Label,
    /// An id or code.
    Code,
}

/// Between the label of a column and what can be chosen in it, on a line above the table.
pub(crate) const OPTIONS: &str = " – ";

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// A description for readers who do not see the table.
    pub caption: String,
    /// Its look.
    pub look: TableLook,
    /// How wide its columns are.
    pub columns: Vec<Column>,
    /// Whether several rows belong to one title, which stands in the first column of the first of them.
    pub blocks: bool,
    /// The header row; empty where the first column is the header of each row.
    pub header: Vec<Vec<Paragraph>>,
    /// Its rows.
    pub rows: TableRows,
}

/// The look of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableLook {
    /// Facts about the document, on its first page.
    Cover,
    /// Answers, across the page.
    Wide,
}

/// The rows of a table.
#[derive(Debug, Clone)]
pub enum TableRows {
    /// Rows that stay as they are.
    Fixed(Vec<TableRow>),
    /// Rows that respondents can add. An item is one row, or several that belong together.
    Repeating {
        /// The path of their answers.
        path: ControlPath,
        /// The name that Word shows at the handle.
        alias: String,
        /// The items, all alike.
        items: Vec<Vec<TableRow>>,
    },
}

/// The cells of a row, each with paragraphs.
pub type TableRow = Vec<Vec<Paragraph>>;

macro_rules! styles {
    ($($(#[$doc:meta])* $style:ident = $name:literal,)*) => {
        /// A paragraph style.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Style { $($(#[$doc])* $style,)* }

        impl Style {
            /// Every style.
            pub const ALL: &'static [Self] = &[$(Self::$style),*];

            /// Its id in the file.
            pub fn id(self) -> &'static str {
                match self { $(Self::$style => stringify!($style),)* }
            }

            /// Its name in Word.
            pub fn name(self) -> &'static str {
                match self { $(Self::$style => $name,)* }
            }
        }
    };
}

styles! {
    /// The title of the form.
    Title = "Title",
    /// The country.
    Subtitle = "Subtitle",
    /// The label of a line on the cover.
    CoverLabel = "Cover label",
    /// A line of the cover.
    CoverValue = "Cover value",
    /// Running text.
    BodyText = "Body Text",
    /// A list in running text.
    BodyBullet = "Body bullet",
    /// The title of a section.
    Heading1 = "heading 1",
    /// A heading in a section.
    Heading2 = "heading 2",
    /// Who usually fills in the section.
    FilledBy = "Filled by",
    /// When to answer.
    Condition = "Condition",
    /// The text in place of a section or question that is not asked.
    NotAsked = "Not asked",
    /// A question, its number hanging in the margin.
    Question = "Question",
    /// A question right after its condition.
    QuestionIf = "Question if",
    /// More of a question.
    QuestionMore = "Question more",
    /// A list in a question.
    QuestionBullet = "Question bullet",
    /// Help.
    Hint = "Hint",
    /// A list in a help text.
    HintBullet = "Hint bullet",
    /// Last year's answer.
    LastYear = "Last year",
    /// A worked example.
    Example = "Example",
    /// A list in a worked example.
    ExampleBullet = "Example bullet",
    /// The label of a field.
    FieldLabel = "Field label",
    /// A short answer.
    Answer = "Answer",
    /// A long answer.
    AnswerLong = "Answer long",
    /// A checkbox and its label.
    Choice = "Choice",
    /// Help on an option.
    ChoiceHint = "Choice hint",
    /// The text that specifies "other".
    Specify = "Specify",
    /// A header cell.
    TableHead = "Table head",
    /// A cell.
    TableCell = "Table cell",
    /// Help in a cell.
    TableHint = "Table hint",
    /// A long answer in a cell.
    TableLong = "Table long",
    /// A checkbox in a cell.
    TableChoice = "Table choice",
    /// The title of a row.
    RowLabel = "Row label",
    /// Ids, codes and conditions, in the annotated profile.
    Annotation = "Annotation",
    /// Around a table, and at the end of a part.
    Gap = "Gap",
    /// Free remarks.
    Remarks = "Remarks",
}

impl Style {
    /// Whether lines of this style stay on the page of the next line.
    pub fn stays_with_next(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Subtitle
                | Self::Heading1
                | Self::Heading2
                | Self::FilledBy
                | Self::Condition
                | Self::Question
                | Self::QuestionIf
                | Self::QuestionMore
                | Self::QuestionBullet
                | Self::Hint
                | Self::HintBullet
                | Self::LastYear
                | Self::Example
                | Self::ExampleBullet
                | Self::FieldLabel
                | Self::TableHead
                | Self::Annotation
        )
    }
}

impl Block {
    /// Its paragraphs, those of its head and cells included.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        let table = match self {
            Self::Paragraph(paragraph) => return vec![paragraph],
            Self::Table(table) => table,
        };
        let cells: Vec<&Vec<Paragraph>> = match &table.rows {
            TableRows::Fixed(rows) => rows.iter().flatten().collect(),
            TableRows::Repeating { items, .. } => items.iter().flatten().flatten().collect(),
        };
        table.header.iter().chain(cells).flatten().collect()
    }
}

impl Table {
    /// Whether the title of a row is that of the row above it.
    pub fn is_continued(&self, row: &TableRow) -> bool {
        let is_empty = |line: &Paragraph| line.inlines.is_empty() && line.counter.is_none();
        self.blocks && row.first().is_some_and(|title| title.iter().all(is_empty))
    }
}

impl Paragraph {
    /// The control of a long answer: one that stands alone in its paragraph and holds several lines.
    pub fn long_answer(&self) -> Option<&AnswerControl> {
        let [Inline::Control(control)] = self.inlines.as_slice() else { return None };
        match (&control.kind, &control.value) {
            (ControlKind::Text { .. }, ControlValue::Words { shown, .. })
                if shown.trim_matches('\n').contains('\n') =>
            {
                Some(control)
            }
            _ => None,
        }
    }

    /// A paragraph.
    pub fn new(style: Style, inlines: Vec<Inline>) -> Self {
        Self { style, counter: None, keep: Keep::AsStyle, inlines }
    }

    /// The same paragraph, on the page of the next one.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { keep: Keep::Next, ..self }
    }

    /// The same paragraph with its texts in bold.
    #[must_use]
    pub fn strong(mut self) -> Self {
        for inline in &mut self.inlines {
            if let Inline::Run(run) = inline {
                run.strong = true;
            }
        }
        self
    }

    /// A paragraph of one text.
    pub fn text(style: Style, text: impl Into<String>) -> Self {
        Self::new(style, vec![Inline::text(text)])
    }
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::marked(Mark::Plain, text)
    }

    /// Text of a character style.
    pub fn marked(mark: Mark, text: impl Into<String>) -> Self {
        Self::Run(Run { text: text.into(), mark, ..Run::default() })
    }
}

impl From<AnswerControl> for Inline {
    fn from(control: AnswerControl) -> Self {
        Self::Control(Box::new(control))
    }
}
