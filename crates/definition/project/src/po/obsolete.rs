//! Obsolete entries: translations that were put aside because no text had their key any more.

use super::{PoEntry, parse_po};
use canevas_diagnostics::{Source, SourceId};

/// An obsolete entry, as it stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ObsoleteEntry {
    /// Its lines, with what stands above it.
    pub lines: Vec<String>,
    /// The entry that it was. `None` where the lines are not one entry.
    pub entry: Option<PoEntry>,
}

/// The obsolete entries of a file, from its obsolete lines. Together they hold every line.
pub fn obsolete_entries(lines: &[String]) -> Vec<ObsoleteEntry> {
    let mut found: Vec<ObsoleteEntry> = Vec::new();
    for block in blocks(lines) {
        found.push(ObsoleteEntry { entry: entry_of(block), lines: block.to_vec() });
    }
    found
}

/// The lines of each entry. An obsolete entry ends with its translation; what comes next belongs to another one.
pub(super) fn blocks(lines: &[String]) -> impl Iterator<Item = &[String]> {
    let mut is_translation = false;
    lines.chunk_by(move |line, next| {
        is_translation = line.starts_with("#~ msgstr") || is_translation && line.starts_with("#~ \"");
        !is_translation || next.starts_with("#~ \"") || next.starts_with("#~ msgstr")
    })
}

fn entry_of(lines: &[String]) -> Option<PoEntry> {
    let in_use = |line: &String| match line.strip_prefix("#~") {
        Some(rest) if rest.starts_with('|') => format!("#{rest}\n"),
        Some(rest) => format!("{}\n", rest.trim_start()),
        None => format!("{line}\n"),
    };
    let text: String = lines.iter().map(in_use).collect();
    let (mut file, findings) = parse_po(SourceId(0), &Source::new("", &text));
    (findings.is_empty() && file.entries.len() == 1).then(|| file.entries.pop()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write_po;
    use crate::{PoFile, obsolete};
    use canevas_diagnostics::Span;

    #[test]
    fn an_entry_that_was_put_aside_is_read_again() {
        let text = "# who\n#, fuzzy, max-length:9\n#| msgid \"\"\n#| \"a\\n\"\n#| \"b\"\nmsgctxt \"k\"\nmsgid \"c\"\nmsgstr \"\"\n\"d\\n\"\n\"e\"\n\nmsgctxt \"l\"\nmsgid \"f\"\nmsgstr \"g\"\n";
        let (file, findings) = parse_po(SourceId(0), &Source::new("a.po", text));
        assert!(findings.is_empty(), "{findings:?}");
        let lines: Vec<String> = file.entries.iter().flat_map(obsolete).collect();
        let mut again = PoFile::empty(Span::new(SourceId(0), 0..0));
        again.entries = obsolete_entries(&lines).into_iter().filter_map(|old| old.entry).collect();
        again.header.clone_from(&file.header);
        assert_eq!(write_po(&again), write_po(&file));
    }

    #[test]
    fn lines_that_are_no_entry_are_kept_as_they_are() {
        let lines =
            ["# alone", "#~ msgid \"x\"", "#~ msgstr \"y\"", "#~ msgctxt \"k\"", "#~ broken", "#~ msgstr \"z\""];
        let lines = lines.map(str::to_owned);
        let found = obsolete_entries(&lines);
        assert_eq!(found.iter().map(|old| old.lines.len()).collect::<Vec<_>>(), [3, 3]);
        assert!(found.iter().all(|old| old.entry.is_none()));
    }
}
