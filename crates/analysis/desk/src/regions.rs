//! The regions by which a secretariat counts, from its `regions.yaml`.

use crate::history::version_one;
use canevas_diagnostics::{Finding, Findings, SourceId, Sources};
use canevas_model::Language;
use canevas_syntax::desk::{RegionName, Regions};
use canevas_syntax::{Read as _, parse_yaml, rules};
use std::collections::HashMap;

/// A region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its id.
    pub id: String,
    /// Its names by the tags of their languages. One without a tag holds for all.
    names: Vec<(Option<String>, String)>,
    /// The codes of its countries.
    pub countries: Vec<String>,
}

impl Region {
    /// A region with one name for all languages.
    pub fn new(id: impl Into<String>, name: impl Into<String>, countries: Vec<String>) -> Self {
        Self { id: id.into(), names: vec![(None, name.into())], countries }
    }

    /// Its name in a language; where there is none in this language, its first one.
    pub fn name_in(&self, language: &Language) -> &str {
        let of = |tag: &str| self.names.iter().find(|(known, _)| known.as_deref() == Some(tag));
        let found = of(language.tag()).or_else(|| of(language.primary())).or(self.names.first());
        found.map_or(&*self.id, |(_, name)| name)
    }
}

/// Reads the regions. A country belongs to one region at most.
pub fn read_regions(sources: &Sources, id: SourceId) -> (Vec<Region>, Findings) {
    let (node, mut findings) = parse_yaml(id, sources.get(id));
    let Some(record) = node.and_then(|node| Regions::read(&node, &mut findings)) else {
        return (Vec::new(), findings);
    };
    version_one(record.canevas.as_ref(), &mut findings);
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut regions = Vec::new();
    for (id, region) in record.regions.into_iter().flat_map(|regions| regions.0) {
        let id = id.value.0;
        let mut countries = Vec::new();
        for country in region.countries.into_iter().flatten() {
            match seen.insert(country.value.clone(), id.clone()) {
                None => countries.push(country.value),
                Some(before) => {
                    let message = format!("{} is in the region `{before}` already", country.value);
                    findings.push(
                        Finding::new(&rules::WRONG_KIND, country.span, message).help("name each country in one region"),
                    );
                }
            }
        }
        let names = match region.name {
            None => Vec::new(),
            Some(RegionName::Same(name)) => vec![(None, name.value)],
            Some(RegionName::PerLanguage(names)) => {
                names.0.into_iter().map(|(tag, name)| (Some(tag.value.0), name.value)).collect()
            }
        };
        regions.push(Region { id, names, countries });
    }
    (regions, findings)
}
