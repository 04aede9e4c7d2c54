//! From changes to findings: each rule's hits, held against what is declared and waived, each with two verdicts.

use crate::base::base;
use crate::declared::Declared;
use crate::diff::{Change, Pair, diff, same_text};
use crate::rebase::rebase;
use crate::replay::Replay;
use crate::rules;
use crate::witness::Search;
use crate::{Impact, Mark, Side};
use canevas_diagnostics::{Finding, Findings, Level, Levels, Rule, Span};
use canevas_model::condition::Outcome;
use canevas_model::{Language, Model, Text, canonical};
use canevas_project::FormCopy;
use canevas_syntax::changes::{Comparable, Waiver};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Whether answers to the old edition pass the new schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Validates {
    /// They do.
    Yes,
    /// They may not; no witness was found.
    Unsure,
    /// A witness does not.
    No,
}

impl Validates {
    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Unsure => "unsure",
            Self::No => "no",
        }
    }
}

/// One change, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassifiedChange {
    /// The finding, at the level in force.
    pub finding: Finding,
    /// Where: a question's id or a catalogue key.
    pub at: String,
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
    /// What it touches.
    pub impact: Impact,
    /// Whether old answers pass.
    pub validates: Validates,
    /// Whether the series goes on.
    pub comparable: Comparable,
    /// An old return that the new schema refuses.
    pub witness: Option<Value>,
    /// The answers of it that matter.
    pub witness_of: Option<String>,
    /// What a waiver names.
    pub fingerprint: String,
    /// What the change file declares about it.
    pub declared: Option<String>,
    /// The reason of the waiver.
    pub waived: Option<String>,
    /// The countries whose copies it touches.
    pub countries: Vec<String>,
}

/// One text in one language, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPair {
    /// The language.
    pub language: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// As it was.
    pub before: Option<String>,
    /// As it is; a translation only where it is of the source as it is.
    pub after: Option<String>,
    /// Whether it has to be translated.
    pub redo: bool,
}

/// A comparison of two editions.
#[derive(Debug)]
pub struct EditionDiff {
    /// The form's name.
    pub form: String,
    /// The old edition's name.
    pub old: String,
    /// The new edition's name.
    pub new: String,
    /// The changes without judgement.
    pub changes: Vec<Change>,
    /// The changes, judged, in the order of the new edition.
    pub judged: Vec<ClassifiedChange>,
    /// Changes whose rules are off: not shown, and counted.
    pub suppressed: Vec<ClassifiedChange>,
    /// Texts that have no current translation because of the change, by language.
    pub to_translate: BTreeMap<String, usize>,
    /// Texts that changed, by key, in each language.
    pub texts: BTreeMap<String, Vec<TextPair>>,
    /// Old returns under the new schema.
    pub replay: Replay,
}

impl EditionDiff {
    /// Whether something denies.
    pub fn denies(&self) -> bool {
        self.judged.iter().any(|judged| judged.finding.level == Level::Deny)
    }

    /// The findings alone.
    pub fn findings(&self) -> Findings {
        self.judged.iter().map(|judged| judged.finding.clone()).collect()
    }

    /// Every change that is known. A verdict says what is, and not what is shown.
    fn all(&self) -> impl Iterator<Item = &ClassifiedChange> {
        self.judged.iter().chain(&self.suppressed)
    }

    /// Whether answers to the old edition pass the new schema, over all changes.
    pub fn validates(&self) -> Validates {
        self.all().map(|judged| judged.validates).max().unwrap_or(Validates::Yes)
    }

    /// Whether the series goes on, over all changes.
    pub fn comparable(&self) -> Comparable {
        self.all().map(|judged| judged.comparable).max().unwrap_or(Comparable::Full)
    }

    /// The countries whose copies are touched.
    pub fn countries(&self) -> Vec<&str> {
        let all: BTreeSet<&str> = self.all().flat_map(|j| j.countries.iter().map(String::as_str)).collect();
        all.into_iter().collect()
    }
}

/// What a rule found.
#[derive(Debug, Clone, Default)]
pub(crate) struct ChangeFinding {
    pub at: String,
    pub message: String,
    pub help: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub old: Option<Span>,
    pub new: Option<Span>,
    pub declared: Option<String>,
    pub comparable: Option<Comparable>,
    pub question: Option<String>,
    /// Whether old answers surely pass, whatever the rule says.
    pub safe: bool,
    /// The countries it is about, where not all.
    pub countries: Option<Vec<String>>,
}

impl ChangeFinding {
    /// A hit of a change.
    pub fn of(change: &Change, message: String) -> Self {
        Self {
            at: change.at.clone(),
            message,
            old: change.old,
            new: change.new,
            question: change.question.clone(),
            ..Self::default()
        }
    }

    pub fn from(mut self, before: Option<String>, after: Option<String>) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What rules read.
pub(crate) struct RuleContext<'a> {
    /// The old edition, with the texts that were published of it.
    pub old: Side<'a>,
    /// The old edition as its files say.
    pub as_it_is: Side<'a>,
    pub new: Side<'a>,
    pub declared: Declared<'a>,
    pub changes: &'a [Change],
    pub today: &'a str,
    /// Waivers that met their finding.
    pub used: HashSet<usize>,
    pub waivers: &'a [Waiver],
}

