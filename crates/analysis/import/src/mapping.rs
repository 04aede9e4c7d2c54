//! The mapping: what each column is. It is proposed, or read from a file that a person corrected.

use crate::rules::{MAPPED_TWICE, UNKNOWN_COLUMN, UNKNOWN_NAME};
use crate::table::{Head, Table};
use crate::target::{Takes, Target};
use canevas_diagnostics::{Finding, Findings, SourceId, Sources, Span, first_names, nearest};
use canevas_model::AnswerShape;
use canevas_project::FormCopy;
use canevas_responses::ResponsePath;
use canevas_syntax::import::{Confidence, DateOrder, DecimalSign, MappedColumn, Mapping as MappingFile};
use canevas_syntax::traps::parse_with_traps;
use canevas_syntax::{Read as _, Sp};
use canevas_wording::typed::norm;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What each column of an export is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    /// The country that answers in every row, where no column says it.
    pub country: Option<String>,
    /// The columns.
    pub columns: Vec<ColumnPlan>,
    /// The columns by their heads, as they are compared.
    by_head: HashMap<(String, usize), usize>,
}

/// What a column is.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnPlan {
    /// Its head.
    pub head: String,
    /// Which of the columns with this head it is, from 0.
    pub nth: usize,
    /// What becomes of its cells.
    pub becomes: Becomes,
    /// How it writes days.
    pub dates: Option<DateOrder>,
    /// The sign before its decimals.
    pub decimals: Option<DecimalSign>,
    /// Texts that stand for an option.
    pub options: Vec<(String, String)>,
    /// What a person should know about a proposal.
    pub why: Option<String>,
}

/// What becomes of the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becomes {
    /// Answers at the target of this index.
    Answers(usize, Confidence),
    /// Nothing, because somebody said so.
    Ignored,
    /// Nothing, because nobody said what they are.
    Unknown,
}

impl Mapping {
    /// A mapping of columns.
    pub fn new(country: Option<String>, columns: Vec<ColumnPlan>) -> Self {
        let keys = columns.iter().enumerate().map(|(at, plan)| ((norm(&plan.head), plan.nth), at));
        let by_head = keys.collect();
        Self { country, columns, by_head }
    }

    /// What the column under a head is.
    pub fn plan(&self, head: &Head) -> Option<&ColumnPlan> {
        self.columns.get(*self.by_head.get(&(norm(&head.text), head.nth))?)
    }
}

impl ColumnPlan {
    /// The target that its cells answer: none where it is not sure.
    pub fn target(&self) -> Option<usize> {
        match self.becomes {
            Becomes::Answers(_, Confidence::Unsure) | Becomes::Ignored | Becomes::Unknown => None,
            Becomes::Answers(target, Confidence::Certain | Confidence::Likely) => Some(target),
        }
    }
}

/// Reads a mapping against a form, and against the heads of the tables where there are some.
pub fn read_mapping<'t>(
    sources: &Sources,
    id: SourceId,
    blank: &FormCopy<'_>,
    targets: &[Target<'_>],
    tables: Option<&'t [Table<'t>]>,
) -> (Option<Mapping>, Findings) {
    let (node, mut findings) = parse_with_traps(id, sources.get(id));
    let Some(file) = node.and_then(|node| MappingFile::read(&node, &mut findings)) else { return (None, findings) };
    let heads = tables.iter().flat_map(|tables| tables.iter()).flat_map(|table| &table.heads);
    let heads = heads.map(|head| (norm(&head.text), head.nth)).collect();
    let mut reader = MappingReader { blank, targets, findings, taken: BTreeMap::new(), tables, heads };
    let country = file.country.as_ref().map(|code| reader.country(code));
    let mut columns: Vec<ColumnPlan> = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for column in file.columns.iter().flatten() {
        let Some(head) = &column.head else { continue };
        let count = counts.entry(norm(&head.value)).or_insert(0_usize);
        let nth = *count;
        *count += 1;
        let mut plan = reader.column(column, head, nth);
        plan.dates = plan.dates.or(file.dates.as_ref().map(|order| order.value));
        plan.decimals = plan.decimals.or(file.decimals.as_ref().map(|sign| sign.value));
        reader.is_in_a_table(head, nth);
        columns.push(plan);
    }
    let findings = reader.findings;
    (Some(Mapping::new(country, columns)), findings)
}

struct MappingReader<'r, 'm, 't> {
    blank: &'r FormCopy<'r>,
    targets: &'r [Target<'m>],
    findings: Findings,
    /// The places that have columns: the head of each, which of those with this head it is, and where that is said.
    taken: BTreeMap<usize, Vec<(String, usize, Span)>>,
    tables: Option<&'t [Table<'t>]>,
    /// The heads of the tables, as they are compared.
    heads: HashSet<(String, usize)>,
}

