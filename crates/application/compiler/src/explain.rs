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
        crate::setting_rules::RULES,
        canevas_validate::rules::RULES,
        canevas_cases::rules::RULES,
        canevas_report::RULES,
        canevas_import::RULES,
        canevas_translate::rules::RULES,
        canevas_docx::read::rules::RULES,
    ]
    .concat();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The rule of a code, a name or a former name, in upper or lower case.
pub fn rule(word: &str) -> Option<&'static Rule> {
    all_rules().into_iter().find(|rule| rule.is_called(word))
}

/// Every key of the language as `block.key`, with the rules that report a change of it. A key without a rule can change
/// unnoticed.
pub fn rules_of_keys() -> Vec<(String, Vec<&'static Rule>)> {
    use canevas_syntax::definition as blocks;
    let known = canevas_editions::rules_of_keys();
    let blocks: [(&str, &[&str]); 17] = [
        ("form", blocks::Form::KEYS),
        ("languages", blocks::Languages::KEYS),
        ("period", blocks::Period::KEYS),
        ("date", canevas_syntax::DateBlock::KEYS),
        ("contact", blocks::Contact::KEYS),
        ("minutes", blocks::Minutes::KEYS),
        ("respondents", canevas_syntax::RespondentList::KEYS),
        ("about", blocks::About::KEYS),
        ("country", blocks::AboutCountry::KEYS),
        ("fact", blocks::Fact::KEYS),
        ("section", blocks::Section::KEYS),
        ("heading", blocks::Heading::KEYS),
        ("question", blocks::Question::KEYS),
        ("comment", blocks::CommentBlock::KEYS),
        ("sign_off", blocks::SignOff::KEYS),
        ("option", blocks::ChoiceBlock::KEYS),
        ("specify", blocks::SpecifyBlock::KEYS),
    ];
    let keys = blocks.iter().flat_map(|(block, keys)| keys.iter().map(move |key| format!("{block}.{key}")));
    keys.map(|key| {
        let rules = known.iter().filter(|(of, _)| *of == key).map(|(_, rule)| *rule).collect();
        (key, rules)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    /// A rule that moves to another file must not lose its policy.
    #[test]
    fn a_build_depends_on_every_rule_about_syntax_meaning_and_settings() {
        let needed = [canevas_syntax::rules::RULES, canevas_model::rules::RULES, crate::setting_rules::RULES].concat();
        for rule in super::all_rules() {
            let is_needed = needed.iter().any(|needed| needed.code == rule.code);
            assert_eq!(rule.policy.build_depends, is_needed, "{} {}", rule.code, rule.name);
        }
    }

    #[test]
    fn rules_about_changes_name_keys_of_the_language() {
        let keys: Vec<String> = super::rules_of_keys().into_iter().map(|(key, _)| key).collect();
        for (key, rule) in canevas_editions::rules_of_keys() {
            assert!(keys.iter().any(|known| known == key), "{} names the key `{key}`, which no block has", rule.code);
        }
    }

    #[test]
    fn codes_and_names_are_unique() {
        let rules = super::all_rules();
        for pair in rules.windows(2) {
            assert_ne!(pair[0].code, pair[1].code);
        }
        let mut names: Vec<&str> = rules.iter().flat_map(|rule| rule.names()).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
