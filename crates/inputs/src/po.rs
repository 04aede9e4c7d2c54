//! A small reader and writer of PO files: context, source, translation, comments and flags. Plural forms are read where
//! they are asked for: no text of a questionnaire has any, but words of the interface do. Strict where a slip could lose
//! text: an entry that cannot be read is a finding.

use crate::rules;
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span};
use canevas_syntax::{SourceText, Sp};
use std::fmt::Write as _;

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

/// A text, the steps from it to the source, and the place of the whole.
type Quoted = (String, Vec<(u32, u32)>, Span);

#[derive(Default)]
struct Draft {
    context: Option<Quoted>,
    id: Option<Quoted>,
    text: Option<Quoted>,
    plural: Option<Quoted>,
    /// The forms after the first.
    forms: Vec<Option<Quoted>>,
    fuzzy: bool,
    comments: Vec<String>,
    notes: Vec<String>,
    previous: [Option<String>; 2],
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    None,
    Context,
    Id,
    Plural,
    Text,
    Form,
    /// The source before, and the one for more than one.
    Previous(usize),
}

/// Reads a PO file in which plural forms have no place.
pub fn parse_po(id: SourceId, source: &Source) -> (PoFile, Findings) {
    parse(id, source, false)
}

/// Reads a PO file whose entries may have plural forms.
pub fn parse_po_with_plurals(id: SourceId, source: &Source) -> (PoFile, Findings) {
    parse(id, source, true)
}

fn parse(id: SourceId, source: &Source, plurals: bool) -> (PoFile, Findings) {
    let mut reader = Reader {
        id,
        plurals,
        findings: Findings::default(),
        file: PoFile {
            comments: Vec::new(),
            header: String::new(),
            span: Span::new(id, 0..source.text().lines().next().map_or(0, str::len)),
            entries: Vec::new(),
            obsolete: Vec::new(),
        },
        draft: Draft::default(),
        field: Field::None,
    };
    let mut offset = 0;
    for line in source.text().split_inclusive('\n') {
        reader.line(line.trim_end_matches(['\n', '\r']), offset);
        offset += line.len();
    }
    reader.finish();
    (reader.file, reader.findings)
}

struct Reader {
    id: SourceId,
    plurals: bool,
    findings: Findings,
    file: PoFile,
    draft: Draft,
    field: Field,
}

