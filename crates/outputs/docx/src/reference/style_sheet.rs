//! The styles of a reference, and how they are merged with ours: theirs have priority, ours add what they lack.

use super::clean::{PARAGRAPH, STYLE, ordered, point, run_properties};
use super::layout;
use super::lists::Lists;
use canevas_ooxml::Element;
use canevas_ooxml::namespaces::DECLARATIONS;
use canevas_ooxml::{XmlWriter, tree};
use std::collections::{BTreeMap, BTreeSet};

/// The styles of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleSheet {
    defaults: Element,
    latent: Option<Element>,
    styles: Vec<Element>,
    lists: Lists,
}

/// The styles of a document.
pub struct Merged {
    defaults: Element,
    latent: Option<Element>,
    styles: Vec<Element>,
    /// The new id of each style of the reference.
    ids: BTreeMap<String, String>,
    lists: Lists,
}

/// Whether two styles are the same one.
type Same<'f> = &'f dyn Fn(&Element, &Element) -> bool;

fn id(style: &Element) -> &str {
    style.attribute("w:styleId").unwrap_or_default()
}

fn kind(style: &Element) -> &str {
    style.attribute("w:type").unwrap_or("paragraph")
}

/// The name that a style has in every language of Word. Case does not matter.
fn name(style: &Element) -> String {
    style.value("w:name").unwrap_or_default().to_lowercase()
}

fn is_default(style: &Element) -> bool {
    matches!(style.attribute("w:default"), Some("1" | "true" | "on"))
}

impl StyleSheet {
    /// The styles of a part and the lists that they name. `root` has only WordprocessingML.
    pub fn of(root: Element, numbering: Option<&Element>) -> Self {
        let mut style_sheet =
            Self { defaults: Element::default(), latent: None, styles: Vec::new(), lists: Lists::default() };
        let mut seen = BTreeSet::new();
        for child in root.children {
            match child.name.as_str() {
                "w:docDefaults" => style_sheet.defaults = child,
                "w:latentStyles" => style_sheet.latent = Some(child),
                "w:style" => {
                    let mut style = ordered(&child, STYLE);
                    style.attributes.retain(|(name, _)| {
                        matches!(name.as_str(), "w:type" | "w:default" | "w:styleId" | "w:customStyle")
                    });
                    for properties in
                        style.children.iter_mut().filter(|child| matches!(child.name.as_str(), "w:pPr" | "w:rPr"))
                    {
                        properties.children.retain(|child| !matches!(child.name.as_str(), "w:pStyle" | "w:rStyle"));
                    }
                    let usable =
                        matches!(kind(&style), "paragraph" | "character" | "table") && !name(&style).is_empty();
                    if usable && !id(&style).is_empty() && seen.insert(id(&style).to_owned()) {
                        style_sheet.styles.push(style);
                    }
                }
                _ => {}
            }
        }
        let numbers: Vec<String> = style_sheet
            .styles
            .iter()
            .filter_map(|style| style.child("w:pPr")?.child("w:numPr")?.value("w:numId").map(str::to_owned))
            .collect();
        style_sheet.lists = Lists::of(numbering, numbers.iter().map(String::as_str));
        style_sheet
    }

    /// Whether there is no style.
    pub fn is_empty(&self) -> bool {
        self.styles.is_empty()
    }

    /// Removes references to a theme. Colours and fonts that are given as well stay.
    pub fn leave_theme(&mut self) {
        fn cut(element: &mut Element) {
            element.attributes.retain(|(name, _)| !name.to_lowercase().contains("theme"));
            element.children.iter_mut().for_each(cut);
        }
        self.styles.iter_mut().for_each(cut);
        cut(&mut self.defaults);
    }

