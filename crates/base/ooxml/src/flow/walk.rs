//! What reads a part, element by element.

use super::looks::{Look, StyleLooks};
use super::math::Equation;
use super::older::OlderField;
use super::ranges::Ranges;
use super::symbols::{SymbolFont, raised, shown};
use super::{Attributes, ContentControl, FlowObject, FlowParagraph, Note, ObjectKind, TextFlow, TextPiece};
use std::rc::Rc;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// How many controls around a piece of text are kept with it: the innermost. Our own documents nest three deep. Each piece
/// has its own list, so a file that nests thousands would otherwise fill the memory.
const MOST_AROUND: usize = 16;

/// An open table: its number, the next row and the next cell.
pub(super) struct OpenTable {
    pub(super) place: (usize, usize, usize),
    /// How many columns the open cell covers.
    pub(super) span: usize,
    /// Whether the open cell is one with the cell above or below it.
    pub(super) is_merged_down: bool,
    pub(super) is_deleted_row: bool,
    /// Whether a tracked change deletes the open cell, and no paragraph of it has said so.
    pub(super) is_deleted_cell: bool,
}

/// The state of reading a part.
#[allow(clippy::struct_excessive_bools, reason = "each says what is open; they do not exclude one another")]
pub struct Walk<'p> {
    pub(super) flow: TextFlow,
    /// Only bookmarks whose names start so are kept.
    pub(super) bookmark_prefix: &'p str,
    /// The elements that are open, by local name.
    pub(super) stack: Vec<String>,
    /// How many elements of a skipped part of the tree are open, and which element that part starts with.
    pub(super) skip: usize,
    pub(super) skipped: &'static str,
    /// How many elements of a control's properties are open.
    pub(super) properties: usize,
    /// How many tracked deletions are open.
    pub(super) deletions: usize,
    /// The open controls, by index.
    pub(super) controls: Vec<usize>,
    pub(super) ranges: Ranges,
    /// The open paragraphs. A paragraph in a text box stands inside another one.
    pub(super) paragraphs: Vec<FlowParagraph>,
    /// Where each open paragraph comes among those of the part. One in a text box comes behind the one that holds the box.
    places: Vec<usize>,
    /// How many paragraphs have started.
    pub(super) started: usize,
    pub(super) tables: Vec<OpenTable>,
    pub(super) table_count: usize,
    pub(super) note: Option<Rc<Note>>,
    /// The font of the open run, where it is a symbol font.
    pub(super) font: Option<SymbolFont>,
    /// Whether the open run is raised, or lowered.
    pub(super) raised: Option<bool>,
    /// Whether the open run, or its style, is struck out or hidden.
    pub(super) look: Look,
    pub(super) run_style: Look,
    /// The styles of the document.
    pub(super) styles: &'p StyleLooks,
    pub(super) equation: Option<Equation>,
    /// The open box or list of an older form.
    pub(super) older: Option<OlderField>,
    /// How many drawings are open, and whether what they show is known.
    pub(super) drawings: usize,
    pub(super) is_drawn: bool,
    /// The description of the open drawing.
    pub(super) description: String,
    /// Whether an embedded object is open. It shows a picture of itself.
    pub(super) in_object: bool,
    /// Whether a text element is open.
    pub(super) in_text: bool,
    /// Whether the element before is text of the same run.
    pub(super) after_text: bool,
    /// Whether the code of a field is open.
    pub(super) in_instruction: bool,
    /// The code of the open field, as far as it is read.
    pub(super) field_code: String,
}

impl<'p> Walk<'p> {
    pub fn new(bookmark_prefix: &'p str, styles: &'p StyleLooks) -> Self {
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
            places: Vec::new(),
            started: 0,
            tables: Vec::new(),
            table_count: 0,
            note: None,
            font: None,
            raised: None,
            look: Look::default(),
            run_style: Look::default(),
            styles,
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
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
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
                let outermost = self.tables.first();
                let cell = outermost.map(|table| table.place);
                let columns = outermost.map_or(0, |table| table.span);
                let is_merged_down = outermost.is_some_and(|table| table.is_merged_down);
                let in_deleted_row = self.tables.iter().any(|table| table.is_deleted_row);
                let note = self.note.clone();
                self.places.push(self.flow.paragraphs.len());
                self.flow.paragraphs.push(FlowParagraph::default());
                self.paragraphs.push(FlowParagraph {
                    cell,
                    columns,
                    is_merged_down,
                    in_deleted_row,
                    note,
                    ..FlowParagraph::default()
                });
                if self.tables.last_mut().is_some_and(|table| std::mem::take(&mut table.is_deleted_cell)) {
                    self.note_object(ObjectKind::DeletedCell, "");
                }
                // An empty paragraph inside an answer is an empty line of the answer.
                if self.ranges.is_open() {
                    self.put("", true);
                }
            }
            "r" => self.run(),
            "tbl" => {
                self.tables.push(OpenTable {
                    place: (self.table_count, 0, 0),
                    span: 1,
                    is_merged_down: false,
                    is_deleted_row: false,
                    is_deleted_cell: false,
                });
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

    fn close_paragraph(&mut self) {
        let place = self.places.pop().and_then(|place| self.flow.paragraphs.get_mut(place));
        if let (Some(paragraph), Some(place)) = (self.paragraphs.pop(), place) {
            *place = paragraph;
        }
    }

    /// A run starts or ends.
    fn run(&mut self) {
        (self.font, self.raised, self.look, self.run_style) = (None, None, Look::default(), Look::default());
    }

    fn pass_over(&mut self, name: &'static str) {
        (self.skip, self.skipped) = (1, name);
    }

    pub(super) fn around(&self) -> &[usize] {
        &self.controls[self.controls.len().saturating_sub(MOST_AROUND)..]
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
            "p" => self.close_paragraph(),
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
                    table.is_merged_down = false;
                }
            }
            "t" | "delText" => {
                self.in_text = false;
                self.after_text = true;
            }
            "r" => {
                self.after_text = false;
                self.run();
            }
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
                    let (mut line, is_plain) = equation.line();
                    // 3 and ½ are not 31/2.
                    let before = self.paragraphs.last().and_then(|paragraph| paragraph.pieces.last());
                    if !is_plain && before.is_some_and(|piece| piece.text.ends_with(char::is_alphanumeric)) {
                        line.insert(0, ' ');
                    }
                    self.put(&line, true);
                    let line = line.trim().to_owned();
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
            // 10² is not 102.
            match self.raised {
                Some(up) if text.contains(|c: char| c.is_ascii_digit()) => self.place(&raised(text, up)),
                _ => self.symbols(text, self.font, ""),
            }
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
        let unread = if is_deleted {
            paragraph.deleted.push_str(text);
            Some(ObjectKind::Deleted)
        } else {
            self.look.or(self.run_style).or(self.styles.look(&paragraph.style)).unread()
        };
        if let Some(kind) = unread {
            let piece = paragraph.pieces.len();
            match paragraph.objects.last_mut() {
                Some(last) if last.kind == kind && last.piece == piece && last.controls == around => {
                    last.text.push_str(text);
                }
                _ if text.is_empty() => {}
                _ => {
                    let controls = around.to_vec();
                    paragraph.objects.push(FlowObject { kind, text: text.to_owned(), piece, controls, bookmarks });
                }
            }
            return;
        }
        match paragraph.pieces.last_mut() {
            Some(last) if last.controls == around && last.bookmarks == bookmarks => last.text.push_str(text),
            _ => paragraph.pieces.push(TextPiece { text: text.to_owned(), controls: around.to_vec(), bookmarks }),
        }
    }
}
