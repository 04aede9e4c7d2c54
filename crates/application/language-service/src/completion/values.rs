//! Values: the words of the language that a key takes, and what the form declares: lists, facts, questions, options.

use super::keys::countries;
use super::{Completion, CompletionKind, Place, condition, offer};
use crate::file_kind::FileKind;
use crate::outline::shortened;
use crate::symbol::{Answered, NameScope, resolve};
use crate::view::View;
use canevas_compiler::model::{
    AnswerShape, Choice, ChoiceLabel, FactKind, Language, Model, NonResponseCode, Question, Text,
};
use canevas_compiler::syntax::cursor::{CursorSlot, ValueRole};
use std::ops::Range;

/// What can be the value of a key, or an item of a list.
pub(super) fn complete(place: &Place<'_>, view: Option<&View<'_>>) -> Vec<Completion> {
    let cursor = place.cursor;
    let names = cursor.names();
    let model = view.and_then(View::model);
    if let Some(model) = model {
        let rule =
            matches!(names.as_slice(), ["computed", _] | [.., "must", "[]", "that"]) && place.kind == FileKind::Form;
        if rule {
            return condition::expression(place, model);
        }
        if cursor.slot == CursorSlot::Value(ValueRole::Condition) {
            return condition::complete(place, model);
        }
    }
    let range = typed_word(place);
    let words = place.schema.words(&cursor.steps).into_iter();
    let mut offers: Vec<Completion> =
        words.map(|word| offer(word.word, CompletionKind::Word, &range).about(word.about)).collect();
    match (place.kind, names.as_slice()) {
        (FileKind::Country | FileKind::Case, ["country"])
        | (FileKind::Desk, ["expected", "[]"])
        | (FileKind::Regions, [.., "countries", "[]"])
        | (FileKind::Report, [.., "quotes", "[]", "country"]) => offers.extend(countries(&range)),
        (FileKind::Form, ["languages", "source"] | ["languages", "translations", "[]"]) => {
            let tags = LANGUAGES.iter();
            offers.extend(
                tags.map(|(tag, name)| offer(*tag, CompletionKind::Language, &range).detail(Some((*name).to_owned()))),
            );
        }
        _ => {}
    }
    if let Some(model) = model {
        let own = OwnValues { place, model, range: &range };
        offers.extend(own.of(&names));
    }
    offers
}

/// The value that is typed, as one word.
fn typed_word(place: &Place<'_>) -> Range<usize> {
    let typed = place.cursor.typed.clone();
    let text = place.text.get(typed.clone()).unwrap_or_default();
    let line = text.find(['\n', '\r']).unwrap_or(text.len());
    let word = text[..line].split(" #").next().unwrap_or_default().trim_end();
    typed.start..(typed.start + word.len()).max(place.offset.min(typed.end))
}

/// The languages whose words the compiler has. A form may be in any other, too.
const LANGUAGES: [(&str, &str); 5] =
    [("en", "English"), ("fr", "français"), ("es", "español"), ("pt", "português"), ("ar", "العربية")];

/// What the form declares, as the values of keys.
struct OwnValues<'a> {
    place: &'a Place<'a>,
    model: &'a Model,
    range: &'a Range<usize>,
}

