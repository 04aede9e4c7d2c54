//! Addresses that a translation lost or damaged.

use crate::pairs::TranslationPair;
use crate::phrases::ADDRESS;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, nearest, rule};
use std::ops::Range;

rule! {
    RULE: "C032", "url", Warn, since "0.1.0",
    "A translation lacks an address of its source.",
    policy [can_err],
    explain "A changed web or mail address leads nowhere. A page of the same site in the reader's language is fine if its address names the language: …/en/guide may become …/fr/guide. If each language needs another page, the source should name a page with all languages.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: Report to https://example.org/reports
-- locales/fr.po --
msgctxt "form.title"
msgid "Report to https://example.org/reports"
msgstr "Rapport à https://example.org/rapports"
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: Report to https://example.org/reports
-- locales/fr.po --
msgctxt "form.title"
msgid "Report to https://example.org/reports"
msgstr "Rapport à https://example.org/reports"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Words for languages in addresses, apart from tags.
const LANGUAGES: &[&str] =
    &["lang", "language", "locale", "english", "french", "francais", "spanish", "espanol", "arabic", "portuguese"];

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for pair in edition.pairs() {
        let (wanted, found) = (addresses(pair.source(), pair.masked_source), addresses(pair.value(), pair.masked));
        let tags = [edition.model.source_language.primary(), pair.language.primary()];
        for (range, address) in wanted {
            if found.iter().any(|(_, other)| is_same(address, other, tags)) {
                continue;
            }
            findings.push(missing(&pair, range, address, &found));
        }
    }
}

fn missing(pair: &TranslationPair<'_>, range: Range<usize>, address: &str, found: &[(Range<usize>, &str)]) -> Finding {
    let near = nearest(address, found.iter().map(|(_, other)| *other))
        .or_else(|| found.iter().map(|(_, other)| *other).find(|other| host(other) == host(address)));
    let place = found.iter().find(|(_, other)| Some(*other) == near);
    let (span, message) = match place {
        Some((damaged, other)) => {
            (pair.part(damaged.clone()), format!("the source has another address here than `{other}`"))
        }
        None => (pair.span(), format!("this `{}` text lacks the address `{address}` of its source", pair.language)),
    };
    Finding::new(&RULE, span, message)
        .also(pair.source_part(range), "the source")
        .help(format!("write `{address}`, or the same page in `{}`", pair.language))
}

/// The addresses of a text: web and mail.
fn addresses<'t>(text: &'t str, masked: &str) -> Vec<(Range<usize>, &'t str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = masked[at..].find(ADDRESS).map(|index| at + index) {
        let end = masked[start..].find(|c| c != ADDRESS).map_or(masked.len(), |index| start + index);
        at = end;
        let Some(typed) = text.get(start..end) else { continue };
        let inner = typed.trim_start_matches(['(', '<', ' ']);
        let from = start + typed.len() - inner.len();
        // A space ends an address. `md-link` reports a space inside a link.
        let inner = inner.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches([')', '>']);
        // Canevas fills in an address with a placeholder. `placeholders` checks that the translation keeps it.
        if is_address(inner) && !inner.contains('{') {
            found.push((from..from + inner.len(), inner));
        }
    }
    found
}

/// Whether a word is an address. A single @ is not.
fn is_address(typed: &str) -> bool {
    let mail = typed.split_once('@').is_some_and(|(name, host)| {
        name.ends_with(|c: char| c.is_alphanumeric()) && host.starts_with(|c: char| c.is_alphanumeric())
    });
    mail || typed.contains("://") || typed.starts_with("www.")
}

/// Whether two addresses are equal, or are one page in two languages.
fn is_same(source: &str, other: &str, tags: [&str; 2]) -> bool {
    let is_language = |part: &str| {
        let part = part.to_ascii_lowercase();
        tags.contains(&part.as_str()) || LANGUAGES.contains(&part.as_str())
    };
    let plain = |address: &str| -> Vec<String> {
        parts(address).into_iter().filter(|part| !is_language(part)).map(str::to_ascii_lowercase).collect()
    };
    let in_own_language = parts(other).iter().any(|part| part.eq_ignore_ascii_case(tags[1]));
    plain(source) == plain(other) || (in_own_language && host(source) == host(other))
}

/// The host of an address, without the parts that depend on the language.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest).to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').filter(|label| label.len() > 2 && *label != "www").collect();
    labels.join(".")
}

/// The parts of an address, without its scheme and `www`.
fn parts(address: &str) -> Vec<&str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split(['/', '.', '?', '=', '&', '#', '-', '_']).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::masked;

    #[test]
    fn an_address_in_two_languages() {
        let same = |a, b| is_same(a, b, ["en", "fr"]);
        assert!(same("https://www.a.org/en/x", "https://a.org/fr/x"));
        assert!(same("https://en.a.org/x", "https://fr.a.org/x"));
        assert!(same("https://a.org/x", "https://a.org/fr/un-autre-nom"));
        assert!(same("https://a.org/x_en.pdf", "https://a.org/x_fr.pdf"));
        assert!(!same("https://a.org/x", "https://b.org/x"));
        assert!(!same("https://a.org/reports", "https://a.org/rapports"));
    }

    #[test]
    fn addresses_stand_alone() {
        let text = "Voir [é](https://a.org/b) (https://c.org/d) ou f@g.org : {contact.web}, « @ ».";
        let found: Vec<&str> = addresses(text, &masked(text)).into_iter().map(|(_, address)| address).collect();
        assert_eq!(found, ["https://a.org/b", "https://c.org/d", "f@g.org"]);
    }
}
