//! From a cell to an answer.

use crate::country::CountryNames;
use crate::days::{as_day, as_month, order_of};
use crate::mapping::ColumnPlan;
use crate::options::{Options, Picked, Sign};
use crate::people::people;
use crate::sheet::Cell;
use crate::target::{Takes, Target};
use canevas_model::{AnswerShape, Language, NonResponseCode};
use canevas_project::FormCopy;
use canevas_responses::{Answer, CompanionField};
use canevas_syntax::import::{DateOrder, DecimalSign};
use canevas_wording::typed::{Typed, norm, tidy, value};
use canevas_wording::{Wording, read_number};
use serde_json::Value;

/// What came of a cell.
#[derive(Debug, Default, PartialEq)]
pub struct Placed {
    /// The answer.
    pub value: Option<Value>,
    /// A text beside it.
    pub beside: Option<(CompanionField, String)>,
    /// What is no answer, and why.
    pub left: Option<(String, String)>,
}

impl Placed {
    fn value(value: impl Into<Value>) -> Self {
        Self { value: Some(value.into()), ..Self::default() }
    }

    /// None of a cell is an answer.
    pub fn left(cell: &Cell, why: impl Into<String>) -> Self {
        Self { left: Some((cell.to_string(), why.into())), ..Self::default() }
    }
}

/// Reads the cells of one column.
pub struct ColumnReader<'c> {
    copy: &'c FormCopy<'c>,
    language: &'c Language,
    takes: Takes<'c>,
    plan: &'c ColumnPlan,
    countries: &'c CountryNames,
    options: Options,
    sign: Sign,
    /// In which order its days stand, where one of them says so.
    order: Option<DateOrder>,
}

impl<'c> ColumnReader<'c> {
    /// Looks at all cells of a column: one of them may say how the others are meant.
    pub fn new(
        copy: &'c FormCopy<'c>,
        language: &'c Language,
        target: &Target<'c>,
        plan: &'c ColumnPlan,
        countries: &'c CountryNames,
        cells: &[&Cell],
        usual: Sign,
    ) -> Self {
        let options = Options::new(copy, target.takes, plan);
        let sign = options.sign_of(cells, usual);
        let order = plan.dates.or_else(|| order_of(cells));
        Self { copy, language, takes: target.takes, plan, countries, options, sign, order }
    }

    /// The country that a cell names.
    pub fn country(&self, cell: &Cell) -> Option<&str> {
        self.countries.code(&cell.to_string(), &self.plan.options)
    }

    /// Reads a cell.
    pub fn read(&self, cell: &Cell) -> Placed {
        match cell {
            Cell::Error(_) => return Placed::left(cell, "it is an error of the spreadsheet"),
            Cell::Formula(_) => {
                return Placed::left(
                    cell,
                    "it is a formula without its value; open the file in Excel or LibreOffice and save it again",
                );
            }
            Cell::Text(_) | Cell::Number(_) | Cell::Moment(_) | Cell::Bool(_) => {}
        }
        let text = tidy(&cell.to_string());
        match self.takes {
            Takes::Country => match self.country(cell) {
                Some(code) => Placed::value(code),
                None => Placed::left(cell, "it is the name of no country"),
            },
            Takes::Text => Placed::value(text),
            Takes::Value { can_say, .. } if self.says(can_say, &text).is_some() => {
                Placed { value: self.says(can_say, &text), ..Placed::default() }
            }
            Takes::Value { shape, units: Some(units), .. } => match self.with_unit(units, &text) {
                Some((number, code)) => {
                    let placed = self.shaped(shape, &Cell::Text(number.clone()), &number);
                    match placed.value {
                        Some(_) => Placed { beside: Some((CompanionField::Unit, code)), ..placed },
                        None => self.shaped(shape, cell, &text),
                    }
                }
                None => self.shaped(shape, cell, &text),
            },
            Takes::Value { shape, .. } => self.shaped(shape, cell, &text),
        }
    }

