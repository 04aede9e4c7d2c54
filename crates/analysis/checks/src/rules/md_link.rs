//! Broken links, and links or bold words that a translation lost.

use crate::pairs::TranslationPair;
use crate::phrases::{Origin, address_end};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};
use canevas_wording::{is_link_address, mark_count};
use std::ops::Range;

rule! {
    RULE: "C031", "md-link", Deny, since "0.1.0",
    "A link does not work, or a translation has different links or bold words from its source.",
    explain "A link is [words](https://…), with at least one word to press, with nothing between the brackets and only the address inside the second pair. An address starts with https://, http:// or mailto:, or with {contact.web}. Anything else is shown as typed. If a translation has a different number of links or **bold** words than its source, the finding is a warning: one language may join bold words that the other separates.",
    bad r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
        hint: |
          See the [list of countries] (https://example.org/list).
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
        hint: |
          See the [list of countries](https://example.org/list).
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    // Texts of country files are plain text, not Markdown.
    for phrase in edition.phrases().iter().filter(|phrase| !matches!(phrase.origin, Origin::Country(_))) {
        for (range, message, help) in broken_links(&phrase.text.value) {
            findings.push(Finding::new(&RULE, phrase.text.part(range), message).help(help));
        }
    }
    for pair in edition.pairs() {
        differences(&pair, findings);
    }
}

type BrokenLink = (Range<usize>, &'static str, &'static str);

/// Links that would not work.
fn broken_links(text: &str) -> Vec<BrokenLink> {
    let mut found = Vec::new();
    // The end of a line in which a link has no end: no link after it in the line has one either.
    let mut without_end = 0;
    for (close, _) in text.match_indices(']') {
        if close < without_end {
            continue;
        }
        let Some(open) = text[..close].rfind('[').filter(|open| !text[*open..close].contains('\n')) else { continue };
        let rest = &text[close + 1..];
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        let Some(inner) = rest[gap..].strip_prefix('(') else { continue };
        let Some(end) = address_end(inner) else {
            if gap == 0 {
                let line = text[open..].find('\n').map_or(text.len(), |at| open + at);
                without_end = line;
                found.push((open..line, "this link has no end", "close the address with `)`"));
            }
            continue;
        };
        let (address, all) = (&inner[..end], open..close + 1 + gap + 1 + end + 1);
        let address = address.trim();
        let looks = ["http", "www.", "mailto:"].iter().any(|start| address.starts_with(start));
        if gap > 0 && looks {
            found.push((all, "a space separates the words of this link from its address", "write [words](address)"));
        } else if looks && text[open + 1..close].trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}').is_empty()
        {
            found.push((all, "this link has no words, so nobody can see it", "write [words](address)"));
        } else if gap == 0 && looks && address.contains(' ') {
            found.push((
                all,
                "the parentheses of this link hold more than its address",
                "leave nothing but the address in ( )",
            ));
        } else if gap == 0 && address.starts_with("www.") {
            found.push((all, "readers see this address: https:// is missing", "write https:// before www."));
        } else if gap == 0 && address.starts_with("{contact.email") {
            found.push((all, "readers see these brackets: mailto: is missing", "write mailto: before the placeholder"));
        } else if gap == 0 && address.split('{').skip(1).any(|rest| !is_always_known(rest)) {
            found.push((
                all,
                "this address holds a value that a copy may not know",
                "leave the value out of the address; edition, period, dates and contact are always known",
            ));
        } else if gap == 0 && !leads_somewhere(address) && address.contains([':', '/', '.', '#', '@', '{']) {
            found.push((
                all,
                "readers see these brackets: a link leads to a page of the web or to a mailbox",
                "write the whole address, such as https://example.org/guide or mailto:desk@example.org",
            ));
        }
    }
    for (at, _) in text.match_indices(")[http") {
        let open = text[..at].rfind(['(', '\n']).filter(|open| text[*open..].starts_with('('));
        let close =
            text[at..].find([']', '\n']).map(|close| at + close).filter(|close| text[*close..].starts_with(']'));
        if let (Some(open), Some(close)) = (open, close) {
            found.push((open..close + 1, "this link has its brackets the wrong way round", "write [words](address)"));
        }
    }
    found
}

/// Whether an address leads to a page or a mailbox once its placeholders are filled in.
fn leads_somewhere(address: &str) -> bool {
    is_link_address(address) || address.starts_with("{contact.web}")
}

/// Whether every copy knows the value of a placeholder. The text begins behind its brace.
fn is_always_known(placeholder: &str) -> bool {
    let head = placeholder.split(['.', '}']).next().unwrap_or_default();
    matches!(head, "edition" | "previous" | "next" | "period" | "minutes" | "contact" | "dates")
}

/// Links and bold passages that a translation has more or less often than its source.
fn differences(pair: &TranslationPair<'_>, findings: &mut Findings) {
    let (source, value) = (mark_count(pair.source()), mark_count(pair.value()));
    let kinds = [
        ("link", "links", source.links, value.links),
        ("passage in bold", "passages in bold", source.strong, value.strong),
    ];
    for (one, several, wanted, found) in kinds {
        // A broken link is no link, and is a finding of its own.
        let is_broken =
            one == "link" && [pair.source(), pair.value()].iter().any(|text| !broken_links(text).is_empty());
        if wanted == found || is_broken {
            continue;
        }
        let of = |number: usize| match number {
            0 => format!("no {one}"),
            1 => format!("one {one}"),
            _ => format!("{number} {several}"),
        };
        let message = format!(
            "this `{}` text has {}, but its source has {}",
            pair.language,
            of(found),
            if wanted == 0 { "none".to_owned() } else { of(wanted) }
        );
        let mut finding = Finding::new(&RULE, pair.span(), message)
            .also(pair.text.span(), "the source")
            .help("put it at the same words; a link is [words](address), bold is **words**");
        finding.level = Level::Warn;
        findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::broken_links;
    use canevas_wording::mark_count;

    #[test]
    fn links_that_do_not_work() {
        let found =
            |text: &str| broken_links(text).into_iter().map(|(range, ..)| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("à [b] (https://c.d) e"), ["[b] (https://c.d)"]);
        assert_eq!(found("[b](www.c.d), [é](https://c.d"), ["[b](www.c.d)", "[é](https://c.d"]);
        assert_eq!(found("[b](https://c.d ici) (é)[https://e.f]"), ["[b](https://c.d ici)", "(é)[https://e.f]"]);
        assert_eq!(found("[](https://c.d) [ \u{200b}](https://e.f)"), ["[](https://c.d)", "[ \u{200b}](https://e.f)"]);
        assert_eq!(found("[b]({edition}) [c]({contact.email})"), ["[b]({edition})", "[c]({contact.email})"]);
        assert!(found("[b]({contact.web}/a) [c](mailto:{contact.email}) [d](https://e.f/{edition})").is_empty());
        assert_eq!(found("[b](https://c.d/(e) [f](https://g.h)"), ["[b](https://c.d/(e) [f](https://g.h)"]);
        assert_eq!(mark_count("[b](https://c.d/(e) f").links, 0);
        let whole = "[b](https://c.d/(e)) [f [g]](https://h.i/((j)k)) [l\\]](https://m.n)";
        assert!(found(whole).is_empty() && mark_count(whole).links == 3);
        assert!(found("[b](https://c.d) [tel pays] (en bref) a] [c\n(http) x)[y]").is_empty());
    }
}
