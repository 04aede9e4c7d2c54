//! The body of a document as paragraphs in order, each a row of pieces: text, and which control or bookmark it stands in.

use super::ReadError;
use canevas_syntax::xml;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeSet, HashMap};

/// Deeper than any document nests.
const DEEPEST: usize = 400;
/// Controls and bookmarks around a text, the innermost, that are kept with it. Ours are three deep; since each text has
/// its own list, a file that nests thousands would fill the memory.
const MOST_AROUND: usize = 16;

/// A control.
#[derive(Debug, Clone, Default)]
pub struct Sdt {
    pub tag: Option<String>,
    pub xpath: Option<String>,
    pub checked: Option<bool>,
    pub date: Option<String>,
    pub item: bool,
}

/// Text within a paragraph.
#[derive(Debug, Clone)]
pub struct Piece {
    pub text: String,
    /// The controls around it, outermost first; of many, the innermost.
    pub sdts: Vec<usize>,
    /// The bookmarks of ours around it.
    pub marks: Vec<String>,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct Para {
    pub pieces: Vec<Piece>,
    /// Table, row and cell, from 0, of the outermost table.
    pub cell: Option<(usize, usize, usize)>,
}

/// A body.
#[derive(Debug, Default)]
pub struct Flow {
    pub paras: Vec<Para>,
    pub sdts: Vec<Sdt>,
    pub warnings: Vec<String>,
}

/// Where the reading of a part stands.
#[derive(Default)]
struct Walk {
    flow: Flow,
    /// The elements that are open, by local name.
    stack: Vec<String>,
    /// How many elements are open of what is skipped, the outermost included.
    skip: usize,
    /// How many properties of controls are open.
    properties: usize,
    /// The controls that are open, by their place in the flow.
    controls: Vec<usize>,
    /// The bookmarks of ours that are open: id and name.
    marks: Vec<(String, String)>,
    /// The paragraphs that are open: one in a text box stands within another.
    paras: Vec<Para>,
    /// The tables that are open: their number, and the row and cell that come next.
    tables: Vec<(usize, usize, usize)>,
    table_count: usize,
    /// Whether a text is open.
    text: bool,
    /// Whether text of the same run stands right before.
    after_text: bool,
    /// Whether the code of a field is open.
    instruction: bool,
    told: Told,
}

/// What is told once for a part, however often it is there.
#[derive(Default)]
struct Told {
    changes: usize,
    fields: BTreeSet<String>,
    code: String,
    embedded_files: usize,
    objects: usize,
}

impl Told {
    /// A field by the first word of its code. Page numbers and links are every day's.
    fn field(&mut self, code: &str) {
        let word = code.split_whitespace().next().unwrap_or("").to_uppercase();
        if !matches!(word.as_str(), "PAGE" | "NUMPAGES" | "HYPERLINK" | "") {
            self.fields.insert(word);
        }
    }

    fn warnings(mut self) -> Vec<String> {
        let code = std::mem::take(&mut self.code);
        self.field(&code);
        let mut out = Vec::new();
        let mut count = |count: usize, one: &str, many: &str| match count {
            0 => {}
            1 => out.push(one.to_owned()),
            _ => out.push(format!("{count} {many}")),
        };
        count(self.changes, "1 tracked change was read as if accepted", "tracked changes were read as if accepted");
        count(
            self.embedded_files,
            "an embedded file (altChunk) was not read",
            "embedded files (altChunk) were not read",
        );
        count(self.objects, "an embedded object (OLE) was not read", "embedded objects (OLE) were not read");
        let fields = self.fields.iter().take(MOST_FIELDS);
        out.extend(fields.map(|word| format!("a field `{word}` was not followed; its text was read as it stands")));
        if self.fields.len() > MOST_FIELDS {
            out.push(format!("{} more kinds of fields were not followed", self.fields.len() - MOST_FIELDS));
        }
        out
    }
}

/// Kinds of fields that are named.
const MOST_FIELDS: usize = 10;

/// Reads a part that holds paragraphs.
pub fn read(name: &str, text: &str) -> Result<Flow, ReadError> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::default();
    let bad = |why: String| ReadError::NotXml(name.to_owned(), why);
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
            Event::DocType(_) => return Err(ReadError::Doctype(name.to_owned())),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    if !walk.stack.is_empty() {
        return Err(bad("it ends in the middle".to_owned()));
    }
    while let Some(para) = walk.paras.pop() {
        walk.flow.paras.push(para);
    }
    walk.flow.warnings = walk.told.warnings();
    Ok(walk.flow)
}

type Attributes = HashMap<String, String>;