    /// A number and the code of the unit that stands behind it, where it is one of those to choose from.
    fn with_unit(&self, units: &AnswerShape, text: &str) -> Option<(String, String)> {
        let typed = norm(text).to_lowercase();
        let mut found: Option<(&str, &str)> = None;
        let names: Vec<(&str, String)> = units
            .choices()
            .iter()
            .flat_map(|unit| {
                let labels = self.copy.model.languages().map(|language| Wording::new(self.copy, language).label(unit));
                let names = labels.map(|label| norm(&label.plain()).to_lowercase()).chain([unit.code.to_string()]);
                names.map(|name| (unit.code.as_str(), name)).collect::<Vec<_>>()
            })
            .collect();
        for (code, name) in &names {
            // Of "t" and "kt", the longer one is meant.
            let number = typed.strip_suffix(name.as_str()).map(str::trim_end);
            let number = number.filter(|number| number.ends_with(|c: char| c.is_numeric()));
            if let Some(number) = number
                && found.is_none_or(|(known, _)| number.len() < known.len())
            {
                found = Some((number, code));
            }
        }
        found.map(|(number, code)| (number.to_owned(), code.to_owned()))
    }

    /// The answer that says why there is none: its words in a language of the form.
    fn says(&self, can_say: &[NonResponseCode], text: &str) -> Option<Value> {
        let wanted = norm(text).to_lowercase();
        let said = can_say.iter().find(|said| {
            let mut words = self.copy.model.languages().map(|language| Wording::new(self.copy, language).said(said));
            words.any(|words| norm(&words).to_lowercase() == wanted)
        });
        said.map(|said| Answer::NonResponse(said.clone()).to_json())
    }

    fn shaped(&self, shape: &AnswerShape, cell: &Cell, text: &str) -> Placed {
        match shape {
            AnswerShape::Text { .. } => Placed::value(text),
            AnswerShape::YesNo | AnswerShape::One { .. } => picked(self.options.one(text), false, text),
            AnswerShape::Many { .. } => picked(self.options.many(text, self.sign), true, text),
            AnswerShape::Date { .. } => match as_day(cell, text, self.order, self.language) {
                Ok(day) => Placed::value(day.to_string()),
                Err(why) => Placed::left(cell, why),
            },
            AnswerShape::Month { .. } => match as_month(cell, text, self.language) {
                Ok(Some(month)) => Placed::value(month.to_string()),
                Ok(None) => self.typed(shape, cell, text),
                Err(why) => Placed::left(cell, why),
            },
            AnswerShape::Number(number) => match (cell, self.plan.decimals) {
                // The cell holds the number itself, whatever the language.
                (Cell::Number(_), _) => of_number(cell, read_number(number, text, DecimalSign::Stop.sign())),
                (_, Some(sign)) => of_number(cell, read_number(number, text, sign.sign())),
                (_, None) => self.typed(shape, cell, text),
            },
            AnswerShape::Year { .. } => self.typed(shape, cell, text),
            AnswerShape::NamesAndRoles { .. } => Placed::value(Answer::NamesAndRoles(people(text)).to_json()),
            AnswerShape::Group | AnswerShape::Rows { .. } => {
                Placed::left(cell, "the question has fields; each of them needs a column of its own")
            }
            AnswerShape::Nothing => Placed::left(cell, "the question takes no answer"),
        }
    }

    fn typed(&self, shape: &AnswerShape, cell: &Cell, text: &str) -> Placed {
        let unit = if let Takes::Value { unit: Some(unit), .. } = self.takes {
            Wording::new(self.copy, self.language).plain(unit, None)
        } else {
            String::new()
        };
        match value(self.copy, self.language, shape, &Typed { text, date: None, calendar: None, unit: &unit }) {
            Ok(read) => Placed::value(read.value),
            Err(why) => Placed::left(cell, why),
        }
    }
}

fn picked(picked: Picked, several: bool, text: &str) -> Placed {
    let Picked { codes, beside, left } = picked;
    let value = match codes.as_slice() {
        [] => None,
        [code] if !several => Some(code.as_str().into()),
        codes => Some(codes.into()),
    };
    let left = left.map(|left| {
        let why = if left == text { "it is none of the options" } else { "this part is none of the options" };
        (left, why.to_owned())
    });
    Placed { value, beside: beside.map(|(code, text)| (CompanionField::other(&code), text)), left }
}

fn of_number(cell: &Cell, read: Result<f64, canevas_wording::NumberRefusal>) -> Placed {
    match read {
        Ok(number) => Placed::value(canevas_model::condition::number_json(number)),
        Err(refusal) => Placed::left(cell, refusal.to_string()),
    }
}
