//! Questions and fields: by id, then by what they ask.

use super::conditions::ConditionWriter;
use super::texts::same;
use super::{
    Asked, BoundName, Change, ChangeKind, ChangePlace, EditionPair, OptionOwner, TypeRelation, bounds, options,
    reordered,
};
use canevas_model::condition::Condition;
use canevas_model::{AnswerShape, ForEach, Model, Question, QuestionIx, SectionIx, canonical};
use canevas_syntax::definition::LastYear;
use std::collections::{HashMap, HashSet};

/// A question, or a field with the question it belongs to.
#[derive(Clone, Copy)]
struct QuestionOrField<'a> {
    question: &'a Question,
    parent: Option<&'a Question>,
}

impl QuestionOrField<'_> {
    /// Where it stands, with a question's id in place of its own.
    fn asked_under(&self, question: &str) -> Asked {
        let field = self.parent.map(|_| self.question.id.clone());
        Asked { question: question.into(), field }
    }

    fn asked(&self) -> Asked {
        self.asked_under(&self.top().id)
    }

    fn top(&self) -> &Question {
        self.parent.unwrap_or(self.question)
    }
}

fn asked(model: &Model) -> Vec<QuestionOrField<'_>> {
    let mut out = Vec::new();
    for question in model.questions.iter().filter(|question| question.takes_answer()) {
        out.push(QuestionOrField { question, parent: None });
        out.extend(question.fields.iter().map(|field| QuestionOrField { question: field, parent: Some(question) }));
    }
    out
}

pub(super) fn questions(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    let (old, new) = (asked(pair.old), asked(pair.new));
    let by_place: HashMap<Asked, QuestionOrField<'_>> = old.iter().map(|asked| (asked.asked(), *asked)).collect();
    let mut matched: HashSet<Asked> = HashSet::new();
    let mut added: Vec<QuestionOrField<'_>> = Vec::new();
    for asked in &new {
        let place = asked.asked_under(pair.old_id(&asked.top().id));
        match by_place.get(&place) {
            Some(was) => {
                if was.question.id != asked.question.id {
                    out.push(change(was, asked, ChangeKind::Renamed { from: place.to_string() }));
                }
                matched.insert(place);
                compare(pair, was, asked, out);
            }
            None => added.push(*asked),
        }
    }
    let mut removed: Vec<QuestionOrField<'_>> =
        old.iter().filter(|asked| !matched.contains(&asked.asked())).copied().collect();
    pair_up(&mut added, &mut removed, out);
    let new_ids: HashSet<&str> = new.iter().filter(|a| a.parent.is_none()).map(|a| a.question.id.as_str()).collect();
    let old_ids: HashSet<&str> = old.iter().filter(|a| a.parent.is_none()).map(|a| a.question.id.as_str()).collect();
    for asked in added {
        // A new group says it all.
        let group_is_new = asked.parent.is_some_and(|parent| !old_ids.contains(pair.old_id(&parent.id)));
        if group_is_new {
            continue;
        }
        let kind = ChangeKind::Added { required: asked.question.required };
        let question = asked.parent.map(|parent| pair.old_id(&parent.id).to_owned());
        let parent = asked.parent.and_then(|parent| pair.old.question(pair.old_id(&parent.id)));
        out.push(Change {
            at: ChangePlace::Asked(asked.asked()),
            kind,
            old: parent.map(|parent| parent.span),
            new: Some(asked.question.span),
            question,
        });
    }
    for asked in removed {
        let kept = |parent: &Question| {
            new_ids.contains(parent.id.as_str()) || pair.renamed.values().any(|old| *old == parent.id)
        };
        if asked.parent.is_some_and(|parent| !kept(parent)) {
            continue;
        }
        out.push(Change {
            at: ChangePlace::Asked(asked.asked()),
            kind: ChangeKind::Removed,
            old: Some(asked.question.span),
            new: None,
            question: Some(asked.top().id.to_string()),
        });
    }
    notes(pair, out);
    sections(pair, out);
    order(pair, out);
}

