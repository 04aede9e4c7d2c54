//! The header and footer of a reference: paragraphs of text, with page numbers and pictures. The text of a table is taken line
//! by line.

use super::clean::{PARAGRAPH, ordered, point, run_properties};
use super::part::{ReferenceError, cleaned};
use super::pictures::{Pictures, Source};
use super::style_sheet::Merged;
use crate::write::parts::footer::OWN_LINE;
use canevas_ooxml::local;
use canevas_ooxml::{Element, Package, tree};

/// Paragraphs of the header and the footer.
#[derive(Default)]
pub struct Margins {
    /// Of the header.
    pub header: Vec<Element>,
    /// Of the footer, without the line that our own documents have there.
    pub footer: Vec<Element>,
    /// The pictures in them.
    pub pictures: Pictures,
}

/// Reads the default header and footer of the last section; those for first or even pages are left out. `name` is that of the
/// document in the package, which `bytes` hold.
pub fn read(bytes: &[u8], package: &Package, name: &str) -> Result<Margins, ReferenceError> {
    let mut margins = Margins::default();
    // Relationship ids are in another namespace, which the clean tree does not have.
    let body = package.part(name).and_then(|(_, text)| tree::parse(text).ok()).unwrap_or_default();
    let related = package.relationships(name);
    for (reference, into) in [("headerReference", &mut margins.header), ("footerReference", &mut margins.footer)] {
        let mut target = None;
        // A section without a header has that of the section before.
        body.walk(&mut |element, _| {
            if local(&element.name) == reference && attribute(element, "type").is_none_or(|kind| kind == "default") {
                let found = attribute(element, "id").and_then(|id| related.iter().find(|of| of.id == id));
                target = found.filter(|of| !of.is_external).or(target.take());
            }
        });
        let Some((part, text)) = target.and_then(|of| package.part(&of.target)) else { continue };
        let mut root = tree::parse(text).map_err(|why| ReferenceError::Broken(part.to_owned(), why))?;
        let source = Source { bytes, package, part, related: &package.relationships(part) };
        margins.pictures.mark(&mut root, &source);
        paragraphs(&cleaned(part, &root)?, &margins.pictures, into);
    }
    margins.footer.retain(|paragraph| !is_our_line(paragraph));
    Ok(margins)
}

fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element.attributes.iter().find(|(known, _)| local(known) == name).map(|(_, value)| value.as_str())
}

fn paragraphs(element: &Element, pictures: &Pictures, out: &mut Vec<Element>) {
    for child in &element.children {
        match child.name.as_str() {
            "w:p" => {
                let mut paragraph = ParagraphMargins { pictures, runs: Vec::new(), fields: Vec::new() };
                paragraph.inlines(child);
                let shown = Element { name: "w:p".to_owned(), children: paragraph.runs, ..Element::default() };
                // An empty line.
                if text_of(&shown).trim().is_empty() && shown.all("w:drawing").is_empty() {
                    continue;
                }
                let looks = child.child("w:pPr").map(|properties| {
                    let mut properties = ordered(properties, PARAGRAPH);
                    properties.attributes.clear();
                    properties.children.retain(|child| !matches!(child.name.as_str(), "w:numPr" | "w:outlineLvl"));
                    properties
                });
                out.push(Element { children: looks.into_iter().chain(shown.children).collect(), ..shown });
            }
            "w:tbl" | "w:tr" | "w:tc" | "w:sdt" | "w:sdtContent" | "w:customXml" => paragraphs(child, pictures, out),
            _ => {}
        }
    }
}

/// A paragraph that is being read.
struct ParagraphMargins<'p> {
    pictures: &'p Pictures,
    runs: Vec<Element>,
    /// The open fields: the code of each, and whether its result has started.
    fields: Vec<(String, bool)>,
}

/// The field of a page number, which Word computes.
fn page_field(code: &str) -> Option<&'static str> {
    match code.split_whitespace().next().unwrap_or("").to_uppercase().as_str() {
        "PAGE" => Some("PAGE"),
        "NUMPAGES" => Some("NUMPAGES"),
        _ => None,
    }
}

