//! The words that the script needs, by the name it knows them by.

use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::form::Form;
use serde_json::{Map, Value};

const WORDS: &[Form] = &[
    Form::StatusDone,
    Form::StatusStarted,
    Form::StatusNew,
    Form::StatusNone,
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
    Form::ErrorTitle,
    Form::ErrorTitleOne,
    Form::MustAnswer,
    Form::TooLong,
    Form::TooSmall,
    Form::TooLarge,
    Form::TooEarly,
    Form::TooLate,
    Form::TooFew,
    Form::TooMany,
    Form::NotAlone,
    Form::NotEmail,
    Form::NotUrl,
    Form::NotRead,
    Form::NotShown,
    Form::CharactersLeft,
    Form::CharactersOver,
    Form::RowAdded,
    Form::RowRemoved,
    Form::RowName,
    Form::NowAsked,
    Form::NoLongerAsked,
    Form::Change,
    Form::Remove,
    Form::NoAnswer,
    Form::ConflictsTitle,
    Form::ConflictsText,
    Form::Use,
    Form::Both,
    Form::UnreadTitle,
    Form::UnreadText,
    Form::Clear,
    Form::Switched,
    Form::AllAnswered,
    Form::Check,
    Form::FinishedText,
    Form::MailBody,
];

const COMMON: &[Common] = &[Common::Question, Common::AboutCountry];

/// The script's words in a language.
pub fn of_script(wording: &Wording<'_>) -> Map<String, Value> {
    let own = WORDS.iter().map(|word| (word.key().to_owned(), wording.word(*word).into()));
    let shared = COMMON.iter().map(|word| (word.key().to_owned(), wording.word(*word).into()));
    own.chain(shared).collect()
}
