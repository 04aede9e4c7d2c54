//! What a difference starts from: an edition with the texts that were published of it. Where its form says otherwise and
//! no erratum declares it, that is told by `published-edition-edited`, and the rest of the comparison is not led astray.

use crate::declared::Declared;
use crate::diff::same_text;
use crate::{Published, Side};
use canevas_model::Model;
use canevas_project::{Catalogues, Translation};
use canevas_syntax::SourceText;

/// An edition's form and translations, as they were published.
pub(crate) struct Base {
    pub model: Model,
    pub catalogues: Catalogues,
}

/// The base of an edition that has a lock; `None` where it has none, or one of another edition.
pub(crate) fn base(side: &Side<'_>) -> Option<Base> {
    let lock = side.published.filter(|lock| lock.edition == side.model.edition)?;
    let declared = Declared::new(side.changes);
    let mut model = side.model.clone();
    let source = model.source_language.tag().to_owned();
    let published = |language: &str, key: &str| lock.texts.get(language).and_then(|texts| texts.get(key));
    model.for_each_text_mut(&mut |text| {
        if let Some(was) = published(&source, text.key.as_str())
            && same_text(was) != same_text(&text.source.value)
            && declared.erratum(text.key.as_str(), None, &source).is_none()
        {
            text.source = SourceText::opaque(was.clone(), text.source.span);
        }
    });
    let catalogues = translations(side, lock, &model, &declared);
    Some(Base { model, catalogues })
}

fn translations(side: &Side<'_>, lock: &Published, model: &Model, declared: &Declared<'_>) -> Catalogues {
    let source = model.source_language.tag();
    let mut catalogues = side.catalogues.clone();
    for (language, catalogue) in &mut catalogues {
        let Some(texts) = lock.texts.get(language.tag()) else { continue };
        for text in model.texts() {
            let Some(was) = texts.get(text.key.as_str()) else { continue };
            let corrected = declared.erratum(text.key.as_str(), None, source).is_some()
                || declared.erratum(text.key.as_str(), Some(language.tag()), source).is_some();
            let stands = catalogue.current(text).is_some_and(|now| same_text(&now.text.value) == same_text(was));
            if corrected || stands {
                continue;
            }
            let span = catalogue.entries.get(&text.key).map_or(catalogue.span, |entry| entry.text.span);
            let entry = Translation {
                source: text.source.value.clone(),
                text: SourceText::opaque(was.clone(), span),
                pieces: Vec::new(),
                fuzzy: false,
                previous: None,
                span,
            };
            catalogue.entries.insert(text.key.clone(), entry);
        }
    }
    catalogues
}
