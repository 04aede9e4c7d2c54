//! `word/numbering.xml`: bullets, and one counter per numbered list and per table of rows. Rows take their number from a
//! counter so that a row that Word adds is numbered too.

use super::NAMESPACES;
use crate::doc::{Block, Counter, Doc, Paragraph, Rows};
use crate::reference::Looks;
use crate::xml::Xml;
use std::collections::BTreeSet;

/// The number of the bullets, which styles name.
pub(crate) const BULLETS: usize = 1;

/// The number of a counter.
pub(crate) fn number_of(counter: Counter) -> usize {
    counter.index + BULLETS + 1
}

/// `word/numbering.xml`.
pub fn write(doc: &Doc, looks: Option<&Looks>) -> String {
    let mut xml = Xml::part(4096);
    xml.raw("<w:numbering ").raw(NAMESPACES).raw(">");
    // Indents are the styles' affair.
    for (id, format, text, follow) in
        [(0, "bullet", "•", "tab"), (1, "decimal", "%1.", "tab"), (2, "decimal", "%1", "nothing")]
    {
        xml.raw("<w:abstractNum w:abstractNumId=\"").number(id);
        xml.raw(
            "\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"",
        );
        xml.raw(format).raw("\"/><w:suff w:val=\"").raw(follow).raw("\"/><w:lvlText w:val=\"").raw(text);
        xml.raw("\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum>");
    }
    // Abstract lists come before all that refer to them.
    xml.raw(looks.map_or("", |looks| &looks.lists.0));
    xml.raw("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for counter in counters(doc) {
        xml.raw("<w:num w:numId=\"").number(number_of(counter)).raw("\"><w:abstractNumId w:val=\"");
        xml.number(if counter.list { 1 } else { 2 });
        xml.raw("\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>");
    }
    xml.raw(looks.map_or("", |looks| &looks.lists.1)).raw("</w:numbering>");
    xml.finish()
}

fn counters(doc: &Doc) -> BTreeSet<Counter> {
    let mut found = BTreeSet::new();
    let mut add = |paragraph: &Paragraph| found.extend(paragraph.counter);
    for block in doc.blocks.iter().chain(&doc.remarks) {
        match block {
            Block::Paragraph(paragraph) => add(paragraph),
            Block::Table(table) => {
                let cells = match &table.rows {
                    Rows::Fixed(rows) => rows.iter().flatten().collect::<Vec<_>>(),
                    Rows::Repeating { items, .. } => items.iter().flatten().flatten().collect(),
                };
                table.header.iter().chain(cells).flatten().for_each(&mut add);
            }
        }
    }
    found
}