/// When notes are shown: they take no answer, and their texts are compared with the others.
fn notes(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    let notes = |model: &'_ Model| -> Vec<QuestionIx> {
        model.questions.keys().filter(|index| !model.questions[*index].takes_answer()).collect()
    };
    let old: HashMap<&str, &Question> = notes(pair.old)
        .into_iter()
        .map(|index| (pair.old.questions[index].id.as_str(), &pair.old.questions[index]))
        .collect();
    for index in notes(pair.new) {
        let note = &pair.new.questions[index];
        if let Some(was) = old.get(note.id.as_str()) {
            let (was, now) =
                (QuestionOrField { question: was, parent: None }, QuestionOrField { question: note, parent: None });
            conditions(pair, &was, &now, false, out);
        }
    }
}

/// What left and what came: the same id elsewhere, or the same words under another id. Paired by hash.
fn pair_up<'a>(added: &mut Vec<QuestionOrField<'a>>, removed: &mut Vec<QuestionOrField<'a>>, out: &mut Vec<Change>) {
    let words = |asked: &QuestionOrField<'_>| {
        let ask = asked.question.ask.as_ref().map(|text| same(&text.source.value)).unwrap_or_default();
        format!("{}\n{ask}", asked.parent.map_or("", |parent| parent.id.as_str()))
    };
    let count = |all: &[QuestionOrField<'_>]| {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for asked in all {
            *seen.entry(words(asked)).or_default() += 1;
        }
        seen
    };
    let (in_added, in_removed) = (count(added), count(removed));
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let mut by_words: HashMap<String, usize> = HashMap::new();
    for (index, asked) in removed.iter().enumerate() {
        by_id.insert(&asked.question.id, index);
        by_words.insert(words(asked), index);
    }
    let mut gone: HashSet<usize> = HashSet::new();
    added.retain(|asked| {
        let asks = |asked: &QuestionOrField<'_>| asked.question.ask.as_ref().map(|text| same(&text.source.value));
        let same_id = by_id.get(asked.question.id.as_str()).filter(|index| !gone.contains(*index));
        if let Some(index) = same_id.filter(|index| asks(&removed[**index]) == asks(asked)) {
            let was = &removed[*index];
            gone.insert(*index);
            let kind = ChangeKind::Scope { before: place(was), after: place(asked) };
            out.push(change(was, asked, kind));
            return false;
        }
        let key = words(asked);
        // Words that stand twice say nothing about which is which.
        let once = in_added.get(&key) == Some(&1) && in_removed.get(&key) == Some(&1);
        if let Some(index) = by_words.get(&key).filter(|index| once && !gone.contains(*index)) {
            let was = &removed[*index];
            gone.insert(*index);
            out.push(change(was, asked, ChangeKind::LooksRenamed { from: was.asked().to_string() }));
            return false;
        }
        true
    });
    let mut index = 0;
    removed.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
}

fn place(asked: &QuestionOrField<'_>) -> String {
    asked.parent.map_or_else(|| "a question of its own".to_owned(), |parent| format!("a field of {}", parent.id))
}

fn change(old: &QuestionOrField<'_>, new: &QuestionOrField<'_>, kind: ChangeKind) -> Change {
    Change {
        at: ChangePlace::Asked(new.asked()),
        kind,
        old: Some(old.question.span),
        new: Some(new.question.span),
        question: Some(old.top().id.to_string()),
    }
}

fn scope(model: &Model, question: &Question) -> String {
    match question.for_each {
        None => "once".to_owned(),
        Some(ForEach::Fact(fact)) => format!("for each of {}", model.facts[fact].id),
        Some(ForEach::List(list)) => format!("for each of {}", model.lists[list].id),
        Some(ForEach::Years) => "for each year".to_owned(),
    }
}

