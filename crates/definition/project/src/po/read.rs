//! From text to entries.

use super::{PoEntry, PoFile, PoPlural};
use crate::rules;
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span};
use canevas_syntax::{SourceText, Sp};

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
    is_plural: bool,
    comments: Vec<String>,
    notes: Vec<String>,
    references: Vec<String>,
    flags: Vec<String>,
    /// The source before, and the one for more than one.
    previous: [Option<String>; 2],
    /// The lines before its texts, as they stand: an obsolete entry keeps them.
    head: Vec<String>,
}

impl Draft {
    /// Whether none of its texts has come yet.
    fn is_head(&self) -> bool {
        self.context.is_none() && self.id.is_none() && self.text.is_none()
    }
}

#[derive(Clone, Copy, PartialEq)]
enum PoField {
    None,
    Context,
    Id,
    Plural,
    Text,
    Form,
    /// The source before, or the one for more than one.
    Previous(usize),
    PreviousContext,
}

/// Reads a PO file in which plural forms have no place: no text of a questionnaire has any.
pub fn parse_po(id: SourceId, source: &Source) -> (PoFile, Findings) {
    parse(id, source, false)
}

/// Reads a PO file whose entries may have plural forms, as words of the interface do.
pub fn parse_po_with_plurals(id: SourceId, source: &Source) -> (PoFile, Findings) {
    parse(id, source, true)
}

fn parse(id: SourceId, source: &Source, plurals: bool) -> (PoFile, Findings) {
    let mut reader = PoReader {
        id,
        plurals,
        findings: Findings::default(),
        file: PoFile::empty(Span::new(id, 0..source.text().lines().next().map_or(0, str::len))),
        draft: Draft::default(),
        field: PoField::None,
    };
    let mut offset = 0;
    for line in source.text().split_inclusive('\n') {
        reader.line(line.trim_end_matches(['\n', '\r']), offset);
        offset += line.len();
    }
    reader.finish();
    if !reader.findings.is_empty() && !source.text().lines().any(|line| line.trim_start().starts_with("msgid")) {
        return (reader.file, Findings::from_iter([no_po(id, source)]));
    }
    (reader.file, reader.findings)
}

/// A file of another format: one finding, rather than one per line.
fn no_po(id: SourceId, source: &Source) -> Finding {
    let text = source.text().trim_start_matches('\u{feff}').trim_start();
    let what = match text.chars().next() {
        Some('<') => "it holds XML",
        Some('{' | '[') => "it holds JSON",
        _ => "it has no msgid",
    };
    let start = source.text().len() - text.len();
    let span = Span::new(id, start..start + text.lines().next().map_or(0, str::len));
    Finding::new(&rules::BAD_PO, span, format!("this is not a PO file: {what}"))
        .help("a catalogue is a PO file; `canevas translate import` also takes XLIFF 1.2, 2.0 and 2.1")
}

struct PoReader {
    id: SourceId,
    plurals: bool,
    findings: Findings,
    file: PoFile,
    draft: Draft,
    field: PoField,
}

