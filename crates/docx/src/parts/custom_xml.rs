//! `customXml/item1.xml`: which questionnaire this is, what was known when it was made, and an element per control.

use super::{ANSWERS, About};
use crate::reference::Looks;
use crate::tags::Path;
use crate::xml::Xml;
use serde_json::Value;

/// An element: its name, its place among siblings of that name, its children.
#[derive(Default)]
struct Element {
    name: String,
    index: usize,
    children: Vec<Self>,
}

impl Element {
    fn write(&self, xml: &mut Xml) {
        if self.children.is_empty() {
            xml.raw("<c:").raw(&self.name).raw("/>");
            return;
        }
        xml.raw("<c:").raw(&self.name).raw(">");
        for child in &self.children {
            child.write(xml);
        }
        xml.raw("</c:").raw(&self.name).raw(">");
    }
}

/// `customXml/item1.xml`.
pub fn write(paths: &[&Path], about: &About<'_>, looks: Option<&Looks>) -> String {
    let mut root = Element::default();
    for path in paths {
        let mut at = &mut root;
        for step in path.xml() {
            // Controls come in document order: an element of the path, if there is one, is nearly always the last.
            let known = at.children.iter().rposition(|child| child.name == step.name && child.index == step.index);
            let index = known.unwrap_or_else(|| {
                at.children.push(Element { name: step.name.clone(), index: step.index, children: Vec::new() });
                at.children.len() - 1
            });
            at = &mut at.children[index];
        }
    }
    let mut xml = Xml::part(1024 + paths.len() * 48);
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
    if let Some(around) = looks.map(|looks| &looks.around).filter(|around| !around.is_empty()) {
        xml.raw(" around=\"").text(around).raw("\"");
    }
    xml.raw("><c:known>");
    for (name, value) in about.facts {
        known(&mut xml, name, value);
    }
    xml.raw("</c:known>");
    for child in &root.children {
        child.write(&mut xml);
    }
    xml.raw("</c:return>");
    xml.finish()
}

/// A fact that is known. Names of facts, rows and fields are ids, which are names in XML too.
fn known(xml: &mut Xml, name: &str, value: &Value) {
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
        other => {
            xml.text(&other.to_string());
        }
    }
    xml.raw("</c:").raw(name).raw(">");
}

/// `customXml/itemProps1.xml`.
pub fn properties(about: &About<'_>) -> String {
    let mut xml = Xml::part(512);
    xml.raw(
        "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" ds:itemID=\"",
    );
    xml.raw(&about.store()).raw("\"><ds:schemaRefs><ds:schemaRef ds:uri=\"").raw(ANSWERS);
    xml.raw("\"/></ds:schemaRefs></ds:datastoreItem>");
    xml.finish()
}
