//! Invisible characters.

use crate::phrases::Phrase;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C037", "zero-width-space", Warn, since "0.1.0",
    "A text holds an invisible character.",
    policy [can_err],
    explain "Texts pasted from a web page or a PDF file may hold zero-width spaces, soft hyphens and direction marks. A search does not find words that hold them, and the words break in odd places or are read aloud wrongly. The compiler adds the characters that a line or a direction needs. Joiners are fine in languages that use them, such as Persian and Hindi.",
    bad r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: "What do\u200B you plan?"
             ^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: "What do you plan?"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Languages that separate or join letters with U+200C and U+200D.
const JOINING: &[&str] = &[
    "ar", "as", "bn", "ckb", "fa", "gu", "hi", "kn", "ml", "mr", "my", "ne", "or", "pa", "ps", "sd", "si", "ta", "te",
    "ur",
];
/// Languages without spaces. They mark possible line breaks with U+200B.
const UNSPACED: &[&str] = &["bo", "dz", "km", "lo", "my", "th"];

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases() {
        for (at, c) in phrase.text.value.char_indices() {
            if let Some(name) = unseen(c).filter(|_| !belongs(c, phrase)) {
                let message = format!("this word holds an invisible {name} (U+{:04X})", u32::from(c));
                // The finding marks the whole word, because the character itself is invisible.
                let text = phrase.text.value.as_str();
                let from = text[..at]
                    .rfind(char::is_whitespace)
                    .map_or(0, |space| space + text[space..].chars().next().map_or(0, char::len_utf8));
                let to = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
                findings.push(Finding::new(&RULE, phrase.text.part(from..to), message).help("delete it"));
            }
        }
    }
}

/// The name of an invisible character. The readers refuse other invisible characters.
fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{ad}' => "soft hyphen",
        '\u{34f}' => "grapheme joiner",
        '\u{61c}' => "Arabic letter mark",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "Hangul filler",
        '\u{180e}' => "Mongolian vowel separator",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        _ => return None,
    })
}

/// Whether a language uses the character. A joiner between two emoji makes one emoji of them.
fn belongs(c: char, phrase: &Phrase<'_>) -> bool {
    let primary = phrase.language.map_or("", canevas_model::Language::primary);
    match c {
        '\u{200c}' => JOINING.contains(&primary),
        '\u{200d}' => JOINING.contains(&primary) || phrase.text.value.chars().any(|c| c as u32 > 0x1_f000),
        '\u{200b}' => UNSPACED.contains(&primary),
        _ => false,
    }
}