impl OwnValues<'_> {
    fn of(&self, names: &[&str]) -> Vec<Completion> {
        match (self.place.kind, names) {
            (FileKind::Form, ["period" | "minutes" | "dates", ..]) => Vec::new(),
            (FileKind::Form, [.., "for_each"] | [.., "for_each", "[]"]) => self.rows(),
            (FileKind::Form, [.., "choices"]) => self.lists(true),
            (FileKind::Form, [.., "choices", "from"]) => self.choices_from(),
            (FileKind::Form, [.., "can_say", "[]"]) => {
                let said = self.model.non_responses.iter();
                said.map(|said| self.offer(said.code.word(), CompletionKind::Option, words(&said.label))).collect()
            }
            (FileKind::Form, [.., "feeds_next_edition"] | [.., "feeds_next_edition", "into"]) => self.fact_lists(),
            (FileKind::Form, [.., key @ ("min" | "max" | "from" | "to")]) => self.bounds(key),
            (FileKind::Country, ["languages", "[]"])
            | (FileKind::Case, ["language"])
            | (FileKind::Changes, ["errata", "[]", "languages", "[]"]) => self.languages(),
            (FileKind::Country | FileKind::Case, ["facts", fact]) => self.of_fact(fact, None),
            (FileKind::Country | FileKind::Case, ["facts", fact, "[]", field]) => self.of_fact(fact, Some(field)),
            (FileKind::Changes, ["was", "[]", "new"] | ["was", "[]", "new", "[]"])
            | (FileKind::Case, ["findings", "[]", "question"]) => self.questions(false),
            (FileKind::Changes, ["errata" | "meaning", "[]", "part"]) => {
                let texts = self.model.translated_texts().into_iter();
                texts.map(|text| self.offer(text.key.as_str(), CompletionKind::Text, words(text))).collect()
            }
            (FileKind::Report, [.., "question"] | [.., "questions", "[]"])
            | (FileKind::Case, ["asks" | "does_not_ask", "[]"]) => self.questions(true),
            (FileKind::Report, [.., "fields", "[]"] | [.., "group_by"]) => self.fields_of_block(),
            (FileKind::Report, [.., "answers"] | [.., "answers", "[]"]) => self.answers_of_block(),
            (FileKind::Case, ["answers", id] | ["answers", id, "[]"]) => self.answers(id, None),
            (FileKind::Case, ["answers", id, .., field]) => self.answers(id, Some(field)),
            (FileKind::Case, ["findings", "[]", "rule"]) => rules(self, 'R'),
            (FileKind::Changes, ["waivers", "[]", "rule"]) => rules(self, 'E'),
            _ => Vec::new(),
        }
    }

    fn offer(&self, label: impl Into<String>, kind: CompletionKind, detail: Option<String>) -> Completion {
        offer(label, kind, self.range).detail(detail)
    }

    /// The questions before the place.
    fn earlier(&self) -> impl Iterator<Item = &Question> {
        earlier(self.place, self.model)
    }

    /// What a question can be asked for each of.
    fn rows(&self) -> Vec<Completion> {
        let repeats = self.earlier().filter(|question| matches!(question.shape, AnswerShape::Rows { .. }));
        let repeats =
            repeats.map(|question| self.offer(question.id.as_str(), CompletionKind::Question, asked(question)));
        let years = self.offer("years", CompletionKind::Word, Some("the calendar years of the period".to_owned()));
        self.fact_lists().into_iter().chain(self.lists(false)).chain(repeats).chain([years]).collect()
    }

    fn fact_lists(&self) -> Vec<Completion> {
        let lists = self.model.facts.iter().filter(|fact| matches!(fact.kind, FactKind::List { .. }));
        let detail = |ask: &Option<Text>| ask.as_ref().and_then(words);
        lists.map(|fact| self.offer(fact.id.as_str(), CompletionKind::Fact, detail(&fact.ask))).collect()
    }

    fn lists(&self, with_countries: bool) -> Vec<Completion> {
        let lists = self.model.lists.iter().map(|list| {
            let labels: Vec<String> = list.choices.iter().take(4).map(label).collect();
            self.offer(list.id.as_str(), CompletionKind::List, Some(shortened(&labels.join(", "))))
        });
        let all =
            with_countries.then(|| self.offer("countries", CompletionKind::Word, Some("all countries".to_owned())));
        lists.chain(all).collect()
    }

    /// The earlier answers whose rows or ticked options can be chosen from.
    fn choices_from(&self) -> Vec<Completion> {
        let mut offers = Vec::new();
        for question in self.earlier() {
            match question.shape {
                AnswerShape::Many { .. } => {
                    offers.push(self.offer(question.id.as_str(), CompletionKind::Question, asked(question)));
                }
                AnswerShape::Rows { .. } => offers.extend(
                    fields(question).map(|(name, field)| self.offer(name, CompletionKind::Field, asked(field))),
                ),
                _ => {}
            }
        }
        offers
    }

    /// What can bound a number or a date.
    fn bounds(&self, key: &str) -> Vec<Completion> {
        let is_number = matches!(key, "min" | "max");
        let fits = |shape: &AnswerShape| match shape {
            AnswerShape::Number(_) | AnswerShape::Year { .. } => is_number,
            AnswerShape::Date { .. } | AnswerShape::Month { .. } => !is_number,
            _ => false,
        };
        let questions = self.earlier().filter(|question| fits(&question.shape));
        let questions =
            questions.map(|question| self.offer(question.id.as_str(), CompletionKind::Question, asked(question)));
        let facts =
            self.model.facts.iter().filter(|fact| matches!(&fact.kind, FactKind::Value { shape, .. } if fits(shape)));
        let facts = facts.map(|fact| self.offer(fact.id.as_str(), CompletionKind::Fact, None));
        let dates = self.model.dates.iter().filter(|_| !is_number);
        let dates = dates
            .map(|date| self.offer(format!("dates.{}", date.id), CompletionKind::Date, Some(date.day.to_string())));
        let period = self.model.period.filter(|_| !is_number).into_iter().flat_map(|_| ["period.from", "period.to"]);
        let period = period.map(|end| self.offer(end, CompletionKind::Date, None));
        let fields = self.place.question_of_field().and_then(|id| self.model.question(id)).into_iter();
        let fields = fields.flat_map(|question| &question.fields).filter(|field| fits(&field.shape));
        let fields = fields.filter(|field| self.place.id_around() != Some(field.id.as_str()));
        let fields = fields.map(|field| self.offer(field.id.as_str(), CompletionKind::Field, asked(field)));
        period.chain(dates).chain(fields).chain(questions).chain(facts).collect()
    }

    fn languages(&self) -> Vec<Completion> {
        let languages = self.model.languages().filter(|language| language.pseudo().is_none());
        languages.map(Language::tag).map(|tag| self.offer(tag, CompletionKind::Language, None)).collect()
    }

    fn questions(&self, with_fields: bool) -> Vec<Completion> {
        let all = self.model.questions.iter().filter(|question| question.takes_answer());
        all.flat_map(|question| {
            let own = self.offer(question.id.as_str(), CompletionKind::Question, asked(question));
            let fields = fields(question).filter(|_| with_fields);
            let fields = fields.map(|(name, field)| self.offer(name, CompletionKind::Field, asked(field)));
            std::iter::once(own).chain(fields)
        })
        .collect()
    }

    /// What a fact, or a field of it, can be.
    fn of_fact(&self, fact: &str, field: Option<&str>) -> Vec<Completion> {
        let Some(fact) = self.model.facts.iter().find(|known| known.id == fact) else { return Vec::new() };
        let shape = match field {
            None => fact.shapes().next().filter(|_| fact.fields().is_empty()),
            Some(field) => fact.fields().iter().find(|known| known.id == field).map(|field| &field.shape),
        };
        shape.map(|shape| values(shape, &[], self.range)).unwrap_or_default()
    }

    fn answers(&self, question: &str, field: Option<&str>) -> Vec<Completion> {
        let Some(question) = self.model.question(question) else { return Vec::new() };
        let field = field.and_then(|field| question.fields.iter().find(|known| known.id == field));
        values(&field.unwrap_or(question).shape, &[], self.range)
    }

    /// The question that a block of a report is about.
    fn question_of_block(&self) -> Option<&str> {
        let block = self.place.cursor.around("question")?;
        block.iter().find(|key| key.name == "question").map(|key| key.value.as_str())
    }

    fn fields_of_block(&self) -> Vec<Completion> {
        let head = self.question_of_block().and_then(|name| name.split('.').next());
        let question = head.and_then(|id| self.model.question(id)).into_iter();
        let fields = question.flat_map(|question| &question.fields);
        fields.map(|field| self.offer(field.id.as_str(), CompletionKind::Field, asked(field))).collect()
    }

    fn answers_of_block(&self) -> Vec<Completion> {
        let named = self.question_of_block().map(|name| resolve(self.model, name, NameScope::default()));
        let Some(Answered { shape: Some(shape), can_say, .. }) = named.and_then(|named| named.whole) else {
            return Vec::new();
        };
        values(shape, can_say, self.range)
    }
}

