//! `word/document.xml`: paragraphs, tables and sections.

use super::about::DocumentProperties;
use super::directions::{self, Marks};
use super::{languages, numbering, relationships};
use crate::columns;
use crate::doc::{Block, Doc, Inline, Keep, Mark, Paragraph, Run, Style, Table, TableLook, TableRow, TableRows};
use crate::reference::{PageSetup, ReferenceTheme};
use crate::tags::ControlPath;
use canevas_model::Language;
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::DECLARATIONS;
use std::collections::{HashMap, HashSet};

/// The part, and what other parts need of it.
pub struct Document<'d> {
    /// The part.
    pub xml: String,
    /// All bound controls, in order.
    pub controls: Vec<BoundControl<'d>>,
    /// The prompts, each once.
    pub prompts: Vec<String>,
    /// The addresses of links, in order.
    pub links: Vec<String>,
}

/// The path of a control, and the value in the element that it is bound to.
pub type BoundControl<'d> = (&'d ControlPath, &'d str);

/// A paragraph that is not seen: hidden, and without height where a program shows hidden ones.
const UNSEEN: &str = "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"2\" \
w:lineRule=\"exact\"/><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>";
/// How many paragraphs LibreOffice expects on a page. Before it lays a document out, it deals the paragraphs to pages by this
/// number. It moves them to where there is room, and a line that stays with the next one moves when the next one moves away. A
/// line whose next one was dealt to the page after it, and stays there, does not: a heading then stands alone at the foot. So a
/// page more is dealt before the first question. All lines then move towards the start, and none is left behind.
const GUESS: usize = 20;
/// LibreOffice deals no shorter document to pages than one of a hundred paragraphs, those in tables included.
const FEW: usize = 50;

/// Writes `word/document.xml`.
pub fn write<'d>(doc: &'d Doc, about: &DocumentProperties<'_>, theme: Option<&ReferenceTheme<'_>>) -> Document<'d> {
    let mut writer = Writer {
        xml: XmlWriter::part(256 * 1024),
        page: theme.map_or_else(PageSetup::default, |theme| theme.page),
        header: theme.is_some_and(ReferenceTheme::has_header),
        rtl: about.language.is_right_to_left(),
        language: about.word_language().to_owned(),
        store: about.store(),
        ids: HashSet::new(),
        bookmarks: 0,
        controls: Vec::new(),
        prompts: Vec::new(),
        prompt_index: HashMap::new(),
        links: Vec::new(),
    };
    writer.xml.raw("<w:document ").raw(DECLARATIONS).raw("><w:body>");
    let is_heading = |block: &Block| matches!(block, Block::Paragraph(line) if line.style == Style::Heading1);
    let (cover, questions) = doc.blocks.split_at(doc.blocks.iter().position(is_heading).unwrap_or(0));
    writer.blocks(cover);
    if doc.blocks.len() > FEW {
        writer.xml.raw(&UNSEEN.repeat(GUESS));
    }
    writer.blocks(questions);
    // The free remarks stand in a part of their own, which is not protected.
    if !doc.remarks.is_empty() {
        writer.xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>");
        writer.section(true);
        writer.xml.raw("</w:pPr></w:p>");
        writer.blocks(&doc.remarks);
    }
    writer.section(doc.remarks.is_empty());
    writer.xml.raw("</w:body></w:document>");
    Document { xml: writer.xml.finish(), controls: writer.controls, prompts: writer.prompts, links: writer.links }
}

/// What writes the body.
pub(super) struct Writer<'d> {
    pub(super) xml: XmlWriter,
    page: PageSetup,
    header: bool,
    pub(super) rtl: bool,
    pub(super) language: String,
    pub(super) store: String,
    /// Ids of controls in use.
    pub(super) ids: HashSet<u32>,
    pub(super) bookmarks: usize,
    pub(super) controls: Vec<BoundControl<'d>>,
    pub(super) prompts: Vec<String>,
    pub(super) prompt_index: HashMap<&'d str, usize>,
    links: Vec<String>,
}

