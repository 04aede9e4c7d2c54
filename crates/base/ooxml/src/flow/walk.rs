//! What reads a part, element by element.

use super::math::Equation;
use super::older::OlderField;
use super::ranges::Ranges;
use super::symbols::{SymbolFont, shown};
use super::{Attributes, ContentControl, FlowObject, FlowParagraph, Note, ObjectKind, TextFlow, TextPiece};
use std::rc::Rc;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// How many controls around a piece of text are kept with it: the innermost. Our own documents nest three deep. Each piece
/// has its own list, so a file that nests thousands would otherwise fill the memory.
const MOST_AROUND: usize = 16;
/// No table of Word has more columns.
const MOST_COLUMNS: usize = 63;

/// An open table: its number, the next row and the next cell.
struct OpenTable {
    place: (usize, usize, usize),
    /// How many columns the open cell covers.
    span: usize,
    is_deleted_row: bool,
}

/// The state of reading a part.
pub struct Walk<'p> {
    flow: TextFlow,
    /// Only bookmarks whose names start so are kept.
    bookmark_prefix: &'p str,
    /// The elements that are open, by local name.
    stack: Vec<String>,
    /// How many elements of a skipped part of the tree are open, and which element that part starts with.
    skip: usize,
    skipped: &'static str,
    /// How many elements of a control's properties are open.
    properties: usize,
    /// How many tracked deletions are open.
    deletions: usize,
    /// The open controls, by index.
    controls: Vec<usize>,
    ranges: Ranges,
    /// The open paragraphs. A paragraph in a text box stands inside another one.
    paragraphs: Vec<FlowParagraph>,
    /// How many paragraphs have started.
    started: usize,
    tables: Vec<OpenTable>,
    table_count: usize,
    note: Option<Rc<Note>>,
    /// The font of the open run, where it is a symbol font.
    font: Option<SymbolFont>,
    equation: Option<Equation>,
    /// The open box or list of an older form.
    older: Option<OlderField>,
    /// How many drawings are open, and whether what they show is known.
    drawings: usize,
    is_drawn: bool,
    /// The description of the open drawing.
    description: String,
    /// Whether an embedded object is open. It shows a picture of itself.
    in_object: bool,
    /// Whether a text element is open.
    in_text: bool,
    /// Whether the element before is text of the same run.
    after_text: bool,
    /// Whether the code of a field is open.
    in_instruction: bool,
    /// The code of the open field, as far as it is read.
    field_code: String,
}

