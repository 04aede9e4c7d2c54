//! Places to answer, by the shape of the answer.

use super::builder::Builder;
use super::given::MOST_SHOWN;
use super::parts::PartNames;
use crate::doc::{AnswerControl, ControlKind, ControlValue, Inline, Keep, Mark, Paragraph, Run, Style};
use crate::options::Profile;
use crate::tags::{ControlPath, ControlPlace as _, cut};
use canevas_model::{AnswerShape, Choice, Control as Asked, Text};
use canevas_ooxml::control::LONGEST_NAME;
use canevas_project::Row;
use canevas_responses::{CompanionField, ResponsePath};
use canevas_wording::paper::is_written;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;

/// The most lines of a list of options that stays whole. Longer ones are kept together with all that stands above them, and
/// would leave much of a page empty.
const SHORT_LIST: usize = 6;

/// One answer to be asked for.
pub(super) struct Ask<'a, 'b> {
    pub shape: &'a AnswerShape,
    pub control: Asked,
    pub unit: Option<&'a Text>,
    /// The units to choose from.
    pub units: Option<&'a AnswerShape>,
    pub place: &'b ResponsePath,
    pub alias: String,
    /// The row that it stands in, and its column, as the name of the control says it.
    pub within: Vec<String>,
    /// Whether it stands in a cell of a table.
    pub cell: bool,
    pub row: Option<&'b Row>,
}

impl<'a> Builder<'a> {
    /// What Word shows at the handle of a control.
    pub(super) fn alias(&self, number: &str, text: Option<&'a Text>, id: &str, row: Option<&Row>) -> String {
        let name = text.map_or_else(|| id.to_owned(), |text| self.wording.plain(text, row).replace('\n', " "));
        cut(format!("{number} {name}").trim(), LONGEST_NAME)
    }

