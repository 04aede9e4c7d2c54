//! Checks of our own Word files: faults that make Word ask to repair a file and that no known validator reports. The checks
//! know the files that this crate writes. They do not apply to files that respondents send.

mod controls;
mod languages;
mod part_trees;
mod references;
mod structure;

/// Every fault in a Word file, in words.
pub fn lint(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(parts) = part_trees::read(bytes, &mut faults) else { return faults };
    if parts.document().is_none() {
        faults.push("word/document.xml is missing".to_owned());
    }
    for rule in [
        controls::check,
        controls::names,
        structure::cells,
        structure::levels,
        structure::bookmarks,
        structure::namespaces,
        references::prompts,
        references::bindings,
        references::styles,
        references::relationships,
        languages::languages,
        languages::complex_scripts,
        languages::dates,
    ] {
        rule(&parts, &mut faults);
    }
    faults
}
