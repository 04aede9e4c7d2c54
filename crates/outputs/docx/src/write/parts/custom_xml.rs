//! `customXml/item1.xml`: which questionnaire this is, what was known when it was made, and an element per control.

use super::about::{ANSWERS, DocumentProperties, FilledPart};
use super::document::BoundControl;
use crate::reference::ReferenceTheme;
use crate::tags::TagStep;
use canevas_ooxml::XmlWriter;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// The element that says what a file was filled with, and the parts of it.
pub const FILLED: &str = "filled";
/// The attribute with the purpose of a filled file.
pub const PURPOSE: &str = "purpose";
/// The attribute that says which answers of the return were left out, and its word for the personal ones.
pub const WITHOUT: (&str, &str) = ("without", "personal");
/// The attribute with the language of the answers in a filled file.
pub const ANSWERS_IN: &str = "answersIn";
/// The element with the facts that the texts of a filled file show, as JSON.
pub const FACTS: &str = "told";
/// The element with the computed numbers that the texts of a filled file show, as JSON.
pub const COMPUTED: &str = "computed";
/// The element with the entered rows that a filled file has blocks for, as JSON.
pub const ENTERED: &str = "entered";
/// The element with the parts of the return beside its answers, as JSON.
pub const OTHERS: &str = "others";
/// The element with the clarification sheet that a file is, as JSON.
pub const SHEET: &str = "sheet";
/// An element with the names of the repeated rows of a question, as JSON, and its attribute with the path of the question.
pub const ROW_NAMES: (&str, &str) = ("rows", "of");
/// An element with a paragraph of a filled file that the blank form does not have.
pub const PRINTED: &str = "printed";

/// An element: its name, its value, and where in the list of all its children stand.
struct AnswerElement<'p> {
    name: &'p str,
    value: &'p str,
    children: Vec<usize>,
}

/// The elements that the paths of a document's controls lead through; the first one is the root.
struct AnswerTree<'p> {
    all: Vec<AnswerElement<'p>>,
    /// Where an element stands, by its parent, its name and its place among siblings of that name. Looking through the
    /// siblings instead would take a form of ten thousand questions a hundred times as long as one of a thousand.
    known: HashMap<(usize, &'p str, usize), usize>,
}

