//! Which tables an export has, and where each edition's answers go in them. It is made from the editions alone, before any return is
//! read: a table is the same however few returns there are.

use crate::kind::ValueKind;
use crate::lineage::{Line, lines};
use crate::names::Names;
use crate::table::{
    ANSWERS_COLUMNS, ANSWERS_TABLE, AnswerPart, COMPUTED, COUNTRY, Column, ColumnSource, EDITION, FACTS, ITEM,
    LANGUAGE, LEFT_OUT_COLUMNS, LEFT_OUT_TABLE, NAME, RESPONDENT, RESPONDENT_NAME, RETURN, RETURNS_TABLE, ROLE, ROW,
    SAID, STATUS, Table, TableOf,
};
use canevas_editions::SeriesStep;
use canevas_model::{AnswerShape, FactKind, Model, Question, QuestionId, QuestionIx, Respondents};
use canevas_responses::{AnswerKey, CompanionField, UnreadPlace};
use std::collections::BTreeMap;

/// Which tables an export has.
#[derive(Debug)]
pub struct ExportPlan<'m> {
    /// The editions, the earliest first.
    pub models: Vec<&'m Model>,
    /// The tables: the returns first, what is left out last.
    pub tables: Vec<Table>,
    /// Where the answers of each edition go.
    pub(crate) places: Vec<EditionPlaces>,
    /// The questions through the editions.
    pub lines: Vec<Line>,
    /// Whether personal answers are in the tables.
    pub with_personal: bool,
}

/// The table of the returns.
pub(crate) const RETURNS: usize = 0;

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) table: usize,
    pub(crate) column: usize,
}

/// Where the answers of an edition go.
#[derive(Debug, Default)]
pub(crate) struct EditionPlaces {
    /// By the question's index; none for one that takes no answer, or whose answers stay out.
    pub(crate) questions: Vec<Option<QuestionPlaces>>,
    /// By the fact's index.
    pub(crate) facts: Vec<FactPlaces>,
    /// By the index of the computed number; none for one that stays out.
    pub(crate) computed: Vec<Option<At>>,
}

/// Where the parts of an answer go: to a question, or to a field.
#[derive(Debug, Clone, Default)]
pub(crate) struct PartPlaces {
    pub(crate) value: Option<At>,
    pub(crate) said: Option<At>,
    /// By the key in the return.
    pub(crate) beside: Vec<(String, At)>,
}

/// Where an answer goes.
#[derive(Debug, Clone)]
pub(crate) struct QuestionPlaces {
    pub(crate) own: PartPlaces,
    /// The table of its rows, where it has rows.
    pub(crate) rows: Option<usize>,
    /// By the field's index; none for one that stays out.
    pub(crate) fields: Vec<Option<PartPlaces>>,
    /// The columns of the names and of the roles.
    pub(crate) person: Option<[At; 2]>,
}

/// Where a fact goes.
#[derive(Debug, Clone)]
pub(crate) enum FactPlaces {
    Value(At),
    /// Its fields by their ids.
    List {
        table: usize,
        fields: BTreeMap<String, At>,
    },
}

/// How an answer is spread over tables. Two editions share a table only where they spread it alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spread {
    /// A value in the table of the returns.
    Single(ValueKind),
    /// Fields in the table of the returns.
    Group,
    /// A table of its own.
    Rows { for_each: bool, inner: Inner },
}

/// What a row of an answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inner {
    Single(ValueKind),
    Fields,
    Names,
}

impl Spread {
    fn of(question: &Question) -> Option<Self> {
        let for_each = question.for_each.is_some();
        Some(match &question.shape {
            AnswerShape::Nothing => return None,
            AnswerShape::Group if !for_each => Self::Group,
            AnswerShape::Group | AnswerShape::Rows { .. } => Self::Rows { for_each, inner: Inner::Fields },
            AnswerShape::NamesAndRoles { .. } => Self::Rows { for_each, inner: Inner::Names },
            shape => {
                let kind = ValueKind::of(shape)?;
                if for_each { Self::Rows { for_each, inner: Inner::Single(kind) } } else { Self::Single(kind) }
            }
        })
    }

