//! Two editions where one is the earlier one.

use crate::{Failure, shown};
use canevas_compiler::editions::command_word;
use canevas_compiler::model::{Model, order_of_names};
use std::cmp::Ordering;

/// What to say of a comparison whose earlier edition comes after the new one: `old` and `new` are the folders as named.
pub(crate) fn reversed((old, old_model): (&str, &Model), (new, new_model): (&str, &Model)) -> Option<String> {
    old_model.comes_after(new_model).then(|| {
        format!(
            "the edition {} comes after {}, so this shows each change the wrong way round; the earlier edition is named first: canevas diff {} {}",
            old_model.edition,
            new_model.edition,
            command_word(shown(new)),
            command_word(shown(old))
        )
    })
}

/// Whether an edition of this name cannot be the one before another: it is the same, or has a later year in its name.
pub(crate) fn is_not_before(name: &str, edition: &str) -> bool {
    name == edition || order_of_names(name, edition) == Some(Ordering::Greater)
}

/// Fails if the edition that a request names as the earlier one comes after the other one.
pub(crate) fn in_order(old: &Model, new: &Model) -> Result<(), Failure> {
    if !old.comes_after(new) {
        return Ok(());
    }
    Err(format!(
        "the edition {} comes after {}, so it is not the earlier one: name with --from an edition before {}",
        old.edition, new.edition, new.edition
    ))
}
