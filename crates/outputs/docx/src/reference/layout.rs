//! What a reference cannot change: which lines stay on one page, and where they start. The styles of a reference know nothing
//! of our questions. With its own properties, a box could stand on another page than its question, or left of it.

use super::clean::{PARAGRAPH, ordered};
use super::style_sheet::Merged;
use crate::doc::Style;
use canevas_ooxml::Element;
use std::collections::BTreeMap;

/// Whether lines of this style start at a place that means something: under a question, in a cell. Titles, headings and
/// running text start where the reference says.
fn is_placed(style: Style) -> bool {
    !matches!(
        style,
        Style::Title
            | Style::Subtitle
            | Style::CoverLabel
            | Style::CoverValue
            | Style::BodyText
            | Style::Heading1
            | Style::Heading2
            | Style::FilledBy
            | Style::NotAsked
    )
}

/// Our styles by their id.
struct Own<'e>(BTreeMap<&'e str, &'e Element>);

impl<'e> Own<'e> {
    fn of(own: &'e Element) -> Self {
        let styles = own.children.iter().filter(|child| child.name == "w:style");
        Self(styles.filter_map(|style| Some((style.attribute("w:styleId")?, style))).collect())
    }

    /// A run property of a style, its own or that of a style that it is based on.
    fn run_property(&self, style: &str, name: &str) -> Option<&'e Element> {
        self.found(style, "w:rPr", name)
    }

    /// A paragraph property of a style, its own or that of a style that it is based on. Our styles have no circles.
    fn property(&self, style: &str, name: &str) -> Option<&'e Element> {
        self.found(style, "w:pPr", name)
    }

    fn found(&self, style: &str, properties: &str, name: &str) -> Option<&'e Element> {
        let mut at = self.0.get(style);
        while let Some(style) = at {
            if let Some(found) = style.child(properties).and_then(|properties| properties.child(name)) {
                return Some(found);
            }
            at = style.value("w:basedOn").and_then(|base| self.0.get(base));
        }
        None
    }

    /// A property that is on or off, said in either case.
    fn switch(&self, style: &str, name: &str) -> Element {
        let is_on = self.property(style, name).is_some_and(|found| found.attribute("w:val") != Some("0"));
        if is_on { Element { name: name.to_owned(), ..Element::default() } } else { Element::with_value(name, "0") }
    }

    /// An indent with every number: one that is left out would come from the style of the reference below.
    fn indent(&self, style: &str) -> Element {
        let found = self.property(style, "w:ind");
        let number = |key: &str| found.and_then(|found| found.attribute(key));
        let mut attributes = vec![
            ("w:left".to_owned(), number("w:left").unwrap_or("0").to_owned()),
            ("w:right".to_owned(), number("w:right").unwrap_or("0").to_owned()),
        ];
        match number("w:hanging") {
            Some(hanging) => attributes.push(("w:hanging".to_owned(), hanging.to_owned())),
            None => attributes.push(("w:firstLine".to_owned(), "0".to_owned())),
        }
        Element { name: "w:ind".to_owned(), attributes, ..Element::default() }
    }
}

/// Whether text of this style stands in the cells of tables. Its columns are as wide as our sizes need.
fn is_in_cells(style: Style) -> bool {
    matches!(
        style,
        Style::TableHead
            | Style::TableCell
            | Style::TableHint
            | Style::TableLong
            | Style::TableChoice
            | Style::RowLabel
    )
}

/// Sets text in tables that a reference makes larger to our size: otherwise words are torn.
pub fn limit_sizes(merged: &mut Merged, own: &Element) {
    let own = Own::of(own);
    for style in Style::ALL.iter().filter(|style| is_in_cells(**style)) {
        let ours = own.run_property(style.id(), "w:sz").and_then(|size| size.attribute("w:val")?.parse::<u32>().ok());
        if let Some(ours) = ours.filter(|ours| merged.size_of(style.id()).is_none_or(|theirs| theirs > *ours)) {
            merged.set_size(style.id(), ours);
        }
    }
}

/// Gives merged styles our layout. `own` are our styles without a reference.
pub fn keep(styles: &mut [Element], own: &Element) {
    let id = |style: &Element| style.attribute("w:styleId").unwrap_or_default().to_owned();
    let own = Own::of(own);
    let ours: BTreeMap<&str, Style> = Style::ALL.iter().map(|style| (style.id(), *style)).collect();
    for style in styles {
        let name = id(style);
        let Some(kind) = ours.get(name.as_str()) else { continue };
        let mut set = vec![own.switch(&name, "w:keepNext"), own.switch(&name, "w:keepLines")];
        if is_placed(*kind) {
            set.push(own.indent(&name));
            // The stops that a number or a second box stands at.
            set.extend(own.property(&name, "w:tabs").cloned());
        }
        let at = style.children.iter().position(|child| child.name == "w:pPr").unwrap_or_else(|| {
            let run = style.children.iter().position(|child| child.name == "w:rPr").unwrap_or(style.children.len());
            style.children.insert(run, Element { name: "w:pPr".to_owned(), ..Element::default() });
            run
        });
        let properties = &mut style.children[at];
        properties.children.retain(|child| set.iter().all(|new| new.name != child.name));
        properties.children.extend(set);
        *properties = ordered(properties, PARAGRAPH);
    }
}
