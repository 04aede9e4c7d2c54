//! Tags and entities of HTML and XML in a text.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};
use std::ops::Range;

rule! {
    RULE: "C030", "xml-tags", Deny, since "0.1.0",
    "A text holds tags such as <b>, which the form would show as typed.",
    policy [can_err],
    explain "Texts are not HTML. Readers would see a tag such as <b> or <br/>, or <g id=\"1\"> from a translation tool, as typed. Write **important** and *stressed*, and an empty line for a new paragraph. An entity such as &nbsp; gives a warning: type the character itself.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: Report of the year
-- locales/fr.po --
msgctxt "form.title"
msgid "Report of the year"
msgstr "Rapport <b>annuel</b>"
                ^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: Report of the year
-- locales/fr.po --
msgctxt "form.title"
msgid "Report of the year"
msgstr "Rapport **annuel**"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Tags that people and tools write into texts: those of HTML, and the inline elements of XLIFF.
const NAMES: &[&str] = &[
    "a",
    "b",
    "big",
    "blockquote",
    "bpt",
    "br",
    "center",
    "code",
    "del",
    "div",
    "em",
    "ept",
    "font",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "ins",
    "it",
    "li",
    "mark",
    "mrk",
    "ol",
    "p",
    "pc",
    "ph",
    "pre",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
    "x",
];
/// The length of the longest entity, such as `&thetasym;`.
const ENTITY: usize = 10;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases() {
        let text = phrase.text.value.as_str();
        for (range, is_tag) in marks(&phrase.masked) {
            let typed = text.get(range.clone()).unwrap_or_default();
            let span = phrase.text.part(range);
            let finding = if is_tag {
                Finding::new(&RULE, span, format!("`{typed}` would be shown as typed"))
                    .help("remove it; write **important**, *stressed*, and an empty line for a new paragraph")
            } else {
                let mut finding = Finding::new(&RULE, span, format!("`{typed}` is code for a character"));
                finding.level = Level::Warn;
                finding.help("type the character itself")
            };
            findings.push(finding);
        }
    }
}

/// Tags and entities, in the order of the text. `true` marks a tag.
fn marks(masked: &str) -> Vec<(Range<usize>, bool)> {
    masked
        .match_indices(['<', '&'])
        .filter_map(|(at, sign)| {
            let rest = &masked[at + 1..];
            let length = if sign == "<" { tag(rest) } else { entity(rest) }?;
            Some((at..at + 1 + length, sign == "<"))
        })
        .collect()
}

/// The length of a tag after its `<`.
pub(super) fn tag(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('/').unwrap_or(rest);
    let name = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())];
    let after = inner[name.len()..].chars().next()?;
    let known = NAMES.contains(&name.to_ascii_lowercase().as_str()) && (after.is_whitespace() || "/>".contains(after));
    let end = rest.find(['>', '<', '\n'])?;
    (known && rest[end..].starts_with('>')).then_some(end + 1)
}

/// The length of an entity after its `&`.
fn entity(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').filter(|end| (2..=ENTITY).contains(end))?;
    let name = &rest[..end];
    let letters =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let number = name.strip_prefix('#').is_some_and(|number| {
        let number = number.strip_prefix(['x', 'X']).unwrap_or(number);
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit())
    });
    ((letters || number) && rest[end..].starts_with(';')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn tags_and_entities_and_what_only_looks_like_them() {
        let found = |text: &str| marks(text).into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("<b>a</b> <br/> <a href=\"x\">"), ["<b>", "</b>", "<br/>", "<a href=\"x\">"]);
        assert_eq!(found("a&nbsp;b &#233; &#xE9;"), ["&nbsp;", "&#233;", "&#xE9;"]);
        assert!(found("a < b & c > d, <https://a.org>, <name of the body>, R&D; <b, &; é<é").is_empty());
    }
}
