//! One source text in two translations.

use crate::pairs::TranslationPair;
use crate::tokens::{normal, words};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use std::collections::HashMap;

rule! {
    RULE: "C035", "inconsistent", Warn, since "0.1.0",
    "One source text is translated in two ways.",
    policy [can_err],
    explain "The form says the same twice, and its translation says it in two ways: readers look for a difference that does not exist. Choose one translation. Translations that differ only in the endings of their words are fine, as adjectives agree with their nouns.",
    bad r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: plans
    title: Plans
    questions:
      - id: stage
        type: single_choice
        ask: How far is the plan?
        choices:
          done: Under way
          other: Something else
      - id: budget
        type: single_choice
        ask: How far is the budget?
        choices:
          done: Under way
          other: Nothing at all
-- locales/fr.po --
msgctxt "question.stage.choices.done.label"
msgid "Under way"
msgstr "En cours"

msgctxt "question.budget.choices.done.label"
msgid "Under way"
msgstr "Commencé"
       ^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: plans
    title: Plans
    questions:
      - id: stage
        type: single_choice
        ask: How far is the plan?
        choices:
          done: Under way
          other: Something else
      - id: budget
        type: single_choice
        ask: How far is the budget?
        choices:
          done: Under way
          other: Nothing at all
-- locales/fr.po --
msgctxt "question.stage.choices.done.label"
msgid "Under way"
msgstr "En cours"

msgctxt "question.budget.choices.done.label"
msgid "Under way"
msgstr "En cours"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut first: HashMap<(&str, String), TranslationPair<'_>> = HashMap::new();
    for pair in edition.pairs() {
        let key = (pair.language.tag(), normal(pair.source()));
        let Some(before) = first.get(&key) else {
            first.insert(key, pair);
            continue;
        };
        if are_alike(before.masked, pair.masked) {
            continue;
        }
        let message = format!("`{}` has the same source, but another translation", before.text.key);
        findings.push(
            Finding::new(&RULE, pair.span(), message)
                .also(before.span(), "translated here as well")
                .help(format!("write “{}” in both, or make the sources differ", before.value().trim())),
        );
    }
}

/// Whether two texts differ only in the endings of their words.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (normal(one), normal(other));
    let (one, other) = (words(&one), words(&other));
    one.len() == other.len() && one.iter().zip(&other).all(|((a, _), (b, _))| share_stem(a, b))
}

/// Whether two words differ only in their last three letters, and share at least half of their letters.
fn share_stem(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longest = a.chars().count().max(b.chars().count());
    a == b || (same * 2 >= longest && same + 3 >= longest)
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn ends_of_words_say_nothing() {
        assert!(are_alike("Otro", "otra."));
        assert!(are_alike("Précisez lesquels", "Précisez lesquelles"));
        assert!(!are_alike("En cours", "En route") && !are_alike("Begun", "Being"));
        assert!(!are_alike("Please specify", "Please say which"));
    }
}
