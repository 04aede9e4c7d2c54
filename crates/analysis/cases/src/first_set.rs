//! The first cases of a form: a few files in which each condition is true once and false once. The answers come from the search that also
//! makes witnesses, and the model's own verdict confirms each of them.

use crate::place::CasePlace;
use crate::write::{WrittenCase, write};
use canevas_editions::example_return;
use canevas_model::condition::{Assignment, Atom, Condition, Goal, Known, Operand, Search, Space};
use canevas_model::{FactIx, ForEach, Model, QuestionIx};
use canevas_project::FormCopy;
use canevas_reach::{ConditionSite, conditions_read, sites};
use canevas_responses::{ANSWERS_KEY, AnswerKey, FACTS_KEY, FactPath, ROW_NAME_KEY, ReturnFile};
use canevas_validate::{AskedPart, Validator, check_return};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The first cases of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSet {
    /// The files: name and text.
    pub files: Vec<(String, String)>,
    /// The conditions for which no answers were found, a sentence each.
    pub left: Vec<String>,
}

/// A condition that is to be true, or false, and what shows it.
struct Wanted<'a> {
    site: &'a ConditionSite<'a>,
    /// The conditions of what shows it.
    full: Condition,
    /// What is asked where it is true: all have the same conditions.
    parts: BTreeSet<AskedPart>,
    truth: bool,
}

/// Answers that show something.
#[derive(Default, Clone)]
struct Bin {
    answers: Map<String, Value>,
    facts: Map<String, Value>,
    asks: BTreeSet<AskedPart>,
    does_not_ask: BTreeSet<AskedPart>,
}

/// Makes the first cases of a form, over its blank copy.
pub fn first_set(copy: &FormCopy<'_>) -> FirstSet {
    let model = copy.model;
    let sites = sites(model);
    let maker = Maker { model, validator: Validator::new(copy), space: Space::new(model) };
    let (mut bins, mut left): (Vec<Bin>, Vec<String>) = (Vec::new(), Vec::new());
    for wanted in all_wanted(model, &sites) {
        let shown = |bin: &&mut Bin| {
            let asked = maker.validator.asks(&maker.draft(bin));
            wanted.truth && wanted.parts.is_subset(&asked)
        };
        if let Some(bin) = bins.iter_mut().find(shown) {
            bin.asks.extend(&wanted.parts);
            continue;
        }
        match maker.find(&wanted) {
            Ok(found) => {
                let merged = bins.iter().position(|bin| maker.merged(bin, &found).is_some());
                match merged.and_then(|at| Some((at, maker.merged(&bins[at], &found)?))) {
                    Some((at, merged)) => bins[at] = merged,
                    None => bins.push(found),
                }
            }
            Err(why) => left.push(why),
        }
    }
    let named = |parts: &BTreeSet<AskedPart>| parts.iter().map(|part| CasePlace(*part).name(model)).collect();
    let files = bins.iter().enumerate().map(|(index, bin)| {
        let text = write(&WrittenCase {
            about: "Written by `canevas cases`: answers under which conditions of the form are true or false.",
            facts: &bin.facts,
            answers: &bin.answers,
            asks: named(&bin.asks),
            does_not_ask: named(&bin.does_not_ask),
        });
        (format!("conditions-{}.yaml", index + 1), text)
    });
    FirstSet { files: files.collect(), left }
}

/// Each condition twice. Parts of the form with the same conditions stand together.
fn all_wanted<'a>(model: &Model, sites: &'a [ConditionSite<'a>]) -> Vec<Wanted<'a>> {
    let mut found: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut out: Vec<Wanted<'a>> = Vec::new();
    for (at, site) in sites.iter().enumerate() {
        let (Some(own), Some(shown)) = (&site.own, representative(sites, at)) else { continue };
        let Some(full) = shown.full() else { continue };
        let Some(question) = shown.of else { continue };
        let part = AskedPart { question, field: shown.field, is_comment: shown.question.is_none() };
        let key = (site.full().map(|full| full.canonical(model)).unwrap_or_default(), own.canonical(model));
        match found.get(&key) {
            Some(index) => {
                out[*index].parts.insert(part);
                out[index + 1].parts.insert(part);
            }
            None => {
                found.insert(key, out.len());
                let wanted = |truth| Wanted { site, full: full.clone(), parts: BTreeSet::from([part]), truth };
                out.extend([wanted(true), wanted(false)]);
            }
        }
    }
    out
}

/// What shows that a condition is true: its question, field or comment; of a section or a heading a question in it, one without a
/// condition of its own where there is one.
fn representative<'a>(sites: &'a [ConditionSite<'a>], at: usize) -> Option<&'a ConditionSite<'a>> {
    let site = &sites[at];
    if site.of.is_some() {
        return Some(site);
    }
    let span = site.span?;
    let is_in = |inner: &&ConditionSite<'_>| inner.around.iter().any(|(_, around, _)| *around == span);
    let mut inside =
        sites[at + 1..].iter().filter(|inner| inner.question.is_some() && inner.field.is_none()).filter(is_in);
    let first = inside.clone().find(|inner| inner.own.is_none() && inner.around.len() == site.around.len() + 1);
    first.or_else(|| inside.next())
}

struct Maker<'a> {
    model: &'a Model,
    validator: Validator<'a>,
    space: Space<'a>,
}

