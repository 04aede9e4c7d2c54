//! Values that the form states outside of its questions: the contact, the minutes, the numbering, and the numbers that it computes.
//! Pages and texts show them.

use super::{Change, ChangeKind, ChangePlace, EditionPair};
use canevas_diagnostics::Span;
use canevas_model::{Model, Numbering, Piece, Placeholder, Text, TextKey};
use std::collections::BTreeSet;

/// A value by its key.
struct Value {
    key: &'static str,
    of: fn(&Model) -> Option<String>,
    /// Whether a placeholder prints it.
    is_printed: fn(&Placeholder) -> bool,
}

const VALUES: [Value; 5] = [
    Value {
        key: "contact.email",
        of: |model| model.contact.email.clone(),
        is_printed: |placeholder| matches!(placeholder, Placeholder::ContactEmail),
    },
    Value {
        key: "contact.web",
        of: |model| model.contact.web.clone(),
        is_printed: |placeholder| matches!(placeholder, Placeholder::ContactWeb),
    },
    Value {
        key: "minutes.from",
        of: |model| model.minutes.map(|(from, _)| from.to_string()),
        is_printed: |placeholder| matches!(placeholder, Placeholder::MinutesFrom),
    },
    Value {
        key: "minutes.to",
        of: |model| model.minutes.map(|(_, to)| to.to_string()),
        is_printed: |placeholder| matches!(placeholder, Placeholder::MinutesTo),
    },
    Value { key: "numbering", of: |model| Some(numbering(model.numbering).to_owned()), is_printed: |_| false },
];

fn numbering(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Stable => "stable",
        Numbering::Running => "running",
    }
}

pub(super) fn values(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    for Value { key, of, is_printed } in VALUES {
        let spans = [pair.old.edition_span, pair.new.edition_span].map(Some);
        changed(pair, ChangePlace::Value(key), [of(pair.old), of(pair.new)], spans, &|_, print| is_printed(print), out);
    }
    computed(pair, out);
}

/// Numbers that the form computes. One with another name is another number.
fn computed(pair: &EditionPair<'_>, out: &mut Vec<Change>) {
    let names = pair.old.computed.iter().chain(&pair.new.computed).map(|number| &number.id);
    for id in names.collect::<BTreeSet<_>>() {
        let number = |model: &Model| model.computed.iter().find(|number| number.id == *id).cloned();
        let written = |model: &Model| number(model).map(|number| number.expression.canonical(model));
        let span = |model: &Model| number(model).map(|number| number.span);
        let prints = |model: &Model, print: &Placeholder| matches!(print, Placeholder::Computed(index) if model.computed[*index].id == *id);
        let [before, after] = [pair.old, pair.new].map(written);
        let spans = [pair.old, pair.new].map(span);
        changed(pair, ChangePlace::Computed(id.clone()), [before, after], spans, &prints, out);
    }
}

/// Notes a value that changed, with the texts of the new edition that print it.
fn changed(
    pair: &EditionPair<'_>,
    at: ChangePlace,
    [before, after]: [Option<String>; 2],
    [old, new]: [Option<Span>; 2],
    is_printed: &dyn Fn(&Model, &Placeholder) -> bool,
    out: &mut Vec<Change>,
) {
    if before == after {
        return;
    }
    let is_in = |pieces: &[Piece]| {
        pieces.iter().any(|piece| matches!(piece, Piece::Placeholder(print) if is_printed(pair.new, print)))
    };
    let prints = |text: &&Text| {
        let in_translation = || {
            let known = pair.new_catalogues.values().filter_map(|catalogue| catalogue.current(text));
            known.into_iter().any(|translation| is_in(&translation.pieces))
        };
        is_in(&text.pieces) || in_translation()
    };
    let texts: Vec<TextKey> = pair.new.texts().into_iter().filter(prints).map(|text| text.key.clone()).collect();
    let kind = ChangeKind::Value { before, after, texts };
    out.push(Change { at, kind, old, new, question: None });
}
