//! The names of the files that a run makes for itself while it writes. A run that is killed leaves them.

/// What follows the name of a file that a run writes beside its place, before it renames it.
const UNFINISHED: &str = ".canevas-new";

/// The name of the file that a build locks in its output folder, so that two builds do not write there at once.
pub const LOCK: &str = ".canevas-lock";

/// The name of the file that a run writes before it renames it to `name`. A run that is killed leaves it.
pub fn unfinished(name: &str) -> String {
    format!(".{name}{UNFINISHED}")
}

/// Whether a file has a name that a run gives to a file of its own.
pub(super) fn is_of_a_run(name: &str) -> bool {
    name == LOCK
        || name.strip_prefix('.').and_then(|name| name.strip_suffix(UNFINISHED)).is_some_and(|name| !name.is_empty())
}
