//! The texts in charts and diagrams, which are parts of their own.

use canevas_ooxml::{Element, Package, local, tree};

/// How many texts of one part are listed.
const MOST: usize = 200;

/// Charts and diagrams of a package: what they are, and the texts in them.
pub fn texts(package: &Package) -> Vec<(&'static str, Vec<String>)> {
    let parts = package.parts.iter().filter_map(|(name, text)| Some((kind_of(name, text)?, text)));
    let parts = parts.filter_map(|(kind, text)| {
        let root = tree::parse(text).ok()?;
        let mut texts = Vec::new();
        collect(&root, &mut texts);
        texts.truncate(MOST);
        Some((kind, texts))
    });
    parts.collect()
}

/// What a part draws: by its root, because programs name parts as they like.
fn kind_of(name: &str, text: &str) -> Option<&'static str> {
    if name.contains("_rels/") || name == "[Content_Types].xml" {
        return None;
    }
    let root = text.trim_start().trim_start_matches('\u{feff}');
    let root =
        if root.starts_with("<?") { root.split_once("?>").map_or("", |(_, rest)| rest.trim_start()) } else { root };
    let root = root.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    match local(root) {
        "chartSpace" => Some("a chart"),
        "dataModel" => Some("a diagram (SmartArt)"),
        _ => None,
    }
}

fn collect(element: &Element, out: &mut Vec<String>) {
    let name = local(&element.name);
    // Formulas and formats are no texts.
    if matches!(name, "f" | "formatCode" | "ptCount" | "extLst") {
        return;
    }
    let text = element.text.trim();
    if !text.is_empty() && !out.iter().any(|known| known == text) && out.len() < MOST {
        out.push(text.to_owned());
    }
    element.children.iter().for_each(|child| collect(child, out));
}
