//! A text in the wrong language.

use crate::phrases::{Phrase, masked};
use crate::tokens::words;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::{Language, Model};
use canevas_wording::Grammar;
use std::ops::Range;
use whatlang::{Detector, Lang};

rule! {
    RULE: "C014", "wrong-language", Deny, since "0.1.0",
    "A text is in the wrong language.",
    explain "Somebody pasted the text from a form in another language, or did not translate it in a catalogue or country file. The check compares paragraphs of four words and more with the languages of the form. Write the text in the language of its place.",
    bad r#"
languages:
  source: fr
title: Un formulaire
sections:
  - id: preuves
    title: Les preuves
    questions:
      - id: types
        type: text
        ask: |
          What is the status of the roadmap, and who has taken part in it?
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: fr
title: Un formulaire
sections:
  - id: preuves
    title: Les preuves
    questions:
      - id: types
        type: text
        ask: |
          Où en est la feuille de route, et qui y a pris part ?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// The fewest words of a paragraph that is checked.
const WORDS: usize = 4;
/// Languages with another script than Latin.
const NOT_LATIN: &[&str] = &["ar", "bg", "bn", "el", "fa", "he", "hi", "ja", "km", "ko", "ru", "uk", "zh"];
/// The fewest words in its own script that show that a text is in such a language.
const OWN_SCRIPT: usize = 2;
/// The last letter of the Latin alphabets (Latin Extended-B).
const LAST_LATIN: char = '\u{24f}';
/// The confidence from which the detector decides, if the function words do not.
const SURE: f64 = 0.7;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let detector = LanguageDetector::new(edition.model);
    for phrase in edition.phrases() {
        let Some(language) = phrase.language else { continue };
        for (range, found) in detector.foreign(phrase) {
            findings.push(
                Finding::new(
                    &RULE,
                    phrase.text.part(range),
                    format!("this text should be in `{language}` but looks like `{found}`"),
                )
                .help(format!("write it in `{language}`"))
                .help_if(phrase.key.map(|key| {
                    format!("write it in `{language}`; the text in `{found}` may belong to another entry than `{key}`")
                })),
            );
        }
    }
}

/// The languages to detect: those of the form. For a form in one language, the common languages too.
fn candidates(model: &Model) -> Vec<(String, Lang)> {
    let mut tags: Vec<&str> = model.languages().map(Language::primary).collect();
    if tags.len() == 1 {
        tags.extend(Grammar::ALL.iter().map(|grammar| grammar.tag()));
    }
    tags.sort_unstable();
    tags.dedup();
    tags.into_iter().filter_map(|tag| Some((tag.to_owned(), lang(tag)?))).collect()
}

fn lang(primary: &str) -> Option<Lang> {
    Some(match primary {
        "ar" => Lang::Ara,
        "bg" => Lang::Bul,
        "bn" => Lang::Ben,
        "cs" => Lang::Ces,
        "da" => Lang::Dan,
        "de" => Lang::Deu,
        "el" => Lang::Ell,
        "en" => Lang::Eng,
        "es" => Lang::Spa,
        "fa" => Lang::Pes,
        "fi" => Lang::Fin,
        "fr" => Lang::Fra,
        "he" => Lang::Heb,
        "hi" => Lang::Hin,
        "hr" => Lang::Hrv,
        "hu" => Lang::Hun,
        "id" => Lang::Ind,
        "it" => Lang::Ita,
        "ja" => Lang::Jpn,
        "km" => Lang::Khm,
        "ko" => Lang::Kor,
        "nl" => Lang::Nld,
        "pl" => Lang::Pol,
        "pt" => Lang::Por,
        "ro" => Lang::Ron,
        "ru" => Lang::Rus,
        "sv" => Lang::Swe,
        "tr" => Lang::Tur,
        "uk" => Lang::Ukr,
        "vi" => Lang::Vie,
        "zh" => Lang::Cmn,
        _ => return None,
    })
}

