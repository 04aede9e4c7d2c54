//! A small reader and writer of PO files: context, source, translation, comments, references and flags. Plural forms are
//! read where they are asked for: no text of a questionnaire has any, but words of the interface do. Strict where a slip could lose text: an entry that cannot be read is a finding.

mod obsolete;
mod read;
mod write;

pub use obsolete::{ObsoleteEntry, obsolete_entries};
pub use read::{parse_po, parse_po_with_plurals};
pub use write::{obsolete, write_po};

use canevas_diagnostics::Span;
use canevas_syntax::{SourceText, Sp};

/// A PO file.
#[derive(Debug, Clone, PartialEq)]
pub struct PoFile {
    /// Comments before the header.
    pub comments: Vec<String>,
    /// The header's fields as one text.
    pub header: String,
    /// Where the file starts.
    pub span: Span,
    /// The entries in the order of the file.
    pub entries: Vec<PoEntry>,
    /// The lines of obsolete entries (`#~`), as they stand.
    pub obsolete: Vec<String>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct PoEntry {
    /// Catalogue key.
    pub context: Sp<String>,
    /// Source text.
    pub id: SourceText,
    /// Translation; empty where there is none.
    pub text: SourceText,
    /// Whether it waits for review.
    pub fuzzy: bool,
    /// Comments of translators.
    pub comments: Vec<String>,
    /// Comments of the extraction (`#.`).
    pub notes: Vec<String>,
    /// References (`#:`), as they stand.
    pub references: Vec<String>,
    /// Flags (`#,`) but for `fuzzy`, in the order of the file.
    pub flags: Vec<String>,
    /// The source text before it changed (`#|`).
    pub previous: Option<String>,
    /// The forms of a text that a number decides.
    pub plural: Option<PoPlural>,
}

/// What an entry with plural forms has besides.
#[derive(Debug, Clone, PartialEq)]
pub struct PoPlural {
    /// Source text for more than one.
    pub id: String,
    /// Every form of the translation, the entry's own text first.
    pub forms: Vec<SourceText>,
    /// The source text for more than one before it changed.
    pub previous: Option<String>,
}

impl PoFile {
    /// A file without an entry.
    pub fn empty(span: Span) -> Self {
        Self { comments: Vec::new(), header: String::new(), span, entries: Vec::new(), obsolete: Vec::new() }
    }

    /// A field of the header, such as `Language`.
    pub fn header_field(&self, name: &str) -> Option<&str> {
        let fields = self.header.lines().filter_map(|line| line.split_once(':'));
        let mut found =
            fields.filter(|(found, _)| found.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
        found.find(|value| !value.is_empty())
    }
}

impl PoEntry {
    /// An entry with nothing but its key and texts.
    pub fn new(context: Sp<String>, id: SourceText, text: SourceText) -> Self {
        Self {
            context,
            id,
            text,
            fuzzy: false,
            comments: Vec::new(),
            notes: Vec::new(),
            references: Vec::new(),
            flags: Vec::new(),
            previous: None,
            plural: None,
        }
    }

    /// The most characters that its place holds, as the flag `max-length:120` says it.
    pub fn longest(&self) -> Option<usize> {
        self.flags.iter().find_map(|flag| flag.strip_prefix(LONGEST)?.trim().parse().ok())
    }

    /// Whether it says nothing but its key and its source.
    pub fn is_untranslated(&self) -> bool {
        self.text.value.is_empty()
    }
}

/// What the flag of a text's length starts with, as Weblate knows it.
pub const LONGEST: &str = "max-length:";

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_diagnostics::{Findings, Sources};

    fn parse(text: &str) -> (PoFile, Findings) {
        let mut sources = Sources::default();
        let id = sources.add("en.po", text);
        parse_po(id, sources.get(id))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n# a comment\n#. a note\n#, fuzzy\n#| msgid \"old\"\nmsgctxt \"form.title\"\nmsgid \"\"\n\"un \\\"titre\\\"\\n\"\n\"deux\"\nmsgstr \"a title\"\n";
        let (file, findings) = parse(text);
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(file.entries[0].id.value, "un \"titre\"\ndeux");
        assert_eq!(file.entries[0].previous.as_deref(), Some("old"));
        assert_eq!(write_po(&file), text);
    }