    /// The spread that takes both.
    fn joined(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Single(own), Self::Single(other)) => own.joined(other).map(Self::Single),
            (
                Self::Rows { for_each, inner: Inner::Single(own) },
                Self::Rows { for_each: others, inner: Inner::Single(other) },
            ) if for_each == others => Some(Self::Rows { for_each, inner: Inner::Single(own.joined(other)?) }),
            (own, other) => (own == other).then_some(own),
        }
    }
}

/// A run of editions whose answers to a question share columns. The latest edition comes first.
struct Segment {
    spread: Spread,
    editions: Vec<(usize, QuestionIx)>,
}

impl<'m> ExportPlan<'m> {
    /// Plans the export of some editions, the earliest first; `steps` lead from each to the next. `only` are the ids of the questions
    /// to export, in any edition, or none for all. Personal answers stay out unless they are asked for.
    pub fn new(models: Vec<&'m Model>, steps: &[SeriesStep], only: &[String], with_personal: bool) -> Self {
        let is_wanted = |line: &Line| {
            only.is_empty()
                || line
                    .asked()
                    .any(|(edition, index)| only.iter().any(|id| **id == *models[edition].questions[index].id))
        };
        let mut lines = lines(&models, steps);
        lines.retain(is_wanted);
        let mut planner = Planner::new(&models, with_personal);
        planner.facts();
        for line in &lines {
            for segment in segments(&models, line) {
                planner.segment(&segment);
            }
        }
        planner.computed(only);
        let (tables, places) = planner.finish();
        Self { models, tables, places, lines, with_personal }
    }

    /// Whether the tables have a column for the answer to a question of an edition, or for a part of it.
    pub(crate) fn has(&self, edition: usize, id: &QuestionId) -> bool {
        let index = self.models[edition].questions.position(|question| question.id == *id);
        index.is_some_and(|index| self.places[edition].questions[usize::from(index)].is_some())
    }

    /// Whether what stands at a place of a return, or inside it, may be personal or not published, and stays out: its question is so
    /// in any edition, or a field of its question.
    pub(crate) fn is_kept_back(&self, place: &str) -> bool {
        let is_so = |model: &Model, question: &Question| {
            let mut all = std::iter::once(question).chain(&question.fields);
            all.any(|question| !model.may_be_published(question))
        };
        !self.with_personal
            && self.models.iter().any(|model| {
                let named =
                    UnreadPlace::question(place, model).and_then(|id| model.questions.iter().find(|of| of.id == *id));
                named.is_some_and(|question| is_so(model, question))
            })
    }

    /// The table with this name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

/// The runs of editions whose answers to a question share columns, the latest first.
fn segments(models: &[&Model], line: &Line) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    for (edition, index) in line.asked() {
        let Some(spread) = Spread::of(&models[edition].questions[index]) else { continue };
        match out.last_mut().and_then(|last| Some((last.spread.joined(spread)?, last))) {
            Some((joined, last)) => {
                last.spread = joined;
                last.editions.push((edition, index));
            }
            None => out.push(Segment { spread, editions: vec![(edition, index)] }),
        }
    }
    out
}

/// Makes the tables, one question after the other.
struct Planner<'p, 'm> {
    models: &'p [&'m Model],
    with_personal: bool,
    tables: Vec<Table>,
    places: Vec<EditionPlaces>,
    columns: Vec<Names>,
    table_names: Names,
}