    /// The paragraphs that take one answer. Shapes of several lines are laid out by their callers.
    pub(super) fn simple(&self, ask: &Ask<'a, '_>) -> Vec<Paragraph> {
        let path = ask.place.control();
        let (mut names, options) = self.option_names(ask.shape);
        let prompt = |word: DocumentWord| self.prompt(word);
        let short = if ask.cell { Style::TableCell } else { Style::Answer };
        let line = |style: Style, kind: ControlKind| {
            let control = AnswerControl {
                path: path.clone(),
                alias: ask.alias.clone(),
                within: ask.within.clone(),
                part: None,
                kind,
                value: self.value(ask.shape, ask.place),
            };
            // LibreOffice shows a prompt as it shows an answer: the paragraph says that there is none.
            let is_none = self.read_answers().is_some() && control.value == ControlValue::Empty;
            let none = if ask.cell { Style::TableHint } else { Style::NotAsked };
            Paragraph::new(if is_none { none } else { style }, vec![control.into()])
        };
        match ask.shape {
            AnswerShape::Text { format, .. } => {
                let lines = is_long(ask.control);
                let style = match (lines, ask.cell) {
                    (true, true) => Style::TableLong,
                    (true, false) => Style::AnswerLong,
                    (false, _) => short,
                };
                let prompt = match format {
                    Some(format) if !self.reads() => self.wording.format_prompt(format).into_owned(),
                    Some(_) | None => prompt(DocumentWord::ClickToAnswer),
                };
                vec![line(style, ControlKind::Text { lines, prompt })]
            }
            AnswerShape::YesNo => vec![self.yes_no(ask, &path, &options)],
            AnswerShape::One { choices, source, .. } => {
                let choices = self.wording.shown_choices(choices, *source);
                let list = choices.iter().map(|choice| (choice.code.to_string(), self.plain_label(choice))).collect();
                let kind = ControlKind::Select { options: list, prompt: prompt(DocumentWord::ChooseAnswer) };
                let mut out = vec![line(short, kind)];
                let texts = choices.into_iter().zip(&options);
                out.extend(texts.filter_map(|(choice, name)| self.specify(ask, choice, name, &mut names)));
                if !ask.cell {
                    keep_together(&mut out);
                }
                out
            }
            AnswerShape::Many { choices, source, .. } if ask.cell && is_written(ask.shape) => {
                let prompt = prompt(DocumentWord::ClickToAnswer);
                let mut out = vec![line(Style::TableLong, ControlKind::Text { lines: true, prompt })];
                let texts = self.wording.shown_choices(choices, *source).into_iter().zip(&options);
                out.extend(texts.filter_map(|(choice, name)| self.specify(ask, choice, name, &mut names)));
                out
            }
            AnswerShape::Many { choices, source, .. } => {
                let mut out = Vec::new();
                let is_long = self.read_answers().is_some() && choices.len() > MOST_SHOWN;
                for (choice, name) in self.wording.shown_choices(choices, *source).into_iter().zip(&options) {
                    let (option, is_ticked) = self.option(ask, &path, choice, name);
                    if is_long && !is_ticked && !self.shows_companion(ask.place, CompanionField::other(&choice.code)) {
                        continue;
                    }
                    let mut lines = vec![option];
                    if let Some(hint) = choice.hint.as_ref().filter(|_| !self.reads()) {
                        lines.push(Paragraph::new(
                            if ask.cell { Style::TableHint } else { Style::ChoiceHint },
                            self.line(hint, ask.row),
                        ));
                    }
                    lines.extend(self.specify(ask, choice, name, &mut names));
                    out.push(lines);
                }
                if ask.cell { out.concat() } else { kept_options(out) }
            }
            AnswerShape::Number(_) | AnswerShape::Year { .. } => {
                let mut out =
                    line(short, ControlKind::Text { lines: false, prompt: prompt(DocumentWord::WriteNumber) });
                if let Some(unit) = ask.unit.filter(|_| !matches!(out.style, Style::TableHint | Style::NotAsked)) {
                    // A narrow cell breaks the line before the unit, and never in it.
                    out.inlines.push(Inline::marked(Mark::Label, if ask.cell { " " } else { "\u{a0}\u{a0}" }));
                    out.inlines.extend(self.line(unit, ask.row).into_iter().map(labelled));
                }
                if let Some(units) = ask.units.filter(|_| self.shows_companion(ask.place, CompanionField::Unit)) {
                    out.inlines.push(Inline::text(if ask.cell { " " } else { "\u{a0}\u{a0}" }));
                    out.inlines.push(self.unit_list(ask, units).into());
                }
                vec![out]
            }
            AnswerShape::Date { .. } => {
                vec![line(short, ControlKind::Date { prompt: prompt(DocumentWord::ChooseDate) })]
            }
            AnswerShape::Month { .. } => {
                let example = self
                    .copy
                    .model
                    .period
                    .map_or(canevas_model::dates::Month { year: 2024, month: 1 }, |period| period.to);
                let prompt = if self.reads() {
                    self.no_answer()
                } else {
                    self.wording.filled(DocumentWord::WriteMonth, &[("example", &self.wording.month(example))])
                };
                vec![line(short, ControlKind::Text { lines: false, prompt })]
            }
            AnswerShape::NamesAndRoles { .. }
            | AnswerShape::Group
            | AnswerShape::Rows { .. }
            | AnswerShape::Nothing => Vec::new(),
        }
    }

    /// The list from which the unit of a number is chosen.
    fn unit_list(&self, ask: &Ask<'a, '_>, units: &'a AnswerShape) -> AnswerControl {
        let options = units.choices().iter().map(|unit| (unit.code.to_string(), self.plain_label(unit))).collect();
        let path = ask.place.companion_control(CompanionField::Unit);
        let place = match ask.place {
            ResponsePath::Answer(path) => ResponsePath::from(path.clone().companion(CompanionField::Unit)),
            ResponsePath::Whole | ResponsePath::Head(_) | ResponsePath::Fact(_) => ask.place.clone(),
        };
        let word = self.common(Common::Unit);
        AnswerControl {
            path,
            alias: ask.alias.clone(),
            within: ask.within.clone(),
            part: Some(word.clone()),
            kind: ControlKind::Select { options, prompt: if self.reads() { self.no_answer() } else { word } },
            value: self.value(units, &place),
        }
    }

    fn yes_no(&self, ask: &Ask<'a, '_>, path: &ControlPath, names: &[String]) -> Paragraph {
        let mut inlines = Vec::new();
        for ((code, yes), name) in [("yes", true), ("no", false)].into_iter().zip(names) {
            if !yes {
                inlines.push(Inline::Tab);
            }
            let value = self.ticked(ask.shape, ask.place, code);
            inlines.extend(self.check(path.option(code), ask, [name, code], value));
            inlines.push(self.own(self.wording.yes_no(yes)));
        }
        Paragraph::new(if ask.cell { Style::TableChoice } else { Style::Choice }, inlines)
    }

