//! Traps of YAML, found before parsing.

use canevas_diagnostics::{Findings, Source, SourceId};

/// Finds the places where YAML would read something other than what was written, in the values of keys that hold texts.
pub fn scan(_id: SourceId, _source: &Source) -> Findings {
    Findings::default()
}
