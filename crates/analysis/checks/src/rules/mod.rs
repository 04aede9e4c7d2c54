//! One file per rule. To add a rule, write the file, its `mod` line and its line in [`ALL`]. A test fails if a line is
//! missing.

use crate::RuleCheck;
use canevas_diagnostics::Rule;

mod acronyms;
mod at_least_without_required;
mod brackets;
mod brackets_left;
mod check_glossary;
mod condition_always;
mod condition_never;
mod country_subject;
mod country_typed;
mod date_typed;
mod deep_markup;
mod empty_section;
mod end_unlike_source;
mod french_quotes;
mod glossary_forbidden;
mod glossary_varied;
mod inconsistent;
mod kashida;
mod list_twice;
mod max_length;
mod md_link;
mod numbers;
mod ordinal_repeated;
mod other_country;
mod other_without_specify;
mod placeholders;
mod punctuation_spacing;
mod reused;
mod same;
mod same_condition;
mod same_text;
mod short_twice;
mod siblings_alike;
mod single_option;
mod text_length;
mod translation_missing;
mod translation_stale;
mod unknown_grammar;
mod unreachable_required;
mod unused_list;
mod url;
mod veuillez_hyphen;
mod wrong_language;
mod xml_tags;
mod zero_width_space;

/// Every check, in the order of the codes.
pub(crate) static ALL: [&RuleCheck; 45] = [
    &empty_section::CHECK,
    &unused_list::CHECK,
    &list_twice::CHECK,
    &single_option::CHECK,
    &condition_never::CHECK,
    &condition_always::CHECK,
    &unreachable_required::CHECK,
    &same_condition::CHECK,
    &translation_missing::CHECK,
    &translation_stale::CHECK,
    &same::CHECK,
    &placeholders::CHECK,
    &unknown_grammar::CHECK,
    &wrong_language::CHECK,
    &ordinal_repeated::CHECK,
    &siblings_alike::CHECK,
    &other_country::CHECK,
    &country_typed::CHECK,
    &brackets_left::CHECK,
    &date_typed::CHECK,
    &veuillez_hyphen::CHECK,
    &punctuation_spacing::CHECK,
    &french_quotes::CHECK,
    &same_text::CHECK,
    &text_length::CHECK,
    &other_without_specify::CHECK,
    &at_least_without_required::CHECK,
    &country_subject::CHECK,
    &short_twice::CHECK,
    &xml_tags::CHECK,
    &md_link::CHECK,
    &url::CHECK,
    &max_length::CHECK,
    &inconsistent::CHECK,
    &reused::CHECK,
    &zero_width_space::CHECK,
    &kashida::CHECK,
    &numbers::CHECK,
    &brackets::CHECK,
    &acronyms::CHECK,
    &end_unlike_source::CHECK,
    &check_glossary::CHECK,
    &glossary_forbidden::CHECK,
    &glossary_varied::CHECK,
    &deep_markup::CHECK,
];

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &rules();

const fn rules() -> [&'static Rule; ALL.len()] {
    let mut rules = [ALL[0].rule; ALL.len()];
    let mut index = 0;
    while index < rules.len() {
        rules[index] = ALL[index].rule;
        index += 1;
    }
    rules
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the test lists the files of its folder")]
mod tests {
    use super::RULES;

    /// A check without a line in `ALL` would never run.
    #[test]
    fn every_file_is_registered_under_its_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let Ok(entries) = std::fs::read_dir(folder) else { unreachable!() };
        let mut files: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".rs").map(|name| name.replace('_', "-")))
            .filter(|name| name != "mod")
            .collect();
        files.sort();
        let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        assert_eq!(files, names);
    }

    #[test]
    fn codes_are_in_order_and_used_once() {
        assert_eq!(canevas_diagnostics::conflicts(RULES), [""; 0]);
        assert!(RULES.iter().all(|rule| rule.code.starts_with('C') && rule.code.len() == 4));
    }
}