    /// The line of an option, and whether its box is ticked.
    fn option(&self, ask: &Ask<'a, '_>, path: &ControlPath, choice: &'a Choice, name: &str) -> (Paragraph, bool) {
        let value = self.ticked(ask.shape, ask.place, &choice.code);
        let is_ticked = value == ControlValue::Tick;
        let mut inlines = self.check(path.option(&choice.code), ask, [name, &choice.code], value);
        inlines.extend(self.label(choice));
        (Paragraph::new(if ask.cell { Style::TableChoice } else { Style::Choice }, inlines), is_ticked)
    }

    /// A box; its label follows on the same line.
    pub(super) fn check(
        &self,
        path: ControlPath,
        ask: &Ask<'a, '_>,
        [name, code]: [&str; 2],
        value: ControlValue,
    ) -> Vec<Inline> {
        let part = Some(name.to_owned());
        let control = AnswerControl {
            path,
            alias: ask.alias.clone(),
            within: ask.within.clone(),
            part,
            kind: ControlKind::Check,
            value,
        };
        let mut out = vec![control.into(), Inline::text("\u{a0}")];
        if self.profile == Profile::Annotated {
            out.push(Inline::marked(Mark::Code, code));
            out.push(Inline::text("\u{a0}"));
        }
        out
    }

    fn specify(&self, ask: &Ask<'a, '_>, choice: &'a Choice, name: &str, names: &mut PartNames) -> Option<Paragraph> {
        let text = choice.specify.as_ref()?;
        let field = CompanionField::other(&choice.code);
        if !self.shows_companion(ask.place, field.clone()) {
            return None;
        }
        let part = format!("{name}{}{}", self.wording.colon(), self.wording.plain(text, ask.row));
        let mut inlines: Vec<Inline> = self.line(text, ask.row);
        inlines.push(self.own(self.wording.colon()));
        inlines.push(
            AnswerControl {
                path: ask.place.companion_control(field.clone()),
                alias: ask.alias.clone(),
                within: ask.within.clone(),
                part: Some(names.fresh(&part)),
                kind: ControlKind::Text {
                    lines: choice.specify_box.is_long,
                    prompt: self.prompt(DocumentWord::ClickToAnswer),
                },
                value: self.companion_text(ask.place, field),
            }
            .into(),
        );
        Some(Paragraph::new(if ask.cell { Style::TableCell } else { Style::Specify }, inlines))
    }

    /// The place of an answer of one line or list, then its companions, which stay on one page.
    pub(super) fn whole(&self, question: &'a canevas_model::Question, ask: &Ask<'a, '_>) -> Vec<Paragraph> {
        // Where the country said that there is nothing to report, that alone is read.
        let is_said = self.reads() && self.said(question, ask.place).is_some();
        let mut out = if is_said { Vec::new() } else { self.simple(ask) };
        if let Some(last) = out.last_mut().filter(|_| !question.can_say.is_empty() && !ask.cell) {
            last.keep = Keep::Next;
        }
        out.extend(self.companions(question, ask));
        out
    }

    /// The checkboxes of the non-responses, and the comment box.
    pub(super) fn companions(&self, question: &'a canevas_model::Question, ask: &Ask<'a, '_>) -> Vec<Paragraph> {
        if question.can_say.is_empty() && question.comment.is_none() {
            return Vec::new();
        }
        let path = ask.place.control();
        let (mut names, _) = self.option_names(ask.shape);
        let mut out = Vec::new();
        let given = self.said(question, ask.place);
        for said in &question.can_say {
            let label = self.wording.said(said);
            let name = names.fresh(&label);
            let is_ticked = given.as_ref() == Some(said);
            if self.read_answers().is_some() && !is_ticked {
                continue;
            }
            if is_ticked {
                self.take(ask.place);
            }
            let value = if is_ticked { ControlValue::Tick } else { ControlValue::Empty };
            let mut inlines = self.check(path.said(said.word()), ask, [&name, said.word()], value);
            inlines.extend(self.said_label(said));
            out.push(Paragraph::new(if ask.cell { Style::TableChoice } else { Style::Choice }, inlines));
        }
        if !ask.cell {
            keep_together(&mut out);
        }
        let has_comment = self.shows_companion(ask.place, CompanionField::Comment);
        if let Some(text) = question.comment.as_ref().filter(|_| has_comment) {
            if let Some(line) = self.wording.comment_condition(question, ask.row).filter(|_| !self.reads()) {
                out.push(Paragraph::new(
                    if ask.cell { Style::TableHint } else { Style::Condition },
                    vec![self.own(line)],
                ));
            }
            let mut label =
                [Paragraph::new(if ask.cell { Style::TableHint } else { Style::FieldLabel }, self.line(text, ask.row))];
            self.mark_required(&mut label, question.comment_box.required);
            out.extend(label);
            let label = self.wording.plain(text, ask.row);
            out.push(Paragraph::new(
                if ask.cell { Style::TableLong } else { Style::AnswerLong },
                vec![
                    AnswerControl {
                        path: ask.place.companion_control(CompanionField::Comment),
                        alias: ask.alias.clone(),
                        within: ask.within.clone(),
                        part: Some(names.fresh(&label)),
                        kind: ControlKind::Text { lines: true, prompt: self.prompt(DocumentWord::ClickToAnswer) },
                        value: self.companion_text(ask.place, CompanionField::Comment),
                    }
                    .into(),
                ],
            ));
        }
        out
    }

