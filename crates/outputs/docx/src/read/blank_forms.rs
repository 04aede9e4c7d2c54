//! The blank forms that filled files of one copy are compared with. A file in one language is held against the form in all of them,
//! since somebody may have pasted a part of another one into it. So the readers of a copy share its forms, and each is composed
//! when the first file needs it.

use super::template::{Printed, Template};
use crate::doc::Doc;
use crate::options::Purpose;
use crate::write::compose::{self, Composition};
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_wording::Wording;
use std::sync::{Arc, OnceLock};

/// The line at the foot of each page, and the word before the number of the page.
pub(super) type Footer = (String, String);

/// The blank forms of a copy in each of its languages.
pub struct BlankForms<'a> {
    pub(super) copy: FormCopy<'a>,
    /// The digest of the copy's model.
    pub(super) definition: String,
    answering: Vec<BlankForm>,
    reading: Vec<BlankForm>,
    footers: OnceLock<Vec<Footer>>,
}

/// A blank form in one language.
#[derive(Default)]
struct BlankForm {
    template: OnceLock<Template>,
    printed: OnceLock<Printed>,
}

impl<'a> BlankForms<'a> {
    /// The forms of a copy; `definition` is the digest of the copy's model. None is composed yet.
    pub fn new(copy: FormCopy<'a>, definition: &str) -> Arc<Self> {
        let blank = || copy.model.languages().map(|_| BlankForm::default()).collect();
        let (answering, reading) = (blank(), blank());
        Arc::new(Self { copy, definition: definition.to_owned(), answering, reading, footers: OnceLock::new() })
    }

    /// The form in a language, for those who answer; `None` where the copy is not in this language.
    pub(super) fn answering(&self, language: &Language) -> Option<&Template> {
        let at = self.copy.model.languages().position(|known| known == language)?;
        Some(self.template(&self.answering[at], language, Purpose::Answering))
    }

    /// What the form prints in its other languages.
    pub(super) fn others(&self, language: &Language, purpose: Purpose) -> impl Iterator<Item = &Printed> {
        let forms = match purpose {
            Purpose::Answering => &self.answering,
            Purpose::Reading => &self.reading,
        };
        let others = self.copy.model.languages().zip(forms).filter(move |(other, _)| *other != language);
        others.map(move |(other, form)| form.printed.get_or_init(|| Printed::of(self.template(form, other, purpose))))
    }

    /// The lines at the foot of each page, in each language.
    pub(super) fn footers(&self) -> &[Footer] {
        self.footers.get_or_init(|| footers(&self.copy, &self.definition))
    }

    fn template<'f>(&self, form: &'f BlankForm, language: &Language, purpose: Purpose) -> &'f Template {
        let made = || Template::of(&blank_form(&self.copy, language, purpose, &self.definition), None);
        form.template.get_or_init(made)
    }
}

/// The blank form of a copy in a language, for a purpose.
pub(super) fn blank_form(copy: &FormCopy<'_>, language: &Language, purpose: Purpose, definition: &str) -> Doc {
    let composition = Composition { purpose, ..Composition::default() };
    compose::compose(copy, language, &copy.outline(), composition, definition)
}

/// The lines at the foot of each page of a copy, in each language.
pub(super) fn footers(copy: &FormCopy<'_>, definition: &str) -> Vec<Footer> {
    let foot = |language: &Language| {
        let line = compose::footer(&Wording::new(copy, language), definition);
        (line, compose::page_word(copy, language))
    };
    copy.model.languages().map(foot).collect()
}
