//! Content controls, each with a bookmark around it.

use super::about::ANSWERS;
use super::document::Writer;
use super::glossary;
use crate::doc::{AnswerControl, ControlKind, ControlValue};
use crate::tags::ControlPath;
use canevas_ooxml::control::{Binding, CHECKED, ControlProperties, ControlType, Prompt, UNCHECKED};

/// The prefix in the paths of bindings, and its namespace.
const PREFIX: (&str, &str) = ("c", ANSWERS);

/// What the element of a ticked box holds.
const TICKED: &str = "true";

impl<'d> Writer<'d> {
    /// A control in a line.
    pub(super) fn control(&mut self, control: &'d AnswerControl) {
        let (bookmark, number) = control.path.bookmark();
        let id = self.fresh(number);
        self.bookmarks += 1;
        let mark = self.bookmarks;
        self.xml.raw("<w:bookmarkStart w:id=\"").number(mark).raw("\" w:name=\"").raw(&bookmark).raw("\"/><w:sdt>");
        let prompt = control.kind.prompt();
        let entry = prompt.map(|prompt| glossary::name_of(self.prompt(prompt)));
        let (kept, is_ticked) = match &control.value {
            ControlValue::Empty => ("", false),
            ControlValue::Words { kept, .. } => (kept.as_str(), false),
            ControlValue::Tick => (TICKED, true),
        };
        let properties = ControlProperties {
            alias: Some(&control.handle()),
            tag: Some(&control.path.tag()),
            id,
            locked: true,
            prompt: entry.as_deref().map(|entry| Prompt { entry, is_shown: control.value == ControlValue::Empty }),
            binding: Some(Binding { prefix: PREFIX, xpath: &control.path.xpath(false), store: &self.store }),
            kind: match &control.kind {
                ControlKind::Text { lines, .. } => ControlType::Text { multi_line: *lines },
                ControlKind::Select { options, prompt } => ControlType::DropDownList { prompt, items: options },
                ControlKind::Date { .. } => ControlType::Date { language: &self.language, day: kept },
                ControlKind::Check => ControlType::Checkbox { is_ticked },
            },
        };
        properties.write(&mut self.xml);
        self.xml.raw("<w:sdtContent><w:r>");
        match &control.value {
            ControlValue::Words { shown, language, .. } => {
                self.run_properties(None, language.as_deref());
                self.text(shown);
            }
            ControlValue::Empty | ControlValue::Tick => {
                self.run_properties(Some(if prompt.is_some() { "PlaceholderText" } else { "Box" }), None);
                self.text(prompt.unwrap_or(if is_ticked { CHECKED } else { UNCHECKED }));
            }
        }
        self.xml.raw("</w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id=\"").number(mark).raw("\"/>");
        self.controls.push((&control.path, kept));
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
