//! What an id stands for, in the words of the form.

use crate::symbol::Symbol;
use canevas_compiler::Wording;
use canevas_compiler::model::countries::by_code;
use canevas_compiler::model::{AnswerShape, Choice, Model, OptionHome, Question, Text};

/// What a name stands for, in Markdown: what it is, what the form prints there, and what an answer can be.
pub(crate) fn words<'a>(model: &'a Model, wording: &Wording<'a>, symbol: &Symbol) -> String {
    let head = format!("{} `{}`", symbol.kind(), symbol.name());
    let lines: Vec<String> = match symbol {
        Symbol::Question(id) => question_words(model, wording, id),
        Symbol::Field(question, field) => {
            let field =
                model.question(question).and_then(|question| question.fields.iter().find(|known| known.id == *field));
            field.map(|field| of_question(wording, field, None)).unwrap_or_default()
        }
        Symbol::Section(id) => {
            let section = model.sections.iter().find(|section| section.id == *id);
            section.map(|section| plain(wording, &section.title)).into_iter().collect()
        }
        Symbol::Fact(id) => {
            let fact = model.facts.iter().find(|fact| fact.id == *id);
            let rows = fact.map(|fact| fact.fields().iter().map(|field| format!("`{}`", field.id)).collect::<Vec<_>>());
            let rows = rows.filter(|rows| !rows.is_empty()).map(|rows| format!("Rows with {}", rows.join(", ")));
            let ask = fact.and_then(|fact| fact.ask.as_ref()).map(|ask| plain(wording, ask));
            ask.into_iter().chain(rows).collect()
        }
        Symbol::FactField(fact, field) => {
            let fact = model.facts.iter().find(|known| known.id == *fact);
            let field = fact.and_then(|fact| fact.fields().iter().find(|known| known.id == *field));
            field.and_then(|field| field.ask.as_ref()).map(|ask| plain(wording, ask)).into_iter().collect()
        }
        Symbol::List(id) => {
            let list = model.lists.iter().find(|list| list.id == *id);
            list.map(|list| options(wording, &list.choices)).into_iter().collect()
        }
        Symbol::Option(home, code) => {
            let found = choices(model, home).iter().find(|choice| choice.code == *code);
            found.map(|choice| wording.label(choice).plain()).into_iter().collect()
        }
        Symbol::Date(name) => {
            let date = model.dates.iter().find(|date| date.id == *name);
            date.map(|date| wording.day(date.day)).into_iter().collect()
        }
        Symbol::NonResponse(code) => vec![wording.said(code).into_owned()],
        Symbol::Country(code) => by_code(code).map(|country| wording.country_name(country)).into_iter().collect(),
        Symbol::Computed(_) | Symbol::ReportBlock(_) => Vec::new(),
    };
    std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n\n")
}

fn question_words<'a>(model: &'a Model, wording: &Wording<'a>, id: &str) -> Vec<String> {
    let Some((index, question)) = model.questions.iter_enumerated().find(|(_, question)| question.id == *id) else {
        return Vec::new();
    };
    let number = question.takes_answer().then(|| wording.number(index, None));
    of_question(wording, question, number.as_deref())
}

fn of_question<'a>(wording: &Wording<'a>, question: &'a Question, number: Option<&str>) -> Vec<String> {
    let number = number.map(|number| format!("**{number}** ")).unwrap_or_default();
    let ask = question.ask.as_ref().map(|ask| format!("{number}{}", plain(wording, ask)));
    let kind = format!("Type `{}`", question.type_name);
    let choices = (!question.choices().is_empty()).then(|| options(wording, question.choices()));
    ask.into_iter().chain([kind]).chain(choices).collect()
}

/// The most options that are shown.
const MOST_OPTIONS: usize = 12;

/// Options as a list: the code, and what it says.
fn options<'a>(wording: &Wording<'a>, choices: &'a [Choice]) -> String {
    let line = |choice: &'a Choice| format!("- `{}` {}", choice.code, wording.label(choice).plain());
    let mut lines: Vec<String> = choices.iter().take(MOST_OPTIONS).map(line).collect();
    if choices.len() > MOST_OPTIONS {
        lines.push(format!("- and {} more", choices.len() - MOST_OPTIONS));
    }
    lines.join("\n")
}

/// The options that are written at a place.
fn choices<'m>(model: &'m Model, home: &OptionHome) -> &'m [Choice] {
    let found = match home {
        OptionHome::List(id) => model.lists.iter().find(|list| list.id == *id).map(|list| list.choices.as_slice()),
        OptionHome::Question(id) => model.question(id).map(Question::choices),
        OptionHome::Field(question, id) => {
            let question = model.question(question);
            question.and_then(|question| question.fields.iter().find(|field| field.id == *id)).map(Question::choices)
        }
        OptionHome::Fact(id) => {
            let fact = model.facts.iter().find(|fact| fact.id == *id);
            fact.and_then(|fact| fact.shapes().next()).map(AnswerShape::choices)
        }
        OptionHome::FactField(fact, id) => {
            let fact = model.facts.iter().find(|known| known.id == *fact);
            fact.and_then(|fact| fact.fields().iter().find(|field| field.id == *id)).map(|field| field.shape.choices())
        }
    };
    found.unwrap_or_default()
}

fn plain<'a>(wording: &Wording<'a>, text: &'a Text) -> String {
    wording.plain(text, None)
}
