//! How the parts of a package belong together. A part is found by its relationship, because programs name parts as they like:
//! Word Online calls the document `word/document2.xml`.

use crate::{Package, tree};

/// A relationship of a part, or of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// Its id.
    pub id: String,
    /// The last word of its type: `officeDocument`, `footnotes`, `image`.
    pub kind: String,
    /// The name of the part that it leads to, or an address outside of the package.
    pub target: String,
    /// Whether it leads outside.
    pub is_external: bool,
}

/// The name of the part that holds the relationships of a part; of the package, where the name is empty.
fn holder(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
    if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") }
}

/// A target as the name of a part.
fn resolved(part: &str, target: &str) -> String {
    let from_root = target.strip_prefix('/');
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = if from_root.is_some() { Vec::new() } else { folder.split('/').collect() };
    for step in from_root.unwrap_or(target).split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

impl Package {
    /// The name and text of a part. To Word, names that differ only in case are the same.
    pub fn part(&self, name: &str) -> Option<(&str, &str)> {
        let found = self.parts.get_key_value(name);
        let found = found.or_else(|| self.parts.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)));
        found.map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The relationships of a part; of the package, where the name is empty. Empty where they cannot be read.
    pub fn relationships(&self, part: &str) -> Vec<Relationship> {
        let Some(root) = self.part(&holder(part)).and_then(|(_, text)| tree::parse(text).ok()) else {
            return Vec::new();
        };
        let all = root.children.iter().map(|relationship| {
            let word = |name: &str| relationship.attribute(name).unwrap_or("").to_owned();
            let is_external = word("TargetMode").eq_ignore_ascii_case("external");
            let target = word("Target");
            Relationship {
                id: word("Id"),
                kind: word("Type").rsplit('/').next().unwrap_or("").to_owned(),
                target: if is_external { target } else { resolved(part, &target) },
                is_external,
            }
        });
        all.collect()
    }

    /// The name of the document: what the package says it is, else the usual name.
    pub fn document(&self) -> Option<String> {
        let named = self.relationships("").into_iter().filter(|of| of.kind == "officeDocument" && !of.is_external);
        let named = named.map(|of| of.target).find(|target| self.part(target).is_some());
        named.or_else(|| self.part("word/document.xml").map(|(name, _)| name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_names_of_parts() {
        assert_eq!(holder(""), "_rels/.rels");
        assert_eq!(holder("word/document2.xml"), "word/_rels/document2.xml.rels");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolved("word/document.xml", "charts/chart1.xml"), "word/charts/chart1.xml");
        assert_eq!(resolved("word/document.xml", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolved("word/document.xml", "/word/comments.xml"), "word/comments.xml");
    }
}
