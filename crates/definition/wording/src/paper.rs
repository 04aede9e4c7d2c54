//! How wide things are on paper: words, and the columns of a table. The Word file lays its tables out by it, and a check says where
//! a table has no room. Widths are in twentieths of a point, computed from the texts alone, with one table of letters for all fonts,
//! so that equal input gives equal widths.

use canevas_model::{AnswerShape, ChoiceLabel, Control, Question, Text};

/// The text between the margins of a page in A4, in twentieths of a point.
pub const TEXT_WIDTH: u32 = 9638;
/// The same of a page that lies on its side.
pub const SIDE_WIDTH: u32 = 14_570;
/// The space left and right in a cell, and a little for fonts that are wider than ours.
pub const CELL: u32 = 240;
/// A box with the space behind it.
pub const BOX: u32 = 265;
/// A longer word, such as an address, may be torn.
pub const LONGEST_WORD: u32 = 4600;
/// The size of what stands above a column, and in a cell, in half points.
const HEAD: u32 = 19;
const BODY: u32 = 20;
/// The most options that have a box each in a cell. With more, a row would take a page.
const MOST_BOXES: usize = 30;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// The numbers of rows.
    RowNumber,
    /// The titles of rows.
    Title,
    /// Numbers, years, days, yes or no.
    Short,
    /// One of a list.
    List,
    /// Boxes, one under the other.
    Boxes,
    /// A line of text.
    Line,
    /// Several lines of text.
    Lines,
}

impl ColumnKind {
    /// What a column of answers of a shape holds.
    pub fn of(shape: &AnswerShape, control: Control) -> Self {
        match shape {
            AnswerShape::Text { .. } if control == Control::Box => Self::Lines,
            AnswerShape::Text { .. } => Self::Line,
            AnswerShape::Many { .. } if is_written(shape) => Self::Lines,
            AnswerShape::Many { .. } => Self::Boxes,
            AnswerShape::One { choices, .. } if choices.iter().any(|choice| choice.specify.is_some()) => Self::Line,
            AnswerShape::One { .. } => Self::List,
            AnswerShape::YesNo
            | AnswerShape::Number(_)
            | AnswerShape::Year { .. }
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. }
            | AnswerShape::NamesAndRoles { .. }
            | AnswerShape::Group
            | AnswerShape::Rows { .. }
            | AnswerShape::Nothing => Self::Short,
        }
    }

    /// Five numbers, the first four in twentieths of a point: the narrowest column in which somebody can answer; the least and the
    /// most width that it asks for; the most that it asks for because of its head; its share of the width that then remains.
    pub fn range(self) -> [u32; 5] {
        match self {
            Self::RowNumber => [500, 500, 900, 900, 0],
            Self::Title => [900, 1200, 3000, 3000, 2],
            Self::Short => [1000, 1200, 2200, 1600, 1],
            Self::List => [1200, 1400, 2200, 1800, 2],
            Self::Boxes => [1200, 1600, 2800, 2200, 3],
            Self::Line => [1400, 2400, 3000, 3000, 5],
            Self::Lines => [1800, 3200, 4200, 4200, 6],
        }
    }
}

/// Whether the options of a shape are written down in a cell, and have no boxes: there are too many. Those that answers give are
/// not known before, and keep their boxes.
pub fn is_written(shape: &AnswerShape) -> bool {
    matches!(shape, AnswerShape::Many { choices, .. } if choices.len() > MOST_BOXES && shape.choices_from().is_none())
}

/// The least width of a table with the fields of a question beside one another, in twentieths of a point: no word is torn, and somebody
/// can answer. `words` says what a text is in a language.
pub fn least_width<'q>(question: &'q Question, words: &dyn Fn(&'q Text) -> String) -> u32 {
    let [of_title, ..] = ColumnKind::Title.range();
    let columns = question.fields.iter().map(|field| least_column(field, words));
    columns.fold(of_title, u32::saturating_add)
}

fn least_column<'q>(field: &'q Question, words: &dyn Fn(&'q Text) -> String) -> u32 {
    let kind = ColumnKind::of(&field.shape, field.control);
    let [narrowest, ..] = kind.range();
    let longest = |text: &str, size, bold| text_extent(text, size, bold).0.min(LONGEST_WORD) + CELL;
    let head = field.ask.iter().map(|ask| longest(&words(ask), HEAD, true));
    let hint = field.hint.iter().map(|hint| longest(&words(hint), HEAD, false));
    let shows_options = matches!(kind, ColumnKind::Boxes | ColumnKind::List | ColumnKind::Line);
    let box_width = if matches!(field.shape, AnswerShape::Many { .. }) { BOX } else { 0 };
    let options = field.choices().iter().filter(|_| shows_options).filter_map(|choice| match &choice.label {
        ChoiceLabel::Text(label) => Some(longest(&words(label), BODY, false) + box_width),
        ChoiceLabel::Country(_) | ChoiceLabel::Entered(..) => None,
    });
    head.chain(hint).chain(options).fold(narrowest, u32::max)
}

/// The widest word of a text, and the whole text on one line. `size` is in half points.
pub fn text_extent(text: &str, size: u32, bold: bool) -> (u32, u32) {
    let (mut word, mut widest, mut whole) = (0, 0, 0);
    for c in text.chars() {
        let width = letter(c);
        whole += width;
        match c {
            ' ' | '\n' | '\t' | '\u{2002}' | '\u{200b}' => word = 0,
            // A line may break behind a hyphen, and between two signs of East Asia.
            '-' | '–' | '—' => {
                widest = widest.max(word + width);
                word = 0;
            }
            c if is_wide(c) => {
                widest = widest.max(word + width);
                word = 0;
            }
            _ => {
                word += width;
                widest = widest.max(word);
            }
        }
    }
    // Thousandths of the height of a letter, which is ten twentieths of a point for each half point.
    let twentieths = |thousandths: u32| {
        let bold = if bold { 114 } else { 100 };
        u32::try_from(u64::from(thousandths) * u64::from(size) * bold / 10_000).unwrap_or(u32::MAX)
    };
    (twentieths(widest), twentieths(whole))
}

/// Whether a sign is one of East Asia, each a square.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// How wide a letter is, in thousandths of its height: those of a wide font, because nobody knows which fonts a reader has.
fn letter(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '\'' | '’' | '.' | ',' | ':' | ';' | '!' | '|' | '·' => 290,
        ' ' | '\u{a0}' | 'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '"' | 'J' => 380,
        'm' | 'M' | 'w' | 'W' | '%' | '@' | '—' | '…' => 930,
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' => 0,
        c if is_wide(c) => 1000,
        c if c.is_ascii_digit() => 572,
        c if c.is_uppercase() => 680,
        _ => 590,
    }
}