impl<'p, 'm> Planner<'p, 'm> {
    fn new(models: &'p [&'m Model], with_personal: bool) -> Self {
        let none = |model: &&Model| EditionPlaces {
            questions: vec![None; model.questions.len()],
            computed: vec![None; model.computed.len()],
            ..EditionPlaces::default()
        };
        let mut planner = Self {
            models,
            with_personal,
            tables: Vec::new(),
            places: models.iter().map(none).collect(),
            columns: Vec::new(),
            table_names: Names::default(),
        };
        for name in [RETURNS_TABLE, ANSWERS_TABLE, LEFT_OUT_TABLE] {
            planner.table_names.keep(name);
        }
        let listed = models.iter().any(|model| model.respondents.listed().is_some());
        let keys: &[&'static str] = if listed { &[LANGUAGE, STATUS, RESPONDENT_NAME] } else { &[LANGUAGE, STATUS] };
        planner.add(RETURNS_TABLE.to_owned(), TableOf::Returns, keys);
        planner
    }

    fn finish(mut self) -> (Vec<Table>, Vec<EditionPlaces>) {
        self.add(ANSWERS_TABLE.to_owned(), TableOf::Answers, &ANSWERS_COLUMNS);
        self.add(LEFT_OUT_TABLE.to_owned(), TableOf::LeftOut, &LEFT_OUT_COLUMNS);
        (self.tables, self.places)
    }

    /// Adds a table with its keys.
    fn add(&mut self, name: String, of: TableOf, keys: &[&'static str]) -> usize {
        let mut names = Names::default();
        let countries = self.models.iter().any(|model| model.respondents == Respondents::Countries);
        let who = if countries { COUNTRY } else { RESPONDENT };
        let columns = [EDITION, who, RETURN].into_iter().chain(keys.iter().copied()).map(|key| {
            names.keep(key);
            Column::key(key)
        });
        let columns = columns.collect();
        self.columns.push(names);
        self.tables.push(Table { name, of, columns });
        self.tables.len() - 1
    }

    fn column(&mut self, table: usize, name: &str, edition: usize, kind: ValueKind, source: ColumnSource) -> At {
        let name = self.columns[table].take(name, &self.models[edition].edition);
        let columns = &mut self.tables[table].columns;
        columns.push(Column { name, kind, source });
        At { table, column: columns.len() - 1 }
    }

    /// Facts with one id and one kind share a column.
    fn facts(&mut self) {
        let mut known: BTreeMap<(String, Option<ValueKind>), FactPlaces> = BTreeMap::new();
        let models = self.models;
        let mut places: Vec<Vec<FactPlaces>> = vec![Vec::new(); models.len()];
        for (edition, model) in models.iter().enumerate().rev() {
            for fact in &model.facts {
                let source = |field| ColumnSource::Fact { fact: fact.id.clone(), field };
                let name = format!("{FACTS}/{}", fact.id);
                let kind = match &fact.kind {
                    FactKind::Value { shape, .. } => ValueKind::of(shape),
                    FactKind::List { .. } => None,
                };
                let key = (fact.id.to_string(), kind);
                if !known.contains_key(&key) {
                    let place = match kind {
                        Some(kind) => FactPlaces::Value(self.column(RETURNS, &name, edition, kind, source(None))),
                        None => {
                            let table = self.table_names.take(&format!("{FACTS}_{}", fact.id), &model.edition);
                            let table = self.add(table, TableOf::Fact(fact.id.clone()), &[ROW]);
                            FactPlaces::List { table, fields: BTreeMap::new() }
                        }
                    };
                    known.insert(key.clone(), place);
                }
                let Some(place) = known.get_mut(&key) else { continue };
                if let FactPlaces::List { table, fields } = place {
                    for field in fact.fields() {
                        let Some(kind) = ValueKind::of(&field.shape) else { continue };
                        let at = fields.get(field.id.as_str()).copied();
                        let fits = |at: At| self.tables[at.table].columns[at.column].kind == kind;
                        if at.is_none_or(|at| !fits(at)) {
                            let name = format!("{name}/{}", field.id);
                            let at = self.column(*table, &name, edition, kind, source(Some(field.id.clone())));
                            fields.insert(field.id.to_string(), at);
                        }
                    }
                }
                places[edition].push(place.clone());
            }
        }
        for (own, facts) in self.places.iter_mut().zip(places) {
            own.facts = facts;
        }
    }

    /// Computed numbers with one name and one kind share a column. `only` are the names that are wanted, or none for all.
    fn computed(&mut self, only: &[String]) {
        let models = self.models;
        let mut known: BTreeMap<(&str, ValueKind), At> = BTreeMap::new();
        for (edition, model) in models.iter().enumerate().rev() {
            for (index, number) in model.computed.iter().enumerate() {
                let is_wanted = only.is_empty() || only.iter().any(|name| **name == *number.id);
                if !is_wanted || !(self.with_personal || number.may_be_published(model)) {
                    continue;
                }
                let kind = if number.expression.is_whole(model) { ValueKind::Integer } else { ValueKind::Decimal };
                let at = known.get(&(number.id.as_str(), kind)).copied().unwrap_or_else(|| {
                    let name = format!("{COMPUTED}/{}", number.id);
                    self.column(RETURNS, &name, edition, kind, ColumnSource::Computed(number.id.clone()))
                });
                known.insert((number.id.as_str(), kind), at);
                self.places[edition].computed[index] = Some(at);
            }
        }
    }

    /// Whether an edition keeps the answers to a question or field back.
    fn is_kept_back(&self, (edition, question): &(usize, &Question)) -> bool {
        !self.models[*edition].may_be_published(question)
    }

    fn segment(&mut self, segment: &Segment) {
        let models: &'p [&'m Model] = self.models;
        let asked: Vec<(usize, &'m Question)> =
            segment.editions.iter().map(|(edition, index)| (*edition, &models[*edition].questions[*index])).collect();
        let Some((newest, question)) = asked.first().copied() else { return };
        if !self.with_personal && asked.iter().any(|of| self.is_kept_back(of)) {
            return;
        }
        let id = question.id.clone();
        let (mut rows, mut person, mut inner) = (None, None, Inner::Fields);
        let table = match segment.spread {
            Spread::Single(kind) => {
                inner = Inner::Single(kind);
                RETURNS
            }
            Spread::Group => RETURNS,
            Spread::Rows { inner: within, .. } => {
                inner = within;
                let keys: &[&'static str] = match (question.for_each.is_some(), &question.shape) {
                    (true, AnswerShape::NamesAndRoles { .. }) | (_, AnswerShape::Rows { .. }) => &[ROW, ITEM],
                    (true, _) => &[ROW],
                    (false, _) => &[ITEM],
                };
                let name = self.table_names.take(&id, &models[newest].edition);
                rows = Some(self.add(name, TableOf::Question(id.clone()), keys));
                self.tables.len() - 1
            }
        };
        // What stands in place of all rows, or beside them, belongs to the return.
        let around = if question.for_each.is_some() { table } else { RETURNS };
        let source = |part| ColumnSource::Answer { question: id.clone(), field: None, part };
        let mut own = PartPlaces::default();
        match inner {
            Inner::Single(kind) => own.value = Some(self.column(table, &id, newest, kind, source(AnswerPart::Value))),
            Inner::Names => {
                let mut part =
                    |part, word| self.column(table, &format!("{id}/{word}"), newest, ValueKind::Text, source(part));
                person = Some([part(AnswerPart::Name, NAME), part(AnswerPart::Role, ROLE)]);
            }
            Inner::Fields => {}
        }
        let others: Vec<&Question> = asked.iter().map(|(_, question)| *question).collect();
        self.around(&mut own, around, &id, newest, &others, &|part| source(part));
        let fields = if inner == Inner::Fields { self.fields(table, &asked) } else { BTreeMap::new() };
        for ((edition, index), (_, question)) in segment.editions.iter().zip(&asked) {
            let fields = question.fields.iter().map(|field| fields.get(&(*edition, field.id.clone())).cloned());
            let places = QuestionPlaces { own: own.clone(), rows, fields: fields.collect(), person };
            self.places[*edition].questions[usize::from(*index)] = Some(places);
        }
    }

    /// The columns of the word in place of an answer, and of the texts beside it.
    fn around(
        &mut self,
        places: &mut PartPlaces,
        table: usize,
        path: &str,
        newest: usize,
        questions: &[&Question],
        source: &dyn Fn(AnswerPart) -> ColumnSource,
    ) {
        if places.said.is_none() && questions.iter().any(|question| !question.can_say.is_empty()) {
            let name = format!("{path}/{SAID}");
            places.said = Some(self.column(table, &name, newest, ValueKind::Code, source(AnswerPart::Said)));
        }
        for question in questions {
            for companion in CompanionField::of(question) {
                let key = AnswerKey::companion(&question.id, companion.clone()).to_string();
                if places.beside.iter().any(|(known, _)| *known == key) {
                    continue;
                }
                let name = format!("{path}.{}", companion.word());
                let kind = if companion == CompanionField::Unit { ValueKind::Code } else { ValueKind::Text };
                let source = source(AnswerPart::Beside(companion));
                // A renamed question has other keys in its earlier editions, and the same columns.
                let known = self.tables[table].columns.iter().position(|column| column.source == source);
                let at = known
                    .map_or_else(|| self.column(table, &name, newest, kind, source), |column| At { table, column });
                places.beside.push((key, at));
            }
        }
    }

    /// The columns of the fields. Fields of one id share them where their kinds can be joined.
    fn fields(&mut self, table: usize, asked: &[(usize, &'m Question)]) -> BTreeMap<(usize, QuestionId), PartPlaces> {
        let mut out = BTreeMap::new();
        let Some((_, newest)) = asked.first() else { return out };
        let id = newest.id.clone();
        let mut done: Vec<&str> = Vec::new();
        for (_, question) in asked {
            for field in &question.fields {
                if done.contains(&field.id.as_str()) {
                    continue;
                }
                done.push(&field.id);
                let of = |question: &'m Question| question.fields.iter().find(|known| known.id == field.id);
                let all: Vec<(usize, &'m Question)> =
                    asked.iter().filter_map(|(edition, question)| Some((*edition, of(question)?))).collect();
                if !self.with_personal && all.iter().any(|of| self.is_kept_back(of)) {
                    continue;
                }
                for run in runs(&all) {
                    let Some((newest, field)) = run.questions.first().copied() else { continue };
                    let source =
                        |part| ColumnSource::Answer { question: id.clone(), field: Some(field.id.clone()), part };
                    let path = format!("{id}/{}", field.id);
                    let at = self.column(table, &path, newest, run.kind, source(AnswerPart::Value));
                    let mut places = PartPlaces { value: Some(at), ..PartPlaces::default() };
                    let fields: Vec<&Question> = run.questions.iter().map(|(_, field)| *field).collect();
                    self.around(&mut places, table, &path, newest, &fields, &source);
                    for (edition, field) in &run.questions {
                        out.insert((*edition, field.id.clone()), places.clone());
                    }
                }
            }
        }
        out
    }
}

/// A run of editions whose answers to a field share a column.
struct Run<'m> {
    kind: ValueKind,
    questions: Vec<(usize, &'m Question)>,
}

fn runs<'m>(all: &[(usize, &'m Question)]) -> Vec<Run<'m>> {
    let mut out: Vec<Run<'m>> = Vec::new();
    for (edition, field) in all {
        let Some(kind) = ValueKind::of(&field.shape) else { continue };
        match out.last_mut().and_then(|last| Some((last.kind.joined(kind)?, last))) {
            Some((joined, last)) => {
                last.kind = joined;
                last.questions.push((*edition, field));
            }
            None => out.push(Run { kind, questions: vec![(*edition, field)] }),
        }
    }
    out
}
