//! A country as the subject of a verb.

use crate::phrases::PLACEHOLDER;
use crate::tokens::words;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_syntax::template::{self, Piece};

rule! {
    RULE: "C028", "country-subject", Warn, since "0.1.0",
    "A country's name is the subject of a verb.",
    policy [can_err],
    explain "Names differ in number: « le Cameroun a », but « les Comores ont ». A text for all countries cannot know which form is right. Write “your country has”, or rephrase the sentence: “progress made {country.in}”.",
    bad r#"
sections:
  - id: progress
    title: Progress
    questions:
      - id: law
        type: yes_no
        ask: |
          {country.The} has a law. Is it applied?
          ^^^^^^^^^^^^^
"#,
    good r#"
sections:
  - id: progress
    title: Progress
    questions:
      - id: law
        type: yes_no
        ask: |
          Is the law applied {country.in}?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Verbs. If one follows the name of a country, the country is its subject.
const VERBS: &[&str] = &[
    "a",
    "ont",
    "est",
    "sont",
    "avait",
    "avaient",
    "était",
    "aura",
    "auront",
    "sera",
    "seront",
    "doit",
    "doivent",
    "peut",
    "peuvent",
    "fait",
    "font",
    "dispose",
    "disposent",
    "met",
    "mettent",
    "va",
    "vont",
    "s'est",
    "s’est",
    "n'a",
    "n’a",
    "has",
    "have",
    "is",
    "are",
    "was",
    "were",
    "will",
    "must",
    "can",
    "does",
    "do",
    "should",
    "had",
    "ha",
    "han",
    "es",
    "son",
    "está",
    "están",
    "tiene",
    "tienen",
    "debe",
    "deben",
    "puede",
    "pueden",
    "hace",
    "hacen",
    "cuenta",
    "cuentan",
];

/// English words that ask about the country after them, and say whether it is one or several.
const ASKING: &[&str] = &["does", "do", "has", "have"];
/// English words that ask about the country after them in the same form for one and several, as does the verb then.
const ASKING_BOTH: &[&str] = &["did", "will", "would", "can", "could", "should", "must", "may", "might"];

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases().iter().filter(|phrase| phrase.text.value.contains("{country")) {
        let text = &phrase.masked;
        for piece in template::pieces(&phrase.text.value).into_iter().flatten() {
            let Piece::Placeholder(parts, range) = piece else { continue };
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let case = match parts.as_slice() {
                ["country"] => "",
                ["country", case @ ("the" | "The")] => case,
                _ => continue,
            };
            let after = &text[range.end..];
            let next = after
                .trim_start()
                .split(|c: char| c.is_whitespace() || ",.;:?!".contains(c))
                .next()
                .unwrap_or_default();
            // "a-t-il", "ont-ils": the verb stands before the hyphen. "a" is a preposition in Spanish.
            let first = next.split('-').next().unwrap_or_default();
            let verb = VERBS.contains(&first) && (first != "a" || phrase.is_french());
            let before = text[..range.start].trim_end();
            let asking = words(before)
                .last()
                .filter(|(_, place)| place.end == before.len())
                .map(|(word, _)| word.to_lowercase())
                .unwrap_or_default();
            if ASKING_BOTH.contains(&asking.as_str()) {
                continue;
            }
            let asked = ASKING.contains(&asking.as_str());
            let starts = before.is_empty() || before.ends_with(['.', '?', '!', ':', '\n', '-', '»']);
            // "{country.The} …" at the start of a sentence, with a small letter after it, is followed by its verb.
            let capital = case == "The" && starts && after.starts_with(' ') && next.starts_with(char::is_lowercase);
            if ((verb && after.starts_with(' ')) || capital || asked) && !next.contains(PLACEHOLDER) {
                findings.push(
                    Finding::new(
                        &RULE,
                        phrase.text.part(range.start..range.end),
                        format!("a country is the subject of “{next}” here, and some countries are plural"),
                    )
                    .help("write “your country”, or rephrase the sentence with {country.in} or {country.of}"),
                );
            }
        }
    }
}
