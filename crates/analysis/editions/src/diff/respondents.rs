//! Who answers: countries, nobody, or those of a list, and who is on it.

use super::texts::same;
use super::{Change, ChangeKind, ChangePlace, EditionPair};
use canevas_model::{Choice, Model, Respondents};

/// The place of every change of who answers.
pub(crate) const RESPONDENTS: ChangePlace = ChangePlace::Value("respondents");

/// The change of who answers, where there is one.
pub(super) fn respondents(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    let (old, new) = (pair.old, pair.new);
    let lacks = |choices: &[Choice], code: &str| !choices.iter().any(|choice| choice.code == code);
    let (before, after) = (old.listed_respondents(), new.listed_respondents());
    let named = |choice: &Choice| format!("{} ({})", choice.source_name(), choice.code);
    let (was, is) = (kind(&old.respondents), kind(&new.respondents));
    let gone = before.iter().filter(|choice| lacks(after, &choice.code)).map(named).collect();
    let more = after.iter().filter(|choice| lacks(before, &choice.code)).map(named).collect();
    let kept = after.iter().filter_map(|now| Some((before.iter().find(|was| was.code == now.code)?, now)));
    let renamed = kept.filter(|(was, now)| same(was.source_name()) != same(now.source_name()));
    let renamed = renamed.map(|(was, now)| format!("{} is now {}", named(was), now.source_name())).collect();
    let kind = ChangeKind::Respondents { was, is, gone, more, renamed };
    if kind.is_change() {
        let at = |model: &Model| model.respondents.listed().map_or(model.form_span, |listed| listed.span);
        out.push(Change { at: RESPONDENTS, kind, old: Some(at(old)), new: Some(at(new)), question: None });
    }
}

/// What those who answer are, in one word.
fn kind(respondents: &Respondents) -> String {
    match respondents {
        Respondents::Countries => "countries",
        Respondents::Nobody => "none",
        Respondents::Listed(listed) => &listed.kind,
    }
    .to_owned()
}

impl ChangeKind {
    /// Whether it says of who answers that something changed.
    fn is_change(&self) -> bool {
        let Self::Respondents { was, is, gone, more, renamed } = self else { return false };
        was != is || [gone, more, renamed].iter().any(|codes| !codes.is_empty())
    }
}
