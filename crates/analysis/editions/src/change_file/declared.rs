//! The declarations of a change file, indexed for the rules.

use canevas_model::{Model, QuestionId};
use canevas_syntax::changes::{Changes, Erratum, Meaning, Relation, Retired, Verdict, Was};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The declarations of a change file by subject. Empty if there is no change file.
#[derive(Debug, Default)]
pub(crate) struct Declarations<'a> {
    /// Renames of one question: new id to old id.
    pub renamed: BTreeMap<QuestionId, QuestionId>,
    /// Lineage by new id.
    pub by_new: HashMap<&'a str, &'a Was>,
    /// Lineage by old id.
    pub by_old: HashMap<&'a str, &'a Was>,
    /// Retirements by `id` or `id.option`.
    pub retired: HashMap<String, &'a Retired>,
    errata: HashMap<&'a str, &'a Erratum>,
    meaning: HashMap<&'a str, &'a Meaning>,
}

/// The place of a retirement: `id` or `id.option`.
pub(crate) fn retired_at(retired: &Retired) -> Option<String> {
    let id = &retired.id.as_ref()?.value.0;
    Some(retired.option.as_ref().map_or_else(|| id.clone(), |option| format!("{id}.{}", option.value)))
}

/// Retirements of a change file by place.
pub(crate) fn retirements(changes: Option<&Changes>) -> HashMap<String, &Retired> {
    let all = changes.and_then(|changes| changes.retired.as_deref()).unwrap_or_default();
    all.iter().filter_map(|retired| Some((retired_at(retired)?, retired))).collect()
}

impl<'a> Declarations<'a> {
    pub fn new(changes: Option<&'a Changes>) -> Self {
        let mut declared = Self { retired: retirements(changes), ..Self::default() };
        let Some(changes) = changes else { return declared };
        declared.renamed = changes.renamed().into_iter().map(|(new, old)| (new.into(), old.into())).collect();
        for was in changes.was.as_deref().unwrap_or_default() {
            let (new, old) = (ids(was.new.as_ref()), ids(was.old.as_ref()));
            declared.by_new.extend(new.into_iter().map(|id| (id, was)));
            declared.by_old.extend(old.into_iter().map(|id| (id, was)));
        }
        for erratum in changes.errata.as_deref().unwrap_or_default() {
            declared.errata.extend(erratum.part.as_ref().map(|part| (part.value.as_str(), erratum)));
        }
        for meaning in changes.meaning.as_deref().unwrap_or_default() {
            declared.meaning.extend(meaning.part.as_ref().map(|part| (part.value.as_str(), meaning)));
        }
        declared
    }

    /// The old questions and fields of which the change file says what became of them. A rename says so only where it holds, and
    /// then its question is in both editions.
    pub fn settled(&self) -> HashSet<String> {
        let is_rename = |was: &Was| was.relation.as_ref().is_some_and(|relation| relation.value == Relation::Renamed);
        let became = self.by_old.iter().filter(|(_, was)| !is_rename(was)).map(|(id, _)| (*id).to_owned());
        became.chain(self.retired.keys().cloned()).collect()
    }

    /// The reason of an erratum for a text in a language. `None` is the source language.
    pub fn erratum(&self, part: &str, language: Option<&str>, source: &str) -> Option<&'a str> {
        let erratum = self.errata.get(part)?;
        let wanted = language.unwrap_or(source);
        let listed = erratum.languages.as_deref().unwrap_or_default();
        let holds = listed.iter().any(|known| known.value == wanted) || (listed.is_empty() && language.is_none());
        holds.then(|| erratum.reason.as_ref().map_or("", |reason| reason.value.as_str()))
    }

    /// Whether a changed text still has the same meaning, if the change file declares it.
    pub fn meaning(&self, part: &str) -> Option<Verdict> {
        self.meaning.get(part)?.verdict.as_ref().map(|verdict| verdict.value)
    }
}

/// Ids that a lineage of a change file frees: the edition asks none of them any more. Each with its entry.
pub(crate) fn freed<'a>(changes: Option<&'a Changes>, model: &Model) -> BTreeMap<&'a str, &'a Was> {
    let asked: HashSet<&str> = model.questions.iter().map(|question| question.id.as_str()).collect();
    let all = changes.and_then(|changes| changes.was.as_deref()).unwrap_or_default().iter();
    let old = all.flat_map(|was| ids(was.old.as_ref()).into_iter().map(move |id| (id, was)));
    old.filter(|(id, _)| !asked.contains(id)).collect()
}

/// The ids of a lineage.
pub(crate) fn ids(ids: Option<&canevas_syntax::changes::Ids>) -> Vec<&str> {
    ids.map(|ids| ids.0.iter().map(|id| id.value.0.as_str()).collect()).unwrap_or_default()
}
