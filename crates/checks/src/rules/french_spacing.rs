//! Spaces that French wants.

use crate::phrases::{ADDRESS, PLACEHOLDER, Phrase};
use crate::{Check, Edition};
use canevas_diagnostics::{Finding, Findings, rule};
use std::ops::Range;

rule! {
    RULE: "C022", "french-spacing", Deny, since "0.1.0",
    "A French text lacks the space before : ; ? ! or inside « ».",
    explain "French sets a space before these signs and inside its quotation marks. A plain space is enough: the compiler makes it the right no-break one. Times (10:30), addresses and signs that follow one another (?!) are left alone.",
    bad "languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: principaux
        type: text
        ask: Quels sont les résultats?
",
    good "languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: principaux
        type: text
        ask: Quels sont les résultats ?
",
}

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(edition: &Edition<'_>, findings: &mut Findings) {
    for phrase in edition.phrases().into_iter().filter(Phrase::is_french) {
        for (sign, range, mended) in missing(&phrase.text.value, &phrase.masked()) {
            let message = if sign == '«' {
                "a space is missing after `«`".to_owned()
            } else {
                format!("a space is missing before `{sign}`")
            };
            findings.push(Finding::new(&RULE, phrase.text.part(range), message).help(format!("write “{mended}”")));
        }
    }
}

/// Signs without their space: the sign, the word with it, and both mended.
fn missing(text: &str, masked: &str) -> Vec<(char, Range<usize>, String)> {
    let mut found = Vec::new();
    for (at, sign) in masked.char_indices().filter(|(_, c)| matches!(c, ':' | ';' | '?' | '!' | '«' | '»')) {
        let end = at + sign.len_utf8();
        let before = masked[..at].chars().next_back();
        let after = masked[end..].chars().next();
        let word = |c: Option<char>| {
            c.is_some_and(|c| c.is_alphanumeric() || matches!(c, PLACEHOLDER | ')' | '»' | '*' | '%' | '"' | ']'))
        };
        let lacks = match sign {
            '«' => after.is_some_and(|c| !c.is_whitespace()),
            '»' => before.is_some_and(|c| !c.is_whitespace()),
            // A time, a ratio; the masked part of an address.
            ':' if after.is_some_and(|c| c.is_ascii_digit() || matches!(c, ADDRESS | '/')) => false,
            ';' if is_entity(&masked[..at]) => false,
            _ => word(before) || before == Some(ADDRESS),
        };
        if !lacks {
            continue;
        }
        let start = masked[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + masked[space..].chars().next().map_or(1, char::len_utf8));
        let stop = masked[end..].find(char::is_whitespace).map_or(masked.len(), |space| end + space);
        let (range, mended) = if sign == '«' {
            (at..stop, format!("« {}", text.get(end..stop).unwrap_or_default()))
        } else {
            (start..end, format!("{} {sign}", text.get(start..at).unwrap_or_default()))
        };
        found.push((sign, range, mended));
    }
    found
}

/// Whether `&amp` or `&#233` stands before a semicolon.
fn is_entity(before: &str) -> bool {
    before
        .rfind('&')
        .is_some_and(|at| at + 1 < before.len() && before[at + 1..].chars().all(|c| c.is_alphanumeric() || c == '#'))
}

#[cfg(test)]
mod tests {
    use super::missing;
    use crate::phrases::masked;

    #[test]
    fn what_lacks_a_space() {
        let signs =
            |text: &str| missing(text, &masked(text)).into_iter().map(|(_, _, mended)| mended).collect::<Vec<_>>();
        assert!(signs("À 10:30, voir https://a.org/?b=c ; « oui » : non ?! (?) Oui… non !").is_empty());
        assert_eq!(signs("Où, «ici» {x}? Note: a;"), ["« ici»", "«ici »", "{x} ?", "Note :", "a ;"]);
    }
}
