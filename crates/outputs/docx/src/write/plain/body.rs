//! `word/document.xml` of a document to read.

use super::shapes;
use super::tables;
use crate::doc::{Run, Style};
use crate::plain::{Line, LineStyle, PlainBlock, PlainDocument, PlainLink};
use crate::reference::PageSetup;
use crate::write::parts::document::{run_properties, run_text, section};
use crate::write::parts::relationships::link_id;
use canevas_model::Language;
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::DECLARATIONS;

/// Writes the part. Returns it with the targets of its links, in order.
pub fn write(doc: &PlainDocument, page: PageSetup, has_header: bool) -> (String, Vec<String>) {
    let mut body = Body {
        xml: XmlWriter::part(256 * 1024),
        page,
        rtl: doc.language.is_right_to_left(),
        headings: 0,
        drawings: 0,
        targets: Vec::new(),
    };
    body.xml.raw("<w:document ").raw(DECLARATIONS).raw("><w:body>");
    for block in &doc.blocks {
        match block {
            PlainBlock::Line(line) => body.line(line),
            PlainBlock::Contents => body.contents(doc),
            PlainBlock::Links(links) => body.links(links),
            PlainBlock::Table(table) => {
                tables::write(&mut body, table);
                // Two tables without a paragraph between them would be one, and a document does not end with a table.
                body.open_paragraph(
                    Style::Gap.id(),
                    false,
                    "<w:spacing w:line=\"120\" w:lineRule=\"exact\"/>",
                    body.rtl,
                );
                body.xml.raw("</w:p>");
            }
            PlainBlock::Drawing(drawing, alternative) => {
                body.drawings += 1;
                body.open_paragraph(LineStyle::Body.id(), false, "", body.rtl);
                shapes::write(&mut body.xml, drawing, alternative, body.drawings, page.text_width());
                body.xml.raw("</w:p>");
            }
        }
    }
    section(&mut body.xml, page, has_header, body.rtl, true);
    body.xml.raw("</w:body></w:document>");
    (body.xml.finish(), body.targets)
}

/// What writes the body.
pub struct Body {
    pub xml: XmlWriter,
    pub page: PageSetup,
    pub rtl: bool,
    headings: usize,
    drawings: usize,
    /// The targets of links, in order.
    targets: Vec<String>,
}

/// The bookmark of a heading, by its place from 1. Word names those of its own contents so.
fn bookmark(heading: usize) -> String {
    format!("_Toc{heading:06}")
}

fn is_heading(line: &Line) -> bool {
    line.style == LineStyle::Heading
}

/// Whether a language is written from right to left.
fn is_right_to_left(language: &str) -> bool {
    Language::new(language).is_some_and(|language| language.is_right_to_left())
}

impl Body {
    /// Opens a paragraph. `more` are properties that come between the place on the page and the direction, in the order of the schema.
    pub fn open_paragraph(&mut self, style: &str, keeps: bool, more: &str, rtl: bool) {
        self.xml.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/>");
        self.xml.raw(if keeps { "<w:keepNext/>" } else { "" });
        self.xml.raw(if rtl { "<w:bidi/>" } else { "" }).raw(more).raw("</w:pPr>");
    }

    /// The direction of a text in a language, or else that of the document.
    pub fn direction(&self, language: Option<&str>) -> bool {
        language.map_or(self.rtl, is_right_to_left)
    }

    fn line(&mut self, line: &Line) {
        let rtl = self.direction(line.language.as_deref());
        self.open_paragraph(line.style.id(), line.keeps, "", rtl);
        if is_heading(line) {
            self.headings += 1;
            self.xml.raw("<w:bookmarkStart w:id=\"").number(self.headings).raw("\" w:name=\"");
            self.xml.raw(&bookmark(self.headings)).raw("\"/>");
        }
        for run in &line.runs {
            self.run(run, line.language.as_deref());
        }
        if is_heading(line) {
            self.xml.raw("<w:bookmarkEnd w:id=\"").number(self.headings).raw("\"/>");
        }
        self.xml.raw("</w:p>");
    }

    fn links(&mut self, links: &[PlainLink]) {
        self.open_paragraph(LineStyle::Body.id(), false, "", self.rtl);
        for (at, link) in links.iter().enumerate() {
            if at > 0 {
                self.run(&Run { text: " · ".to_owned(), ..Run::default() }, None);
            }
            self.xml.raw("<w:hyperlink r:id=\"rId").number(link_id(self.targets.len())).raw("\" w:history=\"1\"><w:r>");
            run_properties(&mut self.xml, Some("Hyperlink"), None, self.rtl);
            run_text(&mut self.xml, &link.title);
            self.xml.raw("</w:r></w:hyperlink>");
            self.targets.push(link.target.clone());
        }
        self.xml.raw("</w:p>");
    }

    /// A run, in its own language or in this one.
    pub fn run(&mut self, run: &Run, language: Option<&str>) {
        let style = match (run.strong, run.emphasis) {
            (true, _) => Some("Strong"),
            (false, true) => Some("Emphasis"),
            (false, false) => None,
        };
        self.xml.raw("<w:r>");
        run_properties(&mut self.xml, style, run.language.as_deref().or(language), self.rtl);
        run_text(&mut self.xml, &run.text);
        self.xml.raw("</w:r>");
    }

    /// The contents: a field that Word can renew. Without numbers of pages it is right before anybody renews it.
    fn contents(&mut self, doc: &PlainDocument) {
        let headings: Vec<&Line> = doc
            .blocks
            .iter()
            .filter_map(|block| match block {
                PlainBlock::Line(line) if is_heading(line) => Some(line),
                PlainBlock::Line(_)
                | PlainBlock::Contents
                | PlainBlock::Table(_)
                | PlainBlock::Drawing(..)
                | PlainBlock::Links(_) => None,
            })
            .collect();
        for (at, heading) in headings.iter().enumerate() {
            self.open_paragraph(LineStyle::ContentsLine.id(), false, "", self.rtl);
            if at == 0 {
                self.xml
                    .raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">");
                self.xml.raw(
                    " TOC \\o \"1-1\" \\n \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                );
            }
            self.xml.raw("<w:hyperlink w:anchor=\"").raw(&bookmark(at + 1)).raw("\" w:history=\"1\">");
            for run in &heading.runs {
                self.run(run, heading.language.as_deref());
            }
            self.xml.raw("</w:hyperlink>");
            if at + 1 == headings.len() {
                self.xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
            self.xml.raw("</w:p>");
        }
    }
}
