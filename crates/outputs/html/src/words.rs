//! The words that the script needs, by their names in the script.

use crate::FormOptions;
use crate::compiled::must::word as rule_word;
use canevas_model::{AnswerShape, FactKind, Model, NonResponse, NonResponseCode, Question, TextFormat};
use canevas_project::FormCopy;
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::form::Form;
use serde_json::{Map, Value};
use std::borrow::Cow;

const WORDS: &[Form] = &[
    Form::StatusDone,
    Form::StatusStarted,
    Form::StatusNew,
    Form::Progress,
    Form::Answered,
    Form::Saved,
    Form::NotSaved,
    Form::OtherTab,
    Form::OlderDraft,
    Form::OpenOlder,
    Form::Opened,
    Form::NotACopy,
    Form::NotUtf8,
    Form::OtherForm,
    Form::OtherEdition,
    Form::OtherCountry,
    Form::NoCountryFile,
    Form::OtherDefinition,
    Form::EraseSure,
    Form::Erased,
    Form::ErrorPrefix,
    Form::Error,
    Form::MustAnswer,
    Form::NotRead,
    Form::Change,
    Form::Remove,
    Form::NoAnswer,
    Form::Here,
    Form::ThisTab,
    Form::ThatTab,
    Form::Added,
    Form::Undo,
    Form::Undone,
    Form::OnlyCopy,
    Form::Settled,
    Form::Removed,
    Form::Differ,
    Form::NewerFile,
    Form::ConflictsTitle,
    Form::ConflictsText,
    Form::Use,
    Form::Both,
    Form::UnreadTitle,
    Form::UnreadText,
    Form::NotHere,
    Form::ReceiptFile,
    Form::ReceiptTime,
    Form::ReceiptDigest,
    Form::ReceiptAnswers,
    Form::TextTooLarge,
    Form::FileTooLarge,
    Form::Close,
    Form::Switched,
    Form::FinishedText,
];

/// Some kinds of answers, and the words that only they need.
type OfKinds = (fn(&AnswerShape) -> bool, &'static [Form]);

/// A form has the words of its own kinds.
const OF_KINDS: &[OfKinds] = &[
    (
        |shape| matches!(shape, AnswerShape::Number(_) | AnswerShape::Year { .. }),
        &[
            Form::TooSmall,
            Form::TooLarge,
            Form::ErrorNumber,
            Form::ErrorWhole,
            Form::ErrorReadings,
            Form::ErrorDecimals,
            Form::ErrorDigits,
            Form::ErrorYear,
        ],
    ),
    (
        |shape| matches!(shape, AnswerShape::Date { .. } | AnswerShape::Month { .. }),
        &[Form::TooEarly, Form::TooLate, Form::ErrorDate, Form::ErrorDays, Form::ErrorMonth],
    ),
    (
        |shape| matches!(shape, AnswerShape::YesNo | AnswerShape::One { .. } | AnswerShape::Many { .. }),
        // The text of an option that is no longer chosen is left out.
        &[Form::NotAlone, Form::ErrorChoice, Form::Clear, Form::Cleared, Form::LeftOutTitle, Form::LeftOutText],
    ),
    (
        |shape| {
            matches!(shape, AnswerShape::Many { .. } | AnswerShape::NamesAndRoles { .. } | AnswerShape::Rows { .. })
        },
        &[Form::TooFew, Form::TooMany],
    ),
    (
        |shape| matches!(shape, AnswerShape::NamesAndRoles { .. } | AnswerShape::Rows { .. }),
        &[Form::RowAdded, Form::RowRemoved, Form::RowName],
    ),
];

/// Words about the length of a text.
const LENGTH: &[Form] = &[Form::TooLong, Form::CharactersLeft, Form::CharactersOver];

/// Words about what other answers show and hide.
const SHOWN: &[Form] = &[
    Form::StatusNone,
    Form::StatusWaits,
    Form::WaitsText,
    Form::OffText,
    Form::NowAsked,
    Form::NoLongerAsked,
    Form::NotShown,
    Form::LeftOutTitle,
    Form::LeftOutText,
];

/// Words about pasted cells, for a form with rows.
const PASTED: &[Form] = &[Form::Pasted, Form::PastedUnread, Form::PastedLeft, Form::PastedReplaced];

/// The words of a form that shows last year's answers.
const LAST_YEAR: &[Form] = &[Form::LastYear, Form::Same, Form::SameSure, Form::SameDone, Form::LastOpened];

/// Words whose form depends on a number that only the script knows. The key of each form ends with the name of its category.
const COUNTED: &[Form] = &[Form::ErrorTitle];

/// The words of the script that a form needs. A word may be among them twice.
fn needed(copy: &FormCopy<'_>) -> Vec<Form> {
    let model = copy.model;
    let mut words = WORDS.to_vec();
    for (is_kind, more) in OF_KINDS {
        if model.shapes().any(is_kind) {
            words.extend(*more);
        }
    }
    let says = |question: &Question| !question.can_say.is_empty();
    if model.questions.iter().any(|question| says(question) || question.fields.iter().any(says)) {
        words.push(Form::SetAside);
    }
    let is_limited = |shape: &AnswerShape| matches!(shape, AnswerShape::Text { max_length: Some(_), .. });
    let lists = model.facts.iter().filter(|fact| matches!(fact.kind, FactKind::List { .. }));
    if lists.count() > 0 || model.shapes().any(is_limited) {
        words.extend(LENGTH);
    }
    let depends = |question: &Question| {
        let has_condition = question.show_if.outer.is_some() || question.show_if.row.is_some();
        has_condition || question.comment_box.has_condition()
    };
    let blocks = || model.sections.iter().flat_map(|section| &section.blocks);
    if model.sections.iter().any(|section| section.show_if.is_some())
        || blocks().any(|block| block.heading.as_ref().is_some_and(|heading| heading.show_if.is_some()))
        || model
            .questions
            .iter()
            .any(|question| question.for_each.is_some() || depends(question) || question.fields.iter().any(depends))
    {
        words.extend(SHOWN);
    }
    let asks = |section| model.questions.iter().any(|question| question.section == section && question.takes_answer());
    if !model.sections.keys().all(asks) {
        words.push(Form::StatusNone);
    }
    let is_list = |shape: &AnswerShape| matches!(shape, AnswerShape::NamesAndRoles { .. } | AnswerShape::Rows { .. });
    if model.questions.iter().any(|question| question.for_each.is_some() || is_list(&question.shape)) {
        words.extend(PASTED);
    }
    if model.questions.iter().any(|question| !question.must.is_empty()) {
        words.push(Form::Disagrees);
    }
    if copy.languages().count() > 1 {
        words.push(Form::SeveralLanguages);
    }
    if model.contact.email.is_some() {
        words.push(Form::MailBody);
    }
    if model.questions.iter().any(|question| question.shown_last_year().is_some() || question.feeds.is_some()) {
        words.extend(LAST_YEAR);
    }
    words
}

/// How a finished file reaches the secretariat. The form says what to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// By a button of the form.
    Post,
    /// By email, to the address of the definition.
    Email,
    /// The form does not know.
    Unknown,
}

