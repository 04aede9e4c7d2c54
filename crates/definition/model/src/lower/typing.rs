//! What a question type reads while it picks its shape: options, counts and bounds. Each is checked here.

use super::Lowering;
use super::head::date;
use super::must::names_answer;
use crate::companions::SpecifyBox;
use crate::countries;
use crate::dates::{Day, Month};
use crate::keys::OptionHome;
use crate::rules;
use crate::shape::{Choice, ChoiceLabel, ChoiceSource};
use canevas_diagnostics::{Finding, Span, first_names, nearest};
use canevas_syntax::definition::{Choices, Question};
use canevas_syntax::{NumberLimit, Sp};
use std::sync::Arc;

/// The kinds of date that can be bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateKind {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// The lowering of one question or fact.
pub struct Typing<'a, 'b> {
    pub(crate) lowering: &'a mut Lowering<'b>,
    /// Where its options are written, if they are written at the question.
    pub(crate) home: OptionHome,
}

impl Typing<'_, '_> {
    fn push(&mut self, finding: Finding) {
        self.lowering.findings.push(finding);
    }

    fn place(question: &Question) -> Option<Span> {
        question.id.as_ref().map(|id| id.span).or(question.span)
    }

    /// A number that must be at least 1.
    pub fn positive(&mut self, number: Option<&Sp<u32>>, key: &str) -> Option<u32> {
        let number = number?;
        if number.value == 0 {
            self.push(
                Finding::new(&rules::BAD_BOUNDS, number.span, format!("`{key}: 0` allows no answer"))
                    .help("write 1 or more"),
            );
        }
        Some(number.value)
    }

    /// The options, and where they are written.
    pub fn choices(&mut self, question: &Question) -> Option<(Arc<Vec<Choice>>, ChoiceSource)> {
        match &question.choices {
            None if question.is_unread("choices") => None,
            None => {
                let span = Self::place(question)?;
                self.push(
                    Finding::new(&rules::MISSING_TEXT, span, "this question has no `choices`")
                        .help("add `choices:` with lines of `code: label`, or the name of a list"),
                );
                None
            }
            Some(Choices::From(name)) => {
                let is_scale = question.r#type.as_ref().is_some_and(|kind| kind.value == "rating");
                self.lowering.choices_from(name, is_scale)
            }
            Some(choices) => self.given(choices, Self::place(question)?),
        }
    }

    /// The options that are written, or that a name stands for. `at` is where the question stands.
    pub(super) fn given(&mut self, choices: &Choices, at: Span) -> Option<(Arc<Vec<Choice>>, ChoiceSource)> {
        match choices {
            Choices::Named(name) if name.value == "countries" => {
                let choices = countries::all().iter().map(|country| Choice {
                    code: country.alpha3.into(),
                    label: ChoiceLabel::Country(country),
                    hint: None,
                    specify: None,
                    specify_box: SpecifyBox::default(),
                    exclusive: false,
                    span: None,
                });
                Some((Arc::new(choices.collect()), ChoiceSource::Countries))
            }
            Choices::Named(name) => {
                let list = self.lowering.names.lists.get(&name.value).copied();
                match list.and_then(|list| Some((list, self.lowering.lists.get(list)?))) {
                    Some((index, list)) => Some((Arc::clone(&list.choices), ChoiceSource::List(index))),
                    None if self.lowering.names.is_unread_list(&name.value) => None,
                    None => {
                        let finding =
                            Finding::new(&rules::UNKNOWN_LIST, name.span, format!("there is no list `{}`", name.value));
                        let finding = if self.lowering.findings.may_suggest() {
                            let lists = self.lowering.names.lists.keys();
                            let mut names: Vec<&str> = lists.map(String::as_str).chain(["countries"]).collect();
                            names.sort_unstable();
                            finding
                                .help(format!("the lists are: {}", first_names(names.iter().copied())))
                                .meant(nearest(&name.value, names))
                        } else {
                            finding.help("name an entry of `lists`, or `countries`")
                        };
                        self.push(finding);
                        None
                    }
                }
            }
            Choices::From(name) => self.lowering.choices_from(name, false),
            Choices::Inline(choices) => {
                if choices.0.is_empty() && choices.1.is_empty() {
                    self.push(
                        Finding::new(&rules::MISSING_TEXT, at, "this question has no options under `choices`")
                            .help("add lines of `code: label`"),
                    );
                    return None;
                }
                Some((Arc::new(self.lowering.lower_choices(&self.home, choices)), ChoiceSource::Inline))
            }
        }
    }

