//! What an answer looks like, and how it is asked. A back end sees nothing else of a question's type.

use crate::companions::SpecifyBox;
use crate::countries::Country;
use crate::dates::YEARS;
use crate::ids::OptionCode;
use crate::indices::{FieldIx, ListIx, QuestionIx};
use crate::text::Text;
use crate::text_format::TextFormat;
use canevas_diagnostics::Span;
use std::sync::Arc;

/// What an answer looks like in a return.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerShape {
    /// A text.
    Text {
        /// Longest, in code points.
        max_length: Option<u32>,
        /// What it must look like; none where any text is allowed.
        format: Option<&'static TextFormat>,
    },
    /// `"yes"` or `"no"`.
    YesNo,
    /// One option's code.
    One {
        /// The options.
        choices: Arc<Vec<Choice>>,
        /// Where they are written.
        source: ChoiceSource,
        /// Whether they are ordered, lowest first.
        ordered: bool,
    },
    /// Several options' codes, in the order of the definition, never none.
    Many {
        /// The options.
        choices: Arc<Vec<Choice>>,
        /// Where they are written.
        source: ChoiceSource,
        /// Fewest, where answered.
        at_least: Option<u32>,
        /// Most.
        at_most: Option<u32>,
    },
    /// A number.
    Number(NumberShape),
    /// A year, which is a whole number in a return.
    Year {
        /// Earliest.
        from: Option<i32>,
        /// Latest.
        to: Option<i32>,
    },
    /// `"2023-04-30"`.
    Date {
        /// Earliest.
        from: Option<DateBound>,
        /// Latest.
        to: Option<DateBound>,
    },
    /// `"2023-04"`.
    Month {
        /// Earliest.
        from: Option<DateBound>,
        /// Latest.
        to: Option<DateBound>,
    },
    /// A list of `{ name, role }`.
    NamesAndRoles {
        /// Fewest, where answered.
        at_least: Option<u32>,
        /// Most.
        at_most: Option<u32>,
    },
    /// The question's fields as one object.
    Group,
    /// The question's fields, once per row.
    Rows {
        /// Fewest, where answered.
        at_least: Option<u32>,
        /// Most.
        at_most: Option<u32>,
    },
    /// No answer.
    Nothing,
}

impl AnswerShape {
    /// The options, where it has any.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::One { choices, .. } | Self::Many { choices, .. } => choices,
            _ => &[],
        }
    }

    /// What an answer may be, where it is a number: for a year, the years there are within its bounds.
    pub fn number(&self) -> Option<NumberShape> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Year { from, to } => Some(NumberShape {
                whole: true,
                min: Some(f64::from(from.unwrap_or(*YEARS.start()))),
                max: Some(f64::from(to.unwrap_or(*YEARS.end()))),
                decimals: 0,
            }),
            _ => None,
        }
    }

    /// What a text must look like, where it is a text with a format.
    pub fn format(&self) -> Option<&'static TextFormat> {
        match self {
            Self::Text { format, .. } => *format,
            _ => None,
        }
    }

    /// The earlier question whose answer gives its options, where one does.
    pub fn choices_from(&self) -> Option<QuestionIx> {
        match self.choice_source()? {
            ChoiceSource::Rows(question) | ChoiceSource::Ticked(question) => Some(question),
            ChoiceSource::Inline | ChoiceSource::List(_) | ChoiceSource::Countries => None,
        }
    }

    /// Where its options are written, where it has any.
    pub fn choice_source(&self) -> Option<ChoiceSource> {
        match self {
            Self::One { source, .. } | Self::Many { source, .. } => Some(*source),
            _ => None,
        }
    }
}

/// Where the options of a question or fact are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChoiceSource {
    /// At the question or fact itself.
    Inline,
    /// In a list of the form, which several questions may name.
    List(ListIx),
    /// In the table of countries.
    Countries,
    /// They are the rows that people enter at an earlier question.
    Rows(QuestionIx),
    /// They are the options that people tick at an earlier question.
    Ticked(QuestionIx),
}

/// Bounds of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberShape {
    /// Whether it is whole.
    pub whole: bool,
    /// Smallest.
    pub min: Option<f64>,
    /// Largest.
    pub max: Option<f64>,
    /// Most decimal places.
    pub decimals: u32,
}

impl NumberShape {
    /// Whether a number has no more decimals than an answer may have.
    pub fn is_exact(&self, value: f64) -> bool {
        if self.whole {
            return value.fract() == 0.0;
        }
        // A negative zero is zero.
        self.rounded(value).total_cmp(&(value + 0.0)).is_eq()
    }

    /// The nearest number with as many decimals as an answer may have.
    pub fn rounded(&self, value: f64) -> f64 {
        let rounded = format!("{value:.*}", self.decimals as usize).parse().unwrap_or(value);
        // There is no negative zero.
        rounded + 0.0
    }
}

/// A bound of a date: fixed-width text of the date's own kind, so that it orders like the date.
pub type DateBound = String;

/// One option.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its code in answers.
    pub code: OptionCode,
    /// What it says.
    pub label: ChoiceLabel,
    /// A hint under it.
    pub hint: Option<Text>,
    /// The question beside a box for what it stands for.
    pub specify: Option<Text>,
    /// What that box is like.
    pub specify_box: SpecifyBox,
    /// Whether it excludes all others.
    pub exclusive: bool,
    /// Where it is defined.
    pub span: Option<Span>,
}

/// What an option says.
#[derive(Debug, Clone, PartialEq)]
pub enum ChoiceLabel {
    /// A text of the definition.
    Text(Text),
    /// A country's name, from the table.
    Country(&'static Country),
    /// A field of a row that people enter: the question, the field, and the number of the row, from 0.
    Entered(QuestionIx, FieldIx, usize),
}

/// How a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// A line of text.
    Line,
    /// A box of text.
    Box,
    /// Two boxes, yes and no, so that unanswered is seen.
    YesNo,
    /// One of a few, each with its own button.
    Radios,
    /// One of a few grades, side by side.
    Scale,
    /// One of many, in a list that opens.
    Select,
    /// Several of a few.
    Checkboxes,
    /// A number, with its unit.
    Number,
    /// A day.
    Day,
    /// A month.
    Month,
    /// Names and roles, line by line.
    NamesAndRoles,
    /// Fields under one heading.
    Group,
    /// The same, with a line to sign on paper.
    SignOff,
    /// Rows that can be added.
    Rows,
    /// The same, each with a document.
    Documents,
    /// Text only.
    Note,
}
