//! Gaps that nobody filled in.

use crate::phrases::{ADDRESS, Phrase};
use crate::tokens::words;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use std::ops::Range;

rule! {
    RULE: "C019", "brackets-left", Deny, since "0.1.0",
    "A text holds brackets, underscores, XX, TBD or ??? in place of a value.",
    policy [can_err],
    explain "The text is a template that nobody filled in. For a value that differs between countries or years, write a placeholder in braces, such as {item.title} or {period.to}. Canevas fills it in; it prints and lists unknown values in brackets. In a country file, leave out unknown values. Worked examples and links, [text](https://…), may have brackets.",
    bad r#"
sections:
  - id: priorities
    title: Priorities
    questions:
      - id: progress
        type: text
        ask: |
          How far is your first priority, ["…"]?
                                          ^^^^^
"#,
    good r#"
about:
  facts:
    priorities:
      list_of:
        title:
          type: text
          ask: Title
      blank_rows: 2
sections:
  - id: priorities
    title: Priorities
    questions:
      - id: progress
        for_each: priorities
        type: text
        ask: |
          How far is your {item.ordinal.f} priority, “{item.title}”? Read the [guide](https://example.org/guide) first.
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases() {
        if phrase.is_example() {
            continue;
        }
        for (range, help) in left(phrase) {
            let typed = phrase.text.value.get(range.clone()).unwrap_or_default();
            findings.push(
                Finding::new(&RULE, phrase.text.part(range), format!("`{typed}` stands where a value should be"))
                    .help(help),
            );
        }
    }
}

const FILL: &str =
    "write the value, or a placeholder such as {item.title}, which prints brackets itself if the value is unknown";
const SAY: &str = "write what belongs here, or remove it";

/// The most characters of a gap.
const MOST: usize = 200;

fn left(phrase: &Phrase<'_>) -> Vec<(Range<usize>, &'static str)> {
    let text = &phrase.masked;
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find(['[', '<', '«', '“', '"', '_', '?']).map(|index| at + index) {
        // A gap is short. The limit keeps a text of nothing but brackets from taking quadratic time.
        let rest = text[open..].char_indices().nth(MOST).map_or(&text[open..], |(most, _)| &text[open..open + most]);
        let sign = rest.chars().next().unwrap_or(' ');
        if sign == '['
            && let Some(link) = link(rest)
        {
            at = open + link;
            continue;
        }
        let length = match sign {
            '[' => brackets(rest),
            '<' => angles(rest),
            '_' => run_of(rest, '_'),
            '?' => run_of(rest, '?'),
            _ => quoted_dots(rest, sign),
        };
        match length {
            Some(length) => {
                found.push((open..open + length, if matches!(sign, '_' | '?') { SAY } else { FILL }));
                at = open + length;
            }
            None => at = open + sign.len_utf8(),
        }
    }
    let all = words(text);
    for (index, (word, range)) in all.iter().enumerate() {
        let crosses = word.len() >= 2 && word.chars().all(|c| c == 'X');
        // "siglo XX" and "XX siècle" are a century.
        let near = [index.checked_sub(1).and_then(|before| all.get(before)), all.get(index + 1)];
        let century = near
            .into_iter()
            .flatten()
            .any(|(word, _)| matches!(word.to_lowercase().as_str(), "siglo" | "século" | "siècle" | "century"));
        // "TODO" is a word of Spanish and of Portuguese.
        let is_word = phrase.language.is_some_and(|language| matches!(language.primary(), "es" | "pt"));
        let note = matches!(*word, "TBD" | "TBC" | "FIXME") || (*word == "TODO" && !is_word);
        if (note || (crosses && !century)) && !found.iter().any(|(taken, _)| taken.contains(&range.start)) {
            found.push((range.clone(), SAY));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The length of the words of a link with their brackets. They may hold brackets in pairs, and any bracket after a backslash.
fn link(rest: &str) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, sign) in rest.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => depth += 1,
            ']' if depth == 1 => return rest[at + 1..].starts_with(ADDRESS).then_some(at + 1),
            ']' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The length of `[…]` that is neither a link nor a number of a note.
fn brackets(rest: &str) -> Option<usize> {
    let end = rest.find([']', '\n']).filter(|end| rest[*end..].starts_with(']'))? + 1;
    let inner = rest[1..end - 1].trim();
    // `md-link` reports a malformed link.
    let is_address = |text: &str| text.starts_with([ADDRESS, '(']) || text.starts_with("http");
    let link = is_address(rest[end..].trim_start_matches(' ')) || is_address(inner);
    let note = (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    (!link && !note).then_some(end)
}

/// The length of `<name of the country>`; `a < b` is no gap, and `xml-tags` reports `<b>`.
fn angles(rest: &str) -> Option<usize> {
    if super::xml_tags::tag(&rest[1..]).is_some() {
        return None;
    }
    let end = rest.find(['>', '\n']).filter(|end| rest[*end..].starts_with('>'))? + 1;
    let inner = &rest[1..end - 1];
    let words =
        inner.starts_with(char::is_alphabetic) && inner.chars().all(|c| c.is_alphabetic() || " '’-".contains(c));
    words.then_some(end)
}

/// The length of three or more equal signs. Two underscores or question marks have other uses.
fn run_of(rest: &str, sign: char) -> Option<usize> {
    let length = rest.len() - rest.trim_start_matches(sign).len();
    (length >= 3).then_some(length)
}

/// The length of quotation marks with nothing between them but dots.
fn quoted_dots(rest: &str, open: char) -> Option<usize> {
    let close = match open {
        '«' => '»',
        '“' => '”',
        sign => sign,
    };
    let start = open.len_utf8();
    let end = rest[start..].find([close, '\n']).map(|end| start + end).filter(|end| rest[*end..].starts_with(close))?;
    let inner = rest[start..end].trim_matches([' ', '\u{a0}', '\u{202f}']);
    (!inner.is_empty() && inner.chars().all(|c| matches!(c, '.' | '…'))).then_some(end + close.len_utf8())
}
