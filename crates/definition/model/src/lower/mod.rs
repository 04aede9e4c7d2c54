//! From definition to model. It collects every error. The model holds all parts that could be read.

mod choices_from;
mod columns;
mod comment_on;
mod comments;
mod computed;
mod conditions;
mod declared_twice;
mod expressions;
mod facts;
mod feeds;
mod first_changes;
mod grid;
mod head;
mod letters;
mod mended;
mod must;
mod names;
mod non_responses;
mod official_numbers;
mod own_fields;
mod questions;
mod report;
mod retired;
mod row_title;
mod rows;
mod texts;
mod totals;
mod typing;
mod units;

pub use declared_twice::declared_twice;
pub use first_changes::about_start;
pub use letters::read_letters;
pub use report::read_report;
pub use texts::{pieces as text_pieces, placeholder_names};
pub use typing::{DateKind, Typing};

use crate::companions::DeclaredNonResponse;
use crate::expression::Computed;
use crate::indices::{ComputedIx, DateIx, FactIx, ListIx, QuestionIx};
use crate::keys::{TextKey, TextOwner, TextRole};
use crate::period::Period;
use crate::types::{Fact, Model, OptionList, Question};
use canevas_diagnostics::{Findings, SourceId, Sources, Span};
use canevas_syntax::changes::Changes;
use canevas_syntax::definition::Form;
use canevas_syntax::{DateEntry, Ordered, Read as _, SourceText, parse_yaml, traps};
use names::KnownNames;
use std::collections::BTreeSet;
use typed_index_collections::TiVec;

/// Reads and resolves a form file. `None` when there is nothing to build a model from.
pub fn lower(sources: &Sources, id: SourceId) -> (Option<Model>, Findings) {
    lower_after(sources, id, None)
}

/// Reads and resolves a form file, with the change file that lists what the form no longer asks.
pub fn lower_after(sources: &Sources, id: SourceId, changes: Option<&Changes>) -> (Option<Model>, Findings) {
    let mut findings = traps::scan(id, sources.get(id));
    if findings.deny() {
        findings.extend(mended::findings(id, sources.get(id)));
        return (None, findings);
    }
    let (node, parsed) = parse_yaml(id, sources.get(id));
    findings.extend(parsed);
    let Some(node) = node else { return (None, findings) };
    let Some(form) = Form::read(&node, &mut findings) else { return (None, findings) };
    let model = lower_form(id, &form, changes, &mut findings);
    (model, findings)
}

/// What is known while a form is lowered.
pub(crate) struct Lowering<'a> {
    pub(crate) findings: &'a mut Findings,
    pub(crate) names: KnownNames,
    pub(crate) period: Option<Period>,
    pub(crate) dates: TiVec<DateIx, crate::NamedDate>,
    pub(crate) facts: TiVec<FactIx, Fact>,
    pub(crate) lists: TiVec<ListIx, OptionList>,
    /// Computed numbers lowered so far.
    pub(crate) computed: TiVec<ComputedIx, Computed>,
    pub(crate) non_responses: Vec<DeclaredNonResponse>,
    /// Questions lowered so far, in document order.
    pub(crate) questions: TiVec<QuestionIx, Question>,
    /// The places of questions, fields and facts whose answers are not known, because a finding says what is wrong with their
    /// type or options. What conditions say about them is not judged.
    pub(crate) uncertain: BTreeSet<Span>,
    /// The places of questions whose official number is given and could not be read.
    pub(crate) unread_numbers: BTreeSet<Span>,
    /// Whether the rows of the question that is being lowered are given and not known.
    pub(crate) rows_are_uncertain: bool,
}

fn lower_form(id: SourceId, form: &Form, changes: Option<&Changes>, findings: &mut Findings) -> Option<Model> {
    let form = &comment_on::with_comments(own_fields::with_sign_off(form), findings);
    let head = head::read(form, findings)?;
    let mut names = names::collect(form, findings);
    if head.period.is_none() && (form.period.is_some() || form.is_unread("period")) {
        names.unread_keys.insert("period");
    }
    let lost = |dates: &Ordered<DateEntry>| !dates.1.is_empty() || dates.0.len() > head.dates.len();
    if form.is_unread("dates") || form.dates.as_ref().is_some_and(lost) {
        names.unread_keys.insert("dates");
    }
    let mut lowering = Lowering {
        findings,
        names,
        period: head.period,
        dates: head.dates.clone(),
        facts: TiVec::new(),
        lists: TiVec::new(),
        computed: TiVec::new(),
        non_responses: Vec::new(),
        questions: TiVec::new(),
        uncertain: BTreeSet::new(),
        unread_numbers: BTreeSet::new(),
        rows_are_uncertain: false,
    };
    lowering.lists = lowering.lower_lists(form);
    lowering.non_responses = lowering.lower_non_responses(form);
    lowering.facts = lowering.lower_facts(form);
    let top = |lowering: &mut Lowering<'_>, owner, role, text: &Option<SourceText>| {
        text.as_ref().map(|text| lowering.text(TextKey::new(owner, role), text, crate::TextScope::default()))
    };
    let title = top(&mut lowering, TextOwner::Form, TextRole::Title, &form.title)?;
    let introduction = top(&mut lowering, TextOwner::Form, TextRole::Introduction, &form.introduction);
    let closing = top(&mut lowering, TextOwner::Form, TextRole::Closing, &form.closing);
    let unknown = form
        .about
        .as_ref()
        .and_then(|about| about.country.as_ref())
        .and_then(|country| country.printed_when_unknown.clone());
    let country_unknown = top(&mut lowering, TextOwner::Country, TextRole::Unknown, &unknown);
    let mut sections = lowering.lower_sections(form.sections.as_deref().unwrap_or_default());
    Lowering::name_sign_off(form, &mut sections.raw);
    lowering.check_feeds();
    lowering.check_numbers(&sections);
    lowering.computed = lowering.lower_computed(form);
    let mut questions = std::mem::take(&mut lowering.questions);
    let mut retired = Vec::new();
    let mut quiet = Findings::default();
    if let Some(changes) = changes {
        // A retired question may name what the form no longer has. That is no error.
        let findings = std::mem::replace(&mut lowering.findings, &mut quiet);
        retired = lowering.retired_questions(changes, &questions.raw);
        lowering.findings = findings;
        retired::retire_options(changes, &lowering.lists, &mut questions.raw);
    }
    let Lowering { facts, lists, computed, non_responses, uncertain, .. } = lowering;
    Some(Model {
        source: id,
        form: head.form,
        edition: head.edition,
        edition_span: head.edition_span,
        form_span: head.form_span,
        period_span: head.period_span,
        source_language: head.source_language,
        translations: head.translations,
        period: head.period,
        dates: head.dates,
        contact: head.contact,
        minutes: head.minutes,
        numbering: head.numbering,
        country_unknown,
        facts,
        title,
        introduction,
        closing,
        computed,
        lists,
        non_responses,
        sections,
        questions,
        retired,
        letters: Vec::new(),
        report: None,
        uncertain,
    })
}
