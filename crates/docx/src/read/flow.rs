//! The body of a document as paragraphs in order, each a row of pieces: text, and which control or bookmark it stands in.

use super::ReadError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashMap;

/// Deeper than any document nests.
const DEEPEST: usize = 400;

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
    /// The controls around it, outermost first.
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

struct Walk {
    flow: Flow,
    stack: Vec<String>,
    skip: usize,
    open: Vec<usize>,
    marks: Vec<(String, String)>,
    paras: Vec<Para>,
    tables: Vec<(usize, usize, usize)>,
    table_count: usize,
    text: bool,
    /// Whether text of the same run stands right before.
    after_text: bool,
    changes: usize,
    fields: Vec<String>,
    instruction: bool,
}

/// Reads a part that holds paragraphs.
pub fn read(name: &str, text: &str) -> Result<Flow, ReadError> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk {
        flow: Flow::default(),
        stack: Vec::new(),
        skip: 0,
        open: Vec::new(),
        marks: Vec::new(),
        paras: Vec::new(),
        tables: Vec::new(),
        table_count: 0,
        text: false,
        after_text: false,
        changes: 0,
        fields: Vec::new(),
        instruction: false,
    };
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
                let c = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    other => other.strip_prefix('#').and_then(character),
                };
                let c = c.ok_or_else(|| bad(format!("the reference &{}; means nothing", &*reference)))?;
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
    if walk.changes > 0 {
        walk.flow.warnings.push(format!("{} tracked changes were read as if accepted", walk.changes));
    }
    walk.fields.retain(|word| !matches!(word.as_str(), "PAGE" | "NUMPAGES" | "HYPERLINK" | ""));
    walk.fields.sort();
    walk.fields.dedup();
    for word in &walk.fields {
        walk.flow.warnings.push(format!("a field `{word}` was not followed; its text was read as it stands"));
    }
    Ok(walk.flow)
}

fn character(reference: &str) -> Option<char> {
    let number = match reference.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => reference.parse().ok()?,
    };
    char::from_u32(number)
}

type Attributes = HashMap<String, String>;

/// The name without its prefix, and the attributes without theirs: no two of those that matter differ in prefix only.
fn element(start: &BytesStart<'_>) -> Result<(String, Attributes), String> {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let mut attributes = Attributes::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.insert(local(attribute.key.into_inner()), value.into_owned());
    }
    Ok((local(start.name().into_inner()), attributes))
}

impl Walk {
    fn inside(&self, name: &str) -> bool {
        self.stack.iter().any(|open| open == name)
    }

    fn start(&mut self, name: &str, attributes: &Attributes) {
        if self.skip > 0 {
            self.skip += 1;
            return;
        }
        if self.inside("sdtPr") {
            self.property(name, attributes);
            return;
        }
        let after_text = std::mem::take(&mut self.after_text);
        match name {
            // What was deleted, how things look, and the second version of a drawing.
            "del" | "moveFrom" => {
                self.changes += 1;
                self.skip = 1;
            }
            "pPr" | "rPr" | "tblPr" | "tcPr" | "trPr" | "sectPr" | "tblGrid" | "Fallback" | "delText" => self.skip = 1,
            "ins" | "moveTo" => self.changes += 1,
            "sdt" => {
                self.flow.sdts.push(Sdt::default());
                self.open.push(self.flow.sdts.len() - 1);
            }
            "bookmarkStart" => {
                if let (Some(id), Some(mark)) = (attributes.get("id"), attributes.get("name"))
                    && mark.starts_with("q_")
                {
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
                if after_text && !self.open.is_empty() {
                    self.put("\n", true);
                }
                self.text = true;
            }
            "instrText" => {
                self.instruction = true;
                self.fields.push(String::new());
            }
            "fldSimple" => {
                let word = attributes.get("instr").map_or("", |code| code.split_whitespace().next().unwrap_or(""));
                self.fields.push(word.to_uppercase());
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
            "altChunk" => self.flow.warnings.push("an embedded file (altChunk) was not read".to_owned()),
            "object" | "OLEObject" => self.flow.warnings.push("an embedded object (OLE) was not read".to_owned()),
            _ => {}
        }
    }

    fn property(&mut self, name: &str, attributes: &Attributes) {
        let value = attributes.get("val").cloned();
        let Some(sdt) = self.open.last().and_then(|index| self.flow.sdts.get_mut(*index)) else { return };
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
        if self.inside("sdtPr") {
            return;
        }
        match name {
            "sdt" => {
                self.open.pop();
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
            if let Some(field) = self.fields.last_mut().filter(|field| field.is_empty()) {
                *field = text.split_whitespace().next().unwrap_or("").to_uppercase();
            }
            return;
        }
        if !mark && !self.text {
            return;
        }
        let marks: Vec<String> = self.marks.iter().map(|(_, name)| name.clone()).collect();
        let Some(para) = self.paras.last_mut() else { return };
        match para.pieces.last_mut() {
            Some(last) if last.sdts == self.open && last.marks == marks => last.text.push_str(text),
            _ => para.pieces.push(Piece { text: text.to_owned(), sdts: self.open.clone(), marks }),
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
