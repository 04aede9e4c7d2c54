//! The report of the secretariat: its words are texts like those of the form. What a block shows is resolved where it is made.

use super::names::duplicate;
use super::text_pieces;
use crate::beside::{Report, ReportBlock};
use crate::ids::ReportBlockId;
use crate::keys::{TextKey, TextOwner, TextRole};
use crate::rules;
use crate::text::{Text, TextScope, TextUse};
use crate::types::Model;
use canevas_diagnostics::{Finding, Findings, SourceId, Sources};
use canevas_syntax::report::{Report as ReportFile, ReportBlock as BlockKeys};
use canevas_syntax::{Id, Read as _, SourceText, Sp, traps::parse_with_traps};
use std::collections::BTreeMap;

/// Reads the report for a form. A block without an id or a kind is not taken, and a finding says so.
pub fn read_report(sources: &Sources, id: SourceId, model: &Model) -> (Option<Report>, Findings) {
    let (node, mut findings) = parse_with_traps(id, sources.get(id));
    let Some(read) = node.as_ref().and_then(|node| ReportFile::read(node, &mut findings)) else {
        return (None, findings);
    };
    if let Some(version) = read.canevas.as_ref().filter(|version| version.value != 1) {
        let message = format!("this file is of version {}, and this compiler knows version 1", version.value);
        findings
            .push(Finding::new(&rules::BAD_HEAD, version.span, message).help("write `canevas: 1`, or update canevas"));
    }
    let report = Lowering { model, findings: &mut findings }.report(read);
    (report, findings)
}

struct Lowering<'a> {
    model: &'a Model,
    findings: &'a mut Findings,
}

impl Lowering<'_> {
    fn report(&mut self, read: ReportFile) -> Option<Report> {
        let own = |role| TextKey::new(TextOwner::Report, role);
        let title = self.text(own(TextRole::Title), read.title);
        let introduction = self.text(own(TextRole::Introduction), read.introduction);
        let notice = self.text(own(TextRole::Notice), read.notice);
        let blocks = self.blocks(read.blocks.unwrap_or_default());
        Some(Report { title: title?, introduction, notice, first_edition: read.first_edition, blocks })
    }

    fn blocks(&mut self, read: Vec<BlockKeys>) -> Vec<ReportBlock> {
        let mut seen = BTreeMap::new();
        let mut blocks = Vec::new();
        for mut keys in read {
            let (title, text) = (keys.title.take(), keys.text.take());
            let (Some(id), Some(kind)) = (keys.id.clone(), keys.show.clone()) else { continue };
            if let Some(before) = seen.insert(id.value.0.clone(), id.span) {
                duplicate(&id.value.0, "block", id.span, before, self.findings);
                continue;
            }
            let Sp { value: Id(id), .. } = id;
            let id = ReportBlockId::new(id);
            let own = |role| TextKey::new(TextOwner::ReportBlock(id.clone()), role);
            let title = self.text(own(TextRole::Title), title);
            let text = self.text(own(TextRole::Text), text);
            blocks.push(ReportBlock { id, kind, title, text, keys });
        }
        blocks
    }

    fn text(&mut self, key: TextKey, source: Option<SourceText>) -> Option<Text> {
        let source = source?;
        let scope = TextScope { used_in: TextUse::Report, ..TextScope::default() };
        let pieces = text_pieces(self.model, &source, scope, self.findings);
        Some(Text { key, source, pieces, scope })
    }
}