    /// Merges these styles with ours. Ours are added where there is none with that name or id.
    pub fn with(&self, own: &Element, lang: &str) -> Merged {
        let ours: Vec<&Element> = own.children.iter().filter(|child| child.name == "w:style").collect();
        let ids = self.ids(&ours);
        let mut styles: Vec<Element> = self.styles.iter().map(|style| renamed(style, &ids)).collect();
        let known: BTreeSet<String> = styles.iter().map(|style| id(style).to_owned()).collect();
        styles.extend(ours.iter().filter(|style| !known.contains(id(style))).map(|style| (*style).clone()));
        let known: BTreeSet<String> = styles.iter().map(|style| id(style).to_owned()).collect();
        for style in &mut styles {
            for key in ["w:basedOn", "w:next", "w:link"] {
                let own = id(style).to_owned();
                point(style, key, |target| (known.contains(target) && target != own).then(|| target.to_owned()));
            }
        }
        let theirs: BTreeSet<&str> = ids.values().map(String::as_str).collect();
        for style in styles.iter_mut().filter(|style| theirs.contains(id(style))) {
            self.renumber(style);
        }
        without_circles(&mut styles);
        layout::keep(&mut styles, own);
        let mut merged = Merged {
            defaults: self.defaults.clone(),
            latent: self.latent.clone(),
            styles,
            ids,
            lists: self.lists.clone(),
        };
        merged.set_defaults(own, lang);
        layout::limit_sizes(&mut merged, own);
        merged
    }

    /// The new id of each style: the id of ours where both are the same style, otherwise its own.
    fn ids(&self, ours: &[&Element]) -> BTreeMap<String, String> {
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        let same: [Same<'_>; 3] =
            [&|a, b| name(a) == name(b), &|a, b| is_default(a) && is_default(b), &|a, b| id(a) == id(b)];
        for same in same {
            for own in ours {
                if ids.values().any(|taken| taken == id(own)) {
                    continue;
                }
                let found =
                    self.styles.iter().find(|s| !ids.contains_key(id(s)) && kind(s) == kind(own) && same(s, own));
                if let Some(found) = found {
                    ids.insert(id(found).to_owned(), id(own).to_owned());
                }
            }
        }
        let mut taken: BTreeSet<String> = ours.iter().map(|own| id(own).to_owned()).collect();
        for style in &self.styles {
            if ids.contains_key(id(style)) {
                continue;
            }
            // Another style of theirs has the id of one of ours.
            let mut next = id(style).to_owned();
            while !taken.insert(next.clone()) {
                next.push('_');
            }
            ids.insert(id(style).to_owned(), next);
        }
        ids
    }

    /// Changes the list of a style to its number in our documents. Removes a list that does not exist.
    fn renumber(&self, style: &mut Element) {
        for properties in style.children.iter_mut().filter(|child| child.name == "w:pPr") {
            properties.children.retain_mut(|child| {
                if child.name != "w:numPr" {
                    return true;
                }
                *child = ordered(child, &["w:ilvl", "w:numId"]);
                point(child, "w:numId", |number| self.lists.number(number));
                !child.children.is_empty()
            });
        }
    }
}

fn renamed(style: &Element, ids: &BTreeMap<String, String>) -> Element {
    let mut style = style.clone();
    for (name, value) in &mut style.attributes {
        if let Some(next) = ids.get(value).filter(|_| name == "w:styleId") {
            value.clone_from(next);
        }
    }
    for key in ["w:basedOn", "w:next", "w:link"] {
        point(&mut style, key, |target| ids.get(target).cloned());
    }
    style
}

/// Breaks circles of styles that are based on one another.
fn without_circles(styles: &mut [Element]) {
    let bases: BTreeMap<String, String> =
        styles.iter().filter_map(|style| Some((id(style).to_owned(), style.value("w:basedOn")?.to_owned()))).collect();
    for style in styles {
        let mut seen = BTreeSet::from([id(style)]);
        let mut at = id(style);
        while let Some(base) = bases.get(at) {
            if !seen.insert(base) {
                style.children.retain(|child| child.name != "w:basedOn");
                break;
            }
            at = base;
        }
    }
}

impl Merged {
    /// Takes the defaults of the reference, or ours, in the language of the document.
    fn set_defaults(&mut self, own: &Element, lang: &str) {
        let defaults =
            if self.defaults.children.is_empty() { own.child("w:docDefaults") } else { Some(&self.defaults) };
        let properties = |outer: &str, inner: &str| {
            let found = defaults.and_then(|defaults| defaults.child(outer)?.child(inner)).cloned().unwrap_or_default();
            Element { name: inner.to_owned(), attributes: Vec::new(), ..found }
        };
        let mut run = run_properties(&properties("w:rPrDefault", "w:rPr"));
        run.children.retain(|child| child.name != "w:rStyle");
        run.children.extend(tree::parse(lang));
        let mut paragraph = ordered(&properties("w:pPrDefault", "w:pPr"), PARAGRAPH);
        paragraph.children.retain(|child| !matches!(child.name.as_str(), "w:pStyle" | "w:numPr"));
        let around =
            |name: &str, inner: Element| Element { name: name.to_owned(), children: vec![inner], ..Element::default() };
        self.defaults = Element {
            name: "w:docDefaults".to_owned(),
            children: vec![around("w:rPrDefault", run), around("w:pPrDefault", paragraph)],
            ..Element::default()
        };
    }

