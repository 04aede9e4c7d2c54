//! Stars that readers see.

use crate::phrases::Origin;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_wording::stray_stars;
use std::ops::Range;

rule! {
    RULE: "C047", "stray-star", Warn, since "0.1.0",
    "A star marks no words, so that readers see it.",
    policy [can_err],
    explain "Stars make words bold, **so**, or stressed, *so*: without a space between the stars and the words, and within one paragraph. Stars with a sign on one side and a letter on the other mark nothing: **20%** of, and not **20%**of. A list has a hyphen before each item. Any other star is shown as typed. Write \\* for a star that is meant.",
    bad r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
        hint: |
          See ** annex 3 ** of the plan.
              ^^
"#,
    good r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
        hint: |
          See **annex 3** of the plan.
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    // Texts of country files are plain text, not Markdown.
    for phrase in edition.phrases().iter().filter(|phrase| !matches!(phrase.origin, Origin::Country(_))) {
        let text = &phrase.text.value;
        let stars = stray_stars(text);
        let Some(first) = stars.first() else { continue };
        let message = match stars.len() {
            1 if first.len() > 1 => "readers see these stars: they mark no words".to_owned(),
            1 => "readers see this star: it marks no words".to_owned(),
            count => format!("readers see this star and {} more: they mark no words", count - 1),
        };
        let starts_a_line = text[..first.start].rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
        let help = if starts_a_line && first.len() == 1 && text[first.end..].starts_with(' ') {
            "write `- ` before each item of a list"
        } else if stars.iter().any(|star| is_beside_a_sign(text, star)) {
            "stars between a sign and a letter mark nothing: put a space outside the stars, leave the sign outside of them, \
             or write \\* for a star that is meant"
        } else if let [star] = stars.as_slice()
            && text[star.end..].starts_with(|c: char| !c.is_whitespace())
                != text[..star.start].ends_with(|c: char| !c.is_whitespace())
        {
            if star.len() == 1 {
                "write a star on both sides of the words, as in *words*, or \\* for a star that is meant"
            } else {
                "write stars on both sides of the words, as in **words**, or \\* for a star that is meant"
            }
        } else {
            "write **words** without a space inside the stars, or \\* for a star that is meant"
        };
        findings.push(Finding::new(&RULE, phrase.text.part(first.clone()), message).help(help));
    }
}

/// Whether stars stand between a sign, such as a bracket or a quotation mark, and a letter. Markdown takes them for no mark then.
fn is_beside_a_sign(text: &str, star: &Range<usize>) -> bool {
    // A placeholder begins and ends like a word.
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '{' | '}');
    let is_sign = |c: char| !is_word(c) && !c.is_whitespace();
    let before = text[..star.start].chars().next_back();
    let after = text[star.end..].chars().next();
    before
        .zip(after)
        .is_some_and(|(before, after)| is_word(before) && is_sign(after) || is_sign(before) && is_word(after))
}

#[cfg(test)]
mod tests {
    use super::is_beside_a_sign;
    use canevas_wording::stray_stars;

    #[test]
    fn stars_between_a_sign_and_a_letter() {
        let is_so = |text: &str| stray_stars(text).iter().any(|star| is_beside_a_sign(text, star));
        for text in ["**20%**of it", "**(a)**b", "这是**“重要”**的", "les*«a»*", "{edition}*(new)*"] {
            assert!(is_so(text), "{text}");
        }
        for text in ["** annexe 3 **", "**a", "5* a", "* a\n* b", "*{edition} *"] {
            assert!(!stray_stars(text).is_empty() && !is_so(text), "{text}");
        }
    }
}