impl Maker<'_> {
    /// A draft with the answers.
    fn draft(&self, bin: &Bin) -> Value {
        json!({
            "canevas": 1, "form": self.model.form, "edition": self.model.edition,
            "language": self.model.source_language.tag(), "status": "draft",
            FACTS_KEY: bin.facts, ANSWERS_KEY: bin.answers,
        })
    }

    /// Whether answers show what they are to show, and nothing is found in them.
    fn holds(&self, bin: &Bin) -> bool {
        let draft = self.draft(bin);
        let asked = self.validator.asks(&draft);
        bin.asks.is_subset(&asked)
            && bin.does_not_ask.is_disjoint(&asked)
            && check_return(&self.validator, &ReturnFile::without_places(draft), false, &self.model.source_language)
                .is_empty()
    }

    /// Both together, where they do not contradict one another.
    fn merged(&self, bin: &Bin, other: &Bin) -> Option<Bin> {
        let mut merged = bin.clone();
        for (into, from) in [(&mut merged.answers, &other.answers), (&mut merged.facts, &other.facts)] {
            for (key, value) in from {
                if into.get(key).is_some_and(|known| known != value) {
                    return None;
                }
                into.insert(key.clone(), value.clone());
            }
        }
        merged.asks.extend(&other.asks);
        merged.does_not_ask.extend(&other.does_not_ask);
        self.holds(&merged).then_some(merged)
    }

    /// Answers under which a condition is true, or false.
    ///
    /// # Errors
    ///
    /// A sentence, where there are none or none were found.
    fn find(&self, wanted: &Wanted<'_>) -> Result<Bin, String> {
        let own = wanted.site.own.clone();
        let mut searches: Vec<Vec<(Condition, bool)>> = Vec::new();
        if wanted.truth {
            searches.push(vec![(wanted.full.clone(), true)]);
        } else {
            let around = || wanted.site.enclosing().map(|around| (around, true));
            let false_for_sure = own.clone().map(|own| (Condition::Not(Box::new(own)), true));
            searches.push(around().into_iter().chain(false_for_sure).collect());
            searches.push(around().into_iter().chain(own.map(|own| (own, false))).collect());
        }
        let mut is_impossible = true;
        for conditions in &searches {
            let goals: Vec<Goal<'_>> = conditions
                .iter()
                .map(|(condition, truth)| Goal { model: self.model, condition, truth: *truth })
                .collect();
            let assignment = match self.space.search(&goals, Known::Hidden) {
                Search::Nothing => continue,
                Search::Found(found) => found,
                Search::TooMany => Assignment::new(),
            };
            is_impossible = false;
            let question = wanted.parts.first().map(|part| part.question).filter(|_| wanted.truth);
            for asked in [None, question] {
                let json = example_return(self.model, &assignment, asked);
                let whole = self.bin_of(&json, wanted);
                let small = self.reduced(&whole, wanted);
                // A required answer stands in every complete return; a draft may lack it.
                let silent = self.unanswered(&small, wanted);
                let less = [&small, &whole].into_iter().flat_map(without_one).collect::<Vec<_>>();
                if let Some(bin) = [small, silent, whole].into_iter().chain(less).find(|bin| self.holds(bin)) {
                    return Ok(bin);
                }
            }
        }
        let condition = wanted.site.own.as_ref().map(|own| own.as_written(self.model)).unwrap_or_default();
        let (what, word) = (wanted.site.what, if wanted.truth { "true" } else { "false" });
        let names: Vec<String> =
            wanted.parts.iter().map(|part| format!("`{}`", CasePlace(*part).name(self.model))).collect();
        let names = names.join(", ");
        Err(if is_impossible {
            format!("no answers make `{condition}` {word}, the condition of the {what} with {names}")
        } else {
            format!(
                "no answers were found that make `{condition}` {word}, the condition of the {what} with {names}: write a case for it"
            )
        })
    }

    fn bin_of(&self, json: &Value, wanted: &Wanted<'_>) -> Bin {
        let part = |key: &str| json.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
        let mut facts = part(FACTS_KEY);
        // Nothing depends on who answers.
        facts.retain(|key, _| !FactPath::names_respondent(key));
        let (asks, does_not_ask) = if wanted.truth {
            (wanted.parts.clone(), BTreeSet::new())
        } else {
            (BTreeSet::new(), wanted.parts.clone())
        };
        let mut answers = part(ANSWERS_KEY);
        for question in self.model.keyed_rows() {
            if let Some(Value::Array(rows)) = answers.get_mut(self.model.questions[question].id.as_str()) {
                name_rows(rows);
            }
        }
        Bin { answers, facts, asks, does_not_ask }
    }

    /// The same without the answers that the condition itself reads.
    fn unanswered(&self, bin: &Bin, wanted: &Wanted<'_>) -> Bin {
        let mut read = Reads::default();
        wanted.site.own.iter().for_each(|own| read.condition(own));
        let mut silent = bin.clone();
        silent.answers.retain(|key, _| !read.has(self.model, key));
        silent
    }

    /// The answers and facts that the conditions read, and no others.
    fn reduced(&self, whole: &Bin, wanted: &Wanted<'_>) -> Bin {
        let mut read = Reads::default();
        let shown = wanted.parts.iter().map(|part| part.question);
        shown.for_each(|question| read.rows_of(self.model, question));
        read.condition(&wanted.full);
        for inner in conditions_read(self.model, &wanted.full) {
            read.operand(inner.operand);
            read.condition(&inner.condition);
        }
        for question in read.questions.clone() {
            read.rows_of(self.model, question);
        }
        let mut small = whole.clone();
        small.answers.retain(|key, _| read.has(self.model, key));
        small.facts.retain(|key, _| read.facts.iter().any(|index| *self.model.facts[*index].id == **key));
        small
    }
}

