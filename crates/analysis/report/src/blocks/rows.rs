//! `rows`: the rows that countries listed, country by country or grouped by one of their fields.

use super::{Kind, ReportContext, Show, Shown, has_rows, row_fields};
use crate::plan::{BlockKey, Resolver};
use crate::tally::{ClosedAnswer, answers_of, given_answers};
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::{AskedAt, CountryReturn, Given, Target};
use canevas_model::{AnswerShape, FieldIx, ForEach, Question, Text, TotalAt};
use canevas_responses::{Answer, NameAndRole};
use canevas_syntax::report::BlockKind;
use canevas_wording::PlainText;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::report::ReportWord;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Rows,
    summary: "What countries listed: the rows of a repeat, names with their roles, or the answer to each row of a `for_each`; with `fields` only these columns, with `group_by` a table for each option.",
    needs: &[BlockKey::Question],
    takes: &[BlockKey::Fields, BlockKey::GroupBy],
    shows: has_rows,
    resolve: |resolver| {
        let target = resolver.question("what countries list", has_rows)?;
        let columns = columns(resolver, target)?;
        let group_by = match resolver.keys().group_by.clone() {
            Some(name) => Some(resolver.closed_field(target, &name)?),
            None => None,
        };
        Some(Box::new(Rows { target, columns, group_by }))
    },
};

#[derive(Debug)]
struct Rows {
    target: Target,
    columns: Columns,
    group_by: Option<FieldIx>,
}

/// What stands in a row beside the country.
#[derive(Debug)]
enum Columns {
    /// Fields of a repeat.
    Fields(Vec<FieldIx>),
    /// A name and its role.
    NameAndRole,
    /// The name of a row of a `for_each`, and the answer.
    RowAndAnswer,
    /// The name of a row of a `for_each`, and its fields.
    RowAndFields(Vec<FieldIx>),
}

fn columns(resolver: &mut Resolver<'_>, target: Target) -> Option<Columns> {
    let model = resolver.model;
    let question = target.of(model);
    let named = resolver.keys().fields.clone();
    match (&question.shape, named) {
        (AnswerShape::Rows { .. }, Some(named)) => {
            let found: Vec<_> = named.iter().map(|name| resolver.field(target, name)).collect();
            found.into_iter().collect::<Option<_>>().map(Columns::Fields)
        }
        (AnswerShape::Rows { .. }, None) => {
            let all = question.fields.iter_enumerated().filter(|(_, field)| model.may_be_published(field));
            Some(Columns::Fields(all.map(|(index, _)| index).collect()))
        }
        (_, Some(named)) => {
            // The field is not there, and the finding says so.
            named.first().and_then(|name| resolver.field(target, name)).map(|field| Columns::Fields(vec![field]))
        }
        (AnswerShape::NamesAndRoles { .. }, None) => Some(Columns::NameAndRole),
        (AnswerShape::Group, None) => {
            let all = question.fields.iter_enumerated().filter(|(_, field)| model.may_be_published(field));
            Some(Columns::RowAndFields(all.map(|(index, _)| index).collect()))
        }
        (_, None) => Some(Columns::RowAndAnswer),
    }
}

/// A row that a country listed.
pub(super) struct Listed {
    pub(super) cells: Vec<TableCell>,
    /// The options by which it is grouped.
    pub(super) groups: Vec<ClosedAnswer>,
    /// Whether it is the total of the rows above it, and no row itself.
    pub(super) is_total: bool,
}

