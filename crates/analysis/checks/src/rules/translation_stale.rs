//! A translation made from another source text.

use crate::{Check, CheckContext};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C010", "translation-stale", Warn, since "0.1.0",
    "A translation was made from an earlier source text, or waits for review.",
    policy [not_on_import],
    explain "The source text changed after it was translated, so the translation may ask something else. It is not used: the form prints the source text until the translation has been looked at. The message shows the old and the new source. Publishing is refused while one is stale.",
    bad "languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt \"form.title\"
msgid \"An old form\"
msgstr \"Un ancien formulaire\"
",
    good "languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt \"form.title\"
msgid \"A form\"
msgstr \"Un formulaire\"
",
}

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for (text, language, entry) in edition.translated() {
        let Some(entry) = entry else { continue };
        let span = entry.text.span;
        if let Some(source) = entry.made_from(text) {
            let (old, new) = difference(source, &text.source.value);
            findings.push(
                Finding::new(
                    &RULE,
                    span,
                    format!("the source of this `{language}` text changed: it was “{old}”, and is “{new}”"),
                )
                .also(text.span(), "the source as it is now")
                .help(
                    "translate the new source: `canevas translate extract` puts it in the entry, the old one beside it",
                ),
            );
        } else if entry.fuzzy {
            findings.push(
                Finding::new(&RULE, span, format!("this `{language}` text waits for review"))
                    .help("read it beside its source, then remove `fuzzy` from the line above the entry"),
            );
        }
    }
}

/// The two texts without what they start and end with in common, a few words of it apart.
fn difference<'a>(old: &'a str, new: &'a str) -> (String, String) {
    let split = |text: &'a str| -> Vec<&'a str> { text.split_whitespace().collect() };
    let (old, new) = (split(old), split(new));
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let around = 3;
    let part = |words: &[&str]| {
        let (from, to) = (same.saturating_sub(around), (words.len() - end + around).min(words.len()));
        let before = if from > 0 { "… " } else { "" };
        let after = if to < words.len() { " …" } else { "" };
        format!("{before}{}{after}", words[from..to].join(" "))
    };
    (part(&old), part(&new))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn what_changed_and_a_little_around_it() {
        let (old, new) = difference("a b c d e f g h i j", "a b c d e X g h i j");
        assert_eq!((old.as_str(), new.as_str()), ("… c d e f g h i …", "… c d e X g h i …"));
        assert_eq!(difference("a", "a b").1, "a b");
        assert_eq!(difference("a a", "a a a").0, "a a");
    }
}
