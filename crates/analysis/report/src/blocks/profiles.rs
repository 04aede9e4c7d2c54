//! `profiles`: a page for each country, with what it answered to some questions, now and in the edition before.

use super::texts::texts_of;
use super::{Kind, ReportContext, Show, Shown, is_closed, is_text};
use crate::plan::BlockKey;
use crate::tally::given_answers;
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_evidence::{CountryReturn, EditionReturns, Given, Target};
use canevas_model::{AnswerShape, Question};
use canevas_syntax::report::BlockKind;
use canevas_wording::PlainText;
use canevas_wording::ui::report::ReportWord;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Profiles,
    summary: "A page for each country: what it answered to the `questions`, now and in the edition before, and what it wrote.",
    needs: &[BlockKey::Questions],
    takes: &[],
    shows: is_shown,
    resolve: |resolver| {
        let what = "questions with answers to choose from, numbers or texts";
        let targets = resolver.questions(what, is_shown)?;
        Some(Box::new(Profiles { targets }))
    },
};

fn is_number(question: &Question) -> bool {
    matches!(question.shape, AnswerShape::Number(_) | AnswerShape::Year { .. })
}

fn is_shown(question: &Question) -> bool {
    is_closed(question) || is_text(question) || is_number(question)
}

#[derive(Debug)]
struct Profiles {
    targets: Vec<Target>,
}

impl Show for Profiles {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let mut parts = Vec::new();
        for code in context.codes() {
            let Some(of) = context.own.returns.iter().find(|of| of.code == code) else { continue };
            parts.push(ReportPart::Heading(context.wording.listed_respondent(code)));
            parts.extend(self.table(context, of));
            for target in self.targets.iter().filter(|target| is_text(target.of(context.own.copy.model))) {
                let texts = texts_of(context, of, *target);
                if !texts.is_empty() {
                    parts.push(ReportPart::Note(context.question(*target)));
                    parts.push(ReportPart::Texts(texts));
                }
            }
        }
        Shown { parts, ..Shown::default() }
    }
}

impl Profiles {
    /// What the country answered, question by question; none where all questions ask for texts.
    fn table(&self, context: &ReportContext<'_>, of: &CountryReturn) -> Option<ReportPart> {
        let before = context.evidence.before_own();
        let mut columns = vec![TableColumn::words(context.word(ReportWord::Question))];
        columns.extend(before.map(|before| TableColumn::words(before.status.edition.clone())));
        columns.push(TableColumn::words(context.own.status.edition.clone()));
        let row = |target: &Target| {
            let mut cells = vec![TableCell::words(context.question(*target))];
            if before.is_some() {
                let earlier = context.evidence.before(*target, 1);
                let cell = earlier.and_then(|(edition, target)| {
                    let of = edition.returns.iter().find(|other| other.code == of.code)?;
                    Some(cell(context, edition, of, target))
                });
                cells.push(cell.unwrap_or_else(|| TableCell::words("–")));
            }
            cells.push(cell(context, context.own, of, *target));
            cells
        };
        let targets = self.targets.iter().filter(|target| !is_text(target.of(context.own.copy.model)));
        let rows: Vec<_> = targets.map(row).collect();
        let caption = context.wording.listed_respondent(&of.code).into();
        (!rows.is_empty()).then_some(ReportPart::Table(ReportTable { caption, columns, rows }))
    }
}

/// What a country answered in an edition.
fn cell(context: &ReportContext<'_>, edition: &EditionReturns<'_>, of: &CountryReturn, target: Target) -> TableCell {
    let question = target.of(edition.copy.model);
    let mut words: Vec<PlainText> = Vec::new();
    for place in of.places(edition.copy.model, target) {
        match &place.given {
            Given::Nothing => {}
            Given::Said(said) => words.push(context.wording.said(said).into()),
            Given::Value(answer) if is_number(question) => {
                words.push(context.wording.answer_with_unit(question, &answer.to_json(), place.unit()));
            }
            given @ Given::Value(_) => {
                words.extend(given_answers(given).iter().map(|answer| context.answer(edition, target, answer)));
            }
        }
    }
    TableCell::words(if words.is_empty() { "–".into() } else { PlainText::joined(&words, "; ") })
}
