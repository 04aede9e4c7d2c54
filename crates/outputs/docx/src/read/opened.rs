//! A filled Word file that was opened and not yet compared with a form.

use super::collect::Around;
use super::document_text::DocumentText;
use super::rules::OTHER_QUESTIONNAIRE;
use super::{custom_xml, drawn, not_followed};
use canevas_diagnostics::{Finding, Sources, Span};
use canevas_ooxml::flow::{self, StyleLooks, TextFlow};
use canevas_ooxml::{Element, PackageError, local, package, tree};
use std::collections::{BTreeMap, BTreeSet};

/// What a file says about itself; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenedHead {
    /// The form.
    pub form: String,
    /// The edition.
    pub edition: String,
    /// The copy.
    pub copy: String,
    /// The language.
    pub language: String,
    /// The digest of the definition.
    pub definition: String,
    /// The digest of the copy's facts.
    pub copy_digest: String,
}

impl OpenedHead {
    /// The head in the root of the custom XML part.
    fn of(root: &Element) -> Self {
        let word = |name: &str| root.attribute(name).unwrap_or("").to_owned();
        Self {
            form: word("form"),
            edition: word("edition"),
            copy: word("copy"),
            language: word("language"),
            definition: word("definition"),
            copy_digest: word("copyDigest"),
        }
    }
}

/// A filled Word file, opened within the limits.
pub struct Opened {
    pub(super) body: TextFlow,
    /// Comments, notes, headers and footers.
    pub(super) notes: Vec<(NoteKind, TextFlow)>,
    /// Charts and diagrams: what they are, and the texts in them.
    pub(super) drawn: Vec<(&'static str, Vec<String>)>,
    /// What other parts say about the document.
    pub(super) around: Around,
    /// The root of our custom XML part.
    pub(super) hidden: Option<Element>,
    pub(super) text: DocumentText,
    /// What was not followed.
    pub(super) findings: Vec<Finding>,
}

/// A part beside the document that holds text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteKind {
    Comments,
    Footnotes,
    Endnotes,
    Header,
    Footer,
}

impl NoteKind {
    fn of(kind: &str) -> Option<Self> {
        match kind {
            "comments" => Some(Self::Comments),
            "footnotes" => Some(Self::Footnotes),
            "endnotes" => Some(Self::Endnotes),
            "header" => Some(Self::Header),
            "footer" => Some(Self::Footer),
            _ => None,
        }
    }

    /// The kind of a part that no relationship names: by its name.
    fn named(name: &str) -> Option<Self> {
        let base = name.strip_prefix("word/")?.strip_suffix(".xml")?;
        Self::of(base.trim_end_matches(|c: char| c.is_ascii_digit()))
    }
}

/// Opens a Word file.
///
/// # Errors
///
/// Where the file is not a Word file, is broken, or exceeds a limit.
pub fn read(bytes: &[u8]) -> Result<Opened, PackageError> {
    const PREFIX: &str = crate::tags::BOOKMARK_PREFIX;
    let package = package::open(bytes)?;
    let name = package.document().ok_or(PackageError::NoDocument)?;
    let (_, main) = package.part(&name).ok_or(PackageError::NoDocument)?;
    let related = package.relationships(&name);
    let styles = related.iter().find(|of| of.kind == "styles").and_then(|of| package.part(&of.target));
    let styles = styles.and_then(|(_, text)| tree::parse(text).ok()).unwrap_or_default();
    let looks = StyleLooks::of(&styles);
    let body = flow::read(&name, main, PREFIX, &looks)?;
    let text = DocumentText::of(&body);
    let findings = not_followed::findings(&package, &body.not_followed, text.span(None));
    let mut parts: BTreeMap<&str, NoteKind> = BTreeMap::new();
    for part in package.parts.keys() {
        if let Some(kind) = NoteKind::named(part) {
            parts.insert(part, kind);
        }
    }
    for of in related.iter().filter(|of| !of.is_external) {
        if let (Some(kind), Some((part, _))) = (NoteKind::of(&of.kind), package.part(&of.target)) {
            parts.insert(part, kind);
        }
    }
    let mut notes = Vec::new();
    for (part, kind) in parts {
        let Some((part, text)) = package.part(part) else { continue };
        notes.push((kind, flow::read(part, text, PREFIX, &looks)?));
    }
    let list_styles = list_styles(&styles);
    let links = related.into_iter().filter(|of| of.kind == "hyperlink" && of.is_external);
    let around = Around { addresses: links.map(|of| (of.id, of.target)).collect(), list_styles };
    let mut roots = custom_xml::find(package.parts.iter().filter(|(part, _)| **part != name));
    let hidden = (!roots.is_empty()).then(|| roots.remove(0));
    let mut findings = findings;
    if let Some(other) = hidden.as_ref().and_then(|own| other_head(own, &roots)) {
        let message = format!(
            "the file also holds the hidden part of another questionnaire ({other}); its answers were not read; read the two files apart"
        );
        findings.push(Finding::new(&OTHER_QUESTIONNAIRE, text.span(None), message));
    }
    let drawn = drawn::texts(&package);
    Ok(Opened { body, notes, drawn, around, hidden, text, findings })
}

/// What another hidden part says that it is of, where that differs.
fn other_head(own: &Element, others: &[Element]) -> Option<String> {
    let own = OpenedHead::of(own);
    let other = others
        .iter()
        .map(OpenedHead::of)
        .find(|head| (&head.form, &head.edition, &head.copy) != (&own.form, &own.edition, &own.copy))?;
    Some(format!("{}, {} {}", other.copy, other.form, other.edition))
}

/// The styles that number their paragraphs, or that are based on one that does.
fn list_styles(root: &Element) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let styles: Vec<&Element> = root.children.iter().filter(|style| local(&style.name) == "style").collect();
    // A style may stand before the one that it is based on.
    loop {
        let before = out.len();
        for style in &styles {
            let mut numbers = false;
            style.walk(&mut |element, _| {
                numbers |= local(&element.name) == "numId" && element.attribute("w:val") != Some("0");
            });
            let based = style.value("w:basedOn").is_some_and(|on| out.contains(on));
            if let Some(id) = style.attribute("w:styleId").filter(|_| numbers || based) {
                out.insert(id.to_owned());
            }
        }
        if out.len() == before {
            return out;
        }
    }
}

impl Opened {
    /// What the file says about itself.
    pub fn head(&self) -> Option<OpenedHead> {
        self.hidden.as_ref().map(OpenedHead::of)
    }

    /// The text of the document, one line per paragraph.
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// The place of a finding about the file as a whole.
    pub fn start(&self) -> Span {
        self.text.span(None)
    }

    /// Sources in which the spans of findings about this file are valid; `name` is what messages call the file.
    pub fn sources(&self, name: &str) -> Sources {
        let mut sources = Sources::default();
        sources.add(name, self.text());
        sources
    }
}
