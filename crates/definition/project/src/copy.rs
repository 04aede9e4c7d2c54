//! A copy: a model with the facts and catalogues that are known. `blank` knows no facts, `CMR` knows its country file.

mod shown_answers;

pub use shown_answers::{ComputedValues, EnteredRows, rows_on_paper};

use crate::catalogue::{Catalogue, Catalogues};
use crate::country_file::{CountryFile, FactValue, NameForms};
use crate::last_year::LastAnswers;
use crate::sheet::Sheet;
use canevas_model::condition::{Atom, Condition, Kleene, Operand, Outcome, evaluate_atom, reduce};
use canevas_model::countries::Country;
use canevas_model::{
    AnswerShape, Choice, ChoiceLabel, FactIx, FactKind, ForEach, Language, ListIx, Model, Piece, QuestionId,
    QuestionIx, QuestionNumber, Respondents, Text, TiVec, canonical, key_of_year, numbers,
};
use canevas_syntax::changes::Changes;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Which copy it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyCode {
    /// Nothing is known.
    Blank,
    /// The code of who answers: an alpha-3 country code, or one of the form's list.
    Respondent(String),
}

impl CopyCode {
    /// The word used in file names and returns.
    pub fn word(&self) -> &str {
        match self {
            Self::Blank => "blank",
            Self::Respondent(code) => code,
        }
    }
}

/// A model with what is known for one copy.
#[derive(Debug, Clone)]
pub struct FormCopy<'a> {
    /// The form.
    pub model: &'a Model,
    /// Which copy.
    pub code: CopyCode,
    /// The country of the table, where it is one.
    pub country: Option<&'static Country>,
    /// The country file.
    pub file: Option<&'a CountryFile>,
    catalogues: &'a Catalogues,
    /// The one language whose translations may be seen, where it is one.
    only: Option<&'a Language>,
    /// What the country answered in the edition before, where it is known.
    pub last_year: Option<&'a LastAnswers>,
    /// The old ids of renamed questions, by the new ones.
    renamed: Arc<BTreeMap<&'a str, &'a str>>,
    /// The country files that say how a country that is chosen on screen is written.
    chosen: &'a [CountryFile],
    /// Which questions it asks, where it is a sheet.
    sheet: Option<&'a Sheet>,
    numbers: Arc<TiVec<QuestionIx, QuestionNumber>>,
    /// What the form computes from the answers of a return, where the copy shows one.
    computed: Arc<ComputedValues>,
    /// The rows that were entered at questions with blocks, by their keys, where the copy shows the answers of a return.
    entered: Arc<EnteredRows>,
    /// Whether it also has the rows of a blank document, for what is still to be entered.
    has_spare_rows: bool,
    digests: Arc<Digests>,
}

/// The country of the table, in a form that countries answer.
fn country_of(model: &Model, code: &str) -> Option<&'static Country> {
    canevas_model::countries::by_code(code).filter(|_| model.respondents == Respondents::Countries)
}

/// Digests that every artifact of a copy names; each is made once, when the first one asks.
#[derive(Debug, Default)]
struct Digests {
    definition: OnceLock<String>,
    facts: OnceLock<String>,
}

/// One row of a `for_each`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its key in answers: the row's id, the option's code, `y2022`, or `r1` where the list is not known.
    pub key: String,
    /// Its place among the rows, the entries of the list or the rows in the country file, from 0.
    pub index: usize,
    /// Where it comes from.
    pub source: RowSource,
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowSource {
    /// A row of a list fact that the country file has.
    Known(FactIx),
    /// A row of a list fact that is not known: it exists once one of its fields is filled.
    Blank(FactIx),
    /// An entry of a list.
    Entry(ListIx),
    /// A calendar year.
    Year(i32),
    /// A row that people enter at a question. It exists once something of it is filled in.
    Entered(QuestionIx),
}

impl<'a> FormCopy<'a> {
    /// The copy of a country, or the blank one.
    pub fn new(model: &'a Model, file: Option<&'a CountryFile>, catalogues: &'a Catalogues) -> Self {
        let code = file.map_or(CopyCode::Blank, |file| CopyCode::Respondent(file.code.clone()));
        let country = file.and_then(|file| country_of(model, &file.code));
        let mut copy = Self {
            model,
            code,
            country,
            file,
            catalogues,
            only: None,
            last_year: None,
            renamed: Arc::default(),
            chosen: &[],
            sheet: None,
            numbers: Arc::default(),
            computed: Arc::default(),
            entered: Arc::default(),
            has_spare_rows: false,
            digests: Arc::default(),
        };
        copy.numbers = copy.counted();
        copy
    }