impl<'p> AnswerTree<'p> {
    fn of(controls: &[BoundControl<'p>]) -> Self {
        let mut tree = Self {
            all: vec![AnswerElement { name: "", value: "", children: Vec::new() }],
            known: HashMap::with_capacity(controls.len()),
        };
        for (path, value) in controls {
            let place = path.xml().iter().fold(0, |parent, step| tree.child(parent, step));
            tree.all[place].value = value;
        }
        tree
    }

    /// The child of an element that a step leads to.
    fn child(&mut self, parent: usize, step: &'p TagStep) -> usize {
        let next = self.all.len();
        let place = *self.known.entry((parent, &step.name, step.index)).or_insert(next);
        if place == next {
            self.all.push(AnswerElement { name: &step.name, value: "", children: Vec::new() });
            self.all[parent].children.push(next);
        }
        place
    }

    /// What is in an element.
    fn write(&self, place: usize, xml: &mut XmlWriter) {
        for child in &self.all[place].children {
            let element = &self.all[*child];
            xml.raw("<c:").raw(element.name);
            if element.children.is_empty() && element.value.is_empty() {
                xml.raw("/>");
                continue;
            }
            xml.raw(">").text(element.value);
            self.write(*child, xml);
            xml.raw("</c:").raw(element.name).raw(">");
        }
    }
}

/// `customXml/item1.xml`.
pub fn write(
    controls: &[BoundControl<'_>],
    about: &DocumentProperties<'_>,
    theme: Option<&ReferenceTheme<'_>>,
) -> String {
    let tree = AnswerTree::of(controls);
    let mut xml = XmlWriter::part(1024 + controls.len() * 48);
    xml.raw("<c:return xmlns:c=\"").raw(ANSWERS).raw("\"");
    for (name, value) in [
        ("form", about.form),
        ("edition", about.edition),
        ("copy", about.copy),
        ("language", about.language.tag()),
        ("definition", about.definition),
        ("copyDigest", about.copy_digest),
    ] {
        xml.raw(" ").raw(name).raw("=\"").text(value).raw("\"");
    }
    // Words at the head of each page are not those of whoever fills in.
    if let Some(around) = theme.map(|theme| &theme.header_text).filter(|around| !around.is_empty()) {
        xml.raw(" around=\"").text(around).raw("\"");
    }
    if let Some(shown) = theme.map(ReferenceTheme::pictures_shown).filter(|shown| *shown > 0) {
        xml.raw(" pictures=\"").number(shown).raw("\"");
    }
    xml.raw("><c:known>");
    for (name, value) in about.facts {
        known(&mut xml, name, value);
    }
    xml.raw("</c:known>");
    if let Some(part) = &about.filled {
        filled(&mut xml, part);
    }
    tree.write(0, &mut xml);
    xml.raw("</c:return>");
    xml.finish()
}

/// What a file was filled with.
fn filled(xml: &mut XmlWriter, part: &FilledPart<'_>) {
    xml.raw("<c:").raw(FILLED).raw(" ").raw(PURPOSE).raw("=\"").raw(part.purpose.word());
    if part.lacks_personal {
        let (name, word) = WITHOUT;
        xml.raw("\" ").raw(name).raw("=\"").raw(word);
    }
    if let Some(tag) = part.answers_in {
        xml.raw("\" ").raw(ANSWERS_IN).raw("=\"").text(tag);
    }
    xml.raw("\">");
    // A map of values and lists of texts always become JSON.
    if let Some(facts) = part.facts {
        element(xml, FACTS, None, &serde_json::to_string(facts).unwrap_or_default());
    }
    if !part.computed.is_empty() {
        element(xml, COMPUTED, None, &serde_json::to_string(part.computed).unwrap_or_default());
    }
    if part.entered.as_object().is_some_and(|rows| !rows.is_empty()) {
        element(xml, ENTERED, None, &part.entered.to_string());
    }
    if !part.others.is_empty() {
        element(xml, OTHERS, None, &serde_json::to_string(part.others).unwrap_or_default());
    }
    let (rows, of) = ROW_NAMES;
    for (path, names) in part.row_names {
        element(xml, rows, Some((of, path)), &serde_json::to_string(names).unwrap_or_default());
    }
    if let Some(sheet) = part.sheet {
        element(xml, SHEET, None, &sheet.to_string());
    }
    for line in part.printed.iter().collect::<BTreeSet<_>>() {
        element(xml, PRINTED, None, line);
    }
    xml.raw("</c:").raw(FILLED).raw(">");
}

fn element(xml: &mut XmlWriter, name: &str, attribute: Option<(&str, &str)>, text: &str) {
    xml.raw("<c:").raw(name);
    if let Some((name, value)) = attribute {
        xml.raw(" ").raw(name).raw("=\"").text(value).raw("\"");
    }
    xml.raw(">").text(text).raw("</c:").raw(name).raw(">");
}

/// A fact that is known. Names of facts, rows and fields are ids, which are names in XML too.
fn known(xml: &mut XmlWriter, name: &str, value: &Value) {
    xml.raw("<c:").raw(name).raw(">");
    match value {
        Value::Object(entries) => entries.iter().for_each(|(name, value)| known(xml, name, value)),
        Value::Array(values) => {
            let words: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            xml.text(&words.join(" "));
        }
        Value::String(text) => {
            xml.text(text);
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => {
            xml.text(&other.to_string());
        }
    }
    xml.raw("</c:").raw(name).raw(">");
}

/// `customXml/itemProps1.xml`.
pub fn properties(about: &DocumentProperties<'_>) -> String {
    let mut xml = XmlWriter::part(512);
    xml.raw(
        "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" ds:itemID=\"",
    );
    xml.raw(&about.store()).raw("\"><ds:schemaRefs><ds:schemaRef ds:uri=\"").raw(ANSWERS);
    xml.raw("\"/></ds:schemaRefs></ds:datastoreItem>");
    xml.finish()
}
