//! Arabic words that a kashida stretches.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use std::ops::Range;

rule! {
    RULE: "C038", "kashida", Warn, since "0.1.0",
    "A word is stretched with the Arabic kashida.",
    policy [can_err],
    explain "The kashida (tatweel, U+0640) stretches a word to fill a line. It is not a letter: a search does not find a word that holds one, and the word looks wrong in another font. At the end of a word it is fine: in هـ, the sign of the Hijri era, and after a letter that is written together with a foreign word, as in لـ.",
    bad r#"
languages:
  source: en
  translations: [ar]
title: A report
-- locales/ar.po --
msgctxt "form.title"
msgid "A report"
msgstr "تقـــرير"
        ^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [ar]
title: A report
-- locales/ar.po --
msgctxt "form.title"
msgid "A report"
msgstr "تقرير"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

const KASHIDA: char = '\u{640}';

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases() {
        for (word, plain) in drawn_out(&phrase.text.value) {
            let message = format!("this word is stretched: without the kashida it is “{plain}”");
            findings.push(Finding::new(&RULE, phrase.text.part(word), message).help(format!("write “{plain}”")));
        }
    }
}

/// An Arabic letter, or a vowel sign on one.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}')
        && c.is_alphabetic()
        && c != KASHIDA
}

/// The stretched words, and their spelling without the kashida.
fn drawn_out(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let word = word.trim_end();
        let drawn = |(from, _): (usize, &str)| {
            let (before, after) = (&word[..from], word[from..].trim_start_matches(KASHIDA));
            before.ends_with(is_letter) && after.starts_with(is_letter)
        };
        if word.match_indices(KASHIDA).any(drawn) {
            found.push((start..start + word.len(), word.replace(KASHIDA, "")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::drawn_out;

    #[test]
    fn a_word_and_the_sign_of_the_era() {
        let plain = |text: &str| drawn_out(text).into_iter().map(|(_, plain)| plain).collect::<Vec<_>>();
        assert_eq!(plain("تقـــرير سنوي"), ["تقرير"]);
        assert_eq!(plain("القُـمـر"), ["القُمر"]);
        assert!(plain("في عام 1445 هـ، أو (1445هـ) بـ KoboToolbox الـCD لـ\"x\"").is_empty());
    }
}