impl RuleContext<'_> {
    /// Whether a waiver's day has passed.
    pub fn expired(&self, waiver: &Waiver) -> bool {
        waiver.expires.as_ref().is_some_and(|day| day.value.as_str() < self.today)
    }

    /// Whether the change file starts from the old edition. One that starts from another says nothing of the way from here.
    pub fn starts_here(&self) -> bool {
        let from = self.new.changes.and_then(|changes| changes.from.as_ref());
        from.and_then(|from| from.edition.as_ref()).is_some_and(|edition| edition.value == self.old.model.edition)
    }

    /// The edition's own place, for what has none.
    pub fn edition(&self) -> Span {
        self.new.model.edition_span
    }
}

/// The hash of rule, place, before and after: no words of a message, no line.
fn fingerprint(rule: &Rule, hit: &ChangeFinding) -> String {
    let digest = canonical::digest_of(&json!([rule.code, hit.at, hit.before, hit.after]));
    digest.trim_start_matches("sha256:").chars().take(16).collect()
}

/// Compares two editions; `today` is a day such as `2023-06-30`. `levels` are in force for what is neither declared nor
/// waived.
pub fn compare(old: Side<'_>, new: Side<'_>, today: &str, levels: &Levels) -> EditionDiff {
    // Of one edition at two times, what was edited since it was published is what there is to tell.
    let as_it_is = old;
    let base = base(&old).filter(|_| old.model.edition != new.model.edition);
    let old = base.as_ref().map_or(old, |base| Side { model: &base.model, catalogues: &base.catalogues, ..old });
    let mut declared = Declared::new(new.changes);
    // A rename that does not hold is told by lineage-broken, and followed nowhere.
    declared.renamed.retain(|id, was| {
        new.model.question(id).is_some() && new.model.question(was).is_none() && old.model.question(was).is_some()
    });
    let renamed = declared.renamed.clone();
    let based = rebase(new.model, old.model, &|id| renamed.get(id).cloned().unwrap_or_else(|| id.to_owned()));
    let pair = Pair {
        old: old.model,
        new: &based,
        old_catalogues: old.catalogues,
        new_catalogues: new.catalogues,
        renamed: &renamed,
    };
    let changes = diff(&pair);
    let replay = Replay::new(&pair, &declared);
    let waivers = new.changes.and_then(|changes| changes.waivers.as_deref()).unwrap_or_default();
    let mut ctx = RuleContext { old, as_it_is, new, declared, changes: &changes, today, used: HashSet::new(), waivers };
    let mut by_fingerprint: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, waiver) in waivers.iter().enumerate() {
        if let Some(fingerprint) = &waiver.fingerprint {
            by_fingerprint.entry(&fingerprint.value).or_default().push(index);
        }
    }
    let countries = Countries::new(&old, &new);
    let mut judge = ChangeClassifier { search: Search::new(pair, &replay), found: HashMap::new(), countries };
    let (mut judged, mut suppressed) = (Vec::new(), Vec::new());
    for rule in rules::ALL {
        let mut hits = Vec::new();
        (rule.run)(&ctx, &mut hits);
        for hit in hits {
            let mut one = judge.hit(&ctx, rule, hit);
            let matching = by_fingerprint.get(one.fingerprint.as_str()).into_iter().flatten().copied().find(|index| {
                let waiver = &waivers[*index];
                let names = waiver.rule.as_ref().is_some_and(|named| rule.rule.is_called(&named.value));
                names && waiver.at.as_ref().is_some_and(|at| at.value == one.at)
            });
            if let Some(index) = matching.filter(|_| rule.rule.policy.waivable) {
                ctx.used.insert(index);
                let reason = waivers[index].reason.as_ref().map(|reason| reason.value.clone());
                if let Some(reason) = reason.filter(|_| !ctx.expired(&waivers[index])) {
                    one.finding.level = Level::Info;
                    one.waived = Some(reason);
                }
            }
            let is_open = one.declared.is_none() && one.waived.is_none();
            if is_open && !levels.apply(&mut one.finding) {
                suppressed.push(one);
            } else {
                judged.push(one);
            }
        }
    }
    drop(judge);
    // In the order of the new edition; what is only in the old one comes last.
    let place = |judged: &ClassifiedChange| {
        let span = judged.finding.primary.span;
        (std::cmp::Reverse(judged.finding.level), span.source.0 == old.model.source.0, span.start)
    };
    judged.sort_by(|a, b| {
        place(a).cmp(&place(b)).then_with(|| (a.finding.rule.code, &a.at).cmp(&(b.finding.rule.code, &b.at)))
    });
    let to_translate = to_translate(&old, &new);
    let texts = texts(&old, &new);
    EditionDiff {
        form: new.model.form.clone(),
        old: old.model.edition.clone(),
        new: new.model.edition.clone(),
        judged,
        suppressed,
        to_translate,
        texts,
        replay,
        changes,
    }
}

