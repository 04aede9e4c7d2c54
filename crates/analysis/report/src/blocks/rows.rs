//! `rows`: the rows that countries listed, country by country or grouped by one of their fields.

use super::{Kind, ReportContext, Show, Shown, has_rows};
use crate::evidence::{CountryReturn, Given, Target};
use crate::plan::BlockKey;
use crate::tally::{ClosedAnswer, answers_of, given_answers};
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_model::{FieldIx, Question};
use canevas_responses::Answer;
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::report::ReportWord;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Rows,
    summary: "The rows that countries listed, such as next steps; with `fields` only these columns, with `group_by` a table for each option.",
    needs: &[BlockKey::Question],
    takes: &[BlockKey::Fields, BlockKey::GroupBy],
    shows: has_rows,
    resolve: |resolver| {
        let target = resolver.question("the rows of a repeat", has_rows)?;
        let (named, by) = (resolver.keys().fields.clone(), resolver.keys().group_by.clone());
        let model = resolver.model;
        let fields: Option<Vec<FieldIx>> = match named {
            Some(named) => {
                let found: Vec<_> = named.iter().map(|name| resolver.field(target, name)).collect();
                found.into_iter().collect()
            }
            None => {
                let all = target.of(model).fields.iter_enumerated();
                Some(all.filter(|(_, field)| model.may_be_published(field)).map(|(index, _)| index).collect())
            }
        };
        let group_by = match by {
            Some(name) => Some(resolver.closed_field(target, &name)?),
            None => None,
        };
        Some(Box::new(Rows { target, fields: fields?, group_by }))
    },
};

#[derive(Debug)]
struct Rows {
    target: Target,
    fields: Vec<FieldIx>,
    group_by: Option<FieldIx>,
}

/// A row that a country listed.
struct Listed {
    cells: Vec<TableCell>,
    /// The options by which it is grouped.
    groups: Vec<ClosedAnswer>,
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
        let values = [("rows", all.len().to_string()), ("countries", countries.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let summary = Some(context.wording.filled(ReportWord::RowsListed, &values));
        Shown { summary, parts: self.tables(context, &all), ..Shown::default() }
    }
}

impl Rows {
    fn question<'c>(&self, context: &ReportContext<'c>) -> &'c Question {
        self.target.of(context.own.copy.model)
    }

    fn rows_of(&self, context: &ReportContext<'_>, of: &CountryReturn) -> Vec<Listed> {
        let model = context.own.copy.model;
        let question = self.question(context);
        let language = of.response.language().filter(|tag| *tag != context.wording.language.tag());
        let name = context.wording.listed_country(&of.code);
        let row = |fields| {
            let given = |field: FieldIx| {
                of.in_row(model, &question.fields[field], fields).map_or(Given::Nothing, |place| place.given)
            };
            let mut cells = vec![TableCell::words(name.clone())];
            cells.extend(
                self.fields.iter().map(|field| cell(context, &question.fields[*field], &given(*field), language)),
            );
            let groups = self.group_by.map(|field| given_answers(&given(field))).unwrap_or_default();
            Listed { cells, groups }
        };
        of.rows(model, self.target).into_iter().map(row).collect()
    }

    /// One table, or one for each option by which the rows are grouped. A row with several options stands in each.
    fn tables(&self, context: &ReportContext<'_>, all: &[Listed]) -> Vec<ReportPart> {
        let question = self.question(context);
        let table = |caption: String, rows: Vec<&Listed>| {
            let mut columns = vec![TableColumn::words(context.wording.word(Common::Country))];
            columns.extend(self.fields.iter().map(|field| TableColumn::words(context.question(self.at(*field)))));
            let rows = rows.into_iter().map(|row| row.cells.clone()).collect();
            ReportPart::Table(ReportTable { caption, columns, rows })
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
            tables.push(table(context.word(ReportWord::NotAnswered), rest));
        }
        tables
    }

    fn at(&self, field: FieldIx) -> Target {
        Target { field: Some(field), ..self.target }
    }
}

/// What stands in a field, in words. A text stays in the language in which it was written.
fn cell(context: &ReportContext<'_>, field: &Question, given: &Given, language: Option<&str>) -> TableCell {
    match given {
        Given::Nothing => TableCell::words("–"),
        Given::Said(said) => TableCell::words(context.wording.said(said)),
        Given::Value(answer @ Answer::Text(_)) => TableCell {
            language: language.map(str::to_owned),
            ..TableCell::words(answer.text().unwrap_or_default().trim())
        },
        Given::Value(Answer::Codes(codes)) => {
            let words = codes.iter().map(|code| context.wording.answer(&field.shape, &code.as_str().into()));
            TableCell::words(words.collect::<Vec<_>>().join("; "))
        }
        Given::Value(Answer::NamesAndRoles(people)) => {
            TableCell::words(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join("; "))
        }
        Given::Value(answer) => {
            let json = answer.to_json();
            let number = json.as_f64();
            TableCell { number, ..TableCell::words(context.wording.answer_with_unit(field, &json)) }
        }
    }
}