    /// The languages of its outputs, in the order of the form: those that the country file names, or all. Pseudo-languages are for
    /// tests of the form, and every copy has them.
    pub fn languages(&self) -> impl Iterator<Item = &'a Language> {
        let own = self.file.map_or(&[][..], |file| &file.languages);
        let is_own = move |language: &&Language| {
            own.is_empty() || language.pseudo().is_some() || own.iter().any(|own| own == *language)
        };
        self.model.languages().filter(is_own)
    }

    /// The same copy with another country file, such as one that also holds what the country filled in. A blank copy stays
    /// blank, and its texts name the country of the file.
    #[must_use]
    pub fn with_file(mut self, file: &'a CountryFile) -> Self {
        self.country = self.country.or_else(|| country_of(self.model, &file.code));
        (self.file, self.digests) = (Some(file), Arc::default());
        self.numbers = self.counted();
        self
    }

    /// The numbers of the questions, which depend on how many rows there are.
    fn counted(&self) -> Arc<TiVec<QuestionIx, QuestionNumber>> {
        let model = self.model;
        Arc::new(numbers(model, &|question| model.questions[question].for_each.map(|rows| self.rows(rows).len())))
    }

    /// The same copy with what the country answered in the edition before.
    #[must_use]
    pub fn with_last_year(mut self, all: &'a [LastAnswers]) -> Self {
        self.last_year = all.iter().find(|answers| answers.respondent == self.code.word());
        self
    }

    /// The copy that knows which questions have another id than in the edition before.
    #[must_use]
    pub fn with_renames_of(mut self, changes: Option<&'a Changes>) -> Self {
        self.renamed = Arc::new(changes.map(Changes::renamed).unwrap_or_default());
        self
    }

    /// The id that a question had in the edition before, where it was another one.
    pub fn old_id(&self, question: &QuestionId) -> Option<&'a str> {
        self.renamed.get(question.as_str()).copied()
    }

    /// The copy with the names that country files give: where the country is chosen on screen, it is then written as in
    /// that country's own copy. A copy that knows its country lets nobody choose one, so it sees no other country's file.
    #[must_use]
    pub fn with_names_of(mut self, files: &'a [CountryFile]) -> Self {
        self.chosen = if self.is_blank() { files } else { &[] };
        self
    }

    /// The copy as an artifact in one language sees it: with the translations of that language only.
    #[must_use]
    pub fn in_language(&self, language: &'a Language) -> Self {
        Self { only: Some(language), ..self.clone() }
    }

    /// The translations of a language, where there are some that this copy may see.
    fn catalogue(&self, language: &Language) -> Option<&'a Catalogue> {
        self.catalogues.get(language).filter(|_| self.only.is_none_or(|only| only == language))
    }

    /// Whether nothing is known.
    pub fn is_blank(&self) -> bool {
        self.code == CopyCode::Blank
    }

    /// Whether whoever fills it in says who answers.
    pub fn asks_who_answers(&self) -> bool {
        self.is_blank() && self.model.respondents.key().is_some()
    }

    /// Who answers, where the form lists respondents and the copy knows which.
    pub fn listed(&self) -> Option<&'a Choice> {
        self.model.listed_respondent(&self.file?.code)
    }

    /// What the copy knows of a fact.
    pub fn fact(&self, fact: FactIx) -> Option<&'a FactValue> {
        self.file.and_then(|file| file.facts.get(fact)).and_then(Option::as_ref)
    }

    /// The language that values filled in are in: a pseudo-language is made from texts and has no values of its own.
    pub fn language_of_values<'l>(&'l self, language: &'l Language) -> &'l Language {
        if language.pseudo().is_some() { &self.model.source_language } else { language }
    }

    /// How a language writes the country's name, where the country file says.
    pub fn name_forms(&self, language: &Language) -> Option<&'a NameForms> {
        let language = self.language_of_values(language);
        self.file.and_then(|file| file.names.get(language.primary()))
    }

    /// How a language writes the name of a country that is chosen on screen, where that country's file says.
    pub fn chosen_name_forms(&self, code: &str, language: &Language) -> Option<&'a NameForms> {
        self.chosen.iter().find(|file| file.code == code)?.names.get(language.primary())
    }

    /// The country files of countries that the table does not have, such as a union, where the country is chosen.
    pub fn own_countries(&self) -> impl Iterator<Item = &'a CountryFile> {
        let of_countries = if self.model.respondents == Respondents::Countries { self.chosen } else { &[] };
        of_countries.iter().filter(|file| canevas_model::countries::by_code(&file.code).is_none())
    }

    /// The rows of a `for_each` in this copy.
    pub fn rows(&self, rows: ForEach) -> Vec<Row> {
        match rows {
            ForEach::Fact(fact) => match self.fact(fact) {
                Some(FactValue::Rows(known)) => known
                    .iter()
                    .enumerate()
                    .map(|(index, row)| Row { key: row.key.clone(), index, source: RowSource::Known(fact) })
                    .collect(),
                _ => {
                    let count = match &self.model.facts[fact].kind {
                        FactKind::List { blank_rows, .. } => *blank_rows as usize,
                        FactKind::Value { .. } => 0,
                    };
                    (0..count)
                        .map(|index| Row { key: format!("r{}", index + 1), index, source: RowSource::Blank(fact) })
                        .collect()
                }
            },
            ForEach::List(list) => self.model.lists[list]
                .choices
                .iter()
                .enumerate()
                .map(|(index, choice)| Row { key: choice.code.to_string(), index, source: RowSource::Entry(list) })
                .collect(),
            ForEach::Rows(question) => {
                let (at_least, at_most) = match self.model.questions[question].shape {
                    AnswerShape::Rows { at_least, at_most } => (at_least, at_most),
                    _ => (None, None),
                };
                let known = self.entered.get(&question);
                let spare = if self.has_spare_rows { rows_on_paper(at_least, at_most) } else { 0 };
                (0..at_most.unwrap_or(0) as usize)
                    .map(|index| Row { key: format!("r{}", index + 1), index, source: RowSource::Entered(question) })
                    .filter(|row| row.index < spare || known.is_none_or(|known| known.contains_key(&row.key)))
                    .collect()
            }
            ForEach::Years => self
                .model
                .years()
                .into_iter()
                .enumerate()
                .map(|(index, year)| Row { key: key_of_year(year), index, source: RowSource::Year(year) })
                .collect(),
        }
    }

    /// Whether the rows of a `for_each` are settled: a blank copy takes any country's rows of a fact.
    pub fn rows_are_closed(&self, rows: ForEach) -> bool {
        !matches!(rows, ForEach::Fact(_)) || !self.is_blank()
    }

    /// The number of a question.
    pub fn number(&self, question: QuestionIx) -> &QuestionNumber {
        &self.numbers[question]
    }

    /// What is left of a condition, given what is known. No condition is always true.
    pub fn outcome(&self, condition: Option<&Condition>) -> Outcome {
        condition.map_or(Outcome::Always, |condition| reduce(condition, &|atom| self.decided(atom)))
    }

    /// The outcome of a test, where the copy knows it: of a fact, and on a sheet of an answer that the sheet does not ask.
    fn decided(&self, atom: &Atom) -> Option<Kleene> {
        match atom.operand {
            Operand::Fact(fact) | Operand::FactRows(fact) => {
                let value = self.fact_json(fact, self.fact(fact)?);
                Some(evaluate_atom(atom, self.model, Some(&value)))
            }
            _ => self.sheet?.decided(self.model, atom),
        }
    }

    /// The copy as a sheet that asks some questions only.
    #[must_use]
    pub fn with_sheet(mut self, sheet: &'a Sheet) -> Self {
        self.sheet = Some(sheet);
        self
    }

    /// The sheet, where the copy is one.
    pub fn sheet(&self) -> Option<&'a Sheet> {
        self.sheet
    }

    /// The facts that this copy does not know, in part or whole, in order: they are asked in it. Rows that only unasked
    /// questions are about need no titles. A sheet asks none.
    pub fn asked_facts(&self) -> Vec<FactIx> {
        if self.sheet.is_some() {
            return Vec::new();
        }
        let outline = self.outline();
        let has_rows_of =
            |question: &canevas_model::Question, fact: FactIx| question.for_each == Some(ForEach::Fact(fact));
        let is_used = |fact: FactIx| {
            let blocks = outline.iter().flat_map(|section| &section.blocks);
            let mut asked = blocks.flat_map(|block| &block.questions).filter(|view| view.presence.is_asked());
            asked.any(|view| has_rows_of(view.question, fact))
                || !self.model.questions.iter().any(|question| has_rows_of(question, fact))
        };
        self.model
            .facts
            .keys()
            .filter(|fact| match (self.fact(*fact), &self.model.facts[*fact].kind) {
                (None, _) => true,
                (Some(FactValue::Rows(rows)), FactKind::List { fields, .. }) => {
                    rows.iter().any(|row| fields.keys().any(|field| row.fields.get(field).is_none_or(Option::is_none)))
                }
                _ => false,
            })
            .filter(|fact| is_used(*fact))
            .collect()
    }

    /// A known fact as it stands in a return; texts in the form's source language where they have it.
    fn fact_json(&self, fact: FactIx, value: &FactValue) -> Value {
        self.fact_json_in(fact, value, &self.model.source_language)
    }

    fn fact_json_in(&self, fact: FactIx, value: &FactValue, language: &Language) -> Value {
        match value {
            FactValue::One(value) => value.json_in(language),
            FactValue::Rows(rows) => {
                let FactKind::List { fields, .. } = &self.model.facts[fact].kind else { return Value::Null };
                let rows: Map<String, Value> = rows
                    .iter()
                    .map(|row| {
                        let fields: Map<String, Value> = fields
                            .iter()
                            .zip(&row.fields)
                            .filter_map(|(field, value)| {
                                Some((String::from(&field.id), value.as_ref()?.json_in(language)))
                            })
                            .collect();
                        (row.key.clone(), Value::Object(fields))
                    })
                    .collect();
                Value::Object(rows)
            }
        }
    }

    /// The `facts` of a return of this copy: the country and what is known.
    pub fn facts_in(&self, language: &Language) -> Map<String, Value> {
        let language = self.language_of_values(language);
        let mut out = Map::new();
        if let CopyCode::Respondent(code) = &self.code {
            let key = self.model.respondents.key();
            out.extend(key.map(|key| (key.to_owned(), code.as_str().into())));
        }
        for (index, fact) in self.model.facts.iter_enumerated() {
            if let Some(value) = self.fact(index) {
                out.insert(String::from(&fact.id), self.fact_json_in(index, value, language));
            }
        }
        out
    }

    /// The digest of the definition.
    pub fn definition_digest(&self) -> &str {
        self.digests.definition.get_or_init(|| canonical::definition_digest(self.model))
    }

    /// The digest of the facts.
    pub fn digest(&self) -> &str {
        self.digests.facts.get_or_init(|| self.digest_of_facts())
    }

    fn digest_of_facts(&self) -> String {
        let mut by_language = Map::new();
        // A pseudo-language adds no fact: a copy built with it is the same copy.
        for language in self.model.languages().filter(|language| language.pseudo().is_none()) {
            by_language.insert(language.tag().to_owned(), Value::Object(self.facts_in(language)));
        }
        canonical::digest_of(&json!({ "copy": self.code.word(), "facts": by_language }))
    }

    /// The digest of the texts in a language.
    pub fn texts_digest(&self, language: &Language) -> String {
        let texts = self.model.texts();
        canonical::texts_digest(texts.iter().map(|text| {
            let translated = self.catalogue(language).and_then(|catalogue| catalogue.current(text));
            (
                text.key.as_str(),
                translated.map_or(text.source.value.as_str(), |translation| translation.text.value.as_str()),
            )
        }))
    }

    /// The head of a new return of this copy, which is a draft: every key before the facts, in order. `made_by` names the command
    /// that writes it.
    pub fn return_head(&self, language: &Language, made_by: &str) -> Map<String, Value> {
        let entries: [(&str, Value); 9] = [
            ("canevas", 1.into()),
            ("form", self.model.form.as_str().into()),
            ("edition", self.model.edition.as_str().into()),
            ("definition", self.definition_digest().into()),
            ("texts", self.texts_digest(language).into()),
            ("copy", self.digest().into()),
            ("language", language.tag().into()),
            ("status", "draft".into()),
            ("made_by", made_by.into()),
        ];
        entries.map(|(key, value)| (key.to_owned(), value)).into_iter().collect()
    }

    /// A text's pieces in a language, and the language they are in: the source's where there is no current translation,
    /// and for pseudo-languages, which are made from it.
    pub fn pieces(&self, text: &'a Text, language: &'a Language) -> (Cow<'a, [Piece]>, &'a Language) {
        if text.own_word().is_some() {
            return (Cow::Borrowed(&text.pieces), language);
        }
        if *language != self.model.source_language
            && let Some(translation) = self.catalogue(language).and_then(|catalogue| catalogue.current(text))
        {
            return (Cow::Borrowed(&translation.pieces), language);
        }
        (Cow::Borrowed(&text.pieces), &self.model.source_language)
    }

    /// The label of a row of a list, if it is one.
    pub fn entry_label(&self, row: &Row) -> Option<&'a ChoiceLabel> {
        match row.source {
            RowSource::Entry(list) => self.model.lists[list].choices.get(row.index).map(|choice| &choice.label),
            _ => None,
        }
    }
}
