//! Texts as checks read them: each with its language, and with what is not prose blanked out.

use crate::Edition;
use canevas_inputs::CountryFile;
use canevas_model::{Language, Text};
use canevas_syntax::{SourceText, template};
use std::ops::Range;

/// Stands for each byte of a placeholder in a masked text.
pub(crate) const PLACEHOLDER: char = '\u{1}';
/// Stands for each byte of an address in a masked text.
pub(crate) const ADDRESS: char = '\u{2}';

/// A text in a language.
pub(crate) struct Phrase<'a> {
    /// Its catalogue key; empty for a text of a country file.
    pub key: &'a str,
    /// Its language; `None` for a text of a country file that is the same in all.
    pub language: Option<&'a Language>,
    /// The text.
    pub text: &'a SourceText,
    /// Where it comes from.
    pub origin: Origin<'a>,
}

/// Where a text comes from.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'a> {
    /// The form.
    Form,
    /// A translation that is current.
    Translation,
    /// A country file.
    Country(&'a CountryFile),
}

impl<'a> Edition<'a> {
    /// Every text that is published: of the form, of its current translations, of the country files.
    pub(crate) fn phrases(&self) -> Vec<Phrase<'a>> {
        let mut phrases = Vec::new();
        for text in self.model.texts() {
            let (key, language) = (text.key.as_str(), Some(&self.model.source_language));
            phrases.push(Phrase { key, language, text: &text.source, origin: Origin::Form });
            for language in &self.model.translations {
                if let Some(translation) = self.catalogues.get(language).and_then(|catalogue| catalogue.current(text)) {
                    let (language, origin) = (Some(language), Origin::Translation);
                    phrases.push(Phrase { key, language, text: &translation.text, origin });
                }
            }
        }
        for file in self.countries {
            phrases.extend(file.texts.iter().map(|(language, text)| Phrase {
                key: "",
                language: language.as_ref(),
                text,
                origin: Origin::Country(file),
            }));
        }
        phrases
    }

    /// Every text of the form with, per language of translation, what the catalogue has for it.
    pub(crate) fn translated(
        &self,
    ) -> impl Iterator<Item = (&'a Text, &'a Language, Option<&'a canevas_inputs::Translation>)> {
        let (model, catalogues) = (self.model, self.catalogues);
        model.texts().into_iter().filter(|text| has_words(&text.source.value)).flat_map(move |text| {
            model.translations.iter().map(move |language| {
                let entry = catalogues.get(language).and_then(|catalogue| catalogue.entries.get(&text.key));
                (text, language, entry)
            })
        })
    }

    /// Where the form names a language; its edition where that cannot be told.
    pub(crate) fn language_span(&self, language: &Language) -> canevas_diagnostics::Span {
        let source = self.model.source;
        let (node, _) = canevas_syntax::parse_yaml(source, self.sources.get(source));
        let languages = node.as_ref().and_then(|node| node.get("languages"));
        let named = |key: &str| languages.and_then(|languages| languages.get(key));
        let mut nodes: Vec<&canevas_syntax::Node> = named("source").into_iter().collect();
        if let Some(canevas_syntax::Kind::List(items)) = named("translations").map(|node| &node.kind) {
            nodes.extend(items);
        }
        nodes
            .into_iter()
            .find(|node| node.source_text().is_some_and(|text| text.value == language.tag()))
            .map_or(self.model.edition_span, |node| node.span)
    }
}

impl Phrase<'_> {
    /// What kind of text it is: `ask`, `hint`, `label`, `title` and so on.
    pub fn part(&self) -> &str {
        self.key.rsplit('.').next().unwrap_or("")
    }

    /// Whether it is a worked example, which shows what a country might write.
    pub fn is_example(&self) -> bool {
        self.part() == "example"
    }

    /// Whether its language is French.
    pub fn is_french(&self) -> bool {
        self.language.is_some_and(|language| language.primary() == "fr")
    }

    /// The text with placeholders and addresses blanked out.
    pub fn masked(&self) -> String {
        masked(&self.text.value)
    }
}

/// A text of the same length, byte by byte, with placeholders and addresses blanked out.
pub(crate) fn masked(text: &str) -> String {
    let mut out = text.to_owned();
    if text.contains('{')
        && let Ok(pieces) = template::pieces(text)
    {
        for piece in pieces {
            if let template::Piece::Placeholder(_, range) = piece {
                blank(&mut out, range, PLACEHOLDER);
            }
        }
    }
    let mut at = 0;
    while let Some(start) = out[at..].find("](").map(|index| at + index + 1) {
        let end = out[start..].find([')', '\n']).map_or(out.len(), |index| start + index + 1);
        blank(&mut out, start..end, ADDRESS);
        at = end;
    }
    let mut at = 0;
    while let Some(start) = out[at..].find(|c: char| !c.is_whitespace()).map(|index| at + index) {
        let end = out[start..].find(char::is_whitespace).map_or(out.len(), |index| start + index);
        let word = &out[start..end];
        let from = word.find("://").map(|sign| {
            word[..sign]
                .rfind(|c: char| !c.is_ascii_alphanumeric())
                .map_or(0, |before| before + word[before..].chars().next().map_or(1, char::len_utf8))
        });
        // An address may stand in parentheses or before a full stop.
        let until = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '»', '>']).len();
        if let Some(from) = from.filter(|from| *from < until) {
            blank(&mut out, start + from..start + until, ADDRESS);
        } else if word.contains('@') || word.trim_start_matches('(').starts_with("www.") {
            blank(&mut out, start..start + until, ADDRESS);
        }
        at = end;
    }
    out
}

/// Puts `with`, a character of one byte, over a range.
fn blank(text: &mut String, range: Range<usize>, with: char) {
    let filler: String = std::iter::repeat_n(with, range.len()).collect();
    text.replace_range(range, &filler);
}

/// Whether a text has letters outside its placeholders and addresses.
pub(crate) fn has_words(text: &str) -> bool {
    masked(text).chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_prose_is_blanked_out_in_place() {
        let text = "Voir {contact.web} ou [ici](https://a.org/b) (https://c.org/d?e=1). À é@f.org, www.g.org/h?i !";
        let masked = masked(text);
        assert_eq!(masked.len(), text.len());
        let shown: String = masked.chars().filter(|c| !matches!(*c, PLACEHOLDER | ADDRESS)).collect();
        assert_eq!(shown, "Voir  ou [ici] (). À ,  !");
        assert!(!has_words("{edition} 2"));
    }
}
