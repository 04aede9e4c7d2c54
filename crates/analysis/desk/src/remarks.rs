//! What to ask a country, in its own language: for letters and for sheets.

use canevas_model::{AnswerShape, NonResponseCode};
use canevas_responses::{AnswerPath, ResponsePath};
use canevas_validate::{Bound, Concern, ConcernKind, FailureKind, question_of};
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::desk::DeskWord;
use canevas_wording::ui::fill;
use canevas_wording::ui::form::Form;
use std::borrow::Cow;

/// One concern in words, such as “Question 12, Date: an answer is required”.
pub fn remark(wording: &Wording<'_>, concern: &Concern) -> String {
    let place = place(wording, &concern.path);
    let with_text = |what: String, text: &str| format!("{what}{}{}", wording.colon(), wording.quoted(text.trim()));
    match &concern.kind {
        ConcernKind::Unread(text) => with_text(wording.filled(Form::NotRead, &[("place", &place)]), text),
        ConcernKind::Gap => wording.filled(DeskWord::FillGap, &[("place", &place)]),
        ConcernKind::Box(said) => boxed(wording, &place, said),
        ConcernKind::Text(_) => wording.filled(DeskWord::CheckAnswer, &[("place", &place)]),
        ConcernKind::Failure(kind) => match &concern.held {
            Some(text) => with_text(failure(wording, &place, kind), text),
            None => failure(wording, &place, kind),
        },
    }
}

fn boxed(wording: &Wording<'_>, place: &str, said: &NonResponseCode) -> String {
    wording.filled(DeskWord::TickBox, &[("place", place), ("box", &wording.said(said))])
}

fn failure(wording: &Wording<'_>, place: &str, kind: &FailureKind) -> String {
    let at = |word| wording.filled(word, &[("place", place)]);
    let bound = |word, bound: &str| wording.filled(word, &[("place", place), ("bound", bound)]);
    match kind {
        FailureKind::Missing | FailureKind::Unspecified => at(Form::MustAnswer),
        FailureKind::Hidden | FailureKind::NotChosen => at(Form::NotShown),
        FailureKind::NotAlone => at(Form::NotAlone),
        FailureKind::Unread => at(Form::NotRead),
        FailureKind::Bounds(Bound::Format(format)) => fill(&wording.format_error(format), &[("place", place)]),
        FailureKind::Bounds(Bound::AtLeast(least)) => bound(Form::TooFew, &least.to_string()),
        FailureKind::Bounds(Bound::AtMost(most)) => bound(Form::TooMany, &most.to_string()),
        FailureKind::Bounds(Bound::Min(min)) => bound(Form::TooSmall, &wording.decimal(*min)),
        FailureKind::Bounds(Bound::Max(max)) => bound(Form::TooLarge, &wording.decimal(*max)),
        FailureKind::Bounds(Bound::Decimals(most)) => bound(Form::ErrorDecimals, &most.to_string()),
        FailureKind::Bounds(Bound::From(from)) => bound(Form::TooEarly, &time(wording, from)),
        FailureKind::Bounds(Bound::To(to)) => bound(Form::TooLate, &time(wording, to)),
        FailureKind::Bounds(Bound::MaxLength(_))
        | FailureKind::WrongKind
        | FailureKind::NotAsked(_)
        | FailureKind::UnknownKey(_)
        | FailureKind::UnknownRow(_)
        | FailureKind::Differs(_) => wording.filled(DeskWord::CheckAnswer, &[("place", place)]),
    }
}

/// A day or a month, written out.
fn time<'t>(wording: &Wording<'_>, bound: &'t str) -> Cow<'t, str> {
    use canevas_model::dates::{Day, Month};
    match (Day::parse(bound), Month::parse(bound)) {
        (Some(day), _) => wording.day(day).into(),
        (None, Some(month)) => wording.month(month).into(),
        (None, None) => bound.into(),
    }
}

/// A place in the language: the question, the row and the field.
pub fn place(wording: &Wording<'_>, path: &ResponsePath) -> String {
    let model = wording.copy.model;
    let Some(((index, question), path)) = question_of(model, path).zip(path.answer()) else {
        return wording.word(Common::AboutCountry).into_owned();
    };
    let rows = question.for_each.map(|rows| wording.copy.rows(rows)).unwrap_or_default();
    let row = rows.iter().find(|row| Some(row.key.as_str()) == path.row());
    let mut parts = vec![wording.filled(Common::Question, &[("n", &wording.number(index, row))])];
    if let Some(name) = question.short.as_ref() {
        parts.push(wording.plain(name, row));
    } else if let Some(row) = row {
        parts.push(wording.row_label(row));
    }
    if let Some(index) = path.index().filter(|_| matches!(question.shape, AnswerShape::Rows { .. })) {
        parts.push(wording.filled(Form::RowName, &[("n", &(index + 1).to_string())]));
    }
    parts.extend(field_label(wording, question, path));
    parts.join(", ")
}

fn field_label<'a>(wording: &Wording<'a>, question: &'a canevas_model::Question, path: &AnswerPath) -> Option<String> {
    let field = question.fields.iter().find(|field| Some(&field.id) == path.field_id())?;
    let label = field.short.as_ref().or(field.ask.as_ref())?;
    Some(wording.plain(label, None))
}
