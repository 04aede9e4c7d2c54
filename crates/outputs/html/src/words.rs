//! The words that the script needs, by their names in the script.

use canevas_model::TextFormat;
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::form::Form;
use serde_json::{Map, Value};

const WORDS: &[Form] = &[
    Form::StatusDone,
    Form::StatusStarted,
    Form::StatusNew,
    Form::StatusNone,
    Form::StatusWaits,
    Form::WaitsText,
    Form::OffText,
    Form::Progress,
    Form::Answered,
    Form::Saved,
    Form::NotSaved,
    Form::OtherTab,
    Form::OlderDraft,
    Form::OpenOlder,
    Form::Opened,
    Form::NotACopy,
    Form::OtherForm,
    Form::OtherEdition,
    Form::OtherCountry,
    Form::OtherDefinition,
    Form::EraseSure,
    Form::Erased,
    Form::ErrorPrefix,
    Form::Error,
    Form::MustAnswer,
    Form::TooLong,
    Form::TooSmall,
    Form::TooLarge,
    Form::TooEarly,
    Form::TooLate,
    Form::TooFew,
    Form::TooMany,
    Form::NotAlone,
    Form::NotRead,
    Form::ErrorNumber,
    Form::ErrorWhole,
    Form::ErrorDate,
    Form::ErrorMonth,
    Form::ErrorChoice,
    Form::NotShown,
    Form::CharactersLeft,
    Form::CharactersOver,
    Form::RowAdded,
    Form::RowRemoved,
    Form::RowName,
    Form::Pasted,
    Form::PastedUnread,
    Form::PastedLeft,
    Form::NowAsked,
    Form::NoLongerAsked,
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
    Form::LeftOutTitle,
    Form::LeftOutText,
    Form::UnreadText,
    Form::NotHere,
    Form::ReceiptFile,
    Form::ReceiptTime,
    Form::ReceiptAnswers,
    Form::TextTooLarge,
    Form::Clear,
    Form::Cleared,
    Form::Close,
    Form::Switched,
    Form::FinishedText,
    Form::MailBody,
];

/// The words of a form that shows last year's answers.
const LAST_YEAR: &[Form] = &[Form::LastYear, Form::Same, Form::SameSure, Form::SameDone, Form::LastOpened];

/// Words whose form depends on a number that only the script knows. The key of each form ends with the name of its category.
const COUNTED: &[Form] = &[Form::ErrorTitle];

const COMMON: &[Common] = &[Common::Question, Common::NothingToReport, Common::NotAvailable, Common::NotApplicable];

/// The script's words in a language. `formats` are the text formats that the form asks for. `last_year` says whether the form
/// uses last year's answers, and `sends` whether it can send answers.
pub fn of_script(wording: &Wording<'_>, formats: &[&TextFormat], last_year: bool, sends: bool) -> Map<String, Value> {
    let more: &[Form] = if last_year { LAST_YEAR } else { &[] };
    let own = WORDS.iter().chain(more).map(|word| (word.key().to_owned(), text(*word, wording, sends).into()));
    let shared = COMMON.iter().map(|word| (word.key().to_owned(), wording.word(*word).into()));
    let counted = COUNTED.iter().flat_map(|word| {
        let forms = wording.counted_forms(*word);
        forms.into_iter().map(|(category, form)| (format!("{}_{category}", word.key()), form.into()))
    });
    let wrong_format =
        formats.iter().map(|format| (format!("error_{}", format.name), wording.format_error(format).into()));
    own.chain(shared).chain(counted).chain(wrong_format).collect()
}

/// The word for a form that can send answers, or for one that cannot. Only the second may say that nothing is sent.
#[allow(clippy::wildcard_enum_match_arm, reason = "all other words are the same in both forms")]
pub fn text(word: Form, wording: &Wording<'_>, sends: bool) -> String {
    let word = match word {
        Form::DraftWhere if sends => Form::DraftWhereSends,
        Form::FinishedText if sends => Form::FinishedTextSends,
        word => word,
    };
    wording.filled(word, &[("send", &wording.quoted(&wording.word(Form::Send)))])
}
