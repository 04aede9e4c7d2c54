//! `quality`: what the returns cannot say, so that nobody reads more into a figure than it holds.

use super::{Kind, ReportContext, Show, Shown};
use crate::plan::BlockKey;
use crate::tree::{ReportPart, ReportTable, TableCell, TableColumn};
use canevas_desk::CountryState;
use canevas_evidence::{Given, Target};
use canevas_model::QuestionIx;
use canevas_syntax::report::BlockKind;
use canevas_wording::ui::report::ReportWord;

pub(super) const KIND: Kind = Kind {
    kind: BlockKind::Quality,
    summary: "What the returns cannot say: who is missing, which questions stay without an answer, where series break.",
    needs: &[],
    takes: &[BlockKey::Questions],
    shows: |_| false,
    resolve: |resolver| {
        let named = resolver.keys().questions.is_some();
        let targets = if named { Some(resolver.questions("questions", |_| true)?) } else { None };
        Some(Box::new(Quality { targets }))
    },
};

#[derive(Debug)]
struct Quality {
    /// The questions to look at; all that are published where none is named.
    targets: Option<Vec<Target>>,
}

impl Show for Quality {
    fn shown(&self, context: &ReportContext<'_>) -> Shown {
        let mut notes = missing(context);
        let targets = self.targets.clone().unwrap_or_else(|| published(context));
        notes.extend(breaks(context, &targets));
        let rows: Vec<Vec<TableCell>> = targets.into_iter().filter_map(|target| unanswered(context, target)).collect();
        if notes.is_empty() && rows.is_empty() {
            let none = ReportPart::Paragraph(context.word(ReportWord::NoLimits));
            return Shown { parts: vec![none], ..Shown::default() };
        }
        let mut parts = vec![ReportPart::Paragraph(context.word(ReportWord::QualityLead))];
        parts.extend(notes.into_iter().map(|note| ReportPart::Note(note.into())));
        if !rows.is_empty() {
            let columns = [ReportWord::Asked, ReportWord::Answered, ReportWord::SaidInstead, ReportWord::NotAnswered];
            let mut all = vec![TableColumn::words(context.word(ReportWord::Question))];
            all.extend(columns.map(|word| TableColumn::numbers(context.word(word))));
            parts.push(ReportPart::Table(ReportTable {
                caption: context.own.status.edition.clone().into(),
                columns: all,
                rows,
            }));
        }
        Shown { parts, ..Shown::default() }
    }
}

/// Countries that are in no figure, or that nobody asked, and texts that are in none.
fn missing(context: &ReportContext<'_>) -> Vec<String> {
    let countries = &context.own.status.countries;
    let named = |word, is: &dyn Fn(&canevas_desk::CountryStatus) -> bool| {
        let codes: Vec<&str> =
            countries.iter().filter(|country| is(country)).map(|country| country.code.as_str()).collect();
        (!codes.is_empty()).then(|| context.wording.filled(word, &[("names", &context.name_list(codes))]))
    };
    let is_open = |state| matches!(state, CountryState::Draft | CountryState::Incomplete);
    let mut notes = Vec::new();
    notes.extend(named(ReportWord::NotReported, &|country| country.state == CountryState::Missing));
    notes.extend(named(ReportWord::LeftOut, &|country| is_open(country.state)));
    notes.extend(named(ReportWord::NotExpected, &|country| {
        !country.expected && country.state == CountryState::Reported
    }));
    let waiting: Vec<_> = context.own.returns.iter().filter(|of| of.waiting() > 0).collect();
    if !waiting.is_empty() {
        let n: usize = waiting.iter().map(|of| of.waiting()).sum();
        let names = context.name_list(waiting.iter().map(|of| of.code.as_str()));
        notes.push(context.filled(ReportWord::Waiting, &[("n", &n.to_string()), ("names", &names)]));
    }
    notes
}

/// Where the series of a question breaks, or goes on with care only.
fn breaks(context: &ReportContext<'_>, targets: &[Target]) -> Vec<String> {
    let steps = context.evidence.editions.len();
    let mut notes = Vec::new();
    for target in targets {
        let marks = (1..steps).rev().filter_map(|step| context.break_note(*target, step));
        notes.extend(
            marks.map(|(_, text)| format!("{}{}{text}", context.question(*target).text, context.wording.colon())),
        );
    }
    notes
}

fn published(context: &ReportContext<'_>) -> Vec<Target> {
    let model = context.own.copy.model;
    let own = model.questions.iter_enumerated();
    let published = own.filter(|(_, question)| question.takes_answer() && model.may_be_published(question));
    published.map(|(question, _): (QuestionIx, _)| Target { question, field: None }).collect()
}

/// How many were asked a question and did not answer; none where all answered.
fn unanswered(context: &ReportContext<'_>, target: Target) -> Option<Vec<TableCell>> {
    let (mut asked, mut answered, mut said) = (0, 0, 0);
    for place in context.own.places(target) {
        asked += 1;
        match place.given {
            Given::Value(_) => answered += 1,
            Given::Said(_) => said += 1,
            Given::Nothing => {}
        }
    }
    let nothing = asked - answered - said;
    (nothing + said > 0).then(|| {
        let counts = [asked, answered, said, nothing];
        std::iter::once(TableCell::words(context.question(target))).chain(counts.map(TableCell::count)).collect()
    })
}
