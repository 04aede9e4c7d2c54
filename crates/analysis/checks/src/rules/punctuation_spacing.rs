//! Spaces beside signs, which French wants and most languages do not.

use super::wrong_language::LanguageDetector;
use crate::phrases::{ADDRESS, PLACEHOLDER, Phrase};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};
use std::ops::Range;

rule! {
    RULE: "C022", "punctuation-spacing", Deny, since "0.1.0",
    "A French text lacks the space before : ; ? ! or inside « », or a text in another language has it.",
    policy [can_err],
    explain "French sets a space before these signs and inside its quotation marks. A plain space is enough: the compiler makes it the right no-break one. Times (10:30), addresses and signs that follow one another (?!) are left alone. English, Spanish and similar languages set no space before these signs; the finding is a warning there.",
    bad r#"
languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: principaux
        type: text
        ask: Quels sont les résultats?
                            ^^^^^^^^^^
"#,
    good r#"
languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: principaux
        type: text
        ask: Quels sont les résultats ?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Languages that write no space before these signs.
const CLOSE: &[&str] = &["ca", "de", "en", "es", "gl", "it", "nl", "pt", "sw"];

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let detector = LanguageDetector::new(edition.model);
    for phrase in edition.phrases() {
        if phrase.language.is_some_and(|language| CLOSE.contains(&language.primary())) {
            too_many(phrase, &detector, findings);
        }
        if !phrase.is_french() {
            continue;
        }
        let lacks = missing(&phrase.text.value, &phrase.masked);
        if lacks.is_empty() {
            continue;
        }
        // `wrong-language` reports a text that is not French. Such a text needs no French spaces.
        let foreign = detector.foreign(phrase);
        for lack in lacks.into_iter().filter(|lack| !foreign.iter().any(|part| part.range.contains(&lack.range.start)))
        {
            let message = match lack.signs.as_slice() {
                ['«'] => "a space is missing after `«`".to_owned(),
                [sign] => format!("a space is missing before `{sign}`"),
                signs => format!("{} spaces are missing here", signs.len()),
            };
            findings.push(
                Finding::new(&RULE, phrase.text.part(lack.range), message).help(format!("write “{}”", lack.mended)),
            );
        }
    }
}

/// Spaces before signs in a language that writes none.
fn too_many(phrase: &Phrase<'_>, detector: &LanguageDetector, findings: &mut Findings) {
    let masked = &phrase.masked;
    let places: Vec<usize> = masked.match_indices([':', ';', '?', '!']).map(|(at, _)| at).collect();
    let is_apart = |at: &usize| {
        let (before, after) = (&masked[..*at], masked[at + 1..].chars().next());
        let word = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        // In 1 : 10 the spaces are right, and :-) is no punctuation.
        word.len() < before.len()
            && word.ends_with(|c: char| c.is_alphabetic() || matches!(c, PLACEHOLDER | ')' | '”' | '»' | '"'))
            && after.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '»' | '"'))
    };
    let places: Vec<usize> = places.into_iter().filter(is_apart).collect();
    if places.is_empty() {
        return;
    }
    let foreign = detector.foreign(phrase);
    for at in places.into_iter().filter(|at| !foreign.iter().any(|part| part.range.contains(at))) {
        let from = masked[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}']).len();
        let sign = &masked[at..=at];
        let mut finding =
            Finding::new(&RULE, phrase.text.part(from..at + 1), format!("there must be no space before `{sign}`"))
                .help(format!("write `{sign}` right after the word"));
        finding.level = Level::Warn;
        findings.push(finding);
    }
}

/// A word with signs that lack their space.
struct Lack {
    signs: Vec<char>,
    range: Range<usize>,
    mended: String,
}

fn missing(text: &str, masked: &str) -> Vec<Lack> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in masked.split_inclusive(char::is_whitespace) {
        let range = start..start + word.trim_end().len();
        start += word.len();
        let gaps: Vec<(usize, char)> = masked[range.clone()]
            .char_indices()
            .map(|(at, sign)| (range.start + at, sign))
            .filter(|(at, sign)| lacks(masked, *at, *sign))
            .collect();
        let Some((first, sign)) = gaps.first() else { continue };
        // The message shows a sign at the end of a word without the following text.
        let range = if gaps.len() == 1 && *sign != '«' { range.start..first + sign.len_utf8() } else { range };
        let mut mended = text.get(range.clone()).unwrap_or_default().to_owned();
        for (at, sign) in gaps.iter().rev() {
            let gap = if *sign == '«' { at + sign.len_utf8() } else { *at };
            mended.insert(gap - range.start, ' ');
        }
        found.push(Lack { signs: gaps.into_iter().map(|(_, sign)| sign).collect(), range, mended });
    }
    found
}

/// Whether the sign at a place lacks its space.
fn lacks(masked: &str, at: usize, sign: char) -> bool {
    let before = masked[..at].chars().next_back();
    let after = masked[at + sign.len_utf8()..].chars().next();
    let word = |c: char| c.is_alphanumeric() || matches!(c, PLACEHOLDER | ADDRESS | ')' | '»' | '*' | '%' | '"' | ']');
    match sign {
        '«' => after.is_some_and(|c| !c.is_whitespace()),
        '»' => before.is_some_and(|c| !c.is_whitespace()),
        // A time or a ratio. A masked character belongs to an address.
        ':' if after.is_some_and(|c| c.is_ascii_digit() || matches!(c, ADDRESS | '/')) => false,
        ';' if is_entity(&masked[..at]) => false,
        ':' | ';' | '?' | '!' => before.is_some_and(word),
        _ => false,
    }
}

/// Whether `&amp` or `&#233` stands before a semicolon.
fn is_entity(before: &str) -> bool {
    let name = before.bytes().rev().take(8).position(|b| b == b'&');
    name.is_some_and(|length| {
        length > 0 && before.bytes().rev().take(length).all(|b| b.is_ascii_alphanumeric() || b == b'#')
    })
}

#[cfg(test)]
mod tests {
    use super::missing;
    use crate::phrases::masked;

    #[test]
    fn what_lacks_a_space() {
        let signs = |text: &str| missing(text, &masked(text)).into_iter().map(|lack| lack.mended).collect::<Vec<_>>();
        assert!(signs("À 10:30, voir https://a.org/?b=c ; « oui » : non ?! (?) Oui… non !").is_empty());
        assert_eq!(signs("Où, «ici» {x}? Note: a;"), ["« ici »", "{x} ?", "Note :", "a ;"]);
    }
}
