//! Dates with a name that texts print. A date that moves with the period stays the same; another day asks something else.

use super::question_or_field::QuestionOrField;
use super::rebase::{earlier, months_between};
use super::{Change, ChangeKind, ChangePlace, EditionPair, FramePart, TextPurpose, standing, texts};
use canevas_diagnostics::Span;
use canevas_model::dates::Day;
use canevas_model::{Model, Piece, Placeholder, Question, Text, TextKey, TextOwner, TextRole};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

pub(super) fn dates(
    pair: &EditionPair<'_>,
    old: &QuestionOrField<'_>,
    new: &QuestionOrField<'_>,
    push: &mut dyn FnMut(ChangeKind),
) {
    let (before, after) = (printed(pair.old, old.question), printed(pair.new, new.question));
    for (id, day) in after {
        let Some((_, was)) = before.iter().find(|(known, _)| *known == id) else { continue };
        if !is_same(pair, id, *was, day) {
            let words = |day: Day| Some(format!("{id} {day}"));
            push(ChangeKind::Frame { part: FramePart::Date, before: words(*was), after: words(day) });
        }
    }
}

/// The dates that the question, its unit or its help print.
fn printed<'m>(model: &'m Model, question: &Question) -> BTreeSet<(&'m str, Day)> {
    let texts = [&question.ask, &question.hint, &question.unit, &question.example];
    texts.into_iter().flatten().flat_map(|text: &Text| in_pieces(model, &text.pieces)).collect()
}

/// The dates in a text.
fn in_pieces<'m>(model: &'m Model, pieces: &[Piece]) -> BTreeSet<(&'m str, Day)> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Placeholder(Placeholder::Date(date, _)) => model.dates.get(*date),
            _ => None,
        })
        .map(|date| (date.id.as_str(), date.day))
        .collect()
}

/// The texts before and after, each with the dates that it prints and that moved. `None` if none did.
fn with_days(pair: &EditionPair<'_>, [old, new]: [(&str, &[Piece]); 2]) -> Option<[String; 2]> {
    let (mut before, mut after) = (old.0.to_owned(), new.0.to_owned());
    let mut any = false;
    for (id, [was, is]) in moved(pair, [old.1, new.1]) {
        any = true;
        // Writing to a String cannot fail.
        let _ = write!(before, " [{id} {was}]");
        let _ = write!(after, " [{id} {is}]");
    }
    any.then_some([before, after])
}

/// The dates that a text prints and that moved, each with its days.
fn moved<'m>(pair: &EditionPair<'m>, [old, new]: [&[Piece]; 2]) -> Vec<(&'m str, [Day; 2])> {
    let was = in_pieces(pair.old, old);
    let moved = |(id, day): (&'m str, Day)| {
        let (_, old) = was.iter().find(|(known, old)| *known == id && !is_same(pair, id, *old, day))?;
        Some((id, [*old, day]))
    };
    in_pieces(pair.new, new).into_iter().filter_map(moved).collect()
}

/// Whether [`dates`] tells it of this text.
fn is_told_by_question(key: &TextKey) -> bool {
    let is_asked = matches!(key.role(), TextRole::Ask | TextRole::Hint | TextRole::Unit | TextRole::Example);
    is_asked && matches!(key.owner(), TextOwner::Question(_) | TextOwner::Field(..))
}

/// The dates that moved and that texts print which ask nothing, by their names. Each is one change, whatever prints it.
#[derive(Default)]
pub(super) struct Moved(BTreeMap<String, MovedDate>);

struct MovedDate {
    days: [Day; 2],
    texts: Vec<TextKey>,
    spans: [Span; 2],
}

impl Moved {
    fn add(&mut self, pair: &EditionPair<'_>, old: &Text, new: &Text) {
        for (id, days) in moved(pair, [&old.pieces, &new.pieces]) {
            let spans = [old.span(), new.span()];
            let date = self.0.entry(id.to_owned()).or_insert(MovedDate { days, texts: Vec::new(), spans });
            date.texts.push(new.key.clone());
        }
    }

    /// The changes, in the order of the names.
    pub fn changes(self) -> impl Iterator<Item = Change> {
        self.0.into_iter().map(|(id, MovedDate { days: [before, after], texts, spans: [old, new] })| Change {
            at: ChangePlace::Date(id),
            kind: ChangeKind::Date { before: before.to_string(), after: after.to_string(), texts },
            old: Some(old),
            new: Some(new),
            question: None,
        })
    }
}

/// Dates that moved in a text with the same words, or only in its translations.
pub(super) fn of_text(pair: &EditionPair<'_>, old: &Text, new: &Text, dates: &mut Moved, out: &mut Vec<Change>) {
    let mut push = |kind, spans: [Span; 2]| {
        let at = match (ChangePlace::of_text(&new.key), &kind) {
            (ChangePlace::OptionText(owner, code, _), ChangeKind::OptionLabel { .. }) => {
                ChangePlace::Option(owner, code)
            }
            (at, _) => at,
        };
        let question = old.key.owner().question().cloned();
        out.push(Change { at, kind, old: Some(spans[0]), new: Some(spans[1]), question });
    };
    let sides = [(old.source.value.as_str(), &old.pieces[..]), (new.source.value.as_str(), &new.pieces[..])];
    if let Some([before, after]) = with_days(pair, sides) {
        match kind_of(&new.key, before, after) {
            _ if is_told_by_question(&new.key) => {}
            ChangeKind::Text { purpose: TextPurpose::Help, .. } => dates.add(pair, old, new),
            kind => push(kind, [old.span(), new.span()]),
        }
        return;
    }
    for (language, catalogue) in pair.new_catalogues {
        let was = pair.old_catalogues.get(language).and_then(|catalogue| catalogue.current(old));
        let Some((was, is)) = was.zip(standing(catalogue, new)) else { continue };
        let sides = [(was.text.value.as_str(), &was.pieces[..]), (is.text.value.as_str(), &is.pieces[..])];
        let Some([before, after]) = with_days(pair, sides) else { continue };
        let is_wording = matches!(new.key.role(), TextRole::Ask | TextRole::Label);
        let language = language.tag().to_owned();
        push(
            ChangeKind::Translation { language, before, after: Some(after), is_wording, moved_from: None },
            [was.text.span, is.text.span],
        );
    }
}

fn kind_of(key: &TextKey, before: String, after: String) -> ChangeKind {
    match (key.owner(), key.role()) {
        (TextOwner::Option(..), TextRole::Label) => ChangeKind::OptionLabel { before, after, taken_from: None },
        (TextOwner::Option(..), TextRole::Specify) => {
            ChangeKind::Text { purpose: TextPurpose::Wording, before: Some(before), after: Some(after) }
        }
        _ => texts::kind_of(key, Some(before), Some(after)),
    }
}

/// Whether a date with a name is the same: a day that does not move is the same day, and another one lies to the new period as
/// it lay to the old one. Without periods, it may move by years.
fn is_same(pair: &EditionPair<'_>, id: &str, old: Day, new: Day) -> bool {
    let stays = |model: &Model| model.dates.iter().any(|date| date.id == id && !date.moves);
    if stays(pair.old) || (old == new && stays(pair.new)) {
        return old == new;
    }
    let months = match (pair.old_period, pair.new_period) {
        (Some(old), Some(new)) => months_between(old, new),
        _ => (new.month.year - old.month.year) * 12,
    };
    let is_last = |day: Day| day == day.month.last_day();
    earlier(new, months) == old || (is_last(old) && is_last(new) && earlier(new, months).month == old.month)
}