fn compare(pair: &EditionPair<'_>, old: &QuestionOrField<'_>, new: &QuestionOrField<'_>, out: &mut Vec<Change>) {
    let (was, now) = (old.question, new.question);
    let mut push = |kind| out.push(change(old, new, kind));
    let (before, after) = (scope(pair.old, was), scope(pair.new, now));
    if before != after {
        push(ChangeKind::Scope { before, after });
    }
    let section = |model: &Model, question: &Question| model.sections[question.section].id.clone();
    let (before, after) = (section(pair.old, was), section(pair.new, now));
    let moved = old.parent.is_none() && before != after;
    if moved {
        push(ChangeKind::Section { before, after });
    }
    let relation = TypeRelation::between(was, now);
    let same_type = relation == TypeRelation::Same;
    if !same_type {
        push(ChangeKind::Type { before: was.type_name, after: now.type_name, relation });
    }
    // Years and numbers have bounds of one kind. A format belongs to its type.
    let numbers = was.shape.number().is_some() && now.shape.number().is_some();
    let same_shape = numbers || std::mem::discriminant(&was.shape) == std::mem::discriminant(&now.shape);
    if same_shape {
        for kind in bounds::changes(&was.shape, &now.shape) {
            if same_type || !matches!(kind, ChangeKind::Bound { bound: BoundName::Format | BoundName::Decimals, .. }) {
                push(kind);
            }
        }
    }
    if was.required != now.required {
        push(ChangeKind::Required { now: now.required });
    }
    if was.can_say != now.can_say {
        push(ChangeKind::CanSay { before: was.can_say.clone(), after: now.can_say.clone() });
    }
    if was.personal != now.personal {
        push(ChangeKind::Personal { now: now.personal });
    }
    if was.layout != now.layout {
        push(ChangeKind::Layout { before: was.layout, after: now.layout });
    }
    let last_year = |question: &Question| question.shown_last_year().unwrap_or(LastYear::Never);
    if last_year(was) != last_year(now) {
        push(ChangeKind::LastYear { before: last_year(was), after: last_year(now) });
    }
    let feed = |question: &Question| question.feeds.as_ref().map(|feeds| feeds.fact.clone());
    if feed(was) != feed(now) {
        push(ChangeKind::Feed { before: feed(was), after: feed(now) });
    }
    match (&was.comment, &now.comment) {
        (Some(_), None) => {
            out.push(Change { at: ChangePlace::Comment(new.asked()), ..change(old, new, ChangeKind::Removed) });
        }
        (None, Some(_)) => {
            let came = change(old, new, ChangeKind::Added { required: false });
            out.push(Change { at: ChangePlace::Comment(new.asked()), ..came });
        }
        _ => {}
    }
    choices(pair, old, new, out);
    conditions(pair, old, new, moved, out);
}

fn choices(pair: &EditionPair<'_>, old: &QuestionOrField<'_>, new: &QuestionOrField<'_>, out: &mut Vec<Change>) {
    let (before, after) = (old.question.choices(), new.question.choices());
    if before.is_empty() || after.is_empty() {
        return;
    }
    let (from, to) = (options::list_of(pair.old, old.question), options::list_of(pair.new, new.question));
    if from.is_some() && from == to {
        return;
    }
    let owner = options::Owner {
        of: OptionOwner::Asked(new.asked()),
        old: old.question.span,
        new: new.question.span,
        question: Some(old.top().id.to_string()),
    };
    let scale = |question: &Question| matches!(question.shape, AnswerShape::One { ordered: true, .. });
    options::options(&owner, before, after, scale(old.question) && scale(new.question), out);
}

fn conditions(
    pair: &EditionPair<'_>,
    old: &QuestionOrField<'_>,
    new: &QuestionOrField<'_>,
    moved: bool,
    out: &mut Vec<Change>,
) {
    let heading = |model: &Model, asked: &QuestionOrField<'_>| -> Option<Condition> {
        let block = model.sections[asked.question.section].blocks.get(asked.question.block);
        block.and_then(|block| block.heading.as_ref()).and_then(|heading| heading.show_if.clone())
    };
    let alone = |asked: &QuestionOrField<'_>| {
        let show_if = &asked.question.show_if;
        Condition::and(show_if.outer.clone(), show_if.row.clone())
    };
    let own = |model: &Model, asked: &QuestionOrField<'_>| -> Option<Condition> {
        let question = asked.question;
        if asked.parent.is_some() {
            alone(asked)
        } else if moved {
            Condition::and(canonical::full_outer(model, question), question.show_if.row.clone())
        } else {
            Condition::and(heading(model, asked), alone(asked))
        }
    };
    let (before, after) = (own(pair.old, old), own(pair.new, new));
    if let Some(mut kind) = condition(pair, before.as_ref(), after.as_ref()) {
        // Its own condition may be turned round under a heading whose condition is not, and the other way round.
        let turned = |old: Option<Condition>, new: Option<Condition>| {
            let kind = condition(pair, old.as_ref(), new.as_ref());
            matches!(kind, Some(ChangeKind::Condition { inverted: true, .. }))
        };
        if let ChangeKind::Condition { inverted, .. } = &mut kind {
            let of_heading = old.parent.is_none() && turned(heading(pair.old, old), heading(pair.new, new));
            *inverted = *inverted || of_heading || turned(alone(old), alone(new));
        }
        let mut found = change(old, new, kind);
        found.old = old.question.show_if.span.or(found.old);
        found.new = new.question.show_if.span.or(found.new);
        out.push(found);
    }
}

