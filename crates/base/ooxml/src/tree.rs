//! XML as a tree. Names stay as written, with their prefix.

use crate::XmlWriter;
use canevas_syntax::xml::{attributes, reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// No part nests deeper. Code that walks or drops a tree recurses once per level.
const DEEPEST: usize = 400;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name, with prefix.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// Its child elements.
    pub children: Vec<Self>,
    /// Its own text, without that of its children.
    pub text: String,
}

impl Element {
    /// An element with one attribute, `w:val`.
    pub fn with_value(name: &str, value: &str) -> Self {
        Self {
            name: name.to_owned(),
            attributes: vec![("w:val".to_owned(), value.to_owned())],
            children: Vec::new(),
            text: String::new(),
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// `w:val` of a child.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name).and_then(|child| child.attribute("w:val"))
    }

    /// All text in it.
    pub fn all_text(&self) -> String {
        let mut out = self.text.clone();
        self.walk(&mut |element, _| out.push_str(&element.text));
        out
    }

    /// Calls `visit` with every element below this one and its ancestors, the nearest last.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self, &[&'a Self])) {
        fn inner<'a>(
            element: &'a Element,
            above: &mut Vec<&'a Element>,
            visit: &mut dyn FnMut(&'a Element, &[&'a Element]),
        ) {
            above.push(element);
            for child in &element.children {
                visit(child, above);
                inner(child, above, visit);
            }
            above.pop();
        }
        inner(self, &mut Vec::new(), visit);
    }

    /// Every element of a name below this one.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.walk(&mut |element, _| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    /// Writes the element and everything in it.
    pub fn write(&self, xml: &mut XmlWriter) {
        xml.raw("<").raw(&self.name);
        for (name, value) in &self.attributes {
            xml.raw(" ").raw(name).raw("=\"").text(value).raw("\"");
        }
        if self.children.is_empty() && self.text.is_empty() {
            xml.raw("/>");
            return;
        }
        xml.raw(">").text(&self.text);
        for child in &self.children {
            child.write(xml);
        }
        xml.raw("</").raw(&self.name).raw(">");
    }
}

/// Parses a part.
///
/// # Errors
///
/// In words, where the part is not well-formed.
pub fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(_) if open.len() > DEEPEST => return Err("it nests too deep".to_owned()),
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => {
                let element = element(&start)?;
                if let Some(parent) = open.last_mut() {
                    parent.children.push(element);
                }
            }
            Event::End(_) => {
                if let (Some(done), Some(parent)) = (open.pop(), open.last_mut()) {
                    parent.children.push(done);
                }
            }
            Event::Text(piece) => append(&mut open, &piece),
            Event::CData(piece) => append(&mut open, &piece),
            Event::GeneralRef(name) => {
                let c = reference(&name)?;
                append(&mut open, c.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err("it has a DOCTYPE".to_owned()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    match open.pop() {
        Some(mut document) if open.is_empty() && document.children.len() == 1 => Ok(document.children.remove(0)),
        _ => Err("it has no single root".to_owned()),
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(last) = open.last_mut() {
        last.text.push_str(text);
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let name = start.name().into_inner().to_owned();
    Ok(Element { name, attributes: attributes(start)?, ..Element::default() })
}
