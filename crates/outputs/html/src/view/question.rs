//! Questions and fields, as the templates print them.

use super::{CompanionView, ControlView, Item, NonResponseView, OptionView, QuestionView, TotalView, UnitsView};
use crate::fragment;
use crate::texts::{PageTexts, Switched};
use canevas_model::condition::Condition;
use canevas_model::{AnswerShape, Choice, ChoiceSource, Control, FieldIx, Layout, Question, Text, TotalAt};
use canevas_project::{OutlineQuestion, Presence, Repetition, Row, RowSource};
use canevas_responses::{AnswerPath, CompanionField, RepeatedRow};
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::form::Form;

/// The name of the control of a companion field.
type CompanionName<'n> = &'n dyn Fn(CompanionField) -> String;

/// A question with its rows.
pub fn question<'a>(texts: &mut PageTexts<'a>, view: &OutlineQuestion<'a>) -> QuestionView {
    let question = view.question;
    let path = AnswerPath::question(&question.id);
    let number = if question.takes_answer() { texts.source().number(view.index, None) } else { String::new() };
    let (condition, never) = match &view.presence {
        Presence::Asked => (None, None),
        Presence::If(condition) => (Some(in_words(texts, condition, Common::AnswerIf)), None),
        Presence::NotAsked(text) => (None, text.map(|text| texts.blocks(text, None))),
    };
    let mut out = QuestionView {
        path: path.control_name(),
        number,
        ask: None,
        short: question.short.as_ref().map(|short| texts.phrase(short, None)),
        condition,
        never,
        note: None,
        layout: "one",
        columns: question.columns.is_some(),
        items: Vec::new(),
        row_labels: Vec::new(),
        rows_label: None,
        hint: None,
        limits: Vec::new(),
        row_totals: Vec::new(),
        column_totals: Vec::new(),
        open_rows: false,
        remarks: Vec::new(),
    };
    if !view.presence.is_asked() {
        out.layout = "never";
        return out;
    }
    if question.shape == AnswerShape::Nothing {
        out.layout = "note";
        out.note = question.ask.as_ref().map(|text| texts.blocks(text, None));
        return out;
    }
    let rows = match &view.repetition {
        Repetition::Once => {
            let item = item(texts, question, &path, None, Some(out.number.clone()));
            out.items.push(with_rules(texts, question, None, item));
            return out;
        }
        Repetition::PerRow(rows) => {
            out.layout = "rows";
            rows
        }
        Repetition::Table(rows) => {
            out.layout = if question.layout == Layout::Grid { "grid" } else { "table" };
            out.ask = question.ask.as_ref().map(|ask| texts.phrase(ask, None));
            rows
        }
    };
    out.rows_label = question.rows_label.as_ref().map(|label| texts.phrase(label, None));
    totals(texts, view, &mut out);
    out.open_rows = rows.iter().any(|row| matches!(row.source, RowSource::Blank(_)));
    for row in rows {
        let own = path.clone().in_row(&row.key);
        let number = texts.source().number(view.index, Some(row));
        let item = item(texts, question, &own, Some(row), Some(number));
        // The title of a row that somebody enters comes from the answers.
        let label = if matches!(row.source, RowSource::Entered(_)) {
            texts.make(|wording| fragment::line(&wording.row_title(row)))
        } else {
            texts.plain(|wording| wording.row_label(row))
        };
        out.row_labels.push(label);
        let short = question.short.as_ref().map(|short| name_of_row(texts, short, row));
        out.items.push(with_rules(texts, question, None, Item { short, ..item }));
    }
    if matches!(view.repetition, Repetition::Table(_)) {
        out.hint = question.hint.as_ref().map(|hint| texts.blocks(hint, None));
        out.limits = out.items.first().map(|item| item.limits.clone()).unwrap_or_default();
        if question.columns.is_some() {
            // All columns keep to the same.
            out.limits.extend(
                out.items
                    .first()
                    .and_then(|item| item.control.fields.first())
                    .into_iter()
                    .flat_map(|field| field.limits.clone()),
            );
            out.items.iter_mut().flat_map(|item| &mut item.control.fields).for_each(|field| field.limits.clear());
        }
    }
    out
}

/// The short name of a question in one of its rows. Where the words do not name the row, its own name follows them.
fn name_of_row<'a>(texts: &mut PageTexts<'a>, short: &'a Text, row: &Row) -> Switched {
    texts.make(|wording| {
        let name = wording.rich(short, Some(row));
        let words = fragment::phrase(&name);
        if name != wording.rich(short, None) {
            return words;
        }
        format!("{words} – {}", fragment::line(&wording.row_title(row)))
    })
}