/// The same answers and facts without each of them in turn: a complete return has some that a condition needs to be away.
fn without_one(whole: &Bin) -> Vec<Bin> {
    let keys = whole.facts.keys().chain(whole.answers.keys());
    let without = |key: &String| {
        let mut less = whole.clone();
        less.facts.shift_remove(key);
        less.answers.shift_remove(key);
        less
    };
    keys.map(without).collect()
}

/// Gives rows about which others ask the keys that they have in a form.
fn name_rows(rows: &mut [Value]) {
    for (index, row) in rows.iter_mut().enumerate() {
        let Some(fields) = row.as_object_mut().filter(|fields| !fields.contains_key(ROW_NAME_KEY)) else { continue };
        let named = std::iter::once((ROW_NAME_KEY.to_owned(), format!("r{}", index + 1).into()));
        *fields = named.chain(std::mem::take(fields)).collect();
    }
}

/// What conditions read.
#[derive(Default)]
struct Reads {
    questions: BTreeSet<QuestionIx>,
    facts: BTreeSet<FactIx>,
}

impl Reads {
    fn condition(&mut self, condition: &Condition) {
        condition.atoms().into_iter().for_each(|Atom { operand, .. }| self.operand(*operand));
    }

    fn operand(&mut self, operand: Operand) {
        match operand {
            Operand::Fact(fact) | Operand::FactRows(fact) => {
                self.facts.insert(fact);
            }
            Operand::Question(question)
            | Operand::SameRow(question)
            | Operand::AnyRow(question, _)
            | Operand::AllRows(question, _)
            | Operand::Field(question, _)
            | Operand::RowField(question, _)
            | Operand::GroupField(question, _) => {
                self.questions.insert(question);
            }
        }
    }

    /// Whether a key of the answers is among what is read.
    fn has(&self, model: &Model, key: &str) -> bool {
        let key = AnswerKey::parse(key);
        self.questions.iter().any(|index| model.questions[*index].id == key.id)
    }

    /// What gives a question its rows.
    fn rows_of(&mut self, model: &Model, question: QuestionIx) {
        match model.questions[question].for_each {
            Some(ForEach::Rows(rows)) => {
                self.questions.insert(rows);
            }
            Some(ForEach::Fact(fact)) => {
                self.facts.insert(fact);
            }
            Some(ForEach::List(_) | ForEach::Years) | None => {}
        }
    }
}
