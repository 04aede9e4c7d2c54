//! The crosswalk: for each column and each edition, what the question was called there, whether its answers are in the column, and why.
//! A join follows what people declared; where it stops, the crosswalk says so, and what would join it.

mod reason;

use crate::codebook::sources::{Source, SourceOf, Sources};
use crate::plan::ExportPlan;
use crate::step::ExportStep;
use crate::table::{AnswerPart, Column, ColumnSource};
use crate::text_table::{Cell, TextTable};
use canevas_evidence::Target;
use canevas_model::{Model, Question};
use canevas_syntax::changes::Comparable;

/// What the crosswalk says about a column in an edition.
#[derive(Debug, Default)]
struct Row {
    /// What the edition called the question; empty where it did not ask it.
    id: String,
    /// The type of the question there.
    kind: String,
    joined: bool,
    why: String,
    /// How far the answers can be compared with those of the edition before; empty where there are none.
    comparable: &'static str,
    reasons: String,
}

/// The crosswalk of an export, a row for each column and edition: `crosswalk.csv`. `steps` lead from each edition to the next.
pub(crate) fn crosswalk_csv(plan: &ExportPlan<'_>, steps: &[ExportStep<'_>]) -> String {
    let walk = Crosswalk { plan, steps, sources: Sources::of(plan) };
    let heads = ["table", "column", "edition", "id", "type", "joined", "why", "comparable", "reasons"];
    let mut out = TextTable::new(&heads);
    for (table, of) in plan.tables.iter().enumerate() {
        for (at, column) in of.columns.iter().enumerate() {
            if !is_followed(column) {
                continue;
            }
            for (edition, model) in plan.models.iter().enumerate() {
                let row = walk.row([table, at], edition);
                out.row(&[
                    Cell::Text(&of.name),
                    Cell::Text(&column.name),
                    Cell::Text(&model.edition),
                    Cell::Text(&row.id),
                    Cell::Text(&row.kind),
                    Cell::Flag(row.joined),
                    Cell::Text(&row.why),
                    Cell::Text(row.comparable),
                    Cell::Text(&row.reasons),
                ]);
            }
        }
    }
    out.finish()
}

/// Whether the crosswalk follows a column. What stands beside an answer goes where the answer goes.
fn is_followed(column: &Column) -> bool {
    match &column.source {
        ColumnSource::Key(_) => false,
        ColumnSource::Fact { .. } => true,
        ColumnSource::Answer { part, .. } => matches!(part, AnswerPart::Value | AnswerPart::Name),
    }
}

struct Crosswalk<'p, 's> {
    plan: &'p ExportPlan<'p>,
    steps: &'p [ExportStep<'s>],
    sources: Sources,
}

impl Crosswalk<'_, '_> {
    fn row(&self, [table, at]: [usize; 2], edition: usize) -> Row {
        let sources = self.sources.at(table, at);
        if let Some(index) = sources.iter().position(|source| source.edition == edition) {
            return self.joined(sources, index);
        }
        let newest = sources.last().and_then(Source::target);
        match newest {
            Some(target) => self.not_joined(sources, target, edition),
            None => Row { why: "this edition does not have this fact".to_owned(), ..Row::default() },
        }
    }

    /// What an edition of a column says.
    fn joined(&self, sources: &[Source], index: usize) -> Row {
        let source = &sources[index];
        let model = self.plan.models[source.edition];
        let before = index.checked_sub(1).map(|before| &sources[before]);
        let row = Row { id: source.id(model), kind: kind(model, source), joined: true, ..Row::default() };
        let Some(before) = before else {
            return Row { why: "the first edition in this column".to_owned(), ..row };
        };
        let why = match self.renamed(before, source) {
            Some([was, is]) => format!("the change file declares that `{was}` was renamed to `{is}`"),
            None => "the same id".to_owned(),
        };
        let mut row = Row { why, ..row };
        let Some(target) = source.target() else { return row };
        row.comparable = Comparable::Full.word();
        let step = source.edition.checked_sub(1).and_then(|step| self.steps.get(step));
        let question = &model.questions[target.question];
        let field = target.field.map(|field| &question.fields[field].id);
        if let Some(mark) = step.and_then(|step| step.series.mark(&question.id, field)) {
            row.comparable = mark.comparable.word();
            row.reasons = mark.reasons.join("; ");
        }
        row
    }

