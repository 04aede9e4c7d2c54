//! What a step from one edition to the next means for the series of single questions: a report compares their answers, and draws no
//! line where a comparison would say something that is not so.

use crate::classify::is_own_word;
use crate::diff::{ChangePlace, OptionOwner, QuestionPlace};
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_model::{ChoiceSource, Model, OptionHome, Question, QuestionId, TextKey, TextOwner};
use canevas_syntax::changes::{Changes, Comparable};
use std::collections::BTreeMap;

/// A step from one edition to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesStep {
    /// The edition before.
    pub from: String,
    /// The edition after.
    pub to: String,
    /// The ids that questions had before, by those that they have now, where both differ.
    renamed: BTreeMap<QuestionId, QuestionId>,
    /// What the step means for each question or field whose answers it does not leave comparable in full.
    marks: BTreeMap<QuestionPlace, SeriesMark>,
}

/// Why the answers of two editions are not the same in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesMark {
    /// How far they can be compared.
    pub comparable: Comparable,
    /// The reasons that the change file gives, in its words.
    pub reasons: Vec<String>,
}

impl SeriesStep {
    /// The step that a comparison shows. `new` is the later edition, and `changes` its change file.
    pub fn new(diff: &EditionDiff, new: &Model, changes: Option<&Changes>) -> Self {
        let places = || {
            new.questions.iter().flat_map(|question| {
                let field = |field: Option<&Question>| QuestionPlace {
                    question: question.id.clone(),
                    field: field.map(|field| field.id.clone()),
                };
                let fields = question.fields.iter().map(move |of| (question, Some(of), field(Some(of))));
                std::iter::once((question, None, field(None))).chain(fields)
            })
        };
        let mut marks: BTreeMap<QuestionPlace, SeriesMark> = BTreeMap::new();
        for change in diff.all().filter(|change| change.comparable != Comparable::Full) {
            for (_, _, place) in places().filter(|(question, field, _)| concerns(&change.at, question, *field, new)) {
                let none = SeriesMark { comparable: Comparable::Full, reasons: Vec::new() };
                marks.entry(place).or_insert(none).take(change, changes);
            }
        }
        Self { from: diff.old.clone(), to: diff.new.clone(), renamed: diff.replay.old_ids(), marks }
    }

    /// The id that a question had before this step. A question that is new has the one that it has now: the edition before does
    /// not know it.
    pub fn old_id<'s>(&'s self, new: &'s QuestionId) -> &'s QuestionId {
        self.renamed.get(new).unwrap_or(new)
    }

    /// The id that a question of the later edition had before this step, if the earlier edition may have asked it. None where the
    /// earlier edition used this id for a question that has another one now.
    pub fn before<'s>(&'s self, new: &'s QuestionId) -> Option<&'s QuestionId> {
        let is_taken = || self.renamed.values().any(|old| old == new);
        self.renamed.get(new).or_else(|| (!is_taken()).then_some(new))
    }

    /// What the step means for the answers to a question of the later edition, or to one of its fields; none where they are
    /// comparable in full.
    pub fn mark(&self, question: &QuestionId, field: Option<&QuestionId>) -> Option<SeriesMark> {
        let at = |field: Option<&QuestionId>| QuestionPlace { question: question.clone(), field: field.cloned() };
        let whole = self.marks.get(&at(None));
        let own = field.and_then(|field| self.marks.get(&at(Some(field))));
        let mut mark = whole.or(own)?.clone();
        if let Some(own) = own {
            mark.comparable = mark.comparable.max(own.comparable);
            mark.add(own.reasons.iter().cloned());
        }
        Some(mark)
    }
}

impl SeriesMark {
    fn take(&mut self, change: &ClassifiedChange, changes: Option<&Changes>) {
        self.comparable = self.comparable.max(change.comparable);
        self.add(change.reasons(changes).into_iter());
    }

