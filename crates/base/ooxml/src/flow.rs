//! The text of a part: its paragraphs in order. Each paragraph is a list of pieces of text, with the controls and bookmarks
//! around each piece.

use crate::PackageError;
use canevas_syntax::xml;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeSet, HashMap};

/// No document nests deeper.
const DEEPEST: usize = 400;
/// How many controls or bookmarks around a piece of text are kept with it: the innermost. Our own documents nest three
/// deep. Each piece has its own list, so a file that nests thousands would otherwise fill the memory.
const MOST_AROUND: usize = 16;

/// A content control.
#[derive(Debug, Clone, Default)]
pub struct ContentControl {
    /// Its tag.
    pub tag: Option<String>,
    /// The `XPath` of the element that it is bound to.
    pub xpath: Option<String>,
    /// Whether its checkbox is checked; `None` where it has no checkbox.
    pub checked: Option<bool>,
    /// The day that a date control holds, as Word writes it.
    pub date: Option<String>,
    /// Whether it is an item of a repeating section.
    pub is_item: bool,
}

/// A piece of text in a paragraph.
#[derive(Debug, Clone)]
pub struct TextPiece {
    /// The text.
    pub text: String,
    /// The controls around it by index, outermost first.
    pub controls: Vec<usize>,
    /// The names of the bookmarks around it, outermost first.
    pub bookmarks: Vec<String>,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct FlowParagraph {
    /// Its text.
    pub pieces: Vec<TextPiece>,
    /// The table, row and cell that it stands in, each from 0. Of nested tables, the outermost.
    pub cell: Option<(usize, usize, usize)>,
}

impl FlowParagraph {
    /// All text of the paragraph.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// The text of a part.
#[derive(Debug, Default)]
pub struct TextFlow {
    /// The paragraphs.
    pub paragraphs: Vec<FlowParagraph>,
    /// The content controls, which pieces of text name by index.
    pub controls: Vec<ContentControl>,
    /// What the part contains besides plain text.
    pub not_followed: NotFollowed,
}

/// What a part contains besides plain text, and what the reader does not execute or open.
#[derive(Debug, Default)]
pub struct NotFollowed {
    /// How many tracked changes there are. The text is read as if all were accepted.
    pub tracked_changes: usize,
    /// The kinds of fields, by the first word of their codes.
    pub fields: BTreeSet<String>,
    /// How many files are embedded (`altChunk`).
    pub embedded_files: usize,
    /// How many objects are embedded (OLE).
    pub embedded_objects: usize,
}

/// The state of reading a part.
struct Walk<'p> {
    flow: TextFlow,
    /// Only bookmarks whose names start so are kept.
    bookmark_prefix: &'p str,
    /// The elements that are open, by local name.
    stack: Vec<String>,
    /// How many elements of a skipped part of the tree are open.
    skip: usize,
    /// How many elements of a control's properties are open.
    properties: usize,
    /// The open controls, by index.
    controls: Vec<usize>,
    /// The open bookmarks: id and name.
    bookmarks: Vec<(String, String)>,
    /// The open paragraphs. A paragraph in a text box stands inside another one.
    paragraphs: Vec<FlowParagraph>,
    /// The open tables: number, next row and next cell.
    tables: Vec<(usize, usize, usize)>,
    table_count: usize,
    /// Whether a text element is open.
    in_text: bool,
    /// Whether the element before is text of the same run.
    after_text: bool,
    /// Whether the code of a field is open.
    in_instruction: bool,
    /// The code of the open field, as far as it is read.
    field_code: String,
}

impl NotFollowed {
    /// Notes a field by the first word of its code. Page numbers and links are ordinary.
    fn field(&mut self, code: &str) {
        let word = code.split_whitespace().next().unwrap_or("").to_uppercase();
        if !matches!(word.as_str(), "PAGE" | "NUMPAGES" | "HYPERLINK" | "") {
            self.fields.insert(word);
        }
    }
}

/// Reads the part `name`, which contains paragraphs. Keeps the bookmarks whose names start with `bookmark_prefix`.
///
/// # Errors
///
/// Where the part is not well-formed or nests too deep.
pub fn read(name: &str, text: &str, bookmark_prefix: &str) -> Result<TextFlow, PackageError> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::new(bookmark_prefix);
    let bad = |why: String| PackageError::NotXml(name.to_owned(), why);
    loop {
        match reader.read_event().map_err(|error| bad(error.to_string()))? {
            Event::Start(start) => {
                let (local, attributes) = element(&start).map_err(bad)?;
                if walk.stack.len() >= DEEPEST {
                    return Err(bad("it nests too deep".to_owned()));
                }
                walk.start(&local, &attributes);
                walk.stack.push(local);
            }
            Event::Empty(start) => {
                let (local, attributes) = element(&start).map_err(bad)?;
                walk.start(&local, &attributes);
                walk.end(&local);
            }
            Event::End(_) => {
                if let Some(local) = walk.stack.pop() {
                    walk.end(&local);
                }
            }
            Event::Text(piece) => walk.put(&piece, false),
            Event::CData(piece) => walk.put(&piece, false),
            Event::GeneralRef(reference) => {
                let c = xml::reference(&reference).map_err(bad)?;
                walk.put(c.encode_utf8(&mut [0; 4]), false);
            }
            Event::DocType(_) => return Err(PackageError::Doctype(name.to_owned())),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    if !walk.stack.is_empty() {
        return Err(bad("it ends in the middle".to_owned()));
    }
    while let Some(paragraph) = walk.paragraphs.pop() {
        walk.flow.paragraphs.push(paragraph);
    }
    let code = std::mem::take(&mut walk.field_code);
    walk.flow.not_followed.field(&code);
    Ok(walk.flow)
}

type Attributes = HashMap<String, String>;

/// The name and the attributes, without prefixes. No two attributes that matter differ only in their prefix.
fn element(start: &BytesStart<'_>) -> Result<(String, Attributes), String> {
    let attributes = xml::attributes(start)?.into_iter();
    let attributes = attributes.map(|(name, value)| (xml::local(&name).to_owned(), value)).collect();
    Ok((xml::local(start.name().into_inner()).to_owned(), attributes))
}

impl<'p> Walk<'p> {
    fn new(bookmark_prefix: &'p str) -> Self {
        Self {
            flow: TextFlow::default(),
            bookmark_prefix,
            stack: Vec::new(),
            skip: 0,
            properties: 0,
            controls: Vec::new(),
            bookmarks: Vec::new(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            table_count: 0,
            in_text: false,
            after_text: false,
            in_instruction: false,
            field_code: String::new(),
        }
    }

    fn start(&mut self, name: &str, attributes: &Attributes) {
        if self.skip > 0 {
            self.skip += 1;
            return;
        }
        if self.properties > 0 {
            self.properties += 1;
            self.property(name, attributes);
            return;
        }
        let after_text = std::mem::take(&mut self.after_text);
        match name {
            // Deleted text, formatting, and the second version of a drawing.
            "del" | "moveFrom" => {
                self.flow.not_followed.tracked_changes += 1;
                self.skip = 1;
            }
            "pPr" | "rPr" | "tblPr" | "tcPr" | "trPr" | "sectPr" | "tblGrid" | "Fallback" | "delText" => self.skip = 1,
            "ins" | "moveTo" => self.flow.not_followed.tracked_changes += 1,
            "sdtPr" => self.properties = 1,
            "sdt" => {
                self.flow.controls.push(ContentControl::default());
                self.controls.push(self.flow.controls.len() - 1);
            }
            "bookmarkStart" => {
                if let (Some(id), Some(name)) = (attributes.get("id"), attributes.get("name"))
                    && name.starts_with(self.bookmark_prefix)
                {
                    // A bookmark without an end stays open. The oldest is dropped first.
                    if self.bookmarks.len() >= MOST_AROUND {
                        self.bookmarks.remove(0);
                    }
                    self.bookmarks.push((id.clone(), name.clone()));
                    self.put("", true);
                }
            }
            "bookmarkEnd" => {
                if let Some(id) = attributes.get("id") {
                    self.bookmarks.retain(|(open, _)| open != id);
                }
            }
            "p" => {
                let cell = self.tables.first().copied();
                self.paragraphs.push(FlowParagraph { pieces: Vec::new(), cell });
                // An empty paragraph inside an answer is an empty line of the answer.
                if !self.bookmarks.is_empty() {
                    self.put("", true);
                }
            }
            "tbl" => {
                self.tables.push((self.table_count, 0, 0));
                self.table_count += usize::from(self.tables.len() == 1);
            }
            "t" => {
                // LibreOffice 7.4 writes a line break in a text control as two text elements side by side.
                if after_text && !self.controls.is_empty() {
                    self.put("\n", true);
                }
                self.in_text = true;
            }
            "instrText" => {
                self.in_instruction = true;
            }
            // The code of a field may consist of several texts. It ends where its result or another field begins.
            "fldChar" => {
                let code = std::mem::take(&mut self.field_code);
                self.flow.not_followed.field(&code);
            }
            "fldSimple" => {
                self.flow.not_followed.field(attributes.get("instr").map_or("", String::as_str));
            }
            "br" | "cr" => self.put("\n", true),
            "tab" | "ptab" => self.put("\t", true),
            "noBreakHyphen" => self.put("\u{2011}", true),
            "sym" => {
                let code = attributes.get("char").and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or(0);
                let c = match code & 0xff {
                    0x52 | 0x53 | 0xfd | 0xfe => '☒',
                    0x6f | 0xa3 | 0xa8 => '☐',
                    _ => char::from_u32(code).unwrap_or('\u{fffd}'),
                };
                self.put(c.encode_utf8(&mut [0; 4]), true);
            }
            "altChunk" => self.flow.not_followed.embedded_files += 1,
            "OLEObject" => self.flow.not_followed.embedded_objects += 1,
            _ => {}
        }
    }

    fn property(&mut self, name: &str, attributes: &Attributes) {
        let value = attributes.get("val").cloned();
        let Some(control) = self.controls.last().and_then(|index| self.flow.controls.get_mut(*index)) else { return };
        match name {
            "tag" => control.tag = value,
            "dataBinding" => control.xpath = attributes.get("xpath").cloned().or(control.xpath.take()),
            "checkbox" => control.checked = Some(control.checked.unwrap_or(false)),
            "checked" => control.checked = Some(matches!(value.as_deref(), Some("1" | "true" | "on"))),
            "date" => control.date = attributes.get("fullDate").cloned(),
            "repeatingSectionItem" => control.is_item = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.properties > 0 {
            self.properties -= 1;
            return;
        }
        match name {
            "sdt" => {
                self.controls.pop();
            }
            "sdtContent" => self.put("", true),
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.flow.paragraphs.push(paragraph);
                }
            }
            "tbl" => {
                self.tables.pop();
            }
            "tr" => {
                if let Some(place) = self.tables.last_mut() {
                    *place = (place.0, place.1 + 1, 0);
                }
            }
            "tc" => {
                if let Some(place) = self.tables.last_mut() {
                    place.2 += 1;
                }
            }
            "t" => {
                self.in_text = false;
                self.after_text = true;
            }
            "r" => self.after_text = false,
            "instrText" => self.in_instruction = false,
            _ => {}
        }
    }

    /// Adds text to the open paragraph. Text from the file counts only inside a text element; `generated` text always.
    fn put(&mut self, text: &str, generated: bool) {
        if self.skip > 0 {
            return;
        }
        if self.in_instruction {
            self.field_code.push_str(text);
            return;
        }
        if !generated && !self.in_text {
            return;
        }
        let bookmarks: Vec<String> = self.bookmarks.iter().map(|(_, name)| name.clone()).collect();
        let around = &self.controls[self.controls.len().saturating_sub(MOST_AROUND)..];
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match paragraph.pieces.last_mut() {
            Some(last) if last.controls == around && last.bookmarks == bookmarks => last.text.push_str(text),
            _ => paragraph.pieces.push(TextPiece { text: text.to_owned(), controls: around.to_vec(), bookmarks }),
        }
    }
}

#[cfg(test)]
mod tests {
    fn text(run: &str) -> String {
        let xml = format!("<w:p><w:sdt><w:sdtContent><w:r>{run}</w:r></w:sdtContent></w:sdt></w:p>");
        let flow = super::read("a.xml", &xml, "q_").expect("a flow");
        flow.paragraphs.iter().map(super::FlowParagraph::text).collect()
    }

    #[test]
    fn texts_side_by_side_in_a_control_are_lines() {
        assert_eq!(text("<w:t>un</w:t><w:t>deux</w:t>"), "un\ndeux");
        assert_eq!(text("<w:t>un</w:t><w:br/><w:t>deux</w:t>"), "un\ndeux");
        assert_eq!(
            text("<w:t>un</w:t><w:lastRenderedPageBreak/><w:t> et</w:t></w:r><w:r><w:t> deux</w:t>"),
            "un et deux"
        );
    }
}
