//! What to ask a country, in its own language: for letters and for sheets.

use canevas_model::NonResponseCode;
use canevas_responses::ResponsePath;
use canevas_validate::{Bound, Concern, ConcernKind, FailureKind, question_of};
use canevas_wording::Wording;
use canevas_wording::ui::desk::DeskWord;
use canevas_wording::ui::fill;
use canevas_wording::ui::form::Form;
use std::borrow::Cow;

/// One concern in words, such as “Question 12, Date: an answer is required”.
pub fn remark(wording: &Wording<'_>, concern: &Concern) -> String {
    let place = wording.named_place(&concern.path);
    let with_text = |what: String, text: &str| format!("{what}{}{}", wording.colon(), wording.quoted(text.trim()));
    match &concern.kind {
        ConcernKind::Unread(text) => with_text(wording.filled(Form::NotRead, &[("place", &place)]), text),
        ConcernKind::Gap => wording.filled(DeskWord::FillGap, &[("place", &place)]),
        ConcernKind::Box(said) => boxed(wording, &place, said),
        ConcernKind::Text(_) => wording.filled(DeskWord::CheckAnswer, &[("place", &place)]),
        ConcernKind::Failure(kind) => match &concern.held {
            Some(text) => with_text(failure(wording, &place, &concern.path, kind), text),
            None => failure(wording, &place, &concern.path, kind),
        },
    }
}

fn boxed(wording: &Wording<'_>, place: &str, said: &NonResponseCode) -> String {
    wording.filled(DeskWord::TickBox, &[("place", place), ("box", &wording.said(said))])
}

fn failure(wording: &Wording<'_>, place: &str, path: &ResponsePath, kind: &FailureKind) -> String {
    let at = |word| wording.filled(word, &[("place", place)]);
    let bound = |word, bound: &str| wording.filled(word, &[("place", place), ("bound", bound)]);
    match kind {
        FailureKind::Disagrees(must) => {
            let question = question_of(wording.copy.model, path);
            let text = question.and_then(|(_, question)| question.must.get(*must)).map(|must| wording.must(must));
            wording.filled(Form::Disagrees, &[("place", place), ("text", &text.unwrap_or_default())])
        }
        FailureKind::Missing | FailureKind::Unspecified | FailureKind::NoComment => at(Form::MustAnswer),
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
