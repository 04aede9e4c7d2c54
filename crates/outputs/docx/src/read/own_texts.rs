//! Answers that were found by their place and say what the form itself says. Somebody moved or copied a label, or typed the same.
//! The label of the question itself at the start of its answer is left out; anything else is only reported.

use super::collect::{Collected, FieldFinding};
use super::document_text::DocumentText;
use super::normalize::{norm, tidy};
use super::report::Channel;
use super::rules::LABELS_CHANGED;
use super::template::{Line, Segment, Template, plain, split_number};
use crate::doc::ControlKind;
use canevas_diagnostics::Finding;
use std::collections::HashSet;

/// From how many words on a line among others is the text of the form rather than the same word.
const LONG: usize = 3;

/// Takes the label of their question from the start of answers, and reports lines of answers that are texts of the form.
pub fn report(template: &Template, collected: &mut Collected, text: &DocumentText) {
    let is_label = |line: &&Vec<Segment>| line.iter().all(|part| part.slot().is_none());
    let heads = template.repeats.iter().flat_map(|repeat| repeat.heads.iter().flatten()).cloned();
    let rows = template.repeats.iter().flat_map(|repeat| repeat.rows.iter().flatten().flatten()).filter(is_label);
    let questions = template.numbered.iter().filter_map(|question| split_number(question));
    let mut known: HashSet<String> = heads.chain(rows.map(|line| norm(&plain(line)))).collect();
    known.extend(template.texts.iter().cloned().chain(questions.map(|(_, words)| words.to_owned())));
    let mut told = Vec::new();
    for ((field, item), content) in &mut collected.contents {
        let is_by_place = content.source.is_none() && matches!(content.channel, Channel::Label | Channel::Table);
        let is_text = matches!(template.fields[*field].kind, ControlKind::Text { .. });
        if !is_by_place || !is_text || content.is_typed {
            continue;
        }
        let mut answer = template.answer(*field, content);
        if let Some((label, rest)) = labelled(template, *field, &answer) {
            let message = format!(
                "the label of the question, \u{201c}{label}\u{201d}, stood at the start of the answer; it was left out, and the rest was taken; check it"
            );
            let finding = Finding::new(&LABELS_CHANGED, text.span(content.paragraph), message);
            told.push(FieldFinding { finding, field: Some(*field), item: *item });
            answer.clone_from(&rest);
            content.text = rest;
        }
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

/// A label of the question of a field that stands at the start of an answer, and the rest of the answer. Only a label that no answer
/// starts with by chance counts: a question with its number, or one that ends as questions and labels do.
fn labelled(template: &Template, field: usize, answer: &str) -> Option<(String, String)> {
    let group = template.fields[field].group;
    let is_label = |line: &&Line| line.group == group && line.segments.iter().all(|part| part.slot().is_none());
    let lines = template.lines.iter().filter(is_label).map(|line| line.key.as_str());
    let numbered = |line: &str| template.numbered.contains(line);
    let questions = lines.clone().filter(|line| numbered(line)).filter_map(split_number).map(|(_, words)| words);
    let ends = |line: &&str| {
        line.trim_end_matches([' ', '*']).ends_with(['?', '\u{61f}', ':']) && line.split_whitespace().count() >= LONG
    };
    let certain = lines.filter(|line| numbered(line) || ends(line)).chain(questions.filter(ends));
    let found =
        certain.flat_map(|label| [label, label.trim_end_matches([' ', '*'])]).filter_map(|label| after(answer, label));
    // The label with its number is the longer one. Whoever types it leaves the mark of required questions out.
    let (label, rest) = found.max_by_key(|(label, _)| label.len())?;
    let rest = tidy(rest);
    rest.contains(char::is_alphanumeric).then(|| (tidy(label), rest))
}

/// The label at the start of a text that starts with it, word for word, and what follows.
fn after<'t>(text: &'t str, label: &str) -> Option<(&'t str, &'t str)> {
    let mut rest = text;
    for _ in label.split(' ') {
        let word = rest.trim_start();
        rest = word.find(char::is_whitespace).map_or("", |end| &word[end..]);
    }
    let said = &text[..text.len() - rest.len()];
    (norm(said) == label).then_some((said, rest))
}
