//! The document between the questionnaire and its bytes: paragraphs with styles, runs, controls and tables. The Word
//! file and its text projection are both made from it, so that the one shows what is in the other.

use crate::tags::Path;

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Doc {
    /// Its title.
    pub title: String,
    /// The line at the foot of each page.
    pub footer: String,
    /// What is filled in under protection.
    pub blocks: Vec<Block>,
    /// The last part, where one writes freely.
    pub remarks: Vec<Block>,
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
    /// How it looks.
    pub style: Style,
    /// A counter that it takes its number from: a numbered list, or the rows of a table.
    pub counter: Option<Counter>,
    /// What it holds.
    pub inlines: Vec<Inline>,
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
    /// To the next line.
    Break,
    /// To the next tab stop.
    Tab,
    /// A link.
    Link {
        /// The address.
        url: String,
        /// What is shown.
        runs: Vec<Run>,
    },
    /// A place to answer.
    Control(Box<Control>),
}

/// Text of one look.
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
    /// What is not known, in brackets.
    Bracket,
    /// The number of a question.
    Number,
    /// The mark of a question that needs an answer.
    Required,
    /// The label of a field, a unit.
    Label,
    /// An id or code.
    Code,
}

/// A place to answer.
#[derive(Debug, Clone)]
pub struct Control {
    /// Where the answer goes.
    pub path: Path,
    /// What Word shows at its handle.
    pub alias: String,
    /// What it takes.
    pub kind: Kind,
}

/// What a control takes.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A text.
    Text {
        /// Whether it may have several lines.
        lines: bool,
        /// What is shown while it is empty.
        prompt: String,
    },
    /// One of a list.
    Select {
        /// Codes and labels.
        options: Vec<(String, String)>,
        /// What is shown while nothing is chosen.
        prompt: String,
    },
    /// A day.
    Date {
        /// What is shown while it is empty.
        prompt: String,
    },
    /// A box.
    Check,
}

impl Kind {
    /// What an empty control shows; none for a checkbox.
    pub fn prompt(&self) -> Option<&str> {
        match self {
            Self::Text { prompt, .. } | Self::Select { prompt, .. } | Self::Date { prompt } => Some(prompt),
            Self::Check => None,
        }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it is, for those who do not see it.
    pub caption: String,
    /// How it looks.
    pub look: Look,
    /// Relative widths of the columns.
    pub widths: Vec<u32>,
    /// The header row; none where the first column heads the rows.
    pub header: Vec<Vec<Paragraph>>,
    /// Its rows.
    pub rows: Rows,
}

/// How a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// What is known about the document, on its first page.
    Cover,
    /// Answers, across the page.
    Wide,
}

/// Rows of a table.
#[derive(Debug, Clone)]
pub enum Rows {
    /// As they are.
    Fixed(Vec<Row>),
    /// Rows that can be added; an item is one row, or several that belong together.
    Repeating {
        /// Where they go.
        path: Path,
        /// What Word shows at the handle.
        alias: String,
        /// The items, all alike.
        items: Vec<Vec<Row>>,
    },
}

/// The cells of a row, each with paragraphs.
pub type Row = Vec<Vec<Paragraph>>;

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
    /// What a line of the cover is about.
    CoverLabel = "Cover label",
    /// A line of the cover.
    CoverValue = "Cover value",
    /// Running text.
    BodyText = "Body Text",
    /// Running text that stays with what follows.
    BodyNext = "Body next",
    /// A list in running text.
    BodyBullet = "Body bullet",
    /// The title of a section.
    Heading1 = "heading 1",
    /// A heading in a section.
    Heading2 = "heading 2",
    /// Who usually answers.
    FilledBy = "Filled by",
    /// When to answer.
    Condition = "Condition",
    /// What stands in the place of a section or question that is not asked.
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
    /// What was answered in the edition before.
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
    /// An answer with a box after it, which stays with it.
    AnswerNext = "Answer next",
    /// A long answer with a box after it, which stays with it.
    AnswerLongNext = "Answer long next",
    /// A box and its label.
    Choice = "Choice",
    /// A box and its label, with more to follow on the same page.
    ChoiceNext = "Choice next",
    /// Help on an option.
    ChoiceHint = "Choice hint",
    /// What "other" stands for.
    Specify = "Specify",
    /// A header cell.
    TableHead = "Table head",
    /// A cell.
    TableCell = "Table cell",
    /// Help in a cell.
    TableHint = "Table hint",
    /// A long answer in a cell.
    TableLong = "Table long",
    /// A box in a cell.
    TableChoice = "Table choice",
    /// The title of a row.
    RowLabel = "Row label",
    /// The title of a row of one line, which stays with the next.
    RowNext = "Row next",
    /// Ids, codes and conditions, in the annotated profile.
    Annotation = "Annotation",
    /// After a table, and at the end of a part.
    Gap = "Gap",
    /// Before a table.
    GapBefore = "Gap before",
    /// Free remarks.
    Remarks = "Remarks",
}

impl Paragraph {
    /// A paragraph.
    pub fn new(style: Style, inlines: Vec<Inline>) -> Self {
        Self { style, counter: None, inlines }
    }

    /// Keeps it on the page of the next one, where its style has such a twin.
    pub fn keep_with_next(&mut self) {
        self.style = match self.style {
            Style::Answer => Style::AnswerNext,
            Style::AnswerLong => Style::AnswerLongNext,
            Style::Choice => Style::ChoiceNext,
            Style::RowLabel => Style::RowNext,
            other => other,
        };
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

impl From<Control> for Inline {
    fn from(control: Control) -> Self {
        Self::Control(Box::new(control))
    }
}