fn rules(own: &OwnValues<'_>, letter: char) -> Vec<Completion> {
    let rules = canevas_compiler::all_rules().into_iter().filter(|rule| rule.code.starts_with(letter));
    rules.map(|rule| own.offer(rule.name, CompletionKind::Rule, Some(rule.summary.to_owned()))).collect()
}

/// The questions before a place of the form, without the one around it.
pub(super) fn earlier<'m>(place: &Place<'_>, model: &'m Model) -> impl Iterator<Item = &'m Question> {
    let own = place.question_of_field().or(place.id_around()).map(str::to_owned);
    let (at, is_form) = (place.offset, place.kind == FileKind::Form);
    model.questions.iter().filter(move |question| {
        let is_before = !is_form || (question.span.start as usize) < at;
        is_before && question.takes_answer() && own.as_deref() != Some(question.id.as_str())
    })
}

/// The values that an answer can have, where they are a closed set.
pub(super) fn values(shape: &AnswerShape, can_say: &[NonResponseCode], range: &Range<usize>) -> Vec<Completion> {
    let yes_no: &[&str] = if *shape == AnswerShape::YesNo { &["yes", "no"] } else { &[] };
    let yes_no = yes_no.iter().map(|word| offer(*word, CompletionKind::Option, range));
    let options = shape.choices().iter();
    let options =
        options.map(|choice| offer(choice.code.as_str(), CompletionKind::Option, range).detail(Some(label(choice))));
    let said = can_say.iter().map(|said| offer(said.word(), CompletionKind::Option, range));
    yes_no.chain(options).chain(said).collect()
}

/// The fields of a question, as other places name them.
pub(super) fn fields(question: &Question) -> impl Iterator<Item = (String, &Question)> {
    question.fields.iter().map(|field| (format!("{}.{}", question.id, field.id), field))
}

/// What a question asks, as it is typed.
pub(super) fn asked(question: &Question) -> Option<String> {
    question.short.as_ref().or(question.ask.as_ref()).and_then(words)
}

fn words(text: &Text) -> Option<String> {
    Some(shortened(&text.source.value)).filter(|words| !words.is_empty())
}

fn label(choice: &Choice) -> String {
    match &choice.label {
        ChoiceLabel::Text(text) => shortened(&text.source.value),
        ChoiceLabel::Country(country) => country.en[0].to_owned(),
        ChoiceLabel::Entered(..) => String::new(),
    }
}