/// The name without its prefix, and the attributes without theirs: no two of those that matter differ in prefix only.
fn element(start: &BytesStart<'_>) -> Result<(String, Attributes), String> {
    let attributes = xml::attributes(start)?.into_iter();
    let attributes = attributes.map(|(name, value)| (xml::local(&name).to_owned(), value)).collect();
    Ok((xml::local(start.name().into_inner()).to_owned(), attributes))
}

impl Walk {
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
            // What was deleted, how things look, and the second version of a drawing.
            "del" | "moveFrom" => {
                self.told.changes += 1;
                self.skip = 1;
            }
            "pPr" | "rPr" | "tblPr" | "tcPr" | "trPr" | "sectPr" | "tblGrid" | "Fallback" | "delText" => self.skip = 1,
            "ins" | "moveTo" => self.told.changes += 1,
            "sdtPr" => self.properties = 1,
            "sdt" => {
                self.flow.sdts.push(Sdt::default());
                self.controls.push(self.flow.sdts.len() - 1);
            }
            "bookmarkStart" => {
                if let (Some(id), Some(mark)) = (attributes.get("id"), attributes.get("name"))
                    && mark.starts_with("q_")
                {
                    // One that nothing closes is open to the end; the oldest is the first to be forgotten.
                    if self.marks.len() >= MOST_AROUND {
                        self.marks.remove(0);
                    }
                    self.marks.push((id.clone(), mark.clone()));
                    self.put("", true);
                }
            }
            "bookmarkEnd" => {
                if let Some(id) = attributes.get("id") {
                    self.marks.retain(|(open, _)| open != id);
                }
            }
            "p" => {
                let cell = self.tables.first().copied();
                self.paras.push(Para { pieces: Vec::new(), cell });
                // An empty paragraph of an answer is an empty line of it.
                if !self.marks.is_empty() {
                    self.put("", true);
                }
            }
            "tbl" => {
                self.tables.push((self.table_count, 0, 0));
                self.table_count += usize::from(self.tables.len() == 1);
            }
            "t" => {
                // LibreOffice 7.4 writes a line break in a control for text as the end of one text and the next.
                if after_text && !self.controls.is_empty() {
                    self.put("\n", true);
                }
                self.text = true;
            }
            "instrText" => {
                self.instruction = true;
            }
            // The code of a field may be cut into several texts; it ends where its result or another field begins.
            "fldChar" => {
                let code = std::mem::take(&mut self.told.code);
                self.told.field(&code);
            }
            "fldSimple" => {
                self.told.field(attributes.get("instr").map_or("", String::as_str));
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
            "altChunk" => self.told.embedded_files += 1,
            "OLEObject" => self.told.objects += 1,
            _ => {}
        }
    }

    fn property(&mut self, name: &str, attributes: &Attributes) {
        let value = attributes.get("val").cloned();
        let Some(sdt) = self.controls.last().and_then(|index| self.flow.sdts.get_mut(*index)) else { return };
        match name {
            "tag" => sdt.tag = value,
            "dataBinding" => sdt.xpath = attributes.get("xpath").cloned().or(sdt.xpath.take()),
            "checkbox" => sdt.checked = Some(sdt.checked.unwrap_or(false)),
            "checked" => sdt.checked = Some(matches!(value.as_deref(), Some("1" | "true" | "on"))),
            "date" => sdt.date = attributes.get("fullDate").cloned(),
            "repeatingSectionItem" => sdt.item = true,
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
                if let Some(para) = self.paras.pop() {
                    self.flow.paras.push(para);
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
                self.text = false;
                self.after_text = true;
            }
            "r" => self.after_text = false,
            "instrText" => self.instruction = false,
            _ => {}
        }
    }

    fn put(&mut self, text: &str, mark: bool) {
        if self.skip > 0 {
            return;
        }
        if self.instruction {
            self.told.code.push_str(text);
            return;
        }
        if !mark && !self.text {
            return;
        }
        let marks: Vec<String> = self.marks.iter().map(|(_, name)| name.clone()).collect();
        let around = &self.controls[self.controls.len().saturating_sub(MOST_AROUND)..];
        let Some(para) = self.paras.last_mut() else { return };
        match para.pieces.last_mut() {
            Some(last) if last.sdts == around && last.marks == marks => last.text.push_str(text),
            _ => para.pieces.push(Piece { text: text.to_owned(), sdts: around.to_vec(), marks }),
        }
    }
}

#[cfg(test)]
mod tests {
    fn text(run: &str) -> String {
        let xml = format!("<w:p><w:sdt><w:sdtContent><w:r>{run}</w:r></w:sdtContent></w:sdt></w:p>");
        let flow = super::read("a.xml", &xml).expect("a flow");
        flow.paras.iter().flat_map(|para| &para.pieces).map(|piece| piece.text.as_str()).collect()
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