impl Show for Rows {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let mut all = Vec::new();
        let mut countries = 0;
        for code in context.codes() {
            let Some(of) = context.own.returns.iter().find(|of| of.code == code) else { continue };
            let rows = self.rows_of(context, of);
            countries += usize::from(!rows.is_empty());
            all.extend(rows);
        }
        if all.is_empty() {
            let none = ReportPart::Paragraph(context.word(ReportWord::NoRows));
            return Shown { parts: vec![none], ..Shown::default() };
        }
        let listed = all.iter().filter(|row| !row.is_total).count();
        let values = [("rows", listed.to_string()), ("countries", countries.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let summary = Some(context.filled(ReportWord::RowsListed, &values));
        Shown { summary, parts: self.tables(context, &all), ..Shown::default() }
    }
}

impl Rows {
    fn question<'c>(&self, context: &ReportContext<'c>) -> &'c Question {
        self.target.of(context.own.copy.model)
    }

    fn rows_of(&self, context: &ReportContext<'_>, of: &CountryReturn) -> Vec<Listed> {
        let name = TableCell::words(context.wording.listed_respondent(&of.code));
        let language = of.response.language().filter(|tag| *tag != context.wording.language.tag());
        let mut rows = match &self.columns {
            Columns::Fields(fields) => self.fields(context, of, fields, language),
            Columns::NameAndRole => people(context, of, self.target, language),
            Columns::RowAndAnswer => answers(context, of, self.target, language),
            Columns::RowAndFields(fields) => row_fields::lines(context, of, self.target, fields, language),
        };
        for row in &mut rows {
            row.cells.insert(0, name.clone());
        }
        rows
    }

    fn fields(
        &self,
        context: &ReportContext<'_>,
        of: &CountryReturn,
        fields: &[FieldIx],
        language: Option<&str>,
    ) -> Vec<Listed> {
        let model = context.own.copy.model;
        let question = self.question(context);
        let row = |held| {
            let place = |field: FieldIx| of.in_row(model, &question.fields[field], held);
            let given = |field: FieldIx| place(field).map_or(Given::Nothing, |place| place.given);
            let in_words = |field: &FieldIx| {
                let place = place(*field);
                let place = place.as_ref().map_or((&Given::Nothing, None), |place| (&place.given, place.unit()));
                cell(context, &question.fields[*field], place, language)
            };
            let cells = fields.iter().map(in_words).collect();
            let groups = self.group_by.map(|field| given_answers(&given(field))).unwrap_or_default();
            Listed { cells, groups, is_total: false }
        };
        of.rows(model, self.target).into_iter().map(row).collect()
    }

    fn heads(&self, context: &ReportContext<'_>) -> Vec<TableColumn> {
        let country: PlainText = context.wording.respondent_word();
        let own = match &self.columns {
            Columns::Fields(fields) => fields.iter().map(|field| context.question(self.at(*field))).collect(),
            Columns::NameAndRole => {
                let question = self.question(context);
                let label = |text: &Option<Text>, word: Common| {
                    text.as_ref().map_or_else(
                        || context.wording.word(word).into(),
                        |text| context.wording.plain_text(text, None),
                    )
                };
                vec![label(&question.name_label, Common::Name), label(&question.role_label, Common::Role)]
            }
            Columns::RowAndAnswer => vec![self.row_head(context), context.word(ReportWord::Answer).into()],
            Columns::RowAndFields(fields) => {
                let own = fields.iter().map(|field| context.question(self.at(*field)));
                let total = row_fields::has_row_totals(self.question(context));
                let total = total.then(|| context.wording.word(Common::Total).into());
                std::iter::once(self.row_head(context)).chain(own).chain(total).collect()
            }
        };
        std::iter::once(country).chain(own).map(TableColumn::words).collect()
    }

    /// What names the rows of a `for_each`: its own title, or the first field of the fact.
    fn row_head(&self, context: &ReportContext<'_>) -> PlainText {
        let model = context.own.copy.model;
        let whole = &model.questions[self.target.question];
        if let Some(label) = &whole.rows_label {
            return context.wording.plain_text(label, None);
        }
        let field = match whole.for_each {
            Some(ForEach::Fact(fact)) => model.facts[fact].fields().first(),
            Some(ForEach::List(_) | ForEach::Years | ForEach::Rows(_)) | None => None,
        };
        let ask = field.and_then(|field| field.ask.as_ref());
        ask.map(|ask| context.wording.plain_text(ask, None)).unwrap_or_default()
    }

    /// One table, or one for each option by which the rows are grouped. A row with several options stands in each.
    fn tables(&self, context: &ReportContext<'_>, all: &[Listed]) -> Vec<ReportPart> {
        let question = self.question(context);
        let table = |caption: PlainText, rows: Vec<&Listed>| {
            let rows = rows.into_iter().map(|row| row.cells.clone()).collect();
            ReportPart::Table(ReportTable { caption, columns: self.heads(context), rows })
        };
        let Some(by) = self.group_by else { return vec![table(context.question(self.target), all.iter().collect())] };
        let mut tables = Vec::new();
        for answer in answers_of(&question.fields[by]).unwrap_or_default() {
            let rows: Vec<&Listed> = all.iter().filter(|row| row.groups.contains(&answer)).collect();
            if !rows.is_empty() {
                tables.push(table(context.answer(context.own, self.at(by), &answer), rows));
            }
        }
        let rest: Vec<&Listed> = all.iter().filter(|row| row.groups.is_empty()).collect();
        if !rest.is_empty() {
            tables.push(table(context.word(ReportWord::NotAnswered).into(), rest));
        }
        tables
    }

    fn at(&self, field: FieldIx) -> Target {
        Target { field: Some(field), ..self.target }
    }
}