impl PoReader {
    fn line(&mut self, line: &str, offset: usize) {
        let trimmed = line.trim_start_matches('\u{feff}').trim();
        let offset = offset + line.find(trimmed).unwrap_or(0);
        let span = Span::new(self.id, offset..offset + trimmed.len());
        if trimmed.is_empty() {
            return;
        }
        if trimmed.starts_with("#~") {
            if !self.draft.is_head() {
                self.finish();
            }
            // What stands above an obsolete entry is its own.
            self.file.obsolete.append(&mut std::mem::take(&mut self.draft).head);
            self.file.obsolete.push(trimmed.to_owned());
            self.field = PoField::None;
            return;
        }
        if let Some(comment) = trimmed.strip_prefix('#') {
            if !matches!(self.field, PoField::None | PoField::Previous(_) | PoField::PreviousContext)
                || self.draft.text.is_some()
            {
                self.finish();
            }
            self.draft.head.push(trimmed.to_owned());
            self.comment(comment, span);
            return;
        }
        let (field, rest) = if let Some(rest) = trimmed.strip_prefix("msgctxt") {
            if self.draft.context.is_some() || self.draft.id.is_some() {
                self.finish();
            }
            (PoField::Context, rest)
        } else if let Some(rest) = trimmed.strip_prefix("msgid_plural") {
            if !self.plurals {
                self.plural(span);
            }
            (if self.plurals { PoField::Plural } else { PoField::None }, rest)
        } else if let Some(rest) = trimmed.strip_prefix("msgid") {
            if self.draft.id.is_some() {
                self.finish();
            }
            (PoField::Id, rest)
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
            (if next > 0 { PoField::Form } else { PoField::Text }, rest)
        } else if let Some(rest) = trimmed.strip_prefix("msgstr[") {
            self.plural(span);
            // The first form stands for all.
            let (form, rest) = rest.split_once(']').unwrap_or((rest, ""));
            (if form == "0" { PoField::Text } else { PoField::None }, rest)
        } else if let Some(rest) = trimmed.strip_prefix("msgstr") {
            (PoField::Text, rest)
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
            PoField::Context => &mut self.draft.context,
            PoField::Id => &mut self.draft.id,
            PoField::Text => &mut self.draft.text,
            PoField::Plural => &mut self.draft.plural,
            PoField::Form => match self.draft.forms.last_mut() {
                Some(form) => form,
                None => return,
            },
            PoField::None | PoField::Previous(_) | PoField::PreviousContext => {
                self.field = field;
                return;
            }
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
            for flag in flags.split(',').map(str::trim).filter(|flag| !flag.is_empty()) {
                if flag == "fuzzy" {
                    self.draft.fuzzy = true;
                } else {
                    self.draft.flags.push(flag.to_owned());
                }
            }
        } else if let Some(note) = comment.strip_prefix('.') {
            self.draft.notes.push(note.trim().to_owned());
        } else if let Some(previous) = comment.strip_prefix('|') {
            let previous = previous.trim();
            if previous.starts_with("msgctxt") {
                self.field = PoField::PreviousContext;
                return;
            }
            // What goes on with the key that the text had before; the key of today is what counts.
            if self.field == PoField::PreviousContext && previous.starts_with('"') {
                return;
            }
            let continued = if let PoField::Previous(which) = self.field { which } else { 0 };
            let (which, quoted) = previous
                .strip_prefix("msgid_plural")
                .map(|rest| (1, rest))
                .or_else(|| previous.strip_prefix("msgid").map(|rest| (0, rest)))
                .unwrap_or((continued, previous));
            match unquote(quoted.trim_start()) {
                Some((text, _)) => self.draft.previous[which].get_or_insert_default().push_str(&text),
                None => self.bad(span, "the previous source is not in quotes", "leave this line as the tool wrote it"),
            }
            self.field = PoField::Previous(which);
        } else if let Some(reference) = comment.strip_prefix(':') {
            self.draft.references.push(reference.trim().to_owned());
        } else {
            self.draft.comments.push(comment.strip_prefix(' ').unwrap_or(comment).to_owned());
        }
    }

    /// Tells once per entry that it has plural forms.
    fn plural(&mut self, span: Span) {
        if !std::mem::replace(&mut self.draft.is_plural, true) {
            let message = "no text of a questionnaire has plural forms";
            let help = "leave msgid_plural out, and write the one translation after msgstr, without [0] and [1]";
            self.findings.push(Finding::new(&rules::PLURALS, span, message).help(help));
        }
    }

    fn bad(&mut self, span: Span, message: &str, help: &str) {
        self.findings.push(Finding::new(&rules::BAD_PO, span, message).help(help));
    }

    fn finish(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        self.field = PoField::None;
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
                    references: draft.references,
                    flags: draft.flags,
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
