//! Values that the form states outside of its questions: the contact, the minutes, the numbering. Pages and texts show them.

use super::{Change, ChangeKind, ChangePlace, EditionPair};
use canevas_model::{Model, Numbering, Piece, Placeholder, Text, TextKey};

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
        let (before, after) = (of(pair.old), of(pair.new));
        if before == after {
            continue;
        }
        let prints = |text: &&Text| {
            let in_translation = || {
                let known = pair.new_catalogues.values().filter_map(|catalogue| catalogue.current(text));
                known.flat_map(|translation| &translation.pieces).any(|piece| is_placeholder(piece, is_printed))
            };
            text.pieces.iter().any(|piece| is_placeholder(piece, is_printed)) || in_translation()
        };
        let texts: Vec<TextKey> = pair.new.texts().into_iter().filter(prints).map(|text| text.key.clone()).collect();
        out.push(Change {
            at: ChangePlace::Value(key),
            kind: ChangeKind::Value { before, after, texts },
            old: Some(pair.old.edition_span),
            new: Some(pair.new.edition_span),
            question: None,
        });
    }
}

fn is_placeholder(piece: &Piece, is_printed: fn(&Placeholder) -> bool) -> bool {
    matches!(piece, Piece::Placeholder(placeholder) if is_printed(placeholder))
}
