//! Text that is not meant to be read: struck out, or hidden. A run says so itself, or its style does.

use super::{Attributes, ObjectKind};
use crate::{Element, local};
use std::collections::HashMap;

/// What a run or a style says of its text; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    struck: Option<bool>,
    hidden: Option<bool>,
}

impl Look {
    /// Reads a property of a run, by its local name and value.
    fn put(&mut self, name: &str, value: Option<&str>) {
        let is_on = Some(!matches!(value, Some("0" | "false" | "off")));
        match name {
            "strike" | "dstrike" if self.struck != Some(true) => self.struck = is_on,
            "vanish" | "specVanish" if self.hidden != Some(true) => self.hidden = is_on,
            _ => {}
        }
    }

    /// Reads a property of the open run.
    pub(super) fn property(&mut self, name: &str, attributes: &Attributes) {
        self.put(name, attributes.get("val").map(String::as_str));
    }

    /// What it says, or else what another one says.
    pub(super) fn or(self, other: Self) -> Self {
        Self { struck: self.struck.or(other.struck), hidden: self.hidden.or(other.hidden) }
    }

    /// The kind under which the report names the text. `None` for text that is read.
    pub(super) fn unread(self) -> Option<ObjectKind> {
        match (self.hidden, self.struck) {
            (Some(true), _) => Some(ObjectKind::Hidden),
            (_, Some(true)) => Some(ObjectKind::Struck),
            _ => None,
        }
    }
}

/// The styles of a document that strike text out or hide it.
#[derive(Debug, Clone, Default)]
pub struct StyleLooks {
    by_id: HashMap<String, Look>,
}

impl StyleLooks {
    /// The styles of the part that lists them; `styles` is its root.
    pub fn of(styles: &Element) -> Self {
        let mut own: HashMap<&str, (Look, Option<&str>)> = HashMap::new();
        for style in styles.children.iter().filter(|style| local(&style.name) == "style") {
            let mut look = Look::default();
            for run in style.children.iter().filter(|child| local(&child.name) == "rPr") {
                run.children.iter().for_each(|property| look.put(local(&property.name), property.attribute("w:val")));
            }
            if let Some(id) = style.attribute("w:styleId") {
                own.insert(id, (look, style.value("w:basedOn")));
            }
        }
        let mut by_id = HashMap::new();
        for (id, (look, based)) in &own {
            let (mut look, mut based, mut steps) = (*look, *based, 0);
            // Styles that are based on one another in a circle are broken.
            while let Some((below, next)) = based.and_then(|id| own.get(id)).filter(|_| steps < DEEPEST) {
                (look, based, steps) = (look.or(*below), *next, steps + 1);
            }
            if look != Look::default() {
                by_id.insert((*id).to_owned(), look);
            }
        }
        Self { by_id }
    }

    pub(super) fn look(&self, style: &str) -> Look {
        self.by_id.get(style).copied().unwrap_or_default()
    }
}

/// Through how many styles a look is followed.
const DEEPEST: usize = 12;
