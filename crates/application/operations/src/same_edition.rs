//! Two folders that hold the same edition of the same form: a build would write both into the same files.

use canevas_compiler::Edition;
use canevas_compiler::diagnostics::{Finding, Findings};
use canevas_compiler::editions::EDITION_NOT_BUMPED;
use canevas_compiler::files::join;
use std::collections::BTreeMap;

/// The findings about editions that say that they are the same as one before them, each with the index of its edition.
pub(crate) fn same_editions<'e>(
    editions: impl Iterator<Item = (&'e str, &'e Edition)>,
) -> Vec<(usize, Findings, Findings)> {
    let mut first: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, (folder, edition)) in editions.enumerate() {
        let Some(model) = &edition.model else { continue };
        let known = *first.entry((model.form.as_str(), model.edition.as_str())).or_insert(folder);
        if known != folder {
            let other = join(known, "form.yaml");
            let message = format!("`{other}` says too that it is edition {} of {}", model.edition, model.form);
            let finding = Finding::new(EDITION_NOT_BUMPED, model.edition_span, message)
                .help("give each edition a name of its own, or keep one of the two folders");
            let (told, off) = edition.levels.part(Findings::from_iter([finding]));
            found.push((index, told, off));
        }
    }
    found
}
