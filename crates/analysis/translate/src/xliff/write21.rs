//! Writes XLIFF 2.1. `<ph/>` stands for `{country.of}`, and `<pc>` for a link around its words. The file forbids tools to
//! delete or copy them; without that, tools may.

use super::inline::{InlineNumbers, TextPart, attribute, escaped, parts};
use super::{XliffHeader, notes};
use canevas_project::{PoEntry, PoFile};
use std::fmt::Write as _;

/// The subject of the note that holds the whole previous source.
pub(super) const PREVIOUS: &str = "previous source";

/// The sub-state of a translation that must not be used yet. The standard has no state for it.
pub(super) const WAITING: &str = "canevas:waiting";

/// Writes a catalogue.
pub(super) fn write(file: &PoFile, sent: &XliffHeader<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:slr=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\" srcLang=\"{}\" trgLang=\"{}\">",
        attribute(sent.source),
        attribute(sent.target),
    );
    let _ = writeln!(
        out,
        "<file id=\"form\" original=\"{}\">\n<slr:profiles generalProfile=\"xliff:codepoints\"/>",
        attribute(&sent.original())
    );
    for entry in &file.entries {
        unit(entry, &mut out);
    }
    out.push_str("</file>\n</xliff>\n");
    out
}

fn unit(entry: &PoEntry, out: &mut String) {
    let key = attribute(&entry.context.value);
    let _ = write!(out, "<unit id=\"{key}\" name=\"{key}\" canResegment=\"no\" xml:space=\"preserve\"");
    if let Some(most) = entry.longest() {
        let _ = write!(out, " slr:sizeRestriction=\"{most}\"");
    }
    out.push_str(">\n");
    let mut told = notes(entry);
    told.extend(entry.previous.iter().map(|previous| (PREVIOUS, previous.clone())));
    if !told.is_empty() {
        out.push_str("<notes>\n");
        for (name, note) in told {
            let _ = writeln!(out, "<note category=\"{}\">{}</note>", attribute(name), escaped(&note));
        }
        out.push_str("</notes>\n");
    }
    let mut codes = Codes::default();
    let source = text(&entry.id.value, &mut codes);
    let target = text(&entry.text.value, &mut codes);
    if !codes.data.is_empty() {
        out.push_str("<originalData>\n");
        for (index, data) in codes.data.iter().enumerate() {
            let _ = writeln!(out, "<data id=\"d{}\">{}</data>", index + 1, escaped(data));
        }
        out.push_str("</originalData>\n");
    }
    let state = match (entry.is_untranslated(), entry.fuzzy) {
        // The state `initial` is the default. A tool that ignores states would leave the word beside its translation.
        (true, _) => String::new(),
        (false, true) => format!(" state=\"initial\" subState=\"{WAITING}\""),
        (false, false) => " state=\"reviewed\"".to_owned(),
    };
    let _ = writeln!(out, "<segment id=\"s1\"{state}>\n<source>{source}</source>");
    if !entry.is_untranslated() {
        let _ = writeln!(out, "<target>{target}</target>");
    }
    out.push_str("</segment>\n</unit>\n");
}

/// The inline elements of a unit: their numbers and contents.
#[derive(Default)]
struct Codes<'t> {
    numbers: InlineNumbers<'t>,
    data: Vec<String>,
}

impl Codes<'_> {
    /// The id of the content of an element.
    fn data(&mut self, text: &str) -> String {
        let at = self.data.iter().position(|known| known == text).unwrap_or_else(|| {
            self.data.push(text.to_owned());
            self.data.len() - 1
        });
        format!("d{}", at + 1)
    }
}

/// A text with its inline elements.
fn text<'t>(text: &'t str, codes: &mut Codes<'t>) -> String {
    codes.numbers.next_text();
    let mut out = String::new();
    inline(text, codes, &mut out);
    out
}

fn inline<'t>(text: &'t str, codes: &mut Codes<'t>, out: &mut String) {
    const KEPT: &str = "canDelete=\"no\" canCopy=\"no\"";
    for part in parts(text) {
        match part {
            TextPart::Text(text) => out.push_str(&escaped(text)),
            TextPart::Placeholder(word) => {
                let (id, data, word) = (codes.numbers.of(word), codes.data(word), attribute(word));
                let _ = write!(out, "<ph id=\"{id}\" {KEPT} equiv=\"{word}\" disp=\"{word}\" dataRef=\"{data}\"/>");
            }
            TextPart::Link(words, url) => {
                let id = codes.numbers.of(url);
                let end = format!("]({url})");
                let (from, to, end) = (codes.data("["), codes.data(&end), attribute(&end));
                let _ = write!(
                    out,
                    "<pc id=\"{id}\" type=\"link\" {KEPT} equivStart=\"[\" equivEnd=\"{end}\" dispStart=\"[\" dispEnd=\"{end}\" dataRefStart=\"{from}\" dataRefEnd=\"{to}\">"
                );
                inline(words, codes, out);
                out.push_str("</pc>");
            }
        }
    }
}
