//! Adds a language to the `translations` of a form file. Comments and layout stay as people wrote them.

use canevas_diagnostics::{Source, SourceId};
use canevas_model::Language;
use canevas_syntax::{Node, NodeKind, parse_yaml};

/// The form file with a language added to its translations. `None` if the file has no `languages`.
pub fn with_language(form: &Source, language: &Language) -> Option<String> {
    let (tree, _) = parse_yaml(SourceId(0), form);
    let tree = tree?;
    let languages = tree.get("languages")?;
    let text = form.text();
    let tag = written(language.tag());
    let end = |node: &Node| node.span.end as usize;
    let start = |node: &Node| node.span.start as usize;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    // A new line comes after the whole line, including its comment.
    let line_end = |node: &Node| text[end(node)..].find(['\r', '\n']).map_or(text.len(), |at| end(node) + at);
    // The line of a place, up to the place.
    let before = |at: usize| &text[text[..at].rfind('\n').map_or(0, |newline| newline + 1)..at];
    let (at, what) = match languages.get("translations") {
        Some(Node { kind: NodeKind::List(items), .. }) if !items.is_empty() => {
            let last = items.last()?;
            let lead = before(start(last));
            // In a block list, each item has a line of its own.
            if lead.trim_start() == "- " {
                (line_end(last), format!("{newline}{lead}{tag}"))
            } else {
                (end(last), format!(", {tag}"))
            }
        }
        Some(list @ Node { kind: NodeKind::List(_), .. }) => (start(list) + 1, tag),
        Some(_) => return None,
        None => {
            let NodeKind::Map(entries) = &languages.kind else { return None };
            let last = entries.last()?;
            let lead = before(last.key.span.start as usize);
            let list = format!("translations: [{tag}]");
            if lead.trim().is_empty() {
                (line_end(&last.value), format!("{newline}{lead}{list}"))
            } else {
                (end(&last.value), format!(", {list}"))
            }
        }
    };
    Some(format!("{}{what}{}", &text[..at], &text[at..]))
}

/// A tag as YAML text. Without quotes, YAML could read the tag of Norwegian as “false”.
fn written(tag: &str) -> String {
    if tag == "no" { "\"no\"".to_owned() } else { tag.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_diagnostics::Sources;

    fn added(languages: &str, tag: &str) -> Option<String> {
        let mut sources = Sources::default();
        let id = sources.add("form.yaml", languages);
        with_language(sources.get(id), &Language::new(tag)?)
    }

    #[test]
    fn every_way_to_write_the_list_keeps_it() {
        for (before, after) in [
            (
                "languages: { source: fr, translations: [en, es] } # who\n",
                "languages: { source: fr, translations: [en, es, pt] } # who\n",
            ),
            ("languages: { source: fr, translations: [] }\n", "languages: { source: fr, translations: [pt] }\n"),
            ("languages: { source: fr }\n", "languages: { source: fr, translations: [pt] }\n"),
            (
                "languages:\n  source: fr # first\nperiod: x\n",
                "languages:\n  source: fr # first\n  translations: [pt]\nperiod: x\n",
            ),
            (
                "languages:\n  translations:\n    - \"en\"\n    - es # last\n  source: fr\n",
                "languages:\n  translations:\n    - \"en\"\n    - es # last\n    - pt\n  source: fr\n",
            ),
            ("languages:\n  source: fr\n  translations: [en]", "languages:\n  source: fr\n  translations: [en, pt]"),
        ] {
            assert_eq!(added(before, "pt").as_deref(), Some(after));
            // A file keeps the line ends that it has.
            let in_dos = |text: &str| text.replace('\n', "\r\n");
            if before.ends_with('\n') {
                assert_eq!(added(&in_dos(before), "pt"), Some(in_dos(after)));
            }
        }
        assert_eq!(
            added("languages: { source: fr }\n", "no").as_deref(),
            Some("languages: { source: fr, translations: [\"no\"] }\n")
        );
        for without in ["title: x\n", "languages: fr\n", "languages: { translations: en }\n", ""] {
            assert_eq!(added(without, "pt"), None);
        }
    }
}