    /// The ids of a question in two editions, where they differ. A field keeps its id.
    fn renamed(&self, before: &Source, after: &Source) -> Option<[&str; 2]> {
        let id = |source: &Source| Some(&*self.plan.models[source.edition].questions[source.target()?.question].id);
        let [was, is] = [id(before)?, id(after)?];
        (was != is).then_some([was, is])
    }

    /// What an edition says whose answers are not in a column.
    fn not_joined(&self, sources: &[Source], newest: Target, edition: usize) -> Row {
        let last = sources.last().map_or(0, |source| source.edition);
        let line = self.plan.lines.iter().find(|line| line.questions[last] == Some(newest.question));
        if let Some(asked) = line.and_then(|line| line.questions[edition]) {
            return self.other_kind(sources, newest, edition, asked);
        }
        let first = sources.first().map_or(0, |source| source.edition);
        // Only the step beside the column says why it begins or ends there.
        let beside = |of: Option<&Source>| of.and_then(Source::target);
        if edition + 1 == first {
            let question = beside(sources.first()).map(|target| (self.plan.models[first], target));
            if let Some((step, (model, target))) = self.steps.get(edition).zip(question) {
                return reason::before(step, model, target);
            }
        }
        if edition == last + 1 {
            let question = beside(sources.last()).map(|target| (self.plan.models[last], target));
            if let Some((step, (model, target))) = self.steps.get(last).zip(question) {
                return reason::after(step, model, target);
            }
        }
        Row { why: "this edition does not ask it".to_owned(), ..Row::default() }
    }

    /// An edition that asks the question, and whose answers are in another column.
    fn other_kind(&self, sources: &[Source], newest: Target, edition: usize, asked: canevas_model::QuestionIx) -> Row {
        let model = self.plan.models[edition];
        let last = sources.last().map_or(0, |source| source.edition);
        let own = newest.of(self.plan.models[last]);
        let question = &model.questions[asked];
        let field = match newest.field {
            None => None,
            Some(_) => match question.fields.position(|field| field.id == own.id) {
                Some(field) => Some(field),
                None => {
                    let why = "this edition asks the question without this field".to_owned();
                    return Row { id: question.id.to_string(), why, ..Row::default() };
                }
            },
        };
        let target = Target { question: asked, field };
        let there = target.of(model);
        let source = Source { edition, of: SourceOf::Answer(target) };
        let why = match self.column_of(&source) {
            Some((table, column)) if there.type_name == own.type_name => {
                format!("not joined: its rows are spread otherwise; see the column `{column}` of the table `{table}`")
            }
            Some((table, column)) => {
                format!("not joined: its type is another one; see the column `{column}` of the table `{table}`")
            }
            None => "not joined: its answers are not in the tables".to_owned(),
        };
        Row { id: source.id(model), kind: type_of(there), why, ..Row::default() }
    }

    /// The column with the answers to a question of an edition.
    fn column_of(&self, wanted: &Source) -> Option<(&str, &str)> {
        self.plan.tables.iter().enumerate().find_map(|(table, of)| {
            let holds = |at: usize| self.sources.at(table, at).contains(wanted);
            let found = of.columns.iter().enumerate().find(|(at, column)| is_followed(column) && holds(*at));
            // A question with fields has a table, and no column of its own.
            let own = wanted.target().filter(|target| target.field.is_none());
            let has_fields = |at: usize| {
                let mut all = self.sources.at(table, at).iter();
                all.any(|source| {
                    let question = source.target().map(|target| target.question);
                    source.edition == wanted.edition && own.is_some_and(|own| Some(own.question) == question)
                })
            };
            let found = found.or_else(|| of.columns.iter().enumerate().find(|(at, _)| has_fields(*at)));
            Some((of.name.as_str(), found?.1.name.as_str()))
        })
    }
}

fn type_of(question: &Question) -> String {
    question.type_name.to_owned()
}

fn kind(model: &Model, source: &Source) -> String {
    match source.of {
        SourceOf::Answer(target) => type_of(target.of(model)),
        SourceOf::Fact(fact, Some(field)) => {
            model.facts[fact].fields().get(field).map(|field| field.type_name.to_owned()).unwrap_or_default()
        }
        SourceOf::Fact(..) => String::new(),
    }
}