fn condition(pair: &EditionPair<'_>, old: Option<&Condition>, new: Option<&Condition>) -> Option<ChangeKind> {
    let old_writer = ConditionWriter { model: pair.old_with_new_ids, loose: false };
    let new_writer = ConditionWriter { model: pair.new, loose: false };
    let (before, after) =
        (old.map(|condition| old_writer.write(condition)), new.map(|condition| new_writer.write(condition)));
    if before == after {
        return None;
    }
    let inverted = old.zip(new).is_some_and(|(old, new)| {
        let old_writer = ConditionWriter { loose: true, ..old_writer };
        let new_writer = ConditionWriter { loose: true, ..new_writer };
        old_writer.write(old) == new_writer.negation(new)
    });
    Some(ChangeKind::Condition {
        before: old.map(|condition| condition.canonical(pair.old)),
        after: new.map(|condition| condition.canonical(pair.new)),
        inverted,
    })
}

/// Conditions of sections that are in both.
fn sections(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for section in &pair.new.sections {
        let Some(old) = pair.old.sections.iter().find(|old| old.id == section.id) else { continue };
        if let Some(kind) = condition(pair, old.show_if.as_ref(), section.show_if.as_ref()) {
            let first = old.blocks.iter().flat_map(|block| &block.questions).next();
            out.push(Change {
                at: ChangePlace::Section(section.id.clone()),
                kind,
                old: Some(old.show_if_span.unwrap_or(old.span)),
                new: Some(section.show_if_span.unwrap_or(section.span)),
                question: first.map(|index| pair.old.questions[*index].id.to_string()),
            });
        }
    }
}

fn order(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    let ids =
        |model: &Model| -> Vec<String> { model.questions.iter().map(|question| question.id.to_string()).collect() };
    let old = ids(pair.old);
    let new: Vec<String> = ids(pair.new).iter().map(|id| pair.old_id(id).to_owned()).collect();
    // The change `Section` reports a question that moved to another section.
    let section =
        |model: &Model, id: &str| model.question(id).map(|question| model.sections[question.section].id.to_string());
    let new_of: HashMap<&str, &str> = pair.renamed.iter().map(|(new, old)| (old.as_str(), new.as_str())).collect();
    let stays: HashMap<&str, bool> = {
        let old_sections: HashMap<&str, SectionIx> =
            pair.old.questions.iter().map(|question| (question.id.as_str(), question.section)).collect();
        let new_sections: HashMap<&str, SectionIx> =
            pair.new.questions.iter().map(|question| (question.id.as_str(), question.section)).collect();
        old.iter()
            .map(|id| {
                let new_id = new_of.get(id.as_str()).copied().unwrap_or(id);
                let before = old_sections.get(id.as_str()).map(|index| pair.old.sections[*index].id.as_str());
                let after = new_sections.get(new_id).map(|index| pair.new.sections[*index].id.as_str());
                (id.as_str(), before == after)
            })
            .collect()
    };
    let kept = |ids: &'_ [String]| -> Vec<String> {
        ids.iter().filter(|id| stays.get(id.as_str()).copied().unwrap_or(false)).cloned().collect()
    };
    let (old, new) = (kept(&old), kept(&new));
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let Some((before, after)) = reordered(&before, &after) else { return };
    let first = before.iter().zip(&after).find(|(a, b)| a != b).map(|(_, id)| id.clone()).unwrap_or_default();
    let at = section(pair.old, &first)
        .map_or_else(|| ChangePlace::question(&first), |section| ChangePlace::Section(section.into()));
    let new_id = new_of.get(first.as_str()).copied().unwrap_or(&first).to_owned();
    out.push(Change {
        at,
        kind: ChangeKind::Order { what: "questions", before, after },
        old: pair.old.question(&first).map(|question| question.span),
        new: pair.new.question(&new_id).map(|question| question.span),
        question: None,
    });
}