    #[test]
    fn nothing_around_an_entry_is_lost() {
        let text = "# of the file\nmsgid \"\"\nmsgstr \"Language: en\\n\"\n\n#   indented\n#\n#. kind: Title\n#: form.yaml:3\n#, fuzzy, max-length:120, no-wrap\n#| msgid \"old\"\nmsgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\"\n\n\
                    # who\n#, fuzzy\n#~| msgid \"older\"\n#~ msgctxt \"gone\"\n#~ msgid \"\"\n#~ \"x\"\n#~ msgstr \"y\"\n\n#~ msgctxt \"gone.too\"\n#~ msgid \"x\"\n#~ msgstr \"\"\n#~ \"y\"\n";
        let (file, findings) = parse(text);
        assert!(findings.is_empty(), "{findings:?}");
        let entry = &file.entries[0];
        assert_eq!((entry.longest(), entry.flags.len(), entry.comments.len()), (Some(120), 2, 2));
        assert_eq!(write_po(&file), text);
        // An entry that becomes obsolete keeps what people wrote, and is read as such.
        let old = obsolete(entry).join("\n");
        let lines = "#   indented\n#\n#, fuzzy, max-length:120, no-wrap\n#~| msgid \"old\"\n#~ msgctxt \"a\"\n#~ msgid \"b\"\n#~ msgstr \"c\"";
        assert_eq!(old, lines);
        let (again, findings) = parse(&old);
        assert!(findings.is_empty() && again.entries.is_empty());
        assert_eq!(again.obsolete.join("\n"), lines);
    }

    #[test]
    fn the_key_that_a_text_had_is_not_its_source() {
        let text = "#| msgctxt \"\"\n#| \"was\"\n#| msgid \"\"\n#| \"old \"\n#| \"one\"\nmsgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\"\n";
        let (file, findings) = parse(text);
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(file.entries[0].previous.as_deref(), Some("old one"));
    }

    #[test]
    fn a_part_of_a_translation_is_found_in_the_file() {
        let text = "msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"\"\n\"un \\\"é\\\"\\n\"\n\"deux mots\"\n";
        let (file, _) = parse(text);
        let translation = &file.entries[0].text;
        for part in ["un", "é", "mots"] {
            let Some(at) = translation.value.find(part) else { unreachable!("{part}") };
            assert_eq!(&text[translation.part(at..at + part.len()).range()], part);
        }
    }

    #[test]
    fn plural_forms_are_told_once_and_lose_nothing() {
        let text = "msgctxt \"a\"\nmsgid \"b\"\nmsgid_plural \"\"\n\"c\"\nmsgstr[0] \"d\"\n\"e\"\nmsgstr[1] \"f\"\n\"g\"\n\nmsgctxt \"h\"\nmsgid \"i\"\nmsgstr \"j\"\n";
        let (file, findings) = parse(text);
        assert_eq!(findings.len(), 1, "{findings:?}");
        let texts: Vec<(&str, &str)> =
            file.entries.iter().map(|entry| (entry.id.value.as_str(), entry.text.value.as_str())).collect();
        assert_eq!(texts, [("b", "de"), ("i", "j")]);
        assert_eq!(parse("msgctxt \"a\"\nmsgid \"b\"\nmsgstr[0] \"d\"\n").1.len(), 1);
    }

    #[test]
    fn plural_forms_are_read_where_they_have_a_place() {
        let text = "msgid \"\"\nmsgstr \"Language: ar\\n\"\n\n#, fuzzy\n#| msgid \"a\"\n#| msgid_plural \"{n} as\"\nmsgctxt \"x\"\nmsgid \"one\"\nmsgid_plural \"{n}\"\nmsgstr[0] \"eins\"\nmsgstr[1] \"\"\n\"viele\\n\"\n\"{n}\"\n";
        let mut sources = Sources::default();
        let id = sources.add("ar.po", text);
        let (file, findings) = parse_po_with_plurals(id, sources.get(id));
        assert!(findings.is_empty(), "{findings:?}");
        let Some(plural) = &file.entries[0].plural else { unreachable!() };
        assert_eq!(plural.forms.iter().map(|form| form.value.as_str()).collect::<Vec<_>>(), ["eins", "viele\n{n}"]);
        assert_eq!((plural.id.as_str(), plural.previous.as_deref()), ("{n}", Some("{n} as")));
        assert_eq!(write_po(&file), text);
        // A form out of its order is lost to every tool.
        let id = sources.add("out.po", text.replace("msgstr[1]", "msgstr[2]"));
        assert!(!parse_po_with_plurals(id, sources.get(id)).1.is_empty());
    }

    #[test]
    fn another_format_gives_one_finding() {
        for (text, what) in [
            ("\u{feff}\n<xliff>\n<file>\n</file>\n</xliff>\n", "XML"),
            ("{\n\"a\": 1,\n\"b\": 2\n}\n", "JSON"),
            ("key;source\na;b\nc;d\n", "no msgid"),
        ] {
            let (_, findings) = parse(text);
            let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
            assert!(told.len() == 1 && told[0].contains(what), "{told:?}");
        }
        // In a file with entries, the reader reports each mistake.
        assert_eq!(parse("x\ny\nmsgctxt \"a\"\nmsgid \"b\"\nmsgstr \"\"\n").1.len(), 2);
    }

    #[test]
    fn slips_are_found() {
        for text in [
            "msgctxt \"a\"\nmsgid \"b\"\n",
            "msgctxt \"a\"\nmsgid \"b\"c\"\nmsgstr \"\"\n",
            "hello\n",
            "msgid \"x\"\nmsgstr \"y\"\n",
        ] {
            assert!(!parse(text).1.is_empty(), "{text}");
        }
    }
}