/// Detects the languages of a form.
pub(super) struct LanguageDetector {
    candidates: Vec<(String, Lang)>,
    detector: Detector,
}

impl LanguageDetector {
    /// A detector for the languages of a form.
    pub fn new(model: &Model) -> Self {
        let candidates = candidates(model);
        let detector = Detector::with_allowlist(candidates.iter().map(|(_, lang)| *lang).collect());
        Self { candidates, detector }
    }

    /// The paragraphs of a text that are in another language, with that language's tag.
    pub fn foreign(&self, phrase: &Phrase<'_>) -> Vec<(Range<usize>, String)> {
        match phrase.language {
            Some(language) if self.candidates.len() > 1 => foreign(phrase, language, &self.candidates, &self.detector),
            _ => Vec::new(),
        }
    }
}

fn foreign(
    phrase: &Phrase<'_>,
    language: &Language,
    candidates: &[(String, Lang)],
    detector: &Detector,
) -> Vec<(Range<usize>, String)> {
    let Some((_, own)) = candidates.iter().find(|(tag, _)| tag == language.primary()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = 0;
    for line in masked(&phrase.text.value).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = prose(line);
        if words(&text).iter().filter(|(word, _)| word.chars().all(char::is_alphabetic)).count() < WORDS {
            continue;
        }
        let Some(info) = detector.detect(&text).filter(|info| info.lang() != *own) else { continue };
        let Some((tag, _)) = candidates.iter().find(|(_, lang)| *lang == info.lang()) else { continue };
        // Latin names and words of code in a text of another script do not make it foreign.
        let is_latin = |tag: &str| !NOT_LATIN.contains(&tag);
        if !is_latin(language.primary()) && is_latin(tag) && in_other_script(&text) >= OWN_SCRIPT {
            continue;
        }
        // Trigrams err on short texts. If the function words of both languages are known, these decide. Otherwise the
        // detector must be sure.
        let sure = match (marks(language.primary()), marks(tag)) {
            (Some(own), Some(other)) => {
                let (for_own, for_other) = (evidence(&text, own, other), evidence(&text, other, own));
                for_other > for_own || (for_other == for_own && info.confidence() >= SURE)
            }
            _ => info.is_reliable(),
        };
        if sure {
            let from = start + (line.len() - line.trim_start().len());
            found.push((from..start + line.trim_end().len(), tag.clone()));
        }
    }
    found
}

/// The number of words in other scripts than Latin.
fn in_other_script(text: &str) -> usize {
    words(text).iter().filter(|(word, _)| word.chars().any(|c| c.is_alphabetic() && c > LAST_LATIN)).count()
}

/// The words of a line for the detector, without masked parts and names in capitals.
fn prose(line: &str) -> String {
    words(line)
        .into_iter()
        .map(|(word, _)| word)
        .filter(|word| !(word.chars().count() > 1 && word.chars().all(char::is_uppercase)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The signs of a language: its function words, and letters that similar languages do not have.
type Marks = (&'static [&'static str], &'static str);

/// The number of words that belong to one language and not to the other.
fn evidence(text: &str, of: Marks, not: Marks) -> usize {
    words(text)
        .iter()
        .filter(|(word, _)| {
            let word = word.to_lowercase();
            (of.0.contains(&word.as_str()) && !not.0.contains(&word.as_str()))
                || word.chars().any(|c| of.1.contains(c) && !not.1.contains(c))
        })
        .count()
}

/// The signs of a language whose grammar is known.
fn marks(primary: &str) -> Option<Marks> {
    Grammar::ALL.iter().find(|grammar| grammar.tag() == primary).map(|grammar| grammar.marks())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_one_of_the_detector() {
        for tag in ["fr", "en", "es", "ar", "pt", "zh"] {
            assert!(lang(tag).is_some(), "{tag}");
        }
        assert!(lang("sw").is_none());
    }

    #[test]
    fn names_in_capitals_are_no_prose() {
        assert_eq!(prose("L'appui de l'OIT : MINDDEVEL (\u{1}\u{1}) !"), "L appui de l");
    }
}
