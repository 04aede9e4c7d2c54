//! Matches questions and fields of both editions: by their ids, and then by their words.

use super::condition_changes::demanded;
use super::question::compare;
use super::question_or_field::QuestionOrField;
use super::texts::same;
use super::{Change, ChangeKind, ChangePlace, EditionPair, QuestionPlace};
use canevas_model::{Model, QuestionId};
use std::collections::{HashMap, HashSet};

pub(super) fn questions(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    let (old, new) = (QuestionOrField::all(pair.old), QuestionOrField::all(pair.new));
    let by_place: HashMap<QuestionPlace, QuestionOrField<'_>> = old.iter().map(|was| (was.place(), *was)).collect();
    let mut matched: HashSet<QuestionPlace> = HashSet::new();
    let mut compared: HashSet<&str> = HashSet::new();
    let mut added: Vec<QuestionOrField<'_>> = Vec::new();
    for now in &new {
        let place = now.place_under(pair.old_id(&now.top().id));
        match by_place.get(&place) {
            Some(was) => {
                if was.question.id != now.question.id {
                    out.push(was.change_to(now, ChangeKind::Renamed { from: place.clone() }));
                }
                matched.insert(place);
                // Columns are alike: a change of one is that of all.
                let is_told = columns_of(was, now).is_some_and(|question| !compared.insert(question));
                if !is_told {
                    compare(pair, was, now, out);
                }
            }
            None => added.push(*now),
        }
    }
    let mut removed: Vec<QuestionOrField<'_>> =
        old.iter().filter(|was| !matched.contains(&was.place())).copied().collect();
    // Columns come and go with the entries of their list, which are compared themselves, with the years, or with the scope.
    added.retain(|now| !is_column(now) || pair.old.question(pair.old_id(&now.top().id)).is_none());
    let new_id =
        |old: &QuestionId| pair.renamed.iter().find(|(_, was)| *was == old).map_or(old.clone(), |(new, _)| new.clone());
    removed.retain(|was| !is_column(was) || pair.new.question(&new_id(&was.top().id)).is_none());
    match_by_words(pair, &mut added, &mut removed, out);
    report_added(pair, &added, out);
    report_removed(pair, &removed, out);
}

/// Whether it is a column.
fn is_column(asked: &QuestionOrField<'_>) -> bool {
    asked.parent.is_some_and(|parent| parent.columns.is_some())
}

/// The id of the question whose columns both are.
fn columns_of<'a>(was: &QuestionOrField<'_>, now: &QuestionOrField<'a>) -> Option<&'a str> {
    (is_column(was) && is_column(now)).then(|| now.top().id.as_str())
}

fn report_added(pair: &EditionPair<'_>, added: &[QuestionOrField<'_>], out: &mut Vec<Change>) {
    let old_ids = ids(pair.old);
    for now in added {
        let old_parent = now.parent.map(|parent| pair.old_id(&parent.id));
        // The change of a new group covers its fields.
        if old_parent.is_some_and(|id| !old_ids.contains(id)) {
            continue;
        }
        let index = now.parent.and_then(|parent| pair.old_index(&parent.id));
        let refused = if now.question.required { demanded(pair, index, now) } else { Vec::new() };
        out.push(Change {
            at: ChangePlace::Question(now.place()),
            kind: ChangeKind::Added { required: now.question.required, refused },
            old: old_parent.and_then(|id| pair.old.question(id)).map(|parent| parent.span),
            new: Some(now.question.span),
            question: old_parent.map(QuestionId::from),
        });
    }
}

fn report_removed(pair: &EditionPair<'_>, removed: &[QuestionOrField<'_>], out: &mut Vec<Change>) {
    let new_ids = ids(pair.new);
    let is_kept = |id: &str| new_ids.contains(id) || pair.renamed.values().any(|old| old == id);
    for was in removed {
        // The change of a removed group covers its fields.
        if was.parent.is_some_and(|parent| !is_kept(&parent.id)) {
            continue;
        }
        out.push(Change {
            at: ChangePlace::Question(was.place()),
            kind: ChangeKind::Removed,
            old: Some(was.question.span),
            new: None,
            question: Some(was.top().id.clone()),
        });
    }
}

/// The ids of the questions that take an answer.
fn ids(model: &Model) -> HashSet<&str> {
    model.questions.iter().filter(|question| question.takes_answer()).map(|question| question.id.as_str()).collect()
}

/// Matches the rest: questions with the same id and words in another place, and questions with the same words under
/// another id. Removes them from both lists.
fn match_by_words<'a>(
    pair: &EditionPair<'_>,
    added: &mut Vec<QuestionOrField<'a>>,
    removed: &mut Vec<QuestionOrField<'a>>,
    out: &mut Vec<Change>,
) {
    let (in_added, in_removed) = (count_words(added), count_words(removed));
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let mut by_words: HashMap<String, usize> = HashMap::new();
    for (index, was) in removed.iter().enumerate() {
        by_id.insert(&was.question.id, index);
        by_words.insert(words_in_parent(was), index);
    }
    let mut matched: HashSet<usize> = HashSet::new();
    added.retain(|now| {
        let same_id = by_id.get(now.question.id.as_str()).filter(|index| !matched.contains(*index));
        if let Some(index) = same_id.filter(|index| words(&removed[**index]) == words(now)) {
            let was = &removed[*index];
            matched.insert(*index);
            out.push(was.change_to(now, ChangeKind::Scope { before: level(was), after: level(now) }));
            return false;
        }
        let key = words_in_parent(now);
        // If the same words occur twice, it is unclear which questions belong together.
        let is_unique = in_added.get(&key) == Some(&1) && in_removed.get(&key) == Some(&1);
        let is_open = |index: &usize| {
            is_unique && !matched.contains(index) && !pair.settled.contains(&removed[*index].place().to_string())
        };
        if let Some(index) = by_words.get(&key).filter(|index| is_open(index)) {
            let was = &removed[*index];
            matched.insert(*index);
            out.push(was.change_to(now, ChangeKind::LooksRenamed { from: was.place() }));
            return false;
        }
        true
    });
    let mut index = 0;
    removed.retain(|_| {
        index += 1;
        !matched.contains(&(index - 1))
    });
}

/// The words of a question in comparable form.
fn words(asked: &QuestionOrField<'_>) -> Option<String> {
    asked.question.ask.as_ref().map(|text| same(&text.source.value))
}

/// The words of a question together with the id of its group.
fn words_in_parent(asked: &QuestionOrField<'_>) -> String {
    format!("{}\n{}", asked.parent.map_or("", |parent| parent.id.as_str()), words(asked).unwrap_or_default())
}

fn count_words(all: &[QuestionOrField<'_>]) -> HashMap<String, usize> {
    let mut out: HashMap<String, usize> = HashMap::new();
    for asked in all {
        *out.entry(words_in_parent(asked)).or_default() += 1;
    }
    out
}

/// Whether it is a question or a field, in the words of reports.
fn level(asked: &QuestionOrField<'_>) -> String {
    asked.parent.map_or_else(|| "a question of its own".to_owned(), |parent| format!("a field of {}", parent.id))
}