    /// The new id of a style of the reference.
    pub fn id(&self, theirs: &str) -> Option<String> {
        self.ids.get(theirs).cloned()
    }

    /// `word/styles.xml`.
    pub fn xml(&self) -> String {
        let mut xml = XmlWriter::part(64 * 1024);
        xml.raw("<w:styles ").raw(DECLARATIONS).raw(">");
        for element in std::iter::once(&self.defaults).chain(&self.latent).chain(&self.styles) {
            element.write(&mut xml);
        }
        xml.raw("</w:styles>");
        xml.finish()
    }

    /// The lists that styles name: abstract lists, and the lists that refer to them.
    pub fn lists(&self) -> (String, String) {
        self.lists.xml(&|theirs| self.id(theirs))
    }

    /// The size of a style's text in half points, its own, that of a style that it is based on, or the default.
    pub fn size_of(&self, style: &str) -> Option<u32> {
        let size = |properties: Option<&Element>| properties?.value("w:sz")?.parse().ok();
        let mut at = self.styles.iter().find(|known| id(known) == style);
        while let Some(style) = at {
            if let Some(found) = size(style.child("w:rPr")) {
                return Some(found);
            }
            let base = style.value("w:basedOn");
            at = self.styles.iter().find(|known| Some(id(known)) == base);
        }
        size(self.defaults.child("w:rPrDefault").and_then(|defaults| defaults.child("w:rPr")))
    }

    /// Gives the text of a style a size in half points.
    pub fn set_size(&mut self, style: &str, size: u32) {
        let Some(style) = self.styles.iter_mut().find(|known| id(known) == style) else { return };
        let mut run =
            style.child("w:rPr").cloned().unwrap_or_else(|| Element { name: "w:rPr".to_owned(), ..Element::default() });
        run.children.retain(|child| !matches!(child.name.as_str(), "w:sz" | "w:szCs"));
        run.children.push(Element::with_value("w:sz", &size.to_string()));
        style.children.retain(|child| child.name != "w:rPr");
        style.children.push(run);
        *style = ordered(style, STYLE);
    }

    /// The positions of a style's tab stops.
    pub fn tabs_of(&self, style: &str) -> Vec<String> {
        let tabs =
            self.styles.iter().find(|known| id(known) == style).and_then(|known| known.child("w:pPr")?.child("w:tabs"));
        let tabs = tabs.map_or(&[][..], |tabs| &tabs.children);
        tabs.iter()
            .filter(|tab| tab.attribute("w:val") != Some("clear"))
            .filter_map(|tab| tab.attribute("w:pos").map(str::to_owned))
            .collect()
    }
}
