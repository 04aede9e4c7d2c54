//! How a Word file is made.

use crate::reference::Reference;
use std::sync::Arc;

/// How a Word file is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordOptions {
    /// Whether everything except answers and free remarks is protected. The protection has no password.
    pub protection: bool,
    /// Who the file is for.
    pub profile: Profile,
    /// The file that gives styles, page, header and footer.
    pub reference: Option<Arc<Reference>>,
}

impl Default for WordOptions {
    fn default() -> Self {
        Self { protection: true, profile: Profile::Clean, reference: None }
    }
}

/// Who a Word file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// A country.
    Clean,
    /// The designers of the form: ids, codes and conditions stand beside each question.
    Annotated,
}