/// The names that a country listed, with their roles.
fn people(context: &ReportContext<'_>, of: &CountryReturn, target: Target, language: Option<&str>) -> Vec<Listed> {
    let mut rows = Vec::new();
    for place in of.places(context.own.copy.model, target) {
        let Given::Value(Answer::NamesAndRoles(people)) = place.given else { continue };
        let text = |text: Option<String>| TableCell {
            language: language.map(str::to_owned),
            ..TableCell::words(text.unwrap_or_else(|| "–".to_owned()))
        };
        let row = |person: NameAndRole| Listed {
            cells: vec![text(Some(person.name)), text(person.role)],
            groups: Vec::new(),
            is_total: false,
        };
        rows.extend(people.into_iter().map(row));
    }
    rows
}

/// The answers of a country to each row of a `for_each`.
fn answers(context: &ReportContext<'_>, of: &CountryReturn, target: Target, language: Option<&str>) -> Vec<Listed> {
    let model = context.own.copy.model;
    let question = target.of(model);
    let at = TotalAt { question: target.question, row: None, field: target.field };
    let total = of.computed.totals.get(&at).map(|total| Listed {
        cells: vec![
            TableCell::words(context.wording.word(Common::Total)),
            TableCell::words(context.wording.total(&model.questions[target.question], &at, *total)),
        ],
        groups: Vec::new(),
        is_total: true,
    });
    let row = |place: AskedAt<'_>| {
        let name = context.row_name(of, target, place.row.as_deref()).unwrap_or_default();
        Listed {
            cells: vec![TableCell::words(name), cell(context, question, (&place.given, place.unit()), language)],
            groups: Vec::new(),
            is_total: false,
        }
    };
    of.places(model, target).into_iter().map(row).chain(total).collect()
}

/// What stands in a field, in words, with the unit that was chosen for it. A text stays in the language in which it was written.
pub(super) fn cell(
    context: &ReportContext<'_>,
    field: &Question,
    (given, unit): (&Given, Option<&str>),
    language: Option<&str>,
) -> TableCell {
    match given {
        Given::Nothing => TableCell::words("–"),
        Given::Said(said) => TableCell::words(context.wording.said(said)),
        Given::Value(answer @ Answer::Text(_)) => TableCell {
            language: language.map(str::to_owned),
            ..TableCell::words(answer.text().unwrap_or_default().trim())
        },
        Given::Value(Answer::Codes(codes)) => {
            let words = codes.iter().map(|code| context.wording.answer_text(&field.shape, &code.as_str().into()));
            TableCell::words(PlainText::joined(&words.collect::<Vec<_>>(), "; "))
        }
        Given::Value(Answer::NamesAndRoles(people)) => {
            TableCell::words(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join("; "))
        }
        Given::Value(answer) => {
            let json = answer.to_json();
            let number = json.as_f64();
            TableCell { number, ..TableCell::words(context.wording.answer_with_unit(field, &json, unit)) }
        }
    }
}
