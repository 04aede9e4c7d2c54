//! The content of `<script>` elements, and the policy that allows only the page's own script and style.

use crate::{PostAddress, fragment};
use data_encoding::BASE64;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// JSON that cannot end its element: it escapes `<`, `>`, `&` and the two line ends of Unicode.
pub fn json(value: &Value) -> String {
    let plain = value.to_string();
    let mut out = String::with_capacity(plain.len() + plain.len() / 16);
    for c in plain.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// The hash of an inline element's content, as a policy names it.
pub fn policy_hash(content: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(content.as_bytes())))
}

/// The content security policy of a page with these scripts and styles. Nothing else runs, and the page fetches nothing. It
/// sends only to the given address, if there is one. Safe in an attribute.
pub fn policy(scripts: &[&str], styles: &[&str], post_to: Option<&PostAddress>) -> String {
    let hashes = |contents: &[&str]| contents.iter().map(|content| policy_hash(content)).collect::<Vec<_>>().join(" ");
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action {}",
        hashes(scripts),
        hashes(styles),
        post_to.map_or_else(|| "'none'".to_owned(), |address| fragment::text(address.in_policy()))
    )
}

/// The footer of every printed page: the name, the digest and the number of the page.
pub fn page_footer(name: &str, digest: &str) -> String {
    format!(
        "@page{{@bottom-left{{font-size:8pt;content:{}}}@bottom-right{{font-size:8pt;content:{} \" \" counter(page) \"/\" counter(pages)}}}}",
        css_string(name),
        css_string(digest)
    )
}

/// A string of CSS. It escapes everything except letters, digits and spaces, so that nothing ends the string or the element.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\{:x} ", c as u32);
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_leave_its_element() {
        let hostile = serde_json::json!({ "a": "</script><!-- <script>&\u{2028}\u{2029}" });
        let written = json(&hostile);
        assert!(!written.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).ok(), Some(hostile));
    }

    #[test]
    fn a_footer_is_one_string() {
        assert!(page_footer("a\"}</style>", "x").contains("\"a\\22 \\7d \\3c \\2f style\\3e \""));
    }
}