    /// `at_least` and `at_most`. They must allow an answer.
    #[allow(clippy::type_complexity, reason = "a pair of optional bounds is what it is")]
    pub fn counts(&mut self, question: &Question, available: Option<u32>) -> Option<(Option<u32>, Option<u32>)> {
        let (at_least, at_most) = (question.at_least.as_ref(), question.at_most.as_ref());
        let most = self.positive(at_most, "at_most");
        if let (Some(least), Some(most)) = (at_least, at_most)
            && least.value > most.value
        {
            let finding = Finding::new(
                &rules::BAD_BOUNDS,
                least.span,
                format!("no answer has at least {} and at most {} options", least.value, most.value),
            )
            .also(most.span, "the most");
            self.push(finding);
        }
        if let (Some(least), Some(available)) = (at_least, available)
            && least.value > available
        {
            self.push(Finding::new(
                &rules::BAD_BOUNDS,
                least.span,
                format!("nobody can choose at least {} of {available} options", least.value),
            ));
        }
        Some((at_least.map(|least| least.value), most))
    }

    /// `min` and `max`.
    #[allow(clippy::type_complexity, reason = "a pair of optional bounds is what it is")]
    pub fn number_bounds(&mut self, question: &Question, whole: bool) -> Option<(Option<f64>, Option<f64>)> {
        for bound in [&question.min, &question.max].into_iter().flatten() {
            if whole && bound.value.number().is_some_and(|bound| bound.fract() != 0.0) {
                self.push(Finding::new(
                    &rules::BAD_BOUNDS,
                    bound.span,
                    "the bounds of a whole number are whole numbers",
                ));
            }
        }
        if let (Some(min), Some(max)) = (&question.min, &question.max)
            && min.value.number().zip(max.value.number()).is_some_and(|(min, max)| min > max)
        {
            let finding = Finding::new(&rules::BAD_BOUNDS, min.span, "the smallest is more than the largest")
                .also(max.span, "the largest");
            self.push(finding);
            // No answer fits. Conditions on the answer are not judged by these bounds.
            return Some((None, None));
        }
        let number = |bound: &Option<Sp<NumberLimit>>| bound.as_ref().and_then(|bound| bound.value.number());
        Some((number(&question.min), number(&question.max)))
    }

    /// How many decimals a number has; 2 where nothing is said.
    pub fn decimals(&mut self, question: &Question) -> u32 {
        /// A number in a return holds no more of them for certain.
        const MOST: u32 = 9;
        let Some(decimals) = &question.decimals else { return 2 };
        if decimals.value > MOST {
            let message = format!("a number has at most {MOST} decimals");
            let help = format!("write a number from 0 to {MOST}, or ask for a larger unit of measure");
            self.push(Finding::new(&rules::BAD_BOUNDS, decimals.span, message).help(help));
        }
        decimals.value.min(MOST)
    }

