//! Mends what YAML would read otherwise than it was written.

use crate::{Edit, Edits};
use canevas_compiler::diagnostics::Source;
use canevas_compiler::{InputFile, syntax};

/// Mends YAML files: one edit per file that changes.
pub fn fmt(files: &[InputFile]) -> Edits {
    let mended = |file: &InputFile| {
        let text = syntax::format::format(&Source::new(&file.name, &file.text));
        (text != file.text).then(|| Edit::write(&file.name, text))
    };
    files.iter().filter_map(mended).collect()
}
