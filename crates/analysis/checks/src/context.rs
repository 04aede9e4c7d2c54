//! An edition prepared once for all its checks: every published text with its mask and its glossary terms, and every
//! translation beside its source. Dozens of checks need these, and preparing them takes longer than most checks do.

use crate::EditionParts;
use crate::pairs::TranslationPair;
use crate::phrases::{Origin, Phrase, masked};
use canevas_diagnostics::{Sources, Span};
use canevas_model::{Language, Model, Text, TextKey};
use canevas_project::glossary::Finder;
use canevas_project::{Catalogues, Glossary, Translation};
use canevas_syntax::SourceText;

/// An edition with its texts as the checks read them.
pub(crate) struct CheckContext<'a> {
    /// The sources of all files.
    pub sources: &'a Sources,
    /// The form.
    pub model: &'a Model,
    /// Its translations.
    pub catalogues: &'a Catalogues,
    /// The glossary, if the edition has one.
    pub glossary: Option<&'a Glossary>,
    phrases: Vec<Phrase<'a>>,
    translated: Vec<(&'a Text, &'a Language, Option<&'a Translation>)>,
    /// The current translations, with the indices of source and translation among the phrases.
    pairs: Vec<(&'a Text, &'a Language, &'a Translation, [usize; 2])>,
}

impl<'a> CheckContext<'a> {
    /// Reads an edition.
    pub fn new(edition: &EditionParts<'a>) -> Self {
        let EditionParts { sources, model, catalogues, countries, glossary } = *edition;
        let mut context = Self {
            sources,
            model,
            catalogues,
            glossary,
            phrases: Vec::new(),
            translated: Vec::new(),
            pairs: Vec::new(),
        };
        let finder = |language| glossary.map(|glossary| Finder::new(glossary, language));
        let of_source = finder(&model.source_language);
        let of_languages: Vec<_> =
            model.translations.iter().map(|language| (language, catalogues.get(language), finder(language))).collect();
        for text in model.translated_texts() {
            let of_form = context.phrases.len();
            let key = Some(&text.key);
            context.put(key, Some(&model.source_language), &text.source, Origin::Form, of_source.as_ref());
            let has_words = context.phrases[of_form].has_words();
            for (language, catalogue, finder) in &of_languages {
                let entry = catalogue.and_then(|catalogue| catalogue.entries.get(&text.key));
                if has_words {
                    context.translated.push((text, language, entry));
                }
                // Another rule reports a translation that is stale or waits for review. Its differences mean nothing.
                let Some(current) = catalogue.and_then(|catalogue| catalogue.current(text)) else { continue };
                let own = context.phrases.len();
                context.put(key, Some(language), &current.text, Origin::Translation, finder.as_ref());
                if has_words {
                    context.pairs.push((text, language, current, [of_form, own]));
                }
            }
        }
        for file in countries {
            for (language, text) in &file.texts {
                context.put(None, language.as_ref(), text, Origin::Country(file), None);
            }
        }
        context
    }

    fn put(
        &mut self,
        key: Option<&'a TextKey>,
        language: Option<&'a Language>,
        text: &'a SourceText,
        origin: Origin<'a>,
        finder: Option<&Finder>,
    ) {
        let masked = masked(&text.value);
        let hits = finder.map(|finder| finder.find(&masked)).unwrap_or_default();
        self.phrases.push(Phrase { key, language, text, origin, masked, hits });
    }

    /// Every published text: of the form, its current translations and the country files.
    pub fn phrases(&self) -> &[Phrase<'a>] {
        &self.phrases
    }

    /// Every text of the form that has words, with the catalogue's entry for each language.
    pub fn translated(&self) -> impl Iterator<Item = (&'a Text, &'a Language, Option<&'a Translation>)> {
        self.translated.iter().copied()
    }

    /// Every current translation beside its source.
    pub fn pairs(&self) -> impl Iterator<Item = TranslationPair<'_>> {
        self.pairs.iter().map(|(text, language, translation, [of_form, own])| {
            let [of_form, own] = [&self.phrases[*of_form], &self.phrases[*own]];
            TranslationPair {
                text,
                language,
                translation,
                masked_source: &of_form.masked,
                masked: &own.masked,
                source_hits: &of_form.hits,
                hits: &own.hits,
            }
        })
    }

    /// The place where the form names a language. Without one, the place of the edition.
    pub fn language_span(&self, language: &Language) -> Span {
        let source = self.model.source;
        let (node, _) = canevas_syntax::parse_yaml(source, self.sources.get(source));
        let languages = node.as_ref().and_then(|node| node.get("languages"));
        let named = |key: &str| languages.and_then(|languages| languages.get(key));
        let mut nodes: Vec<&canevas_syntax::Node> = named("source").into_iter().collect();
        if let Some(canevas_syntax::NodeKind::List(items)) = named("translations").map(|node| &node.kind) {
            nodes.extend(items);
        }
        nodes
            .into_iter()
            .find(|node| node.source_text().is_some_and(|text| text.value == language.tag()))
            .map_or(self.model.edition_span, |node| node.span)
    }
}
