//! Content controls. The order inside `w:sdtPr` is the schema's: alias, tag, id, lock, placeholder, showingPlcHdr,
//! binding, kind.
//!
//! The binding is `w15:dataBinding`: with the older `w:dataBinding`, LibreOffice empties the custom XML part as soon as an
//! answer holds `&` or `<`, and shows a bound box as the word "false". It passes over the newer one.

use super::document::Writer;
use super::{ANSWERS, glossary};
use crate::doc::{Control, Kind};
use crate::tags::Path;

/// The glyphs of a box; Word writes them in this font when one clicks.
const BOX: &str = "<w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/>\
<w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox>";

impl<'d> Writer<'d> {
    /// A control in a line, with its bookmark around it.
    pub(super) fn control(&mut self, control: &'d Control) {
        let (bookmark, number) = control.path.mark();
        let id = self.fresh(number);
        self.bookmarks += 1;
        let mark = self.bookmarks;
        self.xml.raw("<w:bookmarkStart w:id=\"").number(mark).raw("\" w:name=\"").raw(&bookmark).raw("\"/>");
        self.xml.raw("<w:sdt><w:sdtPr><w:alias w:val=\"").text(&control.alias);
        self.xml.raw("\"/><w:tag w:val=\"").text(&control.path.tag());
        self.xml.raw("\"/><w:id w:val=\"").number(id as usize).raw("\"/><w:lock w:val=\"sdtLocked\"/>");
        let prompt = match &control.kind {
            Kind::Text { prompt, .. } | Kind::Select { prompt, .. } | Kind::Date { prompt } => Some(prompt.as_str()),
            Kind::Check => None,
        };
        if let Some(prompt) = prompt {
            let part = glossary::name_of(self.prompt(prompt));
            self.xml.raw("<w:placeholder><w:docPart w:val=\"").raw(&part).raw("\"/></w:placeholder><w:showingPlcHdr/>");
        }
        self.binding(&control.path, false);
        self.kind(&control.kind);
        self.xml.raw("</w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val=\"");
        self.xml.raw(if prompt.is_some() { "PlaceholderText" } else { "Box" }).raw("\"/>");
        self.xml.raw(if self.rtl { "<w:rtl/>" } else { "" }).raw("</w:rPr>");
        self.text(prompt.unwrap_or("☐"));
        self.xml.raw("</w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id=\"").number(mark).raw("\"/>");
        self.paths.push(&control.path);
    }

    fn kind(&mut self, kind: &Kind) {
        match kind {
            Kind::Text { lines: true, .. } => self.xml.raw("<w:text w:multiLine=\"1\"/>"),
            Kind::Text { lines: false, .. } => self.xml.raw("<w:text/>"),
            Kind::Select { options, prompt } => {
                self.xml.raw("<w:dropDownList><w:listItem w:displayText=\"").text(prompt).raw("\" w:value=\"\"/>");
                for (code, label) in options {
                    self.xml
                        .raw("<w:listItem w:displayText=\"")
                        .text(label)
                        .raw("\" w:value=\"")
                        .text(code)
                        .raw("\"/>");
                }
                self.xml.raw("</w:dropDownList>")
            }
            Kind::Date { .. } => {
                self.xml.raw("<w:date><w:dateFormat w:val=\"d MMMM yyyy\"/><w:lid w:val=\"").raw(&self.language);
                self.xml.raw("\"/><w:storeMappedDataAs w:val=\"date\"/><w:calendar w:val=\"gregorian\"/></w:date>")
            }
            Kind::Check => self.xml.raw(BOX),
        };
    }

    fn binding(&mut self, path: &Path, rows: bool) {
        self.xml.raw("<w15:dataBinding w:prefixMappings=\"xmlns:c='").raw(ANSWERS).raw("'\" w:xpath=\"");
        self.xml.text(&path.xpath(rows)).raw("\" w:storeItemID=\"").raw(&self.store).raw("\"/>");
    }

    /// Opens the control over all rows that can be added.
    pub(super) fn repeating(&mut self, path: &'d Path, alias: &str) {
        let id = self.fresh(path.mark().1);
        self.xml.raw("<w:sdt><w:sdtPr><w:alias w:val=\"").text(alias).raw("\"/><w:tag w:val=\"").text(&path.tag());
        self.xml.raw("\"/><w:id w:val=\"").number(id as usize).raw("\"/>");
        self.binding(&path.item(1), true);
        self.xml.raw("<w15:repeatingSection/></w:sdtPr><w:sdtContent>");
    }

    /// Opens the control over one of them. It has no tag: Word would copy it.
    pub(super) fn repeating_item(&mut self, path: &Path, index: usize) {
        let id = self.fresh(path.item(index).mark().1);
        self.xml.raw("<w:sdt><w:sdtPr><w:id w:val=\"").number(id as usize);
        self.xml.raw("\"/><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>");
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
