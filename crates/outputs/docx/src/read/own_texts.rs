//! Answers that were found by their place and say what the form itself says. Somebody moved or copied a label, or typed the same.

use super::collect::{Collected, FieldFinding};
use super::document_text::DocumentText;
use super::normalize::{norm, tidy};
use super::report::Channel;
use super::rules::LABELS_CHANGED;
use super::template::{Segment, Template, plain, split_number};
use crate::doc::ControlKind;
use canevas_diagnostics::Finding;
use std::collections::HashSet;

/// From how many words on a line among others is the text of the form rather than the same word.
const LONG: usize = 3;

/// Reports lines of answers that are texts of the form.
pub fn report(template: &Template, collected: &mut Collected, text: &DocumentText) {
    let is_label = |line: &&Vec<Segment>| line.iter().all(|part| part.slot().is_none());
    let heads = template.repeats.iter().flat_map(|repeat| repeat.heads.iter().flatten()).cloned();
    let rows = template.repeats.iter().flat_map(|repeat| repeat.rows.iter().flatten().flatten()).filter(is_label);
    let questions = template.numbered.iter().filter_map(|question| split_number(question));
    let mut known: HashSet<String> = heads.chain(rows.map(|line| norm(&plain(line)))).collect();
    known.extend(template.texts.iter().cloned().chain(questions.map(|(_, words)| words.to_owned())));
    let mut told = Vec::new();
    for ((field, item), content) in &collected.contents {
        let is_by_place = content.source.is_none() && matches!(content.channel, Channel::Label | Channel::Table);
        let is_text = matches!(template.fields[*field].kind, ControlKind::Text { .. });
        if !is_by_place || !is_text || content.is_typed {
            continue;
        }
        let answer = template.answer(*field, content);
        // A word that is a label somewhere is an ordinary word in a longer answer.
        let is_whole = !answer.contains('\n') && answer.contains(char::is_alphabetic);
        let is_long = |line: &str| line.split_whitespace().count() >= LONG;
        let is_own = |line: &&str| (is_whole || is_long(line)) && known.contains(&norm(line));
        let Some(line) = answer.split('\n').find(is_own) else { continue };
        let message = format!(
            "the form itself says \u{201c}{}\u{201d}, which stands in the answer; check that it is an answer, and no label that was moved",
            tidy(line)
        );
        let finding = Finding::new(&LABELS_CHANGED, text.span(content.paragraph), message);
        told.push(FieldFinding { finding, field: Some(*field), item: *item });
    }
    collected.findings.extend(told);
}
