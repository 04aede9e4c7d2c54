//! Brackets and quotation marks that do not pair.

use crate::pairs::TranslationPair;
use crate::phrases::Phrase;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};

rule! {
    RULE: "C040", "brackets", Warn, since "0.1.0",
    "A bracket or quotation mark has no partner, or a translation has fewer than its source.",
    policy [can_err],
    explain "If a bracket is never closed, the end of the text was most likely cut off. Brackets and quotation marks are counted line by line; a) and 1) at the start of an item are fine. If both texts are complete and the translation has fewer pairs than its source, the finding is only listed: a part may be missing, or the language does not need the marks. For braces, see `placeholders`.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: Report (yearly)
-- locales/fr.po --
msgctxt "form.title"
msgid "Report (yearly)"
msgstr "Rapport (annuel"
                ^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: Report (yearly)
-- locales/fr.po --
msgctxt "form.title"
msgid "Report (yearly)"
msgstr "Rapport (annuel)"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

const PAIRS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('«', '»'), ('“', '”')];
/// Marks that open a quotation in some language.
const QUOTES: &[char] = &['«', '“', '„', '‘', '「', '『', '‹'];

/// Languages that open a quotation with the mark that closes it elsewhere.
const TURNING: &[&str] =
    &["bg", "cs", "da", "de", "et", "fi", "hr", "hu", "is", "ka", "lt", "lv", "mk", "pl", "ro", "sk", "sl", "sr", "sv"];

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases() {
        let turns = turns(phrase);
        for (at, sign) in alone(&phrase.masked) {
            if !turns || matches!(sign, '(' | ')' | '[' | ']') {
                let message = format!("this `{sign}` has no partner on its line");
                findings.push(
                    Finding::new(&RULE, phrase.text.part(at..at + sign.len_utf8()), message)
                        .help("write both, or neither"),
                );
            }
        }
    }
    for pair in edition.pairs() {
        differences(&pair, findings);
    }
}

/// Whether a text may open a quotation with the mark that closes it elsewhere: some languages write „so“ and »so«.
fn turns(phrase: &Phrase<'_>) -> bool {
    phrase.language.is_some_and(|language| TURNING.contains(&language.primary())) || phrase.text.value.contains('„')
}

/// Signs without a partner on their line.
fn alone(masked: &str) -> Vec<(usize, char)> {
    let (mut found, mut start) = (Vec::new(), 0);
    for line in masked.split_inclusive('\n') {
        for (open, close) in PAIRS {
            let mut opened = Vec::new();
            for (at, sign) in line.char_indices() {
                // A bracket after a backslash is meant: it marks no link.
                if matches!(sign, '[' | ']') && line[..at].ends_with('\\') {
                    continue;
                }
                if sign == *open {
                    opened.push(at);
                } else if sign == *close && opened.pop().is_none() && !marks_item(&line[..at], sign) {
                    found.push((start + at, sign));
                }
            }
            // A quotation over several paragraphs opens again in each.
            opened.retain(|at| *open != '“' || !line[..*at].trim().is_empty());
            found.extend(opened.into_iter().map(|at| (start + at, *open)));
        }
        start += line.len();
    }
    found
}

/// Whether a `)` stands after the number or letter of an item.
fn marks_item(before: &str, sign: char) -> bool {
    let mark = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let roman = mark.chars().all(|c| "ivxIVX".contains(c));
    let number = mark.chars().all(char::is_numeric);
    sign == ')' && !mark.is_empty() && (mark.chars().count() == 1 || roman || number)
}

/// Signs that a translation has less often than its source, if both are in order. `md-link` reports lost links, and
/// `xml-tags` reports tags.
fn differences(pair: &TranslationPair<'_>, findings: &mut Findings) {
    if !alone(pair.masked_source).is_empty() || !alone(pair.masked).is_empty() {
        return;
    }
    let count = |text: &str, signs: &[char]| text.matches(signs).count();
    let quotes = |text: &str| count(text, QUOTES) + count(text, &['"']) / 2;

    let (source, own) = (pair.source(), pair.value());
    if source.matches("](").count() != own.matches("](").count() || own.contains("=\"") {
        return;
    }
    let kinds = [
        ("( )", count(pair.masked_source, &['(']), count(pair.masked, &['('])),
        ("[ ]", count(source, &['[']), count(own, &['['])),
        ("quotation marks", quotes(pair.masked_source), quotes(pair.masked)),
    ];
    for (kind, wanted, found) in kinds.into_iter().filter(|(_, wanted, found)| found < wanted) {
        let noun = if found == 1 { "pair" } else { "pairs" };
        let message =
            format!("this `{}` text has {found} {noun} of {kind}, but its source has {wanted}", pair.language);
        let mut finding = Finding::new(&RULE, pair.span(), message)
            .also(pair.text.span(), "the source")
            .help("check whether something is missing");
        finding.level = Level::Info;
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::alone;

    #[test]
    fn what_has_no_partner() {
        let signs = |text: &str| alone(text).into_iter().map(|(_, sign)| sign).collect::<String>();
        assert_eq!(signs("(a [b] « c » “d”)\n(e"), "(");
        assert_eq!(signs("e) f\n1) g, ii) h et (i"), "(");
        assert_eq!(signs("voir plus bas)"), ")");
        assert_eq!(signs("[a\\]](b) [c\\[](d) e]"), "]");
        assert_eq!(signs("“one paragraph\n“and the next”"), "");
    }
}
