//! Names of variables and tables where a program takes letters, digits and `_` only, and at most 32 of them.

use std::collections::HashSet;

/// The longest name.
const LONGEST: usize = 32;

/// Names that Stata or SAS keep for themselves.
const RESERVED: [&str; 27] = [
    "_all",
    "_n",
    "_error_",
    "_infile_",
    "_iorc_",
    "_file_",
    "_cons",
    "_b",
    "_coef",
    "_pi",
    "_pred",
    "_rc",
    "_skip",
    "byte",
    "double",
    "float",
    "if",
    "in",
    "int",
    "long",
    "str",
    "strl",
    "using",
    "with",
    "_numeric_",
    "_character_",
    "_null_",
];

/// Short names for these, each once however letters are written.
pub(super) fn short_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    names.into_iter().map(|name| take(name, &mut taken)).collect()
}

fn take(name: &str, taken: &mut HashSet<String>) -> String {
    let mut plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if plain.chars().next().is_none_or(|first| first.is_ascii_digit()) {
        plain.insert(0, '_');
    }
    let with = |end: &str| format!("{}{end}", &plain[..plain.len().min(LONGEST - end.len())]);
    let numbered = (2..).map(|number| with(&format!("_{number}")));
    let is_free = |name: &String| {
        let lower = name.to_ascii_lowercase();
        !taken.contains(&lower) && !RESERVED.contains(&lower.as_str()) && !is_type_of_stata(&lower)
    };
    let free = std::iter::once(with("")).chain(numbered).find(is_free).unwrap_or_default();
    taken.insert(free.to_ascii_lowercase());
    free
}

/// Whether a name is a type of texts in Stata, such as `str12`.
fn is_type_of_stata(name: &str) -> bool {
    name.strip_prefix("str").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::short_names;

    #[test]
    fn names_are_short_and_stand_once() {
        let long = "a_very_long_question_about_inspections/labour";
        let other = "a_very_long_question_about_inspections/health";
        let found =
            short_names(["q", "Q", "group/field", "group.field", "q@2022", "2nd", "if", "str12", "", long, other, "é"]);
        let expected = [
            "q",
            "Q_2",
            "group_field",
            "group_field_2",
            "q_2022",
            "_2nd",
            "if_2",
            "str12_2",
            "_",
            "a_very_long_question_about_inspe",
            "a_very_long_question_about_ins_2",
            "__2",
        ];
        assert_eq!(found, expected);
    }
}