/// The places of the totals.
fn totals<'a>(texts: &mut PageTexts<'a>, view: &OutlineQuestion<'a>, out: &mut QuestionView) {
    let copy = texts.source().copy;
    let all = copy.totals(view.index);
    let named = |at: &TotalAt| {
        let unit = view.question.unit_of_total(at).map(|unit| texts.phrase(unit, None));
        TotalView { name: at.name(copy.model), unit }
    };
    let (of_rows, below): (Vec<_>, Vec<_>) = all.iter().partition(|at| at.row.is_some());
    let mut views: Vec<TotalView> = of_rows.iter().chain(&below).copied().map(named).collect();
    let mut views_below = views.split_off(of_rows.len()).into_iter();
    out.row_totals = views;
    if !below.is_empty() {
        let places = view.question.fields.keys().map(Some).chain([None]);
        let is_there = |field: &Option<FieldIx>| below.iter().any(|at| at.field == *field);
        // A table has an empty cell where a column has no total, and no corner without one.
        let places = places.filter(|field| field.is_some() || is_there(field));
        out.column_totals = places.map(|field| if is_there(&field) { views_below.next() } else { None }).collect();
    }
}

/// What must hold between the answer and others, or what bounds one of its fields, below its other bounds.
fn with_rules<'a>(texts: &mut PageTexts<'a>, question: &'a Question, field: Option<FieldIx>, mut item: Item) -> Item {
    for must in question.must.iter().filter(|must| must.stands_at(field)) {
        item.limits.push(match must.say() {
            Some(text) => texts.phrase(text, None),
            None => texts.interface(|wording| wording.must(must)),
        });
    }
    item
}

/// A condition in words.
pub fn in_words(texts: &mut PageTexts<'_>, condition: &Condition, sentence: Common) -> Switched {
    texts.interface(|wording| wording.condition_sentence(sentence, condition, None))
}

fn comment<'a>(
    texts: &mut PageTexts<'a>,
    question: &'a Question,
    path: &AnswerPath,
    row: Option<&Row>,
) -> Option<CompanionView> {
    let label = question.comment.as_ref()?;
    let of = &question.comment_box;
    let condition = texts.source().comment_condition(question, row).is_some();
    Some(CompanionView {
        path: path.clone().comment().control_name(),
        label: texts.phrase(label, row),
        long: true,
        required: (of.required || of.has_condition()).then_some(of.required),
        condition: condition
            .then(|| texts.interface(|wording| wording.comment_condition(question, row).unwrap_or_default())),
    })
}

/// A question, its copy in a row, or a field.
fn item<'a>(
    texts: &mut PageTexts<'a>,
    question: &'a Question,
    path: &AnswerPath,
    row: Option<&Row>,
    number: Option<String>,
) -> Item {
    let field = number.is_none();
    let condition_in = |wording: &Wording<'a>| match row {
        _ if field => wording.field_condition(question, row),
        Some(row) => wording.row_condition(question, Common::AnswerIf, row),
        None => None,
    };
    let has_condition = condition_in(&texts.source()).is_some();
    let condition = has_condition.then(|| texts.interface(|wording| condition_in(wording).unwrap_or_default()));
    Item {
        path: path.control_name(),
        number,
        ask: match &question.ask {
            Some(ask) => texts.phrase(ask, row),
            None => texts.plain(|_| question.id.to_string()),
        },
        short: question.short.as_ref().map(|short| texts.phrase(short, row)),
        required: question.required,
        hint: question.hint.as_ref().map(|hint| texts.blocks(hint, row)),
        limits: limits(texts, &question.shape).into_iter().chain(not_published(texts, question)).collect(),
        example: question.example.as_ref().map(|example| texts.example(example, row)),
        condition,
        control: control(texts, question, path, row),
        say: question
            .can_say
            .iter()
            .map(|said| NonResponseView {
                code: said.clone(),
                label: match texts.source().said_text(said) {
                    Some(text) => texts.phrase(text, None),
                    None => texts.interface(|wording| wording.said(said).into_owned()),
                },
            })
            .collect(),
        comment: comment(texts, question, path, row),
        field,
    }
}