impl<'d> Writer<'d> {
    fn blocks(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
            }
        }
    }

    /// Page and footer; the last part is free of protection.
    fn section(&mut self, protected: bool) {
        section(&mut self.xml, self.page, self.header, self.rtl, protected);
    }

    fn paragraph(&mut self, paragraph: &'d Paragraph) {
        if let Some(control) = paragraph.long_answer() {
            return self.control_of_lines(paragraph, control);
        }
        let rtl = self.open_paragraph(paragraph);
        for (inline, marks) in paragraph.inlines.iter().zip(directions::marks(&paragraph.inlines, rtl)) {
            self.inline(inline, marks);
        }
        self.xml.raw("</w:p>");
    }

    /// Opens a paragraph that looks like this one. Says whether it is set from right to left.
    pub(super) fn open_paragraph(&mut self, paragraph: &Paragraph) -> bool {
        self.xml.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(paragraph.style.id()).raw("\"/>");
        self.xml.raw(match paragraph.keep {
            Keep::AsStyle => "",
            Keep::Next => "<w:keepNext/>",
            Keep::Free => "<w:keepNext w:val=\"0\"/>",
        });
        if let Some(counter) = paragraph.counter {
            self.xml.raw("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"").number(numbering::number_of(counter));
            self.xml.raw("\"/></w:numPr>");
        }
        let rtl = self.rtl && !directions::is_left_to_right(paragraph);
        self.xml.raw(if rtl { "<w:bidi/></w:pPr>" } else { "</w:pPr>" });
        rtl
    }

    fn inline(&mut self, inline: &'d Inline, [before, after]: Marks) {
        match inline {
            Inline::Run(run) => self.run(run, None, [before, after]),
            Inline::Break => {
                self.xml.raw("<w:r><w:br/></w:r>");
            }
            Inline::Tab => {
                self.xml.raw("<w:r><w:tab/></w:r>");
            }
            Inline::Link { url, runs } => {
                let index = self.links.iter().position(|known| known == url).unwrap_or_else(|| {
                    self.links.push(url.clone());
                    self.links.len() - 1
                });
                self.xml.raw("<w:hyperlink r:id=\"rId").number(relationships::link_id(index)).raw("\">");
                for (at, run) in runs.iter().enumerate() {
                    let before = if at == 0 { before } else { "" };
                    let after = if at + 1 == runs.len() { after } else { "" };
                    self.run(run, Some("Hyperlink"), [before, after]);
                }
                self.xml.raw("</w:hyperlink>");
            }
            Inline::Control(control) => self.control(control),
        }
    }

    fn run(&mut self, run: &Run, style: Option<&str>, [before, after]: Marks) {
        let style = match run.mark {
            Mark::Plain => style,
            Mark::Bracket => Some("Bracket"),
            Mark::Number => Some("QuestionNumber"),
            Mark::Required => Some("RequiredMark"),
            Mark::Label => Some("Label"),
            Mark::Code => Some("Code"),
        };
        let style = style.or(if run.strong {
            Some("Strong")
        } else if run.emphasis {
            Some("Emphasis")
        } else {
            None
        });
        self.xml.raw("<w:r>");
        self.run_properties(style, run.language.as_deref());
        if before.is_empty() && after.is_empty() {
            self.text(&run.text);
        } else {
            self.text(&format!("{before}{}{after}", run.text));
        }
        self.xml.raw("</w:r>");
    }

    /// The properties of a run: its style, its language where it is not the document's, and its direction.
    pub(super) fn run_properties(&mut self, style: Option<&str>, language: Option<&str>) {
        run_properties(&mut self.xml, style, language, self.rtl);
    }

    /// The text of a run; a line break and a tab are elements of their own.
    pub(super) fn text(&mut self, text: &str) {
        run_text(&mut self.xml, text);
    }

    fn table(&mut self, table: &'d Table) {
        let all = self.page.text_width();
        let widths = columns::widths(&table.columns, all);
        let (style, first_row, first_column) = match table.look {
            TableLook::Cover => ("CoverTable", "0", "1"),
            // Without a head, the first column says what stands in each row.
            TableLook::Wide if table.header.is_empty() => ("AnswerTable", "0", "1"),
            TableLook::Wide => ("AnswerTable", "1", "0"),
        };
        self.xml.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"").raw(style).raw("\"/>");
        self.xml.raw(if self.rtl { "<w:bidiVisual/>" } else { "" });
        self.xml.raw("<w:tblW w:w=\"").number(all as usize).raw("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>");
        self.xml.raw("<w:tblLook w:val=\"").raw(if first_row == "1" { "0620" } else { "0680" });
        self.xml.raw("\" w:firstRow=\"").raw(first_row).raw("\" w:lastRow=\"0\" w:firstColumn=\"").raw(first_column);
        self.xml.raw("\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>");
        self.xml.raw("<w:tblCaption w:val=\"").text(&table.caption).raw("\"/></w:tblPr><w:tblGrid>");
        for width in &widths {
            self.xml.raw("<w:gridCol w:w=\"").number(*width as usize).raw("\"/>");
        }
        self.xml.raw("</w:tblGrid>");
        if !table.header.is_empty() {
            self.row(table, &table.header, &widths, "<w:cantSplit/><w:tblHeader/>");
        }
        let height = if table.look == TableLook::Wide {
            "<w:cantSplit/><w:trHeight w:val=\"454\" w:hRule=\"atLeast\"/>"
        } else {
            "<w:cantSplit/>"
        };
        match &table.rows {
            TableRows::Fixed(rows) => rows.iter().for_each(|row| self.row(table, row, &widths, height)),
            TableRows::Repeating { path, alias, items } => {
                self.repeating(path, alias);
                for (index, item) in items.iter().enumerate() {
                    self.repeating_item(path, index + 1);
                    for row in item {
                        self.row(table, row, &widths, height);
                    }
                    self.xml.raw("</w:sdtContent></w:sdt>");
                }
                self.xml.raw("</w:sdtContent></w:sdt>");
            }
        }
        self.xml.raw("</w:tbl>");
    }

    fn row(&mut self, table: &Table, row: &'d TableRow, widths: &[u32], properties: &str) {
        let is_head = std::ptr::eq(row, &raw const table.header);
        self.xml.raw("<w:tr><w:trPr>").raw(properties).raw("</w:trPr>");
        for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
            self.xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"").number(*width as usize).raw("\" w:type=\"dxa\"/>");
            if table.blocks && !is_head {
                self.xml.raw(block_cell(at, table.is_continued(row)));
            }
            self.xml.raw("</w:tcPr>");
            for paragraph in cell {
                self.paragraph(paragraph);
            }
            if cell.is_empty() {
                // A cell without a paragraph is what Word repairs first.
                self.xml.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(Style::TableCell.id()).raw("\"/></w:pPr></w:p>");
            }
            self.xml.raw("</w:tc>");
        }
        self.xml.raw("</w:tr>");
    }
}