struct ChangeClassifier<'a> {
    search: Search<'a>,
    found: HashMap<Option<String>, Option<Value>>,
    countries: Countries<'a>,
}

impl ChangeClassifier<'_> {
    fn hit(&mut self, ctx: &RuleContext<'_>, rule: &rules::EditionRule, hit: ChangeFinding) -> ClassifiedChange {
        let impact = rule.impact;
        let mut witness = None;
        let validates = if impact.answers == Mark::Clear || hit.safe {
            Validates::Yes
        } else {
            let search = &self.search;
            let found =
                self.found.entry(hit.question.clone()).or_insert_with_key(|question| search.find(question.as_deref()));
            witness.clone_from(found);
            if found.is_some() { Validates::No } else { Validates::Unsure }
        };
        let comparable = hit.comparable.unwrap_or(match impact.series {
            Mark::Clear => Comparable::Full,
            Mark::Look => Comparable::WithBridge,
            Mark::Breaks => Comparable::Broken,
        });
        let countries = match (&hit.countries, impact.countries) {
            (Some(countries), _) => countries.clone(),
            (None, Mark::Clear) => Vec::new(),
            _ => self.countries.touched(hit.question.as_deref()),
        };
        let span = hit.new.or(hit.old).unwrap_or_else(|| ctx.edition());
        let mut finding = Finding::new(rule.rule, span, hit.message.clone())
            .help_if(hit.help.clone().filter(|_| hit.declared.is_none()));
        if let Some(old) = hit.old.filter(|old| Some(*old) != hit.new && hit.new.is_some()) {
            finding = finding.also(old, "before");
        }
        if hit.declared.is_some() {
            finding.level = Level::Info;
        }
        ClassifiedChange {
            fingerprint: fingerprint(rule.rule, &hit),
            finding,
            at: hit.at,
            before: hit.before,
            after: hit.after,
            impact,
            validates,
            comparable,
            witness,
            witness_of: hit.question,
            declared: hit.declared,
            waived: None,
            countries,
        }
    }
}

/// Copies of countries, to tell which of them a question is asked in.
struct Countries<'a> {
    model: &'a Model,
    copies: Vec<FormCopy<'a>>,
}

impl<'a> Countries<'a> {
    fn new(old: &Side<'a>, new: &Side<'a>) -> Self {
        let side = if old.countries.is_empty() { new } else { old };
        let copies = side.countries.iter().map(|file| FormCopy::new(side.model, Some(file), side.catalogues)).collect();
        Self { model: side.model, copies }
    }

    fn touched(&self, question: Option<&str>) -> Vec<String> {
        let condition = question
            .and_then(|id| self.model.question(id))
            .and_then(|question| canonical::full_outer(self.model, question));
        self.copies
            .iter()
            .filter(|copy| copy.outcome(condition.as_ref()) != Outcome::Never)
            .map(|copy| copy.code.word().to_owned())
            .collect()
    }
}

/// Texts that changed in some language.
fn texts(old: &Side<'_>, new: &Side<'_>) -> BTreeMap<String, Vec<TextPair>> {
    let value = |side: &Side<'_>, text: &Text, language: &Language| {
        if *language == side.model.source_language {
            return Some(text.source.value.clone());
        }
        side.catalogues.get(language)?.current(text).map(|translation| translation.text.value.clone())
    };
    let before: HashMap<&str, &Text> = old.model.texts().into_iter().map(|text| (text.key.as_str(), text)).collect();
    let after: HashMap<&str, &Text> = new.model.texts().into_iter().map(|text| (text.key.as_str(), text)).collect();
    let keys: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut out = BTreeMap::new();
    for key in keys {
        let (was, now) = (before.get(key), after.get(key));
        let pairs: Vec<TextPair> = new
            .model
            .languages()
            .map(|language| {
                let before = was.and_then(|text| value(old, text, language));
                let after = now.and_then(|text| value(new, text, language));
                let redo = now.is_some() && after.is_none();
                TextPair {
                    language: language.tag().to_owned(),
                    right_to_left: language.is_right_to_left(),
                    before,
                    after,
                    redo,
                }
            })
            .collect();
        let same = |pair: &TextPair| pair.before.as_deref().map(same_text) == pair.after.as_deref().map(same_text);
        if !pairs.iter().all(same) {
            out.insert(key.to_owned(), pairs);
        }
    }
    out
}

/// Texts that are new or other and have no current translation, by language.
fn to_translate(old: &Side<'_>, new: &Side<'_>) -> BTreeMap<String, usize> {
    let before: HashMap<&str, String> =
        old.model.texts().into_iter().map(|text| (text.key.as_str(), same_text(&text.source.value))).collect();
    let mut out = BTreeMap::new();
    for language in &new.model.translations {
        let catalogue = new.catalogues.get(language);
        let known = old.model.translations.contains(language);
        let count = new
            .model
            .texts()
            .into_iter()
            .filter(|text| !known || before.get(text.key.as_str()) != Some(&same_text(&text.source.value)))
            .filter(|text| catalogue.and_then(|catalogue| catalogue.current(text)).is_none())
            .count();
        if count > 0 {
            out.insert(language.tag().to_owned(), count);
        }
    }
    out
}
