//! What findings call things: questions and options by the words that people read, conditions in words. Findings are in
//! English; the words of a form are in its source language.

use crate::diff::{BoundName, ChangePlace, OptionOwner, QuestionPlace};
use canevas_model::condition::Condition;
use canevas_model::{Choice, ChoiceLabel, Model, Question, SectionId, Text, TextKey, TextOwner, TextRole};
use canevas_wording::Wording;

/// The words of both editions.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub old: Wording<'a>,
    pub new: Wording<'a>,
}

/// The longest quotation in a message, in characters.
const LONGEST: usize = 80;

impl<'a> Words<'a> {
    /// A question, field or option by its words and its place: “How many are there?” (`number`).
    pub fn called(&self, at: &ChangePlace) -> String {
        let words = match at {
            ChangePlace::Question(asked) | ChangePlace::Options(OptionOwner::Question(asked)) => self.question(asked),
            ChangePlace::Comment(asked) => self.question(asked).map(|words| format!("the comment on {words}")),
            ChangePlace::Option(owner, code) | ChangePlace::OptionText(owner, code, _) => self.option(owner, code),
            ChangePlace::Section(id) => self.section(id),
            ChangePlace::Fact(id) | ChangePlace::Options(OptionOwner::Fact(id) | OptionOwner::FactField(id, _)) => {
                self.fact(id)
            }
            ChangePlace::FactField(id, field) => self.fact_field(id, field),
            ChangePlace::Text(key) => self.text(key),
            _ => None,
        };
        words.map_or_else(|| format!("`{at}`"), |words| format!("{words} (`{at}`)"))
    }

    /// What a text belongs to, unless the text says it itself.
    fn text(&self, key: &TextKey) -> Option<String> {
        let is_own = matches!(key.role(), TextRole::Ask | TextRole::Title | TextRole::Text | TextRole::Label);
        match key.owner() {
            _ if is_own => None,
            TextOwner::Question(id) => self.question(&QuestionPlace { question: id.clone(), field: None }),
            TextOwner::Field(id, field) => {
                self.question(&QuestionPlace { question: id.clone(), field: Some(field.clone()) })
            }
            TextOwner::Section(id) => self.section(id),
            _ => None,
        }
    }

    fn section(&self, id: &SectionId) -> Option<String> {
        let of = |wording: &Wording<'a>| {
            let section = wording.copy.model.sections.iter().find(|section| section.id == *id)?;
            Some(format!("the section {}", quoted(wording, &section.title)))
        };
        of(&self.new).or_else(|| of(&self.old))
    }

    fn question(&self, asked: &QuestionPlace) -> Option<String> {
        let of = |wording: &Wording<'a>| {
            let text = find(wording.copy.model, asked)?.ask.as_ref()?;
            Some(quoted(wording, text))
        };
        of(&self.new).or_else(|| of(&self.old))
    }

    fn fact(&self, id: &str) -> Option<String> {
        let of = |wording: &Wording<'a>| {
            let fact = wording.copy.model.facts.iter().find(|fact| fact.id == *id)?;
            Some(format!("the fact {}", quoted(wording, fact.ask.as_ref()?)))
        };
        of(&self.new).or_else(|| of(&self.old))
    }

    fn fact_field(&self, id: &str, field: &str) -> Option<String> {
        let of = |wording: &Wording<'a>| {
            let fact = wording.copy.model.facts.iter().find(|fact| fact.id == *id)?;
            let field = fact.fields().iter().find(|known| known.id == *field)?;
            Some(quoted(wording, field.ask.as_ref()?))
        };
        of(&self.new).or_else(|| of(&self.old))
    }

    /// An option with the question that offers it.
    fn option(&self, owner: &OptionOwner, code: &str) -> Option<String> {
        let of = |wording: &Wording<'a>| {
            let choice = choices(wording.copy.model, owner)?.iter().find(|choice| choice.code == *code)?;
            Some(match &choice.label {
                ChoiceLabel::Text(text) => quoted(wording, text),
                ChoiceLabel::Country(country) => format!("“{}”", country.alpha3),
                ChoiceLabel::Entered(_, _, row) => format!("row {}", row + 1),
            })
        };
        let label = of(&self.new).or_else(|| of(&self.old))?;
        let question = match owner {
            OptionOwner::Question(asked) => self.question(asked),
            OptionOwner::List(_) | OptionOwner::Fact(_) | OptionOwner::FactField(..) => None,
        };
        Some(question.map_or_else(|| label.clone(), |question| format!("{label} of {question}")))
    }

    /// An option by its place, with the words of the question that offers it: `kind.other` of “Which kind is it?”.
    pub fn option_of(&self, at: &ChangePlace) -> String {
        let question = match at {
            ChangePlace::Option(OptionOwner::Question(asked), _) => self.question(asked),
            _ => None,
        };
        question.map_or_else(|| format!("`{at}`"), |question| format!("`{at}` of {question}"))
    }

    /// A condition of the old edition: “always”, or “if you answered …”.
    pub fn old_condition(&self, condition: Option<&Condition>) -> String {
        in_words(self.old, condition)
    }

    /// The same for the new edition.
    pub fn new_condition(&self, condition: Option<&Condition>) -> String {
        in_words(self.new, condition)
    }
}

fn in_words<'w>(wording: Wording<'w>, condition: Option<&'w Condition>) -> String {
    condition.map_or_else(|| "always".to_owned(), |condition| format!("if {}", wording.condition(condition, None)))
}

fn find<'m>(model: &'m Model, asked: &QuestionPlace) -> Option<&'m Question> {
    let question = model.question(&asked.question)?;
    match &asked.field {
        Some(id) => question.fields.iter().find(|field| field.id == *id),
        None => Some(question),
    }
}

fn choices<'m>(model: &'m Model, owner: &OptionOwner) -> Option<&'m [Choice]> {
    match owner {
        OptionOwner::List(id) => model.lists.iter().find(|list| list.id == *id).map(|list| list.choices.as_slice()),
        OptionOwner::Question(asked) => find(model, asked).map(Question::choices),
        OptionOwner::Fact(id) => model.facts.iter().find(|fact| fact.id == *id).and_then(|fact| match &fact.kind {
            canevas_model::FactKind::Value { shape, .. } => Some(shape.choices()),
            canevas_model::FactKind::List { .. } => None,
        }),
        OptionOwner::FactField(id, field) => {
            let fact = model.facts.iter().find(|fact| fact.id == *id)?;
            fact.fields().iter().find(|known| known.id == *field).map(|field| field.shape.choices())
        }
    }
}

/// The first line of a text in quotation marks, cut where it is long.
fn quoted<'a>(wording: &Wording<'a>, text: &'a Text) -> String {
    let words = wording.plain(text, None);
    let line = words.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        None => format!("“{line}”"),
        Some((cut, _)) => {
            let end = line[..cut].rfind(' ').unwrap_or(cut);
            format!("“{} …”", &line[..end])
        }
    }
}

/// A bound in words.
pub(crate) fn bound(name: BoundName) -> &'static str {
    match name {
        BoundName::MaxLength => "the longest text",
        BoundName::AtLeast => "the fewest items",
        BoundName::AtMost => "the most items",
        BoundName::Min => "the smallest number",
        BoundName::Max => "the largest number",
        BoundName::Decimals => "the number of decimals",
        BoundName::From => "the earliest date",
        BoundName::To => "the latest date",
        BoundName::Format => "the format",
    }
}
