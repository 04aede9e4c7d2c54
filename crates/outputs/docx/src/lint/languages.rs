//! Language tags and dates.

use super::part_trees::PartTrees;

/// Every language tag is one.
pub(super) fn languages(parts: &PartTrees, faults: &mut Vec<String>) {
    for (name, root) in &parts.xml {
        root.walk(&mut |element, _| {
            let keys: &[&str] = match element.name.as_str() {
                "w:lang" | "w:themeFontLang" => &["w:val", "w:eastAsia", "w:bidi"],
                "w:lid" => &["w:val"],
                "dc:language" => {
                    if !is_tag(&element.text) {
                        faults.push(format!("{name}: `{}` is no language tag", element.text));
                    }
                    &[]
                }
                _ => &[],
            };
            for value in keys.iter().filter_map(|key| element.attribute(key)).filter(|value| !is_tag(value)) {
                faults.push(format!("{name}: `{value}` is no language tag"));
            }
        });
    }
}

fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whatever is bold, slanted or sized is so in scripts like Arabic too, and a run from right to left in another language
/// names it where Word reads it.
pub(super) fn complex_scripts(parts: &PartTrees, faults: &mut Vec<String>) {
    for (name, root) in parts.xml.iter().filter(|(name, _)| name.starts_with("word/")) {
        for properties in root.all("w:rPr") {
            for (simple, complex) in [("w:b", "w:bCs"), ("w:i", "w:iCs"), ("w:sz", "w:szCs")] {
                if properties.child(simple).is_some() && properties.child(complex).is_none() {
                    faults.push(format!("{name}: {simple} stands without {complex}"));
                }
            }
            let other = properties.child("w:lang").filter(|_| properties.child("w:rtl").is_some());
            if other.is_some_and(|lang| lang.attribute("w:bidi").is_none()) {
                faults.push(format!("{name}: a run from right to left names no language in w:bidi"));
            }
        }
    }
}

/// Dates of the core properties, where there are any, are whole.
pub(super) fn dates(parts: &PartTrees, faults: &mut Vec<String>) {
    let Some(core) = parts.get("docProps/core.xml") else { return };
    for element in core.all("dcterms:created").into_iter().chain(core.all("dcterms:modified")) {
        let shape: String = element.text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        if shape != "0000-00-00T00:00:00Z" {
            faults.push(format!("docProps/core.xml: `{}` is no date", element.text));
        }
    }
}