impl<'p> Walk<'p> {
    pub fn new(bookmark_prefix: &'p str) -> Self {
        Self {
            flow: TextFlow::default(),
            bookmark_prefix,
            stack: Vec::new(),
            skip: 0,
            skipped: "",
            properties: 0,
            deletions: 0,
            controls: Vec::new(),
            ranges: Ranges::default(),
            paragraphs: Vec::new(),
            started: 0,
            tables: Vec::new(),
            table_count: 0,
            note: None,
            font: None,
            equation: None,
            older: None,
            drawings: 0,
            is_drawn: false,
            description: String::new(),
            in_object: false,
            in_text: false,
            after_text: false,
            in_instruction: false,
            field_code: String::new(),
        }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// The element that just started has content.
    pub fn open(&mut self, name: String) {
        self.stack.push(name);
    }

    /// The innermost element ends.
    pub fn close(&mut self) {
        if let Some(name) = self.stack.pop() {
            self.end(&name);
        }
    }

    /// The text of the part.
    pub fn finish(mut self) -> TextFlow {
        while let Some(paragraph) = self.paragraphs.pop() {
            self.flow.paragraphs.push(paragraph);
        }
        let code = std::mem::take(&mut self.field_code);
        self.flow.not_followed.field(&code);
        self.flow.bookmarks = self.ranges.finish(&mut self.flow.paragraphs);
        self.flow
    }

    pub fn start(&mut self, name: &str, attributes: &Attributes) {
        if self.skip > 0 {
            self.skip += 1;
            self.format(name, attributes);
            return;
        }
        if self.properties > 0 {
            self.properties += 1;
            self.property(name, attributes);
            return;
        }
        if let Some(equation) = &mut self.equation {
            equation.start(name);
        }
        let after_text = std::mem::take(&mut self.after_text);
        let word = |name: &str| attributes.get(name).map_or("", String::as_str);
        match name {
            "del" | "moveFrom" => {
                self.flow.not_followed.tracked_changes += 1;
                self.deletions += 1;
            }
            // Formatting, and the second version of a drawing.
            "pPr" => self.pass_over("pPr"),
            "rPr" => self.pass_over("rPr"),
            "tcPr" => self.pass_over("tcPr"),
            "trPr" => self.pass_over("trPr"),
            "tblPr" | "sectPr" | "tblGrid" | "Fallback" => self.pass_over(""),
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
                    self.ranges.start(id, name, self.started);
                    self.put("", true);
                }
            }
            "bookmarkEnd" => self.ranges.end(word("id"), self.started),
            "p" => {
                self.started += 1;
                let cell = self.tables.first().map(|table| table.place);
                let in_deleted_row = self.tables.iter().any(|table| table.is_deleted_row);
                let note = self.note.clone();
                self.paragraphs.push(FlowParagraph { cell, in_deleted_row, note, ..FlowParagraph::default() });
                // An empty paragraph inside an answer is an empty line of the answer.
                if self.ranges.is_open() {
                    self.put("", true);
                }
            }
            "r" => self.font = None,
            "tbl" => {
                self.tables.push(OpenTable { place: (self.table_count, 0, 0), span: 1, is_deleted_row: false });
                self.table_count += usize::from(self.tables.len() == 1);
            }
            "t" | "delText" => {
                // LibreOffice 7.4 writes a line break in a text control as two text elements side by side.
                if after_text && !self.controls.is_empty() && self.equation.is_none() {
                    self.put("\n", true);
                }
                self.in_text = true;
            }
            "instrText" | "delInstrText" => self.in_instruction = true,
            // The code of a field may consist of several texts. It ends where its result or another field begins.
            "fldChar" => {
                let code = std::mem::take(&mut self.field_code);
                self.field(&code);
            }
            "fldSimple" => self.field(word("instr")),
            "br" | "cr" => self.put("\n", true),
            "tab" | "ptab" => self.put("\t", true),
            "noBreakHyphen" => self.put("\u{2011}", true),
            "sym" => {
                let code = u32::from_str_radix(word("char"), 16).ok();
                let c = code.and_then(char::from_u32).unwrap_or('\u{fffd}');
                let named = word("font");
                self.symbols(c.encode_utf8(&mut [0; 4]), SymbolFont::named(named), named);
            }
            "altChunk" => self.flow.not_followed.embedded_files += 1,
            "OLEObject" => self.note_object(ObjectKind::Embedded, ""),
            _ => self.object(name, attributes),
        }
    }

    /// An element that is no text: a drawing, a link, an equation, the place of a note.
    fn object(&mut self, name: &str, attributes: &Attributes) {
        let word = |name: &str| attributes.get(name).map_or("", String::as_str);
        match name {
            "drawing" | "pict" => {
                if self.drawings == 0 {
                    self.is_drawn = false;
                    self.description.clear();
                }
                self.drawings += 1;
            }
            "object" => self.in_object = true,
            "docPr" | "shape" | "rect" | "oval" if self.drawings > 0 => {
                let told = ["descr", "alt", "title"].into_iter().map(word).find(|text| !text.is_empty());
                if let Some(told) = told {
                    told.clone_into(&mut self.description);
                }
            }
            "pic" | "imagedata" if !self.in_object => self.draw(ObjectKind::Picture),
            "chart" if self.drawings > 0 => self.draw(ObjectKind::Chart),
            "relIds" if self.drawings > 0 => self.draw(ObjectKind::Diagram),
            "contentPart" => self.draw(ObjectKind::Ink),
            "txbxContent" => self.is_drawn = true,
            // The boxes and lists of older forms, which show what they hold without a text.
            "checkBox" => self.older = Some(OlderField::default()),
            "ddList" => self.older = Some(OlderField::list()),
            "checked" | "default" | "result" | "listEntry" => {
                if let Some(older) = &mut self.older {
                    older.part(name, attributes.get("val").map(String::as_str));
                }
            }
            "oMath" if self.equation.is_none() => self.equation = Some(Equation::default()),
            "chr" if self.stack.last().is_some_and(|parent| parent == "naryPr") => {
                if let Some(equation) = &mut self.equation {
                    equation.put(word("val"));
                }
            }
            "hyperlink" if attributes.contains_key("id") => self.note_object(ObjectKind::LinkId, word("id")),
            "commentReference" => self.note_object(ObjectKind::Comment, word("id")),
            "footnoteReference" => self.note_object(ObjectKind::Footnote, word("id")),
            "endnoteReference" => self.note_object(ObjectKind::Endnote, word("id")),
            "comment" | "footnote" | "endnote" => {
                self.note = Some(Rc::new(Note { id: word("id").to_owned(), author: word("author").to_owned() }));
            }
            _ => {}
        }
    }

    fn pass_over(&mut self, name: &'static str) {
        (self.skip, self.skipped) = (1, name);
    }

    /// An element of formatting.
    fn format(&mut self, name: &str, attributes: &Attributes) {
        let number = || attributes.get("val").and_then(|val| val.parse::<usize>().ok()).unwrap_or(0);
        match (self.skipped, name) {
            ("pPr", "pStyle") => {
                if let (Some(paragraph), Some(style)) = (self.paragraphs.last_mut(), attributes.get("val")) {
                    paragraph.style.clone_from(style);
                }
            }
            ("pPr", "numId") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.is_listed = Some(number() != 0);
                }
            }
            ("rPr", "rFonts") => {
                let fonts = ["ascii", "hAnsi", "cs"].into_iter().filter_map(|which| attributes.get(which));
                self.font = fonts.filter_map(|font| SymbolFont::named(font)).next();
            }
            ("tcPr", "gridSpan") => {
                if let Some(table) = self.tables.last_mut() {
                    table.span = number().clamp(1, MOST_COLUMNS);
                }
            }
            ("trPr", "gridBefore") => {
                if let Some(table) = self.tables.last_mut() {
                    table.place.2 += number().min(MOST_COLUMNS);
                }
            }
            ("trPr", "del") => {
                self.flow.not_followed.tracked_changes += 1;
                if let Some(table) = self.tables.last_mut() {
                    table.is_deleted_row = true;
                }
            }
            _ => {}
        }
    }

    /// A field with its code.
    fn field(&mut self, code: &str) {
        self.flow.not_followed.field(code);
        let mut words = code.split_whitespace();
        if words.next().is_some_and(|word| word.eq_ignore_ascii_case("HYPERLINK"))
            && let Some(address) = code.split('"').nth(1).or_else(|| words.next())
        {
            self.note_object(ObjectKind::Link, address);
        }
    }

    /// A picture or the like in the open drawing.
    fn draw(&mut self, kind: ObjectKind) {
        self.is_drawn = true;
        let description = std::mem::take(&mut self.description);
        self.note_object(kind, &description);
    }

    fn note_object(&mut self, kind: ObjectKind, text: &str) {
        if self.deletions > 0 {
            return;
        }
        let (controls, bookmarks) = (self.around().to_vec(), self.ranges.around().collect());
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let piece = paragraph.pieces.len();
            paragraph.objects.push(FlowObject { kind, text: text.to_owned(), piece, controls, bookmarks });
        }
    }

    fn around(&self) -> &[usize] {
        &self.controls[self.controls.len().saturating_sub(MOST_AROUND)..]
    }

    fn property(&mut self, name: &str, attributes: &Attributes) {
        let value = attributes.get("val").cloned();
        let Some(control) = self.controls.last().and_then(|index| self.flow.controls.get_mut(*index)) else { return };
        match name {
            "tag" => control.tag = value,
            "dataBinding" => control.xpath = attributes.get("xpath").cloned().or(control.xpath.take()),
            "checkbox" => control.is_check = true,
            "checked" => control.checked = Some(matches!(value.as_deref(), Some("1" | "true" | "on") | None)),
            "date" => control.date = attributes.get("fullDate").cloned(),
            "repeatingSectionItem" => control.is_item = true,
            _ => {}
        }
    }

    pub fn end(&mut self, name: &str) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.properties > 0 {
            self.properties -= 1;
            return;
        }
        if let Some(equation) = &mut self.equation {
            equation.end(name);
        }
        match name {
            "del" | "moveFrom" => self.deletions = self.deletions.saturating_sub(1),
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
                if let Some(table) = self.tables.last_mut() {
                    table.place = (table.place.0, table.place.1 + 1, 0);
                    table.is_deleted_row = false;
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.place.2 += std::mem::replace(&mut table.span, 1);
                }
            }
            "t" | "delText" => {
                self.in_text = false;
                self.after_text = true;
            }
            "r" => (self.after_text, self.font) = (false, None),
            "instrText" | "delInstrText" => self.in_instruction = false,
            "drawing" | "pict" => {
                self.drawings = self.drawings.saturating_sub(1);
                if self.drawings == 0 && !self.is_drawn && !self.in_object {
                    self.draw(ObjectKind::Shape);
                }
            }
            "object" => self.in_object = false,
            "checkBox" | "ddList" => {
                if let Some(older) = self.older.take() {
                    let shown = older.shown();
                    self.place(&shown);
                }
            }
            "oMath" => {
                if let Some(equation) = self.equation.take() {
                    let line = equation.line();
                    self.put(&line, true);
                    self.note_object(ObjectKind::Equation, &line);
                }
            }
            "comment" | "footnote" | "endnote" => self.note = None,
            _ => {}
        }
    }

    /// Adds text to the open paragraph. Text from the file counts only inside a text element; `generated` text always.
    pub fn put(&mut self, text: &str, generated: bool) {
        if self.skip > 0 || self.properties > 0 {
            return;
        }
        if self.in_instruction {
            self.field_code.push_str(text);
            return;
        }
        if generated {
            self.place(text);
        } else if self.in_text {
            self.symbols(text, self.font, "");
        }
    }

    /// Text in a font. `named` is the font's name, where it is known.
    fn symbols(&mut self, text: &str, font: Option<SymbolFont>, named: &str) {
        let is_plain = font.is_none() && !text.contains(|c| matches!(c, '\u{e000}'..='\u{f8ff}'));
        if is_plain {
            self.place(text);
            return;
        }
        let (text, unknown) = shown(text, font);
        self.place(&text);
        let mut told = Vec::new();
        for c in unknown {
            let font = if named.is_empty() { String::new() } else { format!(" of the font {named}") };
            let symbol = format!("U+{:04X}{font}", c as u32);
            if !told.contains(&symbol) {
                self.note_object(ObjectKind::Symbol, &symbol);
                told.push(symbol);
            }
        }
    }

    fn place(&mut self, text: &str) {
        if let Some(equation) = &mut self.equation {
            equation.put(text);
            return;
        }
        // The same letter may be one character or two. A form writes one.
        let composed: String;
        let text = if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            text
        } else {
            composed = text.nfc().collect();
            &composed
        };
        let bookmarks: Vec<usize> = self.ranges.around().collect();
        let is_deleted = self.deletions > 0;
        let around = &self.controls[self.controls.len().saturating_sub(MOST_AROUND)..];
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if is_deleted {
            paragraph.deleted.push_str(text);
            return;
        }
        match paragraph.pieces.last_mut() {
            Some(last) if last.controls == around && last.bookmarks == bookmarks => last.text.push_str(text),
            _ => paragraph.pieces.push(TextPiece { text: text.to_owned(), controls: around.to_vec(), bookmarks }),
        }
    }
}
