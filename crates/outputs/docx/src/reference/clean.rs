//! Keeps only elements of WordprocessingML, with our prefix and in the order of the schema.

use canevas_ooxml::Element;
use canevas_ooxml::local;
use canevas_ooxml::namespaces::{WORD, WORD_STRICT};
use std::collections::BTreeMap;

/// Why a part cannot be used.
pub enum Foreign {
    /// The part is in the strict variant.
    Strict,
    /// The part is not WordprocessingML.
    Other,
}

/// The properties of a paragraph that a style or header uses, in the order of the schema.
pub const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:outlineLvl",
];

/// The properties of a run, in the order of the schema. Its language comes from the document.
const RUN: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:vertAlign",
    "w:em",
];

/// The elements of a style, in the order of the schema.
pub const STYLE: &[&str] = &[
    "w:name",
    "w:aliases",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:autoRedefine",
    "w:hidden",
    "w:uiPriority",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:qFormat",
    "w:locked",
    "w:pPr",
    "w:rPr",
    "w:tblPr",
    "w:trPr",
    "w:tcPr",
    "w:tblStylePr",
];

/// A part with only the elements and attributes of WordprocessingML, under our prefix.
pub fn of(root: &Element) -> Result<Element, Foreign> {
    let scope = declared(root, &BTreeMap::new());
    if uri(&root.name, &scope) == Some(WORD_STRICT) {
        return Err(Foreign::Strict);
    }
    kept(root, &BTreeMap::new()).ok_or(Foreign::Other)
}

/// The prefixes in scope within an element.
fn declared(element: &Element, outer: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut scope = outer.clone();
    for (name, value) in &element.attributes {
        if let Some(prefix) = name.strip_prefix("xmlns:").or_else(|| (name == "xmlns").then_some("")) {
            scope.insert(prefix.to_owned(), value.clone());
        }
    }
    scope
}

fn uri<'s>(name: &str, scope: &'s BTreeMap<String, String>) -> Option<&'s str> {
    scope.get(name.split_once(':').map_or("", |(prefix, _)| prefix)).map(String::as_str)
}

fn kept(element: &Element, outer: &BTreeMap<String, String>) -> Option<Element> {
    let declares = element.attributes.iter().any(|(name, _)| name.starts_with("xmlns"));
    let inner = declares.then(|| declared(element, outer));
    let scope = inner.as_ref().unwrap_or(outer);
    if uri(&element.name, scope) != Some(WORD) {
        return None;
    }
    let bare = |name: &str| local(name).to_owned();
    let attributes = element.attributes.iter().filter_map(|(name, value)| {
        if name == "xml:space" {
            return Some((name.clone(), value.clone()));
        }
        // An attribute without a prefix is in no namespace.
        let ours = name.contains(':') && uri(name, scope) == Some(WORD);
        ours.then(|| (format!("w:{}", bare(name)), value.clone()))
    });
    Some(Element {
        name: format!("w:{}", bare(&element.name)),
        attributes: attributes.collect(),
        children: element.children.iter().filter_map(|child| kept(child, scope)).collect(),
        text: element.text.clone(),
    })
}

/// What complex scripts, such as Arabic, have instead of a property: a bold text without `w:bCs` is not bold in them.
const COMPLEX: [(&str, &str); 3] = [("w:b", "w:bCs"), ("w:i", "w:iCs"), ("w:sz", "w:szCs")];

/// The properties of a run in order, those for complex scripts with them.
pub fn run_properties(element: &Element) -> Element {
    let mut whole = element.clone();
    for (simple, complex) in COMPLEX {
        if let (Some(found), None) = (element.child(simple), element.child(complex)) {
            whole.children.push(Element { name: complex.to_owned(), ..found.clone() });
        }
    }
    ordered(&whole, RUN)
}

/// The children of an element that `order` names, in that order. Each stands once, except elements that may repeat.
pub fn ordered(element: &Element, order: &[&str]) -> Element {
    let mut children: Vec<Element> = Vec::new();
    for name in order {
        let mut found = element.children.iter().filter(|child| child.name == *name).map(properties);
        if matches!(*name, "w:tblStylePr" | "w:lvl") {
            children.extend(found);
        } else {
            children.extend(found.next());
        }
    }
    Element { children, text: String::new(), ..element.clone() }
}

/// An element with the properties of paragraphs and runs within it in order.
fn properties(element: &Element) -> Element {
    match element.name.as_str() {
        "w:pPr" => ordered(element, PARAGRAPH),
        "w:rPr" => run_properties(element),
        "w:tblStylePr" => ordered(element, &["w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr"]),
        _ => Element { text: String::new(), ..element.clone() },
    }
}

/// Sets `w:val` of every child with a name. Removes a child for which there is no value.
pub fn point(element: &mut Element, name: &str, value: impl Fn(&str) -> Option<String>) {
    element.children.retain_mut(|child| {
        if child.name != name {
            return true;
        }
        let Some(next) = child.attribute("w:val").and_then(&value) else { return false };
        child.attributes = vec![("w:val".to_owned(), next)];
        true
    });
}
