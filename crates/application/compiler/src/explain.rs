//! Every rule of every crate, for `canevas explain`, the catalogue and the settings.

use canevas_diagnostics::Rule;

/// Every rule, ordered by code.
pub fn all_rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = [
        canevas_syntax::rules::RULES,
        canevas_model::rules::RULES,
        canevas_project::rules::RULES,
        canevas_checks::RULES,
        canevas_editions::RULES,
        crate::settings::rules::RULES,
        canevas_validate::rules::RULES,
        canevas_translate::rules::RULES,
        canevas_docx::read::rules::RULES,
    ]
    .concat();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The rule of a code or name, whatever its case.
pub fn rule(word: &str) -> Option<&'static Rule> {
    all_rules().into_iter().find(|rule| rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word))
}

/// Whether `canevas.toml` may lower the rule.
pub fn may_be_lowered(rule: &Rule) -> bool {
    !crate::settings::is_fixed(rule)
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_and_names_are_unique() {
        let rules = super::all_rules();
        for pair in rules.windows(2) {
            assert_ne!(pair[0].code, pair[1].code);
        }
        let mut names: Vec<&str> = rules.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
