//! A text in the wrong language.

use crate::phrases::{Phrase, masked};
use crate::tokens::words;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};
use canevas_model::{Language, Model};
use canevas_wording::Grammar;
use std::ops::Range;
use whatlang::{Detector, Info, Lang};

rule! {
    RULE: "C014", "wrong-language", Deny, since "0.1.0",
    "A text is in the wrong language.",
    policy [can_err],
    explain "Somebody pasted the text from a form in another language, or did not translate it in a catalogue or country file. The check compares paragraphs of four words and more with the languages of the form. It denies a longer paragraph that has only the little words of another language, such as “the” and “of”. A shorter one is a warning: it can be a title that is quoted. In a form of one language the check asks for more words. Write the text in the language of its place.",
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

/// Languages with another script than Latin.
const NOT_LATIN: &[&str] = &["ar", "bg", "bn", "el", "fa", "he", "hi", "ja", "km", "ko", "ru", "uk", "zh"];
/// The fewest words in its own script that show that a text is in such a language.
const OWN_SCRIPT: usize = 2;
/// The last letter of the Latin alphabets (Latin Extended-B).
const LAST_LATIN: char = '\u{24f}';
/// What must come together before a paragraph counts as foreign.
#[derive(Clone, Copy)]
struct Threshold {
    /// The fewest words.
    words: usize,
    /// The fewest words that only the other language has.
    foreign: usize,
    /// The fewest words, where the signs of one of the languages are not known. The detector must then be sure too.
    without_signs: usize,
    level: Level,
}

/// In a form of several languages a text easily comes to the wrong place.
const OF_SEVERAL: [Threshold; 2] = [
    Threshold { words: 8, foreign: 4, without_signs: 12, level: Level::Deny },
    Threshold { words: 4, foreign: 2, without_signs: 6, level: Level::Warn },
];
/// In a form of one language a foreign text is more often a quotation or a name.
const OF_ONE: [Threshold; 2] = [
    Threshold { words: 12, foreign: 5, without_signs: 20, level: Level::Deny },
    Threshold { words: 6, foreign: 3, without_signs: 12, level: Level::Warn },
];
/// How many foreign words outweigh one word of the text's own language.
const OUTWEIGH: usize = 4;
/// The confidence from which the detector gives a warning in a form of several languages, if the little words are even.
const LIKELY: f64 = 0.7;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let detector = LanguageDetector::new(edition.model);
    for phrase in edition.phrases() {
        let Some(language) = phrase.language else { continue };
        for Foreign { range, language: found, level } in detector.foreign(phrase) {
            let mut finding = Finding::new(
                &RULE,
                phrase.text.part(range),
                format!("this text should be in `{language}` but looks like `{found}`"),
            )
            .help(format!("write it in `{language}`"))
            .help_if(phrase.key.map(|key| {
                format!("write it in `{language}`; the text in `{found}` may belong to another entry than `{key}`")
            }));
            finding.level = level;
            findings.push(finding);
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

/// A paragraph in another language than its place asks for.
pub(super) struct Foreign {
    /// The paragraph in its text.
    pub range: Range<usize>,
    /// The tag of the language that it seems to be in.
    pub language: String,
    /// How much it weighs: only what is certain denies.
    level: Level,
}

/// Detects the languages of a form.
pub(super) struct LanguageDetector {
    candidates: Vec<(String, Lang)>,
    detector: Detector,
    thresholds: &'static [Threshold],
    is_of_several: bool,
}

impl LanguageDetector {
    /// A detector for the languages of a form.
    pub fn new(model: &Model) -> Self {
        let candidates = candidates(model);
        let detector = Detector::with_allowlist(candidates.iter().map(|(_, lang)| *lang).collect());
        let is_of_several = !model.translations.is_empty();
        let thresholds = if is_of_several { &OF_SEVERAL } else { &OF_ONE };
        Self { candidates, detector, thresholds, is_of_several }
    }

    /// The paragraphs of a text that are in another language.
    pub fn foreign(&self, phrase: &Phrase<'_>) -> Vec<Foreign> {
        let Some(language) = phrase.language.map(Language::primary).filter(|_| self.candidates.len() > 1) else {
            return Vec::new();
        };
        let Some((own, own_lang)) = self.candidates.iter().find(|(tag, _)| tag == language) else { return Vec::new() };
        let mut found = Vec::new();
        let mut at = 0;
        for line in masked(&phrase.text.value).split_inclusive('\n') {
            let start = at;
            at += line.len();
            let text = prose(line);
            let count = words(&text).iter().filter(|(word, _)| word.chars().all(char::is_alphabetic)).count();
            if self.thresholds.iter().all(|threshold| count < threshold.words) {
                continue;
            }
            let Some(info) = self.detector.detect(&text).filter(|info| info.lang() != *own_lang) else { continue };
            let Some((tag, _)) = self.candidates.iter().find(|(_, lang)| *lang == info.lang()) else { continue };
            if let Some(level) = self.level(&text, count, own, tag, &info) {
                let from = start + (line.len() - line.trim_start().len());
                found.push(Foreign { range: from..start + line.trim_end().len(), language: tag.clone(), level });
            }
        }
        found
    }

    /// How much it weighs that a paragraph looks foreign. `None` where it may well be right.
    fn level(&self, text: &str, count: usize, own: &str, other: &str, info: &Info) -> Option<Level> {
        // Latin names and words of code in a text of another script do not make it foreign.
        let is_latin = |tag: &str| !NOT_LATIN.contains(&tag);
        if !is_latin(own) && is_latin(other) && in_other_script(text) >= OWN_SCRIPT {
            return None;
        }
        // Trigrams err on short texts. The little words of both languages decide, if they are known.
        let (own, other) = (marks(own), marks(other));
        let for_own = own.map_or(0, |own| evidence(text, own, other.unwrap_or(NO_SIGNS)));
        let for_other = other.map_or(0, |other| evidence(text, other, own.unwrap_or(NO_SIGNS)));
        let detector_is_sure = info.is_reliable();
        let passes = |threshold: &&Threshold| match (own, other) {
            (Some(_), Some(_)) => {
                count >= threshold.words && for_other >= threshold.foreign && for_other >= OUTWEIGH * for_own
            }
            (Some(_), None) => detector_is_sure && for_own == 0 && count >= threshold.without_signs,
            (None, Some(_)) => detector_is_sure && for_other >= threshold.foreign && count >= threshold.without_signs,
            (None, None) => detector_is_sure && count >= threshold.without_signs,
        };
        let is_likely = || {
            let is_even = for_other == for_own && info.confidence() >= LIKELY;
            own.is_some() && other.is_some() && (for_other > for_own || is_even)
        };
        let found = self.thresholds.iter().find(passes).map(|threshold| threshold.level);
        found.or_else(|| (self.is_of_several && is_likely()).then_some(Level::Warn))
    }
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
/// The signs of a language that is not known.
const NO_SIGNS: Marks = (&[], "");

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
