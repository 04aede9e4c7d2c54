//! Writes XLIFF 1.2. `<x/>` stands for `{country.of}`, and `<g>` for a link around its words.

use super::inline::{InlineNumbers, TextPart, attribute, escaped, parts};
use super::{XliffHeader, notes};
use canevas_project::{PoEntry, PoFile};
use std::fmt::Write as _;

/// Writes a catalogue.
pub(super) fn write(file: &PoFile, sent: &XliffHeader<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n");
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<file original=\"{}\" source-language=\"{}\" target-language=\"{}\" datatype=\"plaintext\" tool-id=\"canevas\" product-name=\"{}\" product-version=\"{}\">",
        attribute(&sent.original()),
        attribute(sent.source),
        attribute(sent.target),
        attribute(sent.form),
        attribute(sent.edition),
    );
    let _ = writeln!(
        out,
        "<header><tool tool-id=\"canevas\" tool-name=\"Canevas\" tool-version=\"{}\"/></header>\n<body>",
        env!("CARGO_PKG_VERSION")
    );
    for entry in &file.entries {
        unit(entry, &mut out);
    }
    out.push_str("</body>\n</file>\n</xliff>\n");
    out
}

fn unit(entry: &PoEntry, out: &mut String) {
    let is_done = !entry.is_untranslated() && !entry.fuzzy;
    let key = attribute(&entry.context.value);
    let _ = write!(out, "<trans-unit id=\"{key}\" resname=\"{key}\" xml:space=\"preserve\"");
    if is_done {
        out.push_str(" approved=\"yes\"");
    }
    if let Some(most) = entry.longest() {
        let _ = write!(out, " maxwidth=\"{most}\" size-unit=\"char\"");
    }
    let mut numbers = InlineNumbers::default();
    let _ = writeln!(out, ">\n<source>{}</source>", text(&entry.id.value, &mut numbers));
    if !entry.is_untranslated() {
        let state = if is_done { "translated" } else { "needs-review-translation" };
        let _ = writeln!(out, "<target state=\"{state}\">{}</target>", text(&entry.text.value, &mut numbers));
    }
    for (name, note) in notes(entry) {
        let _ = writeln!(out, "<note from=\"{}\">{}</note>", attribute(name), escaped(&note));
    }
    if let Some(previous) = &entry.previous {
        let mut numbers = InlineNumbers::default();
        let (source, target) = (text(previous, &mut numbers), text(&entry.text.value, &mut numbers));
        let _ = writeln!(
            out,
            "<alt-trans alttranstype=\"previous-version\"><source>{source}</source><target>{target}</target></alt-trans>"
        );
    }
    out.push_str("</trans-unit>\n");
}

/// A text with its inline elements.
fn text<'t>(text: &'t str, numbers: &mut InlineNumbers<'t>) -> String {
    numbers.next_text();
    let mut out = String::new();
    inline(text, numbers, &mut out);
    out
}

fn inline<'t>(text: &'t str, numbers: &mut InlineNumbers<'t>, out: &mut String) {
    for part in parts(text) {
        match part {
            TextPart::Text(text) => out.push_str(&escaped(text)),
            TextPart::Placeholder(word) => {
                let (id, word) = (numbers.of(word), attribute(word));
                let _ = write!(out, "<x id=\"{id}\" ctype=\"x-placeholder\" equiv-text=\"{word}\"/>");
            }
            TextPart::Link(words, url) => {
                let (id, url) = (numbers.of(url), attribute(url));
                let _ = write!(out, "<g id=\"{id}\" ctype=\"link\" equiv-text=\"{url}\">");
                inline(words, numbers, out);
                out.push_str("</g>");
            }
        }
    }
}