impl Delivery {
    /// The delivery of a form.
    pub fn of(model: &Model, options: &FormOptions) -> Self {
        match (&options.post_to, &model.contact.email) {
            (Some(_), _) => Self::Post,
            (None, Some(_)) => Self::Email,
            (None, None) => Self::Unknown,
        }
    }
}

/// The script's words in a language. `formats` are the text formats that the form asks for.
pub fn of_script(
    wording: &Wording<'_>,
    copy: &FormCopy<'_>,
    formats: &[&TextFormat],
    delivery: Delivery,
) -> Map<String, Value> {
    let model = copy.model;
    let needed = needed(copy);
    let own = needed.iter().map(|word| (word.key().to_owned(), text(*word, wording, delivery).into()));
    let question = Common::Question;
    let shared = std::iter::once((question.key().to_owned(), wording.word(question).into()));
    // A copy of another version may hold a word that this form does not offer. A code of the form may be called like a word of the
    // interface, so the keys of all of them have a beginning of their own.
    let built_in = NonResponse::ALL.iter().map(|(_, said)| NonResponseCode::from(*said));
    let said = built_in.chain(model.non_responses.iter().map(|declared| declared.code.clone()));
    let said = said.map(|said| (format!("said_{said}"), wording.said(&said).into()));
    let counted = COUNTED.iter().flat_map(|word| {
        let forms = wording.counted_forms(*word);
        forms.into_iter().map(|(category, form)| (format!("{}_{category}", word.key()), form.into()))
    });
    let wrong_format =
        formats.iter().map(|format| (format!("error_{}", format.name), wording.format_error(format).into()));
    let dates = asks_dates(model).then(|| dates(wording)).into_iter().flatten();
    let rules = model.questions.iter().flat_map(|question| {
        question.must.iter_enumerated().map(|(index, must)| (rule_word(question, index), wording.must(must).into()))
    });
    own.chain(rules).chain(shared).chain(said).chain(counted).chain(wrong_format).chain(dates).collect()
}

fn asks_dates(model: &Model) -> bool {
    model.shapes().any(|shape| matches!(shape, AnswerShape::Date { .. } | AnswerShape::Month { .. }))
}

/// What the script writes dates with: patterns, and the names of the months.
fn dates(wording: &Wording<'_>) -> Vec<(String, Value)> {
    let patterns = ["date_day", "date_first", "date_month"].map(str::to_owned).into_iter().zip(wording.date_patterns());
    let months = (1..).map(|number| format!("month_{number}")).zip(wording.month_names().map(Cow::into_owned));
    patterns.chain(months).map(|(key, text)| (key, text.into())).collect()
}

/// The word for a form with this delivery. Only a form without a button may say that nothing is sent.
#[allow(clippy::wildcard_enum_match_arm, reason = "all other words are the same in all forms")]
pub fn text(word: Form, wording: &Wording<'_>, delivery: Delivery) -> String {
    let word = match (word, delivery) {
        (Form::DraftWhere, Delivery::Post) => Form::DraftWhereSends,
        (Form::FinishedText, Delivery::Post) => Form::FinishedTextSends,
        (Form::FinishedText, Delivery::Unknown) => Form::FinishedTextReturns,
        (word, _) => wording.of_respondents(word),
    };
    wording.filled(word, &[("send", &wording.quoted(&wording.word(Form::Send)))])
}
