//! Numbers that a translation lost or changed.

use crate::numerals::{Numeral, numerals, spelled};
use crate::tokens::words;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use std::collections::HashSet;

rule! {
    RULE: "C039", "numbers", Warn, since "0.1.0",
    "A translation lacks a number of its source.",
    policy [can_err],
    explain "Readers cannot see that a number is mistyped. Other digits (٢٠٢٣ for 2023), other separators (1,000 for 1 000), Roman numbers and small numbers in words are the same number. For months and years of the period, write {period.from}: a placeholder cannot be mistyped.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: What 1,500 households say
-- locales/fr.po --
msgctxt "form.title"
msgid "What 1,500 households say"
msgstr "Ce que disent 15 000 ménages"
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: What 1,500 households say
-- locales/fr.po --
msgctxt "form.title"
msgid "What 1,500 households say"
msgstr "Ce que disent 1 500 ménages"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Numbers up to this one are often written in words.
const IN_WORDS: u64 = 20;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for pair in edition.pairs() {
        let wanted = numerals(pair.masked_source);
        if wanted.is_empty() {
            continue;
        }
        let found = numerals(pair.masked);
        let mut known: HashSet<String> = found.iter().map(|numeral| numeral.digits.clone()).collect();
        known.extend(found.iter().flat_map(|numeral| numeral.parts.clone()));
        let in_words = spelled(pair.masked, pair.language.primary());
        let lower = pair.masked.to_lowercase();
        let afternoon = lower.contains("p.m") || lower.contains("pm");
        // 1 500 000 is 1.5 million: where one of the two counts in thousands or millions, zeros at the end do not count.
        let counts = has_scale(pair.masked_source) || has_scale(pair.masked);
        let bare = |digits: &str| digits.trim_end_matches('0').to_owned();
        let is_scaled = |digits: &String| {
            let spelled = in_words.iter().flatten().map(u64::to_string);
            counts && known.iter().cloned().chain(spelled).any(|number| bare(&number) == bare(digits))
        };
        let is_there = |digits: &String| {
            let value: Option<u64> = digits.parse().ok();
            known.contains(digits)
                || value.is_some_and(|value| {
                    in_words.as_ref().map_or(value <= IN_WORDS, |words| words.contains(&value))
                        // 14 h is 2 p.m.
                        || (afternoon && (13..24).contains(&value) && known.contains(&(value - 12).to_string()))
                })
        };
        let mut told = HashSet::new();
        for Numeral { range, digits, parts, in_date } in &wanted {
            let whole = is_there(digits) || is_scaled(digits) || (parts.len() > 1 && parts.iter().all(is_there));
            // The month of a date may stand in words.
            let month = *in_date && digits.parse::<u64>().is_ok_and(|value| value <= 12);
            if whole || month || !told.insert(digits) {
                continue;
            }
            let typed = pair.source().get(range.clone()).unwrap_or_default();
            findings.push(
                Finding::new(
                    &RULE,
                    pair.span(),
                    format!("this `{}` text lacks `{typed}` of its source", pair.language),
                )
                .also(pair.source_part(range.clone()), "the source")
                .help("write the same number, as the language writes it, or remove it from the source"),
            );
        }
    }
}

/// Whether a text has a word for a thousand, a million or more.
fn has_scale(masked: &str) -> bool {
    const STEMS: &[&str] = &["mill", "mil", "thousand", "billion", "مليون", "ملايين", "مليار", "ألف", "آلاف"];
    words(masked).iter().any(|(word, _)| {
        let word = word.to_lowercase();
        STEMS.iter().any(|stem| word == *stem || (stem.chars().count() > 3 && word.starts_with(stem)))
    })
}

#[cfg(test)]
mod tests {
    use super::has_scale;

    #[test]
    fn words_that_count_by_the_thousand() {
        assert!(["2 millones", "cien mil", "un millier", "two thousand", "٣ آلاف"].iter().all(|text| has_scale(text)));
        assert!(!has_scale("three mileposts, dix familles"));
    }
}
