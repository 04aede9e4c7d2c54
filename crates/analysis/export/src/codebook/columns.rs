//! Describes the columns, one after the other.

use super::sources::{Source, SourceOf, Sources};
use super::{AskedIn, CodebookColumn, CodebookTable, SeriesBreak, row_key};
use crate::plan::ExportPlan;
use crate::table::{AnswerPart, COUNTRY, Column, ColumnSource, EDITION, RETURN};
use canevas_editions::SeriesStep;
use canevas_model::condition::Condition;
use canevas_model::{AnswerShape, Language, Model, Question, canonical};
use canevas_project::FormCopy;
use canevas_responses::CompanionField;
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;

/// Writes the codebook of a plan.
pub(super) struct Author<'a> {
    pub(super) plan: &'a ExportPlan<'a>,
    copies: &'a [FormCopy<'a>],
    steps: &'a [SeriesStep],
    language: &'a Language,
    pub(super) sources: Sources,
}

impl<'a> Author<'a> {
    pub(super) fn new(
        plan: &'a ExportPlan<'a>,
        copies: &'a [FormCopy<'a>],
        steps: &'a [SeriesStep],
        language: &'a Language,
    ) -> Self {
        Self { plan, copies, steps, language, sources: Sources::of(plan) }
    }

    /// The words of an edition.
    pub(super) fn wording(&self, edition: usize) -> Wording<'a> {
        Wording::new(&self.copies[edition], self.language)
    }

    /// The words of the latest edition.
    pub(super) fn newest(&self) -> Option<Wording<'a>> {
        Some(Wording::new(self.copies.last()?, self.language))
    }

    pub(super) fn table(&self, index: usize) -> CodebookTable {
        let table = &self.plan.tables[index];
        let has = |name: &str| table.columns.iter().any(|column| column.name == name);
        let key = row_key(&table.of, has).map(|own| [EDITION, COUNTRY, RETURN].into_iter().chain(own));
        CodebookTable {
            name: table.name.clone(),
            label: self.table_label(index).unwrap_or_default(),
            key: key.into_iter().flatten().map(str::to_owned).collect(),
            columns: table.columns.iter().enumerate().map(|(at, column)| self.column(index, at, column)).collect(),
        }
    }

    fn column(&self, table: usize, at: usize, column: &Column) -> CodebookColumn {
        let sources = self.sources.at(table, at);
        let asked = sources.iter().map(|source| AskedIn {
            edition: self.copies[source.edition].model.edition.clone(),
            place: source.id(self.copies[source.edition].model),
        });
        let newest = sources.last();
        let question = newest.and_then(|source| self.question(source));
        let target = newest.and_then(|source| Some((source.edition, source.target()?)));
        CodebookColumn {
            name: column.name.clone(),
            kind: column.kind,
            part: part_word(&column.source),
            label: self.label(column, newest).unwrap_or_else(|| column.name.clone()),
            question: newest.and_then(|source| self.asked_text(column, source)),
            number: target.map(|(edition, target)| self.wording(edition).number(target.question, None)),
            section: newest.and_then(|source| self.section(source)),
            unit: newest.and_then(|source| self.unit(column, source)),
            options: self.options(table, column, sources),
            range: self.range(column, sources),
            asked: asked.collect(),
            breaks: self.breaks(column, sources),
            required: question.is_some_and(|question| match part_of(column) {
                Some(AnswerPart::Beside(CompanionField::Comment)) => question.comment_box.required,
                _ => is_value(column) && question.required,
            }),
            personal: sources.iter().any(|source| self.says(source, &|_, question| question.personal)),
            not_published: sources.iter().any(|source| self.says(source, &Model::is_unpublished)),
            asked_when: newest.and_then(|source| self.asked_when(column, source)),
            rules: newest.filter(|_| is_value(column)).map(|source| self.rules(source)).unwrap_or_default(),
        }
    }

    /// The question or field that fills a column.
    pub(super) fn question(&self, source: &Source) -> Option<&'a Question> {
        Some(source.target()?.of(self.copies[source.edition].model))
    }

    /// The shape of what fills a column with values.
    pub(super) fn shape(&self, source: &Source) -> Option<&'a AnswerShape> {
        match source.of {
            SourceOf::Answer(_) => Some(&self.question(source)?.shape),
            SourceOf::Computed(_) => None,
            SourceOf::Fact(fact, field) => {
                let fact = &self.copies[source.edition].model.facts[fact];
                match field {
                    Some(field) => Some(&fact.fields().get(field)?.shape),
                    None => fact.shapes().next(),
                }
            }
        }
    }

    /// Whether something is so of the question of a source, or of its field. A computed number is as what it is computed from.
    fn says(&self, source: &Source, is_so: &dyn Fn(&Model, &Question) -> bool) -> bool {
        let model = self.copies[source.edition].model;
        if let SourceOf::Computed(number) = source.of {
            return model.computed[number].reads(model).any(|question| is_so(model, question));
        }
        let Some(target) = source.target() else { return false };
        is_so(model, &model.questions[target.question]) || is_so(model, target.of(model))
    }

    /// When a question is asked: its section, its heading and itself may each depend on other answers.
    fn asked_when(&self, column: &Column, source: &Source) -> Option<String> {
        let target = source.target()?;
        let model = self.copies[source.edition].model;
        let question = &model.questions[target.question];
        let mut whole = Condition::and(canonical::full_outer(model, question), question.show_if.row.clone());
        if target.field.is_some() {
            let of = &target.of(model).show_if;
            whole = Condition::and(whole, Condition::and(of.outer.clone(), of.row.clone()));
        }
        if let Some(AnswerPart::Beside(CompanionField::Comment)) = part_of(column) {
            let of = &target.of(model).comment_box.show_if;
            whole = Condition::and(whole, Condition::and(of.outer.clone(), of.row.clone()));
        }
        Some(self.wording(source.edition).condition_sentence(Common::AnswerIf, &whole?, None))
    }

    /// What must hold between the answer and others.
    fn rules(&self, source: &Source) -> Vec<String> {
        let Some(target) = source.target() else { return Vec::new() };
        let (model, wording) = (self.copies[source.edition].model, self.wording(source.edition));
        let here = model.questions[target.question].must.iter().filter(|must| must.field == target.field);
        let said = here.map(|must| must.say().map_or_else(|| wording.must(must), |text| wording.plain(text, None)));
        said.map(|text| text.replace('\n', " ")).collect()
    }

    /// The breaks between the editions that fill a column. What is written beside an answer is no series.
    fn breaks(&self, column: &Column, sources: &[Source]) -> Vec<SeriesBreak> {
        if matches!(&column.source, ColumnSource::Answer { part: AnswerPart::Beside(_), .. }) {
            return Vec::new();
        }
        let marked = sources.iter().skip(1).filter_map(|source| {
            let (target, step) = (source.target()?, self.steps.get(source.edition.checked_sub(1)?)?);
            let question = &self.copies[source.edition].model.questions[target.question];
            let mark = step.mark(&question.id, target.field.map(|field| &question.fields[field].id))?;
            let words = self.newest()?.series_note(mark.comparable, [&step.from, &step.to], &mark.reasons)?;
            let (from, to) = (step.from.clone(), step.to.clone());
            Some(SeriesBreak { from, to, comparable: mark.comparable, reasons: mark.reasons, words })
        });
        marked.collect()
    }
}

/// Which part of an answer a column holds.
fn part_of(column: &Column) -> Option<&AnswerPart> {
    match &column.source {
        ColumnSource::Answer { part, .. } => Some(part),
        _ => None,
    }
}

/// Whether a column holds an answer itself.
pub(super) fn is_value(column: &Column) -> bool {
    let parts = [AnswerPart::Value, AnswerPart::Name];
    matches!(&column.source, ColumnSource::Answer { part, .. } if parts.contains(part))
}

fn part_word(source: &ColumnSource) -> &'static str {
    match source {
        ColumnSource::Key(_) => "key",
        ColumnSource::Fact { .. } => "fact",
        ColumnSource::Computed(_) => "computed",
        ColumnSource::Answer { part, .. } => match part {
            AnswerPart::Value => "value",
            AnswerPart::Said => "said",
            AnswerPart::Beside(CompanionField::Other(_)) => "other",
            AnswerPart::Beside(CompanionField::Unit) => "unit",
            AnswerPart::Beside(CompanionField::Comment) => "comment",
            AnswerPart::Name => "name",
            AnswerPart::Role => "role",
        },
    }
}
