//! What a secretariat asks about a return itself: `clarify/CMR.yaml`.

use canevas_diagnostics::{Finding, Findings, SourceId, Sources, nearest};
use canevas_model::{Model, QuestionIx};
use canevas_syntax::desk::Asks;
use canevas_syntax::template::{Piece, pieces};
use canevas_syntax::{Read as _, parse_yaml, rules};
use std::collections::BTreeMap;

/// The first placeholder in a text, such as `{country.of}`. In what a secretariat asks, none is filled in.
pub fn placeholder_in(text: &str) -> Option<&str> {
    let placeholder = |piece: Piece| match piece {
        Piece::Placeholder(_, range) => text.get(range),
        Piece::Text(_) => None,
    };
    pieces(text).ok()?.into_iter().find_map(placeholder)
}

/// Reads what is asked, by question.
pub fn read_asks(sources: &Sources, id: SourceId, model: &Model) -> (BTreeMap<QuestionIx, Vec<String>>, Findings) {
    let (node, mut findings) = parse_yaml(id, sources.get(id));
    let mut asks: BTreeMap<QuestionIx, Vec<String>> = BTreeMap::new();
    let Some(record) = node.and_then(|node| Asks::read(&node, &mut findings)) else { return (asks, findings) };
    if let Some(version) = record.canevas.filter(|version| version.value != 1) {
        let message = format!("this file is of version {}, and this program reads version 1", version.value);
        findings.push(Finding::new(&rules::WRONG_KIND, version.span, message).help("update canevas"));
    }
    for (question, text) in record.ask.into_iter().flat_map(|ask| ask.0) {
        let found = model.questions.iter_enumerated().find(|(_, known)| known.id == question.value.0);
        match found {
            Some((index, known)) if known.takes_answer() => {
                if let Some(placeholder) = placeholder_in(&text.value) {
                    let message = format!("`{placeholder}` would be printed as it stands");
                    let help = "nothing is filled in in what you ask: write the words that the country is to read";
                    findings.push(Finding::new(&rules::WRONG_KIND, text.span, message).help(help));
                }
                asks.entry(index).or_default().push(text.value);
            }
            _ => {
                let ids = model.questions.iter().filter(|known| known.takes_answer()).map(|known| known.id.as_str());
                let near = nearest(&question.value.0, ids);
                let help = near.map_or_else(
                    || "write the id of a question, as in form.yaml".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("no question has the id `{}`", question.value.0);
                findings.push(Finding::new(&rules::UNKNOWN_WORD, question.span, message).help(help));
            }
        }
    }
    (asks, findings)
}