impl Reader {
    fn line(&mut self, line: &str, offset: usize) {
        let trimmed = line.trim_start_matches('\u{feff}').trim();
        let offset = offset + line.find(trimmed).unwrap_or(0);
        let span = Span::new(self.id, offset..offset + trimmed.len());
        if trimmed.is_empty() {
            return;
        }
        if trimmed.starts_with("#~") {
            self.file.obsolete.push(trimmed.to_owned());
            return;
        }
        if let Some(comment) = trimmed.strip_prefix('#') {
            if !matches!(self.field, Field::None | Field::Previous(_)) || self.draft.text.is_some() {
                self.finish();
            }
            self.comment(comment, span);
            return;
        }
        let (field, rest) = if let Some(rest) = trimmed.strip_prefix("msgctxt") {
            if self.draft.context.is_some() || self.draft.id.is_some() {
                self.finish();
            }
            (Field::Context, rest)
        } else if let Some(rest) = trimmed.strip_prefix("msgid_plural") {
            if !self.plurals {
                self.bad(span, "plural forms have no place in these files", "one text is one entry");
            }
            (if self.plurals { Field::Plural } else { Field::None }, rest)
        } else if let Some(rest) = trimmed.strip_prefix("msgid") {
            if self.draft.id.is_some() {
                self.finish();
            }
            (Field::Id, rest)
        } else if let Some(rest) = trimmed.strip_prefix("msgstr[").filter(|_| self.draft.plural.is_some()) {
            let next = usize::from(self.draft.text.is_some()) + self.draft.forms.len();
            let numbered = rest.split_once(']').filter(|(number, _)| number.parse() == Ok(next));
            let Some((_, rest)) = numbered else {
                self.bad(
                    span,
                    "this plural form is out of its order",
                    "msgstr[0] comes first, then msgstr[1], and so on",
                );
                return;
            };
            if next > 0 {
                self.draft.forms.push(None);
            }
            (if next > 0 { Field::Form } else { Field::Text }, rest)
        } else if let Some(rest) = trimmed.strip_prefix("msgstr") {
            (Field::Text, rest)
        } else if trimmed.starts_with('"') {
            (self.field, trimmed)
        } else {
            self.bad(
                span,
                "this line is not part of a PO entry",
                "an entry has msgctxt, msgid and msgstr, each followed by a text in quotes",
            );
            return;
        };
        let quoted = rest.trim_start();
        let start = offset + trimmed.len() - quoted.len();
        let span = Span::new(self.id, start..start + quoted.len());
        let Some((text, steps)) = unquote(quoted) else {
            self.bad(
                span,
                "this text is not in quotes, or a quote inside it lacks its backslash",
                "write \\\" for a quote and \\\\ for a backslash",
            );
            return;
        };
        let continued = trimmed.starts_with('"');
        let slot = match field {
            Field::Context => &mut self.draft.context,
            Field::Id => &mut self.draft.id,
            Field::Plural => &mut self.draft.plural,
            Field::Text => &mut self.draft.text,
            Field::Form => match self.draft.forms.last_mut() {
                Some(form) => form,
                None => return,
            },
            Field::None | Field::Previous(_) => return,
        };
        let before = slot.take().filter(|_| continued);
        let (mut value, mut segments, whole) = before.map_or_else(
            || (String::new(), Vec::new(), span),
            |(value, segments, whole)| (value, segments, whole.to(span)),
        );
        segments.extend(steps.iter().map(|(at, from)| (value.len() as u32 + at, start as u32 + from)));
        value.push_str(&text);
        *slot = Some((value, segments, whole));
        self.field = field;
    }

    fn comment(&mut self, comment: &str, span: Span) {
        if let Some(flags) = comment.strip_prefix(',') {
            self.draft.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if let Some(note) = comment.strip_prefix('.') {
            self.draft.notes.push(note.trim().to_owned());
        } else if let Some(previous) = comment.strip_prefix('|') {
            let previous = previous.trim();
            if previous.starts_with("msgctxt") {
                self.field = Field::Previous(0);
                return;
            }
            let plural = previous.strip_prefix("msgid_plural").map(|rest| (1, rest));
            let continued = if let Field::Previous(which) = self.field { which } else { 0 };
            let (which, quoted) = plural
                .or_else(|| previous.strip_prefix("msgid").map(|rest| (0, rest)))
                .unwrap_or((continued, previous));
            match unquote(quoted.trim_start()) {
                Some((text, _)) => self.draft.previous[which].get_or_insert_default().push_str(&text),
                None => self.bad(span, "the previous source is not in quotes", "leave this line as the tool wrote it"),
            }
            self.field = Field::Previous(which);
        } else if !comment.starts_with(':') {
            self.draft.comments.push(comment.trim().to_owned());
        }
    }

    fn bad(&mut self, span: Span, message: &str, help: &str) {
        self.findings.push(Finding::new(&rules::BAD_PO, span, message).help(help));
    }

    fn finish(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        self.field = Field::None;
        match (draft.context, draft.id, draft.text) {
            (None, Some((id, ..)), Some((text, ..))) if id.is_empty() => {
                self.file.header = text;
                self.file.comments = draft.comments;
            }
            (Some((context, _, context_span)), Some((id, id_steps, id_span)), Some((text, steps, text_span))) => {
                let forms = std::iter::once((text, steps, text_span)).chain(draft.forms.into_iter().flatten());
                let forms: Vec<SourceText> =
                    forms.map(|(text, steps, span)| SourceText::in_step(text, span, steps)).collect();
                for form in &forms {
                    if let Some(bad) = form.value.chars().find(|c| canevas_syntax::forbidden(*c)) {
                        let message = format!("this translation holds the invisible character U+{:04X}", bad as u32);
                        self.bad(form.span, &message, "delete it");
                        return;
                    }
                }
                let [previous, previous_plural] = draft.previous;
                self.file.entries.push(PoEntry {
                    context: Sp::new(context, context_span),
                    id: SourceText::in_step(id, id_span, id_steps),
                    text: forms[0].clone(),
                    fuzzy: draft.fuzzy,
                    comments: draft.comments,
                    notes: draft.notes,
                    previous,
                    plural: draft.plural.map(|(id, ..)| PoPlural { id, forms, previous: previous_plural }),
                });
            }
            (None, Some((_, _, span)), _) => self.bad(
                span,
                "this entry has no msgctxt",
                "the context is the text's key, such as question.difficulties.ask",
            ),
            (Some((_, _, span)), _, _) => {
                self.bad(span, "this entry lacks its msgid or msgstr", "an entry has msgctxt, msgid and msgstr");
            }
            (None, None, Some((_, _, span))) => {
                self.bad(span, "this msgstr belongs to no entry", "an entry has msgctxt, msgid and msgstr");
            }
            (None, None, None) => {}
        }
    }
}

/// A text in double quotes, unescaped, with the steps from it to the quoted text: one after each escape.
fn unquote(text: &str) -> Option<(String, Vec<(u32, u32)>)> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inner.len());
    let mut steps = vec![(0, 1)];
    let mut chars = inner.char_indices();
    while let Some((_, c)) = chars.next() {
        match c {
            '"' => return None,
            '\\' => {
                out.push(match chars.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    c @ ('"' | '\\') => c,
                    _ => return None,
                });
                steps.push((out.len() as u32, (text.len() - chars.as_str().len()) as u32 - 1));
            }
            c => out.push(c),
        }
    }
    Some((out, steps))
}

fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn field(out: &mut String, prefix: &str, name: &str, text: &str) {
    // Writing to a String cannot fail.
    let _ = if text.contains('\n') && !text.trim_end_matches('\n').is_empty() && text.find('\n') != Some(text.len() - 1)
    {
        let mut all = format!("{prefix}{name} \"\"\n");
        for line in text.split_inclusive('\n') {
            let _ = writeln!(all, "{prefix}{}", quote(line));
        }
        write!(out, "{all}")
    } else {
        writeln!(out, "{prefix}{name} {}", quote(text))
    };
}

/// Writes a PO file, the header first.
pub fn write_po(file: &PoFile) -> String {
    let mut out = String::new();
    for comment in &file.comments {
        let _ = writeln!(out, "# {comment}");
    }
    field(&mut out, "", "msgid", "");
    field(&mut out, "", "msgstr", &file.header);
    for entry in &file.entries {
        out.push('\n');
        for comment in &entry.comments {
            let _ = writeln!(out, "# {comment}");
        }
        for note in &entry.notes {
            let _ = writeln!(out, "#. {note}");
        }
        if entry.fuzzy {
            out.push_str("#, fuzzy\n");
        }
        if let Some(previous) = &entry.previous {
            field(&mut out, "#| ", "msgid", previous);
        }
        if let Some(previous) = entry.plural.as_ref().and_then(|plural| plural.previous.as_ref()) {
            field(&mut out, "#| ", "msgid_plural", previous);
        }
        field(&mut out, "", "msgctxt", &entry.context.value);
        field(&mut out, "", "msgid", &entry.id.value);
        match &entry.plural {
            None => field(&mut out, "", "msgstr", &entry.text.value),
            Some(plural) => {
                field(&mut out, "", "msgid_plural", &plural.id);
                for (at, form) in plural.forms.iter().enumerate() {
                    field(&mut out, "", &format!("msgstr[{at}]"), &form.value);
                }
            }
        }
    }
    // An obsolete entry starts anew with its context.
    for line in &file.obsolete {
        if line.starts_with("#~ msgctxt") {
            out.push('\n');
        }
        let _ = writeln!(out, "{line}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_diagnostics::Sources;

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
        // No text of a questionnaire has any, and a form out of its order is lost to every tool.
        assert!(!parse(text).1.is_empty());
        let id = sources.add("out.po", text.replace("msgstr[1]", "msgstr[2]"));
        assert!(!parse_po_with_plurals(id, sources.get(id)).1.is_empty());
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
