//! What is put into `<script>` elements, and the policy that lets exactly our own script and style run.

use crate::{PostAddress, fragment};
use data_encoding::BASE64;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// JSON that cannot end the element it stands in: `<`, `>`, `&` and the two line ends of Unicode are written as escapes.
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

/// The content security policy of a page with these scripts and styles: nothing else runs, nothing is fetched, and
/// nothing is sent but to the address given, if one is. Safe in an attribute.
pub fn policy(scripts: &[&str], styles: &[&str], post_to: Option<&PostAddress>) -> String {
    let hashes = |contents: &[&str]| contents.iter().map(|content| policy_hash(content)).collect::<Vec<_>>().join(" ");
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action {}",
        hashes(scripts),
        hashes(styles),
        post_to.map_or_else(|| "'none'".to_owned(), |address| fragment::text(address.in_policy()))
    )
}

/// What stands at the foot of every printed page: name and digest, and the page's number.
pub fn page_footer(name: &str, digest: &str) -> String {
    format!(
        "@page{{@bottom-left{{font-size:8pt;content:{}}}@bottom-right{{font-size:8pt;content:{} \" \" counter(page) \"/\" counter(pages)}}}}",
        css_string(name),
        css_string(digest)
    )
}

/// A string of CSS: all but letters, digits and spaces as escapes, so that nothing ends string or element.
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