/// That the answer is not published.
fn not_published<'a>(texts: &mut PageTexts<'a>, question: &'a Question) -> Option<Switched> {
    let said = |wording: &Wording<'a>| wording.not_published(question);
    said(&texts.source())?;
    Some(texts.interface(|wording| said(wording).unwrap_or_default()))
}

/// What an answer must keep to, in words: counts of options or rows, bounds, digits.
pub fn limits<'a>(texts: &mut PageTexts<'a>, shape: &'a AnswerShape) -> Vec<Switched> {
    let (least, most) = match shape {
        AnswerShape::Many { at_least, at_most, .. }
        | AnswerShape::NamesAndRoles { at_least, at_most }
        | AnswerShape::Rows { at_least, at_most } => (at_least.filter(|least| *least > 1), *at_most),
        AnswerShape::Number(_) | AnswerShape::Year { .. } | AnswerShape::Date { .. } | AnswerShape::Month { .. } => {
            return bounds(texts, shape);
        }
        AnswerShape::Text { .. }
        | AnswerShape::YesNo
        | AnswerShape::One { .. }
        | AnswerShape::Group
        | AnswerShape::Nothing => (None, None),
    };
    [(least, Common::AtLeast), (most, Common::AtMost)]
        .into_iter()
        .filter_map(|(count, word)| {
            let count = count?.to_string();
            Some(texts.interface(|wording| wording.filled(word, &[("n", &count)])))
        })
        .collect()
}

/// The bounds of a number or date, as documents say them, and how many decimals it takes: one line.
fn bounds<'a>(texts: &mut PageTexts<'a>, shape: &'a AnswerShape) -> Vec<Switched> {
    let decimals = |wording: &Wording<'a>| match shape.number()?.decimals {
        // Nobody writes a year with decimals.
        0 if matches!(shape, AnswerShape::Year { .. }) => None,
        0 => Some(wording.word(Form::WholeNumber).into_owned()),
        most => Some(wording.filled(Form::Decimals, &[("n", &most.to_string())])),
    };
    let said = |wording: &Wording<'a>| {
        let parts = [wording.instruction(shape, &|_| String::new()), decimals(wording)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let is_said = !said(&texts.source()).is_empty();
    is_said.then(|| texts.interface(said)).into_iter().collect()
}

/// The control of a fact, which has no question around it.
pub fn plain_control<'a>(
    texts: &mut PageTexts<'a>,
    shape: &'a AnswerShape,
    control: Control,
    name_of: CompanionName<'_>,
) -> ControlView {
    let mut out = ControlView { kind: kind_of(control), mode: "text", ..ControlView::default() };
    match shape {
        AnswerShape::Text { max_length, format } => {
            out.max_length = *max_length;
            out.format_mode = format.map(|format| format.input_mode);
        }
        AnswerShape::YesNo => {
            out.options = [true, false]
                .into_iter()
                .map(|yes| OptionView {
                    code: if yes { "yes" } else { "no" }.into(),
                    label: texts.interface(|wording| wording.yes_no(yes).into_owned()),
                    hint: None,
                    specify: None,
                    exclusive: false,
                })
                .collect();
        }
        AnswerShape::One { choices, source, .. } | AnswerShape::Many { choices, source, .. } => {
            out.options = options(texts, choices, name_of, None);
            out.sorted = *source == ChoiceSource::Countries;
            out.given = shape.choices_from().is_some();
            if out.sorted {
                sort_countries(texts, &mut out.options, choices);
            }
        }
        AnswerShape::Year { .. } => out.mode = "numeric",
        AnswerShape::Number(number) => out.mode = if number.whole { "numeric" } else { "decimal" },
        AnswerShape::Date { .. }
        | AnswerShape::Month { .. }
        | AnswerShape::NamesAndRoles { .. }
        | AnswerShape::Group
        | AnswerShape::Rows { .. }
        | AnswerShape::Nothing => {}
    }
    out
}

