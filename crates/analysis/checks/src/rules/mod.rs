//! One file per rule. To add a rule, write the file and its line in `checks!`. A test fails if the line is missing.

use crate::RuleCheck;
use canevas_diagnostics::Rule;

macro_rules! checks {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+

        /// Every check, in the order of the codes.
        pub(crate) static ALL: [&RuleCheck; [$(stringify!($name)),+].len()] = [$(&$name::CHECK),+];
    };
}

// In the order of the codes. A new code comes last.
checks! {
    empty_section,
    unused_list,
    list_twice,
    single_option,
    condition_never,
    condition_always,
    unreachable_required,
    same_condition,
    translation_missing,
    translation_stale,
    same,
    placeholders,
    unknown_grammar,
    wrong_language,
    ordinal_repeated,
    siblings_alike,
    other_country,
    country_typed,
    brackets_left,
    date_typed,
    veuillez_hyphen,
    punctuation_spacing,
    french_quotes,
    same_text,
    text_length,
    other_without_specify,
    at_least_without_required,
    country_subject,
    short_twice,
    xml_tags,
    md_link,
    url,
    max_length,
    inconsistent,
    reused,
    zero_width_space,
    kashida,
    numbers,
    brackets,
    acronyms,
    end_unlike_source,
    check_glossary,
    glossary_forbidden,
    glossary_varied,
    deep_markup,
    stray_star,
    required_in_optional,
    unused_non_response,
    fixed_date,
    rule_never,
    rule_always,
    table_too_wide,
}

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