    /// What tells the options of a question apart, in the names of their controls.
    fn option_names(&self, shape: &'a AnswerShape) -> (PartNames, Vec<String>) {
        let mut names = PartNames::default();
        let options = match shape {
            AnswerShape::YesNo => [true, false].map(|yes| names.fresh(&self.wording.yes_no(yes))).to_vec(),
            AnswerShape::Many { choices, source, .. } => {
                let choices = self.wording.shown_choices(choices, *source);
                choices.into_iter().map(|choice| names.fresh(&self.plain_label(choice))).collect()
            }
            // The list is one control. Only the texts that specify its options have controls of their own.
            AnswerShape::One { choices, .. } if choices.iter().any(|choice| choice.specify.is_some()) => {
                choices.iter().map(|choice| names.fresh(&self.plain_label(choice))).collect()
            }
            AnswerShape::One { choices, .. } => vec![String::new(); choices.len()],
            AnswerShape::Text { .. }
            | AnswerShape::Number(_)
            | AnswerShape::Year { .. }
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. }
            | AnswerShape::NamesAndRoles { .. }
            | AnswerShape::Group
            | AnswerShape::Rows { .. }
            | AnswerShape::Nothing => Vec::new(),
        };
        (names, options)
    }

    pub(super) fn plain_label(&self, choice: &'a Choice) -> String {
        self.wording.label(choice).plain().replace('\n', " ")
    }

    /// How to answer; the options with their codes for form designers.
    pub(super) fn instruction(&self, shape: &'a AnswerShape) -> Option<String> {
        if self.reads() {
            return None;
        }
        self.wording.instruction(shape, &|choice| {
            let option = self.wording.option(choice);
            if self.profile == Profile::Annotated { format!("{option} [{}]", choice.code) } else { option }
        })
    }
}

/// The same text as a label.
#[allow(clippy::wildcard_enum_match_arm, reason = "all other inlines stay as they are")]
pub(super) fn labelled(inline: Inline) -> Inline {
    match inline {
        Inline::Run(run) if run.mark == Mark::Plain => Inline::Run(Run { mark: Mark::Label, ..run }),
        other => other,
    }
}

/// The boxes of options, line by line. A short list is not torn apart by a page. In a longer one, an option has its hint and
/// its text on its page, and no option stands alone.
fn kept_options(mut options: Vec<Vec<Paragraph>>) -> Vec<Paragraph> {
    let count = options.len();
    let is_short = options.iter().map(Vec::len).sum::<usize>() <= SHORT_LIST;
    for (at, lines) in options.iter_mut().enumerate() {
        keep_together(lines);
        let keeps = at + 1 < count && (is_short || at == 0 || at + 2 == count);
        if let Some(last) = lines.last_mut().filter(|_| keeps) {
            last.keep = Keep::Next;
        }
    }
    options.concat()
}

/// Keeps lines on one page.
pub(super) fn keep_together(lines: &mut [Paragraph]) {
    if let Some((_, all_but_last)) = lines.split_last_mut() {
        for line in all_but_last {
            line.keep = Keep::Next;
        }
    }
}

/// Whether an answer has several lines.
pub(super) fn is_long(control: Asked) -> bool {
    match control {
        Asked::Box => true,
        Asked::Line
        | Asked::YesNo
        | Asked::Radios
        | Asked::Scale
        | Asked::Select
        | Asked::Checkboxes
        | Asked::Number
        | Asked::Day
        | Asked::Month
        | Asked::NamesAndRoles
        | Asked::Group
        | Asked::SignOff
        | Asked::Rows
        | Asked::Documents
        | Asked::Note => false,
    }
}