impl ParagraphMargins<'_> {
    fn inlines(&mut self, element: &Element) {
        for child in &element.children {
            match child.name.as_str() {
                "w:r" => self.run(child),
                "w:fldSimple" => match child.attribute("w:instr").and_then(page_field) {
                    Some(word) => self.field(word, child.child("w:r")),
                    None => self.inlines(child),
                },
                "w:hyperlink" | "w:ins" | "w:moveTo" | "w:sdt" | "w:sdtContent" | "w:smartTag" | "w:customXml" => {
                    self.inlines(child);
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &Element) {
        let mut kept = Element { name: "w:r".to_owned(), ..Element::default() };
        kept.children.extend(looks_of(run));
        let bare = kept.children.len();
        for child in &run.children {
            match child.name.as_str() {
                "w:fldChar" => self.mark(child.attribute("w:fldCharType").unwrap_or(""), run),
                "w:instrText" => {
                    if let Some((code, false)) = self.fields.last_mut() {
                        code.push_str(&child.text);
                    }
                }
                "w:t" | "w:tab" | "w:noBreakHyphen" | "w:ptab" if self.is_shown() => kept.children.push(child.clone()),
                "w:drawing" if self.is_shown() => kept.children.extend(self.pictures.of_mark(child)),
                "w:br" if self.is_shown() && child.attribute("w:type").is_none() => kept.children.push(child.clone()),
                _ => {}
            }
        }
        if kept.children.len() > bare {
            self.runs.push(kept);
        }
    }

    /// The result of a field is ordinary text, except for page numbers, which are written as fields.
    fn is_shown(&self) -> bool {
        self.fields.iter().all(|(code, result)| *result && page_field(code).is_none())
    }

    fn mark(&mut self, kind: &str, run: &Element) {
        match kind {
            "begin" => self.fields.push((String::new(), false)),
            "separate" => {
                if let Some((_, result)) = self.fields.last_mut() {
                    *result = true;
                }
            }
            _ => {
                let code = self.fields.pop().and_then(|(code, _)| page_field(&code));
                if let Some(word) = code.filter(|_| self.is_shown()) {
                    self.field(word, Some(run));
                }
            }
        }
    }

    fn field(&mut self, word: &str, like: Option<&Element>) {
        let text = Element { name: "w:t".to_owned(), text: "1".to_owned(), ..Element::default() };
        let looks = like.and_then(looks_of);
        let run = Element {
            name: "w:r".to_owned(),
            children: looks.into_iter().chain([text]).collect(),
            ..Element::default()
        };
        self.runs.push(Element {
            name: "w:fldSimple".to_owned(),
            attributes: vec![("w:instr".to_owned(), format!(" {word} "))],
            children: vec![run],
            text: String::new(),
        });
    }
}

fn looks_of(run: &Element) -> Option<Element> {
    run.child("w:rPr").map(run_properties).filter(|properties| !properties.children.is_empty())
}

/// The text of a paragraph.
pub fn text_of(paragraph: &Element) -> String {
    let mut out = String::new();
    paragraph.walk(&mut |element, _| match element.name.as_str() {
        "w:t" => out.push_str(&element.text),
        "w:tab" | "w:ptab" | "w:br" => out.push(' '),
        _ => {}
    });
    out
}

/// Whether this is the last line of our own footer: it has the number of pages, and the start of a digest or our own style. A
/// reference made from one of our documents must not put the line of that document into others.
fn is_our_line(paragraph: &Element) -> bool {
    let digest = |word: &str| word.len() == 12 && word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'a'..='f'));
    let counts = paragraph.all("w:fldSimple").iter().any(|field| field.attribute("w:instr") == Some(" NUMPAGES "));
    let is_styled = || paragraph.all("w:rStyle").iter().any(|style| style.attribute("w:val") == Some(OWN_LINE));
    counts && (is_styled() || text_of(paragraph).split_whitespace().any(digest))
}

/// A paragraph with the new ids of its styles. Removes styles that do not exist.
pub fn with_styles(paragraph: &Element, merged: &Merged) -> Element {
    let mut paragraph = paragraph.clone();
    restyle(&mut paragraph, merged);
    paragraph
}

fn restyle(element: &mut Element, merged: &Merged) {
    for key in ["w:pStyle", "w:rStyle"] {
        point(element, key, |theirs| merged.id(theirs));
    }
    element.children.iter_mut().for_each(|child| restyle(child, merged));
}
