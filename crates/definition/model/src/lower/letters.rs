//! The letters of the secretariat: their placeholders mean what they mean in the form, and a few more.

use super::text_pieces;
use crate::beside::Letter;
use crate::keys::{TextKey, TextOwner, TextRole};
use crate::rules;
use crate::text::{Text, TextScope, TextUse};
use crate::types::Model;
use canevas_diagnostics::{Finding, Findings, SourceId, Sources};
use canevas_syntax::letters::{self, LetterKind, Letters};
use canevas_syntax::{Read as _, SourceText, traps::parse_with_traps};

/// Reads the letters for a form. A letter without a subject or a text is not taken, and a finding says so.
pub fn read_letters(sources: &Sources, id: SourceId, model: &Model) -> (Vec<Letter>, Findings) {
    let (node, mut findings) = parse_with_traps(id, sources.get(id));
    let Some(read) = node.as_ref().and_then(|node| Letters::read(node, &mut findings)) else {
        return (Vec::new(), findings);
    };
    if let Some(version) = read.canevas.as_ref().filter(|version| version.value != 1) {
        let message = format!("this file is of version {}, and this compiler knows version 1", version.value);
        findings
            .push(Finding::new(&rules::BAD_HEAD, version.span, message).help("write `canevas: 1`, or update canevas"));
    }
    let Some(of) = read.letters else { return (Vec::new(), findings) };
    let all = [
        (LetterKind::Invitation, of.invitation),
        (LetterKind::Reminder, of.reminder),
        (LetterKind::Thanks, of.thanks),
        (LetterKind::Clarification, of.clarification),
    ];
    let mut letter = |kind, given: Option<letters::Letter>| {
        let given = given?;
        let mut text = |role, source: Option<SourceText>| {
            let source = source?;
            let scope = TextScope { used_in: TextUse::Letter, ..TextScope::default() };
            let pieces = text_pieces(model, &source, scope, &mut findings);
            Some(Text { key: TextKey::new(TextOwner::Letter(kind), role), source, pieces, scope })
        };
        let (subject, text) = (text(TextRole::Subject, given.subject), text(TextRole::Text, given.text));
        Some(Letter { kind, subject: subject?, text: text? })
    };
    let read = all.into_iter().filter_map(|(kind, given)| letter(kind, given)).collect();
    (read, findings)
}
