//! Writes the glossary of an edition for a translator's tool.

use super::edition;
use crate::Refusal;
use canevas_compiler::Project;
use canevas_compiler::files::join;

/// The glossary of an edition, in the exchange format of terminology tools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryExchange {
    /// The text, TBX-Basic.
    pub tbx: String,
    /// How many terms it has.
    pub terms: usize,
}

/// Writes the glossary of an edition as TBX-Basic.
pub fn glossary(project: &Project, name: &str) -> Result<GlossaryExchange, Refusal> {
    let (folder, edition) = edition(project, name)?;
    let Some(tbx) = edition.tbx() else {
        let name = join(&folder, "glossary.csv");
        return Err(format!("there is no `{name}`; docs/editors.md says what stands in it").into());
    };
    Ok(GlossaryExchange { tbx, terms: edition.glossary.as_ref().map_or(0, |glossary| glossary.terms.len()) })
}