fn control<'a>(texts: &mut PageTexts<'a>, question: &'a Question, path: &AnswerPath, row: Option<&Row>) -> ControlView {
    let mut out =
        plain_control(texts, &question.shape, question.control, &|field| path.clone().companion(field).control_name());
    out.unit = question.unit.as_ref().map(|unit| texts.phrase(unit, row));
    out.units = question.units.as_ref().map(|units| {
        let name_of = |field| path.clone().companion(field).control_name();
        UnitsView {
            path: name_of(CompanionField::Unit),
            label: texts.word(Common::Unit),
            options: options(texts, units.choices(), &name_of, row),
        }
    });
    match question.control {
        // Countries are sorted already, and have no hints or texts.
        Control::Radios | Control::Scale | Control::Checkboxes | Control::Select if out.sorted => {}
        Control::Radios | Control::Scale | Control::Checkboxes | Control::Select => {
            out.options =
                options(texts, question.choices(), &|field| path.clone().companion(field).control_name(), row);
        }
        Control::Group | Control::SignOff => {
            out.sign = (question.control == Control::SignOff).then(|| texts.word(Common::Signature));
            out.fields = question
                .fields
                .iter_enumerated()
                .map(|(at, field)| {
                    let item = item(texts, field, &path.clone().field(&field.id), row, None);
                    with_rules(texts, question, Some(at), item)
                })
                .collect();
        }
        Control::Rows | Control::Documents => {
            out.row_title = question.row_title.as_ref().map(|_| {
                texts.make(|wording| {
                    wording.row_title_with_cells(question).as_ref().map_or_else(String::new, fragment::phrase)
                })
            });
            out.fields = question
                .fields
                .iter_enumerated()
                .map(|(at, field)| {
                    let path = path.clone().in_repeated_row(RepeatedRow::Each).field(&field.id);
                    let item = item(texts, field, &path, row, None);
                    with_rules(texts, question, Some(at), item)
                })
                .collect();
        }
        Control::NamesAndRoles => out.fields = names_and_roles(texts, question, path, row),
        Control::Line
        | Control::Box
        | Control::YesNo
        | Control::Number
        | Control::Day
        | Control::Month
        | Control::Note => {}
    }
    out
}

fn names_and_roles<'a>(
    texts: &mut PageTexts<'a>,
    question: &'a Question,
    path: &AnswerPath,
    row: Option<&Row>,
) -> Vec<Item> {
    [("name", &question.name_label, Common::Name, "line"), ("role", &question.role_label, Common::Role, "box")]
        .into_iter()
        .map(|(id, label, word, kind)| Item {
            path: path.clone().in_repeated_row(RepeatedRow::Each).field(id).control_name(),
            number: None,
            ask: match label {
                Some(label) => texts.phrase(label, row),
                None => texts.word(word),
            },
            short: None,
            required: id == "name",
            hint: None,
            limits: Vec::new(),
            example: None,
            condition: None,
            control: ControlView { kind, mode: "text", ..ControlView::default() },
            say: Vec::new(),
            comment: None,
            field: true,
        })
        .collect()
}

/// Puts countries in the alphabet of the source language. The script sorts them in the others.
fn sort_countries(texts: &PageTexts<'_>, options: &mut Vec<OptionView>, choices: &[Choice]) {
    let source = texts.source();
    let mut keyed: Vec<_> = options.drain(..).zip(choices).collect();
    keyed.sort_by_cached_key(|(_, choice)| canevas_wording::sort_key(&source.label(choice).plain()));
    options.extend(keyed.into_iter().map(|(option, _)| option));
}

fn options<'a>(
    texts: &mut PageTexts<'a>,
    choices: &'a [Choice],
    name_of: CompanionName<'_>,
    row: Option<&Row>,
) -> Vec<OptionView> {
    choices
        .iter()
        .map(|choice| OptionView {
            code: choice.code.clone(),
            label: texts.label(choice),
            hint: choice.hint.as_ref().map(|hint| texts.make(|wording| fragment::phrase(&wording.rich(hint, row)))),
            specify: choice.specify.as_ref().map(|specify| CompanionView {
                path: name_of(CompanionField::other(&choice.code)),
                label: texts.phrase(specify, row),
                long: choice.specify_box.is_long,
                required: choice.specify_box.is_optional.then_some(false),
                condition: None,
            }),
            exclusive: choice.exclusive,
        })
        .collect()
}

/// The template's control for each control.
fn kind_of(control: Control) -> &'static str {
    match control {
        Control::Line => "line",
        Control::Box => "box",
        Control::YesNo => "yes_no",
        Control::Radios => "radios",
        Control::Scale => "scale",
        Control::Select => "select",
        Control::Checkboxes => "checkboxes",
        Control::Number => "number",
        Control::Day => "day",
        Control::Month => "month",
        Control::NamesAndRoles => "names",
        Control::Group | Control::SignOff => "group",
        Control::Rows | Control::Documents => "rows",
        Control::Note => "note",
    }
}