/// The properties of a section: its page, header and footer. A part that is not protected stands on the page of the part before.
pub(in crate::write) fn section(xml: &mut XmlWriter, page: PageSetup, has_header: bool, rtl: bool, protected: bool) {
    xml.raw("<w:sectPr>");
    if has_header {
        xml.raw("<w:headerReference w:type=\"default\" r:id=\"").raw(relationships::HEADER).raw("\"/>");
    }
    xml.raw("<w:footerReference w:type=\"default\" r:id=\"").raw(relationships::FOOTER).raw("\"/>");
    if !protected {
        xml.raw("<w:type w:val=\"continuous\"/>");
    }
    let PageSetup { width, height, landscape, margins: [top, right, bottom, left], edges: [header, footer] } = page;
    let orient = if landscape { " w:orient=\"landscape\"" } else { "" };
    xml.raw(&format!(
        "<w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orient}/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" \
         w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{header}\" w:footer=\"{footer}\" w:gutter=\"0\"/>"
    ));
    if !protected {
        xml.raw("<w:formProt w:val=\"0\"/>");
    }
    xml.raw(if rtl { "<w:bidi/>" } else { "" }).raw("</w:sectPr>");
}

/// The properties of a run: its style, its language where it is not the document's, and its direction. `rtl` is the document's.
pub(in crate::write) fn run_properties(xml: &mut XmlWriter, style: Option<&str>, language: Option<&str>, rtl: bool) {
    // A text in another language than the document's is set in its own direction.
    let other = language.map(Language::new);
    let rtl = other.as_ref().map_or(rtl, |other| other.as_ref().is_some_and(Language::is_right_to_left));
    if style.is_none() && !rtl && other.is_none() {
        return;
    }
    xml.raw("<w:rPr>");
    if let Some(style) = style {
        xml.raw("<w:rStyle w:val=\"").raw(style).raw("\"/>");
    }
    xml.raw(if rtl { "<w:rtl/>" } else { "" });
    if let Some(language) = other.flatten() {
        xml.raw(&languages::of_run(&language));
    }
    xml.raw("</w:rPr>");
}

/// The text of a run; a line break and a tab are elements of their own.
pub(in crate::write) fn run_text(xml: &mut XmlWriter, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            xml.raw("<w:br/>");
        }
        for (index, part) in line.split('\t').enumerate() {
            if index > 0 {
                xml.raw("<w:tab/>");
            }
            if !part.is_empty() {
                // Word cuts spaces at the ends unless it is told not to.
                let keep = part.starts_with(' ') || part.ends_with(' ') || part.contains("  ");
                xml.raw(if keep { "<w:t xml:space=\"preserve\">" } else { "<w:t>" }).text(part).raw("</w:t>");
            }
        }
    }
}

/// How a cell looks in a table whose rows belong together: the title stands in one cell beside all of them, a line parts them
/// from the next ones, and the labels are shaded.
fn block_cell(column: usize, is_continued: bool) -> &'static str {
    macro_rules! line {
        () => {
            "<w:tcBorders><w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"9FB3C8\"/></w:tcBorders>"
        };
    }
    macro_rules! shade {
        () => {
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F5F8FB\"/>"
        };
    }
    match (column, is_continued) {
        (0, false) => concat!("<w:vMerge w:val=\"restart\"/>", line!()),
        (0, true) => "<w:vMerge/>",
        (1, false) => concat!(line!(), shade!()),
        (1, true) => shade!(),
        (_, false) => line!(),
        (_, true) => "",
    }
}
