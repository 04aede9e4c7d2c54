//! A copy in one language.

mod citations;
mod row_titles;
mod rows;

use crate::alphabet::sort_key;
use crate::leads::{Lead, leads};
use crate::plain_text::PlainText;
use crate::rich::{Block, BracketFact, Inline, Rich, read, sentinel};
use crate::ui::common::Common;
use crate::ui::form::Form;
use crate::ui::{Word, fill, form_of};
use crate::{Category, Grammar, countries, pseudo, typeset};
use canevas_model::countries::{all as countries_of_table, by_code};
use canevas_model::dates::{Day, Month};
use canevas_model::expression::Exact;
use canevas_model::{
    AnswerShape, Choice, ChoiceLabel, ChoiceSource, CountryCase, DatePart, FactIx, FactKind, ForEach, Language,
    NonResponse, NonResponseCode, OwnWord, Period, Piece, Placeholder, Pseudo, Question, QuestionIx, Shift, Text,
    Total, TotalAt, before_title,
};
use canevas_project::{CountryFile, FactValue, FormCopy, KnownValue, Row, RowSource};
use row_titles::UNKNOWN_CELL;
use rows::names_no_row;
use std::borrow::Cow;

/// A copy in one language. It turns texts of the model into what is printed.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The copy.
    pub copy: &'a FormCopy<'a>,
    /// The language.
    pub language: &'a Language,
    /// Its grammar. Private, because words that come straight from it would miss the pseudo-languages.
    pub(crate) grammar: Grammar,
    /// The pseudo-language, if the language is one.
    pub(crate) pseudo: Option<Pseudo>,
}

impl<'a> Wording<'a> {
    /// A copy in a language.
    pub fn new(copy: &'a FormCopy<'a>, language: &'a Language) -> Self {
        Self { copy, language, grammar: Grammar::of(language), pseudo: language.pseudo() }
    }

    /// The same copy with the compiler's own words in English, for messages.
    #[must_use]
    pub fn in_english(&self) -> Self {
        Self { grammar: Grammar::English, ..*self }
    }

