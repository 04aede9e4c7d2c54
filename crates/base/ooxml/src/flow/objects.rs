//! What a part holds besides text, and the properties that change how its text is read.

use super::math::Equation;
use super::older::OlderField;
use super::symbols::SymbolFont;
use super::walk::Walk;
use super::{Attributes, FlowObject, Note, ObjectKind};
use std::rc::Rc;

/// No table of Word has more columns.
const MOST_COLUMNS: usize = 63;

impl Walk<'_> {
    /// An element that is no text: a drawing, a link, an equation, the place of a note.
    pub(super) fn object(&mut self, name: &str, attributes: &Attributes) {
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
            "chr" | "begChr" | "endChr" | "sepChr" => {
                let parent = self.stack.last().map_or("", String::as_str);
                if let Some(equation) = &mut self.equation {
                    equation.sign(parent, name, word("val"));
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

    /// An element of formatting.
    pub(super) fn format(&mut self, name: &str, attributes: &Attributes) {
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
                let mut fonts = ["ascii", "hAnsi", "cs"].into_iter().filter_map(|which| attributes.get(which));
                self.font = fonts.find_map(|font| SymbolFont::named(font));
            }
            ("rPr", "vertAlign") => {
                self.raised = match attributes.get("val").map(String::as_str) {
                    Some("superscript") => Some(true),
                    Some("subscript") => Some(false),
                    _ => None,
                };
            }
            ("rPr", "rStyle") => {
                self.run_style = attributes.get("val").map_or_else(Default::default, |style| self.styles.look(style));
            }
            ("rPr", "strike" | "dstrike" | "vanish" | "specVanish") => self.look.property(name, attributes),
            ("rPr", "position") => {
                let height = attributes.get("val").and_then(|val| val.parse::<i32>().ok()).unwrap_or(0);
                self.raised = if height == 0 { self.raised } else { Some(height > 0) };
            }
            ("pPr", "del") => {
                self.flow.not_followed.tracked_changes += 1;
                self.note_object(ObjectKind::JoinedParagraph, "");
            }
            ("tcPr", "cellDel") => {
                self.flow.not_followed.tracked_changes += 1;
                if let Some(table) = self.tables.last_mut() {
                    table.is_deleted_cell = true;
                }
            }
            ("tcPr", "gridSpan") => {
                if let Some(table) = self.tables.last_mut() {
                    table.span = number().clamp(1, MOST_COLUMNS);
                }
            }
            ("tcPr", "vMerge") => {
                if let Some(table) = self.tables.last_mut() {
                    table.is_merged_down = true;
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
    pub(super) fn field(&mut self, code: &str) {
        self.flow.not_followed.field(code);
        let mut words = code.split_whitespace();
        let kind = words.next().unwrap_or("");
        if ["FILLIN", "FORMTEXT"].iter().any(|word| kind.eq_ignore_ascii_case(word)) {
            self.note_object(ObjectKind::FormField, "");
        }
        if kind.eq_ignore_ascii_case("HYPERLINK")
            && let Some(address) = code.split('"').nth(1).or_else(|| words.next())
        {
            self.note_object(ObjectKind::Link, address);
        }
    }

    /// A picture or the like in the open drawing.
    pub(super) fn draw(&mut self, kind: ObjectKind) {
        self.is_drawn = true;
        let description = std::mem::take(&mut self.description);
        self.note_object(kind, &description);
    }

    pub(super) fn note_object(&mut self, kind: ObjectKind, text: &str) {
        if self.deletions > 0 {
            return;
        }
        let (controls, bookmarks) = (self.around().to_vec(), self.ranges.around().collect());
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let piece = paragraph.pieces.len();
            paragraph.objects.push(FlowObject { kind, text: text.to_owned(), piece, controls, bookmarks });
        }
    }

    pub(super) fn property(&mut self, name: &str, attributes: &Attributes) {
        let value = attributes.get("val").cloned();
        let Some(control) = self.controls.last().and_then(|index| self.flow.controls.get_mut(*index)) else { return };
        match name {
            "tag" => control.tag = value,
            "dataBinding" => control.xpath = attributes.get("xpath").cloned().or(control.xpath.take()),
            "checkbox" => control.is_check = true,
            "checked" => control.checked = Some(matches!(value.as_deref(), Some("1" | "true" | "on") | None)),
            "date" => control.date = attributes.get("fullDate").cloned(),
            "calendar" => control.calendar = value,
            "repeatingSectionItem" => control.is_item = true,
            "repeatingSection" => control.is_section = true,
            _ => {}
        }
    }
}
