//! A report in one language: block after block.

use crate::blocks::{ReportContext, Shown};
use crate::plan::{Plan, PlannedBlock};
use crate::tree::{ReportPage, ReportSection};
use canevas_diagnostics::Findings;
use canevas_evidence::Evidence;
use canevas_model::Language;
use canevas_wording::PlainText;
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::report::ReportWord;

/// A report, and what the returns show to be wrong with it.
#[derive(Debug)]
pub struct Made {
    /// The report.
    pub page: ReportPage,
    /// What is wrong with it.
    pub findings: Findings,
}

/// Makes a report in a language of the form. `None` where there is no edition.
pub fn report(plan: &Plan<'_>, evidence: &Evidence<'_>, language: &Language) -> Option<Made> {
    let own = evidence.own()?;
    let context = ReportContext::new(evidence, own, language);
    let wording = &context.wording;
    let mut findings = Findings::default();
    let mut introduction: Vec<PlainText> =
        plan.report.introduction.as_ref().map(|text| wording.plain_text(text, None).paragraphs()).unwrap_or_default();
    introduction.extend(own.frozen.map(|day| wording.filled(ReportWord::Frozen, &[("day", &wording.day(day))]).into()));
    let section = |planned: &PlannedBlock<'_>| {
        let Shown { summary, parts, findings: found } = planned.show.shown(&context);
        findings.extend(found);
        let block = planned.block;
        ReportSection {
            id: block.id.to_string(),
            title: block
                .title
                .as_ref()
                .map_or_else(|| block.id.to_string().into(), |title| wording.plain_text(title, None)),
            text: block.text.as_ref().map(|text| wording.plain_text(text, None).paragraphs()).unwrap_or_default(),
            summary,
            parts,
            highlight: block.keys.highlight.as_ref().is_some_and(|highlight| highlight.value),
        }
    };
    let sections = plan.blocks.iter().map(section).collect();
    let page = ReportPage {
        title: wording.plain_text(&plan.report.title, None),
        language: language.tag().to_owned(),
        direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
        notice: plan.report.notice.as_ref().map(|notice| wording.plain_text(notice, None)),
        introduction,
        contents: context.word(ReportWord::Contents),
        page: wording.word(DocumentWord::Page).into_owned(),
        behind: context.word(ReportWord::Behind),
        sections,
    };
    Some(Made { page, findings })
}