    /// The language of the compiler's own words, if they do not exist in this language.
    pub fn language_of_words(&self) -> Option<&'static str> {
        (Grammar::known(self.language).is_none() && self.pseudo.is_none()).then(|| self.grammar.tag())
    }

    /// A word of the interface.
    pub fn word(&self, word: impl Word) -> Cow<'static, str> {
        // Most numbers take the last form.
        self.form(word, Category::Other)
    }

    /// The form of a word that a category of numbers takes.
    fn form(&self, word: impl Word, category: Category) -> Cow<'static, str> {
        let text = form_of(word.forms(self.grammar), self.grammar, category);
        self.pseudo.map_or(Cow::Borrowed(text), |pseudo| pseudo::whole(pseudo, text).into())
    }

    /// The forms of a word for every category that a browser may find for a number in this language. A browser may know a
    /// language that the compiler does not know. Then there is a form for each category of CLDR.
    pub fn counted_forms(&self, word: impl Word) -> Vec<(&'static str, Cow<'static, str>)> {
        let known = Grammar::known(self.language).map_or(Category::ALL, Grammar::categories);
        known.iter().map(|category| (category.name(), self.form(word, *category))).collect()
    }

    /// A word whose form depends on a number, filled in.
    pub fn counted(&self, word: impl Word, number: u64, values: &[(&str, &str)]) -> String {
        fill(&self.form(word, self.grammar.category(number)), values)
    }

    /// A word of the interface, filled in.
    pub fn filled(&self, word: impl Word, values: &[(&str, &str)]) -> String {
        fill(&self.word(word), values)
    }

    /// A word in the quotation marks of the language.
    pub fn quoted(&self, word: &str) -> String {
        self.grammar.quoted(word)
    }

    /// The compiler's own words inside another text.
    pub(crate) fn part<'t>(&self, text: impl Into<Cow<'t, str>>) -> Cow<'t, str> {
        let text = text.into();
        match self.pseudo {
            Some(pseudo) => pseudo::part(pseudo, &text).into(),
            None => text,
        }
    }

    /// A colon and a space after it, as the language sets it.
    pub fn colon(&self) -> &'static str {
        self.grammar.rules().colon
    }

    /// The sign before the decimals of a number.
    pub fn decimal_sign(&self) -> char {
        self.grammar.rules().decimal
    }

    /// A number, as the language writes it.
    pub fn decimal(&self, number: f64) -> String {
        let text = canevas_model::condition::number_json(number).to_string();
        text.replace('.', self.grammar.rules().decimal.encode_utf8(&mut [0; 4]))
    }

    /// A computed number, as the language writes it.
    pub fn exact(&self, number: Exact) -> String {
        number.to_string().replace('.', self.grammar.rules().decimal.encode_utf8(&mut [0; 4]))
    }

    /// A total of a question with its unit, and whether numbers are missing in it.
    pub fn total(&self, question: &'a Question, at: &TotalAt, total: Total) -> String {
        let unit =
            question.unit_of_total(at).map(|unit| format!("\u{a0}{}", self.plain(unit, None))).unwrap_or_default();
        let sum = self.exact(total.sum) + &unit;
        if total.is_complete { sum } else { format!("{sum} ({})", self.word(Common::Incomplete)) }
    }

    /// A text, ready to be written. `row` is the row of its question.
    pub fn rich(&self, text: &'a Text, row: Option<&Row>) -> Rich {
        self.render(text, row, false)
    }

    /// A worked example: single line breaks are kept.
    pub fn example(&self, text: &'a Text, row: Option<&Row>) -> Rich {
        self.render(text, row, true)
    }

    /// A text without markup, for attributes and lists.
    pub fn plain(&self, text: &'a Text, row: Option<&Row>) -> String {
        self.rich(text, row).plain()
    }

    /// The same, with its language where a translation is missing.
    pub fn plain_text(&self, text: &'a Text, row: Option<&Row>) -> PlainText {
        self.rich(text, row).into()
    }

    fn render(&self, text: &'a Text, row: Option<&Row>, keep_lines: bool) -> Rich {
        self.render_with(text, row, keep_lines, &|inner, placeholder| inner.value(placeholder, row))
    }

    fn render_with(
        &self,
        text: &'a Text,
        row: Option<&Row>,
        keep_lines: bool,
        value: &dyn Fn(&Self, Placeholder) -> Vec<Inline>,
    ) -> Rich {
        let (pieces, language) = self.copy.pieces(text, self.language);
        // A text without a translation follows the rules of the source language, and so do its values.
        let inner = Self { language, grammar: Grammar::of(language), ..*self };
        let mut markdown = String::new();
        let mut values = Vec::new();
        if let Some(number) = self.copy.model.number_of_title(text) {
            markdown.push(sentinel(values.len()));
            markdown.push(' ');
            values.push(vec![Inline::Value(before_title(number))]);
        }
        for piece in pieces.iter() {
            match piece {
                Piece::Text(text) => markdown.push_str(text),
                Piece::Placeholder(placeholder) => {
                    markdown.push(sentinel(values.len()));
                    values.push(value(&inner, *placeholder));
                }
            }
        }
        let set = typeset(inner.grammar, markdown);
        let mut blocks = read(&set, &values, keep_lines);
        if let Some(row) = row.filter(|_| names_no_row(text, &pieces)) {
            inner.put_before(&mut blocks, row);
        }
        if let Some(pseudo) = self.pseudo {
            return pseudo::rich(pseudo, Rich { blocks, language: None });
        }
        // A year has digits alone.
        let word = text.own_word().filter(|word| !matches!(word, OwnWord::Year(_)));
        let words = word.and_then(|_| self.language_of_words());
        let fallback = (language != self.language).then(|| language.tag().to_owned()).or(words.map(str::to_owned));
        Rich { blocks, language: fallback }
    }

    pub(crate) fn value(&self, placeholder: Placeholder, row: Option<&Row>) -> Vec<Inline> {
        let model = self.copy.model;
        let known = |text: String| vec![Inline::Value(text)];
        let month = |of: fn(Period) -> Month, shift: Shift, part| {
            let period = model.period.map(|period| period.plus_editions(shift.editions()));
            period.map_or_else(
                || bracket(None),
                |period| known(self.part(self.grammar.month(of(period), part)).into_owned()),
            )
        };
        match placeholder {
            Placeholder::Edition(shift) => known(model.edition_in(shift.editions())),
            Placeholder::PeriodFrom(shift, part) => month(|period| period.from, shift, part),
            Placeholder::PeriodTo(shift, part) => month(|period| period.to, shift, part),
            Placeholder::Date(index, part) => model
                .dates
                .get(index)
                .map_or_else(|| bracket(None), |date| known(self.part(self.grammar.day(date.day, part)).into_owned())),
            Placeholder::MinutesFrom => {
                model.minutes.map_or_else(|| bracket(None), |(from, _)| known(from.to_string()))
            }
            Placeholder::MinutesTo => model.minutes.map_or_else(|| bracket(None), |(_, to)| known(to.to_string())),
            Placeholder::ContactEmail => model.contact.email.as_ref().map_or_else(
                || bracket(None),
                |email| {
                    vec![Inline::Link { url: format!("mailto:{email}"), content: vec![Inline::Value(email.clone())] }]
                },
            ),
            Placeholder::ContactWeb => model.contact.web.as_ref().map_or_else(
                || bracket(None),
                |web| {
                    vec![Inline::Link {
                        url: web.clone(),
                        content: vec![Inline::Value(web.trim_start_matches("https://").to_owned())],
                    }]
                },
            ),
            Placeholder::Country(case) => self.country(case),
            Placeholder::Fact(fact) => self.fact(fact),
            Placeholder::Computed(number) => match self.copy.computed(number) {
                Some(value) => known(self.exact(value)),
                None => vec![Inline::Bracket {
                    before: "".into(),
                    text: "[…]".to_owned(),
                    fact: Some(BracketFact::Computed(model.computed[number].id.clone())),
                }],
            },
            Placeholder::Item(field) => row.map_or_else(|| bracket(None), |row| self.item(row, field)),
            // Only the row itself knows it.
            Placeholder::RowField(_) => vec![Inline::Text(UNKNOWN_CELL.to_owned())],
            Placeholder::ItemNumber => known(row.map_or(1, |row| row.index + 1).to_string()),
            Placeholder::ItemOrdinal(gender) => {
                let ordinal = self.grammar.ordinal(row.map_or(1, |row| row.index + 1), gender);
                known(self.part(ordinal).into_owned())
            }
            Placeholder::Question(question) => known(self.cite(question, None)),
            // Only a letter knows it, and fills it in itself.
            Placeholder::Letter(_) => bracket(None),
            Placeholder::Own(word) => known(self.own_word(word).into_owned()),
        }
    }

    /// The country's name in a grammatical case, or a bracket if the country is not known.
    pub fn country(&self, case: CountryCase) -> Vec<Inline> {
        if let Some(forms) = self.copy.name_forms(self.language) {
            return vec![Inline::Value(countries::of_file(forms, case))];
        }
        if let Some(country) = self.copy.country {
            return vec![Inline::Value(self.part(self.grammar.country(country, case)).into_owned())];
        }
        let word = match &self.copy.model.country_unknown {
            // The bracket is part of another text, so `part` below applies the pseudo-language.
            Some(text) => {
                Self { language: self.copy.language_of_values(self.language), pseudo: None, ..*self }.plain(text, None)
            }
            None => Common::UnknownCountry.text(self.grammar).to_owned(),
        };
        vec![Inline::Bracket {
            before: self.part(self.grammar.before_bracket(case)),
            text: format!("[{}]", self.part(word)),
            fact: Some(BracketFact::Country(case)),
        }]
    }

    /// The name of a country in a case, as the copy of that country writes it. For a copy in which people choose the country.
    pub fn chosen_country(&self, country: &canevas_model::countries::Country, case: CountryCase) -> String {
        match self.copy.chosen_name_forms(country.alpha3, self.language) {
            Some(forms) => countries::of_file(forms, case),
            None => self.part(self.grammar.country(country, case)).into_owned(),
        }
    }

    /// The name of a country that only a country file has, in a case. Where the file has no name in this language, it is that
    /// of the source language, or of the first one that there is.
    fn own_country(&self, file: &CountryFile, case: CountryCase) -> String {
        let source = self.copy.model.source_language.primary();
        let names = [self.language.primary(), source].into_iter().find_map(|language| file.names.get(language));
        let names = names.or_else(|| file.names.values().next());
        names.map_or_else(|| file.code.clone(), |names| countries::of_file(names, case))
    }

    /// The name of a country that somebody can choose, by its code.
    pub fn listed_country(&self, code: &str) -> String {
        match by_code(code) {
            Some(country) => self.chosen_country(country, CountryCase::Plain),
            None => {
                let own = self.copy.own_countries().find(|file| file.code == code);
                own.map_or_else(|| code.to_owned(), |file| self.own_country(file, CountryCase::Plain))
            }
        }
    }

    /// The countries that somebody can choose: code and name, in the alphabet of the language.
    pub fn listed_countries(&self) -> Vec<(&'a str, String)> {
        let table = countries_of_table().iter();
        let table = table.map(|country| (country.alpha3, self.chosen_country(country, CountryCase::Plain)));
        let own = self.copy.own_countries();
        let own = own.map(|file| (file.code.as_str(), self.own_country(file, CountryCase::Plain)));
        let mut all: Vec<(&str, String)> = table.chain(own).collect();
        all.sort_by_cached_key(|(_, name)| sort_key(name));
        all
    }

    /// The options of a question as they are shown: countries in the alphabet of the language, others as they were typed.
    /// Answers keep the order of the definition.
    pub fn shown_choices(&self, choices: &'a [Choice], source: ChoiceSource) -> Vec<&'a Choice> {
        let mut shown: Vec<&Choice> = choices.iter().collect();
        if source == ChoiceSource::Countries {
            shown.sort_by_cached_key(|choice| sort_key(&self.label(choice).plain()));
        }
        if let ChoiceSource::Rows(question) = source {
            // Paper has no more options than rows.
            let rows = self.copy.rows(ForEach::Rows(question));
            shown.retain(|choice| rows.iter().any(|row| choice.code == *row.key));
        }
        shown
    }

    /// The forms of all country names in a case, for a copy in which people choose the country.
    pub fn country_leads(&self, case: CountryCase) -> Vec<Lead<'a>> {
        let table = countries_of_table().iter().map(|country| {
            let form = self.chosen_country(country, case);
            (country.alpha3, self.chosen_country(country, CountryCase::Plain), form)
        });
        let own = self
            .copy
            .own_countries()
            .map(|file| (file.code.as_str(), self.own_country(file, CountryCase::Plain), self.own_country(file, case)));
        leads(table.chain(own))
    }

    /// The name of a country of the table, for lists.
    pub fn country_name(&self, country: &canevas_model::countries::Country) -> String {
        self.part(self.grammar.country(country, CountryCase::Plain)).into_owned()
    }

    fn fact(&self, fact: FactIx) -> Vec<Inline> {
        let declared = &self.copy.model.facts[fact];
        let path = BracketFact::Value(declared.id.clone());
        match self.copy.fact(fact) {
            Some(FactValue::One(value)) => {
                let FactKind::Value { shape, .. } = &declared.kind else { return bracket(Some(path)) };
                self.known(shape, value).map_or_else(|| bracket(Some(path)), |(text, _)| vec![Inline::Value(text)])
            }
            _ => bracket(Some(path)),
        }
    }

    /// A known value in words, and the language of a text that is not in the language of this wording.
    pub fn known(&self, shape: &AnswerShape, value: &'a KnownValue) -> Option<(String, Option<&'a Language>)> {
        match value {
            KnownValue::Value(value) => Some((self.answer(shape, value), None)),
            KnownValue::Text(text) => {
                let (text, language) = text.in_language(self.copy.language_of_values(self.language))?;
                Some((text.to_owned(), language.filter(|language| *language != self.language)))
            }
        }
    }

    /// A simple answer to a question in words, with its unit: "12,5 km". `unit` is the code of the unit that the respondent chose,
    /// where there was a choice.
    pub fn answer_with_unit(&self, question: &Question, value: &serde_json::Value, unit: Option<&str>) -> PlainText {
        let words = self.answer_text(&question.shape, value);
        let chosen = question.units.as_ref().zip(unit).map(|(units, unit)| self.answer(units, &unit.into()));
        match question.unit.as_ref().map(|unit| self.plain(unit, None)).or(chosen) {
            Some(unit) => format!("{}\u{a0}{unit}", words.text).into(),
            None => words,
        }
    }

    /// A simple answer in words: an option's label, a date written out.
    pub fn answer(&self, shape: &AnswerShape, value: &serde_json::Value) -> String {
        self.answer_text(shape, value).text
    }

    /// The same, with its language where the label of an option has no translation.
    pub fn answer_text(&self, shape: &AnswerShape, value: &serde_json::Value) -> PlainText {
        let text = value.as_str().unwrap_or_default();
        let words = match shape {
            AnswerShape::YesNo => self.yes_no(text == "yes").into_owned(),
            AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. } => {
                let choice = choices.iter().find(|choice| choice.code == text);
                return choice.map_or_else(|| text.into(), |choice| self.label(choice).into());
            }
            AnswerShape::Date { .. } => Day::parse(text).map_or_else(|| text.to_owned(), |day| self.day(day)),
            AnswerShape::Month { .. } => Month::parse(text).map_or_else(|| text.to_owned(), |month| self.month(month)),
            AnswerShape::Number(_) => value.as_f64().map_or_else(|| value.to_string(), |number| self.decimal(number)),
            AnswerShape::Year { .. } => value.to_string(),
            _ => text.to_owned(),
        };
        words.into()
    }

    /// The label of an option.
    pub fn label(&self, choice: &'a Choice) -> Rich {
        self.label_text(&choice.label)
    }

    fn label_text(&self, label: &'a ChoiceLabel) -> Rich {
        match label {
            ChoiceLabel::Text(text) => self.rich(text, None),
            ChoiceLabel::Country(country) => Rich::text(self.country_name(country)),
            ChoiceLabel::Entered(question, field, index) => {
                let source = RowSource::Entered(*question);
                let row = Row { key: format!("r{}", index + 1), index: *index, source };
                let mut title = self.item(&row, Some(*field));
                if self.is_twin(&row, *field) {
                    title.push(Inline::Text(format!(" ({})", self.entered_label(&row))));
                }
                Rich { blocks: vec![Block::Paragraph(title)], language: None }
            }
        }
    }

    /// "Yes" or "No".
    pub fn yes_no(&self, yes: bool) -> Cow<'static, str> {
        self.word(if yes { Common::Yes } else { Common::No })
    }

    /// "Nothing to report" and the like, or what the form declares. A code that neither knows has no words, and is shown as it is.
    pub fn said(&self, said: &NonResponseCode) -> Cow<'static, str> {
        if let Some(text) = self.said_text(said) {
            return self.plain(text, None).into();
        }
        self.word(match said.built_in() {
            Some(NonResponse::NothingToReport) => Common::NothingToReport,
            Some(NonResponse::NotAvailable) => Common::NotAvailable,
            Some(NonResponse::NotApplicable) => Common::NotApplicable,
            None => return said.word().to_owned().into(),
        })
    }

    /// A day written out.
    pub fn day(&self, day: Day) -> String {
        self.part(self.grammar.day(day, DatePart::Whole)).into_owned()
    }

    /// A month written out.
    pub fn month(&self, month: Month) -> String {
        self.part(self.grammar.month(month, DatePart::Whole)).into_owned()
    }

    /// The names of the months, January first.
    pub fn month_names(&self) -> [Cow<'static, str>; 12] {
        self.grammar.months().map(|name| self.part(name))
    }

    /// How a day, the first day of a month and a month are written, as [`Grammar::date_patterns`] says.
    pub fn date_patterns(&self) -> [String; 3] {
        self.grammar.date_patterns().map(|pattern| self.part(pattern).into_owned())
    }

    /// The number printed at a question, or at one of its rows.
    pub fn number(&self, question: QuestionIx, row: Option<&Row>) -> String {
        self.copy.number(question).at(row.map(|row| row.index))
    }
}

/// A language's own name for itself, or its tag if the compiler does not know the language.
pub fn language_name(language: &Language) -> String {
    Grammar::known(language)
        .map_or_else(|| language.tag().to_owned(), |grammar| Form::LanguageName.text(grammar).to_owned())
}

/// An unknown value.
fn bracket(fact: Option<BracketFact>) -> Vec<Inline> {
    vec![Inline::Bracket { before: "".into(), text: "[\"…\"]".to_owned(), fact }]
}
