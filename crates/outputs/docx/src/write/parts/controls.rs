//! Content controls, each with a bookmark around it.

use super::about::ANSWERS;
use super::document::Writer;
use super::glossary;
use crate::doc::{AnswerControl, ControlKind, ControlValue, Paragraph};
use crate::tags::{self, ControlPath};
use canevas_ooxml::control::{Binding, CHECKED, ControlProperties, ControlType, Prompt, UNCHECKED};

/// The prefix in the paths of bindings, and its namespace.
const PREFIX: (&str, &str) = ("c", ANSWERS);

impl<'d> Writer<'d> {
    /// A control in a line.
    pub(super) fn control(&mut self, control: &'d AnswerControl) {
        let mark = self.open_bookmark(control, 0);
        self.xml.raw("<w:sdt>");
        self.properties(control, true);
        self.xml.raw("<w:sdtContent><w:r>");
        match &control.value {
            ControlValue::Words { shown, language, .. } => {
                self.run_properties(None, language.as_deref());
                self.text(shown);
            }
            ControlValue::Empty | ControlValue::Tick => {
                let prompt = control.kind.prompt();
                let glyph = if control.value == ControlValue::Tick { CHECKED } else { UNCHECKED };
                self.run_properties(Some(if prompt.is_some() { "PlaceholderText" } else { "Box" }), None);
                self.text(prompt.unwrap_or(glyph));
            }
        }
        self.xml.raw("</w:r></w:sdtContent></w:sdt>");
        self.close_bookmark(mark);
        self.controls.push((&control.path, control.value.kept()));
    }

    /// The paragraphs of a long answer, each like `paragraph`, with a control of its own. LibreOffice moves line breaks out of a
    /// control, and loses the end of a control or bookmark around several paragraphs. An empty line is a paragraph without a control.
    ///
    /// These controls are bound to nothing, because they share one element. It stays empty, so that nothing contradicts what is
    /// seen.
    pub(super) fn control_of_lines(&mut self, paragraph: &Paragraph, control: &'d AnswerControl) {
        let ControlValue::Words { shown, language, .. } = &control.value else { return };
        let lines = shown.trim_matches('\n').split('\n');
        for (at, line) in lines.enumerate() {
            self.open_paragraph(paragraph);
            if !line.trim().is_empty() {
                let mark = self.open_bookmark(control, at);
                self.xml.raw("<w:sdt>");
                self.properties(control, false);
                self.xml.raw("<w:sdtContent><w:r>");
                self.run_properties(None, language.as_deref());
                self.text(line);
                self.xml.raw("</w:r></w:sdtContent></w:sdt>");
                self.close_bookmark(mark);
            }
            self.xml.raw("</w:p>");
        }
        self.controls.push((&control.path, ""));
    }

    /// Opens the bookmark around a control: of a long answer, that of a line.
    fn open_bookmark(&mut self, control: &AnswerControl, line: usize) -> usize {
        self.bookmarks += 1;
        let name = tags::bookmark_of_line(control.path.bookmark().0, line);
        self.xml.raw("<w:bookmarkStart w:id=\"").number(self.bookmarks).raw("\" w:name=\"").raw(&name).raw("\"/>");
        self.bookmarks
    }

    fn close_bookmark(&mut self, mark: usize) {
        self.xml.raw("<w:bookmarkEnd w:id=\"").number(mark).raw("\"/>");
    }

    /// What a control is, and whether it is bound to its element.
    fn properties(&mut self, control: &'d AnswerControl, is_bound: bool) {
        let id = self.fresh(control.path.bookmark().1);
        let prompt = control.kind.prompt();
        let entry = prompt.map(|prompt| glossary::name_of(self.prompt(prompt)));
        let (xpath, kept) = (control.path.xpath(false), control.value.kept());
        let properties = ControlProperties {
            alias: Some(&control.handle()),
            tag: Some(&control.path.tag()),
            id,
            locked: true,
            prompt: entry.as_deref().map(|entry| Prompt { entry, is_shown: control.value == ControlValue::Empty }),
            binding: is_bound.then_some(Binding { prefix: PREFIX, xpath: &xpath, store: &self.store }),
            kind: match &control.kind {
                ControlKind::Text { lines, .. } => ControlType::Text { multi_line: *lines },
                ControlKind::Select { options, prompt } => ControlType::DropDownList { prompt, items: options },
                ControlKind::Date { .. } => ControlType::Date { language: &self.language, day: kept },
                ControlKind::Check => ControlType::Checkbox { is_ticked: control.value == ControlValue::Tick },
            },
        };
        properties.write(&mut self.xml);
    }

    /// Opens the control around all rows that can be added.
    pub(super) fn repeating(&mut self, path: &'d ControlPath, alias: &str) {
        let id = self.fresh(path.bookmark().1);
        self.xml.raw("<w:sdt>");
        let properties = ControlProperties {
            alias: Some(alias),
            tag: Some(&path.tag()),
            id,
            locked: false,
            prompt: None,
            binding: Some(Binding { prefix: PREFIX, xpath: &path.item(1).xpath(true), store: &self.store }),
            kind: ControlType::RepeatingSection,
        };
        properties.write(&mut self.xml);
        self.xml.raw("<w:sdtContent>");
    }

    /// Opens the control around one of these rows. It has no tag, because Word would copy the tag with the row.
    pub(super) fn repeating_item(&mut self, path: &ControlPath, index: usize) {
        let id = self.fresh(path.item(index).bookmark().1);
        self.xml.raw("<w:sdt>");
        let properties = ControlProperties {
            alias: None,
            tag: None,
            id,
            locked: false,
            prompt: None,
            binding: None,
            kind: ControlType::RepeatingSectionItem,
        };
        properties.write(&mut self.xml);
        self.xml.raw("<w:sdtContent>");
    }

    /// An id that no other control has, never 0.
    fn fresh(&mut self, start: u32) -> u32 {
        let mut id = start.max(1);
        while !self.ids.insert(id) {
            id = if id == 0x7fff_ffff { 1 } else { id + 1 };
        }
        id
    }

    fn prompt(&mut self, prompt: &'d str) -> usize {
        let next = self.prompts.len();
        let index = *self.prompt_index.entry(prompt).or_insert(next);
        if index == next {
            self.prompts.push(prompt.to_owned());
        }
        index
    }
}
