//! The start of a comparison: the old edition with its published texts. Somebody may have edited its files since. The rule
//! `published-edition-edited` reports such edits; all other rules must see what the countries received.

use super::same_text;
use crate::change_file::Declarations;
use crate::{EditionSide, Published};
use canevas_diagnostics::Findings;
use canevas_model::Model;
use canevas_model::lower::text_pieces;
use canevas_project::{Catalogues, Translation};
use canevas_syntax::SourceText;

/// An edition's form and translations, as they were published.
pub(crate) struct Baseline {
    pub model: Model,
    pub catalogues: Catalogues,
}

/// The baseline of an edition. `None` if it has no lock.
pub(crate) fn baseline(side: &EditionSide<'_>) -> Option<Baseline> {
    let lock = side.published.filter(|lock| lock.edition == side.model.edition)?;
    let declared = Declarations::new(side.changes);
    let mut model = side.model.clone();
    let source = model.source_language.tag().to_owned();
    let published = |language: &str, key: &str| lock.texts.get(language).and_then(|texts| texts.get(key));
    model.replace_texts(|text| {
        let was = published(&source, text.key.as_str())?;
        let corrected = || declared.erratum(text.key.as_str(), None, &source).is_some();
        (same_text(was) != same_text(&text.source.value) && !corrected()).then(|| was.clone())
    });
    let catalogues = translations(side, lock, &model, &declared);
    Some(Baseline { model, catalogues })
}

fn translations(side: &EditionSide<'_>, lock: &Published, model: &Model, declared: &Declarations<'_>) -> Catalogues {
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
            let was = SourceText::opaque(was.clone(), span);
            let entry = Translation {
                source: text.source.value.clone(),
                pieces: text_pieces(model, &was, text.scope, &mut Findings::default()),
                text: was,
                fuzzy: false,
                previous: None,
                span,
            };
            catalogue.entries.insert(text.key.clone(), entry);
        }
    }
    catalogues
}
