//! What a Word file is filled with: the answers of a return, and what a reader is told beside them.

use crate::options::Purpose;
use canevas_model::Question;
use canevas_project::{FormCopy, LeftText, LeftTexts};
use canevas_responses::{AnswerPath, CompanionField, Response, ResponsePath, says_something};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What a Word file is filled with.
///
/// A place is the path of a question; of a question with rows, it is the path of a row.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'a> {
    /// The return. Its answers stand in the controls, and what it says about the country completes the texts.
    pub response: &'a Response,
    /// What the file is for. A file for reading has no help and no free places, and says what was not answered. A file for
    /// answering is the template with the answers in it.
    pub purpose: Purpose,
    /// The places that are asked, given the answers. A file for reading says of the others that they are not asked.
    pub asked: &'a BTreeSet<AnswerPath>,
    /// Whether personal answers stand in the file. Without them, it says where they were left out.
    pub personal: bool,
    /// The places that stand in the file; all where there is no set. Sections without one of them are left out, and so are the
    /// introductions and the closing of the form.
    pub only: Option<&'a BTreeSet<AnswerPath>>,
    /// What stands above the answer at a place, paragraph by paragraph: for example, what is asked of the country.
    pub remarks: &'a BTreeMap<AnswerPath, Vec<String>>,
    /// Lines of the cover before those of the form: what each is about, and what it says.
    pub cover: &'a [(String, String)],
    /// Paragraphs below the cover, before the form's introduction where that stands in the file.
    pub lead: &'a [String],
}

/// The answers of a return while they are put into a document.
pub struct GivenAnswers<'a> {
    pub(super) filling: &'a Filling<'a>,
    /// The language of the texts in the return, where it is not the document's.
    pub(super) language: Option<String>,
    /// The values that stand in the document, or were left out of it with a word. They are known by identity, because equal
    /// values may stand at several places.
    used: RefCell<HashSet<*const Value>>,
    /// Whether a personal answer was left out.
    pub(super) lacks_personal: Cell<bool>,
}

impl<'a> GivenAnswers<'a> {
    /// The answers of a return for a document in the language of a tag.
    pub(super) fn new(filling: &'a Filling<'a>, tag: &str) -> Self {
        let language = filling.response.language().filter(|own| *own != tag).map(str::to_owned);
        Self { filling, language, used: RefCell::default(), lacks_personal: Cell::new(false) }
    }

    /// What the return holds at a place.
    pub(super) fn value(&self, place: &ResponsePath) -> Option<&'a Value> {
        self.filling.response.value(place)
    }

    /// Notes that a value stands in the document.
    pub(super) fn take(&self, value: &Value) {
        self.used.borrow_mut().insert(std::ptr::from_ref(value));
    }

    /// The answer at a place and the texts beside it, as far as they say something.
    pub(super) fn parts(&self, question: &Question, path: &AnswerPath) -> Vec<&'a Value> {
        let beside = CompanionField::of(question).map(|field| path.clone().companion(field));
        let paths = std::iter::once(path.clone()).chain(beside);
        paths.filter_map(|path| self.value(&path.into())).filter(|value| says_something(value)).collect()
    }

    /// What stands nowhere in the document. The copy must know what the return says about the country.
    pub(super) fn left(&self, copy: &FormCopy<'_>) -> Vec<LeftText> {
        let is_used = |value: &Value| self.used.borrow().contains(&std::ptr::from_ref(value));
        let response = self.filling.response;
        let left = LeftTexts::of(copy, response, &is_used, self.filling.personal);
        if left.lacks_personal {
            self.lacks_personal.set(true);
        }
        // Parts beside the answers go with the file, and come back as they are.
        let goes_along = |text: &LeftText| matches!(&text.place, ResponsePath::Head(key) if text.sender.is_none() && response.others().any(|(known, _)| known == &**key));
        left.texts.into_iter().filter(|text| !goes_along(text)).collect()
    }
}