    fn add(&mut self, reasons: impl Iterator<Item = String>) {
        for reason in reasons {
            if !self.reasons.contains(&reason) {
                self.reasons.push(reason);
            }
        }
    }
}

impl ClassifiedChange {
    /// The reasons that people gave for a change, in their words: in its waiver, in a verdict on a meaning, and in what the change
    /// file declares. `changes` is the change file of the later edition.
    pub fn reasons(&self, changes: Option<&Changes>) -> Vec<String> {
        // A declaration without a reason is in words of this program, and in English.
        let declared = self.declared.clone().filter(|declared| !declared.is_empty() && !is_own_word(declared));
        self.waived.iter().cloned().chain(reason_of_meaning(self, changes)).chain(declared).collect()
    }
}

/// The reason that a change file gives for the meaning of a text.
fn reason_of_meaning(change: &ClassifiedChange, changes: Option<&Changes>) -> Option<String> {
    let names = change.at.names();
    let meanings = changes?.meaning.as_deref()?.iter();
    let mut of = meanings.filter(|meaning| meaning.part.as_ref().is_some_and(|part| names.contains(&part.value)));
    Some(of.next()?.reason.as_ref()?.value.trim().to_owned())
}

/// Whether a change is one of this question or field: of its words, of what decides whether it is asked, or of what it offers.
fn concerns(at: &ChangePlace, question: &Question, field: Option<&Question>, model: &Model) -> bool {
    let is_place =
        |place: &QuestionPlace| place.question == question.id && place.field.as_ref() == field.map(|field| &field.id);
    let of_owner = |owner: &OptionOwner| match owner {
        OptionOwner::Question(place) => is_place(place),
        OptionOwner::List(id) => uses_list(field.unwrap_or(question), id, model),
        OptionOwner::Fact(_) | OptionOwner::FactField(..) => false,
    };
    match at {
        ChangePlace::Question(place) => is_place(place),
        ChangePlace::Options(owner) | ChangePlace::Option(owner, _) | ChangePlace::OptionText(owner, ..) => {
            of_owner(owner)
        }
        // A field is asked where its question is.
        ChangePlace::Section(id) => field.is_none() && model.sections[question.section].id == *id,
        ChangePlace::Text(key) => of_text(key, question, field, model),
        // Another period, or another form, asks about something else.
        ChangePlace::Period | ChangePlace::Form => field.is_none(),
        // What is written beside an answer is no part of a series.
        ChangePlace::Comment(_)
        | ChangePlace::Fact(_)
        | ChangePlace::FactField(..)
        | ChangePlace::PublishedFact(_)
        | ChangePlace::Date(_)
        | ChangePlace::Value(_)
        | ChangePlace::Computed(_)
        | ChangePlace::Language(_)
        | ChangePlace::Edition
        | ChangePlace::Start
        | ChangePlace::Named(_) => false,
    }
}

fn of_text(key: &TextKey, question: &Question, field: Option<&Question>, model: &Model) -> bool {
    match key.owner() {
        TextOwner::Section(id) => field.is_none() && model.sections[question.section].id == *id,
        TextOwner::NonResponse(code) => field.unwrap_or(question).can_say.contains(code),
        TextOwner::Option(OptionHome::List(id), _) => uses_list(field.unwrap_or(question), id, model),
        TextOwner::Question(id) | TextOwner::Option(OptionHome::Question(id), _) => {
            field.is_none() && *id == question.id
        }
        TextOwner::Field(id, of) | TextOwner::Option(OptionHome::Field(id, of), _) => {
            *id == question.id && field.is_some_and(|field| field.id == *of)
        }
        _ => false,
    }
}

fn uses_list(question: &Question, list: &str, model: &Model) -> bool {
    match question.shape.choice_source() {
        Some(ChoiceSource::List(index)) => model.lists[index].id == *list,
        Some(ChoiceSource::Inline | ChoiceSource::Countries | ChoiceSource::Rows(_) | ChoiceSource::Ticked(_))
        | None => false,
    }
}
