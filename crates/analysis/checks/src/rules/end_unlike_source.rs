//! Translations that end differently from their sources.

use crate::phrases::ADDRESS;
use crate::tokens::words;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};

rule! {
    RULE: "C042", "end-unlike-source", Warn, since "0.1.0",
    "A translation ends with different punctuation from its source.",
    formerly ["end-punctuation"],
    policy [can_err],
    explain "Without its question mark, a question reads like a heading; without its colon, a sentence does not introduce the list under it. Signs of other scripts count as equal: ؟ and ？ are question marks. Other differences are only listed, and only in texts of several words: some languages ask where others state.",
    bad r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
-- locales/fr.po --
msgctxt "question.plan.ask"
msgid "What do you plan?"
msgstr "Ce que vous prévoyez"
                    ^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
-- locales/fr.po --
msgctxt "question.plan.ask"
msgid "What do you plan?"
msgstr "Que prévoyez-vous ?"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Shorter texts may lack a full stop, or end in an abbreviation.
const WORDS: usize = 4;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for pair in edition.pairs() {
        let (wanted, found) = (End::of(pair.masked_source), End::of(pair.masked));
        if wanted == found {
            continue;
        }
        // An extra sign does less harm: some languages ask where others state.
        let weighs = matches!(wanted, End::Question | End::Colon);
        let is_short = words(pair.masked_source).len() < WORDS;
        let unstopped = matches!(pair.language.primary(), "th" | "lo" | "my" | "km");
        if !weighs && (is_short || unstopped) {
            continue;
        }
        let message = format!(
            "this `{}` text ends with {}, but its source ends with {}",
            pair.language,
            found.words(),
            wanted.words()
        );
        let last = pair.value().trim_end();
        let from =
            last.rfind(char::is_whitespace).map_or(0, |at| at + last[at..].chars().next().map_or(0, char::len_utf8));
        let mut finding = Finding::new(&RULE, pair.part(from..last.len()), message)
            .also(pair.text.span(), "the source")
            .help("end both in the same way");
        if !weighs {
            finding.level = Level::Info;
        }
        findings.push(finding);
    }
}

/// How a text ends.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Stop,
    Question,
    Exclamation,
    Colon,
    Ellipsis,
    Other,
}

impl End {
    fn of(masked: &str) -> Self {
        // Closing marks after the sign, and an address at the end.
        let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}');
        let closing = |c: char| c.is_whitespace() || "\"”»’)]*_".contains(c) || c == ADDRESS || unseen(c);
        let text = masked.trim_end_matches(closing);
        match text.chars().next_back() {
            _ if text.ends_with("...") => Self::Ellipsis,
            Some('…') => Self::Ellipsis,
            Some('.' | '。' | '．' | '।' | '۔' | '։' | '።' | '။' | '។') => Self::Stop,
            Some('?' | '؟' | '？' | '\u{37e}' | '፧') => Self::Question,
            Some('!' | '！') => Self::Exclamation,
            Some(':' | '：' | '፡') => Self::Colon,
            _ => Self::Other,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Stop => "a full stop",
            Self::Question => "a question mark",
            Self::Exclamation => "an exclamation mark",
            Self::Colon => "a colon",
            Self::Ellipsis => "three dots",
            Self::Other => "no sign",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::End;
    use crate::phrases::masked;

    #[test]
    fn the_last_sign() {
        assert!(End::of("¿Qué? ») ") == End::Question && End::of("ما هذا؟") == End::Question);
        assert!(End::of("and so on...") == End::of("usw.…"));
        assert!(End::of(&masked("Voir [la liste](https://a.org/?b)")) == End::Other);
        assert!(End::of("**Note:**") == End::Colon && End::of("") == End::Other);
    }
}