    /// `from`, `to` and `within`, as fixed-width texts of the date's kind.
    #[allow(clippy::type_complexity, reason = "a pair of optional bounds is what it is")]
    pub fn date_bounds(&mut self, question: &Question, kind: DateKind) -> Option<(Option<String>, Option<String>)> {
        let mut from = question.from.as_ref().and_then(|word| self.date_bound(word, kind));
        let mut to = question.to.as_ref().and_then(|word| self.date_bound(word, kind));
        if let Some(within) = &question.within {
            match self.lowering.period {
                Some(period) => {
                    // A bound of its own can only narrow the period: texts of one width sort as their days do.
                    from = from.max(Some(of_kind(period.from.first_day(), kind)));
                    let end = of_kind(period.to.last_day(), kind);
                    to = Some(to.map_or_else(|| end.clone(), |to| to.min(end.clone())));
                }
                None if self.lowering.names.lacks("period") => {}
                None => {
                    let span = within.span;
                    self.push(
                        Finding::new(&rules::BAD_DATE, span, "the form has no period")
                            .help("declare `period: { from: …, to: … }` at the top"),
                    );
                }
            }
        }
        if let (Some(a), Some(b)) = (&from, &to)
            && a > b
        {
            let span = question.from.as_ref().or(question.to.as_ref()).map(|word| word.span).or(question.span)?;
            self.push(Finding::new(&rules::BAD_BOUNDS, span, "the earliest is after the latest"));
            return Some((None, None));
        }
        Some((from, to))
    }

    /// A bound that is a value. One that names an answer is read once the question is known.
    fn date_bound(&mut self, word: &Sp<String>, kind: DateKind) -> Option<String> {
        if let Some(name) = word.value.strip_prefix("dates.") {
            let day = Day::parse(&self.lowering.named_date(name, word.span)?)?;
            return Some(of_kind(day, kind));
        }
        let is_fact = matches!(self.home, OptionHome::Fact(_) | OptionHome::FactField(..));
        if !names_answer(&word.value) || is_fact {
            return self.lowering.date_literal(word, kind);
        }
        None
    }

    /// A group or repeat has fields.
    pub fn needs_fields(&mut self, question: &Question) -> Option<()> {
        if question.fields.as_ref().is_some_and(|fields| !fields.is_empty()) {
            return Some(());
        }
        if question.is_damaged("fields") {
            return None;
        }
        let span = Self::place(question)?;
        self.push(
            Finding::new(&rules::MISSING_TEXT, span, "this question has no `fields`")
                .help("add `fields:` with a list of questions"),
        );
        None
    }

    /// A note has a text.
    pub fn needs_text(&mut self, question: &Question) -> Option<()> {
        if question.text.is_some() || question.is_unread("text") {
            return Some(());
        }
        let span = Self::place(question)?;
        self.push(Finding::new(&rules::MISSING_TEXT, span, "this note has no `text`").help("add a line `text: …`"));
        None
    }
}

impl Lowering<'_> {
    /// A date in a bound or a condition: written out, or `period.from` / `period.to`.
    pub(super) fn date_literal(&mut self, word: &Sp<String>, kind: DateKind) -> Option<String> {
        if let end @ ("period.from" | "period.to") = word.value.as_str() {
            let Some(period) = self.period else {
                if self.names.lacks("period") {
                    return None;
                }
                self.findings.push(
                    Finding::new(&rules::BAD_DATE, word.span, "the form has no period")
                        .help("declare `period: { from: …, to: … }` at the top"),
                );
                return None;
            };
            let day = if end == "period.from" { period.from.first_day() } else { period.to.last_day() };
            return Some(of_kind(day, kind));
        }
        match kind {
            DateKind::Day => {
                date(word, Day::parse, "a day such as 2023-06-30, period.from or period.to", self.findings)
                    .map(|day| day.to_string())
            }
            DateKind::Month => {
                date(word, Month::parse, "a month such as 2023-06, period.from or period.to", self.findings)
                    .map(|month| month.to_string())
            }
            DateKind::Year => date(
                word,
                |text| Month::parse(&format!("{text}-01")),
                "a year such as 2023, period.from or period.to",
                self.findings,
            )
            .map(|month| format!("{:04}", month.year)),
        }
    }
}

fn of_kind(day: Day, kind: DateKind) -> String {
    match kind {
        DateKind::Day => day.to_string(),
        DateKind::Month => day.month.to_string(),
        DateKind::Year => format!("{:04}", day.month.year),
    }
}
