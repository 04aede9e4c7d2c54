//! The regions by which a secretariat counts, from its `regions.yaml`.

use crate::history::version_one;
use canevas_diagnostics::{Finding, Findings, SourceId, Sources};
use canevas_syntax::desk::Regions;
use canevas_syntax::{Read as _, parse_yaml, rules};
use std::collections::HashMap;

/// A region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The codes of its countries.
    pub countries: Vec<String>,
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
        let name = region.name.map_or_else(|| id.clone(), |name| name.value);
        regions.push(Region { id, name, countries });
    }
    (regions, findings)
}