impl MappingReader<'_, '_, '_> {
    fn unknown(&mut self, span: Span, message: String, name: &str, all: &[&str]) {
        let help = match nearest(name, all.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}", first_names(all.iter().copied())),
        };
        self.findings.push(Finding::new(&UNKNOWN_NAME, span, message).help(help));
    }

    fn country(&mut self, code: &Sp<String>) -> String {
        let is_own = |code: &str| self.blank.own_countries().any(|file| file.code == code);
        let model = self.blank.model;
        if !model.has_respondent(&code.value, is_own) {
            let message = format!("`{}` is the code of no {}", code.value, model.respondents.noun());
            self.unknown(code.span, message, &code.value, &model.respondent_codes());
        }
        code.value.clone()
    }

    fn column(&mut self, column: &MappedColumn, head: &Sp<String>, nth: usize) -> ColumnPlan {
        let target = column.to.as_ref().and_then(|name| self.target(name, head, nth));
        let is_ignored = column.ignore.as_ref().is_some_and(|ignore| ignore.value);
        let confidence = column.confidence.as_ref().map_or(Confidence::Certain, |confidence| confidence.value);
        let becomes = match target {
            _ if is_ignored => Becomes::Ignored,
            Some(target) => Becomes::Answers(target, confidence),
            None => Becomes::Unknown,
        };
        if let Becomes::Answers(target, _) = becomes {
            self.check_options(target, column);
        }
        let options = column.options.iter().flat_map(|options| &options.0);
        ColumnPlan {
            head: head.value.clone(),
            nth,
            becomes,
            dates: column.dates.as_ref().map(|order| order.value),
            decimals: column.decimals.as_ref().map(|sign| sign.value),
            options: options.map(|(text, code)| (text.value.clone(), code.value.clone())).collect(),
            why: None,
        }
    }

    fn target(&mut self, name: &Sp<String>, head: &Sp<String>, nth: usize) -> Option<usize> {
        let path = ResponsePath::from_name(&name.value, self.blank.model);
        let found = path.and_then(|path| self.targets.iter().position(|target| target.path == path));
        let Some(found) = found else {
            let names: Vec<String> = self.targets.iter().map(|target| target.path.name()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            self.unknown(name.span, format!("the form has no place `{}`", name.value), &name.value, &names);
            return None;
        };
        let before = self.taken.get(&found).into_iter().flatten();
        let first = before
            .into_iter()
            .find(|(other, other_nth, _)| self.stand_together((&head.value, nth), (other, *other_nth)));
        if let Some((_, _, first)) = first {
            let message = format!("two columns answer `{}`", name.value);
            let help = "leave `to` out of one of them, or write `ignore: yes` there";
            self.findings
                .push(Finding::new(&MAPPED_TWICE, name.span, message).help(help).also(*first, "the first one"));
            return None;
        }
        self.taken.entry(found).or_default().push((head.value.clone(), nth, name.span));
        Some(found)
    }

    /// Whether two columns stand in one table. Without tables, they may.
    fn stand_together(&self, one: (&str, usize), other: (&str, usize)) -> bool {
        let has = |table: &Table<'_>, (head, nth): (&str, usize)| {
            table.heads.iter().any(|known| known.nth == nth && norm(&known.text) == norm(head))
        };
        self.tables.is_none_or(|tables| tables.iter().any(|table| has(table, one) && has(table, other)))
    }

    /// Reports codes that are none of the options of a place.
    fn check_options(&mut self, target: usize, column: &MappedColumn) {
        let codes: Vec<&str> = match self.targets[target].takes {
            Takes::Respondent => self.blank.model.respondent_codes(),
            Takes::Text => Vec::new(),
            Takes::Value { shape: AnswerShape::YesNo, .. } => vec!["yes", "no"],
            Takes::Value { shape, .. } => shape.choices().iter().map(|choice| choice.code.as_str()).collect(),
        };
        for (_, code) in column.options.iter().flat_map(|options| &options.0) {
            let is_own = || self.blank.own_countries().any(|file| file.code == code.value);
            if !codes.contains(&code.value.as_str()) && !is_own() {
                let name = self.targets[target].path.name();
                self.unknown(code.span, format!("`{name}` has no option `{}`", code.value), &code.value, &codes);
            }
        }
    }

    fn is_in_a_table(&mut self, head: &Sp<String>, nth: usize) {
        let Some(tables) = self.tables else { return };
        if self.heads.contains(&(norm(&head.value), nth)) {
            return;
        }
        let heads = || tables.iter().flat_map(|table| &table.heads);
        let message = if nth == 0 {
            "no file has a column with this head".to_owned()
        } else {
            format!("no file has {} columns with this head", nth + 1)
        };
        let all: Vec<&str> = heads().map(|known| known.text.as_str()).collect();
        let near = nearest(&head.value, all.iter().copied()).filter(|_| nth == 0);
        let help = near.map_or_else(
            || "remove it, or write the head as it stands in the export".to_owned(),
            |near| format!("did you mean \u{201c}{near}\u{201d}?"),
        );
        self.findings.push(Finding::new(&UNKNOWN_COLUMN, head.span, message).help(help));
    }
}
