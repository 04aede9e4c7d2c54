//! Acronyms that a translation lacks.

use crate::numerals::roman;
use crate::tokens::{PlacedWord, words};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use std::collections::BTreeSet;
use std::ops::Range;

rule! {
    RULE: "C041", "acronyms", Info, since "0.1.0",
    "A translation lacks an acronym of its source.",
    policy [can_err],
    explain "An acronym stays as it is, or has another form in the other language: OIT is ILO in English. A translation with fewer acronyms than its source may have lost one, or may have written one out, which is fine. That is why the finding is only listed. For acronyms in the glossary, see `check-glossary`.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: Report to FAO and UNICEF
-- locales/fr.po --
msgctxt "form.title"
msgid "Report to FAO and UNICEF"
msgstr "Rapport à la FAO"
       ^^^^^^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: Report to FAO and UNICEF
-- locales/fr.po --
msgctxt "form.title"
msgid "Report to FAO and UNICEF"
msgstr "Rapport à la FAO et à l'UNICEF"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let source_language = &edition.model.source_language;
    let explained: BTreeSet<&str> = edition
        .glossary
        .into_iter()
        .flat_map(|glossary| &glossary.terms)
        .flat_map(|term| term.accepted(source_language))
        .map(|text| text.value.as_str())
        .collect();
    for pair in edition.pairs() {
        let mut wanted = acronyms(pair.masked_source);
        wanted.retain(|(word, _)| !explained.contains(word));
        let found = acronyms(pair.masked);
        if wanted.is_empty() || !has_capitals(pair.masked) {
            continue;
        }
        let names =
            |list: &[(&str, Range<usize>)]| list.iter().map(|(word, _)| (*word).to_owned()).collect::<BTreeSet<_>>();
        let (own, others) = (names(&wanted), names(&found));
        if others.len() >= own.len() {
            continue;
        }
        let mut told = BTreeSet::new();
        for (word, range) in wanted {
            if !others.contains(word) && told.insert(word) {
                let message = format!("this `{}` text lacks the acronym `{word}` of its source", pair.language);
                findings.push(
                    Finding::new(&RULE, pair.span(), message)
                        .also(pair.source_part(range), "the source")
                        .help(format!("write `{word}`, or its form in `{}`", pair.language)),
                );
            }
        }
    }
}

/// The acronyms of a text: words with two capitals or more, among words with small letters. The `s` of a plural is not a
/// part of them.
fn acronyms(masked: &str) -> Vec<(&str, Range<usize>)> {
    if !masked.chars().any(char::is_lowercase) {
        return Vec::new();
    }
    let is_one = |word: &str| {
        word.chars().filter(|c| c.is_uppercase()).count() >= 2
            && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
            && roman(word).is_none()
    };
    let all = words(masked);
    // Words IN ALL CAPITALS are emphasis, and LAST_UPDATE is a name in code.
    let runs_on = |pair: &[PlacedWord<'_>]| {
        let [(before, from), (after, to)] = pair else { return false };
        let gap = &masked[from.end..to.start];
        gap == "_" || (gap == " " && is_one(before) && is_one(after))
    };
    let mut found = Vec::new();
    for (index, (word, range)) in all.iter().enumerate() {
        let beside = [all.get(index.saturating_sub(1)..=index), all.get(index..index + 2)];
        let word = word.strip_suffix('s').unwrap_or(word);
        if is_one(word) && !beside.into_iter().flatten().any(runs_on) {
            found.push((word, range.start..range.start + word.len()));
        }
    }
    found
}

/// Whether the script of a text has capitals. In other scripts, acronyms look like any word.
fn has_capitals(masked: &str) -> bool {
    let (letters, sized) = masked
        .chars()
        .filter(|c| c.is_alphabetic())
        .fold((0, 0), |(letters, sized), c| (letters + 1, sized + usize::from(c.is_lowercase() || c.is_uppercase())));
    sized * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::acronyms;

    #[test]
    fn capitals_among_small_letters() {
        let found = |text| acronyms(text).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(found("l'OIT, les ONGs et la COVID-19 au XXIe siècle, annexe II, A4"), ["OIT", "ONG", "COVID"]);
        assert!(found("OIT ET FAO").is_empty());
        assert!(found("Write in ALL CAPS, since LAST_UPDATE").is_empty());
    }
}
