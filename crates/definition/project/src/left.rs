//! What a return holds and a document about it does not show. The page, the Markdown and the Word file of a return name it at
//! their end, so that no text is lost between the return and whoever reads about it.

use crate::copy::FormCopy;
use crate::told_facts::untold_facts;
use canevas_model::{Model, QuestionId};
use canevas_responses::{
    AnswerPath, FACTS_KEY, HEAD_KEYS, RESPONDENT_KEY, Response, ResponsePath, SIGN_OFF_KEY, UNREAD_KEY, UnreadPlace,
    in_plain_words, says_something,
};
use serde_json::Value;

/// A text of a return that stands at none of its places in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftText {
    /// The nearest place that the form knows.
    pub place: ResponsePath,
    /// The file that it comes from, where several files differ.
    pub sender: Option<String>,
    /// The text, in plain words.
    pub text: String,
}

/// The texts of a return that a document does not show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftTexts {
    /// The texts: facts, then answers, then texts that wait for a person.
    pub texts: Vec<LeftText>,
    /// Whether texts were withheld that are personal or not published.
    pub lacks_personal: bool,
}

impl LeftTexts {
    /// What stands nowhere in a document: facts and answers of the wrong kind or at no place of the form, then the texts that wait
    /// for a person. The copy must know what the return says about the country. `is_shown` says of an answer whether the document
    /// has it. Without `personal`, nothing of a question or field that is personal or not published is among the texts, no sign-off,
    /// and no part that nobody knows.
    pub fn of(copy: &FormCopy<'_>, response: &Response, is_shown: &dyn Fn(&Value) -> bool, personal: bool) -> Self {
        let model = copy.model;
        let text = in_plain_words;
        let held = untold_facts(copy, response).into_iter().map(|(path, value)| (path.into(), value));
        let held = held.chain(response.leaves(model, is_shown)).chain(parts(response));
        let held = held.map(|(place, value)| LeftText { place, sender: None, text: text(value) });
        let unread = response.unread().into_iter().flatten().filter(|(_, value)| says_something(value));
        let waiting = unread.map(|(key, value)| {
            let UnreadPlace { place, sender } = UnreadPlace::of_key(key, model);
            LeftText { place, sender, text: text(value) }
        });
        let is_withheld = |left: &LeftText| {
            let is_kept_back = left.place.answer().is_some_and(|path| is_kept_back(path, model));
            // A part that nobody knows may name a person, as a sign-off does.
            let is_part = matches!(&left.place, ResponsePath::Head(key) if !HEAD_KEYS.contains(&&**key));
            !personal && (is_kept_back || is_part || left.place.is_sign_off(model))
        };
        let (withheld, texts): (Vec<_>, Vec<_>) = held.chain(waiting).partition(is_withheld);
        Self { texts, lacks_personal: !withheld.is_empty() }
    }
}

/// Parts of a return that are in no document: facts and waiting texts that are no block, and parts that nobody knows.
fn parts(response: &Response) -> impl Iterator<Item = (ResponsePath, &Value)> {
    let known = [SIGN_OFF_KEY, RESPONDENT_KEY];
    let others = response.others().filter(move |(key, _)| !known.contains(key));
    let wrong = |key: &'static str| Some((key, response.json().get(key)?)).filter(|(_, value)| !value.is_object());
    let wrong = [FACTS_KEY, UNREAD_KEY].into_iter().filter_map(wrong);
    let all = wrong.chain(others).filter(|(_, value)| says_something(value));
    all.map(|(key, value)| (ResponsePath::head(key), value))
}

/// Whether what stands at a place may be personal or not published: such a question or field, or a block with such a field in it.
/// Also in questions that are asked no more.
fn is_kept_back(path: &AnswerPath, model: &Model) -> bool {
    let retired = model.retired.iter().filter_map(|retired| retired.question.as_ref());
    let mut of_id = model.questions.iter().chain(retired).filter(|question| question.id == *path.question_id());
    of_id.any(|question| {
        let of_place = |id: &QuestionId| path.field_id().is_none_or(|field| field == id);
        // A comment or the text of an option stands beside the fields of its question.
        let is_beside = path.field_id().is_none() && path.companion_field().is_some();
        let mut fields = question.fields.iter().filter(|field| !model.may_be_published(field) && !is_beside);
        !model.may_be_published(question) || fields.any(|field| of_place(&field.id))
    })
}
