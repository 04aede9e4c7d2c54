//! How values, titles and keys look in messages and in country files, and when two titles are the same.

use canevas_syntax::{Id, without_forbidden};
use serde_json::Value;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization as _;

/// A simple value as a country file writes it.
pub(super) fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a value of a country file has one of these texts in any language. Nobody sees in what else two texts differ: case,
/// spaces, characters without a width, and accents that are written apart make no other text.
pub(super) fn has_text(value: &Value, texts: &[&str]) -> bool {
    match value {
        Value::String(known) => texts.iter().any(|text| folded(text) == folded(known)),
        Value::Object(known) => known.values().any(|known| has_text(known, texts)),
        _ => false,
    }
}

/// A text as it is compared with others.
fn folded(text: &str) -> String {
    let (seen, _) = without_forbidden(text);
    let seen = seen.replace(|c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'), "");
    seen.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().nfc().collect()
}

/// A text in one line of a message, cut where it is long.
pub(super) fn in_line(text: &str) -> String {
    /// The longest text that a message repeats, in code points.
    const MOST: usize = 80;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// A value as a message shows it.
pub(super) fn in_words(value: &Value) -> String {
    let value = canevas_model::condition::said(value).map_or_else(|| value.clone(), Value::from);
    match value {
        Value::Array(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        value => format!("`{}`", in_line(&word(&value))),
    }
}

/// `r1`, `r2`: the keys of rows in blank copies.
pub(super) fn is_position(key: &str) -> bool {
    key.strip_prefix('r').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a key can be the key of a row in a country file.
pub(super) fn is_own_key(key: &str) -> bool {
    !is_position(key) && Id::is_valid(key)
}

/// A key from a title: its first words in plain letters.
pub(super) fn slug(title: &str) -> String {
    let plain: String = title.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 2);
    let mut out = String::new();
    for word in words {
        if out.len() + word.len() >= 36 {
            break;
        }
        if !out.is_empty() {
            out.push('_');
        }
        out.push_str(&word.to_ascii_lowercase());
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) { format!("n{out}") } else { out }
}

/// A key that no other row has.
pub(super) fn unique(key: String, index: usize, taken: &mut HashSet<String>) -> String {
    let key = if key.is_empty() || is_position(&key) { format!("row_{}", index + 1) } else { key };
    if taken.insert(key.clone()) {
        return key;
    }
    let numbered = (index + 1..).map(|number| format!("{key}_{number}"));
    let mut free = numbered.filter(|other| !taken.contains(other));
    let other = free.next().unwrap_or(key);
    taken.insert(other.clone());
    other
}

#[cfg(test)]
mod tests {
    use super::{has_text, slug};

    #[test]
    fn keys_are_made_of_plain_letters() {
        assert_eq!(slug("Achever la liste révisée des travaux"), "achever_liste_revisee_des_travaux");
        assert_eq!(slug("2024: plan"), "n2024_plan");
        assert_eq!(slug("计划"), "");
    }

    #[test]
    fn titles_that_look_the_same_are_the_same() {
        for same in
            ["École  normale", "\u{200b}E\u{301}cole normale", "ÉCOLE NOR\u{ad}MALE", "\u{feff}École\u{a0}normale "]
        {
            assert!(
                has_text(&"École normale".into(), &[same]) && has_text(&same.into(), &["École normale"]),
                "{same:?}"
            );
        }
        assert!(!has_text(&"École normale".into(), &["Ecole normale"]));
    }
}
