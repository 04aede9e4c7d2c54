//! `word/numbering.xml`: bullets, and one counter per numbered list and per table of rows. Rows take their number from a
//! counter so that a row that Word adds is numbered too.

use crate::doc::{Block, Counter, Doc};
use crate::reference::ReferenceTheme;
use canevas_model::Language;
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::DECLARATIONS;
use std::collections::BTreeSet;

/// The number of the bullets, which styles name.
pub(crate) const BULLETS: usize = 1;

/// The number of a counter.
pub(crate) fn number_of(counter: Counter) -> usize {
    counter.index + BULLETS + 1
}

/// `word/numbering.xml`.
pub fn write(counters: &BTreeSet<Counter>, language: &Language, theme: Option<&ReferenceTheme<'_>>) -> String {
    let mut xml = XmlWriter::part(4096);
    xml.raw("<w:numbering ").raw(DECLARATIONS).raw(">");
    // Other indents are the styles' affair.
    for (id, format, text, follow) in
        [(0, "bullet", "•", "tab"), (1, "decimal", "%1.", "tab"), (2, "decimal", "%1", "nothing")]
    {
        xml.raw("<w:abstractNum w:abstractNumId=\"").number(id);
        xml.raw(
            "\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"",
        );
        xml.raw(format).raw("\"/><w:suff w:val=\"").raw(follow).raw("\"/><w:lvlText w:val=\"").raw(text);
        // A row's number stands at the edge of its cell. From right to left, Word takes "left" for where lines start and
        // LibreOffice for the left side, so that the number lay on the cell's border there: a number in the middle of a
        // place a little further in is the same for both.
        let is_rows = follow == "nothing";
        xml.raw(if is_rows && language.is_right_to_left() {
            "\"/><w:lvlJc w:val=\"center\"/><w:pPr><w:ind w:left=\"160\" w:firstLine=\"0\"/></w:pPr></w:lvl></w:abstractNum>"
        } else {
            "\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum>"
        });
    }
    // Abstract lists come before all that refer to them.
    xml.raw(theme.map_or("", |theme| &theme.lists.0));
    xml.raw("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for counter in counters {
        xml.raw("<w:num w:numId=\"").number(number_of(*counter)).raw("\"><w:abstractNumId w:val=\"");
        xml.number(if counter.list { 1 } else { 2 });
        xml.raw("\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>");
    }
    xml.raw(theme.map_or("", |theme| &theme.lists.1)).raw("</w:numbering>");
    xml.finish()
}

/// The counters that a document uses.
pub fn counters(doc: &Doc) -> BTreeSet<Counter> {
    let blocks = doc.blocks.iter().chain(&doc.remarks);
    blocks.flat_map(Block::paragraphs).filter_map(|paragraph| paragraph.counter).collect()
}
