//! The data that the templates print. Every text is safe HTML with its index among the languages.

mod about;
mod fact_names;
mod page;
mod question;

pub use page::{Page, direction, page};

use crate::texts::Switched;
use canevas_model::{NonResponseCode, OptionCode};
use serde::Serialize;

/// Anything that is asked: a question, a row's copy of it, a field, a fact.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its place in a return, without the first slash: `answers/x/r1`.
    pub path: String,
    /// The number printed in the margin.
    pub number: Option<String>,
    pub ask: Switched,
    pub short: Option<Switched>,
    /// Whether it must be answered.
    pub required: bool,
    pub hint: Option<Switched>,
    /// What must be kept to: counts of options or rows.
    pub limits: Vec<Switched>,
    pub example: Option<Switched>,
    /// The condition in words, for paper.
    pub condition: Option<Switched>,
    pub control: ControlView,
    /// Answers that stand for "nothing to say".
    pub say: Vec<NonResponseView>,
    /// A box for a comment.
    pub comment: Option<CompanionView>,
    /// Whether it is a field of something, and not a question of its own.
    pub field: bool,
}

/// How something is asked.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ControlView {
    /// Which of the template's controls.
    pub kind: &'static str,
    /// The keyboard for a number.
    pub mode: &'static str,
    /// The keyboard for a text with a format.
    pub format_mode: Option<&'static str>,
    pub max_length: Option<u32>,
    pub unit: Option<Switched>,
    /// The list in which the respondent chooses the unit.
    pub units: Option<UnitsView>,
    pub options: Vec<OptionView>,
    /// Whether the options stand in the alphabet of the language.
    pub sorted: bool,
    /// Whether an earlier answer gives the options, so that they come and go.
    pub given: bool,
    /// Fields of a group; of a row of a repeat, with `{i}` for the row's index.
    pub fields: Vec<Item>,
    /// What a row is called, with a place for each answer in it. Such rows fold.
    pub row_title: Option<Switched>,
    /// The label of a line to sign on paper.
    pub sign: Option<Switched>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    pub code: OptionCode,
    pub label: Switched,
    pub hint: Option<Switched>,
    /// The box for what it stands for.
    pub specify: Option<CompanionView>,
    /// Whether it excludes all others.
    pub exclusive: bool,
}

/// The control of a companion field: a text for an option, or a comment.
#[derive(Debug, Clone, Serialize)]
pub struct CompanionView {
    pub path: String,
    pub label: Switched,
    /// Whether it has a box of several lines.
    pub long: bool,
    /// Whether it must be given where it is asked; none where the answer says so.
    pub required: Option<bool>,
    /// The condition in words, for paper.
    pub condition: Option<Switched>,
}

/// The list of the units of a number.
#[derive(Debug, Clone, Serialize)]
pub struct UnitsView {
    pub path: String,
    pub label: Switched,
    pub options: Vec<OptionView>,
}

/// "Nothing to report" and the like.
#[derive(Debug, Clone, Serialize)]
pub struct NonResponseView {
    /// The word in answers.
    pub code: NonResponseCode,
    pub label: Switched,
}

/// The place of a total.
#[derive(Debug, Clone, Serialize)]
pub struct TotalView {
    /// Its name in the compiled form.
    pub name: String,
    pub unit: Option<Switched>,
}

/// A question with all its rows.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    pub path: String,
    /// The number of the whole.
    pub number: String,
    /// The question, where the rows stand in a table.
    pub ask: Option<Switched>,
    pub short: Option<Switched>,
    /// The condition in words.
    pub condition: Option<Switched>,
    /// What is printed where it is never asked in this copy.
    pub never: Option<Switched>,
    /// A note: text alone.
    pub note: Option<Switched>,
    /// `one`, `rows`, `table` or `note`.
    pub layout: &'static str,
    /// The question, or each row's copy.
    pub items: Vec<Item>,
    /// Whether the columns of the table come from a list or from the years, and are all alike.
    pub columns: bool,
    /// The names of a table's rows.
    pub row_labels: Vec<Switched>,
    /// The title of the column of rows.
    pub rows_label: Option<Switched>,
    /// Help, where the rows stand in a table.
    pub hint: Option<Switched>,
    /// What must be kept to, where the rows stand in a table.
    pub limits: Vec<Switched>,
    /// The totals at the end of the rows; none where there are none.
    pub row_totals: Vec<TotalView>,
    /// The totals below the columns, and the one in the corner; none where a column has none.
    pub column_totals: Vec<Option<TotalView>>,
    /// Whether rows exist only once they have a title.
    pub open_rows: bool,
    /// What the secretariat asks about it, on a clarification sheet.
    pub remarks: Vec<Switched>,
}

/// A heading's questions, or a run without.
#[derive(Debug, Clone, Serialize)]
pub struct BlockView {
    pub title: Option<Switched>,
    /// The condition in words.
    pub condition: Option<Switched>,
    /// Its place among the blocks of its section.
    pub index: usize,
    pub questions: Vec<QuestionView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    pub id: String,
    pub title: Switched,
    /// Text under the title.
    pub introduction: Option<Switched>,
    /// Who usually answers.
    pub filled_by: Option<Switched>,
    /// "This section is not published."
    pub not_published: Option<Switched>,
    /// The condition in words.
    pub condition: Option<Switched>,
    /// What is printed where it is not asked.
    pub if_not_shown: Option<Switched>,
    /// Whether a table in it has more columns than a sheet of paper has room for: paper lies on its side.
    pub wide: bool,
    /// "Section 3 of 10".
    pub place: Switched,
    pub blocks: Vec<BlockView>,
}
