//! How to answer, in words. A document must say it, because nothing checks an answer while someone writes it.

use crate::Wording;
use crate::ui::common::Common;
use crate::ui::document::DocumentWord;
use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Choice, Question};

/// A drop-down list with more options than this is not written out below the question.
const MOST_LISTED: usize = 12;

impl<'a> Wording<'a> {
    /// How to answer in a document: how many, within which bounds, how long. For a drop-down list, the options too, each
    /// as the function `option` writes it, such as [`Wording::option`].
    pub fn instruction(&self, shape: &'a AnswerShape, option: &dyn Fn(&'a Choice) -> String) -> Option<String> {
        let at_least = |n: u32| self.filled(Common::AtLeast, &[("n", &n.to_string())]);
        let at_most = |n: u32| self.filled(Common::AtMost, &[("n", &n.to_string())]);
        let only = |n: &str| self.filled(DocumentWord::Only, &[("n", n)]);
        let mut parts: Vec<String> = Vec::new();
        match shape {
            AnswerShape::Text { max_length, format: None } => {
                parts.extend(
                    max_length.map(|n| self.counted(DocumentWord::MaxCharacters, n.into(), &[("n", &n.to_string())])),
                );
            }
            // The longest address is a technical limit, which respondents need not know.
            AnswerShape::Text { format: Some(_), .. }
            | AnswerShape::YesNo
            | AnswerShape::Group
            | AnswerShape::Nothing
            // A year without bounds needs no instruction.
            | AnswerShape::Year { from: None, to: None } => {}
            AnswerShape::One { choices, source, .. } => {
                let shown = self.shown_choices(choices, *source);
                if shown.len() <= MOST_LISTED {
                    parts.push(self.possible_answers(&shown.into_iter().map(option).collect::<Vec<_>>()));
                }
            }
            AnswerShape::Many { .. } => return Some(self.of_several(shape, self.word(Common::ChooseSeveral).into_owned())),
            AnswerShape::NamesAndRoles { at_least: low, at_most: high }
            | AnswerShape::Rows { at_least: low, at_most: high } => {
                parts.push(self.word(DocumentWord::Lines).into_owned());
                parts.extend(low.map(at_least));
                parts.extend(high.map(at_most));
            }
            // A year with one bound has no other: that it has four digits needs no words.
            AnswerShape::Year { from: Some(from), to: None } => {
                parts.push(self.filled(DocumentWord::NotBefore, &[("from", &from.to_string())]));
            }
            AnswerShape::Year { from: None, to: Some(to) } => {
                parts.push(self.filled(DocumentWord::NotAfter, &[("to", &to.to_string())]));
            }
            AnswerShape::Number(_) | AnswerShape::Year { .. } => {
                let (min, max) = shape.number().map_or((None, None), |number| (number.min, number.max));
                let number = |n: f64| self.decimal(n);
                let fill_one = |word: Common, n: f64| self.filled(word, &[("n", &number(n))]);
                match (min, max) {
                    // Nobody counts below nothing, so a minimum of 0 alone needs no words.
                    (None | Some(0.0), None) => {}
                    (Some(min), Some(max)) if min.total_cmp(&max).is_eq() => parts.push(only(&number(min))),
                    (Some(min), Some(max)) => {
                        parts
                            .push(self.filled(DocumentWord::Between, &[("min", &number(min)), ("max", &number(max))]));
                    }
                    (Some(min), None) => parts.push(fill_one(Common::AtLeast, min)),
                    (None, Some(max)) => parts.push(fill_one(Common::AtMost, max)),
                }
            }
            AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => {
                let (from, to) = (from.as_deref().map(|d| self.date_of(d)), to.as_deref().map(|d| self.date_of(d)));
                match (from, to) {
                    (Some(from), Some(to)) if from == to => parts.push(only(&from)),
                    (Some(from), Some(to)) => {
                        parts.push(self.filled(DocumentWord::FromTo, &[("from", &from), ("to", &to)]));
                    }
                    (Some(from), None) => parts.push(self.filled(DocumentWord::NotBefore, &[("from", &from)])),
                    (None, Some(to)) => parts.push(self.filled(DocumentWord::NotAfter, &[("to", &to)])),
                    (None, None) => {}
                }
            }
        }
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// How to choose among options that are written down, and not ticked.
    pub fn instruction_to_write(&self, shape: &AnswerShape) -> String {
        self.of_several(shape, self.word(DocumentWord::WriteSeveral).into_owned())
    }

    /// A sentence about several options, and how many they may be. Every answer has at least one, so a minimum of 1 needs no words.
    fn of_several(&self, shape: &AnswerShape, sentence: String) -> String {
        let AnswerShape::Many { at_least, at_most, .. } = shape else { return sentence };
        let counts = [(at_least.filter(|low| *low > 1), Common::AtLeast), (*at_most, Common::AtMost)];
        let counts = counts.into_iter().filter_map(|(n, word)| Some(self.filled(word, &[("n", &n?.to_string())])));
        std::iter::once(sentence).chain(counts).collect::<Vec<_>>().join(" ")
    }

    /// The list of options: “Possible answers: Chad · France”.
    pub fn possible_answers(&self, options: &[String]) -> String {
        self.filled(DocumentWord::PossibleAnswers, &[("list", &options.join(" · "))])
    }

    /// That the answer to a question or field is not published, where its section does not say so of all answers.
    pub fn not_published(&self, question: &Question) -> Option<String> {
        let sections = &self.copy.model.sections;
        let is_said = sections.get(question.section).is_some_and(|section| section.not_published);
        (question.not_published && !is_said).then(|| self.word(Common::AnswerNotPublished).into_owned())
    }

    /// The units among which a respondent chooses: “Unit: tonnes · kilograms”. On paper, no list drops down.
    pub fn units(&self, question: &'a Question) -> Option<String> {
        let units = question.units.as_ref()?.choices();
        let labels: Vec<String> = units.iter().map(|unit| self.option(unit)).collect();
        Some(format!("{}{}{}", self.word(Common::Unit), self.colon(), labels.join(" · ")))
    }

    /// An option as one line: its label, with the hint in parentheses.
    pub fn option(&self, choice: &'a Choice) -> String {
        let label = self.label(choice).plain().replace('\n', " ");
        match &choice.hint {
            Some(hint) => format!("{label} ({})", self.plain(hint, None).replace('\n', " ")),
            None => label,
        }
    }

    fn date_of(&self, text: &str) -> String {
        Day::parse(text)
            .map(|day| self.day(day))
            .or_else(|| Month::parse(text).map(|month| self.month(month)))
            .unwrap_or_else(|| text.to_owned())
    }
}
