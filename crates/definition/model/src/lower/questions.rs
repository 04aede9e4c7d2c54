//! Sections, headings, questions and their fields.

use super::Lowering;
use super::comment_on;
use super::conditions::ConditionPlace;
use super::typing::Typing;
use crate::companions::CommentBox;
use crate::ids::{QuestionId, SectionId};
use crate::indices::{BlockIx, FieldIx, SectionIx};
use crate::keys::{OptionHome, TextKey, TextOwner, TextRole};
use crate::question_types::{self, QuestionType};
use crate::relevance::Relevance;
use crate::rules;
use crate::shape::{AnswerShape, Control};
use crate::text::{Text, TextScope};
use crate::types::{Block, ForEach, Heading, Question, Section};
use canevas_diagnostics::{Finding, Findings};
use canevas_syntax::definition::{self, Feed, LastYear, Layout, Part};
use canevas_syntax::{OfficialNumber, SourceText, Sp};
use typed_index_collections::{TiSlice, TiVec};

impl Lowering<'_> {
    pub(super) fn lower_sections(&mut self, sections: &[definition::Section]) -> TiVec<SectionIx, Section> {
        let mut lowered = TiVec::with_capacity(sections.len());
        for section in sections {
            if let Some(section) = self.lower_section(section, lowered.next_key()) {
                lowered.push(section);
            }
        }
        lowered
    }

    fn lower_section(&mut self, section: &definition::Section, index: SectionIx) -> Option<Section> {
        // A section without a readable id or title keeps its place, so that its questions are read too.
        let span = section.id.as_ref().map(|id| id.span).or(section.span)?;
        let name = SectionId::from(section.id.as_ref().map_or("", |id| id.value.0.as_str()));
        let owner = TextOwner::Section(name.clone());
        let mut text = |role, text: &Option<SourceText>| {
            text.as_ref().map(|text| self.text(TextKey::new(owner.clone(), role), text, TextScope::default()))
        };
        let title = section.title.clone().unwrap_or_else(|| SourceText::opaque("", span));
        let title = text(TextRole::Title, &Some(title))?;
        let (if_not_shown, introduction) =
            (text(TextRole::IfNotShown, &section.if_not_shown), text(TextRole::Introduction, &section.introduction));
        let filled_by = text(TextRole::FilledBy, &section.filled_by);
        let show_if = self.outer_condition(section.show_if.as_ref());
        let mut lowered = Section {
            id: name,
            number: number_of(section.number.as_ref()),
            not_published: section.not_published.as_ref().is_some_and(|word| word.value),
            title,
            show_if,
            if_not_shown,
            introduction,
            filled_by,
            blocks: TiVec::new(),
            span,
            show_if_span: section.show_if.as_ref().map(|text| text.span),
        };
        for part in section.questions.iter().flatten() {
            match part {
                Part::Question(question) => {
                    if lowered.blocks.last().is_none_or(|block| block.heading.is_some()) {
                        lowered.blocks.push(Block { heading: None, questions: Vec::new() });
                    }
                    let Some(block) = lowered.blocks.last_key() else { continue };
                    self.take_question(question, (index, block), &mut lowered);
                }
                Part::Heading(heading) => {
                    let block = lowered.blocks.next_key();
                    let questions = heading.questions.as_deref().unwrap_or_default();
                    let first =
                        questions.iter().find_map(|question| question.id.as_ref()).map_or("", |id| id.value.0.as_str());
                    let owner = TextOwner::Heading(first.into());
                    let title = heading
                        .heading
                        .as_ref()
                        .map(|title| self.text(TextKey::new(owner, TextRole::Title), title, TextScope::default()));
                    let show_if = self.outer_condition(heading.show_if.as_ref());
                    let number = number_of(heading.number.as_ref());
                    let heading = title.map(|title| Heading {
                        number,
                        title,
                        show_if,
                        show_if_span: heading.show_if.as_ref().map(|text| text.span),
                    });
                    lowered.blocks.push(Block { heading, questions: Vec::new() });
                    for question in questions {
                        self.take_question(question, (index, block), &mut lowered);
                    }
                }
            }
        }
        Some(lowered)
    }

    /// Lowers a question and puts it into its block.
    fn take_question(&mut self, question: &definition::Question, at: (SectionIx, BlockIx), section: &mut Section) {
        if let Some(mut lowered) = self.lower_question(question, at) {
            self.with_table(&mut lowered);
            let index = self.push_question(lowered, question);
            section.blocks[at.1].questions.push(index);
            self.lower_must(index, question);
        }
    }

    pub(super) fn lower_question(
        &mut self,
        question: &definition::Question,
        at: (SectionIx, BlockIx),
    ) -> Option<Question> {
        let (id, type_name) = (question.id.as_ref()?, question.r#type.as_ref()?);
        // A question of an unknown type keeps its place, so that later references find it.
        let kind = self.question_type(type_name);
        let for_each = question.for_each.as_ref().and_then(|over| self.for_each(&over.rows, kind));
        let columns = self.columns(question, kind);
        self.rows_are_uncertain = question.is_unread("for_each")
            || question
                .for_each
                .as_ref()
                .is_some_and(|over| for_each.is_none() || columns.is_some() != over.columns.is_some());
        let name = QuestionId::from(id.value.0.as_str());
        let mut lowered = self.common(question, kind, &TextOwner::Question(name.clone()), for_each, at)?;
        if let Some(columns) = columns {
            lowered = self.with_columns(lowered, columns, question);
        } else if let Some(layout) = question.layout.as_ref().filter(|layout| layout.value == Layout::Table)
            && !(lowered.shape == AnswerShape::Group && (for_each.is_some() || self.rows_are_uncertain))
            && !self.uncertain.contains(&id.span)
        {
            self.findings.push(
                Finding::new(&rules::BAD_ROWS, layout.span, "only a group with for_each can be laid out as a table")
                    .help("use type: group with fields as columns, and for_each for the lines"),
            );
        }
        if self.rows_are_uncertain {
            self.uncertain.insert(id.span);
        }
        if let (Some(ForEach::Rows(_)), Some(last_year)) =
            (for_each, question.last_year.as_ref().filter(|word| word.value != LastYear::Never))
        {
            self.findings
                .push(Finding::new(&rules::BAD_ROWS, last_year.span, "the rows of last year are other rows").help(
                "leave out `last_year` where rows are entered; let them feed a list of facts, and ask about its rows",
            ));
        }
        let place = ConditionPlace {
            for_each,
            question: Some(self.questions.next_key()),
            fields: TiSlice::from_ref(&[]),
            is_field: false,
        };
        lowered.show_if = self.condition(question.show_if.as_ref(), &place);
        let mut fields: TiVec<FieldIx, Question> = std::mem::take(&mut lowered.fields);
        let own = kind.map_or(&[][..], QuestionType::own_fields);
        for field in question.fields.iter().flatten().filter(|_| own.is_empty()) {
            if let Some(field) = self.lower_field(field, &name, for_each, at, &fields) {
                fields.push(field);
            }
        }
        for field in own {
            if let Some(mut lowered) = self.lower_field(&field.written(id.span), &name, for_each, at, &fields) {
                field.complete(&mut lowered);
                fields.push(lowered);
            }
        }
        if let Some(kind) = kind.filter(|kind| kind.is_personal()) {
            if let Some(personal) = question.personal.as_ref().filter(|personal| !personal.value) {
                let message = format!("the answer to a `{}` is always personal", kind.name);
                self.findings
                    .push(Finding::new(&rules::KEY_NOT_OF_TYPE, personal.span, message).help("remove the line"));
            }
            lowered.personal = true;
        }
        lowered.feeds = self.feeds(question.feeds_next_edition.as_ref(), &fields);
        lowered.fields = fields;
        self.check_rows_label(question, kind);
        self.check_grid(question, &lowered);
        self.check_total(question, &lowered);
        self.rows_are_uncertain = false;
        Some(lowered)
    }

    fn lower_field(
        &mut self,
        field: &definition::Question,
        parent: &QuestionId,
        for_each: Option<ForEach>,
        at: (SectionIx, BlockIx),
        before: &TiSlice<FieldIx, Question>,
    ) -> Option<Question> {
        let (id, type_name) = (field.id.as_ref()?, field.r#type.as_ref()?);
        let kind = self.question_type(type_name);
        if let Some(kind) = kind.filter(|kind| !kind.may.be_field) {
            self.findings.push(
                Finding::new(&rules::BAD_FIELD, type_name.span, format!("a field cannot be a `{}`", kind.name))
                    .help("fields are simple answers; make it a question of its own"),
            );
            self.names.unread.insert(id.value.0.clone());
            return None;
        }
        let over = field.for_each.iter().map(|over| over.rows.span);
        let shown = field.total.iter().map(|word| word.span).chain(field.rows_label.iter().map(|text| text.span));
        for word in over.chain(field.layout.iter().map(|word| word.span)).chain(shown) {
            self.findings.push(
                Finding::new(&rules::BAD_ROWS, word, "a field is not repeated on its own")
                    .help("put for_each on the question"),
            );
        }
        for rule in field.must.iter().flatten() {
            self.findings.push(
                Finding::new(&rules::BAD_FIELD, rule.span.unwrap_or(id.span), "a field has no rules of its own")
                    .help("put `must` on the question: a rule there may name its fields, and is looked at in each row"),
            );
        }
        if let Some(word) = &field.comment_on {
            self.findings.push(
                Finding::new(
                    &rules::BAD_FIELD,
                    word.span,
                    "a field has no rows of its own that a comment could be about",
                )
                .help("put `comment` and `comment_on` on the question, or remove the line"),
            );
        }
        if let Some(number) = &field.number {
            self.findings.push(
                Finding::new(&rules::BAD_NUMBER, number.span, "a field has no number of its own")
                    .help("remove it: texts cite a field by the number of its question and its label"),
            );
        }
        let owner = TextOwner::Field(parent.clone(), id.value.0.as_str().into());
        let mut lowered = self.common(field, kind, &owner, for_each, at)?;
        lowered.for_each = None;
        let place =
            ConditionPlace { for_each, question: Some(self.questions.next_key()), fields: before, is_field: true };
        lowered.show_if = self.condition(field.show_if.as_ref(), &place);
        Some(lowered)
    }

    /// The part that questions and fields have in common.
    fn common(
        &mut self,
        question: &definition::Question,
        kind: Option<&'static QuestionType>,
        owner: &TextOwner,
        rows: Option<ForEach>,
        (section, block): (SectionIx, BlockIx),
    ) -> Option<Question> {
        let id = question.id.as_ref()?;
        if let Some(kind) = kind {
            check_keys(question, kind, self.findings);
            if kind.may.answer && question.ask.is_none() && !question.is_unread("ask") {
                self.findings.push(
                    Finding::new(&rules::MISSING_TEXT, id.span, format!("the question `{}` has no `ask`", id.value.0))
                        .help("add a line `ask: …`"),
                );
            }
        }
        let (name, home) = match owner {
            TextOwner::Question(name) => (name.clone(), OptionHome::Question(name.clone())),
            TextOwner::Field(question, name) => (name.clone(), OptionHome::Field(question.clone(), name.clone())),
            _ => return None,
        };
        if question.is_unread("number") {
            self.unread_numbers.insert(id.span);
        }
        let units = self.units(question, kind, &home);
        let built = kind.and_then(|kind| {
            let mut typing = Typing { lowering: self, home };
            kind.build(question, &mut typing)
        });
        let options = question.choices.iter().any(|choices| match choices {
            definition::Choices::Inline(choices) => !choices.1.is_empty(),
            definition::Choices::Named(_) | definition::Choices::From(_) => false,
        });
        if built.is_none() || options || question.is_damaged("can_say") {
            self.uncertain.insert(id.span);
        }
        let (shape, control) = built.unwrap_or((AnswerShape::Text { max_length: None, format: None }, Control::Line));
        let scope = TextScope { rows, ..TextScope::default() };
        let mut text = |role, text: &Option<SourceText>| -> Option<Text> {
            text.as_ref().map(|text| self.text(TextKey::new(owner.clone(), role), text, scope))
        };
        let ask = match shape {
            AnswerShape::Nothing => text(TextRole::Text, &question.text),
            _ => text(TextRole::Ask, &question.ask),
        };
        let (short, hint, example) = (
            text(TextRole::Short, &question.short),
            text(TextRole::Hint, &question.hint),
            text(TextRole::Example, &question.example),
        );
        let comment = question.comment.as_ref();
        let comment_box = CommentBox {
            required: comment
                .and_then(definition::Comment::block)
                .and_then(|block| block.required.as_ref())
                .is_some_and(|required| required.value),
            ..CommentBox::default()
        };
        let (if_not_shown, comment) = (
            text(TextRole::IfNotShown, &question.if_not_shown),
            text(TextRole::Comment, &comment.and_then(|comment| comment.ask().cloned())),
        );
        let (unit, rows_label, name_label, role_label) = (
            text(TextRole::Unit, &question.unit),
            text(TextRole::RowsLabel, &question.rows_label),
            text(TextRole::NameLabel, &question.name_label),
            text(TextRole::RoleLabel, &question.role_label),
        );
        let can_say = self.can_say(question, id.span);
        Some(Question {
            id: name,
            span: id.span,
            type_name: kind.map_or("text", |kind| kind.name),
            shape,
            control,
            section,
            block,
            number: number_of(question.number.as_ref()),
            ask,
            short,
            hint,
            example,
            if_not_shown,
            comment,
            comment_box,
            is_comment: comment_on::is_comment(question),
            row_title: None,
            unit,
            units,
            rows_label,
            name_label,
            role_label,
            required: question.required.as_ref().is_some_and(|required| required.value),
            show_if: Relevance::default(),
            for_each: rows,
            columns: None,
            total: question.total.as_ref().map(|total| total.value),
            layout: question.layout.as_ref().map_or(Layout::Stacked, |layout| layout.value),
            can_say,
            last_year: question.last_year.as_ref().map(|word| word.value),
            personal: question.personal.as_ref().is_some_and(|personal| personal.value),
            not_published: question.not_published.as_ref().is_some_and(|word| word.value),
            feeds: None,
            must: TiVec::new(),
            of_period: [&question.from, &question.to].map(|bound| {
                let typed = bound.as_ref().map(|word| word.value.as_str());
                typed.map_or(question.within.is_some(), |typed| typed.starts_with("period."))
            }),
            retired_codes: Vec::new(),
            fields: TiVec::new(),
        })
    }
}

/// An official number as the model holds it.
fn number_of(number: Option<&Sp<OfficialNumber>>) -> Option<Sp<String>> {
    number.map(|number| number.clone().map(|number| number.0))
}

/// Reports each key that has no meaning for the type.
fn check_keys(question: &definition::Question, kind: &QuestionType, findings: &mut Findings) {
    for (key, span) in keys_of(question) {
        let common = question_types::COMMON.contains(&key)
            || (kind.may.answer && question_types::COMMON_OF_ANSWERS.contains(&key));
        if !common && !kind.keys.contains(&key) {
            let of: Vec<&str> =
                question_types::ALL.iter().filter(|kind| kind.keys.contains(&key)).map(|kind| kind.name).collect();
            findings.push(
                Finding::new(
                    &rules::KEY_NOT_OF_TYPE,
                    span,
                    format!("`{key}` has no meaning for the type `{}`", kind.name),
                )
                .help(format!("it belongs to: {}", of.join(", ")))
                .help_if(of.is_empty().then(|| "remove it".to_owned())),
            );
        }
    }
}

/// The keys of a question except its id and type, each with its place.
fn keys_of(question: &definition::Question) -> Vec<(&'static str, canevas_diagnostics::Span)> {
    let mut keys = Vec::new();
    macro_rules! texts { ($($field:ident),*) => { $(if let Some(value) = &question.$field { keys.push((stringify!($field), value.span)); })* } }
    texts!(
        ask,
        short,
        hint,
        example,
        required,
        show_if,
        if_not_shown,
        layout,
        comment_on,
        rows_label,
        total,
        last_year,
        personal,
        not_published,
        number,
        max_length
    );
    texts!(at_least, at_most, min, max, unit, decimals, from, to, within, name_label, role_label, text);
    if let Some(over) = &question.for_each {
        keys.push(("for_each", over.rows.span));
    }
    if let Some(span) = question.comment.as_ref().and_then(definition::Comment::span) {
        keys.push(("comment", span));
    }
    if let Some(fact) = question.feeds_next_edition.as_ref().and_then(Feed::fact) {
        keys.push(("feeds_next_edition", fact.span));
    }
    if let (Some(said), Some(id)) = (&question.can_say, &question.id) {
        keys.push(("can_say", said.first().map_or(id.span, |word| word.span)));
    }
    if let (Some(must), Some(id)) = (&question.must, &question.id) {
        keys.push(("must", must.first().and_then(|rule| rule.span).unwrap_or(id.span)));
    }
    if let (Some(units), Some(id)) = (&question.units, &question.id) {
        keys.push(("units", span_of(&units.0).unwrap_or(id.span)));
    }
    if let (Some(choices), Some(id)) = (&question.choices, &question.id) {
        keys.push(("choices", span_of(choices).unwrap_or(id.span)));
    }
    if let Some(title) = &question.row_title {
        keys.push(("row_title", title.span));
    }
    if let (Some(fields), Some(id)) = (&question.fields, &question.id) {
        keys.push(("fields", fields.first().and_then(|field| field.span).unwrap_or(id.span)));
    }
    keys
}

/// Where options are written, or the name that stands for them.
pub(super) fn span_of(choices: &definition::Choices) -> Option<canevas_diagnostics::Span> {
    match choices {
        definition::Choices::Named(name) | definition::Choices::From(name) => Some(name.span),
        definition::Choices::Inline(choices) => choices.0.first().map(|(code, _)| code.span),
    }
}
